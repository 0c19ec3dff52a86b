"""From orders to the customers' histories."""

from collections import defaultdict
from datetime import date, timedelta

import numpy as np
import pytest

from analysis import occasions
from analysis.calendar import day_number
from tests import published
from tests.analysis import made

AS_OF = date(2025, 4, 30)


def naive(rows, as_of, free_orders=True):
    days = defaultdict(set)
    for row in rows.iter_rows(named=True):
        free = row["gross"] == 0 or row["refunded"] >= row["gross"]
        wanted = row["counted"] and row["ordered_at"].date() <= as_of and (free_orders or not free)
        if wanted and row["customer"] is not None:
            days[row["customer"]].add(day_number(row["ordered_at"].date()))
    return {who: sorted(days[who]) for who in sorted(days)}


def as_dict(found):
    pieces = np.split(found.day, found.start[1:-1])
    return {who: piece.tolist() for who, piece in zip(found.customers.tolist(), pieces, strict=True)}


@pytest.mark.parametrize("engine", made.KINDS_OF_FRAME)
@pytest.mark.parametrize("free_orders", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_gathering_agrees_with_plain_loops(seed, free_orders, engine):
    rows = made.random_orders(seed)
    found = occasions.gather(made.KINDS_OF_FRAME[engine](rows), as_of=AS_OF, free_orders=free_orders)
    assert as_dict(found) == naive(rows, AS_OF, free_orders)
    assert (found.as_of, found.free_orders) == (AS_OF, free_orders)
    assert (found.customers.dtype, found.start.dtype, found.day.dtype) == (np.int64, np.int64, np.int32)
    assert found.customers[found.owner].tolist() == [who for who, days in as_dict(found).items() for _ in days]


def test_the_order_of_rows_is_irrelevant():
    rows = made.random_orders(5)
    assert as_dict(occasions.gather(rows, as_of=AS_OF)) == as_dict(
        occasions.gather(rows.sample(fraction=1, shuffle=True, seed=1), as_of=AS_OF)
    )


def test_a_day_counts_to_its_last_second_and_no_further():
    rows = made.orders((1, "2025-04-30T23:59:59.999999"), (2, "2025-05-01"))
    assert as_dict(occasions.gather(rows, as_of=AS_OF)) == {1: [day_number(AS_OF)]}


def test_days_before_1970_are_days_too():
    rows = made.orders((1, "1969-12-31T23:00"))
    assert as_dict(occasions.gather(rows, as_of=AS_OF)) == {1: [-1]}


def test_free_orders_count_unless_left_out_everywhere_at_once():
    rows = made.orders(
        (1, "2025-01-02", {"gross": 0}),
        (1, "2025-02-02", {"gross": 900, "refunded": 900}),
        (1, "2025-03-02", {"gross": 900, "refunded": 100, "channel": "fair"}),
    )
    assert len(occasions.gather(rows, as_of=AS_OF).day) == 3
    assert len(occasions.gather(rows, as_of=AS_OF, free_orders=False).day) == 1
    first = occasions.first_orders(rows, as_of=AS_OF, free_orders=False)
    assert first["first_channel"].to_list() == ["fair"]


@pytest.mark.parametrize("engine", made.KINDS_OF_FRAME)
def test_no_orders_no_customers(engine):
    empty = made.KINDS_OF_FRAME[engine](made.orders())
    found = occasions.gather(empty, as_of=AS_OF)
    assert (found.customers.tolist(), found.start.tolist(), found.day.tolist()) == ([], [0], [])
    assert len(occasions.first_orders(empty, as_of=AS_OF)) == 0


@pytest.mark.parametrize("engine", made.KINDS_OF_FRAME)
@pytest.mark.parametrize("seed", range(3))
def test_first_orders_agree_with_plain_loops_and_with_the_occasions(seed, engine):
    rows = made.random_orders(seed)
    earliest = {}
    for row in rows.sort("ordered_at", "order_id").iter_rows(named=True):
        if row["counted"] and row["customer"] is not None and row["ordered_at"].date() <= AS_OF:
            earliest.setdefault(row["customer"], row)
    frame = made.KINDS_OF_FRAME[engine](rows)
    first = occasions.first_orders(frame, as_of=AS_OF)
    assert type(first) is type(frame)
    assert list(first["customer"]) == occasions.gather(rows, as_of=AS_OF).customers.tolist() == sorted(earliest)
    wanted = [earliest[who] for who in sorted(earliest)]
    for name in ("channel", "shop", "currency", "country", "product"):
        assert list(first[f"first_{name}"]) == [row[name] for row in wanted]
    bands = {0: "under 20", 500: "under 20", 1999: "under 20", 2000: "20 to 50", 12_345: "100 to 200"}
    assert list(first["first_size"]) == [bands[row["gross"]] for row in wanted]


def test_of_two_first_orders_at_one_moment_the_one_stored_earlier_is_first():
    rows = made.orders((1, "2025-01-02", {"channel": "fair"}), (1, "2025-01-02", {"channel": "web"}))
    assert occasions.first_orders(rows, as_of=AS_OF)["first_channel"].to_list() == ["fair"]
    assert occasions.first_orders(rows[::-1], as_of=AS_OF)["first_channel"].to_list() == ["fair"]


def test_what_the_file_says_besides_becomes_a_field_and_the_state_does_not():
    rows = made.orders((1, "2025-01-02")).with_columns(campaign=made.pl.lit("spring"))
    assert {"first_campaign", "first_currency", "first_size"} <= set(occasions.first_orders(rows, as_of=AS_OF).columns)
    assert "first_state" not in occasions.first_orders(rows, as_of=AS_OF).columns


def test_sizes_are_in_units_of_the_orders_own_currency():
    rows = made.orders(
        (1, "2025-01-02", {"gross": 2500, "currency": "EUR"}),
        (2, "2025-01-02", {"gross": 2500, "currency": "JPY"}),
        (3, "2025-01-02", {"gross": 99_999_999, "currency": "JPY"}),
    )
    sizes = occasions.first_orders(rows, as_of=AS_OF, digits={"JPY": 0})["first_size"].to_list()
    assert sizes == ["20 to 50", "2000 to 5000", "100000 and over"]


@pytest.mark.parametrize(
    ("name", "orders", "customers", "days"),
    [
        ("master", published.CDNOW_ORDERS, published.CDNOW_CUSTOMERS, published.CDNOW_OCCASIONS),
        (
            "sample",
            published.CDNOW_SAMPLE_ORDERS,
            published.CDNOW_SAMPLE_CUSTOMERS,
            published.CDNOW_SAMPLE_OCCASIONS,
        ),
    ],
)
def test_cdnow_has_its_published_counts(name, orders, customers, days):
    rows = made.cdnow(name)
    found = occasions.gather(rows, as_of=made.CDNOW_END)
    assert (len(rows), len(found.customers), len(found.day)) == (orders, customers, days)
    assert found.day.max() == day_number(made.CDNOW_END)
    assert len(occasions.gather(rows, as_of=made.CDNOW_END - timedelta(days=1)).day) < days
