"""Customers drawn again."""

import numpy as np
import pytest

from analysis.resampling import correlations, cross_products, times_drawn, weighted_means


def answers(seed: int, rows: int = 40, columns: int = 4) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    unit = np.concatenate([np.arange(rows // 2), rng.integers(0, rows // 2, rows - rows // 2)])
    return np.column_stack([np.ones(rows), rng.integers(1, 6, (rows, columns))]).astype(float), unit


def written_out(values: np.ndarray, unit: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The rows of a resample, each as often as its customer was drawn."""
    return np.concatenate([np.repeat(values[row : row + 1], int(weight[who]), axis=0) for row, who in enumerate(unit)])


def test_a_resample_is_known_by_its_number():
    """Drawn in slices, in any order, they are what they are drawn at once: a job can go on where it stopped."""
    whole = times_drawn(30, range(10), seed=3)
    parts = [times_drawn(30, range(begin, begin + 5), seed=3) for begin in (5, 0)]
    assert (np.concatenate(parts[::-1]) == whole).all()
    assert (whole.sum(axis=1) == 30).all()
    assert not (times_drawn(30, range(10), seed=4) == whole).all()


def test_a_customer_is_drawn_once_on_average_and_missed_in_a_third():
    drawn = times_drawn(1_000, range(200), seed=1)
    assert drawn.mean() == 1
    assert (drawn == 0).mean() == pytest.approx(np.exp(-1), abs=0.005)
    assert drawn.mean(axis=0).std() == pytest.approx(1 / np.sqrt(200), rel=0.1)


@pytest.mark.parametrize("seed", range(3))
def test_sums_are_those_of_the_rows_written_out(seed):
    """All rows of a customer together."""
    values, unit = answers(seed)
    drawn = times_drawn(unit.max() + 1, range(5), seed=seed)
    for found, weight in zip(cross_products(values, unit, drawn), drawn, strict=True):
        rows = written_out(values, unit, weight)
        assert found == pytest.approx(rows.T @ rows)


@pytest.mark.parametrize("seed", range(3))
def test_means_are_those_of_the_rows_written_out_that_have_a_value(seed):
    values, unit = answers(seed)
    values[np.random.default_rng(seed).random(values.shape) < 0.3] = np.nan
    drawn = times_drawn(unit.max() + 1, range(5), seed=seed)
    for found, weight in zip(weighted_means(values, unit, drawn), drawn, strict=True):
        assert found == pytest.approx(np.nanmean(written_out(values, unit, weight), axis=0))


def test_nobody_drawn_is_no_value_and_not_zero():
    assert np.isnan(weighted_means(np.array([[3.0], [np.nan]]), np.array([0, 1]), np.array([[0.0, 2.0]]))[0, 0])


def test_correlations_are_numpys_and_none_with_what_never_changes():
    values, unit = answers(1)
    values[:, 2] = 4
    found = correlations(cross_products(values, unit, np.ones((1, unit.max() + 1))))[0]
    kept = [0, 2, 3]
    assert found[np.ix_(kept, kept)] == pytest.approx(np.corrcoef(values[:, [1, 3, 4]].T))
    assert (found[1] == 0).all() and (found[:, 1] == 0).all()
