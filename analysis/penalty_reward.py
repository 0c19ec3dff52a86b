"""What only hurts when it is poor, and what delights when it is good: penalties and rewards, against a middling rating."""

from dataclasses import dataclass

import numpy as np

from analysis.driver_model import Model
from analysis.regression import Fit, least_squares
from analysis.resampling import by_unit

BASIC, PERFORMANCE, EXCITEMENT = "basic", "performance", "excitement"
CANNOT_TELL, TOO_FEW_LOW, TOO_FEW_HIGH = "cannot_tell", "too_few_low", "too_few_high"
#: So many customers must have rated it low, and as many high.
LEAST = 20
#: Of a scale: up to here from its worst end is low (1 and 2 of 5), from here on high (5 of 5, 9 and 10 of 0 to 10).
LOW, HIGH = 0.25, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One attribute.

    Attributes
    ----------
    name, group : str, str or None
    low_n, high_n : int
        Customers who rated it low, and high.
    penalty, penalty_low, penalty_high : float or None
        Points of the outcome that go with a low rating instead of a middling one; below 0 where it hurts. None where it can't be told.
    reward, reward_low, reward_high : float or None
        That go with a high rating instead of a middling one.
    asymmetry, asymmetry_low, asymmetry_high : float or None
        Reward plus penalty: below 0 where poor hurts more than good delights.
    kind : {"basic", "performance", "excitement", "cannot_tell", "too_few_low", "too_few_high"}
        By the interval of the asymmetry: wholly below 0, and so the penalty's, is basic (must be); wholly above 0, and so the reward's, is
        excitement (delights); performance where it holds 0 and both effects are told from 0.
    """

    name: str
    group: str | None
    low_n: int
    high_n: int
    penalty: float | None
    penalty_low: float | None
    penalty_high: float | None
    reward: float | None
    reward_low: float | None
    reward_high: float | None
    asymmetry: float | None
    asymmetry_low: float | None
    asymmetry_high: float | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyReward:
    """All attributes, in the order of the survey.

    Attributes
    ----------
    outcome : str
    n, customers : int
        Complete answers, and whose they are.
    level : float
    attributes : tuple of Contrast
    """

    outcome: str
    n: int
    customers: int
    level: float
    attributes: tuple[Contrast, ...]


def penalty_reward(model: Model, *, level: float = 0.90) -> PenaltyReward:
    """Estimate what a low and what a high rating of each attribute goes with, the others held the same.

    Parameters
    ----------
    model : Model
        From `driver_model.prepare`.
    level : float
        Of the intervals that decide.

    Returns
    -------
    PenaltyReward

    Notes
    -----
    Which of the two effects is told from 0 doesn't decide alone: a reward too small to matter would make every basic attribute one of
    performance as soon as there are many answers. Within low, middling and high the ratings themselves are held the same as well: with the
    three steps alone, what merely goes along with an attribute would take on what its steps leave over.

    References
    ----------
    Brandt, D. R. (1987), in Surprenant (ed.), Add Value to Your Service, 61-65; Anderson, E. W. & Mittal, V. (2000), J. Service
    Research 3, 107-120; Mikulić, J. & Prebežac, D. (2011), Managing Service Quality 21, 46-66.

    Examples
    --------
    A poor delivery hurts, a good one is taken for granted:

    >>> from analysis.ratings import Item
    >>> from analysis.scales import Scale
    >>> asked = Item(name="Delivery", group="product", scale=Scale(low=1, high=5), asked=(), rescaled=0)
    >>> said = np.repeat([1.0, 2, 3, 4, 5, 5], 20)
    >>> overall = np.select([said <= 2], [2.0], 4.0) + np.tile([0.5, -0.5], 60)
    >>> found = penalty_reward(Model(outcome=asked, items=(asked,), values=said[:, None], said=overall, unit=np.arange(120), units=120,
    ...     answered=120, unused=())).attributes[0]
    >>> round(found.penalty, 6), abs(round(found.reward, 6)), found.kind
    (-2.0, 0.0, 'basic')
    """
    start, width = np.array([(item.scale.low, item.scale.width) for item in model.items]).T
    # Rounded, because 2 of 5 moved from another scale would otherwise miss its quarter by a hair.
    share = np.round((model.values - start) / width, 9)
    poor, good = share <= LOW, share >= HIGH
    unit = np.unique(model.unit, return_inverse=True)[1]
    fit = least_squares(np.concatenate([poor, good, _within(share, poor, good)], axis=1), model.said, unit)
    return PenaltyReward(
        outcome=model.outcome.name,
        n=len(model.said),
        customers=fit.units,
        level=level,
        attributes=tuple(
            _contrast(model, at, fit, low_n, high_n, level)
            for at, (low_n, high_n) in enumerate(zip(_people(poor, unit), _people(good, unit), strict=True))
        ),
    )


def _people(marked: np.ndarray, unit: np.ndarray) -> list[int]:
    """Of each column, how many people have a mark in it."""
    return (by_unit(marked, unit, int(unit.max()) + 1) > 0).sum(axis=0).tolist()


def _within(share: np.ndarray, poor: np.ndarray, good: np.ndarray) -> np.ndarray:
    """How far each rating lies from the mean of those that are low, middling or high as it is."""
    apart = np.zeros(share.shape)
    for among in (poor, good, ~(poor | good)):
        mean = np.where(among, share, 0.0).sum(axis=0) / np.maximum(among.sum(axis=0), 1)
        apart += np.where(among, share - mean, 0.0)
    return apart


def _contrast(model: Model, at: int, fit: Fit, low_n: int, high_n: int, level: float) -> Contrast:
    width = len(model.items)
    penalty, reward, both = np.zeros((3, 3 * width))
    penalty[at] = reward[width + at] = both[at] = both[width + at] = 1.0
    known_low, known_high = low_n >= LEAST and fit.identified[at], high_n >= LEAST and fit.identified[width + at]
    found = (
        fit.combined(penalty, level) if known_low else (None,) * 3,
        fit.combined(reward, level) if known_high else (None,) * 3,
        fit.combined(both, level) if known_low and known_high else (None,) * 3,
    )
    names = [f"{what}{end}" for what in ("penalty", "reward", "asymmetry") for end in ("", "_low", "_high")]
    return Contrast(
        name=model.items[at].name,
        group=model.items[at].group,
        low_n=low_n,
        high_n=high_n,
        **dict(zip(names, (value for three in found for value in three), strict=True)),
        kind=TOO_FEW_LOW if low_n < LEAST else TOO_FEW_HIGH if high_n < LEAST else _kind(*found),
    )


def _kind(penalty: tuple, reward: tuple, asymmetry: tuple) -> str:
    if asymmetry[0] is None:
        return CANNOT_TELL
    hurts, delights = penalty[2] < 0, reward[1] > 0
    if asymmetry[2] < 0:
        return BASIC if hurts else CANNOT_TELL
    if asymmetry[1] > 0:
        return EXCITEMENT if delights else CANNOT_TELL
    return PERFORMANCE if hurts and delights else CANNOT_TELL
