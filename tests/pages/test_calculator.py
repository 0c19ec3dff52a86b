"""The calculator: it needs no data, its numbers stand in the address, and a company's own can be taken over."""

import pytest

from tests.demonstration import bring
from tests.pages.conftest import healthy, in_address, said, visit
from tests.pages.titles import TITLES


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    path = tmp_path_factory.mktemp("calculator") / "home.db"
    bring(path, trade="home-goods", customers=900, seed=4)
    return path


def plain(at) -> str:
    return said(at).replace("\u00a0", " ")


def test_without_any_data_the_classic_example_stands_there(workspace):
    workspace("empty")
    at = visit("calculator")
    text = plain(at)
    assert "€266.67" in text and "€366.67" in text and "2.67 times" in text and "€246.67" in text
    assert "settles at **750**" in text and "200 would have to come" in text
    assert "Say first what is left" not in text, "there is no company to take from"


def test_five_numbers_come_out_of_the_address(workspace):
    workspace("empty")
    query = {"five-margin": "40", "five-retention": "95", "five-cost": "300", "five-newcomers": "300", "five-customers": "10000"}
    at = visit("calculator", {**query, "five-period": "month", "five-currency": "USD"})
    text = plain(at)
    assert "after 10 months" in text and "settles at **6,000**" in text and "500 would have to come a month" in text
    assert "95 % a month is 54 % a year" in text and "10 % a year is 0.80 % a month" in text


def test_a_company_s_own_numbers_are_taken_over_once_its_margin_is_said(company, monkeypatch):
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(company))
    at = visit("calculator")
    assert "five-take" not in [button.key for button in at.button] and "Say first what is left" in plain(at)
    at.number_input(key="margin").set_value(40.0)
    healthy(at.run())
    at.button(key="five-take").click()
    healthy(at.run())
    retention, customers = (at.number_input(key=f"five-{name}").value for name in ("retention", "customers"))
    assert 60 < retention < 99.9 and 50 < customers <= 900
    assert at.number_input(key="five-cost").value > 0, "the demonstration company says what it spends on winning"
    assert in_address(at, "five-period") == ["month"]


@pytest.mark.parametrize("query", [
    {"five-retention": "100"}, {"five-retention": "x"}, {"five-margin": "-5"}, {"five-period": "week"}, {"five-currency": "![x](y)"},
    {"five-retention": "0"}, {"five-newcomers": "0"}, {"five-customers": "0", "five-newcomers": "0"}, {"five-margin": "0"},
    {"five-discount": "0", "five-retention": "99.9"}, {"five-cost": "1000000000"}, {"five-margin": "1e12"},
])  # fmt: skip
def test_no_address_breaks_it(query, workspace):
    workspace("empty")
    assert [title.value for title in visit("calculator", query).title] == [TITLES["calculator"]]


@pytest.mark.parametrize("shop", ["one_order", "hostile"])
def test_a_company_of_which_too_little_is_known_is_told_so_where_its_numbers_would_stand(shop, workspace):
    workspace(shop)
    at = visit("calculator", {"margin": "40"})
    assert at.error or "Take these numbers" in [button.label for button in at.button]
    assert "€266.67" in plain(at) or "266.67" in plain(at)
