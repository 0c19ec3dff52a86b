"""The page Business case: what it costs moves the answer, what is not ready is seen, and a goal is set, followed and deleted."""

from datetime import date, datetime, timedelta

import pytest

from models.goals import goals
from models.scenarios import save
from models.store import Store
from tests.pages.conftest import healthy, said, visit
from tests.pages.shops import HOSTILE

SURE = {"margin": "40", "case-low": "20", "case-likely": "30", "case-high": "40"}


def test_what_it_costs_moves_the_answer(workspace):
    workspace("sample")
    free, dear = said(visit("business_case", SURE)), said(visit("business_case", SURE | {"licences-once": "100000000"}))
    assert "No cost is said yet." in free and "What the programme does is what you believe" in free
    assert "The programme does not pay" in dear and "does not come back within" in dear


def test_what_is_not_ready_is_seen_in_money(workspace):
    workspace("sample")
    nothing = said(visit("business_case", SURE))
    assert "Nothing is answered yet, so all is taken to be ready" in nothing
    late = said(visit("business_case", SURE | {"ready-strategy.goals": "no", "ready-people.trained": "no"}))
    assert "What is not ready **costs " in late and "2 months later" in late and "which nobody measured" in late


def test_a_saved_scenario_takes_the_place_of_the_belief_with_what_its_levers_cost(own_workspace):
    path = own_workspace("sample")
    told = {"settings": [{"lever": "retention", "amount": 0.03, "once": 12_300}], "options": {}, "field": None}
    kept = save(Store(path), "Keep", told, revision=1, as_of=date(2026, 1, 1), result={}, saved_at=datetime(2026, 1, 2))
    text = said(visit("business_case", {"margin": "40", "effect": str(kept.id)}))
    assert "what you believe" not in text and "A return of " in text


def test_a_goal_is_set_followed_and_deleted(own_workspace):
    path = own_workspace("sample")
    at = visit("business_case")
    assert "No goal is set" in said(at)
    at.text_input(key="goal-name").set_value(HOSTILE[0])
    at.selectbox(key="goal-back").set_value("6")
    healthy(at.run())
    at.number_input(key="goal-aim").set_value(90.0)
    at.button(key="goal-set").click()
    healthy(at.run())
    [kept] = goals(Store(path))
    assert kept.target == 0.9 and kept.by > kept.since + timedelta(days=365) and 0 < kept.baseline < 0.9
    text = said(at)
    assert "No goal is set" not in text and HOSTILE[0] not in text, "escaped"
    at.button(key=f"drop-{kept.id}").click()
    healthy(at.run())
    assert goals(Store(path)) == []


def test_a_goal_without_a_name_is_refused_and_said(own_workspace):
    path = own_workspace("sample")
    at = visit("business_case")
    at.button(key="goal-set").click()
    healthy(at.run())
    assert at.error and goals(Store(path)) == []


@pytest.mark.parametrize("answer", ["maybe", ""])
def test_an_address_that_somebody_typed_answers_nothing(workspace, answer):
    workspace("sample")
    assert "Nothing is answered yet" in said(visit("business_case", {"ready-strategy.goals": answer}))
