"""Customers under contract, as their orders show it: the same gap again and again, and whether each renewal that was due came."""

from dataclasses import dataclass

import numpy as np

from analysis import calendar
from analysis.evidence import FEW_BELOW
from analysis.occasions import Occasions

# A rhythm: so many of the closed gaps lie so near to the median one, which is a week at least.
REGULAR_SHARE, NEAR, NEAR_DAYS, SHORTEST = 0.8, 0.1, 3, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How even the gaps are: the cycle in days, the share of the closed gaps that lie near it, and how many gaps there are."""

    cycle_days: float
    share: float
    gaps: int

    @property
    def regular(self) -> bool:
        """Whether a contract can be told from it."""
        return self.gaps >= FEW_BELOW and self.share >= REGULAR_SHARE and self.cycle_days >= SHORTEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewals:
    """What each customer's contract had come to by one day.

    Attributes
    ----------
    place : int64 array of C
        Places in `Occasions.customers`.
    renewed : int64 array of C
        How often they had renewed, of what was due and could be known.
    lost : bool array of C
        Whether a renewal that was due had not come half a cycle later.
    first : int64 array of C
        Day of the first order.
    cycle_days : float
    """

    place: np.ndarray
    renewed: np.ndarray
    lost: np.ndarray
    first: np.ndarray
    cycle_days: float

    def counts(self) -> tuple[np.ndarray, np.ndarray]:
        """How many left at the first renewal, the second and so on; and how many stay after as many."""
        size = int(self.renewed.max(initial=0)) + 1
        lost = np.bincount(self.renewed[self.lost], minlength=size)
        staying = np.bincount(self.renewed[~self.lost], minlength=size + 1)
        return lost[:size], staying[1 : size + 1]  # who has had no renewal due tells nothing

    def ahead(self, day: int, days: int) -> tuple[np.ndarray, np.ndarray]:
        """How many renewals were due by `day` of which nothing is known yet, and how many are due in the days after; none of the lost."""
        by_then = ((day - self.first) // self.cycle_days).astype(np.int64)
        later = ((day + days - self.first) // self.cycle_days).astype(np.int64)
        return np.where(self.lost, 0, by_then - self.renewed), np.where(self.lost, 0, later - by_then)


def rhythm(occasions: Occasions, *, through: int | None = None) -> Rhythm:
    """Tell how even the gaps between a customer's occasions are.

    Examples
    --------
    >>> from datetime import date
    >>> monthly = Occasions(customers=np.array([7]), start=np.array([0, 40]), day=np.arange(40) * 30,
    ...     as_of=date(1973, 6, 30), free_orders=True)
    >>> found = rhythm(monthly)
    >>> found.cycle_days, found.share, found.regular
    (30.0, 1.0, True)
    """
    owner, day = occasions.owner, occasions.day
    within = np.ones(len(day), dtype=bool) if through is None else day <= through
    gaps = np.diff(day)[(owner[1:] == owner[:-1]) & within[1:]]
    if not len(gaps):
        return Rhythm(cycle_days=0.0, share=0.0, gaps=0)
    middle = float(np.median(gaps))
    near = np.abs(gaps - middle) <= max(NEAR * middle, NEAR_DAYS)
    # Months are of 28 to 31 days: their mean is the cycle, not their median.
    cycle = float(gaps[near].mean()) if near.any() else middle
    return Rhythm(cycle_days=cycle, share=float(near.mean()), gaps=len(gaps))


def renewals(occasions: Occasions, cycle_days: float, *, through: int | None = None) -> Renewals:
    """Tell of each customer how often they renewed, and whether they are lost.

    A renewal is known half a cycle after it was due. Those due later are left out, whether they came or not: counting those that came
    alone would make everybody more faithful than they are. Who came back after a missed renewal has not been lost.

    Examples
    --------
    >>> from datetime import date
    >>> three = Occasions(customers=np.array([7, 8, 9]), start=np.array([0, 4, 6, 7]), day=np.array([0, 30, 60, 90, 0, 30, 80]),
    ...     as_of=date(1970, 4, 11), free_orders=True)
    >>> found = renewals(three, 30.0)
    >>> found.renewed.tolist(), found.lost.tolist()
    ([2, 1, 0], [False, True, False])
    """
    end = calendar.day_number(occasions.as_of) if through is None else through
    count = occasions.count_through(end)
    place = np.flatnonzero(count)
    start = occasions.start[place]
    first = occasions.day[start].astype(np.int64)
    last = occasions.day[start + count[place] - 1]
    known = np.maximum(np.floor((end - cycle_days / 2 - first) / cycle_days), 0).astype(np.int64)
    reached = np.rint((last - first) / cycle_days).astype(np.int64)
    return Renewals(place=place, renewed=np.minimum(reached, known), lost=reached < known, first=first, cycle_days=cycle_days)
