"""Exits: by which of several ways something ends, and when, where for some it has not ended yet."""

from dataclasses import dataclass

import numpy as np

from analysis.intervals import wilson
from analysis.survival import ROUNDING, Time

UNKNOWN = Time(days=None, low=None, high=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """One way of ending.

    Attributes
    ----------
    name : str
    ended : int
        Of how many this end was seen, whenever.
    share, low, high : float or None
        The share that has ended this way by the horizon; None where nobody was watched for so long.
    after : Time
        Days within which half of those who end this way by the horizon have done so.
    """

    name: str
    ended: int
    share: float | None
    low: float | None
    high: float | None
    after: Time


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """What happened on each day on which an end was seen: who was still there, how many ended, and which share was there before."""

    days: np.ndarray
    at_risk: np.ndarray
    all_ends: np.ndarray
    before: np.ndarray


def exits(days: np.ndarray, way: np.ndarray, names: tuple[str, ...], *, horizon: int, level: float = 0.95) -> tuple[Exit, ...]:
    """Estimate which share ends in which way within `horizon` days (Aalen and Johansen's estimate), and when.

    Whoever's end is not seen yet counts for as long as they were watched, and never as "did not".

    Parameters
    ----------
    days : integer array of S
        Days until the end, or the last on which it could have been seen.
    way : integer array of S
        A place in `names`; negative where no end was seen.
    names : tuple of str
    horizon : int
        Days.
    level : float

    Notes
    -----
    The variance is Greenwood's, carried over to several ways of ending (Dinse & Larson 1986, Biometrika 73, 379-386). The interval is
    Wilson's, with as many observed as would give a share that variance (Rothman 1978, J. Chronic Dis. 31, 557-560): it keeps to 0 and 1,
    does not collapse there, and is Wilson's own where everybody was watched to the horizon. The interval of the days reaches from where
    the lower end of the interval of one half, of as many as were seen to end so, is passed to where its upper end is (Woodruff 1952,
    J. Am. Stat. Assoc. 47, 635-646).

    References
    ----------
    Aalen & Johansen (1978), Scand. J. Statist. 5, 141-150.

    Examples
    --------
    >>> [up, out] = exits(np.array([1, 2, 2, 4]), np.array([0, 1, -1, 0]), ("up", "out"), horizon=4)
    >>> up.ended, round(up.share, 4), up.after.days, round(out.share, 4)
    (2, 0.75, 4, 0.25)
    """
    days, way = np.asarray(days, dtype=np.int64), np.asarray(way)
    capped = np.minimum(days, horizon + 1)
    watched = np.bincount(capped, minlength=horizon + 2)
    at_risk = np.cumsum(watched[::-1])[::-1][: horizon + 1]
    counts = [np.bincount(capped[way == place], minlength=horizon + 2)[: horizon + 1] for place in range(len(names))]
    when = np.flatnonzero(sum(counts))
    at_risk, all_ends = at_risk[when].astype(float), sum(counts)[when].astype(float)
    left = np.cumprod(1 - all_ends / at_risk)
    course = _Course(days=when, at_risk=at_risk, all_ends=all_ends, before=np.append(1.0, left)[: len(left)])
    # Where everybody has left, more watching would show nothing more.
    known = bool((days >= horizon).any()) or bool((left < ROUNDING).any())
    told = int(((days >= horizon) | (way >= 0)).sum())
    return tuple(
        _exit(name, int((way == place).sum()), counts[place][when].astype(float), course, told if known else 0, level)
        for place, name in enumerate(names)
    )


def _exit(name: str, ended: int, own: np.ndarray, course: _Course, told: int, level: float) -> Exit:
    """`told` is of how many it is known by the horizon whether they have left; 0 where it can't be told."""
    if not told:
        return Exit(name=name, ended=ended, share=None, low=None, high=None, after=UNKNOWN)
    at_risk, all_ends, before = course.at_risk, course.all_ends, course.before
    step = before * own / at_risk
    share = float(min(step.sum(), 1.0))
    ahead = share - np.cumsum(step)
    with np.errstate(divide="ignore", invalid="ignore"):
        leaving = np.where(at_risk > all_ends, ahead**2 * all_ends / (at_risk * (at_risk - all_ends)), 0.0)
    variance = float((leaving + before**2 * own * (at_risk - own) / at_risk**3 - 2 * ahead * before * own / at_risk**2).sum())
    as_many = share * (1 - share) / variance if variance > ROUNDING**2 and 0 < share < 1 else float(told)
    low, high = wilson(share * as_many, as_many, level)
    return Exit(name=name, ended=ended, share=share, low=low, high=high, after=_after(course.days, step, int(own.sum()), level))


def _after(days: np.ndarray, step: np.ndarray, n: int, level: float) -> Time:
    if not n:
        return UNKNOWN
    by_then = np.cumsum(step) / step.sum()
    found = [int(days[np.searchsorted(by_then, part - ROUNDING)]) for part in (0.5, *wilson(n / 2, n, level))]
    return Time(days=found[0], low=found[1], high=found[2])
