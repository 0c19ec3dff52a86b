"""When what customers bring has paid for what it cost to win them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from analysis.ratios import Ratio
from analysis.worth import Money

#: Over so many of the last periods the pace is taken, and beyond so many more periods it is called never.
PACE, NEVER = {"week": 13, "month": 3, "quarter": 1}, {"week": 520, "month": 120, "quarter": 40}


@dataclass(frozen=True, slots=True, kw_only=True)
class Payback:
    """What winning customers cost, and in how many periods they have brought it back; money in minor units.

    Attributes
    ----------
    customers : int
    cost, each : int
        What was booked for winning them, and that over the customers: no estimate, so without an interval.
    brought : Money
        Contribution a customer through the last age observed.
    ages : int
        How many ages are observed, age 0 included.
    share : Ratio
        `brought` over `each`.
    periods : int or None
        In how many periods it is paid back, that of the first order counted: 1 is within age 0. None: not yet.
    low, high : int or None
        Its interval: where the interval of what was brought reaches the cost first, and last. None: not yet.
    at_least_more : int or None
        Not yet paid back: how many more periods it takes if every one brings what the last ones did on average; as customers leave it takes
        longer. None where it is paid back, or never is.
    never : bool
        Whether even at that pace it would take more than ten years.
    """

    customers: int
    cost: int
    each: int
    brought: Money
    ages: int
    share: Ratio
    periods: int | None
    low: int | None
    high: int | None
    at_least_more: int | None
    never: bool


def payback(
    so_far: Sequence[float], low: Sequence[float], high: Sequence[float], *, cost: float, customers: int, period: str
) -> Payback | None:
    """Find when a cohort has paid for itself.

    Parameters
    ----------
    so_far, low, high : sequences of float
        Contribution a customer from age 0 through each observed age, in minor units, with its interval; nan for no interval.
    cost : float
        What winning them all cost, in minor units.
    customers : int
    period : {"week", "month", "quarter"}

    Returns
    -------
    Payback or None
        None where nothing was spent, nobody won, or no age observed.

    Examples
    --------
    >>> found = payback([40.0 * n for n in range(1, 13)], [38.0 * n for n in range(1, 13)], [42.0 * n for n in range(1, 13)],
    ...     cost=300, customers=1, period="month")
    >>> found.periods, found.low, found.high
    (8, 8, 8)
    """
    so_far, low, high = (np.asarray(values, dtype=float) for values in (so_far, low, high))
    if cost <= 0 or customers < 1 or not len(so_far):
        return None
    each = cost / customers
    periods = _first(so_far, each)
    pace = PACE[period]
    before = so_far[-pace - 1] if len(so_far) > pace else 0.0
    a_period = (so_far[-1] - before) / min(pace, len(so_far))
    more = None if periods else (each - so_far[-1]) / a_period if a_period > 0 else np.inf
    never = more is not None and more > NEVER[period]
    ends = (low[-1], high[-1])
    known = bool(np.isfinite(ends).all())
    return Payback(
        customers=customers,
        cost=round(cost),
        each=round(each),
        brought=Money(value=round(so_far[-1]), low=round(ends[0]) if known else None, high=round(ends[1]) if known else None),
        ages=len(so_far),
        share=Ratio(value=float(so_far[-1] / each), low=float(ends[0] / each), high=float(ends[1] / each)),
        periods=periods,
        low=_first(high, each),
        high=_first(low, each),
        at_least_more=None if more is None or never else max(ceil(more), 1),
        never=never,
    )


def _first(values: np.ndarray, cost: float) -> int | None:
    """The first place, counted from 1, from which the sum has reached the cost."""
    there = np.flatnonzero(values >= cost * (1 - 1e-12))
    return int(there[0]) + 1 if len(there) else None
