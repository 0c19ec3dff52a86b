"""A scenario comes back from a document as it went in, and what is no scenario is refused in words."""

import json

import pytest

from analysis.errors import Refused
from analysis.whatif.levers import LEVERS, Setting
from analysis.whatif.options import Options
from analysis.whatif.scenario import MOST_LEVERS, VERSION, Scenario, file_of, of_file, read, said

SCENARIO = Scenario(
    name="Both",
    settings=(
        Setting(lever="attribute", target="Delivery on time", amount=0.4, begins=3, lasts=12, once=150_000, monthly=8_000),
        Setting(lever="price", amount=0.02, belief=(0.0, 0.001, 0.002)),
    ),
    options=Options(months=24, margin=0.4, newcomers=False, market=20_000, seed=7),
    field="market",
)


def through_json(told):
    return json.loads(json.dumps(told))


def test_a_scenario_comes_back_from_json_as_it_went_in():
    assert read("Both", through_json(said(SCENARIO))) == SCENARIO
    assert of_file(through_json(file_of(SCENARIO, revision=41, result={"difference": 1}))) == SCENARIO


@pytest.mark.parametrize("lever", LEVERS)
def test_each_lever_comes_back(lever):
    one = Scenario(name="One", settings=(Setting(lever=lever, amount=0.01),), options=Options())
    assert of_file(through_json(file_of(one))) == one


def test_what_a_file_does_not_tell_is_as_usual():
    told = of_file({"rapport": "scenario", "version": VERSION, "name": "Short", "settings": [{"lever": "win_back", "amount": 1}]})
    assert told == Scenario(name="Short", settings=(Setting(lever="win_back", amount=1.0),), options=Options())


GOOD = {"rapport": "scenario", "version": VERSION, "name": "x", "settings": []}
BAD = [
    [], "scenario", {"settings": []}, GOOD | {"version": 2}, GOOD | {"version": None}, GOOD | {"name": 3}, GOOD | {"settings": {}},
    GOOD | {"field": 3}, GOOD | {"settings": [{}]}, GOOD | {"settings": ["price"]}, GOOD | {"settings": [{"lever": "magic"}]},
    GOOD | {"settings": [{"lever": ["x"]}]},
    GOOD | {"settings": [{"lever": "price", "amount": "much"}]}, GOOD | {"settings": [{"lever": "price", "amount": float("nan")}]},
    GOOD | {"settings": [{"lever": "price", "amount": True}]}, GOOD | {"settings": [{"lever": "price", "begins": 1.5}]},
    GOOD | {"settings": [{"lever": "price", "begins": -1}]}, GOOD | {"settings": [{"lever": "price", "belief": [1, 2]}]},
    GOOD | {"settings": [{"lever": "price", "belief": [3, 2, 1]}]}, GOOD | {"settings": [{"lever": "price", "colour": "red"}]},
    GOOD | {"settings": [{"lever": "retention", "target": "nowhere"}]}, GOOD | {"settings": [{"lever": "price"}] * (MOST_LEVERS + 1)},
    GOOD | {"options": []}, GOOD | {"options": {"margin": 2}}, GOOD | {"options": {"months": 0}}, GOOD | {"options": {"seed": None}},
    GOOD | {"options": {"newcomers": "yes"}}, GOOD | {"options": {"colour": "red"}},
]  # fmt: skip


@pytest.mark.parametrize("content", BAD, ids=range(len(BAD)))
def test_what_is_no_scenario_is_refused_in_words(content):
    with pytest.raises(Refused, match="Found .*; needed "):
        of_file(content)
