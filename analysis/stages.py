"""Which stage of the relationship each customer is in, by the gaps between their own occasions.

The rule, first match wins, at a day t with ``rho`` = days since the last occasion / the customer's usual gap:

1. no occasion: prospect if in contact within four of the population's gaps, otherwise not yet a customer;
2. cancelled since the last occasion: abandoned;
3. rho > 4: abandoned, unless in contact since within the last usual gap: at risk;
4. rho > 2: at risk;
5. the last gap was a lapse: recovered;
6. a run of four occasions without a lapse: loyalty;
7. one occasion ever: capture;
8. otherwise maintenance.

A customer's usual gap U is drawn towards the population's g0 as long as there is little to go by. After m closed gaps
it is ``U = (k g0 + sum of min(gap, b U before it)) / (k + m)``: the posterior mean of an exponential gap under an
inverse-gamma prior worth k gaps, a gap longer than b usual ones (a lapse) counting for b of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.errors import NotEnoughGaps, Refused, say
from analysis.occasions import Occasions

STAGES = ("prospect", "capture", "maintenance", "loyalty", "at_risk", "abandoned", "recovered")
PROSPECT, CAPTURE, MAINTENANCE, LOYALTY, AT_RISK, ABANDONED, RECOVERED = range(len(STAGES))
NOT_YET = -1

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


STANDARD = Rule()


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualGap:
    """The population's usual gap in days (None: unknown), the closed gaps seen, and whether it was declared."""

    days: float | None
    closed_gaps: int
    declared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTable:
    """Every customer's stage at the end of one day.

    Attributes
    ----------
    day : date
    customers : int64 array of C
    stage : int8 array of C
        Places in `STAGES`; `NOT_YET` before the first occasion.
    came_from : int8 array of C
        The stage that the history alone makes, silence aside: what somebody at risk has been until then.
    rho : float array of C
        Days since the last occasion, in usual gaps of the customer; nan before the first.
    usual_gap : float array of C
        Days; the population's before the first occasion.
    """

    day: date
    customers: np.ndarray
    stage: np.ndarray
    came_from: np.ndarray
    rho: np.ndarray
    usual_gap: np.ndarray


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


def stages(
    occasions: Occasions,
    day: date,
    *,
    usual_gap_days: float,
    rule: Rule = STANDARD,
    contacted: np.ndarray | None = None,
    cancelled: np.ndarray | None = None,
) -> StageTable:
    """Every customer's stage at the end of `day`; nothing later is looked at.

    Parameters
    ----------
    occasions : Occasions
    day : date
    usual_gap_days : float
        The population's usual gap: at every day shown at one as_of, that as_of's.
    rule : Rule
    contacted, cancelled : float arrays of C, optional
        Day of the last inbound contact and of an explicit cancellation, in days since 1970-01-01; nan for none.

    Returns
    -------
    StageTable

    Examples
    --------
    >>> occasions = Occasions(customers=np.array([7]), start=np.array([0, 4]), day=np.array([0, 30, 60, 90]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> table = stages(occasions, calendar.day_of(155), usual_gap_days=30)
    >>> STAGES[table.stage[0]], STAGES[table.came_from[0]], float(table.rho[0].round(6))
    ('at_risk', 'loyalty', 2.166667)
    """
    t = calendar.day_number(day)
    never = np.full(len(occasions.customers), np.nan)
    contacted = never if contacted is None else np.where(contacted <= t, contacted, np.nan)
    cancelled = never if cancelled is None else np.where(cancelled <= t, cancelled, np.nan)
    count = occasions.count_through(t)
    gap, run, lapsed = _histories(occasions, count, usual_gap_days, rule, cancelled)
    bought = count > 0
    last = np.full(len(count), np.nan)
    last[bought] = occasions.day[occasions.start[:-1][bought] + count[bought] - 1]
    rho = (t - last) / gap
    came_from = np.select(
        [~bought, lapsed, run >= rule.loyalty_run, count == 1],
        [NOT_YET, RECOVERED, LOYALTY, CAPTURE],
        MAINTENANCE,
    )
    in_touch = (contacted > last) & (t - contacted <= gap)
    stage = np.select(
        [
            ~bought & (t - contacted <= rule.abandoned * usual_gap_days),
            ~bought,
            cancelled >= last,
            (rho > rule.abandoned) & ~in_touch,
            rho > rule.at_risk,
        ],
        [PROSPECT, NOT_YET, ABANDONED, ABANDONED, AT_RISK],
        came_from,
    )
    return StageTable(
        day=day,
        customers=occasions.customers,
        stage=stage.astype(np.int8),
        came_from=came_from.astype(np.int8),
        rho=rho,
        usual_gap=gap,
    )


def _histories(
    occasions: Occasions, count: np.ndarray, usual_gap_days: float, rule: Rule, cancelled: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each customer's usual gap, run since the last lapse, and whether the last gap was one.

    `count` says how many of a customer's occasions are looked at.
    """
    usual = np.full(len(count), float(usual_gap_days))
    run = np.ones(len(count), dtype=np.int64)
    lapsed = np.zeros(len(count), dtype=bool)
    for gaps in closed_gaps(occasions, count, usual_gap_days=usual_gap_days, rule=rule):
        left = (gaps.begin <= cancelled[gaps.place]) & (cancelled[gaps.place] < gaps.end)
        lapse = (gaps.end - gaps.begin > gaps.longest) | left
        lapsed[gaps.place] = lapse
        run[gaps.place] = np.where(lapse, 1, run[gaps.place] + 1)
        usual[gaps.place] = gaps.usual_after
    return usual, run, lapsed


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


def closed_gaps(
    occasions: Occasions, count: np.ndarray | None = None, *, usual_gap_days: float, rule: Rule = STANDARD
) -> Iterator[ClosedGaps]:
    """Go through everybody's closed gaps: all first ones together, then all second ones, and so on.

    It is one short step of NumPy an occasion of the most frequent buyer.

    Parameters
    ----------
    occasions : Occasions
    count : integer array of C, optional
        How many of each customer's occasions are looked at; all by default.
    usual_gap_days : float
        The population's usual gap.
    rule : Rule

    Examples
    --------
    >>> occasions = Occasions(customers=np.array([7, 8]), start=np.array([0, 1, 4]), day=np.array([0, 0, 30, 200]),
    ...     as_of=date(1970, 7, 31), free_orders=True)
    >>> [(gaps.place.tolist(), gaps.end.tolist(), gaps.longest.tolist()) for gaps in closed_gaps(occasions, usual_gap_days=20)]
    [([1], [30], [80.0]), ([1], [200], [88.0])]
    """
    count = np.diff(occasions.start) if count is None else count
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
