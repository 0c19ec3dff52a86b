"""What a workspace holds."""

from collections import Counter
from datetime import date, datetime

import pytest

from analysis import workspace
from analysis.document import document
from tests import published
from tests.analysis import made

KEYS = [
    "revision",
    "zone",
    "as_of",
    "customers",
    "buyers",
    "orders",
    "guest_orders",
    "gross",
    "refunds",
    "net",
    "first_order",
    "last_order",
    "months",
    "responses",
    "respondents",
    "questions",
    "complaints",
    "batches",
]


def summed(rows, refunds=None, people=None, *, engine="polars", as_of=date(2025, 4, 30), **options):
    change = made.KINDS_OF_FRAME[engine]
    refunds = made.refunds() if refunds is None else refunds
    people = made.customers() if people is None else people
    options = {"zone": "Europe/Stockholm", "revision": 3, "batches": 2} | options
    return workspace.summary(change(rows), change(refunds), change(people), as_of=as_of, **options)


@pytest.mark.parametrize("engine", made.KINDS_OF_FRAME)
def test_each_number_by_hand(engine):
    found = summed(
        made.orders(
            (1, "2025-01-02T10:30", {"gross": 1_230, "refunded": 30}),
            (1, "2025-01-31T23:59:59", {"gross": 1_000_000_000_001}),
            (2, "2025-02-01", {"gross": 500, "currency": "JPY"}),
            (3, "2025-02-02", {"counted": False, "refunded": 7}),
            (None, "2025-03-03", {"gross": 0}),
            (4, "2025-05-01"),
        ),
        made.refunds((1, "2025-02-09", 100, "EUR"), (None, "2025-02-10", 1, "USD"), (1, "2025-05-01", 5, "EUR")),
        made.customers(*({"customer": who, "key": str(who)} for who in range(1, 8))),
        engine=engine,
        digits={"JPY": 0},
    )
    assert document(found) == {
        "revision": 3,
        "zone": "Europe/Stockholm",
        "as_of": "2025-04-30",
        "customers": 7,
        "buyers": 2,
        "orders": 4,
        "guest_orders": 1,
        "gross": {"EUR": "10000000012.31", "JPY": "500", "USD": "0.00"},
        "refunds": {"EUR": "1.30", "JPY": "0", "USD": "0.01"},
        "net": {"EUR": "10000000011.01", "JPY": "500", "USD": "-0.01"},
        "first_order": "2025-01-02T10:30:00",
        "last_order": "2025-03-03T00:00:00",
        "months": [
            {"month": "2025-01", "orders": 2, "net": {"EUR": "10000000012.01"}},
            {"month": "2025-02", "orders": 1, "net": {"EUR": "-1.00", "JPY": "500", "USD": "-0.01"}},
            {"month": "2025-03", "orders": 1, "net": {"EUR": "0.00"}},
        ],
        "responses": 0,
        "respondents": 0,
        "questions": [],
        "complaints": 0,
        "batches": 2,
    }


def test_the_document_has_the_keys_that_other_programs_rely_on():
    assert list(document(summed(made.orders()))) == KEYS


@pytest.mark.parametrize("engine", made.KINDS_OF_FRAME)
def test_an_empty_workspace(engine):
    found = summed(made.orders(), engine=engine, as_of=None)
    assert (found.orders, found.buyers, found.gross, found.months) == (0, 0, {}, ())
    assert (found.as_of, found.first_order, found.last_order) == (None, None, None)


@pytest.mark.parametrize("seed", range(3))
def test_counts_and_money_agree_with_plain_loops(seed):
    rows = made.random_orders(seed)
    gross, refunded, months = Counter(), Counter(), Counter()
    kept = [row for row in rows.iter_rows(named=True) if row["counted"] and row["ordered_at"] < datetime(2025, 5, 1)]
    for row in kept:
        gross[row["currency"]] += row["gross"]
        refunded[row["currency"]] += row["refunded"]
        months[f"{row['ordered_at']:%Y-%m}"] += 1
    found = summed(rows)
    assert found == summed(rows, engine="pandas")
    assert found.gross == {code: f"{gross[code] / 100:.2f}" for code in sorted(gross)}
    assert found.net == {code: f"{(gross[code] - refunded[code]) / 100:.2f}" for code in sorted(gross)}
    assert {month.month: month.orders for month in found.months} == months
    assert found.orders == len(kept) == sum(months.values())
    assert found.guest_orders == sum(row["customer"] is None for row in kept)
    assert found.buyers == len({row["customer"] for row in kept} - {None})


@pytest.mark.parametrize(
    ("name", "orders", "customers", "revenue"),
    [
        ("master", published.CDNOW_ORDERS, published.CDNOW_CUSTOMERS, published.CDNOW_REVENUE),
        (
            "sample",
            published.CDNOW_SAMPLE_ORDERS,
            published.CDNOW_SAMPLE_CUSTOMERS,
            published.CDNOW_SAMPLE_REVENUE,
        ),
    ],
)
def test_cdnow_has_its_published_totals(name, orders, customers, revenue):
    found = summed(made.cdnow(name), as_of=made.CDNOW_END)
    assert (found.orders, found.buyers, found.net) == (orders, customers, {"EUR": revenue})
