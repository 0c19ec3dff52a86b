"""The data page: a file is brought, seen, corrected, stored and taken back."""

import csv
import io
import time

import pytest

from components.jobs import jobs
from models.frames import frames
from models.store import Store
from tests.pages.conftest import healthy, said, tables, visit
from tests.pages.shops import HEADERS, HOSTILE, ORDERS, SAMPLE_ORDERS, as_csv, hostile_file

SHOPIFY = ("orders_export.csv", ORDERS.read_bytes(), "text/csv")


def bring(at, file) -> None:
    """Give the page a file."""
    at.file_uploader[0].set_value(file)
    healthy(at.run())


def finish(path, at) -> None:
    """Wait for the job that runs, and look again."""
    deadline = time.monotonic() + 30
    while (job := jobs().get(str(path))) is not None and job.running:
        assert time.monotonic() < deadline, "the job is not over after 30 s"
        time.sleep(0.01)
    healthy(at.run())


def test_a_file_is_seen_before_anything_is_stored(own_workspace):
    path = own_workspace("empty")
    at = visit("data")
    bring(at, SHOPIFY)
    assert at.title[0].value == "Is this what you meant to bring?"
    assert "This is a Shopify order export" in said(at)
    assert at.button(key="store").label == f"Import {SAMPLE_ORDERS:,} orders"
    assert Store(path).revision == 0


def test_store_then_undo_leaves_what_was_there(own_workspace):
    path = own_workspace("empty")
    at = visit("data")
    bring(at, SHOPIFY)
    at.button(key="store").click()
    healthy(at.run())
    finish(path, at)
    assert f"{SAMPLE_ORDERS:,} orders added" in at.success[0].value
    assert frames(Store(path)).orders.height == SAMPLE_ORDERS
    at.button(key="undo-1").click()
    healthy(at.run())
    finish(path, at)
    assert "is undone" in at.success[0].value
    assert frames(Store(path)).orders.height == 0
    assert not [button for button in at.button if button.key == "undo-1"]


def test_the_same_file_twice_has_nothing_new(own_workspace):
    own_workspace("sample")
    at = visit("data")
    bring(at, SHOPIFY)
    assert at.button(key="store").disabled
    assert f"{SAMPLE_ORDERS:,} orders are already here" in said(at)


def test_a_file_that_waits_survives_another_page(own_workspace):
    own_workspace("empty")
    at = visit("data")
    bring(at, SHOPIFY)
    at.switch_page("pages/overview.py")
    healthy(at.run())
    at.switch_page("pages/data.py")
    healthy(at.run())
    assert at.title[0].value == "Is this what you meant to bring?"
    at.button(key="not-this").click()
    healthy(at.run())
    assert at.title[0].value == "What did your company record?"


@pytest.mark.parametrize("name, data", [
    ("empty.csv", b""), ("header.csv", b"order number,order date,amount\n"), ("photo.csv", bytes(range(256)) * 40),
    ("prose.txt", b"Dear shop,\nwhere is my parcel?\nYours, Mira\n"), ("broken.xlsx", b"PK\x03\x04 not a workbook"),
    ("utf16.csv", "order number,order date,amount\n1,2026-03-04,12.50\n".encode("utf-16")),
    ("nul.csv", b"order number,order date,amount\n1,2026-03-04,12\x00.50\n"),
])  # fmt: skip
def test_a_file_that_can_not_be_read_is_refused_in_words(name, data, own_workspace):
    path = own_workspace("empty")
    at = visit("data")
    bring(at, (name, data, "text/csv"))
    if at.error:
        assert at.error[0].value.startswith("Found ")
        at.button(key="another").click()
        healthy(at.run())
        assert at.title[0].value == "What did your company record?"
    else:
        assert at.button(key="store")
    assert Store(path).revision == 0


def test_day_or_month_first_is_asked(own_workspace):
    path = own_workspace("empty")
    at = visit("data")
    rows = [(n, f"c{n}", f"0{n}/0{n + 1}/2026", "10.00", "EUR") for n in range(1, 8)]
    bring(at, ("orders.csv", as_csv(HEADERS, rows), "text/csv"))
    assert "Day or month first?" in said(at) and not [button for button in at.button if button.key == "store"]
    at.button_group(key="said-first").set_value("dmy")
    healthy(at.run())
    assert "from 1 February to 7 August 2026" in said(at)
    at.button(key="store").click()
    healthy(at.run())
    finish(path, at)
    assert frames(Store(path)).orders.height == 7


def test_bad_rows_are_listed_and_the_good_ones_offered(own_workspace, files):
    own_workspace("empty")
    at = visit("data")
    rows = [(1, "c1", "2026-03-04", "10.00", "EUR"), (2, "c2", "2026-02-30", "10.00", "EUR"), (3, "c3", "2026-03-05", "=1+1", "EUR")]
    bring(at, ("orders.csv", as_csv(HEADERS, rows), "text/csv"))
    assert at.button(key="store").label == "Import 1 order"
    assert "2 rows to fix" in said(at)
    listed = tables(at)[-1]
    assert listed[0] == ["Column", "Found", "Needed", "Rows", "Orders", "Euros", "Row numbers in your file"]
    assert listed[1:] == [
        ["order date", "2026-02-30", "a day that exists", "1", "1", "10.00", "3"],
        ["amount", "=1+1", "an amount", "1", "1", "unknown", "4"],
        ["Together", "", "", "2", "2", "10.00", ""],
    ]
    saved = list(csv.reader(io.StringIO(files["orders rows to fix.csv"]().decode("utf-8-sig"))))
    assert saved[0] == [*HEADERS, "what to fix"]
    assert saved[2] == ["3", "c3", "2026-03-05", "'=1+1", "EUR", "4: amount: =1+1 → an amount"]


def test_a_hostile_file_is_shown_as_text(own_workspace):
    path = own_workspace("empty")
    at = visit("data")
    bring(at, ("![y](http:evil.example).csv", hostile_file(), "text/csv"))
    assert "![" not in said(at).replace("\\!\\[", "")
    assert "<img" not in said(at).replace("\\<img", "")
    at.button(key="store").click()
    healthy(at.run())
    finish(path, at)
    people = frames(Store(path)).customers["name"].to_list()
    assert all(any(name.startswith(text) for name in people) for text in HOSTILE)
    assert "![" not in said(at).replace("\\!\\[", "")


def test_a_failed_import_says_so_and_changes_nothing(own_workspace, monkeypatch):
    path = own_workspace("empty")
    at = visit("data")
    bring(at, SHOPIFY)

    def fail(*_arguments, **_options):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("components.bringing.commit_all", fail)
    at.button(key="store").click()
    healthy(at.run())
    finish(path, at)
    assert "It failed, and nothing was changed" in at.error[0].value
    assert Store(path).revision == 0


def test_an_import_that_others_build_on_is_not_undone(own_workspace):
    path = own_workspace("sample")
    later = ORDERS.read_bytes().replace(b",paid,", b",refunded,", 5)
    at = visit("data")
    bring(at, ("later.csv", later, "text/csv"))
    at.button(key="store").click()
    healthy(at.run())
    finish(path, at)
    at.button(key="undo-1").click()
    healthy(at.run())
    finish(path, at)
    assert "builds on import 1" in at.error[0].value.replace("\\", "")
    assert frames(Store(path)).orders.height == SAMPLE_ORDERS
