"""How well a score tells two kinds of people apart, and whether another does better."""

import numpy as np
import pytest
from scipy.stats import rankdata

from analysis.discrimination import discrimination, midranks
from tests import published


def random_scores(seed, n=200, shift=0.7):
    rng = np.random.default_rng(seed)
    happened = rng.random(n) < 0.4
    common = rng.normal(size=n)
    first = np.round(common + rng.normal(size=n) + shift * happened, 1)
    second = np.round(common + rng.normal(size=n) + shift * happened, 1)
    return first, second, happened


def pairs(score, happened):
    """One pair after the other: 1 for the right order, a half for a tie."""
    apart = score[happened][:, None] - score[~happened][None, :]
    return np.where(apart > 0, 1.0, np.where(apart == 0, 0.5, 0.0))


def naive(first, second, happened):
    """DeLong's area, variances and covariance, written as his sums over pairs."""
    one, other = pairs(first, happened), pairs(second, happened)
    events, others = one.shape

    def spread(a, b):
        by_event, by_other = (a.mean(1) - a.mean(), b.mean(1) - b.mean()), (a.mean(0) - a.mean(), b.mean(0) - b.mean())
        return (by_event[0] * by_event[1]).sum() / (events - 1) / events + (by_other[0] * by_other[1]).sum() / (others - 1) / others

    return one.mean(), other.mean(), spread(one, one), spread(other, other), spread(one, other)


def test_the_published_area_and_interval():
    counts = published.HANLEY_MCNEIL
    rating = np.repeat(np.tile(np.arange(1.0, 6), 2), counts["normal"] + counts["not"])
    found = discrimination(rating, rating, np.repeat([False, True], [58, 51])).first
    assert (found.value, found.low, found.high) == pytest.approx([counts[name] for name in ("area", "low", "high")], abs=1e-6)
    assert found.n == 51


@pytest.mark.parametrize("seed", range(8))
def test_ranks_say_what_pairs_say(seed):
    scores = random_scores(seed)
    found, (first, second, of_first, of_second, of_both) = discrimination(*scores), naive(*scores)
    assert (found.first.value, found.second.value) == pytest.approx((first, second))
    assert (found.first.high - found.first.low) / 2 / 1.959963985 == pytest.approx(np.sqrt(of_first))
    assert (found.difference.high - found.difference.low) / 2 / 1.959963985 == pytest.approx(np.sqrt(of_first + of_second - 2 * of_both))
    assert found.difference.value == pytest.approx(first - second)


@pytest.mark.parametrize("seed", range(4))
def test_only_the_order_matters_and_the_other_way_round_is_the_rest(seed):
    first, second, happened = random_scores(seed)
    found = discrimination(first, second, happened)
    assert discrimination(np.exp(first) * 7, second**3, happened) == found
    turned = discrimination(-first, second, happened)
    assert turned.first.value == pytest.approx(1 - found.first.value)
    assert discrimination(second, first, happened).difference.value == pytest.approx(-found.difference.value)
    shuffled = np.random.default_rng(seed).permutation(len(first))
    again = discrimination(first[shuffled], second[shuffled], happened[shuffled])
    assert (again.first.low, again.difference.high) == pytest.approx((found.first.low, found.difference.high))


@pytest.mark.parametrize("seed", range(3))
def test_midranks_are_those_of_the_textbook(seed):
    values = np.random.default_rng(seed).integers(0, 9, 60).astype(float)
    assert midranks(values).tolist() == rankdata(values).tolist()


def test_the_same_score_twice_differs_by_nothing():
    first, _, happened = random_scores(1)
    found = discrimination(first, first, happened).difference
    assert (found.value, found.low, found.high) == (0, 0, 0)


@pytest.mark.parametrize("happened", [[False] * 6, [True] * 6, [True] + [False] * 5])
def test_where_all_are_alike_nothing_can_be_told(happened):
    assert discrimination(np.arange(6.0), np.arange(6.0), np.array(happened)) is None


def test_the_interval_of_a_difference_holds_the_truth():
    """Two scores as good as each other, on the same people: 0 lies in the interval of 95 % in 93 to 97 of 100 worlds."""
    found = [discrimination(*random_scores(seed, n=300)).difference for seed in range(1000, 1600)]
    assert 0.93 <= np.mean([one.low <= 0 <= one.high for one in found]) <= 0.97
