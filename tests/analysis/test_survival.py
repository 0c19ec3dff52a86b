"""Kaplan-Meier and the log-rank test: published tables, SciPy, a naive version, and what must hold of any curve."""

import numpy as np
import pytest
from scipy.stats import CensoredData, ecdf, logrank

from analysis.survival import at, kaplan_meier, log_rank
from tests import published


def waltons(group):
    found = published.WALTONS[group]
    days = [day for day, (n, _alive) in found.items() for _ in range(n)]
    observed = [place >= alive for n, alive in found.values() for place in range(n)]
    return np.array(days), np.array(observed)


def leukemia(group):
    weeks, ended = published.LEUKEMIA[group]
    return np.array(weeks), np.array(ended)


EXAMPLES = [
    (waltons, published.WALTONS_CURVES, published.WALTONS_MEDIANS, published.WALTONS_LOG_RANK),
    (leukemia, published.LEUKEMIA_CURVES, published.LEUKEMIA_MEDIANS, published.LEUKEMIA_LOG_RANK),
]


def random_sample(seed, n=200, longest=60):
    rng = np.random.default_rng(seed)
    ends, watched = rng.geometric(rng.choice([0.02, 0.1, 0.4]), n), rng.integers(0, longest, n)
    return np.minimum(ends, watched), ends <= watched


@pytest.mark.parametrize(("sample", "curves", "medians", "_test"), EXAMPLES)
def test_the_published_curves_their_intervals_and_medians(sample, curves, medians, _test):
    for group, rows in curves.items():
        curve = kaplan_meier(*sample(group))
        for day, expected in rows.items():
            assert at(curve, day) == pytest.approx(expected, abs=1e-7)
        assert (curve.median.days, curve.median.low, curve.median.high) == medians[group]


@pytest.mark.parametrize(("sample", "curves", "_medians", "test"), EXAMPLES)
def test_the_published_log_rank_statistics(sample, curves, _medians, test):
    found = log_rank([sample(group) for group in curves])
    assert (found.chi_square, found.p) == pytest.approx(test, rel=1e-8)
    assert found.degrees == 1


def test_the_interval_is_not_the_one_that_leaves_zero_to_one():
    assert at(kaplan_meier(*leukemia("6-MP")), 10)[1:] != pytest.approx(published.LEUKEMIA_NOT_LOG_LOG, abs=0.01)


def naive(days, observed):
    """The share by its definition: at every end, the part of those still watched who remain."""
    share, found = 1.0, {}
    for day in sorted(set(days.tolist())):
        watched = sum(1 for other in days if other >= day)
        ended = sum(1 for other, end in zip(days, observed, strict=True) if other == day and end)
        share *= 1 - ended / watched
        found[day] = (watched, ended, share)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_the_curve_is_that_of_the_naive_version(seed):
    days, observed = random_sample(seed)
    curve = kaplan_meier(days, observed)
    rows = zip(curve.at_risk.tolist(), curve.ended.tolist(), curve.share.tolist(), strict=True)
    for row, expected in zip(rows, naive(days, observed).values(), strict=True):
        assert row == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_the_log_rank_test_of_two_groups_is_scipys(seed):
    samples = [random_sample(seed), random_sample(seed + 100, n=90)]
    found = log_rank(samples)
    theirs = logrank(*(CensoredData(uncensored=days[seen], right=days[~seen]) for days, seen in samples))
    assert found.chi_square == pytest.approx(theirs.statistic**2, rel=1e-9)
    assert found.p == pytest.approx(theirs.pvalue, rel=1e-9, abs=1e-15)


def test_the_order_of_groups_and_customers_changes_nothing():
    samples = [random_sample(seed, n=50 + 30 * seed) for seed in range(4)]
    turned = [(days[::-1], seen[::-1]) for days, seen in reversed(samples)]
    first, second = log_rank(samples), log_rank(turned)
    assert first.degrees == second.degrees == 3
    assert first.chi_square == pytest.approx(second.chi_square, rel=1e-9)
    curve, other = kaplan_meier(*samples[0]), kaplan_meier(samples[0][0][::-1], samples[0][1][::-1])
    assert np.array_equal(curve.share, other.share)


def test_two_groups_of_the_same_pace_split_in_three_are_rarely_told_apart():
    """At 5 % one in twenty is to be expected: of 400 tests between 8 and 34 (beyond these with a chance of 1 in 1,000)."""
    rng = np.random.default_rng(7)
    claimed = 0
    for _ in range(400):
        ends, watched = rng.geometric(0.03, 300), rng.integers(1, 80, 300)
        days, seen, group = np.minimum(ends, watched), ends <= watched, rng.integers(0, 3, 300)
        claimed += log_rank([(days[group == g], seen[group == g]) for g in range(3)]).p < 0.05
    assert 8 <= claimed <= 34


def test_the_interval_holds_the_true_share_as_often_as_it_says():
    """Of 400 independent intervals at 95 %, 368 to 392 hold the share at day 20 of a known pace, with n of 60 and half censored."""
    rng = np.random.default_rng(11)
    truth = (1 - 0.03) ** 20
    held = 0
    for _ in range(400):
        ends, watched = rng.geometric(0.03, 60), rng.integers(5, 80, 60)
        _share, low, high = at(kaplan_meier(np.minimum(ends, watched), ends <= watched), 20)
        held += low <= truth <= high
    assert 368 <= held <= 392


def test_where_nobody_is_left_the_interval_is_not_defined():
    curve = kaplan_meier([1, 2, 3], [True, True, True])
    assert curve.share[-1] == 0
    assert np.isnan([curve.low[-1], curve.high[-1]]).all()


def test_before_the_first_end_and_without_any_there_is_no_interval():
    curve = kaplan_meier([1, 2, 3, 3], [False, False, False, False])
    assert curve.share.tolist() == [1, 1, 1]
    assert np.isnan(curve.low).all() and np.isnan(curve.high).all()
    assert curve.median.days is None
    later = kaplan_meier([1, 2, 3], [False, True, True])
    assert np.isnan(later.low[0]) and later.share[0] == 1 and later.low[1] > 0


def test_nothing_is_known_after_the_last_day_and_all_are_there_before_the_first():
    curve = kaplan_meier([1, 2, 3, 4], [True, True, True, False])
    assert at(curve, 0)[0] == 1
    assert np.isnan(at(curve, 5)).all()
    assert at(kaplan_meier([1, 2], [True, True]), 5)[0] == 0


def test_a_half_that_is_reached_exactly_is_the_median():
    assert kaplan_meier([1, 2, 3, 4], [True] * 4).median.days == 2


def test_without_any_end_or_a_second_group_there_is_nothing_to_compare():
    never = (np.array([4, 5]), np.array([False, False]))
    assert log_rank([never, never]) is None
    assert log_rank([leukemia("6-MP")]) is None
    assert log_rank([leukemia("6-MP"), (np.array([], dtype=int), np.array([], dtype=bool))]) is None
    with pytest.raises(ValueError, match="watched"):
        kaplan_meier([], [])


@pytest.mark.parametrize("seed", range(4))
def test_the_curve_never_rises_and_its_interval_holds_it(seed):
    curve = kaplan_meier(*random_sample(seed))
    assert (np.diff(curve.share) <= 0).all()
    told = ~np.isnan(curve.low)
    assert (curve.low[told] <= curve.share[told]).all() and (curve.share[told] <= curve.high[told]).all()
    assert curve.at_risk[0] <= curve.n


@pytest.mark.parametrize("groups", [2, 3, 4])
def test_degrees_of_freedom_are_one_less_than_the_groups_whatever_the_rounding(groups):
    """The covariance of k groups has k - 1 dimensions; in floating point its last one is 1e-14, not 0."""
    random = np.random.default_rng(groups)
    for _ in range(200):
        samples = [(random.integers(1, 90, size), random.random(size) < 0.9) for size in random.integers(20, 140, groups)]
        assert log_rank(samples).degrees == groups - 1


def test_groups_never_watched_together_are_not_compared():
    """Two that overlap are; a third whose watching ended before the others had any end adds no degree."""
    early = (np.array([1, 1, 2]), np.zeros(3, bool))
    late = [(np.array([5, 7, 9]), np.ones(3, bool)), (np.array([6, 8, 9]), np.ones(3, bool))]
    assert log_rank([early, *late]).degrees == 1
    assert log_rank([early, late[0]]) is None


@pytest.mark.parametrize("seed", range(5))
def test_the_curve_and_its_interval_are_scipys(seed):
    rng = np.random.default_rng(seed)
    days, observed = rng.integers(0, 40, 150), rng.random(150) < 0.6
    curve = kaplan_meier(days, observed, level=0.9)
    other = ecdf(CensoredData(uncensored=days[observed], right=days[~observed])).sf
    interval = other.confidence_interval(confidence_level=0.9, method="log-log")
    assert curve.days.tolist() == other.quantiles.tolist()
    np.testing.assert_allclose(curve.share, other.probabilities, atol=1e-12)
    told = curve.share < 1
    np.testing.assert_allclose(curve.low[told], interval.low.probabilities[told], atol=1e-12)
    np.testing.assert_allclose(curve.high[told], interval.high.probabilities[told], atol=1e-12)
