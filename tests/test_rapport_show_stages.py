"""The command line shows who is in which stage, whether stages tell who orders again, and one stage beside the others."""

from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests import published
from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports

HEADERS = ("order_id", "customer_id", "order_date", "amount", "currency", "channel")
# Three in four of 200 customers order every 30 days; each fifth day one of them begins. The others order once.
ROWS = [
    (
        f"{who}-{turn}",
        f"C{who}",
        f"{date(2024, 1, 1) + timedelta(days=2 * who + 30 * turn)} 10:00:00",
        "12.30",
        "EUR",
        ("web", "till")[who % 2],
    )
    for who in range(200)
    for turn in range(1 if who % 4 == 0 else 3 + who % 9)
]
STAGES = ["prospect", "capture", "maintenance", "loyalty", "at_risk", "abandoned", "recovered"]


def test_show_stages_has_the_shape_that_other_programs_rely_on(place):
    place.bring(exports.table(HEADERS, *ROWS))
    seen = place.show("stages")
    assert list(seen) == ["as_of", "rule", "population_gap_days", "counts", "back_test", "ordered"]
    assert seen["rule"] == {"k": 4, "at_risk": 2, "abandoned": 4, "loyalty_run": 4, "minimum_gaps": 30}
    assert (seen["population_gap_days"], list(seen["counts"]), sum(seen["counts"].values())) == (30, STAGES, 200)
    assert isinstance(seen["ordered"], bool) and len({row["as_of"] for row in seen["back_test"]}) == 1
    for row in seen["back_test"]:
        assert list(row) == ["as_of", "until", "stage", "n", "repurchased", "rate", "low", "high"]
        assert row["n"] > 0 and row["until"] == seen["as_of"] and row["low"] <= row["rate"] <= row["high"]


def test_show_stages_takes_other_thresholds_days_and_customers(place):
    place.bring(exports.table(HEADERS, *ROWS))
    usual, patient = place.show("stages"), place.show("stages", "--option", "at_risk=3.5")
    assert patient["rule"]["at_risk"] == 3.5 and patient["counts"]["at_risk"] < usual["counts"]["at_risk"]
    assert patient["counts"]["abandoned"] == usual["counts"]["abandoned"]
    several = place.show("stages", "--option", "dates=3", "--option", "days=50")
    spans = sorted({(row["as_of"], row["until"]) for row in several["back_test"]})
    assert [(date.fromisoformat(until) - date.fromisoformat(begin)).days for begin, until in spans] == [50, 50, 50]
    parts = [place.show("stages", "--where", f"first_channel={name}")["counts"] for name in ("web", "till")]
    assert {stage: sum(part[stage] for part in parts) for stage in STAGES} == usual["counts"]
    status, document, errors = place.call("show", "stages", "--option", "at_risk=5")
    assert status != 0 and "error" in document and errors


def test_few_gaps_ask_for_the_cycle(place):
    place.bring(exports.table(HEADERS, *ROWS[:9]))
    status, document, _errors = place.call("show", "stages")
    assert status != 0 and "cycle_days" in document["error"]["do"]
    assert sum(place.show("stages", "--option", "cycle_days=30")["counts"].values()) == len({row[1] for row in ROWS[:9]})


def test_show_stage_lays_one_stage_beside_the_others(place):
    place.bring(exports.table(HEADERS, *ROWS))
    whole = place.show("stages")
    for stage in STAGES:
        seen = place.show("stage", "--option", f"stage={stage}", "--option", "months=2")
        assert (seen["stage"], seen["customers"]) == (stage, whole["counts"][stage])
        assert [one["name"] for one in seen["measures"]] == ["again", "brought", "came"], "no answers, complaints or memberships"
        assert seen["before"] + seen["who_entered"] - seen["who_left"] == seen["people"] == seen["customers"]
    again = {row["stage"]: row for row in whole["back_test"]}["abandoned"]
    measure = place.show("stage", "--option", "stage=abandoned")["measures"][0]
    assert (measure["inside"]["value"], measure["inside"]["n"], measure["day"]) == (again["rate"], again["n"], again["as_of"])


@pytest.mark.parametrize("option", ["stage=fans", "months=0", "months=-3"])
def test_what_cannot_be_shown_of_a_stage_is_refused(place, option):
    place.bring(exports.table(HEADERS, *ROWS))
    status, document, _errors = place.call("show", "stage", "--option", option)
    assert status != 0 and set(document["error"]) == {"found", "needed", "do"}


def test_show_ways_and_funnel_count_the_same_people_as_show_stages(place):
    place.bring(exports.table(HEADERS, *ROWS))
    whole, ways, funnel = (place.show(name) for name in ("stages", "ways", "funnel"))
    assert {stay["stage"]: stay["now"] for stay in funnel["stages"]} == whole["counts"]
    assert all(stay["entered"] == stay["now"] + sum(one["ended"] for one in stay["left"]) for stay in funnel["stages"])
    assert sum(way["customers"] for way in ways["ways"]) + ways["others"] == ways["followed"] <= ways["buyers"] == 200
    assert ways["reached"]["benchmark"] == pytest.approx(1 / 3) and ways["complete"] and ways["gaps"] == 12
    assert sum(part["customers"] for part in funnel["parts"]) == 200, "cohorts, unless a field is named"
    several = [place.show("ways", "--where", f"first_channel={name}") for name in ("web", "till")]
    assert sum(one["followed"] for one in several) == ways["followed"]


def test_show_funnel_by_a_field_since_a_day_and_of_a_stage(place):
    place.bring(exports.table(HEADERS, *ROWS))
    whole = place.show("funnel")
    seen = place.show("funnel", "--option", "by=first_channel", "--option", "stage=loyalty", "--option", "since=2024-06-01")
    assert [part["value"] for part in seen["parts"]] == ["till", "web"] or [part["value"] for part in seen["parts"]] == ["web", "till"]
    assert sum(part["stay"]["entered"] for part in seen["parts"]) == seen["stages"][STAGES.index("loyalty")]["entered"]
    assert 0 < seen["stages"][1]["entered"] < whole["stages"][1]["entered"] == 200
    for option in ("stage=fans", "since=June", "by=nothing"):
        status, document, _errors = place.call("show", "funnel", "--option", option)
        assert status != 0 and set(document["error"]) == {"found", "needed", "do"}


def test_show_stages_of_cdnow_is_as_published(place):
    """The sample's log, as shipped: stages at 30 September 1997, and who of them bought again by 30 June 1998."""
    log = Path(find_spec("lifetimes").origin).parent / "datasets" / "CDNOW_sample.txt"
    place.bring(log.read_bytes(), name=log.name)
    then = place.show("stages", "--as-of", "1997-09-30")
    assert then["counts"] == {"prospect": 0, **published.CDNOW_SAMPLE_STAGES}
    assert then["population_gap_days"] == pytest.approx(published.CDNOW_SAMPLE_USUAL_GAP, abs=1e-6)
    later = place.show("stages", "--as-of", "1998-06-30", "--option", "days=273")
    assert {row["stage"]: row["rate"] for row in later["back_test"]} == pytest.approx(published.CDNOW_SAMPLE_REPURCHASE, abs=5e-5)
    assert {row["stage"]: row["n"] for row in later["back_test"]} == {s: n for s, n in published.CDNOW_SAMPLE_STAGES.items() if n}
    assert later["ordered"] is True
