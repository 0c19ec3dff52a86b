"""`show accounts`, `show partners` and `show markets` from the command line."""

from datetime import date, timedelta

import pytest

from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports

LIST = ("customer number", "customer name", "company", "market", "party type")


@pytest.fixture
def firm(place):
    """Forty accounts with two people each, of whom one orders every month; a distributor, and a supplier who calls."""
    people = [(f"{account}{who}", f"P{account}{who}", f"Firm {account}", "industrial", "") for account in range(40) for who in "ab"]
    people += [("d", "", "Dee Distribution", "reseller", "distributor"), ("s", "", "Ess Supply", "", "supplier")]
    place.bring(exports.table(LIST, *people), "--as", "customers", name="customers.csv")
    start = date(2025, 1, 1)
    orders = [
        (f"{who}-{turn}", f"{who}a", start + timedelta(days=30 * turn + who % 5), "10.00", "EUR") for who in range(40) for turn in range(18)
    ]
    orders += [(f"d{turn}", "d", start + timedelta(days=40 * turn), "99.00", "EUR") for turn in range(10)]
    place.bring(exports.table(("order number", "customer number", "order date", "amount", "currency"), *orders))
    calls = [(f"c{turn}", start + timedelta(days=7 * turn), "s", "call") for turn in range(40)]
    headers = ("interaction number", "happened at", "customer number", "interaction")
    place.bring(exports.table(headers, *calls), "--as", "interactions", name="calls.csv")
    return place


def test_show_accounts_is_its_result_field_by_field(firm):
    seen = firm.show("accounts")
    assert (seen["accounts"], seen["people"], seen["own_gap"], seen["currency"]) == (41, 40, True, "EUR")
    assert {stage["stage"]: stage["now"]["k"] for stage in seen["stages"]}["loyalty"] == 40
    assert seen["alone"]["k"] == seen["alone"]["n"] == 40, "the distributor orders in its own name"
    assert seen["by_people"] == [{"people": 1, "more": False, "accounts": 40, "brought": seen["by_people"][0]["brought"]}]


def test_the_rule_s_thresholds_are_options(firm):
    usual, patient = firm.show("accounts"), firm.show("accounts", "--option", "loyalty_run=30")
    counts = [{stage["stage"]: stage["now"]["k"] for stage in seen["stages"]} for seen in (usual, patient)]
    assert (counts[0]["loyalty"], counts[1]["loyalty"], counts[1]["maintenance"]) == (40, 0, 40)


def test_show_partners_knows_those_who_buy_and_those_who_are_dealt_with(firm):
    seen = firm.show("partners")
    assert [(kind["type"], kind["listed"], kind["dealt"]) for kind in seen["kinds"]] == [("distributor", 1, 1), ("supplier", 1, 1)]
    assert seen["kinds"][1]["what"] == [["contact", 40]]
    assert seen["kinds"][1]["usual_gap_days"] == 7.0


def test_show_markets_counts_people(firm):
    seen = firm.show("markets")
    assert [(market["market"], market["customers"]) for market in seen["markets"]] == [("industrial", 40), ("reseller", 1)]
    assert seen["markets"][0]["kept"]["rate"] == 1.0
    assert seen["pairs"] == []


def test_without_organisations_there_are_none(place):
    rows = [(str(n), "c", f"2026-0{1 + n // 20}-{1 + n % 20:02d}", "1.00", "EUR") for n in range(60)]
    place.bring(exports.table(("order number", "customer number", "order date", "amount", "currency"), *rows))
    assert place.show("accounts")["accounts"] == 0
    assert place.show("partners")["kinds"] == []
    assert [market["market"] for market in place.show("markets")["markets"]] == [""]
