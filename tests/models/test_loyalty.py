"""What shows loyalty, as analysis reads it, is what files said."""

from datetime import datetime

import pytest

from models.loyalty import shown
from models.store import Store
from tests.demonstration import bring as bring_company
from tests.models import exports
from tests.models.workspaces import bring, take_back

CUSTOMERS = (
    ("customer_number", "customer_name", "email", "Share of wallet", "**Exclusive** 'x'", "party_type"),
    ("C1", "Ann", "ann@example.org", "40 %", "yes", "customer"),
    ("C2", "Bo", "bo@example.org", "", "no", "customer"),
    ("S1", "Su", "su@example.org", "90 %", "", "supplier"),
)


def test_a_company_s_deeds_are_as_many_as_its_files_say(tmp_path):
    truth = bring_company(tmp_path / "shop.db", customers=300, seed=3)
    found = shown(Store(tmp_path / "shop.db"))
    deeds = dict(found.deeds["deed"].value_counts().iter_rows())
    assert deeds["referral"] == truth["counts"]["referrals"] and deeds["reward"] == truth["counts"]["rewards"]
    assert 0 < deeds["answer"] <= truth["counts"]["responses"]
    assert found.memberships.height == truth["counts"]["memberships"]
    assert set(found.said["role"]) == {"overall", "recommendation"}
    assert (found.said["value"] <= found.said["high"]).all() and (found.said["value"] >= found.said["low"]).all()
    assert found.revision == Store(tmp_path / "shop.db").revision


def test_columns_of_the_customers_own_file_are_told_as_they_stand(tmp_path):
    """A column's name may hold any sign; an empty cell says nothing."""
    store = Store(tmp_path / "shop.db")
    bring(store, exports.table(*CUSTOMERS), file="customers.csv", source="customers")
    found = shown(store, {"potential": CUSTOMERS[0][3], "exclusive": CUSTOMERS[0][4], "nothing": "no such column"})
    assert set(found.columns) >= set(CUSTOMERS[0][3:5])
    assert found.told["potential"]["value"].to_list()[0] == "40 %"
    assert found.told["exclusive"]["value"].to_list() == ["yes", "no"]
    assert found.told["nothing"].is_empty()
    take_back(store)
    assert shown(store).columns == ()


def test_what_has_no_day_or_no_customer_is_no_answer(tmp_path):
    store = Store(tmp_path / "shop.db")
    bring(store, exports.table(
        ("date", "email", "How satisfied are you overall? (1-5)"),
        ("2026-01-20", "a@example.org", "4"), ("2026-01-21", "", "2"), ("", "b@example.org", "3"), ("2026-01-22", "c@example.org", ""),
    ), file="survey.csv")  # fmt: skip
    found = shown(store)
    assert found.said.select("role", "answered_at", "value", "low", "high").rows() == [("overall", datetime(2026, 1, 20), 4.0, 1.0, 5.0)]
    assert found.deeds["deed"].to_list() == ["answer"] * found.deeds.height and found.deeds.height <= 2


@pytest.mark.parametrize("name", ["deeds", "memberships", "said"])
def test_an_empty_workspace_has_none(name, tmp_path):
    assert getattr(shown(Store(tmp_path / "shop.db")), name).is_empty()
