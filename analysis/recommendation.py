"""The recommendation score: the share of promoters minus the share of detractors, in points from -100 to 100."""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from analysis.intervals import critical

PROMOTERS_FROM, DETRACTORS_TO = 9, 6
TEN = 10
#: So many answers are added for the interval: three quarters to promoters and to detractors each, the rest to the others.
ADDED = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """The score of n answers from 0 to 10.

    Attributes
    ----------
    promoters, passives, detractors : int
        Answers of 9 and 10, of 7 and 8, of 0 to 6.
    n : int
    score : float
        100 (promoters - detractors) / n.
    low, high : float
    error : float
        The standard error that the interval is made from.
    elsewhere : int
        Answers on another scale, left out.
    """

    promoters: int
    passives: int
    detractors: int
    n: int
    score: float
    low: float
    high: float
    error: float
    elsewhere: int = 0


def points(answers: np.ndarray) -> np.ndarray:
    """What each answer adds to the score: 100 by a promoter, -100 by a detractor; nan where there is none.

    >>> points(np.array([10, 8, 6, np.nan])).tolist()
    [100.0, 0.0, -100.0, nan]
    """
    counted = 100.0 * (answers >= PROMOTERS_FROM) - 100.0 * (answers <= DETRACTORS_TO)
    return np.where(np.isnan(answers), np.nan, counted)


def recommendation(answers: np.ndarray, *, level: float = 0.95, divisor: float = 1.0, elsewhere: int = 0) -> Recommendation | None:
    """Score answers from 0 (or 1) to 10.

    Parameters
    ----------
    answers : float array
        nan where not answered.
    level, divisor
        As for `analysis.means.bounded`.
    elsewhere : int
        Answers on another scale, to be told.

    Returns
    -------
    Recommendation or None
        None without an answer.

    Notes
    -----
    Promoters and detractors are shares of the same n: the variance is p + d - (p - d)^2, and not the sum of two. The interval is the
    adjusted Wald interval, which neither shrinks to nothing where all say the same nor is too short for few answers; the score itself is
    the plain one.

    References
    ----------
    Reichheld, F. F. (2003), Harvard Business Review 81(12); Rocks, B. (2016), The American Statistician 70, 365-372.

    Examples
    --------
    >>> found = recommendation(np.array([10, 9, 10, 8, 7, 9, 6, 3, 10, 8]))
    >>> found.score, round(found.low, 2), round(found.high, 2)
    (30.0, -19.05, 65.2)
    """
    answers = np.asarray(answers, dtype=float)
    answers = answers[~np.isnan(answers)]
    n = len(answers)
    if not n:
        return None
    promoters, detractors = int((answers >= PROMOTERS_FROM).sum()), int((answers <= DETRACTORS_TO).sum())
    low, high, error = score_interval(promoters / n, detractors / n, n / divisor if divisor else np.inf, level=level)
    return Recommendation(
        promoters=promoters,
        passives=n - promoters - detractors,
        detractors=detractors,
        n=n,
        score=100 * (promoters - detractors) / n,
        low=low,
        high=high,
        error=error,
        elsewhere=elsewhere,
    )


def score_interval(promoters: float, detractors: float, n: float, *, level: float = 0.95) -> tuple[float, float, float]:
    """The interval of a score and the standard error that it is made from.

    Parameters
    ----------
    promoters, detractors : float
        Shares of all answers.
    n : float
        How many independent answers they rest on; infinite where everybody answered.
    level : float

    Examples
    --------
    >>> [round(value, 2) for value in score_interval(0.5, 0.2, 10)]
    [-19.05, 65.2, 21.49]
    """
    if np.isinf(n):
        return 100 * (promoters - detractors), 100 * (promoters - detractors), 0.0
    up, down = ((part * n + ADDED / 4) / (n + ADDED) for part in (promoters, detractors))
    error = 100 * sqrt((up + down - (up - down) ** 2) / (n + ADDED))
    half = critical(level) * error
    return max(100 * (up - down) - half, -100.0), min(100 * (up - down) + half, 100.0), error


def apart(first: Recommendation, second: Recommendation) -> float:
    """The p-value that two groups, with nobody in both, have one score.

    >>> one = recommendation(np.repeat([10, 8, 3], [50, 30, 20]))
    >>> apart(one, one)
    1.0
    """
    error = sqrt(first.error**2 + second.error**2)
    return erfc(abs(first.score - second.score) / error / sqrt(2)) if error else float(first.score == second.score)
