"""Delimited text: find the separator and the header, then let a library parse; record by record where the text is unclean."""

from __future__ import annotations

import io
import re
from collections import Counter

import numpy as np
import polars as pl

from models.errors import Refused, say
from models.ingest import body
from models.ingest.headers import LOOK_AHEAD, Header, header_of
from models.ingest.lines import LONGEST_LINE, Lines, LineTooLong, records_of
from models.ingest.table import ROW, Table

SEPARATORS = (",", ";", "\t", "|")
MOST_COLUMNS = 5_000
MANY_BYTES, MOST_CELLS = 50_000_000, 150_000_000  # a file of many bytes is counted first
PART = 1 << 24  # bytes that are looked at together
TAIL_LINES = 60  # lines at the end that may stand below the table
_NEEDED = "records that end with a line break"
_DO = "check how the file is cut into lines, and export it again"
_WHOLE = re.compile(r'"((?:[^"]|"")*)"([,;\t|]*)')
_DIRECTIVE = re.compile(r'"?sep=(.)"?[,;\t|]*\r?\n', re.IGNORECASE)


def delimited_table(file: str, data: bytes, encoding: str, separator: str) -> Table:
    """Read UTF-8 text whose separator is known.

    Raises
    ------
    Refused
        If it has no header, or no row below it.
    """
    sample = first_lines(data, LOOK_AHEAD * 4)
    records = [list(record) for record in sample_records(sample, separator)]
    if max(map(len, records), default=0) > MOST_COLUMNS:
        raise Refused(found=say("{}, a table with more than {} columns", file, MOST_COLUMNS), needed=_NEEDED, do=_DO)
    header = header_of(records[:LOOK_AHEAD])
    if header is None:
        raise Refused(
            found=say("{}, a table without a header", file),
            needed="a first row that names the columns",
            do="add a header such as order_number, customer_number, ordered_at, amount",
        )
    if len(data) > MANY_BYTES and data.count(b"\n") * len(header.names) > MOST_CELLS:
        raise Refused(
            found=say("{}, a table of more than {} cells", file, f"{MOST_CELLS:,}"),
            needed="a table that fits in memory",
            do="leave out its empty lines and columns, or bring it in parts",
        )
    found = quick(data, separator, header, records[header.below - 1])
    if found is None:
        try:
            found = careful(data, separator, header)
        except LineTooLong:
            raise Refused(found=say("{}, a line of more than {} letters", file, LONGEST_LINE), needed=_NEEDED, do=_DO) from None
        except body.NotThisHeader:
            raise Refused(
                found=say("{}, more than {} records of another length than the header", file, f"{body.MOST_ODD:,}"),
                needed=say("records of {} cells, as the header has", len(header.names)),
                do="export it with a separator that no cell holds, or with quoted cells",
            ) from None
    table = body.to_table(found, header, file=file, above=records[: header.first], encoding=encoding, separator=separator)
    if table.frame.is_empty() and not table.ragged:
        raise Refused(
            found=say("{}, a header and no rows", file),
            needed="at least one row below the header",
            do="check the export's period and filters",
        )
    return table


def first_lines(data: bytes, count: int) -> str:
    """Return the text's first lines; what is left of a letter at the cut is dropped."""
    end = -1
    for _ in range(count):
        end = data.find(b"\n", end + 1)
        if end < 0 or end > LONGEST_LINE:
            end = min(len(data), LONGEST_LINE)
            break
    return data[:end].decode(errors="ignore")


def sample_records(sample: str, separator: str) -> list[list[str]]:
    """Cut a sample into records; a quote that is never closed ends with its line."""
    return list(records_of(Lines(sample), separator))


def directive(data: bytes) -> str | None:
    """Return the separator that a first line names, as spreadsheets write it: ``sep=;``."""
    found = _DIRECTIVE.match(data[:20].decode(errors="ignore"))
    return found[1] if found and found[1].isascii() and not found[1].isalnum() and found[1] not in '"\r\n ' else None


def find_separator(sample: str) -> tuple[str | None, int, float]:
    """Choose the separator that cuts most records into the same number of cells, two or more.

    Returns
    -------
    separator : str or None
    width : int
        Cells in most records.
    share : float
        Part of the records, from 0 to 1, that have so many.
    """
    best, best_score = (None, 1, 0.0), 0.0
    for separator in SEPARATORS:
        widths = Counter(_width(record) for record in sample_records(sample, separator) if any(record))
        everything = sum(widths.values())
        widths.pop(1, None)
        if not widths:
            continue
        width, times = widths.most_common(1)[0]
        score = times * (1 + min(width, 10) / 100)
        if score > best_score:
            best, best_score = (separator, width, times / everything), score
    return best


def _width(record: list[str]) -> int:
    return len(record) - 1 if len(record) > 1 and not record[-1] else len(record)


def unwrapped(sample: str, data: bytes) -> bytes | None:
    """Take apart records that are quoted as a whole, ``"a,b,c"`` in each line; None if they are not.

    Some tools quote a line that holds a comma without asking whether it is one cell.
    """
    lines = [line for line in sample.splitlines() if line.strip()]
    whole = [found for line in lines if (found := _WHOLE.fullmatch(line.rstrip()))]
    if len(whole) < 2 or len(whole) < 0.8 * len(lines):
        return None
    separator, _, share = find_separator("\n".join(found[1].replace('""', '"') for found in whole))
    if separator is None or share < 0.8:
        return None
    outer = next((found[2][0] for found in whole if found[2]), "," if separator == ";" else ";")
    records = records_of(Lines(data.decode()), outer)
    return "\n".join(record[0] if record else "" for record in records).encode()


def careful(data: bytes, separator: str, header: Header) -> body.Body:
    """Parse record by record: records longer or shorter than the header, stray quotes, odd line ends."""
    records = records_of(Lines(data.decode()), separator, len(header.names))
    for _ in range(header.below):
        next(records, None)
    return body.of_records(records, header.names, header.below + 1)


def quick(data: bytes, separator: str, header: Header, last_header: list[str]) -> body.Body | None:
    """Parse a clean table at a library's speed; None where the text is not clean, so that parsers could differ.

    Parameters
    ----------
    data : bytes
        UTF-8.
    separator : str
    header : Header
    last_header : list of str
        The cells of the record just above the first row.
    """
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return None  # ends a line for one parser and none for the other
    start = _start(data, separator, header.below - 1)
    end, tail = _tail(data, start, separator, len(last_header))
    data = data[start:end]
    if len(header.names) > len(last_header) or (b'"' in data and not well_quoted(data, separator)):
        return None
    columns = [f"column_{position}" for position in range(1, len(last_header) + 1)]
    try:
        frame = pl.read_csv(
            io.BytesIO(data),
            separator=separator,
            has_header=False,
            skip_rows=0,
            infer_schema=False,
            new_columns=columns,
            empty_string_is_null=False,
            row_index_name=ROW,
            row_index_offset=header.below,
        )
    except (pl.exceptions.ComputeError, pl.exceptions.ShapeError, pl.exceptions.SchemaError, pl.exceptions.NoDataError):
        return None
    if frame.width != len(columns) + 1 or frame.row(0)[1:] != tuple(last_header):
        return None
    frame = frame.slice(1)
    if _some_are_short(data, separator, frame, columns, last_header):
        return None
    spare = columns[len(header.names) :]  # a separator at each line's end: columns without a name
    if any((frame[column].str.strip_chars() != "").any() for column in spare):
        return None
    names = dict(zip(columns, header.names))
    found = body.of_frame(frame.select(pl.col(ROW).cast(pl.UInt32), *names).rename(names), header.names)
    below = body.of_records(tail, header.names, header.below + frame.height + 1)
    return body.Body(pl.concat([found.frame, below.frame]), found.blank + below.blank, below.odd)


def _start(data: bytes, separator: str, records: int) -> int:
    """Return the byte at which the record after so many others begins."""
    if not records:
        return 0
    lines = Lines(first_lines(data, LOOK_AHEAD * 4))
    reader = records_of(lines, separator)
    for _ in range(records):
        next(reader, None)
    return len(lines.text[: lines.offset].encode())


def _tail(data: bytes, start: int, separator: str, width: int) -> tuple[int, list[list[str]]]:
    """Cut off what stands below the table: lines at the end that are blank or lack cells.

    Returns
    -------
    end : int
        The byte at which they begin.
    records : list of list of str
    """
    end, lines = len(data), []
    while len(lines) < TAIL_LINES and end > start:
        begin = data.rfind(b"\n", start, end - 1) + 1
        line = data[begin:end]
        if begin <= start or len(line) > LONGEST_LINE or line.count(separator.encode()) >= width - 1:
            break
        lines.append(line.decode(errors="replace"))
        end = begin
    # An odd quote is the end of a cell that began further up: then nothing is below the table.
    if any(line.count('"') % 2 for line in lines):
        return len(data), []
    return end, list(records_of(Lines("".join(reversed(lines))), separator))


def well_quoted(data: bytes, separator: str) -> bool:
    """Tell whether every quote opens or closes a whole cell: what else a stray one means, each parser decides for itself."""
    single = np.frombuffer(b"\n" + data.replace(b'""', b"") + b"\n", dtype=np.uint8)  # a doubled one stands for itself, or for nothing
    marks = np.array([ord(separator), 10, 13], dtype=np.uint8)
    inside = 0  # 1 where a part of the text begins within a cell
    for begin in range(1, len(single) - 1, PART):
        quotes = np.flatnonzero(single[begin : min(begin + PART, len(single) - 1)] == ord('"')) + begin
        if not np.isin(single[quotes[inside::2] - 1], marks[:2]).all() or not np.isin(single[quotes[1 - inside :: 2] + 1], marks).all():
            return False
        inside ^= len(quotes) % 2
    return not inside


def _some_are_short(data: bytes, separator: str, frame: pl.DataFrame, columns: list[str], header: list[str]) -> bool:
    """Tell whether a record may lack cells: the library fills them, so the separators are counted instead."""
    if not (frame[columns[-1]] == "").any():
        return False
    quoted = b'"' in data
    in_cells = (
        frame.select(pl.sum_horizontal(pl.col(name).str.count_matches(separator, literal=True).sum() for name in columns)).item()
        if quoted
        else 0
    )
    in_header = len(columns) - 1 + sum(cell.count(separator) for cell in header)
    lacking = frame.height * (len(columns) - 1) + in_header + in_cells - data.count(separator.encode())
    if lacking == 0:
        return False
    return quoted or lacking != (len(columns) - 1) * _empty_lines(data)  # an empty line has none, and is blank, not short


def _empty_lines(data: bytes) -> int:
    letters = np.frombuffer(b"\n" + data.replace(b"\r\n", b"\n"), dtype=np.uint8)
    ends = np.flatnonzero(letters == 10)
    return int((np.diff(ends) == 1).sum())
