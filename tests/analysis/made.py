"""Frames to test with: random ones from a seed, small ones from a few words, and CDNOW's logs."""

from datetime import date, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import polars as pl

from analysis import calendar
from analysis.dated import dated
from analysis.occasions import Occasions
from analysis.relations import Relations, relate
from analysis.rhythm import Rule, usual_gap

ORDER_COLUMNS = {
    "order_id": pl.Int64,
    "customer": pl.Int64,
    "ordered_at": pl.Datetime("us"),
    "state": pl.String,
    "counted": pl.Boolean,
    "gross": pl.Int64,
    "refunded": pl.Int64,
    "currency": pl.String,
    "shop": pl.String,
    "channel": pl.String,
    "country": pl.String,
    "payment": pl.String,
    "discount": pl.String,
    "product": pl.String,
}
REFUND_COLUMNS = {
    "customer": pl.Int64,
    "refunded_at": pl.Datetime("us"),
    "amount": pl.Int64,
    "currency": pl.String,
    "shop": pl.String,
}
CUSTOMER_COLUMNS = {
    "customer": pl.Int64,
    "key": pl.String,
    "name": pl.String,
    "email": pl.String,
    "country": pl.String,
    "market": pl.String,
    "channel": pl.String,
    "joined_at": pl.Date,
}
DEFAULTS = {"state": "paid", "counted": True, "gross": 1000, "refunded": 0, "currency": "EUR", "shop": "web"}

KINDS_OF_FRAME = {"polars": lambda frame: frame, "pandas": lambda frame: frame.to_pandas()}


def orders(*rows: tuple) -> pl.DataFrame:
    """Orders from (customer, time[, {column: value}]); a time is an ISO text."""
    return pl.DataFrame(
        [
            {"order_id": place, "customer": row[0], "ordered_at": datetime.fromisoformat(row[1]), **DEFAULTS}
            | (row[2] if len(row) > 2 else {})
            for place, row in enumerate(rows, start=1)
        ],
        schema=ORDER_COLUMNS,
    )


def refunds(*rows: tuple) -> pl.DataFrame:
    """Refunds that name no order, from (customer, time, amount, currency)."""
    return pl.DataFrame(
        [
            {
                "customer": who,
                "refunded_at": datetime.fromisoformat(when),
                "amount": amount,
                "currency": code,
                "shop": "web",
            }
            for who, when, amount, code in rows
        ],
        schema=REFUND_COLUMNS,
    )


def customers(*rows: dict) -> pl.DataFrame:
    """Customers from dicts of their columns."""
    return pl.DataFrame([{name: row.get(name) for name in CUSTOMER_COLUMNS} for row in rows], schema=CUSTOMER_COLUMNS)


def random_orders(seed: int, *, people: int = 120, rows: int = 900, days: int = 500) -> pl.DataFrame:
    """Orders as files have them: guests, uncounted, refunded and free ones, several a day, in no order."""
    rng = np.random.default_rng(seed)
    customer = rng.integers(0, people, rows) * 3 + 10
    start = np.datetime64("2024-02-27") + rng.integers(0, days // 2, people)
    # Everyone begins somewhere in the first half and is then seen for a while, so ages are uneven.
    day = start[(customer - 10) // 3] + (rng.gamma(1.0, days / 6, rows)).astype(int)
    gross = rng.choice([0, 500, 1999, 2000, 12_345], rows)
    return pl.DataFrame(
        {
            "order_id": rng.permutation(rows),
            "customer": pl.Series(customer, dtype=pl.Int64)
            .to_frame("c")
            .select(pl.when(pl.Series(rng.random(rows) < 0.05)).then(None).otherwise(pl.col("c")))
            .to_series(),
            "ordered_at": day.astype("datetime64[us]") + rng.integers(0, 86_400, rows).astype("timedelta64[s]"),
            "state": "paid",
            "counted": rng.random(rows) < 0.9,
            "gross": gross,
            "refunded": np.where(rng.random(rows) < 0.1, gross, 0),
            "currency": rng.choice(["EUR", "USD"], rows, p=[0.9, 0.1]),
            "shop": rng.choice(["web", "till"], rows),
            "channel": rng.choice(["search", "friend", "fair"], rows),
            "country": rng.choice(["SE", "FI"], rows),
            "payment": "card",
            "discount": pl.Series(rng.choice(["WELCOME", ""], rows)).replace("", None),
            "product": rng.choice(["tea", "cup"], rows),
        },
        schema=ORDER_COLUMNS,
    )


def history(*days_by_customer: tuple[int, ...], as_of: int) -> Occasions:
    """Occasions from each customer's days since 1970-01-01; party ids count from 1."""
    return Occasions(
        customers=np.arange(1, len(days_by_customer) + 1),
        start=np.cumsum([0, *map(len, days_by_customer)]),
        day=np.array([day for days in days_by_customer for day in days], dtype=np.int32),
        as_of=calendar.day_of(as_of),
        free_orders=True,
    )


def random_history(seed: int, *, people: int = 200, days: int = 700) -> Occasions:
    """Random buyers, from once to daily, some with long pauses."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(people):
        gaps = np.ceil(rng.gamma(0.7, rng.choice([2, 20, 60]), rng.integers(1, 40))).astype(int)
        gaps[rng.random(len(gaps)) < 0.1] += 200
        when = rng.integers(0, days) + np.cumsum(np.maximum(gaps, 1))
        kept = when[when <= days]
        found.append(tuple(kept.tolist()) or (int(rng.integers(0, days)),))
    return history(*found, as_of=days)


def relations(history: Occasions, *, contacts=(), cancellations=(), rule: Rule | None = None, gap: float | None = None) -> Relations:
    """Relations of some histories, by their own usual gap; contacts and cancellations are (party id, day)."""
    who = [dated(history.customers, *np.array(rows, dtype=np.int64).reshape(-1, 2).T) for rows in (contacts, cancellations)]
    rule = rule or Rule()
    return relate(history, *who, usual_gap_days=gap or usual_gap(history, rule=rule).days, rule=rule)


@cache
def cdnow(name: str) -> pl.DataFrame:
    """CDNOW's orders: ``sample`` or ``master`` (the whole log)."""
    columns = 5 if name == "sample" else 4
    path = Path(find_spec("lifetimes").origin).parent / "datasets" / f"CDNOW_{name}.txt"
    lines = [line.split() for line in path.read_text().splitlines() if line.strip()]
    lines = [line for line in lines if line[0].isdigit()]
    assert {len(line) for line in lines} == {columns}
    return pl.DataFrame(
        {
            "order_id": range(len(lines)),
            "customer": [int(line[0]) for line in lines],
            "ordered_at": [datetime.strptime(line[-3], "%Y%m%d") for line in lines],
            "gross": [round(float(line[-1]) * 100) for line in lines],
        }
    ).with_columns(
        *(pl.lit(value).alias(name) for name, value in DEFAULTS.items() if name != "gross"),
    )


CDNOW_END = date(1998, 6, 30)
