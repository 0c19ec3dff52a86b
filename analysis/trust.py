"""Trust: what customers expected of each attribute against what they received, over all and by stage.

Expectations set too high disappoint whatever is delivered; set too low, they bring nobody.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from analysis.evidence import THIN_BELOW
from analysis.means import Estimate, bounded, repeats
from analysis.multiplicity import adjusted
from analysis.stages import STAGES
from analysis.survey import Survey

SHORT, MET, ABOVE, UNKNOWN = "short", "met", "above", "cannot tell"
#: A gap surely smaller than this, in parts of the scale (a quarter of a point of 1 to 5), is none worth speaking of.
SMALL = 0.0625


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One attribute, of all or of those in one stage when they answered.

    Attributes
    ----------
    name : str
    stage : str or None
        None: everybody.
    expected, received : Estimate
        Of those who gave both.
    gap : Estimate
        Received minus expected, in points of the scale.
    p, adjusted_p : float
        Of the paired t test, and by Benjamini and Hochberg over all of the result.
    reading : {"short", "above", "met", "cannot tell"}
        Short and above where `adjusted_p` is at most 1 - level; met where the whole interval lies within a sixteenth of the scale.
    """

    name: str
    stage: str | None
    expected: Estimate
    received: Estimate
    gap: Estimate
    p: float
    adjusted_p: float
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """All attributes of which both were asked; those of fewer than ten answers are left out."""

    level: float
    kept: tuple[Kept, ...]


def trust(survey: Survey, *, stage: np.ndarray | None = None, level: float = 0.95) -> Trust:
    """Compare what was received with what was expected.

    Parameters
    ----------
    survey : Survey
    stage : object array of str, one a questionnaire, optional
        From `analysis.answered.stage_names`.
    level : float

    Notes
    -----
    Asked after the service, expectations lean towards what was received, and a difference of two answers is less reliable than either.

    References
    ----------
    Parasuraman, Zeithaml & Berry (1988), J. of Retailing 64, 12-40; Cronin & Taylor (1992), J. of Marketing 56(3), 55-68.
    """
    everybody: list[tuple[str | None, np.ndarray]] = [(None, np.ones(len(survey.response), dtype=bool))]
    if stage is not None:
        everybody += [(name, stage == name) for name in STAGES if (stage == name).any()]
    found = []
    for name, mask in everybody:
        found += _gaps(survey, name, mask, level)
    if not found:
        return Trust(level=level, kept=())
    corrected = adjusted([p for *_, p in found])
    return Trust(
        level=level,
        kept=tuple(
            Kept(
                name=survey.items[column].name,
                stage=name,
                expected=expected,
                received=received,
                gap=gap,
                p=p,
                adjusted_p=float(among),
                reading=_reading(gap, float(among), survey.items[column].scale.width, level),
            )
            for (name, column, expected, received, gap, p), among in zip(found, corrected, strict=True)
        ),
    )


def _gaps(survey: Survey, name: str | None, mask: np.ndarray, level: float) -> list[tuple]:
    """Every attribute with answers enough: stage, column, expected, received, gap and p."""
    received, expected = survey.performance.T[:, mask].T, survey.expectation.T[:, mask].T
    apart = received - expected
    both = ~np.isnan(apart)
    worth = repeats(apart, survey.customer[mask])
    found = []
    for column, item in enumerate(survey.items):
        n = int(both[:, column].sum())
        if n < THIN_BELOW:
            continue
        rows = both[:, column]
        means = [_mean(values[rows, column], item.scale.low, item.scale.high, level, worth[column]) for values in (expected, received)]
        differences = apart[rows, column]
        value, error = float(differences.mean()), float(differences.std(ddof=1) * np.sqrt(worth[column] / n))
        half = float(stdtrit(n - 1, (1 + level) / 2)) * error
        p = float(2 * stdtr(n - 1, -abs(value) / error)) if error else float(value == 0)
        found.append((name, column, *means, Estimate(value=value, low=value - half, high=value + half, n=n), p))
    return found


def _mean(values: np.ndarray, low: float, high: float, level: float, worth: float) -> Estimate:
    mean, n = float(values.mean()), len(values)
    first, last = bounded(mean, values.std(ddof=1), n, low=low, high=high, level=level, divisor=worth)
    return Estimate(value=mean, low=first, high=last, n=n)


def _reading(gap: Estimate, adjusted_p: float, width: float, level: float) -> str:
    if -SMALL * width <= gap.low and gap.high <= SMALL * width:
        return MET
    if adjusted_p <= round(1 - level, 12):
        return SHORT if gap.value < 0 else ABOVE
    return UNKNOWN
