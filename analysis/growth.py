"""How fast a number of customers grows: a line through its logarithm at the ends of quarters, with how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

#: Quarters of a year.
YEAR = 4
LEVEL = 0.90


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The line at one quarter's end, in customers, with the interval of the line there."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What the line through the logarithms says.

    Attributes
    ----------
    value, low, high : float
        Growth a year: 0.05 is five per cent.
    level : float
        Of the t interval.
    n : int
        Quarters' ends.
    line : tuple of Fitted
        One a quarter's end, in their order.
    """

    value: float
    low: float
    high: float
    level: float
    n: int
    line: tuple[Fitted, ...]


def growth_of(active: Sequence[float], *, level: float = LEVEL) -> Growth:
    """Fit a line to the logarithm of the active customers at the ends of quarters, and tell its growth a year.

    Parameters
    ----------
    active : sequence of float
        Three or more, all above 0, one a quarter's end.
    level : float

    Returns
    -------
    Growth
        ``exp(4 slope) - 1`` with the t interval of the slope carried over.

    Examples
    --------
    >>> found = growth_of([100, 112, 118, 131, 140, 155, 160, 178])
    >>> [round(100 * number, 3) for number in (found.value, found.low, found.high)]
    [37.61, 34.606, 40.682]
    """
    if len(active) < 3 or min(active) <= 0:
        raise ValueError("a line with an interval takes three numbers above 0")
    logs, n = np.log(np.asarray(active, dtype=float)), len(active)
    place = np.arange(n) - (n - 1) / 2
    spread = place @ place
    slope = place @ logs / spread
    rest = logs - logs.mean() - slope * place
    sigma = np.sqrt(rest @ rest / (n - 2))
    critical = student.ppf((1 + level) / 2, n - 2)
    middle, half = logs.mean() + slope * place, critical * sigma * np.sqrt(1 / n + place**2 / spread)
    low, high = (slope + sign * critical * sigma / np.sqrt(spread) for sign in (-1, 1))
    line = zip(np.exp(middle), np.exp(middle - half), np.exp(middle + half), strict=True)
    return Growth(
        value=float(np.expm1(YEAR * slope)),
        low=float(np.expm1(YEAR * low)),
        high=float(np.expm1(YEAR * high)),
        level=level,
        n=n,
        line=tuple(Fitted(value=float(value), low=float(low), high=float(high)) for value, low, high in line),
    )
