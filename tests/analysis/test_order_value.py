"""Money to come: CDNOW's holdout in dollars, slow versions, refunds and other currencies, and what is paid under contract."""

from datetime import date
from functools import cache

import numpy as np
import polars as pl
import pytest

from analysis import bgnbd, calendar, forecast, gamma_gamma, ledger, order_value
from analysis.back_test import back_test, money_back_test, orders_back_test, then
from analysis.errors import Refused
from analysis.occasions import gather
from analysis.summaries import summarise, values
from tests import published
from tests.analysis import made

NO_REFUNDS = made.refunds()


@cache
def cdnow():
    orders = made.cdnow("sample")
    occasions = gather(orders, as_of=made.CDNOW_END)
    return orders, occasions, ledger.gather(orders, NO_REFUNDS, occasions, currency="EUR")


def valued(orders, occasions, book, *, through: int | None = None, contract: bool = False):
    through = calendar.day_number(occasions.as_of) if through is None else through
    return order_value.fit(orders, occasions, book, contract=contract, through=through)


def test_cdnows_holdout_in_dollars():
    """What 39 weeks bring: the total that is computed for the published fit, RMSE and correlation over customers, and what came."""
    orders, occasions, book = cdnow()
    made_then = then(occasions, forecast.choose_model(occasions), days=273)
    value = valued(orders, occasions, book, through=made_then.until)
    assert (value.valued, value.kept) == (1.0, 1.0), "the eight orders of 0.00 are all first ones"
    drawn, money = made_then.fitted.orders_and_money(273, value)
    found = money_back_test(occasions, made_then, value, book, money)
    figures = published.CDNOW_HOLDOUT_DOLLARS
    assert found.currency == "EUR" and round(found.observed / 100) == figures["observed"]
    assert found.predicted / 100 == pytest.approx(figures["predicted"], rel=1e-4)
    assert (found.rmse / 100, found.correlation) == pytest.approx((figures["rmse"], figures["correlation"]), rel=1e-3)
    assert not found.no_better_than_naive
    assert found.low < found.predicted < found.high < found.observed, "as few orders were said, so is less money"
    assert orders_back_test(occasions, made_then, drawn) == back_test(occasions, forecast.choose_model(occasions), days=273)


@pytest.mark.parametrize("seed", range(3))
def test_naive_and_observed_money_agree_with_a_loop(seed):
    """Net of refunds that name no order, without what the first day brought."""
    orders = made.random_orders(seed, people=300, rows=3000)
    occasions = gather(orders, as_of=date(2025, 12, 31))
    some = orders.filter(pl.col("customer").is_not_null())["customer"].unique().sort().to_list()[::4]
    refunds = made.refunds(*[(who, "2025-05-03", 700, "EUR") for who in some])
    book = ledger.gather(orders, refunds, occasions, currency="EUR")
    made_then = then(occasions, forecast.choose_model(occasions), days=140)
    value = valued(orders, occasions, book, through=made_then.until)
    found = money_back_test(occasions, made_then, value, book, made_then.fitted.orders_and_money(140, value)[1])
    first = {}
    for who, days in zip(occasions.customers, np.split(occasions.day, occasions.start[1:-1])):
        first[int(who)] = int(days[0])
    came = naive = 0
    entries = [
        (who, calendar.day_number(at.date()), gross - refunded)
        for who, at, gross, refunded, counted, code in orders.select(
            "customer", "ordered_at", "gross", "refunded", "counted", "currency"
        ).iter_rows()
        if counted and who is not None and code == "EUR"
    ] + [(who, calendar.day_number(date(2025, 5, 3)), -700) for who in some if who in first]
    until = made_then.until
    for who, day, net in entries:
        if first[who] <= until:
            came += net if until < day <= until + 140 else 0
            naive += net if until - 140 < day <= until and day > first[who] else 0
    assert (found.observed, found.naive) == (came, naive)


def test_expected_money_is_orders_times_worth_and_the_mean_of_what_is_drawn():
    orders, occasions, book = cdnow()
    fitted = forecast.fit(occasions, forecast.choose_model(occasions))
    value = valued(orders, occasions, book)
    expected = fitted.expected(182) * value.expected()
    history = summarise(occasions)
    worth = values(orders, occasions, history, currency="EUR")
    model = gamma_gamma.fit(worth.frequency, worth.monetary_value)
    place = int(np.argmax(history.frequency))
    slow = bgnbd.expected(fitted.model.parameters, 26, history.frequency[place], history.recency[place] / 7, history.T[place] / 7)
    slow *= gamma_gamma.expected_value(model.parameters, worth.frequency[place], worth.monetary_value[place])
    assert expected[place] / 100 == pytest.approx(slow, rel=1e-9)
    _, money = fitted.orders_and_money(182, value, draws=400)
    assert abs(money.mean() - expected.sum()) < 4.5 * money.std() / 20 + 0.01 * expected.sum()


def test_orders_are_drawn_alike_with_money_and_without():
    orders, occasions, book = cdnow()
    fitted = forecast.fit(occasions, forecast.choose_model(occasions))
    alone, none = fitted.orders_and_money(182, None, draws=20)
    together, _ = fitted.orders_and_money(182, valued(orders, occasions, book), draws=20)
    assert none is None and np.array_equal(alone, together)


def test_many_customers_are_drawn_in_part_with_the_same_spread_of_money(monkeypatch):
    orders, occasions, book = cdnow()
    fitted, value = forecast.fit(occasions, forecast.choose_model(occasions)), valued(orders, occasions, book)
    whole = fitted.orders_and_money(364, value, draws=800)[1]
    monkeypatch.setattr(forecast, "LIVED", 900)
    part = fitted.orders_and_money(364, value, draws=800)[1]
    assert part.mean() == pytest.approx(whole.mean(), rel=0.03)
    assert part.std() == pytest.approx(whole.std(), rel=0.25)


def test_another_unit_of_money_changes_nothing_else():
    """Ten times the amounts are ten times the money, to the last digits."""
    orders, occasions, book = cdnow()
    more = orders.with_columns(pl.col("gross") * 10)
    dear = ledger.gather(more, NO_REFUNDS, occasions, currency="EUR")
    fitted = forecast.fit(occasions, forecast.choose_model(occasions))
    once, ten = (fitted.expected(182) @ valued(*of).expected() for of in ((orders, occasions, book), (more, occasions, dear)))
    assert ten == pytest.approx(10 * once, rel=1e-6)


def test_who_never_bought_in_the_currency_brings_none_of_it():
    """Other currencies have no part in it, neither in the money nor in what an order is worth."""
    orders, occasions, _ = cdnow()
    others = orders.with_columns(currency=pl.when(pl.col("customer") % 3 == 0).then(pl.lit("USD")).otherwise(pl.lit("EUR")))
    book = ledger.gather(others, NO_REFUNDS, occasions, currency="EUR")
    value = valued(others, occasions, book)
    assert value.valued == 1.0
    assert not value.expected()[occasions.customers % 3 == 0].any() and value.expected()[occasions.customers % 3 == 1].all()
    euros = orders.filter(pl.col("customer") % 3 != 0)
    alone = gather(euros, as_of=made.CDNOW_END)
    same = valued(euros, alone, ledger.gather(euros, NO_REFUNDS, alone, currency="EUR"))
    assert same.expected().tolist() == pytest.approx(value.expected()[occasions.customers % 3 != 0].tolist(), rel=1e-6)


def test_orders_without_a_worth_and_refunds_that_name_none_lower_it():
    """An order in five brings nothing, and a tenth of the money was given back."""
    orders, occasions, book = cdnow()
    whole = valued(orders, occasions, book)
    later = orders.with_columns(nothing=(pl.col("order_id") % 5 == 0) & (pl.col("ordered_at").rank("dense").over("customer") > 1))
    free = later.with_columns(refunded=pl.when("nothing").then(pl.col("gross")).otherwise(0))
    assert valued(free, occasions, book).valued == pytest.approx(0.8, abs=0.02)
    tenth = int(book.net.sum() // 10)
    back = made.refunds((int(occasions.customers[0]), "1998-01-01", tenth, "EUR"))
    less = valued(orders, occasions, ledger.gather(orders, back, occasions, currency="EUR"))
    assert less.kept == pytest.approx(0.9, abs=1e-6)
    assert less.expected().sum() == pytest.approx(0.9 * whole.expected().sum(), rel=1e-6)


def test_a_filter_knows_its_customers_alone():
    """Values of a part are those of the whole, customer by customer."""
    orders, occasions, _ = cdnow()
    mask = occasions.customers % 2 == 0
    part = occasions.part(mask)
    assert [part.day[a:b].tolist() for a, b in zip(part.start[:3], part.start[1:4])] == [
        occasions.day[occasions.start[place] : occasions.start[place + 1]].tolist() for place in np.flatnonzero(mask)[:3]
    ]
    whole = values(orders, occasions, summarise(occasions), currency="EUR")
    few = values(orders, part, summarise(part), currency="EUR")
    assert np.array_equal(few.frequency, whole.frequency[mask])
    assert np.array_equal(few.monetary_value, whole.monetary_value[mask], equal_nan=True)
    assert not len(occasions.part(np.zeros(len(mask), dtype=bool)).day)


def test_under_contract_each_pays_what_they_have_paid():
    """Own means, the first payment in them; the mean of all with the standard error of a ratio."""
    rng = np.random.default_rng(3)
    rows = [
        (who, f"2026-{month:02}-{1 + who % 28:02}", {"gross": 1000 + 500 * (who % 3)})
        for who in range(60)
        for month in range(1, 2 + int(rng.integers(2, 9)))
    ]
    orders = made.orders(*rows)
    occasions = gather(orders, as_of=date(2026, 10, 31))
    book = ledger.gather(orders, NO_REFUNDS, occasions, currency="EUR")
    value = valued(orders, occasions, book, contract=True)
    assert value.name == "observed mean" and value.values.spread == 0
    assert value.expected().tolist() == [1000 + 500 * (who % 3) for who in range(60)]
    drawn = value.drawn(None, np.full(60, 2), np.arange(60), rng)
    assert drawn.tolist() == pytest.approx((2 * value.expected()).tolist())
    means = []
    counts, worth = value.values.frequency, value.values.monetary_value
    for _ in range(4000):
        who = rng.integers(0, 60, 60)
        means.append((counts[who] * worth[who]).sum() / counts[who].sum())
    assert value.standard_error == pytest.approx(np.std(means), rel=0.06)
    everybody = value.of_everybody(0.95)
    assert everybody.value == round(100 * value.mean) and everybody.low < everybody.value < everybody.high


def test_orders_whose_mean_may_not_be_finite_are_refused():
    """A few enormous ones decide everything."""
    rng = np.random.default_rng(4)
    rows = [
        (who, f"2026-{month:02}-01", {"gross": int(1000 / worth) + 1})
        for who, worth in enumerate(rng.gamma(0.7, 1.0, 200))
        for month in (1, 3, 6)
    ]
    orders = made.orders(*rows)
    occasions = gather(orders, as_of=date(2026, 10, 31))
    with pytest.raises(Refused, match="finite"):
        valued(orders, occasions, ledger.gather(orders, NO_REFUNDS, occasions, currency="EUR"))


def test_too_few_who_paid_are_refused():
    orders = made.orders(*[(who, "2026-01-01") for who in range(20)])
    occasions = gather(orders, as_of=date(2026, 10, 31))
    book = ledger.gather(orders, NO_REFUNDS, occasions, currency="EUR")
    for contract in (False, True):
        with pytest.raises(Refused, match="30"):
            valued(orders, occasions, book, contract=contract)
