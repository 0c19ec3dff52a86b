"""One stage beside all other customers: do they order again, what they bring, what they say; who came in and who left."""

from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from analysis.comparisons import group
from analysis.errors import Refused, choose, say
from analysis.evidence import THIN_BELOW
from analysis.intervals import newcombe, newcombe_p
from analysis.moves import PLACES, flow
from analysis.multiplicity import adjusted
from analysis.ratios import differing, ratio
from analysis.stage_people import NO_ANSWER, StagePeople
from analysis.stages import PROSPECT, STAGES, StageTable

SHARE, MONEY = "share", "money"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A share from 0 to 1, or money a customer in minor units, not rounded, with its interval, and on how many customers it rests."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure of a stage and of all other customers.

    Attributes
    ----------
    name : {"again", "brought", "satisfied", "complained", "member", "came"}
    kind : {"share", "money"}
    day : date or None
        Of the stage, where another than as_of: its sequel is told.
    inside, others : Figure or None
        None where nobody is there to be measured, or too few brought anything for an interval.
    difference, low, high : float or None
        Inside minus others, with its interval; None where one of the two is missing.
    sure : bool
        Whether they differ beyond chance, all measures taken together, and either rests on ten customers or more.
    """

    name: str
    kind: str
    day: date | None
    inside: Figure | None
    others: Figure | None
    difference: float | None
    low: float | None
    high: float | None
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """So many came from a stage, or went to it."""

    stage: str
    customers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OneStage:
    """What there is to know of the people in one stage.

    Attributes
    ----------
    as_of, since : date
        Who came and who left did so after `since`.
    level : float
    stage : str
    customers, before, others : int
        In it at as_of and at `since`, and all other customers at as_of; prospects are no customers yet.
    currency : str
    year_ago : date
    answers_age_days : float or None
        Half of the answers of those in it are older.
    measures : tuple of Measure
    entered, left : tuple of Moved
        The most first, by `moves.PLACES`: from outside is who was not known yet, to outside who is no prospect any more.
    people, who_entered, who_left : int64 arrays
        Party ids, ascending.
    """

    as_of: date
    since: date
    level: float
    stage: str
    customers: int
    before: int
    others: int
    currency: str
    year_ago: date
    answers_age_days: float | None
    measures: tuple[Measure, ...]
    entered: tuple[Moved, ...]
    left: tuple[Moved, ...]
    people: np.ndarray = field(metadata={"document": "count"})
    who_entered: np.ndarray = field(metadata={"document": "count"})
    who_left: np.ndarray = field(metadata={"document": "count"})

    def measure(self, name: str) -> Measure | None:
        """The measure of that name, None where nothing is known of it."""
        return next((one for one in self.measures if one.name == name), None)


def one_stage(people: StagePeople, stage: str, *, before: StageTable, mask: np.ndarray | None = None, level: float = 0.95) -> OneStage:
    """Look at one stage.

    Parameters
    ----------
    people : StagePeople
    stage : str
        One of `STAGES`.
    before : StageTable
        Of an earlier day, by as_of's usual gap: since then it is asked who came in and who left.
    mask : bool array of C, optional
        Which people are looked at, inside and out.
    level : float

    Raises
    ------
    UnknownChoice
        For a stage that there is not.
    Refused
        For an earlier day that is not earlier.

    Notes
    -----
    Whether they order again and what they came to bring is told of those who were in the stage on an earlier day, by that day's own usual
    gap; nobody knows yet what those of today will do. Answers are each one's last. Somebody who came within the year had less time to bring
    something and to complain.

    References
    ----------
    Wilson's intervals of shares, Newcombe's of their differences; Cochran (1977) of means of skewed money, Zou & Donner (2008) of their
    differences; Benjamini & Hochberg (1995) over the measures.

    Examples
    --------
    >>> from analysis.dated import dated
    >>> from analysis.ledger import Ledger
    >>> from analysis.occasions import Occasions
    >>> from analysis.relations import relate
    >>> from analysis.stage_people import gather
    >>> people = Occasions(customers=np.array([7, 8]), start=np.array([0, 5, 6]), day=np.array([0, 30, 60, 90, 120, 0]),
    ...     as_of=date(1970, 5, 31), free_orders=True)
    >>> nothing = dated(people.customers, np.array([]), np.array([]))
    >>> known = relate(people, nothing, nothing, usual_gap_days=30)
    >>> brought = Ledger(currency="EUR", place=people.owner, day=people.day, net=np.full(6, 500), size=2)
    >>> found = one_stage(gather(known, brought), "abandoned", before=known.stages(date(1970, 4, 20)))
    >>> found.customers, found.entered, found.who_entered.tolist()
    (1, (Moved(stage='at_risk', customers=1),), [8])
    """
    code = STAGES.index(choose("stage", stage, STAGES))
    if before.day >= people.now.day:
        raise Refused(found=say("{}", before.day), needed=say("a day before {}", people.now.day), do="Ask for one month or more.")
    meant = np.ones(len(people.now.stage), dtype=bool) if mask is None else mask
    measures = _sure(
        [
            _share("again", people.tested, code, meant, people.ordered_again, level, day=True),
            _money("brought", people.now, code, meant, people.brought, level),
            _share("satisfied", people.now, code, meant, people.satisfied, level),
            _share("complained", people.now, code, meant, people.complained, level),
            _share("member", people.now, code, meant, people.member, level),
            _money("came", people.year_tested, code, meant, people.brought, level, day=True),
        ],
        level,
    )
    now, then = meant & (people.now.stage == code), meant & (before.stage == code)
    came, went = now & ~then, then & ~now
    ids, moved = people.relations.customers, flow(before, people.now, mask)
    return OneStage(
        as_of=people.now.day,
        since=before.day,
        level=level,
        stage=stage,
        customers=int(now.sum()),
        before=int(then.sum()),
        others=int(_others(people.now, code, meant).sum()),
        currency=people.currency,
        year_ago=people.year_ago,
        answers_age_days=_age(people, now),
        measures=measures,
        entered=_moved(moved[:, code], code),
        left=_moved(moved[code], code),
        people=ids[now],
        who_entered=ids[came],
        who_left=ids[went],
    )


def _others(table: StageTable, code: int, meant: np.ndarray) -> np.ndarray:
    """All other customers: who has ordered, and is in another stage."""
    return meant & (table.stage >= 0) & (table.stage != code) & (table.stage != PROSPECT)


def _sides(table: StageTable, code: int, meant: np.ndarray, known: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    sides = meant & (table.stage == code), _others(table, code, meant)
    return sides if known is None else (sides[0] & known, sides[1] & known)


def _share(name, table, code, meant, value, level, *, day=False) -> tuple[Measure, float] | None:
    """A share of both sides, and how surprising their difference is; None where nothing is known."""
    if table is None or value is None:
        return None
    # Only of satisfaction is it unknown for some, and said by a number below 0.
    inside, others = _sides(table, code, meant, None if value.dtype == bool else value != NO_ANSWER)
    (k1, n1), (k2, n2) = ((int((value[side] > 0).sum()), int(side.sum())) for side in (inside, others))
    figures = tuple(_figure(group(k, n, level=level)) if n else None for k, n in ((k1, n1), (k2, n2)))
    found, p = (None, None, None), 1.0
    if n1 and n2:
        found, p = newcombe(k1, n1, k2, n2, level), float(newcombe_p([k1], [n1], [k2], [n2])[0])
    return _measure(name, SHARE, table.day if day else None, figures, found), p


def _figure(one) -> Figure:
    return Figure(value=one.rate, low=one.low, high=one.high, n=one.n)


def _money(name, table, code, meant, value, level, *, day=False) -> tuple[Measure, float] | None:
    if table is None:
        return None
    figures = tuple(_mean(value[side], level) for side in _sides(table, code, meant))
    found, p = (None, None, None), 1.0
    if None not in figures:
        *found, p = differing(*((one.value, one.low, one.high, one.n) for one in figures), level)
    return _measure(name, MONEY, table.day if day else None, figures, found), p


def _mean(value: np.ndarray, level: float) -> Figure | None:
    """The mean of money a customer; None where too few brought any."""
    if len(value) < 2:
        return None
    y = value.astype(float)
    mean, low, high = (float(found) for found in ratio(y.sum(), len(y), (y * y).sum(), y.sum(), len(y), len(y), (y != 0).sum(), level))
    return Figure(value=mean, low=low, high=high, n=len(y)) if np.isfinite(low) and np.isfinite(high) else None


def _measure(name, kind, day, figures, found) -> Measure:
    inside, others = figures
    difference, low, high = found
    return Measure(name=name, kind=kind, day=day, inside=inside, others=others, difference=difference, low=low, high=high, sure=False)


def _sure(found: list[tuple[Measure, float] | None], level: float) -> tuple[Measure, ...]:
    """Mark what differs, all measures taken together."""
    there = [one for one in found if one is not None]
    told = adjusted([p for _, p in there]) <= round(1 - level, 12)
    return tuple(replace(measure, sure=bool(sure) and _enough(measure)) for (measure, _), sure in zip(there, told, strict=True))


def _enough(measure: Measure) -> bool:
    return measure.difference is not None and min(measure.inside.n, measure.others.n) >= THIN_BELOW


def _age(people: StagePeople, now: np.ndarray) -> float | None:
    ages = np.zeros(0) if people.answer_age is None else people.answer_age[now]
    ages = ages[~np.isnan(ages)]
    return float(np.median(ages)) if len(ages) else None


def _moved(counts: np.ndarray, code: int) -> tuple[Moved, ...]:
    """The others of a row or a column of the flow, the most first."""
    order = np.argsort(-counts, kind="stable").tolist()
    return tuple(Moved(stage=PLACES[place], customers=int(counts[place])) for place in order if counts[place] and place != code)
