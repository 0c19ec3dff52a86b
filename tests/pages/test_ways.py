"""Their page tells which ways customers take and how each stage was left; a choice lists exactly those people."""

import threading

import pytest

import shows
from analysis.funnel import cohorts, funnel, parts
from analysis.relations import mask
from analysis.spells import spells
from components import words
from components.charts import ways as charts
from components.sentences import funnel as funnel_sentences
from components.sentences import ways as sentences
from tests.pages.conftest import said, visit, waited

LEFT, PARTS = (
    "Which way did they leave each stage, and how soon?",
    "Who comes to loyalty, and who is still on the way?",
)


def view(path, where=()) -> shows.View:
    return shows.View(str(path), None, [], list(where))


@pytest.mark.parametrize("where", [{}, {"first_channel": ["web"]}])
def test_what_the_page_says_is_what_the_command_line_says(where, workspace):
    path = workspace("sample")
    at = visit("ways", {f"f_{name}": values for name, values in where.items()})
    assert [header.value for header in at.header if header.value in (LEFT, PARTS)] == [LEFT, PARTS]
    asked = view(path, [(name, value) for name, values in where.items() for value in values])
    shown = [markdown.value for markdown in at.markdown]
    assert sentences.ways_answer(shows.SHOWS["ways"][0](asked)) in shown
    assert funnel_sentences.funnel_answer(shows.SHOWS["funnel"][0](asked)) in shown
    relations, company = asked.relations()
    meant = mask(relations, company, where)
    sides = funnel(relations, spells(relations), mask=meant, parts=cohorts(relations, "quarter", mask=meant))
    assert funnel_sentences.parts_answer(sides, funnel_sentences.COHORT) in shown


def rows(at) -> list[int]:
    return [len(frame.value) for frame in at.dataframe]


def test_a_way_lists_exactly_its_customers(workspace):
    path = workspace("sample")
    shown = charts.rows(shows.SHOWS["ways"][0](view(path)))
    assert len(shown) > 2
    for row in shown:
        at = visit("ways", {"way": row.key})
        assert rows(at) == [row.customers]
        assert f"**{words.count(row.customers)}**" in said(at)


def test_a_stage_and_what_became_of_them_list_exactly_those_people(workspace):
    path = workspace("sample")
    stays = {stay.stage: stay for stay in shows.SHOWS["funnel"][0](view(path)).stages}
    assert rows(visit("ways", {"entered-stage": "capture", "left": "entered"})) == [stays["capture"].customers]
    assert rows(visit("ways", {"entered-stage": "at_risk", "left": "now"})) == [stays["at_risk"].now]


def test_who_entered_in_the_last_year_are_fewer_and_it_is_said(workspace):
    workspace("sample")
    assert "Only who entered since" in said(visit("ways", {"entered": "year"}))
    assert "Only who entered since" not in said(visit("ways"))


def test_groups_of_a_field_are_compared_in_place_of_quarters(workspace):
    path = workspace("sample")
    at = visit("ways", {"by": "first_channel", "part-stage": "at_risk"})
    relations, company = view(path).relations()
    sides = funnel(relations, spells(relations), parts=parts(relations, company, "first_channel"), part_stage="at_risk")
    answer = funnel_sentences.parts_answer(sides, "first_channel")
    assert not answer or answer in [markdown.value for markdown in at.markdown]


def test_many_are_followed_in_the_background_and_then_said_as_few_are(workspace, monkeypatch):
    path = workspace("sample")
    monkeypatch.setattr("components.ways.MANY", 0)
    gate = threading.Event()
    monkeypatch.setattr("components.ways.spells", lambda people: gate.wait(30) and spells(people))
    at = visit("ways", {"risk": "1.75"})  # as nobody else has it, so that nothing is kept of it
    assert "Everybody is being followed from stage to stage" in said(at) and LEFT not in [header.value for header in at.header]
    gate.set()
    at = waited(at)
    assert [header.value for header in at.header if header.value in (LEFT, PARTS)] == [LEFT, PARTS]
    asked = shows.View(str(path), None, [("at_risk", "1.75")], [])
    assert sentences.ways_answer(shows.SHOWS["ways"][0](asked)) in [markdown.value for markdown in at.markdown]
