"""A programme's business case: worked by hand, month by month, and what is not ready costs money and never brings any."""

import numpy as np
import pytest

from analysis.errors import Refused
from analysis.whatif.business_case import NO, PARTLY, PILLARS, YES, Cost, business_case, expected, keeping, of_levers, readiness
from analysis.whatif.levers import Setting
from analysis.whatif.options import Options
from analysis.whatif.outcome import told_of
from analysis.whatif.reckon import reckon
from tests.analysis.whatif.test_outcome import basis

OPTIONS = Options(months=12, discount_rate=0.10)
ALL = {f"{pillar}.{statement}": YES for pillar, statements in PILLARS.items() for statement in statements}
COSTS = (Cost(kind="licences", once=10_000, monthly=500), Cost(kind="training", once=4_000), Cost(kind="time", monthly=300, months=6))


def case(benefit, answers=ALL, costs=COSTS, planned=None, options=OPTIONS):
    drawn = np.asarray(benefit, dtype=float)
    return business_case(
        drawn, drawn if planned is None else planned, costs, readiness(answers), currency="EUR", customers=500, options=options
    )


def steady(each: float, number: int = 1, months: int = 12) -> np.ndarray:
    return np.r_[np.zeros((1, number)), np.full((months, number), each)]


def test_net_present_value_and_return_are_those_worked_month_by_month():
    """A naive slow version: each month's money by itself."""
    found = case(steady(2_500))
    value, cost, month_of_return = -14_000.0, 14_000.0, None
    for month in range(1, 13):
        worth = 1.1 ** (-month / 12)
        spent = 500 + (300 if month <= 6 else 0)
        value, cost = value + (2_500 - spent) * worth, cost + spent * worth
        month_of_return = month_of_return or (month if value >= 0 else None)
    assert found.value.value == pytest.approx(value, abs=1) and found.cost == pytest.approx(cost, abs=2)
    assert found.roi.value == pytest.approx(value / cost) and found.payback.month == month_of_return
    assert found.benefit.value - found.cost == pytest.approx(found.value.value, abs=2)
    assert found.fan[-1].value == found.value.value and found.fan[0].value == -14_000
    assert sum(part for _, part in found.by_kind) == found.cost and found.costs[:2] == (14_000, 800)


def test_if_just_the_part_that_is_needed_comes_it_breaks_even():
    needed = case(steady(2_500)).needed
    assert case(steady(2_500 * needed)).value.value == pytest.approx(0, abs=1)
    assert case(steady(-10)).needed is None


def test_all_that_stands_tolls_nothing_and_each_no_tolls_more():
    whole = readiness(ALL)
    assert (whole.delay, whole.strength) == (0, (1.0, 1.0, 1.0))
    last = whole
    for place in range(len(ALL)):
        worse = readiness({name: NO if at <= place else YES for at, name in enumerate(ALL)})
        assert worse.delay > last.delay and worse.strength[1] < last.strength[1]
        last = worse
    some = readiness(dict.fromkeys(ALL, PARTLY))
    assert whole.delay < some.delay < last.delay and last.strength[1] < some.strength[1] < 1
    assert readiness({}).answered == 0 and readiness({}).delay == 0


def test_what_is_not_ready_lowers_the_value_of_a_scenario_visibly():
    """Through the company's own chain: later, weaker, and the toll is the difference on the same draws."""
    known, options = basis(draws=60), Options(margin=0.4, months=24)
    settings = [Setting(lever="retention", amount=0.02)]
    answers = ALL | {"strategy.goals": NO, "people.trained": NO, "technology.joined": NO}
    ready = readiness(answers)

    planned = expected(known, settings, 0, options)
    found = case(expected(known, settings, ready.delay, options), answers, planned=planned, options=options)
    assert ready.delay == 3 and found.toll.low > 0
    assert found.ready.value - found.toll.value == pytest.approx(found.value.value, abs=2)
    assert case(planned, planned=planned, options=options).toll.value == 0


def test_what_levers_cost_is_paid_ready_or_not():
    """A naive check: the scenario's own cash is what is expected of it less what its levers cost."""
    known, options = basis(draws=20), Options(margin=0.4, months=24)
    settings = [Setting(lever="retention", amount=0.02, begins=2, lasts=6, once=7_000, monthly=900)]
    came = reckon(known, settings, [effect for effect, _ in told_of(known, settings, options)], options)
    before = expected(known, settings, 0, options)
    found = case(before, costs=of_levers(settings), options=options)
    assert found.costs == tuple(came.costs.astype(int)) and found.costs[9] == 0
    assert found.value.value == pytest.approx(came.difference[0], abs=1)


def test_a_belief_of_keeping_is_the_lever_that_keeps_as_many():
    known, options = basis(draws=20), Options(margin=0.4, months=24)
    settings, effects = keeping(known, (0.01, 0.02, 0.02), 3, options)
    lever = expected(known, [Setting(lever="retention", amount=0.02, begins=3)], 0, options)
    assert expected(known, settings, 0, options, effects=effects)[:, 0] == pytest.approx(lever[:, 0])


def test_draws_make_the_interval_and_the_chance():
    benefit = np.r_[np.zeros((1, 3)), np.full((12, 3), [[2_000.0, 500.0, 4_000.0]])]
    found = case(benefit)
    assert found.chance == 0.5 and found.value.low < 0 < found.value.high
    assert case(benefit) == found
    assert case(benefit, costs=()).roi is None and case(benefit, costs=()).payback is None


def test_a_cost_is_no_income_and_has_a_known_kind():
    for refused in ({"kind": "licences", "once": -1}, {"kind": "lunch"}, {"kind": "time", "monthly": 1, "months": 0}):
        with pytest.raises(Refused):
            Cost(**refused)
    for answers in ({"strategy.luck": YES}, {"strategy.goals": "maybe"}):
        with pytest.raises(Refused):
            readiness(answers)
