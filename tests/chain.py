"""Simulated worlds and invented companies: does the interval of what a better rating is worth hold the truth as often as it says?

    python -m tests.chain [WORLDS] [COMPANIES] [FIRST_SEED]

Both go through the functions that the page calls; a company goes there from its files. The truth of a company is what 300 others of its
trade and size bring more within two years, on average, with the lever moved, less what this one gives back of what is paid. It prints the
counts, and fails where of 200 worlds' intervals of 90 % fewer than 171 or more than 189 hold the truth; where of 50 companies' fewer than
38 do; or where what only goes along with the planted driver is worth something for sure in more than 10 of 50. Of other numbers, as many
parts.
"""

from __future__ import annotations

import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

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
from shows.view import View
from shows.whatif import known_links
from tests import published
from tests.analysis.surveys import survey
from tests.demonstration import bring
from tests.drivers import answered

WEIGHTS = (0.6, 0.4, 0.3, 0.2, 0.1)
YEAR, YEARS, MORE = 365, 2, 0.5
NAMES = list(TRADES)
#: Companies of so many customers each, by which the truth of a trade is told, and their seed.
COMPANIES, COMPANY, COMPANIES_SEED = 300, 2_000, 100_000


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
    trade = TRADES[NAMES[seed % len(NAMES)]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "company.db"
        counts = bring(path, trade=trade.name, seed=seed)["counts"]
        known = known_links(View(str(path), None, [], []))
    driver, correlate = (
        chain(known, name, MORE, margin=trade.margin, years=YEARS).difference for name in (trade.driver, trade.correlate)
    )
    truth = expected(trade.name, known.days) * float(counts["net"][trade.currency]) / float(counts["gross"][trade.currency])
    return {
        "trade": trade.name,
        "seed": seed,
        "link": (known.visits or known).link,
        "truth": truth,
        "driver": driver,
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


@cache
def expected(name: str, days: int) -> float:
    """By how much more the customers of today bring in the horizon with the lever moved, discounted: the mean of companies of this trade.

    Customers of today are those who ordered in the last `days`. Each life is lived twice, with the same random numbers.
    """
    company = replace(Company.of(name, seed=COMPANIES_SEED), customers=COMPANY)
    trade = company.trade
    moved = company.moved([lever(f"attribute:{trade.driver}={MORE:+}", trade)], trade.last_day + timedelta(days=1))
    numbers = np.arange(company.customers)
    more = 0.0
    for first in range(0, COMPANIES, 4):
        who = (np.arange(first, first + 4)[:, None] * company.size + numbers).ravel()
        more += _brought(moved, who, days) - _brought(company, who, days)
    return more / COMPANIES * trade.customers / company.customers


def _brought(company: Company, who: np.ndarray, days: int) -> float:
    orders = lives(company, who, until=company.days + YEARS * YEAR - 1).orders
    today = np.zeros(len(who), dtype=bool)
    today[orders.place[(orders.day < company.days) & (orders.day >= company.days - days)]] = True
    ahead = orders.day - company.days
    counted = (ahead >= 0) & today[orders.place]
    return float((orders.cents[counted] * 1.1 ** (-(ahead[counted] + 1) / YEAR)).sum()) * company.trade.margin / 100


def main(worlds: int = 200, companies: int = 0, first: int = 1) -> int:
    """Look at so many worlds and companies; return how many demands failed."""
    with ProcessPoolExecutor(2) as several:
        seen = list(several.map(in_world, range(1_000, 1_000 + worlds)))
        told = list(several.map(in_company, range(first, first + companies)))
    demands = []
    if seen:
        held = sum(holds for _, holds in seen)
        print(f"{held} of {worlds} intervals of 90 % hold the truth; mean estimate {np.mean([lift for lift, _ in seen]):.3f}, "
              f"truth {published.CHAIN_TRUTH[0]:.3f}")  # fmt: skip
        demands.append(0.855 * worlds <= held <= 0.945 * worlds)
    for one in told:
        driver = one["driver"]
        shown = "no figure" if driver is None else f"{driver.value / 100:,.0f} ({driver.low / 100:,.0f} to {driver.high / 100:,.0f})"
        print(f"{one['trade']} {one['seed']}, {one['link']}: {shown}; in truth {one['truth']:,.0f}{'' if one['held'] else ' (missed)'}")
    if told:
        held, idle = (sum(one[what] for one in told) for what in ("held", "idle"))
        print(f"{held} of {companies} hold the truth; the interval of what only goes along holds 0 in {idle}")
        for name in NAMES:
            own = [one for one in told if one["trade"] == name and one["driver"] is not None]
            if own:
                part = np.mean([one["driver"].value / 100 / one["truth"] for one in own])
                print(f"{name}: {sum(one['held'] for one in own)} of {len(own)}; on average the estimate is {part:.2f} of the truth")
        demands += [held >= 0.76 * companies, idle >= 0.8 * companies]
    failed = len(demands) - sum(demands)
    print(f"{sum(demands)} passed, {failed} failed")
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(*(int(text) for text in sys.argv[1:])) else 0)
