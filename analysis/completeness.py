"""Through which day the data are complete, and why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import narwhals as nw

# A shop that ends more than a quarter before the others may have closed; the person says.
EARLY_DAYS = 91


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopEnd:
    """One shop's first and last day with any row, counted or not."""

    shop: str
    first_day: date
    last_day: date
    ended_early: bool
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """The day through which the data are complete, its reason, and the shops that it was made from.

    `reason` is ``"only shop"``, ``"same day"`` (several shops end on it), ``"earliest shop"``, or
    ``"all closed"`` (no shop is open; the day is the last of any).
    """

    day: date
    reason: str
    shops: tuple[ShopEnd, ...]


def as_of(orders, refunds=None, *, closed: Collection[str] = ()) -> AsOf | None:
    """Find the day through which every open shop's data reach.

    Parameters
    ----------
    orders : DataFrame
        Columns ``shop`` and ``ordered_at``; any ``state`` but that of open deals, whose day is only planned.
    refunds : DataFrame, optional
        Columns ``shop`` and ``refunded_at``.
    closed : collection of str
        Shops that the person says have closed: they end, and hold nothing back.

    Returns
    -------
    AsOf or None
        None where there is no row at all.

    Examples
    --------
    >>> import polars as pl
    >>> from datetime import datetime
    >>> orders = pl.DataFrame({"shop": ["web", "till", "till"],
    ...     "ordered_at": [datetime(2026, 3, 9), datetime(2026, 1, 2), datetime(2026, 3, 4)]})
    >>> found = as_of(orders)
    >>> found.day, found.reason
    (datetime.date(2026, 3, 4), 'earliest shop')
    """
    spans = _spans(_happened(orders), "ordered_at")
    if refunds is not None:
        for shop, (first, last) in _spans(refunds, "refunded_at").items():
            known = spans.get(shop, (first, last))
            spans[shop] = (min(first, known[0]), max(last, known[1]))
    if not spans:
        return None
    latest = max(last for _, last in spans.values())
    shops = tuple(
        ShopEnd(
            shop=shop,
            first_day=first,
            last_day=last,
            ended_early=(latest - last).days > EARLY_DAYS,
            closed=shop in closed,
        )
        for shop, (first, last) in sorted(spans.items())
    )
    day, reason = _decide([shop.last_day for shop in shops if not shop.closed], latest)
    return AsOf(day=day, reason=reason, shops=shops)


def _happened(orders) -> nw.DataFrame:
    """Leave out deals that are still open: their day is a plan, and often lies ahead."""
    rows = nw.from_native(orders, eager_only=True)
    return rows.filter(nw.col("state") != "open") if "state" in rows.columns else rows


def _spans(frame, column: str) -> dict[str, tuple[date, date]]:
    rows = (
        nw.from_native(frame, eager_only=True)
        .group_by("shop")
        .agg(nw.col(column).min().alias("first"), nw.col(column).max().alias("last"))
        .rows()
    )
    return {shop: (first.date(), last.date()) for shop, first, last in rows}


def _decide(open_ends: list[date], latest: date) -> tuple[date, str]:
    if not open_ends:
        return latest, "all closed"
    if len(open_ends) == 1:
        return open_ends[0], "only shop"
    same = min(open_ends) == max(open_ends)
    return min(open_ends), "same day" if same else "earliest shop"
