"""What an import changed on each page: two looks, and what differs between them."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import polars as pl
import pytest

from analysis.changes import Changes, Look, Share, look, restored
from analysis.company import company
from analysis.document import document

REFUNDS = {"customer": pl.Int64, "refunded_at": pl.Datetime, "amount": pl.Int64, "currency": pl.String, "shop": pl.String}


def seen(orders: list[tuple], refunds: list[tuple] = (), held=None) -> Look:
    """Look at a company of orders (customer, day, gross, refunded, currency)."""
    rows = pl.DataFrame(
        {
            "order_id": list(range(len(orders))),
            "customer": [row[0] for row in orders],
            "ordered_at": [datetime.combine(row[1], datetime.min.time()) for row in orders],
            "counted": [True] * len(orders),
            "gross": [row[2] for row in orders],
            "refunded": [row[3] for row in orders],
            "currency": [row[4] for row in orders],
            "shop": ["web"] * len(orders),
        },
        schema_overrides={"customer": pl.Int64},
    )
    free = pl.DataFrame(list(refunds), schema=REFUNDS, orient="row")
    people = pl.DataFrame({"customer": sorted({row[0] for row in orders if row[0] is not None})}, schema={"customer": pl.Int64})
    return look(company(rows, free, people), held or {"orders": len(orders)}, digits={"JPY": 0})


def a_year(customers: int = 40) -> list[tuple]:
    """Orders of customers who begin month by month; every second comes back a month later."""
    orders = []
    for number in range(customers):
        first = date(2025, 1, 10) + timedelta(days=30 * (number % 6))
        orders.append((number, first, 1000, 100, "EUR"))
        if number % 2:
            orders.append((number, first + timedelta(days=31), 500, 0, "EUR"))
    return [*orders, (None, date(2025, 11, 30), 700, 0, "JPY")]


def test_a_look_is_what_plain_loops_count():
    """Orders, net by currency in its own units, buyers, months of a first order, who came back in the month after."""
    orders = a_year()
    free = [(1, datetime(2025, 6, 1), 250, "EUR", "web")]
    found = seen(orders, free)
    euros = sum(row[2] - row[3] for row in orders if row[4] == "EUR") - 250
    assert found.net == {"EUR": Decimal(euros) / 100, "JPY": Decimal(700)}
    first = {}
    for customer, day, *_ in orders:
        if customer is not None:
            first[customer] = min(first.get(customer, day), day)
    month = {customer: day.year * 12 + day.month for customer, day in first.items()}
    back = {c for c, day, *_ in orders if c is not None and day.year * 12 + day.month == month[c] + 1}
    assert (found.orders, found.buyers, found.cohorts, found.as_of) == (len(orders), 40, len(set(month.values())), date(2025, 11, 30))
    assert (found.came_back.n, found.came_back.retained, found.came_back.rate) == (40, len(back), len(back) / 40)


def test_nothing_changed_is_nothing_to_say():
    """The same look twice."""
    one = seen(a_year())
    assert not Changes(before=one, after=one).anything
    assert not Changes(before=Look(), after=look(None, {})).anything


def test_the_first_import_changes_everything():
    """From nothing: what is not there yet is 0, or None where it can't be."""
    found = Changes(before=Look(), after=seen(a_year()))
    assert found.orders == (0, 61)
    assert found.net["JPY"] == (Decimal(0), Decimal(700))
    assert (found.as_of, found.came_back[0]) == ((None, date(2025, 11, 30)), None)
    assert found.held == {"orders": (0, 61)}


def test_taking_it_back_is_the_same_the_other_way():
    """Each pair is turned round."""
    one, other = seen(a_year()[:-5]), seen(a_year())
    there, back = Changes(before=one, after=other), Changes(before=other, after=one)
    for name in ("orders", "as_of", "buyers", "cohorts", "came_back"):
        pair, turned = getattr(there, name), getattr(back, name)
        assert (pair is None and turned is None) or pair == turned[::-1], name
    assert {code: pair[::-1] for code, pair in there.net.items()} == back.net


@pytest.mark.parametrize("name", ["orders", "buyers", "cohorts", "as_of", "came_back"])
def test_only_what_differs_is_said(name):
    """One thing changed is one thing named."""
    one = Look(orders=5, buyers=3, cohorts=2, as_of=date(2026, 1, 31), came_back=Share(n=30, retained=6, rate=0.2, low=0.1, high=0.37))
    other = replace(one, **{name: None if name in ("as_of", "came_back") else 9})
    found = Changes(before=one, after=other)
    named = {n for n in ("orders", "buyers", "cohorts", "as_of", "came_back") if getattr(found, n)}
    assert named == {name}


@pytest.mark.parametrize("orders", [[], a_year(), a_year(1)[:1]])
def test_a_look_that_was_kept_is_the_same_look(orders):
    """As JSON text and back: to the cent, the day and the interval."""
    found = seen(orders, held={"orders": len(orders), "customers": 3}) if orders else Look(held={"customers": 3})
    assert restored(json.loads(json.dumps(document(found)))) == found


@pytest.mark.parametrize("kept", [
    {}, [], None, {"held": 3}, {**document(Look()), "as_of": "soon"}, {**document(Look()), "came_back": {"n": 3}},
])  # fmt: skip
def test_a_look_that_another_version_kept_is_told_from_ours(kept):
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        restored(kept)
