"""How many customers it takes: the simulation against formulas, a slow one, and what must hold."""

import numpy as np
import pytest
from scipy import stats

from analysis.how_many import SIZES, how_many, shares, weight
from analysis.intervals import newcombe

MANY = 60_000


def people(first: float, second: float, part: float = 0.5, seed: int = 5) -> np.ndarray:
    """Customers of two groups, who do with these chances; to the person, so that the population's difference is the planted one."""
    rng = np.random.default_rng(seed)
    n1 = round(MANY * part)
    counts = np.zeros((MANY, 4), dtype=int)
    counts[:n1, 1] = 1
    counts[: round(n1 * first), 0] = 1
    counts[n1:, 3] = 1
    counts[n1 : n1 + round((MANY - n1) * second), 2] = 1
    return rng.permutation(counts)


def power(first: float, second: float, n: int, part: float = 0.5) -> float:
    """Two independent shares, normal approximation (Fleiss, Levin & Paik 2003, chapter 4)."""
    error = np.sqrt(first * (1 - first) / (n * part) + second * (1 - second) / (n * (1 - part)))
    return stats.norm.cdf((second - first) / error - stats.norm.ppf(0.975))


@pytest.mark.parametrize(("first", "second", "part"), [(0.4, 0.5, 0.5), (0.2, 0.25, 0.3), (0.7, 0.8, 0.6)])
def test_the_simulation_is_the_closed_form_within_its_own_error(first, second, part):
    sizes = (400, 1_000, 2_500, 6_500)
    seen = shares(people(first, second, part), sizes=sizes, draws=400)
    for size, chance in zip(sizes, seen.mean(axis=0), strict=True):
        told = power(first, second, size, part)
        assert abs(chance - told) < 4 * np.sqrt(max(told * (1 - told), 0.002) / 400) + 0.015, size


def test_where_nothing_is_planted_one_company_in_forty_shows_it():
    """On the right side: the other one in forty is wrong the other way round."""
    seen = shares(people(0.4, 0.4), sizes=(400, 2_500), draws=2_000)
    assert (np.abs(seen.mean(axis=0) - 0.025) < 4 * np.sqrt(0.025 * 0.975 / 2_000)).all()


def test_it_is_what_a_slow_count_of_each_company_says():
    counts = people(0.3, 0.45)[:500]
    counts[::7] *= 3  # some answer three times
    rng, slow = np.random.default_rng(0), []
    for _ in range(20):
        drawn = rng.integers(0, 500, 250)
        for size in (40, 250):
            k1, n1, k2, n2 = (sum(int(counts[place, column]) for place in drawn[:size]) for column in range(4))
            slow.append(min(n1, n2) >= 5 and newcombe(k2, n2, k1, n1)[1] > 0)
    assert shares(counts, sizes=(40, 250), draws=20).ravel().tolist() == slow


def test_groups_under_five_show_nothing():
    counts = np.zeros((10, 4), dtype=int)
    counts[:5], counts[5:] = [0, 1, 0, 0], [0, 0, 1, 1]
    assert not shares(counts, sizes=(8,), draws=50).any()


@pytest.mark.parametrize("seed", range(5))
def test_more_customers_never_less_chance(seed):
    """The curve by which the answer is found; single dots may fall by chance."""
    rng = np.random.default_rng(seed)
    drawn = rng.random((50, 12)) < np.sort(rng.random(12))
    here = [how_many(drawn, customers=size).here for size in SIZES]
    assert here == sorted(here) and np.mean(here) == pytest.approx(drawn.mean())


def test_how_many_it_takes_agrees_with_the_formula():
    """Solved for n: the customers at which the closed form says 80 %."""
    sizes = np.arange(500, 6_000, 10)
    told = sizes[np.argmax([power(0.4, 0.5, size) >= 0.8 for size in sizes])]
    found = how_many(shares(people(0.4, 0.5), draws=400), customers=4_000)
    assert found.needed == pytest.approx(told, rel=0.15) and found.here > 0.95 and found.enough is None


@pytest.mark.parametrize(("chance", "enough"), [(0.9, True), (0.1, False)])
def test_what_no_size_or_every_size_reaches_has_no_number(chance, enough):
    drawn = np.random.default_rng(3).random((300, 12)) < chance
    found = how_many(drawn, customers=30_000)
    assert found.needed is None and found.enough is enough and found.here is None


def test_the_weight_of_a_driver_is_seen_as_often_as_its_standard_error_says():
    """Ratings and an outcome of known variances: the chance is that of a normal estimate."""
    rng = np.random.default_rng(8)
    who = np.flatnonzero(rng.random(MANY) < 0.2)
    ratings = rng.normal(size=(len(who), 3))
    outcome = 0.1 * ratings[:, 0] + 0.3 * ratings[:, 1] + rng.normal(size=len(who))
    rows = np.column_stack([np.ones(len(who)), ratings, outcome])
    sizes = (1_000, 2_500, 6_500)
    seen = weight(who, rows, MANY, sizes=sizes, draws=200)
    slope = np.linalg.lstsq(rows[:, :-1], outcome, rcond=None)[0][1]
    for size, chance in zip(sizes, seen.mean(axis=0), strict=True):
        told = stats.norm.cdf(slope * np.sqrt(0.2 * size) - stats.norm.ppf(0.975))
        assert abs(chance - told) < 4 * np.sqrt(max(told * (1 - told), 0.002) / 200) + 0.02, size


def test_the_weight_is_what_least_squares_of_each_company_says():
    rng = np.random.default_rng(2)
    who = np.sort(rng.integers(0, 300, 400))  # some answer twice, some never
    rows = np.column_stack([np.ones(400), rng.integers(1, 6, (400, 2)), rng.integers(1, 6, 400)]).astype(float)
    rows[:, 3] += 0.3 * rows[:, 1]
    draws, slow = np.random.default_rng(0), []
    for _ in range(15):
        drawn = draws.integers(0, 300, 120)
        for size in (30, 120):
            own = np.concatenate([np.flatnonzero(who == place) for place in drawn[:size]])
            x, y = rows[own][:, :3], rows[own][:, 3]
            slope = np.linalg.lstsq(x, y, rcond=None)[0]
            error = np.sqrt(np.linalg.inv(x.T @ x)[1, 1] * ((y - x @ slope) ** 2).sum() / (len(own) - 3))
            slow.append(bool(slope[1] - stats.norm.ppf(0.975) * error > 0))
    assert weight(who, rows, 300, sizes=(30, 120), draws=15).ravel().tolist() == slow


def test_a_company_in_which_hardly_anybody_answers_shows_no_weight():
    rows = np.array([[1.0, 3.0, 4.0]] * 3)
    assert not weight(np.array([0, 1, 2]), rows, 900, sizes=(100, 400), draws=10).any()
