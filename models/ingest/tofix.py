"""Rows to fix: a file's bad rows in its own layout, with what is wrong in a last column; brought again, nothing counts twice."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import replace

import polars as pl

from models.errors import Refused
from models.ingest.cells import named
from models.ingest.check import Checked, check
from models.ingest.delimited import SEPARATORS
from models.ingest.identities import NOBODY
from models.ingest.prepare import reading_of
from models.ingest.read import read
from models.ingest.reading import Reading
from models.ingest.table import ROW, Ragged, Table
from models.kinds import BY_KIND

WHAT_TO_FIX = "what to fix"  # the last column's header; the reader takes it off again
RAGGED = "what to fix: "  # what begins in a record of another length: there it stands in no column of its own
FORMULA = ("=", "+", "-", "@")
#: How many further rows go along, until the file is read as the whole one was; they change nothing.
CONTEXT = (0, 50, 1_000, 20_000)


def rows_to_fix(table: Table, checked: Checked, words: Callable[[str], str] = str) -> bytes:
    """Write the rows that can't be read, with the other rows of the same orders, as a file to be fixed and brought again.

    An order stands as a file states it last: one whose only fixed row is brought again would lose the others, so they go along,
    and so do, where rows have no numbers, the other rows of the same customer. Further good rows follow only where the file would
    else be read in another way than the whole one.

    Parameters
    ----------
    table, checked
        The whole file as it was read, and checked.
    words : callable
        Says what was found and needed.

    Returns
    -------
    bytes
        UTF-8 with its mark, in the separator of the file (a comma where it was a workbook).
    """
    reasons = _reasons(checked, words)
    together = _together(table, checked, reasons)
    for number in CONTEXT:
        context = table.frame[ROW].head(number).to_list() if number else []
        data = _written(table, checked, reasons, together | set(context))
        if _reads_alike(table, checked, data):
            return data
    return _written(table, checked, reasons, set(table.frame[ROW].to_list()))


def name_of(table: Table) -> str:
    """Return a name for the file: it begins with the old one, which says what kind of table it is."""
    stem = table.file.rsplit(".", 1)[0]
    return f"{stem} {table.sheet} rows to fix.csv" if table.sheet else f"{stem} rows to fix.csv"


def without_reasons(table: Table) -> Table:
    """Take the column that says what to fix off a table; others are returned as they are.

    Examples
    --------
    >>> [table] = read("orders.csv", b"number,amount,what to fix\\n7,1.50,row 3: a number\\n")
    >>> without_reasons(table).headers
    ('number', 'amount')
    """
    if table.headers[-1].strip().casefold() != WHAT_TO_FIX:
        return table
    last, others = table.headers[-1], table.headers[:-1]
    # A record of another length that a spreadsheet has filled up: it is as long as the header, and still is not fixed.
    marked = pl.concat_list(pl.col(name).str.starts_with(RAGGED) for name in table.headers).list.arg_max()
    moved = table.frame.with_columns(pl.any_horizontal(pl.col(name).str.starts_with(RAGGED) for name in table.headers).alias("moved"))
    still = moved.filter("moved").with_columns(marked.alias("at"))
    ragged = [Ragged(row[ROW], tuple(row[name] for name in table.headers[: row["at"]])) for row in still.iter_rows(named=True)]
    ragged = [record for record in ragged if len(record.cells) != len(others)]
    gone = [record.row for record in ragged]
    kept = table.frame.filter(~pl.col(ROW).is_in(gone)).drop(last)
    longer = [Ragged(record.row, _own(record.cells)) for record in table.ragged]
    plain = {name: name[1:] for name in others if name[:1] == "'" and name[1:2] in FORMULA and name[1:] not in others}
    kept = kept.rename(plain)
    others = tuple(plain.get(name, name) for name in others)
    return replace(table, frame=kept, headers=others, ragged=tuple(sorted((*longer, *ragged), key=lambda record: record.row)))


def _own(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return a record's own cells, without the reason behind them."""
    at = next((place for place, cell in enumerate(cells) if cell.startswith(RAGGED)), len(cells))
    return cells[:at]


def _reasons(checked: Checked, words: Callable[[str], str]) -> dict[int, str]:
    """Say row by row what is wrong, in one line."""
    said: dict[int, list[str]] = {}
    for bad in checked.bad:
        said.setdefault(bad.row, []).append(f"{words(bad.column)}: {words(bad.found)} → {words(bad.needed)}")
    return {row: f"{row}: {' · '.join(parts)}" for row, parts in said.items()}


def _together(table: Table, checked: Checked, reasons: dict[int, str]) -> set[int]:
    """Return the rows to fix and those that make one thing with them."""
    bad = pl.col(ROW).is_in(list(reasons))
    cells = named(table, checked.reading)
    number = BY_KIND[checked.reading.kind].number
    wanted = pl.lit(False)
    if checked.reading.grain == "head":
        filled = pl.col("order_number") != ""
        cells = cells.with_columns(
            (filled | (pl.col("amount") != "")).cum_sum().alias("block"),
            pl.when(filled).then(pl.col("order_number")).forward_fill().fill_null("").alias("order_number"),
        )
        wanted |= pl.col("block").is_in(cells.filter(bad)["block"].implode())
    keys = [number] if number in cells.columns else []
    for name in keys:
        of_bad = cells.filter(bad & (pl.col(name) != ""))[name].unique()
        wanted |= pl.col(name).is_in(of_bad.implode())
    unnumbered = (pl.col(number) == "") if keys else pl.lit(True)
    for name in ("email", "customer_number", "company", "customer_name"):
        if name in cells.columns and checked.reading.has(name):
            of_bad = cells.filter(bad & unnumbered & ~pl.col(name).is_in(NOBODY))[name].unique()
            wanted |= unnumbered & pl.col(name).is_in(of_bad.implode())
            break
    return {*cells.filter(wanted | bad)[ROW].to_list()}


def _written(table: Table, checked: Checked, reasons: dict[int, str], rows: set[int]) -> bytes:
    headers = [*map(_guarded, table.headers), WHAT_TO_FIX]
    above = [list(record) for record in table.above] if checked.reading.constants else []
    frame = table.frame.filter(pl.col(ROW).is_in(list(rows)))
    records = [(row[0], [*row[1:], reasons.get(row[0], "")]) for row in frame.iter_rows()]
    records += [(r.row, [*r.cells, RAGGED + reasons[r.row]]) for r in table.ragged if r.row in reasons]
    body = [cells for _, cells in sorted(records, key=lambda record: record[0])]
    everything = [*above, headers, *([_guarded(cell) for cell in cells] for cells in body)]
    text = _aligned(everything) if table.separator == "fixed" else _delimited(everything, table.separator or ",")
    return text.encode("utf-8-sig")


def _guarded(cell: str) -> str:
    """Mark as text what a spreadsheet would take for a formula; the reader takes the mark off again."""
    cell = cell.lstrip("\t\r")
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _delimited(records: Iterable[list[str]], separator: str) -> str:
    out = io.StringIO()
    if separator not in SEPARATORS:
        out.write(f"sep={separator}\n")
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(records)
    return out.getvalue()


def _aligned(records: list[list[str]]) -> str:
    """Set cells below one another, two blanks apart, as they were."""
    width = max(map(len, records))
    filled = [[" ".join(cell.split()) for cell in record] + [""] * (width - len(record)) for record in records]
    widths = [max(len(record[place]) for record in filled) for place in range(width)]
    return "".join("  ".join(cell.ljust(n) for cell, n in zip(record, widths)).rstrip() + "\n" for record in filled)


def _reads_alike(table: Table, checked: Checked, data: bytes) -> bool:
    """Tell whether the file of the rows to fix would be read as the whole one was."""
    try:
        [again] = [without_reasons(found) for found in read(name_of(table), data)]
        found = check(again, reading_of(again, replace(checked.reading.said, zone=checked.reading.zone)))
    except (Refused, ValueError):
        return False
    return again.headers == table.headers and _told(found.reading, found) == _told(checked.reading, checked)


def _told(reading: Reading, checked: Checked) -> tuple:
    """Return what a reading decides of a row."""
    return (
        reading.source.name,
        reading.kind,
        dict(reading.fields),
        reading.attributes,
        reading.grain,
        reading.currency,
        reading.questions,
        reading.shop,
        checked.date_order,
    )
