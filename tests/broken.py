"""Invented companies by the hundred, straight from their lives: breaks claimed where nothing is planted, and found where it is.

    python -m tests.broken [EMPTY] [PLANTED] [FIRST_SEED]

EMPTY companies with nothing planted are looked at twice, small and of the usual size; at most 18 of 200 of either may raise an alarm.
In PLANTED companies of the usual size the worse cohort must be found, as a cohort, in 48 of 50. What becomes of the price rise and of
the worse channel is counted too.
"""

from __future__ import annotations

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl

from analysis import calendar
from analysis.activity import Activity, gather
from analysis.breaks import Break, Breaks, breaks
from analysis.occasions import SIZE_STEPS, SIZES
from sample_data.company import Company
from sample_data.lives import lives
from sample_data.trade import MARKETS
from sample_data.trades import TRADES
from tests.demonstration import ordered

NAMES = list(TRADES)
SMALL = 700
ALARMS, FOUND = 18 / 200, 48 / 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What became of what is planted in one company."""

    trade: str
    cohort: bool
    cohort_as: str
    price_as: str
    price_dated: bool
    channel: bool
    others: tuple[str, ...]


def made(company: Company) -> tuple[Activity, pl.DataFrame]:
    """Live a company, and gather who was active when and what the first orders were like; no file is written."""
    found = lives(company, np.arange(company.customers))
    people, orders = found.people, found.orders
    occasions = ordered(company, found)
    first = orders.nth == 0
    cents = np.zeros(len(people.who))
    cents[orders.place[first]] = orders.cents[first]
    attributes = pl.DataFrame(
        {
            "first_channel": np.array(company.channel_names)[people.channel],
            "market": np.array(MARKETS)[people.market],
            "first_size": np.array(SIZES)[np.searchsorted(SIZE_STEPS, cents / 100, side="right")],
        }
    )
    return gather(occasions, "month"), attributes


def look(company: Company) -> Breaks:
    """Look for breaks in a company by month."""
    return breaks(*made(company))


def empty(what: tuple[int, int | None]) -> list[str]:
    """Return what is claimed of a company in which nothing is planted."""
    seed, customers = what
    seen = look(Company.of(NAMES[seed % len(NAMES)], seed=seed, customers=customers, without=["everything"]))
    return [one.shape for one in seen.found] + (["drift"] if seen.drift and seen.drift.beyond_chance else [])


def planted(seed: int) -> Seen:
    """Return what is found of what is planted in a company of the usual size."""
    company = Company.of(NAMES[seed % len(NAMES)], seed=seed)
    effects, found = company.trade.effects, look(company).found
    window = [f"{day:%Y-%m}" for day in (effects.cohort_first, effects.cohort_last)]
    price = f"{effects.price_day:%Y-%m}"
    cohorts = [one for one in found if one.kind == "cohort" and one.size < 0 and one.first <= window[1] and window[0] <= one.last]
    lasting = [one for one in found if one.shape in ("step", "turn") and one.size < 0]
    channel = [one for one in found if one.field == "first_channel" and one.value == company.trade.worse_channel]
    known = {id(one) for one in cohorts[:1] + lasting[:1] + channel}
    return Seen(
        trade=company.trade.name,
        cohort=bool(cohorts),
        cohort_as=f"{cohorts[0].first} to {cohorts[0].last}" if cohorts else "",
        price_as=lasting[0].shape if lasting else "",
        price_dated=bool(lasting) and _near(lasting[0], price),
        channel=bool(channel),
        others=tuple(one.shape for one in found if id(one) not in known),
    )


def _near(one: Break, month: str) -> bool:
    """Whether it may have begun in the month or up to three later: an order that doesn't come is missed only after a usual gap."""
    early, late = (calendar.parse(label, "month") for label in (one.earliest, one.latest))
    return early - 3 <= calendar.parse(month, "month") <= late


def main(number: int = 200, others: int = 50, first: int = 1) -> int:
    """Look at them, print the counts, and return how many demands failed."""
    failed = 0
    with ProcessPoolExecutor() as several:
        for customers in (SMALL, None):
            claimed = list(several.map(empty, [(seed, customers) for seed in range(first, first + number)], chunksize=4))
            alarms = sum(bool(one) for one in claimed)
            size = f"{customers} customers" if customers else "the usual size"
            shapes = dict(Counter(shape for one in claimed for shape in one))
            print(f"{number} companies of {size} with nothing planted: {alarms} raise an alarm {shapes}")
            failed += alarms > ALARMS * number
        seen = list(several.map(planted, range(first, first + others), chunksize=2))
    found = sum(one.cohort for one in seen)
    windows = dict(Counter(one.cohort_as or "not found" for one in seen))
    print(f"{others} companies of the usual size: the worse cohort is found, as a cohort, in {found} {windows}")
    shapes = dict(Counter(one.price_as or "none" for one in seen))
    dated = sum(one.price_dated for one in seen)
    print(f"  of the price rise, a lasting change of the calendar for the worse: {shapes}; {dated} begin in its month or up to three later")
    besides = dict(Counter(shape for one in seen for shape in one.others))
    print(f"  the worse channel, as a segment: {sum(one.channel for one in seen)}; besides {besides}")
    failed += found < FOUND * others
    print(f"{3 - failed} passed, {failed} failed")
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(*(int(text) for text in sys.argv[1:])) else 0)
