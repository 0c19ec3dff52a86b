"""What changed since the last import: told on the overview, by whichever door it came."""

import time
from datetime import date, datetime, timedelta

import pytest

from components.jobs import jobs
from models import looks
from models.ingest.commit import commit_all
from models.ingest.prepare import tables_of
from models.settings import save_settings
from models.store import Store
from models.undo import undo
from tests.models.companies import Company, text
from tests.pages.conftest import healthy, said, visit
from tests.pages.shops import HEADERS, HOSTILE, as_csv

FIRST = datetime(2026, 11, 14, 3, 0)


def weeks(first: int, number: int) -> bytes:
    """Orders of some weeks: ten customers a week, each of whom comes back five weeks later."""
    rows = []
    for week in range(first, first + number):
        for customer in range(10):
            day = date(2026, 1, 5) + timedelta(days=7 * week)
            rows.append((f"{week}-{customer}", f"c{(week % 5) * 10 + customer + 100 * (week // 10)}", day, "12.50", "EUR"))
    return as_csv(HEADERS, rows)


def night(path, moment: datetime, **files: bytes) -> Store:
    """Import as the command line does: no page is open."""
    store = Store(path)
    tables = [tables_of(f"{name}.csv", data)[0].checked() for name, data in files.items()]
    commit_all(store, tables, imported_at=moment)
    return store


def section(at) -> str:
    """Return what the section says, heading and all; "" where there is none."""
    titles = [header.value for header in at.header if header.value.startswith("What changed")]
    told = [part.value for part in at.markdown if "since:" in part.value or " more" in part.value or " less" in part.value]
    return "\n".join([*titles, *told]).replace("\\", "").replace("\u00a0", " ") if titles else ""


def test_nothing_to_compare_is_no_section(own_workspace):
    path = own_workspace("empty")
    night(path, FIRST, orders=weeks(0, 30))
    assert not section(visit("overview")) and not section(visit("overview"))


def test_a_nights_import_is_told_in_the_morning(own_workspace):
    """What came, when, and what is more of it; a second look says the same, and the revision is that of the import."""
    path = own_workspace("empty")
    night(path, FIRST, orders=weeks(0, 30))
    visit("overview")
    store = night(path, datetime(2026, 11, 21, 3, 0), more=weeks(30, 3))
    revision = store.revision
    for _ in range(2):
        told = section(visit("overview"))
        assert "What changed with the last import" in told
        assert "Imported since: more.csv (21 Nov 2026, 03:00)." in told
        assert "30 orders, 30 customers and €375.00 of net revenue more" in told
        assert "complete through 17 August 2026 instead of 27 July 2026" in told
    assert store.revision == revision


def test_several_nights_are_named_together(own_workspace):
    """Nobody looked in between: all of them are compared with what was seen last."""
    path = own_workspace("empty")
    night(path, FIRST, orders=weeks(0, 30))
    visit("overview")
    for place in range(5):
        night(
            path,
            FIRST + timedelta(days=1 + place),
            **{f"night{place}": weeks(30 + place, 1), f"answers{place}": text(Company(1).rows("survey", 2, place * 9))},
        )
    told = section(visit("overview"))
    assert "What changed with the last imports" in told
    assert "night4.csv and 1 more (19 Nov 2026, 03:00)" in told and "2 earlier ones" in told and "night0" not in told
    assert "50 orders" in told and "answers" in told


def test_an_import_taken_back_is_told_too(own_workspace):
    path = own_workspace("empty")
    night(path, FIRST, orders=weeks(0, 30))
    store = night(path, FIRST + timedelta(days=7), more=weeks(30, 3))
    visit("overview")
    undo(store, undone_at=datetime(2026, 11, 22, 9, 5))
    told = section(visit("overview"))
    assert "What changed since an import was taken back" in told and "Taken back since: more.csv (22 Nov 2026, 09:05)." in told
    assert "30 orders, 30 customers and €375.00 of net revenue less" in told


def test_a_setting_is_not_taken_for_an_import(own_workspace):
    """Another as_of shows other numbers; no import did that."""
    path = own_workspace("empty")
    night(path, FIRST, orders=weeks(0, 30))
    visit("overview")
    store = night(path, FIRST + timedelta(days=7), more=weeks(30, 3))
    save_settings(store, as_of="2026-06-30")
    assert not section(visit("overview"))


def test_an_import_on_the_page_is_told_without_a_visit_before(own_workspace):
    """The job itself looks, before and after."""
    path = own_workspace("empty")
    night(path, FIRST, orders=weeks(0, 30))
    at = visit("data")
    at.file_uploader[0].set_value(("more.csv", weeks(30, 3), "text/csv"))
    healthy(at.run())
    at.button(key="store").click()
    healthy(at.run())
    deadline = time.monotonic() + 30
    while jobs().get(str(path)).running:
        assert time.monotonic() < deadline, "the job is not over after 30 s"
        time.sleep(0.01)
    assert looks.kept(Store(path)) is not None
    assert "30 orders" in section(visit("overview"))


def test_somebody_who_writes_does_not_break_the_page(own_workspace):
    path = own_workspace("empty")
    store = night(path, FIRST, orders=weeks(0, 30))
    other = store.connect()
    other.execute("BEGIN IMMEDIATE")
    try:
        healthy(visit("overview"))
    finally:
        other.execute("ROLLBACK")
        other.close()
    healthy(visit("overview"))
    assert looks.kept(store) is not None


@pytest.mark.parametrize("kept", ["", "[]", "{}", '{"set": [null, []], "look": {}}'])
def test_a_look_that_can_not_be_read_is_none(kept, own_workspace):
    path = own_workspace("empty")
    store = night(path, FIRST, orders=weeks(0, 30))
    visit("overview")
    connection = store.connect()
    connection.execute("UPDATE look SET taken = ?", (kept,))
    connection.close()
    night(path, FIRST + timedelta(days=7), more=weeks(30, 3))
    assert not section(visit("overview"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_name_is_text(name, own_workspace):
    path = own_workspace("empty")
    night(path, FIRST, orders=weeks(0, 30))
    visit("overview")
    store = night(path, FIRST + timedelta(days=7), more=weeks(30, 3))
    connection = store.connect()
    connection.execute("UPDATE batch SET file = ? WHERE id = 2", (name,))
    connection.close()
    at = visit("overview")
    assert name.split("(")[0].strip("*") in section(at)
    assert not any(sign in said(at) for sign in ("![x]", " <img", ":red[", "$x$"))


def test_orders_that_do_not_count_are_told_all_the_same(own_workspace):
    """Cancelled ones; else it would look as if nothing had come."""
    path = own_workspace("empty")
    night(path, FIRST, orders=weeks(0, 30))
    visit("overview")
    late = as_csv(("order number", "customer number", "order date", "amount", "currency", "status"),
                  [(f"L{place}", "c1", "2026-07-20", "12.50", "EUR", "cancelled") for place in range(3)])  # fmt: skip
    night(path, FIRST + timedelta(days=7), late=late)
    assert "3 orders came that don’t count: cancelled or unpaid, or later" in said(visit("overview")).replace("\\", "")
