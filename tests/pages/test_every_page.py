"""Every page on every shop: nothing fails, and the question stands on top."""

import json

import pytest

from tests.pages.conftest import healthy, visit
from tests.pages.shops import SHOPS
from tests.pages.titles import START, TITLES


@pytest.mark.parametrize("page", TITLES)
@pytest.mark.parametrize("shop", SHOPS)
def test_a_page_opens(shop, page, workspace):
    workspace(shop)
    at = visit(page)
    assert [title.value for title in at.title] == [START if (shop, page) == ("empty", "overview") else TITLES[page]]


@pytest.mark.parametrize("shop", [shop for shop in SHOPS if shop != "empty"])
def test_retention_has_no_view_that_fails(shop, workspace):
    workspace(shop)
    at = visit("retention")
    seen = set()
    for kind in ("active", "still_here", "returned"):
        at.button_group(key="kind").set_value(kind)
        for period in ("week", "month", "quarter"):
            at.button_group(key="period").set_value(period)
            healthy(at.run())
            seen.add((at.query_params.get("kind", "active"), at.query_params.get("period", "month")))
    assert len(seen) == 9


@pytest.mark.parametrize("shop", [shop for shop in SHOPS if shop != "empty"])
def test_the_overview_has_no_view_that_fails(shop, workspace):
    workspace(shop)
    at = visit("overview")
    for period in ("week", "month", "quarter"):
        at.button_group(key="length").set_value(period)
        healthy(at.run())
        assert at.button_group(key="length").value == period


def test_an_empty_page_teaches_and_offers_two_ways_to_begin(workspace):
    workspace("empty")
    at = visit("retention")
    assert {"Add your orders", "Open the demonstration company"} <= {button.label for button in at.button}
    assert at.get("plotly_chart")[0].proto.alt.startswith("A grey sketch")


@pytest.mark.parametrize("page", ["overview", "retention", "leaving"])
@pytest.mark.parametrize("shop", ["sample", "one_order", "hostile"])
def test_every_picture_and_list_has_its_words(shop, page, workspace):
    workspace(shop)
    at = visit(page, {"cohort": "2026-03", "age": "1"} if page == "retention" else {})
    for picture in at.get("plotly_chart"):
        assert len(picture.proto.alt) > 20
        json.loads(picture.proto.spec)
    for frame in at.dataframe:
        assert frame.proto.alt


@pytest.mark.parametrize("query", [
    {"kind": "nonsense"}, {"period": "Fortnight"}, {"cohort": "1066-05", "age": "900"}, {"f_first_channel": "no such channel"},
    {"cohorts": ["x", "y"]}, {"free": "perhaps"}, {"cohort": "<img src=x onerror=alert(1)>"},
])  # fmt: skip
def test_an_address_that_makes_no_sense_shows_the_plain_view(query, workspace):
    workspace("sample")
    plain, strange = visit("retention"), visit("retention", query)
    assert [part.value for part in strange.markdown] == [part.value for part in plain.markdown]


def test_a_cell_chosen_in_months_does_not_fail_in_weeks(workspace):
    workspace("sample")
    at = visit("retention", {"cohort": "2026-03", "age": "1"})
    assert at.dataframe
    at.button_group(key="period").set_value("week")
    healthy(at.run())
    assert not at.dataframe
