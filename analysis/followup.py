"""Customers watched for the same length of time from a day of their own, and who of them ordered in it.

Only those whose whole time lies before `as_of` are in: a customer of last week, who had no time to come back, is no loss.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np

from analysis import calendar
from analysis.errors import choose
from analysis.occasions import DAY_BITS, DAYS, Occasions

AGAIN, STILL = "again_within_90_days", "still_after_half_year"
OUTCOMES = (AGAIN, STILL)
AGAIN_DAYS, HALF_YEAR_DAYS = 90, 180
# So many usual gaps without an order make a loss (analysis/stages.py): the time given to show that one is still there.
GAPS_TO_SHOW = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Customers who were watched to the end.

    Attributes
    ----------
    outcome : str
        One of `OUTCOMES`.
    days : int
        Days from a customer's own day to the end of the time watched.
    place : integer array
        Places in `Occasions.customers`.
    day : integer array
        Each one's own day, in days since 1970-01-01.
    ordered : bool array
        Whether there is an occasion in the time watched.
    quarter : integer array
        The quarter that `day` lies in, as `analysis.calendar` counts them.
    """

    outcome: str
    days: int
    place: np.ndarray
    day: np.ndarray
    ordered: np.ndarray
    quarter: np.ndarray

    def part(self, mask: np.ndarray) -> "FollowUp":
        """Keep the customers that a bool array marks."""
        return FollowUp(
            outcome=self.outcome,
            days=self.days,
            place=self.place[mask],
            day=self.day[mask],
            ordered=self.ordered[mask],
            quarter=self.quarter[mask],
        )


def watch(occasions: Occasions, place, day, *, first: int, last: int, outcome: str = AGAIN) -> FollowUp:
    """Watch customers from a day of their own.

    Parameters
    ----------
    occasions : Occasions
    place, day : integer arrays
        Who, as places in `occasions.customers`, and since when, in days since 1970-01-01.
    first, last : int
        An occasion so many days after `day` counts, from the first to the last.
    outcome : str
        One of `OUTCOMES`.

    Examples
    --------
    >>> from datetime import date
    >>> history = Occasions(customers=np.array([7, 8, 9]), start=np.array([0, 2, 3, 4]), day=np.array([0, 40, 0, 70]),
    ...     as_of=date(1970, 4, 30), free_orders=True)
    >>> found = watch(history, np.array([0, 1, 2]), np.array([0, 0, 70]), first=1, last=90)
    >>> found.place.tolist(), found.ordered.tolist()
    ([0, 1], [True, False])
    """
    choose("outcome", outcome, OUTCOMES)
    place, day = np.asarray(place, dtype=np.int64), np.asarray(day, dtype=np.int64)
    complete = day + last <= calendar.day_number(occasions.as_of)
    place, day = place[complete], day[complete]
    return FollowUp(
        outcome=outcome,
        days=last,
        place=place,
        day=day,
        ordered=ordered_between(occasions, place, day + first, day + last),
        quarter=calendar.numbers(day, "quarter"),
    )


def ordered_between(occasions: Occasions, place: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Tell who has an occasion from one day to another, both included; bool, one a place."""
    if not len(occasions.day):
        return np.zeros(len(place), dtype=bool)
    # Customer and day in one whole number, ascending as the occasions are: one search finds each one's next occasion.
    keys = (occasions.owner.astype(np.int64) << DAY_BITS) + occasions.day + DAYS // 2
    wanted = (np.asarray(place, dtype=np.int64) << DAY_BITS) + first + DAYS // 2
    following = np.searchsorted(keys, wanted)
    there = following < occasions.start[np.asarray(place) + 1]
    return there & (occasions.day[np.minimum(following, len(keys) - 1)] <= last)


def first_days(occasions: Occasions) -> np.ndarray:
    """The day of each customer's first occasion."""
    return occasions.day[occasions.start[:-1]].astype(np.int64)


def again(occasions: Occasions) -> FollowUp:
    """Watch everybody for 90 days after the first order: the second occasion."""
    return watch(occasions, np.arange(len(occasions.customers)), first_days(occasions), first=1, last=AGAIN_DAYS)


def still(occasions: Occasions, usual_gap_days: float) -> FollowUp:
    """Watch everybody half a year after the first order, for four usual gaps: any occasion.

    The time is of one length for all. Otherwise customers of long ago would have had longer to come back than the others.
    """
    last = HALF_YEAR_DAYS + ceil(GAPS_TO_SHOW * usual_gap_days)
    return watch(
        occasions, np.arange(len(occasions.customers)), first_days(occasions), first=HALF_YEAR_DAYS, last=last, outcome=STILL
    )


def telling(occasions: Occasions, usual_gap_days: float | None, *, least: int) -> FollowUp:
    """Choose what to compare groups by: the outcome whose share, over all customers, lies nearest one half.

    No group is looked at for it, so that the choice favours no difference. The second outcome needs a usual gap and `least`
    customers watched.
    """
    first = again(occasions)
    if usual_gap_days is None or not len(first.place):
        return first
    second = still(occasions, usual_gap_days)
    if len(second.place) < least:
        return first
    return min((first, second), key=lambda found: abs(float(found.ordered.mean()) - 0.5))
