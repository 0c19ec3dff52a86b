"""One stage as a person looks at it: chosen by a click on either picture, read, and its people taken along."""

import csv
import re

from playwright.sync_api import expect


def test_a_click_on_a_stage_shows_it_beside_the_others_and_its_list_has_exactly_its_people(company_server, visit, tmp_path):
    app = visit(company_server).open("/stages")
    dots = app.page.locator(".st-key-back-test .scatterlayer .point")
    expect(dots).to_have_count(7)
    expect(app.page.locator(".st-key-meaning-back-test")).to_contain_text(re.compile("^(Yes, in order|Roughly,) from loyalty down"))
    dots.last.click(force=True)  # abandoned is listed last
    app.settle()
    said = app.page.locator(".st-key-meaning-one-stage")
    expect(said).to_contain_text(re.compile(r"[\d,]+\sabandoned now"))
    assert "stage=abandoned" in app.page.url

    stocks = app.page.locator(".st-key-ledger .barlayer .trace").first.locator("path")
    stocks.nth(4).click(force=True)
    app.settle()
    expect(said).to_contain_text(re.compile(r"[\d,]+ at\srisk now"))
    people = int(re.search(r"[\d,]+", said.inner_text())[0].replace(",", ""))

    app.settle()
    app.pick("List", "All of them")
    saved = app.save("one-stage-list", "Table (.csv)", tmp_path)
    assert people > 0 and len(list(csv.DictReader(saved.read_text().splitlines()))) == people
