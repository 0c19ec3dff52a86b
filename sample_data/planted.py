"""What is planted: how it is seen in the data, how large it is there, and with which chance a company of this size shows it.

Each is seen by comparing two groups of customers. A company "shows" it if the 95 % interval of the difference excludes 0 on the right side.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np

from sample_data import answers
from sample_data.company import Company
from sample_data.lives import BADLY, DAYS_BACK, HALF_A_YEAR, STAYED, WELL, Lives
from sample_data.programme import members

_NORMAL = NormalDist()
CRITICAL = 1.959963984540054
STAYING = {
    "again": "order a second time within 90 days of the first order",
    "still": "order half a year or more after the first order",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Two groups, the worse first: how many did, of how many."""

    k1: int
    n1: int
    k2: int
    n2: int

    def difference(self) -> float:
        """The second share minus the first."""
        return self.k2 / max(self.n2, 1) - self.k1 / max(self.n1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Two groups, the worse first, before they are counted: an entry for each thing that is looked at, a customer or an order.

    Attributes
    ----------
    place : int64 array
        The customer's place in `Lives.people`.
    did, first, second : bool arrays
        Whether it did; whether it belongs to the first group, to the second.
    """

    place: np.ndarray
    did: np.ndarray
    first: np.ndarray
    second: np.ndarray

    def seen(self) -> Seen:
        """Both counted."""
        k1, n1, k2, n2 = (int(values.sum()) for values in self._counted())
        return Seen(k1=k1, n1=n1, k2=k2, n2=n2)

    def by_customer(self, customers: int) -> np.ndarray:
        """The same four numbers for each customer: an int64 array of (customers, 4)."""
        return np.column_stack([np.bincount(self.place[values], minlength=customers) for values in self._counted()])

    def _counted(self) -> tuple[np.ndarray, ...]:
        return self.did & self.first, self.first, self.did & self.second, self.second


def power(seen: Seen, scale: float) -> float:
    """The chance that a company with `scale` times as many customers shows a difference like this.

    Two independent shares, normal approximation, two-sided at 5 %.
    """
    n1, n2 = seen.n1 * scale, seen.n2 * scale
    if min(n1, n2) < 1:
        return 0.0
    p1, p2 = seen.k1 / seen.n1, seen.k2 / seen.n2
    error = sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    return _NORMAL.cdf(seen.difference() / max(error, 1e-12) - CRITICAL)


def _two(did: np.ndarray, first: np.ndarray, second: np.ndarray, place: np.ndarray | None = None) -> Sides:
    return Sides(place=np.arange(len(did)) if place is None else place, did=did, first=first, second=second)


def _stayed(company: Company, found: Lives) -> tuple[np.ndarray, np.ndarray]:
    return STAYED[company.trade.measure](company, found)


def worse_cohort(company: Company, found: Lives) -> Sides:
    """The cohort against first orders of the same days a year later."""
    effects, first = company.trade.effects, found.people.first
    stayed, known = _stayed(company, found)
    begin, end = company.day(effects.cohort_first), company.day(effects.cohort_last)
    return _two(stayed, known & (first >= begin) & (first <= end), known & (first >= begin + 365) & (first <= end + 365))


def worse_channel(company: Company, found: Lives) -> Sides:
    """Newcomers of the channel against all others."""
    stayed, known = _stayed(company, found)
    worse = found.people.channel == company.channel_names.index(company.trade.worse_channel)
    return _two(stayed, known & worse, known & ~worse)


def small_segment(company: Company, found: Lives) -> Sides:
    """The small segment against all others: it looks worse, and nothing about it is."""
    stayed, known = _stayed(company, found)
    small = found.people.channel == len(company.trade.channels)
    return _two(stayed, known & small, known & ~small)


def price_rise(company: Company, found: Lives) -> Sides:
    """Newcomers of the 91 days from the rise on against those of the same days a year before."""
    day, first = company.day(company.trade.effects.price_day), found.people.first
    stayed, known = _stayed(company, found)
    return _two(stayed, known & (first >= day) & (first < day + 91), known & (first >= day - 365) & (first < day - 365 + 91))


def _next_order(company: Company, found: Lives) -> tuple[np.ndarray, np.ndarray]:
    """Of every order, whether the customer's next one follows within 90 days; and whether that is known."""
    orders = found.orders
    order = np.lexsort((orders.nth, orders.place))
    follows = np.full(len(orders), np.iinfo(np.int32).max, dtype=np.int64)
    same = orders.place[order][1:] == orders.place[order][:-1]
    follows[order[:-1][same]] = orders.day[order[1:][same]] - orders.day[order[:-1][same]]
    return follows <= DAYS_BACK, orders.day + DAYS_BACK <= company.days - 1


def complaints(company: Company, found: Lives) -> Sides:
    """Orders whose complaint was handled badly against those whose complaint was handled well: the next order within 90 days."""
    again, known = _next_order(company, found)
    return _two(again, known & (found.orders.complaint == BADLY), known & (found.orders.complaint == WELL), found.orders.place)


def satisfaction(company: Company, found: Lives) -> Sides:
    """Answers of 1 to 3 against 4 and 5 to the overall question: the next order within 90 days of the one that was asked about."""
    again, known = _next_order(company, found)
    said = answers.of(company, found)
    high = said.overall >= 4
    return _two(again[said.place], known[said.place] & ~high, known[said.place] & high, found.orders.place[said.place])


def programme(company: Company, found: Lives) -> Sides:
    """Customers with a second order who never joined, against members: an order half a year or more after the second.

    The programme does nothing: its members were like that before.
    """
    orders, people = found.orders, found.people
    second = np.full(len(people.who), -1, dtype=np.int64)
    repeats = orders.nth == 1
    second[orders.place[repeats]] = orders.day[repeats]
    last = np.zeros(len(people.who), dtype=np.int64)
    np.maximum.at(last, orders.place, orders.day)
    known = (second >= 0) & (second + HALF_A_YEAR + round(4 * company.trade.gap_days) <= company.days - 1)
    joined = np.zeros(len(people.who), dtype=bool)
    joined[members(company, found).place] = True
    return _two(last - second >= HALF_A_YEAR, known & ~joined, known & joined)


def costly(company: Company, found: Lives) -> Sides:
    """Customers on whom more is spent by name than their orders bring: of those that are planted, and of all others."""
    effects, orders, people = company.trade.effects, found.orders, found.people
    paid = np.bincount(orders.place, weights=orders.cents, minlength=len(people.who)).astype(np.int64)
    number = np.bincount(orders.place, minlength=len(people.who))
    spent = np.where(people.costly, number * effects.costly_contacts * effects.contact_cents, 0)
    return _two(spent > paid, ~people.costly, people.costly)


COMPARISONS: dict[str, tuple[Callable[[Company, Lives], Sides], str, str]] = {
    "worse_cohort": (worse_cohort, "first orders from {cohort_first} to {cohort_last}", "the same days a year later"),
    "worse_channel": (worse_channel, "newcomers by {worse_channel}", "all other newcomers"),
    "small_segment": (small_segment, "newcomers by {fair}", "all other newcomers"),
    "price_rise": (price_rise, "first orders of the 91 days from {price_day} on", "the same days a year before"),
    "satisfaction": (satisfaction, "overall answers of 1 to 3", "overall answers of 4 and 5"),
    "complaints": (complaints, "complaints settled late or never", "complaints settled within two days"),
    "programme": (programme, "customers of two orders who never joined", "members"),
    "costly": (costly, "all other customers", "customers who call all the time"),
}
SHARES = {
    "satisfaction": "order again within 90 days of the order that was asked about",
    "complaints": "order again within 90 days of the order that was complained of",
    "programme": "order half a year or more after the second order",
    "costly": "cost more by name than their orders bring",
}
#: What is true of them, in a sentence.
TRUTHS = {
    "worse_cohort": "this cohort really is worse: {cohort:+g} on the logit of leaving after every order",
    "worse_channel": "newcomers of this channel really leave sooner: {channel:+g} on the logit of leaving after every order",
    "small_segment": "nothing about this segment is different: it was picked because it turned out badly",
    "price_rise": "prices rose by {price_rise:.0%}, and with them the logit of leaving by {price:g}",
    "driver": "a point of {driver!r} is {driver_weight:g} points of overall satisfaction; {correlate!r} goes along with it, worth nothing",
    "satisfaction": "a point of satisfaction takes {satisfaction:g} from the logit of leaving after that order",
    "habit": "a standard deviation of a hidden habit lifts all ratings by {habit_rating:g} and takes {habit:g} from the logit of leaving",
    "complaints": "a complaint handled well takes {well:g} from the logit of leaving, one handled badly adds {badly:g}",
    "programme": "the programme changes nothing: those join who leave less and order more than usual",
    "costly": "{costly_share:.0%} of the customers call {costly_contacts} times for every order, {contact_cents} minor units a call",
}
