"""Read: bytes in, tables of text out. What the text means is decided later.

Decoding comes first, then the place of the table in the file (separator, header row), then a library's parse.
Row numbers count the file's records from 1 at its top, headers and blank lines included; in a workbook, the sheet's rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import polars as pl
from charset_normalizer import from_bytes

from models.errors import Refused, say
from models.ingest.table import LOOK_AHEAD, ROW, Table, find_header, from_records, names, without_marks
from models.ingest.workbook import workbook_tables

ENCODINGS = ["utf_8", "utf_16", "cp1251", "koi8_r", "cp866", "cp1252", "gb18030"]
SEPARATORS = (",", ";", "\t", "|")
PICTURES = {
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x89PNG": "a PNG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a gzip archive",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
}


def read(file: str, data: bytes) -> list[Table]:
    """Read the tables of a file.

    Parameters
    ----------
    file : str
        Its name, for messages.
    data : bytes
        All of it.

    Returns
    -------
    list of Table
        One for text; one for each sheet with a header and rows for a workbook.

    Raises
    ------
    Refused
        If there is no table in it.

    Examples
    --------
    >>> [table] = read("orders.csv", b"order id;amount\\n7;1,50\\n")
    >>> table.separator, table.headers, table.frame["amount"].to_list()
    (';', ('order id', 'amount'), ['1,50'])
    """
    if not data.strip():
        raise Refused(
            found=say("{}, an empty file", file),
            needed="a table with a header and at least one row",
            do="export it again, and look at its size before you bring it",
        )
    for magic, what in PICTURES.items():
        if data.startswith(magic):
            raise Refused(
                found=say("{}, which is {}", file, what),
                needed="a table as CSV, text or XLSX",
                do="export the table itself; a picture, a document or an archive can't be read",
            )
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return workbook_tables(file, data)
    text, encoding = _decode(file, data)
    return [_text_table(file, text, encoding)]


def _decode(file: str, data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return without_marks(data.decode("utf-16", errors="replace")), "utf-16"
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        best = from_bytes(data[:200_000], cp_isolation=ENCODINGS).best()
        if best is None:
            raise Refused(found=say("{}, bytes in no known encoding", file), needed="text", do="save it as CSV in UTF-8") from None
        encoding = best.encoding
        text = data.decode(encoding, errors="replace")
    start = text[:100_000]
    control = sum(1 for c in start if ord(c) < 32 and c not in "\t\r\n\f\x00") + max(0, start.count("\x00") - len(start) // 1000)
    if control > max(5, len(start) / 200):
        raise Refused(found=say("{}, which holds binary data", file), needed="a table as CSV, text or XLSX", do="export the table itself")
    if "\r" in start and "\n" not in text:
        text = text.replace("\r", "\n")  # lines as the old Mac ended them
    return without_marks(text), encoding


def _text_table(file: str, text: str, encoding: str) -> Table:
    fixed = _fixed_columns(file, text, encoding)
    if fixed is not None:
        return fixed
    sample = _first_lines(text, LOOK_AHEAD * 4)
    separator = _separator(sample)
    if separator is None:
        raise Refused(
            found=say("{}, text without columns", file), needed="columns set apart by comma, semicolon, tab or |", do="export it as CSV"
        )
    records = _records(sample, separator)[:LOOK_AHEAD]
    header_index = find_header(records)
    if header_index is None:
        raise Refused(
            found=say("{}, a table without a header", file),
            needed="a first row that names the columns",
            do="add a header such as order_number, customer_number, ordered_at, amount",
        )
    headers = names(records[header_index])
    table = _quick(file, text, encoding, separator, headers) if header_index == 0 else None
    if table is None:
        table = _careful(file, text, encoding, separator, headers, header_index)
    if table.frame.is_empty() and not table.ragged:
        raise Refused(
            found=say("{}, a header and no rows", file),
            needed="at least one row below the header",
            do="check the export's period and filters",
        )
    return table


def _first_lines(text: str, count: int) -> str:
    end = -1
    for _ in range(count):
        end = text.find("\n", end + 1)
        if end < 0:
            return text
    return text[:end]


def _records(sample: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(sample, newline=""), delimiter=separator))


def _separator(sample: str) -> str | None:
    """Choose the separator that cuts most records into the same number of cells, two or more."""
    best, best_score = None, 0.0
    for separator in SEPARATORS:
        widths = Counter(len(record) for record in _records(sample, separator) if any(record))
        widths.pop(1, None)
        if not widths:
            continue
        width, times = widths.most_common(1)[0]
        score = times * (1 + min(width, 10) / 100)
        if score > best_score:
            best, best_score = separator, score
    return best


def _quick(file: str, text: str, encoding: str, separator: str, headers: tuple[str, ...]) -> Table | None:
    """Parse a clean table at a library's speed; None where a record is longer or shorter than the header."""
    if text.count("\r") != text.count("\r\n"):
        return None  # ends a line for one parser and none for the other
    if '"' in text and not _well_quoted(text, separator):
        return None
    try:
        frame = pl.read_csv(
            io.BytesIO(text.encode()),
            separator=separator,
            has_header=False,
            skip_rows=0,
            infer_schema=False,
            new_columns=list(headers),
            empty_string_is_null=False,
            row_index_name=ROW,
            row_index_offset=1,
        )
    except (pl.exceptions.ComputeError, pl.exceptions.ShapeError, pl.exceptions.SchemaError, pl.exceptions.NoDataError):
        return None
    if frame.width != len(headers) + 1 or frame.row(0)[1:] != tuple(_raw_header(text, separator)):
        return None
    frame = frame.slice(1)
    if _some_are_short(text, separator, frame, headers):
        return None
    blank = 0
    if (frame[headers[0]].str.strip_chars() == "").any():  # else no row is blank, and the other columns need not be looked at
        empty = frame.select(pl.all_horizontal(pl.col(h).str.strip_chars() == "" for h in headers)).to_series()
        blank = int(empty.sum())
        frame = frame.filter(~empty)
    return Table(
        file=file,
        frame=frame.with_columns(pl.col(ROW).cast(pl.UInt32)),
        headers=headers,
        encoding=encoding,
        separator=separator,
        blank=blank,
    )


def _well_quoted(text: str, separator: str) -> bool:
    """Tell whether every quote opens or closes a whole cell: what else a stray one means, each parser decides for itself."""
    single = text.replace('""', "")  # a doubled one stands for itself, or is an empty cell
    mark = re.escape(separator)
    whole = re.findall(rf'(?:^|(?<=[{mark}\n]))"[^"]*"(?=[{mark}\r\n]|$)', single)
    return 2 * len(whole) == single.count('"')


def _some_are_short(text: str, separator: str, frame: pl.DataFrame, headers: tuple[str, ...]) -> bool:
    """Tell whether a record may lack cells: the library fills them, so the separators are counted instead."""
    if not (frame[headers[-1]] == "").any():
        return False
    quoted = '"' in text
    in_cells = (
        frame.select(pl.sum_horizontal(pl.col(h).str.count_matches(separator, literal=True).sum() for h in headers)).item() if quoted else 0
    )
    header = len(headers) - 1 + sum(cell.count(separator) for cell in _raw_header(text, separator))
    lacking = frame.height * (len(headers) - 1) + header + in_cells - text.count(separator)
    if lacking == 0:
        return False
    lines = [] if quoted else text.removesuffix("\n").split("\n")  # an empty line has none, and is blank, not short
    return lacking != (len(headers) - 1) * sum(1 for line in lines if line in ("", "\r"))


def _raw_header(text: str, separator: str) -> list[str]:
    return next(csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=separator))


def _careful(file: str, text: str, encoding: str, separator: str, headers: tuple[str, ...], header_index: int) -> Table:
    """Parse record by record: text above the table, records longer or shorter than the header, blank ones."""
    return from_records(
        file, csv.reader(io.StringIO(text, newline=""), delimiter=separator), headers, header_index, encoding=encoding, separator=separator
    )


#: Fixed columns that are known: a line's pattern and its fields (CDNOW's log, whole and as the 1-in-10 sample).
FIXED = (
    (r"^\s*(\d+)\s+(\d{8})\s+(\d+)\s+(-?\d+\.\d{2})\s*$", ("customer", "date", "quantity", "amount")),
    (r"^\s*(\d+)\s+(\d+)\s+(\d{8})\s+(\d+)\s+(-?\d+\.\d{2})\s*$", ("customer", "sample customer", "date", "quantity", "amount")),
)


def _fixed_columns(file: str, text: str, encoding: str) -> Table | None:
    head = [line for line in _first_lines(text, 20).splitlines() if line.strip()]
    # A first line of words may name the columns, set out like them.
    header = int(len(head) > 1 and not re.search(r"\d", head[0]) and len(head[0].split()) >= 3)
    head = head[header:]
    if not head:
        return None
    for pattern, fields in FIXED:
        if not all(re.match(pattern, line) for line in head):
            continue
        lines = pl.Series("line", text.splitlines(), dtype=pl.String)
        frame = (
            lines.to_frame()
            .with_row_index(ROW, offset=1)
            .slice(header)
            .with_columns(pl.col("line").str.extract_groups(pattern).struct.rename_fields(list(fields)).alias("cells"))
            .unnest("cells")
        )
        blank = int((frame["line"].str.strip_chars() == "").sum())
        broken = frame.filter(pl.col(fields[0]).is_null() & (pl.col("line").str.strip_chars() != ""))
        ragged = tuple((row, len(line.split())) for row, line in broken.select(ROW, "line").iter_rows())
        frame = frame.filter(pl.col(fields[0]).is_not_null()).drop("line")
        return Table(
            file=file, frame=frame, headers=fields, header_row=header, encoding=encoding, separator="fixed", ragged=ragged, blank=blank
        )
    return None
