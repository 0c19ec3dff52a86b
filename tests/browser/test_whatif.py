"""A marketer's ten minutes: the baseline, two levers, what they cost, when they pay back, the numbers taken along, the link sent on."""

import csv
import re

from playwright.sync_api import expect

from tests.browser.app import TITLES

RETENTION, VALUE = "Retention", "Value of an order"


def slider(app, name: str):
    return app.page.get_by_role("slider", name=re.compile(name)).first


def test_a_marketer_moves_two_levers_reads_when_they_pay_back_saves_copies_and_compares(serve, visit, tmp_path):
    server = serve("company")
    app = visit(server).open("/whatif?better=0&lever=retention&lever=order_value&margin=40")
    app.sees(TITLES["/whatif"])
    baseline = app.page.locator(".st-key-meaning-baseline")
    expect(baseline).to_contain_text(re.compile(r"As things are.*€[\d,]+"))
    expect(app.page.locator(".st-key-answer-whatif")).to_contain_text("Nothing is moved yet")

    for name, presses in ((RETENTION, 10), (VALUE, 2)):
        for _press in range(presses):
            slider(app, name).press("ArrowRight")
            app.settle()
    answer = app.page.locator(".st-key-answer-whatif")
    expect(answer).to_contain_text("with 2 levers together")
    expect(app.page.locator(".st-key-meaning-break-even")).to_contain_text(re.compile(r"rises by 1.points? a month.*2.% more"))

    # It costs something, and pays back or does not: both are said.
    app.page.locator(".st-key-set-retention button").click()
    cost = app.page.get_by_role("spinbutton", name=re.compile("It costs once"))
    cost.fill("500")
    cost.press("Enter")
    app.settle()
    app.page.keyboard.press("Escape")
    expect(answer).to_contain_text(re.compile("pays? back|paid back"))
    expect(answer).to_contain_text("costs included")

    # The numbers behind the picture begin with what was laid out.
    saved = app.save("fan", "Its numbers (.csv)", tmp_path)
    rows = list(csv.reader(saved.read_text().splitlines()))
    assert rows[0][0] == "month" and float(rows[1][1]) == -500.0 and len(rows) == 38

    # The address brings it all back.
    said = answer.inner_text()
    other = visit(server).open(app.page.url.removeprefix(app.base), TITLES["/whatif"])
    expect(other.page.locator(".st-key-answer-whatif")).to_have_text(said)

    # Saved, copied, and the two side by side: they can't be told apart, for they are the same.
    app.page.locator(".st-key-save-scenario button").first.click()
    name = app.page.get_by_role("textbox", name="Name of the scenario")
    name.fill("Two levers")
    name.press("Enter")
    app.settle()
    app.page.locator(".st-key-scenario-save button").click()
    app.settle()
    app.page.keyboard.press("Escape")
    app.go("/compare")
    app.page.locator(".st-key-manage-scenario button").first.click()
    copy = app.page.get_by_role("textbox", name="New name")
    copy.fill("The same again")
    copy.press("Enter")
    app.settle()
    app.page.locator(".st-key-scenario-clone button").click()
    app.settle()
    app.page.keyboard.press("Escape")
    app.open("/compare")
    told = app.page.get_by_test_id("stMain")
    expect(told).to_contain_text("Two levers")
    expect(told).to_contain_text("The same again")
