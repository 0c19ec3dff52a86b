"""Why customers stay, as a person finds out: a field is clicked, and exactly its customers are listed."""

import csv
import re

from playwright.sync_api import expect

#: The middle of a field, in pixels of the window.
MIDDLE = """([key, name]) => {
  const plot = document.querySelector(`.st-key-${key} .js-plotly-plot`)
  plot.scrollIntoView({block: 'center'})
  const trace = plot._fullData[0], place = trace.customdata.findIndex(said => said[0] == name)
  const box = plot.getBoundingClientRect(), {xaxis, yaxis} = plot._fullLayout
  return [box.x + xaxis._offset + xaxis.l2p(trace.base[place] + 0.5), box.y + yaxis._offset + yaxis.l2p(trace.y[place])]
}"""


def test_a_clicked_field_lists_exactly_its_customers_also_those_who_did_not_answer(company_server, visit, tmp_path):
    app = visit(company_server).open("/loyalty")
    for name, called in (("latent", "Latent"), ("other_unknown", "Not steady, no answer")):
        app.page.mouse.click(*app.page.evaluate(MIDDLE, ["attitude", name]))
        app.settle()
        said = app.page.locator(".st-key-meaning-field")
        expect(said).to_contain_text(re.compile(rf"{called}, [\d,]+\scustomers"))
        assert f"field={name}" in app.page.url
        saved = app.save("field-list", "Table (.csv)", tmp_path)
        people = int(re.search(r", ([\d,]+)\s", said.inner_text())[1].replace(",", ""))
        assert people > 0 and len(list(csv.DictReader(saved.read_text().splitlines()))) == people
