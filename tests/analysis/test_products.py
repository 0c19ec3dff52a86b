"""Products a few rows at a time."""

import numpy as np
import pytest

from analysis.products import applied, crossed


@pytest.mark.parametrize(("rows", "columns"), [(0, 3), (1, 1), (15, 120), (16, 120), (10_001, 5), (777, 33)])
def test_they_are_the_products_in_one_piece(rows, columns):
    """However many rows are left over from the last whole block."""
    rng = np.random.default_rng(rows)
    first, second, table = rng.normal(size=(rows, columns)), rng.normal(size=(rows, 3)), rng.normal(size=(columns, columns))
    assert crossed(first, second) == pytest.approx(first.T @ second)
    assert crossed(first, first) == pytest.approx(first.T @ first)
    assert applied(first, table) == pytest.approx(first @ table)


def test_columns_that_do_not_lie_together_are_multiplied_as_well():
    values = np.arange(4_000.0).reshape(20, 200).T
    assert crossed(values, values) == pytest.approx(values.T @ values)
    assert applied(values[:, ::2], np.eye(10)) == pytest.approx(values[:, ::2])
