"""The page of stages: its pictures, its rule, and the people behind every number."""

import json

import pytest

from models.settings import save_settings
from models.store import Store
from tests.pages.conftest import healthy, said, tables, visit
from tests.pages.shops import SHOPS
from tests.pages.titles import TITLES


def listed(at) -> int:
    """How many people the page lists."""
    [shown] = at.dataframe
    return len(shown.value)


def counted(at) -> dict[tuple[str, str], int]:
    """How many made each move, by the page's table."""
    [found] = [table for table in tables(at) if table[0][:3] == ["From", "To", "People"]]
    return {(row[0], row[1]): int(row[2].replace(",", "")) for row in found[1:]}


@pytest.mark.parametrize("step", ["1", "3", "12"])
@pytest.mark.parametrize("shop", [shop for shop in SHOPS if shop != "empty"])
def test_no_shop_has_a_step_that_fails(shop, step, workspace):
    workspace(shop)
    assert [title.value for title in visit("stages", {"step": step}).title] == [TITLES["stages"]]


def test_each_move_lists_as_many_people_as_it_counts(workspace):
    workspace("sample")
    moves = counted(visit("stages"))
    assert moves
    by_name = {"At risk": "at_risk", "Prospects": "prospect", "Out of touch": "outside"}
    for (came_from, went_to), n in moves.items():
        if n:
            at = visit("stages", {"was": by_name.get(came_from, came_from.lower()), "is": by_name.get(went_to, went_to.lower())})
            assert listed(at) == n, (came_from, went_to)


def test_a_moved_threshold_says_what_it_changes_and_is_kept_when_asked(own_workspace):
    path = own_workspace("sample")
    plain = visit("stages")
    at = visit("stages", {"risk": "3"})
    change = [text.value for text in at.markdown if text.value.startswith("With at risk from")]
    assert len(change) == 1 and not [text for text in plain.markdown if text.value.startswith("With ")]
    assert "3 usual gaps instead of 2" in change[0].replace("\u00a0", " ")
    at.button(key="keep-rule").click()
    healthy(at.run())
    assert json.loads(Store(path).settings().stage_rule) == {"at_risk": 3.0}
    assert not [text for text in at.markdown if text.value.startswith("With ")]
    at.button(key="standard-rule").click()
    healthy(at.run())
    assert Store(path).settings().stage_rule == "{}"
    assert at.slider(key="risk").value == 2.0


def test_the_rule_is_said_with_the_companys_own_days(workspace):
    workspace("sample")
    at = visit("stages")
    assert "The usual gap here is " in said(at) and "all that is shown uses that of" in said(at)


def test_without_enough_gaps_the_page_asks_for_the_cycle(workspace):
    workspace("one_order")
    at = visit("stages")
    assert at.number_input(key="cycle_days").value == 30


def test_few_people_are_dots_and_one_of_them_is_followed_from_the_first_day(own_workspace):
    path = own_workspace("one_customer")
    save_settings(Store(path), cycle_days=30.0)
    at = visit("stages")
    assert "Too few customers to say which way they move" in said(at)
    [who] = [box.options for box in at.selectbox if box.key == "person"]
    at.selectbox(key="person").set_value("1")
    healthy(at.run())
    alts = [picture.proto.alt for picture in at.get("plotly_chart")]
    assert len(who) == 1 and sum(alt.startswith("One dot a person") for alt in alts) == 2  # for a desk and for a phone
    assert "In **loyalty** now. Usual gap 30 days" in said(at) and "not a forecast" in said(at)


@pytest.mark.parametrize("query", [{"was": "nowhere"}, {"person": "9999999"}, {"risk": "1e9"}, {"step": "7"}, {"lost": "nan"}])
def test_an_address_that_makes_no_sense_shows_a_view_that_does(query, workspace):
    workspace("sample")
    assert "customers are active" in said(visit("stages", query))


def test_several_steps_are_added_up_and_said_to_be(workspace):
    workspace("sample")
    at = visit("stages", {"step": "1", "steps": "all"})
    assert "steps from" in said(at) and "a person counts once a step" in said(at)
    one = sum(counted(visit("stages", {"step": "1"})).values())
    assert sum(counted(at).values()) > one


def test_kinds_of_customers_stand_side_by_side_by_stage(workspace):
    workspace("sample")
    at = visit("stages", {"spread": "first_channel"})
    [found] = [table for table in tables(at) if table[0][1:3] == ["Customers", "Capture"]]
    assert found[0][0] == "Channel of the first order" and len(found) > 2


def test_a_filter_counts_only_those_whom_it_means(workspace):
    workspace("sample")
    at = visit("stages", {"spread": "first_channel"})
    [spread] = [table for table in tables(at) if table[0][1:3] == ["Customers", "Capture"]]
    channel, n = spread[1][:2]
    assert f"of our {n} customers are active" in said(visit("stages", {"f_first_channel": channel}))
