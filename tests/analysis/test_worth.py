"""What a difference is worth, and what winning a customer cost."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from scipy import stats

from analysis.acquisition import acquisition
from analysis.worth import Gain, Money, gain, worth
from tests.analysis import made


def test_the_gain_is_welchs():
    rng = np.random.default_rng(0)
    came, others = rng.gamma(2, 500, 80), rng.gamma(1, 500, 200)
    found = gain(np.concatenate([came, others]), np.repeat([True, False], [80, 200]))
    test = stats.ttest_ind(came, others, equal_var=False)
    assert found.mean / found.variance**0.5 == pytest.approx(test.statistic)
    assert (found.returned, found.others) == (80, 200)


@pytest.mark.parametrize("came", [29, 171])
def test_thirty_of_either_are_needed(came):
    net = np.ones(200)
    assert gain(net, np.arange(200) < came) is None
    assert gain(net, np.arange(200) < 30) is not None


def test_a_currency_in_which_nobody_paid_tells_nothing():
    assert gain(np.zeros(200), np.arange(200) < 100) is None


def test_the_delta_methods_spread_is_that_of_a_simulation():
    rng = np.random.default_rng(1)
    drawn = 800 * rng.normal(0.12, 0.02, 400_000) * rng.normal(5000, 600, 400_000)
    found = worth(800, 0.12, 0.02**2, Gain(mean=5000.0, variance=600.0**2, returned=50, others=50))
    assert found.value == pytest.approx(drawn.mean(), rel=0.01)
    assert (found.high - found.low) / (2 * 1.959964) == pytest.approx(drawn.std(), rel=0.02)


def test_a_higher_level_is_wider_and_nobody_is_worth_nothing():
    brought = Gain(mean=5000.0, variance=600.0**2, returned=50, others=50)
    assert worth(800, 0.12, 0.0, brought, level=0.99).low < worth(800, 0.12, 0.0, brought, level=0.9).low
    assert worth(0, 0.12, 0.0, brought) is None and worth(800, 0.12, 0.0, None) is None


def test_money_is_sure_where_chance_alone_does_not_reach_0():
    assert Money(value=5, low=None, high=None).sure
    assert Money(value=5, low=1, high=9).sure
    assert not Money(value=5, low=-1, high=11).sure
    assert not Money(value=-5, low=-9, high=-1).sure


def spend(*rows):
    """Costs from (first day, last day or None, amount[, purpose[, currency]])."""
    kinds = {"spent_at": pl.String, "spent_until": pl.String, "amount": pl.Int64, "purpose": pl.String, "currency": pl.String}
    whole = [(*row, *("acquisition", "EUR")[len(row) - 3 :]) for row in rows]
    return pl.DataFrame(whole, schema=kinds, orient="row").with_columns(pl.col("spent_at", "spent_until").str.to_datetime(time_unit="us"))


APRIL = {"first": date(1970, 4, 1), "last": date(1970, 4, 30), "currency": "EUR"}
WON = made.history(*[(90 + who, 300) for who in range(20)], as_of=400)  # on 1 to 20 April 1970


@pytest.mark.parametrize("engine", made.KINDS_OF_FRAME)
def test_a_cost_over_several_days_is_spread_over_them(engine):
    frame = spend(("1970-04-01", "1970-04-30", 3000), ("1970-03-17", "1970-04-15", 600), ("1970-04-30", None, 100),
                  ("1970-04-02", None, 7, "service"), ("1970-04-02", None, 7, "acquisition", "USD"), ("1970-05-01", None, 9))  # fmt: skip
    found = acquisition(made.KINDS_OF_FRAME[engine](frame), WON, **APRIL)
    assert (found.spent, found.customers, found.each) == (3000 + 300 + 100, 20, 170)


def test_a_period_that_the_costs_do_not_reach_has_none():
    april = spend(("1970-04-01", "1970-04-30", 3000))
    assert acquisition(april, WON, **(APRIL | {"last": date(1970, 6, 30)})) is None
    assert acquisition(spend(("1970-05-01", None, 3000)), WON, **APRIL) is None
    assert acquisition(spend(), WON, **APRIL) is None
    assert acquisition(april, made.history((90,), as_of=400), **APRIL) is None
