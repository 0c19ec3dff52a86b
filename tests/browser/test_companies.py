"""A trainer's way: make a small company, open it, and see every page's answer beside what is true."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import violations


@pytest.mark.parametrize("width, dark", [(1280, False), (390, True)], ids=["desk, light", "hand, dark"])
def test_estimate_and_truth_side_by_side_fit_and_are_told_in_words(width, dark, company_server, visit):
    app = visit(company_server, width=width, dark=dark).open("/companies?see=complaints")
    expect(app.page.get_by_text("intervals hold the truth").first).to_be_visible()
    expect(app.page.get_by_text("companies show it.").first).to_be_visible()
    app.settle()
    assert violations(app) == []
    wide, seen = app.page.get_by_test_id("stMain").evaluate("box => [box.scrollWidth, box.clientWidth]")
    assert wide <= seen
    told = [picture.get_attribute("aria-label") for picture in app.page.get_by_test_id("stPlotlyChart").all()]
    assert len(told) == 2 * 2 and all(label and len(label) > 20 for label in told)  # each for a desk and for a hand


def test_a_company_of_ones_own_is_opened_and_its_truth_is_there(serve, visit):
    app = visit(serve("empty")).open("/companies")
    app.page.get_by_label("Customers", exact=True).fill("300")
    app.page.get_by_label("Customers", exact=True).press("Enter")
    expect(app.page.get_by_text("300 customers, seed 23").first).to_be_visible()
    app.press("Open it")
    expect(app.page.get_by_text("intervals hold the truth").first).to_be_visible()
    app.settle()
