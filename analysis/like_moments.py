"""Those who joined against those who did not, at like moments of their history: as many orders, of the same quarter, pace and spending.

Each order at which somebody could have joined is a moment. Whoever joins at a later one stands among the others until then: who was still
to join at a moment is no different from who never will be, as seen from it.
"""

from dataclasses import dataclass

import numpy as np

from analysis import calendar
from analysis.comparisons import Comparison, compare
from analysis.joining import Moments
from analysis.ratios import Ratio, around

#: Lower ends of the bands of orders so far in which customers are alike.
COUNTS = (1, 2, 3, 4, 6, 9, 13, 20, 30, 50)
#: Into so many parts of equal size pace and spending are cut.
PARTS = 3
#: A difference of so much of the common spread and more is one that matters (Austin 2009).
UNLIKE = 0.1
MEASURES = ("orders", "days_between_orders", "days_since_the_one_before", "net_an_order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How those who join differ from the others at the moment of joining.

    Attributes
    ----------
    measure : str
        One of `MEASURES`.
    members, others : float
        Means: of those who joined, and of all others who could have.
    before, after : float or None
        The difference in parts of the common spread, before and after they are matched; None where nothing varies.
    """

    measure: str
    members: float
    others: float
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeMoments:
    """The comparison at like moments.

    Attributes
    ----------
    comparison : Comparison or None
        Who came back within the days watched: those who had joined first, then the others. None where either are too few.
    revenue : Ratio or None
        What those who had joined brought more in those days, a customer, in minor units.
    joined, matched, waiting : int
        Who joined at an order that was watched to its end; those of them who have their like; who joined too recently.
    balance : tuple of Balance
    balanced : bool
        Whether every difference after matching is below 0.1.
    """

    comparison: Comparison | None
    revenue: Ratio | None
    joined: int
    matched: int
    waiting: int
    balance: tuple[Balance, ...]
    balanced: bool


def like_moments(found: Moments, before: np.ndarray, after: np.ndarray, *, level: float = 0.90) -> LikeMoments:
    """Compare those who join at an order with others who do not, at orders like it.

    Parameters
    ----------
    found : Moments
    before, after : integer arrays, one an order
        What the customer had brought by then, and brought in the days watched, in minor units.
    level : float

    Notes
    -----
    Alike are orders of one quarter, with as many before them (in bands), and in the same third of pace (days an order so far) and of net an
    order so far. Each order is followed equally long. The difference within such cells is averaged as Mantel and Haenszel do; the several
    orders of one customer are taken as independent, as they are nearly where the time watched ends with the next order.

    References
    ----------
    Hernán & Robins (2016), Am. J. Epidemiol. 183, 758-764, on emulating a trial that begins at each such moment; Li, Propert & Rosenbaum
    (2001), J. Am. Stat. Assoc. 96, 870-882, on matching with those not yet treated; Iacus, King & Porro (2012), Political Analysis 20,
    1-24, on matching in cells; Austin, P. C. (2009), Statistics in Medicine 28, 3083-3107, on balance.

    Examples
    --------
    Two customers with two orders each on the same days, of whom one joins at the second; too few to be compared:

    >>> from datetime import date
    >>> from analysis.joining import moments
    >>> from analysis.occasions import Occasions
    >>> known = Occasions(customers=np.array([7, 8]), start=np.array([0, 2, 4]), day=np.array([0, 20, 0, 20]), as_of=date(1970, 12, 31),
    ...     free_orders=True)
    >>> nothing = np.zeros(4, dtype=np.int64)
    >>> found = like_moments(moments(known, np.array([20, 2**31 - 1]), days=60), nothing, nothing)
    >>> found.joined, found.matched, found.comparison
    (1, 1, None)
    """
    could = found.open & (found.joins | ~found.member)
    rows = np.flatnonzero(could & found.known)
    joins, back = found.joins[rows], found.back[rows]
    measures = _measures(found, before, rows)
    cells, cell = np.unique(_cells(found, rows, measures), return_inverse=True)
    n1, n2 = (np.bincount(cell[mask], minlength=len(cells)) for mask in (joins, ~joins))
    k1, k2 = (np.bincount(cell[mask & back], minlength=len(cells)) for mask in (joins, ~joins))
    both = (n1 > 0) & (n2 > 0)
    comparison = compare(k1, n1, k2, n2, level=level) if len(rows) else None
    balance = _balance(measures, joins, cell, n1, n2)
    return LikeMoments(
        comparison=comparison,
        revenue=None if comparison is None else _more(after[rows].astype(float), joins, cell, n1, n2, level),
        joined=int(joins.sum()),
        matched=int(n1[both].sum()),
        waiting=int((could & found.joins & ~found.known).sum()),
        balance=balance,
        balanced=all(one.after is None or abs(one.after) < UNLIKE for one in balance),
    )


def _measures(found: Moments, before: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Orders, days between them, days since the one before, net an order, of each of these moments: float array of (rows, measures)."""
    nth, day = found.nth[rows], found.day[rows]
    pace = (day - found.first_day[rows]) / np.maximum(nth, 1)
    return np.column_stack([nth + 1, pace, day - found.day_before[rows], before[rows] / (nth + 1)]).astype(float)


def _cells(found: Moments, rows: np.ndarray, measures: np.ndarray) -> np.ndarray:
    """Number the cell that each moment lies in."""
    number = np.searchsorted(COUNTS, found.nth[rows] + 1, side="right")
    cell = calendar.numbers(found.day[rows], "quarter") * (len(COUNTS) + 1) + number
    for column in (1, 3):
        values = measures[:, column]
        ends = np.quantile(values, np.arange(1, PARTS) / PARTS) if len(values) else np.zeros(0)
        cell = cell * PARTS + np.searchsorted(ends, values)
    return cell


def _more(after: np.ndarray, joins: np.ndarray, cell: np.ndarray, n1: np.ndarray, n2: np.ndarray, level: float) -> Ratio | None:
    """What those who joined brought more, in cells that hold both, weighted as the comparison is."""
    both = (n1 > 0) & (n2 > 0)
    weight = np.where(both, n1 * n2 / np.maximum(n1 + n2, 1), 0.0)
    means, variances = [], []
    for mask, n in ((joins, n1), (~joins, n2)):
        mean = np.bincount(cell[mask], after[mask], minlength=len(n)) / np.maximum(n, 1)
        inside = mask & both[cell]
        # One spread for all cells: many hold a single customer.
        rest = after[inside] - mean[cell[inside]]
        free = inside.sum() - (both & (n > 0)).sum()
        if free < 1:
            return None
        means.append(mean)
        variances.append(float(rest @ rest) / free * float((weight**2 / np.maximum(n, 1)).sum()))
    value = float((weight * (means[0] - means[1])).sum() / weight.sum())
    deviation = float(np.sqrt(sum(variances)) / weight.sum())
    low, high = around(value, deviation, int(n1[both].sum()), level, positive=False)
    return Ratio(value=value, low=float(low), high=float(high))


def _balance(measures: np.ndarray, joins: np.ndarray, cell: np.ndarray, n1: np.ndarray, n2: np.ndarray) -> tuple[Balance, ...]:
    """The measures of both, before and after matching."""
    if min(joins.sum(), (~joins).sum()) < 2:
        return ()
    weight = np.where(joins, (n2 / np.maximum(n1 + n2, 1))[cell], (n1 / np.maximum(n1 + n2, 1))[cell])
    found = []
    for name, values in zip(MEASURES, measures.T, strict=True):
        one, other = values[joins], values[~joins]
        spread = np.sqrt((np.var(one, ddof=1) + np.var(other, ddof=1)) / 2)
        matched = None
        if spread > 0 and weight[joins].sum() > 0 and weight[~joins].sum() > 0:
            apart = np.average(one, weights=weight[joins]) - np.average(other, weights=weight[~joins])
            matched = float(apart / spread)
        found.append(
            Balance(
                measure=name,
                members=float(one.mean()),
                others=float(other.mean()),
                before=float((one.mean() - other.mean()) / spread) if spread > 0 else None,
                after=matched,
            )
        )
    return tuple(found)
