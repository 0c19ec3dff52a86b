"""The page tells how long customers stay and where the company leaks, for the customers that are chosen."""

import pytest

import shows
from analysis.company import company
from analysis.leak import leak
from components.sentences import causes as cause_sentences
from components.sentences import leak as leak_sentences
from components.sentences import retention_point as point_sentences
from components.words import SPACE
from models.frames import frames
from models.store import Store
from tests.pages.conftest import healthy, in_address, said, tables, visit
from tests.pages.planted import planted

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
    assert [[cell.replace(SPACE, " ") for cell in row] for row in leak_sentences.leak_table(flows)[1]] in [rows[1:] for rows in tables(at)]
    assert leak_sentences.leak_answer(flows) in [markdown.value for markdown in at.markdown]


def test_the_groups_that_are_compared_are_compared_here_too(workspace):
    workspace("sample")
    at = visit("leaving", {"group": "first_channel"})
    assert "log-rank test" in said(at)
    later = visit("leaving", {"group": "cohort_year"})
    assert "Not drawn by these groups" in said(later) or "log-rank test" in said(later)


@pytest.fixture(scope="module")
def with_complaints(tmp_path_factory):
    """Bring a company of which unsettled complaints are found."""
    place = tmp_path_factory.mktemp("planted") / "planted.db"
    planted(place)
    return place


def test_what_a_point_is_worth_and_where_lost_revenue_came_from_are_those_of_the_command_line(with_complaints, monkeypatch):
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(with_complaints))
    at = visit("leaving")
    assert {"What is one point of retention worth?", "Where did lost revenue come from?"} <= set(headers(at))
    view = shows.View(str(with_complaints), None, [], [])
    worth, lost = shows.SHOWS["retention-point"][0](view), shows.SHOWS["causes"][0](view)
    shown = [markdown.value for markdown in at.markdown]
    assert point_sentences.point_answer(worth) in shown and cause_sentences.causes_answer(lost) in shown
    assert cause_sentences.causes_meaning(lost) in shown
    rows = [[cell.replace(SPACE, " ") for cell in row] for row in cause_sentences.causes_table(lost)[1]]
    assert tables(at)[-1][1:] == rows


def test_without_complaints_it_leads_to_where_they_are_brought(workspace):
    workspace("sample")
    assert "bring complaints or contacts" in said(visit("leaving"))


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


def test_behind_a_line_are_the_customers_of_its_group(workspace):
    workspace("sample")
    at = visit("leaving", {"group": "first_channel", "line": "1", "became": "lost"})
    [row] = [rows[2] for rows in tables(at) if rows[0][:2] == ["Group", "Customers"]]
    assert len(at.dataframe[0].value) == int(row[2])
    by_hand = visit("leaving")
    by_hand.selectbox(key="line").set_value("0")
    by_hand.selectbox(key="became").set_value("not_lost")
    healthy(by_hand.run())
    assert in_address(by_hand, "became") == ["not_lost"] and "not yet lost." in said(by_hand)


def test_an_empty_page_teaches_what_it_will_show(workspace):
    workspace("empty")
    at = visit("leaving")
    assert "what one point of retention is worth" in said(at) and "What the file needs" in headers(at)
