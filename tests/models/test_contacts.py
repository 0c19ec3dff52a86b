"""Contacts as analysis reads them are exactly what was stored."""

from datetime import datetime

import polars as pl

from models.contacts import contacts
from models.store import Store
from tests.models import exports
from tests.models.workspaces import bring, take_back

HEADERS = ("interaction number", "happened at", "customer number", "interaction", "channel", "topic", "response minutes")
ROWS = (
    ("A-1", "2026-02-03 10:30", "C1", "call", "phone", "delivery date", "35"),
    ("A-2", "2026-02-04 11:00", "", "visit", "", "", ""),
)


def test_a_contact_comes_with_its_customer_and_time(tmp_path):
    store = Store(tmp_path / "shop.db")
    assert contacts(store).contacts.is_empty()
    bring(store, exports.table(HEADERS, *ROWS), file="contacts.csv", source="interactions")
    found = contacts(store)
    assert found.revision == 1
    first, second = found.contacts.drop("shop").rows()
    assert first[0] is not None and first[1:] == (datetime(2026, 2, 3, 10, 30), "call", "phone", "delivery date", 35.0)
    assert second == (None, datetime(2026, 2, 4, 11), "visit", None, None, None)
    assert found.contacts.schema["customer"] == pl.Int64
    take_back(store)
    assert contacts(store).contacts.is_empty()
