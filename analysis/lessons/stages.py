"""Lesson: how many newcomers become loyal, who is loyal and means it, and what help after a complaint brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.attitude import FIELDS, LATENT, SPURIOUS, TRUE, Attitude, standing
from analysis.comparisons import Group, group
from analysis.declared import Declared, last_through
from analysis.intervals import newcombe
from analysis.recovery import LATE, NOT_YET, SOON, Recovery
from analysis.relations import Relations
from analysis.ways import CLAIMED_SHARE, Walked, Ways, followed

#: Days, on average.
MONTH = 30.4375
#: What has become of those who were followed for long enough; everybody is in one of them.
ENDS = (ONCE, AGAIN, LOYAL_GONE, BACK, LOYAL_HERE, ON_THE_WAY) = ("once", "again", "loyal_gone", "back", "loyal_here", "on_the_way")
#: How far customers came, and whether those who came to loyalty are away.
FAR = (ONE_ORDER, NOT_LOYAL, WAS_LOYAL, IS_HERE) = ("one_order", "not_loyal", "was_loyal", "is_here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is true of the company, none of which its files say.

    Attributes
    ----------
    customers, loyal, left : int
        Of customers of the same kind, far more of them than the company has, followed for as long and by the same rule: how many, how
        many of them became loyal, and how many of these have left for good.
    well, badly : float or None
        Share who order again, in the long run, after a complaint that was handled well, and after one that was not: it was drawn by lot.
        None where handling a complaint changes nothing.
    """

    customers: int
    loyal: int
    left: int
    well: float | None
    badly: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Far:
    """Customers who came so far: of those followed for long enough, and of those who came too recently for that."""

    name: str
    followed: int
    recent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """What has become of some of those followed, and their share of all of them."""

    name: str
    share: Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A customer of one kind of loyalty.

    Attributes
    ----------
    kind : str
        One of `analysis.attitude.FIELDS`.
    run : int
        Orders in a row without a lapse.
    silence, gap : int
        Days since the last order, and of the usual gap of theirs.
    answer : float
        The last one, on the question's scale.
    """

    kind: str
    run: int
    silence: int
    gap: int
    answer: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the lesson says of a company.

    Attributes
    ----------
    level : float
        Of the intervals.
    claim : float
        The share that is said to become loyal.
    run, away : int, float
        So many orders in a row make loyalty; after so many usual gaps of silence somebody is away.
    gap_days, gaps, follow_up_months : float, int, float
        The usual gap of all; for how many of them, and so for how many months, somebody was followed at least.
    customers, recent : int
        With an order; those of them who came too recently.
    loyal : Group
        Of those followed for long enough.
    verdict : {"below", "compatible", "above"}
        Whether the share lies below the claim, can't be told from it, or lies above.
    true_loyal, true_left : float
        The same share in truth; and of the loyal those who have left for good.
    true_n : int
    far : tuple of Far
        In the order of `FAR`.
    ends : tuple of End
        In the order of `ENDS`.
    back : Group
        Who came back after having been away; of those followed.
    gone : Group or None
        Of the loyal, who is away on the last day.
    question : str
        What was asked, in its own words.
    top, least : float
        The highest answer that there is, and the lowest high one.
    steady, silent : int, float
        So many orders in a row make a steady buyer, whose last was not more usual gaps ago than so many.
    kinds : tuple of Group
        In the order of `FIELDS`, of those who answered.
    doubtful : Group or None
        Of the steady buyers who answered, those who don't mean it.
    then : date or None
        The earlier day from which on it was watched who ordered again.
    true_again, spurious_again : Group or None
        Who did, of those who were truly loyal then, and of the spurious; None where either are few.
    sooner : (float, float, float) or None
        The difference of the two with its interval.
    people : tuple of Person
        One of each kind, in an order that is the company's own.
    days, soon_days : int
        So long it was watched whether somebody ordered again; so soon help must come.
    helped, not_helped, content : Group
        Who did after a complaint with help so soon, or later or never; and of those who had not complained.
    help : (float, float, float)
        The difference of the first two with its interval.
    over_content : (float, float, float)
        Helped soon, minus those who had not complained.
    well, badly : float or None
        As `Known` has them.
    """

    level: float
    claim: float
    run: int
    away: float
    gap_days: float
    gaps: int
    follow_up_months: float
    customers: int
    recent: int
    loyal: Group
    verdict: str
    true_loyal: float
    true_left: float
    true_n: int
    far: tuple[Far, ...]
    ends: tuple[End, ...]
    back: Group
    gone: Group | None
    question: str
    top: float
    least: float
    steady: int
    silent: float
    kinds: tuple[Group, ...]
    doubtful: Group | None
    then: date | None
    true_again: Group | None
    spurious_again: Group | None
    sooner: tuple[float, float, float] | None
    people: tuple[Person, ...]
    days: int
    soon_days: int
    helped: Group
    not_helped: Group
    content: Group
    help: tuple[float, float, float]
    over_content: tuple[float, float, float]
    well: float | None
    badly: float | None

    @property
    def sure(self) -> bool:
        """Whether help made a difference as far as the data can tell."""
        return self.help[1] > 0


def facts(
    relations: Relations, walk: Walked, result: Ways, declared: Declared, attitude: Attitude, recovery: Recovery, known: Known
) -> Facts:
    """Reckon what the lesson says.

    Parameters
    ----------
    relations : Relations
    walk : Walked
    result : Ways
        Of all, somebody of whom was followed for long enough.
    declared : Declared
    attitude : Attitude
        Of all, with somebody of each kind.
    recovery : Recovery
        With somebody of each of the three kinds.
    known : Known
    """
    level = result.level
    n = result.followed
    meant = followed(walk, as_of=result.as_of, days=result.follow_up_days)
    ends = np.bincount(_ends(walk)[meant], minlength=len(ENDS)).tolist()
    far = [np.bincount(_far(relations, walk)[who], minlength=len(FAR)).tolist() for who in (meant, relations.buyers & ~meant)]
    gone, here = (far[0][FAR.index(name)] for name in (WAS_LOYAL, IS_HERE))
    kinds = {one.field: one.share for one in attitude.fields}
    steady = kinds[TRUE].k + kinds[SPURIOUS].k
    after = {one.name: one.retained for one in recovery.groups}
    sooner = attitude.sooner
    return Facts(
        level=level,
        claim=CLAIMED_SHARE,
        run=relations.rule.loyalty_run,
        away=relations.rule.abandoned,
        gap_days=result.usual_gap_days,
        gaps=result.gaps,
        follow_up_months=result.follow_up_days / MONTH,
        customers=result.buyers,
        recent=result.buyers - n,
        loyal=group(result.reached.customers, n, level=level),
        verdict=result.reached.verdict,
        true_loyal=known.loyal / known.customers,
        true_left=known.left / max(known.loyal, 1),
        true_n=known.customers,
        far=tuple(Far(name=name, followed=far[0][place], recent=far[1][place]) for place, name in enumerate(FAR)),
        ends=tuple(End(name=name, share=group(ends[place], n, level=level)) for place, name in enumerate(ENDS)),
        back=group(ends[ENDS.index(BACK)], n, level=level),
        gone=group(gone, gone + here, level=level) if gone + here else None,
        question=attitude.name,
        top=attitude.scale[1],
        least=attitude.least,
        steady=attitude.least_run,
        silent=attitude.at_risk,
        kinds=tuple(kinds[name] for name in FIELDS),
        doubtful=group(kinds[SPURIOUS].k, steady, level=level) if steady else None,
        then=attitude.then,
        true_again=sooner and sooner.first,
        spurious_again=sooner and sooner.second,
        sooner=sooner and (sooner.value, sooner.low, sooner.high),
        people=_people(relations, declared, turned=n % len(FIELDS)),
        days=recovery.days,
        soon_days=recovery.soon_days,
        helped=after[SOON],
        not_helped=after[LATE],
        content=after[NOT_YET],
        help=_minus(after[SOON], after[LATE], level),
        over_content=_minus(after[SOON], after[NOT_YET], level),
        well=known.well,
        badly=known.badly,
    )


def _minus(first: Group, second: Group, level: float) -> tuple[float, float, float]:
    return tuple(float(value) for value in newcombe(first.k, first.n, second.k, second.n, level))


def _ends(walk: Walked) -> np.ndarray:
    """What has become of each customer, a place in `ENDS`; of no meaning for who never ordered."""
    of_way = []
    for way in walk.ways:
        left, loyal = way[-1] == "abandoned", "loyalty" in way
        name = ON_THE_WAY
        if "recovered" in way:
            name = BACK
        elif left:
            name = LOYAL_GONE if loyal else AGAIN if "maintenance" in way else ONCE
        elif loyal:
            name = LOYAL_HERE
        of_way.append(ENDS.index(name))
    return np.array(of_way, dtype=np.int64)[walk.way]


def _far(relations: Relations, walk: Walked) -> np.ndarray:
    """How far each customer came, a place in `FAR`; of no meaning for who never ordered."""
    loyal, left = (np.array([told(way) for way in walk.ways], dtype=bool)[walk.way] for told in (_loyal, _left))
    once = np.diff(relations.occasions.start) == 1
    return np.select([loyal & left, loyal, once], [FAR.index(WAS_LOYAL), FAR.index(IS_HERE), FAR.index(ONE_ORDER)], FAR.index(NOT_LOYAL))


def _loyal(way: tuple[str, ...]) -> bool:
    return "loyalty" in way


def _left(way: tuple[str, ...]) -> bool:
    return way[-1] == "abandoned"


def _people(relations: Relations, declared: Declared, *, turned: int) -> tuple[Person, ...]:
    """One of each kind, who shows it clearly: the longest run of the steady, the clearest answer; `turned` so far round."""
    table = relations.stages(relations.as_of)
    field = standing(table, relations, declared).field
    answer, _day = last_through(declared, relations.occasions, calendar.day_number(relations.as_of))
    found = []
    for place, kind in enumerate(FIELDS):
        there = np.flatnonzero(field == place)
        high = -answer[there] if kind in (TRUE, LATENT) else answer[there]
        # Of those who don't buy steadily, one who went silent not long ago: what they were is still to be seen.
        shows = -table.run[there] if kind in (TRUE, SPURIOUS) else np.abs(table.rho[there] - 2 * relations.rule.at_risk)
        who = there[np.lexsort((there, shows, high))[0]]
        gap = table.usual_gap[who]
        found.append(
            Person(
                kind=kind, run=int(table.run[who]), silence=round(float(table.rho[who] * gap)), gap=round(float(gap)),
                answer=float(answer[who]),
            )  # fmt: skip
        )
    return tuple(found[turned:] + found[:turned])


def loyal_ever(relations: Relations, *, days: float) -> tuple[np.ndarray, np.ndarray]:
    """Who has been followed for so many days, and who has ever become loyal; two bool arrays of C.

    Examples
    --------
    >>> from analysis.dated import dated
    >>> from analysis.occasions import Occasions
    >>> from analysis.relations import relate
    >>> people = Occasions(customers=np.array([7, 8]), start=np.array([0, 4, 5]), day=np.array([0, 30, 60, 90, 200]),
    ...     as_of=date(1970, 8, 31), free_orders=True)
    >>> none = dated(people.customers, np.array([]), np.array([]))
    >>> [found.tolist() for found in loyal_ever(relate(people, none, none, usual_gap_days=30), days=150)]
    [[True, False], [True, False]]
    """
    ordered = relations.occasions
    enough = relations.followed.run >= relations.rule.loyalty_run
    ever = np.zeros(len(relations.customers), dtype=bool)
    ever[ordered.owner[enough & ~relations.followed.lapsed]] = True
    long_enough = relations.buyers.copy()
    first = ordered.day[ordered.start[:-1][relations.buyers]]
    long_enough[relations.buyers] = calendar.day_number(relations.as_of) - first >= days
    return long_enough, ever
