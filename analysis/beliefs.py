"""A link that the data don't show, taken from what others found or from what somebody believes: and always marked as such."""

from dataclasses import dataclass, replace
from math import pi, sqrt

import numpy as np
from scipy.special import expit

from analysis.errors import Refused, choose, say
from analysis.evidence import FEW_BELOW, NO_VALUE_BELOW
from analysis.linking import Draws
from analysis.links import Links

LITERATURE, BELIEF = "literature", "belief"
#: Correlations of satisfaction with staying that studies have found: weak, middling, strong.
CORRELATIONS = (0.1, 0.3, 0.5)
STEPS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What a link is taken for.

    Attributes
    ----------
    kind : {"literature", "belief"}
    low, likely, high : float
        Of "literature" one correlation three times; of "belief" the share that stays more for one point of satisfaction, 0.05 being five
        points: at least, most likely, at most.
    """

    kind: str
    low: float
    likely: float
    high: float


def from_literature(correlation: float) -> Belief:
    """A link as strong as this correlation of satisfaction with staying.

    Raises
    ------
    Refused
        For a correlation that is none.
    """
    if not -1 < correlation < 1:
        raise Refused(found=say("the correlation {}", correlation), needed="a number between -1 and 1", do="Write it as 0.3.")
    return Belief(kind=LITERATURE, low=correlation, likely=correlation, high=correlation)


def believe(low: float, likely: float, high: float) -> Belief:
    """A link as somebody believes it to be.

    Raises
    ------
    Refused
        Where the three are out of order, or no shares.
    """
    if not -1 <= low <= likely <= high <= 1:
        raise Refused(
            found=say("{} at least, {} most likely, {} at most", low, likely, high),
            needed="three shares in this order, none beyond 1",
            do="Write five points as 0.05.",
        )
    return Belief(kind=BELIEF, low=low, likely=likely, high=high)


def slope_a_deviation(correlation: float) -> float:
    """The slope of a logit, for one standard deviation, that goes with a correlation.

    References
    ----------
    Borenstein, M., Hedges, L. V., Higgins, J. P. T. & Rothstein, H. R. (2009), Introduction to Meta-Analysis, chapter 7: a correlation made
    a standardised difference, 2 r / sqrt(1 - r²), half of it for a deviation, and that a logit by pi / sqrt(3).

    Examples
    --------
    >>> [round(slope_a_deviation(correlation), 6) for correlation in CORRELATIONS]
    [0.182294, 0.570414, 1.047198]
    """
    return pi / sqrt(3) * correlation / sqrt(1 - correlation**2)


def believed(links: Links, belief: Belief) -> Draws:
    """Put a belief in the place of the link from satisfaction to staying.

    Parameters
    ----------
    links : Links
    belief : Belief

    Returns
    -------
    Draws
        How many stay and what they bring is that of all customers, answers or none: where a link is missing there are few answers.

    Raises
    ------
    Refused
        Where too few customers stayed or left to say how many do.
    """
    choose("kind", belief.kind, (LITERATURE, BELIEF))
    everybody = links.everybody
    gone = everybody.customers - everybody.back
    if everybody.customers < FEW_BELOW or min(gone, everybody.back) < NO_VALUE_BELOW:
        raise Refused(
            found=say("{} customers of the period before the last, of whom {} ordered again", everybody.customers, everybody.back),
            needed=say("{}, and {} of each", FEW_BELOW, NO_VALUE_BELOW),
            do="Wait for more customers, or import a longer history.",
        )
    answer, place = np.unique(links.said, return_inverse=True)
    share = np.bincount(place) / len(place)
    rng = np.random.default_rng((links.seed, 1))
    size = links.resamples
    kept = np.concatenate([[everybody.back / everybody.customers], rng.beta(everybody.back + 0.5, gone + 0.5, size)])
    brought = everybody.brought + everybody.spread * np.concatenate([[0.0], rng.standard_normal(size)])
    slope = _slope(links, belief, kept, rng)
    return replace(
        links.draws,
        answer=answer,
        share=np.broadcast_to(share, (size + 1, len(answer))),
        constant=_constant(slope, kept, answer, share),
        slope=slope,
        kept=kept,
        brought=brought,
    )


def _slope(links: Links, belief: Belief, kept: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """On the logit, for one point of satisfaction."""
    if belief.kind == LITERATURE:
        return np.full(len(kept), slope_a_deviation(belief.likely) / links.said.std(ddof=1))
    same = belief.low == belief.high
    drawn = np.full(len(kept) - 1, belief.likely) if same else rng.triangular(belief.low, belief.likely, belief.high, len(kept) - 1)
    return np.concatenate([[belief.likely], drawn]) / (kept * (1 - kept))


def _constant(slope: np.ndarray, kept: np.ndarray, answer: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Where the logit must stand for as many to stay as do: by halving, for what stays rises with it."""
    away = slope[:, None] * answer
    middle = np.log(kept / (1 - kept))
    low, high = middle - away.max(axis=1), middle - away.min(axis=1)
    for _ in range(STEPS):
        at = (low + high) / 2
        above = expit(at[:, None] + away) @ share > kept
        low, high = np.where(above, low, at), np.where(above, at, high)
    return (low + high) / 2
