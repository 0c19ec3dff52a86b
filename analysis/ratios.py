"""Intervals of means and of ratios of sums over customers, from the sums alone."""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A number with its interval: a share, or so many a customer; money in minor units that are not rounded."""

    value: float
    low: float
    high: float


def ratio(top, bottom, squares, cross, bottom_squares, n, contributing, level: float = 0.95):
    """A sum over customers divided by another sum over the same customers, with its interval.

    What customers bring is skewed: many bring nothing, a few a lot. An interval of the logarithm, with Student's quantile by the
    customers who contributed, holds more often than a percentile bootstrap of as many customers, and draws nothing.

    Parameters
    ----------
    top, bottom : float arrays
        Sums over customers of y and of x; where x is 1 for each, the ratio is y's mean.
    squares, cross, bottom_squares : float arrays
        Sums over customers of y², x·y and x².
    n : integer array
        Customers.
    contributing : integer array
        How many of them have a y other than 0.
    level : float

    Returns
    -------
    (value, low, high) : float arrays
        nan where `bottom` is not above 0; no finite interval where fewer than two contributed.

    Notes
    -----
    By the delta method var(R) = n/(n-1) Σ(y - R x)² / (Σx)². Where R > 0 the ends are R exp(∓ t sd/R), else R ∓ t sd.

    References
    ----------
    Cochran, W. G. (1977), Sampling Techniques, 3rd ed., section 6.4.

    Examples
    --------
    >>> y = np.array([1.0, 2, 3, 4])
    >>> [round(float(found), 4) for found in ratio(y.sum(), 4.0, (y * y).sum(), y.sum(), 4.0, 4, 4)]
    [2.5, 1.0992, 5.6859]
    """
    arrays = (np.asarray(value, dtype=float) for value in (top, bottom, squares, cross, bottom_squares, n, contributing))
    top, bottom, squares, cross, bottom_squares, n, contributing = np.broadcast_arrays(*arrays)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(bottom > 0, top / bottom, np.nan)
        spread = np.maximum(squares - 2 * value * cross + value**2 * bottom_squares, 0) * n / (n - 1)
        deviation = np.sqrt(spread) / bottom
    low, high = around(value, deviation, contributing, level)
    return value, low, high


def around(value, deviation, contributing, level: float = 0.95, *, positive: bool = True):
    """An interval around numbers whose standard deviations are known, by Student's quantile.

    Parameters
    ----------
    value, deviation : float arrays
    contributing : integer array
        Customers behind it; the quantile has one degree of freedom less.
    level : float
    positive : bool
        Take the logarithm where the value is above 0; a difference can lie on either side of it.

    Returns
    -------
    (low, high) : float arrays

    Examples
    --------
    >>> [round(float(end), 3) for end in around(10.0, 1.0, 31, positive=False)]
    [7.958, 12.042]
    """
    value, deviation = np.asarray(value, dtype=float), np.asarray(deviation, dtype=float)
    degrees = np.asarray(contributing, dtype=float) - 1
    # Without two customers there is nothing to tell a spread from.
    reach = np.where(degrees >= 1, stdtrit(np.maximum(degrees, 1), (1 + level) / 2), np.inf)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        plain = np.where(deviation == 0, 0.0, reach * deviation)
        factor = np.exp(np.where(value > 0, plain / value, 0.0))
        logarithmic = (value > 0) & positive
        low = np.where(logarithmic, value / factor, value - plain)
        high = np.where(logarithmic, value * factor, value + plain)
    return low, high


def differing(one, other, level: float = 0.95) -> tuple[float, float, float, float]:
    """Two separate numbers with their intervals: the first minus the second, its interval, and how surprising it is.

    Parameters
    ----------
    one, other : (value, low, high, n)
        The interval as `around` makes it, of the same level; None for none.
    level : float

    Returns
    -------
    difference, low, high, p : float
        By hypot of the ends that face each other, as Newcombe does for shares: so a skewed interval stays skewed. `p` is the smallest
        1 - level at which 0 is left out, taken from the end that faces 0; 1 where an interval is missing.

    References
    ----------
    Zou, G. Y. & Donner, A. (2008), Statistics in Medicine 27, 1693-1702: recovering variances from the limits of two intervals.

    Examples
    --------
    >>> difference, low, high, p = differing((10.0, 8.0, 12.0, 100), (5.0, 4.0, 6.0, 100))
    >>> difference, round(low, 2), round(high, 2), p < 0.001
    (5.0, 2.76, 7.24, True)
    """
    (value1, low1, high1, n1), (value2, low2, high2, n2) = one, other
    difference = float(value1 - value2)
    if None in (low1, high1, low2, high2):
        return difference, float("nan"), float("nan"), 1.0
    below, above = float(np.hypot(value1 - low1, high2 - value2)), float(np.hypot(high1 - value1, value2 - low2))
    facing = below if difference > 0 else above
    degrees = min(n1, n2) - 1
    reach = float(stdtrit(degrees, (1 + level) / 2))
    p = 1.0 if difference == 0 or facing == 0 else 2 * float(stdtr(degrees, -abs(difference) / facing * reach))
    p = 0.0 if facing == 0 and difference != 0 else p
    return difference, difference - below, difference + above, p
