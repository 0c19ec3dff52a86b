"""An import goes on whatever a person does meanwhile, and leaves all or nothing."""

import re

import pytest
from playwright.sync_api import expect

from models.store import Store
from tests.browser.conftest import BIG_ROWS, orders_in

RUNNING = "Importing your orders"
IMPORT = f"Import {BIG_ROWS:,} orders"
DONE = f"{BIG_ROWS:,} orders added"


@pytest.fixture
def importing(emptied, big_file, visit):
    """A tab in which the big file's import runs."""
    app = visit(emptied).open("/data")
    app.bring(big_file)
    app.press(IMPORT)
    expect(app.page.get_by_role("heading", name=RUNNING)).to_be_visible()
    return app


def whole(app) -> None:
    """Wait for the import's end; all of it is stored, once."""
    app.stored(DONE)
    assert orders_in(app.server) == BIG_ROWS
    assert Store(app.server.workspace).standing_batches() == 1


def test_it_says_how_far_it_is_and_ends(importing):
    expect(importing.page.get_by_test_id("stProgress")).to_be_visible()
    expect(importing.page.get_by_text(re.compile(r"of \d\d\d,000")).first).to_be_visible()
    expect(importing.page.get_by_role("button", name="Stop the import")).to_be_enabled()
    whole(importing)


def test_another_click_does_not_end_it(importing):
    importing.page.get_by_test_id("stMainMenuButton").click()
    importing.page.keyboard.press("Escape")
    importing.page.get_by_test_id("stTopNavLink").filter(has_text="Data").click()
    expect(importing.page.get_by_role("heading", name=RUNNING)).to_be_visible()
    whole(importing)


def test_another_page_does_not_end_it(importing):
    importing.go("/retention")
    assert orders_in(importing.server) in (0, BIG_ROWS)
    importing.page.get_by_test_id("stTopNavLink").filter(has_text="Data").click()
    whole(importing)


def test_a_reload_does_not_end_it(importing):
    importing.page.reload()
    whole(importing)


def test_a_closed_tab_does_not_end_it(importing, visit):
    server = importing.server
    importing.page.close()
    whole(visit(server).open("/data", RUNNING if orders_in(server) == 0 else None))


def test_a_second_tab_sees_it_and_joins(importing, visit):
    second = visit(importing.server)
    second.page.goto(importing.base + "/data")
    expect(second.page.get_by_role("heading", name=RUNNING)).to_be_visible()
    whole(second)
    whole(importing)


def test_two_tabs_that_both_import_do_it_once(emptied, big_file, visit):
    first, second = visit(emptied).open("/data"), visit(emptied).open("/data")
    for tab in (first, second):
        tab.bring(big_file)
    for tab in (first, second):
        tab.page.get_by_role("button", name=IMPORT).click(no_wait_after=True)
    for tab in (first, second):
        whole(tab)


def test_a_double_click_imports_once(emptied, big_file, visit):
    app = visit(emptied).open("/data")
    app.bring(big_file)
    app.page.get_by_role("button", name=IMPORT).dblclick()
    whole(app)


def test_stopping_leaves_nothing(importing):
    before = Store(importing.server.workspace).revision
    importing.press("Stop the import")
    importing.stored("You stopped it; nothing was changed.")
    assert orders_in(importing.server) == 0
    assert Store(importing.server.workspace).revision == before
    assert Store(importing.server.workspace).standing_batches() == 0


def test_a_killed_server_leaves_nothing_and_the_file_opens_again(serve, big_file, visit):
    server = serve("empty")
    app = visit(server, expected=("WebSocket", "ERR_CONNECTION", "Failed to load resource"))
    app.open("/data").bring(big_file)
    app.press(IMPORT)
    expect(app.page.get_by_text("● Writing")).to_be_visible()
    server.kill()
    app.page.goto("about:blank")
    assert orders_in(server) == 0
    connection = Store(server.workspace).connect(read_only=True)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    server.start()
    app.open("/data").bring(big_file)
    app.press(IMPORT)
    whole(app)
