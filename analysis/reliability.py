"""Whether questions of a group measure one thing: Cronbach's alpha."""

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtri

#: What alpha is read as: below the first no index is to be built, from the last on questions repeat each other.
BANDS = (0.6, 0.7, 0.95)
READINGS = ("unrelated", "doubtful", "consistent", "redundant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One question of a group.

    Attributes
    ----------
    name : str
    with_others : float
        Its correlation with the sum of the others; nan where it does not vary.
    without : float
        Alpha of the others alone; nan where there is only one other.
    """

    name: str
    with_others: float
    without: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Cronbach's alpha of k questions over the n who answered all of them.

    Attributes
    ----------
    alpha, low, high : float
        At most 1; below 0 where questions contradict each other, and not cut off there.
    standardised : float
        Of the questions brought to one variance.
    n, k : int
    reading : {"unrelated", "doubtful", "consistent", "redundant"}
        Below 0.6, from 0.6, from 0.7, above 0.95.
    reversed : tuple of str
        Questions that go against the others, and may have been scored the wrong way round.
    members : tuple of Member
    """

    alpha: float
    low: float
    high: float
    standardised: float
    n: int
    k: int
    reading: str
    reversed: tuple[str, ...]
    members: tuple[Member, ...]


def reliability(values: np.ndarray, names, *, level: float = 0.95) -> Reliability | None:
    """Cronbach's alpha, with Feldt's interval.

    Parameters
    ----------
    values : float array of R × k
        Answers on one scale; nan where not answered. Only complete rows count.
    names : sequence of str
    level : float

    Returns
    -------
    Reliability or None
        None with fewer than two questions or three complete rows, or where nobody's answers differ.

    Notes
    -----
    Questions that make something up without meaning the same (price and parking) need no high alpha.

    References
    ----------
    Cronbach, L. J. (1951), Psychometrika 16, 297-334; Feldt, Woodruff & Salih (1987), Applied Psychological Measurement 11, 93-103.

    Examples
    --------
    >>> found = reliability(np.array([[4, 5, 4], [3, 3, 2], [5, 5, 4], [2, 3, 3], [4, 4, 5], [1, 2, 1]]), ["a", "b", "c"])
    >>> round(found.alpha, 6), found.reading
    (0.942308, 'consistent')
    """
    values = np.asarray(values, dtype=float)
    rows = values[~np.isnan(values).any(axis=1)]
    n, k = rows.shape
    if k < 2 or n < 3:
        return None
    covariance = np.cov(rows, rowvar=False)
    if covariance.sum() <= 1e-12:
        return None
    alpha = _alpha(covariance)
    low_quantile, high_quantile = (fdtri(n - 1, (n - 1) * (k - 1), share) for share in ((1 - level) / 2, (1 + level) / 2))
    spread = np.sqrt(np.diag(covariance))
    with np.errstate(divide="ignore", invalid="ignore"):
        correlation = covariance / np.outer(spread, spread)
        # Covariance with the others over both spreads: no row is looked at again.
        others = covariance.sum(axis=1) - np.diag(covariance)
        others_variance = covariance.sum() - 2 * covariance.sum(axis=1) + np.diag(covariance)
        with_others = others / (spread * np.sqrt(np.maximum(others_variance, 0)))
    dropped = [_alpha(np.delete(np.delete(covariance, place, 0), place, 1)) for place in range(k)]
    return Reliability(
        alpha=alpha,
        low=1 - (1 - alpha) * float(high_quantile),
        high=1 - (1 - alpha) * float(low_quantile),
        standardised=_alpha(correlation),
        n=n,
        k=k,
        reading=READINGS[int((alpha >= BANDS[0]) + (alpha >= BANDS[1])) + int(alpha > BANDS[2])],
        reversed=tuple(name for name, value in zip(names, with_others, strict=True) if value < 0),
        members=tuple(
            Member(name=name, with_others=float(value), without=without)
            for name, value, without in zip(names, with_others, dropped, strict=True)
        ),
    )


def _alpha(covariance: np.ndarray) -> float:
    k, total = len(covariance), covariance.sum()
    if k < 2 or not total > 0:
        return float("nan")
    return float(k / (k - 1) * (1 - np.trace(covariance) / total))
