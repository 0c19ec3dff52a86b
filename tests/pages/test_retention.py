"""The retention page says what analysis says, for every view of it."""

import csv
import io
from collections import Counter

import polars as pl
import pytest

from analysis.company import company
from analysis.retention import behind, retention
from models.frames import frames
from models.store import Store
from tests.pages.conftest import healthy, said, tables, visit
from tests.pages.shops import HOSTILE

KINDS = ("active", "still_here", "returned")
PERIODS = ("week", "month", "quarter")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def pooled(at) -> list[list[str]]:
    """Return the table of the pooled curve."""
    return next(table for table in tables(at) if "Customers at risk" in table[0])


def result_of(path, *, kind="active", period="month", where=None, free_orders=True):
    """Return what analysis says, past the pages."""
    read = frames(Store(path))
    found = company(read.orders, read.refunds, read.customers, free_orders=free_orders)
    activity, mask = found.activity(period), found.mask(where or {})
    return retention(activity, kind=kind, mask=mask, usual_gap_days=found.usual_gap.days), activity, mask


def pooled_rows(result) -> list[list[str]]:
    """Return age, k, n and cohorts of every pooled age that the page shows, as text."""
    first = 0 if result.kind == "returned" else 1
    return [[str(p.age), f"{p.retained:,}", f"{p.at_risk:,}", str(p.cohorts)] for p in result.pooled if p.age >= first and p.at_risk > 4]


@pytest.mark.parametrize("period", PERIODS)
def test_the_table_holds_the_numbers_of_analysis(period, workspace):
    path = workspace("sample")
    at = visit("retention", {"period": period})
    for kind in KINDS:
        at.button_group(key="kind").set_value(kind)
        healthy(at.run())
        result = result_of(path, kind=kind, period=period)[0]
        table = pooled(at)
        shown = [[row[0], row[3], row[4], row[5]] for row in table[1:] if row[1] != "fewer than 5"]
        assert shown == pooled_rows(result)
        shares = [row[1] for row in table[1:] if row[1] != "fewer than 5"]
        rates = [p.rate for p in result.pooled if p.age >= int(table[1][0]) and p.at_risk > 4]
        assert all(abs(float(share.removesuffix(" %")) - 100 * rate) < 0.051 for share, rate in zip(shares, rates, strict=True))


def test_a_filter_in_the_address_keeps_the_whole_history(workspace):
    path = workspace("sample")
    at = visit("retention", {"f_first_channel": ["web", "pos"]})
    result = result_of(path, where={"first_channel": ["web", "pos"]})[0]
    assert f"n = {result.customers}" in said(at)
    assert [[row[0], row[3], row[4], row[5]] for row in pooled(at)[1:] if row[1] != "fewer than 5"] == pooled_rows(result)
    assert "Channel of the first order" in at.markdown[0].value


def test_a_filter_on_the_page_is_the_filter_in_the_address(workspace):
    workspace("sample")
    by_address = visit("retention", {"f_first_size": ["under 20"]})
    by_hand = visit("retention")
    by_hand.multiselect(key="f_first_size").set_value(["under 20"])
    healthy(by_hand.run())
    assert tables(by_hand) == tables(by_address)


def test_free_orders_can_be_left_out(own_workspace):
    from tests.pages.shops import HEADERS, as_csv, bring

    path = own_workspace("two_currencies")
    bring(path, as_csv(HEADERS, [(f"free-{i}", f"gift{i}", "2025-03-03", "0.00", "EUR") for i in range(30)]), name="gifts.csv")
    with_gifts, without = visit("retention"), visit("retention", {"free": "false"})
    assert f"n = {result_of(path)[0].customers}" in said(with_gifts)
    assert f"n = {result_of(path, free_orders=False)[0].customers}" in said(without)
    assert result_of(path)[0].customers - result_of(path, free_orders=False)[0].customers == 30


@pytest.mark.parametrize("others", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_the_list_behind_a_cell_has_exactly_its_count(kind, others, workspace):
    path = workspace("sample")
    result, activity, mask = result_of(path, kind=kind, where={"first_channel": ["web"]})
    cohort = max(result.cohorts, key=lambda cohort: cohort.size)
    year, month = cohort.cohort.split("-")
    query = {"kind": kind, "f_first_channel": "web", "cohort": cohort.cohort}
    at = visit("retention", query | ({"others": "true"} if others else {}))
    for cell in (cohort.ages + cohort.unknown + cohort.unfinished)[::4]:
        at.selectbox(key="age").set_value(str(cell.age))
        healthy(at.run())
        listed = at.dataframe[0].value
        assert len(listed) == (cell.at_risk - cell.retained if others else cell.retained)
        wanted = behind(activity, cohort=cohort.cohort, age=cell.age, kind=kind, mask=mask, retained=not others)
        assert Counter(listed["Customer"]) == Counter(names_of(path, wanted))


def names_of(path, ids) -> list[str]:
    """Return these customers' names, or keys where they have none."""
    people = frames(Store(path)).customers
    return people.filter(pl.col("customer").is_in(ids)).select(pl.coalesce("name", "key"))["name"].to_list()


def test_still_here_asks_for_the_cycle_and_takes_the_answer(own_workspace):
    path = own_workspace("few_gaps")
    at = visit("retention", {"kind": "still_here"})
    assert "fewer than 30" in at.error[0].value
    assert not at.get("plotly_chart")
    at.number_input(key="cycle_days").set_value(35)
    at.button(key="use-cycle").click()
    healthy(at.run())
    assert Store(path).settings().cycle_days == 35.0
    assert not at.error
    assert at.get("plotly_chart")


def test_the_table_to_download_has_every_drawn_cell_and_no_other(files, workspace):
    path = workspace("sample")
    visit("retention", {"kind": "still_here"})
    rows = list(csv.DictReader(io.StringIO(files["sample-who-stays-triangle.csv"]())))
    result = result_of(path, kind="still_here")[0]
    cells = [(c.cohort, str(cell.age), str(cell.retained)) for c in result.cohorts for cell in (*c.ages, *c.unknown, *c.unfinished)]
    pooled = [("pooled", str(p.age), str(p.retained)) for p in result.pooled]
    assert [(row["cohort"], row["age"], row["retained"]) for row in rows] == cells + pooled
    assert {row["state"] for row in rows} == {"observed", "not yet known", "unfinished"}


def test_a_downloaded_list_has_no_formula(files, workspace):
    workspace("hostile")
    visit("retention", {"cohort": "2025-01", "age": "1"})
    [make] = [make for name, make in files.items() if name.startswith("customers-") and name.endswith(".csv")]
    rows = list(csv.reader(io.StringIO(make())))
    cells = [cell for row in rows for cell in row]
    assert any(HOSTILE[2] in cell for cell in cells)
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert {len(row[2]) for row in rows[1:]} == {len("2025-01-03")}, "a day has no time"
    assert rows[0] == ["Customer", "E-mail", "First order", "Last order", "Days with an order"]


def test_hostile_filters_are_said_as_text(workspace):
    path = workspace("hostile")
    at = visit("retention", {"f_first_channel": HOSTILE[0], "f_first_product": HOSTILE[1]})
    quiet = at.markdown[0].value
    assert "![" not in quiet and "\\!\\[x\\]" in quiet
    result = result_of(path, where={"first_channel": [HOSTILE[0]], "first_product": [HOSTILE[1]]})[0]
    assert f"n = {result.customers}" in said(at)


def test_at_most_four_cohorts_lie_over_the_curve(workspace):
    workspace("sample")
    at = visit("retention", {"cohorts": ["2026-03", "2026-04"]})
    spec = at.get("plotly_chart")[0].proto
    assert "March 2026" in spec.alt and "April 2026" in spec.alt
    assert "Mar 2026" in spec.spec
