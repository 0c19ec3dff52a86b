"""What a lever really changes: the same company again, customer by customer with the same random numbers, and as the mean over 100 seeds.

The year, and the two years, that are looked at begin with the day from which the lever is moved: the day after the data, unless another is
named. Newcomers go on coming as on the last days. Who is a customer is who has really not left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt

import numpy as np

from sample_data import exact
from sample_data.company import SLICE, Company, Lever
from sample_data.lives import Lives, lives

SEEDS = 100
SEED_CUSTOMERS = 2_000  # of each of these seeds; the mean is then taken to the company's size
DISCOUNT = 0.10  # a year
YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of companies from a day on: arrays, one entry a seed.

    Attributes
    ----------
    there, stayed : int64 arrays
        Customers on the day before, and those of them who had not left a year later.
    newcomers, kept : int64 arrays
        Who came in the first half of the year, and those of them who had not left half a year after their first order.
    net_cents : int64 array
        Paid within the year.
    value_cents : int64 array
        Contribution (the margin on what is paid) of two years, discounted to the day.
    """

    there: np.ndarray
    stayed: np.ndarray
    newcomers: np.ndarray
    kept: np.ndarray
    net_cents: np.ndarray
    value_cents: np.ndarray


def outcome(company: Company, seeds: int, begin: int) -> Outcome:
    """What becomes of the company, and of those of the next seeds, from day `begin` on."""
    sums = {name: np.zeros(seeds, dtype=np.int64) for name in Outcome.__dataclass_fields__}
    end = seeds * company.size
    for start in range(0, end, SLICE):
        who = np.arange(start, min(start + SLICE, end))
        for name, summed in _slice(company, lives(company, who, until=begin + 2 * YEAR), begin, seeds).items():
            sums[name] += summed
    return Outcome(**sums)


def _slice(company: Company, found: Lives, begin: int, seeds: int) -> dict[str, np.ndarray]:
    orders, first = found.orders, found.people.first
    seed = found.people.who // company.size
    left = np.full(len(first), np.iinfo(np.int32).max, dtype=np.int64)
    left[orders.place[orders.left]] = orders.day[orders.left]
    there = (first < begin) & (left >= begin)
    newcomer = (first >= begin) & (first < begin + YEAR // 2)
    ahead = orders.day - begin
    year, two = (ahead >= 0) & (ahead < YEAR), (ahead >= 0) & (ahead < 2 * YEAR)
    worth = orders.cents[two] * company.trade.margin * exact.exp(-exact.log(1 + DISCOUNT) * ahead[two] / YEAR)

    def summed(which, weights=None) -> np.ndarray:
        return np.bincount(which, weights=weights, minlength=seeds).astype(np.int64)  # whole numbers below 2^53: exact

    return {
        "there": summed(seed[there]),
        "stayed": summed(seed[there & (left >= begin + YEAR)]),
        "newcomers": summed(seed[newcomer]),
        "kept": summed(seed[newcomer & (left >= first + YEAR // 2)]),
        "net_cents": summed(seed[orders.place[year]], orders.cents[year]),
        "value_cents": summed(seed[orders.place[two]], np.floor(worth + 0.5)),
    }


def moved(
    company: Company, levers: Iterable[Lever], since: date | None = None, *, progress: Callable[[str, int, int], None] | None = None
) -> dict:
    """The true change by these levers together, in the units of the pages.

    Parameters
    ----------
    company : Company
        Without levers.
    levers : iterable of Lever
    since : date, optional
        The day from which they are moved; the day after the data, if not given. The company's first day means: all along.
    progress : callable, optional

    Returns
    -------
    dict
        ``levers``, ``since``, what was ``before``, and the changes ``this_seed`` and ``mean_of_seeds`` (with standard errors):
        ``customers_points`` (of the customers of the day before, who is one a year later), ``newcomers_points`` (of half a year's
        newcomers, who is one half a year after the first order), ``net`` (a year's) and ``value`` in units of the currency, for a
        company of this size.
    """
    levers = tuple(levers)
    since = since or company.trade.last_day + timedelta(days=1)
    begin = company.day(since)
    if not 0 <= begin <= company.days:
        raise ValueError(
            f"found levers moved from {since}; needed a day from {company.trade.first_day} to the day after {company.trade.last_day}"
        )
    if progress:
        progress("moving levers", 0, 2)
    before, after = (_measures(outcome(one, 1, begin), 1.0) for one in (company, company.moved(levers, since)))
    if progress:
        progress("moving levers", 1, 2)
    small = replace(company, seed=company.seed + 1, customers=min(company.customers, SEED_CUSTOMERS))
    scale = company.customers / small.customers
    was, became = (_measures(outcome(one, SEEDS, begin), scale) for one in (small, small.moved(levers, since)))
    means = {}
    for name in was:
        mean, error = _mean(became[name] - was[name])
        means |= {name: mean, f"{name}_standard_error": error}
    return {
        "levers": [str(lever) for lever in levers],
        "since": since.isoformat(),
        "before": {name: _number(values[0]) for name, values in before.items()},
        "this_seed": {name: _number(after[name][0] - before[name][0]) for name in before},
        "mean_of_seeds": {"seeds": SEEDS, "customers_each": small.customers} | means,
    }


def _measures(found: Outcome, scale: float) -> dict[str, np.ndarray]:
    """In the units of the pages: per cent, and units of the currency; nan where there is nobody."""

    def per_cent(some, of) -> np.ndarray:
        return np.where(of > 0, 100.0 * some / np.maximum(of, 1), np.nan)

    return {
        "customers_points": per_cent(found.stayed, found.there),
        "newcomers_points": per_cent(found.kept, found.newcomers),
        "net": found.net_cents * scale / 100,
        "value": found.value_cents * scale / 100,
    }


def _mean(values: np.ndarray) -> tuple[float | None, float | None]:
    known = values[~np.isnan(values)].tolist()
    if len(known) < 2:
        return None, None
    mean = sum(known) / len(known)
    spread = sqrt(sum((value - mean) ** 2 for value in known) / (len(known) - 1))
    return round(mean, 4), round(spread / sqrt(len(known)), 4)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)
