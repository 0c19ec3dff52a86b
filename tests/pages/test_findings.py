"""The findings on the overview: what analysis found, in words, with links that show it and the people behind it."""

from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from analysis.company import company
from analysis.findings import findings
from components.findings import address
from models.answers import answers
from models.frames import frames
from models.spending import spending
from models.store import Store
from tests.pages.conftest import healthy, said, visit
from tests.pages.planted import BAD, COSTLY, planted


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    place = tmp_path_factory.mktemp("planted") / "planted.db"
    planted(place)
    return place


@pytest.fixture
def result(path, monkeypatch):
    """Make the planted company the one that is shown, and return what analysis says past the pages."""
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(path))
    store = Store(path)
    read = frames(store)
    return findings(company(read.orders, read.refunds, read.customers), answers=answers(store), spend=spending(store).spend)


def named(result, kind):
    return next(finding for finding in result.found if finding.kind == kind)


def test_what_was_planted_is_found_and_said(result):
    at = visit("overview")
    text = said(at)
    assert {"at_risk", "costly", "group", "complaints", "satisfaction"} <= {finding.kind for finding in result.found}
    assert "Six findings, by what they are worth" in text
    assert f"{result.looked_at} comparisons were looked at; on average at most 5 % of the differences shown are due to chance" in text
    assert f"{len(named(result, 'at_risk').customers)} customers are at risk" in text
    assert f"{COSTLY} customers cost more than their orders bring." in text
    assert "Customers whose complaint was settled within three days come back more than those who waited longer." in text
    assert "Customers who say that they are satisfied come back more than the others." in text
    group = named(result, "group").group
    assert f"of {group.n} ordered again" in text


def test_more_than_a_page_holds_are_one_switch_away(result, monkeypatch):
    for place in ("components.sentences.findings.MOST", "components.sentences.MOST"):
        monkeypatch.setattr(place, 2)
    at = visit("overview")
    assert "Two findings, by what they are worth" in said(at)
    at.toggle(key="all_findings").set_value(True).run()
    assert f"{len(result.found)} findings, by what they are worth" in said(healthy(at))
    assert f"{len(result.found)} findings" in said(visit("overview", {"all_findings": "true"}))


def test_each_new_one_cost(result):
    assert "of advertising, so the loss cost about €" in said(visit("overview", {"length": "quarter"}))


def test_a_hostile_value_is_said_as_text(result):
    assert named(result, "group").value == BAD
    text = said(visit("overview"))
    assert BAD not in text and "\\!\\[x\\]" in text


def test_a_group_leads_to_the_comparison_that_shows_it(result):
    at = visit("overview")
    link = next(link for link in at.get("page_link") if link.proto.label == "See this group")
    query = parse_qs(link.proto.query_string)
    assert query == {"group": ["first_channel"], "groups": [BAD], "kind": ["returned"], "at": ["3"]}
    there = visit("retention", query)
    assert there.selectbox(key="group").value == "first_channel"
    assert there.multiselect(key="groups").value == [BAD]
    assert "The two are distinguishable." in said(there)
    assert " were back, against " in said(there)
    assert BAD not in said(there)


@pytest.mark.parametrize("kind", ["at_risk", "costly", "complaints", "satisfaction"])
def test_the_people_are_listed_and_stand_in_the_address(kind, result):
    people = named(result, kind).customers
    at = visit("overview")
    assert not at.dataframe
    healthy(at.button(key=f"who-{kind}").click().run())
    assert at.query_params["who"] in (kind, [kind])
    assert len(at.dataframe[0].value) == len(people)
    followed = visit("overview", {"who": kind})
    assert len(followed.dataframe[0].value) == len(people)
    healthy(followed.button(key=f"who-{kind}").click().run())
    assert not followed.dataframe and "who" not in followed.query_params


def test_an_unknown_list_in_the_address_is_passed_over(result):
    at = visit("overview", {"who": "everybody"})
    assert not at.dataframe


@pytest.mark.parametrize("shop", ["one_customer", "few_gaps", "guests_only", "cancelled_only", "hostile", "two_currencies"])
def test_a_shop_without_findings_says_what_was_looked_at(shop, workspace):
    workspace(shop)
    text = said(visit("overview"))
    assert "stands out" in text or "worth" in text
    assert "Groups can’t be compared yet" in text or "looked at" in text or "Too early to say" in text


def test_a_cohort_leads_to_both_quarters_over_the_curve(result):
    cohort = replace(named(result, "group"), kind="cohort", field="cohort", value="2025-Q2", other="2024-Q2")
    there = visit("retention", address(cohort))
    assert there.segmented_control(key="period").value == "quarter"
    assert there.multiselect(key="cohorts").value == ["2025-Q2", "2024-Q2"]
