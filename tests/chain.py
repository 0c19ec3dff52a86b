"""Simulated worlds and invented companies: does the interval of what a better rating is worth hold the truth as often as it says?

    python -m tests.chain [WORLDS] [COMPANIES] [FIRST_SEED]

Both go through the functions that the page calls. It prints the counts, and fails where of 200 worlds' intervals of 90 % fewer than 171 or
more than 189 hold the truth; of another number, as many parts. What invented companies show is printed and no demand: their customers pause
and come back, and feel a better rating at every order, which the chain does not know.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta

import numpy as np
from scipy.special import expit

from analysis import calendar
from analysis.chain import chain
from analysis.driver_model import prepare
from analysis.ledger import Ledger
from analysis.links import Links, links
from analysis.occasions import Occasions
from sample_data.company import Company, lever
from sample_data.lives import Lives, lives
from sample_data.trades import TRADES
from tests import published
from tests.analysis.surveys import survey
from tests.drivers import answered

WEIGHTS = (0.6, 0.4, 0.3, 0.2, 0.1)
YEAR, YEARS, MORE = 365, 2, 0.5
NAMES = list(TRADES)


def world(seed: int, customers: int = 5_000) -> tuple[np.random.Generator, np.ndarray, np.ndarray, np.ndarray]:
    """Those who answer in the world of `published.CHAIN_TRUTH`: the generator as it then stands, ratings, satisfaction, who stays."""
    rng = np.random.default_rng(seed)
    mood = rng.normal(size=customers)
    ratings = np.clip(np.round(3.6 + 0.6 * mood[:, None] + 0.8 * rng.normal(size=(customers, len(WEIGHTS)))), 1, 5)
    said = 1 + ratings @ WEIGHTS + rng.normal(size=customers)
    stays = rng.random(customers) < expit(-3 + 0.6 * said)
    answers = rng.random(customers) < 0.4
    return rng, ratings[answers], said[answers], stays[answers]


def company_of(ratings: np.ndarray, said: np.ndarray, stays: np.ndarray, **options) -> Links:
    """The links of a company where these people ordered, answered on that day and paid 100 half a year later if they stayed."""
    people = len(said)
    answers = survey(ratings, said, customer=np.arange(people))
    days = np.where(stays[:, None], [[0, 180]], [[0, -1]])
    history = Occasions(
        customers=np.arange(people),
        start=np.concatenate([[0], np.cumsum(1 + stays)]),
        day=days[days >= 0].astype(np.int32),
        as_of=calendar.day_of(YEAR),
        free_orders=True,
    )
    payers = np.flatnonzero(stays)
    book = Ledger(currency="EUR", place=payers, day=np.full(len(payers), 180), net=np.full(len(payers), 10_000), size=people)
    return links(prepare(answers), answers, answers, history, book, days=YEAR, **options)


def in_world(seed: int) -> tuple[float, bool]:
    """The lift of one customer's value in a simulated world, and whether its interval holds the truth."""
    _, *those = world(seed)
    found = chain(company_of(*those, resamples=200, seed=seed), "A", MORE, years=None)
    return found.each.value / 100, found.each.low / 100 <= published.CHAIN_TRUTH[0] <= found.each.high / 100


def in_company(seed: int) -> dict:
    """What moving the driver, and what only goes along with it, is said to be worth in an invented company; and what it really is."""
    company = Company.of(NAMES[seed % len(NAMES)], seed=seed)
    trade, found = company.trade, lives(company, np.arange(company.customers))
    asked = _by_quarters(answered(company))
    history, book = _orders(company, found)
    known = links(prepare(asked), asked, asked, history, book, seed=seed)
    said = {
        name: chain(known, name, MORE, margin=trade.margin, years=YEARS) for name in (trade.driver, trade.correlate)
    }
    truth = _truth(company, known)
    driver, correlate = (said[name].difference for name in (trade.driver, trade.correlate))
    return {
        "trade": trade.name,
        "seed": seed,
        "link": known.link,
        "days": known.days,
        "truth": truth,
        "driver": driver,
        "baseline": said[trade.driver].baseline,
        "held": driver is not None and driver.low / 100 <= truth <= driver.high / 100,
        "idle": correlate is None or correlate.low <= 0 <= correlate.high,
    }


def gathered(company: Company):
    """A company's answers, orders and money, without files in between."""
    return (_by_quarters(answered(company)), *_orders(company, lives(company, np.arange(company.customers))))


def _by_quarters(asked):
    return replace(asked, wave=calendar.numbers(asked.day, "quarter").astype(np.int32))


def _orders(company: Company, found: Lives) -> tuple[Occasions, Ledger]:
    orders, size = found.orders, company.customers
    place, day = np.divmod(np.unique(orders.place * 100_000 + orders.day), 100_000)
    history = Occasions(
        customers=np.arange(size),
        start=np.concatenate([[0], np.cumsum(np.bincount(place, minlength=size))]),
        day=day.astype(np.int32),
        as_of=calendar.day_of(company.days - 1),
        free_orders=True,
    )
    return history, Ledger(currency="EUR", place=orders.place, day=orders.day.astype(np.int64), net=orders.cents, size=size)


def _truth(company: Company, known: Links) -> float:
    """By how much more the customers of today bring in the horizon with the lever moved, discounted: their own lives, lived twice."""
    trade = company.trade
    moved = company.moved([lever(f"attribute:{trade.driver}={MORE:+}", trade)], trade.last_day + timedelta(days=1))
    return _brought(moved, known.days) - _brought(company, known.days)


def _brought(company: Company, days: int) -> float:
    orders = lives(company, np.arange(company.customers), until=company.days + YEARS * YEAR - 1).orders
    today = np.zeros(company.customers, dtype=bool)
    today[orders.place[(orders.day < company.days) & (orders.day >= company.days - days)]] = True
    ahead = orders.day - company.days
    counted = (ahead >= 0) & today[orders.place]
    return float((orders.cents[counted] * 1.1 ** (-(ahead[counted] + 1) / YEAR)).sum()) * company.trade.margin / 100


def main(worlds: int = 200, companies: int = 0, first: int = 1) -> int:
    """Look at so many worlds and companies; return how many demands failed."""
    with ProcessPoolExecutor(2) as several:
        seen = list(several.map(in_world, range(1_000, 1_000 + worlds)))
        told = list(several.map(in_company, range(first, first + companies)))
    failed = 0
    if seen:
        held = sum(holds for _, holds in seen)
        print(f"{held} of {worlds} intervals of 90 % hold the truth; mean estimate {np.mean([lift for lift, _ in seen]):.3f}, "
              f"truth {published.CHAIN_TRUTH[0]:.3f}")  # fmt: skip
        failed = int(not 0.855 * worlds <= held <= 0.945 * worlds)
    for one in told:
        driver = one["driver"]
        shown = "no figure" if driver is None else f"{driver.value / 100:,.0f} ({driver.low / 100:,.0f} to {driver.high / 100:,.0f})"
        print(f"{one['trade']} {one['seed']}, {one['days']} days, {one['link']}: {shown}; in truth {one['truth']:,.0f}")
    if told:
        print(f"{sum(one['held'] for one in told)} of {companies} hold the truth of this very company; "
              f"what only goes along is worth nothing in {sum(one['idle'] for one in told)}")  # fmt: skip
    print(f"{1 - failed} passed, {failed} failed")
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(*(int(text) for text in sys.argv[1:])) else 0)
