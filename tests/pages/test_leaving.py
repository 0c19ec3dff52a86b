"""The page tells how long customers stay and where the company leaks, for the customers that are chosen."""

import pytest

from analysis.company import company
from analysis.leak import leak
from components.sentences import leak as leak_sentences
from components.words import SPACE
from models.frames import frames
from models.store import Store
from tests.pages.conftest import healthy, in_address, said, tables, visit

QUESTION, LEAK = "When do they leave?", "Where does it leak, month by month?"


def headers(at) -> list[str]:
    return [header.value for header in at.header]


@pytest.mark.parametrize("where", [{}, {"first_channel": ["web"]}])
def test_the_months_in_numbers_are_those_of_analysis(where, workspace):
    path = workspace("sample")
    at = visit("leaving", {f"f_{name}": values for name, values in where.items()})
    assert LEAK in headers(at)
    read = frames(Store(path))
    found = company(read.orders, read.refunds, read.customers)
    flows = leak(found.occasions, usual_gap_days=found.usual_gap.days, mask=found.mask(where))
    assert tables(at)[-1][1:] == [[cell.replace(SPACE, " ") for cell in row] for row in leak_sentences.leak_table(flows)[1]]
    assert leak_sentences.leak_answer(flows) in [markdown.value for markdown in at.markdown]


def test_the_groups_that_are_compared_are_compared_here_too(workspace):
    workspace("sample")
    at = visit("leaving", {"group": "first_channel"})
    assert "log-rank test" in said(at)
    later = visit("leaving", {"group": "cohort_year"})
    assert "Not drawn by these groups" in said(later) or "log-rank test" in said(later)


@pytest.mark.parametrize("shop", ["few_gaps", "one_customer", "guests_only", "cancelled_only", "hostile", "one_order"])
def test_where_it_cannot_be_told_nothing_breaks(shop, workspace):
    workspace(shop)
    assert QUESTION in said(visit("leaving"))


@pytest.mark.parametrize("flow", ["lost", "recovered", "new", "returning"])
def test_behind_a_bar_are_its_customers_by_address_and_by_hand(flow, workspace):
    path = workspace("sample")
    read = frames(Store(path))
    found = company(read.orders, read.refunds, read.customers)
    shown = leak(found.occasions, usual_gap_days=found.usual_gap.days).flows[-1]
    at = visit("leaving", {"bar": shown.period, "flow": flow})
    assert len(at.dataframe[0].value) == getattr(shown, flow)
    assert f"**{getattr(shown, flow)}** " in said(at)
    by_hand = visit("leaving")
    assert not by_hand.dataframe
    by_hand.selectbox(key="bar").set_value(shown.period)
    by_hand.selectbox(key="flow").set_value(flow)
    healthy(by_hand.run())
    assert by_hand.dataframe[0].value.equals(at.dataframe[0].value)
    assert in_address(by_hand, "bar") == [shown.period] and in_address(by_hand, "flow") == [flow]
