"""What goes into the drivers of satisfaction: complete answers, which attributes are in, and shares of customers drawn again."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis import resampling
from analysis.errors import NotEnoughAnswers, Refused, choose, say
from analysis.johnson import johnson
from analysis.lmg import MOST, lmg
from analysis.ratings import Item
from analysis.survey import NOBODY, Survey

OUTCOMES = ("overall", "recommendation")
#: An attribute that so many did not answer says little of the others: it keeps its own breakdown, and no weight.
MOST_MISSING = 0.4
#: Where hardly anybody left anything out, few complete answers are enough; else those who answered everything may be others.
HARDLY_ANY = 0.1
LEAST, LEAST_AN_ATTRIBUTE = 30, 5
LEAST_OF_SOME, LEAST_OF_SOME_AN_ATTRIBUTE = 50, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """An attribute without a weight: "missing", too often not answered (`share` of those who answered the outcome), or "constant"."""

    name: str
    group: str | None
    reason: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Complete answers.

    Attributes
    ----------
    outcome : Item
    items : tuple of Item
        The P attributes.
    values : float array of N × P
    said : float array of N
        The outcome.
    unit : int64 array of N
        Whose each row is, numbered over the whole survey, 0 to `units` - 1; everybody whom nobody knows is one of their own.
    units : int
    answered : int
        Questionnaires that answered the outcome, complete or not.
    unused : tuple of Unused
    """

    outcome: Item
    items: tuple[Item, ...]
    values: np.ndarray
    said: np.ndarray
    unit: np.ndarray
    units: int
    answered: int
    unused: tuple[Unused, ...]

    @property
    def method(self) -> str:
        """How shares are found: "lmg" exactly, or "johnson" where there are too many attributes for that."""
        return "lmg" if len(self.items) <= MOST else "johnson"

    def shares(self, correlations: np.ndarray) -> np.ndarray:
        """Divide R² by that method: a float array of (…, P) from correlations whose last column is the outcome."""
        return lmg(correlations) if self.method == "lmg" else johnson(correlations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resamples:
    """Shares in customers drawn again: some of them now, more later.

    Attributes
    ----------
    seed : int
    numbers : int64 array of B
        Which resamples, ascending where they were joined.
    shares : float array of B × P
        Parts of R².
    """

    seed: int
    numbers: np.ndarray
    shares: np.ndarray


def units(customer: np.ndarray) -> tuple[np.ndarray, int]:
    """Number the people of a survey from 0; everybody whom nobody knows is one of their own.

    Examples
    --------
    >>> unit, number = units(np.array([9, NOBODY, 7, 9, NOBODY]))
    >>> unit.tolist(), number
    ([1, 2, 0, 1, 3], 4)
    """
    known = customer != NOBODY
    names, place = np.unique(customer[known], return_inverse=True)
    unit = np.empty(len(customer), dtype=np.int64)
    unit[known] = place
    unit[~known] = len(names) + np.arange((~known).sum())
    return unit, len(names) + int((~known).sum())


def prepare(survey: Survey, *, outcome: str = "overall", attributes: Sequence[str] | None = None) -> Model:
    """Choose the attributes and the complete answers.

    Parameters
    ----------
    survey : Survey
    outcome : {"overall", "recommendation"}
    attributes : names, optional
        These alone, instead of all.

    Returns
    -------
    Model

    Raises
    ------
    NotEnoughAnswers
        Where too few complete answers are left, all who answered said the same, or there is no attribute; it says what would be enough.
    UnknownChoice
        For an outcome or an attribute that there is not.

    Notes
    -----
    What is missing is never filled in: a mean in its place would weaken every correlation, and correlations of different people's pairs
    can be impossible. Where less than a tenth of those who answered the outcome left anything out, 30 complete answers and 5 an attribute
    are enough; otherwise 50 and 10.
    """
    choose("outcome", outcome, OUTCOMES)
    item, said = getattr(survey, f"{outcome}_item"), getattr(survey, outcome)
    answered = ~np.isnan(said)
    if item is None or not answered.any():
        raise NotEnoughAnswers(
            found=say("no answer to the {} question", outcome), needed="one such question", do="Bring a survey that asks it."
        )
    columns = _columns(survey, attributes)
    left_out = np.isnan(survey.performance)
    missing = left_out[answered].mean(axis=0)
    kept = [column for column in columns if missing[column] <= MOST_MISSING]
    complete = answered & ~left_out[:, kept].any(axis=1)
    values, outcomes = survey.performance[complete][:, kept], said[complete]
    varies = np.ptp(values, axis=0) > 0 if len(values) else np.ones(len(kept), dtype=bool)
    unused = [_unused(survey.items[column], "missing", missing[column]) for column in columns if column not in kept]
    unused += [_unused(survey.items[column], "constant", missing[column]) for column, does in zip(kept, varies, strict=True) if not does]
    items = tuple(survey.items[column] for column, does in zip(kept, varies, strict=True) if does)
    _enough(len(values), int(answered.sum()), len(items), outcomes)
    unit, number = units(survey.customer)
    return Model(
        outcome=item,
        items=items,
        values=np.ascontiguousarray(values[:, varies]),
        said=outcomes,
        unit=unit[complete],
        units=number,
        answered=int(answered.sum()),
        unused=tuple(unused),
    )


def _columns(survey: Survey, attributes: Sequence[str] | None) -> list[int]:
    names = [item.name for item in survey.items]
    if attributes is None:
        return list(range(len(names)))
    return sorted({names.index(choose("attribute", name, names)) for name in attributes})


def _unused(item: Item, reason: str, share: float) -> Unused:
    return Unused(name=item.name, group=item.group, reason=reason, share=float(share))


def _enough(n: int, answered: int, attributes: int, said: np.ndarray) -> None:
    if not attributes:
        raise NotEnoughAnswers(
            found="no attribute that most people rated", needed="one at least", do="Bring a survey that asks for single attributes."
        )
    whole = n >= (1 - HARDLY_ANY) * answered
    least, each = (LEAST, LEAST_AN_ATTRIBUTE) if whole else (LEAST_OF_SOME, LEAST_OF_SOME_AN_ATTRIBUTE)
    needed = max(least, each * attributes)
    if n < needed:
        raise NotEnoughAnswers(
            found=say("{} complete answers, of {}", n, answered),
            needed=say("{} for {} attributes", needed, attributes),
            do="Wait for more answers, or look at fewer attributes.",
        )
    if np.ptp(said) == 0:
        raise NotEnoughAnswers(
            found="the same answer from everybody", needed="answers that differ", do="Where all are as satisfied, nothing can go with it."
        )


def resample(model: Model, numbers: range, *, seed: int = 0) -> Resamples:
    """Find the shares in customers drawn again.

    Parameters
    ----------
    model : Model
    numbers : range
        Which resamples, from 0: a job can take them by the dozen and join what it has.
    seed : int

    Returns
    -------
    Resamples

    Notes
    -----
    Customers are drawn, with all that they answered; the next survey would ask other customers, and not the same ones other things.
    """
    rows = np.column_stack([np.ones(len(model.said)), model.values, model.said])
    tables = (
        resampling.correlations(resampling.cross_products(rows, model.unit, drawn))
        for drawn in resampling.slices(model.units, numbers, seed=seed)
    )
    shares = [np.zeros((0, len(model.items))), *(model.shares(table) for table in tables)]
    return Resamples(seed=seed, numbers=np.array(numbers), shares=np.concatenate(shares))


def joined(parts: Sequence[Resamples]) -> Resamples:
    """Put resamples together that were drawn in slices.

    Raises
    ------
    Refused
        If their seeds differ, or one stands in two of them: it would count twice.
    """
    numbers = np.concatenate([part.numbers for part in parts])
    if len({part.seed for part in parts}) != 1 or len(np.unique(numbers)) != len(numbers):
        raise Refused(found="resamples that overlap", needed="slices of one series", do="Draw each number once, with one seed.")
    order = np.argsort(numbers)
    return Resamples(seed=parts[0].seed, numbers=numbers[order], shares=np.concatenate([part.shares for part in parts])[order])
