"""How far each kind of table reaches is what its rows say."""

from datetime import UTC, date, datetime

import pytest

from models.reach import reach
from models.undo import undo
from tests.models import exports
from tests.models.companies import Company, text
from tests.models.workspaces import MOMENT, bring, query

KINDS = ("survey", "complaints", "interactions", "memberships", "rewards", "referrals", "spending", "employees")
TABLE = {"survey": "response", "employees": "response", "complaints": "complaint", "interactions": "interaction", "spending": "spend",
         "memberships": "membership", "rewards": "reward", "referrals": "referral"}  # fmt: skip
TIME = {"survey": "answered_at", "employees": "answered_at", "complaints": "opened_at", "interactions": "happened_at",
        "memberships": "member_since", "rewards": "rewarded_at", "referrals": "referred_at", "spending": "spent_at"}  # fmt: skip


def rows(store) -> dict[str, tuple]:
    return {kind: tuple(parts) for kind, *parts in reach(store).tables.iter_rows()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_counted_and_dated_as_its_table_is(kind, store):
    """The number of its rows, of different customers, and the first day; the last is never before it."""
    bring(store, text(Company(3).rows(kind, 20)), file=f"{kind}.csv")
    number, customers, first, last = rows(store)[kind]
    stored = query(store, f"SELECT party_id, {TIME[kind]} FROM {TABLE[kind]}")
    assert number == len(stored) and customers == len({party for party, _ in stored if party is not None})
    days = [datetime.fromtimestamp(moment, UTC).date() for _, moment in stored if moment is not None]
    assert first == min(days) and last >= max(days)
    assert {other for other, parts in rows(store).items() if parts[0]} - {kind, "customers"} == set()


def test_an_empty_workspace_has_a_line_of_each_kind(store):
    assert set(rows(store)) == {"customers", *KINDS}
    assert all(parts == (0, 0, None, None) for parts in rows(store).values())


def test_a_cost_reaches_through_its_last_day(store):
    bring(store, exports.table(("spent_at", "spent_until", "purpose", "amount", "currency"),
                               ("2026-01-01", "2026-01-31", "acquisition", "5.00", "EUR"),
                               ("2026-01-20", "", "retention", "5.00", "EUR")), file="spending.csv")  # fmt: skip
    assert rows(store)["spending"][2:] == (date(2026, 1, 1), date(2026, 1, 31))


def test_customers_are_those_that_a_list_described(store):
    bring(store, exports.table(("order_id", "email", "date", "amount"), ("1", "a@example.org", "2026-01-05", "5.00")))
    assert rows(store)["customers"][0] == 0
    bring(store, exports.table(("email", "customer_name", "joined_at"), ("b@example.org", "Mira", "2026-01-01")), file="customers.csv")
    assert rows(store)["customers"][0] == 1


def test_rows_left_out_are_those_of_the_imports_that_stand(store):
    headers = ("order_id", "email", "date", "amount")
    for place in range(2):
        bring(store, exports.table(headers, (f"{place}", "a@example.org", "2026-01-05", "5.00"), (f"x{place}", "", "2026-01-06", "oops")))
    assert reach(store).left_out == 2
    undo(store, undone_at=MOMENT)
    assert reach(store).left_out == 1 and reach(store).revision == store.revision
