"""What customers declare: the last answer before a day, in the top third of whatever scale, and nobody's answer for anybody."""

from datetime import datetime, timedelta

import numpy as np
import pytest

from analysis.declared import declared, last_through, questions
from analysis.errors import UnknownChoice
from analysis.scales import Scale
from analysis.survey import gather
from tests.analysis import made
from tests.analysis.said import answers, on

DAY = 20_454  # 2026-01-01


def said(*questionnaires):
    return gather(answers(*questionnaires), every=True)


@pytest.mark.parametrize(
    ("low", "high", "least"), [(1, 5, 4), (0, 10, 7), (1, 10, 7), (1, 7, 5), (0, 100, 70), (1, 3, 3), (0, 1, 1), (1, 4, 3)]
)
def test_a_high_answer_is_in_the_top_third_of_its_scale(low, high, least):
    item = declared(said({"who": 1, "at": on(0), "overall": (high, low, high)}))
    assert item.scale == Scale(low=low, high=high) and item.least == least
    steps = item.scale.steps
    assert item.high(steps).tolist() == [step >= low + 2 / 3 * (high - low) - 1e-9 for step in steps]
    assert not item.high(np.nan)


def test_recommending_comes_first_and_any_question_may_be_chosen():
    survey = said({"who": 1, "at": on(0), "overall": 2, "recommend": 9, "Staff": 5})
    assert list(questions(survey)) == ["recommendation", "overall", "Staff"]
    assert (declared(survey).question, declared(survey, "Staff").value.tolist()) == ("recommendation", [5])
    assert list(questions(said({"who": 1, "at": on(0), "recommend": None, "overall": 2}))) == ["overall"]
    with pytest.raises(UnknownChoice, match="'Prices'"):
        declared(survey, "Prices")


def test_nobody_asked_is_nothing_declared():
    assert declared(said()) is None
    assert declared(said({"who": 1, "at": on(0), "overall": None})) is None


def test_answers_without_a_day_or_a_name_are_counted_and_nobodys():
    found = declared(said({"who": 1, "at": on(0), "overall": 2}, {"who": 1, "overall": 5}, {"at": on(0), "overall": 5}))
    assert (found.customer.tolist(), found.undated, found.unnamed) == ([1], 1, 1)


@pytest.mark.parametrize("seed", range(5))
def test_the_last_answer_before_a_day_is_that_of_a_loop(seed):
    rng = np.random.default_rng(seed)
    people = made.history(*[(DAY,)] * 12, as_of=DAY + 60)
    rows = [
        {"who": int(rng.integers(1, 16)), "at": str(datetime(2026, 1, 1) + timedelta(days=int(rng.integers(0, 60)))),
         "overall": None if rng.random() < 0.2 else int(rng.integers(1, 6))}
        for _ in range(80)
    ]  # fmt: skip
    found = declared(said(*rows))
    for day in (DAY - 1, DAY + 20, DAY + 60):
        value, when = last_through(found, people, day)
        for place, who in enumerate(people.customers):
            own = [
                (at, row["overall"])
                for row in rows
                if row["who"] == who and row["overall"] and (at := (datetime.fromisoformat(row["at"]) - datetime(1970, 1, 1)).days) <= day
            ]
            if not own:
                assert np.isnan(value[place]) and np.isnan(when[place])
            else:
                newest = max(at for at, _value in own)
                assert when[place] == newest and value[place] == [said for at, said in own if at == newest][-1]
