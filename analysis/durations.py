"""How long customers took: to abandon, to order a second time, to order again, to order at all after a first contact.

Whoever has not done so by ``as_of`` has been watched until then; `analysis.survival` knows what to do with those.
"""

from dataclasses import dataclass

import narwhals as nw
import numpy as np

from analysis import calendar
from analysis.absences import NEVER, Absences
from analysis.occasions import MILLISECONDS_A_DAY, Occasions, through


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


def to_abandonment(occasions: Occasions, absences: Absences) -> Durations:
    """Days from each customer's first order to the first day on which the stage rule calls the customer abandoned.

    Whoever comes back later had left nevertheless: nothing is dated back, and whether one of today's abandoned customers will come
    back nobody knows yet.

    Examples
    --------
    >>> from analysis.absences import absences
    >>> from datetime import date
    >>> history = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 150, 100]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> found = to_abandonment(history, absences(history, usual_gap_days=30))
    >>> found.days.tolist(), found.observed.tolist()
    ([121, 111], [True, False])
    """
    end = np.full(len(occasions.customers), NEVER, dtype=np.int64)
    # From the last to the first, so that each customer's first absence stays.
    end[absences.place[::-1]] = absences.since[::-1]
    return _until(occasions, _first(occasions), end)


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


def to_first_order(occasions: Occasions, contacts) -> tuple[Durations, int]:
    """Days from the first contact with somebody to the first order.

    Parameters
    ----------
    occasions : Occasions
    contacts : DataFrame
        Columns ``customer`` (null: nobody known) and ``happened_at``, one row a contact.

    Returns
    -------
    Durations
        Of everybody with a contact before the first order or on its day, those without any order included.
    int
        How many had ordered before their first contact, and are left out.

    Examples
    --------
    >>> import polars as pl
    >>> from datetime import date, datetime
    >>> history = Occasions(customers=np.array([7, 8]), start=np.array([0, 1, 2]), day=np.array([20, 9]),
    ...     as_of=date(1970, 2, 28), free_orders=True)
    >>> contacts = pl.DataFrame({"customer": [7, 8, 9, 7], "happened_at": [datetime(1970, 1, day) for day in (5, 15, 11, 8)]})
    >>> found, left_out = to_first_order(history, contacts)
    >>> found.customers.tolist(), found.days.tolist(), found.observed.tolist(), left_out
    ([7, 9], [16, 48], [True, False], 1)
    """
    frame = nw.from_native(contacts, eager_only=True).filter(~nw.col("customer").is_null() & through(occasions.as_of, "happened_at"))
    first = (
        frame.select(
            nw.col("customer").cast(nw.Int64), (nw.col("happened_at").dt.timestamp("ms") // MILLISECONDS_A_DAY).cast(nw.Int64).alias("day")
        )
        .group_by("customer")
        .agg(nw.col("day").min())
        .sort("customer")
    )
    customers, begin = first["customer"].to_numpy(), first["day"].to_numpy()
    end = np.full(len(customers), NEVER, dtype=np.int64)
    known = np.isin(customers, occasions.customers)
    end[known] = _first(occasions)[np.searchsorted(occasions.customers, customers[known])]
    before = end < begin
    found = _between(customers, begin, end, calendar.day_number(occasions.as_of))
    return found.part(~before), int(before.sum())


def _first(occasions: Occasions) -> np.ndarray:
    return occasions.day[occasions.start[:-1]].astype(np.int64)


def _until(occasions: Occasions, begin: np.ndarray, end: np.ndarray, place=slice(None)) -> Durations:
    return _between(occasions.customers[place], begin, end, calendar.day_number(occasions.as_of))


def _between(customers: np.ndarray, begin: np.ndarray, end: np.ndarray, as_of: int) -> Durations:
    return Durations(customers=customers, days=np.minimum(end, as_of) - begin, observed=end < NEVER)
