"""What customers declare: of one question each one's last answer before a day, and whether it is in the top third of its scale."""

from dataclasses import dataclass

import numpy as np

from analysis.errors import UnknownChoice, say
from analysis.ledger import places
from analysis.occasions import Occasions
from analysis.scales import Scale
from analysis.survey import NOBODY, Survey
from analysis.waves import NEVER

#: The questions that are not an attribute's.
OVERALL, RECOMMENDATION = "overall", "recommendation"
TOP = 2 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Answers to one question, of known people and with a day.

    Attributes
    ----------
    question : str
        "overall", "recommendation" or an attribute's name.
    name : str
        The question's own words.
    scale : Scale
    customer, day : int64 arrays of R
        Party ids, and days since 1970-01-01.
    value : float array of R
        On the scale.
    undated, unnamed : int
        Answers without a day, and others that name nobody: nobody's attitude follows from them.
    """

    question: str
    name: str
    scale: Scale
    customer: np.ndarray
    day: np.ndarray
    value: np.ndarray
    undated: int
    unnamed: int

    @property
    def least(self) -> float:
        """From this answer on it is a high one: 4 of 5, 7 of 10."""
        return next(float(step) for step in self.scale.steps if self.high(step))

    def high(self, value) -> np.ndarray:
        """Whether an answer lies in the top third of the scale; false for nan."""
        # Rounded, as two thirds of a scale are not exact in binary.
        return np.round((np.asarray(value, dtype=float) - self.scale.low) / self.scale.width - TOP, 9) >= 0


def questions(survey: Survey) -> dict[str, str]:
    """What can be taken for the declared loyalty: each question that was answered, with its own words.

    Recommending comes first: it is said of the company as a whole, and of no single visit.
    """
    found = {}
    for question, item, values in _asked(survey):
        if item is not None and not np.isnan(values).all():
            found.setdefault(question, item.name)
    return found


def _asked(survey: Survey):
    yield RECOMMENDATION, survey.recommendation_item, survey.recommendation
    yield OVERALL, survey.overall_item, survey.overall
    for column, item in enumerate(survey.items):
        yield item.name, item, survey.performance[:, column]


def declared(survey: Survey, question: str | None = None) -> Declared | None:
    """Take one question's answers for what customers declare.

    Parameters
    ----------
    survey : Survey
        Gathered with ``every=True``: an earlier answer of the same wave may be the last one before a day.
    question : str, optional
        One of `questions`; the first of them if not given.

    Returns
    -------
    Declared or None
        None where no question was answered.

    Raises
    ------
    UnknownChoice
        For a question that was not answered.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> item = SimpleNamespace(name="How likely are you to recommend us?", scale=Scale(low=0, high=10))
    >>> said = SimpleNamespace(recommendation_item=item, recommendation=np.array([9.0, 6.0]), overall_item=None, overall=None, items=(),
    ...     customer=np.array([7, 8]), day=np.array([3, 3]))
    >>> found = declared(said)
    >>> found.question, found.least, found.high(found.value).tolist()
    ('recommendation', 7.0, [True, False])
    """
    known = questions(survey)
    if question is None and not known:
        return None
    question = next(iter(known)) if question is None else question
    if question not in known:
        raise UnknownChoice(found=say("the question {!r}", question), needed=say("one of {}", ", ".join(known)), do="Choose one of these.")
    item, values = next((item, values) for name, item, values in _asked(survey) if name == question)
    given = ~np.isnan(values)
    undated, unnamed = given & (survey.day == NEVER), given & (survey.day != NEVER) & (survey.customer == NOBODY)
    kept = given & ~undated & ~unnamed
    return Declared(
        question=question,
        name=item.name,
        scale=item.scale,
        customer=survey.customer[kept],
        day=survey.day[kept],
        value=values[kept],
        undated=int(undated.sum()),
        unnamed=int(unnamed.sum()),
    )


def last_through(declared: Declared, people: Occasions, day: int) -> tuple[np.ndarray, np.ndarray]:
    """Each one's last answer on a day or before it.

    Parameters
    ----------
    declared : Declared
    people : Occasions
        Whose answers are looked for.
    day : int
        Days since 1970-01-01.

    Returns
    -------
    (value, day) : float arrays of C
        nan for who had not answered. Of several answers of one day the last one that was stored.
    """
    place, there = places(people, declared.customer)
    rows = np.flatnonzero(there & (declared.day <= day))
    rows = rows[np.argsort(declared.day[rows], kind="stable")]
    value, when = (np.full(len(people.customers), np.nan) for _ in range(2))
    value[place[rows]] = declared.value[rows]
    when[place[rows]] = declared.day[rows]
    return value, when
