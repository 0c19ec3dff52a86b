"""Costs by period: a cost that runs over several days is spread evenly over them."""

from dataclasses import dataclass

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.ledger import places
from analysis.occasions import MILLISECONDS_A_DAY, Occasions

NOBODY = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What was spent for one purpose in one currency, cut at the periods' ends.

    Attributes
    ----------
    place : integer array
        On whom, as a place in `Occasions.customers`; `NOBODY` for nobody in particular, or for somebody who has never ordered.
    number : integer array
        The period.
    amount : float array
        Minor units; a part of a cost that was spread.
    channel : array of str
        "" where none is named.
    first, last : int
        The first and the last period through all of which costs are known: from the month of the first to that of the last.
    """

    place: np.ndarray
    number: np.ndarray
    amount: np.ndarray
    channel: np.ndarray
    first: int
    last: int

    def known(self, number: np.ndarray) -> np.ndarray:
        """Whether costs are known for periods."""
        return (number >= self.first) & (number <= self.last)


def gather(spend, occasions: Occasions, *, purpose: str, currency: str, period: str) -> Costs | None:
    """Gather them; None where there are none.

    Parameters
    ----------
    spend : DataFrame
        As `models.spending` gives it.
    occasions : Occasions
    purpose : {"acquisition", "retention", "programme", "service"}
    currency : str
        Other currencies are left out.
    period : {"week", "month", "quarter"}

    Examples
    --------
    >>> from datetime import date, datetime
    >>> import polars as pl
    >>> spend = pl.DataFrame({"customer": [None], "spent_at": [datetime(1970, 1, 31)], "spent_until": [datetime(1970, 2, 1)],
    ...     "purpose": ["service"], "channel": ["desk"], "amount": [100], "currency": ["EUR"]}, schema_overrides={"customer": pl.Int64})
    >>> history = Occasions(customers=np.array([7]), start=np.array([0, 1]), day=np.array([0]), as_of=date(1970, 3, 31), free_orders=True)
    >>> found = gather(spend, history, purpose="service", currency="EUR", period="month")
    >>> (found.number - found.first).tolist(), found.amount.tolist()
    ([0, 1], [50.0, 50.0])
    """
    rows = nw.from_native(spend, eager_only=True).filter(nw.col("purpose") == purpose, nw.col("currency") == currency)
    if not len(rows):
        return None
    begin = _days(rows, nw.col("spent_at"))
    end = np.maximum(_days(rows, nw.coalesce(nw.col("spent_until"), nw.col("spent_at"))), begin)
    from_period, to_period = calendar.numbers(begin, period), calendar.numbers(end, period)
    pieces = to_period - from_period + 1
    row = np.repeat(np.arange(len(begin)), pieces)
    number = from_period[row] + np.arange(len(row)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    every = np.arange(from_period.min(), to_period.max() + 2)
    bounds = np.array([calendar.day_number(calendar.first_day(int(each), period)) for each in every])
    low, high = bounds[number - every[0]], bounds[number - every[0] + 1] - 1
    days = np.minimum(end[row], high) - np.maximum(begin[row], low) + 1
    amount = rows["amount"].to_numpy().astype(float)[row] * days / (end - begin + 1)[row]
    who = rows["customer"].cast(nw.Int64).fill_null(NOBODY).to_numpy().astype(np.int64)
    place, there = places(occasions, who)
    first, last = _reach(begin.min(), end.max(), period)
    return Costs(
        place=np.where(there & (who != NOBODY), place, NOBODY)[row],
        number=number,
        amount=amount,
        channel=np.array(["" if name is None else str(name) for name in rows["channel"].to_list()])[row],
        first=first,
        last=last,
    )


def _days(rows: nw.DataFrame, moment: nw.Expr) -> np.ndarray:
    return rows.select((moment.dt.timestamp("ms") // MILLISECONDS_A_DAY).alias("day"))["day"].to_numpy().astype(np.int64)


def _reach(begin: int, end: int, period: str) -> tuple[int, int]:
    """Many costs are booked once a month: the months of the first and of the last are taken to be known whole."""
    months = calendar.numbers(np.array([begin, end]), "month")
    low, high = calendar.first_day(months[0], "month"), calendar.last_day(months[1], "month")
    first = calendar.number(low, period)
    if period == "week" and calendar.first_day(first, period) < low:
        first += 1
    # A quarter of which the first months are not known is not known whole.
    if period == "quarter" and calendar.first_day(first, period) < low:
        first += 1
    return first, calendar.last_complete(high, period)
