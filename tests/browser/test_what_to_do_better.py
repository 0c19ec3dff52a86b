"""From a survey's file to what to do better: upload, correct a group, read the plan's first line, see who said so, try it in what-if."""

import csv
import re

import pytest
from playwright.sync_api import expect

import sample_data
from tests.browser.app import TITLES
from tests.browser.test_attributes import choose_group, group_of

PLANTED = "Delivery on time"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A home goods shop's files, of a size at which its driver is sure to be seen."""
    folder = tmp_path_factory.mktemp("company")
    sample_data.write(folder, trade="home-goods", customers=1500, seed=4)
    return folder


def test_a_survey_becomes_a_plan_that_leads_to_those_who_said_so_and_to_what_if(serve, visit, files, tmp_path):
    server = serve("empty")
    app = visit(server).open("/data")
    app.bring(files / "shopify_orders.csv")
    app.page.locator(".st-key-store button").click()
    app.stored("orders added")
    app.open("/data")
    app.bring(files / "surveymonkey.csv")
    grid = app.page.locator("[class*='st-key-asked-'] [data-testid='stDataFrame']")
    choose_group(app, grid, "Easy website", "product")
    expect(grid.locator('[role="row"]').filter(has_text="Easy website").first).to_contain_text("product")
    app.page.locator(".st-key-store button").click()
    app.stored("answers added")
    assert group_of(server, "Easy website") == "product"

    app.go("/satisfaction")
    assert app.answer().startswith(PLANTED)
    line = app.page.locator(".st-key-plan-line-0")
    expect(line).to_contain_text(PLANTED)
    expect(line).to_contain_text(re.compile(r"\+0\.\d+\s\(0\.\d+\sto\s0\.\d+\)\spoints"))

    # Who said so: as many in the list as the sentence says, all of them customers of the file.
    app.pick("Answers about", PLANTED)
    app.pick("Who answered", "The two worst answers")
    said = app.page.locator(".st-key-meaning-said")
    expect(said).to_contain_text(re.compile(r"[\d,]+ of the [\d,]+ who gave"))
    number = int(re.search(r"[\d,]+", said.inner_text())[0].replace(",", ""))
    saved = app.save("said-list", "Table (.csv)", tmp_path)
    assert number > 0 and len(list(csv.DictReader(saved.read_text().splitlines()))) == number

    # The line hands its attribute and its size over.
    line.get_by_role("link", name=re.compile("what-if", re.IGNORECASE)).click()
    app.sees(TITLES["/whatif"])
    assert PLANTED.replace(" ", "+") in app.page.url or PLANTED.replace(" ", "%20") in app.page.url
    expect(app.page.get_by_role("combobox", name="What gets better").or_(app.page.get_by_text(PLANTED)).first).to_be_visible()
