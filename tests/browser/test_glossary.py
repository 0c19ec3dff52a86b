"""From a page to a word's meaning and on, as a reader goes: by the line at the page's end, by small print, by the search box."""

import re

from playwright.sync_api import expect


def word(app, name: str):
    """The link to a word."""
    return app.page.locator('[class*="st-key-words-"]').get_by_role("link", name=name, exact=True).first


def test_a_reader_goes_from_a_page_to_a_word_on_to_the_next_and_back(company_server, visit):
    app = visit(company_server).open("/retention")
    word(app, "cohort").click()
    app.sees("What does this word mean?")
    expect(app.page.get_by_text("The customers whose first order ever lies in one week")).to_be_visible()
    expect(app.page).to_have_url(re.compile(r"/glossary\?term=cohort$"))
    word(app, "pooled share").click()
    expect(app.page).to_have_url(re.compile("term=pooled-share"))
    expect(app.page.get_by_text("500 of 1,000 and 400 of 500")).to_be_visible()
    app.settle()
    app.page.locator(".st-key-words-pooled-share-on").get_by_role("link", name="Retention").click()
    app.sees("Who stays?")


def test_the_search_answers_to_the_keyboard_and_its_address_can_be_copied(empty_server, visit):
    app = visit(empty_server).open("/glossary?term=bond")
    box = app.page.get_by_role("textbox", name="Search the words")
    box.focus()
    app.page.keyboard.type("NPS")
    app.page.keyboard.press("Enter")
    expect(app.page.get_by_role("heading", name="Recommendation score", level=2)).to_be_visible()
    expect(app.page).to_have_url(re.compile(r"/glossary\?search=NPS$"))
    again = visit(empty_server).open("/glossary?search=NPS")
    expect(again.page.get_by_role("heading", name="Recommendation score", level=2)).to_be_visible()
    word(app, "attitude").click()
    expect(app.page.get_by_text("What somebody says of the company when asked")).to_be_visible()
    expect(box).to_have_value("")


def test_small_print_leads_to_a_word_in_a_tab_of_its_own(company_server, visit):
    app = visit(company_server).open("/retention")
    app.page.get_by_role("button", name="How was this made?").last.click()
    with app.page.context.expect_page() as opened:
        app.page.get_by_role("link", name="Pooled share", exact=True).click()
    expect(opened.value.get_by_text("500 of 1,000 and 400 of 500")).to_be_visible()
    opened.value.close()
