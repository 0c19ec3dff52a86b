"""The records below a header, sorted: rows of the table, blank ones, ragged ones, and what stands below it all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import polars as pl

from models.ingest.headers import Header, is_data
from models.ingest.table import ROW, Footer, Ragged, Table

CHUNK = 50_000  # records that are held as lists at a time
MOST_ODD = 200_000  # records of another length than the header; with more of them it is not this header's table
TAIL = 40  # rows at a table's end that are looked at for notes

_TOTAL = re.compile(
    r"\W*(?:(?:(?:grand|sub|report)?[\s_-]*totals?|sum|summary|summe|gesamt(?:summe)?|zwischensumme|somme|suma|totale|"
    r"(?:общий\s+)?итого?|всего|общая\s+сумма|промежуточный\s+итог|підсумок|усього|барлығы)(?![^\W\d_])"
    r"|合计|总计|小计|总和|共计|合計|総計|小計|總計)",
    re.IGNORECASE,
)


def is_total(cell: str) -> bool:
    """Tell whether a cell begins with a word for a total.

    >>> [is_total(cell) for cell in ("Grand Total:", "Всего наименований 32", "合计100元", "Totally Good Ltd", "Итоговая")]
    [True, True, True, False, False]
    """
    return _TOTAL.match(cell) is not None


class NotThisHeader(ValueError):
    """So many records differ from the header that it isn't theirs."""


@dataclass(slots=True)
class Body:
    """What stands below a header.

    Attributes
    ----------
    frame : polars.DataFrame
        The records as long as the header, with their numbers in `ROW`.
    blank : list of int
        Numbers of the blank records.
    odd : list of Ragged
        The records of another length.
    """

    frame: pl.DataFrame
    blank: list[int] = field(default_factory=list)
    odd: list[Ragged] = field(default_factory=list)


def of_records(records: Iterable[Sequence[str]], names: Sequence[str], first: int) -> Body:
    """Sort records that come one by one.

    Parameters
    ----------
    records : iterable of sequence of str
        All below the header.
    names : sequence of str
        The columns' names; as many cells has a row of the table.
    first : int
        Number of the first of the records.

    Raises
    ------
    NotThisHeader
    """
    width, rows, numbers, frames = len(names), [], [], []
    body = Body(_frame([], [], names))
    for number, record in enumerate(records, start=first):
        if len(record) != width:
            if not any(cell.strip() for cell in record):
                body.blank.append(number)
                continue
            if any(cell.strip() for cell in record[width:]) or len(record) < width:
                body.odd.append(Ragged(number, tuple(record)))
                if len(body.odd) > MOST_ODD:
                    raise NotThisHeader
                continue
            record = record[:width]  # a separator at the line's end
        if not record[0].strip() and not any(cell.strip() for cell in record):
            body.blank.append(number)
            continue
        rows.append(record)
        numbers.append(number)
        if len(rows) == CHUNK:
            frames.append(_frame(rows, numbers, names))
            rows, numbers = [], []
    body.frame = pl.concat([*frames, _frame(rows, numbers, names)], rechunk=False)
    return body


def _frame(rows: list, numbers: list[int], names: Sequence[str]) -> pl.DataFrame:
    columns = list(zip(*rows)) if rows else [()] * len(names)
    return pl.DataFrame(
        {ROW: pl.Series(numbers, dtype=pl.UInt32), **{name: pl.Series(cells, dtype=pl.String) for name, cells in zip(names, columns)}}
    )


def of_frame(frame: pl.DataFrame, names: Sequence[str]) -> Body:
    """Take the blank rows out of a frame whose rows are all as long as the header."""
    # Where no first cell is blank, no row is, and the other columns need not be looked at.
    if not frame.height or not (frame[names[0]].str.strip_chars() == "").any():
        return Body(frame)
    empty = frame.select(pl.all_horizontal(pl.col(name).str.strip_chars() == "" for name in names)).to_series()
    return Body(frame.filter(~empty), frame.filter(empty)[ROW].to_list())


def to_table(
    body: Body, header: Header, *, file: str, above: Iterable[Sequence[str]], encoding: str, separator: str, sheet: str | None = None
) -> Table:
    """Make the table: what is short and last is a footer; a spreadsheet's mark for "this is text" goes."""
    frame, notes = _without_notes(body.frame, header.names, set(body.blank))
    last = frame[ROW][-1] if frame.height else 0
    ragged, footers = [], list(notes)
    for record in body.odd:
        reason = _footer(record.cells) if record.row > last else None
        if reason is None:
            ragged.append(record)
        else:
            footers.append(Footer(record.row, record.cells, reason))
    return Table(
        file=file,
        sheet=sheet,
        frame=_without_apostrophes(frame, header.names),
        headers=header.names,
        header_row=header.first + 1,
        header_rows=header.count,
        encoding=encoding,
        separator=separator,
        above=tuple(tuple(record) for record in above),
        blank=tuple(body.blank),
        ragged=tuple(ragged),
        footers=tuple(sorted(footers, key=lambda footer: footer.row)),
    )


def _footer(cells: Sequence[str]) -> str | None:
    """Say what a short record at the end is; None if it may be data."""
    filled = [cell for cell in cells if cell.strip()]
    if any(is_total(cell) for cell in filled):
        return "total row"
    return "report footer" if len(filled) == 1 else None


def _without_notes(frame: pl.DataFrame, names: Sequence[str], blank: set[int]) -> tuple[pl.DataFrame, list[Footer]]:
    """Take off the notes below a table whose rows are all of one length, as a spreadsheet's are.

    A note is one cell of words, or a few below a total; it stands at the very end, after a blank row, a total or another note.
    """
    if len(names) < 3 or not frame.height:
        return frame, []
    tail = frame.tail(TAIL).rows()
    start = len(tail)
    while start > 1 and _is_note(tail[start - 1][1:], len(names) // 3):
        start -= 1
    below_total = False
    for at in range(max(start, 1), len(tail)):
        number, *cells = tail[at]
        below_total = any(map(is_total, tail[at - 1][1:]))
        if below_total or (number - 1 in blank and all(_is_note(row[1:], 1) for row in tail[at:])):
            break
    else:
        return frame, []
    notes = [Footer(row[0], tuple(row[1:]), "total row" if any(map(is_total, row[1:])) else "report footer") for row in tail[at:]]
    return frame.head(frame.height - len(notes)), notes


def _is_note(cells: Sequence[str], most: int) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) <= max(1, most) and not any(map(is_data, filled))


def _without_apostrophes(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Drop the apostrophe by which a spreadsheet marks as text what would else be a number or a formula."""
    marked = [name for name in names if frame[name].str.starts_with("'").any()]
    return frame.with_columns(pl.col(marked).str.replace(r"^'([=+\-@\d])", "$1")) if marked else frame
