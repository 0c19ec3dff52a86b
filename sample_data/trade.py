"""What a trade is: every number that makes one of its companies, in the units of the pages.

docs/demonstration.md tells the model and where it is from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

#: What can be planted in a company, and whether it is, unless somebody says otherwise.
PLANTED = {
    "worse_cohort": True,
    "worse_channel": True,
    "small_segment": True,
    "price_rise": True,
    "driver": True,
    "satisfaction": True,
    "habit": False,
    "complaints": True,
    "programme": True,
    "costly": True,
}
MARKETS = ("consumer", "reseller", "industrial")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """Something that customers rate from 1 to 5.

    Attributes
    ----------
    name, group : str
        The group is people, product or premises.
    mean : float
        Of its latent rating; what is written is rounded and kept to 1 to 5.
    weight : float
        Points of overall satisfaction (1 to 5) for each point of the rating.
    expected, importance : float
        Mean of what is expected, and of how important it is said to be, 1 to 5.
    """

    name: str
    group: str
    mean: float
    weight: float = 0.0
    expected: float = 4.2
    importance: float = 4.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Where customers come from: out of 100 newcomers, at the beginning and at the end of the data."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """How large what is planted is. A logit is added to that of leaving after an order.

    Attributes
    ----------
    cohort_first, cohort_last : date
        First orders of these days make the worse cohort.
    cohort, channel, habit, price, badly, well : float
        Logits: of the worse cohort, of the worse channel, of a standard deviation of habit (it keeps people: it is
        subtracted), of a price rise of `price_rise` as a whole, of a complaint handled badly, of one handled well (subtracted).
    satisfaction : float
        Subtracted for each point of satisfaction (1 to 5) above what is usual.
    habit_rating : float
        Points of every rating for a standard deviation of habit.
    price_day, price_rise : date, float
        From when on, and by which share, prices are higher.
    small_back, small_gone : int
        The small segment: so many who ordered again in time, so many who didn't.
    join, join_alike : float
        Chance to join the programme after an order from the second on: of those whose own chance to leave is well below the usual
        one and who order more often than usual; and of everybody, where nothing is planted.
    costly_share, costly_contacts, contact_cents : float, int, int
        Share of customers who cost, how often they call for each order, and what a call costs.
    """

    cohort_first: date
    cohort_last: date
    price_day: date
    cohort: float = 1.3
    channel: float = 0.8
    satisfaction: float = 1.5
    habit: float = 1.2
    habit_rating: float = 0.6
    price: float = 1.0
    price_rise: float = 0.08
    badly: float = 0.7
    well: float = 1.8
    small_back: int = 4
    small_gone: int = 14
    join: float = 0.5
    join_alike: float = 0.12
    costly_share: float = 0.05
    costly_contacts: int = 4
    contact_cents: int = 1900


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """A kind of company.

    Attributes
    ----------
    name, title, company : str
        Its id, its words, the invented company's name.
    customers : int
        Who order, unless somebody says otherwise.
    first_day, last_day : date
        Of the data.
    gap_days : float
        Usual days between two orders of a customer while the relationship lasts: 1 over the mean rate.
    rate_shape : float
        Shape of the gamma distribution of rates: the smaller, the more they differ. 0: all have the same rate.
    rhythm : bool
        Whether gaps are all alike (a contract's month) instead of exponential.
    leave : (float, float)
        a and b of the beta distribution of the chance to leave after an order.
    value_cents : int
        Mean of what an order is meant to be worth, before it is made of articles.
    value_shape, value_spread : float
        Shapes of the two gamma distributions of spending, within a customer and between customers; 0 for no variation.
    market_value : three whole numbers
        How many times as much a consumer, a reseller and a firm order.
    markets : three whole numbers
        Out of 100 customers.
    resells : tuple of (word, party type)
        What resellers' firms are whose name has this word; all others are customers like any.
    season : twelve whole numbers
        Per cent of the usual pace, by month.
    growth : float
        Newcomers of the last day over those of the first.
    margin : float
        Of net revenue, before what is spent on customers.
    articles : tuple of (sku, name, cents)
        Ascending by price; empty where an order is an amount alone.
    most_lines : int
    measure : str
        What tells staying here: "again" (a second order within 90 days) or "still" (an order half a year or more after the first).
    """

    name: str
    title: str
    company: str
    currency: str
    zone: str
    offset: str
    customers: int
    first_day: date
    last_day: date
    gap_days: float
    rate_shape: float
    rhythm: bool = False
    leave: tuple[float, float]
    value_cents: int
    value_shape: float
    value_spread: float
    market_value: tuple[int, int, int] = (1, 6, 4)
    markets: tuple[int, int, int] = (93, 4, 3)
    resells: tuple[tuple[str, str], ...] = ()
    season: tuple[int, ...]
    growth: float
    margin: float
    articles: tuple[tuple[str, str, int], ...] = ()
    most_lines: int = 1
    measure: str = "again"
    channels: tuple[Channel, ...]
    worse_channel: str
    fair: str
    attributes: tuple[Attribute, ...]
    driver: str
    correlate: str
    noise: float
    answer: float = 0.22
    answer_slope: float = 0.5
    complain: float = 0.03
    complain_poor: float = 0.30
    guests: float = 0.0
    programme_name: str
    effects: Effects
    countries: tuple[tuple[str, str, str, int], ...] = field(repr=False)

    @property
    def usual_satisfaction(self) -> float:
        """What overall satisfaction is about, with all its weights: from where more and less of it count."""
        return 1.0 + sum(a.weight * (a.mean - 1.0) for a in self.attributes) + self.noise / 2

    def nearest(self, cents: np.ndarray) -> np.ndarray:
        """Places of the articles whose list prices are nearest."""
        prices = self._prices()
        return np.searchsorted((prices[1:] + prices[:-1]) / 2, cents)

    def price(self, article: np.ndarray, dearer: np.ndarray) -> np.ndarray:
        """What articles cost where prices are higher by this share, in cents: whole tens."""
        return (np.floor(self._prices()[article] * (1 + dearer) / 10 + 0.5) * 10).astype(np.int64)

    def pieces(self, article: np.ndarray, cents: np.ndarray) -> np.ndarray:
        """How many of an article come near an amount, at its list price; at least one."""
        return np.maximum(1, np.floor(cents / self._prices()[article] + 0.5)).astype(np.int32)

    def _prices(self) -> np.ndarray:
        return np.array([cents for *_, cents in self.articles])
