"""The store: one file, one module that opens it, revisions, versions, and files that are none of ours."""

import sqlite3
import threading
import time

import pytest
from sqlalchemy.exc import OperationalError

from models import store as module
from models.errors import Refused
from models.settings import save_settings
from models.store import Store
from models.tables import Base, Workspace
from models.zone import zone_for
from tests.models import exports
from tests.models.workspaces import bring, query, rows

ORDERS = exports.plain(("1", "C1", "2026-03-05", "5.00"), ("2", "C2", "2026-03-06", "6.00"))


def test_a_new_workspace_has_its_tables_and_revision_0(store):
    """All that DESIGN.md names for this room, in one file with our mark."""
    tables = {name for (name,) in query(store, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables >= {table.name for table in Base.metadata.sorted_tables}
    assert tables >= {"workspace", "batch", "change", "party", "identity", "orders", "order_line", "refund"}
    assert query(store, "PRAGMA application_id") == [(module.APPLICATION_ID,)]
    assert query(store, "PRAGMA user_version") == [(module.SCHEMA_VERSION,)]
    assert store.revision == 0


def test_opening_again_finds_what_was_stored(store):
    """Opening changes nothing, the revision neither."""
    bring(store, ORDERS)
    before = rows(store)
    again = Store(store.path)
    assert (rows(again), again.revision) == (before, 1)


def test_a_workspace_copied_as_a_file_is_the_work(store, tmp_path):
    """Once closed, one file holds everything."""
    bring(store, ORDERS)
    connection = store.connect()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    copy = tmp_path / "copy.db"
    copy.write_bytes(store.path.read_bytes())
    assert rows(Store(copy)) == rows(store)


def test_a_change_is_all_or_nothing_and_one_revision(store):
    """An error rolls back what was written before it, and the revision stays."""
    with store.change() as session:
        session.get(Workspace, 1).name = "Harbour"
    with pytest.raises(ZeroDivisionError), store.change() as session:
        session.get(Workspace, 1).name = "Pine"
        session.flush()
        raise ZeroDivisionError
    assert (store.settings().name, store.revision) == ("Harbour", 1)


def test_a_session_to_read_sees_one_state(store):
    """A change committed meanwhile is not seen until the next session."""
    with store.session() as session:
        assert session.get(Workspace, 1).revision == 0
        with store.change():
            pass
        session.expire_all()
        assert session.get(Workspace, 1).revision == 0
    assert store.revision == 1


def test_a_second_writer_waits_and_both_succeed(store):
    """Locks are waited for: neither change is lost, neither fails."""
    inside = threading.Event()

    def slow():
        with store.change() as session:
            workspace = session.get(Workspace, 1)
            inside.set()
            time.sleep(0.4)
            workspace.name = "first"

    first = threading.Thread(target=slow)
    first.start()
    assert inside.wait(20)
    started = time.monotonic()
    with Store(store.path).change() as session:
        assert session.get(Workspace, 1).name == "first"
        session.get(Workspace, 1).name = "second"
    assert time.monotonic() - started > 0.1
    first.join()
    assert (store.settings().name, store.revision) == ("second", 2)


def test_a_writer_does_not_wait_for_ever(store, monkeypatch):
    """After the timeout it says that the file is locked."""
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.1)
    with store.change() as first:
        first.get(Workspace, 1)
        with pytest.raises(OperationalError, match="locked"), store.change() as second:
            second.get(Workspace, 1)


def two_steps(connection):
    connection.execute("ALTER TABLE party ADD COLUMN phone TEXT")
    connection.execute("UPDATE party SET phone = 'none'")


def newer(monkeypatch, migration):
    monkeypatch.setattr(module, "SCHEMA_VERSION", module.SCHEMA_VERSION + 1)
    monkeypatch.setitem(module.MIGRATIONS, module.SCHEMA_VERSION - 1, migration)


def backup_of(store):
    return store.path.with_name(f"{store.path.stem}.backup-v{module.SCHEMA_VERSION - 1}{store.path.suffix}")


def test_a_migration_goes_forward_after_a_backup(store, monkeypatch):
    """The rows are there in the new version; the backup opens as the old one with the old rows; opening again does nothing."""
    bring(store, ORDERS)
    before = rows(store)
    newer(monkeypatch, two_steps)
    again = Store(store.path)
    assert query(again, "SELECT DISTINCT phone FROM party") == [("none",)]
    assert query(again, "PRAGMA user_version") == [(module.SCHEMA_VERSION,)]
    assert rows(again)["orders"] == before["orders"]
    kept = sqlite3.connect(backup_of(store))
    assert kept.execute("PRAGMA user_version").fetchone() == (module.SCHEMA_VERSION - 1,)
    assert kept.execute("SELECT * FROM party ORDER BY id").fetchall() == before["party"]
    kept.close()
    Store(store.path)
    assert query(again, "SELECT DISTINCT phone FROM party") == [("none",)]


def test_a_migration_that_fails_leaves_the_file_as_it_was(store, monkeypatch):
    """Version, columns and rows; and the backup is there."""
    bring(store, ORDERS)
    before = rows(store), query(store, "SELECT name, sql FROM sqlite_master ORDER BY name")

    def fails(connection):
        two_steps(connection)
        raise ValueError("half way")

    newer(monkeypatch, fails)
    with pytest.raises(ValueError, match="half way"):
        Store(store.path)
    assert (rows(store), query(store, "SELECT name, sql FROM sqlite_master ORDER BY name")) == before
    assert query(store, "PRAGMA user_version") == [(module.SCHEMA_VERSION - 1,)]
    assert backup_of(store).exists()


def files_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def refused(path, found):
    before = files_in(path.parent)
    with pytest.raises(Refused, match=found):
        Store(path)
    assert files_in(path.parent) == before


def closed(path, *statements):
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def test_a_file_of_a_newer_version_is_refused_and_not_touched(store, tmp_path):
    """Byte for byte, and with nothing beside it."""
    bring(store, ORDERS)
    copy = tmp_path / "newer" / "shop.db"
    copy.parent.mkdir()
    with store.connect() as source, sqlite3.connect(copy) as target:
        source.backup(target)
    target.close()
    closed(copy, "PRAGMA journal_mode = DELETE", "PRAGMA user_version = 99")
    refused(copy, "version 99, written by a newer Rapport")


def test_another_programs_database_is_refused_and_not_touched(tmp_path):
    """A bookkeeping file by the same ending."""
    refused(closed(tmp_path / "books.db", "CREATE TABLE ledger (id INTEGER)", "INSERT INTO ledger VALUES (1)"), "another program")


@pytest.mark.parametrize("data", [b"order_id,amount\n1,5.00\n" * 100, b"SQLite format 3\x00" + b"x" * 200, b"\x00" * 5000])
def test_a_file_that_is_no_database_is_refused_and_not_touched(tmp_path, data):
    """An export by mistake, a torn file."""
    path = tmp_path / "orders.db"
    path.write_bytes(data)
    refused(path, "no SQLite file")


def test_a_folder_that_is_not_there_is_said(tmp_path):
    """Before SQLite says something else."""
    with pytest.raises(Refused, match="no folder"):
        Store(tmp_path / "nowhere" / "shop.db")


def test_an_empty_file_becomes_a_workspace(tmp_path):
    """As `touch` or a file dialog leaves it."""
    path = tmp_path / "shop.db"
    path.touch()
    assert Store(path).revision == 0


@pytest.mark.parametrize("name", ["with blank.db", "100%.db", "what?.db", "hash#1.db", "магазин.db"])
def test_any_file_name_is_a_workspace(tmp_path, name):
    """Characters that mean something in an address are just letters of a name."""
    bring(Store(tmp_path / name), ORDERS)
    assert (tmp_path / name).exists()
    assert Store(tmp_path / name).revision == 1


def test_settings_raise_the_revision_and_unknown_ones_are_a_fault(store):
    """Pages see a changed cycle at once; a misspelt setting is a programming error."""
    save_settings(store, cycle_days=30.0, closed_shops='["north"]')
    assert (store.settings().cycle_days, store.settings().closed_shops, store.revision) == (30.0, '["north"]', 1)
    with pytest.raises(TypeError, match="zone"):
        save_settings(store, zone="Europe/Berlin")
    assert store.revision == 1


def test_a_zone_is_given_before_the_first_order(store):
    """None at all, or one that there is: it is in force for the import, and stored with it. After an order, another is refused."""
    assert zone_for(store, None) is None
    with pytest.raises(Refused, match="Mars/Olympus"):
        zone_for(store, "Mars/Olympus")
    assert zone_for(store, "Europe/Berlin") == "Europe/Berlin"
    assert (store.settings().zone, store.revision) == (None, 0)
    bring(store, ORDERS, zone="Europe/Berlin")
    assert (store.settings().zone, store.revision) == ("Europe/Berlin", 1)
    assert zone_for(store, "Europe/Berlin") == zone_for(store, None) == "Europe/Berlin"
    with pytest.raises(Refused, match="Europe/Berlin"):
        zone_for(store, "Asia/Kolkata")
