"""Whether a programme pays and how its goals stand, in words and as a picture."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from analysis.goals import Goal, standing
from analysis.means import Estimate
from analysis.whatif.business_case import KINDS, NO, PILLARS, Cost, business_case, readiness
from analysis.whatif.options import Options
from analysis.whatif.outcome import Payback
from analysis.worth import Money
from components.charts import goals as charts
from components.sentences import business_case as sentences
from components.words import SPACE

GOAL = Goal(name="<b>More*", measure="active", since=date(2026, 1, 1), baseline=0.40, target=0.50, by=date(2026, 12, 31))
NOW = Estimate(value=0.43, low=0.41, high=0.44, n=400)


@pytest.fixture(scope="module")
def result():
    benefit = np.r_[np.zeros((1, 50)), np.random.default_rng(1).normal(3_000, 300, (12, 50))]
    ready = readiness({"strategy.goals": NO, "people.trained": NO})
    costs = [Cost(kind="licences", once=10_000, monthly=100)]
    return business_case(benefit, 1.2 * benefit, costs, ready, currency="EUR", customers=500, options=Options(months=12))


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Money(value=900_000, low=100_000, high=2_000_000), "**The programme pays**: €9,000 more"),
        (Money(value=-900_000, low=-2_000_000, high=-100_000), "**The programme does not pay**: −€9,000"),
        (Money(value=900_000, low=-100_000, high=2_000_000), "**Whether the programme pays can’t be told**"),
    ],
)
def test_an_interval_that_holds_0_is_not_a_yes(result, value, text):
    assert plain(sentences.case_answer(replace(result, value=value), revenue=False, believed=True)).startswith(text)


def test_a_payback_beyond_the_horizon_is_said_so(result):
    late = replace(result, payback=Payback(month=9, low=7, high=None))
    assert "by month 9 (90 %: 7 to later than 12)" in plain(sentences.case_answer(late, revenue=False, believed=False))
    never = replace(result, payback=Payback(month=None, low=None, high=None))
    assert "does not come back within 12 months" in plain(sentences.case_answer(never, revenue=False, believed=False))


def test_revenue_and_beliefs_are_said_to_be_such(result):
    said = plain(sentences.case_answer(result, revenue=True, believed=True))
    assert "say the margin" in said and "what you believe" in said
    said = plain(sentences.case_answer(result, revenue=False, believed=False))
    assert "say the margin" not in said and "what you believe" not in said


def test_what_is_not_ready_is_told_with_its_assumption(result):
    said = plain(sentences.toll_sentence(result))
    assert "2 months later" in said and "costs €" in said
    assert "nobody measured" in sentences.toll_note() and "93 %" in plain(sentences.toll_note())
    assert "rosiest" in sentences.toll_sentence(replace(result, readiness=readiness({})))


def test_every_cost_pillar_and_statement_has_words():
    named = [sentences.kind_name(kind) for kind in KINDS] + [sentences.pillar_name(pillar) for pillar in PILLARS]
    named += [sentences.statement(f"{pillar}.{name}") for pillar, names in PILLARS.items() for name in names]
    assert all(named) and len(set(named)) == len(named)


def test_a_goal_is_told_with_its_line_and_is_only_text():
    said = plain(sentences.goals_answer([standing(GOAL, NOW, date(2026, 7, 2))]))
    assert "behind" in said and "43.0 % (41.0 to 44.0), n = 400" in said and "asks 45.0 % today, 50.0 % by 31 December 2026" in said
    assert "<b>" not in said
    assert "can’t tell**, of fewer than 5" in plain(sentences.goals_answer([standing(GOAL, None, date(2026, 7, 2))]))
    assert sentences.goals_answer([]).startswith("**No goal is set.**")


def test_that_a_share_of_all_who_ever_ordered_falls_by_itself_is_said():
    """A trap: an old company's share of active customers read as getting worse."""
    of_all = standing(GOAL, NOW, date(2026, 7, 2))
    assert "even where nothing gets worse" in sentences.goals_note([of_all])
    assert sentences.goals_note([replace(of_all, goal=replace(GOAL, measure="slipping"))]) == sentences.goals_note([]) == ""


@pytest.mark.parametrize("dark", [False, True])
def test_a_goals_picture_has_what_came_and_the_way_to_the_target(dark):
    found = standing(GOAL, NOW, date(2026, 7, 2), [(date(2026, 1, 1), None), (date(2026, 7, 2), NOW)])
    traces = {trace.name: trace for trace in charts.goal(found, dark=dark).data}
    assert list(traces["came"].y) == [43.0] and list(traces["way"].y) == [40.0, 50.0]
    assert len(charts.goal_data(found)[1]) == 1 and "behind" in charts.goal_alt(found)
