"""Read: workbooks, what their cells become, and archives that lie."""

import io
import struct
import zipfile
from datetime import datetime, time

import pytest

from models.errors import Refused
from models.ingest import unpacked
from models.ingest.read import read
from models.ingest.table import ROW
from tests.models import exports

HEADERS = ("order", "amount", "ordered", "paid", "share", "formula")
ROWS = [
    (17850.0, 1234.5, datetime(2026, 1, 5), True, 0.25, "=1+1"),
    (17851, 0.1 + 0.2, datetime(2026, 1, 6, 16, 5), False, 1, "=A1"),
    ("0007", "'000", time(10, 30), None, -5, None),
]


def book(rows, **how):
    return exports.workbook({"Orders": rows}, **how)


def test_cells_are_written_as_people_see_them():
    """Whole numbers without ".0", dates as dates, a time without a day; a formula that was never worked out is nothing."""
    [table] = read("x.xlsx", book([HEADERS, *ROWS]))
    assert [row[1:] for row in table.frame.rows()] == [
        ("17850", "1234.5", "2026-01-05 00:00:00", "true", "0.25", ""),
        ("17851", "0.3", "2026-01-06 16:05:00", "false", "1", ""),
        ("0007", "000", "10:30:00", "", "-5", ""),
    ]
    assert (table.encoding, table.separator) == ("xlsx", "")


def test_blank_rows_and_notes_of_a_sheet_are_told_apart():
    """Row numbers are the sheet's; what stands below a blank row or a total is a footer."""
    rows = [("Report",), (), ("order", "date", "sum"), (1, "x", 5), (), (2, "y", 6), (None, "Total", 11), (), ("Confidential",)]
    [table] = read("x.xlsx", book(rows))
    assert table.frame[ROW].to_list() == [4, 6, 7]
    assert (table.header_row, table.blank) == (3, (5, 8))
    assert table.above == (("Report", "", ""), ("", "", ""))
    assert [(footer.row, footer.reason) for footer in table.footers] == [(9, "report footer")]
    assert table.rows == 6


def test_merged_titles_over_a_header_are_read():
    """Two header rows, the upper one merged over three columns each."""
    rows = [("Client", "Q1 2026", None, None, "Q2 2026"), (None, "Jan", "Feb", "Mar", "Jan"), ("Mira", 1, 2, 3, 4), ("Tara", 5, 6, 7, 8)]
    [table] = read("x.xlsx", book(rows, merge=("B1:D1", "A1:A2")))
    assert table.headers == ("Client", "Q1 2026: Jan", "Feb", "Mar", "Q2 2026: Jan")
    assert (table.header_row, table.header_rows) == (1, 2)
    assert table.frame[ROW].to_list() == [3, 4]


def test_a_hidden_sheet_is_not_read():
    """What the owner hid is not brought."""
    from openpyxl import load_workbook

    rows = [("order", "date", "sum"), (1, "2026-01-05", 5)]
    opened = load_workbook(io.BytesIO(exports.workbook({"Orders": rows, "Lists": rows, "Old": rows})))
    opened["Lists"].sheet_state = "hidden"
    opened["Old"].sheet_state = "veryHidden"
    out = io.BytesIO()
    opened.save(out)
    assert [table.sheet for table in read("x.xlsx", out.getvalue())] == ["Orders"]


def test_an_open_document_is_read():
    """The sheets of LibreOffice."""
    rows = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row)
        + "</table:table-row>"
        for row in [("order", "date", "sum"), ("0007", "2026-01-05", "5,00")]
    )
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Orders">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    [table] = read("x.ods", out.getvalue())
    assert table.frame.rows() == [(2, "0007", "2026-01-05", "5,00")]


def test_a_workbook_with_a_password_is_refused_as_one():
    """The container of old workbooks that holds a locked new one."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    with pytest.raises(Refused, match="password"):
        read("x.xlsx", data)


@pytest.mark.parametrize(
    ("member", "what"), [("word/document.xml", "Word"), ("ppt/presentation.xml", "presentation"), ("a.txt", "no workbook")]
)
def test_other_archives_are_refused_by_name(member, what):
    """A document, a presentation, a folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(member, "x")
    with pytest.raises(Refused, match=what):
        read("x.xlsx", out.getvalue())


def test_an_archive_that_lies_about_its_size_is_measured(monkeypatch):
    """The declared sizes are small, what comes out isn't: it is refused while it is unpacked, and nothing of it is kept."""
    monkeypatch.setattr(unpacked, "UNPACKED_LIMIT", 5_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    data = bytearray(out.getvalue())
    assert len(data) < 100_000
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(mark) + place, 100)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].file_size == 100
    with pytest.raises(Refused, match="unpacks to"):
        read("x.xlsx", bytes(data))


@pytest.mark.parametrize("far", ["XFD1048576", "ZZ1048576", "AZ1048570"])
def test_a_cell_far_away_does_not_fill_the_memory(far):
    """The library would lay out all cells between; a stray one at the sheet's end is said instead."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    for row in [("order", "date", "sum"), (1, "2026-01-05", 5)]:
        sheet.append(row)
    sheet[far] = "x"
    out = io.BytesIO()
    workbook.save(out)
    with pytest.raises(Refused, match="as far away as row 10485"):
        read("x.xlsx", out.getvalue())


def test_cells_without_a_place_are_counted_one_by_one():
    """Rows and cells that don't say where they stand follow one another, and reach as far."""
    extent = unpacked._Extent()
    row = b"<row>" + b"<c><v>1</v></c>" * 40 + b"</row>"
    for _ in range(20):
        extent.add(row * 10)
    assert extent.columns == 40
    assert extent.rows >= 200
