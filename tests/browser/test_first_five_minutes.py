"""A newcomer's first five minutes: from an empty workspace to the first finding and to the customers behind it."""

import csv
import re

import pytest
from playwright.sync_api import expect

from models.frames import frames
from models.store import Store
from tests.browser.app import START, TITLES, orders_in
from tests.browser.conftest import import_past_the_server
from tests.pages.shops import HEADERS, as_csv


def test_one_click_opens_the_demonstration_company_and_shows_its_first_finding(serve, visit, tmp_path):
    """Its name, its loss, the customers at risk: as many in the list and in the file as the sentence says."""
    server = serve("empty")
    app = visit(server).open("/")
    app.press("Open it")
    app.sees(TITLES["/"])
    store = Store(server.workspace)
    assert store.settings().name and store.settings().truth
    expect(app.page.locator(".st-key-quiet").first).to_contain_text(store.settings().name)
    assert re.search(r"You lost \d", app.answer())
    expect(app.page.get_by_role("heading", name=re.compile(r"findings?, by what (they are|it is) worth"))).to_be_visible()
    link = app.page.get_by_role("button", name=re.compile(r"^See the [\d,]+")).first
    number = int(re.search(r"[\d,]+", link.inner_text())[0].replace(",", ""))
    link.click()
    app.settle()
    expect(app.page.get_by_test_id("stDataFrame").first).to_be_visible()
    listed = list(csv.DictReader(app.save("who-list", "Table (.csv)", tmp_path).read_text().splitlines()))
    assert len(listed) == number
    known = set(frames(store).customers["email"].drop_nulls())
    assert {row["E-mail"] for row in listed} - {""} <= known
    # The list stands in the address, and is there again after a reload.
    app.page.reload()
    app.sees(TITLES["/"])
    expect(app.page.get_by_test_id("stDataFrame").first).to_be_visible()


def test_a_stop_leaves_the_workspace_as_it_was(serve, visit):
    """The doors are there again."""
    server = serve("empty")
    app = visit(server).open("/")
    app.press("Open it")
    app.press("Stop")
    app.sees(START)
    expect(app.page.get_by_test_id("stAlert").filter(has_text="nothing was changed")).to_be_visible()
    assert Store(server.workspace).revision == 0 and orders_in(server) == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_a_newcomer_sees_all_three_doors(width, empty_server, visit):
    """On a desk on one screen; in a hand one below the other, and nothing beside the page."""
    app = visit(empty_server, width=width)
    app.page.set_viewport_size({"width": width, "height": 720})
    app.open("/")
    doors = [app.page.get_by_role("heading", name=name, level=2).bounding_box()
             for name in ("Bring your files", "Open the demonstration company", "Open another workspace")]  # fmt: skip
    lowest = app.page.get_by_role("button", name="Choose", exact=True).bounding_box()
    if width == 1280:
        assert len({round(door["y"]) for door in doors}) == 1 and lowest["y"] + lowest["height"] <= 720
    else:
        assert doors[0]["y"] < doors[1]["y"] < doors[2]["y"] and len({round(door["x"]) for door in doors}) == 1


def test_another_workspace_stays_chosen_by_menu_reload_and_copied_link(serve, visit, tmp_path):
    """Made, filled by the command line's door, and seen there; the served one is as empty as before."""
    server = serve("empty")
    app = visit(server, fresh=True).open("/")
    app.press("Choose")
    app.page.get_by_role("textbox", name="Name of a new one").fill("North 2")
    app.press("Make an empty one")
    app.page.wait_for_url("**/*workspace=North*")
    app.sees(START)
    north = server.workspace.with_name("North 2.db")
    file = tmp_path / "orders.csv"
    file.write_bytes(as_csv(HEADERS, [(number, f"c{number % 20}", f"2026-0{1 + number % 6}-15", "10.00", "EUR") for number in range(120)]))
    original, server.workspace = server.workspace, north
    import_past_the_server(server, file)
    app.page.reload()
    app.sees(TITLES["/"])
    expect(app.page.locator(".st-key-quiet").first).to_contain_text("North 2")
    for path in ("/retention", "/data", "/"):
        app.go(path)
        app.page.wait_for_url("**/*workspace=North*")
    address = app.page.url
    copied = visit(server, fresh=True).open(address.removeprefix(server.base), TITLES["/"])
    expect(copied.page.locator(".st-key-quiet").first).to_contain_text("North 2")
    server.workspace = original
    visit(server, fresh=True).open("/", START)
    app.open("/?workspace=elsewhere", START)
    expect(app.page.get_by_test_id("stAlert").filter(has_text="no workspace elsewhere")).to_be_visible()
