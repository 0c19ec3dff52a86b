"""The comparison of groups on the retention page: what analysis says, in words, and in the address."""

import csv
import io
from types import SimpleNamespace

import pytest

from analysis.company import company
from analysis.followup import STILL
from analysis.groups import chosen, groups
from components.findings import address
from models.frames import frames
from models.store import Store
from models.traits import traits
from tests.pages.conftest import healthy, in_address, said, tables, visit
from tests.pages.shops import HOSTILE


def result_of(path, field, values=(), *, where=None, **more):
    """Return what analysis says, past the pages."""
    store = Store(path)
    read, known = frames(store), traits(store)
    found = company(read.orders, read.refunds, read.customers, memberships=known.memberships, overall=known.overall)
    masks = chosen(found.attributes, field, values, among=found.mask(where or {}))
    return groups(found.activity("month"), masks, field=field, usual_gap_days=found.usual_gap.days, **more)


def shown(at) -> list[list[str]]:
    """Return the rows of the table of groups."""
    [table] = [table for table in tables(at) if table[0][0] == "Month" and "n" in table[0]]
    return table[1:]


@pytest.mark.parametrize("kind", ["active", "still_here", "returned"])
@pytest.mark.parametrize("values", [["web", "pos"], ["web"], []])
def test_the_table_holds_the_numbers_of_analysis(values, kind, workspace):
    path = workspace("sample")
    at = visit("retention", {"group": "first_channel", "groups": values, "kind": kind})
    result = result_of(path, "first_channel", values, kind=kind)
    rows = shown(at)
    assert [int(row[0]) for row in rows] == list(result.ages)
    for place, group in enumerate(result.groups):
        assert [row[3 * place + 3] for row in rows] == [f"{point.at_risk:,}" for point in group.ages]
        for row, point in zip(rows, group.ages, strict=True):
            if point.at_risk > 4:
                assert float(row[3 * place + 1].removesuffix(" %")) == pytest.approx(100 * point.rate, abs=0.051)
            else:
                assert row[3 * place + 1] == "fewer than 5"


def test_the_answer_says_whether_the_two_are_distinguishable(workspace):
    path = workspace("sample")
    at = visit("retention", {"group": "first_channel", "groups": ["web", "pos"], "at": "3"})
    result = result_of(path, "first_channel", ["web", "pos"], age=3)
    [pair] = result.here
    verdict = "The two are distinguishable." if pair.distinguishable else "The two are not distinguishable with these n."
    assert verdict in said(at)
    assert "In the third month" in said(at)
    assert "whose first order came by web" in said(at)
    assert "Compared up to month" in said(at) and "which all have reached" in said(at)


def test_a_filter_filters_every_group(workspace):
    path = workspace("sample")
    at = visit("retention", {"group": "first_channel", "groups": ["web"], "f_first_size": "20 to 50"})
    result = result_of(path, "first_channel", ["web"], where={"first_size": ["20 to 50"]})
    assert [row[3] for row in shown(at)] == [f"{point.at_risk:,}" for point in result.groups[0].ages]
    assert f"“web” n = {result.groups[0].customers}" in said(at)


def test_what_is_chosen_by_hand_stands_in_the_address_and_leaves_it(workspace):
    workspace("sample")
    at = visit("retention")
    at.selectbox(key="group").set_value("first_channel")
    healthy(at.run())
    at.multiselect(key="groups").set_value(["pos"])
    healthy(at.run())
    at.selectbox(key="at").set_value("2")
    healthy(at.run())
    assert (in_address(at, "group"), in_address(at, "groups"), in_address(at, "at")) == (["first_channel"], ["pos"], ["2"])
    assert "In the second month" in said(at)
    assert not [box for box in at.multiselect if box.key == "cohorts"], "groups and cohorts don't lie over each other"
    at.selectbox(key="group").set_value(None)
    healthy(at.run())
    assert not in_address(at, "group") and not in_address(at, "groups") and not in_address(at, "at")
    assert "Compared up to" not in said(at) and "whose first order came by pos" not in said(at)


def test_another_field_forgets_the_values_of_the_one_before(workspace):
    workspace("sample")
    at = visit("retention", {"group": "first_channel", "groups": ["web", "pos"]})
    at.selectbox(key="group").set_value("first_size")
    healthy(at.run())
    assert in_address(at, "groups") == []


def test_hostile_values_are_said_as_text(workspace):
    workspace("hostile")
    at = visit("retention", {"group": "first_channel", "groups": [HOSTILE[0], HOSTILE[1]]})
    assert not [text for text in HOSTILE if text in said(at)]
    chart = at.get("plotly_chart")[0].proto
    assert "<img" not in chart.spec


def test_the_groups_can_be_taken_along(workspace, files):
    path = workspace("sample")
    visit("retention", {"group": "first_channel", "groups": ["web"]})
    rows = list(csv.DictReader(io.StringIO(files["sample-who-stays-curve.csv"]())))
    result = result_of(path, "first_channel", ["web"])
    assert [(row["group"], int(row["age"]), int(row["retained"])) for row in rows] == [
        (group.value or "all others", point.age, point.retained) for group in result.groups for point in group.ages
    ]


SMALL = ["one_order", "one_customer", "two_currencies", "few_gaps", "ended_early", "cancelled_only", "guests_only"]


@pytest.mark.parametrize("shop", SMALL)
@pytest.mark.parametrize("field", ["cohort_year", "first_currency", "first_size"])
def test_no_shop_breaks_a_comparison(shop, field, workspace):
    workspace(shop)
    at = visit("retention", {"group": field})
    assert "nan" not in said(at).lower()


def test_a_kind_that_asks_for_the_cycle_still_asks(workspace):
    workspace("few_gaps")
    at = visit("retention", {"group": "cohort_year", "kind": "still_here"})
    assert "fewer than 30" in at.error[0].value or not at.error


NONSENSE = [
    {"group": "no such field"},
    {"group": "first_channel", "groups": ["no such value", "web"], "at": "900"},
    {"groups": ["web"], "at": "3"},
    {"group": "first_channel", "groups": ["web"], "at": "x", "kind": "returned", "period": "week"},
]


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_in_the_address_is_passed_over(query, workspace):
    workspace("sample")
    at = visit("retention", query)
    assert not at.error
    assert in_address(at, "at") in ([], ["3"]) and "no such value" not in in_address(at, "groups")


def test_what_is_found_from_half_a_year_on_leads_to_still_here():
    finding = SimpleNamespace(kind="group", field="country", value="FI", other="SE", outcome=STILL)
    assert address(finding) == {"group": "country", "groups": ["FI", "SE"], "kind": "still_here", "at": "6"}


@pytest.mark.parametrize("others", [False, True])
def test_behind_a_point_of_a_group_are_the_customers_that_it_counts(others, workspace):
    path = workspace("sample")
    query = {"group": "first_channel", "groups": ["web", "pos"], "of": "1", "of_age": "2"} | ({"of_others": "true"} if others else {})
    at = visit("retention", query)
    point = result_of(path, "first_channel", ["web", "pos"]).groups[1].ages[1]
    number = point.at_risk - point.retained if others else point.retained
    assert point.age == 2 and len(at.dataframe[0].value) == number
    assert f"**{number}** of {point.at_risk}" in said(at)


def test_beside_groups_it_says_where_single_cohorts_are(workspace):
    workspace("sample")
    assert "choose no groups to see them" in said(visit("retention", {"group": "first_channel"}))
    assert "choose no groups" not in said(visit("retention"))
