"""An import goes on whatever a person does meanwhile, and leaves all or nothing."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

from models.store import Store
from tests.browser.app import orders_in
from tests.browser.conftest import BIG_ROWS, FILE_ROWS
from tests.pages.shops import ORDERS, SAMPLE_ORDERS

RUNNING = "Importing your orders"


@pytest.fixture
def importing(emptied, hold, file, visit):
    """A tab in which an import runs, and can't end before the test lets it."""
    app = visit(emptied).open("/data")
    app.bring(file)
    hold.take()
    app.press(f"Import {FILE_ROWS:,} orders")
    expect(app.page.get_by_role("heading", name=RUNNING)).to_be_visible()
    return app


def whole(app, rows: int = FILE_ROWS) -> None:
    """Wait for the import's end; all of it is stored, once."""
    app.stored(f"{rows:,} orders added")
    assert orders_in(app.server) == rows
    assert Store(app.server.workspace).standing_batches() == 1


def test_another_click_does_not_end_it(importing, hold):
    importing.page.get_by_test_id("stMainMenuButton").click()
    importing.page.keyboard.press("Escape")
    importing.menu("/data")
    expect(importing.page.get_by_role("heading", name=RUNNING)).to_be_visible()
    hold.release()
    whole(importing)


def test_another_page_does_not_end_it(importing, hold):
    importing.go("/retention")
    assert orders_in(importing.server) == 0
    importing.menu("/data")
    expect(importing.page.get_by_role("heading", name=RUNNING)).to_be_visible()
    hold.release()
    whole(importing)


def test_a_reload_does_not_end_it(importing, hold):
    importing.page.reload()
    expect(importing.page.get_by_role("heading", name=RUNNING)).to_be_visible()
    hold.release()
    whole(importing)


def test_a_closed_tab_does_not_end_it(importing, hold, visit):
    importing.page.close()
    later = visit(importing.server)
    later.page.goto(importing.base + "/data")
    expect(later.page.get_by_role("heading", name=RUNNING)).to_be_visible()
    hold.release()
    whole(later)


def test_a_second_tab_sees_it_and_joins(importing, hold, visit):
    second = visit(importing.server)
    second.page.goto(importing.base + "/data")
    expect(second.page.get_by_role("heading", name=RUNNING)).to_be_visible()
    hold.release()
    whole(second)
    whole(importing)


def test_two_tabs_that_both_import_do_it_once(emptied, hold, file, visit):
    tabs = visit(emptied).open("/data"), visit(emptied).open("/data")
    for tab in tabs:
        tab.bring(file)
    hold.take()
    for tab in tabs:
        tab.press(f"Import {FILE_ROWS:,} orders")
    for tab in tabs:
        expect(tab.page.get_by_role("heading", name=RUNNING)).to_be_visible()
    hold.release()
    for tab in tabs:
        whole(tab)


def test_a_tab_whose_click_comes_second_keeps_its_own_file(emptied, hold, file, visit):
    """Its click joins the import that runs; its own, other file goes on waiting."""
    first, second = visit(emptied).open("/data"), visit(emptied).open("/data")
    first.bring(file)
    second.bring(ORDERS)
    hold.take()
    first.press(f"Import {FILE_ROWS:,} orders")
    expect(first.page.get_by_role("heading", name=RUNNING)).to_be_visible()
    second.press(f"Import {SAMPLE_ORDERS:,} orders")
    expect(second.page.get_by_role("heading", name=RUNNING)).to_be_visible()
    hold.release()
    whole(first)
    second.sees("Is this what you meant to bring?")
    expect(second.page.get_by_role("button", name=f"Import {SAMPLE_ORDERS:,} orders")).to_be_enabled()


def test_a_double_click_imports_once(emptied, hold, file, visit):
    app = visit(emptied).open("/data")
    app.bring(file)
    hold.take()
    app.page.get_by_role("button", name=f"Import {FILE_ROWS:,} orders").dblclick()
    expect(app.page.get_by_role("heading", name=RUNNING)).to_be_visible()
    hold.release()
    whole(app)


def test_stopping_leaves_nothing(emptied, big_file, visit):
    before = Store(emptied.workspace).revision
    app = visit(emptied).open("/data")
    app.bring(big_file)
    app.press(f"Import {BIG_ROWS:,} orders")
    expect(app.page.get_by_test_id("stProgress")).to_be_visible()
    app.press("Stop the import")
    app.stored("You stopped it; nothing was changed.")
    assert orders_in(emptied) == 0
    assert Store(emptied.workspace).revision == before
    assert Store(emptied.workspace).standing_batches() == 0


def test_a_killed_server_leaves_nothing_and_the_file_opens_again(serve, big_file, visit):
    server = serve("empty")
    app = visit(server, expected=("WebSocket", "ERR_CONNECTION", "Failed to load resource"))
    app.open("/data").bring(big_file)
    app.press(f"Import {BIG_ROWS:,} orders")
    # In the middle: some rows are written, their transaction is open.
    expect(app.page.get_by_text("● Writing")).to_be_visible()
    expect(app.page.get_by_text(re.compile(r"[1-9][\d,]* of [\d,]+ rows")).first).to_be_visible()
    server.kill()
    app.page.goto("about:blank")
    assert orders_in(server) == 0
    connection = sqlite3.connect(server.workspace)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    server.start()
    app.open("/data").bring(big_file)
    app.press(f"Import {BIG_ROWS:,} orders")
    whole(app, BIG_ROWS)
