"""Through which day the data are complete."""

from datetime import date, datetime

import polars as pl
import pytest

from analysis import completeness
from tests.analysis import made

WEB_AND_TILL = made.orders(
    (1, "2026-01-02", {"shop": "web"}),
    (1, "2026-03-09T23:59", {"shop": "web"}),
    (2, "2026-01-05", {"shop": "till"}),
    (2, "2026-03-04", {"shop": "till", "counted": False}),
)


@pytest.mark.parametrize("engine", made.KINDS_OF_FRAME)
def test_the_earliest_shops_last_day_of_any_row(engine):
    found = completeness.as_of(made.KINDS_OF_FRAME[engine](WEB_AND_TILL))
    assert (found.day, found.reason) == (date(2026, 3, 4), "earliest shop")
    assert [(shop.shop, shop.first_day, shop.last_day) for shop in found.shops] == [
        ("till", date(2026, 1, 5), date(2026, 3, 4)),
        ("web", date(2026, 1, 2), date(2026, 3, 9)),
    ]
    assert not any(shop.ended_early for shop in found.shops)


def test_one_shop_and_shops_that_end_together():
    one = made.orders((1, "2026-01-02"), (1, "2026-02-03"))
    assert (completeness.as_of(one).day, completeness.as_of(one).reason) == (date(2026, 2, 3), "only shop")
    two = made.orders((1, "2026-02-03"), (1, "2026-02-03", {"shop": "till"}))
    assert completeness.as_of(two).reason == "same day"


@pytest.mark.parametrize(("last", "early"), [("2026-03-09", False), ("2026-03-08", True)])
def test_a_shop_that_ends_more_than_a_quarter_before_the_latest_is_named(last, early):
    found = completeness.as_of(made.orders((1, last, {"shop": "old"}), (1, "2026-06-08", {"shop": "web"})))
    assert {shop.shop: shop.ended_early for shop in found.shops} == {"old": early, "web": False}
    assert found.day == date.fromisoformat(last)


def test_a_closed_shop_holds_nothing_back():
    found = completeness.as_of(WEB_AND_TILL, closed=["till"])
    assert (found.day, found.reason) == (date(2026, 3, 9), "only shop")
    assert {shop.shop: shop.closed for shop in found.shops} == {"till": True, "web": False}
    found = completeness.as_of(WEB_AND_TILL, closed=["till", "web"])
    assert (found.day, found.reason) == (date(2026, 3, 9), "all closed")


def test_a_refund_is_a_row_of_its_shop():
    found = completeness.as_of(made.orders((1, "2026-01-02")), made.refunds((1, "2026-01-20", 5, "EUR")))
    assert found.day == date(2026, 1, 20)
    only = completeness.as_of(made.orders(), made.refunds((1, "2026-01-20", 5, "EUR")))
    assert only.shops[0].first_day == date(2026, 1, 20)


def test_no_row_no_day():
    assert completeness.as_of(made.orders(), made.refunds()) is None


def test_an_open_deals_planned_day_says_nothing_of_how_far_the_data_goes():
    """It often lies ahead; what was lost or cancelled did happen."""
    orders = pl.DataFrame(
        {
            "shop": ["crm"] * 3,
            "ordered_at": [datetime(2026, 3, 1), datetime(2026, 9, 1), datetime(2026, 3, 5)],
            "state": ["paid", "open", "lost"],
        }
    )
    assert completeness.as_of(orders).day == date(2026, 3, 5)
