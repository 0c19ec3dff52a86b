"""Attitude against behaviour: who is truly loyal, who would be and does not buy, who buys and does not mean it, and who does neither.

Behaviour is high where the last three occasions or more came without a lapse, the last of them no longer ago than makes somebody at risk.
Attitude is high where the last answer to the declared question lies in the top third of its scale. Who gave no answer has an unknown
attitude, and is never called spurious.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.comparisons import Group, group
from analysis.declared import Declared, last_through
from analysis.evidence import NO_VALUE_BELOW
from analysis.intervals import newcombe
from analysis.relations import Relations
from analysis.stage_back_test import again, stages_then, watched_months
from analysis.stages import ABANDONED, StageTable

FIELDS = (TRUE, LATENT, SPURIOUS, NONE) = ("true", "latent", "spurious", "none")
#: Behaviour without an answer beside it.
STEADY_UNKNOWN, OTHER_UNKNOWN = "steady_unknown", "other_unknown"
EVERY = (*FIELDS, STEADY_UNKNOWN, OTHER_UNKNOWN)
NOT_MEANT = -1

#: Occasions without a lapse that make a steady buyer.
LEAST_RUN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Everybody's field on one day.

    Attributes
    ----------
    day : date
    customers : int64 array of C
        Party ids.
    field : int8 array of C
        Places in `EVERY`; `NOT_MEANT` for who had not ordered by then.
    answered : float array of C
        Day of the last answer, in days since 1970-01-01; nan without one.
    gone : bool array of C
        Who had abandoned by the stage rule.
    """

    day: date
    customers: np.ndarray
    field: np.ndarray
    answered: np.ndarray
    gone: np.ndarray

    def people(self, field: str, mask: np.ndarray | None = None, *, here: bool = False) -> np.ndarray:
        """Who is in a field, perhaps only those who have not abandoned; party ids."""
        meant = (self.field == EVERY.index(field)) & ~(self.gone & here)
        return self.customers[meant if mask is None else meant & mask]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field: how many of those whose attitude is known are in it, with Wilson's interval; `gone` of them have abandoned."""

    field: str
    share: Group
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """Of those in a field on the earlier day, how many ordered again by `as_of`."""

    field: str
    again: Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The first share minus the second, with Newcombe's interval; the two, each of its n."""

    first: Group
    second: Group
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attitude:
    """Customers by attitude and behaviour.

    Attributes
    ----------
    as_of : date
    level : float
    question, name : str or None
        Which question is taken for the declared loyalty, and its own words; None where nothing was answered.
    scale : tuple of float or None
    least : float or None
        The lowest answer that is a high one.
    least_run : int
    at_risk : float
        Usual gaps of silence beyond which nobody's behaviour is high: the rule's.
    customers, answered : int
        Who ordered by `as_of`, and those of them who gave an answer by then.
    fields : tuple of Field
        In the order of `FIELDS`; empty without an answer.
    steady_unknown, other_unknown : int
        Who gave no answer, with high behaviour and without.
    represents : Difference or None
        High behaviour among those who answered, minus among the others: whom the fields speak for. None where either is empty.
    median_age_days : float or None
        From the answer to `as_of`: half are older.
    undated, unnamed : int
        Answers that are nobody's, for want of a day or of a name.
    then : date or None
        The earlier day; None where there was no usual gap by then.
    after : tuple of After
        By the fields of that day, as they would have been told on it; fields that nobody was in are left out.
    sooner, latent_again : Difference or None
        Who ordered again: the truly loyal minus the spurious, and the latent minus those of neither. None where one has fewer than five.
    """

    as_of: date
    level: float
    question: str | None
    name: str | None
    scale: tuple[float, float] | None
    least: float | None
    least_run: int
    at_risk: float
    customers: int
    answered: int
    fields: tuple[Field, ...]
    steady_unknown: int
    other_unknown: int
    represents: Difference | None
    median_age_days: float | None
    undated: int
    unnamed: int
    then: date | None
    after: tuple[After, ...]
    sooner: Difference | None
    latent_again: Difference | None


def steady(table: StageTable, at_risk: float) -> np.ndarray:
    """Whose behaviour is high: three occasions or more without a lapse, not silent for too long, and not cancelled; bool array of C.

    Examples
    --------
    >>> from analysis.stages import CAPTURE, LOYALTY
    >>> table = StageTable(day=date(2026, 1, 1), customers=np.arange(4), stage=np.array([LOYALTY, CAPTURE, LOYALTY, ABANDONED]),
    ...     came_from=np.zeros(4), rho=np.array([0.8, 0.5, 2.0, 0.1]), usual_gap=np.ones(4), run=np.array([5, 1, 3, 9]))
    >>> steady(table, 2.0).tolist()
    [True, False, True, False]
    """
    with np.errstate(invalid="ignore"):
        return (table.run >= LEAST_RUN) & (table.rho <= at_risk) & (table.stage != ABANDONED)


def standing(table: StageTable, relations: Relations, declared: Declared | None) -> Standing:
    """Put everybody who had ordered into a field, by what was known at the end of the table's day.

    Parameters
    ----------
    table : StageTable
        Of the people of `relations`.
    relations : Relations
    declared : Declared or None
        None where nothing was answered: everybody's attitude is unknown then.
    """
    value, answered = _last(relations, declared, table.day)
    behaves, likes = steady(table, relations.rule.at_risk), declared.high(value) if declared else np.zeros(len(value), dtype=bool)
    field = np.select(
        [table.run == 0, np.isnan(value) & behaves, np.isnan(value), likes & behaves, likes, behaves],
        [NOT_MEANT, *(EVERY.index(name) for name in (STEADY_UNKNOWN, OTHER_UNKNOWN, TRUE, LATENT, SPURIOUS))],
        EVERY.index(NONE),
    )
    return Standing(day=table.day, customers=table.customers, field=field.astype(np.int8), answered=answered, gone=table.stage == ABANDONED)


def _last(relations: Relations, declared: Declared | None, day: date) -> tuple[np.ndarray, np.ndarray]:
    if declared is None:
        return (np.full(len(relations.customers), np.nan),) * 2
    return last_through(declared, relations.occasions, calendar.day_number(day))


def attitude(
    relations: Relations,
    declared: Declared | None,
    *,
    earlier: StageTable | None = None,
    mask: np.ndarray | None = None,
    level: float = 0.95,
) -> Attitude:
    """Count who is in which field, whom that speaks for, and what those of an earlier day did next.

    Parameters
    ----------
    relations : Relations
    declared : Declared or None
    earlier : StageTable, optional
        From `stages_earlier`; without it nothing is told of what came next.
    mask : bool array of C, optional
        Which people are counted; the usual gap is that of all.
    level : float

    Notes
    -----
    The fields of the earlier day are told by its own usual gap and by answers up to it, so that nothing of what came later is in them.

    References
    ----------
    Dick, A. S. & Basu, K. (1994), Journal of the Academy of Marketing Science 22(2), 99-113; the thresholds are our own.
    """
    meant = np.ones(len(relations.customers), dtype=bool) if mask is None else np.asarray(mask)
    now = standing(relations.stages(relations.as_of), relations, declared)
    counts, gone = _counts(now.field[meant]), _counts(now.field[meant & now.gone])
    answered = int(counts[: len(FIELDS)].sum())
    steady_unknown, other_unknown = (int(counts[EVERY.index(name)]) for name in (STEADY_UNKNOWN, OTHER_UNKNOWN))
    after = () if earlier is None else _after(relations, declared, earlier, meant, level)
    followed = {one.field: one.again for one in after}
    said = now.answered[meant & (now.field >= 0)]
    behaving = int(counts[EVERY.index(TRUE)] + counts[EVERY.index(SPURIOUS)])
    return Attitude(
        as_of=relations.as_of,
        level=level,
        question=declared and declared.question,
        name=declared and declared.name,
        scale=declared and (declared.scale.low, declared.scale.high),
        least=declared and declared.least,
        least_run=LEAST_RUN,
        at_risk=relations.rule.at_risk,
        customers=int(counts.sum()),
        answered=answered,
        fields=tuple(
            Field(field=name, share=group(int(counts[place]), answered, level=level), gone=int(gone[place]))
            for place, name in enumerate(FIELDS if answered else ())
        ),
        steady_unknown=steady_unknown,
        other_unknown=other_unknown,
        represents=difference(
            _group(behaving, answered, level), _group(steady_unknown, steady_unknown + other_unknown, level), level=level, least=1
        ),
        median_age_days=float(calendar.day_number(relations.as_of) - np.nanmedian(said)) if answered else None,
        undated=declared.undated if declared else 0,
        unnamed=declared.unnamed if declared else 0,
        then=earlier and earlier.day,
        after=after,
        sooner=difference(followed.get(TRUE), followed.get(SPURIOUS), level=level),
        latent_again=difference(followed.get(LATENT), followed.get(NONE), level=level),
    )


def stages_earlier(relations: Relations, *, months: int | None = None, cycle_days: float | None = None) -> StageTable | None:
    """Everybody's stage on the earlier day, as it would have been told then; None where there was no usual gap yet.

    Parameters
    ----------
    relations : Relations
    months : int, optional
        How long before `as_of` it lies; by default as long as the usual gap asks for (`stage_back_test.watched_months`).
    cycle_days : float, optional
        As a person declares it.
    """
    then = calendar.months_before(relations.as_of, months or watched_months(relations.usual_gap_days))
    return stages_then(relations, then, cycle_days=cycle_days)


def _after(relations: Relations, declared: Declared | None, earlier: StageTable, meant: np.ndarray, level: float) -> tuple[After, ...]:
    """What those of each field of the earlier day did next."""
    field = standing(earlier, relations, declared).field[meant]
    came = again(relations.occasions, earlier.day, relations.as_of)[meant]
    n, k = _counts(field), _counts(field[came])
    return tuple(
        After(field=name, again=group(int(k[place]), int(n[place]), level=level)) for place, name in enumerate(EVERY) if n[place]
    )


def _counts(field: np.ndarray) -> np.ndarray:
    return np.bincount(field[field >= 0], minlength=len(EVERY))


def _group(k: int, n: int, level: float) -> Group | None:
    return group(k, n, level=level) if n else None


def difference(first: Group | None, second: Group | None, *, level: float, least: int = NO_VALUE_BELOW) -> Difference | None:
    """Two shares compared; None where one of them rests on fewer than `least`.

    Examples
    --------
    >>> found = difference(group(56, 70), group(48, 80), level=0.95)
    >>> round(found.low, 3), round(found.high, 3), difference(group(2, 4), group(48, 80), level=0.95)
    (0.052, 0.334, None)
    """
    if first is None or second is None or min(first.n, second.n) < least:
        return None
    value, low, high = newcombe(first.k, first.n, second.k, second.n, level)
    return Difference(first=first, second=second, value=value, low=low, high=high)
