"""Many p-values at once."""

import numpy as np
import pytest

from analysis.multiplicity import adjusted
from tests import published


def test_the_published_example():
    p, expected, kept = published.BENJAMINI_HOCHBERG
    found = adjusted(p)
    assert found == pytest.approx(expected, abs=1e-6)
    assert (found <= 0.05).sum() == kept
    assert found[2] != pytest.approx(0.13), "without the running minimum"


@pytest.mark.parametrize("seed", range(20))
def test_it_keeps_what_the_papers_step_up_rule_keeps(seed):
    """The largest i with p(i) <= i q / m, and everything before it."""
    rng = np.random.default_rng(seed)
    p = np.round(rng.random(rng.integers(1, 40)) ** 3, 2)
    for q in (0.01, 0.05, 0.2, 0.9):
        ordered = sorted(p)
        passing = [i for i in range(1, len(p) + 1) if ordered[i - 1] <= i * q / len(p) + 1e-12]
        kept = (p <= ordered[passing[-1] - 1]) if passing else np.zeros(len(p), dtype=bool)
        assert ((adjusted(p) <= q + 1e-12) == kept).all()


@pytest.mark.parametrize("seed", range(5))
def test_no_value_falls_and_the_order_of_asking_is_nothing(seed):
    rng = np.random.default_rng(seed)
    p = rng.random(30)
    found, turn = adjusted(p), rng.permutation(30)
    assert (found >= p).all() and (found <= 1).all()
    assert adjusted(p[turn]) == pytest.approx(found[turn])
    assert (np.diff(found[np.argsort(p)]) >= 0).all()


def test_nothing_asked_is_nothing_found():
    assert adjusted([]).tolist() == []
