"""A table of text: what a file holds, before anybody decides what it means."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import polars as pl

from models.columns import COLUMNS, plain

ROW = "__row__"  # the record number's column; no header looks like this
LOOK_AHEAD = 30  # records in which the header is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a file, as text.

    Attributes
    ----------
    file, sheet : str
        Where it comes from; `sheet` is None outside a workbook.
    frame : polars.DataFrame
        All columns String, never null (nothing is ""), named by the header; the record number in `ROW` (UInt32).
    headers : tuple of str
        The header's texts, in the file's order. Empty for fixed columns, which have none.
    encoding, separator : str
        How the bytes were read; `separator` is "fixed" for fixed columns, "" for a workbook.
    ragged : tuple of (row, cells)
        Records with more or fewer cells than the header; they are not in `frame`.
    blank : int
        Blank records; they are not in `frame`.
    """

    file: str
    sheet: str | None = None
    frame: pl.DataFrame
    headers: tuple[str, ...]
    header_row: int = 1
    encoding: str
    separator: str
    ragged: tuple[tuple[int, int], ...] = field(default=())
    blank: int = 0

    @property
    def rows(self) -> int:
        """Records below the header, all of them."""
        return self.frame.height + len(self.ragged) + self.blank


_KNOWN_WORDS = {plain(word) for column in COLUMNS for word in column.words}
_DATA_CELL = re.compile(r"^[\s\d.,:/+\-()€$£¥₽%T]*\d[\s\d.,:/+\-()€$£¥₽%TZ]*$")


def find_header(records: list[list[str]]) -> int | None:
    """Find the record that names the columns: as wide as the table, of words, above the data.

    >>> find_header([["Sales report"], [], ["Order", "Date", "Sum"], ["1", "2026-01-01", "5"]])
    2
    >>> find_header([["1", "2026-01-01", "5"], ["2", "2026-01-02", "6"]])
    """
    filled = [sum(1 for cell in record if cell.strip()) for record in records]
    if not filled or max(filled) < 2:
        return None
    usual = Counter(len(record) for record, cells in zip(records, filled) if cells).most_common(1)[0][0]
    best, best_score = None, 0.0
    for index, record in enumerate(records):
        cells = [cell.strip() for cell in record if cell.strip()]
        if len(cells) < max(2, 0.5 * min(usual, max(filled))) or len(set(cells)) < 0.8 * len(cells):
            continue
        words = sum(1 for cell in cells if not _DATA_CELL.match(cell)) / len(cells)
        known = sum(1 for cell in cells if plain(cell) in _KNOWN_WORDS)
        score = words + known - index * 0.05
        if words >= 0.75 and score > best_score:
            best, best_score = index, score
    return best


def names(header: list[str]) -> tuple[str, ...]:
    """Make a header's texts usable as names: none empty, none twice."""
    seen: Counter[str] = Counter()
    names = []
    for position, cell in enumerate(header, start=1):
        name = cell.strip().lstrip("\ufeff") or f"column {position}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(names)


def from_records(file, records, headers, header_index, *, encoding, separator, sheet=None) -> Table:
    """Make a table of records; those of another length than the header are listed, not guessed at."""
    width, rows, numbers, ragged, blank = len(headers), [], [], [], 0
    for number, record in enumerate(records, start=1):
        if number <= header_index + 1:
            continue
        if not any(cell.strip() for cell in record):
            blank += 1
        elif len(record) > width and not any(cell.strip() for cell in record[width:]):
            rows.append(record[:width])
            numbers.append(number)
        elif len(record) != width:
            ragged.append((number, len(record)))
        else:
            rows.append(record)
            numbers.append(number)
    columns = list(zip(*rows)) if rows else [()] * width
    frame = pl.DataFrame(
        {ROW: pl.Series(numbers, dtype=pl.UInt32), **{h: pl.Series(list(c), dtype=pl.String) for h, c in zip(headers, columns)}}
    )
    return Table(
        file=file,
        sheet=sheet,
        frame=frame,
        headers=tuple(headers),
        header_row=header_index + 1,
        encoding=encoding,
        separator=separator,
        ragged=tuple(ragged),
        blank=blank,
    )


def without_marks(text: str) -> str:
    """Drop the control characters that no export means: NUL, and those that Rapport itself joins texts with."""
    for mark in ("\x00", "\x1e", "\x1f"):
        if mark in text:
            text = text.replace(mark, "")
    return text
