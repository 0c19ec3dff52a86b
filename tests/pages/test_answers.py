"""The page about the answers: whom they speak for, and what the satisfied did next."""

import pytest

from analysis.behaviour import behaviour
from analysis.company import company as company_of
from analysis.survey import gather
from components.sentences import answers as sentences
from components.words import SPACE
from models.answers import answers
from models.frames import frames
from models.store import Store
from tests.pages.conftest import said, tables, visit


def test_what_they_did_next_is_what_analysis_says_of_every_first_answer(home):
    at = visit("answers")
    read = frames(Store(home))
    known = company_of(read.orders, read.refunds, read.customers)
    survey = gather(answers(Store(home)), as_of=known.as_of, every=True)
    found = behaviour(survey, known.occasions, usual_gap_days=known.usual_gap.days)
    assert sentences.behaviour_answer(found).replace(SPACE, " ") in said(at)
    assert "no interval covers that" in said(at)


def test_those_who_answered_stand_beside_the_others_and_both_numbers_are_shown(home):
    at = visit("answers")
    [balance] = [table for table in tables(at) if table[0][0] == "Before the wave"]
    assert [row[0] for row in balance[1:]][:2] == ["Days with an order in the year before", "Net revenue in the year before"]
    assert "as they answered" in said(at) and "not for why some keep silent" in said(at)


@pytest.mark.parametrize("field", ["stage", "answer_channel", "first_channel", "no such field"])
def test_groups_are_compared_by_any_field_and_the_choice_stands_in_the_address(field, home):
    at = visit("answers", {"segment": field})
    assert "distinguishable" in said(at) or "in the table" in said(at)
    if field != "no such field" and "segment" in at.query_params:
        assert at.query_params["segment"] in (field, [field])


@pytest.mark.parametrize("shop, title", [("empty", "Add your survey"), ("sample", "Add your survey")])
def test_without_answers_the_page_teaches(shop, title, workspace):
    workspace(shop)
    assert title in {button.label for button in visit("answers").button}


def test_answers_without_orders_ask_for_the_orders(tmp_path, monkeypatch):
    from tests.pages.shops import bring as bring_file

    path = tmp_path / "answers.db"
    rows = "".join(f"2026-03-{1 + n % 28:02},{1 + n % 5},{1 + (3 * n) % 5}\n" for n in range(40))
    bring_file(path, f"date,Overall satisfaction (1-5),Staff (1-5)\n{rows}".encode(), name="survey.csv", source="survey")
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    at = visit("answers")
    assert "Add your orders beside the answers" in said(at)
