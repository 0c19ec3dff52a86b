"""The command line shows the loyalty index, and whether it foretells."""

import json

import pytest

from models.settings import save_settings
from models.store import Store
from tests.command_line import ORDERS, command_line  # noqa: F401 (a fixture is used by its name)
from tests.demonstration import bring
from tests.models import exports


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("loyal") / "made.db"
    bring(path, customers=400, seed=7)
    return path


@pytest.fixture
def company(place, made):
    place.workspace = made
    type(place).workspace = made
    return place


def test_show_loyalty_index_says_what_it_rests_on(company):
    seen = company.show("loyalty-index")
    assert [group["name"] for group in seen["groups"]] == [
        "contracting", "renewal", "interaction", "recommendation", "participation", "declared"]  # fmt: skip
    assert [group["weight"] for group in seen["groups"]] == [20, 25, 15, 15, 10, 15]
    assert 0 < seen["all"]["mean"]["low"] < seen["all"]["mean"]["value"] < seen["all"]["mean"]["high"] < 100
    assert sum(known["n"] for known in seen["known"]) == seen["all"]["n"]
    assert {row["name"] for row in seen["rows"]} <= {"capture", "maintenance", "loyalty", "at_risk", "abandoned", "recovered"}


def test_weights_signs_the_scale_and_the_rows_are_options(company):
    plain = company.show("loyalty-index")
    seen = company.show(
        "loyalty-index", "--option", "weights=10,10,20,20,20,20", "--option", "off=rewards,answers", "--option", "scale=standing",
        "--option", "by=first_channel", "--where", "satisfied=yes",
    )  # fmt: skip
    assert seen["relative"] and seen["field"] == "first_channel" and seen["all"]["n"] < plain["all"]["n"]
    [participation] = [group for group in seen["groups"] if group["name"] == "participation"]
    assert {sign["name"]: sign["counts"] for sign in participation["signs"]} == {"memberships": True, "rewards": False, "answers": False}


@pytest.mark.parametrize(("option", "found"), [
    ("weights=20,20,20,20,20,20", "weights that add up to 120"), ("weights=1,x", "weights=1,x"), ("off=nothing", "off=nothing"),
    ("potential=no such column", "no such column"), ("scale=x", "scale 'x'"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(option, found, company):
    status, document, _ = company.call("show", "loyalty-index", "--option", option)
    assert status != 0 and found in json.dumps(document)


def test_what_the_workspace_keeps_is_used(place, made):
    kept = {"weights": [0, 40, 15, 15, 15, 15], "anchors": {"order_days": [0, 3]}, "anchored": "2026-01-01"}
    place.bring(ORDERS)
    save_settings(Store(place.workspace), loyalty_index=json.dumps(kept))
    seen = place.show("loyalty-index", "--option", "cycle_days=30")
    renewal = seen["groups"][1]
    assert (renewal["weight"], renewal["signs"][0]["low"], renewal["signs"][0]["high"]) == (40, 0, 3)
    assert seen["anchored"] == "2026-01-01"


def test_show_loyalty_prediction_stands_beside_recency(company):
    seen = company.show("loyalty-prediction", "--option", "days=182")
    assert seen["days"] == 182 and seen["left_out"] == "renewal" and "renewal" not in seen["used"]
    assert seen["difference"]["value"] == pytest.approx(seen["index"]["value"] - seen["recency"]["value"])
    assert sum(fifth["by_index"]["n"] for fifth in seen["fifths"] if fifth["by_index"]) == seen["n"]


def test_a_small_workspace_has_an_answer_to_both(place):
    place.bring(ORDERS)
    seen = place.show("loyalty-index")
    assert seen["all"]["mean"] is None and not seen["staged"]
    status, document, _ = place.call("show", "loyalty-prediction")
    assert status != 0 and "closed gaps" in json.dumps(document)
    assert place.show("loyalty-prediction", "--option", "cycle_days=30") is None


def test_a_share_of_potential_is_taken_from_the_customers_own_column(place):
    place.bring(ORDERS)
    people = exports.table(("customer_id", "name", "Share of potential"), *((f"C{n}", f"N{n}", f"{n * 10} %") for n in (1, 2, 3)))
    place.bring(people, "--as", "customers", name="customers.csv")
    seen = place.show("loyalty-index", "--option", "potential=Share of potential")
    assert "potential" in [sign["name"] for sign in seen["groups"][0]["signs"]]
