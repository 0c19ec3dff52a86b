"""Scenarios are judged by their difference on the same draws."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.drawn import money
from analysis.errors import Refused
from analysis.whatif.comparison import MOST, compare
from analysis.whatif.levers import Setting
from analysis.whatif.options import Options
from analysis.whatif.outcome import outcome, told_of
from analysis.whatif.reckon import reckon
from analysis.whatif.scenario import Scenario
from tests.analysis.whatif.test_outcome import OPTIONS, basis

KEEP = Setting(lever="retention", target="loyalty", amount=0.01)
DELIVERY = Setting(lever="attribute", target="Delivery", amount=0.2)
BELIEVED = Setting(lever="programme", amount=0.3, belief=(0.0, 0.02, 0.04))


def of(name, *settings, **options):
    return Scenario(name=name, settings=settings, options=replace(OPTIONS, **options))


def differences(scenario):
    effects = [effect for effect, _ in told_of(basis(), scenario.settings, scenario.options)]
    return reckon(basis(), scenario.settings, effects, scenario.options).difference


def test_each_side_is_what_it_is_alone():
    found = compare(basis(), [of("Keep", KEEP), of("Delivery", DELIVERY)])
    assert [side.outcome for side in found.sides] == [outcome(basis(), [lever], OPTIONS) for lever in (KEEP, DELIVERY)]
    assert found.sides[1].inner == money(differences(of("Delivery", DELIVERY)), 0.5)
    assert [side.kinds for side in found.sides] == [("given",), ("measured",)]


def test_the_difference_is_taken_draw_by_draw():
    """By the slow way: each scenario's draws, subtracted one from the other."""
    one, other = of("Both", KEEP, DELIVERY), of("Delivery", DELIVERY)
    found = compare(basis(), [other, one])
    apart = differences(one) - differences(other)
    assert found.best == 1 and [each.place for each in found.apart] == [0]
    assert found.apart[0].difference == money(apart, OPTIONS.level)
    assert found.apart[0].chance == np.mean([value > 0 for value in apart[1:]])
    assert found.apart[0].kinds == ("given",)


def test_one_and_the_same_lever_does_not_come_between_two_scenarios_wherever_it_stands():
    """The belief they share is drawn alike: their difference is the other lever's, not a belief's noise."""
    found = compare(basis(), [of("One", BELIEVED), of("Two", KEEP, BELIEVED)])
    alone = compare(basis(), [of("Nothing"), of("Keep", KEEP)])
    believed, sure = (each.apart[0].difference for each in (found, alone))
    width = compare(basis(), [of("One", BELIEVED)]).sides[0].outcome.difference
    assert believed.high - believed.low < 1.3 * (sure.high - sure.low) < 0.5 * (width.high - width.low)
    assert found.apart[0].told_apart and found.apart[0].kinds == ("given",)


def test_two_beliefs_are_drawn_apart():
    first, second = (
        told_of(basis(), [Setting(lever=lever, amount=0.1, belief=(0.0, 0.02, 0.04))], OPTIONS)[0][0].kept["loyalty"]
        for lever in ("programme", "errors")
    )
    assert abs(np.corrcoef(first[1:], second[1:])[0, 1]) < 0.5


def test_a_scenario_and_itself_cannot_be_told_apart():
    found = compare(basis(), [of("One", DELIVERY), of("Again", DELIVERY)])
    assert found.best == 0 and found.apart[0].difference.value == found.apart[0].difference.low == found.apart[0].difference.high == 0
    assert (found.apart[0].chance, found.apart[0].told_apart, found.apart[0].kinds) == (0.0, False, ())


def test_all_are_reckoned_with_the_options_of_the_first_and_others_are_named():
    found = compare(basis(), [of("Keep", KEEP), of("Short", DELIVERY, months=12, seed=3)])
    assert {side.scenario.options for side in found.sides} == {OPTIONS} == {found.options}
    assert found.otherwise == (("Short", ("months", "seed")),)
    assert found.sides[1].outcome == outcome(basis(), [DELIVERY], OPTIONS)


def test_none_and_too_many_are_refused():
    for many in ([], [of("x")] * (MOST + 1)):
        with pytest.raises(Refused):
            compare(basis(), many)


def test_a_lever_without_an_effect_is_missing():
    silent = Scenario(name="Silent", settings=(Setting(lever="retention_spend", amount=1e5),), options=Options(months=12))
    side = compare(basis(), [silent]).sides[0]
    assert side.kinds == ("missing",) and side.outcome.difference.value == 0 and not side.believed
