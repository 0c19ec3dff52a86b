"""Where an attribute is rated worst."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from analysis.intervals import newcombe
from analysis.occasions import Occasions
from analysis.places import by_person, fields, last_answers, worst
from analysis.survey import NOBODY
from analysis.waves import NEVER
from tests.analysis.surveys import survey


def rated(ratings, **how):
    said = np.asarray(ratings, dtype=float)[:, None]
    return survey(said, np.full(len(said), np.nan), **how)


def test_each_known_person_counts_once_by_the_last_answer():
    """By the day, then by the questionnaire; those of whom nobody knows who they are count each time, and what wasn't rated doesn't."""
    who = [7, 7, 8, NOBODY, NOBODY, 7, 9, 9]
    asked = rated([1, 2, 3, 4, 5, np.nan, 5, 4], customer=who, day=[5, 3, 1, 1, 1, 9, NEVER, 2])
    assert sorted(last_answers(asked, 0, by_person(asked)).tolist()) == [0, 2, 3, 4, 7]


@pytest.mark.parametrize("seed", range(5))
def test_the_groups_are_counted_as_they_are_one_by_one(seed):
    rng = np.random.default_rng(seed)
    place = rng.choice(["a", "b", "c", ""], 300).astype(object)
    ratings = np.where(place == "b", rng.integers(1, 4, 300), rng.integers(3, 6, 300))
    found, looked_at = worst(rated(ratings), [0], {"place": place})
    inside, others = ratings[place == "b"], ratings[(place != "b") & (place != "")]
    assert looked_at == 3 and found[0].value == "b"
    assert (found[0].inside.k, found[0].inside.n) == ((inside >= 4).sum(), len(inside))
    assert (found[0].others.k, found[0].others.n) == ((others >= 4).sum(), len(others))
    expected = newcombe(found[0].inside.k, len(inside), found[0].others.k, len(others))
    assert (found[0].difference, found[0].low, found[0].high) == pytest.approx(expected)


def test_groups_that_differ_by_chance_are_named_in_a_twentieth_of_all_plans_at_most():
    """Ten fields of three groups each, all alike; chance is corrected for all of them together."""
    named = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        places = {f"field {number}": rng.choice(["a", "b", "c"], 400).astype(object) for number in range(10)}
        named += bool(worst(rated(rng.integers(1, 6, 400)), [0], places)[0])
    assert named <= 10


def test_fewer_than_ten_are_no_group():
    place = np.array(["a"] * 9 + ["b"] * 100, dtype=object)
    found, looked_at = worst(rated([1] * 9 + [5] * 100), [0], {"place": place})
    assert (found, looked_at) == ({}, 0)
    assert worst(rated([1] * 9), [], {"place": place}) == ({}, 0)


def test_a_better_group_is_no_place_to_fix():
    """Of two values the worse one is named, whichever is the commoner."""
    place = np.array(["a"] * 60 + ["b"] * 40, dtype=object)
    found, looked_at = worst(rated([1] * 60 + [5] * 40), [0], {"place": place})
    assert found[0].value == "a" and looked_at == 1


def test_what_is_known_of_customers_is_laid_beside_their_answers():
    """Nothing of those who are not known or never ordered, and nothing that is known only after the first order."""
    known = Occasions(customers=np.array([3, 7]), start=np.array([0, 1, 2]), day=np.array([0, 1]), as_of=date(1970, 3, 1), free_orders=True)
    attributes = pl.DataFrame({"country": ["SE", "FI"], "first_shop": ["web", "web"], "satisfied": ["yes", "no"]})
    asked = rated([1, 2, 3, 4], customer=[7, NOBODY, 3, 99], channel=["site", "", "mail", "site"])
    found = fields(asked, known, attributes)
    assert {name: values.tolist() for name, values in found.items()} == {
        "country": ["FI", "", "SE", ""],
        "answer_channel": ["site", "", "mail", "site"],
    }
