"""Gamma-Gamma: the published fit, slow versions, and the customers it must not be taken for."""

from datetime import date
from functools import cache

import numpy as np
import pytest
from lifetimes.datasets import load_cdnow_summary_data_with_monetary_value
from scipy.integrate import quad
from scipy.stats import gamma

from analysis import bgnbd, calendar, gamma_gamma
from analysis.errors import Refused
from analysis.occasions import gather
from analysis.summaries import summarise, values
from tests import published
from tests.analysis import made

CALIBRATED = calendar.day_number(date(1997, 9, 30))
CENTS = tuple(published.CDNOW_GAMMA_GAMMA_CENTS.values())[:3]


@cache
def shipped():
    """Frequencies and mean values as they are shipped, rounded to cents."""
    frame = load_cdnow_summary_data_with_monetary_value()
    return frame["frequency"].to_numpy().astype(int), frame["monetary_value"].to_numpy()


@cache
def rebuilt():
    orders = made.cdnow("sample")
    occasions = gather(orders, as_of=made.CDNOW_END)
    found = values(orders, occasions, summarise(occasions, through=CALIBRATED), currency="EUR", through=CALIBRATED)
    return found.frequency, found.monetary_value


@pytest.mark.parametrize(("data", "figures"), [(rebuilt, published.CDNOW_GAMMA_GAMMA), (shipped, published.CDNOW_GAMMA_GAMMA_CENTS)])
def test_cdnow_gives_the_published_parameters_and_likelihood(data, figures):
    """From the orders themselves as printed; from the shipped means, rounded to cents, v differs in the second decimal."""
    model = gamma_gamma.fit(*data())
    assert (model.p, model.q, model.v) == pytest.approx(tuple(figures.values())[:3], rel=1e-4)
    assert model.log_likelihood == pytest.approx(figures["log_likelihood"], abs=1e-4)
    assert (model.customers, model.notes) == (946, ())
    assert (model.correlation, model.rank_correlation) == pytest.approx(published.CDNOW_WORTH_CORRELATION, abs=1e-4)


def test_the_first_order_taken_in_is_another_model():
    """One order would be trusted like two."""
    orders = made.cdnow("sample")
    occasions = gather(orders, as_of=made.CDNOW_END)
    summaries = summarise(occasions, through=CALIBRATED)
    frequency, mean = rebuilt()
    first = {}
    for who, when, cents in orders.select("customer", "ordered_at", "gross").iter_rows():
        day = when.date()
        known = first.setdefault(who, [day, 0])
        known[1] += cents if day == known[0] else 0
    worth = np.array([first[who][1] / 100 for who in summaries.customers])
    back = frequency > 0
    together = (worth[back] + frequency[back] * mean[back]) / (frequency[back] + 1)
    wrong = gamma_gamma.fit(frequency[back], together)
    assert (wrong.p, wrong.q, wrong.v) == pytest.approx(tuple(published.CDNOW_GAMMA_GAMMA_WRONG.values()), rel=1e-3)


@pytest.mark.parametrize(("customer", "figure"), published.CDNOW_WORTH.items())
def test_expected_worth_of_single_customers(customer, figure):
    """Who has no order after the first is worth what everybody is: never 0."""
    frequency, mean = customer
    assert gamma_gamma.expected_value(CENTS, frequency, np.nan if mean is None else mean) == pytest.approx(figure, abs=1e-3)


def test_expected_worth_of_everybody():
    found = gamma_gamma.expected_value(gamma_gamma.fit(*shipped()).parameters, *shipped())
    assert (found[shipped()[0] > 0].mean(), found.mean()) == pytest.approx((35.375199, 35.252958), abs=1e-3)


def test_worth_of_a_customers_next_year():
    history, mean, orders, worth = published.CDNOW_ONE_CUSTOMER
    expected = bgnbd.expected(tuple(published.CDNOW_BGNBD.values()), 52, *history)
    assert expected == pytest.approx(orders, rel=1e-5)
    assert expected * gamma_gamma.expected_value(CENTS, history[0], mean) == pytest.approx(worth, rel=1e-5)


@pytest.mark.parametrize("seed", range(3))
def test_likelihood_agrees_with_an_integral_and_its_derivatives_with_differences(seed):
    rng = np.random.default_rng(seed)
    place = rng.uniform(1.5, 5, 3) * (1, 1, 4)
    p, q, v = place
    x, z = np.sort(rng.integers(1, 6, 4)), rng.uniform(5, 40, 4)
    slow = sum(
        np.log(quad(lambda n, x=x, z=z: gamma.pdf(z, p * x, scale=1 / (n * x)) * gamma.pdf(n, q, scale=1 / v), 0, np.inf)[0])
        for x, z in zip(x, z)
    )
    of, step = gamma_gamma.likelihood(x, z), 1e-6
    value, slope, curvature = of(place, True)
    assert value == pytest.approx(slow, rel=1e-6)
    for number in range(3):
        move = np.eye(3)[number] * step
        up, down = of(place + move, False), of(place - move, False)
        assert slope[number] == pytest.approx((up[0] - down[0]) / (2 * step), rel=1e-4, abs=1e-6)
        assert curvature[number] == pytest.approx((up[1] - down[1]) / (2 * step), rel=1e-4, abs=1e-6)


def test_another_unit_of_money_changes_v_and_nothing_else():
    frequency, mean = rebuilt()
    euros, cents = gamma_gamma.fit(frequency, mean), gamma_gamma.fit(frequency, mean * 100)
    assert (cents.p, cents.q, cents.v / 100) == pytest.approx((euros.p, euros.q, euros.v), rel=1e-6)
    assert cents.mean / 100 == pytest.approx(euros.mean, rel=1e-8)


def test_a_tail_without_a_mean_has_none():
    """Values of 10 / gamma(.7): the formula would give a mean below 0."""
    rng = np.random.default_rng(4)
    frequency = rng.integers(1, 6, 5000)
    values = rng.gamma(4.5 * frequency, 1 / (4.5 * frequency)) * 10 / rng.gamma(0.7, 1.0, 5000)
    model = gamma_gamma.fit(frequency, values)
    assert model.q < 1 and model.mean is None and "no_mean" in model.notes
    assert model.median == pytest.approx(np.median(values))
    with pytest.raises(ValueError, match="no mean"):
        gamma_gamma.expected_value(model.parameters, 1, 10.0)


def test_worth_that_goes_along_with_frequency_is_said():
    rng = np.random.default_rng(5)
    frequency = rng.integers(1, 9, 3000)
    worth = (10 + 3 * frequency) / rng.gamma(4.0, 1 / 3, 3000)
    model = gamma_gamma.fit(frequency, rng.gamma(6 * frequency, worth / (6 * frequency)))
    assert model.correlation > 0.2 and "tied_to_frequency" in model.notes


def test_orders_of_nearly_one_worth_keep_their_mean():
    rng = np.random.default_rng(6)
    model = gamma_gamma.fit(rng.integers(1, 6, 2000), rng.normal(50, 0.5, 2000))
    assert "same_worth" in model.notes and model.mean == pytest.approx(50, rel=0.01)


def test_too_few_are_refused_and_those_without_a_value_are_left_out():
    with pytest.raises(Refused, match="needed 30"):
        gamma_gamma.fit(np.arange(40) % 2, np.full(40, 9.0))
    frequency, mean = rebuilt()
    assert np.all(np.isnan(mean[frequency == 0]))


def test_drawn_values_have_the_expected_mean():
    """At a posterior with a finite variance; no order, no worth."""
    rng = np.random.default_rng(7)
    orders = np.repeat([[0, 1, 3]], 200_000, axis=0)
    drawn = gamma_gamma.drawn_values((6.25, 5.0, 15.44), orders, np.array([1, 0, 4]), np.array([22.35, np.nan, 60.0]), rng)
    expected = gamma_gamma.expected_value((6.25, 5.0, 15.44), np.array([1, 0, 4]), np.array([22.35, np.nan, 60.0])) * (0, 1, 3)
    assert drawn.mean(axis=0) == pytest.approx(expected, rel=0.02)
    assert not drawn[:, 0].any()
