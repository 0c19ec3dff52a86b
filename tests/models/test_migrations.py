"""A workspace that an earlier Rapport wrote opens, means what it meant, and goes on."""

import re
import sqlite3
from pathlib import Path

import pytest

from models.store import SCHEMA_VERSION, Store
from models.undo import undo
from tests.models import exports
from tests.models.workspaces import MOMENT, bring, by_key, parties, query, take_back

HEADERS = ("order_id", "customer_id", "email", "date", "amount", "currency", "product")
FIRST = (("1", "C1", "a@example.org", "2026-01-05", "5.00", "EUR", "Mug"), ("2", "C2", "", "2026-01-06", "6.00", "EUR", "Cup"),
         ("3", "C1", "", "2026-02-07", "-1.00", "EUR", ""))  # fmt: skip
LATER = (("2", "C2", "b@example.org", "2026-01-06", "7.00", "EUR", "Cup"),)


@pytest.fixture
def old(tmp_path):
    """The file as version 1 wrote it: two imports of a plain table, the second of which updates the first."""
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path)
    connection.executescript(Path(__file__).with_name("version_1.sql").read_text())
    connection.close()
    return path


def columns(store) -> dict[str, list[tuple]]:
    """Return each table's columns: name, type, whether it may be empty, its place in the key."""
    tables = [name for (name,) in query(store, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    return {table: sorted(row[1:4] + row[5:] for row in query(store, f"PRAGMA table_info({table})")) for table in tables}


def indexes(store) -> set[tuple]:
    found = query(store, "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    return {(name, re.sub(r'["\s]', "", sql)) for name, sql in found}


def references(store) -> dict[str, list[tuple]]:
    return {table: sorted(row[2:5] for row in query(store, f"PRAGMA foreign_key_list({table})")) for table in columns(store)}


def test_an_old_file_gets_the_tables_of_a_new_one(old, tmp_path):
    """Column by column, index by index, reference by reference."""
    migrated, fresh = Store(old), Store(tmp_path / "new.db")
    assert query(migrated, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert columns(migrated) == columns(fresh)
    assert indexes(migrated) == indexes(fresh)
    assert references(migrated) == references(fresh)


def test_what_was_imported_into_an_old_file_is_what_a_new_one_would_hold(old, tmp_path):
    """The same two files again are nothing new: shop, keys and people are those of today."""
    migrated, fresh = Store(old), Store(tmp_path / "new.db")
    for rows in (FIRST, LATER):
        bring(fresh, exports.table(HEADERS, *rows))
    assert by_key(migrated) == by_key(fresh)
    assert parties(migrated) == parties(fresh)
    assert migrated.settings().closed_shops == '["own"]'
    assert bring(migrated, exports.table(HEADERS, *LATER)).batch is None


def test_an_undo_of_an_old_import_brings_back_what_was_there(old, tmp_path):
    """The rows that were kept for it were migrated too."""
    migrated, fresh = Store(old), Store(tmp_path / "new.db")
    bring(fresh, exports.table(HEADERS, *FIRST))
    undo(migrated, undone_at=MOMENT)
    assert by_key(migrated) == by_key(fresh)
    take_back(migrated)
    assert all(not rows for rows in by_key(migrated).values())
