"""A better rating in a scenario is worth what the chain says, and nothing where the chain says nothing."""

import numpy as np
import pytest

from analysis import drawn
from analysis.beliefs import believe
from analysis.chain import chain, gained
from analysis.whatif.levers import BELIEF, MEASURED, Link, Missing, Setting
from analysis.whatif.options import Options
from analysis.whatif.rated import from_chain
from tests.chain import company_of, world


@pytest.fixture(scope="module")
def known():
    return company_of(*(part[:700] for part in world(5)[1:]), resamples=150)


@pytest.fixture(scope="module")
def few():
    return company_of(*(part[:60] for part in world(5)[1:]), resamples=150)


def test_what_is_gained_is_the_difference_that_the_chain_tells(known):
    told = chain(known, "A", 0.5, margin=0.4, years=2.0)
    assert drawn.money(gained(known, "A", 0.5, margin=0.4, years=2.0), told.level) == told.difference


def test_a_scenario_is_given_the_same_draws_and_as_many_as_it_wants(known):
    values, link = from_chain(known)(Setting(lever="attribute", target="A", amount=0.5), Options(margin=0.4, months=24), 400)
    told = gained(known, "A", 0.5, margin=0.4, years=2.0)
    assert len(values) == 400 and np.isfinite(values).all()
    np.testing.assert_array_equal(values[:151], told)
    assert (link.kind, link.value, link.n) == (MEASURED, told[0], known.watched)
    assert link.low < link.value < link.high


def test_too_few_answers_say_how_many_more_and_a_belief_stands_in(few):
    setting = Setting(lever="attribute", target="A", amount=0.5)
    values, missing = from_chain(few)(setting, Options(), 50)
    assert values is None and isinstance(missing, Missing)
    believed, link = from_chain(few)(Setting(lever="attribute", target="A", amount=0.5, belief=(0.02, 0.05, 0.08)), Options(), 50)
    assert isinstance(link, Link) and link.kind == BELIEF
    assert believed[0] == pytest.approx(gained(few, "A", 0.5, margin=1.0, belief=believe(0.02, 0.05, 0.08))[0])


def test_a_rating_that_nobody_asked_for_is_missing(known):
    values, missing = from_chain(known)(Setting(lever="product", target="Parking", amount=0.5), Options(), 50)
    assert values is None and "Parking" in str(missing.found)
