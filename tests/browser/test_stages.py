"""The stages as a person reads them: move a threshold, read what it changes, click a flow, get exactly those people."""

import csv
import re

from playwright.sync_api import expect

#: The middle of a band of the flow, in pixels of the window: of the invisible points that answer for it, the one halfway.
MIDDLE = """([came_from, went_to]) => {
  const plot = document.querySelector('.st-key-flow .js-plotly-plot')
  plot.scrollIntoView({block: 'center'})
  const trace = plot._fullData.find(one => one.customdata)
  const own = trace.customdata.map((said, place) => [said, place]).filter(([said]) => said[0] == came_from && said[1] == went_to)
  const place = own[Math.floor(own.length / 2)][1]
  const box = plot.getBoundingClientRect(), {xaxis, yaxis} = plot._fullLayout
  return [box.x + xaxis._offset + xaxis.l2p(trace.x[place]), box.y + yaxis._offset + yaxis.l2p(trace.y[place])]
}"""


def number(text: str) -> int:
    """The first whole number in a text."""
    return int(re.search(r"[\d,]+", text)[0].replace(",", ""))


def test_a_moved_threshold_is_told_and_a_clicked_flow_lists_exactly_its_people(company_server, visit, tmp_path):
    app = visit(company_server).open("/stages")
    app.page.get_by_role("button", name="The rule").click()
    slider = app.page.get_by_role("slider", name=re.compile("At risk after"))
    slider.focus()
    for _step in range(4):
        slider.press("ArrowRight")
        app.settle()
    expect(slider).to_have_value("3")
    app.page.keyboard.press("Escape")
    change = app.page.locator(".st-key-meaning-rule-change")
    told = r"With at risk from 3\susual gaps instead of 2: [\d,]+ people fewer are in “at risk”; they count as \w+ \([\d,]+\)"
    expect(change).to_contain_text(re.compile(told))
    assert "risk=3" in app.page.url

    app.page.mouse.click(*app.page.evaluate(MIDDLE, ["at_risk", "abandoned"]))
    app.settle()
    said = app.page.locator(".st-key-meaning-who")
    expect(said).to_contain_text(re.compile(r"[\d,]+ were in “At risk” on .+ and in “Abandoned” on "))
    saved = app.save("who-list", "Table (.csv)", tmp_path)
    people = number(said.inner_text())
    assert people > 0 and len(list(csv.DictReader(saved.read_text().splitlines()))) == people
    app.page.get_by_text("Every move as a table").click()
    row = app.page.locator(".rapport-table tr").filter(has_text=re.compile("^At risk.*Abandoned"))
    assert number(row.inner_text()) == people
