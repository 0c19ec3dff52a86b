"""Make the files that are measured: orders of a shop, seeded, any number of rows, written a slice at a time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

SLICE = 250_000
SECONDS = 1460 * 86_400  # four years of orders, from 2022-01-01 on


def orders_csv(path: Path, *, orders: int = 1_000_000, customers: int = 200_000, seed: int = 1) -> Path:
    """Write a plain orders table and return its path; nothing is done if it is there.

    Columns: order_number, customer_number, ordered_at, amount, currency, channel, segment.
    """
    if path.exists():
        return path
    random = np.random.default_rng(seed)
    segment = random.integers(0, 4, customers)
    when = np.sort(random.integers(0, SECONDS, orders)) + 1_640_995_200
    # Few customers order often: the share of a customer falls with its rank.
    weight = 1 / np.sqrt(np.arange(1, customers + 1))
    who = random.permutation(customers)[np.searchsorted(np.cumsum(weight) / weight.sum(), random.random(orders))]
    cents = np.round(np.exp(random.normal(3.6, 0.8, orders)) * 100).astype(np.int64)
    with path.open("wb") as file:
        for start in range(0, orders, SLICE):
            part = slice(start, start + SLICE)
            frame = pl.DataFrame(
                {
                    "order_number": np.arange(orders)[part] + 1_000_000,
                    "customer_number": who[part] + 1,
                    "ordered_at": when[part] * 1_000_000,
                    "amount": cents[part] / 100,
                    "channel": random.integers(0, 3, len(who[part])),
                    "segment": segment[who[part]],
                }
            ).with_columns(
                pl.format("C-{}", pl.col("customer_number").cast(pl.String).str.zfill(7)).alias("customer_number"),
                pl.col("ordered_at").cast(pl.Datetime("us")).dt.strftime("%Y-%m-%d %H:%M:%S"),
                pl.lit("EUR").alias("currency"),
                pl.col("channel").replace_strict({0: "web", 1: "store", 2: "phone"}, return_dtype=pl.String),
                pl.format("S{}", "segment").alias("segment"),
            )
            frame.write_csv(file, include_header=start == 0, float_precision=2)
    return path
