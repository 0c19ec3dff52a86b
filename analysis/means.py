"""Means of answers on a bounded scale, differences of them, and what a whole population or repeated answers change."""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from analysis.intervals import plain, wilson, wilson_ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number, its interval, and how many answers it rests on."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One mean minus another, its interval, and Welch's test that there is none."""

    value: float
    low: float
    high: float
    p: float


def bounded(mean, sd, n, *, low, high, level: float = 0.95, divisor=1.0):
    """The interval of a mean of answers that can't leave their scale.

    The usual t interval leaves the scale where answers pile up at an end, and is too short there. This is Wilson's interval for the mean
    as a share of the scale, of as many answers as its variance is worth, with the t quantile in the place of the normal one.

    Parameters
    ----------
    mean, sd : float or float arrays
        The standard deviation with n - 1.
    n : int or integer arrays
    low, high : float or float arrays
        The ends of the scale.
    level : float
    divisor : float or float arrays
        By how much the answers are worth less than n independent ones (above 1), or more (below 1; 0: everybody answered).

    Returns
    -------
    (low, high) : floats or arrays
        The whole scale where n is 1, nan where it is 0.

    Notes
    -----
    With u = (mean - low) / (high - low) and s the standard deviation on that scale, n u (1 - u) / s^2 answers of yes or no would have the
    same variance. In simulations with answers piled up at the top it holds in 94 to 99 of 100 cases from n = 5 on, the t interval in 86
    to 92.

    References
    ----------
    Rapport's own, after Wilson, E. B. (1927), J. Am. Stat. Assoc. 22, 209-212.

    Examples
    --------
    >>> [round(end, 4) for end in bounded(4.875, 0.35355339, 8, low=1, high=5)]
    [4.1934, 4.9836]
    """
    n = np.asarray(n, dtype=float)
    width = np.asarray(high, dtype=float) - low
    share = np.clip((np.asarray(mean, dtype=float) - low) / width, 0, 1)
    spread = np.nan_to_num(np.asarray(sd, dtype=float) / width)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        worth = share * (1 - share) / spread**2
        worth = np.where((spread == 0) | (share == 0) | (share == 1), 1.0, worth) * n / divisor
        quantile = stdtrit(np.maximum(n - 1, 1), (1 + level) / 2)
        first, last = wilson_ends(share, worth, quantile)
    first, last = np.where(divisor == 0, share, first), np.where(divisor == 0, share, last)
    first, last = (np.where(n == 0, np.nan, np.where(n == 1, end, found)) for end, found in ((0.0, first), (1.0, last)))
    return plain(low + width * np.clip(first, 0, 1)), plain(low + width * np.clip(last, 0, 1))


def left_to_ask(n, population):
    """What the interval's variance is multiplied by where n of a known population answered: 0 where all did.

    It is for statements about these people now, never about others, a later time or a cause; and it does nothing about who did not
    answer.

    Examples
    --------
    >>> round(left_to_ask(80, 100), 6), left_to_ask(100, 100)
    (0.20202, 0.0)
    """
    n, population = np.asarray(n, dtype=float), np.asarray(population, dtype=float)
    return plain(np.where(population > 1, np.clip(population - n, 0, None) / np.maximum(population - 1, 1), 0.0))


def share(k, n, *, level: float = 0.95, divisor=1.0):
    """Wilson's interval of k of n answers that are worth n / divisor independent ones.

    Examples
    --------
    >>> [round(end, 6) for end in share(64, 80, divisor=left_to_ask(80, 100))]
    [0.757805, 0.836431]
    """
    k, n = np.asarray(k, dtype=float), np.asarray(n, dtype=float)
    divisor = np.asarray(divisor, dtype=float)
    used = np.where(divisor == 0, 1.0, divisor)
    low, high = wilson(k / used, n / used, level)
    with np.errstate(invalid="ignore", divide="ignore"):
        return plain(np.where(divisor == 0, k / n, low)), plain(np.where(divisor == 0, k / n, high))


def repeats(values: np.ndarray, who: np.ndarray) -> np.ndarray:
    """By how much answers are worth less because some people gave several: each column's design effect, at least 1.

    Parameters
    ----------
    values : float array of R × A
        nan where nothing was answered.
    who : int64 array of R
        Below 0 for nobody known, who is taken for somebody else each time.

    Notes
    -----
    The variance of the mean with whole people drawn, over that with answers drawn: the sum over people of their summed residuals squared,
    over the sum of residuals squared.

    References
    ----------
    Kish, L. (1965), Survey Sampling, chapter 5.

    Examples
    --------
    >>> repeats(np.array([[1.0], [1.0], [5.0], [5.0]]), np.array([7, 7, 8, 8])).tolist()
    [2.0]
    """
    found = np.ones(values.shape[1])
    known = who >= 0
    place = _persons(who[known])
    if not len(place) or np.bincount(place).max() < 2:
        return found
    for column in range(values.shape[1]):
        value = values[:, column]
        said = ~np.isnan(value)
        rest = np.where(said, value - value[said].mean(), 0.0) if said.any() else np.zeros(len(value))
        total = (rest**2).sum()
        if total:
            together = np.bincount(place, rest[known])
            found[column] = ((together**2).sum() + (rest[~known] ** 2).sum()) / total
    return np.maximum(found, 1.0)


def _persons(who: np.ndarray) -> np.ndarray:
    """A small number for each person: the own one where they lie close together, as those of a store do, for sorting them takes long."""
    if not len(who):
        return who
    least = who.min()
    return who - least if who.max() - least < 10 * len(who) + 1000 else np.unique(who, return_inverse=True)[1]


def paired(first: np.ndarray, second: np.ndarray, *, level: float = 0.95, divisor: float = 1.0) -> Estimate | None:
    """The mean of the first minus the second, over those who gave both, with the t interval.

    Parameters
    ----------
    first, second : float arrays of one length
    level, divisor
        As for `bounded`.

    Returns
    -------
    Estimate or None
        None where fewer than two gave both.

    References
    ----------
    Parasuraman, Zeithaml & Berry (1988), J. of Retailing 64, 12-40, of expectation and performance.

    Examples
    --------
    >>> found = paired(np.array([4, 3, 5, np.nan, 2]), np.array([5, 5, 4, 5, 3]))
    >>> found.value, found.n
    (-0.75, 4)
    """
    apart = first - second
    apart = apart[~np.isnan(apart)]
    if len(apart) < 2:
        return None
    half = float(stdtrit(len(apart) - 1, (1 + level) / 2) * apart.std(ddof=1) * np.sqrt(divisor / len(apart)))
    value = float(apart.mean())
    return Estimate(value=value, low=value - half, high=value + half, n=len(apart))


def welch(mean1, sd1, n1, mean2, sd2, n2, *, level: float = 0.95):
    """Compare two means by Welch: the first minus the second.

    Parameters
    ----------
    mean1, sd1, n1, mean2, sd2, n2 : floats or arrays
        Standard deviations with n - 1; at least two in each group.

    Returns
    -------
    (difference, low, high, p) : floats or arrays
        p is 1 where neither group varies and the means are the same, 0 where they are not.

    References
    ----------
    Welch, B. L. (1947), Biometrika 34, 28-35.

    Examples
    --------
    >>> [round(value, 6) for value in welch(4.25, 0.70710678, 8, 3.25, 1.03509834, 8)]
    [1.0, 0.037496, 1.962504, 0.042891]
    """
    first, second = np.asarray(sd1, dtype=float) ** 2 / n1, np.asarray(sd2, dtype=float) ** 2 / n2
    difference, both = np.asarray(mean1, dtype=float) - mean2, first + second
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = both**2 / (first**2 / (np.asarray(n1) - 1) + second**2 / (np.asarray(n2) - 1))
        freedom = np.where(both == 0, 1.0, freedom)
        p = 2 * stdtr(freedom, -np.abs(difference) / np.sqrt(both))
    half = stdtrit(freedom, (1 + level) / 2) * np.sqrt(both)
    p = np.where(both == 0, (difference == 0).astype(float), p)
    return plain(difference), plain(difference - half), plain(difference + half), plain(p)
