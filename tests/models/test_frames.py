"""Frames: what analysis reads is exactly what was stored."""

from datetime import datetime

import polars as pl
import pytest

from models.frames import frames
from tests.models import exports
from tests.models.workspaces import bring, query, take_back

HEADERS = ("order_id", "customer_id", "email", "customer_name", "order_date", "amount", "currency", "status", "channel", "colour")
ROWS = (
    ("1", "C1", "A@example.org", "Mira Holm", "2026-01-05 10:00:30", "5.00", "EUR", "paid", "web", "red"),
    ("2", "C2", "", "Tara", "2026-01-06 23:59:59", "6.50", "USD", "refunded", "till", ""),
    ("3", "", "", "", "1999-12-31 00:00:00", "7.00", "EUR", "pending", "", "blue"),
    ("1", "C1", "", "", "2026-02-05 10:00:00", "-1.25", "EUR", "paid", "", ""),
    ("9", "C1", "", "", "2026-02-06 10:00:00", "-0.75", "EUR", "paid", "", ""),
)
ORDERS = {
    "order_id": pl.Int64,
    "customer": pl.Int64,
    "ordered_at": pl.Datetime("us"),
    "state": pl.String,
    "counted": pl.Boolean,
    "gross": pl.Int64,
    "refunded": pl.Int64,
    "currency": pl.String,
    "shop": pl.String,
    "channel": pl.String,
    "country": pl.String,
    "payment": pl.String,
    "discount": pl.String,
    "product": pl.String,
}
REFUNDS = {"customer": pl.Int64, "refunded_at": pl.Datetime("us"), "amount": pl.Int64, "currency": pl.String, "shop": pl.String}
CUSTOMERS = {
    "customer": pl.Int64,
    "key": pl.String,
    "name": pl.String,
    "email": pl.String,
    "country": pl.String,
    "market": pl.String,
    "channel": pl.String,
    "joined_at": pl.Date,
}


def filled(store):
    bring(store, exports.table(HEADERS, *ROWS), source="orders", mapping={"colour": "attribute"})
    return frames(store)


def test_the_frames_hold_what_was_stored(store):
    """Times to the second, money in minor units, texts, nothing where nothing was."""
    found = filled(store)
    people = dict(query(store, "SELECT value, party_id FROM identity"))
    orders = found.orders.sort("order_id").select(
        "customer", "ordered_at", "state", "counted", "gross", "refunded", "currency", "shop", "channel", "colour"
    )
    assert orders.rows() == [
        (people["C1"], datetime(2026, 1, 5, 10, 0, 30), "paid", True, 500, 125, "EUR", "own", "web", "red"),
        (people["C2"], datetime(2026, 1, 6, 23, 59, 59), "refunded", True, 650, 650, "USD", "own", "till", None),
        (None, datetime(1999, 12, 31), "unpaid", False, 700, 0, "EUR", "own", None, "blue"),
    ]
    assert found.refunds.select("customer", "refunded_at", "amount", "currency", "shop").rows() == [
        (people["C1"], datetime(2026, 2, 6, 10), 75, "EUR", "own")
    ]
    assert sorted(found.customers.select("customer", "key", "name", "email").rows()) == sorted(
        [(people["C1"], "email::a@example.org", "Mira Holm", "a@example.org"), (people["C2"], "number:own:C2", "Tara", None)]
    )
    assert (found.revision, found.order_attributes) == (1, ("colour",))


def test_the_frames_have_the_types_that_analysis_needs(store):
    """Full or empty, the columns are there by name and type."""
    for found in (frames(store), filled(store)):
        assert dict(found.orders.drop("colour", strict=False).schema) == ORDERS
        assert dict(found.refunds.select(*REFUNDS).schema) == REFUNDS
        assert dict(found.customers.select(*CUSTOMERS).schema) == CUSTOMERS


def test_an_empty_workspace_gives_empty_frames(store):
    """No order, and no error."""
    found = frames(store)
    assert (found.orders.height, found.refunds.height, found.customers.height, found.order_attributes, found.revision) == (0, 0, 0, (), 0)


@pytest.mark.parametrize(
    "values", [("web", "web", "web"), ("", "", ""), ("web", "", "web"), ("web", "till", "web"), ("WEB", "web", "web"), ("0", "0", "0")]
)
def test_a_column_that_is_the_same_everywhere_or_empty_reads_as_it_is(store, values):
    """Constant, empty, with a gap, of two values: each row has what its cell said."""
    bring(
        store,
        exports.table(
            ("order_id", "order_date", "amount", "channel"), *((str(n), "2026-01-05", "5.00", value) for n, value in enumerate(values))
        ),
    )
    seen = frames(store).orders.sort("order_id")["channel"].to_list()
    assert seen == [value or None for value in values]


def test_more_rows_than_a_slice_are_read_whole(store, monkeypatch):
    """Read part by part, no row is lost or doubled, whatever the parts' columns hold."""
    from models import frames as module

    monkeypatch.setattr(module, "SLICE", 7)
    rows = [(str(n), "" if n < 20 else f"C{n}", "2026-01-05", f"{n}.00") for n in range(50)]
    bring(store, exports.table(("order_id", "customer_id", "order_date", "amount"), *rows))
    found = frames(store).orders.sort("order_id")
    assert found["gross"].to_list() == [100 * n for n in range(50)]
    assert found["customer"].null_count() == 20


def test_attributes_of_several_files_stand_side_by_side(store):
    """Each file's further columns, under their headers; a header that is a column's own name hides nothing."""
    bring(
        store,
        exports.table(("order_id", "order_date", "amount", "colour"), ("1", "2026-01-05", "5.00", "red")),
        mapping={"colour": "attribute"},
    )
    bring(
        store,
        exports.table(("order_id", "order_date", "amount", "size", "gross"), ("2", "2026-01-05", "5.00", "XL", "much")),
        mapping={"size": "attribute", "gross": "attribute"},
    )
    found = frames(store)
    assert {"colour", "size"} <= set(found.order_attributes)
    assert found.orders.sort("order_id").select("colour", "size", "gross").rows() == [("red", None, 500), (None, "XL", 500)]


def test_pandas_frames_can_be_made_of_them(store):
    """What a page shows and a colleague takes: the same numbers, with pandas' own types."""
    found = filled(store)
    orders = found.orders.to_pandas()
    assert len(orders) == 3
    assert orders["gross"].sum() == 1850
    assert str(orders["ordered_at"].dtype).startswith("datetime64")
    assert found.refunds.to_pandas()["amount"].tolist() == [75]
    assert len(found.customers.to_pandas()) == 2
    assert len(frames(store).orders.head(0).to_pandas()) == 0


def test_the_frames_are_those_of_one_revision(store):
    """After an undo they are empty again, and say so."""
    filled(store)
    take_back(store)
    found = frames(store)
    assert (found.revision, found.orders.height, found.customers.height) == (2, 0, 0)
