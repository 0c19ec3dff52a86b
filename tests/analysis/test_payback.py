"""Payback is the first period in which what customers brought has reached what they cost."""

import numpy as np
import pytest

from analysis.payback import payback
from tests.published import PAYBACK


def paid(leaving: float, months: int):
    brought = 40.0 * np.cumsum((1 - leaving) ** np.arange(months))
    return payback(brought, brought, brought, cost=300.0, customers=1, period="month"), brought


@pytest.mark.parametrize("leaving", [rate for rate, found in PAYBACK.items() if found])
def test_the_months_worked_by_hand(leaving):
    months, before, then = PAYBACK[leaving]
    found, brought = paid(leaving, 24)
    assert (found.periods, found.low, found.high) == (months, months, months)
    assert (brought[months - 2], brought[months - 1]) == pytest.approx((before, then), abs=0.005)
    assert paid(leaving, months - 1)[0].periods is None


def test_what_can_never_pay_is_said_to_be_never_once_it_shows():
    assert PAYBACK[0.15] is None
    early, _ = paid(0.15, 6)
    assert (early.periods, early.never) == (None, False) and early.at_least_more >= 1
    late, brought = paid(0.15, 60)
    assert late.never and late.at_least_more is None and brought[-1] == pytest.approx(266.65, abs=0.1)


def test_the_interval_reaches_the_cost_first_by_its_upper_end_and_not_yet_by_its_lower():
    found = payback([10, 20, 30], [5, 10, 15], [20, 40, 60], cost=30, customers=1, period="month")
    assert (found.periods, found.low, found.high) == (3, 2, None)
    assert found.share.value == 1.0 and (found.share.low, found.share.high) == (0.5, 2.0)


def test_without_cost_customers_or_ages_there_is_nothing_to_pay_back():
    assert payback([1], [1], [1], cost=0, customers=1, period="month") is None
    assert payback([1], [1], [1], cost=1, customers=0, period="month") is None
    assert payback([], [], [], cost=1, customers=1, period="month") is None


def test_nothing_brought_at_all_is_never():
    assert payback([5.0] * 8, [5.0] * 8, [5.0] * 8, cost=10, customers=1, period="month").never
