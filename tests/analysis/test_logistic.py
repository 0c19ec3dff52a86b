"""Logistic regression."""

import numpy as np
import pytest
from scipy.optimize import minimize

from analysis.logistic import logit


@pytest.mark.parametrize("seed", range(5))
def test_the_fit_agrees_with_a_general_optimiser(seed):
    """Naive: minus the log-likelihood, minimised without its derivatives; the covariance is the inverse of its curvature."""
    rng = np.random.default_rng(seed)
    columns = rng.normal(size=(400, 2))
    happened = rng.random(400) < 1 / (1 + np.exp(-(0.3 + columns @ [0.8, -0.5])))
    design = np.column_stack([np.ones(400), columns])

    def loss(b):
        return np.logaddexp(0, design @ b).sum() - happened @ design @ b

    best = minimize(loss, np.zeros(3), method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12, "maxiter": 10_000})
    found = logit(columns, happened)
    assert found.coefficients == pytest.approx(best.x, abs=1e-5)
    step = 1e-3 * np.eye(3)
    b = found.coefficients
    curvature = [[(loss(b + i + j) - loss(b + i - j) - loss(b - i + j) + loss(b - i - j)) / 4e-6 for j in step] for i in step]
    np.testing.assert_allclose(found.covariance, np.linalg.inv(curvature), rtol=1e-3)


def test_of_one_yes_or_no_column_the_slope_is_the_log_odds_ratio():
    """Published in every textbook: ad / bc, with variance 1/a + 1/b + 1/c + 1/d."""
    column = np.repeat([1.0, 1.0, 0.0, 0.0], [30, 10, 20, 40])
    happened = np.repeat([True, False, True, False], [30, 10, 20, 40])
    found = logit(column[:, None], happened)
    assert found.coefficients[1] == pytest.approx(np.log(30 * 40 / (10 * 20)))
    assert found.covariance[1, 1] == pytest.approx(1 / 30 + 1 / 10 + 1 / 20 + 1 / 40)


def test_where_a_column_tells_all_apart_or_repeats_another_there_is_no_fit():
    column = np.arange(20.0)
    assert logit(column[:, None], column > 9) is None
    rng = np.random.default_rng(1)
    twice = rng.normal(size=(50, 1)) @ [[1.0, 1.0]]
    assert logit(twice, rng.random(50) < 0.5) is None
