"""The additive satisfaction index."""

import numpy as np
import pytest

from analysis.additive_index import additive_index, importances
from tests import published


def missing(rows) -> np.ndarray:
    return np.array(rows, dtype=float)


def test_the_worked_example_and_what_a_missing_rating_does():
    """Traps: missing as 0; a sum that rewards whoever rates more; somebody who rated a fifth of what counts."""
    known = published.ADDITIVE_INDEX
    index, coverage = additive_index(missing(known["ratings"]), np.array(known["weights"]), 1, 5)
    np.testing.assert_allclose(index, missing(known["index"]), atol=1e-6)
    assert coverage == pytest.approx(known["coverage"])
    assert np.nanmean(index) == pytest.approx(known["company"], abs=1e-6)
    assert all(np.nanmean(index) != pytest.approx(wrong, abs=1) for wrong in known["wrong"])


def test_fixed_weights_on_means_are_the_american_index():
    """The same formula on three means from 1 to 10: (x - 1) / 9, and not x / 10."""
    means, weights, index, wrong = published.FIXED_WEIGHTS
    found, _ = additive_index(np.array([means]), np.array(weights), 1, 10)
    assert found[0] == pytest.approx(index, abs=1e-6) != wrong


@pytest.mark.parametrize("seed", range(10))
def test_with_nothing_missing_groups_add_up_to_the_whole(seed):
    """Property: the index is the groups' indices weighted by their weight; from 0 to 100; no scale changes it."""
    rng = np.random.default_rng(seed)
    rated = rng.integers(1, 6, (30, 6)).astype(float)
    weights = rng.integers(1, 6, (30, 6)).astype(float)
    whole, _ = additive_index(rated, weights, 1, 5)
    parts = [slice(0, 2), slice(2, 6)]
    sums = sum(weights[:, part].sum(axis=1) * additive_index(rated[:, part], weights[:, part], 1, 5)[0] for part in parts)
    np.testing.assert_allclose(whole, sums / weights.sum(axis=1), atol=1e-9)
    assert (whole >= 0).all() and (whole <= 100).all()
    np.testing.assert_allclose(additive_index((rated - 1) * 2.5, weights, 0, 10)[0], whole)
    np.testing.assert_allclose(additive_index(rated, weights * 3, 1, 5)[0], whole)


@pytest.mark.parametrize("seed", range(5))
def test_the_index_agrees_with_a_loop(seed):
    rng = np.random.default_rng(seed)
    rated = np.where(rng.random((40, 5)) < 0.4, np.nan, rng.integers(1, 6, (40, 5)))
    importance = np.where(rng.random((40, 5)) < 0.3, np.nan, rng.integers(1, 6, (40, 5)))
    weights = importances(importance, np.ones(5), np.full(5, 5.0))
    index, coverage = additive_index(rated, weights, 1, 5)
    for row in range(40):
        own = [importance[row, c] if not np.isnan(importance[row, c]) else np.nanmean(importance[:, c]) for c in range(5)]
        there = [c for c in range(5) if not np.isnan(rated[row, c])]
        covered = sum(own[c] for c in there) / sum(own)
        assert coverage[row] == pytest.approx(covered)
        if covered >= 0.5:
            assert index[row] == pytest.approx(sum(own[c] * 25 * (rated[row, c] - 1) for c in there) / sum(own[c] for c in there))
        else:
            assert np.isnan(index[row])


def test_what_matters_to_nobody_does_not_count():
    index, coverage = additive_index(missing([[5, 1]]), np.array([3, 0]), 1, 5)
    assert (index[0], coverage[0]) == (100, 1)
    assert importances(np.full((3, 2), np.nan), np.ones(2), np.full(2, 5.0)) is None
