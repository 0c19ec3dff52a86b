"""The data's health: how far each table reaches, what it covers, and which table is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.company import Company
from analysis.errors import choose
from analysis.occasions import counted, through

SPENDING = "spending"
#: What ends so many days before the newest of all is behind.
BEHIND_DAYS = 31
#: Who ordered so many days ago, or later, is active; answers are asked for in the same days.
ACTIVE_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """How far one kind of table reaches.

    Attributes
    ----------
    kind : str
        "orders" or another kind of table.
    rows, customers : int
        How many there are, and of how many different known customers. Of orders: the counted ones through `as_of`.
    first_day, last_day : date or None
        None where nothing is dated. Of orders the last is `as_of`.
    behind_days : int
        Days by which it ends before the newest of all; 0 where that is a month or less, or nothing is dated.
    """

    kind: str
    rows: int
    customers: int
    first_day: date | None
    last_day: date | None
    behind_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """k of n. All of them were counted and none was drawn, so there is no interval.

    `name` is "known" (counted orders that name their customer), "currency" (counted orders in the currency that is shown),
    "email" or "answered" (active customers with an e-mail, or with an answer in the year through `as_of`). No rate where n is 0.
    """

    name: str
    k: int
    n: int
    rate: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What the pages rest on.

    Attributes
    ----------
    as_of : date
    currency : str
        The one that amounts are shown in.
    tables : tuple of Table
        Orders first, then each other kind that there is something of.
    newest : str
        The kind that reaches furthest.
    months_without : tuple of str
        Months between the first and the last counted order that have none.
    coverage : tuple of Covered
        "answered" is there only where somebody was ever asked.
    missing : tuple of str
        Kinds of table that there is nothing of.
    uncounted : int
        Orders through `as_of` that are kept and not counted.
    later : int
        Orders after `as_of`.
    left_out : int
        Rows of the files that could not be read.
    """

    as_of: date
    currency: str
    tables: tuple[Table, ...]
    newest: str
    months_without: tuple[str, ...]
    coverage: tuple[Covered, ...]
    missing: tuple[str, ...]
    uncounted: int
    later: int
    left_out: int


def health(company: Company, tables, responses, *, left_out: int = 0, currency: str | None = None) -> Health:
    """Look at the state of a company's data.

    Parameters
    ----------
    company : Company
    tables : DataFrame
        As `models.reach` gives it: `kind`, `rows`, `customers`, `first_day`, `last_day`.
    responses : DataFrame
        As `models.answers` gives them: `customer`, `audience`, `answered_at`.
    left_out : int
        Rows that could not be read.
    currency : str, optional
        The one that is shown; the one most counted orders are in, if not given.

    Raises
    ------
    UnknownChoice
        For a currency that no counted order is in.

    Examples
    --------
    >>> from datetime import datetime
    >>> import polars as pl
    >>> from analysis.company import company
    >>> orders = pl.DataFrame({"order_id": [1, 2], "customer": [7, None], "counted": [True, True], "gross": [500, 300],
    ...     "refunded": [0, 0], "currency": ["EUR"] * 2, "shop": ["web"] * 2, "ordered_at": [datetime(2026, 1, 2), datetime(2026, 4, 3)]})
    >>> refunds = pl.DataFrame(schema={"customer": pl.Int64, "refunded_at": pl.Datetime, "amount": pl.Int64, "currency": pl.String,
    ...     "shop": pl.String})
    >>> tables = pl.DataFrame({"kind": ["survey", "spending"], "rows": [3, 0], "customers": [1, 0],
    ...     "first_day": [date(2026, 1, 9), None], "last_day": [date(2026, 1, 9), None]})
    >>> answered = pl.DataFrame({"customer": [7], "audience": ["customer"], "answered_at": [datetime(2026, 1, 9)]})
    >>> people = pl.DataFrame({"customer": [7], "email": ["a@example.org"]})
    >>> found = health(company(orders, refunds, people), tables, answered)
    >>> found.months_without, found.missing, [(table.kind, table.behind_days) for table in found.tables]
    (('2026-02', '2026-03'), ('spending',), [('orders', 0), ('survey', 84)])
    >>> [(one.name, one.k, one.n) for one in found.coverage]
    [('known', 1, 2), ('currency', 2, 2), ('email', 1, 1), ('answered', 1, 1)]
    """
    kept = counted(company.orders, as_of=company.as_of)
    known = len(kept) - int(kept["customer"].is_null().sum())
    currencies = dict(kept["currency"].value_counts(name="orders").rows())
    commonest = min(currencies, key=lambda code: (-currencies[code], code), default="XXX")
    shown = commonest if currency is None else choose("currency", currency, sorted(currencies))
    days = kept["ordered_at"].to_numpy().astype("datetime64[D]").astype(np.int64)
    first = calendar.day_of(days.min()) if len(days) else None
    orders = (len(kept), len(company.occasions.customers), first, company.as_of)
    rows = nw.from_native(tables, eager_only=True).select("kind", "rows", "customers", "first_day", "last_day").rows()
    there = {kind: (number, people, _day(begun), _day(ended)) for kind, number, people, begun, ended in rows if number}
    reaching = {kind: parts[3] for kind, parts in {"orders": orders, **there}.items() if parts[3] is not None}
    # A cost of a month that is not over is booked to its end: it says nothing of how far the data reach.
    if SPENDING in reaching:
        reaching[SPENDING] = min(reaching[SPENDING], max(day for kind, day in reaching.items() if kind != SPENDING))
    newest = max(reaching, key=lambda kind: (reaching[kind], kind == "orders"))
    every = nw.from_native(company.orders, eager_only=True)
    later = len(every.filter(~through(company.as_of)))
    asked = "survey" in there
    return Health(
        as_of=company.as_of,
        currency=shown,
        tables=tuple(_table(kind, parts, reaching[newest]) for kind, parts in {"orders": orders, **there}.items()),
        newest=newest,
        months_without=_months_without(days),
        coverage=(
            _covered("known", known, len(kept)),
            _covered("currency", currencies.get(shown, 0), len(kept)),
            *_active(company, responses, asked=asked),
        ),
        missing=tuple(kind for kind, number, *_ in rows if not number),
        uncounted=len(every) - later - len(kept),
        later=later,
        left_out=left_out,
    )


def _day(value) -> date | None:
    """A day of a frame; pandas gives a time, or none that is a time."""
    if value is None or value != value:
        return None
    return value.date() if hasattr(value, "date") else value


def _table(kind: str, parts: tuple, newest: date) -> Table:
    rows, customers, first, last = parts
    behind = 0 if last is None else (newest - last).days
    return Table(
        kind=kind, rows=rows, customers=customers, first_day=first, last_day=last, behind_days=behind if behind > BEHIND_DAYS else 0
    )


def _covered(name: str, k: int, n: int) -> Covered:
    return Covered(name=name, k=k, n=n, rate=k / n if n else None)


def _months_without(days: np.ndarray) -> tuple[str, ...]:
    if not len(days):
        return ()
    found = np.unique(calendar.numbers(days, "month"))
    return tuple(calendar.label(int(month), "month") for month in np.setdiff1d(np.arange(found[0], found[-1]), found))


def _active(company: Company, responses, *, asked: bool) -> tuple[Covered, ...]:
    """Whom an e-mail reaches, and who said something, among those who ordered in the year through `as_of`."""
    days, since = company.occasions, calendar.day_number(company.as_of) - ACTIVE_DAYS
    last = days.day[days.start[1:] - 1] if len(days.customers) else np.zeros(0, dtype=np.int32)
    active = days.customers[last > since]
    people = nw.from_native(company.customers, eager_only=True)
    reached = people.filter(~nw.col("email").is_null()) if "email" in people.columns else people.head(0)
    covered = (_covered("email", _among(active, reached), len(active)),)
    if not asked:
        return covered
    said = nw.from_native(responses, eager_only=True).filter(nw.col("audience") == "customer", ~nw.col("answered_at").is_null())
    said = said.filter(through(company.as_of, "answered_at"), ~through(calendar.day_of(since), "answered_at"))
    return (*covered, _covered("answered", _among(active, said), len(active)))


def _among(active: np.ndarray, rows: nw.DataFrame) -> int:
    """How many of these customers stand in the rows."""
    named = rows.filter(~nw.col("customer").is_null())["customer"].cast(nw.Int64).to_numpy()
    return int(np.isin(active, named).sum())
