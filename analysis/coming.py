"""How many come, and by when most of them have come: for a second order, or a first one after a contact.

Many never do, so the median over all is often never reached. What can be said is how many have come within a time for which enough
customers were watched, and by when half of those, and nine in ten, had.
"""

from dataclasses import dataclass

import numpy as np

from analysis.durations import Durations
from analysis.evidence import FEW_BELOW
from analysis.survival import ROUNDING, Curve, Time, at, kaplan_meier

HALF, MOST = 0.5, 0.9
DRAWS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """The share, 0 to 1, that comes within `days`, with its interval."""

    days: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """How many come, and when.

    Attributes
    ----------
    curve : Curve
        The share that has not come yet.
    so_far : int
        Customers who have come by ``as_of``, of `curve.n`.
    within : Came or None
        The longest time for which 30 customers were watched; None where there is none, or nobody came in it.
    half, most : Time or None
        Days within which half, and nine in ten, of those had come who come within that time.
    """

    curve: Curve
    so_far: int
    within: Came | None
    half: Time | None
    most: Time | None


def coming(durations: Durations, *, level: float = 0.95, seed: int = 0) -> Coming:
    """Tell how many come, and by when most of them have.

    Parameters
    ----------
    durations : Durations
        Of somebody.
    level : float
    seed : int
        Of the bootstrap that gives `half` and `most` their intervals.

    Notes
    -----
    The bootstrap draws customers with replacement (Efron 1981, J. Am. Stat. Assoc. 76, 312-319). As customers of the same duration are
    alike, it draws how many there are of each duration instead, which is the same and takes no longer for a million.

    Examples
    --------
    >>> days = np.r_[np.full(30, 10), np.full(10, 50), np.full(60, 100)]
    >>> found = coming(Durations(customers=np.arange(100), days=days, observed=days < 100))
    >>> found.within.days, round(found.within.rate, 2), found.half.days, found.most
    (100, 0.4, 10, Time(days=50, low=50, high=50))
    """
    curve = kaplan_meier(durations.days, durations.observed, level=level)
    watched = np.flatnonzero(curve.at_risk >= FEW_BELOW)
    horizon = int(curve.days[watched[-1]]) if len(watched) else -1
    share, low, high = at(curve, horizon)
    if not len(watched) or share == 1:
        return Coming(curve=curve, so_far=curve.events, within=None, half=None, most=None)
    drawn = _drawn(curve, watched[-1], seed)
    seen = curve.days[: watched[-1] + 1]
    # Where everybody has come the interval is not defined: only one side of it is known, and that not well.
    came = Came(days=horizon, rate=1 - share, low=1 - high, high=1 - low) if not np.isnan(low) else None
    return Coming(
        curve=curve,
        so_far=curve.events,
        within=came,
        half=_by_when(seen, curve.share[: len(seen)], drawn, HALF, level),
        most=_by_when(seen, curve.share[: len(seen)], drawn, MOST, level),
    )


def _drawn(curve: Curve, last: int, seed: int) -> np.ndarray:
    """The curve up to its place `last`, drawn again and again: one row a draw."""
    censored = curve.at_risk - curve.ended - np.append(curve.at_risk[1:], 0)
    counts = np.concatenate([curve.ended, censored])
    times = len(curve.days)
    drawn = np.random.default_rng(seed).multinomial(curve.n, counts / curve.n, size=DRAWS)
    ended, leaving = drawn[:, :times], drawn[:, :times] + drawn[:, times:]
    at_risk = np.cumsum(leaving[:, ::-1], axis=1)[:, ::-1]
    kept = 1 - np.divide(ended, at_risk, out=np.zeros(ended.shape), where=at_risk > 0)
    return np.cumprod(kept, axis=1)[:, : last + 1]


def _by_when(days: np.ndarray, share: np.ndarray, drawn: np.ndarray, part: float, level: float) -> Time:
    found = _reached(days, share[None, :], part)
    again = _reached(days, drawn[drawn[:, -1] < 1], part)
    low, high = np.quantile(again, [(1 - level) / 2, (1 + level) / 2], method="inverted_cdf")
    return Time(days=int(found[0]), low=int(low), high=int(high))


def _reached(days: np.ndarray, share: np.ndarray, part: float) -> np.ndarray:
    """The day by which that part of those who come had come, of every row."""
    came = 1 - share
    return days[np.argmax(came >= part * came[:, -1:] - ROUNDING, axis=1)]
