"""The page follows the money of the customers that are chosen, and says what it needs for the rest."""

import pytest

from analysis.company import company
from analysis.money import brought
from components.sentences import money as sentences
from components.sentences import paying, tenure
from components.words import SPACE
from models.frames import frames
from models.store import Store
from tests.pages.conftest import in_address, said, visit

QUESTION = "What do those who stay bring?"


def found(path, where=None, **more):
    read = frames(Store(path))
    known = company(read.orders, read.refunds, read.customers, digits=read.digits)
    return brought(known, mask=known.mask(where or {}), **more)


@pytest.mark.parametrize("where", [{}, {"first_channel": ["web"]}])
def test_the_page_says_what_analysis_says(where, workspace):
    path = workspace("sample")
    at = visit("money", {f"f_{name}": values for name, values in where.items()})
    result = found(path, where)
    texts = said(at)
    for text in (sentences.money_answer(result), tenure.split_answer(result), paying.payback_answer(result)):
        assert text.replace(SPACE, " ") in texts


def test_the_margin_stands_in_the_address_and_every_period_and_measure_has_its_view(workspace):
    workspace("sample")
    at = visit("money", {"margin": "40", "measure": "retained"})
    assert at.number_input(key="margin").value == 40
    for period in ("week", "month", "quarter"):
        at.button_group(key="period").set_value(period)
        at.run()
        assert not at.exception
    assert in_address(at, "measure") == ["retained"]


def test_groups_take_the_main_pictures_place_unless_they_are_known_only_later(workspace):
    workspace("sample")
    at = visit("money", {"group": "first_channel"})
    assert "a customer has brought" in said(at) and "has more time to join" not in said(at)
    assert "measure" not in {group.key for group in at.button_group}


def test_a_currency_can_be_chosen_and_the_other_is_named(workspace):
    workspace("two_currencies")
    at = visit("money")
    assert "left out" in said(at) and "GBP" in said(at)
    pounds = visit("money", {"currency": "GBP"})
    assert "Nobody here has a first order in GBP" in said(pounds)  # their first was in euros


@pytest.mark.parametrize("shop", ["few_gaps", "one_customer", "guests_only", "cancelled_only", "hostile", "one_order"])
def test_where_it_cannot_be_told_nothing_breaks(shop, workspace):
    workspace(shop)
    assert QUESTION in said(visit("money"))
