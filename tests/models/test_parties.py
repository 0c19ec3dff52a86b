"""Parties as analysis reads them are what the lists said, and dealings are the dated rows that name suppliers and partners."""

from datetime import datetime

from models.parties import parties
from models.store import Store
from tests.models import exports
from tests.models.workspaces import bring, take_back

LIST = ("customer number", "customer name", "email", "company", "market", "party type")
ROWS = (
    ("1", "Ann Ash", "ann@example.org", "Ash & Sons", "industrial", ""),
    ("2", "Bo Birch", "bo@example.org", "", "consumer", ""),
    ("3", "Cy Cedar", "cy@example.org", "Cedar Mill", "", "supplier"),
    ("4", "Di Dogwood", "di@example.org", "", "", "partner"),
    ("5", "", "", "Elm Distribution", "reseller", "distributor"),
)
CALLS = ("interaction number", "happened at", "email", "interaction")


def made(path):
    store = Store(path)
    bring(store, exports.table(LIST, *ROWS), file="customers.csv", source="customers")
    return store


def named(store):
    frame = parties(store).parties
    names = dict(zip(frame["party"], frame["name"]))
    return {row["name"]: (row["kind"], row["type"], row["market"], names.get(row["account"])) for row in frame.iter_rows(named=True)}


def test_organisations_and_their_people_come_with_type_market_and_account(tmp_path):
    assert named(made(tmp_path / "shop.db")) == {
        "Ann Ash": ("person", "customer", "industrial", "Ash & Sons"),
        "Ash & Sons": ("organisation", "account", None, None),
        "Cy Cedar": ("person", "supplier", None, "Cedar Mill"),
        "Cedar Mill": ("organisation", "account", None, None),
        "Di Dogwood": ("person", "partner", None, None),
        "Elm Distribution": ("organisation", "distributor", "reseller", None),
    }


def test_a_dealing_is_anything_dated_that_names_a_supplier_or_a_partner(tmp_path):
    store = made(tmp_path / "shop.db")
    calls = [("A1", "2026-02-03 10:30", "cy@example.org", "call"), ("A2", "2026-02-04 11:00", "ann@example.org", "call")]
    bring(store, exports.table(CALLS, *calls), file="contacts.csv", source="interactions")
    referrals = ("referral number", "referred at", "email", "referred email")
    bring(
        store, exports.table(referrals, ("F1", "2026-03-01", "di@example.org", "new@example.org")), file="referrals.csv", source="referrals"
    )
    orders = ("order number", "customer number", "order date", "amount", "currency", "email", "status")
    rows = [
        ("1", "", "2026-01-05", "9.00", "EUR", "cy@example.org", "paid"),
        ("2", "", "2026-01-06", "9.00", "EUR", "cy@example.org", "cancelled"),
    ]
    bring(store, exports.table(orders, *rows), source="orders")
    found = parties(store)
    names = dict(zip(found.parties["party"], found.parties["name"]))
    assert sorted((names[party], when, what) for party, when, what in found.dealings.iter_rows()) == [
        ("Cy Cedar", datetime(2026, 1, 5), "order"),
        ("Cy Cedar", datetime(2026, 2, 3, 10, 30), "contact"),
        ("Di Dogwood", datetime(2026, 3, 1), "referral"),
    ]
    while named(store):
        take_back(store)
    assert parties(store).dealings.is_empty()
