"""Programmes as analysis reads them are exactly what was stored."""

from datetime import date, datetime

import polars as pl

from models.programmes import programmes
from models.store import Store
from tests.models import exports
from tests.models.workspaces import bring, take_back

MEMBERS = (
    ("programme", "customer number", "member since", "member until", "level", "points"),
    ("Harbour Club", "C1", "2026-01-07", "", "gold", "12"),
    ("Pine Circle", "C2", "2026-02-01", "2026-03-01", "", ""),
)
REWARDS = (
    ("programme", "customer number", "rewarded at", "reward", "points", "amount", "currency"),
    ("Harbour Club", "C1", "2026-03-08", "voucher", "100", "3.12", "EUR"),
    ("Harbour Club", "C1", "2026-04-08", "gift", "", "", "EUR"),
)
CUSTOMERS = (("customer number", "name", "birth date"), ("C1", "Ann", "1980-04-05"), ("C3", "Bo", ""))


def test_members_rewards_and_birthdays_come_as_the_files_say(tmp_path):
    store = Store(tmp_path / "shop.db")
    assert programmes(store).memberships.is_empty() and programmes(store).birthdays.is_empty()
    bring(store, exports.table(*MEMBERS), file="members.csv", source="memberships")
    bring(store, exports.table(*REWARDS), file="rewards.csv", source="rewards")
    bring(store, exports.table(*CUSTOMERS), file="customers.csv", source="customers")
    found = programmes(store)
    gold, left = found.memberships.drop("customer").rows()
    assert gold == ("Harbour Club", datetime(2026, 1, 7), None, "gold", 12.0)
    assert left == ("Pine Circle", datetime(2026, 2, 1), datetime(2026, 3, 1), None, None)
    voucher, gift = found.rewards.drop("customer").rows()
    assert voucher == ("Harbour Club", datetime(2026, 3, 8), "voucher", 100.0, 312, "EUR")
    assert gift[2:5] == ("gift", None, None)
    assert found.birthdays["birth_date"].to_list() == [date(1980, 4, 5)]
    assert found.birthdays["customer"].to_list() == found.memberships["customer"].to_list()[:1], "the same person from three files"
    assert found.memberships.schema["customer"] == pl.Int64


def test_what_is_taken_back_is_no_longer_read(tmp_path):
    store = Store(tmp_path / "shop.db")
    bring(store, exports.table(*MEMBERS), file="members.csv", source="memberships")
    take_back(store)
    assert programmes(store).memberships.is_empty()
