"""The form as a customer meets it: large buttons, a key a tap, on a till's screen and on a phone."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

QUESTIONS = 7
PARTS = ("Friendly staff", "Helpful advice", "Choice of goods", "Prices", "Clean and orderly shop")


def stored(server) -> list[tuple]:
    connection = sqlite3.connect(f"{server.workspace.as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(
            "SELECT channel, count(v.id), count(value), sum(value) FROM response r JOIN rating v ON v.response_id = r.id GROUP BY r.id"
        ).fetchall()
    finally:
        connection.close()


def asks(app, words: str) -> None:
    expect(app.page.get_by_role("heading", name=words, exact=True, level=1)).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_a_form_is_begun_and_tapped_through(serve, visit, width, dark):
    """By finger and by key; a double tap counts once; the thank-you gives way to the next person by itself."""
    server = serve("empty")
    app = visit(server, width=width, dark=dark)
    app.page.goto(f"{server.base}/ask")
    app.sees("What will you ask your customers?")
    app.press("Begin")
    asks(app, "Overall, how satisfied are you with us?")
    expect(app.page.get_by_test_id("stHeader")).to_be_hidden()
    app.page.get_by_role("button", name=re.compile(r"^4\b")).dblclick()
    asks(app, PARTS[0])
    for step, part in enumerate(PARTS, start=1):
        asks(app, part)
        app.settle()
        for button in app.page.locator(f".st-key-form-short-{step} button").all():
            box = button.bounding_box()
            assert box["height"] >= 72 and box["width"] >= 44, "a finger needs room"
        app.page.wait_for_timeout(400)  # as long as a person looks at least
        app.page.keyboard.press("5")
    asks(app, "How likely are you to recommend us to a friend?")
    app.page.wait_for_timeout(400)
    assert app.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing stands beside the screen"
    app.page.get_by_role("button", name=re.compile(r"^10\b")).dblclick()
    asks(app, "Thank you.")
    assert stored(server) == [("point of sale", QUESTIONS, QUESTIONS, 4 + 5 * len(PARTS) + 10)]
    app.page.reload()
    asks(app, "Overall, how satisfied are you with us?")
    for step in range(QUESTIONS - 1):
        app.page.locator(f".st-key-form-none-{step} button").click()
        expect(app.page.locator(f".st-key-form-none-{step + 1} button")).to_be_visible()
        app.page.wait_for_timeout(400)
    app.page.get_by_role("button", name=re.compile(r"^0\b")).click()
    asks(app, "Thank you.")
    asks(app, "Overall, how satisfied are you with us?")  # without another tap
    assert stored(server)[1] == ("point of sale", QUESTIONS, 1, 0)
    app.page.get_by_role("link", name="Close").click()
    app.sees("What will you ask your customers?")
