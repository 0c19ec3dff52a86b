"""The ways customers take through the stages: which are the commonest, and how many come as far as loyalty.

Two sentences are said of customers in general: that capture, maintenance, abandonment is the commonest way, and that a third complete the
whole. Both are laid beside this company's customers, as claims; neither is known to rest on data.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

import numpy as np

from analysis import calendar, evidence
from analysis.benchmark import Against, against, binomial_p
from analysis.intervals import wilson
from analysis.relations import Relations
from analysis.rhythm import Rule
from analysis.spells import Spells, standing
from analysis.stages import ABANDONED, STAGES

#: Usual gaps since the first order after which somebody counts among those who did not reach loyalty, at least.
FOLLOWED_GAPS = 12
#: Whoever has been followed for less may never have had the time to abandon.
LEAST_GAPS = 5
CLAIMED_WAY = ("capture", "maintenance", "abandoned")
CLAIMED_SHARE = 1 / 3
MOST_WAYS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """Everybody's way.

    Attributes
    ----------
    way : int64 array of C
        A place in `ways`; -1 for those who never ordered.
    ways : tuple of tuple of str
        Stages one after the other, each way once.
    first_day : int64 array of C
        Of the first order, in days since 1970-01-01; -1 for none.
    """

    way: np.ndarray
    ways: tuple[tuple[str, ...], ...]
    first_day: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way, and who has taken it so far.

    Attributes
    ----------
    stages : tuple of str
    customers : int
    share, low, high : float
        Of those followed for long enough, with Wilson's interval.
    """

    stages: tuple[str, ...]
    customers: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Which ways customers take.

    Attributes
    ----------
    as_of : date
    level : float
        Of the intervals.
    usual_gap_days : float
        The population's.
    gaps : int
        For how many usual gaps since the first order a customer must have been watched to be counted: `needed`, or as many as thirty
        customers have been in a company younger than that.
    needed : int
        What `needed_gaps` says of the rule: twelve by the standard one.
    follow_up_days : float
        The same in days.
    complete : bool
        Whether `gaps` are those needed: else all shares are "so far", and whoever has not reached a stage yet may still.
    buyers, followed : int
        Customers with an order; those of them whose first one is so long ago. All shares are of the latter.
    ways : tuple of Way
        The commonest, up to twenty.
    other_ways, others : int
        How many further ways there are, and how many customers took them.
    claimed_way : Way or None
        Capture, maintenance, abandoned; None where nobody has been followed.
    commonest : {"is", "is_not", "cannot_tell", "unknown"}
        Whether it is the commonest way here.
    commonest_p : float or None
        Of the commonest against the claimed one, or against the next if that is the commonest: an exact test that both are as common.
    reached : Against
        How many have ever reached loyalty, beside a third. The verdict is "not_yet" where it is not complete and not above already.
    """

    as_of: date
    level: float
    usual_gap_days: float
    gaps: int
    needed: int
    follow_up_days: float
    complete: bool
    buyers: int
    followed: int
    ways: tuple[Way, ...]
    other_ways: int
    others: int
    claimed_way: Way | None
    commonest: str
    commonest_p: float | None
    reached: Against


def walked(relations: Relations, spells: Spells) -> Walked:
    """Put each customer's stages together to a way.

    Notes
    -----
    Order by order: capture, maintenance, loyalty, each told once as long as it lasts. A lapse is abandonment and a return, also where the
    order that ended it came on the very day, or a contact had kept the customer at risk. To be at risk is no stage of a way: everybody is
    before they are abandoned.

    Examples
    --------
    >>> from analysis.dated import dated
    >>> from analysis.occasions import Occasions
    >>> from analysis.relations import relate
    >>> from analysis.spells import spells
    >>> people = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 200, 100]), as_of=date(1970, 7, 31),
    ...     free_orders=True)
    >>> none = dated(people.customers, np.array([]), np.array([]))
    >>> relations = relate(people, none, none, usual_gap_days=30)
    >>> found = walked(relations, spells(relations))
    >>> [found.ways[way] for way in found.way]
    [('capture', 'abandoned', 'recovered'), ('capture',)]
    """
    days, lapsed = relations.occasions, relations.followed.lapsed
    owner, stage = days.owner, standing(relations).astype(np.int64)
    told = _changed(owner) | _changed(stage) | lapsed
    place, stage, lapsed = owner[told], stage[told], lapsed[told]
    away = spells.place[(spells.stage == ABANDONED) & (spells.begin >= _last(relations)[spells.place])]
    away = np.unique(away[relations.buyers[away]])
    # Abandonment stands before the order that ended a lapse, and after the last order of those who are away since.
    ends = np.searchsorted(place, away, side="right")
    at = np.concatenate([np.flatnonzero(lapsed), ends])
    whose = np.concatenate([place[lapsed], away])
    place, stage = np.insert(place, at, whose), np.insert(stage, at, ABANDONED)
    first_day = np.full(len(relations.customers), -1, dtype=np.int64)
    first_day[relations.buyers] = days.day[days.start[:-1][relations.buyers]]
    return _ways(place, stage, len(relations.customers), first_day)


def _last(relations: Relations) -> np.ndarray:
    """The day of each one's last order; later than any day for those who never ordered."""
    days = relations.occasions
    found = np.full(len(relations.customers), np.iinfo(np.int32).max, dtype=np.int64)
    found[relations.buyers] = days.day[days.start[1:][relations.buyers] - 1]
    return found


def _changed(values: np.ndarray) -> np.ndarray:
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def _ways(place: np.ndarray, stage: np.ndarray, people: int, first_day: np.ndarray) -> Walked:
    """Number the ways, step by step: a way is the one before its last step, and that step."""
    way, known = np.full(people, -1, dtype=np.int64), [()]
    start = np.flatnonzero(_changed(place))
    length = np.diff(np.append(start, len(place)))
    current = np.zeros(len(start), dtype=np.int64)  # 0: no step yet
    step = 0
    while len(start):
        before = int(current.min())
        both, current = _numbered((current - before) * len(STAGES) + stage[start + step])
        ahead = len(known)
        known += [(*known[before + value // len(STAGES)], STAGES[value % len(STAGES)]) for value in both.tolist()]
        current += ahead
        step += 1
        done = length == step
        way[place[start[done]]] = current[done]
        start, length, current = start[~done], length[~done], current[~done]
    taken, again = _numbered(way + 1)  # 0: nobody's
    none = int(len(taken) > 0 and taken[0] == 0)
    return Walked(way=again - none, ways=tuple(known[value - 1] for value in taken[none:].tolist()), first_day=first_day)


def _numbered(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct values, none negative and none large, and the place of each among them: as `np.unique`, without sorting."""
    there = np.zeros(int(values.max(initial=-1)) + 1, dtype=bool)
    there[values] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[values]


def followed(found: Walked, *, as_of: date, days: float) -> np.ndarray:
    """Mark the customers whose first order is at least so many days ago; bool array of C."""
    return (found.first_day >= 0) & (calendar.day_number(as_of) - found.first_day >= days)


def ways(
    relations: Relations, spells: Spells, *, found: Walked | None = None, mask: np.ndarray | None = None, level: float = 0.95
) -> Ways:
    """Count the ways of those who have been followed for long enough.

    Parameters
    ----------
    relations : Relations
    spells : Spells
        Of all of them.
    found : Walked, optional
        From `walked`, where it is at hand.
    mask : bool array of C, optional
        Which people are meant.
    level : float

    Examples
    --------
    >>> from analysis.dated import dated
    >>> from analysis.occasions import Occasions
    >>> from analysis.relations import relate
    >>> from analysis.spells import spells
    >>> people = Occasions(customers=np.arange(9), start=np.arange(10), day=np.zeros(9, dtype=int), as_of=date(1971, 7, 31),
    ...     free_orders=True)
    >>> none = dated(people.customers, np.array([]), np.array([]))
    >>> relations = relate(people, none, none, usual_gap_days=30)
    >>> result = ways(relations, spells(relations))
    >>> result.ways[0].stages, result.ways[0].customers, result.commonest, result.reached.customers
    (('capture', 'abandoned'), 9, 'is_not', 0)
    """
    found = walked(relations, spells) if found is None else found
    buyers = relations.buyers if mask is None else relations.buyers & mask
    needed = needed_gaps(relations.rule)
    gaps = _gaps(found, buyers, relations, needed)
    meant = buyers & followed(found, as_of=relations.as_of, days=gaps * relations.usual_gap_days)
    n = int(meant.sum())
    counts = np.bincount(found.way[meant], minlength=len(found.ways))
    order = np.lexsort((_names(found.ways), -counts))
    order = order[counts[order] > 0]
    listed = tuple(_way(found.ways[place], int(counts[place]), n, level) for place in order[:MOST_WAYS].tolist())
    claimed = next((int(counts[place]) for place, way in enumerate(found.ways) if way == CLAIMED_WAY), 0)
    top = [int(counts[place]) for place in order[:2].tolist()]
    verdict, p = _commonest(listed, top, claimed, level)
    loyal = np.array(["loyalty" in way for way in found.ways], dtype=bool)
    reached = against(int(counts[loyal].sum()), n, CLAIMED_SHARE, level=level)
    if gaps < needed and reached.verdict in ("below", "compatible"):
        reached = replace(reached, verdict="not_yet")
    return Ways(
        as_of=relations.as_of,
        level=level,
        usual_gap_days=relations.usual_gap_days,
        gaps=gaps,
        needed=needed,
        follow_up_days=gaps * relations.usual_gap_days,
        complete=gaps == needed,
        buyers=int(buyers.sum()),
        followed=n,
        ways=listed,
        other_ways=max(len(order) - MOST_WAYS, 0),
        others=int(counts[order[MOST_WAYS:]].sum()),
        claimed_way=_way(CLAIMED_WAY, claimed, n, level) if n else None,
        commonest=verdict,
        commonest_p=p,
        reached=reached,
    )


def needed_gaps(rule: Rule) -> int:
    """For how many usual gaps somebody must be followed before it is known that they did not come to loyalty.

    Each of the gaps between the orders that make loyalty may be almost as long as an abandonment: by the standard rule three of four usual
    gaps. Never fewer than these twelve.

    Examples
    --------
    >>> needed_gaps(Rule()), needed_gaps(Rule(loyalty_run=6)), needed_gaps(Rule(abandoned=3))
    (12, 20, 12)
    """
    return max(FOLLOWED_GAPS, ceil((rule.loyalty_run - 1) * rule.abandoned))


def _gaps(found: Walked, buyers: np.ndarray, relations: Relations, needed: int) -> int:
    """The most whole usual gaps, up to those needed, for which thirty customers have been followed; these where there is no such number."""
    for gaps in range(needed, LEAST_GAPS - 1, -1):
        long_enough = followed(found, as_of=relations.as_of, days=gaps * relations.usual_gap_days)
        if (buyers & long_enough).sum() >= evidence.FEW_BELOW:
            return gaps
    return needed


def _names(all_ways: tuple[tuple[str, ...], ...]) -> np.ndarray:
    """Ways as texts, so that of two as common the order is always the same: the shorter, then by stage."""
    return np.array([f"{len(way):04d}" + "".join(str(STAGES.index(stage)) for stage in way) for way in all_ways], dtype=str)


def _way(stages: tuple[str, ...], customers: int, n: int, level: float) -> Way:
    low, high = wilson(customers, n, level)
    return Way(stages=stages, customers=customers, share=customers / n, low=low, high=high)


def _commonest(listed: tuple[Way, ...], top: list[int], claimed: int, level: float) -> tuple[str, float | None]:
    if not listed:
        return "unknown", None
    first = listed[0].stages == CLAIMED_WAY
    other = (top[1] if len(top) > 1 else 0) if first else claimed
    p = binomial_p(top[0], top[0] + other, 0.5)
    if p > round(1 - level, 12):
        return "cannot_tell", p
    return ("is" if first else "is_not"), p


def on_way(
    relations: Relations,
    found: Walked,
    result: Ways,
    taken: Collection[tuple[str, ...]] | None,
    *,
    mask: np.ndarray | None = None,
) -> np.ndarray:
    """Who of those that `result` counts has taken one of some ways, or has ever reached loyalty where `taken` is None: party ids."""
    meant = followed(found, as_of=result.as_of, days=result.follow_up_days)
    meant &= np.isin(found.way, [place for place, way in enumerate(found.ways) if ("loyalty" in way if taken is None else way in taken)])
    return relations.customers[meant if mask is None else meant & mask]
