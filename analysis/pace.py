"""From order to order: how long customers take to decide again, and whether it shortens as the relationship goes on.

Later orders are made by those who came back, and they were quick before: that customers of many orders decide fast tells nothing of a
change. So each customer's next gap is laid beside the same customer's last one.
"""

from dataclasses import dataclass, replace
from math import ceil, erfc, sqrt

import numpy as np

from analysis import calendar
from analysis.durations import to_next_order
from analysis.evidence import NO_VALUE_BELOW
from analysis.intervals import wilson
from analysis.multiplicity import adjusted
from analysis.occasions import Occasions
from analysis.rhythm import STANDARD
from analysis.survival import Time, at, kaplan_meier

MOST_STEPS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The same customers' two gaps, one after the other.

    Attributes
    ----------
    n : int
        Customers of whom both gaps are known and differ.
    shorter : int
        Of whom the second is the shorter one.
    alike : int
        Of whom both are equally long; not in `n`.
    rate, low, high : float
        shorter / n with Wilson's interval. One half is to be expected where nothing changes.
    p : float
        Of the test that one half is true (the sign test by its normal approximation, the one that the interval turns round), adjusted by
        Benjamini and Hochberg over all steps.
    before, after : float
        The medians of the two gaps, in days, of all these customers.
    """

    n: int
    shorter: int
    alike: int
    rate: float
    low: float
    high: float
    p: float
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From the order of a number to the next.

    Attributes
    ----------
    number : int
        1 is from the first order to the second.
    n : int
        Customers who made the order of that number.
    median : Time
        Days until the next one.
    within_days : int
        Four usual gaps of the population.
    rate, low, high : float or None
        The share that orders again within that time, 0 to 1; None where nobody was watched so long. The interval is nan where it is not
        defined.
    change : Change or None
        This gap against the next one of the same customers; None for fewer than 5.
    """

    number: int
    n: int
    median: Time
    within_days: int
    rate: float | None
    low: float | None
    high: float | None
    change: Change | None


def steps(occasions: Occasions, *, usual_gap_days: float, mask: np.ndarray | None = None, level: float = 0.95) -> tuple[Step, ...]:
    """Tell how long customers take from order to order, for the first six orders made by 5 customers or more.

    Parameters
    ----------
    occasions : Occasions
    usual_gap_days : float
        The population's.
    mask : bool array of C, optional
    level : float

    Notes
    -----
    Both gaps of `Change` are at most four usual gaps long, and the first begins twice that long before as_of: each pair that is counted
    would have been counted in the other order, too. So where a customer's pace does not change either order is equally likely, however
    much customers differ from one another, and whenever they leave.

    Examples
    --------
    >>> from datetime import date
    >>> history = Occasions(customers=np.arange(5), start=np.arange(0, 16, 3), day=np.tile([0, 40, 60], 5),
    ...     as_of=date(1971, 1, 1), free_orders=True)
    >>> found = steps(history, usual_gap_days=30)
    >>> [step.median.days for step in found], found[0].change.rate
    ([40, 20, None], 1.0)
    """
    within = ceil(STANDARD.abandoned * usual_gap_days)
    everybody = np.ones(len(occasions.customers), dtype=bool) if mask is None else np.asarray(mask)
    found, changes = [], _changes(occasions, everybody, within, level)
    for number in range(1, MOST_STEPS + 1):
        made = everybody[np.flatnonzero(np.diff(occasions.start) >= number)]
        durations = to_next_order(occasions, number).part(made)
        if len(durations.days) < NO_VALUE_BELOW:
            break
        curve = kaplan_meier(durations.days, durations.observed, level=level)
        share, low, high = at(curve, within)
        known = not np.isnan(share)
        found.append(
            Step(
                number=number,
                n=curve.n,
                median=curve.median,
                within_days=within,
                rate=1 - share if known else None,
                low=1 - high if known else None,
                high=1 - low if known else None,
                change=changes[number - 1],
            )
        )
    return tuple(found)


def _changes(occasions: Occasions, everybody: np.ndarray, within: int, level: float) -> list[Change | None]:
    found = [_change(occasions, everybody, number, within, level) for number in range(1, MOST_STEPS + 1)]
    p = iter(adjusted([change.p for change in found if change]).tolist())
    return [change and replace(change, p=next(p)) for change in found]


def _change(occasions: Occasions, everybody: np.ndarray, number: int, within: int, level: float) -> Change | None:
    place = np.flatnonzero(everybody & (np.diff(occasions.start) >= number + 2))
    begin = occasions.start[place] + number - 1
    days = occasions.day
    before, after = days[begin + 1] - days[begin], days[begin + 2] - days[begin + 1]
    early = days[begin] <= calendar.day_number(occasions.as_of) - 2 * within
    kept = early & (before <= within) & (after <= within)
    before, after = before[kept], after[kept]
    n, shorter = int((before != after).sum()), int((after < before).sum())
    if n < NO_VALUE_BELOW:
        return None
    low, high = wilson(shorter, n, level)
    return Change(
        n=n,
        shorter=shorter,
        alike=len(before) - n,
        rate=shorter / n,
        low=low,
        high=high,
        p=erfc(abs(2 * shorter - n) / sqrt(2 * n)),
        before=float(np.median(before)),
        after=float(np.median(after)),
    )
