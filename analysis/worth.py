"""What a difference is worth a year, with its interval."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from analysis.evidence import FEW_BELOW
from analysis.intervals import critical


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Whole minor units of the result's currency, with an interval; `low` and `high` are None where it is a sum and no estimate."""

    value: int
    low: int | None
    high: int | None

    @property
    def sure(self) -> bool:
        """Whether it is above 0 beyond chance."""
        return self.low is None or self.low > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What those who came back brought on average beyond the others, in minor units: the mean, its variance, and both n."""

    mean: float
    variance: float
    returned: int
    others: int


def gain(net: np.ndarray, came_back: np.ndarray) -> Gain | None:
    """Compare what two groups of customers brought, by Welch.

    Parameters
    ----------
    net : array
        Minor units, one a customer.
    came_back : bool array

    Returns
    -------
    Gain or None
        None where one group has fewer than 30 customers, or nobody brought anything in this currency.

    Examples
    --------
    >>> found = gain(np.repeat([100, 300], 50), np.repeat([False, True], 50))
    >>> found.mean, found.variance
    (200.0, 0.0)
    """
    came, others = net[came_back].astype(float), net[~came_back].astype(float)
    if min(len(came), len(others)) < FEW_BELOW or not net.any():
        return None
    return Gain(
        mean=float(came.mean() - others.mean()),
        variance=float(came.var(ddof=1) / len(came) + others.var(ddof=1) / len(others)),
        returned=len(came),
        others=len(others),
    )


def worth(customers: int, share: float, share_variance: float, brought: Gain | None, *, level: float = 0.95) -> Money | None:
    """Multiply: so many customers a year, by a share of them, by what each of these would bring.

    Parameters
    ----------
    customers : int
    share, share_variance : float
        Which part of them, and how uncertain that is.
    brought : Gain or None
    level : float

    Returns
    -------
    Money or None
        None where what each would bring is not known.

    Notes
    -----
    Interval by the delta method, the share and the gain taken for independent:
    variance = customers² (gain² var(share) + share² var(gain)).

    Examples
    --------
    >>> worth(1000, 0.1, 0.0, Gain(mean=5000.0, variance=10_000.0, returned=50, others=50))
    Money(value=500000, low=480400, high=519600)
    """
    if brought is None or not customers:
        return None
    value = customers * share * brought.mean
    half = critical(level) * customers * sqrt(brought.mean**2 * share_variance + share**2 * brought.variance)
    return Money(value=round(value), low=round(value - half), high=round(value + half))
