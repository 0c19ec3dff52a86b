"""Two groups within strata: the test, the difference and its interval."""

from math import erfc, sqrt

import numpy as np
import pytest

from analysis.comparisons import compare
from analysis.intervals import newcombe
from tests import published


def test_the_published_trial_in_eight_centres():
    trial = published.EIGHT_CENTRES
    found = compare(*(np.array(trial[name]) for name in ("k1", "n1", "k2", "n2")))
    assert found.p == pytest.approx(erfc(sqrt(trial["chi_square"] / 2)), abs=2e-4)
    assert found.difference == pytest.approx(trial["difference"], abs=5e-4)
    assert (found.high - found.low) / (2 * 1.959964) == pytest.approx(trial["standard_error"], abs=5e-4)
    assert (found.first.k, found.first.n, found.second.k, found.second.n, found.strata) == (55, 130, 47, 143, 8)


def naive(k1, n1, k2, n2):
    """Stratum by stratum, in plain words: chi square, difference, variance."""
    excess = chance = weights = weighted = uneven = discordant = 0.0
    for a, m, c, n in zip(k1, n1, k2, n2, strict=True):
        if not m or not n:
            continue
        total, did = m + n, a + c
        excess += a - m * did / total
        chance += m * n * did * (total - did) / (total**2 * (total - 1))
        weights += m * n / total
        weighted += (a / m - c / n) * m * n / total
        uneven += (m**2 * c - n**2 * a + m * n * (n - m) / 2) / total**2
        discordant += (a * (n - c) + c * (m - a)) / (2 * total)
    difference = weighted / weights
    return excess**2 / chance, difference, (difference * uneven + discordant) / weights**2


@pytest.mark.parametrize("seed", range(20))
def test_it_agrees_with_the_plain_sums(seed):
    rng = np.random.default_rng(seed)
    n1, n2 = rng.integers(0, 60, 9), rng.integers(0, 200, 9)
    k1, k2 = rng.binomial(n1, 0.4), rng.binomial(n2, 0.5)
    found = compare(k1, n1, k2, n2)
    chi_square, difference, variance = naive(k1, n1, k2, n2)
    assert found.p == pytest.approx(erfc(sqrt(chi_square / 2)))
    assert found.difference == pytest.approx(difference)
    assert found.high - found.low == pytest.approx(2 * 1.959963984540054 * sqrt(variance))


def test_growth_and_season_are_no_difference():
    """Half of either group came back in one quarter and a tenth in the other; the pooled shares differ by far, the groups do not."""
    found = compare([50, 20], [100, 200], [200, 10], [400, 100])
    assert found.first.rate < 0.24 and found.second.rate > 0.41
    assert (found.difference, found.p) == (pytest.approx(0), pytest.approx(1))


@pytest.mark.parametrize("seed", range(10))
def test_it_does_not_matter_who_is_named_first_nor_in_which_order_the_strata_stand(seed):
    rng = np.random.default_rng(seed)
    n1, n2 = rng.integers(10, 60, 6), rng.integers(10, 90, 6)
    k1, k2 = rng.binomial(n1, 0.3), rng.binomial(n2, 0.4)
    found, swapped, turn = compare(k1, n1, k2, n2), compare(k2, n2, k1, n1), rng.permutation(6)
    turned = compare(k1[turn], n1[turn], k2[turn], n2[turn])
    assert (turned.difference, turned.low, turned.p) == pytest.approx((found.difference, found.low, found.p))
    assert (swapped.difference, swapped.low, swapped.p) == pytest.approx((-found.difference, -found.high, found.p))
    assert -1 <= found.low <= found.difference <= found.high <= 1


def test_one_stratum_is_nearly_newcombes_interval():
    found, (difference, low, high) = compare([300], [1000], [400], [1000]), newcombe(300, 1000, 400, 1000)
    assert (found.difference, found.low, found.high) == pytest.approx((difference, low, high), abs=1e-3)


def test_strata_with_one_group_alone_tell_nothing():
    assert compare([20, 5], [40, 9], [30, 0], [60, 0]) == compare([20], [40], [30], [60])


@pytest.mark.parametrize(
    ("k1", "n1", "k2", "n2"),
    [
        ([9], [29], [40], [100]),
        ([9], [40], [9], [29]),
        ([1], [100], [2], [100]),
        ([100], [100], [98], [100]),
        ([0], [0], [5], [50]),
        ([], [], [], []),
    ],
)
def test_groups_that_are_too_small_are_not_compared(k1, n1, k2, n2):
    """30 customers in either, and 5 expected in each cell."""
    assert compare(k1, n1, k2, n2) is None


def test_the_interval_covers_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(4)
    n1, n2, base = np.array([30, 60, 90, 40]), np.array([200, 150, 100, 300]), np.array([0.2, 0.4, 0.3, 0.5])
    inside = 0
    for _ in range(2000):
        found = compare(rng.binomial(n1, base - 0.1), n1, rng.binomial(n2, base), n2)
        inside += found.low <= -0.1 <= found.high
    assert inside / 2000 == pytest.approx(0.95, abs=0.02)
