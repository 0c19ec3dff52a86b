"""Two groups compared within strata, so that a season or growth can't pass for a difference between them."""

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from analysis.evidence import FEW_BELOW
from analysis.intervals import critical, wilson

# Below this expected number in a cell the normal approximation of the test is not to be trusted.
LEAST_EXPECTED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """k of n customers did; the share, from 0 to 1, with its Wilson interval."""

    k: int
    n: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two groups, over the strata in which both are.

    Attributes
    ----------
    first, second : Group
        Plain sums over those strata.
    difference, low, high : float
        The first share minus the second within a stratum (Mantel and Haenszel), -1 to 1, with Sato's interval.
    p : float
        Of the test by Cochran, Mantel and Haenszel that there is no difference in any stratum.
    strata : int
    """

    first: Group
    second: Group
    difference: float
    low: float
    high: float
    p: float
    strata: int


def group(k: int, n: int, *, level: float = 0.95) -> Group:
    """Give k of n as a share with its interval; n is at least 1.

    Examples
    --------
    >>> group(4, 10).rate
    0.4
    """
    low, high = wilson(int(k), int(n), level)
    return Group(k=int(k), n=int(n), rate=float(k / n), low=low, high=high)


def compare(k1, n1, k2, n2, *, level: float = 0.95) -> Comparison | None:
    """Compare how many of two groups did something, stratum by stratum.

    Parameters
    ----------
    k1, n1, k2, n2 : integer arrays of one length
        How many of how many, of either group in each stratum.
    level : float
        Confidence of the intervals.

    Returns
    -------
    Comparison or None
        None where the groups are too small to be compared: fewer than 30 customers in one of them, or a cell of the
        pooled table in which fewer than 5 are expected. Strata that hold one group alone are left out, for they tell nothing.

    Notes
    -----
    The test has no continuity correction, with which it would find too little. Sato's variance is right both for few large
    strata and for many small ones.

    References
    ----------
    Cochran (1954), Biometrics 10, 417-451; Mantel & Haenszel (1959), J. Natl. Cancer Inst. 22, 719-748; Sato (1989),
    Biometrics 45, 1323-1324, on the estimator of Greenland & Robins (1985), Biometrics 41, 55-68.

    Examples
    --------
    >>> found = compare([30, 10], [50, 50], [40, 20], [50, 50])
    >>> found.first.k, found.second.n, round(found.difference, 3), round(found.p, 4)
    (40, 100, -0.2, 0.0021)
    """
    k1, n1, k2, n2 = (np.asarray(values, dtype=float) for values in (k1, n1, k2, n2))
    both = (n1 > 0) & (n2 > 0)
    k1, n1, k2, n2 = k1[both], n1[both], k2[both], n2[both]
    if not _enough(k1.sum(), n1.sum(), k2.sum(), n2.sum()):
        return None
    difference, variance = _difference(k1, n1, k2, n2)
    half = critical(level) * sqrt(variance)
    return Comparison(
        first=group(k1.sum(), n1.sum(), level=level),
        second=group(k2.sum(), n2.sum(), level=level),
        difference=difference,
        low=max(difference - half, -1.0),
        high=min(difference + half, 1.0),
        p=_p(k1, n1, k2, n2),
        strata=int(both.sum()),
    )


def _enough(k1: float, n1: float, k2: float, n2: float) -> bool:
    if min(n1, n2) < FEW_BELOW:
        return False
    did, did_not = k1 + k2, n1 + n2 - k1 - k2
    return min(n1, n2) * min(did, did_not) / (n1 + n2) >= LEAST_EXPECTED


def _difference(k1, n1, k2, n2) -> tuple[float, float]:
    """The Mantel-Haenszel risk difference and Sato's variance of it."""
    n = n1 + n2
    weight = (n1 * n2 / n).sum()
    difference = ((k1 * n2 - k2 * n1) / n).sum() / weight
    uneven = ((n1**2 * k2 - n2**2 * k1 + n1 * n2 * (n2 - n1) / 2) / n**2).sum()
    discordant = ((k1 * (n2 - k2) + k2 * (n1 - k1)) / (2 * n)).sum()
    return float(difference), float(max(difference * uneven + discordant, 0.0) / weight**2)


def _p(k1, n1, k2, n2) -> float:
    """The two-sided p-value of the Cochran-Mantel-Haenszel test, from chi square with one degree of freedom."""
    n, did = n1 + n2, k1 + k2
    expected = n1 * did / n
    # A stratum with one customer in each group is the smallest here, so n - 1 is never 0.
    variance = (n1 * n2 * did * (n - did) / (n**2 * (n - 1))).sum()
    return erfc(sqrt((k1 - expected).sum() ** 2 / variance / 2)) if variance else 1.0
