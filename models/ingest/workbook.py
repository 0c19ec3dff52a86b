"""Workbooks: every visible sheet with a header and rows is a table of text."""

from __future__ import annotations

import fastexcel
import polars as pl

from models.errors import Refused, say
from models.ingest import body
from models.ingest.headers import LOOK_AHEAD, header_of
from models.ingest.table import ROW, Table
from models.ingest.unpacked import refuse_archive

_MARKS = "[\x00\x1e\x1f]"  # as `without_marks` drops them
_TIME = r"^1899-12-3[01] "  # the day that a cell with a time and no date is given


def workbook_tables(file: str, data: bytes) -> list[Table]:
    """Read the sheets of a workbook.

    Raises
    ------
    Refused
        If it can't be opened, unpacks to too much, or holds no table.
    """
    if data.startswith(b"PK"):
        refuse_archive(file, data)
    elif "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused(
            found=say("{}, a workbook with a password", file),
            needed="a workbook that opens without one",
            do="open it in your spreadsheet program and save it without the password",
        )
    tables = []
    try:
        book = fastexcel.read_excel(data)
        for name in book.sheet_names:
            sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            if sheet.visible == "visible" and (table := _table(file, name, sheet.to_polars())) is not None:
                tables.append(table)
    except fastexcel.FastExcelError as problem:
        raise Refused(
            found=say("{}, which can't be opened as a workbook ({})", file, str(problem).splitlines()[0][:120]),
            needed="an XLSX workbook",
            do="open it in your spreadsheet program and save it as XLSX or CSV",
        ) from problem
    if not tables:
        raise Refused(
            found=say("{}, a workbook without a table", file),
            needed="a sheet with a header and at least one row",
            do="check which sheet holds the table",
        )
    return tables


def _table(file: str, sheet: str, frame: pl.DataFrame) -> Table | None:
    """Make a table of a sheet; None if it has no header or nothing below it."""
    columns = frame.columns
    sample = frame.head(LOOK_AHEAD)
    above = sample.with_columns(_clean(sample)).rows()
    header = header_of(above)
    if header is None:
        return None
    kept = columns[: len(header.names)]
    rest = frame.slice(header.below).with_row_index(ROW, offset=header.below + 1).with_columns(pl.col(ROW).cast(pl.UInt32))
    spare = columns[len(header.names) :]
    if any(rest[name].null_count() < rest.height for name in spare):
        header, kept = header.as_wide(len(columns)), columns
    rest = rest.select(ROW, *kept)
    rest = rest.with_columns(_clean(rest)).rename(dict(zip(kept, header.names)))
    table = body.to_table(
        body.of_frame(rest, header.names), header, file=file, above=above[: header.first], encoding="xlsx", separator="", sheet=sheet
    )
    return None if table.frame.is_empty() else table


def _clean(frame: pl.DataFrame) -> list[pl.Expr]:
    """Say how the library's text becomes ours: nothing is "", a time has no day, no mark is kept."""
    expressions = []
    for name in frame.columns:
        if name == ROW:
            continue
        cells = frame[name]
        expression = pl.col(name).fill_null("")
        if cells.str.contains(_MARKS).any():
            expression = expression.str.replace_all(_MARKS, "")
        if cells.str.starts_with("1899-12-3").any():
            expression = expression.str.replace(_TIME, "")
        expressions.append(expression)
    return expressions
