"""The command line follows the money; on an invented company it finds what the generator spent and earned."""

import json

import pytest

import rapport
from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports

HEADERS = ("order_id", "customer_id", "order_date", "amount", "currency", "channel")
CHANNELS = ("web", "till")
ROWS = [
    (f"{who}-{month}", f"C{who}", f"2025-{month:02d}-{1 + who % 20:02d} 10:00:00", "10.00", "EUR", "web" if who % 2 == 0 else "till")
    for who in range(40)
    for month in range(1, 5 if who % 2 == 0 else 2)
] + [("end", "C0", "2025-12-31 10:00:00", "5.00", "EUR", "web")]

#: Ninety customers of two years and a bit, who come every month or every fifth, for shorter or longer.
LONGER = [
    (f"{who}-{at}", f"C{who}", f"{2023 + at // 12}-{1 + at % 12:02d}-{1 + who % 20:02d} 10:00:00", "10.00", "EUR", CHANNELS[who % 2])
    for who in range(90)
    for at in range(who % 20, min(27, who % 20 + 2 + who % 13), 1 + who % 5)
]


def test_show_money_is_the_result_field_by_field(place):
    place.bring(exports.table(HEADERS, *ROWS))
    costs = exports.table(("date", "purpose", "channel", "cost", "currency"), ("2025-01-05", "acquisition", "web", "600.00", "EUR"))
    place.bring(costs, name="spending.csv")
    seen = place.show("money")
    assert (seen["currency"], seen["customers"], seen["net"], seen["margin"]) == ("EUR", 40, 100_500, None)
    assert [(age["active"], age["revenue"]["value"]) for age in seen["ages"][:3]] == [(40, 1000), (20, 500), (20, 500)]
    assert (seen["payback"]["each"], seen["payback"]["periods"]) == (1500, 2)
    assert place.show("money", "--option", "margin=0.5")["payback"]["periods"] is None
    assert place.show("money", "--option", "margin=0.5")["payback"]["never"] is True
    filtered = place.show("money", "--where", "first_channel=till", "--option", "period=quarter", "--option", "level=0.9")
    assert (filtered["customers"], filtered["level"], filtered["payback_reason"]) == (20, 0.9, "filtered")
    status, document, _ = place.call("show", "money", "--option", "margin=40")
    assert status == 1 and "0.4" in document["error"]["do"]


def test_show_money_groups_compares_what_a_field_tells_apart(place):
    place.bring(exports.table(HEADERS, *ROWS))
    seen = place.show("money-groups", "--option", "by=first_channel", "--option", "age=2")
    assert {group["value"]: group["customers"] for group in seen["groups"]} == {"web": 20, "till": 20}
    assert (seen["age"], abs(seen["pairs"][0]["difference"]["value"])) == (2, 2000)
    status, document, _ = place.call("show", "money-groups")
    assert status == 1 and "by=NAME" in document["error"]["do"]


@pytest.mark.parametrize("trade", ["home-goods", "telecom"])
def test_an_invented_companys_money_is_what_its_truth_says(trade, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert rapport.main(["demo", "it", "--company", trade, "--customers", "800", "--seed", "3"]) == 0
    files = sorted(str(path) for path in (tmp_path / "it").glob("*.csv"))
    assert rapport.main(["import", *files, "--workspace", "it.db"]) == 0
    capsys.readouterr()
    assert rapport.main(["show", "money", "--workspace", "it.db", "--json"]) == 0
    seen = json.loads(capsys.readouterr().out)
    assert rapport.main(["show", "workspace", "--workspace", "it.db", "--json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    truth = json.loads((tmp_path / "it" / "truth.json").read_text())
    # Guests and the month that is not over are in the company's money and in no cohort's.
    assert seen["net"] <= round(100 * float(whole["net"][seen["currency"]]))
    costs = truth["parameters"]["costs"]
    each = costs["for_a_newcomer"]
    channels = {one["channel"]: one["payback"] for one in seen["channels"]}
    assert channels and all(found["each"] == pytest.approx(100 * each[name], abs=1) for name, found in channels.items())
    assert seen["base_age"] == (0 if trade == "telecom" else 1)


def test_show_value_is_the_baseline_with_a_second_opinion_and_a_test(place):
    place.bring(exports.table(HEADERS, *LONGER))
    seen = place.show("value", "--option", "by=first_channel", "--option", "margin=0.5", "--option", "months=12")
    told = seen["baseline"]
    assert (told["customers"], told["net"], told["so_far"], told["months"]) == (90, 1000 * len(LONGER), 500 * len(LONGER), 12)
    for parts in ("by_stage", "by_group"):
        assert sum(one["customers"] for one in told[parts]) == 90
        assert sum(one["to_come"]["value"] for one in told[parts]) == told["to_come"]["value"]
    assert told["to_come"]["low"] < told["to_come"]["value"] < told["undiscounted"]["value"] < told["together"]["value"]
    assert {"second", "test", "not_made"} == set(seen["beside"])
    assert seen["beside"]["test"]["months"] == 12 and seen["beside"]["test"]["observed"] > 0
    by_stage = place.show("lifetime-value")["by_stage"]
    assert sum(one["customers"] for one in by_stage) == 90
    assert all(one["low"] <= one["value"] <= one["high"] for one in by_stage)
    some = place.show("lifetime-value", "--where", "first_channel=till")
    assert sum(one["customers"] for one in some["by_stage"]) == some["customers"] < 90
    status, document, _ = place.call("show", "value", "--option", "margin=40")
    assert status == 1 and "0.4" in document["error"]["do"]
