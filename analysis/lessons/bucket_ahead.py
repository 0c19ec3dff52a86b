"""Where a leaky bucket goes from here: its level, its way there, and a market that ends. Closed forms, no data."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, sqrt

from analysis.intervals import critical


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """A market that ends.

    Attributes
    ----------
    size : int
        Supposed: all who might ever buy.
    bought : int
        Who had bought by the quarter's end.
    left : int
    newcomers : int
        First orders in the quarter.
    quarters, low, high : float
        Until nobody is left to win, at that pace.
    back : int
        Recovered in the quarter: all that comes when nobody new does.
    settles : float
        Where the bucket settles then.
    """

    size: int
    bought: int
    left: int
    newcomers: int
    quarters: float
    low: float
    high: float
    back: int
    settles: float


def settling(new: int, back: int, lost: int, at_start: int, *, part: float = 1.0, level: float = 0.95) -> tuple[float, float, float]:
    """Where a bucket settles if so large a part of the newcomers comes, with its interval.

    Both the numbers who come, as Poisson numbers do, and the share lost vary by chance; on the logarithm their variances add.

    Examples
    --------
    >>> [round(one) for one in settling(500, 0, 400, 1600)]
    [2000, 1770, 2260]
    >>> round(settling(500, 20, 400, 1600, part=0.5)[0])
    1080
    """
    share, arrivals = lost / at_start, part * new + back
    half = critical(level) * sqrt((part**2 * new + back) / arrivals**2 + (1 - share) / lost)
    middle = arrivals / share
    return middle, middle * exp(-half), middle * exp(half)


def ahead(now: float, arrivals: float, lost_share: float, periods: int) -> list[float]:
    """Customers now and at each of the next periods' ends, if as many come and the same share is lost.

    Examples
    --------
    >>> ahead(100, 50, 0.25, 2)
    [100.0, 125.0, 143.75]
    """
    found = [float(now)]
    for _period in range(periods):
        found.append(found[-1] * (1 - lost_share) + arrivals)
    return found


def market(*, bought: int, newcomers: int, back: int, lost_share: float, times: int = 2, level: float = 0.95) -> Market:
    """A market of so many times those who ever bought, and how long it lasts.

    The number of newcomers varies by chance as a Poisson number does.

    Examples
    --------
    >>> found = market(bought=4000, newcomers=500, back=25, lost_share=0.25)
    >>> found.size, found.left, found.quarters, found.settles
    (8000, 4000, 8.0, 100.0)
    """
    size = _round(times * bought)
    left, half = size - bought, critical(level) / sqrt(newcomers)
    quarters = left / newcomers
    return Market(
        size=size,
        bought=bought,
        left=left,
        newcomers=newcomers,
        quarters=quarters,
        low=quarters * exp(-half),
        high=quarters * exp(half),
        back=back,
        settles=back / lost_share,
    )


def _round(number: int) -> int:
    """To two figures, as one speaks of a market."""
    step = 10 ** max(len(str(number)) - 2, 0)
    return round(number / step) * step
