"""A workspace that an earlier Rapport wrote opens, means what it meant, and goes on."""

import re
import sqlite3
from pathlib import Path

import pytest

from models.goals import goals
from models.scenarios import scenarios
from models.store import SCHEMA_VERSION, Store
from models.undo import undo
from tests.models import exports
from tests.models.workspaces import MOMENT, bring, by_key, parties, query, take_back

HEADERS = ("order_id", "customer_id", "email", "date", "amount", "currency", "product")
FIRST = (("1", "C1", "a@example.org", "2026-01-05", "5.00", "EUR", "Mug"), ("2", "C2", "", "2026-01-06", "6.00", "EUR", "Cup"),
         ("3", "C1", "", "2026-02-07", "-1.00", "EUR", ""))  # fmt: skip
LATER = (("2", "C2", "b@example.org", "2026-01-06", "7.00", "EUR", "Cup"),)


SURVEY = (("date", "email", "How satisfied are you overall?", "Delivery speed"),
          ("2026-01-20", "a@example.org", "4", "5"), ("2026-02-11", "", "2", ""))  # fmt: skip
MEMBERS = (("email", "programme", "member_since", "level"), ("a@example.org", "Harbour Club", "2026-01-07", "gold"))
#: What each version's file was made of, import by import; the last one updates the one before.
BROUGHT = {1: ((HEADERS, *FIRST), (HEADERS, *LATER)), 2: (SURVEY, MEMBERS, (HEADERS, *FIRST), (HEADERS, *LATER)),
           3: (SURVEY, MEMBERS, (HEADERS, *FIRST), (HEADERS, *LATER)),
           4: (SURVEY, MEMBERS, (HEADERS, *FIRST), (HEADERS, *LATER)),
           5: (SURVEY, MEMBERS, (HEADERS, *FIRST), (HEADERS, *LATER)),
           6: (SURVEY, MEMBERS, (HEADERS, *FIRST), (HEADERS, *LATER))}  # fmt: skip


@pytest.fixture(params=sorted(BROUGHT))
def version(request):
    return request.param


@pytest.fixture
def old(version, tmp_path):
    """The file as an earlier version wrote it."""
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path)
    connection.executescript(Path(__file__).with_name(f"version_{version}.sql").read_text())
    connection.close()
    return path


def filled(path, imports) -> Store:
    """Return a new workspace with the same imports."""
    fresh = Store(path)
    for rows in imports:
        bring(fresh, exports.table(*rows))
    return fresh


def columns(store) -> dict[str, list[tuple]]:
    """Return each table's columns: name, type, whether it may be empty, its place in the key."""
    tables = [name for (name,) in query(store, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    return {table: sorted(row[1:4] + row[5:] for row in query(store, f"PRAGMA table_info({table})")) for table in tables}


def indexes(store) -> set[tuple]:
    found = query(store, "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    return {(name, re.sub(r'["\s]', "", sql)) for name, sql in found}


def references(store) -> dict[str, list[tuple]]:
    return {table: sorted(row[2:5] for row in query(store, f"PRAGMA foreign_key_list({table})")) for table in columns(store)}


def test_every_earlier_version_is_tried():
    assert sorted(BROUGHT) == list(range(1, SCHEMA_VERSION))


def test_an_old_file_gets_the_tables_of_a_new_one(old, tmp_path):
    """Column by column, index by index, reference by reference."""
    migrated, fresh = Store(old), Store(tmp_path / "new.db")
    assert query(migrated, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert columns(migrated) == columns(fresh)
    assert indexes(migrated) == indexes(fresh)
    assert references(migrated) == references(fresh)


def test_what_was_imported_into_an_old_file_is_what_a_new_one_would_hold(old, version, tmp_path):
    """The same files again are nothing new: shop, keys and people are those of today."""
    migrated, fresh = Store(old), filled(tmp_path / "new.db", BROUGHT[version])
    assert by_key(migrated) == by_key(fresh)
    assert parties(migrated) == parties(fresh)
    assert all(bring(migrated, exports.table(*rows)).batch is None for rows in BROUGHT[version][-1:])


def test_what_was_set_in_an_old_file_stands(old, version):
    """Its name, and each setting that its version knew; what came later is not set."""
    settings = Store(old).settings()
    assert settings.name == "Harbour & Pine" and settings.truth is None
    assert settings.standards == settings.stage_rule == settings.loyalty_index == "{}"
    assert settings.closed_shops == ('["own"]' if version == 1 else "[]")
    assert settings.cycle_days == (None if version == 1 else 30.0)


def test_scenarios_and_goals_that_an_old_file_held_are_there(old, version):
    store = Store(old)
    assert [one.name for one in scenarios(store)] == (["Delivery"] if version >= 6 else [])
    assert [one.name for one in goals(store)] == (["Loyal"] if version >= 6 else [])


def test_an_undo_of_an_old_import_brings_back_what_was_there(old, version, tmp_path):
    """The rows that were kept for it were migrated too."""
    migrated, fresh = Store(old), filled(tmp_path / "new.db", BROUGHT[version][:-1])
    undo(migrated, undone_at=MOMENT)
    assert by_key(migrated) == by_key(fresh)
    for _ in BROUGHT[version][:-1]:
        take_back(migrated)
    assert all(not rows for rows in by_key(migrated).values())
