"""Workbooks: every sheet with a header and rows is a table of text."""

from __future__ import annotations

import io
import zipfile

from models.errors import Refused, say
from models.ingest.table import LOOK_AHEAD, Table, find_header, from_records, names, without_marks

UNPACKED_LIMIT = 400_000_000  # bytes; a workbook that unpacks to more is refused before it is read


def workbook_tables(file: str, data: bytes) -> list[Table]:
    """Read the sheets of a workbook.

    Raises
    ------
    Refused
        If it can't be opened, unpacks to too much, or holds no table.
    """
    import fastexcel

    if data.startswith(b"PK"):
        _refuse_bomb(file, data)
    try:
        book = fastexcel.read_excel(data)
    except Exception as problem:  # calamine has one exception class a cause; each means the same to a person
        raise Refused(
            found=say("{}, which can't be opened as a workbook ({})", file, str(problem).splitlines()[0][:120]),
            needed="an XLSX workbook",
            do="open it in your spreadsheet program and save it as XLSX or CSV",
        ) from problem
    tables = []
    for name in book.sheet_names:
        frame = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
        records = [["" if cell is None else without_marks(str(cell)) for cell in row] for row in frame.iter_rows()]
        header_index = find_header(records[:LOOK_AHEAD])
        if header_index is None:
            continue
        headers = names(records[header_index])
        table = from_records(file, records, headers, header_index, encoding="xlsx", separator="", sheet=name)
        if not table.frame.is_empty():
            tables.append(table)
    if not tables:
        raise Refused(
            found=say("{}, a workbook without a table", file),
            needed="a sheet with a header and at least one row",
            do="check which sheet holds the table",
        )
    return tables


def _refuse_bomb(file: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
            names = archive.namelist()
    except zipfile.BadZipFile:
        raise Refused(found=say("{}, a broken workbook", file), needed="an XLSX workbook", do="save it again as XLSX or CSV") from None
    if not any(name.startswith("xl/") for name in names):
        raise Refused(
            found=say("{}, an archive that is no workbook", file),
            needed="a table as CSV, text or XLSX",
            do="unpack it, and bring the files in it",
        )
    if unpacked > UNPACKED_LIMIT:
        raise Refused(
            found=say("{}, a workbook that unpacks to {} MB", file, unpacked // 1_000_000),
            needed=say("at most {} MB", UNPACKED_LIMIT // 1_000_000),
            do="save the sheet as CSV; it takes far less",
        )
