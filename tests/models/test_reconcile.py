"""Where a file's rows and money go: the parts sum to the whole, proved by adding the file's cells up again."""

import pytest

from models.ingest.prepare import tables_of
from models.ingest.reading import Said
from models.ingest.reconcile import Reconciliation, reconcile
from tests.models import exports
from tests.models.companies import Company, text


def reconciled(data: bytes, file="orders.csv", **said) -> Reconciliation:
    [candidate] = tables_of(file, data, Said(**said))
    return reconcile(candidate.table, candidate.checked())


def steps(money) -> dict[str, int]:
    return {step.reason: step.amount for step in money.steps}


def test_money_in_the_file_goes_where_it_goes_to_the_cent():
    """Cancelled, unreadable, said again, given back; what is left counts."""
    headers = ("order_id", "customer_id", "order_date", "amount", "refunded", "currency", "status")
    rows = (
        ("1", "C1", "2026-01-05", "100.00", "", "EUR", "paid"),
        ("2", "C1", "2026-01-06", "50.01", "20.00", "EUR", "paid"),
        ("3", "C2", "2026-01-07", "30.00", "", "EUR", "cancelled"),
        ("4", "C2", "2026-02-30", "7.50", "", "EUR", "paid"),
        ("5", "C3", "2026-01-09", "n/a", "", "EUR", "paid"),
        ("1", "C1", "2026-01-05", "100.00", "", "EUR", "paid"),
        ("6", "", "2026-01-10", "12.00", "", "GBP", "paid"),
        ("", "", "", "", "", "", ""),
    )
    found = reconciled(exports.table(headers, *rows))
    euros, pounds = found.money
    assert (euros.currency, euros.in_file, euros.counted, euros.unexplained) == ("EUR", 28_751, 13_001, 0)
    assert steps(euros) == {"duplicate of an earlier row": 10_000, "cancelled": 3_000, "rows to fix": 750, "refunds": 2_000}
    assert [(step.orders, step.unknown) for step in euros.steps if step.reason == "rows to fix"] == [(2, 1)]
    assert (pounds.currency, pounds.in_file, pounds.counted, pounds.steps) == ("GBP", 1_200, 1_200, ())
    rows = found.rows
    assert (rows.rows, rows.used, rows.nothing, rows.to_fix) == (8, 5, 1, 2)
    assert (rows.things, rows.counted, rows.idle, rows.people, rows.nobody) == (4, 3, 1, 1, 1)


CASES = {
    "articles under an order": exports.shopify(
        {"Name": "#1", "Email": "a@example.org", "Total": "9.00", "Lineitem name": "Mug"},
        {"Name": "#1", "Lineitem name": "Cup"},
        {"Name": "#2", "Total": "5.00", "Cancelled at": "2026-01-09", "Lineitem name": "Pen"},
        {"Name": "#3", "Total": "6.00", "Refunded Amount": "6.00", "Financial Status": "refunded", "Lineitem name": "Pen"},
    ),
    "lines with amounts of their own": exports.table(
        ("order_id", "date", "product", "line amount", "customer_id"),
        ("1", "2026-01-05", "Mug", "5.00", "C1"), ("1", "2026-01-05", "Cup", "2.50", "C1"), ("2", "2026-01-06", "Mug", "5.00", "C2"),
        ("1", "2026-02-05", "Mug", "-5.00", "C1"),
    ),
    "the order's amount on each of its rows": exports.table(
        ("order_id", "date", "product", "total", "status"),
        ("1", "2026-01-05", "Mug", "11.00", "paid"), ("1", "2026-01-05", "Cup", "11.00", "paid"),
        ("2", "2026-01-06", "Mug", "9.00", "cancelled"), ("2", "2026-01-06", "Pen", "9.00", "cancelled"),
    ),
    "rows without numbers": exports.table(
        ("date", "customer_id", "product", "amount"), ("2026-01-05", "C1", "Mug", "5.00"), ("2026-01-05", "C1", "Cup", "2.00"),
        ("2026-01-09", "C1", "Mug", "-5.00"), ("Total", "", "", "2.00"),
    ),
    "quantities and prices": exports.table(
        ("order_id", "date", "product", "quantity", "unit price"),
        ("1", "2026-01-05", "Mug", "3", "1.335"), ("1", "2026-01-05", "Cup", "1", "2"),
    ),
    "yen": exports.table(("order_id", "date", "amount", "currency"), ("1", "2026-01-05", "1200", "JPY"), ("2", "2026-01-06", "0", "JPY")),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_left_unexplained_however_rows_make_orders(case):
    """The file's cells, added up again, are what counts and what doesn't."""
    [money] = reconciled(CASES[case]).money
    assert money.unexplained == 0
    assert money.in_file == money.counted + sum(step.amount for step in money.steps) > 0


@pytest.mark.parametrize("seed", range(8))
def test_a_generated_file_reconciles(seed):
    """Orders and spending, with a bad row and a repeated one."""
    company = Company(seed)
    for kind in ("orders", "spending"):
        rows = company.rows(kind, 40)
        rows[3] = {**rows[3], "amount": "x"}
        found = reconciled(text([*rows, rows[5]]), f"{kind}.csv")
        assert [money.unexplained for money in found.money] == [0] * len(found.money)
        assert found.rows.rows == found.rows.used + found.rows.nothing + found.rows.to_fix == 41


def test_a_table_without_money_has_rows_alone():
    """Complaints: how many, of how many people, of nobody."""
    rows = Company(1).rows("complaints", 12)
    found = reconciled(text(rows), "complaints.csv")
    nobody = sum(1 for row in rows if not row["customer_number"] and not row["email"])
    people = {row["email"] or row["customer_number"] for row in rows} - {""}
    assert found.money == ()
    assert (found.rows.things, found.rows.counted, found.rows.nobody, found.rows.people) == (12, 12, nobody, len(people))
