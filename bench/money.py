"""Following the money of a million orders: gathered once a revision, then for whoever is chosen.

    .venv/bin/python -m bench.money

Beside it what one would otherwise pick for the intervals: a bootstrap of customers, here already as one product of weights and sums.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

from bench.clock import timed
from bench.shop import workspace

DRAWS, SEED = 200, 7


def _spend(company):
    """Service that names every fifth customer, and winning month by month."""
    import polars as pl

    named = company.occasions.customers[::5]
    months = [datetime(2022 + k // 12, 1 + k % 12, 1) for k in range(48)]
    rows = [(None, month, "acquisition", 1_000_000) for month in months]
    rows += [(who, months[place % 48], "service", 500) for place, who in enumerate(named.tolist())]
    customer, at, purpose, amount = zip(*rows, strict=True)
    return pl.DataFrame(
        {"customer": customer, "spent_at": at, "spent_until": None, "purpose": purpose, "channel": None, "amount": amount},
        schema_overrides={"customer": pl.Int64, "spent_at": pl.Datetime("us"), "spent_until": pl.Datetime("us"), "channel": pl.String},
    ).with_columns(pl.lit(company.orders["currency"][0]).alias("currency"))


def _bootstrap(takings, draws: int) -> np.ndarray:
    """Revenue a customer by age, of customers drawn again: Poisson weights times sums by customer and age."""
    from scipy.sparse import csr_array

    size = int((takings.last - takings.cohort).max()) + 1
    sums = csr_array((takings.net.astype(float), (takings.place, takings.age)), shape=(len(takings.customers), size))
    reached = (takings.last - takings.cohort)[:, None] >= np.arange(size)
    rng = np.random.default_rng(SEED)
    found = []
    for _ in range(draws):
        weights = rng.poisson(1.0, len(takings.customers)).astype(float)
        found.append((weights @ sums) / (weights @ reached))
    return np.quantile(found, [0.025, 0.975], axis=0)


def measure() -> dict:
    """Time what is gathered, all ages with their intervals, and all that the page tells."""
    from analysis.by_age import by_age
    from analysis.company import company
    from analysis.money import brought
    from analysis.takings import gather
    from models.frames import frames
    from models.store import Store

    read = frames(Store(workspace()))
    known = company(read.orders, read.refunds, read.customers)
    gathered, takings = timed(lambda: gather(known), repeats=3)
    half = np.random.default_rng(SEED).random(len(takings.customers)) < 0.5
    ages, found = timed(lambda: by_age(takings))
    theirs, (low, high) = timed(lambda: _bootstrap(takings, DRAWS), repeats=1)
    for place, point in enumerate(found):
        if point.active >= 1000 and abs((point.revenue.high - point.revenue.low) / (high[place] - low[place]) - 1) > 0.25:
            raise AssertionError("the intervals differ")
    spend = _spend(known)
    chosen, _ = timed(lambda: brought(known, takings=takings, mask=half))
    whole, _ = timed(lambda: brought(known, spend, takings=takings))
    return {
        "takings_ms": gathered * 1e3,
        "money_ages_ms": ages * 1e3,
        "money_bootstrap_ms": theirs * 1e3,
        "money_filter_ms": chosen * 1e3,
        "money_ms": whole * 1e3,
    }


def rows(seen: dict) -> list[tuple]:
    """Tell what was seen."""
    ours, theirs = seen["money_ages_ms"], seen["money_bootstrap_ms"]
    return [
        ("what customers brought by age, gathered once a revision", f"{seen['takings_ms']:.0f} ms", "", "", "under 1 s"),
        (
            "of that all ages with their intervals",
            f"{ours:.0f} ms",
            f"{DRAWS} bootstrap draws of revenue alone {theirs:.0f} ms",
            f"{theirs / ours:.0f} times faster",
            "",
        ),
        ("the money of half of the customers, all that is told", f"{seen['money_filter_ms']:.0f} ms", "", "", "under 300 ms"),
        ("of all, with 40,000 costs by name", f"{seen['money_ms']:.0f} ms", "", "", ""),
    ]


PARTS = {"money": measure}

if __name__ == "__main__":
    print(measure())
