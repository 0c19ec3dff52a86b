"""The command line shows who went from which stage to which."""

import json

from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports
from tests.test_rapport_show_stages import HEADERS, ROWS


def test_show_moves_agrees_with_show_stages_and_adds_up(place):
    place.bring(exports.table(HEADERS, *ROWS))
    seen, stages = place.show("moves"), place.show("stages")
    assert list(seen) == ["then", "now", "level", "usual_gap_days", "customers", "active", "stages", "flow", "matrix"]
    assert {stock["stage"]: stock["now"] for stock in seen["stages"]} == stages["counts"]
    assert (seen["now"], seen["usual_gap_days"]) == (stages["as_of"], stages["population_gap_days"])
    for place_, (stock, row) in enumerate(zip(seen["stages"], seen["matrix"], strict=True)):
        assert stock["then"] == row["n"] == sum(seen["flow"][place_]) == sum(part["n"] for part in row["parts"] if part)
        assert stock["now"] == sum(line[place_] for line in seen["flow"])


def test_show_moves_takes_steps_thresholds_and_customers(place):
    place.bring(exports.table(HEADERS, *ROWS))
    web = place.show("moves", "--where", "first_channel=web", "--option", "months=1", "--option", "level=0.9")
    assert (web["customers"], web["level"]) == (100, 0.9)
    several = place.show("moves", "--option", "months=1", "--option", "steps=3")
    assert list(several) == ["days", "level", "matrix"] and len(several["days"]) == 4
    one = [place.show("moves", "--as-of", day, "--option", "months=1", "--option", "cycle_days=30") for day in several["days"][1:]]
    assert several["days"][-2:] == [one[-1]["then"], one[-1]["now"]]
    usual, later = (place.show("moves", *option)["stages"] for option in ((), ("--option", "at_risk=3")))
    assert [(stock["stage"], stock["now"] < other["now"]) for stock, other in zip(later, usual, strict=True)][4] == ("at_risk", True)


def test_show_stage_groups_counts_each_value(place):
    place.bring(exports.table(HEADERS, *ROWS))
    seen = place.show("stage-groups", "--option", "by=first_channel")
    assert {group["value"]: group["n"] for group in seen["groups"]} == {"web": 100, "till": 100}
    counts = place.show("stages")["counts"]
    for place_, stage in enumerate(seen["stages"]):
        assert sum(group["shares"][place_]["k"] for group in seen["groups"]) == counts[stage]
    [only] = place.show("stage-groups", "--option", "by=first_channel", "--where", "first_channel=till")["groups"]
    assert only == next(group for group in seen["groups"] if group["value"] == "till")


def test_show_person_follows_one_of_them_and_refuses_somebody_unknown(place):
    place.bring(exports.table(HEADERS, *ROWS))
    seen = place.show("person", "--option", "customer=C3")
    assert seen["stretches"][0] == {"stage": "capture", "first": "2024-01-07", "last": "2024-02-05"}
    assert len(seen["orders"]) == 6 and seen["stage"] == seen["stretches"][-1]["stage"]
    refused = place.call("show", "person", "--option", "customer=nobody")
    assert refused[0] == 1 and "by which 0 people are known" in json.dumps(refused[1])
