"""Whatever a page shows can be taken along: its pictures' numbers, its tables, and all of it as a report that its address repeats."""

import csv
import io

import openpyxl
import pytest

from components.report import plain
from components.tables import FORMULA
from tests.components.test_report import Read
from tests.demonstration import bring
from tests.pages.conftest import healthy, said, settled, tables, visit, waited
from tests.pages.shops import HOSTILE

#: A page, and views of it that use each of its choices.
VIEWS = [
    ("overview", {}), ("overview", {"length": "month"}), ("overview", {"all_findings": "true"}),
    ("retention", {}), ("retention", {"kind": "returned", "period": "quarter", "free": "false"}),
    ("retention", {"f_first_channel": ["web"], "cohorts": ["2026-03", "2026-04"]}),
    ("retention", {"group": "first_channel", "groups": ["web", "pos"], "at": "2"}),
    ("retention", {"cohort": "2026-03", "age": "1", "others": "true"}),
    ("leaving", {}), ("leaving", {"group": "first_channel", "period": "quarter"}),
]  # fmt: skip


#: What a page says of its own buttons, which paper has not.
HINTS = ("Click a cell of the triangle, or choose it here.", "In the glossary")


def report_of(files) -> Read:
    """Return the report that a page offers, as a browser sees it."""
    [name] = [name for name in files if name.endswith(".html")]
    return Read(files[name]())


@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_a_report_has_the_page_s_question_answer_tables_and_pictures(page, query, workspace, files):
    workspace("sample")
    at = settled(page, query)
    read = report_of(files)
    text = read.text.replace("\u00a0", " ")
    assert at.title[0].value in text
    answer = next(block.value for block in at.markdown[1:] if "**" in block.value).replace("\u00a0", " ").replace("**", "")
    assert answer.split("\n")[0] in text
    for cell in (cell for table in tables(at) for row in table for cell in row):
        assert " ".join(cell.split()) in text
    assert [tag for tag, _ in read.tags].count("figure") == len(at.get("plotly_chart"))


@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_the_address_repeats_the_view_and_its_report(page, query, workspace, files):
    workspace("sample")
    at = settled(page, query)
    first, address = report_of(files).text, dict(at.query_params)
    assert {name for name in query} <= set(address), "nothing asked for was dropped"
    files.clear()
    again = settled(page, address)
    assert said(again) == said(at)
    assert report_of(files).text == first


@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_every_picture_brings_numbers_and_every_file_opens(page, query, workspace, files):
    workspace("sample")
    at = settled(page, query)
    menus = [name for name in files if name.endswith(".csv") and not name.startswith("customers-")]
    assert len(menus) == len(at.get("plotly_chart")) + len(tables(at)), "one each"
    for name in [name for name in files if name.endswith(".csv")]:
        rows = list(csv.reader(io.StringIO(files[name]())))
        book = openpyxl.load_workbook(io.BytesIO(files[name.replace(".csv", ".xlsx")]()))
        sheet = book.worksheets[0]
        assert (sheet.max_row, sheet.max_column) == (len(rows), len(rows[0]))
        about = {row[0].value: row[1].value for row in book.worksheets[-1].iter_rows()}
        assert about["Question"] == at.title[0].value and about["Data"] and about["Answer"]


def test_what_is_changed_by_hand_stands_in_the_address(workspace, files):
    workspace("sample")
    at = visit("retention")
    at.button_group(key="kind").set_value("returned")
    at.button_group(key="period").set_value("quarter")
    at.multiselect(key="f_first_channel").set_value(["web"])
    waited(healthy(at.run()))
    query = dict(at.query_params)
    assert {"kind", "period", "f_first_channel"} <= set(query)
    assert said(settled("retention", query)) == said(at)


def test_hostile_names_are_text_in_every_file(workspace, files):
    workspace("hostile")
    visit("retention", {"group": "first_channel", "groups": [HOSTILE[0], HOSTILE[1]], "cohort": "2025-01", "age": "1"})
    read = report_of(files)
    assert HOSTILE[0] in read.text
    assert not [tag for tag, attributes in read.tags if tag in ("img", "a", "link") or {"src", "href"} & set(attributes)]
    for name, make in files.items():
        if name.endswith(".csv"):
            cells = [cell for row in csv.reader(io.StringIO(make())) for cell in row]
            assert not [cell for cell in cells if cell.startswith(FORMULA) and not cell.lstrip("-").replace(".", "").isdigit()]


def test_a_report_names_no_customers(workspace, files):
    workspace("sample")
    at = visit("retention", {"cohort": "2026-03", "age": "1"})
    people = list(at.dataframe[0].value["E-mail"].dropna())
    text = report_of(files).text
    assert people and not [person for person in people if person in text]


@pytest.mark.parametrize(("shop", "page"), [("empty", "overview"), ("empty", "retention"), ("empty", "leaving"), ("sample", "data")])
def test_where_there_is_no_answer_there_is_no_report(shop, page, workspace, files):
    workspace(shop)
    visit(page)
    assert not [name for name in files if name.endswith(".html")]
    assert not [name for name in files if "sketch" in name]


@pytest.mark.parametrize("shop", ["one_order", "one_customer", "two_currencies", "few_gaps", "guests_only", "cancelled_only"])
@pytest.mark.parametrize("page", ["overview", "retention", "leaving"])
def test_no_shop_is_too_small_for_its_files(shop, page, workspace, files):
    workspace(shop)
    settled(page)
    for make in files.values():
        assert make()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home goods shop with every kind of file."""
    path = tmp_path_factory.mktemp("along") / "home.db"
    bring(path, trade="home-goods", customers=1500, seed=4)
    return path


@pytest.mark.parametrize("page", ["overview", "retention", "leaving", "satisfaction"])
def test_a_whole_company_s_pages_are_whole_in_their_reports(page, home, monkeypatch, files):
    """Findings and the plan, drawn in columns of their own, are there too; and the address leads back to both."""
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(home))
    at = settled(page)
    read = report_of(files)
    text = " ".join(read.text.replace("\u00a0", " ").split())
    for block in at.markdown:
        for line in plain(block.value).replace("\u00a0", " ").split("\n"):
            words = " ".join(line.removeprefix("- ").split())
            assert words in text or words in HINTS, words
    # A picture drawn for a phone as well is one picture.
    pictures = [picture for picture in at.get("plotly_chart") if not picture.key.endswith("-narrow")]
    assert [tag for tag, _ in read.tags].count("figure") == len(pictures)
    assert len([name for name in files if name.endswith(".csv") and not name.endswith("-narrow.csv")]) == len(pictures) + len(tables(at))
    for make in files.values():
        assert make()
