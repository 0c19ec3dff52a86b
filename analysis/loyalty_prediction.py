"""Does the loyalty index say who orders again? Reckoned at a day of the past, looked up in what came after, beside plain recency."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from analysis import calendar, rhythm
from analysis.comparisons import Group, group
from analysis.discrimination import discrimination
from analysis.evidence import NO_VALUE_BELOW
from analysis.loyalty_scores import Rule, fifths, scores
from analysis.loyalty_signs import GROUPS, RENEWAL, Records, Signs, measure
from analysis.means import Estimate
from analysis.occasions import Occasions
from analysis.relations import Relations, relate
from analysis.stages import ABANDONED

#: Days that are looked ahead: the least of these that is two usual gaps or more.
HORIZONS = (91, 182, 365)
GAPS_AHEAD = 2
FIFTHS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fifth:
    """Who ordered again of a fifth by the index, and of the same fifth by recency; 1 is the lowest. None where nobody is in it."""

    fifth: int
    by_index: Group | None
    by_recency: Group | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What the index said of the next period.

    Attributes
    ----------
    from_day, until : date
        Whoever ordered after the first, through the second, ordered again.
    days : int
    level : float
    left_out : str
        The group that the index does without here: what is foretold must not be among what foretells it.
    used : tuple of str
        The groups that told anything then.
    undated : tuple of str
        Signs without dates: nobody knows whether they held then, so they are left out too.
    people : int
        Those who were here then, not abandoned.
    n, again : int
        Of them with an index, and of these who ordered again.
    index, recency : Estimate or None
        Of two customers, one who ordered again and one who did not, how often the index (or the more recent order) puts the former higher,
        0 to 1; 0.5 is the toss of a coin. `n` is the rarer of the two kinds. None where it is fewer than five.
    difference : Estimate or None
        The first minus the second.
    fifths : tuple of Fifth
    """

    from_day: date
    until: date
    days: int
    level: float
    left_out: str
    used: tuple[str, ...]
    undated: tuple[str, ...]
    people: int
    n: int
    again: int
    index: Estimate | None
    recency: Estimate | None
    difference: Estimate | None
    fifths: tuple[Fifth, ...]


def horizon(usual_gap_days: float) -> int:
    """How many days are looked ahead, by the usual gap.

    Examples
    --------
    >>> horizon(30), horizon(60), horizon(400)
    (91, 182, 365)
    """
    return next((days for days in HORIZONS if days >= GAPS_AHEAD * usual_gap_days), HORIZONS[-1])


def through(occasions: Occasions, day: date) -> Occasions:
    """Keep what was known at the end of a day.

    Examples
    --------
    >>> later = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 3]), day=np.array([0, 40, 50]),
    ...     as_of=date(1970, 4, 30), free_orders=True)
    >>> through(later, date(1970, 1, 31)).start.tolist()
    [0, 1, 1]
    """
    number = calendar.day_number(day)
    count = occasions.count_through(number)
    return replace(
        occasions,
        start=np.append(0, np.cumsum(count)).astype(np.int64),
        day=occasions.day[occasions.day <= number],
        as_of=day,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """What was known at the end of an earlier day, and who ordered after it; no weight is in it.

    Attributes
    ----------
    signs : Signs
        Of that day, by what was dated by then.
    place : integer array of R
        Places of its customers among the people of the relations.
    here : bool array of R
        Who had not abandoned then, by that day's own usual gap.
    again : bool array of R
        Who ordered after it, through `until`.
    until : date
    days : int
    undated : tuple of str
        Signs that have no dates.
    """

    signs: Signs
    place: np.ndarray
    here: np.ndarray
    again: np.ndarray
    until: date
    days: int
    undated: tuple[str, ...]


def look_back(orders, relations: Relations, records: Records, *, days: int | None = None) -> Then | None:
    """Measure everybody's signs at an earlier day, by what was known then.

    Parameters
    ----------
    orders : DataFrame
    relations : Relations
    records : Records
    days : int, optional
        From that day to `as_of`; by the usual gap if not given.

    Returns
    -------
    Then or None
        None where too few gaps between orders were known at that day.
    """
    days = days or horizon(relations.usual_gap_days)
    day = relations.as_of - timedelta(days=days)
    known = through(relations.occasions, day)
    stood = np.diff(known.start) > 0
    if len(known.day) - stood.sum() < relations.rule.minimum_gaps:
        return None
    gap = rhythm.usual_gap(known.part(stood), rule=relations.rule)
    at_the_time = relate(known, relations.contacts, relations.cancellations, usual_gap_days=gap.days, rule=relations.rule)
    table = at_the_time.stages(day)
    return Then(
        signs=measure(orders, known, records, day, stages=table, undated=False),
        place=np.flatnonzero(stood),
        here=table.stage[stood] != ABANDONED,
        again=(np.diff(relations.occasions.start) > np.diff(known.start))[stood],
        until=relations.as_of,
        days=days,
        undated=tuple(sorted(records.told)),
    )


def foretell(then: Then, rule: Rule, *, relative: bool = False, mask: np.ndarray | None = None, level: float = 0.95) -> Prediction:
    """Ask the index of an earlier day who would order again, and look.

    Parameters
    ----------
    then : Then
    rule : Rule
        Its weights and signs; the ends are measured anew with those who were here then, for later ones know what came.
    relative : bool
        As for `loyalty_scores.scores`.
    mask : bool array, one a person of the relations, optional
        Which customers are meant.
    level : float

    Notes
    -----
    The group of renewal and frequency is left out: it would foretell orders by orders. The area under the curve and its intervals are
    DeLong's, both scores on the same people.

    References
    ----------
    DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44, 837-845; Wübben & Wangenheim (2008), J. Marketing 72(3), 82-93, of recency as the
    benchmark that is hard to beat.
    """
    here = then.here if mask is None else then.here & mask[then.place]
    own = replace(rule, anchors={}, anchored=None).anchored_by(then.signs, here)
    found = scores(then.signs, own, relative=relative)
    score, _coverage = found.by(own.weights, without=RENEWAL)
    meant = here & ~np.isnan(score)
    score, last, again = score[meant], then.signs.last[meant].astype(float), then.again[meant]
    apart = discrimination(score, last, again, level=level)
    if apart is not None and apart.first.n < NO_VALUE_BELOW:
        apart = None
    told = ~np.isnan(found.groups[here]).all(axis=0) if here.any() else np.zeros(len(GROUPS), dtype=bool)
    return Prediction(
        from_day=then.signs.day,
        until=then.until,
        days=then.days,
        level=level,
        left_out=RENEWAL,
        used=tuple(name for name, any_told in zip(GROUPS, told, strict=True) if any_told and name != RENEWAL),
        undated=tuple(sign for sign in then.undated if sign not in rule.off),
        people=int(here.sum()),
        n=int(meant.sum()),
        again=int(again.sum()),
        index=apart and apart.first,
        recency=apart and apart.second,
        difference=apart and apart.difference,
        fifths=_fifths(score, last, again, level),
    )


def _fifths(index: np.ndarray, last: np.ndarray, again: np.ndarray, level: float) -> tuple[Fifth, ...]:
    if not len(index):
        return ()
    places = [fifths(score) for score in (index, last)]

    def share(place: np.ndarray, number: int) -> Group | None:
        mine = place == number
        return group(int(again[mine].sum()), int(mine.sum()), level=level) if mine.any() else None

    return tuple(
        Fifth(fifth=number, by_index=share(places[0], number), by_recency=share(places[1], number)) for number in range(1, FIFTHS + 1)
    )
