"""What a workspace holds, in plain counts and exact money."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import narwhals as nw

from analysis import calendar
from analysis.occasions import counted, through


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month's counted orders and its net by currency; a refund that names no order lies in its own month."""

    month: str
    orders: int
    net: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked in surveys, and how it was answered.

    Attributes
    ----------
    name : str
        The question's own text.
    role : str
        "overall", "recommendation" or "attribute".
    group : str or None
        Part of the business that it is about.
    aspect : str
        "performance", "expectation" or "importance".
    scale : tuple of float
        Its ends; the widest, where files differ.
    answers, missing : int
        Answers given, and questionnaires in which it was asked and not answered.
    sum : float
        Of the answers.
    """

    name: str
    role: str
    group: str | None
    aspect: str
    scale: tuple[float, float]
    answers: int
    sum: float
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """What has been imported, through ``as_of``; money is a decimal text by currency, never summed over currencies.

    Attributes
    ----------
    customers : int
        Identifiable customers, from any file.
    buyers : int
        Those of them with a counted order.
    orders, guest_orders : int
        Counted orders, guests' included; and guests' alone.
    first_order, last_order : datetime or None
        Of the counted orders.
    responses, respondents : int
        Questionnaires that customers filled in, and the known people who did.
    questions : tuple of Question
    complaints : int
    """

    revision: int
    zone: str | None
    as_of: date | None
    customers: int
    buyers: int
    orders: int
    guest_orders: int
    gross: Mapping[str, str]
    refunds: Mapping[str, str]
    net: Mapping[str, str]
    first_order: datetime | None
    last_order: datetime | None
    months: tuple[Month, ...]
    responses: int = 0
    respondents: int = 0
    questions: tuple[Question, ...] = ()
    complaints: int = 0
    batches: int = 0


def summary(
    orders,
    refunds,
    customers,
    *,
    zone: str | None,
    as_of: date | None,
    revision: int,
    batches: int,
    digits: Mapping[str, int] | None = None,
    free_orders: bool = True,
    answers=None,
) -> Workspace:
    """Count what a workspace holds.

    Parameters
    ----------
    orders, refunds, customers : DataFrame
        As `models.frames` gives them.
    zone : str or None
    as_of : date or None
        None where there is no order and no refund yet.
    revision, batches : int
    digits : mapping, optional
        Minor digits by currency, 2 where not named.
    free_orders : bool
        Whether fully refunded and 0.00 orders count.
    answers : optional
        `responses`, `ratings`, `attributes` and `complaints`, as `models.answers` gives them: all that is here, whatever its day.

    Examples
    --------
    >>> import polars as pl
    >>> orders = pl.DataFrame({"customer": [7, None], "counted": [True, True], "gross": [1230, 500],
    ...     "refunded": [30, 0], "currency": ["EUR", "EUR"],
    ...     "ordered_at": [datetime(2026, 1, 2), datetime(2026, 2, 3)]})
    >>> refunds = pl.DataFrame({"refunded_at": [datetime(2026, 2, 9)], "amount": [100], "currency": ["EUR"]})
    >>> found = summary(orders, refunds, pl.DataFrame({"customer": [7, 8]}), zone=None,
    ...     as_of=date(2026, 2, 28), revision=1, batches=1)
    >>> found.net, [(month.month, month.net) for month in found.months]
    ({'EUR': '16.00'}, [('2026-01', {'EUR': '12.00'}), ('2026-02', {'EUR': '4.00'})])
    """
    # Without an as_of there is no row that it could leave out.
    day = as_of or calendar.EPOCH
    kept = counted(orders, as_of=day, free_orders=free_orders)
    given_back = nw.from_native(refunds, eager_only=True).filter(through(day, "refunded_at"))
    entries = _sold(kept) + _given_back(given_back)
    digits = digits or {}
    return Workspace(
        revision=revision,
        zone=zone,
        as_of=as_of,
        customers=len(nw.from_native(customers, eager_only=True)),
        buyers=int(kept["customer"].drop_nulls().n_unique()),
        orders=len(kept),
        guest_orders=int(kept["customer"].is_null().sum()),
        gross=_total(entries, lambda entry: entry.gross, digits),
        refunds=_total(entries, lambda entry: entry.refunded, digits),
        net=_total(entries, _Entry.net, digits),
        first_order=kept["ordered_at"].min() if len(kept) else None,
        last_order=kept["ordered_at"].max() if len(kept) else None,
        months=_months(entries, digits),
        batches=batches,
        **(_answered(answers) if answers is not None else {}),
    )


def _answered(answers) -> dict:
    """Count what customers answered and complained of."""
    responses = nw.from_native(answers.responses, eager_only=True).filter(nw.col("audience") == "customer")
    return {
        "responses": len(responses),
        "respondents": int(responses["customer"].drop_nulls().n_unique()),
        "questions": _questions(nw.from_native(answers.ratings, eager_only=True), nw.from_native(answers.attributes, eager_only=True)),
        "complaints": len(nw.from_native(answers.complaints, eager_only=True)),
    }


def _questions(ratings: nw.DataFrame, attributes: nw.DataFrame) -> tuple[Question, ...]:
    asked = (
        ratings.group_by("attribute", "aspect")
        .agg(
            nw.len().alias("asked"),
            nw.col("value").count().alias("answers"),
            nw.col("value").sum().alias("sum"),
            nw.col("low").min(),
            nw.col("high").max(),
        )
        .join(attributes.filter(nw.col("audience") == "customer"), on="attribute", how="inner")
        .sort("attribute", "aspect")
    )
    return tuple(
        Question(
            name=row["question"],
            role=row["role"],
            group=row["group"],
            aspect=row["aspect"],
            scale=(row["low"], row["high"]),
            answers=row["answers"],
            sum=row["sum"],
            missing=row["asked"] - row["answers"],
        )
        for row in asked.rows(named=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What one month moved in one currency, in minor units."""

    month: int
    currency: str
    orders: int
    gross: int
    refunded: int

    def net(self) -> int:
        return self.gross - self.refunded


def _total(entries: Iterable[_Entry], amount: Callable[[_Entry], int], digits: Mapping[str, int]) -> dict[str, str]:
    """Sum an amount by currency, as exact decimal texts with each currency's own digits."""
    sums = defaultdict(int)
    for entry in entries:
        sums[entry.currency] += amount(entry)
    return {currency: f"{Decimal(minor).scaleb(-digits.get(currency, 2)):f}" for currency, minor in sorted(sums.items())}


def _month(column: str) -> nw.Expr:
    moment = nw.col(column).dt
    return (moment.year().cast(nw.Int64) * 12 + moment.month().cast(nw.Int64) - 1).alias("month")


def _sold(kept: nw.DataFrame) -> list[_Entry]:
    grouped = (
        kept.with_columns(_month("ordered_at"))
        .group_by("month", "currency")
        .agg(nw.len().alias("orders"), nw.col("gross").sum(), nw.col("refunded").sum())
    )
    return [_Entry(**row) for row in grouped.rows(named=True)]


def _given_back(refunds: nw.DataFrame) -> list[_Entry]:
    grouped = refunds.with_columns(_month("refunded_at")).group_by("month", "currency").agg(nw.col("amount").sum())
    return [
        _Entry(month=row["month"], currency=row["currency"], orders=0, gross=0, refunded=row["amount"]) for row in grouped.rows(named=True)
    ]


def _months(entries: list[_Entry], digits: Mapping[str, int]) -> tuple[Month, ...]:
    by_month = defaultdict(list)
    for entry in entries:
        by_month[entry.month].append(entry)
    return tuple(
        Month(
            month=calendar.label(month, "month"),
            orders=sum(entry.orders for entry in by_month[month]),
            net=_total(by_month[month], _Entry.net, digits),
        )
        for month in sorted(by_month)
    )
