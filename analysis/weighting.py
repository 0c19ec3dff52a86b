"""Answers weighted to all customers, beside the same answers as they came."""

from dataclasses import dataclass

import numpy as np

from analysis.additive_index import additive_index, importances
from analysis.means import Estimate, bounded, repeats
from analysis.recommendation import TEN, points, score_interval
from analysis.survey import Survey

#: No questionnaire counts for more than so many.
MOST_WEIGHT = 5.0
OVERALL, INDEX, RECOMMENDATION, ATTRIBUTE = "overall", "index", "recommendation", "attribute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Customers of one kind: how many there were, how many answered, and what one answer of them weighs.

    `weight` is None where nobody answered.
    """

    name: str
    customers: int
    answered: int
    weight: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A mean as it came and weighted to all customers.

    Attributes
    ----------
    kind : {"overall", "index", "recommendation", "attribute"}
        A recommendation is a score.
    name : str
    plain, weighted : Estimate
        n of the second is the effective one.
    """

    kind: str
    name: str
    plain: Estimate
    weighted: Estimate


def effective(weights: np.ndarray) -> float:
    """How many equally weighted answers these are worth.

    References
    ----------
    Kish, L. (1965), Survey Sampling, section 11.7.

    Examples
    --------
    >>> effective(np.array([1.0, 1.0, 2.0]))
    2.6666666666666665
    """
    total = (weights**2).sum()
    return float(weights.sum() ** 2 / total) if total else 0.0


def cell_weights(names: np.ndarray, said: np.ndarray) -> tuple[tuple[Cell, ...], np.ndarray, float, int]:
    """The cells, each customer's weight, the share that no answer speaks for, and how many answers' weights were cut."""
    kinds, which = np.unique(names.astype(str), return_inverse=True)
    customers = np.bincount(which, minlength=len(kinds))
    answers = np.bincount(which[said], minlength=len(kinds))
    covered = customers[answers > 0].sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(answers > 0, customers / answers * answers.sum() / max(covered, 1), 0.0)
    cut = np.minimum(weight, MOST_WEIGHT)
    cells = tuple(
        Cell(name=str(name), customers=int(all_), answered=int(some), weight=float(own) if some else None)
        for name, all_, some, own in zip(kinds, customers, answers, cut)
    )
    total = customers.sum()
    return cells, cut[which], float(1 - covered / total) if total else 0.0, int(answers[weight > MOST_WEIGHT].sum())


def weighed(survey: Survey, weights: np.ndarray, *, level: float = 0.95) -> tuple[Weighed, ...]:
    """Each question's mean over the answers that have a weight, without it and with it."""
    questions: list[tuple[str, str, np.ndarray, float, float]] = []
    if survey.overall_item is not None:
        item = survey.overall_item
        questions.append((OVERALL, item.name, survey.overall, item.scale.low, item.scale.high))
    if survey.items:
        low, high = (np.array([getattr(item.scale, end) for item in survey.items]) for end in ("low", "high"))
        own = importances(survey.importance, low, high)
        index, _ = additive_index(survey.performance, np.ones(len(low)) if own is None else own, low, high)
        questions.append((INDEX, INDEX, index, 0.0, 100.0))
    if survey.recommendation_item is not None and survey.recommendation_item.scale.high == TEN:
        questions.append((RECOMMENDATION, survey.recommendation_item.name, points(survey.recommendation), -100.0, 100.0))
    for column, item in enumerate(survey.items):
        questions.append((ATTRIBUTE, item.name, survey.performance[:, column], item.scale.low, item.scale.high))
    found = []
    for kind, name, values, low, high in questions:
        rows = ~np.isnan(values) & (weights > 0)
        if rows.any():
            [worth] = repeats(values[rows, None], survey.customer[rows])
            both = (np.ones(int(rows.sum())), weights[rows])
            plain, weighted = (_estimate(kind, values[rows], some, low, high, float(worth), level) for some in both)
            found.append(Weighed(kind=kind, name=name, plain=plain, weighted=weighted))
    return tuple(found)


def _estimate(kind: str, values: np.ndarray, weights: np.ndarray, low: float, high: float, worth: float, level: float) -> Estimate:
    n = effective(weights)
    mean = float(weights @ values / weights.sum())
    if kind == RECOMMENDATION:
        up, down = (float(weights[values == end].sum() / weights.sum()) for end in (high, low))
        first, last, _ = score_interval(up, down, n / worth, level=level)
    else:
        spread = float(np.sqrt(weights @ (values - mean) ** 2 / weights.sum() * n / max(n - 1, 1)))
        first, last = bounded(mean, spread, len(values), low=low, high=high, level=level, divisor=worth * len(values) / n)
    return Estimate(value=mean, low=first, high=last, n=round(n))
