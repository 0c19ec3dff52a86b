"""The recommendation score and its interval."""

from math import sqrt

import numpy as np
import pytest

from analysis.recommendation import apart, recommendation
from tests import published


def answered(promoters: int, passives: int, detractors: int) -> np.ndarray:
    return np.repeat([10.0, 8.0, 3.0], [promoters, passives, detractors])


@pytest.mark.parametrize(("promoters", "passives", "detractors", "score", "error", "wald", "interval"), published.RECOMMENDATIONS)
def test_score_and_interval_repeat_the_formula(promoters, passives, detractors, score, error, wald, interval):
    """With six promoters of six the plain interval has no width; the adjusted one has."""
    found = recommendation(answered(promoters, passives, detractors))
    assert (found.score, found.low, found.high) == pytest.approx((score, *interval), abs=1e-6)
    n = promoters + passives + detractors
    p, d = promoters / n, detractors / n
    assert 100 * sqrt((p + d - (p - d) ** 2) / n) == pytest.approx(error, abs=1e-6)
    assert (found.low, found.high) != pytest.approx(wald, abs=1e-3)


def test_the_variance_of_a_difference_of_two_parts_of_one_whole():
    """Traps: two independent shares; passives left out of n."""
    independent, without_passives = published.NOT_RECOMMENDATIONS
    assert 100 * sqrt((0.5 * 0.5 + 0.2 * 0.8) / 10) == pytest.approx(independent, abs=1e-6)
    found = recommendation(answered(5, 3, 2))
    assert found.score != pytest.approx(without_passives, abs=1)
    scores = np.repeat([100.0, 0.0, -100.0], [5, 3, 2])
    assert scores.std() / sqrt(10) == pytest.approx(published.RECOMMENDATIONS[0][4], abs=1e-6)


@pytest.mark.parametrize("n", published.RECOMMENDATION_COVERAGE)
def test_the_interval_holds_as_often_as_it_says(n):
    rng = np.random.default_rng(n)
    draws = rng.multinomial(n, [0.6, 0.3, 0.1], 3000)
    kinds, counts = np.unique(draws, axis=0, return_counts=True)
    held = sum(many for kind, many in zip(kinds, counts) if (found := recommendation(answered(*kind))).low <= 50 <= found.high)
    assert held / 3000 == pytest.approx(published.RECOMMENDATION_COVERAGE[n], abs=0.015)


def test_unanswered_is_not_in_n_and_nobody_has_no_score():
    assert recommendation(np.array([10.0, np.nan])).n == 1
    assert recommendation(np.array([np.nan])) is None


@pytest.mark.parametrize("seed", range(10))
def test_a_score_agrees_with_counting_and_stays_within_its_interval(seed):
    """Naive: one loop. Property: score and interval lie from -100 to 100; the order of answers changes nothing."""
    rng = np.random.default_rng(seed)
    answers = rng.integers(0, 11, 30).astype(float)
    found = recommendation(answers)
    naive = sum(int(answer >= 9) - int(answer <= 6) for answer in answers) / 30 * 100
    assert found.score == pytest.approx(naive)
    assert -100 <= found.low <= found.score <= found.high <= 100
    assert recommendation(rng.permutation(answers)) == found


def test_two_groups_are_told_apart_only_beyond_chance():
    assert apart(recommendation(answered(5, 3, 2)), recommendation(answered(4, 3, 3))) > 0.3
    assert apart(recommendation(answered(500, 300, 200)), recommendation(answered(400, 300, 300))) < 0.001
