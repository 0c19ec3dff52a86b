"""The simple case is what a spreadsheet would make of this company's and this scenario's most likely numbers."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.whatif.levers import Setting
from analysis.whatif.run import ACTIVE, WORSE
from analysis.whatif.simple import simple
from analysis.whatif.world import NAMES
from tests.analysis.whatif.test_outcome import OPTIONS, basis


def test_today_s_case_is_the_mean_of_those_who_are_with_the_company():
    """By the slow way, customer by customer's stage."""
    company = basis()
    stay, margin, people = 0.0, 0.0, 0
    for segment in range(len(company.world.segments)):
        for name in ACTIVE:
            place = NAMES.index(name)
            count = company.world.stock[segment, place]
            moves = company.draws.moves[place, :, segment, 0]
            stay += count * (1 - moves[WORSE[place]].sum())
            margin += count * company.draws.brought[place, segment, 0] * OPTIONS.margin
            people += count
    found = simple(company, (), OPTIONS)
    assert found.customers == people == company.active
    assert found.today.retention == pytest.approx(stay / people, rel=1e-5)
    assert found.today.margin == pytest.approx(margin / people, rel=1e-5)
    assert found.then == found.today and found.difference == 0


def test_its_worth_is_the_sum_of_what_comes_month_by_month():
    found = simple(basis(), (Setting(lever="retention", amount=0.02),), OPTIONS)
    months = np.arange(1, 5000)
    for case in (found.today, found.then):
        assert found.worth(case) == pytest.approx((case.margin * (case.retention / (1 + found.discount)) ** months).sum())
    assert (1 + found.discount) ** 12 == pytest.approx(1 + OPTIONS.discount_rate)


@pytest.mark.parametrize("lever, retention, margin", [("retention", 0.02, 0.0), ("order_value", 0.0, 0.1)])
def test_a_lever_moves_its_own_number_by_what_was_said(lever, retention, margin):
    found = simple(basis(), (Setting(lever=lever, amount=retention or margin),), OPTIONS)
    assert found.then.retention - found.today.retention == pytest.approx(retention, abs=1e-5)
    assert found.then.margin / found.today.margin == pytest.approx(1 + margin, rel=1e-5)


def test_who_costs_something_to_serve_leaves_less():
    served = simple(basis(), (), replace(OPTIONS, service=50.0))
    assert served.today.margin == pytest.approx(simple(basis(), (), OPTIONS).today.margin - 50, rel=1e-4)
