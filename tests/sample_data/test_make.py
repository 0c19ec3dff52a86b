"""The sample orders: made again to the byte, and what their README says of them is what Rapport finds in them."""

import csv
import re
import runpy
from datetime import datetime
from pathlib import Path

import pytest

from sample_data import ORDERS

README = ORDERS.with_name("README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows():
    with ORDERS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def orders(rows):
    return [row for row in rows if row["Created at"]]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The sample as Rapport reads it: the import's report, the workspace in numbers, and who stays."""
    from analysis.company import company
    from analysis.retention import retention
    from analysis.workspace import summary
    from models.frames import frames
    from models.ingest.commit import commit
    from models.ingest.prepare import tables_of
    from models.store import Store

    store = Store(tmp_path_factory.mktemp("sample") / "workspace.db")
    [candidate] = tables_of(ORDERS.name, ORDERS.read_bytes())
    report = commit(store, candidate.checked(), imported_at=datetime(2026, 11, 1))
    read = frames(store)
    whole = company(read.orders, read.refunds, read.customers)
    counts = summary(read.orders, read.refunds, read.customers, zone=None, as_of=whole.as_of, revision=1, batches=1)
    return report, counts, whole, retention


def said(label: str) -> list[str]:
    """The numbers in README's row of that label."""
    [cell] = re.findall(rf"^\| {re.escape(label)} \| (.+) \|$", README, flags=re.MULTILINE)
    return [number.replace(",", "") for number in cell.split(", ")]


def test_making_it_again_gives_the_same_bytes():
    made = runpy.run_path(str(Path(ORDERS).with_name("make.py")))["text"]()
    assert made.encode() == ORDERS.read_bytes()


def test_it_is_small_enough_to_ship():
    assert ORDERS.stat().st_size < 1_500_000


def test_it_reads_without_a_bad_row_or_a_warning(found):
    report, *_ = found
    assert (report.source, report.bad_rows, report.warnings) == ("shopify_orders", 0, [])


def test_readme_states_the_counts(rows, orders, found):
    _, counts, *_ = found
    assert said("rows") == [str(len(rows))]
    assert said("orders, #1001 to #3748") == [str(len(orders))]
    assert (orders[-1]["Name"], orders[0]["Name"]) == ("#1001", "#3748")
    assert said("of them counted") == [str(counts.orders)]
    assert said("counted orders that name nobody (guests)") == [str(counts.guest_orders)]
    assert said("people with an e-mail") == [str(counts.customers)]
    assert said("of them buyers") == [str(counts.buyers)]
    assert said("first and last day") == [orders[-1]["Created at"][:10], str(counts.as_of)]
    assert said("gross, refunds, net, in EUR") == [counts.gross["EUR"], counts.refunds["EUR"], counts.net["EUR"]]


def test_readme_states_what_is_not_counted(orders):
    cancelled = sum(row["Cancelled at"] != "" for row in orders)
    unpaid = sum(row["Cancelled at"] == "" and row["Financial Status"] in ("voided", "pending") for row in orders)
    tests = sum(row["Payment Method"] == "bogus" for row in orders)
    assert said("cancelled, voided or pending, test orders") == [str(cancelled), str(unpaid), str(tests)]


def test_readme_states_who_comes_back(found):
    *_, whole, retention = found
    next_month = retention(whole.activity("month")).pooled[1]
    stated = re.search(r"Of (\d+) customers .*?(\d+) order in it: (\d+) % \((\d+) to (\d+)\)", README, flags=re.DOTALL)
    shares = (round(100 * share) for share in (next_month.rate, next_month.low, next_month.high))
    assert [int(number) for number in stated.groups()] == [next_month.at_risk, next_month.retained, *shares]


def test_instagram_brings_those_who_stay_least_and_the_counter_those_who_stay_most(found):
    *_, whole, retention = found
    rates = [retention(whole.activity("month"), mask=whole.mask({"first_channel": [channel]})).pooled[1].rate
             for channel in ("instagram", "web", "pos")]  # fmt: skip
    assert rates == sorted(rates)


def test_order_cells_stand_on_the_first_row_of_an_order_alone(rows):
    for row in rows:
        assert bool(row["Total"]) == bool(row["Created at"]) == bool(row["Financial Status"])


def test_every_address_is_one_that_nobody_can_have(orders):
    places = {row["Email"].lower().rpartition("@")[2] for row in orders if row["Email"]}
    assert places == {"example.org", "example.com", "example.net"}
    assert not any(row[column] for row in orders for column in row if "Phone" in column or "Street" in column)


def test_times_carry_the_offset_of_the_season(orders):
    written = {row["Created at"][:10]: row["Created at"][-5:] for row in orders}
    assert written["2025-03-29"] == "+0100"
    assert written["2025-03-31"] == "+0200"
    assert written["2025-10-24"] == "+0200"
    assert written["2025-10-26"] == "+0100"
