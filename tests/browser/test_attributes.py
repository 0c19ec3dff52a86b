"""What a survey asks about is corrected in the browser: where the file is brought, and later."""

from playwright.sync_api import TimeoutError, expect

from models.attributes import attributes
from models.store import Store
from sample_data import SMALL


def choose_group(app, grid, question: str, group: str) -> None:
    """Choose a question's group: the accessible twin tells where its row is, and the keyboard edits it."""
    row = grid.locator('[role="row"]').filter(has_text=question).first
    grid.evaluate("grid => grid.scrollIntoView({block: 'center'})")
    listbox = app.page.get_by_role("listbox")
    for _try in range(20):
        # A fresh grid takes clicks a moment after it stands; keys that come before its list is open are lost.
        place, box = int(row.get_attribute("aria-rowindex")), grid.locator("canvas").first.bounding_box()
        app.page.mouse.click(box["x"] + box["width"] * 0.93, box["y"] + 35 * (place - 1) + 17)  # the last of four columns
        app.page.keyboard.press("Enter")
        try:
            listbox.wait_for(timeout=3000)
            break
        except TimeoutError:
            app.page.keyboard.press("Escape")
    expect(listbox).to_be_visible()
    app.page.keyboard.type(group)
    expect(app.page.get_by_role("option")).to_have_text([group])
    app.page.keyboard.press("Enter")
    app.settle()


def group_of(server, question: str) -> str | None:
    return next(one.group for one in attributes(Store(server.workspace)) if one.asked[1] == question)


def test_a_group_is_corrected_before_the_import_and_again_later(serve, visit):
    """A SurveyMonkey file; what was said is stored with it, and the Data page changes it again."""
    server = serve("empty")
    app = visit(server).open("/data")
    app.bring(SMALL / "surveymonkey.csv")
    question = "Easy website"
    grid = app.page.locator("[class*='st-key-asked-'] [data-testid='stDataFrame']")
    choose_group(app, grid, question, "product")
    expect(grid.locator('[role="row"]').filter(has_text=question).first).to_contain_text("product")
    app.page.locator(".st-key-store button").click()
    app.stored("answers added")
    assert group_of(server, question) == "product"
    choose_group(app, app.page.locator("[class*='st-key-attributes-customer'] [data-testid='stDataFrame']"), question, "premises")
    expect(app.page.locator(".st-key-attributes-customer-1")).to_be_visible()
    assert group_of(server, question) == "premises"
