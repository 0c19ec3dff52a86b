"""How long customers took: to abandon, to order a second time, to order again, to order at all after a first contact.

Whoever has not done so by ``as_of`` has been watched until then; `analysis.survival` knows what to do with those.
"""

from dataclasses import dataclass

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.absences import NEVER, Absences
from analysis.occasions import DAY_BITS, DAYS, MILLISECONDS_A_DAY, Occasions, counted, through


@dataclass(frozen=True, slots=True, kw_only=True)
class Durations:
    """Days until something happened, or for which it was awaited.

    Attributes
    ----------
    customers : int64 array
        Party ids, ascending.
    days : int64 array
        0 or more.
    observed : bool array
        Whether it happened; otherwise watching ended at ``as_of``.
    """

    customers: np.ndarray
    days: np.ndarray
    observed: np.ndarray

    def part(self, mask: np.ndarray) -> "Durations":
        """Keep those that a bool array marks."""
        return Durations(customers=self.customers[mask], days=self.days[mask], observed=self.observed[mask])


def to_abandonment(occasions: Occasions, absences: Absences, number: int = 1) -> Durations:
    """Days from each customer's order of that number to the first day after it on which the stage rule calls the customer abandoned.

    Whoever comes back later had left nevertheless: nothing is dated back, and whether one of today's abandoned customers will come
    back nobody knows yet. Orders of one day are one; number 1 is the first.

    Examples
    --------
    >>> from datetime import date
    >>> from analysis.absences import absences
    >>> history = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 150, 100]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> away = absences(history, usual_gap_days=30)
    >>> found, later = to_abandonment(history, away), to_abandonment(history, away, number=2)
    >>> found.days.tolist(), found.observed.tolist(), later.days.tolist(), later.observed.tolist()
    ([121, 111], [True, False], [61], [False])
    """
    made = np.flatnonzero(np.diff(occasions.start) >= number)
    begin = occasions.day[occasions.start[made] + number - 1].astype(np.int64)
    # Customer and day in one whole number, ascending as the absences are.
    keys = (absences.place.astype(np.int64) << DAY_BITS) + absences.since + DAYS // 2
    following = np.searchsorted(keys, (made << DAY_BITS) + begin + DAYS // 2, side="right")
    end = np.full(len(made), NEVER, dtype=np.int64)
    there = following < len(keys)
    there[there] = absences.place[following[there]] == made[there]
    end[there] = absences.since[following[there]]
    return _until(occasions, begin, end, made)


def came_back(occasions: Occasions, absences: Absences) -> np.ndarray:
    """Mark the customers who ordered again after they had been abandoned for the first time.

    Examples
    --------
    >>> from analysis.absences import absences
    >>> from datetime import date
    >>> history = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 150, 0]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> came_back(history, absences(history, usual_gap_days=30)).tolist()
    [True, False]
    """
    back = np.zeros(len(occasions.customers), dtype=bool)
    back[absences.place[absences.until < NEVER]] = True
    return back


def to_next_order(occasions: Occasions, number: int = 1) -> Durations:
    """Days from the order of that number to the next, of the customers who have made so many.

    Orders of one day are one; number 1 is the first.

    Examples
    --------
    >>> from datetime import date
    >>> history = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 40, 9]),
    ...     as_of=date(1970, 2, 28), free_orders=True)
    >>> found = to_next_order(history)
    >>> found.days.tolist(), found.observed.tolist()
    ([40, 49], [True, False])
    """
    count = np.diff(occasions.start)
    made = np.flatnonzero(count >= number)
    begin = occasions.start[made] + number - 1
    end = np.full(len(made), NEVER, dtype=np.int64)
    again = count[made] > number
    end[again] = occasions.day[begin[again] + 1]
    return _until(occasions, occasions.day[begin].astype(np.int64), end, made)


def to_first_order(occasions: Occasions, contacts, orders) -> tuple[Durations, int]:
    """Days from the first contact with somebody to the first order.

    Parameters
    ----------
    occasions : Occasions
    contacts : DataFrame
        Columns ``customer`` (null: nobody known) and ``happened_at``, one row a contact.
    orders : DataFrame
        What `occasions` was gathered from: on one day the hour says which came first.

    Returns
    -------
    Durations
        Of everybody with a contact before the first order, those without any order included.
    int
        How many had ordered before their first contact, and are left out.

    Examples
    --------
    >>> import polars as pl
    >>> from datetime import date, datetime
    >>> from analysis.occasions import gather
    >>> orders = pl.DataFrame({"customer": [7, 8], "ordered_at": [datetime(1970, 1, 21), datetime(1970, 1, 10, 9)],
    ...     "counted": [True, True], "gross": [100, 100], "refunded": [0, 0]})
    >>> contacts = pl.DataFrame({"customer": [7, 8, 9, 7], "happened_at": [datetime(1970, 1, day, 10) for day in (5, 10, 11, 8)]})
    >>> found, left_out = to_first_order(gather(orders, as_of=date(1970, 2, 28)), contacts, orders)
    >>> found.customers.tolist(), found.days.tolist(), found.observed.tolist(), left_out
    ([7, 9], [16, 48], [True, False], 1)
    """
    ordered = _firsts(counted(orders, as_of=occasions.as_of, free_orders=occasions.free_orders), "ordered_at")
    contacted = nw.from_native(contacts, eager_only=True).filter(through(occasions.as_of, "happened_at"))
    both = _firsts(contacted, "happened_at").join(ordered, on="customer", how="left").sort("customer")
    contact, order = (both[name].dt.timestamp("ms") for name in ("happened_at", "ordered_at"))
    # Nothing that can be a time stands for no order: it is later than all.
    order = order.fill_null(NEVER * MILLISECONDS_A_DAY).to_numpy().astype(np.int64)
    contact = contact.to_numpy().astype(np.int64)
    before = order < contact
    found = _between(
        both["customer"].to_numpy(), contact // MILLISECONDS_A_DAY, order // MILLISECONDS_A_DAY, calendar.day_number(occasions.as_of)
    )
    return found.part(~before), int(before.sum())


def _firsts(frame: nw.DataFrame, column: str) -> nw.DataFrame:
    known = frame.filter(~nw.col("customer").is_null()).select(nw.col("customer").cast(nw.Int64), column)
    return known.group_by("customer").agg(nw.col(column).min())


def _until(occasions: Occasions, begin: np.ndarray, end: np.ndarray, place=slice(None)) -> Durations:
    return _between(occasions.customers[place], begin, end, calendar.day_number(occasions.as_of))


def _between(customers: np.ndarray, begin: np.ndarray, end: np.ndarray, as_of: int) -> Durations:
    return Durations(customers=customers, days=np.minimum(end, as_of) - begin, observed=end < NEVER)
