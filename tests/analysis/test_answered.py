"""Answers beside the people who gave them."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from analysis import calendar
from analysis.answered import answered, labels, stage_names, stages_on
from analysis.errors import UnknownField
from analysis.occasions import Occasions
from analysis.stages import NOT_YET, STAGES, stages
from analysis.survey import gather
from analysis.trust import trust
from tests.analysis.said import answers, on


def history(seed: int = 1, customers: int = 60) -> Occasions:
    rng = np.random.default_rng(seed)
    days = [np.unique(rng.integers(20_000, 20_700, rng.integers(1, 9))) for _ in range(customers)]
    return Occasions(
        customers=np.arange(customers) * 2 + 5,
        start=np.concatenate([[0], np.cumsum([len(day) for day in days])]),
        day=np.concatenate(days).astype(np.int32),
        as_of=calendar.day_of(20_700),
        free_orders=True,
    )


@pytest.mark.parametrize("seed", range(5))
def test_a_stage_on_a_day_is_that_of_the_rule_on_that_day(seed):
    """Naive: the rule for everybody, on each day by itself."""
    known = history(seed)
    rng = np.random.default_rng(seed)
    place, day = rng.integers(0, 60, 200), rng.integers(19_990, 20_700, 200)
    found = stages_on(known, place, day, usual_gap_days=40)
    expected = [stages(known, calendar.day_of(when), usual_gap_days=40).stage[who] for who, when in zip(place, day)]
    assert found.tolist() == expected
    assert NOT_YET in expected and len(set(expected)) > 4


def test_an_order_after_the_answer_changes_no_stage():
    """The answer before, the behaviour after: nothing later is looked at."""
    early = Occasions(customers=np.array([7]), start=np.array([0, 1]), day=np.array([0]), as_of=date(1970, 12, 31), free_orders=True)
    late = Occasions(customers=np.array([7]), start=np.array([0, 3]), day=np.array([0, 50, 60]), as_of=date(1970, 12, 31), free_orders=True)
    one, other = (stages_on(known, np.array([0]), np.array([40]), usual_gap_days=30)[0] for known in (early, late))
    assert one == other and STAGES[one] == "capture"


def test_people_without_an_order_and_nobody_known_have_no_stage():
    known = Occasions(customers=np.array([7]), start=np.array([0, 1]), day=np.array([20_460]), as_of=date(2026, 12, 31), free_orders=True)
    survey = gather(answers({"who": 7, "at": on(0), "A": 5}, {"who": 7, "at": on(40), "A": 5}, {"who": 8, "at": on(0), "A": 5}, {"A": 5}))
    assert answered(survey, known).place.tolist() == [0, 0, -1, -1]
    assert stage_names(survey, known, usual_gap_days=30).tolist() == ["", "capture", "", ""]


def test_segments_are_of_the_answer_the_stage_or_the_customer():
    known = Occasions(
        customers=np.array([7, 9]), start=np.array([0, 1, 2]), day=np.array([1, 1]), as_of=date(2026, 12, 31), free_orders=True
    )
    survey = gather(answers({"who": 9, "channel": "site", "A": 5}, {"who": 8, "team": "north", "A": 4}))
    people = pl.DataFrame({"country": ["SE", "FI"]})
    assert labels(survey, "answer_channel").tolist() == ["site", ""]
    assert labels(survey, "team").tolist() == ["", "north"]
    assert labels(survey, "country", occasions=known, attributes=people).tolist() == ["FI", ""]
    with pytest.raises(UnknownField, match="answer_channel, team, country"):
        labels(survey, "town", occasions=known, attributes=people)


def test_trust_reads_short_above_and_met_only_where_it_is_sure():
    """Expected 5 and received 3 is short; the same on both sides, within a quarter of a point, is met; eleven torn people tell nothing."""
    rng = np.random.default_rng(1)
    said = []
    for who in range(200):
        wobble = int(rng.integers(0, 2))
        said.append(
            {"who": who, "Late": 3, "expectation of Late": 4 + wobble, "Shop": 4 + wobble, "expectation of Shop": 3}
            | {"Staff": 4 + (who % 20 == 0), "expectation of Staff": 4 + (who % 20 == 1)}
            | ({"Torn": 1 + 4 * (who % 2), "expectation of Torn": 3} if who < 11 else {})
            | ({"Rare": 1, "expectation of Rare": 5} if who < 9 else {})
        )
    found = {one.name: one for one in trust(gather(answers(*said))).kept}
    assert {name: one.reading for name, one in found.items()} == {
        "Late": "short",
        "Shop": "above",
        "Staff": "met",
        "Torn": "cannot tell",
    }
    assert found["Late"].gap.value == pytest.approx(found["Late"].received.value - found["Late"].expected.value)


def test_trust_by_stage_is_of_those_who_were_in_it():
    said = gather(answers(*({"who": who, "A": 2 + who % 2 * 2, "expectation of A": 4} for who in range(80))))
    stage = np.where(said.customer % 2, "loyalty", "capture").astype(object)
    found = {one.stage: one for one in trust(said, stage=stage).kept}
    assert (found["capture"].reading, found["loyalty"].reading) == ("short", "met")
    assert (found[None].gap.n, found["capture"].gap.n) == (80, 40)
    assert trust(gather(answers({"A": 3}))).kept == ()
