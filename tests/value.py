"""Invented companies lived on: does the interval of what today's customers bring in the next year hold what they bring?

    python -m tests.value [COMPANIES] [FIRST_SEED] [WITHOUT]

WITHOUT is what is not planted, as `sample_data` names it: "everything" leaves the price rise out, half a year before the last day of two
trades, after which customers bring less than in the year that is counted.

Each company of 3,000 customers is valued at its last day, from what was known by then, and then lived on for a year. Two things are
counted, by trade: whether the interval of 90 % that has the luck of these customers in it holds what they brought; and whether that of
the expected value alone holds what customers of the same stages, of 30,000 of the same trade, brought on average. Nothing is demanded: what
a stage does not tell (a pace of one's own, what changed of late) is in the truth and not in the model, and it is for a person to read how
far that goes.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis import calendar
from analysis.dated import dated
from analysis.drawn import ends
from analysis.ledger import Ledger
from analysis.occasions import Occasions
from analysis.relations import Relations, relate
from analysis.rhythm import usual_gap
from analysis.whatif.run import as_today, value_by_stage
from analysis.whatif.tested import by_stages
from analysis.whatif.world import NAMES, draw, places, world
from sample_data.company import Company
from sample_data.lives import lives
from sample_data.trades import TRADES

TRADE_NAMES = list(TRADES)
CUSTOMERS, MANY, MANY_SEED, YEAR, MONTHS, LEVEL, DRAWS = 3_000, 30_000, 100_000, 365, 12, 0.90, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """A company on its last day, and what each customer brought in the year after it."""

    relations: Relations
    book: Ledger
    later: np.ndarray


def lived(trade: str, seed: int, customers: int, gap: float | None = None, *, without: str = "") -> Lived:
    """Live a company and a year more; no file is written and nobody calls."""
    company = Company.of(trade, seed=seed, customers=customers, without=[without] if without else [])
    orders = lives(company, np.arange(customers), until=company.days + YEAR - 1).orders
    first = calendar.day_number(company.trade.first_day)
    known = orders.day < company.days
    place, day = np.divmod(np.unique(orders.place[known].astype(np.int64) * 100_000 + orders.day[known]), 100_000)
    who = np.arange(customers)
    history = Occasions(
        customers=who,
        start=np.concatenate([[0], np.cumsum(np.bincount(place, minlength=customers))]),
        day=(day + first).astype(np.int32),
        as_of=calendar.day_of(first + company.days - 1),
        free_orders=True,
    )
    book = Ledger(currency="EUR", place=orders.place[known], day=orders.day[known] + first, net=orders.cents[known], size=customers)
    later = np.bincount(orders.place[~known], orders.cents[~known], minlength=customers)
    nobody = dated(who, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    gap = gap or usual_gap(history.part(np.diff(history.start) > 0)).days
    return Lived(relations=relate(history, nobody, nobody, usual_gap_days=gap), book=book, later=later)


@cache
def long_run(trade: str, without: str) -> tuple[float, np.ndarray]:
    """The usual gap of many, and what a customer of each stage brings in the next year."""
    found = lived(trade, MANY_SEED, MANY, without=without)
    stage = places(found.relations.stages(found.relations.as_of).stage)
    there = stage >= 0
    number = np.bincount(stage[there], minlength=len(NAMES))
    return found.relations.usual_gap_days, np.bincount(stage[there], found.later[there], minlength=len(NAMES)) / np.maximum(number, 1)


def look(trade: str, seed: int, without: str) -> dict:
    """Value one company, and live it on."""
    gap, mean = long_run(trade, without)
    found = lived(trade, seed, CUSTOMERS, gap, without=without)
    came = float(found.later[found.relations.buyers].sum())
    totals = by_stages(found.relations, found.book, MONTHS, draws=DRAWS)
    counted = world(found.relations, found.book)
    expected = counted.stock[0] @ value_by_stage(as_today(draw(counted, DRAWS)), MONTHS, 0.0)[:, 0]
    truth = float(counted.stock[0] @ mean)
    (low, high), (least, most) = ends(totals, LEVEL), ends(expected, LEVEL)
    return {
        "trade": trade, "seed": seed, "said": totals[0] / 100, "came": came / 100, "truth": truth / 100,
        "low": low / 100, "high": high / 100, "held": low <= came <= high, "expected": least <= truth <= most,
    }  # fmt: skip


def main(companies: int = 20, first: int = 1, without: str = "") -> None:
    """Count, and print."""
    seen = []
    for seed in range(first, first + companies):
        one = look(TRADE_NAMES[seed % len(TRADE_NAMES)], seed, without)
        seen.append(one)
        missed = "" if one["held"] else ", missed"
        print(
            f"{one['trade']} {seed}: said {one['said']:,.0f} ({one['low']:,.0f} to {one['high']:,.0f}), came {one['came']:,.0f}{missed}; "
            f"expected {one['truth']:,.0f}{'' if one['expected'] else ', missed'}",
            flush=True,
        )
    for name in TRADE_NAMES:
        own = [one for one in seen if one["trade"] == name]
        if own:
            held, expected = (sum(one[what] for one in own) for what in ("held", "expected"))
            part = np.mean([one["said"] / one["truth"] for one in own])
            print(f"{name}: {held} of {len(own)} hold what came, {expected} what is expected; said is {part:.2f} of what is expected")
    held, expected = (sum(one[what] for one in seen) for what in ("held", "expected"))
    print(f"together {held} of {companies} hold what came, {expected} what is expected")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *sys.argv[3:4])
