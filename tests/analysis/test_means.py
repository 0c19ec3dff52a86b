"""Means of answers: intervals that stay on the scale, differences, and what repeated answers are worth."""

import numpy as np
import pytest

from analysis.means import bounded, left_to_ask, paired, repeats, share, welch
from analysis.multiplicity import adjusted
from tests import published


def described(answers) -> tuple[float, float, int]:
    answers = np.array(answers, dtype=float)
    return answers.mean(), answers.std(ddof=1), len(answers)


@pytest.mark.parametrize("answers", published.BOUNDED_MEANS)
def test_a_mean_near_the_end_of_the_scale_has_an_interval_within_it(answers):
    """5.00 ± 0 and an upper end of 5.17 are the traps."""
    mean, low, high, (t_low, t_high) = published.BOUNDED_MEANS[answers]
    found = bounded(*described(answers), low=1, high=5)
    assert np.mean(answers) == mean
    assert found == pytest.approx((low, high), abs=1e-6)
    assert found != pytest.approx((t_low, t_high), abs=1e-3)


def test_the_share_of_the_two_best_is_no_mean():
    answers, k, rate, low, high, wrong = published.TWO_BEST
    assert sum(answer >= 4 for answer in answers) == k
    assert (k / len(answers), *share(k, len(answers))) == pytest.approx((rate, low, high), abs=1e-6)
    assert (np.mean(answers) - 1) / 4 == pytest.approx(wrong) and rate != wrong


def test_of_a_whole_population_the_interval_is_smaller_and_of_all_of_it_a_point():
    k, n, population, factor, right, wrong = published.WHOLE_POPULATION
    assert left_to_ask(n, population) == pytest.approx(factor, abs=1e-6)
    assert share(k, n, divisor=left_to_ask(n, population)) == pytest.approx(right, abs=1e-6)
    assert share(k, n) == pytest.approx(wrong, abs=1e-6)
    assert share(k, n, divisor=left_to_ask(n, n)) == (0.8, 0.8)
    assert bounded(4.0, 1.0, 80, low=1, high=5, divisor=0.0) == (4.0, 4.0)


def test_welch_repeats_r():
    first, second, difference, p, low, high, student = published.WELCH
    found = welch(*described(first), *described(second))
    assert found == pytest.approx((difference, low, high, p), abs=1e-6)
    assert found[3] != pytest.approx(student, abs=1e-4)


def test_two_groups_that_do_not_vary():
    assert welch(5.0, 0.0, 9, 5.0, 0.0, 9)[3] == 1
    assert welch(5.0, 0.0, 9, 4.0, 0.0, 9)[3] == 0


def test_a_gap_is_of_those_who_rated_both():
    """Trap: two means over different people."""
    received, expected, value, low, high, n, wrong = published.GAP
    received, expected = (np.array(values, dtype=float) for values in (received, expected))
    found = paired(received, expected)
    assert (found.value, found.low, found.high, found.n) == pytest.approx((value, low, high, n), abs=1e-6)
    assert np.nanmean(received) - np.nanmean(expected) == pytest.approx(wrong)
    assert paired(received[:1], expected[:1]) is None


def test_many_attributes_are_corrected_together():
    p, corrected, kept = published.BENJAMINI_HOCHBERG
    assert adjusted(p) == pytest.approx(corrected, abs=1e-6)
    assert (adjusted(p) <= 0.05).sum() == kept


@pytest.mark.parametrize("seed", range(20))
def test_a_bounded_interval_stays_on_the_scale_and_moves_with_it(seed):
    """Property: within the ends, around the mean; a scale of 0 to 100 gives the same interval, stretched; fewer answers, a wider one."""
    rng = np.random.default_rng(seed)
    answers = rng.integers(1, 6, rng.integers(2, 40)).astype(float)
    low, high = bounded(*described(answers), low=1, high=5)
    assert 1 <= low <= answers.mean() + 1e-9 and answers.mean() - 1e-9 <= high <= 5
    wide = bounded(*described((answers - 1) * 25), low=0, high=100)
    assert wide == pytest.approx(((low - 1) * 25, (high - 1) * 25), abs=1e-9)
    fewer = bounded(*described(answers), low=1, high=5, divisor=2.0)
    assert fewer[0] <= low and fewer[1] >= high


def test_the_interval_holds_as_often_as_it_says():
    """Answers piled up at the top, eight of them: the t interval holds in 86 of 100, this one in at least 94."""
    rng = np.random.default_rng(1)
    chances = np.array([0.01, 0.03, 0.06, 0.25, 0.65])
    truth = chances @ np.arange(1, 6)
    draws = rng.choice(np.arange(1.0, 6.0), (4000, 8), p=chances)
    low, high = bounded(draws.mean(axis=1), draws.std(axis=1, ddof=1), np.full(4000, 8), low=1, high=5)
    assert ((low <= truth) & (truth <= high)).mean() > 0.94


def test_one_answer_tells_nothing_and_none_has_no_interval():
    low, high = bounded([3.0, np.nan], [np.nan, np.nan], [1, 0], low=1, high=5)
    assert (low[0], high[0]) == (1, 5) and np.isnan(low[1])


@pytest.mark.parametrize("seed", range(5))
def test_repeated_answers_agree_with_drawing_whole_people(seed):
    """Naive: the variance of the mean when people are drawn with all their answers, over that when answers are drawn."""
    rng = np.random.default_rng(seed)
    who = np.sort(rng.integers(0, 120, 300))
    values = 3 + rng.normal(size=120)[who] + rng.normal(size=300)
    found = repeats(values[:, None], who)[0]
    people = [values[who == one] for one in np.unique(who)]
    sums, sizes = np.array([one.sum() for one in people]), np.array([len(one) for one in people])
    drawn = rng.integers(0, len(people), (4000, len(people)))
    whole = (sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)).var()
    assert found == pytest.approx(whole / (values.var() / 300), rel=0.1)


def test_people_who_answer_once_are_worth_an_answer_each():
    values = np.random.default_rng(1).normal(size=(50, 2))
    assert repeats(values, np.arange(50)).tolist() == [1, 1]
    assert repeats(values, np.full(50, -1)).tolist() == [1, 1]
