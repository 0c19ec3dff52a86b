"""The page of accounts and partners: what it says is what analysis counts, lists are as long as their numbers, and names are only text."""

import json

import numpy as np
import pytest

from analysis import relations
from analysis.accounts import accounts
from analysis.company import company
from analysis.partners import partners
from analysis.stages import AT_RISK, LOYALTY
from analysis.units import units
from components.sentences import accounts as sentences
from components.sentences.partners import partners_answer
from components.words import SPACE
from models.contacts import contacts
from models.frames import frames
from models.parties import parties
from models.store import Store
from tests.pages.conftest import healthy, said, tables, visit
from tests.pages.firms import firms
from tests.pages.shops import HOSTILE, as_csv, bring


@pytest.fixture(scope="module")
def made_firms(tmp_path_factory):
    path = tmp_path_factory.mktemp("firms") / "firms.db"
    firms(path)
    return path


@pytest.fixture
def firm(made_firms, monkeypatch):
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(made_firms))
    return made_firms


def counted(path, months=3):
    """What analysis says of the workspace, by another way than the page's."""
    store = Store(path)
    read, known = frames(store), parties(store)
    found = company(read.orders, read.refunds, read.customers)
    people = relations.gather(found, contacts(store).contacts)
    return *accounts(found, people, units(known.parties), months=months), known


def test_the_answer_is_what_analysis_counts(firm):
    result, _table, grouped, known = counted(firm)
    text = said(visit("partners"))
    assert sentences.accounts_answer(result).replace(SPACE, " ") in text
    assert sentences.people_answer(result).replace(SPACE, " ") in text
    found, _rows = partners(units(known.parties), grouped, known.dealings, as_of=grouped.as_of)
    assert partners_answer(found).replace(SPACE, " ") in text


def test_a_list_has_as_many_accounts_as_the_number_it_is_chosen_by(firm):
    result, table, _grouped, _known = counted(firm)
    at_risk = table.stage == AT_RISK
    at = visit("partners", {"is": "at_risk"})
    [listed] = at.dataframe
    assert len(listed.value) == at_risk.sum() == result.moves.stages[AT_RISK].now
    assert listed.value.iloc[:, -1].tolist() == sorted(table.brought[at_risk] / 100, reverse=True)
    alone = visit("partners", {"is": "at_risk", "among": "alone"})
    assert len(alone.dataframe[0].value) == (at_risk & table.alone).sum()
    assert "for which one person orders" in said(alone)


def test_without_a_choice_everybody_of_the_picture_is_listed(firm):
    result, _table, _grouped, _known = counted(firm)
    [listed] = visit("partners").dataframe
    assert len(listed.value) == sum(stock.now for stock in result.moves.stages)


def test_a_click_on_the_picture_chooses_the_same_as_the_boxes(firm):
    at = visit("partners", {"was": "loyalty", "is": "at_risk"})
    result, _table, _grouped, _known = counted(firm)
    assert len(at.dataframe[0].value) == result.moves.flow[LOYALTY, AT_RISK]


def test_moves_go_back_as_far_as_is_chosen(firm):
    at = visit("partners", {"step": "12"})
    result, _table, _grouped, _known = counted(firm, months=12)
    [picture] = [one for one in at.get("plotly_chart") if "accounts" in one.proto.id and "narrow" not in one.proto.id]
    assert f"{result.moves.stages[AT_RISK].then:,} before" in picture.proto.alt


def test_who_orders_for_an_account_is_listed(firm):
    _result, table, _grouped, _known = counted(firm)
    place = int(np.argmax(table.people))
    at = visit("partners", {"account": str(table.account[place])})
    assert len(at.dataframe) == 2
    assert len(at.dataframe[1].value) >= table.people[place]
    assert f"{table.people[place]} people ever ordered for it" in said(at)


def test_suppliers_are_listed_with_the_days_on_which_they_were_dealt_with(firm):
    at = visit("partners", {"kind": "supplier"})
    listed = at.dataframe[-1].value
    assert len(listed) == 8
    assert listed["Last day"].isna().sum() == 1, "one was never dealt with"
    [table] = [table for table in tables(at) if table[0][0] == "Type"]
    assert [row[0] for row in table[1:]] == ["Distributors", "Retailers", "Partners", "Suppliers"]
    assert "**1 partner**, whom nothing dated names." in said(at)


def test_hostile_names_are_only_text(firm):
    _result, table, _grouped, known = counted(firm)
    ids = dict(zip(known.parties["name"], known.parties["party"]))
    at = visit("partners", {"account": str(ids[HOSTILE[0]])})
    assert not [element for element in at.markdown if HOSTILE[0] in element.value]
    assert "ever ordered for it" in said(at)
    for picture in at.get("plotly_chart"):
        assert "<img" not in picture.proto.spec
        json.loads(picture.proto.spec)
        assert len(picture.proto.alt) > 20


def test_an_account_of_one_customer_is_shown(monkeypatch, tmp_path):
    """One account is listed, and nothing is said of shares."""
    path = tmp_path / "one.db"
    bring(
        path,
        as_csv(("customer number", "customer name", "company"), [("1", "Ann", "Ash & Sons")]),
        name="customers.csv",
        source="customers",
    )
    rows = [(str(turn), "1", f"2026-{1 + turn // 3:02d}-{1 + 9 * (turn % 3):02d}", "10.00", "EUR") for turn in range(20)]
    rows += [(f"x{turn}", "2", f"2026-{1 + turn // 3:02d}-{2 + 9 * (turn % 3):02d}", "10.00", "EUR") for turn in range(20)]
    bring(path, as_csv(("order number", "customer number", "order date", "amount", "currency"), rows))
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    at = visit("partners")
    assert "Still here: 1 of 1 account, too few" in said(at)
    assert at.dataframe[0].value["Account"].tolist() == ["Ash & Sons"]
    assert at.get("plotly_chart")[0].proto.alt.startswith("One dot an account, by stage on"), "a ledger of one account shows nothing"


@pytest.mark.parametrize(
    "query", [{"is": "nonsense"}, {"account": "99999999"}, {"account": "<b>"}, {"kind": "king"}, {"among": "x"}, {"step": "7"}]
)
def test_an_address_that_makes_no_sense_shows_the_plain_view(query, firm):
    plain, strange = visit("partners"), visit("partners", query)
    assert [part.value for part in strange.markdown] == [part.value for part in plain.markdown]
    healthy(strange)


@pytest.mark.parametrize("name", ["sample", "hostile", "two_currencies", "guests_only"])
def test_a_shop_without_accounts_says_what_brings_them(name, workspace):
    workspace(name)
    text = said(visit("partners"))
    assert "No organisation is known to buy here" in text or "Found" in text
