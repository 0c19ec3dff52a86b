"""Why customers stay, on the page: it says what analysis says, and each field lists exactly those it counts."""

import pytest

import shows
from analysis.attitude import EVERY
from analysis.bond import CELLS
from analysis.company_stage import FLOWS
from components.sentences import attitude as sentences
from components.sentences import bond as bond_sentences
from components.sentences import company_stage as stage_sentences
from components.words import SPACE
from tests.demonstration import bring
from tests.pages.conftest import said, visit
from tests.pages.shops import SHOPS
from tests.pages.titles import TITLES


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("attitude") / "made.db"
    bring(path, trade="telecom", customers=400, seed=7)
    return path


@pytest.fixture
def company(whole, tmp_path, monkeypatch):
    """A copy of a whole company's workspace: looking at the page keeps something in it."""
    path = tmp_path / "own.db"
    path.write_bytes(whole.read_bytes())
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    return path


def shown(path, name: str, where=(), **options):
    """What the command line makes of it."""
    return shows.SHOWS[name][0](shows.View(str(path), None, list(options.items()), list(where)))


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def listed(at) -> list[int]:
    return [len(one.value) for one in at.dataframe]


@pytest.mark.parametrize("where", [(), (("channel", "web"),)])
def test_the_page_says_what_the_command_line_prints(where, company):
    at = visit("loyalty", {f"f_{name}": [value] for name, value in where})
    found, tied = shown(company, "attitude", where), shown(company, "bond", where)
    for sentence in (sentences.attitude_answer(found), sentences.represents_sentence(found), sentences.after_sentence(found)):
        assert plain(sentence) in said(at)
    assert plain(bond_sentences.bond_answer(tied)) in said(at) and tied.by == "contract"


def test_each_field_lists_exactly_those_it_counts(company):
    found = shown(company, "attitude")
    counts = {one.field: one.share.k for one in found.fields}
    counts |= {"steady_unknown": found.steady_unknown, "other_unknown": found.other_unknown}
    for name in EVERY:
        assert sum(listed(visit("loyalty", {"field": name}))) == counts[name] > 0
    latent = next(one for one in found.fields if one.field == "latent")
    assert sum(listed(visit("loyalty", {"field": "latent", "still-here": "true"}))) == latent.share.k - latent.gone
    for one in shown(company, "bond").cells:
        assert sum(listed(visit("loyalty", {"cell": one.cell}))) == one.n
    assert len(CELLS) == 6


def test_another_question_and_another_tie_are_heard(company):
    at = visit("loyalty", {"declared": "overall", "tie": "values:market", "tied": ["industrial"]})
    tie = "values:market:industrial"
    assert plain(sentences.attitude_answer(shown(company, "attitude", question="overall"))) in said(at)
    assert plain(bond_sentences.bond_answer(shown(company, "bond", question="overall", tie=tie))) in said(at)
    # A column without values that tie says nothing yet.
    assert "Nothing here says who is tied" in said(visit("loyalty", {"tie": "values:market"}))


@pytest.mark.parametrize("shop", [shop for shop in SHOPS if shop != "empty"])
def test_no_shop_has_a_field_that_fails(shop, workspace):
    workspace(shop)
    at = visit("loyalty", {"field": "true", "cell": "free_unknown", "tie": "values:country", "tied": ["SE", "DE"]})
    assert [title.value for title in at.title] == [TITLES["loyalty"]]


def test_without_a_usual_gap_it_asks_for_one(workspace):
    workspace("one_customer")
    at = visit("loyalty")
    assert "Who buys steadily can’t be told" in said(at) and at.number_input(key="cycle_days")


def test_the_companys_own_stage_stands_on_the_page_of_ways(company):
    found = shown(company, "company-stage")
    at = visit("ways")
    for sentence in (stage_sentences.company_stage_answer(found), stage_sentences.pair_sentence(found)):
        assert plain(sentence) in said(at)


@pytest.mark.parametrize("flow", FLOWS)
def test_each_bar_of_the_company_lists_exactly_those_it_counts(flow, company):
    for quarter in shown(company, "company-stage").quarters[-2:]:
        at = visit("ways", {"quarter": quarter.quarter, "went": flow})
        assert sum(listed(at)) == getattr(quarter, flow)
