"""What it costs to serve customers, by how long they have been with the company; and who costs more than they bring."""

from dataclasses import dataclass, field

import numpy as np

from analysis import standing
from analysis.comparisons import Group, group
from analysis.costs import NOBODY, Costs
from analysis.ledger import Ledger
from analysis.occasions import Occasions
from analysis.ratios import Ratio, ratio
from analysis.takings import Takings

#: Where a band of ages ends; the last has no end.
BANDS = {"week": (0, 13, 26, 52, 104), "month": (0, 3, 6, 12, 24), "quarter": (0, 1, 2, 4, 8)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Customers at some ages, in periods of which the costs of service are known; money in minor units.

    Attributes
    ----------
    first, last : int
        Ages, both included: those that were observed.
    customers : int
        Who ordered, or cost something, at one of them.
    orders, net : int
        Their days with an order, and what these brought.
    named, shared_out : int
        Service that names them; and their part of the service that names nobody, by their orders of the same period.
    per_order : Ratio or None
        Both over `orders`.
    of_net : Ratio or None
        Both over `net`, a fraction; None where nothing was brought.
    """

    first: int
    last: int
    customers: int
    orders: int
    net: int
    named: int
    shared_out: int
    per_order: Ratio | None
    of_net: Ratio | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """The cost of service by tenure.

    Attributes
    ----------
    bands : tuple of Band
    named, shared_out : int
        Minor units, over all bands.
    """

    bands: tuple[Band, ...]
    named: int
    shared_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Costly:
    """Customers on whom more was spent by name, in the last 365 days, than their orders left.

    Attributes
    ----------
    share : Group
        They, of all customers with an order or a cost in these days.
    named : int
        Customers with any cost by name in them.
    spent, left : int
        On them, and what their orders left: net times the margin. Minor units; booked, so without an interval.
    customers : int64 array
        Party ids. A document holds their number alone.
    """

    share: Group
    named: int
    spent: int
    left: int
    customers: np.ndarray = field(metadata={"document": "count"})


def serving(takings: Takings, costs: Costs | None, *, mask: np.ndarray | None = None, level: float = 0.95) -> Serving | None:
    """Sum the costs of service by tenure.

    Parameters
    ----------
    takings : Takings
    costs : Costs or None
        Of service, by the same periods.
    mask : bool array, optional
    level : float

    Returns
    -------
    Serving or None
        None without such costs, or where they reach no complete period of these customers.
    """
    if costs is None:
        return None
    among = takings.chosen(mask)
    place, age, net, orders, named, shared = _rows(takings, costs, among)
    if not len(place) or not (named.any() or shared.any()):
        return None
    bands = []
    edges = (*BANDS[takings.period], np.iinfo(np.int64).max)
    for first, last in zip((0, *(edge + 1 for edge in edges[:-1])), edges, strict=False):
        inside = (age >= first) & (age <= last)
        if inside.any():
            bands.append(_band(place[inside], age[inside], net[inside], orders[inside], named[inside], shared[inside], level))
    return Serving(bands=tuple(bands), named=round(named.sum()), shared_out=round(shared.sum()))


def _rows(takings: Takings, costs: Costs, among: np.ndarray) -> tuple[np.ndarray, ...]:
    """Orders and costs by customer and age, one under the other, where both are known."""
    here = takings.rows(among)
    place, age = takings.place[here], takings.age[here]
    number = takings.cohort[place] + age
    known = costs.known(number)
    place, age, number = place[known], age[known], number[known]
    net, orders = takings.net[here][known].astype(float), takings.orders[here][known].astype(float)
    mine = (costs.place != NOBODY) & among[costs.place] & costs.known(costs.number) & (costs.number <= takings.last)
    mine &= costs.number >= takings.cohort[costs.place]  # what was spent before the first order is no service of a customer
    whose = costs.place[mine]
    nothing = np.zeros(len(whose))
    return (
        np.concatenate([place, whose]),
        np.concatenate([age, costs.number[mine] - takings.cohort[whose]]),
        np.concatenate([net, nothing]),
        np.concatenate([orders, nothing]),
        np.concatenate([np.zeros(len(place)), costs.amount[mine]]),
        np.concatenate([orders * _rate(takings, costs, number), nothing]),
    )


def _rate(takings: Takings, costs: Costs, number: np.ndarray) -> np.ndarray:
    """What service that names nobody cost for each order of a period, of whomever."""
    size = len(takings.company_orders)
    nobody = costs.place == NOBODY
    at = costs.number[nobody] - takings.first
    inside = (at >= 0) & (at < size)
    cost = np.bincount(at[inside], weights=costs.amount[nobody][inside], minlength=size)
    return (cost / np.maximum(takings.company_orders, 1))[number - takings.first]


def _band(place, age, net, orders, named, shared, level: float) -> Band:
    there = np.bincount(place) > 0
    cost, ordered, brought = (np.bincount(place, weights=values)[there] for values in (named + shared, orders, net))
    return Band(
        first=int(age.min()),
        last=int(age.max()),
        customers=len(cost),
        orders=round(orders.sum()),
        net=round(net.sum()),
        named=round(named.sum()),
        shared_out=round(shared.sum()),
        per_order=_over(cost, ordered, level),
        of_net=_over(cost, brought, level),
    )


def _over(top: np.ndarray, bottom: np.ndarray, level: float) -> Ratio | None:
    value, low, high = ratio(
        top.sum(), bottom.sum(), (top**2).sum(), (top * bottom).sum(), (bottom**2).sum(), len(top), np.count_nonzero(top), level
    )
    return Ratio(value=float(value), low=float(low), high=float(high)) if np.isfinite(value) else None


def costly(
    spend, occasions: Occasions, book: Ledger, *, mask: np.ndarray | None = None, margin: float = 1.0, level: float = 0.95
) -> Costly | None:
    """Find the customers who cost more than they bring; None where no cost names a customer.

    Parameters
    ----------
    spend : DataFrame
        As `models.spending` gives it.
    occasions : Occasions
    book : Ledger
        Its currency is that of the costs.
    mask : bool array, optional
    margin : float
        What is left of a net amount, a fraction.
    level : float
    """
    year = standing.last_year(spend, occasions, book)
    if year is None:
        return None
    spent, net, ordered = year
    among = np.ones(len(spent), dtype=bool) if mask is None else mask
    there = among & (ordered | (spent > 0))
    if not (among & (spent > 0)).any():
        return None
    dear = among & (spent > 0) & (spent > net * margin)
    return Costly(
        share=group(int(dear.sum()), int(there.sum()), level=level),
        named=int((among & (spent > 0)).sum()),
        spent=int(spent[dear].sum()),
        left=round(float(net[dear].sum()) * margin),
        customers=occasions.customers[dear],
    )
