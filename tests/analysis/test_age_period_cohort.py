"""Age, period and cohort: the model against published data, against itself worked out slowly, and what it can't tell."""

from datetime import date

import numpy as np
import pytest
from scipy.optimize import minimize

from analysis import calendar, occasions
from analysis.activity import gather
from analysis.age_period_cohort import Cells, cells, fit, scores
from analysis.deviations import view
from tests import published
from tests.analysis import made, naive

PERIOD = 24_300  # January 2025


def table(n, k, together=None) -> Cells:
    """Cells from a full table of cohorts by ages; without `together` nobody is active at two ages more often than by chance."""
    n, k = np.asarray(n, dtype=float), np.asarray(k, dtype=float)
    cohort, age = (place.ravel() for place in np.indices(k.shape))
    at_risk = np.broadcast_to(n, k.shape)
    if together is None:
        share = k / at_risk
        together = [row[:, None] * row * n_of[0] for row, n_of in zip(share, at_risk, strict=True)]
        for both, counts in zip(together, k, strict=True):
            np.fill_diagonal(both, counts)
    width = k.shape[1]
    return Cells(
        period="month",
        cohort=PERIOD + cohort,
        age=age + 1,
        time=PERIOD + cohort + age + 1,
        n=at_risk.ravel().astype(float),
        k=k.ravel(),
        blocks=tuple(slice(start, start + width) for start in range(0, k.size, width)),
        together=tuple(together),
    )


def random_table(seed: int, shape=(7, 5)) -> Cells:
    draw = np.random.default_rng(seed)
    n = draw.integers(40, 300, size=(shape[0], 1)) * np.ones(shape)
    return table(n, draw.binomial(n.astype(int), draw.uniform(0.1, 0.6, size=shape)).clip(1, n - 1))


def levels(values) -> np.ndarray:
    return (values[:, None] == np.unique(values)).astype(float)


@pytest.mark.parametrize("model", published.BELGIAN_LUNG_CANCER_DEVIANCE)
def test_deviances_are_those_of_the_belgian_data(model):
    """Clayton and Schifflers' table VIII, age by period; deaths are so rare that a logit is a logarithm."""
    deaths = np.array(published.BELGIAN_LUNG_CANCER_DEATHS, dtype=float)[:, :4]
    people = deaths / np.array(published.BELGIAN_LUNG_CANCER_RATES)[:, :4] * 100_000
    age, period = (place.ravel() for place in np.indices(deaths.shape))
    order = np.lexsort((age, period - age))
    age, period, n, k = (values[order] for values in (age, period, people.ravel(), deaths.ravel()))
    # Each cell is a block of its own: other people die in each.
    data = Cells(
        period="month", cohort=period - age, age=age + 1, time=period, n=n, k=k,
        blocks=tuple(slice(at, at + 1) for at in range(len(k))), together=tuple(np.array([[dead]]) for dead in k),
    )  # fmt: skip
    parts = {"A": levels(age), "P": levels(period), "C": levels(period - age), "d": period[:, None].astype(float)}
    found = fit(data, np.hstack([parts[letter] for letter in model]))
    expected = data.n * found.share
    deviance = 2 * (k * np.log(k / expected) - (k - expected)).sum()
    assert deviance == pytest.approx(published.BELGIAN_LUNG_CANCER_DEVIANCE[model], abs=0.02)


@pytest.mark.parametrize("seed", range(5))
def test_without_likeness_it_is_the_logistic_likelihoods_maximum(seed):
    """A general optimiser, which knows nothing of weights, finds the same coefficients."""
    data = random_table(seed)
    design = np.hstack([levels(data.age), (data.time - data.time.mean())[:, None] / 12.0])

    def negative(coefficients):
        linear = design @ coefficients
        return (data.n * np.logaddexp(0, linear) - data.k * linear).sum()

    best = minimize(negative, np.zeros(design.shape[1]), method="BFGS", options={"gtol": 1e-6}).x
    found = fit(data, design)
    assert found.coefficients == pytest.approx(best, abs=0.05)  # the likeness counted is near none, not none
    one = Cells(**{name: getattr(data, name) for name in ("period", "cohort", "age", "time", "n", "k")},
                blocks=tuple(slice(at, at + 1) for at in range(len(data.k))), together=tuple(np.array([[k]]) for k in data.k))  # fmt: skip
    assert fit(one, design).coefficients == pytest.approx(best, abs=1e-4)


def test_a_score_is_chi_square_of_two_by_two():
    """Two cohorts at one age: the score of the second is the root of Pearson's chi square, as everybody computes it."""
    data = table([[80.0], [120.0]], [[30.0], [25.0]])
    z, _ = scores(data, fit(data, np.ones((2, 1))), np.array([[0.0], [1.0]]))
    pooled = 55 / 200
    expected = (25 / 120 - 30 / 80) / np.sqrt(pooled * (1 - pooled) * (1 / 80 + 1 / 120))
    assert z[0] == pytest.approx(expected)


def test_customers_who_always_or_never_order_are_counted_once():
    """Ten months in which the same people order are worth no more than one month."""
    n, shares = 200.0, (60, 90)
    one = table([[n], [n]], [[k] for k in shares])
    k = np.tile(np.array(shares, dtype=float)[:, None], 10)
    same = table(np.full((2, 10), n), k, together=[np.full((10, 10), float(kept)) for kept in shares])
    single, _ = scores(one, fit(one, np.ones((2, 1))), np.array([[0.0], [1.0]]))
    design = levels(same.age)
    many, _ = scores(same, fit(same, design), (same.cohort > PERIOD).astype(float)[:, None])
    assert many[0] == pytest.approx(single[0], rel=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_cells_are_those_of_the_plain_triangle_and_pairs_are_counted_one_by_one(seed):
    """Every cell against the slow triangle; who was active at two ages against a loop over customers."""
    orders, as_of = made.random_orders(seed), date(2025, 4, 30)
    activity = gather(occasions.gather(orders, as_of=as_of), "month")
    found = cells(activity)
    slow = naive.triangle(orders, as_of=as_of, period="month", kind="active")
    for at in range(len(found.k)):
        assert slow[calendar.label(found.cohort[at], "month"), int(found.age[at])][:2] == (found.n[at], found.k[at])
    active = {(int(who), int(age)) for who, age in zip(activity.row_customer, activity.row_period - activity.cohort[activity.row_customer],
                                                       strict=True)}  # fmt: skip
    for block, both in zip(found.blocks, found.together, strict=True):
        members = np.flatnonzero(activity.cohort == found.cohort[block][0])
        ages = found.age[block].tolist()
        for row, a in enumerate(ages):
            for column, b in enumerate(ages):
                assert both[row, column] == sum((who, a) in active and (who, b) in active for who in members.tolist())


@pytest.mark.parametrize("seed", range(3))
def test_a_drift_of_cohorts_and_one_of_periods_are_the_same_fit(seed):
    """They differ by age, which is free: shares, and scores of everything else, don't move."""
    data = random_table(seed)
    ages = levels(data.age)
    models = [np.hstack([ages, ((values - values.mean()) / 12.0)[:, None]]) for values in (data.time, data.cohort)]
    fits = [fit(data, design) for design in models]
    assert fits[0].share == pytest.approx(fits[1].share, abs=1e-8)
    assert fits[0].coefficients[-1] == pytest.approx(fits[1].coefficients[-1], abs=1e-8)
    candidates = np.hstack([levels(data.cohort), levels(data.time)])
    assert scores(data, fits[0], candidates)[0] == pytest.approx(scores(data, fits[1], candidates)[0], abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_deviations_do_not_change_when_a_slope_is_moved_between_periods_and_cohorts(seed):
    """Shares made of age + f(period) + g(cohort), and again with a slope put on cohorts and taken off periods and ages: one table."""
    draw = np.random.default_rng(seed)
    cohorts, ages = np.indices((9, 6))
    period = cohorts + ages
    age, times, starts = draw.normal(-1, 0.3, 6), draw.normal(0, 0.2, 14), draw.normal(0, 0.2, 9)
    slope = 0.07
    first = age[ages] + times[period] + starts[cohorts]
    moved = (age + slope * np.arange(6))[ages] + (times - slope * np.arange(14))[period] + (starts + slope * np.arange(9))[cohorts]
    assert moved == pytest.approx(first)
    n = np.full((9, 6), 5000.0)
    seen = view(table(n, n / (1 + np.exp(-first))))
    # What is told has no slope left, whichever way the shares were made.
    for told, truth, values in ((seen.cohorts, starts, cohorts), (seen.periods, times, period)):
        weights = np.array([(n * 0.2)[values == level].sum() for level in range(len(truth))])
        line = np.polynomial.Polynomial.fit(np.arange(len(truth)), truth, 1, w=np.sqrt(weights))(np.arange(len(truth)))
        assert np.corrcoef([one.size for one in told], truth - line)[0, 1] > 0.99


def test_intervals_of_deviations_are_in_order_and_through_two_points_is_always_a_line():
    seen = view(random_table(3))
    for one in (*seen.periods, *seen.cohorts):
        assert one.low <= one.size <= one.high
    two = view(random_table(4, shape=(2, 4)))
    assert [one.size for one in two.cohorts] == pytest.approx([0, 0], abs=1e-6)
