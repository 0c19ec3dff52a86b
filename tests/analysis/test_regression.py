"""Least squares, how sure it is, and where it can't tell attributes apart."""

import numpy as np
import pytest
from scipy.stats import t as student

from analysis.regression import entangled, inflation, least_squares
from tests import published


def test_the_published_coefficients_of_attitude():
    """Two of them negative, although both go along with the rating: that is what entangled attributes do."""
    data = np.array(published.ATTITUDE, dtype=float)
    fit = least_squares(data[:, 1:], data[:, 0], np.arange(30))
    assert fit.coefficients == pytest.approx(published.ATTITUDE_COEFFICIENTS, abs=1e-6)
    assert fit.r_squared == pytest.approx(published.ATTITUDE_R_SQUARED, abs=1e-9)
    assert np.corrcoef(data.T)[0, [2, 6]].min() > 0 > fit.coefficients[[1, 5]].max()


def test_a_wrong_sign_is_marked_as_entangled():
    """Nobody is to read that improving x2 lowers satisfaction: the data can't say how the two share it."""
    case = published.WRONG_SIGN
    x = np.column_stack([case["x1"], case["x2"]]).astype(float)
    fit = least_squares(x, np.array(case["y"], dtype=float), np.arange(10))
    assert fit.coefficients == pytest.approx(case["coefficients"], abs=1e-6)
    assert fit.constant == pytest.approx(0, abs=1e-9)
    marked, partner = entangled(np.corrcoef(x.T))
    assert marked.all() and partner.tolist() == [1, 0]


def test_penalty_and_reward_of_twelve_rows():
    case = published.PENALTY_REWARD
    x, y = np.array(case["x"], dtype=float), np.array(case["y"], dtype=float)
    fit = least_squares(np.column_stack([x <= 2, x == 5]).astype(float), y, np.arange(12))
    assert (fit.constant, *fit.coefficients) == pytest.approx((case["constant"], case["penalty"][0], case["reward"][0]), abs=1e-9)
    assert least_squares(x[:, None], y, np.arange(12)).coefficients[0] == pytest.approx(case["slope"], abs=1e-6)


def textbook(x: np.ndarray, y: np.ndarray, unit: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """By the normal equations, the constant a column, one customer after the other."""
    x = np.column_stack([np.ones(len(x)), x])
    inverse = np.linalg.inv(x.T @ x)
    slopes = inverse @ x.T @ y
    grown = (y - x @ slopes) / (1 - np.diag(x @ inverse @ x.T))
    meat = sum(np.outer(s, s) for s in (x[unit == who].T @ grown[unit == who] for who in np.unique(unit)))
    return slopes[1:], (inverse @ meat @ inverse)[1:, 1:]


@pytest.mark.parametrize("seed", range(4))
def test_spread_is_hc3_summed_over_a_customers_answers(seed):
    rng = np.random.default_rng(seed)
    x = rng.integers(1, 6, (50, 3)).astype(float)
    y = x @ [0.5, 0.2, 0] + rng.normal(size=50) * x[:, 0]
    unit = np.arange(50) if seed % 2 else np.concatenate([np.arange(25), rng.integers(0, 25, 25)])
    fit, (slopes, covariance) = least_squares(x, y, unit), textbook(x, y, unit)
    assert fit.coefficients == pytest.approx(slopes)
    assert fit.covariance == pytest.approx(covariance)
    low, high = fit.intervals(0.9)
    assert high - low == pytest.approx(2 * student.ppf(0.95, len(np.unique(unit)) - 4) * np.sqrt(np.diag(covariance)))
    assert fit.combined(np.array([0.5, 0, 0]), 0.9) == pytest.approx(tuple(0.5 * ends[0] for ends in (slopes, low, high)))


def test_answers_of_one_customer_are_no_new_evidence():
    """Everybody's answers copied nine times: the interval doesn't shrink as if there were nine times as many people."""
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(60, 2)), rng.normal(size=60)
    once = least_squares(x, y, np.arange(60))
    often = least_squares(np.tile(x, (9, 1)), np.tile(y, 9), np.tile(np.arange(60), 9))
    assert often.covariance == pytest.approx(once.covariance, rel=0.25)
    assert np.diag(least_squares(np.tile(x, (9, 1)), np.tile(y, 9), np.arange(540)).covariance).max() < np.diag(once.covariance).min() / 4


def test_what_cannot_be_told_apart_is_said_and_breaks_nothing():
    """A doubled column, and one that is the same for all."""
    rng = np.random.default_rng(3)
    x = rng.normal(size=(40, 2))
    fit = least_squares(np.column_stack([x, x[:, 0], np.full(40, 4.0)]), x @ [1, 2], np.arange(40))
    assert fit.identified.tolist() == [False, True, False, False]
    assert fit.coefficients[[0, 2]].sum() == pytest.approx(1) and fit.coefficients[1] == pytest.approx(2)


@pytest.mark.parametrize("attributes", (2, 5))
def test_inflation_is_that_of_each_attribute_by_the_others(attributes):
    rng = np.random.default_rng(attributes)
    x = rng.normal(size=(80, attributes)) + rng.normal(size=(80, 1))
    expected = [1 / (1 - least_squares(np.delete(x, at, axis=1), x[:, at], np.arange(80)).r_squared) for at in range(attributes)]
    assert inflation(np.corrcoef(x.T)) == pytest.approx(expected)


def test_entangled_without_any_pair_that_is():
    """One attribute is nearly the sum of four others, and goes along with none of them much."""
    rng = np.random.default_rng(4)
    x = rng.normal(size=(500, 5))
    x[:, 4] = x[:, :4].sum(axis=1) + 0.3 * rng.normal(size=500)
    among = np.corrcoef(x.T)
    assert np.abs(among - np.eye(5)).max() < 0.6
    assert entangled(among)[0].all()
    assert np.isinf(inflation(np.array([[1.0, 1.0], [1.0, 1.0]]))).all()
    assert not entangled(np.eye(1))[0].any()
