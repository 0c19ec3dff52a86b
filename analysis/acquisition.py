"""What a new customer cost to win, by what was booked for it."""

from dataclasses import dataclass
from datetime import date

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.evidence import THIN_BELOW
from analysis.followup import first_days
from analysis.occasions import MILLISECONDS_A_DAY, Occasions

WINNING = "acquisition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquisition:
    """What was spent on winning customers in a period, and how many were won in it.

    Attributes
    ----------
    currency : str
    spent : int
        Minor units. A cost that runs over several days is spread evenly over them, and only the period's days are taken.
    customers : int
        Customers whose first occasion lies in the period.
    each : int
        Minor units: `spent` over `customers`. Both are what was booked, so there is no interval.
    """

    currency: str
    spent: int
    customers: int
    each: int


def acquisition(spend, occasions: Occasions, *, first: date, last: date, currency: str) -> Acquisition | None:
    """Divide what winning customers cost by the customers won.

    Parameters
    ----------
    spend : DataFrame
        Columns ``spent_at``, ``spent_until`` (null: that one day), ``purpose``, ``amount`` (minor units) and ``currency``.
    occasions : Occasions
    first, last : date
        The period's days.
    currency : str
        Other currencies are left out.

    Returns
    -------
    Acquisition or None
        None where the costs don't reach from the period's first month to its last, where nothing was spent, or with fewer than ten
        new customers.

    Examples
    --------
    >>> from datetime import datetime
    >>> import polars as pl
    >>> spend = pl.DataFrame({"spent_at": [datetime(1970, 1, 1)], "spent_until": [datetime(1970, 1, 31)], "purpose": ["acquisition"],
    ...     "amount": [31_000], "currency": ["EUR"]})
    >>> history = Occasions(customers=np.arange(10), start=np.arange(11), day=np.arange(10), as_of=date(1970, 2, 28), free_orders=True)
    >>> acquisition(spend, history, first=date(1970, 1, 1), last=date(1970, 1, 31), currency="EUR").each
    3100
    """
    rows = nw.from_native(spend, eager_only=True).filter(nw.col("purpose") == WINNING, nw.col("currency") == currency)
    if not len(rows):
        return None
    begin = _days(rows, nw.col("spent_at"))
    end = np.maximum(_days(rows, nw.coalesce(nw.col("spent_until"), nw.col("spent_at"))), begin)
    low, high = calendar.day_number(first), calendar.day_number(last)
    if not _reaches(begin, end, first, last):
        return None
    part = np.clip(np.minimum(end, high) - np.maximum(begin, low) + 1, 0, None) / (end - begin + 1)
    spent = round(float((rows["amount"].to_numpy() * part).sum()))
    days = first_days(occasions)
    won = int(((days >= low) & (days <= high)).sum())
    if won < THIN_BELOW or spent <= 0:
        return None
    return Acquisition(currency=currency, spent=spent, customers=won, each=round(spent / won))


def _days(rows: nw.DataFrame, moment: nw.Expr) -> np.ndarray:
    return rows.select((moment.dt.timestamp("ms") // MILLISECONDS_A_DAY).alias("day"))["day"].to_numpy().astype(np.int64)


def _reaches(begin: np.ndarray, end: np.ndarray, first: date, last: date) -> bool:
    """Whether costs are known for the first month and for the last: many are booked once a month."""
    months = calendar.numbers(np.array([begin.min(), end.max()]), "month")
    return bool(months[0] <= calendar.number(first, "month") and months[1] >= calendar.number(last, "month"))
