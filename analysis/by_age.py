"""What a customer brings by age, over all cohorts that have reached it, with intervals over customers."""

from dataclasses import dataclass

import numpy as np

from analysis.ratios import Ratio, around, ratio
from analysis.takings import Takings
from analysis.worth import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """One age, over all cohorts that were observed at it; money in minor units.

    Attributes
    ----------
    age, cohorts, customers : int
        How many cohorts and customers have reached it.
    active : int
        Customers with an order in it.
    net : int
        What they brought in it.
    revenue : Money
        Net a customer of the cohorts, whoever left counted with 0.
    so_far : Money
        The same from age 0 on, added up: every age over the cohorts that have reached it.
    orders_per_customer : Ratio
        Days with an order a customer of the cohorts.
    orders_per_active : Ratio or None
        The same a customer who ordered in it.
    average_order : Ratio or None
        Net a day with an order, in minor units. `revenue` is `orders_per_customer` times this.
    net_retention, gross_retention : Ratio or None
        Net of the age over that of the same customers at the base age; gross counts of no customer more than at the base age. None before
        the base age, and where nothing was brought at it.
    """

    age: int
    cohorts: int
    customers: int
    active: int
    net: int
    revenue: Money
    so_far: Money
    orders_per_customer: Ratio
    orders_per_active: Ratio | None
    average_order: Ratio | None
    net_retention: Ratio | None
    gross_retention: Ratio | None


def by_age(takings: Takings, *, mask: np.ndarray | None = None, base_age: int = 1, level: float = 0.95) -> tuple[Age, ...]:
    """Sum by age.

    Parameters
    ----------
    takings : Takings
    mask : bool array, optional
        Only these customers.
    base_age : int
        What net and gross revenue retention compare with.
    level : float

    Returns
    -------
    tuple of Age
        Observed ages alone; empty without customers.
    """
    among = takings.chosen(mask)
    if not among.any():
        return ()
    span = (takings.last - takings.cohort[among]).astype(np.intp)
    size = int(span.max()) + 1
    here = takings.rows(among)
    age, net, orders = takings.age[here], takings.net[here].astype(float), takings.orders[here].astype(float)
    customers = reached(np.bincount(span, minlength=size))
    cohorts = reached(np.bincount(np.unique(span), minlength=size))

    def total(values=None) -> np.ndarray:
        return np.bincount(age, weights=values, minlength=size)

    active = total((orders > 0).astype(float)).astype(int)
    brought, ordered = total(net), total(orders)
    squares, both, order_squares = total(net * net), total(net * orders), total(orders * orders)
    a_customer = ratio(brought, customers, squares, brought, customers, customers, active, level)
    orders_each = ratio(ordered, customers, order_squares, ordered, customers, customers, active, level)
    orders_active = ratio(ordered, active, order_squares, ordered, active, active, active, level)
    average = ratio(brought, ordered, squares, both, order_squares, customers, active, level)
    so_far = _so_far(takings, among, span, here, net, brought, customers, active, level)
    kept = retained(takings, among, here, span, base_age=base_age, active=active, level=level)
    return tuple(
        Age(
            age=at,
            cohorts=int(cohorts[at]),
            customers=int(customers[at]),
            active=int(active[at]),
            net=round(brought[at]),
            revenue=money(a_customer, at),
            so_far=money(so_far, at),
            orders_per_customer=_ratio(orders_each, at),
            orders_per_active=_ratio(orders_active, at),
            average_order=_ratio(average, at),
            net_retention=_ratio(kept[0], at),
            gross_retention=_ratio(kept[1], at),
        )
        for at in range(size)
    )


def reached(by_span: np.ndarray) -> np.ndarray:
    """From a sum over those who can be watched exactly so long to one over those who can be watched so long or longer."""
    return np.cumsum(by_span[::-1])[::-1]


def money(found, at) -> Money:
    """One of many amounts with its interval, in whole minor units; no ends where there is no interval."""
    value, low, high = (float(values[at]) for values in found)
    ends = (round(low), round(high)) if np.isfinite(low) and np.isfinite(high) else (None, None)
    return Money(value=round(value), low=ends[0], high=ends[1])


def _ratio(found, at: int) -> Ratio | None:
    value, low, high = (float(values[at]) for values in found)
    if not np.isfinite(value):
        return None
    ends = (low, high) if np.isfinite(low) and np.isfinite(high) else (float("nan"), float("nan"))
    return Ratio(value=value, low=ends[0], high=ends[1])


def _so_far(takings: Takings, among, span, here, net, brought, customers, active, level):
    """The sum of the means of all ages so far.

    A customer's part in it is Σ (y - mean) / customers over the ages watched; its square is summed from running sums.
    """
    size = len(customers)
    mean = brought / customers
    constant = np.cumsum(mean / customers)
    place, age = takings.place[here], takings.age[here]
    each = net / customers[age]
    running = within(each, place)
    squares = np.cumsum(np.bincount(age, weights=running**2 - (running - each) ** 2, minlength=size))
    watched = (takings.last - takings.cohort[place]).astype(np.intp)
    by_span = np.cumsum(np.bincount(watched * size + age, weights=each, minlength=size * size).reshape(size, size), axis=1)
    crossed, constants = np.empty(size), np.empty(size)
    counts = np.bincount(span, minlength=size)
    final = np.diagonal(by_span) * constant
    for at in range(size):
        crossed[at] = final[:at].sum() + constant[at] * by_span[at:, at].sum()
        constants[at] = (counts[:at] * constant[:at] ** 2).sum() + customers[at] * constant[at] ** 2
    variance = np.maximum(squares - 2 * crossed + constants, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = variance * customers / (customers - 1)
    value = np.cumsum(mean)
    low, high = around(value, np.sqrt(variance), np.maximum.accumulate(active), level)
    return value, low, high


def within(values: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Add up within each customer; `place` is ascending.

    Examples
    --------
    >>> within(np.array([1.0, 2, 5]), np.array([3, 3, 4])).tolist()
    [1.0, 3.0, 5.0]
    """
    if not len(values):
        return values
    running = np.cumsum(values)
    begin = np.flatnonzero(np.append(True, place[1:] != place[:-1]))
    before = running[begin] - values[begin]
    return running - np.repeat(before, np.diff(np.append(begin, len(values))))


def retained(takings: Takings, among, here, span, *, base_age: int, active, level: float):
    """Net and gross revenue retention by age, each as (value, low, high)."""
    size = len(active)
    place, age, net = takings.place[here], takings.age[here], takings.net[here].astype(float)
    base = np.zeros(len(among))
    at_base = age == base_age
    base[place[at_base]] = net[at_base]
    own = base[among]
    customers = reached(np.bincount(span, minlength=size))
    least = np.maximum(own, 0)
    found = []
    for bottoms, tops in ((own, net), (least, np.minimum(net, np.maximum(base[place], 0)))):
        bottom = reached(np.bincount(span, weights=bottoms, minlength=size))
        bottom_squares = reached(np.bincount(span, weights=bottoms**2, minlength=size))
        of_row = base[place] if bottoms is own else np.maximum(base[place], 0)
        top, squares, cross = (np.bincount(age, weights=w, minlength=size) for w in (tops, tops**2, tops * of_row))
        value, low, high = ratio(top, bottom, squares, cross, bottom_squares, customers, active, level)
        value = np.where(np.arange(size) < base_age, np.nan, value)
        found.append((value, low, high))
    return found
