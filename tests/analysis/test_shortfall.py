"""Whether an attribute falls short."""

import numpy as np
import pytest
from scipy.stats import t as student

from analysis.driver_model import prepare
from analysis.scales import Scale
from analysis.shortfall import LEAST, shortfalls
from tests.analysis.surveys import item, survey


def judged(asked):
    return shortfalls(asked, prepare(asked), range(len(asked.items)))


def random(seed: int, means, *, rows: int = 300):
    rng = np.random.default_rng(seed)
    said = np.clip(np.floor(np.array(means) + rng.normal(size=(rows, len(means))) + 0.5), 1, 5)
    return said, said.sum(axis=1) + rng.normal(size=rows)


@pytest.mark.parametrize("seed", range(3))
def test_both_gaps_are_t_intervals_of_the_differences_of_the_same_people(seed):
    said, overall = random(seed, (3.0, 3.8, 4.2))
    expectation = np.clip(said + np.random.default_rng(seed).integers(-1, 3, said.shape), 1, 5)
    expectation[::4] = np.nan
    for at, found in enumerate(judged(survey(said, overall, expectation=expectation))):
        apart = [said[:, at] - expectation[:, at], (said[:, at] - said.mean(axis=1)) / 4]
        for estimate, values in zip((found.expected_gap, found.behind), apart, strict=True):
            values = values[~np.isnan(values)]
            half = student.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))
            assert (estimate.value, estimate.low, estimate.high) == pytest.approx(
                (values.mean(), values.mean() - half, values.mean() + half)
            )
            assert estimate.n == len(values)
        assert found.performance.value == pytest.approx(said[:, at].mean())


def test_a_quarter_of_a_point_of_five_is_the_least_on_any_scale():
    """Told from 0 by 4,000 answers; 0.2 points are too few, 0.3 are enough, and the same in elevenths."""
    said, overall = random(1, (4.0, 4.0), rows=4_000)
    for share, falls_short in ((0.2, False), (0.3, True)):
        more = (np.random.default_rng(2).random(4_000) < share)[:, None] * np.ones(2)
        expected = said + more
        for scale, moved in ((Scale(low=1, high=5), lambda values: values), (Scale(low=0, high=10), lambda values: (values - 1) * 2.5)):
            asked = [item(name, scale=scale) for name in "AB"]
            found = judged(survey(moved(said), overall, expectation=moved(expected), items=asked))[0]
            assert found.expected_gap.high < 0
            assert found.short_by == (("below_expected",) if falls_short else ())
            assert found.expected_gap.value == pytest.approx(-more.mean() * scale.width / 4)
    assert LEAST * 4 == 0.25


def test_rated_low_is_against_the_others_and_what_may_be_is_said():
    said, overall = random(3, (3.0, 4.0, 4.0), rows=400)
    low, *others = judged(survey(said, overall))
    assert low.short_by == ("rated_low",) and low.may_be and low.expected_gap is None
    assert all(one.short_by == () and not one.may_be for one in others)
    few = judged(survey(said[:40], overall[:40]))[1]
    assert few.short_by == () and few.behind.value > 0
