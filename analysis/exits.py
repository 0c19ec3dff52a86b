"""Exits: by which of several ways something ends within so many days, where for some it has not ended yet."""

from dataclasses import dataclass

import numpy as np

from analysis.intervals import wilson


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
    """

    name: str
    ended: int
    share: float | None
    low: float | None
    high: float | None


def exits(days: np.ndarray, way: np.ndarray, names: tuple[str, ...], *, horizon: int, level: float = 0.95) -> tuple[Exit, ...]:
    """Estimate which share ends in which way within `horizon` days (Aalen and Johansen's estimate).

    Whoever's end is not seen yet counts for as long as they were watched, and never as "did not".

    Parameters
    ----------
    days : integer array of S
        Days until the end, or until watching stopped.
    way : integer array of S
        A place in `names`; negative where no end was seen.
    names : tuple of str
    horizon : int
        Days.
    level : float

    Notes
    -----
    The variance is Greenwood's, carried over to several ways of ending (Dinse & Larson 1986, Biometrika 73, 379-386, without their variance
    of entering). The interval is Wilson's, with as many observed as would give a share that variance (Rothman 1978, J. Chronic Dis. 31,
    557-560): it keeps to 0 and 1, does not collapse there, and is Wilson's own where everybody was watched to the horizon.

    References
    ----------
    Aalen & Johansen (1978), Scand. J. Statist. 5, 141-150.

    Examples
    --------
    >>> [up, out] = exits(np.array([1, 2, 2, 4]), np.array([0, 1, -1, 0]), ("up", "out"), horizon=4)
    >>> up.ended, round(up.share, 4), round(out.share, 4)
    (2, 0.75, 0.25)
    """
    days, way = np.asarray(days, dtype=np.int64), np.asarray(way)
    ended = [int((way == place).sum()) for place in range(len(names))]
    capped = np.minimum(days, horizon + 1)
    watched = np.bincount(capped, minlength=horizon + 2)
    at_risk = np.cumsum(watched[::-1])[::-1][: horizon + 1].astype(float)
    counts = np.array([np.bincount(capped[way == place], minlength=horizon + 2)[: horizon + 1] for place in range(len(names))], dtype=float)
    all_ends = counts.sum(axis=0)
    some = all_ends > 0
    at_risk, counts, all_ends = at_risk[some], counts[:, some], all_ends[some]
    left = np.cumprod(1 - all_ends / at_risk)
    known = len(days) > 0 and (bool((days >= horizon).any()) or (len(left) > 0 and left[-1] < 1e-12))
    if not known:
        return tuple(Exit(name=name, ended=n, share=None, low=None, high=None) for name, n in zip(names, ended, strict=True))
    before = np.append(1.0, left[:-1])[: len(left)]
    told = int(((days >= horizon) | (way >= 0)).sum())
    return tuple(_exit(name, n, own, at_risk, all_ends, before, told, level) for name, n, own in zip(names, ended, counts, strict=True))


def _exit(name: str, ended: int, own: np.ndarray, at_risk: np.ndarray, all_ends: np.ndarray, before: np.ndarray, told: int, level: float) -> Exit:
    step = before * own / at_risk
    by_then = np.cumsum(step)
    share = float(min(step.sum(), 1.0))
    ahead = share - by_then
    with np.errstate(divide="ignore", invalid="ignore"):
        leaving = np.where(at_risk > all_ends, ahead**2 * all_ends / (at_risk * (at_risk - all_ends)), 0.0)
    variance = float((leaving + before**2 * own * (at_risk - own) / at_risk**3 - 2 * ahead * before * own / at_risk**2).sum())
    as_many = share * (1 - share) / variance if variance > 1e-15 and 0 < share < 1 else float(told)
    low, high = wilson(share * as_many, as_many, level)
    return Exit(name=name, ended=ended, share=share, low=low, high=high)
