"""Two kinds of customers hidden in one average: who stays after an order, half by half, and what that is worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.evidence import FEW_BELOW
from analysis.intervals import wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Half of the customers: how many, and who of them stayed after the first order, to a tenth of a per cent, with its interval."""

    n: int
    kept: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """The half that leaves less, by each one's own chance, and the other half; and the mean of their shares.

    Money in minor units: later orders of a customer bring m r / (1 - r).

    Attributes
    ----------
    loyal, other : Kind
    share : float
        The mean of both shares.
    first, second : float
        What a customer of the one and of the other half brings with later orders.
    mean, low, high : float
        Of both values, and its interval.
    of_mean : float
        The value at the mean share.
    short : float
        How much of `mean` that leaves out.
    """

    loyal: Kind
    other: Kind
    share: float
    first: float
    second: float
    mean: float
    low: float
    high: float
    of_mean: float
    short: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """After how many orders; of so many customers the share that stayed; and of each half, None of fewer than 30."""

    order: int
    n: int
    share: float
    loyal: float | None
    other: float | None


def kinds(chance: np.ndarray, followed: np.ndarray, order: float, *, level: float = 0.95) -> Kinds:
    """Tell two halves by each one's own chance to leave, and what later orders of one of them bring.

    Parameters
    ----------
    chance : float array, one a customer
        Their own chance to leave after an order.
    followed : int array, one a customer
        Whether they stayed after the first one.
    order : float
        Contribution of an order, minor units.
    level : float

    References
    ----------
    Fader, P. S. & Hardie, B. G. S. (2010), Marketing Science 29(1), 85-93.

    Examples
    --------
    >>> found = kinds(np.repeat([0.1, 0.5], 50), np.repeat([1, 0, 1, 0], [45, 5, 25, 25]), 100.0)
    >>> round(found.first), round(found.second), round(found.mean), round(found.of_mean), round(found.short, 2)
    (900, 100, 500, 233, 0.53)
    """
    loyal = _loyal(chance)
    one, two = _kind(followed[loyal], level), _kind(followed[~loyal], level)
    mean = (one.share + two.share) / 2
    first, second = (order * later(kind.share) for kind in (one, two))
    value, of_mean = (first + second) / 2, order * later(mean)
    low, high = (order * (later(min(a, 0.999)) + later(min(b, 0.999))) / 2 for a, b in ((one.low, two.low), (one.high, two.high)))
    return Kinds(
        loyal=one,
        other=two,
        share=mean,
        first=first,
        second=second,
        mean=value,
        low=min(low, value),
        high=max(high, value),
        of_mean=of_mean,
        short=1 - of_mean / value if value else 0.0,
    )


def later(share: float) -> float:
    """How many orders follow one, where this share of customers comes back after each.

    >>> later(0.75)
    3.0
    """
    return share / (1 - share)


def steps(chance: np.ndarray, orders: np.ndarray, followed: np.ndarray) -> tuple[Step, ...]:
    """Tell who stayed after the first order, the second, and so on, as long as there are 30 of whom that can be said.

    Parameters
    ----------
    chance : float array, one a customer
    orders, followed : int arrays of (customers, steps)
        Whether there was such an order, and whether the customer stayed after it.
    """
    loyal = _loyal(chance)
    found = []
    for place in range(orders.shape[1]):
        n, kept = ([int(counts[which, place].sum()) for which in (slice(None), loyal, ~loyal)] for counts in (orders, followed))
        if n[0] < FEW_BELOW:
            break
        shares = [k / m if m >= FEW_BELOW else None for k, m in zip(kept, n, strict=True)]
        found.append(Step(order=place + 1, n=n[0], share=shares[0], loyal=shares[1], other=shares[2]))
    return tuple(found)


def _loyal(chance: np.ndarray) -> np.ndarray:
    """The half with the smaller chance to leave; of an odd number the one in the middle is of the other half."""
    loyal = np.zeros(len(chance), dtype=bool)
    loyal[np.argsort(chance, kind="stable")[: len(chance) // 2]] = True
    return loyal


def _kind(kept: np.ndarray, level: float) -> Kind:
    k, n = int(kept.sum()), len(kept)
    low, high = wilson(k, n, level)
    return Kind(n=n, kept=k, share=min(round(k / n, 3), 0.999), low=float(low), high=float(high))
