"""How long until something happens, where for some it has not happened yet: Kaplan-Meier's curve and the log-rank test."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import connected_components
from scipy.special import chdtrc

from analysis.intervals import critical

# Shares are products of fractions: one half may come out a hair above.
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A number of days with its interval; None where it is not reached within the time observed."""

    days: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """For what share something has not happened yet, by days since its beginning.

    Before the first entry the share is 1; after the last one nothing is known.

    Attributes
    ----------
    n, events : int
        How many were watched, and of how many the end was seen.
    level : float
        Of the intervals.
    days : integer array
        Every number of days after which somebody's end was seen or watching ended, ascending.
    at_risk, ended : integer arrays
        How many were watched for at least so many days without its having happened before, and of how many it happened then.
    share, low, high : float arrays
        From 0 to 1. The interval is nan where it is not defined: before the first end, and where nobody is left.
    median : Time
    """

    n: int
    events: int
    level: float
    days: np.ndarray
    at_risk: np.ndarray
    ended: np.ndarray
    share: np.ndarray
    low: np.ndarray
    high: np.ndarray
    median: Time


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRank:
    """The test that something happens at the same pace in all groups: chi square, its degrees of freedom, and p."""

    chi_square: float
    degrees: int
    p: float


def kaplan_meier(days, observed, *, level: float = 0.95) -> Curve:
    """Estimate the share for which something has not happened yet.

    Parameters
    ----------
    days : integer array
        Days from its beginning until it happened, or until watching ended; 0 or more, and at least one of them.
    observed : bool array
        Whether it was seen to happen.
    level : float
        Confidence of the intervals.

    Returns
    -------
    Curve

    Notes
    -----
    The variance is Greenwood's, the interval symmetric on the scale of log(-log(share)): it stays between 0 and 1 and covers well in
    small groups. The interval of the median runs between the first days on which the lower and the upper bound are at one half or below.

    References
    ----------
    Kaplan & Meier (1958), J. Am. Stat. Assoc. 53, 457-481; Kalbfleisch & Prentice (1980), The Statistical Analysis of Failure Time
    Data, on the interval; Brookmeyer & Crowley (1982), Biometrics 38, 29-41, on that of the median.

    Examples
    --------
    >>> curve = kaplan_meier([1, 2, 3, 4], [True, True, False, True])
    >>> curve.share.tolist(), curve.median.days
    ([0.75, 0.5, 0.5, 0.0], 2)
    """
    days, observed = np.asarray(days, dtype=np.int64), np.asarray(observed, dtype=bool)
    if not len(days):
        raise ValueError("a curve needs somebody who was watched")
    watched, ends = np.bincount(days), np.bincount(days[observed], minlength=int(days.max()) + 1)
    seen = np.flatnonzero(watched)
    at_risk, ended = np.cumsum(watched[::-1])[::-1][seen], ends[seen]
    share = np.cumprod(1 - ended / at_risk)
    low, high = _log_log(share, at_risk, ended, level)
    return Curve(
        n=len(days),
        events=int(observed.sum()),
        level=level,
        days=seen,
        at_risk=at_risk,
        ended=ended,
        share=share,
        low=low,
        high=high,
        median=Time(days=_first(seen, share), low=_first(seen, low), high=_first(seen, high)),
    )


def _log_log(share: np.ndarray, at_risk: np.ndarray, ended: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Greenwood's variance on the scale of log(-log(share)); nan where there is no such number."""
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(ended / (at_risk * (at_risk - ended)))
        half = critical(level) * np.sqrt(variance) / np.abs(np.log(share))
        defined = (share > 0) & (share < 1)
        return tuple(np.where(defined, share ** np.exp(sign * half), np.nan) for sign in (1, -1))


def at(curve: Curve, day: int) -> tuple[float, float, float]:
    """The share after `day` days with its interval; nan where nothing is known. Where nobody is left, nobody will be.

    Examples
    --------
    >>> [round(value, 4) for value in at(kaplan_meier([1, 2, 3, 4], [True, True, False, True]), 3)]
    [0.5, 0.0578, 0.8449]
    """
    place = int(np.searchsorted(curve.days, day, side="right")) - 1
    if place < 0:
        return 1.0, float("nan"), float("nan")
    if day > curve.days[-1] and curve.share[-1] > 0:
        return (float("nan"),) * 3
    return float(curve.share[place]), float(curve.low[place]), float(curve.high[place])


def log_rank(samples: Sequence[tuple[np.ndarray, np.ndarray]]) -> LogRank | None:
    """Test whether something happens at the same pace in all groups.

    Parameters
    ----------
    samples : pairs of arrays
        For each group the days and whether it was observed, as for `kaplan_meier`.

    Returns
    -------
    LogRank or None
        None where there is nothing to compare: fewer than two groups, or nothing happened while two of them were watched.

    References
    ----------
    Mantel (1966), Cancer Chemother. Rep. 50, 163-170; Peto & Peto (1972), J. R. Stat. Soc. A 135, 185-207.

    Examples
    --------
    >>> test = log_rank([(np.array([1, 2, 3]), np.ones(3, bool)), (np.array([4, 5, 6]), np.ones(3, bool))])
    >>> round(test.chi_square, 4), test.degrees, round(test.p, 4)
    (5.0517, 1, 0.0246)
    """
    samples = [(np.asarray(days, dtype=np.int64), np.asarray(observed, dtype=bool)) for days, observed in samples if len(days)]
    if len(samples) < 2:
        return None
    times = np.unique(np.concatenate([days[observed] for days, observed in samples]))
    counts = [_counts(days, observed, times) for days, observed in samples]
    at_risk = np.array([group for group, _ended in counts], dtype=float)
    ended = np.array([group for _at_risk, group in counts], dtype=float)
    n, d = at_risk.sum(axis=0), ended.sum(axis=0)
    part = at_risk / n
    surplus = (ended - d * part).sum(axis=1)
    # Where one alone is left, nothing can differ.
    spread = np.divide(d * (n - d), n - 1, out=np.zeros(len(n)), where=n > 1)
    together = (part * spread) @ part.T
    covariance = np.diag((part * spread).sum(axis=1)) - together
    # Each surplus is the others' with another sign: one of the groups that were ever watched together says nothing new. Which these are is
    # counted, not read from the covariance, whose zeros come out as 1e-14.
    components, label = connected_components(together > 0, directed=False)
    told = np.ones(len(samples), dtype=bool)
    told[np.unique(label, return_index=True)[1]] = False
    degrees = len(samples) - components
    if not degrees:
        return None
    chi_square = float(surplus[told] @ np.linalg.solve(covariance[np.ix_(told, told)], surplus[told]))
    return LogRank(chi_square=chi_square, degrees=degrees, p=float(chdtrc(degrees, chi_square)))


def _counts(days: np.ndarray, observed: np.ndarray, times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How many were at risk, and of how many the end was seen, at each time."""
    longest = max(int(days.max()), int(times.max()) if len(times) else 0)
    ended = np.bincount(days[observed], minlength=longest + 1)
    watched = np.bincount(days, minlength=longest + 1)
    return np.cumsum(watched[::-1])[::-1][times], ended[times]


def reached(curve: Curve, share: float) -> Time:
    """After how many days it has happened for a share of all, with its interval.

    Examples
    --------
    >>> reached(kaplan_meier(np.arange(1, 11), np.ones(10, dtype=bool)), 0.9).days
    9
    """
    return Time(**{end: _first(curve.days, values, 1 - share) for end, values in zip(_ENDS, (curve.share, curve.low, curve.high))})


_ENDS = ("days", "low", "high")


def _first(days: np.ndarray, values: np.ndarray, left: float = 0.5) -> int | None:
    below = np.flatnonzero(values <= left + ROUNDING)
    return int(days[below[0]]) if len(below) else None
