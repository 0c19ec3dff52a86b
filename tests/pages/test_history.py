"""What was imported before, on the page: said in each table's own words, taken back, and all of it deleted."""

import re
import threading
import time
from datetime import datetime

import pytest

from components import history, workspace
from components.jobs import jobs
from models.holdings import holdings
from models.ingest.commit import commit_all
from models.ingest.prepare import tables_of
from models.kinds import KINDS
from models.settings import save_settings
from models.store import Store
from models.undo import undo
from tests.models.companies import Company, text
from tests.models.workspaces import by_key
from tests.pages.conftest import healthy, said, visit
from tests.pages.shops import HEADERS, HOSTILE, SAMPLE_ORDERS, as_csv

NAMES = [kind.name for kind in KINDS]
MOMENT = datetime(2026, 11, 12, 9, 14)


def store_all(path, files: dict[str, bytes], moment: datetime = MOMENT) -> Store:
    """Bring tables, all of them together."""
    store = Store(path)
    commit_all(store, [tables_of(name, data)[0].checked() for name, data in files.items()], imported_at=moment)
    return store


def finish(path, at) -> None:
    """Wait for the job that runs, and look again."""
    deadline = time.monotonic() + 30
    while (job := jobs().get(str(path))) is not None and job.running:
        assert time.monotonic() < deadline, "the job is not over after 30 s"
        time.sleep(0.01)
    healthy(at.run())


def press(path, at, key: str) -> None:
    """Press a button that begins a job, and wait for its end."""
    at.button(key=key).click()
    healthy(at.run())
    finish(path, at)


def seen(at) -> str:
    """Return every text of the page, whether it is Markdown or not."""
    return "\n".join([said(at), *(element.value for element in at.text)]).replace("\\", "")


def delete(path, at, *, copies: bool = False) -> None:
    """Delete everything, as a person would."""
    if copies:
        at.checkbox(key="delete-copies").check()
        healthy(at.run())
    at.checkbox(key="delete-sure").check()
    healthy(at.run())
    press(path, at, "delete-now")


@pytest.mark.parametrize("kind, one, many", [
    ("orders", "1 order added", "8 orders added"), ("customers", "1 customer added", "8 customers added"),
    ("survey", "1 answer added", "8 answers added"), ("complaints", "1 complaint added", "8 complaints added"),
    ("interactions", "1 contact added", "8 contacts added"), ("memberships", "1 membership added", "8 memberships added"),
    ("rewards", "1 reward added", "8 rewards added"), ("referrals", "1 referral added", "8 referrals added"),
    ("spending", "1 cost added", "8 costs added"), ("employees", "1 employee’s answer added", "8 employees’ answers added"),
])  # fmt: skip
def test_each_kind_is_said_in_its_own_words_and_taken_back(kind, one, many, own_workspace):
    """One of them and several; after the undo every table is as it was."""
    path = own_workspace("empty")
    store = store_all(path, {"first.csv": text(Company(16).rows(kind, 1, 90))})
    before = by_key(store)
    store_all(path, {"second.csv": text(Company(6).rows(kind, 8))})
    at = visit("data")
    assert one in seen(at).splitlines() and many in seen(at).splitlines()
    assert history.source_title(kind, kind) in seen(at)
    press(path, at, "undo-2")
    assert at.success[0].value == "The import of second\\.csv is undone."
    assert by_key(store) == before
    assert f"{many} · undone on" in seen(at) and "Undone" in seen(at)
    assert [button.key for button in at.button if str(button.key).startswith("undo-")] == ["undo-1"]


def test_every_kind_is_held_and_counted(own_workspace):
    """What is here is named with its number, what is not here isn't."""
    path = own_workspace("empty")
    store = store_all(path, {f"{kind}.csv": text(Company(6).rows(kind, 8)) for kind in NAMES})
    at = visit("data")
    [held] = [line for line in seen(at).splitlines() if line.startswith("In it: ")]
    people = holdings(store)["customers"]
    assert held == (
        f"In it: 8 orders, {people} customers, 8 answers to 4 questions, 8 complaints, 8 contacts, 8 memberships, 8 rewards, 8 referrals, "
        "8 costs and 8 employees’ answers."
    )
    undo(store, undone_at=MOMENT)
    assert "employees’ answers." not in next(line for line in seen(visit("data")).splitlines() if line.startswith("In it: "))


def test_one_customer_with_one_order_is_said_as_one(own_workspace):
    own_workspace("one_order")
    at = visit("data")
    assert "In it: 1 order and 1 customer." in seen(at)
    assert "1 order added" in seen(at).splitlines()


def test_what_was_brought_together_stands_together(own_workspace):
    """One time for all of them; the one that can be undone first is on top."""
    path = own_workspace("empty")
    store_all(path, {f"{kind}.csv": text(Company(6).rows(kind, 8)) for kind in ("orders", "survey", "complaints")})
    at = visit("data")
    assert seen(at).splitlines().count("12 Nov 2026, 09:14") == 1
    assert [element.value for element in at.text if element.value.endswith(".csv")] == ["complaints.csv", "survey.csv", "orders.csv"]


def test_of_many_imports_the_newest_are_shown(own_workspace, monkeypatch):
    path = own_workspace("empty")
    for number in range(1, 5):
        store_all(path, {f"{number}.csv": text(Company(6).rows("orders", 1, number))})
    monkeypatch.setattr(history, "SHOWN", 3)
    at = visit("data")
    assert [element.value for element in at.text if element.value.endswith(".csv")] == ["4.csv", "3.csv", "2.csv"]
    assert "1 earlier import is not shown." in seen(at)


@pytest.mark.parametrize("name", [*HOSTILE, "a|b~c`d.csv", "line\nbreak.csv", "  ", "x" * 300 + ".csv"])
def test_a_hostile_file_name_is_text_wherever_it_stands(name, own_workspace):
    """In the list, where it is undone, and in the news of it; a name can't be a picture, a link or markup."""
    path = own_workspace("empty")
    store_all(path, {"orders.csv": text(Company(6).rows("orders", 8))})
    connection = Store(path).connect()
    connection.execute("UPDATE batch SET file = ?, sheet = ?", (name, name))
    connection.close()
    at = visit("data")
    for turn in range(2):
        plain = re.sub(r"\\.", "", said(at))  # what is escaped stands for itself
        assert not set(plain) & set("<`$~") and "![" not in plain and ":red[" not in plain
        if turn == 0:
            press(path, at, "undo-1")
            assert at.success and "is undone" in at.success[0].value


def test_an_import_that_others_build_on_says_which(own_workspace):
    path = own_workspace("empty")
    store = store_all(path, {"first.csv": text(Company(6).rows("orders", 8))})
    store_all(path, {"second [x](y).csv": text(Company(7).rows("orders", 8))})
    before = by_key(store)
    at = visit("data")
    press(path, at, "undo-1")
    [error] = at.error
    assert "import 2 (second [x](y).csv), which builds on import 1" in error.value.replace("\\", "")
    assert "[x](" not in error.value
    assert by_key(store) == before


def test_an_empty_workspace_has_no_history(own_workspace):
    own_workspace("empty")
    at = visit("data")
    assert "What was imported before" not in seen(at) and "This workspace" not in seen(at)


def test_a_name_that_another_tab_gave_is_not_taken_back(own_workspace):
    """A tab shows what is so; it saves only what its own person types."""
    path = own_workspace("one_order")
    at = visit("data")
    at.text_input(key="name").set_value("  Harbour & Pine ")
    healthy(at.run())
    assert Store(path).settings().name == "Harbour & Pine"
    save_settings(Store(path), name="Pine & Harbour")
    healthy(at.run())
    assert Store(path).settings().name == "Pine & Harbour" and at.text_input(key="name").value == "Pine & Harbour"


def test_deleting_takes_more_than_one_click(own_workspace):
    """The button asks; it is not there before the person said so, and asks again the next time."""
    path = own_workspace("one_order")
    at = visit("data")
    assert at.button(key="delete-now").disabled
    at.checkbox(key="delete-sure").check()
    healthy(at.run())
    assert Store(path).standing_batches() == 1 and not at.button(key="delete-now").disabled
    press(path, at, "delete-now")
    assert Store(path).standing_batches() == 0
    assert at.button(key="delete-now").disabled and not at.checkbox(key="delete-sure").value


def test_everything_is_deleted_and_said(own_workspace):
    """What was there is named; no page shows it any more, this server keeps nothing of it, and one can begin anew."""
    path = own_workspace("sample")
    save_settings(Store(path), name="Harbour & Pine")
    for page in ("overview", "retention"):
        visit(page)
    assert b"@example" in path.read_bytes()
    at = visit("data")
    delete(path, at)
    assert at.success[0].value == f"Everything is deleted: {SAMPLE_ORDERS:,} orders, 300 customers, 1 import and all that was set."
    assert not at.warning and not at.error
    assert "Nothing is in it." in seen(at) and at.text_input(key="name").value == ""
    assert Store(path).settings().name == "" and not any(holdings(Store(path)).values())
    assert "No company loaded yet" in said(visit("overview"))
    assert workspace.current() is None and b"@example" not in path.read_bytes()
    store_all(path, {"orders.csv": text(Company(6).rows("orders", 8))})
    assert "8 orders added" in seen(visit("data"))


@pytest.mark.parametrize("copies", [True, False])
def test_copies_from_before_an_update_are_named(copies, own_workspace):
    """And deleted only where the person says so."""
    path = own_workspace("one_order")
    copy = path.with_name(f"{path.stem}.backup-v1.db")
    copy.write_bytes(b"SQLite")
    at = visit("data")
    assert "backup" in at.checkbox(key="delete-copies").label
    delete(path, at, copies=copies)
    assert copy.exists() is not copies
    assert [copy.name in warning.value.replace("\\", "") for warning in at.warning] == ([] if copies else [True])


def test_nothing_is_offered_while_something_runs(own_workspace):
    """Undo, delete and the name wait."""
    path = own_workspace("one_order")
    gate = threading.Event()
    jobs().start(str(path), "import", lambda job: gate.wait(30), file="other.csv")
    try:
        at = visit("data")
        assert at.button(key="undo-1").disabled and at.button(key="delete-now").disabled and at.text_input(key="name").disabled
    finally:
        gate.set()


def test_a_file_with_nothing_of_its_own_says_what_it_brought(own_workspace):
    """An order that is here, and its refund that wasn't."""
    path = own_workspace("empty")
    row = ("1", "c1", "2026-03-04", "12.50", "EUR")
    store_all(path, {"first.csv": as_csv(HEADERS, [row])})
    store_all(path, {"second.csv": as_csv((*HEADERS, "refunded"), [(*row, "2.50")])})
    assert "1 order unchanged · 1 refund added" in seen(visit("data"))
