"""Looks are kept by what stands, and never in anybody's way."""

from models.erase import erase
from models.looks import KEPT, keep, kept, newest_other, standing
from tests.models import exports
from tests.models.workspaces import bring, query, take_back

HEADERS = ("order_id", "email", "date", "amount", "currency")


def order(store, number: int):
    return bring(store, exports.table(HEADERS, (str(number), "a@example.org", "2026-01-05", "5.00", "EUR")))


def test_the_newest_look_at_other_imports_is_found(store):
    """However often the same imports are looked at, before or after."""
    for number, taken in ((1, "one"), (2, "two"), (3, "three")):
        order(store, number)
        assert keep(store, taken, revision=store.revision)
    assert newest_other(store) == ((1, 2), "two")
    assert keep(store, "three again", revision=store.revision)
    assert kept(store) == (store.revision, "three again") and newest_other(store) == ((1, 2), "two")
    take_back(store)
    assert standing(store) == (1, 2) and newest_other(store) == ((1, 2, 3), "three again")


def test_imports_that_nobody_looked_at_do_not_count(store):
    """A night's import by the command line takes no look: the one before it stands."""
    order(store, 1)
    keep(store, "friday", revision=store.revision)
    order(store, 2)
    order(store, 3)
    assert kept(store) is None and newest_other(store) == ((1,), "friday")


def test_an_empty_workspace_is_nothing_to_compare_with(store):
    keep(store, "empty", revision=0)
    order(store, 1)
    assert newest_other(store) is None


def test_the_revision_stays_and_an_older_one_is_not_kept(store):
    order(store, 1)
    revision = store.revision
    assert keep(store, "now", revision=revision) and store.revision == revision
    assert not keep(store, "before", revision=revision - 1)
    assert kept(store) == (revision, "now")


def test_only_the_newest_are_kept(store):
    for number in range(KEPT + 3):
        order(store, number)
        keep(store, str(number), revision=store.revision)
    assert query(store, "SELECT count(*) FROM look") == [(KEPT,)]
    assert newest_other(store)[1] == str(KEPT + 1)


def test_somebody_who_writes_is_not_waited_for(store):
    """A page answers now; what it saw is kept the next time."""
    order(store, 1)
    other = store.connect()
    other.execute("BEGIN IMMEDIATE")
    try:
        assert not keep(store, "now", revision=store.revision)
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert keep(store, "now", revision=store.revision)


def test_a_file_that_can_not_be_written_is_no_error(store, monkeypatch):
    order(store, 1)
    real = type(store).connect
    monkeypatch.setattr(type(store), "connect", lambda self, read_only=False: real(self, read_only=True))
    assert not keep(store, "now", revision=store.revision)


def test_nothing_of_it_is_left_once_all_is_deleted(store):
    order(store, 1)
    keep(store, '{"orders": 314159}', revision=store.revision)
    erase(store)
    assert newest_other(store) is None and query(store, "SELECT count(*) FROM look") == [(0,)]
    assert b"314159" not in b"".join(path.read_bytes() for path in store.path.parent.glob(store.path.name + "*"))
