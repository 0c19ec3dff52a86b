"""Wilson and Newcombe against their published cases, against the plain formula, and by how often they are right."""

from math import comb, sqrt

import numpy as np
import pytest

from analysis.errors import UnknownChoice
from analysis.intervals import newcombe, wilson
from tests import published


@pytest.mark.parametrize(("case", "expected"), published.WILSON.items())
def test_wilson_repeats_the_published_cases(case, expected):
    assert wilson(*case) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("wrong", published.NOT_WILSON_4_OF_10)
def test_wilson_is_neither_the_textbook_interval_nor_the_corrected_one(wrong):
    assert abs(wilson(4, 10)[0] - wrong[0]) > 0.01


@pytest.mark.parametrize(("case", "expected"), published.NEWCOMBE.items())
def test_newcombe_repeats_the_published_cases(case, expected):
    assert newcombe(*case) == pytest.approx(expected, abs=1e-6)


def test_overlapping_intervals_can_still_be_distinguishable():
    (low, _), (_, high) = wilson(56, 70), wilson(48, 80)
    assert low < high
    assert newcombe(56, 70, 48, 80)[1] > 0


def test_the_ends_are_exact():
    for n in range(1, 200):
        assert wilson(0, n)[0] == 0.0
        assert wilson(n, n)[1] == 1.0


def test_nobody_at_risk_has_no_interval():
    assert np.isnan(wilson(0, 0)).all()
    low, high = wilson(np.array([0, 1]), np.array([0, 2]))
    assert np.isnan([low[0], high[0]]).all()
    assert 0 < low[1] < high[1] < 1


def test_wilson_agrees_with_the_plain_formula_on_random_counts():
    rng, z = np.random.default_rng(1), 1.959963984540054
    n = rng.integers(1, 5000, 300)
    k = rng.integers(0, n + 1)
    low, high = wilson(k, n)
    for place, (did, of) in enumerate(zip(k.tolist(), n.tolist(), strict=True)):
        p = did / of
        centre = (p + z * z / (2 * of)) / (1 + z * z / of)
        half = z / (1 + z * z / of) * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
        assert (low[place], high[place]) == pytest.approx((centre - half, centre + half), abs=1e-12)
        assert 0 <= low[place] <= p <= high[place] <= 1


def test_wilson_mirrors_and_narrows():
    for k, n in [(0, 7), (3, 10), (40, 41)]:
        low, high = wilson(k, n)
        assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)
        assert wilson(k, n, 0.90)[0] >= low
        assert wilson(k, n, 0.90)[1] <= high


@pytest.mark.parametrize("n", [10, 30, 100])
def test_wilson_covers_the_truth_about_as_often_as_it_says(n):
    low, high = wilson(np.arange(n + 1), np.full(n + 1, n))
    shares = np.linspace(0.05, 0.95, 181)
    chances = [np.array([comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]) for p in shares]
    covered = [chance[(low <= p) & (p <= high)].sum() for p, chance in zip(shares, chances, strict=True)]
    assert 0.94 < np.mean(covered) < 0.965
    assert min(covered) > 0.83


@pytest.mark.parametrize("call", [lambda: wilson(3, 2), lambda: wilson(-1, 2)])
def test_impossible_counts_are_an_error_of_ours(call):
    with pytest.raises(ValueError, match="between 0 and n"):
        call()


def test_a_level_beyond_one_is_refused_in_words():
    with pytest.raises(UnknownChoice, match="between 0 and 1"):
        wilson(1, 2, level=95)
