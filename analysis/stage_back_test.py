"""Whether the stage tells who orders again: the stage on a past day, by what was known then, and what came after it.

This is the only place where a past day has its own usual gap. With a later day's, which long gaps have stretched that had not closed by
then, those at risk can seem to order again less often than those who have abandoned; the test is here to show that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import pairwise

import numpy as np

from analysis import calendar
from analysis.errors import Refused, say
from analysis.evidence import NO_VALUE_BELOW, THIN_BELOW
from analysis.intervals import newcombe_p, wilson
from analysis.multiplicity import adjusted
from analysis.occasions import Occasions
from analysis.relations import Relations
from analysis.rhythm import Rule, usual_gap
from analysis.stages import STAGES, StageTable, stages

#: From those who should order again most often down; recovered stands outside, a prospect has not ordered yet.
ORDER = ("loyalty", "maintenance", "capture", "at_risk", "abandoned")
#: Months that one can watch what came, and how long these are.
MONTHS = (1, 3, 6, 12)
MONTH_DAYS = 365.25 / 12

#: Everybody's stage on a past day, as it would have been shown then; None where there was no usual gap yet.
Then = Callable[[date], StageTable | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repurchase:
    """Those in one stage at the end of a day, and how many of them had another occasion after it, through `until`.

    Attributes
    ----------
    as_of, until : date
    stage : str
    n, repurchased : int
        Customers; a prospect who repurchased ordered for the first time.
    rate, low, high : float
        A fraction with its Wilson interval.
    """

    as_of: date
    until: date
    stage: str
    n: int
    repurchased: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StageBackTest:
    """How many are in which stage, and whether stages have told who orders again.

    Attributes
    ----------
    as_of : date
    rule : Rule
    population_gap_days : float
        The population's usual gap at `as_of`, of `counts`; the test has the gaps of its own days.
    counts : dict of stage to customers
        At the end of `as_of`, those nobody is in included.
    back_test : tuple of Repurchase
        The latest day first, and of each day those stages that somebody was in; empty where no day can be tested.
    ordered : bool
        Whether on each of these days repurchase falls from loyalty over maintenance, capture and at risk to abandoned, among those of five
        customers or more. False also where fewer than two can be compared: an order that nobody saw is none.
    """

    as_of: date
    rule: Rule
    population_gap_days: float
    counts: dict[str, int]
    back_test: tuple[Repurchase, ...]
    ordered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one day's test can carry, of the stages with ten customers or more.

    Attributes
    ----------
    compared : tuple of str
        Those stages, in their order.
    apart : tuple of (str, str)
        Pairs of which the first should order again more often, and surely did.
    ties : tuple of (str, str)
        Neighbours in that order whom chance can't tell apart.
    upside_down : tuple of (str, str)
        Pairs of which the first should order again more often, and surely did so less often.
    """

    compared: tuple[str, ...]
    apart: tuple[tuple[str, str], ...]
    ties: tuple[tuple[str, str], ...]
    upside_down: tuple[tuple[str, str], ...]


def stage_back_test(
    relations: Relations,
    *,
    days: int | None = None,
    dates: int = 1,
    then: Then | None = None,
    mask: np.ndarray | None = None,
    level: float = 0.95,
) -> StageBackTest:
    """Count who is in which stage at `as_of`, and test the stages of earlier days by what came after them.

    Parameters
    ----------
    relations : Relations
        Through `as_of`, with the rule.
    days : int, optional
        How long it is watched what came. By default `watched_months` chooses calendar months by the usual gap.
    dates : int
        How many days are tested, one such stretch apart, so that none is watched twice. A day without a usual gap of its own is left out.
    then : callable, optional
        Gives everybody's stage on a past day, or None; by default `stages_then`, without a declared cycle.
    mask : bool array of C, optional
        Which customers are counted; the usual gap is that of all.
    level : float
        Confidence of the intervals.

    Raises
    ------
    Refused
        For a stretch below one day, or no date.

    Notes
    -----
    The day's usual gap is the mean of the gaps closed by then, and contacts, cancellations and orders after it are not looked at: the stage
    is the one that a page would have shown on that day.

    References
    ----------
    Rapport's own rule; its order on the customers of Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005), Marketing Science 24, 275-284.

    Examples
    --------
    >>> from analysis.dated import dated
    >>> from analysis.relations import relate
    >>> people = Occasions(customers=np.array([7, 8]), start=np.array([0, 5, 6]), day=np.array([0, 30, 60, 90, 120, 0]),
    ...     as_of=date(1970, 5, 31), free_orders=True)
    >>> nothing = dated(people.customers, np.array([]), np.array([]))
    >>> known = relate(people, nothing, nothing, usual_gap_days=30)
    >>> found = stage_back_test(known, days=40, then=partial(stages_then, known, cycle_days=30))
    >>> [(row.stage, row.n, row.repurchased) for row in found.back_test], found.counts["abandoned"]
    ([('loyalty', 1, 1), ('at_risk', 1, 0)], 1)
    """
    if dates < 1 or (days is not None and days < 1):
        raise Refused(found=say("{} days, {} dates", days, dates), needed="at least one of each", do="Choose a longer stretch, or a date.")
    months = watched_months(relations.usual_gap_days)
    then = then or partial(stages_then, relations)
    found: list[Repurchase] = []
    until = relations.as_of
    for _ in range(dates):
        day = calendar.months_before(until, months) if days is None else calendar.day_of(calendar.day_number(until) - days)
        table = then(day)
        if table is not None:
            found += repurchase(table, relations.occasions, until=until, mask=mask, level=level)
        until = day
    now = relations.stages(relations.as_of).stage
    meant = now if mask is None else now[mask]
    return StageBackTest(
        as_of=relations.as_of,
        rule=relations.rule,
        population_gap_days=relations.usual_gap_days,
        counts={stage: int((meant == code).sum()) for code, stage in enumerate(STAGES)},
        back_test=tuple(found),
        ordered=ordered(found),
    )


def watched_months(usual_gap_days: float) -> int:
    """Choose how long it is watched what came: the shortest of 1, 3, 6 and 12 months that a usual gap fits into, else 12.

    Examples
    --------
    >>> watched_months(7), watched_months(46), watched_months(100), watched_months(700)
    (1, 3, 6, 12)
    """
    return next((months for months in MONTHS if usual_gap_days <= months * MONTH_DAYS), MONTHS[-1])


def stages_then(relations: Relations, day: date, *, cycle_days: float | None = None) -> StageTable | None:
    """Everybody's stage on a past day as it would have been shown then: with the usual gap of the gaps that had closed.

    Parameters
    ----------
    relations : Relations
    day : date
    cycle_days : float, optional
        As a person declares it.

    Returns
    -------
    StageTable or None
        None where there was no usual gap yet.

    Examples
    --------
    >>> from analysis.dated import dated
    >>> from analysis.relations import relate
    >>> people = Occasions(customers=np.array([7]), start=np.array([0, 2]), day=np.array([0, 30]), as_of=date(1970, 4, 1),
    ...     free_orders=True)
    >>> nothing = dated(people.customers, np.array([]), np.array([]))
    >>> known = relate(people, nothing, nothing, usual_gap_days=90)
    >>> stages_then(known, date(1970, 2, 10)) is None
    True
    >>> stages_then(known, date(1970, 1, 25), cycle_days=10).usual_gap
    array([10.])
    """
    history = known_on(relations.occasions, day)
    gap = usual_gap(history.part(np.diff(history.start) > 0), rule=relations.rule, cycle_days=cycle_days)
    if gap.days is None:
        return None
    return stages(
        history,
        day,
        usual_gap_days=gap.days,
        rule=relations.rule,
        contacts=relations.contacts,
        cancellations=relations.cancellations,
    )


def known_on(occasions: Occasions, day: date) -> Occasions:
    """The history as it was known on a day; who had not ordered has an empty stretch."""
    number = calendar.day_number(day)
    start = np.append(0, np.cumsum(occasions.count_through(number))).astype(np.int64)
    return replace(occasions, start=start, day=occasions.day[occasions.day <= number], as_of=day)


def again(occasions: Occasions, day: date, until: date) -> np.ndarray:
    """Who had an occasion after a day and through another; bool array of C.

    Examples
    --------
    >>> some = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 9, 5]), as_of=date(1970, 1, 31),
    ...     free_orders=True)
    >>> again(some, date(1970, 1, 6), date(1970, 1, 10)).tolist()
    [True, False]
    """
    return occasions.count_through(calendar.day_number(until)) > occasions.count_through(calendar.day_number(day))


def repurchase(
    table: StageTable, occasions: Occasions, *, until: date, mask: np.ndarray | None = None, level: float = 0.95
) -> tuple[Repurchase, ...]:
    """Who of each stage had another occasion after the table's day.

    Parameters
    ----------
    table : StageTable
    occasions : Occasions
        Of the same people.
    until : date
        The last day on which one counts.
    mask : bool array of C, optional
    level : float

    Returns
    -------
    tuple of Repurchase
        In the order of `STAGES`; a stage that nobody was in is left out.

    Examples
    --------
    >>> some = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 9, 5]), as_of=date(1970, 1, 31),
    ...     free_orders=True)
    >>> table = stages(some, date(1970, 1, 6), usual_gap_days=30)
    >>> [(row.stage, row.n, row.repurchased) for row in repurchase(table, some, until=date(1970, 1, 10))]
    [('capture', 2, 1)]
    """
    meant = table.stage >= 0 if mask is None else (table.stage >= 0) & mask
    came = again(occasions, table.day, until)
    n = np.bincount(table.stage[meant], minlength=len(STAGES))
    k = np.bincount(table.stage[meant & came], minlength=len(STAGES))
    low, high = wilson(k, n, level)
    return tuple(
        Repurchase(
            as_of=table.day, until=until, stage=stage, n=int(n[code]), repurchased=int(k[code]), rate=float(k[code] / n[code]),
            low=float(low[code]), high=float(high[code]),
        )
        for code, stage in enumerate(STAGES)
        if n[code]
    )  # fmt: skip


def by_day(rows: Sequence[Repurchase]) -> dict[date, list[Repurchase]]:
    """Each tested day's rows, from loyalty down in `ORDER`; those outside the order last."""
    place = {stage: number for number, stage in enumerate(ORDER)}
    found: dict[date, list[Repurchase]] = {}
    for row in sorted(rows, key=lambda row: place.get(row.stage, len(ORDER))):
        found.setdefault(row.as_of, []).append(row)
    return found


def ordered(rows: Sequence[Repurchase]) -> bool:
    """Whether on each day repurchase falls along `ORDER`, among stages of five customers or more, of which there must be two.

    Examples
    --------
    >>> days = {"as_of": date(2026, 6, 30), "until": date(2026, 9, 30), "low": 0.0, "high": 1.0}
    >>> counts = (("loyalty", 60), ("at_risk", 5), ("abandoned", 9))
    >>> top, risk, gone = (Repurchase(stage=stage, n=100, repurchased=k, rate=k / 100, **days) for stage, k in counts)
    >>> ordered([risk, top]), ordered([gone, risk, top]), ordered([top])
    (True, False, False)
    """
    compared = [[row.rate for row in some if row.stage in ORDER and row.n >= NO_VALUE_BELOW] for some in by_day(rows).values()]
    return bool(compared) and all(len(rates) > 1 and all(one > other for one, other in pairwise(rates)) for rates in compared)


def reading(rows: Sequence[Repurchase], *, level: float = 0.95) -> Reading:
    """Read one day's test: which neighbours chance can't tell apart, and which pairs are surely upside down.

    Parameters
    ----------
    rows : sequence of Repurchase
        Of one day.
    level : float
        Each two stages are compared by Newcombe's interval, all of them together by Benjamini and Hochberg.

    Examples
    --------
    >>> days = {"as_of": date(2026, 6, 30), "until": date(2026, 9, 30), "low": 0.0, "high": 1.0}
    >>> counts = (("loyalty", 60), ("maintenance", 35), ("capture", 36), ("abandoned", 5))
    >>> reading([Repurchase(stage=stage, n=100, repurchased=k, rate=k / 100, **days) for stage, k in counts]).ties
    (('maintenance', 'capture'),)
    """
    days = by_day(rows)
    if len(days) > 1:
        raise ValueError("one day at a time")
    there = [row for some in days.values() for row in some if row.stage in ORDER and row.n >= THIN_BELOW]
    pairs = [(one, other) for place, one in enumerate(there) for other in there[place + 1 :]]
    sure: set[tuple[str, str]] = set()
    if pairs:
        counts = np.array([(one.repurchased, one.n, other.repurchased, other.n) for one, other in pairs]).T
        told = adjusted(newcombe_p(*counts)) <= round(1 - level, 12)
        sure = {(one.stage, other.stage) for (one, other), apart in zip(pairs, told, strict=True) if apart}
    named = [((one.stage, other.stage), one.rate > other.rate) for one, other in pairs]
    return Reading(
        compared=tuple(row.stage for row in there),
        apart=tuple(pair for pair, falls in named if pair in sure and falls),
        ties=tuple((one.stage, other.stage) for one, other in pairwise(there) if (one.stage, other.stage) not in sure),
        upside_down=tuple(pair for pair, falls in named if pair in sure and not falls),
    )
