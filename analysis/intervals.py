"""Intervals for one share and for a difference of two."""

from statistics import NormalDist

import numpy as np
from scipy.special import erfc

from analysis.errors import UnknownChoice, say


def critical(level: float) -> float:
    """The normal quantile that leaves ``(1 - level) / 2`` on either side.

    Examples
    --------
    >>> round(critical(0.95), 6)
    1.959964
    """
    if not 0 < level < 1:
        raise UnknownChoice(found=say("the level {}", level), needed="a number between 0 and 1", do="Write 95 per cent as 0.95.")
    return NormalDist().inv_cdf((1 + level) / 2)


def plain(values: np.ndarray):
    """A float for a scalar, the array otherwise."""
    return values if np.ndim(values) else float(values)


def wilson(k, n, level: float = 0.95):
    """Wilson's score interval for a share.

    It keeps to 0 and 1 and does not collapse where nobody or everybody did, as the textbook interval does.

    Parameters
    ----------
    k, n : int or integer arrays
        How many did, of how many.
    level : float
        Confidence, between 0 and 1.

    Returns
    -------
    (low, high) : floats or arrays
        Fractions from 0 to 1; exactly 0 for none, exactly 1 for all, nan where `n` is 0.

    References
    ----------
    Wilson, E. B. (1927), J. Am. Stat. Assoc. 22, 209-212; Brown, Cai & DasGupta (2001), Stat. Sci. 16, 101-133.

    Examples
    --------
    >>> low, high = wilson(4, 10)
    >>> round(low, 6), round(high, 6)
    (0.16818, 0.687326)
    """
    k, n = np.asarray(k, dtype=float), np.asarray(n, dtype=float)
    if np.any(k < 0) or np.any(k > n):
        raise ValueError("of n, between 0 and n can have done it")
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = wilson_ends(k / n, n, critical(level))
    # The ends are exact by algebra; rounding would print 0.9999999999999999 for all of all.
    low = np.where(n == 0, np.nan, np.where(k == 0, 0.0, np.clip(low, 0, 1)))
    high = np.where(n == 0, np.nan, np.where(k == n, 1.0, np.clip(high, 0, 1)))
    return plain(low), plain(high)


def wilson_ends(share, n, z) -> tuple[np.ndarray, np.ndarray]:
    """The two ends, at a normal quantile that may differ from one to the next."""
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return centre - half, centre + half


def newcombe(k1, n1, k2, n2, level: float = 0.95):
    """Newcombe's hybrid score interval for the first share minus the second.

    The two are distinguishable where 0 lies outside. Whether their own intervals overlap decides nothing.

    Parameters
    ----------
    k1, n1, k2, n2 : int or integer arrays
        How many did, of how many, in two separate groups.
    level : float
        Confidence, between 0 and 1.

    Returns
    -------
    (difference, low, high) : floats or arrays
        From -1 to 1; nan where a group is empty.

    References
    ----------
    Newcombe, R. G. (1998), Statistics in Medicine 17, 873-890, method 10.

    Examples
    --------
    >>> [round(value, 4) for value in newcombe(56, 70, 48, 80)]
    [0.2, 0.0524, 0.3339]
    """
    (low1, high1), (low2, high2) = wilson(k1, n1, level), wilson(k2, n2, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        share1 = np.asarray(k1, dtype=float) / np.asarray(n1, dtype=float)
        share2 = np.asarray(k2, dtype=float) / np.asarray(n2, dtype=float)
    difference = share1 - share2
    low = difference - np.hypot(share1 - low1, high2 - share2)
    high = difference + np.hypot(high1 - share1, share2 - low2)
    return plain(difference), plain(low), plain(high)


def newcombe_p(k1, n1, k2, n2) -> np.ndarray:
    """The p-value that belongs to Newcombe's interval: the smallest 1 - level at which it still leaves out 0.

    So a pair alone is distinguishable exactly if its interval, as shown, leaves out 0. A test of its own could say otherwise.

    Parameters
    ----------
    k1, n1, k2, n2 : integer arrays of one length
        How many did, of how many.

    Returns
    -------
    float array
        From 0 to 1; 1 where the shares are equal.

    Notes
    -----
    The interval leaves out 0 as long as |p1 - p2| is larger than the root of the sum of squares of the two Wilson ends that face each
    other; both move away as the level rises, so that halving finds the level.

    References
    ----------
    Newcombe, R. G. (1998), Statistics in Medicine 17, 873-890, method 10.

    Examples
    --------
    >>> newcombe_p([56], [70], [48], [80]).round(3).tolist()
    [0.008]
    """
    k1, n1, k2, n2 = (np.asarray(values, dtype=float) for values in (k1, n1, k2, n2))
    least, most = np.zeros(len(k1)), np.full(len(k1), 40.0)  # the normal quantile z; beyond 40 any p is 0 in binary
    for _ in range(60):
        z = (least + most) / 2
        apart = _leaves_out_zero(k1, n1, k2, n2, z)
        least, most = np.where(apart, z, least), np.where(apart, most, z)
    return np.where(k1 * n2 == k2 * n1, 1.0, erfc(least / np.sqrt(2)))


def _leaves_out_zero(k1, n1, k2, n2, z) -> np.ndarray:
    share1, share2 = k1 / n1, k2 / n2
    (low1, high1), (low2, high2) = wilson_ends(share1, n1, z), wilson_ends(share2, n2, z)
    above = share1 > share2
    facing1, facing2 = np.where(above, share1 - low1, high1 - share1), np.where(above, high2 - share2, share2 - low2)
    return np.abs(share1 - share2) > np.hypot(facing1, facing2)
