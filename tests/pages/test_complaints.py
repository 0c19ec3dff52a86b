"""The page of complaints: what goes wrong, who comes back, how soon contacts are answered against what was promised."""

import json

import pytest

from analysis.company import company as company_of
from analysis.recovery import recovery
from analysis.survey import gather
from components.sentences import complaints as sentences
from components.words import SPACE
from models.answers import answers
from models.frames import frames
from models.store import Store
from tests.pages.conftest import copied, healthy, said, tables, visit
from tests.pages.planted import planted


@pytest.fixture
def home(company, monkeypatch, tmp_path):
    copy = copied(company, tmp_path)
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(copy))
    return copy


def test_what_came_after_is_what_analysis_says(home):
    at = visit("complaints")
    read, heard = frames(Store(home)), answers(Store(home))
    known = company_of(read.orders, read.refunds, read.customers)
    found = recovery(heard.complaints, known.occasions, survey=gather(heard, as_of=known.as_of, every=True))
    assert sentences.recovery_answer(found).replace(SPACE, " ") in said(at)
    assert "many who are annoyed leave without a word" in said(at)


def test_a_standard_is_kept_in_the_workspace_and_contacts_are_measured_by_it(home):
    at = visit("complaints")
    assert "Set a standard for a channel" in said(at)
    [number] = [field for field in at.number_input if field.label == "Phone"]
    number.set_value(45.0)
    [use] = [button for button in at.button if button.label == "Use these standards"]
    healthy(use.click().run())
    assert json.loads(Store(home).settings().standards) == {"phone": 45.0}
    [contacts] = [table for table in tables(at) if table[0][0] == "Channel" and "Kept" in table[0]]
    row = next(row for row in contacts if row[0] == "phone")
    assert row[4] == "45" and "%" in row[5]
    again = visit("complaints")
    assert "within 45 minutes" in said(again)


def test_who_complained_for_a_cause_is_listed(home):
    heard = answers(Store(home)).complaints
    cause = heard["cause"].drop_nulls().value_counts(sort=True)["cause"][0]
    at = visit("complaints", {"cause": cause})
    assert 0 < len(at.dataframe[0].value) <= heard.filter(heard["cause"] == cause)["customer"].n_unique()


def test_complaints_without_contacts_causes_or_answers_are_told_too(tmp_path, monkeypatch):
    path = tmp_path / "planted.db"
    planted(path, people=300)
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    at = visit("complaints")
    assert "No contact is known" in said(at) and "complaints of" in said(at)


@pytest.mark.parametrize("shop, button", [("empty", "Add your orders"), ("sample", "Add complaints")])
def test_without_complaints_the_page_teaches(shop, button, workspace):
    workspace(shop)
    assert button in {one.label for one in visit("complaints").button}
