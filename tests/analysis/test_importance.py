"""Importance beside performance, and how sure a quadrant is."""

import numpy as np
import pytest

from analysis.driver_model import prepare, resample
from analysis.drivers import drivers
from analysis.errors import NotEnoughAnswers, Refused
from analysis.importance import derived, stated
from analysis.scales import Scale
from tests import published
from tests.analysis.surveys import item, survey
from tests.analysis.test_drivers import random


def digits(rows) -> np.ndarray:
    return np.array([[float(digit) for digit in row] for row in rows])


def example():
    case = published.IMPORTANCE_PERFORMANCE
    return survey(digits(case["performance"]), np.full(10, np.nan), importance=digits(case["importance"]), customer=np.arange(10))


def test_the_example_of_ten_customers():
    """D lies on the line to the digit: high, and in either of two quadrants; C misses 90 of 100 resamples by a hair."""
    case = published.IMPORTANCE_PERFORMANCE
    found = stated(example(), resamples=4_000)
    assert (found.performance_line, found.importance_line) == pytest.approx(case["crosshair"])
    places = {place.name: place for place in found.places}
    for name, performance, importance, quadrant, chances in zip("ABCD", *case["means"], case["quadrants"], case["chances"], strict=True):
        place = places[name]
        assert (place.performance, place.importance, place.quadrant) == (pytest.approx(performance), pytest.approx(importance), quadrant)
        assert {one: place.chances[one] for one in chances} == pytest.approx(chances, abs=0.03)
        assert sum(place.chances.values()) == pytest.approx(1)
        assert place.sure == (place.chances[quadrant] >= 0.9)
    assert not places["D"].sure and places["A"].sure and places["B"].sure
    assert (np.array(case["means"][0]) >= 3).sum() == 3, "by the scale's middle A, C and D would all be kept up"


@pytest.mark.parametrize("seed", range(3))
def test_quadrants_are_those_of_the_drawn_people_one_by_one(seed):
    """Means and lines anew in each resample, of those who answered."""
    rng = np.random.default_rng(seed)
    said, importance = rng.integers(1, 6, (2, 40, 3)).astype(float)
    said[rng.random(said.shape) < 0.2] = np.nan
    who = rng.integers(0, 25, 40)
    found = stated(survey(said, np.full(40, np.nan), importance=importance, customer=who), resamples=50, seed=seed)
    names, counts = np.unique(who), {name: {} for name in "ABC"}
    for number in range(50):
        drawn = np.random.default_rng((seed, number)).integers(0, len(names), len(names))
        rows = np.concatenate([np.flatnonzero(who == names[unit]) for unit in drawn])
        rated, weight = np.nanmean(said[rows], axis=0), np.nanmean(importance[rows], axis=0)
        for at, name in enumerate("ABC"):
            high = (round(weight[at] - weight.mean(), 9) >= 0, round(rated[at] - rated.mean(), 9) >= 0)
            quadrant = {(1, 1): "keep_up", (1, 0): "concentrate", (0, 1): "overkill", (0, 0): "low_priority"}[high]
            counts[name][quadrant] = counts[name].get(quadrant, 0) + 1 / 50
    for place in found.places:
        assert {name: chance for name, chance in place.chances.items() if chance} == pytest.approx(counts[place.name])


def test_derived_importance_is_the_part_of_what_is_explained():
    """The shares of the drivers, in parts that sum to one; the same customers are drawn for both axes."""
    said, overall = random(2, rows=300)
    asked = survey(said, overall)
    model = prepare(asked)
    drawn = resample(model, range(100))
    found, told = derived(asked, model, drawn), drivers(model, drawn)
    assert [place.name for place in found.places] == [one.name for one in told.attributes]
    assert [place.importance for place in found.places] == pytest.approx([one.share / told.r_squared for one in told.attributes])
    assert sum(place.importance for place in found.places) == pytest.approx(1)
    assert found.importance_line == pytest.approx(0.25) and found.importance_scale is None
    assert all(place.importance_low <= place.importance <= place.importance_high for place in found.places)


def test_a_poorly_rated_attribute_that_matters_is_surely_to_concentrate_on():
    said, overall = random(3, rows=600, columns=3, weights=np.array([1.0, 0.1, 0.1]))
    said[:, 0] = np.maximum(said[:, 0] - 1, 1)
    asked = survey(said, overall)
    model = prepare(asked)
    place = derived(asked, model, resample(model, range(100))).places[0]
    assert (place.name, place.quadrant, place.sure) == ("A", "concentrate", True)


def test_attributes_on_other_scales_stand_on_the_commonest():
    """4 of 5 and 7.5 of 10 are the same performance."""
    said, _ = random(4, rows=60, columns=3)
    other = said.copy()
    other[:, 1] = (other[:, 1] - 1) * 2.5
    importance = np.tile([4.0, 3.0, 5.0], (60, 1))
    moved = importance.copy()
    moved[:, 1] = (moved[:, 1] - 1) * 2.5
    asked = [item("A"), item("B", scale=Scale(low=0, high=10)), item("C")]
    usual = stated(survey(said, np.full(60, np.nan), importance=importance), resamples=40)
    found = stated(survey(other, np.full(60, np.nan), importance=moved, items=asked), resamples=40)
    assert found.scale == Scale(low=1, high=5)
    assert [(place.name, place.quadrant, place.chances) for place in found.places] == [
        (place.name, place.quadrant, place.chances) for place in usual.places
    ]
    assert [place.performance for place in found.places] == pytest.approx([place.performance for place in usual.places])


def test_attributes_with_fewer_than_ten_answers_are_not_placed_and_move_no_line():
    said, _ = random(5, rows=60, columns=3)
    said[9:, 2] = np.nan
    found = stated(survey(said, np.full(60, np.nan), importance=np.full((60, 3), 4.0)), resamples=40)
    assert found.not_placed == (("C", 9),)
    assert found.performance_line == pytest.approx(said[:, :2].mean())


def test_without_any_stated_importance_it_is_refused():
    said, overall = random(6)
    with pytest.raises(NotEnoughAnswers, match="importance"):
        stated(survey(said, overall))
    with pytest.raises(NotEnoughAnswers, match="rated"):
        stated(survey(np.full((60, 2), np.nan), np.full(60, np.nan), importance=np.full((60, 2), 4.0)))
    model = prepare(survey(said, overall))
    with pytest.raises(Refused, match="no resamples"):
        derived(survey(said, overall), model, resample(model, range(0)))
