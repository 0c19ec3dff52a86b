"""Five numbers: published values, and what must hold whatever they are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.errors import Refused
from analysis.whatif.calculator import (
    DISCOUNTS,
    RETENTIONS,
    Numbers,
    calculate,
    multiple,
    multiples,
    of_company,
    payback,
    whole_periods,
)
from analysis.whatif.world import NAMES, world
from tests import published
from tests.analysis.whatif.test_world import lived, naive


def test_value_to_come_and_the_value_of_a_new_customer_are_the_published_ones():
    endless, _, with_todays = published.VALUE_TO_COME
    found = calculate(Numbers(margin=100, retention=0.8))
    assert (found.to_come, found.with_todays) == (pytest.approx(endless), pytest.approx(with_todays))


def test_the_table_of_multiples_is_the_published_one():
    table = multiples("year")
    for chance, row in published.MARGIN_MULTIPLES.items():
        np.testing.assert_allclose(table[RETENTIONS.index(chance), : len(row)], row, atol=6e-4)
    assert table[RETENTIONS.index(0.95), DISCOUNTS.index(0.20)] == pytest.approx(3.8)


def test_a_point_is_worth_what_the_two_values_differ_by_and_may_cost_as_much_a_period():
    """100 a year, 80 % to 85 %: 73.33 once, or 16.67 a year paid while they are there."""
    low, high = (calculate(Numbers(margin=100, retention=share)) for share in (0.80, 0.81))
    assert low.point == pytest.approx(high.to_come - low.to_come) == pytest.approx(266.666667 * 0.04741, rel=1e-3)
    assert 5 * low.a_period == pytest.approx(16.666667)


@pytest.mark.parametrize("cost, margin, retention, periods, month", [(300, 40, 0.95, 9.163062, 10), (300, 40, 1.0, 7.5, 8)])
def test_winning_has_paid_back_in_the_published_month(cost, margin, retention, periods, month):
    assert payback(cost, margin, retention) == pytest.approx(periods, abs=1e-6)
    assert whole_periods(payback(cost, margin, retention)) == month


def test_who_leaves_too_soon_never_pays_back():
    assert payback(300, 40, 0.85) is None and payback(300, 0, 0.9) is None
    assert payback(0, 0, 0.5) == 0


def test_the_leaky_bucket_is_the_published_one():
    found = calculate(Numbers(margin=1, retention=0.95, newcomers=300, customers=10_000, period="month"))
    for month, customers in published.LEAKY_BUCKET["after"].items():
        assert found.bucket[month] == pytest.approx(customers, abs=1e-5)
    assert found.settles == pytest.approx(6000) and found.to_hold == pytest.approx(500)


def test_a_monthly_retention_is_not_discounted_by_the_year():
    """A trap: 10 % a year taken for 10 % a month makes a customer of 95 % a month worth a third of what they are."""
    right = calculate(Numbers(margin=10, retention=0.95, period="month"))
    assert right.numbers.discount == pytest.approx(1.1 ** (1 / 12) - 1)
    assert right.to_come == pytest.approx(10 * 0.95 / (1.1 ** (1 / 12) - 0.95))
    assert right.to_come > 2.5 * 10 * multiple(0.95, 0.10)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.floats(0, 0.98), st.floats(0, 0.5), st.floats(0, 1e4), st.sampled_from(["month", "quarter", "year"]))
def test_more_retention_is_worth_more_and_a_dearer_future_less(retention, discount, margin, period):
    found = calculate(Numbers(margin=margin, retention=retention, discount_rate=discount, period=period, newcomers=5, customers=70))
    assert found.point >= 0 and found.with_todays == pytest.approx(found.to_come + margin)
    dearer = calculate(Numbers(margin=margin, retention=retention, discount_rate=discount + 0.1, period=period))
    assert dearer.to_come <= found.to_come + 1e-9
    state = 70.0
    for customers in found.bucket[1:4]:
        state = retention * state + 5
        assert customers == pytest.approx(state, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("wrong", [{"retention": 1.0}, {"retention": -0.1}, {"discount_rate": 2}, {"period": "week"}, {"cost": -1}])
def test_numbers_that_make_no_sense_are_refused(wrong):
    with pytest.raises(Refused):
        Numbers(**{"margin": 10, "retention": 0.8} | wrong)


@pytest.mark.parametrize("period", ["month", "quarter", "year"])
def test_the_table_has_the_numbers_own_cell_and_it_is_their_multiple(period):
    found = calculate(Numbers(margin=3, retention=0.873, discount_rate=0.11, period=period))
    row, column = found.table.retentions.index(0.873), found.table.discounts.index(0.11)
    assert found.table.values[row][column] == pytest.approx(found.multiple)
    for rows in (found.table.values, tuple(zip(*found.table.values, strict=True))[::-1]):
        assert all(above[0] <= below[0] for above, below in zip(rows, rows[1:]))


def test_where_a_point_more_would_be_everybody_none_is_told():
    found = calculate(Numbers(margin=10, retention=0.99, discount_rate=0.0))
    assert found.point is None and found.a_period is None and found.to_come == pytest.approx(990)


def test_a_companys_own_numbers_are_those_of_a_walk_from_customer_to_customer():
    """With us is who has not abandoned; what is kept, lost, won back and new in a year of months adds up to who is there at its end."""
    relations, book = lived(3, people=200)
    numbers = of_company(world(relations, book), margin=0.4, acquisition=5000)
    moved, brought, _, arrived, _ = naive(relations, book, np.zeros(200, dtype=int), 1)
    gone = NAMES.index("abandoned")
    here = [place for place in range(6) if place != gone]
    months = lost = spent = back = 0
    for place in here:
        months += moved[0, place].sum()
        lost += moved[0, place, gone]
        spent += brought[0, place]
        back += moved[0, gone, place]
    assert numbers.retention == pytest.approx(1 - lost / months)
    assert numbers.margin == pytest.approx(0.4 * spent / months / 100)
    assert numbers.newcomers == pytest.approx((arrived.sum() + back) / 12)
    assert numbers.cost == pytest.approx(5000 / (arrived.sum() / 12) / 100)
    assert numbers.period == "month" and numbers.customers == world(relations, book).stock[0][here].sum()


def test_a_company_that_lost_nobody_has_no_such_numbers():
    relations, book = lived(3, people=60)
    counted = world(relations, book)
    stayed = counted.moved.copy()
    stayed[..., NAMES.index("abandoned")] = 0
    with pytest.raises(Refused, match="lost"):
        of_company(replace(counted, moved=stayed), margin=0.4)
