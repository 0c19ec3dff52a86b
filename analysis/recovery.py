"""Whether those who complained stay: settled soon, not so, and those who had not complained, at like moments of their history.

Who complains is no chance: it takes a wish to go on. The comparison is among customers with as many orders, as long silent, in the same
quarter; what else makes somebody complain is not in the data.
"""

from dataclasses import dataclass
from datetime import date

import narwhals as nw
import numpy as np

from analysis import calendar, last_words
from analysis.comparisons import Comparison, Group, compare, group
from analysis.complaints import REJECTED, SOON_DAYS
from analysis.followup import AGAIN_DAYS, FollowUp, watch
from analysis.ledger import places
from analysis.occasions import Occasions, keys
from analysis.respondents import standardised
from analysis.survey import Survey

SOON, LATE, NOT_YET = "soon", "late", "not yet"
HAPPY, UNHAPPY = "happy", "unhappy"
#: Upper ends of the bands in which customers are alike: orders so far, and days since the last.
COUNTS, SILENCES = (1, 2, 4, 8), (7, 30, 90, 180)
UNLIKE = 0.25
SEED = 20_060_331
#: So many orders of those who had not complained are looked at, at most.
MOST_LIKE = 200_000
MEASURES = ("orders", "days_since_last", "days_since_first")


@dataclass(frozen=True, slots=True, kw_only=True)
class Retained:
    """Customers of one kind, or orders of those who had not complained, and after how many there was another in the days watched."""

    name: str
    retained: Group | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two kinds compared among like customers; None where they are too small."""

    first: str
    second: str
    comparison: Comparison | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlike:
    """How those who complain differ from others after an order, before they are matched: means and the standardised difference."""

    measure: str
    complained: float
    others: float
    difference: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Retention after a complaint.

    Attributes
    ----------
    level : float
    as_of : date
    days, soon_days : int
        So long each was watched; and from the complaint until the watch begins, for by then one knows whether it is settled.
    groups : tuple of Retained
        "soon", "late", "not yet".
    pairs : tuple of Pair
        Soon against late, and either against those who had not complained.
    answered : tuple of Retained
        Of those who gave an overall answer after the complaint, watched from that answer: "happy", "unhappy"; None of each without any.
    answered_pair : Pair
    waiting : int
        Complained too recently to have been watched.
    unlike : tuple of Unlike
    selected : bool
        Whether any of these differences is 0.25 or more: those who complain are other customers, and matching may not make up for it.
    """

    level: float
    as_of: date
    days: int
    soon_days: int
    groups: tuple[Retained, ...]
    pairs: tuple[Pair, ...]
    answered: tuple[Retained, ...]
    answered_pair: Pair
    waiting: int
    unlike: tuple[Unlike, ...]
    selected: bool


def recovery(
    complaints,
    occasions: Occasions,
    *,
    survey: Survey | None = None,
    days: int = AGAIN_DAYS,
    soon_days: int = SOON_DAYS,
    level: float = 0.95,
) -> Recovery:
    """Compare what customers did after their first complaint with what others did at like moments.

    Parameters
    ----------
    complaints : DataFrame
        As `models.answers` gives them; those of nobody known, or before any order, are left out.
    occasions : Occasions
    survey : Survey, optional
        Gathered with ``every=True``: whether somebody was content is then also told by the next overall answer.
    days, soon_days : int
    level : float

    Returns
    -------
    Recovery

    Notes
    -----
    Those who had not complained stand with each of their orders: some days after it, by a fixed seed, as many as one of the complaints came
    after its order. Kinds are compared within quarter, number of orders and days since the last (Mantel and Haenszel). Several orders of
    one customer are not independent; they are so many more than the complaints that the interval hardly depends on it.

    References
    ----------
    Hirschman, A. O. (1970), Exit, Voice, and Loyalty; on selection into complaining, Knox & van Oest (2014), J. of Marketing 78(5), 42-57.
    """
    rows = nw.from_native(complaints, eager_only=True)
    # What was turned down is over, and not settled.
    settled = nw.when((nw.col("state") != REJECTED).fill_null(True)).then(nw.col("closed_at"))
    words = last_words.complaints(rows.with_columns(settled.alias("closed_at")).to_native(), occasions)
    ever = np.isin(occasions.customers, rows["customer"].drop_nulls().cast(nw.Int64).to_numpy().astype(np.int64))
    owner = occasions.owner[words.occasion]
    order = np.lexsort((words.day, owner))
    first = order[np.concatenate([[True], np.diff(owner[order]) != 0])] if len(order) else order
    place, day = owner[first].astype(np.int64), words.day[first].astype(np.int64)
    soon = words.settled[first] <= day + soon_days
    others, other_day = _not_yet(occasions, ever, place, day)
    seen = _watched(occasions, np.concatenate([place, others]), np.concatenate([day, other_day]) + soon_days, days)
    kind = np.concatenate([np.where(soon, 0, 1), np.full(len(others), 2)])[seen.rows]
    names = (SOON, LATE, NOT_YET)
    pairs = tuple(
        Pair(first=names[one], second=names[other], comparison=_compare(seen, kind == one, kind == other, level))
        for one, other in ((0, 1), (0, 2), (1, 2))
    )
    unlike = _unlike(occasions, place, day, others, other_day)
    answered, answered_pair = _answered(occasions, survey, place, day, days, level)
    return Recovery(
        level=level,
        as_of=occasions.as_of,
        days=days,
        soon_days=soon_days,
        groups=tuple(Retained(name=name, retained=_group(seen.ordered[kind == number], level)) for number, name in enumerate(names)),
        pairs=pairs,
        answered=answered,
        answered_pair=answered_pair,
        waiting=len(place) - int((kind < 2).sum()),
        unlike=unlike,
        selected=any(one.difference is not None and abs(one.difference) >= UNLIKE for one in unlike),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """Those watched to the end: which of the rows asked, the stratum of likes, and who ordered."""

    rows: np.ndarray
    stratum: np.ndarray
    ordered: np.ndarray


def _watched(occasions: Occasions, place: np.ndarray, day: np.ndarray, days: int) -> _Seen:
    seen: FollowUp = watch(occasions, place, day, first=1, last=days)
    rows = np.flatnonzero(day + days <= calendar.day_number(occasions.as_of))
    count, last, _ = _so_far(occasions, seen.place, seen.day)
    bands = np.searchsorted(COUNTS, count), np.searchsorted(SILENCES, seen.day - last)
    stratum = (seen.quarter.astype(np.int64) * 8 + bands[0]) * 8 + bands[1]
    return _Seen(rows=rows, stratum=stratum, ordered=seen.ordered)


def _so_far(occasions: Occasions, place: np.ndarray, day: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Occasions through each one's own day, the day of the last of them and of the first."""
    upto = np.searchsorted(keys(occasions.owner, occasions.day), keys(place, day), side="right")
    begin = occasions.start[place]
    newest = np.maximum(upto - 1, begin)
    return upto - begin, occasions.day[newest].astype(np.int64), occasions.day[begin].astype(np.int64)


def _not_yet(occasions: Occasions, ever: np.ndarray, place: np.ndarray, day: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Orders of those who had not complained by then, and a day after each on which a complaint could have been made.

    Every order counts alike, as every order could have been complained of: one order a customer, drawn, would favour those who have only
    one. Those whose complaint is still to come are in, until then: to leave them out would favour those who left early.
    """
    if not len(place) or ever.all():
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    draw = np.random.default_rng(SEED)
    _, last, _ = _so_far(occasions, place, day)
    owner = occasions.owner
    until = np.where(ever, np.iinfo(np.int64).min, np.iinfo(np.int64).max)
    until[place] = day
    at = occasions.day + draw.choice(day - last, len(owner))
    inside = np.flatnonzero((at < until[owner]) & (at >= day.min()) & (at <= day.max()))
    if len(inside) > MOST_LIKE:
        inside = np.sort(draw.choice(inside, MOST_LIKE, replace=False))
    return owner[inside], at[inside]


def _compare(seen: _Seen, first: np.ndarray, second: np.ndarray, level: float) -> Comparison | None:
    strata, place = np.unique(seen.stratum, return_inverse=True)
    if not len(strata):
        return None
    counts = [np.bincount(place[part], minlength=len(strata)) for part in (first & seen.ordered, first, second & seen.ordered, second)]
    return compare(*counts, level=level)


def _group(ordered: np.ndarray, level: float) -> Group | None:
    return group(int(ordered.sum()), len(ordered), level=level) if len(ordered) else None


def _unlike(occasions: Occasions, place, day, others, other_day) -> tuple[Unlike, ...]:
    if not len(place) or not len(others):
        return ()
    measured = []
    for who, when in ((place, day), (others, other_day)):
        count, last, first = _so_far(occasions, who, when)
        measured.append((count, when - last, when - first))
    return tuple(
        Unlike(measure=name, complained=float(one.mean()), others=float(other.mean()), difference=standardised(one, other))
        for name, one, other in zip(MEASURES, *measured, strict=True)
    )


def _answered(occasions: Occasions, survey: Survey | None, place, day, days: int, level: float) -> tuple[tuple[Retained, ...], Pair]:
    """Those who answered after their first complaint, by that answer."""
    nobody = (Retained(name=HAPPY, retained=None), Retained(name=UNHAPPY, retained=None))
    if survey is None or survey.overall_item is None or not len(place):
        return nobody, Pair(first=HAPPY, second=UNHAPPY, comparison=None)
    complained = np.full(len(occasions.customers), np.iinfo(np.int64).max)
    complained[place] = day
    where, there = places(occasions, survey.customer)
    rows = np.flatnonzero(there & ~np.isnan(survey.overall))
    rows = rows[survey.day[rows] >= complained[where[rows]]]
    who = where[rows]
    order = np.lexsort((rows, survey.day[rows], who))
    rows, who = rows[order], who[order]
    new = np.concatenate([[True], np.diff(who) != 0]) if len(who) else np.zeros(0, dtype=bool)
    rows, who = rows[new], who[new]
    seen = _watched(occasions, who, survey.day[rows], days)
    happy = survey.overall_item.scale.best(survey.overall[rows])[seen.rows]
    groups = tuple(Retained(name=name, retained=_group(seen.ordered[mask], level)) for name, mask in ((HAPPY, happy), (UNHAPPY, ~happy)))
    return groups, Pair(first=HAPPY, second=UNHAPPY, comparison=_compare(seen, happy, ~happy, level))
