"""Delete everything: nothing is left, not even in the file's free pages."""

import pytest

from models.erase import TABLES, Erased, backups, erase
from models.errors import Cancelled
from models.settings import save_settings
from models.store import Store
from models.tables import Base, Workspace
from tests.models.companies import Company, text
from tests.models.workspaces import bring, by_key, query

KINDS = ("orders", "customers", "survey", "complaints", "memberships", "rewards", "referrals", "spending", "interactions", "employees")


@pytest.fixture
def store(tmp_path):
    filled = Store(tmp_path / "shop.db")
    for kind in KINDS:
        bring(filled, text(Company(1).rows(kind, 8)), file=f"{kind}.csv")
    save_settings(filled, name="Harbour & Pine", cycle_days=30.0, truth="{}")
    return filled


def bytes_of(store) -> bytes:
    """Return all that lies beside the workspace under its name."""
    return b"".join(path.read_bytes() for path in store.path.parent.glob(store.path.name + "*"))


def test_nothing_is_left_in_any_table(store):
    """Rows, imports, corrections, settings; what was there before is counted."""
    revision = store.revision
    assert erase(store) == Erased(imports=len(KINDS), compacted=True)
    assert all(query(store, f"SELECT count(*) FROM {table}") == [(0,)] for table in TABLES)
    settings = store.settings()
    assert settings.model_dump(exclude={"id", "revision"}) == Workspace().model_dump(exclude={"id", "revision"})
    assert store.revision == revision + 1


def test_every_table_is_among_those_that_are_emptied():
    """A table that was added later must not be forgotten here."""
    assert set(TABLES) == {table.name for table in Base.metadata.sorted_tables} - {"workspace"}


def test_nobody_can_be_read_from_the_file_any_more(store):
    """An e-mail and a comment are in its bytes before, and in none after: neither in free pages nor in the journal."""
    known = (b"p1@example.org", b"slow; but kind", b"Harbour Club")
    assert all(word in bytes_of(store) for word in known)
    erase(store)
    assert not any(word in bytes_of(store) for word in known)


def test_an_emptied_workspace_begins_anew(store, tmp_path):
    """As a new one would."""
    erase(store)
    fresh = Store(tmp_path / "fresh.db")
    for one in (store, fresh):
        bring(one, text(Company(2).rows("orders", 8)))
    assert by_key(store) == by_key(fresh)


def test_a_stop_changes_nothing(store):
    """Until it is stored."""
    before = by_key(store)

    def stop(step, done, total):
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        erase(store, stop)
    assert by_key(store) == before


def test_once_it_is_deleted_nothing_stops_it(store):
    """The person is told so at the moment from which on it is true."""
    told = []
    erase(store, lambda *_: told.append(store.standing_batches()), stored=lambda step: told.append((step, store.standing_batches())))
    assert set(told[:-1]) == {len(KINDS)} and told[-1] == ("compacting", 0)


@pytest.mark.parametrize("hold", ["BEGIN", "BEGIN IMMEDIATE"])
def test_where_another_program_is_in_the_file_it_says_what_may_be_left(store, hold, monkeypatch):
    """It is empty for everybody; what its bytes still hold goes with the next time."""
    monkeypatch.setattr("models.store.LOCK_SECONDS", 0.2)
    other = store.connect()

    def enter(_step) -> None:
        other.execute(hold)
        other.execute("SELECT count(*) FROM party").fetchone()

    if hold == "BEGIN":
        enter("before")
    assert erase(store, stored=enter if hold != "BEGIN" else lambda step: None) == Erased(imports=len(KINDS), compacted=False)
    assert query(store, "SELECT count(*) FROM party") == [(0,)]
    other.close()
    assert erase(store) == Erased(imports=0, compacted=True)
    assert b"p1@example.org" not in bytes_of(store)


def test_a_name_that_looks_like_a_pattern_names_its_own_copies_alone(tmp_path):
    """A folder's files are looked for by the workspace's name as it is written."""
    for name in ("shop[1].db", "shop1.db"):
        Store(tmp_path / name)
        (tmp_path / name.replace(".db", ".backup-v1.db")).write_bytes(b"")
    assert [copy.name for copy in backups(Store(tmp_path / "shop[1].db"))] == ["shop[1].backup-v1.db"]


@pytest.mark.parametrize("told", [True, False])
def test_copies_made_before_a_migration_go_only_if_one_says_so(store, told):
    """They hold what was deleted here; the person decides about them, and hears which are left."""
    for name in ("shop.backup-v1.db", "shop.backup-v1.db-wal", "other.backup-v1.db"):
        store.path.with_name(name).write_bytes(b"p1@example.org")
    erased = erase(store, copies=told)
    assert erased.copies == (() if told else ("shop.backup-v1.db",))
    left = {path.name for path in store.path.parent.glob("*backup*")}
    assert left == ({"other.backup-v1.db"} if told else {"shop.backup-v1.db", "shop.backup-v1.db-wal", "other.backup-v1.db"})
