"""The data's health: counted as plain loops count it, of any data frame."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import polars as pl
import pytest

from analysis.company import company
from analysis.document import document
from analysis.errors import UnknownChoice
from analysis.health import ACTIVE_DAYS, BEHIND_DAYS, health
from tests.analysis import made

KINDS = ("customers", "survey", "complaints", "interactions", "memberships", "rewards", "referrals", "spending", "employees")
TABLES = {"kind": pl.String, "rows": pl.Int64, "customers": pl.Int64, "first_day": pl.Date, "last_day": pl.Date}
RESPONSES = {"customer": pl.Int64, "audience": pl.String, "answered_at": pl.Datetime("us")}


def tables(**there: tuple) -> pl.DataFrame:
    """Return how far each kind reaches; those that are not named are empty."""
    return pl.DataFrame([(kind, *there.get(kind, (0, 0, None, None))) for kind in KINDS], schema=TABLES, orient="row")


def responses(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=RESPONSES, orient="row")


def people(*rows: tuple) -> pl.DataFrame:
    """Return customers from (number, e-mail)."""
    return pl.DataFrame([{"customer": number, "key": str(number), "email": email} for number, email in rows], schema=made.CUSTOMER_COLUMNS)


def no_refunds() -> pl.DataFrame:
    return pl.DataFrame(schema=made.REFUND_COLUMNS)


def invented(seed: int) -> dict:
    """Return two years of a company with guests, two currencies, cancelled and late orders, holes, e-mails and answers."""
    chance = random.Random(seed)
    begin = datetime(2025, 1, 1)
    orders = []
    for _ in range(300):
        moment = begin + timedelta(days=chance.choice([*range(0, 200), *range(300, 700)]), hours=chance.randrange(24))
        more = {"currency": chance.choice(["EUR", "EUR", "GBP"]), "counted": chance.random() < 0.9, "shop": chance.choice(["web", "till"])}
        orders.append((chance.choice([None, *range(60)]), moment.isoformat(), more))
    answered = [
        (chance.choice([None, *range(80)]), chance.choice(["customer", "employee"]),
         chance.choice([None, begin + timedelta(days=chance.randrange(900))]))
        for _ in range(120)
    ]  # fmt: skip
    return {
        "orders": made.orders(*orders),
        "customers": people(*((number, f"{number}@example.org" if chance.random() < 0.6 else None) for number in range(90))),
        "responses": responses(*answered),
        "tables": tables(survey=(60, 30, date(2025, 1, 3), date(2026, 6, 1)), spending=(9, 0, date(2025, 1, 1), date(2026, 12, 31))),
    }


def naive(data: dict, as_of: date) -> dict[str, tuple[int, int]]:
    """Count coverage in plain loops."""
    rows = [row for row in data["orders"].iter_rows(named=True) if row["counted"] and row["ordered_at"].date() <= as_of]
    currencies = [row["currency"] for row in rows]
    shown = max(sorted(set(currencies)), key=currencies.count)
    begin = as_of - timedelta(days=ACTIVE_DAYS)
    active = {row["customer"] for row in rows if row["customer"] is not None and row["ordered_at"].date() > begin}
    emails = {row["customer"] for row in data["customers"].iter_rows(named=True) if row["email"] is not None}
    said = {
        row["customer"]
        for row in data["responses"].iter_rows(named=True)
        if row["audience"] == "customer" and row["answered_at"] is not None and begin < row["answered_at"].date() <= as_of
    }
    return {
        "known": (sum(row["customer"] is not None for row in rows), len(rows)),
        "currency": (currencies.count(shown), len(rows)),
        "email": (len(active & emails), len(active)),
        "answered": (len(active & said), len(active)),
    }


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", made.KINDS_OF_FRAME)
def test_coverage_is_what_plain_loops_count(seed, kind):
    data, of = invented(seed), made.KINDS_OF_FRAME[kind]
    found = company(of(data["orders"]), of(no_refunds()), of(data["customers"]))
    result = health(found, of(data["tables"]), of(data["responses"]))
    assert {one.name: (one.k, one.n) for one in result.coverage} == naive(data, found.as_of)
    assert all(one.rate == one.k / one.n for one in result.coverage)
    assert result == health(company(data["orders"], no_refunds(), data["customers"]), data["tables"], data["responses"])
    rows = data["orders"].filter(pl.col("ordered_at").dt.date() <= found.as_of)
    assert (result.uncounted, result.later) == (int((~rows["counted"]).sum()), data["orders"].height - rows.height)
    months = sorted({f"{moment:%Y-%m}" for moment in rows.filter("counted")["ordered_at"]})
    assert not set(result.months_without) & set(months)
    assert all(months[0] < month < months[-1] for month in result.months_without)
    assert {"2025-08", "2025-09"} <= set(result.months_without)


def small(**there: tuple):
    """Return the health of three orders through 18 October 2026, with other tables."""
    orders = made.orders((1, "2026-09-01"), (2, "2026-10-02"), (None, "2026-10-18"))
    return health(company(orders, no_refunds(), people((1, "a@example.org"), (2, None))), tables(**there), responses())


@pytest.mark.parametrize(("days", "behind"), [(0, 0), (BEHIND_DAYS, 0), (BEHIND_DAYS + 1, BEHIND_DAYS + 1), (-40, 0)])
def test_what_ends_more_than_a_month_before_the_newest_is_behind(days, behind):
    ends = date(2026, 10, 18) - timedelta(days=days)
    found = {table.kind: table.behind_days for table in small(survey=(5, 3, date(2026, 1, 1), ends)).tables}
    assert found == {"orders": 40 if days == -40 else 0, "survey": behind}


def test_what_is_not_there_is_missing_and_what_is_not_dated_is_never_behind():
    result = small(survey=(5, 3, None, None), customers=(4, 4, None, None))
    assert result.missing == tuple(kind for kind in KINDS if kind not in ("survey", "customers"))
    assert [(table.kind, table.last_day, table.behind_days) for table in result.tables] == [
        ("orders", date(2026, 10, 18), 0), ("customers", None, 0), ("survey", None, 0),
    ]  # fmt: skip


def test_nobody_was_asked_is_not_nobody_answered():
    assert [one.name for one in small().coverage] == ["known", "currency", "email"]
    assert [(one.k, one.n) for one in small(survey=(5, 3, None, None)).coverage if one.name == "answered"] == [(0, 2)]


def test_orders_that_all_name_nobody_or_never_count_are_no_error():
    guests = health(company(made.orders((None, "2026-09-01")), no_refunds(), people()), tables(), responses())
    assert [(one.name, one.k, one.n, one.rate) for one in guests.coverage] == [
        ("known", 0, 1, 0.0), ("currency", 1, 1, 1.0), ("email", 0, 0, None),
    ]  # fmt: skip
    idle = health(company(made.orders((1, "2026-09-01", {"counted": False})), no_refunds(), people((1, None))), tables(), responses())
    assert idle.uncounted == 1 and idle.tables[0].first_day is None and idle.months_without == ()


def test_an_order_more_in_an_empty_month_closes_a_hole():
    """And changes nothing else of the holes."""
    data = invented(1)
    before = health(company(data["orders"], no_refunds(), data["customers"]), data["tables"], data["responses"])
    more = pl.concat([data["orders"], made.orders((1, "2025-08-15", {"currency": "EUR"}))])
    after = health(company(more, no_refunds(), data["customers"]), data["tables"], data["responses"])
    assert tuple(month for month in before.months_without if month != "2025-08") == after.months_without


def test_the_currency_asked_for_is_the_one_covered():
    data = invented(2)
    found = company(data["orders"], no_refunds(), data["customers"])
    result = health(found, data["tables"], data["responses"], currency="GBP")
    [covered] = [one for one in result.coverage if one.name == "currency"]
    counted = data["orders"].filter(pl.col("counted"), pl.col("ordered_at").dt.date() <= found.as_of)
    assert (covered.k, covered.n) == (counted.filter(pl.col("currency") == "GBP").height, counted.height)
    with pytest.raises(UnknownChoice):
        health(found, data["tables"], data["responses"], currency="USD")


def test_its_document_is_plain():
    result = small(survey=(5, 3, date(2026, 1, 1), date(2026, 2, 1)))
    said = document(result)
    assert said["tables"][1] == {"kind": "survey", "rows": 5, "customers": 3, "first_day": "2026-01-01", "last_day": "2026-02-01",
                                 "behind_days": 259}  # fmt: skip
    assert said == document(replace(result))


def test_a_cost_booked_to_the_end_of_its_month_makes_nothing_late():
    """The month is not over: the newest day is that of the orders, and what ends with them is not behind."""
    orders = made.orders((1, "2026-05-02", {}))
    current = company(orders, no_refunds(), people((1, None)))
    there = tables(survey=(3, 1, date(2026, 1, 1), date(2026, 5, 1)), spending=(2, 0, date(2026, 5, 1), date(2026, 7, 31)))
    found = health(current, there, responses())
    assert found.newest == "orders"
    assert [table.kind for table in found.tables if table.behind_days] == []
