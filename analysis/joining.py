"""Every order, and whether its customer was a member by its day: the moments that joiners and others are compared by.

Membership is read at orders. Whoever joins between two orders is a member from the next one on, so that nobody is called a member for
having lived to see the day; whoever joins and never orders again is counted apart.
"""

from dataclasses import dataclass

import numpy as np

from analysis import calendar
from analysis.absences import NEVER
from analysis.ledger import Ledger
from analysis.occasions import DAYS, Occasions
from analysis.timing import Turns

#: Before any day.
BEGINNING = -DAYS // 2
#: Joining counts as possible from the earliest order by which one in twenty of the joiners had joined.
EARLIEST = 0.05
#: After so many orders of a customer no more is learned from that one.
MOST_TURNS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Customers' orders, customer by customer, ascending by day.

    Attributes
    ----------
    days : int
        So long each order is watched for the next.
    place : integer array
        The customer's place in `Occasions.customers`.
    nth : integer array
        How many of the customer's occasions came before.
    day : integer array
        Days since 1970-01-01.
    first_day, day_before : integer arrays
        Of the customer's first occasion, and of the one before this; the day itself for the first.
    known : bool array
        Whether it was watched to the end.
    back : bool array
        Whether the next one came in time.
    member, joins : bool arrays
        Whether the customer was a member by that day, and whether it is the first such order.
    open : bool array
        Whether there was anything to join: the programme had members, and so many orders may be enough to join.
    """

    days: int
    place: np.ndarray
    nth: np.ndarray
    day: np.ndarray
    first_day: np.ndarray
    day_before: np.ndarray
    known: np.ndarray
    back: np.ndarray
    member: np.ndarray
    joins: np.ndarray
    open: np.ndarray


def moments(occasions: Occasions, since: np.ndarray, *, days: int) -> Moments:
    """Tell of every order whether its customer was a member, and whether the next one came within so many days.

    Parameters
    ----------
    occasions : Occasions
    since : integer array, one a customer of `occasions`
        The day of joining, in days since 1970-01-01; `NEVER` for none.
    days : int

    Examples
    --------
    >>> from datetime import date
    >>> known = Occasions(customers=np.array([7, 8]), start=np.array([0, 3, 4]), day=np.array([0, 20, 90, 10]), as_of=date(1970, 12, 31),
    ...     free_orders=True)
    >>> found = moments(known, np.array([15, NEVER]), days=30)
    >>> found.member.tolist(), found.joins.tolist(), found.back.tolist()
    ([False, True, True, False], [False, True, False, False], [True, False, False, False])
    """
    place = occasions.owner.astype(np.int64)
    day = occasions.day.astype(np.int64)
    begin = occasions.start[:-1][place]
    nth = np.arange(len(day)) - begin
    last = nth == np.diff(occasions.start)[place] - 1
    following = np.where(last, NEVER, np.append(day[1:], NEVER))
    member = day >= since[place]
    joins = member & ((nth == 0) | ~np.concatenate([[False], member[:-1]]))
    launched = since.min() if len(since) else NEVER
    counts = np.sort(nth[joins])
    fewest = counts[int(EARLIEST * len(counts))] if len(counts) else 0
    return Moments(
        days=days,
        place=place,
        nth=nth,
        day=day,
        first_day=day[begin],
        day_before=np.where(nth > 0, np.concatenate([[0], day[:-1]]), day),
        known=day + days <= calendar.day_number(occasions.as_of),
        back=following - day <= days,
        member=member,
        joins=joins,
        open=(day >= launched) & (nth >= fewest),
    )


def turns(found: Moments) -> Turns:
    """Count what customers did, from the first order at which they could join until the first after which they did not come back in time.

    What comes after such a silence is left out, as are customers who were members before they could join as others do. By then it is known
    of each order whether the next one came, for else its customer counts only as long as that is known.

    Examples
    --------
    >>> from datetime import date
    >>> known = Occasions(customers=np.array([7, 8]), start=np.array([0, 3, 5]), day=np.array([0, 20, 40, 10, 25]),
    ...     as_of=date(1970, 12, 31), free_orders=True)
    >>> count = turns(moments(known, np.array([20, NEVER]), days=30))
    >>> count.back.tolist(), count.member_back.tolist(), count.member_lost.tolist(), count.declined.tolist()
    ([[0], [0]], [[1], [0]], [[1], [0]], [0, 1])
    """
    rows = np.flatnonzero(found.open)
    place = found.place[rows]
    if not len(rows):
        empty = np.zeros((0, 1), dtype=np.int64)
        nobody = np.zeros(0, dtype=np.int64)
        return Turns(back=empty, lost=empty, member_back=empty, member_lost=empty, declined=nobody, joined=nobody.astype(bool))
    new = np.concatenate([[True], place[1:] != place[:-1]])
    customer = np.cumsum(new) - 1
    turn = np.arange(len(rows)) - np.flatnonzero(new)[customer]
    over = ~(found.known & found.back)[rows] | (turn >= MOST_TURNS - 1)
    ended = np.cumsum(over) - over
    live = ended == ended[np.flatnonzero(new)][customer]
    member, joins = found.member[rows], found.joins[rows]
    # Somebody who was a member before the first of these orders tells nothing of joining.
    before = (member & ~joins)[new]
    live &= ~before[customer]
    seasons = calendar.numbers(found.day[rows], "quarter")
    seasons = seasons - seasons.min()
    number, width = customer[-1] + 1, int(seasons.max()) + 1
    told = live & found.known[rows] & (found.back[rows] | (turn < MOST_TURNS))

    def count(mask: np.ndarray) -> np.ndarray:
        cell = customer[mask] * width + seasons[mask]
        return np.bincount(cell, minlength=number * width).reshape(number, width)

    back = found.back[rows]
    kept = np.bincount(customer[live], minlength=number) > 0
    return Turns(
        back=count(told & back & ~member)[kept],
        lost=count(told & ~back & ~member)[kept],
        member_back=count(told & back & member)[kept],
        member_lost=count(told & ~back & member)[kept],
        declined=np.bincount(customer[live & ~member], minlength=number)[kept],
        joined=(np.bincount(customer[live & joins], minlength=number) > 0)[kept],
    )


def brought(found: Moments, ledger: Ledger) -> tuple[np.ndarray, np.ndarray]:
    """Sum what each order's customer had brought by its day, and brought in the days watched after it: minor units.

    Returns
    -------
    (before, after) : int64 arrays
        Net; the order's own amount is in the first.
    """
    before = ledger.over(found.place, np.full(len(found.day), BEGINNING), found.day)
    return before, ledger.over(found.place, found.day + 1, found.day + found.days)
