"""How what is explained is divided among attributes."""

from itertools import permutations

import numpy as np
import pytest

from analysis.johnson import johnson
from analysis.lmg import MOST, explained, lmg
from tests import published


def correlated(rng: np.random.Generator, attributes: int, rows: int = 60) -> np.ndarray:
    """Attributes that go along with each other, and an outcome that hangs on some of them; the outcome's column last."""
    x = rng.normal(size=(rows, attributes)) + rng.normal(size=(rows, 1))
    return np.column_stack([x, x @ rng.uniform(-0.3, 1, attributes) + rng.normal(size=rows)])


def of(data: np.ndarray) -> np.ndarray:
    return np.corrcoef(data.T)


def attitude() -> np.ndarray:
    return of(np.roll(np.array(published.ATTITUDE, dtype=float), -1, axis=1))


def r_squared(data: np.ndarray, chosen) -> float:
    """By a regression of its own."""
    x, y = np.column_stack([np.ones(len(data)), data[:, list(chosen)]]), data[:, -1]
    rest = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
    return 1 - rest @ rest / ((y - y.mean()) ** 2).sum()


def by_permutations(data: np.ndarray) -> np.ndarray:
    """Every order in which attributes can enter, one regression after the other."""
    attributes = data.shape[1] - 1
    orders = list(permutations(range(attributes)))
    found = np.zeros(attributes)
    for order in orders:
        before = 0.0
        for place, attribute in enumerate(order):
            now = r_squared(data, order[: place + 1])
            found[attribute] += (now - before) / len(orders)
            before = now
    return found


def test_the_published_shares():
    shares = lmg(attitude())
    assert shares == pytest.approx(published.ATTITUDE_LMG, abs=1e-7)
    assert shares.sum() == pytest.approx(published.ATTITUDE_R_SQUARED, abs=1e-9)
    for trap, values in published.ATTITUDE_NOT_SHARES.items():
        assert shares != pytest.approx(values, abs=1e-3), trap


def test_the_published_relative_weights():
    weights = johnson(attitude())
    assert weights == pytest.approx(published.ATTITUDE_JOHNSON, abs=1e-7)
    assert weights.sum() == pytest.approx(published.ATTITUDE_R_SQUARED, abs=1e-9)


def test_two_attributes_that_nearly_say_the_same_share_what_they_explain():
    """Where least squares gives one of them a negative coefficient; for two attributes both methods are one."""
    case = published.WRONG_SIGN
    found = of(np.column_stack([case["x1"], case["x2"], case["y"]]))
    assert found[0, 1] == pytest.approx(case["correlation"], abs=1e-6)
    assert found[1, 2] == pytest.approx(case["with_outcome"], abs=1e-6)
    assert lmg(found) == pytest.approx(case["lmg"], abs=1e-6)
    assert johnson(found) == pytest.approx(case["lmg"], abs=1e-6)
    assert lmg(found).sum() == pytest.approx(case["r_squared"], abs=1e-6)


def test_correlations_of_pairs_can_be_impossible():
    """Why complete answers are used and no pairs: here more than everything would be explained."""
    table, smallest, trap = published.IMPOSSIBLE_CORRELATIONS
    table = np.array(table)
    assert np.linalg.eigvalsh(table).min() == pytest.approx(smallest, abs=1e-6)
    assert lmg(np.roll(table, -1, axis=(0, 1))).sum() > 1
    assert table[0, 1:] @ np.linalg.solve(table[1:, 1:], table[0, 1:]) == pytest.approx(trap, abs=1e-6)


@pytest.mark.parametrize("attributes", range(1, 7))
def test_shares_are_those_of_every_order_one_by_one(attributes):
    data = correlated(np.random.default_rng(attributes), attributes)
    assert lmg(of(data)) == pytest.approx(by_permutations(data), abs=1e-10)


@pytest.mark.parametrize("attributes", (1, 3, 6))
def test_every_subsets_r_squared_is_that_of_its_own_regression(attributes):
    data = correlated(np.random.default_rng(attributes), attributes)
    found = explained(of(data))
    for subset in range(2**attributes):
        assert found[subset] == pytest.approx(r_squared(data, [j for j in range(attributes) if subset >> j & 1]), abs=1e-10)


@pytest.mark.parametrize("method", (lmg, johnson))
@pytest.mark.parametrize("seed", range(8))
def test_shares_sum_to_r_squared_and_are_never_negative(method, seed):
    rng = np.random.default_rng(seed)
    data = correlated(rng, int(rng.integers(1, MOST + 1)))
    shares = method(of(data))
    assert shares.sum() == pytest.approx(r_squared(data, range(data.shape[1] - 1)), abs=1e-10)
    assert (shares >= 0).all()


@pytest.mark.parametrize("method", (lmg, johnson))
def test_units_and_orders_change_nothing(method):
    """Neither the scale of an attribute or of the outcome, nor the order of rows or of attributes."""
    rng = np.random.default_rng(5)
    data = correlated(rng, 7)
    shares, turn = method(of(data)), rng.permutation(7)
    assert method(of(data * rng.uniform(0.1, 90, 8) + rng.normal(size=8))) == pytest.approx(shares, abs=1e-12)
    assert method(of(data[rng.permutation(len(data))])) == pytest.approx(shares, abs=1e-12)
    assert method(of(data[:, [*turn, 7]])) == pytest.approx(shares[turn], abs=1e-12)


@pytest.mark.parametrize("method", (lmg, johnson))
def test_of_a_doubled_column_each_copy_gets_half(method):
    """Nothing breaks, and nothing is explained twice."""
    data = correlated(np.random.default_rng(2), 3)
    shares = method(of(data[:, [0, 0, 1, 2, 3]]))
    assert shares[0] == pytest.approx(shares[1], abs=1e-10)
    assert shares.sum() == pytest.approx(r_squared(data, range(3)), abs=1e-9)


@pytest.mark.parametrize("method", (lmg, johnson))
def test_many_cases_at_once_are_the_cases_one_by_one(method):
    """So resamples go through in one piece."""
    tables = np.stack([of(correlated(np.random.default_rng(seed), 5)) for seed in range(4)])
    assert method(tables.reshape(2, 2, 6, 6)) == pytest.approx(np.stack([method(table) for table in tables]).reshape(2, 2, 5), abs=1e-12)


def test_the_two_methods_are_close_where_many_attributes_go_along():
    data = correlated(np.random.default_rng(9), 10, rows=400)
    assert johnson(of(data)) == pytest.approx(lmg(of(data)), abs=0.03)
