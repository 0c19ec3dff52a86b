"""What a scenario gives to customers and what it takes, beside what it brings the company."""

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings as calm
from hypothesis import strategies as st

from analysis.whatif.levers import LEVERS, RATED, Setting
from analysis.whatif.mutual import GAIN, LOSE, MIXED, SIDES, UNTOLD, Given, balance, mutual
from analysis.whatif.options import Options
from analysis.whatif.outcome import outcome
from analysis.whatif.world import NAMES
from tests.analysis.whatif.test_outcome import basis

DEARER = Setting(lever="price", amount=0.05)
CHEAPER = Setting(lever="price", amount=-0.05)
KINDER = Setting(lever="cost_to_serve", amount=200.0)


@pytest.fixture(scope="module")
def stands():
    return basis()


def told(stands, *settings):
    return mutual(stands.world, settings, outcome(stands, settings, Options(margin=0.4, months=12)))


def test_every_lever_has_a_side():
    assert set(SIDES) == set(LEVERS)


def test_a_higher_price_takes_price_times_volume_of_each_customer_and_is_warned_of(stands):
    """Customer by customer-month, in the stages of those who are with the company."""
    paid = months = 0.0
    for place, name in enumerate(NAMES):
        if name in ("capture", "maintenance", "loyalty", "recovered"):
            paid += stands.world.brought[:, :, place].sum()
            months += stands.world.moved[:, :, place, :].sum()
    found = told(stands, DEARER)
    assert found.pays == pytest.approx(12 * paid / months)
    assert found.money == pytest.approx(-0.05 * 12 * paid / months)
    assert (found.customers, found.company, found.warned) == (LOSE, GAIN, True)
    assert found.difference.low > 0 and found.months == 12


def test_a_lower_price_gives_as_much_as_a_higher_one_takes_and_the_company_pays_for_it(stands):
    found = told(stands, CHEAPER)
    assert found.money == pytest.approx(-told(stands, DEARER).money)
    assert (found.customers, found.company, found.warned) == (GAIN, LOSE, True)


def test_what_has_no_common_measure_is_not_added_up(stands):
    found = told(stands, DEARER, KINDER)
    assert found.customers == MIXED and found.unpriced == 1
    assert found.money == told(stands, DEARER).money, "money alone stands in the sum"


def test_what_customers_choose_themselves_has_no_direction(stands):
    for lever in ("order_value", "frequency", "retention", "win_back", "referral"):
        found = told(stands, Setting(lever=lever, amount=0.01))
        assert (found.customers, found.money, found.warned) == (UNTOLD, None, False)


def test_nothing_moved_tells_nothing(stands):
    found = told(stands)
    assert (found.given, found.customers, found.company, found.warned) == ((), UNTOLD, UNTOLD, False)


def test_a_rating_is_told_in_points_and_never_in_money(stands):
    settings = tuple(Setting(lever=lever, target="A", amount=-0.5) for lever in RATED)
    found = told(stands, *settings)
    assert [one.points for one in found.given] == [-0.5] * len(RATED) and found.money is None and found.customers == LOSE


@calm(deadline=None)
@drawn(st.lists(st.tuples(st.sampled_from([-1, 0, 1]), st.none() | st.floats(0.01, 1e6)), max_size=6))
def test_turning_every_lever_round_turns_the_balance_round(parts):
    made = [Given(place=0, element="", direction=way, money=None if size is None else way * size) for way, size in parts]
    back = [Given(place=0, element="", direction=-one.direction, money=None if one.money is None else -one.money) for one in made]
    turned = {GAIN: LOSE, LOSE: GAIN}
    assert balance(back) == turned.get(balance(made), balance(made))
    assert balance([*made, *back]) in (MIXED, UNTOLD) or not np.any([way for way, _ in parts])
