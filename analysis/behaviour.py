"""What the satisfied did next: the answer first, the orders after it, never the other way round."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.answered import answered, stages_on
from analysis.comparisons import Comparison, Group, compare, group
from analysis.evidence import NO_VALUE_BELOW
from analysis.followup import AGAIN_DAYS, FollowUp, watch
from analysis.intervals import critical
from analysis.logistic import logit
from analysis.means import Estimate, repeats
from analysis.occasions import Occasions
from analysis.rated import by_cell, estimates, shares
from analysis.stages import STAGES
from analysis.survey import Survey

#: Fewer respondents who were watched, or fewer who came back or did not, are too few to link the two.
LEAST, LEAST_OF_EACH = 100, 20
LINKED, NO_QUESTION = "linked", "no overall question"
FEW_ANSWERS, FEW_RETAINED, FEW_LOST, UNCLEAR = "few answers", "few retained", "few lost", "unclear"
SLOPE_LEVEL = 0.90


@dataclass(frozen=True, slots=True, kw_only=True)
class InStage:
    """Overall satisfaction of those who were in a stage when they answered: the mean, and who gave one of the two best answers."""

    stage: str
    mean: Estimate
    best: Group


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterAnswer:
    """Of those who gave about this answer, how many ordered again in the days watched."""

    answer: float
    retained: Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """What a point of satisfaction goes along with.

    Attributes
    ----------
    value, low, high : float
        On the logit of ordering again.
    share, share_low, share_high : float
        The same as a difference of the share, averaged over those who answered: 0.05 is five points for a point.
    n : int
    level : float
    """

    value: float
    low: float
    high: float
    share: float
    share_low: float
    share_high: float
    n: int
    level: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """Satisfaction by stage, and what came after the answers.

    Attributes
    ----------
    level : float
        Of all intervals but the slopes'.
    as_of : date
    days : int
        So long each was watched from the day of the answer.
    question : str or None
    stages : tuple of InStage
        In the order of `STAGES`; those of fewer than five answers are left out.
    watched, waiting : int
        Respondents watched to the end, each by the first answer; and those who answered too recently.
    answers : tuple of AfterAnswer
    satisfied, others : Group or None
        Who ordered again, of those with one of the two best answers and of the others.
    comparison : Comparison or None
        The two within the quarter of the answer; None where they are too small.
    slope, within_stages : Slope or None
        Over all, and among customers of one stage: what is left of it when the loyal are not compared with newcomers.
    link : {"linked", "no overall question", "few answers", "few retained", "few lost", "unclear"}
        Whether the slope may carry a conclusion: "unclear" where its interval holds 0.
    needed : int
        How many more respondents watched the link would want where there are too few of them; 0 otherwise.
    """

    level: float
    as_of: date
    days: int
    question: str | None
    stages: tuple[InStage, ...]
    watched: int
    waiting: int
    answers: tuple[AfterAnswer, ...]
    satisfied: Group | None
    others: Group | None
    comparison: Comparison | None
    slope: Slope | None
    within_stages: Slope | None
    link: str
    needed: int


def behaviour(
    survey: Survey, occasions: Occasions, *, usual_gap_days: float | None = None, days: int = AGAIN_DAYS, level: float = 0.95
) -> Behaviour:
    """Tie overall satisfaction to what customers were and to what they did next.

    Parameters
    ----------
    survey : Survey
        Of customers, gathered with ``every=True``: a second answer in a wave is often one that came after another order.
    occasions : Occasions
    usual_gap_days : float, optional
        Stages need one.
    days : int
        A customer with an order in so many days after the answer is retained.
    level : float

    Returns
    -------
    Behaviour

    Notes
    -----
    Each customer counts once, by the first answer: a later one exists only for those who stayed. Who has not yet had all the days is
    waiting, and no loss. It is an association among those who answered: a hidden habit can lift both, and no interval covers that.

    References
    ----------
    Gates and words after Mittal et al. (2023), Marketing Letters 34, 171-187: positive on average, and very variable.
    """
    question = survey.overall_item
    who = answered(survey, occasions)
    rows = np.flatnonzero(who.before & ~np.isnan(survey.overall))
    stage = np.full(len(survey.response), -1, dtype=np.int64)
    if usual_gap_days is not None and len(rows):
        stage[rows] = stages_on(occasions, who.place[rows], survey.day[rows], usual_gap_days=usual_gap_days)
    first, over, seen = _followed(survey, occasions, who.place, rows, days)
    happy = question.scale.best(survey.overall[over]) if question else np.zeros(len(over), dtype=bool)
    own = stage[over]
    slope = slope_of(survey.overall[over][:, None], seen.ordered)
    known = own >= 0
    dummies = (own[known][:, None] == np.unique(own[known])[1:]).astype(float)
    return Behaviour(
        level=level,
        as_of=occasions.as_of,
        days=days,
        question=question.name if question else None,
        stages=_by_stage(survey, stage, level),
        watched=len(over),
        waiting=len(first) - len(over),
        answers=_after(survey, over, seen, level),
        satisfied=_share(seen.ordered[happy], level),
        others=_share(seen.ordered[~happy], level),
        comparison=_compared(seen, happy, level),
        slope=slope,
        within_stages=slope_of(np.column_stack([survey.overall[over][known], dummies]), seen.ordered[known]) if dummies.size else None,
        link=link_of(question, seen.ordered, slope),
        needed=max(LEAST - len(over), 0) if question else 0,
    )


def followed(survey: Survey, occasions: Occasions, *, days: int = AGAIN_DAYS) -> tuple[np.ndarray, FollowUp]:
    """Find each customer's first answer on the whole that came after an order, and what the customer did in so many days after it.

    Parameters
    ----------
    survey : Survey
        Gathered with ``every=True``.
    occasions : Occasions
    days : int

    Returns
    -------
    (rows, seen) : int64 array, FollowUp
        Rows of the survey, one for each of those who have been watched to the end, in the order of `seen`.
    """
    who = answered(survey, occasions)
    return _followed(survey, occasions, who.place, np.flatnonzero(who.before & ~np.isnan(survey.overall)), days)[1:]


def _followed(survey: Survey, occasions: Occasions, place: np.ndarray, rows: np.ndarray, days: int):
    """The rows of all first answers, and of those that have had all the days; and what came after these."""
    first = _first(place, survey.day, rows)
    seen = watch(occasions, place[first], survey.day[first], first=1, last=days)
    # `watch` keeps the order of those whose time is over.
    return first, first[survey.day[first] + days <= calendar.day_number(occasions.as_of)], seen


def _first(place: np.ndarray, day: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Of some questionnaires, each customer's first."""
    order = rows[np.lexsort((rows, day[rows], place[rows]))]
    new = np.ones(len(order), dtype=bool)
    new[1:] = np.diff(place[order]) != 0
    return order[new]


def _by_stage(survey: Survey, stage: np.ndarray, level: float) -> tuple[InStage, ...]:
    if survey.overall_item is None:
        return ()
    cells = by_cell(survey.overall[:, None], [survey.overall_item], stage, len(STAGES))
    worth = repeats(survey.overall[:, None], survey.customer)
    means = estimates(cells, [survey.overall_item], level=level, divisor=worth)
    best = shares(cells.best, cells.n, level=level, divisor=worth)
    return tuple(
        InStage(stage=name, mean=means[place][0], best=best[place][0])
        for place, name in enumerate(STAGES)
        if cells.n[place, 0] >= NO_VALUE_BELOW
    )


def _share(ordered: np.ndarray, level: float) -> Group | None:
    return group(int(ordered.sum()), len(ordered), level=level) if len(ordered) else None


def _after(survey: Survey, over: np.ndarray, seen: FollowUp, level: float) -> tuple[AfterAnswer, ...]:
    if survey.overall_item is None:
        return ()
    scale = survey.overall_item.scale
    step = scale.step(survey.overall[over])
    return tuple(
        AfterAnswer(answer=float(answer), retained=_share(seen.ordered[step == place], level))
        for place, answer in enumerate(scale.steps)
        if (step == place).any()
    )


def _compared(seen: FollowUp, happy: np.ndarray, level: float) -> Comparison | None:
    quarters, place = np.unique(seen.quarter, return_inverse=True)
    counts = [np.bincount(place[part], minlength=len(quarters)) for part in (happy & seen.ordered, happy, ~happy & seen.ordered, ~happy)]
    return compare(*counts, level=level) if len(quarters) else None


def slope_of(columns: np.ndarray, ordered: np.ndarray) -> Slope | None:
    """The slope of ordering again on the first column, the others the same; None where there is none to be had."""
    if len(ordered) <= columns.shape[1] + 1 or ordered.all() or not ordered.any():
        return None
    fitted = logit(columns, ordered)
    if fitted is None:
        return None
    value, half = float(fitted.coefficients[1]), critical(SLOPE_LEVEL) * float(np.sqrt(fitted.covariance[1, 1]))
    level = fitted.coefficients[0] + columns @ fitted.coefficients[1:]
    steep = float((np.exp(-np.abs(level)) / (1 + np.exp(-np.abs(level))) ** 2).mean())
    return Slope(
        value=value,
        low=value - half,
        high=value + half,
        share=value * steep,
        share_low=(value - half) * steep,
        share_high=(value + half) * steep,
        n=len(ordered),
        level=SLOPE_LEVEL,
    )


def link_of(question, ordered: np.ndarray, slope: Slope | None) -> str:
    """Say whether the slope may carry a conclusion, and if not, why: one of the words of `Behaviour.link`."""
    if question is None:
        return NO_QUESTION
    if len(ordered) < LEAST:
        return FEW_ANSWERS
    if ordered.sum() < LEAST_OF_EACH:
        return FEW_RETAINED
    if (~ordered).sum() < LEAST_OF_EACH:
        return FEW_LOST
    return UNCLEAR if slope is None or slope.low <= 0 <= slope.high else LINKED
