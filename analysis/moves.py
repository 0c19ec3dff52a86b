"""Moves: from which stage to which people went between two days, to the person.

Both days' stages are told by one rule and one usual gap (`Relations.stages`), so the two stocks, the moves between them, the shares
that moved and the lists of people all agree. Somebody who is outside the population on both days is counted nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from scipy.special import betaincinv

from analysis.possible_moves import possible_moves
from analysis.rhythm import STANDARD, Rule
from analysis.stages import ABANDONED, AT_RISK, CAPTURE, LOYALTY, MAINTENANCE, NOT_YET, PROSPECT, RECOVERED, STAGES, StageTable

#: Where people are: in a stage, or outside the population. Who comes from there is new since; who goes there was a prospect.
PLACES = (*STAGES, "outside")
OUTSIDE = len(STAGES)
ACTIVE = (CAPTURE, MAINTENANCE, LOYALTY, RECOVERED)
CUSTOMERS = (*ACTIVE, AT_RISK, ABANDONED)
#: From the worst place to be in to the best: a move to a later one is for the better. The two worst are alike.
STANDING = {OUTSIDE: 0, ABANDONED: 0, AT_RISK: 1, PROSPECT: 2, CAPTURE: 3, RECOVERED: 4, MAINTENANCE: 5, LOYALTY: 6}
#: What a Dirichlet prior knows of every move before anybody is seen (Jeffreys).
PRIOR = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Those of a stage who made a move.

    Attributes
    ----------
    n, of : int
        How many did, of how many in the stage on the first day.
    share, expected, low, high : float or None
        ``n / of``; the posterior's mean and its interval: what to expect of others in this stage. None where nobody was there.
    """

    n: int
    of: int
    share: float | None
    expected: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """A stage on both days, and what became of those who were in it on the first.

    Attributes
    ----------
    stage : str
    then, now, change : int
        People in it on the first day, on the second, and the second minus the first.
    stayed, came_in : int
        In it on both days; in it on the second day alone. ``stayed + came_in = now``.
    worse, better : Part or None
        Of those there then, who went to a place of a lower and of a higher standing (`STANDING`). None where the rule knows none.
    """

    stage: str
    then: int
    now: int
    change: int
    stayed: int
    came_in: int
    worse: Part | None
    better: Part | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the transition matrix: what became of the `n` people in a stage; a part for each of `PLACES`, None where it can't be."""

    stage: str
    n: int
    parts: tuple[Part | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Who was where on two days.

    Attributes
    ----------
    then, now : date
        Stages are those at the end of these days; a move there and back in between is not seen.
    level : float
        Of all intervals.
    usual_gap_days : float
        The population's, for both days alike.
    customers, active : int
        On the second day, everybody with an order; those of them neither at risk nor abandoned.
    stages : tuple of Stock
        In the order of `STAGES`.
    flow : int64 array of 8 by 8
        People by where they were (rows) and are (columns), in the order of `PLACES`.
    matrix : tuple of Row
    """

    then: date
    now: date
    level: float
    usual_gap_days: float
    customers: int
    active: int
    stages: tuple[Stock, ...]
    flow: np.ndarray
    matrix: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledMoves:
    """Moves of several steps of one length, added up.

    Attributes
    ----------
    days : tuple of date
        Where the steps begin and end, ascending: one day more than steps.
    level : float
    matrix : tuple of Row
        `n` counts a person once a step. The intervals take steps for independent, which the same person's are not: they are approximate.
    """

    days: tuple[date, ...]
    level: float
    matrix: tuple[Row, ...]


def where(table: StageTable) -> np.ndarray:
    """Everybody's place in `PLACES`; int64 array, one a person."""
    return np.where(table.stage == NOT_YET, OUTSIDE, table.stage).astype(np.int64)


def flow(before: StageTable, after: StageTable, mask: np.ndarray | None = None) -> np.ndarray:
    """Count people by their places in two tables of the same people.

    Parameters
    ----------
    before, after : StageTable
        Of two days, or of one day under two rules.
    mask : bool array, optional
        Whom to count; everybody by default.

    Returns
    -------
    int64 array of 8 by 8
        Rows: before; columns: after; in the order of `PLACES`. Nobody is outside both times.

    Examples
    --------
    >>> def told(*stages):
    ...     none = np.zeros(len(stages))
    ...     return StageTable(day=date(2026, 1, 31), customers=np.arange(len(stages)), stage=np.array(stages), came_from=none, rho=none,
    ...         usual_gap=none, run=none)
    >>> flow(told(CAPTURE, NOT_YET, NOT_YET), told(AT_RISK, CAPTURE, NOT_YET)).nonzero()
    (array([1, 7]), array([4, 1]))
    """
    both = where(before) * len(PLACES) + where(after)
    if mask is not None:
        both = both[mask]
    found = np.bincount(both, minlength=len(PLACES) ** 2).reshape(len(PLACES), len(PLACES))
    found[OUTSIDE, OUTSIDE] = 0
    return found


def people(before: StageTable, after: StageTable, came_from: str | None, went_to: str | None, mask: np.ndarray | None = None) -> np.ndarray:
    """Who made a move.

    Parameters
    ----------
    before, after, mask
        As for `flow`.
    came_from, went_to : str or None
        Of `PLACES`; None for any of them.

    Returns
    -------
    int64 array
        Party ids, ascending: as many as `flow` counts.
    """
    meant = np.ones(len(before.customers), dtype=bool) if mask is None else mask.copy()
    for table, place in ((before, came_from), (after, went_to)):
        if place is not None:
            meant &= where(table) == PLACES.index(place)
    return before.customers[meant]


def moves(
    before: StageTable,
    after: StageTable,
    *,
    usual_gap_days: float,
    rule: Rule = STANDARD,
    contacts: bool = True,
    cancellations: bool = True,
    mask: np.ndarray | None = None,
    level: float = 0.95,
) -> Moves:
    """Tell who went where between two days.

    Parameters
    ----------
    before, after : StageTable
        Of the same people, by the same rule and usual gap.
    usual_gap_days : float
        The population's.
    rule : Rule
    contacts, cancellations : bool
        Whether the data knows any: without, some moves can't be.
    mask : bool array, optional
        Whom to count, one true or false a person; everybody by default.
    level : float
        Of all intervals.

    References
    ----------
    The rows of the matrix are multinomial; with Jeffreys' prior, a Dirichlet of 1/2 for every move that the rule allows, a row's
    posterior is Dirichlet, and any of its moves, or several together, Beta (Gelman et al. 2013, Bayesian Data Analysis, 3rd ed., section
    3.4). Moves that the rule makes impossible are structural zeros and no part of it.
    """
    counted = flow(before, after, mask)
    possible = possible_moves((after.day - before.day).days, usual_gap_days, rule, contacts=contacts, cancellations=cancellations)
    now = counted[:, :OUTSIDE].sum(axis=0)
    return Moves(
        then=before.day,
        now=after.day,
        level=level,
        usual_gap_days=usual_gap_days,
        customers=int(now[list(CUSTOMERS)].sum()),
        active=int(now[list(ACTIVE)].sum()),
        stages=tuple(_stock(place, counted, possible, level) for place in range(len(STAGES))),
        flow=counted,
        matrix=matrix(counted, possible, level),
    )


def pooled(
    tables: Sequence[StageTable],
    *,
    usual_gap_days: float,
    rule: Rule = STANDARD,
    contacts: bool = True,
    cancellations: bool = True,
    mask: np.ndarray | None = None,
    level: float = 0.95,
) -> PooledMoves:
    """Add up the moves of several steps: from each table to the next, in the order of their days. The rest as for `moves`."""
    counted = sum(flow(before, after, mask) for before, after in pairwise(tables))
    longest = max((after.day - before.day).days for before, after in pairwise(tables))
    possible = possible_moves(longest, usual_gap_days, rule, contacts=contacts, cancellations=cancellations)
    return PooledMoves(days=tuple(table.day for table in tables), level=level, matrix=matrix(counted, possible, level))


def matrix(counted: np.ndarray, possible: np.ndarray, level: float) -> tuple[Row, ...]:
    """The share of each stage's people that made each move, with intervals.

    Parameters
    ----------
    counted : integer array of 8 by 8
        From `flow`.
    possible : bool array of 8 by 8
        From `possible_moves`.
    level : float

    Examples
    --------
    >>> counted, possible = np.zeros((8, 8), dtype=int), np.zeros((8, 8), dtype=bool)
    >>> counted[LOYALTY, [LOYALTY, AT_RISK, ABANDONED]] = 60, 25, 15
    >>> possible[LOYALTY, [LOYALTY, AT_RISK, ABANDONED]] = True
    >>> row = matrix(counted, possible, 0.95)[LOYALTY]
    >>> [round(part.expected, 3) for part in row.parts if part]
    [0.596, 0.251, 0.153]
    """
    return tuple(
        Row(
            stage=STAGES[place],
            n=int(counted[place].sum()),
            parts=tuple(part(counted[place], possible[place], [to], level) for to in range(len(PLACES))),
        )
        for place in range(len(STAGES))
    )


def part(counted: np.ndarray, possible: np.ndarray, to: Sequence[int], level: float) -> Part | None:
    """Those of a stage who went to some places, together.

    Parameters
    ----------
    counted : integer array
        How many of the stage went to each place.
    possible : bool array
        Which places the rule lets them go to.
    to : sequence of int
    level : float

    Returns
    -------
    Part or None
        None where none of these places can be reached.

    Examples
    --------
    >>> found = part(np.array([3, 0, 1]), np.array([True, True, True]), [1], 0.95)
    >>> found.share, round(found.low, 6), round(found.high, 6)
    (0.0, 0.000103, 0.409567)
    """
    reached = [place for place in to if possible[place]]
    if not reached:
        return None
    n, of = int(counted[reached].sum()), int(counted.sum())
    if not of:
        return Part(n=0, of=0, share=None, expected=None, low=None, high=None)
    yes = n + PRIOR * len(reached)
    no = of - n + PRIOR * (int(possible.sum()) - len(reached))
    low, high = betaincinv(yes, no, [(1 - level) / 2, (1 + level) / 2]) if no else (1.0, 1.0)
    return Part(n=n, of=of, share=n / of, expected=yes / (yes + no), low=float(low), high=float(high))


def _stock(place: int, counted: np.ndarray, possible: np.ndarray, level: float) -> Stock:
    lower = [to for to in STANDING if STANDING[to] < STANDING[place]]
    higher = [to for to in STANDING if STANDING[to] > STANDING[place]]
    then, now, stayed = int(counted[place].sum()), int(counted[:, place].sum()), int(counted[place, place])
    return Stock(
        stage=STAGES[place],
        then=then,
        now=now,
        change=now - then,
        stayed=stayed,
        came_in=now - stayed,
        worse=part(counted[place], possible[place], lower, level),
        better=part(counted[place], possible[place], higher, level),
    )
