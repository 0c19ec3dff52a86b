"""What a scenario gives to customers and takes, in words."""

from dataclasses import replace

import pytest

from analysis.whatif.levers import LEVERS, Setting
from analysis.whatif.mutual import COST, SIDES, VALUE, WARNED, mutual
from analysis.whatif.options import Options
from analysis.whatif.outcome import outcome
from components.sentences import mutual as sentences
from components.words import SPACE
from tests.analysis.whatif.test_outcome import basis

HOSTILE = "![x](http://evil.example)<b>"


@pytest.fixture(scope="module")
def stands():
    return basis()


def told(stands, *settings):
    return mutual(stands.world, settings, outcome(stands, settings, Options(margin=0.4, months=12)))


def said(stands, *settings) -> str:
    return sentences.answer(told(stands, *settings)).replace(SPACE, " ")


def test_a_higher_price_is_told_in_money_and_warned_of(stands):
    text = said(stands, Setting(lever="price", amount=0.05))
    assert "**Customers are worse off by €" in text and "takes from your customers to give to you" in text and "within 12 months" in text
    assert "as you say you believe" in text


def test_a_lower_price_that_costs_the_company_more_is_warned_of_the_other_way_round(stands):
    text = said(stands, Setting(lever="price", amount=-0.1))
    assert "better off by €" in text and "takes from you to give" in text


def test_what_gives_and_takes_without_a_common_measure_is_not_netted(stands):
    text = said(stands, Setting(lever="price", amount=0.05), Setting(lever="complaints", amount=0.2))
    assert "no common measure" in text and "In money alone it takes €" in text and "better off" not in text


def test_what_customers_choose_themselves_is_no_gift(stands):
    text = said(stands, Setting(lever="frequency", amount=0.05))
    assert "don’t tell" in text and "takes from" not in text


def test_every_lever_up_and_down_has_its_row_and_its_reason(stands):
    for lever in LEVERS:
        for amount in (0.01, -0.01):
            setting = Setting(lever=lever, amount=amount, target="A" if LEVERS[lever].target == "attribute" else "")
            found = told(stands, setting)
            headers, rows = sentences.table(found, (setting,))
            assert len(rows) == 1 and len(rows[0]) == len(headers) and all(rows[0])
            assert sentences.answer(found)
    assert {side.element for side in SIDES.values()} <= {*VALUE, *COST, ""}


def test_every_warning_has_its_words(stands):
    found = told(stands, Setting(lever="price", amount=0.05))
    for customers, company in WARNED:
        assert "take" in sentences.answer(replace(found, customers=customers, company=company, warned=True))


def test_a_hostile_attribute_stays_in_its_cell(stands):
    """The table escapes its cells; no sentence names an attribute."""
    setting = Setting(lever="attribute", target=HOSTILE, amount=0.5)
    found = told(stands, setting)
    assert HOSTILE not in sentences.answer(found)
    assert sentences.table(found, (setting,))[1][0][0] == HOSTILE
