"""On the page of stages: whether they say who orders again, and the people in one stage."""

import pytest

from analysis.stage_back_test import stage_back_test
from components import words
from components.sentences import stage_back_test as sentences
from models.contacts import contacts
from models.frames import frames
from models.store import Store
from tests.pages.conftest import in_address, said, tables, visit
from tests.pages.titles import TITLES


def related(path):
    from analysis.company import company as company_of
    from analysis.relations import gather

    read = frames(Store(path))
    return gather(company_of(read.orders, read.refunds, read.customers), contacts(Store(path)).contacts)


def test_the_page_says_what_analysis_says_of_the_newest_day(home):
    result = stage_back_test(related(home), dates=4)
    newest = [row for row in result.back_test if row.until == result.as_of]
    page = said(visit("stages", {"earlier": "true"}))
    assert sentences.back_test_answer(newest).replace(words.SPACE, " ") in page
    assert sentences.back_test_caption(newest).replace(words.SPACE, " ") in page
    assert sentences.back_test_earlier([[row for row in result.back_test if row.as_of == day] for day in
                                        {row.as_of for row in result.back_test}]) in page  # fmt: skip


def test_a_stage_is_chosen_by_the_control_and_by_a_link_and_its_lists_have_as_many_as_are_said(home):
    counts = stage_back_test(related(home)).counts
    at = visit("stages", {"stage": "at_risk", "stage-list": "all"})
    assert f"**{words.count(counts['at_risk'])} at risk now**" in said(at)
    [listed] = at.dataframe
    assert len(listed.value) == counts["at_risk"]
    at.segmented_control(key="stage").set_value("recovered").run()
    assert f"**{words.count(counts['recovered'])} recovered now**" in said(at)
    assert in_address(at, "stage") == ["recovered"]


def test_every_stage_can_be_looked_at_also_that_of_those_who_never_ordered(home):
    for stage in ("loyalty", "maintenance", "capture", "prospect", "recovered", "at_risk", "abandoned"):
        at = visit("stages", {"stage": stage, "stage-list": "all"})
        assert "No file tells yet" not in said(at)
        assert any(table[0][0] == "Measure" for table in tables(at))


@pytest.mark.parametrize("shop", ["sample", "two_currencies", "ended_early", "guests_only", "cancelled_only", "no_currency", "hostile",
                                  "one_order", "one_customer", "few_gaps", "empty"])  # fmt: skip
def test_it_stands_on_any_shop(workspace, shop):
    workspace(shop)
    assert [title.value for title in visit("stages", {"stage": "abandoned", "stage-list": "all"}).title] == [TITLES["stages"]]


def test_one_customer_with_a_declared_cycle_has_no_value_and_no_claim(own_workspace):
    from models.settings import save_settings

    save_settings(Store(own_workspace("one_customer")), cycle_days=30.0)
    page = said(visit("stages", {"stage": "loyalty"}))
    assert "**1 in loyalty now**" in page and "Too few to be compared with the others." in page
    assert "**Too few to tell:**" in page
