"""The command line reckons a scenario's file on a workspace, the same each time."""

import json
from datetime import date, datetime, timedelta

import pytest

from analysis.document import document
from analysis.whatif.levers import Setting
from analysis.whatif.options import Options
from analysis.whatif.outcome import outcome
from analysis.whatif.scenario import Scenario, of_file, said
from models.scenarios import save
from models.store import Store
from shows import View
from shows.whatif import basis
from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports

HEADERS = ("order_id", "customer_id", "order_date", "amount", "currency")
ROWS = [
    (f"{who}-{turn}", f"C{who}", f"{date(2024, 1, 1) + timedelta(days=2 * who + 30 * turn)} 10:00:00", "12.30", "EUR")
    for who in range(200)
    for turn in range(1 if who % 4 == 0 else 3 + who % 9)
]
SCENARIO = {
    "rapport": "scenario",
    "version": 1,
    "name": "Keep more",
    "settings": [{"lever": "retention", "amount": 0.05, "once": 5_000}, {"lever": "price", "amount": 0.02, "belief": [0.0, 0.001, 0.002]}],
    "options": {"margin": 0.4, "months": 24, "seed": 7},
}


@pytest.fixture
def run(place):
    place.bring(exports.table(HEADERS, *ROWS))

    def run(content, name="scenario.json"):
        return place.call("run", place.file(json.dumps(content).encode(), name))

    return run


def test_run_has_the_shape_that_other_programs_rely_on_and_is_the_same_each_time(run, place):
    status, seen, _ = run(SCENARIO)
    assert status == 0
    for money in ("baseline", "scenario", "difference"):
        assert list(seen[money]) == ["value", "low", "high"] and seen[money]["low"] <= seen[money]["value"] <= seen[money]["high"]
    assert (seen["currency"], seen["seed"], seen["revision"], seen["months"]) == ("EUR", 7, 1, 24)
    assert 0 <= seen["chance_of_gain"] <= 1 and len(seen["break_even"]) == 2 and seen["tornado"]
    assert run(SCENARIO)[1] == seen
    assert run(SCENARIO | {"options": SCENARIO["options"] | {"seed": 8}})[1]["difference"] != seen["difference"]
    read = of_file(SCENARIO)
    stands = basis(View(str(place.workspace), None, [], []))
    assert json.loads(json.dumps(document(outcome(stands, read.settings, read.options)))) == seen


def test_what_is_no_scenario_is_refused_and_names_what_to_do(run, place):
    for content in ({"rapport": "truth"}, SCENARIO | {"settings": [{"lever": "magic"}]}, SCENARIO | {"field": "nobody's"}):
        status, refused, errors = run(content)
        assert status == 1 and set(refused["error"]) == {"found", "needed", "do"} and errors
    status, refused, _ = place.call("run", place.file(b"{", "broken.json"))
    assert status == 1 and "no JSON" in refused["error"]["found"]
    assert place.call("run", "missing.json")[0] == 1


def test_show_scenarios_compares_those_that_the_workspace_keeps(run, place):
    nothing = place.show("scenarios")
    assert [side["outcome"]["difference"]["value"] for side in nothing["sides"]] == [0] and nothing["apart"] == []
    store = Store(place.workspace)
    for name, amount in (("Keep", 0.02), ("Keep more", 0.05)):
        scenario = Scenario(name=name, settings=(Setting(lever="retention", amount=amount),), options=Options(months=12))
        save(store, name, said(scenario), revision=1, as_of=date(2026, 1, 1), result={}, saved_at=datetime(2026, 1, 2))
    seen = place.show("scenarios")
    assert [side["scenario"]["name"] for side in seen["sides"]] == ["Keep", "Keep more"] and seen["best"] == 1
    assert seen["apart"][0]["difference"]["low"] > 0 and seen["apart"][0]["chance"] == 1 and seen["revision"] == 1
    assert len(place.show("scenarios", "--option", "scenarios=Keep")["sides"]) == 1
    status, refused, _ = place.call("show", "scenarios", "--option", "scenarios=Nobody")
    assert status == 1 and refused["error"]["needed"] == "Keep or Keep more"


def test_no_workspace_is_made_by_looking_at_it(place):
    status, refused, _ = place.call("run", place.file(json.dumps(SCENARIO).encode(), "scenario.json"))
    assert status == 1 and "no workspace" in refused["error"]["found"] and not place.workspace.exists()
