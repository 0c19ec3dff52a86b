"""Customers watched for the same time, and what they brought."""

from datetime import date, datetime

import numpy as np
import pytest

from analysis import followup, ledger
from analysis.calendar import day_number
from analysis.occasions import gather
from tests.analysis import made


def histories(occasions):
    return [occasions.day[occasions.start[i] : occasions.start[i + 1]].tolist() for i in range(len(occasions.customers))]


@pytest.mark.parametrize("seed", range(6))
def test_both_outcomes_agree_with_a_loop_over_customers(seed):
    occasions = made.random_history(seed)
    end = day_number(occasions.as_of)
    for found, first, last in (
        (followup.again(occasions), 1, 90),
        (followup.still(occasions, 20.3), 180, 180 + 82),
    ):
        expected = {
            place: any(first <= day - days[0] <= last for day in days)
            for place, days in enumerate(histories(occasions))
            if days[0] + last <= end
        }
        assert dict(zip(found.place.tolist(), found.ordered.tolist(), strict=True)) == expected
        assert found.days == last


def test_the_ninetieth_day_counts_and_the_next_does_not():
    occasions = made.history((0, 90), (0, 91), (0,), (10, 20), as_of=90)
    found = followup.again(occasions)
    assert found.place.tolist() == [0, 1, 2], "whose ninety days are not over is not watched"
    assert found.ordered.tolist() == [True, False, False]


def test_customers_of_long_ago_get_no_longer_time_to_show_that_they_are_here():
    """Both ordered last 400 days after their first order: that is too late for either."""
    occasions = made.history((0, 400), (500, 900), as_of=1000)
    assert followup.still(occasions, 10).ordered.tolist() == [False, False]


def test_the_outcome_is_the_one_nearest_a_half():
    """Where nearly all order again at once, only time tells them apart; without a usual gap there is nothing to choose."""
    contracts = made.history(*[(0, 30, 60) if who % 2 else (0, 30, 60, 200) for who in range(100)], as_of=1000)
    assert followup.telling(contracts, 30.0, least=60).outcome == followup.STILL
    assert followup.telling(contracts, None, least=60).outcome == followup.AGAIN
    assert followup.telling(contracts, 30.0, least=101).outcome == followup.AGAIN
    goods = made.history(*[(0, 30) if who % 2 else (0,) for who in range(100)], as_of=1000)
    assert followup.telling(goods, 30.0, least=60).outcome == followup.AGAIN


def test_nobody_is_no_error():
    nobody = made.history(as_of=1000)
    assert not len(followup.telling(nobody, 30.0, least=60).place)


@pytest.mark.parametrize("engine", made.KINDS_OF_FRAME)
@pytest.mark.parametrize("seed", range(3))
def test_the_ledger_agrees_with_a_loop_over_rows(seed, engine):
    orders = made.random_orders(seed)
    back = made.refunds(
        (10, "2024-06-01", 70, "EUR"), (13, "2024-07-01", 90, "USD"), (None, "2024-07-01", 5, "EUR"), (9, "2024-06-01", 1, "EUR")
    )
    as_of, change = date(2025, 3, 1), made.KINDS_OF_FRAME[engine]
    occasions = gather(change(orders), as_of=as_of)
    book = ledger.gather(change(orders), change(back), occasions, currency="EUR")
    rng = np.random.default_rng(seed)
    first = rng.integers(19_800, 20_000, len(occasions.customers))
    entries = [
        (row["customer"], row["ordered_at"], row["gross"] - row["refunded"])
        for row in orders.rows(named=True)
        if row["counted"] and row["currency"] == "EUR" and row["ordered_at"].date() <= as_of
    ] + [(row["customer"], row["refunded_at"], -row["amount"]) for row in back.rows(named=True) if row["currency"] == "EUR"]
    expected = [
        sum(net for who, when, net in entries if who == customer and 0 <= (when - datetime(1970, 1, 1)).days - since <= 120)
        for customer, since in zip(occasions.customers.tolist(), first.tolist(), strict=True)
    ]
    assert book.between(first, first + 120).tolist() == expected


def test_no_refunds_and_no_rows_are_nothing():
    orders = made.orders((1, "2025-01-01"))
    occasions = gather(orders, as_of=date(2025, 3, 1))
    for frame in (made.refunds(), made.refunds().to_pandas()):
        assert ledger.gather(orders, frame, occasions, currency="GBP").between(0, 10**6).tolist() == [0]
