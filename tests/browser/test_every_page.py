"""What holds for every page, with data and without, in both themes, on a desk and in a hand."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.app import MENU, TITLES
from tests.pages.shops import HOSTILE, hostile_file

# A cell is chosen, so that the list behind it is there too.
PATHS = ("/", "/retention?cohort=2026-03&age=1", "/leaving", "/money?costly=true", "/calculator?five-period=month", "/data",
         "/glossary?term=cohort")  # fmt: skip
#: Pages that only a whole company has something to show on.
WHOLE = (
    *("/satisfaction?plan=Delivery+on+time", "/answers", "/complaints", "/employees"),
    "/programmes?who=members",
    "/loyalty?index-row=%3Dloyalty&index-fifth=1&field=latent&tie=values:country&tied=DE&cell=free_unknown",
    *("/stages?was=at_risk&is=abandoned", "/ways", "/whatif?attribute=Delivery+on+time"),
    "/partners?is=at_risk&among=alone",
    *("/next_euro?over=channel", "/business_case?licences-once=2000&ready-strategy.goals=no"),
    "/value?worth-by=first_channel&margin=40",
)
# Streamlit's own, and minor: the uploader's inner section, and the unnamed head of a column for the rows' marks.
NOT_OURS = {"presentation-role-conflict", "empty-table-header"}
#: And on a phone the menu's list, in which the names of its groups stand beside the pages.
LISTS = {"list", "listitem"}


def violations(app) -> list[str]:
    """Return what axe finds wrong, without what is Streamlit's own.

    A passing notice is Streamlit's, has no name for those who hear it, and goes by itself.
    """
    expect(app.page.get_by_test_id("stToast")).to_have_count(0)
    response = Axe().run(app.page).response
    assert len(response["passes"]) > 10, "axe looked at the page"
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:200]}"
        for one in response["violations"]
        if one["id"] not in NOT_OURS
        for node in one["nodes"]
        if not (one["id"] in LISTS and in_the_menu(app, node["target"][0]))
    ]


def in_the_menu(app, selector: str) -> bool:
    """Whether an element stands in the menu, which on a phone is Streamlit's sidebar."""
    return app.page.eval_on_selector(selector, "one => Boolean(one.closest('[data-testid=stSidebarNav]'))")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_with_data(dark, sample_server, visit):
    app = visit(sample_server, dark=dark)
    for path in PATHS:
        app.open(path)
        assert violations(app) == [], path


@pytest.mark.parametrize("width, dark", [(1280, False), (390, True)], ids=["desk, light", "hand, dark"])
def test_a_whole_company_s_pages_fit_are_told_in_words_and_have_nothing_that_axe_finds(width, dark, company_server, visit):
    app = visit(company_server, width=width, dark=dark)
    for path in WHOLE:
        app.open(path)
        assert violations(app) == [], path
        wide, seen = app.page.get_by_test_id("stMain").evaluate("box => [box.scrollWidth, box.clientWidth]")
        assert wide <= seen, path
        told = [picture.get_attribute("aria-label") for picture in app.page.get_by_test_id("stPlotlyChart").all()]
        assert (told or "whatif" in path) and all(label and len(label) > 20 for label in told), (path, told)  # too few to say what if


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_without_data(dark, empty_server, visit):
    app = visit(empty_server, dark=dark)
    for path in TITLES:
        app.open(path)
        assert violations(app) == [], path


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_while_a_file_is_checked(dark, hostile_server, visit, tmp_path):
    file = tmp_path / "orders.csv"
    file.write_bytes(hostile_file() + b"x,,2026-02-30,n/a,EUR,,,,,,\n")
    app = visit(hostile_server, dark=dark).open("/data")
    app.bring(file)
    assert violations(app) == []


def test_every_picture_and_list_is_told_in_words(sample_server, visit):
    app = visit(sample_server)
    for path in PATHS:
        app.open(path)
        told = [
            # The element itself, or the region within it that holds the grid.
            element.get_attribute("aria-label") or element.locator('[role="region"]').first.get_attribute("aria-label")
            for kind in ("stPlotlyChart", "stDataFrame")
            for element in app.page.get_by_test_id(kind).all()
        ]
        assert told or path in ("/data", "/glossary?term=cohort"), path
        assert all(label and len(label) > 20 for label in told), (path, told)


def test_no_request_leaves_this_computer(sample_server, empty_server, visit):
    for server in (sample_server, empty_server):
        app = visit(server)
        app.open(PATHS[1])
        for path in MENU:
            app.go(path)
        # The check itself is in the tab's listener; here, that the listener heard something.
        assert any("/_stcore/stream" in url for url in app.requests)
        assert any(url.endswith(".js") for url in app.requests)
        assert {url.split("/")[2] for url in app.requests if "://" in url} == {app.base.removeprefix("http://")}


def test_hostile_names_are_text_everywhere_and_fetch_nothing(hostile_server, visit, tmp_path):
    app = visit(hostile_server)
    dialogs = []
    app.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    app.open("/")
    app.open("/retention?cohort=2025-01&age=1")
    app.press("Filters and options")
    app.page.get_by_role("combobox", name="Channel of the first order").click()
    for text in HOSTILE:
        expect(app.page.get_by_role("option", name=text, exact=True)).to_be_visible()
    app.page.get_by_role("option", name=HOSTILE[1], exact=True).click()
    app.page.keyboard.press("Escape")
    app.settle()
    app.page.keyboard.press("Escape")
    expect(app.page.locator(".st-key-quiet").get_by_text(HOSTILE[1])).to_be_visible()
    app.open("/data", "What did your company record?")
    expect(app.page.get_by_text("<b>x</b>![y](http://evil.example).csv")).to_be_visible()
    file = tmp_path / "![y] <i>orders.csv"
    file.write_bytes(hostile_file().replace(b",EUR,", b",=1+1,", 3))
    app.bring(file)
    expect(app.page.get_by_text("![y] <i>orders.csv")).to_be_visible()
    assert app.page.locator("img[src*=evil], img[src=x], a[href*=evil]").count() == 0
    assert not dialogs
    assert not [url for url in app.requests if "evil" in url]


@pytest.mark.parametrize("shop", ["sample", "empty", "hostile"])
def test_a_phone_never_scrolls_the_page_sideways(shop, request, visit):
    app = visit(request.getfixturevalue(f"{shop}_server"), width=390)
    for path in PATHS:
        app.open(path)
        wide = app.page.evaluate("""() => ['[data-testid=stMain]', 'html'].map(place => {
            const box = document.querySelector(place); return [box.scrollWidth, box.clientWidth] })""")
        assert all(whole <= seen for whole, seen in wide), (path, wide)


def test_a_phone_reaches_the_menu_and_shows_the_numbers(sample_server, visit):
    app = visit(sample_server, width=390).open("/")
    table = app.page.get_by_role("region", name=re.compile("Headline numbers"))
    box = table.get_by_role("cell").nth(1).bounding_box()
    assert box["x"] + box["width"] <= 390, "the newest number stands beside its name without scrolling"
    app.page.get_by_test_id("stExpandSidebarButton").click()
    app.page.get_by_test_id("stSidebarNavLink").filter(has_text="Retention").click()
    app.sees("Who stays?")


def focused(page) -> str:
    """Return what has the focus, as it is called."""
    return page.evaluate("""() => { const e = document.activeElement;
        return (e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || e.id || e.tagName).trim() }""")


@pytest.mark.parametrize("path, wanted", [
    ("/", ["Data", "How loyal they are", "Quarter", "Who stays, and for how long?", "How was this made?"]),
    ("/retention", ["Ordered that period", "Filters and options", "Compare cohorts", "Scroll sideways",
                    "How was this made?", "Save picture", "Save table", "Report of this view"]),
    ("/stages", ["Three months", "Filters and options", "The rule", "Save picture", "Where they were", "Where they are"]),
    ("/data", ["Upload", "Empty templates (.csv)", "Undo", "Name of the company", "Delete everything…"]),
])  # fmt: skip
def test_the_keyboard_reaches_the_controls(path, wanted, sample_server, visit):
    app = visit(sample_server, width=1280 if path != "/retention" else 600).open(path)
    reached = []
    for _press in range(60):
        app.page.keyboard.press("Tab")
        reached.append(focused(app.page))
    missing = [name for name in wanted if not any(name in one for one in reached)]
    assert not missing, reached
