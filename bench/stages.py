"""Everybody's stage at 36 month ends: a million customers with ten million orders.

    .venv/bin/python -m bench.stages

Beside it the same rule as one would write it down, customer by customer, on some of them and scaled to all; and our own, asked for each
month end by itself. Then what a moved threshold costs at 200,000 customers: everybody followed anew, both days, and all moves counted.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from bench.clock import peak_mb, timed

CUSTOMERS, ORDERS_EACH, SEED, MONTHS = 1_000_000, 10, 11, 36
SCALAR = 2_000
MOVED = 200_000


def people(number: int = CUSTOMERS, seed: int = SEED):
    """Customers of three years, ten orders each on average, of whom some call."""
    from analysis import calendar
    from analysis.dated import dated
    from analysis.occasions import Occasions

    rng = np.random.default_rng(seed)
    counts = 1 + rng.negative_binomial(1.0, 1 / ORDERS_EACH, number)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    usual = np.repeat(rng.gamma(3.0, 8.0, number) + 3, counts)
    gaps = 1 + (rng.exponential(1.0, start[-1]) * usual).astype(np.int32)
    gaps[start[:-1]] = rng.integers(0, 700, number)
    day = np.cumsum(gaps, dtype=np.int64)
    day -= np.repeat(day[start[:-1]] - gaps[start[:-1]], counts)
    begin = calendar.day_number(date(2023, 1, 1))
    end = calendar.day_number(date(2025, 12, 31))
    day = np.minimum(day + begin, end + np.arange(len(day)) % 7 + 1)  # what comes after the end is looked at, and doesn't count
    day = np.maximum.accumulate(day + np.repeat(np.arange(number) * 10_000, counts)) - np.repeat(np.arange(number) * 10_000, counts)
    customers = np.arange(number)
    occasions = Occasions(customers=customers, start=start, day=day.astype(np.int32), as_of=date(2025, 12, 31), free_orders=True)
    calls = dated(customers, rng.integers(0, number, number // 2), rng.integers(begin, end, number // 2))
    none = dated(customers, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    return occasions, calls, none


def month_ends() -> list[date]:
    """The last days of 36 months."""
    from analysis.calendar import day_of

    starts = np.arange(np.datetime64("2023-02"), np.datetime64("2026-02")).astype("datetime64[D]")
    return [day_of(int(day.astype(int)) - 1) for day in starts]


def measure(number: int = CUSTOMERS) -> dict:
    """Time all month ends, from the occasions on; the rule written down; and each month end by itself."""
    from analysis.calendar import day_number
    from analysis.relations import relate
    from tests.analysis import naive

    occasions, calls, none = people(number)
    days = month_ends()

    def all_of_them():
        found = relate(occasions, calls, none, usual_gap_days=30.0)
        return found, np.stack([table.stage for table in found.stages_at(days)])

    seconds, (found, tables) = timed(all_of_them, repeats=3)
    peak = peak_mb()
    alone, one = timed(lambda: relate(occasions, calls, none, usual_gap_days=30.0).stages(days[20]).stage, repeats=1)
    if not np.array_equal(one, tables[20]):
        raise AssertionError("a month end by itself differs")

    def written_down():
        stages = []
        for place in range(SCALAR):
            own = occasions.day[occasions.start[place] : occasions.start[place + 1]].tolist()
            called = calls.day[calls.start[place] : calls.start[place + 1]].tolist()
            for day in map(day_number, days):
                contact = max((call for call in called if call <= day), default=None)
                stages.append(naive.stage([each for each in own if each <= day], day, 30.0, contact=contact)[0])
        return stages

    scalar, _ = timed(written_down, repeats=1)
    return {
        "stages_s": seconds, "stages_peak_mb": peak, "stages_alone_s": alone * len(days), "stages_scalar_s": scalar * number / SCALAR,
        "stages_orders": float(len(found.occasions.day)),
    }  # fmt: skip


def threshold(number: int = MOVED) -> dict:
    """Time what a moved threshold asks for."""
    from dataclasses import replace

    from analysis.moves import moves
    from analysis.relations import relate
    from analysis.rhythm import STANDARD

    occasions, calls, none = people(number)
    kept = relate(occasions, calls, none, usual_gap_days=30.0)
    then, now = date(2025, 9, 30), date(2025, 12, 31)

    def moved():
        found = kept.by(replace(STANDARD, at_risk=2.5, loyalty_run=5))
        return moves(found.stages(then), found.stages(now), usual_gap_days=30.0, rule=found.rule)

    seconds, _ = timed(moved)
    return {"threshold_ms": seconds * 1e3}


def rows(seen: dict) -> list[tuple]:
    """Tell what was seen."""
    ours = seen["stages_s"]
    return [
        (
            f"stages of 1,000,000 customers at 36 month ends, {seen['stages_orders'] / 1e6:.1f} million occasions",
            f"{ours:.1f} s, {seen['stages_peak_mb']:.0f} MB",
            f"the rule written down, in Python {seen['stages_scalar_s']:.0f} s (from {SCALAR:,} customers)",
            f"{seen['stages_scalar_s'] / ours:.0f} times faster",
            "under 10 s, 4 GB",
        ),
        ("", "", f"each month end by itself {seen['stages_alone_s']:.0f} s", f"{seen['stages_alone_s'] / ours:.1f} times faster", ""),
        ("a moved threshold: all moves of 200,000 customers", f"{seen['threshold_ms']:.0f} ms", "", "", "under 1 s"),
    ]


PARTS = {"stages": measure, "threshold": threshold}

if __name__ == "__main__":
    print(measure(), threshold())
