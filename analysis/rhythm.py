"""Rhythm: the population's usual gap between occasions, each customer's own, and what happened to it gap by gap.

A customer's usual gap U is drawn towards the population's g0 as long as there is little to go by. After m closed gaps
it is ``U = (k g0 + sum of min(gap, b U before it)) / (k + m)``: the posterior mean of an exponential gap under an
inverse-gamma prior worth k gaps, a gap longer than b usual ones (a lapse) counting for b of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.dated import Dated
from analysis.errors import NotEnoughGaps, Refused, say
from analysis.occasions import Occasions

LONGEST_CYCLE_DAYS = 3660


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The thresholds of the stage rule.

    Attributes
    ----------
    k : float
        How many gaps the population's usual gap is worth in a customer's own.
    at_risk, abandoned : float
        Usual gaps of silence after which a customer is at risk, and has abandoned. A lapse is as long as the latter.
    loyalty_run : int
        Occasions without a lapse that make loyalty.
    minimum_gaps : int
        Closed gaps below which the population has no usual gap of its own.
    """

    k: float = 4.0
    at_risk: float = 2.0
    abandoned: float = 4.0
    loyalty_run: int = 4
    minimum_gaps: int = 30

    def __post_init__(self) -> None:
        if not 0 < self.at_risk < self.abandoned or self.k <= 0 or self.loyalty_run < 2:
            raise Refused(
                found=say("at risk after {}, abandoned after {} usual gaps, a run of {}, {} gaps", *self._said),
                needed=say("0 < at risk < abandoned, a run of 2 or more, a weight above 0"),
                do="Set abandoned above at risk, or go back to the standard rule.",
            )

    @property
    def _said(self) -> tuple[float, float, int, float]:
        return self.at_risk, self.abandoned, self.loyalty_run, self.k


STANDARD = Rule()


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualGap:
    """The population's usual gap in days (None: unknown), the closed gaps seen, and whether it was declared."""

    days: float | None
    closed_gaps: int
    declared: bool


def usual_gap(occasions: Occasions, *, rule: Rule = STANDARD, cycle_days: float | None = None) -> UsualGap:
    """The population's usual gap: the mean of all closed gaps between a customer's occasions.

    Parameters
    ----------
    occasions : Occasions
    rule : Rule
    cycle_days : float, optional
        The cycle that a person declares; it stands in where there are fewer than `rule.minimum_gaps` closed gaps.

    Raises
    ------
    Refused
        For a declared cycle below one day or above ten years.

    Examples
    --------
    >>> from datetime import date
    >>> few = Occasions(customers=np.array([7]), start=np.array([0, 2]), day=np.array([0, 30]),
    ...     as_of=date(1970, 3, 1), free_orders=True)
    >>> usual_gap(few), usual_gap(few, cycle_days=45).days
    (UsualGap(days=None, closed_gaps=1, declared=False), 45.0)
    """
    if cycle_days is not None and not 1 <= cycle_days <= LONGEST_CYCLE_DAYS:
        raise Refused(
            found=say("a cycle of {} days", cycle_days),
            needed=say("1 to {} days", LONGEST_CYCLE_DAYS),
            do="Declare how many days usually lie between two orders of a customer (cycle_days).",
        )
    closed = len(occasions.day) - len(occasions.customers)
    if closed < rule.minimum_gaps:
        days = None if cycle_days is None else float(cycle_days)
        return UsualGap(days=days, closed_gaps=closed, declared=days is not None)
    # A customer's gaps add up to the time from the first occasion to the last.
    span = occasions.day[occasions.start[1:] - 1] - occasions.day[occasions.start[:-1]]
    return UsualGap(days=float(span.sum(dtype=np.int64) / closed), closed_gaps=closed, declared=False)


def known(usual_gap_days: float | None) -> float:
    """Return the usual gap, for what can't be told without one.

    Raises
    ------
    NotEnoughGaps
        Where there is none.

    Examples
    --------
    >>> known(30.0)
    30.0
    """
    if usual_gap_days is None:
        raise NotEnoughGaps(
            found=say("fewer than {} closed gaps between orders", STANDARD.minimum_gaps),
            needed=say("{}, or the usual cycle", STANDARD.minimum_gaps),
            do="Declare how many days usually lie between two orders of a customer (cycle_days).",
        )
    return usual_gap_days


def first_over(times: float, usual: np.ndarray) -> np.ndarray:
    """After how many whole days somebody has been silent for more than so many usual gaps, by the rule's own comparison.

    Parameters
    ----------
    times : float
        Usual gaps.
    usual : float array
        Days.

    Returns
    -------
    int64 array

    Examples
    --------
    >>> first_over(2.0, np.array([30.0, 30.2])).tolist()
    [61, 61]
    """
    days = np.floor(times * usual).astype(np.int64) + 1
    # A product and a quotient may round to different sides of a whole number.
    days -= (days - 1) / usual > times
    return days + ~(days / usual > times)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedGaps:
    """One closed gap of each customer who has so many: all first ones, or all second ones, and so on.

    Attributes
    ----------
    place : integer array
        Whose it is, as a place in `Occasions.customers`.
    begin, end : integer arrays
        The days of its two occasions.
    longest : float array
        More days than these made a loss then: four usual gaps, as they were known when the gap began.
    usual_after : float array
        The customer's usual gap once it was closed, in days.
    """

    place: np.ndarray
    begin: np.ndarray
    end: np.ndarray
    longest: np.ndarray
    usual_after: np.ndarray


def closed_gaps(occasions: Occasions, *, usual_gap_days: float, rule: Rule = STANDARD) -> Iterator[ClosedGaps]:
    """Go through everybody's closed gaps: all first ones together, then all second ones, and so on.

    It is one short step of NumPy an occasion of the most frequent buyer.

    Parameters
    ----------
    occasions : Occasions
    usual_gap_days : float
        The population's usual gap.
    rule : Rule

    Examples
    --------
    >>> from datetime import date
    >>> occasions = Occasions(customers=np.array([7, 8]), start=np.array([0, 1, 4]), day=np.array([0, 0, 30, 200]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> [(gaps.place.tolist(), gaps.end.tolist(), gaps.longest.tolist()) for gaps in closed_gaps(occasions, usual_gap_days=20)]
    [([1], [30], [80.0]), ([1], [200], [88.0])]
    """
    count = np.diff(occasions.start)
    order = np.argsort(-count, kind="stable")
    gaps = count[order] - 1
    start = occasions.start[:-1][order]
    usual = np.full(len(count), float(usual_gap_days))
    total = np.zeros(len(count))
    # With the most frequent first, those who have a next gap are always a prefix.
    having = np.cumsum(np.bincount(np.clip(gaps, 0, None))[::-1])[::-1] if len(count) else []
    for closed, customers in enumerate(having[1:], start=1):
        begin = occasions.day[start[:customers] + closed - 1]
        end = occasions.day[start[:customers] + closed]
        longest = rule.abandoned * usual[:customers]
        total[:customers] += np.minimum(end - begin, longest)
        usual[:customers] = (rule.k * usual_gap_days + total[:customers]) / (rule.k + closed)
        yield ClosedGaps(place=order[:customers], begin=begin, end=end, longest=longest, usual_after=usual[:customers].copy())


@dataclass(frozen=True, slots=True, kw_only=True)
class Histories:
    """Where each customer stood after each occasion, silence aside: one entry an occasion, in the order of `Occasions.day`.

    Attributes
    ----------
    usual : float array
        The customer's usual gap from then on, in days.
    run : int32 array
        Occasions since the last lapse, the one that ended it counting 1.
    lapsed : bool array
        Whether the gap that it closed was a lapse: longer than four usual ones, or with a cancellation in it.
    """

    usual: np.ndarray
    run: np.ndarray
    lapsed: np.ndarray


def histories(occasions: Occasions, *, usual_gap_days: float, rule: Rule = STANDARD, cancellations: Dated | None = None) -> Histories:
    """Follow everybody from occasion to occasion. What stands beside an occasion depends on nothing after it.

    Parameters
    ----------
    occasions : Occasions
    usual_gap_days : float
        The population's usual gap.
    rule : Rule
    cancellations : Dated, optional
        Days on which they cancelled.

    Examples
    --------
    >>> from datetime import date
    >>> occasions = Occasions(customers=np.array([7]), start=np.array([0, 4]), day=np.array([0, 30, 200, 220]),
    ...     as_of=date(1970, 12, 31), free_orders=True)
    >>> found = histories(occasions, usual_gap_days=30)
    >>> found.usual.round(1).tolist(), found.run.tolist(), found.lapsed.tolist()
    ([30.0, 30.0, 45.0, 41.4], [1, 2, 1, 2], [False, False, True, False])
    """
    usual = np.full(len(occasions.day), float(usual_gap_days))
    run = np.ones(len(occasions.day), dtype=np.int32)
    lapsed = np.zeros(len(occasions.day), dtype=bool)
    for number, gaps in enumerate(closed_gaps(occasions, usual_gap_days=usual_gap_days, rule=rule), start=1):
        at = occasions.start[gaps.place] + number
        lapse = gaps.end - gaps.begin > gaps.longest
        if cancellations is not None:
            lapse |= cancellations.any_between(gaps.place, gaps.begin, gaps.end)
        usual[at], lapsed[at] = gaps.usual_after, lapse
        run[at] = np.where(lapse, 1, run[at - 1] + 1)
    return Histories(usual=usual, run=run, lapsed=lapsed)
