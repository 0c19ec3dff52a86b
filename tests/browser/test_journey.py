"""What a person does, from the file to the number and back."""

import csv
import re

from playwright.sync_api import TimeoutError, expect

from models.frames import frames
from models.store import Store
from tests.browser.conftest import import_past_the_server
from tests.pages.shops import HEADERS, ORDERS, SAMPLE_ORDERS, as_csv
from tests.pages.test_retention import result_of


def test_the_first_visit_of_a_cold_server_by_a_deep_link_shows_the_page(serve, visit):
    app = visit(serve("sample"), fresh=True).open("/retention?kind=returned")
    assert app.page.get_by_role("dialog").count() == 0
    expect(app.page.get_by_role("radio", name="Back by then")).to_be_checked()


def test_from_the_file_to_the_number_and_back(serve, visit, tmp_path):
    server = serve("empty")
    app = visit(server).open("/")
    app.press("Bring your files")
    app.sees("What did your company record?")
    app.bring(ORDERS)
    expect(app.page.get_by_text("This is a Shopify order export")).to_be_visible()
    app.press(f"Import {SAMPLE_ORDERS:,} orders")
    app.stored(f"{SAMPLE_ORDERS:,} orders added")

    app.go("/retention")
    result = result_of(server.workspace)[0]
    first = next(point for point in result.pooled if point.age == 1)
    assert f"{100 * first.rate:.0f} ({100 * first.low:.0f} to {100 * first.high:.0f}) order in the next month" in app.answer()

    app.press("Filters and options")
    app.page.get_by_role("combobox", name="Channel of the first order").click()
    app.page.get_by_role("option", name="web", exact=True).click()
    app.page.keyboard.press("Escape")
    app.settle()
    app.page.keyboard.press("Escape")
    app.choose("Back by then")
    app.page.wait_for_url("**/*kind=returned*")
    app.settle()
    filtered = result_of(server.workspace, kind="returned", where={"first_channel": ["web"]})[0]
    expect(app.page.get_by_text(f"n\u00a0=\u00a0{filtered.customers}")).to_be_visible()

    # The view goes along to a copied link, and is still there after another page and a reload.
    shown, address = app.answer(), app.page.url
    assert visit(server, fresh=True).open(address.removeprefix(server.base), "Who stays?").answer() == shown
    app.page.get_by_text("What was lost, and what made up for it").click()
    app.sees("What should we fix first?")
    app.go("/retention")
    assert app.answer() == shown
    app.page.reload()
    app.sees("Who stays?")
    assert app.answer() == shown

    rows = list(csv.DictReader(app.save("triangle", "Its numbers (.csv)", tmp_path).read_text().splitlines()))
    wanted = [(c.cohort, str(x.age), str(x.retained)) for c in filtered.cohorts for x in (*c.ages, *c.unknown, *c.unfinished)]
    assert [(row["cohort"], row["age"], row["retained"]) for row in rows if row["cohort"] != "pooled"] == wanted

    app.go("/data")
    app.press("Undo")
    app.stored("is undone")
    assert frames(Store(server.workspace)).orders.height == 0
    app.go("/retention")
    expect(app.page.get_by_role("button", name="Add your orders")).to_be_visible()
    assert shown != app.answer()


def row_of(app, header):
    """A canvas holds the grid of columns; its accessible twin has the rows."""
    return app.page.get_by_test_id("stDataFrame").locator('[role="row"]').filter(has_text=header)


def read_as(app, header, name, *, correction):
    """Correct what a column is read as: the accessible twin tells where the row is, and the keyboard edits it.

    Each correction gives a fresh grid: the next may begin only when that one stands.
    """
    grid, row = app.page.get_by_test_id("stDataFrame"), row_of(app, header)
    grid.evaluate("grid => grid.scrollIntoView({block: 'center'})")
    listbox = app.page.get_by_role("listbox")
    for _try in range(20):
        # A fresh grid takes clicks a moment after it stands; keys that come before its list is open are lost.
        place, box = int(row.get_attribute("aria-rowindex")), grid.locator("canvas").first.bounding_box()
        app.page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + 35 * (place - 1) + 17)  # the third of four columns
        app.page.keyboard.press("Enter")
        try:
            listbox.wait_for(timeout=3000)
            break
        except TimeoutError:
            app.page.keyboard.press("Escape")
    expect(listbox).to_be_visible()
    app.page.keyboard.type(name)
    expect(app.page.get_by_role("option")).to_have_text([name])
    app.page.keyboard.press("Enter")
    expect(app.page.locator(f".st-key-editor-{correction}")).to_be_visible()
    app.settle()
    expect(row.get_by_text(name)).to_have_count(1)


def test_one_column_is_corrected_before_the_import(serve, visit, tmp_path):
    server = serve("empty")
    headers = ("Bestellung", "customer number", "order date", "amount", "Zuschlag")
    file = tmp_path / "laden.csv"
    file.write_bytes(as_csv(headers, [(n, f"c{n % 9}", f"2026-03-{1 + n % 28:02}", "10.00", "3") for n in range(60)]))
    app = visit(server).open("/data")
    app.bring(file)
    read_as(app, "Bestellung", "sku", correction=1)
    # A column that is not used moves to the foot of the grid: what now stands in its place keeps its own meaning.
    read_as(app, "Bestellung", "not used", correction=2)
    expect(row_of(app, "customer number").get_by_text("customer number")).to_have_count(2)
    read_as(app, "Bestellung", "order number", correction=3)
    app.page.get_by_role("button", name=re.compile("^Import 60 orders")).click()
    app.stored("60 orders added")
    keys = Store(server.workspace).connect(read_only=True).execute("SELECT key FROM orders").fetchall()
    assert {key for (key,) in keys} == {str(n) for n in range(60)}


def test_a_click_on_a_cell_lists_its_customers(sample_server, visit):
    app = visit(sample_server).open("/retention")
    result = result_of(sample_server.workspace)[0]
    cohort = next(cohort for cohort in result.cohorts if cohort.size >= 10)  # thin ones are drawn after the others
    cell = next(cell for cell in cohort.ages if cell.age == 1)
    app.page.locator(".st-key-triangle .bars .point path").first.click(force=True)
    expect(app.page.get_by_text(re.compile(f"{cell.retained} of the {cohort.size} customers who first ordered in"))).to_be_visible()
    grid = app.page.get_by_role("region", name=re.compile(f"The {cell.retained} customers? behind this number"))
    expect(grid.locator('[role="row"]')).to_have_count(1 + cell.retained)
    assert grid.get_by_role("button", name=re.compile("Download")).count() == 0, "Streamlit's own CSV would keep formulas"


def test_orders_stored_by_another_program_appear_at_the_next_look(serve, visit, tmp_path):
    server = serve("empty")
    app = visit(server).open("/retention")
    file = tmp_path / "orders.csv"
    file.write_bytes(as_csv(HEADERS, [(n, f"c{n % 50}", f"2026-0{1 + n % 6}-10", "10.00", "EUR") for n in range(200)]))
    import_past_the_server(server, file)
    app.page.reload()
    app.sees("Who stays?")
    expect(app.page.get_by_text("n\u00a0=\u00a050")).to_be_visible()
