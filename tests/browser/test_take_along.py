"""A manager's five minutes, and what they take along: files that a real browser saved, opened again."""

import csv
import io
import xml.etree.ElementTree as ElementTree
import zlib
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.pages.shops import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"


def save_report(app, folder: Path) -> Path:
    """Press the page's last button and return the file."""
    with app.page.expect_download() as saved:
        app.press("Report of this view (.html)")
    path = folder / saved.value.suggested_filename
    saved.value.save_as(path)
    return path


def pixels(png: bytes) -> tuple[int, int, int]:
    """Return a PNG's width, height, and how many different bytes its rows hold: of a blank one, very few."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    size = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    data, place = b"", 8
    while place < len(png):
        length, kind = int.from_bytes(png[place : place + 4], "big"), png[place + 4 : place + 8]
        data += png[place + 8 : place + 8 + length] if kind == b"IDAT" else b""
        place += 12 + length
    return *size, len(set(zlib.decompress(data)))


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)], ids=["desk", "hand"])
def test_a_picture_leaves_as_svg_and_png_and_numbers(width, dark, sample_server, visit, tmp_path):
    app = visit(sample_server, width=width, dark=dark).open("/retention")
    before = app.page.locator(".st-key-picture-curve .js-plotly-plot").inner_text()
    drawing = ElementTree.fromstring(app.save("curve", "Picture (.svg)", tmp_path).read_text())
    assert (drawing.tag, drawing.get("width")) == (f"{SVG}svg", "1160"), "as wide as on a desk, wherever it was saved"
    curves = [path.get("d") for path in drawing.iter(f"{SVG}path") if "js-line" in path.get("class", "")]
    assert any(path.count("L") >= 5 for path in curves), "the curve"
    texts = [" ".join(text.itertext()) for text in drawing.iter(f"{SVG}text")]
    assert "Who stays?" in texts and any("complete through" in text for text in texts), "it says what it is"
    *size, colours = pixels(app.save("curve", "Picture (.png)", tmp_path).read_bytes())
    assert size == [2320, 2 * int(drawing.get("height"))] and colours > 50
    rows = list(csv.DictReader(io.StringIO(app.save("curve", "Its numbers (.csv)", tmp_path).read_text())))
    assert rows[0]["cohort"] == "pooled" and 0 < float(rows[1]["low_0.95"]) < float(rows[1]["rate"]) < float(rows[1]["high_0.95"]) < 1
    book = openpyxl.load_workbook(app.save("curve", "Its numbers (.xlsx)", tmp_path))
    assert [cell.value for cell in book.worksheets[0][2]][:2] == ["pooled", 0] and book.sheetnames[1] == "About"
    assert app.page.locator(".st-key-picture-curve .js-plotly-plot").inner_text() == before, "the page is as it was"


def test_a_manager_reads_a_group_opens_its_customers_and_takes_the_report(sample_server, visit, chromium, tmp_path):
    app = visit(sample_server, dark=True).open("/retention?group=first_channel&groups=web&cohort=2026-03&age=1")
    answer = " ".join(app.answer().split())
    assert "web" in answer
    listed = app.save("behind-list", "Table (.csv)", tmp_path)
    assert listed.name == "customers-2026-03-1.csv" and len(listed.read_text().splitlines()) > 1
    report = save_report(app, tmp_path)
    address = app.page.url

    asked = []
    context = chromium.new_context(offline=True, viewport={"width": 1000, "height": 1200}, color_scheme="dark")
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.on("pageerror", lambda error: asked.append(str(error)))
    page.goto(report.as_uri())
    expect(page.locator("figure .main-svg").first).to_be_visible()
    assert asked == [report.as_uri()], "it opens without a network and without a complaint"
    assert " ".join(page.locator(".answer").all_inner_texts()).replace("\u00a0", " ") == answer
    assert page.locator(".address").inner_text() == address, "and leads back to the very view"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("figure .main-svg").first.evaluate("e => getComputedStyle(e).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert 2 <= printed.count(b"/Type /Page\n") <= 8
    tall = page.evaluate("Math.max(...[...document.querySelectorAll('figure')].map(one => one.offsetHeight))")
    assert tall < 1009, "no picture is taller than what A4 leaves, so none is cut"
    context.close()


@pytest.mark.parametrize("path", ["/", "/leaving"])
def test_every_page_of_answers_has_its_report(path, sample_server, visit, tmp_path):
    app = visit(sample_server).open(path)
    assert "</html>" in save_report(app, tmp_path).read_text()


def test_a_hostile_name_is_text_in_a_picture_and_in_a_report(hostile_server, visit, chromium, tmp_path):
    app = visit(hostile_server).open("/retention?group=first_channel")
    drawing = app.save("curve", "Picture (.svg)", tmp_path).read_text()
    assert "<image" not in drawing and 'href="http' not in drawing
    context = chromium.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    report = save_report(app, tmp_path)
    page.goto(report.as_uri())
    expect(page.locator("figure .main-svg").first).to_be_visible()
    assert asked == [report.as_uri()]
    assert HOSTILE[0] in page.locator("main").inner_text()
    context.close()
