"""How often the interval of a forecast holds what came, on companies in which nothing is planted.

    python -m tests.forecasts [NUMBER] [FIRST_SEED]

So many companies of each trade are invented, with the busy months that the trade has and without; the forecast is fitted on all but the
last days and compared with what came, in orders and in money. It prints counts and fails at nothing.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta

import numpy as np
import polars as pl

from analysis.company import Company as Gathered
from analysis.company import company
from analysis.lifetime_value import lifetime_value
from sample_data.company import Company
from sample_data.lives import lives
from sample_data.trades import TRADES
from tests.analysis import made

CUSTOMERS = 1500


def invented(trade: str, seed: int, customers: int = CUSTOMERS, *, season: bool = True) -> Gathered:
    """A company with nothing planted, its orders as frames give them, without the way through files."""
    found = Company.of(trade, seed=seed, customers=customers, without=["everything"])
    if not season:
        found = replace(found, trade=replace(found.trade, season=(100,) * 12))
    orders = lives(found, np.arange(found.customers)).orders
    kept = orders.day < found.days
    rows = {
        "order_id": np.arange(np.count_nonzero(kept)),
        "customer": orders.who[kept],
        "ordered_at": np.datetime64(found.trade.first_day) + orders.day[kept].astype("timedelta64[D]"),
        "gross": orders.cents[kept],
    }
    fixed = {name: value for name, value in made.DEFAULTS.items() if name != "gross"}
    frame = pl.DataFrame(rows).with_columns(
        pl.col("ordered_at").cast(pl.Datetime("us")),
        *(pl.lit(fixed.get(name), dtype=kind).alias(name) for name, kind in made.ORDER_COLUMNS.items() if name not in rows),
    )
    last = found.trade.first_day + timedelta(days=found.days - 1)
    return company(frame, made.refunds(), made.customers(), as_of=min(last, frame["ordered_at"].max().date()))


def tested(what: tuple[str, int, bool]) -> list[tuple[str, bool, str, bool, float, bool]]:
    """Return of orders and of money whether the interval held what came, how much too much was said, and whether it is offered."""
    trade, seed, season = what
    found = []
    for model in lifetime_value(invented(trade, seed, season=season)).models:
        if (test := model.back_test) is not None:
            unit = "money" if test.currency else "orders"
            found.append((trade, season, unit, test.inside, test.predicted / test.observed - 1, model.offered))
    return found


def main(number: int = 40, first: int = 1) -> None:
    """Count, and print a line for each trade and unit."""
    kinds = [(trade, seed, season) for season in (False, True) for trade in TRADES for seed in range(first, first + number)]
    with ProcessPoolExecutor(2) as several:
        found = list(several.map(tested, kinds))
    counts = defaultdict(list)
    for one in found:
        for trade, season, unit, *rest in one:
            counts[trade, season, unit].append(rest)
    for (trade, season, unit), rows in counts.items():
        inside, off, offered = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
        print(
            f"{trade}, {'busy months' if season else 'even months'}, {unit}: of {len(rows)} back-tests {int(inside.sum())} held what came; "
            f"said {off.mean():+.1%} too much on average; {int(offered.sum())} offered"
        )


if __name__ == "__main__":
    main(*(int(text) for text in sys.argv[1:]))
