"""Scenarios in a browser: two are saved, compared, taken along as files, copied, seen on a phone, and opened again by a link."""

import io
import json

import openpyxl
from playwright.sync_api import expect

from tests.browser.test_every_page import violations

FIRST = "/whatif?lever=retention&move-retention=1&retention-once=500&margin=40"
SECOND = "/whatif?lever=order_value&move-order_value=5&margin=40"


def save(app, path, name):
    app.open(path)
    app.page.get_by_role("button", name="Save scenario").click()
    asked = app.page.get_by_label("Name of the scenario")
    asked.fill(name)
    asked.press("Enter")
    app.page.get_by_test_id("stPopoverBody").get_by_role("button", name="Save", exact=True).click()
    expect(app.page.get_by_role("link", name="Compare scenarios")).to_be_visible()
    app.settle()


def test_two_levers_are_saved_compared_copied_and_taken_along(serve, visit):
    server = serve("company")
    app = visit(server)
    save(app, FIRST, "Keep more")
    save(app, SECOND, "Dearer orders")
    app.page.get_by_role("link", name="Compare scenarios").click()
    expect(app.page.get_by_role("heading", level=1)).to_have_text("Which one is worth more?")
    app.settle()
    expect(app.page.get_by_test_id("stPlotlyChart").first).to_be_visible()
    assert violations(app) == []
    app.page.get_by_role("button", name="Copy, rename, export").click()
    taken = {}
    for label in ("Workbook (.xlsx)", "Scenario (.json)"):
        with app.page.expect_download() as download:
            app.page.get_by_role("button", name=label).click()
        taken[download.value.suggested_filename] = download.value.path().read_bytes()
    assert set(taken) == {"dearer-orders.xlsx", "dearer-orders.json"}
    assert openpyxl.load_workbook(io.BytesIO(taken["dearer-orders.xlsx"])).worksheets[0]["B7"].value == "=B2*B3/(1+B6-B3)"
    assert json.loads(taken["dearer-orders.json"])["name"] == "Dearer orders"
    link = app.page.get_by_role("link", name="Open on What if").get_attribute("href")
    name = app.page.get_by_label("New name")
    name.fill("Dearer still")
    name.press("Enter")
    app.page.get_by_role("button", name="Copy under this name").click()
    expect(app.page.get_by_role("columnheader", name="Dearer orders").first).to_be_visible()
    hand = visit(server, width=390, dark=True)
    hand.open("/compare")
    assert violations(hand) == []
    wide, seen = hand.page.get_by_test_id("stMain").evaluate("box => [box.scrollWidth, box.clientWidth]")
    assert wide <= seen
    opened = visit(server, fresh=True)
    opened.page.goto(link)
    opened.sees("What would it be worth?")
    expect(opened.page.get_by_role("slider", name="Value of an order")).to_have_value("5")
