"""What is left of a difference when something else is held the same: the driver of satisfaction, and what only goes along with it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from analysis.errors import Refused, say
from analysis.evidence import THIN_BELOW
from analysis.means import repeats
from analysis.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Overall satisfaction where what goes along was rated well (one of the two best), and where it was not.

    Attributes
    ----------
    rating : float or None
        What the driver was rated at; None for all answers together.
    well, rest : float
        Means.
    well_n, rest_n : int
    """

    rating: float | None
    well: float
    rest: float
    well_n: int
    rest_n: int

    @property
    def apart(self) -> float:
        """How much more satisfied the first are."""
        return self.well - self.rest

    @property
    def n(self) -> int:
        """All of the row."""
        return self.well_n + self.rest_n


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is left of the difference when the driver is held the same.

    Attributes
    ----------
    rows : tuple of Row
        A rating of the driver each, those with ten answers or more on either side.
    every : Row
        All answers, nothing held.
    value, low, high : float
        The rows' differences, each counted by its answers.
    n : int
    """

    rows: tuple[Row, ...]
    every: Row
    value: float
    low: float
    high: float
    n: int


def held(survey: Survey, driver: str, along: str, *, level: float = 0.95) -> Held:
    """Compare those who rated `along` well with the others, among answers of one and the same rating of the driver.

    Parameters
    ----------
    survey : Survey
    driver, along : str
        Attributes.
    level : float

    Raises
    ------
    Refused
        Where the driver has no rating with ten answers or more on either side.

    References
    ----------
    Cochran, W. G. (1968), Biometrics 24, 295-313: adjustment by subclassification.
    """
    names = [item.name for item in survey.items]
    at, beside = (survey.performance[:, names.index(name)] for name in (driver, along))
    known = ~np.isnan(at) & ~np.isnan(beside) & ~np.isnan(survey.overall)
    well = survey.items[names.index(along)].scale.best(beside)
    said, rows, residuals, variance = survey.overall, [], np.full(len(at), np.nan), []
    for rating in np.unique(at[known]).tolist():
        sides = [known & (at == rating) & side for side in (well, ~well)]
        if min(int(side.sum()) for side in sides) < THIN_BELOW:
            continue
        rows.append(_row(rating, said, *sides))
        for side in sides:
            residuals[side] = said[side] - said[side].mean()
        variance.append(sum(said[side].var(ddof=1) / side.sum() for side in sides))
    if not rows:
        raise Refused(
            found="too few answers that rate the driver alike and what goes along with it otherwise",
            needed=say("a rating with {} on either side", THIN_BELOW),
            do="Take a company of more customers.",
        )
    parts = np.array([row.n for row in rows], dtype=float)
    n = int(parts.sum())
    value = float(parts @ np.array([row.apart for row in rows]) / n)
    worth = repeats(residuals[:, None], survey.customer)[0]
    half = float(stdtrit(n - 2 * len(rows), (1 + level) / 2) * np.sqrt(worth * (parts**2 @ np.array(variance)) / n**2))
    every = _row(None, said, known & well, known & ~well)
    return Held(rows=tuple(rows), every=every, value=value, low=value - half, high=value + half, n=n)


def _row(rating: float | None, said: np.ndarray, well: np.ndarray, rest: np.ndarray) -> Row:
    return Row(rating=rating, well=float(said[well].mean()), rest=float(said[rest].mean()), well_n=int(well.sum()), rest_n=int(rest.sum()))
