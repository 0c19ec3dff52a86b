"""The last complete period in a few numbers, each beside the period before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.acquisition import Acquisition, acquisition
from analysis.bucket import Bucket, bucket
from analysis.errors import NoCompletePeriod, choose, say
from analysis.intervals import newcombe, wilson
from analysis.occasions import Occasions, counted, through
from analysis.relations import Relations
from analysis.rhythm import STANDARD


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A number now, in the period before, and the first minus the second.

    `before` and `difference` are None where the period before lies before the data.
    """

    now: int
    before: int | None
    difference: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """k of n, as a fraction with its Wilson interval; no rate where n is 0."""

    k: int
    n: int
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareChange:
    """A share now and before, and the difference of the two with Newcombe's interval.

    `before` and the differences are None where the period before lies before the data or had nobody in it.
    The interval takes the two periods' buyers for separate people, though some are the same.
    """

    k: int
    n: int
    rate: float | None
    low: float | None
    high: float | None
    before: Share | None
    difference: float | None
    difference_low: float | None
    difference_high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The headline numbers of one period.

    Attributes
    ----------
    period, label, first_day, last_day, before_label
        The last complete period, and the label of the one before.
    customers : Change
        Identifiable customers known by the period's end: on record, or with an order of any state.
    buyers : Change
        Those of them with an occasion in the period.
    orders, guest_orders : Change
        Counted orders, guests' included; and guests' alone.
    net : Change
        Minor units of `currency`: gross minus refunds, each by its order's own date; a refund that names no order
        in its own.
    other_currencies : mapping of code to counted orders of the period that `net` leaves out
    repeat : ShareChange
        The share of the buyers who had an occasion before the period.
    bucket : Bucket or None
        None where there is no usual gap to tell a pause from a loss; `bucket_reason` says why.
    acquisition : Acquisition or None
        What a new customer of the period cost to win; None where no spending says so.
    """

    period: str
    label: str
    first_day: date
    last_day: date
    before_label: str
    as_of: date
    level: float
    currency: str
    other_currencies: Mapping[str, int]
    customers: Change
    buyers: Change
    orders: Change
    guest_orders: Change
    net: Change
    repeat: ShareChange
    bucket: Bucket | None
    bucket_reason: str | None
    acquisition: Acquisition | None = None


def overview(
    orders,
    refunds,
    customers,
    occasions: Occasions,
    *,
    period: str = "month",
    as_of: date,
    currency: str | None = None,
    relations: Relations | None = None,
    level: float = 0.95,
    spend=None,
) -> Overview:
    """Describe the last complete period.

    Parameters
    ----------
    orders, refunds, customers : DataFrame
        As `models.frames` gives them.
    occasions : Occasions
        Of the same orders at the same `as_of`; whether free orders count is taken from it.
    period : {"week", "month", "quarter"}
    as_of : date
    currency : str, optional
        Of `net`; the one most counted orders are in where none is named.
    relations : Relations, optional
        For the bucket; None where the population has no usual gap.
    level : float
        Confidence of all intervals.
    spend : DataFrame, optional
        As `models.spending` gives it, for what a new customer cost.

    Raises
    ------
    NoCompletePeriod
        If no whole period lies between the first order and `as_of`.
    UnknownChoice
        For a currency that no order is in.
    """
    if as_of != occasions.as_of:
        raise ValueError(f"the occasions go through {occasions.as_of}, not {as_of}")
    number = calendar.last_complete(as_of, period)
    first, last = calendar.first_day(number, period), calendar.last_day(number, period)
    before_first, before_last = calendar.first_day(number - 1, period), first - timedelta(days=1)
    begun = _begun(orders)
    if begun is None or begun > last:
        raise NoCompletePeriod(
            found="no order" if begun is None else say("orders from {} through {}", begun, as_of),
            needed=say("a whole {} after the first order", period),
            do="Choose a shorter period, or import orders that reach further.",
        )
    kept = counted(orders, as_of=as_of, free_orders=occasions.free_orders)
    currency = main_currency(kept, currency)
    since = _known_since(orders, customers)
    observed = begun <= before_first  # a period that the data cover in part would make the change too large
    now = _measures(kept, refunds, occasions, since, currency, first, last)
    before = _measures(kept, refunds, occasions, since, currency, before_first, before_last) if observed else {}
    return Overview(
        period=period,
        label=calendar.label(number, period),
        first_day=first,
        last_day=last,
        before_label=calendar.label(number - 1, period),
        as_of=as_of,
        level=level,
        currency=currency,
        other_currencies=_other_currencies(kept, currency, first, last),
        **{name: _change(now[name], before.get(name)) for name in now},
        repeat=_repeat(occasions, (first, last), (before_first, before_last) if observed else None, level),
        bucket=None if relations is None else bucket(relations, start=before_last, end=last, level=level),
        bucket_reason=f"fewer than {STANDARD.minimum_gaps} closed gaps" if relations is None else None,
        acquisition=None if spend is None else acquisition(spend, occasions, first=first, last=last, currency=currency),
    )


def _begun(orders) -> date | None:
    moments = nw.from_native(orders, eager_only=True)["ordered_at"]
    return moments.min().date() if len(moments) else None


def main_currency(kept: nw.DataFrame, wanted: str | None = None) -> str:
    """Return the currency asked for, or else the one that most of these counted orders are in."""
    counts = dict(kept["currency"].value_counts(name="orders").rows())
    if wanted is not None:
        return choose("currency", wanted, sorted(counts))
    return min(counts, key=lambda code: (-counts[code], code), default="XXX")


def _other_currencies(kept: nw.DataFrame, currency: str, first: date, last: date) -> dict[str, int]:
    part = kept.filter(_within(first, last), nw.col("currency") != currency)
    return dict(sorted(part["currency"].value_counts(name="orders").rows()))


def _known_since(orders, customers) -> np.ndarray:
    """The day that each customer was first heard of, as numpy dates; NaT where no date is known."""
    frame = nw.from_native(orders, eager_only=True).filter(~nw.col("customer").is_null())
    first = frame.with_columns(nw.col("customer").cast(nw.Int64)).group_by("customer").agg(nw.col("ordered_at").min().alias("first_order"))
    people = nw.from_native(customers, eager_only=True).select(
        nw.col("customer").cast(nw.Int64), nw.col("joined_at").cast(nw.Datetime("us"))
    )
    known = people.join(first, on="customer", how="left")
    # fmin, unlike minimum, takes the other date where one is missing.
    return np.fmin(
        known["joined_at"].to_numpy().astype("datetime64[D]"),
        known["first_order"].to_numpy().astype("datetime64[D]"),
    )


def _within(first: date, last: date, column: str = "ordered_at") -> nw.Expr:
    return through(last, column) & ~through(first - timedelta(days=1), column)


def _measures(
    kept: nw.DataFrame,
    refunds,
    occasions: Occasions,
    since: np.ndarray,
    currency: str,
    first: date,
    last: date,
) -> dict[str, int]:
    """Everything of one period that is a plain number."""
    part = kept.filter(_within(first, last))
    own = part.filter(nw.col("currency") == currency)
    given_back = nw.from_native(refunds, eager_only=True).filter(_within(first, last, "refunded_at"), nw.col("currency") == currency)
    return {
        "customers": int((since <= np.datetime64(last)).sum()),
        "buyers": int(_bought(occasions, first, last).sum()),
        "orders": len(part),
        "guest_orders": int(part["customer"].is_null().sum()),
        "net": int(own["gross"].sum() - own["refunded"].sum() - given_back["amount"].sum()),
    }


def _bought(occasions: Occasions, first: date, last: date) -> np.ndarray:
    inside = (occasions.day >= calendar.day_number(first)) & (occasions.day <= calendar.day_number(last))
    bought = np.zeros(len(occasions.customers), dtype=bool)
    bought[occasions.owner[inside]] = True
    return bought


def _change(now: int, before: int | None) -> Change:
    return Change(now=now, before=before, difference=None if before is None else now - before)


def _share(occasions: Occasions, first: date, last: date, level: float) -> Share:
    bought = _bought(occasions, first, last)
    old = occasions.day[occasions.start[:-1]] < calendar.day_number(first)
    k, n = int((bought & old).sum()), int(bought.sum())
    if n == 0:
        return Share(k=0, n=0, rate=None, low=None, high=None)
    low, high = wilson(k, n, level)
    return Share(k=k, n=n, rate=k / n, low=low, high=high)


def _repeat(occasions: Occasions, now: tuple[date, date], before: tuple[date, date] | None, level: float) -> ShareChange:
    share = _share(occasions, *now, level)
    earlier = None if before is None else _share(occasions, *before, level)
    difference = low = high = None
    if share.n and earlier is not None and earlier.n:
        difference, low, high = newcombe(share.k, share.n, earlier.k, earlier.n, level)
    return ShareChange(
        k=share.k,
        n=share.n,
        rate=share.rate,
        low=share.low,
        high=share.high,
        before=earlier,
        difference=difference,
        difference_low=low,
        difference_high=high,
    )
