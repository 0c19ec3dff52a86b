"""Who was active in which period, with every customer's cohort beside it: the table that all triangles come from.

It is gathered once for a workspace's revision. A filter is then a mask over its customers, which can't make a new
cohort of old customers: the cohorts are already there.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.occasions import Occasions

# The period of a second occasion that never came: later than any, with room to subtract a cohort.
NEVER = 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """Customers by period, and what a triangle needs of it worked out beforehand.

    Attributes
    ----------
    period : {"week", "month", "quarter"}
    as_of : date
    customers : int64 array of C
        Party ids, ascending.
    cohort, second, last : int32 arrays of C
        The period of the first, second and last occasion; `NEVER` for a second that never came.
    row_customer, row_period : intp and int32 arrays of R
        Every distinct (place in `customers`, period with an occasion), ascending.
    cohorts : int32 array of K
        The cohorts there are, ascending.
    cohort_place : int array of C
        Each customer's place in `cohorts`.
    ages : int
        How many ages the oldest cohort has reached, the unfinished period's included.
    row_cell : int array of R
        ``place of the cohort * ages + age``, so that one count of these codes is the whole triangle.
    """

    period: str
    as_of: date
    customers: np.ndarray
    cohort: np.ndarray
    second: np.ndarray
    last: np.ndarray
    row_customer: np.ndarray
    row_period: np.ndarray
    cohorts: np.ndarray
    cohort_place: np.ndarray
    ages: int
    row_cell: np.ndarray


def gather(occasions: Occasions, period: str) -> Activity:
    """Gather the periods in which each customer was active.

    Parameters
    ----------
    occasions : Occasions
    period : {"week", "month", "quarter"}

    Examples
    --------
    >>> occasions = Occasions(customers=np.array([7]), start=np.array([0, 3]), day=np.array([0, 9, 40]),
    ...     as_of=date(1970, 3, 31), free_orders=True)
    >>> activity = gather(occasions, "month")
    >>> (activity.row_period - activity.cohort[0]).tolist(), activity.ages
    ([0, 1], 3)
    """
    periods = calendar.numbers(occasions.day, period)
    start, end = occasions.start[:-1], occasions.start[1:]
    cohort = periods[start]
    second = np.full(len(start), NEVER, dtype=np.int32)
    again = end - start > 1
    second[again] = periods[start[again] + 1]
    row_customer, row_period = _rows(occasions.owner, periods)
    cohorts, cohort_place = np.unique(cohort, return_inverse=True)
    ages = calendar.number(occasions.as_of, period) - int(cohorts[0]) + 1 if len(cohorts) else 0
    return Activity(
        period=period,
        as_of=occasions.as_of,
        customers=occasions.customers,
        cohort=cohort,
        second=second,
        last=periods[end - 1],
        row_customer=row_customer,
        row_period=row_period,
        cohorts=cohorts,
        cohort_place=cohort_place,
        ages=ages,
        row_cell=cohort_place[row_customer] * ages + (row_period - cohort[row_customer]),
    )


def _rows(owner: np.ndarray, periods: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first occasion of every customer in every period."""
    new = np.ones(len(owner), dtype=bool)
    new[1:] = (owner[1:] != owner[:-1]) | (periods[1:] != periods[:-1])
    return owner[new].astype(np.intp), periods[new]  # NumPy takes by its own integer type without a copy
