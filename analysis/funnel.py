"""The funnel that goes both ways: who entered each stage, who is there, which way the others left it, and after how long.

Nobody is lost between its rows: of all who entered a stage, every one is still there, or has left it up, down, out or back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np

from analysis import calendar, evidence
from analysis.company import Company
from analysis.groups import chosen
from analysis.intervals import newcombe, newcombe_p, wilson
from analysis.multiplicity import adjusted
from analysis.relations import Relations
from analysis.spells import DIRECTIONS, STILL, Spells, direction
from analysis.stages import LOYALTY, STAGES
from analysis.stays import Stay, stay_of
from analysis.ways import needed_gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Customers who share a value, or whose first order lies in one period.

    Attributes
    ----------
    value : str or None
        None: all others.
    customers : int
        With an order.
    complete : bool
        Whether all of them have been followed for the horizon since their first order.
    counted, reached : int
        Those of them who have been followed for so long (where none has: all), and how many of these reached loyalty within it.
    share, low, high : float or None
        Of `counted`, with Wilson's interval; None where there is nobody. "So far" where `so_far`.
    so_far : bool
        Whether nobody has been followed for so long: then all are counted, and the others may still reach it.
    stay : Stay
        Of the stage that is looked at.
    """

    value: str | None
    customers: int
    complete: bool
    counted: int
    reached: int
    share: float | None
    low: float | None
    high: float | None
    so_far: bool
    stay: Stay


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Two parts whose shares differ by more than chance makes of so many comparisons.

    Attributes
    ----------
    first, second : int
        Places in `Funnel.parts`; the first has the larger share.
    difference, low, high : float
        Of the shares, with Newcombe's interval.
    adjusted_p : float
        By Benjamini and Hochberg over all pairs of parts with ten customers or more.
    """

    first: int
    second: int
    difference: float
    low: float
    high: float
    adjusted_p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """All stages.

    Attributes
    ----------
    as_of : date
    since : date or None
        Only those who entered on this day or later are counted; None for all.
    level : float
    usual_gap_days : float
        The population's.
    horizon_days : int
        As many usual gaps as `ways.needed_gaps` says: of the parts' shares, and of those of who left wherever somebody could be watched
        for so long.
    stages : tuple of Stay
    part_stage : str
        The stage that the parts look at.
    parts : tuple of Part
    apart : tuple of Apart
        Pairs of parts of which it is known how many reached loyalty, and which can be told apart; the largest difference first.
    """

    as_of: date
    since: date | None
    level: float
    usual_gap_days: float
    horizon_days: int
    stages: tuple[Stay, ...]
    part_stage: str
    parts: tuple[Part, ...]
    apart: tuple[Apart, ...]


def funnel(
    relations: Relations,
    spells: Spells,
    *,
    mask: np.ndarray | None = None,
    since: date | None = None,
    parts: Mapping[str | None, np.ndarray] | None = None,
    part_stage: str = "capture",
    level: float = 0.95,
) -> Funnel:
    """Count who entered each stage and what became of them.

    Parameters
    ----------
    relations : Relations
    spells : Spells
        Of all of them.
    mask : bool array of C, optional
        Which people are meant.
    since : date, optional
        Leave out who entered before.
    parts : mapping of value to bool array of C, optional
        Customers to lay side by side, such as `cohorts`.
    part_stage : str
        One of `STAGES`.
    level : float

    Notes
    -----
    Somebody who was in a stage twice counts twice, and the intervals take the two as independent: where many came back they are too narrow.

    Examples
    --------
    >>> from analysis.dated import dated
    >>> from analysis.occasions import Occasions
    >>> from analysis.relations import relate
    >>> from analysis.spells import spells
    >>> people = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 30, 0]), as_of=date(1970, 3, 1),
    ...     free_orders=True)
    >>> none = dated(people.customers, np.array([]), np.array([]))
    >>> relations = relate(people, none, none, usual_gap_days=30)
    >>> capture = funnel(relations, spells(relations)).stages[1]
    >>> capture.entered, capture.now, [one.ended for one in capture.left]
    (2, 1, [1, 0, 0, 0])
    """
    horizon = int(needed_gaps(relations.rule) * relations.usual_gap_days)
    meant = spells.of(mask)
    if since is not None:
        meant = meant.part(meant.begin >= calendar.day_number(since))
    reached = _days_to(relations, spells)
    looked_at = meant.part(meant.stage == STAGES.index(part_stage))
    found = []
    for value, members in (parts or {}).items():
        own = members if mask is None else members & mask
        found.append(_part(relations, value, own, reached, stay_of(looked_at.of(own), part_stage, horizon, level), horizon, level))
    return Funnel(
        as_of=relations.as_of,
        since=since,
        level=level,
        usual_gap_days=relations.usual_gap_days,
        horizon_days=horizon,
        stages=tuple(stay_of(meant.part(meant.stage == place), stage, horizon, level) for place, stage in enumerate(STAGES)),
        part_stage=part_stage,
        parts=tuple(found),
        apart=_apart(found, level),
    )


def _apart(parts: Sequence[Part], level: float) -> tuple[Apart, ...]:
    told = [place for place, part in enumerate(parts) if not part.so_far and evidence.strength(part.counted) in ("few", "enough")]
    pairs = [sorted(pair, key=lambda place: -parts[place].share) for pair in combinations(told, 2)]
    if not pairs:
        return ()
    k, n = (np.array([[getattr(parts[place], name) for place in pair] for pair in pairs]).T for name in ("reached", "counted"))
    corrected = adjusted(newcombe_p(k[0], n[0], k[1], n[1]))
    columns = (values.tolist() for values in (*newcombe(k[0], n[0], k[1], n[1], level), corrected))
    found = [
        Apart(first=first, second=second, difference=difference, low=low, high=high, adjusted_p=p)
        for (first, second), (difference, low, high, p) in zip(pairs, zip(*columns, strict=True), strict=True)
        if p <= round(1 - level, 12)
    ]
    return tuple(sorted(found, key=lambda pair: -pair.difference))


def _days_to(relations: Relations, spells: Spells) -> np.ndarray:
    """Days from each customer's first order to loyalty; inf for never, nan for who never ordered."""
    found = np.where(relations.buyers, np.inf, np.nan)
    loyal = np.flatnonzero(spells.stage == LOYALTY)[::-1]
    when = np.full(len(found), np.nan)
    when[spells.place[loyal]] = spells.begin[loyal]  # the last written is the first that came
    days = relations.occasions
    there = ~np.isnan(when)
    found[there] = when[there] - days.day[days.start[:-1][there]]
    return found


def _part(
    relations: Relations, value: str | None, members: np.ndarray, reached: np.ndarray, stay: Stay, horizon: int, level: float
) -> Part:
    own = members & relations.buyers
    days = relations.occasions
    ago = calendar.day_number(relations.as_of) - days.day[days.start[:-1][own]].astype(np.int64)
    long_enough = ago >= horizon
    counted, so_far = (long_enough, False) if long_enough.any() else (np.ones(len(ago), dtype=bool), True)
    n, k = int(counted.sum()), int((reached[own][counted] <= horizon).sum())
    low, high = wilson(k, n, level) if n else (None, None)
    return Part(
        value=value, customers=len(ago), complete=bool(long_enough.all()) and not so_far, counted=n, reached=k,
        share=k / n if n else None, low=low, high=high, so_far=so_far, stay=stay,
    )  # fmt: skip


def cohorts(relations: Relations, period: str, *, most: int = 12, mask: np.ndarray | None = None) -> dict[str, np.ndarray]:
    """Mark the customers whose first order lies in each of the newest periods.

    Returns
    -------
    dict of label to bool array of C
        The oldest first.

    Examples
    --------
    >>> from analysis.dated import dated
    >>> from analysis.occasions import Occasions
    >>> from analysis.relations import relate
    >>> people = Occasions(customers=np.array([7, 8]), start=np.array([0, 1, 2]), day=np.array([0, 40]), as_of=date(1970, 3, 1),
    ...     free_orders=True)
    >>> none = dated(people.customers, np.array([]), np.array([]))
    >>> {label: members.tolist() for label, members in cohorts(relate(people, none, none, usual_gap_days=30), "month").items()}
    {'1970-01': [True, False], '1970-02': [False, True]}
    """
    days = relations.occasions
    number = np.full(len(relations.customers), -1, dtype=np.int64)
    who = relations.buyers
    first = days.day[days.start[:-1][who]]
    periods = calendar.numbers(first, period).astype(np.int64)
    lowest = int(periods.min(initial=0))
    number[who] = periods - lowest
    meant = number if mask is None else np.where(mask, number, -1)
    there = [value for value in np.unique(meant).tolist() if value >= 0][-most:]
    return {calendar.label(value + lowest, period): meant == value for value in there}


def parts(relations: Relations, company: Company, field: str, values: Sequence[str] = ()) -> dict[str | None, np.ndarray]:
    """Mark the people of each group of customers that are compared (`groups.chosen`); whoever never ordered is in none.

    Raises
    ------
    UnknownField, UnknownChoice
        As `groups.chosen`.
    """
    found = {}
    for value, members in chosen(company.attributes, field, values).items():
        found[value] = np.zeros(len(relations.customers), dtype=bool)
        found[value][np.searchsorted(relations.customers, company.occasions.customers)] = members
    return found


def inside(relations: Relations, spells: Spells, stage: str, became: str, *, mask=None, since: date | None = None) -> np.ndarray:
    """Who has ever entered a stage, is there now, or has left it one way: party ids, each once.

    Parameters
    ----------
    became : {"entered", "now", "up", "down", "out", "back"}
    mask, since
        As for `funnel`.
    """
    own = spells.of(mask)
    own = own.part(own.stage == STAGES.index(stage))
    if since is not None:
        own = own.part(own.begin >= calendar.day_number(since))
    if became == "now":
        own = own.part(own.follows == STILL)
    elif became != "entered":
        own = own.part(own.follows != STILL)
        own = own.part(direction(own.stage, own.follows) == DIRECTIONS.index(became))
    return relations.customers[np.unique(own.place)]
