"""Commit: a checked table into the workspace, in one transaction, by key; all of it or nothing."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from models.errors import Cancelled, Refused
from models.ingest.commit import batches, commit
from models.ingest.compare import preview
from models.store import Store
from tests.models import exports
from tests.models.workspaces import MOMENT, bring, by_key, checked, net_of_orders, parties, query, rows, take_back

ROOT = Path(__file__).parents[2]
MARCH = exports.plain(("1", "C1", "2026-03-05", "5.00"), ("2", "C2", "2026-03-06", "6.00"), ("3", "", "2026-03-07", "7.00"))
APRIL = exports.plain(
    ("2", "C2", "2026-03-06", "6.00", "EUR", "refunded"), ("3", "", "2026-03-07", "7.00"), ("4", "C1", "2026-04-01", "8.00")
)

FILES = {
    "plain": MARCH,
    "without numbers": exports.table(("customer_id", "order_date", "amount"), ("7", "2026-01-05", "5.00"), ("7", "2026-01-05", "5.00")),
    "with refunds": exports.plain(
        ("1", "C1", "2026-03-05", "5.00"), ("1", "C1", "2026-03-09", "-2.00"), ("9", "C2", "2026-03-09", "-2.00")
    ),
    "shopify": exports.shopify(
        {"Name": "#1", "Email": "a@example.org", "Total": "9.00", "Refunded Amount": "2.00"}, {"Name": "#1", "Lineitem name": "Cup"}
    ),
    "uci": exports.uci(
        ("5", "MUG", "6", "12/1/2010 8:26", "2.55", "17850"),
        ("C6", "MUG", "-1", "12/13/2010 8:26", "2.55", "17850"),
        ("C6", "MUG", "-1", "12/13/2010 8:26", "2.55", "17850"),
    ),
    "woocommerce": exports.woo_plugin(
        {
            "order_id": "9",
            "order_date": "2026-01-05 12:17:15",
            "order_total": "11.00",
            "customer_id": "7",
            "billing_first_name": "Ben",
            "billing_last_name": "Ho",
            "billing_email": "b@example.org",
            "line_item_1": "name:Mug|sku:M|quantity:1|total:11.00",
        }
    ),
    "names of one moment": exports.table(
        ("order_id", "customer_id", "email", "customer_name", "order_date", "amount"),
        *(
            row
            for n in range(30)
            for row in (
                (f"{n}a", f"C{n}", f"p{n}@example.org", f"Mira {n}", "2026-01-05", "5.00"),
                (f"{n}b", f"C{n}", "", f"M. Holm {n}", "2026-01-05", "5.00"),
            )
        ),
    ),
}


@pytest.mark.parametrize("kind", FILES)
def test_the_same_file_twice_changes_nothing(store, kind):
    """The entity tables are equal, by key and row by row; the report says that all of it was here."""
    first = bring(store, FILES[kind])
    before = by_key(store), rows(store)
    for _ in range(3):
        again = bring(store, FILES[kind])
        assert (by_key(store), rows(store)) == before
        assert not any(again.added.values())
        assert not any(again.updated.values())
        assert again.unchanged["orders"] == first.added["orders"]
        assert again.unchanged.get("refunds", 0) == first.added.get("refunds", 0)
        assert again.unchanged.get("lines", 0) == first.added.get("lines", 0)
        assert again.unchanged["customers"] == first.added["customers"]


def test_a_later_file_updates_by_key_and_counts_what_it_did(store):
    """New orders are added, changed ones updated with the row as it was kept, equal ones left alone."""
    bring(store, MARCH)
    stored = {row[2]: row for row in query(store, "SELECT * FROM orders")}
    report = bring(store, APRIL)
    assert (report.added["orders"], report.updated["orders"], report.unchanged["orders"]) == (1, 1, 1)
    assert (report.added["customers"], report.updated["customers"], report.unchanged["customers"]) == (0, 0, 2)
    assert report.added["refunds"] == 1
    assert net_of_orders(store) == {"1": ["paid", 500, 0], "2": ["refunded", 600, 600], "3": ["paid", 700, 0], "4": ["paid", 800, 0]}
    [(entity, row, image)] = query(store, "SELECT entity, row_id, before FROM change")
    assert (entity, row) == ("orders", stored["2"][0])
    assert '"state": "paid"' in image
    assert {row[2]: row for row in query(store, "SELECT * FROM orders")}["3"] == stored["3"]


def test_the_report_is_kept_with_the_batch(store):
    """The history says what each import did, newest first."""
    first, second = bring(store, MARCH), bring(store, APRIL)
    kept = list(batches(store))
    assert [item["id"] for item in kept] == [second.batch, first.batch] == [2, 1]
    assert kept[1]["report"] == first.document()
    assert kept[1]["imported_at"] == "2026-11-03T09:30:00"


def test_a_preview_counts_and_writes_nothing(store):
    """What the page says before the person decides is what then happens to the orders."""
    bring(store, MARCH)
    before = rows(store), store.revision
    assert preview(store, checked(APRIL)) == (1, 1, 1)
    assert (rows(store), store.revision) == before


def test_a_dry_run_counts_as_an_import_and_stores_nothing(store):
    """Its report is the import's, without a batch; tables and revision stay."""
    bring(store, MARCH)
    before = rows(store), store.revision
    rehearsed = commit(store, checked(APRIL), imported_at=MOMENT, dry_run=True)
    assert (rows(store), store.revision) == before
    assert rehearsed.batch is None
    done = bring(store, APRIL)
    assert {**rehearsed.document(), "batch": done.batch} == done.document()


def test_the_revision_rises_by_one_with_each_change_and_with_nothing_else(store):
    """An import and an undo: one each. A file with nothing new is no change: no batch, no revision, and it says so."""
    bring(store, MARCH)
    assert store.revision == 1
    again = bring(store, MARCH)
    assert (again.batch, store.revision, store.standing_batches()) == (None, 1, 1)
    assert any("nothing was stored" in warning for warning in again.warnings)
    assert bring(store, APRIL).batch is not None
    take_back(store)
    assert store.revision == 3
    take_back(store)
    with pytest.raises(Refused):
        take_back(store)
    assert store.revision == 4


@pytest.mark.parametrize(
    ("first", "later", "party"),
    [
        ([("1", "", "a@example.org")], [("1", "C1", "a@example.org")], {("email", "", "a@example.org"), ("number", "own", "C1")}),
        (
            [("1", "", "a@example.org"), ("2", "C1", "")],
            [("1", "C1", "a@example.org"), ("2", "C1", "")],
            {("email", "", "a@example.org"), ("number", "own", "C1")},
        ),
    ],
    ids=["a further identity", "two known customers are one"],
)
def test_a_file_that_is_new_only_in_whom_it_joins_is_stored(store, first, later, party):
    """The orders are all here, but the file says more of who is who: that is no file with nothing new in it."""

    def file(people):
        cells = ((number, customer, email, "2026-01-05", "5.00") for number, customer, email in people)
        return exports.table(("order_id", "customer_id", "email", "order_date", "amount"), *cells)

    bring(store, file(first))
    report = bring(store, file(later))
    assert parties(store) == {frozenset(party)}
    assert report.batch == 2
    take_back(store)
    assert len(parties(store)) == len(first)


@pytest.mark.parametrize("problem", [Cancelled, ValueError, KeyboardInterrupt])
@pytest.mark.parametrize("step", ["comparing", "writing", "storing"])
def test_whatever_stops_an_import_midway_leaves_nothing_of_it(store, step, problem):
    """A cancel, a fault, an interrupt, at any step: tables, history and revision are as before."""
    bring(store, MARCH)
    before = rows(store), store.revision, list(batches(store))
    told = []

    def stop(said, done, total):
        told.append(said)
        if said == step:
            raise problem

    with pytest.raises(problem):
        commit(store, checked(APRIL), imported_at=MOMENT, progress=stop)
    assert told[-1] == step
    assert (rows(store), store.revision, list(batches(store))) == before
    assert bring(store, APRIL).added["orders"] == 1


KILLED = """
import sys, time
from datetime import datetime
from models.ingest.commit import commit
from models.store import Store
from tests.models.workspaces import checked

def stop(step, done, total):
    if step == sys.argv[3]:
        print("there", flush=True)
        time.sleep(60)

data = open(sys.argv[2], "rb").read()
commit(Store(sys.argv[1]), checked(data), imported_at=datetime(2026, 11, 3), progress=stop)
"""


@pytest.mark.parametrize("step", ["writing", "storing"])
def test_a_kill_9_midway_leaves_nothing_of_the_import(store, tmp_path, step):
    """The process dies with its rows written and its transaction open; the next one finds what was there before."""
    bring(store, MARCH)
    before = rows(store), store.revision
    file = tmp_path / "april.csv"
    file.write_bytes(APRIL)
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(store.path), str(file), step], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert child.stdout.readline() == "there\n"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    assert child.returncode == -signal.SIGKILL
    again = Store(store.path)
    assert (rows(again), again.revision) == before
    assert query(again, "PRAGMA integrity_check") == [("ok",)]
    assert bring(again, APRIL).added["orders"] == 1
    assert os.path.exists(store.path)


def test_two_imports_at_once_wait_for_one_another(store):
    """The second writer waits for the first one's commit, and both succeed."""
    inside, results = threading.Event(), []

    def slow(step, done, total):
        if step == "storing":
            inside.set()
            time.sleep(0.5)

    first = threading.Thread(target=lambda: results.append(commit(store, checked(MARCH), imported_at=MOMENT, progress=slow)))
    first.start()
    assert inside.wait(20)
    second = bring(Store(store.path), APRIL)
    first.join()
    assert results[0].batch < second.batch
    assert second.updated["orders"] == 1
    assert store.revision == 2


def test_a_refund_that_comes_before_its_order_waits_for_it(store):
    """A file of refunds, then the file of orders: the order is lowered, and the customer's net no longer twice."""
    from models.frames import frames

    bring(store, exports.plain(("7", "C1", "2026-03-01", "-12.50"), ("8", "C1", "2026-03-01", "1.00")))
    assert frames(store).refunds["amount"].to_list() == [1250]
    bring(store, exports.plain(("7", "C1", "2026-01-05", "50.00")))
    assert net_of_orders(store)["7"] == ["paid", 5000, 1250]
    assert frames(store).refunds.is_empty()


def test_a_refund_that_comes_after_its_order_lowers_it(store):
    """In a later file, and in its order's month."""
    bring(store, exports.plain(("7", "C1", "2026-01-05", "50.00")))
    bring(store, exports.plain(("7", "C1", "2026-03-01", "-12.50"), ("8", "C1", "2026-03-01", "1.00")))
    assert net_of_orders(store)["7"] == ["paid", 5000, 1250]


def test_a_refund_is_known_again_when_its_customer_is_named_otherwise(store):
    """A later export has an e-mail column besides: order 7's refund is the one that is here, not a second one."""
    bring(store, exports.plain(("7", "C1", "2026-01-05", "50.00"), ("7", "C1", "2026-03-01", "-12.50")))
    bring(
        store,
        exports.table(
            ("order_id", "customer_id", "email", "order_date", "amount", "currency"),
            ("7", "C1", "a@example.org", "2026-01-05", "50.00", "EUR"),
            ("7", "C1", "a@example.org", "2026-03-01", "-12.50", "EUR"),
        ),
    )
    assert net_of_orders(store)["7"] == ["paid", 5000, 1250]


def test_a_refund_that_is_taken_back_is_nothing(store):
    """An order that told of a refund and no longer does was not refunded."""

    def order(refunded):
        return exports.shopify({"Name": "#1", "Email": "a@example.org", "Total": "9.00", "Refunded Amount": refunded})

    bring(store, order("2.00"))
    report = bring(store, order("0.00"))
    assert net_of_orders(store) == {"#1": ["paid", 900, 0]}
    assert report.updated["refunds"] == 1
    before = rows(store)
    bring(store, order("0.00"))
    assert rows(store) == before
    bring(store, order("3.00"))
    assert net_of_orders(store) == {"#1": ["paid", 900, 300]}


def test_a_currency_that_is_named_later_updates_and_adds_nothing(store):
    """The same rows with `--currency`, numbered or not: no order twice."""
    for headers in (("order_id", "customer_id", "order_date", "amount"), ("customer_id", "order_date", "amount")):
        shop = str(len(headers))
        cells = [("1", "7", "2026-01-05", "5.00"), ("2", "7", "2026-01-05", "5.00")]
        data = exports.table(headers, *(row[-len(headers) :] for row in cells))
        bring(store, data, shop=shop)
        report = bring(store, data, shop=shop, currency="EUR")
        assert (report.added["orders"], report.updated["orders"]) == (0, 2)


def test_articles_that_change_are_replaced(store):
    """An order's articles are those of the later file; those of other orders stay."""

    def order(*articles):
        return exports.shopify(
            {"Name": "#1", "Email": "a@example.org", "Total": "9.00", "Lineitem name": "Mug"},
            *({"Name": "#1", "Lineitem name": name} for name in articles),
            {"Name": "#2", "Total": "1.00", "Lineitem name": "Pen"},
        )

    bring(store, order("Cup", "Bowl"))
    bring(store, order("Jar"))
    articles = [(row[0], row[2], row[3]) for row in by_key(store)["order_line"]]
    assert sorted(articles) == [("#1", 1, "Mug"), ("#1", 2, "Jar"), ("#2", 1, "Pen")]


def test_two_files_in_either_order_give_the_same_tables(tmp_path):
    """Orders with numbers and none in two states: what came first makes no difference, merged people included."""
    files = (
        exports.table(
            ("order_id", "customer_id", "email", "order_date", "amount", "currency"),
            ("1", "C1", "a@example.org", "2026-01-05", "5.00", "EUR"),
            ("2", "C2", "", "2026-01-06", "6.00", "EUR"),
            ("3", "", "b@example.org", "2026-01-07", "7.00", "EUR"),
            ("2", "C2", "", "2026-01-09", "-1.00", "EUR"),
        ),
        exports.table(
            ("order_id", "customer_id", "email", "order_date", "amount", "currency"),
            ("4", "C2", "b@example.org", "2026-02-05", "5.00", "EUR"),
            ("5", "C3", "a@example.org", "2026-02-06", "6.00", "EUR"),
            ("6", "C4", "", "2026-02-07", "7.00", "EUR"),
            ("1", "", "a@example.org", "2026-02-09", "-1.00", "EUR"),
        ),
    )
    seen = []
    for name, order in (("a.db", files), ("b.db", files[::-1])):
        place = Store(tmp_path / name)
        for data in order:
            bring(place, data)
        seen.append(by_key(place))
    assert seen[0] == seen[1]


def test_a_name_is_that_of_the_latest_order_whatever_file_came_first(tmp_path):
    """Files in either order: the name of the later order stands, not that of the file brought last."""

    def file(number, day, name):
        return exports.table(("order_id", "customer_id", "customer_name", "order_date", "amount"), (number, "C1", name, day, "5.00"))

    files = (file("1", "2026-01-05", "Mira Berg"), file("2", "2026-06-05", "Mira Holm"))
    seen = []
    for name, order in (("a.db", files), ("b.db", files[::-1])):
        place = Store(tmp_path / name)
        for data in order:
            bring(place, data)
        seen.append([row[1] for row in by_key(place)["party"]])
    assert seen == [["Mira Holm"], ["Mira Holm"]]


def test_a_large_import_makes_its_indexes_again(store):
    """Dropped for speed, they are there afterwards, and what is unique is still refused twice."""

    def names():
        return sorted(query(store, "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))

    before = names()
    data = exports.plain(*((str(n), f"C{n % 9000}", "2026-01-05", "5.00") for n in range(25_000)))
    assert bring(store, data).added["orders"] == 25_000
    assert names() == before
    assert bring(store, data).unchanged["orders"] == 25_000


def test_a_column_that_a_later_file_lacks_leaves_what_an_earlier_one_said(store):
    """An export without channel, customer, state and currency says nothing of them: the order keeps its own."""
    full = ("order_id", "customer_id", "order_date", "amount", "currency", "state", "channel")
    bring(store, exports.table(full, ("1", "C1", "2026-01-05", "5.00", "EUR", "cancelled", "web")))
    before = by_key(store)["orders"]
    report = bring(store, exports.table(("order_id", "order_date", "amount"), ("1", "2026-01-05", "5.00")))
    assert (by_key(store)["orders"], report.batch) == (before, None)
    report = bring(store, exports.table(("order_id", "order_date", "amount"), ("1", "2026-01-05", "6.00")))
    assert report.updated["orders"] == 1
    assert query(store, "SELECT gross, currency, state, channel, party_id FROM orders") == [(600, "EUR", "cancelled", "web", 1)]
