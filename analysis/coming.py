"""How many come, and by when most of them have come: for a second order, or a first one after a contact.

Many never do, so the median over all is often never reached. What can be said is how many have come within a time for which enough
customers were watched, and by when half of those, and nine in ten, had.
"""

from dataclasses import dataclass

import numpy as np

from analysis.durations import Durations
from analysis.evidence import FEW_BELOW
from analysis.intervals import critical
from analysis.survival import ROUNDING, Curve, Time, at, kaplan_meier

HALF, MOST = 0.5, 0.9


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


def coming(durations: Durations, *, level: float = 0.95) -> Coming:
    """Tell how many come, and by when most of them have.

    Parameters
    ----------
    durations : Durations
        Of somebody.
    level : float

    Notes
    -----
    With F the share that has come, h the longest time and q one half or nine tenths, the day is the first with F(t) >= q F(h). Its interval
    is that of all days on which F(t) - q F(h) does not differ from 0, by Greenwood's variance: S(s) and S(t) have the covariance S(s) S(t)
    times the sum of ended / (at risk (at risk - ended)) up to the earlier of the two.

    References
    ----------
    Brookmeyer & Crowley (1982), Biometrics 38, 29-41, on intervals of a time by turning a test round.

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
    # Where everybody has come the interval is not defined.
    came = Came(days=horizon, rate=1 - share, low=1 - high, high=1 - low) if not np.isnan(low) else None
    last = int(watched[-1])
    return Coming(
        curve=curve, so_far=curve.events, within=came, half=_by_when(curve, last, HALF, level), most=_by_when(curve, last, MOST, level)
    )


def _by_when(curve: Curve, last: int, part: float, level: float) -> Time:
    days, share = curve.days[: last + 1], curve.share[: last + 1]
    at_risk, ended = curve.at_risk[: last + 1].astype(float), curve.ended[: last + 1].astype(float)
    # Where all who were left have come the share is 0, and what it is multiplied by does not matter.
    spread = np.cumsum(np.divide(ended, at_risk * (at_risk - ended), out=np.zeros(len(days)), where=at_risk > ended))
    surplus = (1 - share) - part * (1 - share[-1])
    variance = share**2 * spread + (part * share[-1]) ** 2 * spread[-1] - 2 * part * share * share[-1] * spread
    half = critical(level) * np.sqrt(np.maximum(variance, 0))
    return Time(days=_first(days, surplus), low=_first(days, surplus + half), high=_first(days, surplus - half))


def _first(days: np.ndarray, surplus: np.ndarray) -> int | None:
    reached = np.flatnonzero(surplus >= -ROUNDING)
    return int(days[reached[0]]) if len(reached) else None
