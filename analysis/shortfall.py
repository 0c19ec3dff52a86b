"""Whether an attribute falls short: of the other attributes, and of what its raters expected."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.driver_model import Model
from analysis.means import Estimate, bounded, paired, repeats
from analysis.survey import Survey

RATED_LOW, BELOW_EXPECTED = "rated_low", "below_expected"
#: In parts of a scale: a quarter of a point of 1 to 5. What falls short by less is not to be fixed, however many answers show that it does.
LEAST = 1 / 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """How an attribute is rated, and against what.

    Attributes
    ----------
    performance : Estimate
        Mean rating of everybody who gave one.
    expected_gap : Estimate or None
        Rating less expectation, of those who gave both; below 0 where they got less than they expected. None where fewer than two did.
    behind : Estimate or None
        Rating less the mean of all attributes, by the same people, in parts of a scale, -1 to 1. None where there is no other attribute.
    short_by : tuple of {"rated_low", "below_expected"}
        In which way it falls short: by an interval below 0, and by a quarter of a point of 1 to 5 at least. Both may hold, or none.
    may_be : bool
        Whether it may fall short by as much for all that is known.
    """

    performance: Estimate
    expected_gap: Estimate | None
    behind: Estimate | None
    short_by: tuple[str, ...]
    may_be: bool


def shortfalls(survey: Survey, model: Model, columns: Sequence[int], *, level: float = 0.95) -> list[Shortfall]:
    """Judge the attributes of a model.

    Parameters
    ----------
    survey : Survey
    model : Model
        Of this survey.
    columns : whole numbers
        Where the survey has each attribute of the model.
    level : float

    Returns
    -------
    list of Shortfall
        In the order of the model.
    """
    start, width = np.array([(item.scale.low, item.scale.width) for item in model.items]).T
    rated, expected = survey.performance[:, columns], survey.expectation[:, columns]
    share = (model.values - start) / width
    middle = share.mean(axis=1)
    worth = repeats(rated, survey.customer)
    gap_worth, behind_worth = repeats(rated - expected, survey.customer), repeats(share - middle[:, None], model.unit)
    found = []
    for at, item in enumerate(model.items):
        gap = paired(rated[:, at], expected[:, at], level=level, divisor=float(gap_worth[at]))
        behind = paired(share[:, at], middle, level=level, divisor=float(behind_worth[at])) if len(model.items) > 1 else None
        against = [(RATED_LOW, behind, LEAST), (BELOW_EXPECTED, gap, LEAST * item.scale.width)]
        known = [(name, estimate, least) for name, estimate, least in against if estimate is not None]
        found.append(
            Shortfall(
                performance=_mean(rated[:, at], item.scale.low, item.scale.high, float(worth[at]), level),
                expected_gap=gap,
                behind=behind,
                short_by=tuple(name for name, estimate, least in known if estimate.high < 0 and estimate.value <= -least),
                may_be=any(estimate.low < -least for _, estimate, least in known),
            )
        )
    return found


def _mean(values: np.ndarray, low: float, high: float, worth: float, level: float) -> Estimate:
    answers = values[~np.isnan(values)]
    mean = float(answers.mean())
    ends = bounded(mean, float(answers.std(ddof=1)), len(answers), low=low, high=high, level=level, divisor=worth)
    return Estimate(value=mean, low=ends[0], high=ends[1], n=len(answers))
