"""Three files of different kinds at once: seen, corrected, stored, and taken back."""

import re

import pytest
from playwright.sync_api import expect

from models.store import Store
from tests.browser.app import orders_in
from tests.browser.test_journey import read_as, row_of
from tests.pages.shops import HEADERS, as_csv
from tests.pages.test_data_several import complaints, survey


@pytest.fixture
def files(tmp_path):
    """Orders whose number has no name that anybody knows and some of which don't count, answers, complaints, and a broken one."""
    rows = [
        (
            f"A{n}",
            f"c{n % 60}",
            f"{2025 + n // 240}-{1 + n // 20 % 12:02}-{1 + n % 20:02}",
            f"{20 + n % 7}.00",
            "EUR",
            "cancelled" if n % 40 == 7 else "paid",
        )
        for n in range(400)
    ]
    rows[50] = (*rows[50][:3], "n/a", *rows[50][4:])
    named = {
        "laden.csv": as_csv(("Bestellung", *HEADERS[1:], "status"), rows),
        "answers.csv": survey(),
        "complaints.csv": complaints(),
        "photo.csv": bytes(range(256)) * 40,
    }
    for name, data in named.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in named]


def look_at(app, name):
    """Choose one of the tables."""
    app.page.get_by_role("radio", name=re.compile(re.escape(name))).click()
    app.settle()


def test_three_files_at_once_with_a_correction_and_back(serve, visit, files):
    server = serve("empty")
    app = visit(server).open("/data")
    app.bring(files)
    expect(app.page.get_by_text("4 tables: 399 orders, 24 answers, 12 complaints; one can’t be read.")).to_be_visible()
    expect(app.page.get_by_text("The others don’t wait for it.")).to_be_visible()

    # The number of the orders has a name that nobody knows; it is said what it is.
    expect(row_of(app, "Bestellung").get_by_text("not used")).to_have_count(1)
    read_as(app, "Bestellung", "order number", correction=1)

    # The reconciliation, in words: it sums to the cent.
    picture = app.page.get_by_role("figure", name=re.compile("Where the money goes"))
    told = picture.get_attribute("aria-label")
    in_file, *parts, counted = (int(amount.replace(",", "")) for amount in re.findall(r"[€−](\d[\d,]*)\.00", told))
    assert "Cancelled (10)" in told and "Rows to fix (1) unknown" in told
    assert in_file == sum(parts) + counted
    expect(app.page.get_by_text("1 row to fix", exact=True)).to_be_visible()

    look_at(app, "answers.csv")
    expect(app.page.get_by_text("24 answers from 1 March to 24 March 2026 by 9 known people, to 2 questions")).to_be_visible()
    look_at(app, "photo.csv")
    expect(app.page.get_by_test_id("stAlert").filter(has_text="Found photo.csv")).to_be_visible()

    # Another page and back: everything is as it was left.
    app.go("/retention")
    app.menu("/data")
    app.sees("Is this what you meant to bring?")
    expect(app.page.get_by_role("radio", name=re.compile("photo.csv"))).to_be_checked()

    app.press("Import 399 orders, 24 answers and 12 complaints")
    app.stored("399 orders added")
    assert orders_in(server) == 399
    keys = Store(server.workspace).connect(read_only=True).execute("SELECT min(key) FROM orders").fetchone()
    assert keys == ("A0",)
    app.go("/retention")
    after = app.answer()
    assert "of" in after.casefold() and "customers" in after

    app.go("/data")
    undo = app.page.get_by_role("button", name="Undo", exact=True)
    for left in (2, 1, 0):
        undo.first.click()
        expect(undo).to_have_count(left)
        app.settle()
    assert orders_in(server) == 0
    app.go("/retention")
    expect(app.page.get_by_role("button", name="Add your orders")).to_be_visible()
    assert app.answer() != after


def test_the_rows_to_fix_are_a_file_that_counts_nothing_twice(serve, visit, files, tmp_path):
    server = serve("empty")
    app = visit(server).open("/data")
    app.bring(files[0])
    with app.page.expect_download() as offered:
        app.press("Rows to fix (1)")
    fixed = tmp_path / offered.value.suggested_filename
    assert fixed.name == "laden rows to fix.csv"
    app.press("Import 399 orders")
    app.stored("399 orders added")
    fixed.write_text(offered.value.path().read_text(encoding="utf-8-sig").replace(",n/a,", ",99.00,"), encoding="utf-8")
    app.bring(fixed)
    app.press("Import 1 order")
    app.stored("1 order added")
    assert orders_in(server) == 400


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_phone_shows_the_check_without_scrolling_sideways(dark, serve, visit, files):
    app = visit(serve("empty"), width=390, dark=dark).open("/data")
    app.bring(files)
    wide = app.page.evaluate("""() => ['[data-testid=stMain]', 'html'].map(place => {
        const box = document.querySelector(place); return [box.scrollWidth, box.clientWidth] })""")
    assert all(whole <= seen for whole, seen in wide)
    for chart in app.page.get_by_test_id("stPlotlyChart").all():
        inside = chart.evaluate("""chart => [...chart.querySelectorAll('.annotation text')].every(text => {
            const box = text.getBoundingClientRect(), frame = chart.getBoundingClientRect();
            return box.left >= frame.left - 3 && box.right <= frame.right + 3 })""")
        assert inside, "words leave the picture"
