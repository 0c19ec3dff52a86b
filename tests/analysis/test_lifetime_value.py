"""What is still to come, for a company: nothing changes that should not, a part is a company of its own, and what lost is not offered."""

from dataclasses import replace
from functools import cache

import numpy as np
import polars as pl
import pytest

from analysis import lifetime_value as module
from analysis.company import company
from analysis.document import document
from analysis.errors import UnknownChoice
from analysis.lifetime_value import lifetime_value
from tests.analysis import made
from tests.forecasts import invented

NOBODY = made.customers()


@cache
def wholesale():
    return invented("wholesale", 3, 700)


@cache
def whole():
    return lifetime_value(wholesale())


def close(one, other) -> None:
    """Assert that two results say the same, to the digits of a sum in another order."""
    one, other = (numbers(document(result)) for result in (one, other))
    assert one == pytest.approx(other, rel=1e-5)


def numbers(part, name="") -> dict[str, float]:
    """Every number of a document by the way to it; a model's drawn curve apart, which goes by the seed."""
    if isinstance(part, dict):
        return {key: value for step in part if step != "curve" for key, value in numbers(part[step], f"{name}.{step}").items()}
    if isinstance(part, list):
        return {key: value for place, one in enumerate(part) for key, value in numbers(one, f"{name}.{place}").items()}
    return {name: part} if isinstance(part, int | float) else {}


@pytest.mark.parametrize("how", ["shuffled", "pandas"])
def test_the_order_of_rows_and_the_kind_of_frame_change_nothing(how):
    orders = wholesale().orders
    orders = orders.sample(fraction=1, shuffle=True, seed=4) if how == "shuffled" else orders.to_pandas()
    refunds, customers = (frame.to_pandas() if how == "pandas" else frame for frame in (made.refunds(), NOBODY))
    close(lifetime_value(company(orders, refunds, customers, as_of=wholesale().as_of)), whole())


def test_money_of_ten_times_the_amounts_is_ten_times_as_much():
    orders = wholesale().orders.with_columns(pl.col("gross") * 10)
    dear = lifetime_value(company(orders, made.refunds(), NOBODY, as_of=wholesale().as_of))
    assert dear.so_far == 10 * whole().so_far
    assert dear.orders.back_test == whole().orders.back_test
    money, ten = whole().value.back_test, dear.value.back_test
    assert (ten.predicted, ten.rmse, ten.naive) == pytest.approx((10 * money.predicted, 10 * money.rmse, 10 * money.naive), rel=1e-5)
    assert ten.correlation == pytest.approx(money.correlation, rel=1e-6)


def test_a_part_is_as_a_company_of_these_customers_alone():
    """A filter takes customers with their whole history, and nothing of the others."""
    found = wholesale()
    mask = found.occasions.customers % 2 == 0
    alone = company(found.orders.filter(pl.col("customer") % 2 == 0), made.refunds(), NOBODY, as_of=found.as_of)
    close(lifetime_value(found, mask=mask), lifetime_value(alone))
    parts = [lifetime_value(found, mask=part) for part in (mask, ~mask)]
    assert sum(part.customers for part in parts) == whole().customers
    assert sum(part.so_far for part in parts) == whole().so_far


def test_seed_and_level_move_the_interval_alone():
    other, narrow = lifetime_value(wholesale(), seed=5), lifetime_value(wholesale(), level=0.5)
    come = whole().orders.orders_to_come
    assert other.orders.orders_to_come.value == narrow.orders.orders_to_come.value == come.value
    assert come.low < narrow.orders.orders_to_come.low < narrow.orders.orders_to_come.high < come.high
    assert other.orders.orders_to_come.low != come.low


@pytest.mark.parametrize("lost", ["orders", "money"])
def test_what_lost_against_the_same_again_is_not_offered(lost, monkeypatch):
    """Without orders there is no money either; without a value there are orders."""

    def beaten(of):
        return lambda *arguments, **options: replace(of(*arguments, **options), no_better_than_naive=True)

    name = f"{lost}_back_test"
    monkeypatch.setattr(module.back_test, name, beaten(getattr(module.back_test, name)))
    found = lifetime_value(wholesale())
    assert found.to_come is None and not found.value.offered
    offered = lost == "money"
    assert found.orders.offered == offered == (found.orders.orders_to_come is not None) == (found.orders.curve is not None)
    assert found.orders.back_test is not None and found.value.back_test is not None


def test_guests_alone_are_nobody_to_forecast():
    orders = made.orders(*[(None, f"2026-01-{day:02}") for day in range(1, 29)])
    found = lifetime_value(company(orders, made.refunds(), NOBODY))
    assert (found.customers, found.so_far, found.models, found.to_come) == (0, 0, (), None)
    assert len(found.not_fitted) == 2


def test_nobody_in_a_filter_is_nobody():
    found = lifetime_value(wholesale(), mask=np.zeros(700, dtype=bool)[: len(wholesale().occasions.customers)])
    assert (found.customers, found.models) == (0, ())


def test_a_currency_that_no_order_is_in_is_refused():
    with pytest.raises(UnknownChoice):
        lifetime_value(wholesale(), currency="JPY")


def test_a_short_history_is_fitted_but_not_offered():
    rng = np.random.default_rng(5)
    rows = [(who, f"2026-{month:02}-{int(rng.integers(1, 28)):02}") for who in range(60) for month in (1, 2)]
    found = lifetime_value(company(made.orders(*rows), made.refunds(), NOBODY))
    assert found.orders is not None and not found.orders.offered and found.orders.back_test is None
    assert [one.found for one in found.not_fitted if one.name.startswith("the back-test")] == ["a short history"]
