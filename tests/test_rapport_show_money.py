"""The command line follows the money; on an invented company it finds what the generator spent and earned."""

import json

import pytest

import rapport
from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports

HEADERS = ("order_id", "customer_id", "order_date", "amount", "currency", "channel")
ROWS = [
    (f"{who}-{month}", f"C{who}", f"2025-{month:02d}-{1 + who % 20:02d} 10:00:00", "10.00", "EUR", "web" if who % 2 == 0 else "till")
    for who in range(40)
    for month in range(1, 5 if who % 2 == 0 else 2)
] + [("end", "C0", "2025-12-31 10:00:00", "5.00", "EUR", "web")]


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
