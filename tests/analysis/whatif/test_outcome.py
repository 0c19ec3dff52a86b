"""What a scenario brings: levers push the right way, several are simulated together, and it is the same every time."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.errors import Refused
from analysis.whatif.levers import ELASTICITY, LEVERS, MEASURED, RATED, Effect, Link, Setting, drawn_belief
from analysis.whatif.measured import Basis, Found, Measured, effect_of
from analysis.whatif.options import Options
from analysis.whatif.outcome import outcome, told_of
from analysis.whatif.reckon import found, reckon
from analysis.whatif.run import as_today
from analysis.whatif.world import World, draw

OPTIONS = Options(margin=0.4, months=24)


def rated(setting, options, number):
    """Half a point more brings 200,000, give or take."""
    gained = setting.amount * 4e5 * (1 + 0.2 * np.r_[0.0, np.random.default_rng(9).standard_normal(number - 1)])
    return gained, Link(kind=MEASURED, low=1.0, value=2.0, high=3.0, n=300)


KNOWN = Measured(
    rated=rated, acquisition=50_000.0, complaints=20.0, settled=Found(value=0.2, low=0.1, high=0.3, level=0.95, n=200), contacts=300.0,
    contact_cost=250.0,
)  # fmt: skip


def basis(*, segments=2, draws=60, measured=KNOWN, seed=0) -> Basis:
    """A company of which loyal customers bring most, and those who left next to nothing."""
    rng = np.random.default_rng(seed)
    possible = np.ones((6, 6), dtype=bool)
    possible[1:, 0] = False
    rows = np.array(
        [
            [60, 15, 1, 0, 24, 0],
            [0, 70, 12, 0, 18, 0],
            [0, 0, 84, 0, 16, 0],
            [0, 10, 0, 75, 15, 0],
            [0, 3, 2, 1, 70, 24],
            [0, 0, 0, 1, 0, 99],
        ]
    )
    months = np.array([500, 250, 190, 60, 700, 2200]) * 12 / 200
    moved = rng.poisson(rows / 100 * months[:, None] / segments, (200, segments, 6, 6)).astype(float)
    money = np.array([900, 1500, 2800, 700, 450, 60])
    world = World(
        segments=tuple(f"segment {place}" for place in range(segments)),
        as_of=None,
        steps=12,
        currency="EUR",
        usual_gap_days=53.0,
        stock=np.tile(np.array([500, 250, 190, 60, 700, 2200]) // segments, (segments, 1)),
        possible=possible,
        moved=moved,
        brought=moved.sum(axis=-1) * money,
        ordered=moved.sum(axis=-1) * 0.3,
        arrived=rng.poisson(np.array([9, 1, 0.1, 0, 0, 0]) / segments, (200, segments, 6)).astype(float),
        first_brought=rng.poisson(60_000 / segments, (200, segments)).astype(float),
    )
    return Basis(world=world, draws=draw(world, draws, seed=1), measured=measured, revision=7)


def value(*settings, options=OPTIONS, on=None) -> float:
    return outcome(on or basis(), settings, options).difference.value


@pytest.mark.parametrize("lever, target, amounts, belief", [
    ("attribute", "Delivery", (-0.3, 0.1, 0.5), None), ("complaints", "", (0.1, 0.2, 0.4), None),
    ("retention", "loyalty", (-0.02, 0.01, 0.03), None), ("retention", "", (-0.02, 0.01, 0.03), None),
    ("win_back", "", (0.002, 0.01, 0.02), None), ("order_value", "", (-0.1, 0.02, 0.1), None), ("frequency", "", (-0.1, 0.02, 0.1), None),
    ("referral", "", (0.01, 0.05, 0.2), None), ("acquisition", "", (10_000, 20_000, 60_000), None),
    ("self_service", "", (0.1, 0.2, 0.4), None), ("errors", "", (0.01, 0.02, 0.05), (0.1, 0.2, 0.3)),
    ("programme", "", (0.05, 0.1, 0.2), (0.0, 0.01, 0.02)), ("price", "", (-0.05, 0.02, 0.05), None),
    ("competitor_price", "", (-0.05, 0.02, 0.05), (0.001, 0.002, 0.004)),
])  # fmt: skip
def test_more_of_a_lever_is_worth_more(lever, target, amounts, belief):
    found = [value(Setting(lever=lever, target=target, amount=amount, belief=belief)) for amount in amounts]
    assert found == sorted(found) and found[-1] > 0 and len(set(found)) == 3
    assert (found[0] < 0) == (amounts[0] < 0)


@pytest.mark.parametrize("better, worse", [
    (Setting(lever="order_value", amount=0.1), Setting(lever="order_value", amount=0.1, begins=6)),
    (Setting(lever="order_value", amount=0.1), Setting(lever="order_value", amount=0.1, lasts=6)),
    (Setting(lever="order_value", amount=0.1), Setting(lever="order_value", amount=0.1, once=5000)),
    (Setting(lever="price", amount=0.1), Setting(lever="price", amount=0.1, belief=(0.001, 0.002, 0.003))),
    (Setting(lever="cost_to_serve", amount=-10.0), Setting(lever="cost_to_serve", amount=10.0)),
])  # fmt: skip
def test_what_comes_later_ends_sooner_costs_more_or_drives_customers_away_is_worth_less(better, worse):
    assert value(better) > value(worse)


def test_money_later_is_worth_less_and_a_longer_time_brings_more():
    lever = Setting(lever="order_value", amount=0.1)
    assert value(lever, options=replace(OPTIONS, discount_rate=0.2)) < value(lever) < value(lever, options=replace(OPTIONS, months=36))


def test_the_same_seed_and_revision_tell_the_same_to_the_last_unit():
    settings = (
        Setting(lever="attribute", target="Delivery", amount=0.5),
        Setting(lever="price", amount=0.05, belief=(0.0, 0.001, 0.002)),
    )
    assert outcome(basis(), settings, OPTIONS) == outcome(basis(), settings, OPTIONS)
    assert outcome(basis(), settings, OPTIONS) != outcome(basis(), settings, replace(OPTIONS, seed=1))


def test_segments_add_up_to_the_whole_to_the_cent():
    told = outcome(
        basis(segments=5), (Setting(lever="attribute", target="x", amount=0.4), Setting(lever="referral", amount=0.1)), OPTIONS
    )
    assert sum(part for _, part in told.by_segment) == told.difference.value


def test_what_goes_with_a_rating_is_matched_draw_by_draw():
    """Today's customers then bring just what the link says, whatever else there is."""
    on = basis(draws=200)
    options = replace(OPTIONS, newcomers=False)
    effects = told_of(on, (Setting(lever="attribute", target="x", amount=0.5),), options)
    came = reckon(on, (Setting(lever="attribute", target="x", amount=0.5),), [effect for effect, _ in effects], options)
    np.testing.assert_allclose(came.difference, effects[0][0].matched, rtol=0.01)


def test_what_cannot_be_reached_is_not_claimed():
    on = basis()
    today = as_today(on.draws, newcomers=False)
    kept = found(on, Effect(matched=np.full(on.draws.number, 1e12)), OPTIONS, on.draws, today).kept["loyalty"]
    assert (kept <= 0.5).all()


def test_levers_together_are_not_the_sum_of_each_alone():
    """Who is kept buys the dearer goods too."""
    kept, dearer = Setting(lever="retention", amount=0.05), Setting(lever="order_value", amount=0.2)
    assert value(kept, dearer) > value(kept) + value(dearer) + 100


def test_a_lever_of_which_nothing_is_known_says_so_and_does_nothing():
    on = basis(measured=Measured())
    for lever in (*RATED, "complaints", "errors", "programme", "self_service", "competitor_price", "retention_spend", "acquisition"):
        told = outcome(on, (Setting(lever=lever, amount=0.1, target="Delivery" if lever in RATED else ""),), OPTIONS)
        assert told.difference.value == 0 and told.chance_of_gain is None
        assert told.stands_on[0].link is None and told.stands_on[0].missing.needed


def test_every_lever_is_made():
    for name in LEVERS:
        effect, _ = effect_of(basis(), Setting(lever=name, amount=0.01, belief=(0.0, 0.01, 0.02)), OPTIONS)
        assert effect is not None


def test_acquisition_stands_on_the_literature_until_somebody_knows_better():
    [told] = outcome(basis(), (Setting(lever="acquisition", amount=50_000),), OPTIONS).stands_on
    assert (told.link.kind, told.link.value) == ("literature", ELASTICITY[1])
    [told] = outcome(basis(), (Setting(lever="acquisition", amount=50_000, belief=(0.2, 0.3, 0.4)),), OPTIONS).stands_on
    assert told.link.kind == "belief"


def test_a_finite_market_bounds_what_newcomers_can_bring():
    lever = Setting(lever="acquisition", amount=100_000)
    assert 0 <= value(lever, options=replace(OPTIONS, market=2500)) < value(lever)
    assert value(lever, options=replace(OPTIONS, market=100)) <= 0.2 * value(lever)


def test_it_pays_back_from_the_effect_that_it_says():
    """Scaled to the break-even, the difference is nothing to speak of."""
    lever = Setting(lever="retention", target="capture", amount=0.02, once=100_000)
    [needed] = outcome(basis(), (lever,), OPTIONS).break_even
    assert needed.kept == pytest.approx(0.02 * needed.needed)
    assert abs(value(replace(lever, amount=needed.kept))) < 1000 < abs(value(lever))


def test_payback_is_the_month_from_which_on_the_difference_stays_above():
    told = outcome(basis(), (Setting(lever="order_value", amount=0.1, once=100_000),), OPTIONS)
    below = [month for month, at in enumerate(told.fan) if at.value < 0]
    assert told.payback.month == below[-1] + 1
    assert told.payback.low <= told.payback.month <= (told.payback.high or 99)
    never = outcome(basis(), (Setting(lever="order_value", amount=0.001, once=10_000_000),), OPTIONS)
    assert never.payback.month is None


def test_bars_tell_each_uncertainty_alone_the_widest_first():
    told = outcome(
        basis(draws=400), (Setting(lever="attribute", target="x", amount=0.5), Setting(lever="order_value", amount=0.05)), OPTIONS
    )
    widths = [bar.high - bar.low for bar in told.tornado]
    assert widths == sorted(widths, reverse=True)
    assert sum(bar.share for bar in told.tornado) == pytest.approx(1)
    assert {bar.name for bar in told.tornado} == {"lever", "moves", "brought", "newcomers"}
    whole = told.difference.high - told.difference.low
    assert max(widths) < 1.25 * whole


def test_the_fan_ends_where_the_difference_is_and_begins_with_the_cost():
    told = outcome(basis(), (Setting(lever="order_value", amount=0.1, once=70_000, begins=3),), OPTIONS)
    assert (told.fan[0].value, told.fan[0].low) == (-70_000, -70_000)
    assert told.fan[3].value == -70_000 and told.fan[4].value > -70_000
    assert told.fan[-1].value == told.difference.value
    assert told.scenario.value - told.baseline.value == pytest.approx(told.difference.value, abs=1)


def test_a_belief_is_most_likely_first_and_stays_within_its_ends():
    drawn = drawn_belief((0.0, 0.1, 0.3), 4000, np.random.default_rng(0))
    assert drawn[0] == 0.1 and drawn.min() >= 0 and drawn.max() <= 0.3
    assert drawn[1:].mean() == pytest.approx(0.4 / 3, abs=0.005)


@pytest.mark.parametrize("wrong", [
    {"lever": "luck"}, {"lever": "price", "begins": -1}, {"lever": "price", "lasts": 0}, {"lever": "price", "belief": (0.3, 0.2, 0.4)},
    {"lever": "retention", "target": "prospect"},
])  # fmt: skip
def test_a_lever_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(Refused):
        Setting(**wrong)


@pytest.mark.parametrize("wrong", [{"margin": 0.0}, {"margin": 1.2}, {"discount_rate": -0.1}, {"months": 0}, {"months": 500}])
def test_options_that_make_no_sense_are_refused(wrong):
    with pytest.raises(Refused):
        Options(**wrong)


def test_a_lever_on_one_group_moves_that_group_alone():
    told = outcome(basis(segments=3), (Setting(lever="retention", target="segment:segment 1", amount=0.03),), OPTIONS)
    parts = dict(told.by_segment)
    assert parts["segment 1"] > 0 and parts["segment 0"] == parts["segment 2"] == 0
    every = outcome(basis(segments=3), (Setting(lever="retention", amount=0.03),), OPTIONS)
    assert dict(every.by_segment)["segment 1"] == pytest.approx(parts["segment 1"], rel=1e-4)


def test_a_group_that_there_is_not_is_missing():
    told = outcome(basis(segments=2), (Setting(lever="retention", target="segment:moon", amount=0.03),), OPTIONS)
    assert told.difference.value == 0 and "moon" in str(told.stands_on[0].missing.found)


def test_a_group_pays_back_from_the_effect_that_it_says():
    """The effect that is tried stays with its group."""
    lever = Setting(lever="retention", target="segment:segment 1", amount=0.03, once=50_000)
    [needed] = outcome(basis(segments=3), (lever,), OPTIONS).break_even
    assert abs(value(replace(lever, amount=needed.kept), on=basis(segments=3))) < 1000
