"""An estimate and its interval from a row of draws, of which the first is the data themselves."""

from dataclasses import dataclass

import numpy as np

from analysis.means import Estimate
from analysis.worth import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """The difference added up through one period, of all customers of today: its interval, and the middle half of what may come.

    Attributes
    ----------
    period, days : int
        1 is the first; how many days have passed by its end.
    value, low, high, inner_low, inner_high : int
        Minor units.
    """

    period: int
    days: int
    value: int
    low: int
    high: int
    inner_low: int
    inner_high: int


def drawn(values: np.ndarray) -> np.ndarray:
    """Without the data themselves, and without resamples that had no best fit."""
    kept = values[1:]
    return kept[np.isfinite(kept)]


def ends(values: np.ndarray, level: float) -> tuple[float, float]:
    """The interval, by percentiles; the estimate itself where nothing was drawn."""
    found = drawn(values)
    if not len(found):
        return float(values[0]), float(values[0])
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def estimate(values: np.ndarray, level: float, n: int) -> Estimate:
    """The estimate with its interval."""
    low, high = ends(values, level)
    return Estimate(value=float(values[0]), low=low, high=high, n=n)


def money(values: np.ndarray, level: float) -> Money:
    """The same of money."""
    low, high = ends(values, level)
    return Money(value=round(float(values[0])), low=round(low), high=round(high))


def ahead(period: int, days: int, values: np.ndarray, level: float) -> Ahead:
    """What has come by the end of a period, so many days from today."""
    outer, inner = money(values, level), money(values, 0.5)
    return Ahead(
        period=period,
        days=days,
        value=outer.value,
        low=outer.low,
        high=outer.high,
        inner_low=inner.low,
        inner_high=inner.high,
    )


def to_the_unit(parts: np.ndarray, whole: int) -> list[int]:
    """Round parts so that they add up to a whole: the largest remainders get what is missing.

    Parameters
    ----------
    parts : float array
    whole : int
        Their sum, rounded.

    >>> to_the_unit(np.array([1.4, 1.4, 1.2]), 4)
    [2, 1, 1]
    """
    floors = np.floor(parts).astype(np.int64)
    missing = whole - int(floors.sum())
    floors[np.argsort(-(parts - floors), kind="stable")[: max(missing, 0)]] += 1
    return floors.tolist()
