"""How customers live: they come, order, are more or less satisfied, come back or leave.

After every order a customer leaves for good with a chance of their own, drawn from a beta distribution; whoever stays waits for
the next order, exponentially with a rate of their own from a gamma distribution (Fader, Hardie & Lee 2005), in a time
that runs faster in busy months. Orders are worth a gamma variate around a mean of the customer's own (Fader & Hardie 2013).
With a contract the gaps are all a month, and this is the shifted-beta-geometric (Fader & Hardie 2007).
What is planted is added to the logit of leaving.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from sample_data import exact
from sample_data.company import Company
from sample_data.trade import Attribute

DAYS_BACK, HALF_A_YEAR = 90, 180
ORDERS_AT_MOST = 600
NO_COMPLAINT, WELL, BADLY = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Customers, one entry each.

    Attributes
    ----------
    who : int64 array
        Their numbers, in the order of their first days.
    first : int32 array
        Day of the first order, counted from the company's first.
    channel, market : int8 arrays
        Places in `trade.channels`, and in `trade.MARKETS`.
    rate : float array
        Orders a day of usual pace.
    leaves : float array
        Logit of the customer's own chance to leave after an order, with what is planted in the customer for good.
    worth : float array
        Mean of what the customer's orders are meant to be worth, in cents.
    mood, habit : float arrays
        Standard normal: what lifts all ratings of a customer; a hidden habit.
    costly : bool array
    """

    who: np.ndarray
    first: np.ndarray
    channel: np.ndarray
    market: np.ndarray
    rate: np.ndarray
    leaves: np.ndarray
    worth: np.ndarray
    mood: np.ndarray
    habit: np.ndarray
    costly: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """Orders, one entry each: first everybody's first, then everybody's second, and so on.

    Attributes
    ----------
    place : int64 array
        The customer's place in `People`.
    who, nth : int64 arrays
        The customer's number; 0 for the first order.
    day : int32 array
        Counted from the company's first.
    cents : int64 array
        What was paid.
    discount : bool array
        Whether the newcomers' code was used.
    articles : int16 array of (orders, lines)
        Places in `trade.articles`; -1 for none.
    pieces : int32 array, alike
    unit : int64 array, alike
        Cents of one piece.
    satisfaction : float array
        1 to 5, as it is, not as it is answered.
    complaint : int8 array
        `NO_COMPLAINT`, or handled `WELL` or `BADLY`.
    left : bool array
        Whether the customer left for good after it.
    """

    place: np.ndarray
    who: np.ndarray
    nth: np.ndarray
    day: np.ndarray
    cents: np.ndarray
    discount: np.ndarray
    articles: np.ndarray
    pieces: np.ndarray
    unit: np.ndarray
    satisfaction: np.ndarray
    complaint: np.ndarray
    left: np.ndarray

    def __len__(self) -> int:
        return len(self.who)

    def only(self, kept: np.ndarray) -> Orders:
        """Some of them."""
        return Orders(**{field.name: getattr(self, field.name)[kept] for field in fields(self)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """Customers and their orders."""

    people: People
    orders: Orders


def people(company: Company, who: np.ndarray) -> People:
    """The customers of these numbers; the small segment has its own channel."""
    found = _people(company, who)
    if company.has("small_segment"):
        found.channel[np.isin(found.who, small_segment(company))] = len(company.trade.channels)
    return found


@lru_cache(maxsize=16)
def small_segment(company: Company) -> tuple[int, ...]:
    """Customers who only look worse: picked by how they turned out, from among neighbours, and nothing about them is different.

    So many who stayed and so many who didn't (`effects.small_back`, `small_gone`), the first of each from a third of all on; fewer where
    there are too few.
    """
    trade, effects = company.trade, company.trade.effects
    begin = company.customers // 3
    who = np.arange(begin, min(begin + 400, company.customers))
    if not len(who):
        return ()
    neighbours = _lives(company, _people(company, who), company.days - 1)
    back, known = STAYED[trade.measure](company, neighbours)
    kept = np.flatnonzero(back & known)[: effects.small_back]
    gone = np.flatnonzero(~back & known)[: effects.small_gone]
    return tuple(int(number) for number in who[np.sort(np.concatenate([kept, gone]))])


def again(company: Company, found: Lives) -> tuple[np.ndarray, np.ndarray]:
    """Who ordered a second time within 90 days of the first order; and of whom that is known by the last day."""
    second = np.full(len(found.people.who), np.iinfo(np.int64).max)
    repeats = found.orders.nth == 1
    second[found.orders.place[repeats]] = found.orders.day[repeats]
    return second - found.people.first <= DAYS_BACK, found.people.first + DAYS_BACK <= company.days - 1


def still(company: Company, found: Lives) -> tuple[np.ndarray, np.ndarray]:
    """Who ordered half a year or more after the first order; known once four usual gaps have passed besides."""
    last = np.zeros(len(found.people.who), dtype=np.int64)
    np.maximum.at(last, found.orders.place, found.orders.day)
    known = found.people.first + HALF_A_YEAR + round(4 * company.trade.gap_days) <= company.days - 1
    return last - found.people.first >= HALF_A_YEAR, known


STAYED = {"again": again, "still": still}


def _people(company: Company, who: np.ndarray) -> People:
    trade, draws = company.trade, company.draws
    who = np.asarray(who, dtype=np.int64)
    total = int(company.newcomers[company.days])
    at = ((who % company.size + draws.uniform(who, "arrival")) / company.customers * total).astype(np.int64)
    first = (np.searchsorted(company.newcomers, at, side="right") - 1).clip(0, len(company.newcomers) - 2)
    weights = np.array([(channel.first, channel.last) for channel in trade.channels]).T
    share = ((first * 1000) // max(company.days - 1, 1)).clip(max=1000)
    now = weights[0] * (1000 - share[:, None]) + weights[1] * share[:, None]
    market = draws.pick(who, "market", trade.markets)
    rate = np.full(len(who), 1.0 / trade.gap_days)
    if trade.rate_shape:
        rate = draws.gamma(who, "rate", trade.rate_shape) / (trade.rate_shape * trade.gap_days)
    a, b = trade.leave
    worth = np.full(len(who), float(trade.value_cents))
    if trade.value_spread:
        worth = trade.value_cents * (trade.value_spread - 1) / draws.gamma(who, "worth", trade.value_spread)
    channel, habit = draws.pick(who, "channel", now), draws.normal(who, "habit")
    own = exact.log(draws.gamma(who, "leave a", a)) - exact.log(draws.gamma(who, "leave b", b))
    return People(
        who=who,
        first=first.astype(np.int32),
        channel=channel.astype(np.int8),
        market=market.astype(np.int8),
        rate=rate,
        leaves=own + _shifts(company, first, channel, habit),
        worth=worth * np.array(trade.market_value)[market],
        mood=draws.normal(who, "mood"),
        habit=habit,
        costly=draws.chance(who, "costly", trade.effects.costly_share) & company.has("costly"),
    )


def rating(company: Company, attribute: Attribute, who, nth, mood, habit, moved) -> np.ndarray:
    """What customers experience of an attribute at an order, as a whole number from 1 to 5.

    What only correlates shares the driver's experience, and so its ratings, but not its weight.
    """
    trade, draws = company.trade, company.draws
    own = draws.normal(who, f"rating {attribute.name}", nth)
    if attribute.name == trade.correlate and company.has("driver"):
        own = 0.85 * draws.normal(who, f"rating {trade.driver}", nth) + 0.5 * own
    latent = attribute.mean + 0.4 * mood + 0.85 * own + moved * company.moves("attribute", attribute.name)
    if company.has("habit"):
        latent = latent + trade.effects.habit_rating * habit
    return np.floor(latent + 0.5).clip(1, 5)


def explained(company: Company, ratings: Mapping[str, np.ndarray]) -> np.ndarray:
    """The part of satisfaction that the ratings explain: 1 and what each of them adds. What is switched off adds its mean for everybody."""
    total = np.asarray(1.0)
    for attribute in company.trade.attributes:
        weight = company.weight(attribute)
        if weight:
            total = total + weight * (ratings[attribute.name] - 1.0)
        elif attribute.weight:
            total = total + attribute.weight * (attribute.mean - 1.0)
    return total


def lives(company: Company, who: np.ndarray, *, until: int | None = None) -> Lives:
    """The lives of some customers.

    Parameters
    ----------
    company : Company
    who : array of int
        Numbers of customers; each lives the same life whoever else is asked for.
    until : int, optional
        The last day that is looked at; the company's last, if not given.
    """
    return _lives(company, people(company, who), company.days - 1 if until is None else until)


def _lives(company: Company, found: People, last: int) -> Lives:
    trade, draws, effects = company.trade, company.draws, company.trade.effects
    usual = trade.usual_satisfaction
    price_from = company.day(effects.price_day) if company.has("price_rise") else 10**9
    clock = company.clock[found.first] + draws.uniform(found.who, "moment") * (company.clock[found.first + 1] - company.clock[found.first])
    at = np.arange(len(found.who))
    day = found.first.astype(np.int64)
    parts: list[Orders] = []
    for nth in range(ORDERS_AT_MOST):
        inside = day <= last
        at, day, clock = at[inside], day[inside], clock[inside]
        if not len(at) and parts:
            break
        own = found.who[at]
        moved = (day >= company.lever_from).astype(float)
        ratings = {
            a.name: rating(company, a, own, nth, found.mood[at], found.habit[at], moved) for a in trade.attributes if company.weight(a)
        }
        satisfaction = explained(company, ratings) + trade.noise * draws.uniform(own, "satisfaction", nth)
        complaint = _complaints(company, own, nth, ratings.get(trade.driver))
        logit = found.leaves[at]
        if company.has("satisfaction"):
            logit = logit - effects.satisfaction * (satisfaction - usual)
        if company.has("complaints"):
            logit = logit + np.array([0.0, -effects.well, effects.badly])[complaint]
        dearer = np.where(day >= price_from, effects.price_rise, 0.0) + moved * company.moves("price")
        logit = logit + effects.price / effects.price_rise * dearer
        stage = "capture" if nth == 0 else "maintenance" if nth < 3 else "loyalty"
        chance = exact.logistic(logit) - moved * company.moves("retention", stage)
        left = draws.uniform(own, "leaves", nth) < chance
        parts.append(_ordered(company, found, at, own, nth, day, dearer, satisfaction, complaint, left))
        at, day, clock = at[~left], day[~left], clock[~left]
        wait = np.ones(len(at)) if trade.rhythm else draws.exponential(found.who[at], "wait", nth)
        clock = clock + wait / found.rate[at]
        day = np.searchsorted(company.clock, clock, side="right") - 1
    orders = Orders(**{field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Orders)})
    return Lives(people=found, orders=orders)


def _shifts(company: Company, first: np.ndarray, channel: np.ndarray, habit: np.ndarray) -> np.ndarray:
    """What is planted in a customer for good, as a logit of leaving."""
    trade, effects = company.trade, company.trade.effects
    shift = np.zeros(len(first))
    if company.has("worse_cohort"):
        begin, end = company.day(effects.cohort_first), company.day(effects.cohort_last)
        shift = shift + effects.cohort * ((first >= begin) & (first <= end))
    if company.has("worse_channel"):
        shift = shift + effects.channel * (channel == company.channel_names.index(trade.worse_channel))
    if company.has("habit"):
        shift = shift - effects.habit * habit
    return shift


def _complaints(company: Company, who, nth: int, driver) -> np.ndarray:
    """Whether there is something to complain of, most of all where the driver was poor, and how it is handled."""
    trade, draws = company.trade, company.draws
    share = trade.complain if driver is None else np.where(driver <= 2, trade.complain_poor, trade.complain)
    complains = draws.chance(who, "complains", share, nth)
    return np.where(complains, np.where(draws.chance(who, "handled well", 0.5, nth), WELL, BADLY), NO_COMPLAINT).astype(np.int8)


def _ordered(company: Company, found: People, at, own, nth: int, day, dearer, satisfaction, complaint, left) -> Orders:
    """What is bought, and for how much."""
    trade, draws = company.trade, company.draws
    wanted = found.worth[at]
    if trade.value_shape:
        wanted = wanted * draws.gamma(own, "spends", trade.value_shape, nth) / trade.value_shape
    lines = trade.most_lines if trade.articles else 1
    articles = np.full((len(own), lines), -1, dtype=np.int16)
    pieces = np.zeros((len(own), lines), dtype=np.int32)
    unit = np.zeros((len(own), lines), dtype=np.int64)
    if trade.articles:
        number = draws.pick(own, "lines", (58, 30, 12)[:lines], nth)
        for line, shares in enumerate(((100, 60, 50), (0, 40, 30), (0, 0, 20))[:lines]):
            part = wanted * np.array(shares)[number] / 100
            article, here = trade.nearest(part), number >= line
            articles[:, line] = np.where(here, article, -1)
            pieces[:, line] = np.where(here, trade.pieces(article, part), 0)
            unit[:, line] = np.where(here, trade.price(article, dearer), 0)
        cents = (pieces * unit).sum(axis=1)
    else:
        cents = np.maximum(np.floor(wanted * (1 + dearer) + 0.5).astype(np.int64), 100)
    discount = (draws.uniform(own, "discount") < 0.4) & (nth == 0) & (trade.name == "home-goods")
    cents = cents - np.where(discount, cents // 10, 0)
    return Orders(
        place=at,
        who=own,
        nth=np.full(len(own), nth, dtype=np.int64),
        day=day.astype(np.int32),
        cents=cents,
        discount=discount,
        articles=articles,
        pieces=pieces,
        unit=unit,
        satisfaction=satisfaction,
        complaint=complaint,
        left=left,
    )
