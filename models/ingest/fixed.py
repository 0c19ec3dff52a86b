"""Fixed columns: text whose cells stand below one another, with blanks between."""

from __future__ import annotations

import re

import polars as pl

from models.ingest import body
from models.ingest.headers import LOOK_AHEAD, Header, header_of, is_data, names
from models.ingest.table import ROW, Ragged, Table

#: Fixed columns that are known: a line's pattern and its fields (CDNOW's log, whole and as the 1-in-10 sample).
KNOWN = (
    (r"^\s*(\d+)\s+(\d{8})\s+(\d+)\s+(-?\d+\.\d{2})\s*$", ("customer", "date", "quantity", "amount")),
    (r"^\s*(\d+)\s+(\d+)\s+(\d{8})\s+(\d+)\s+(-?\d+\.\d{2})\s*$", ("customer", "sample customer", "date", "quantity", "amount")),
)


_BLANKS = re.compile(r"\s{2,}")


def known_fixed(file: str, data: bytes, sample: str, encoding: str) -> Table | None:
    """Read a file whose lines are all of a known pattern; None for any other."""
    head = [line for line in sample.splitlines() if line.strip()][:20]
    # A first line of words may name the columns, set out like them.
    header = int(len(head) > 1 and not re.search(r"\d", head[0]) and len(head[0].split()) >= 3)
    head = head[header:]
    found = next((known for known in KNOWN if head and all(re.match(known[0], line) for line in head)), None)
    if found is None:
        return None
    pattern, fields = found
    lines = _lines(data).slice(header)
    frame = lines.with_columns(pl.col("line").str.extract_groups(pattern).struct.rename_fields(list(fields)).alias("cells")).unnest("cells")
    fits = pl.col(fields[0]).is_not_null()
    blank = pl.col("line").str.strip_chars() == ""
    odd = frame.filter(~fits & ~blank).select(ROW, "line")
    below = body.Body(
        frame.filter(fits).drop("line"),
        frame.filter(blank)[ROW].to_list(),
        [Ragged(row, tuple(line.split())) for row, line in odd.iter_rows()],
    )
    place = Header(header - 1, header, fields)
    return body.to_table(below, place, file=file, above=(), encoding=encoding, separator="fixed")


def fixed_table(file: str, data: bytes, sample: str, encoding: str, at_least: int) -> Table | None:
    """Read aligned columns with two or more blanks between; None if there are no more than `at_least` of them.

    A header may stand over them, and text above that; without one the columns are named by their places.
    """
    lines = sample.splitlines()[: LOOK_AHEAD * 4]
    gaps = _gaps([line for line in lines if line.strip()])
    if len(gaps) < max(2, at_least):
        return None
    everything = _lines(data)
    cuts = _cuts(everything, gaps)
    records = [_cells(line, cuts) for line in lines[:LOOK_AHEAD]]
    header = header_of(records)
    if header is None:
        filled = [record for record in records if any(record)]
        if not all(any(map(is_data, record)) for record in filled) or min(sum(map(bool, record)) for record in filled) < 2:
            return None
        header = Header(-1, 0, names([""] * len(cuts)))
    elif len(header.names) < len(cuts):
        header = header.as_wide(len(cuts))
    below = everything.slice(max(0, header.below))
    # A line whose letters stand between the columns is none of the table's.
    stops = [*cuts[1:], None]
    gap = pl.all_horizontal((pl.col("line").str.slice(cut - 1, 1).str.strip_chars() == "") for cut in cuts[1:])
    blank = pl.col("line").str.strip_chars() == ""
    cells = {
        name: pl.col("line").str.slice(cut, None if stop is None else stop - cut).str.strip_chars()
        for name, cut, stop in zip(header.names, cuts, stops)
    }
    table = below.filter(gap & ~blank).select(ROW, **cells)
    several = pl.sum_horizontal(pl.col(name) != "" for name in header.names) > 1
    short = table.filter(~several)[ROW]
    odd = below.filter(~blank & (~gap | pl.col(ROW).is_in(short.implode())))
    found = body.Body(
        table.filter(several),
        below.filter(blank)[ROW].to_list(),
        [Ragged(row, tuple(_BLANKS.split(line.strip()))) for row, line in odd.iter_rows()],
    )
    above = [_BLANKS.split(line.strip()) for line in lines[: max(0, header.first)]]
    return body.to_table(found, header, file=file, above=above, encoding=encoding, separator="fixed")


def _lines(data: bytes) -> pl.DataFrame:
    text = data.decode().replace("\r\n", "\n").removesuffix("\n")
    return pl.DataFrame({"line": pl.Series(text.split("\n"), dtype=pl.String)}).select(
        pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).alias(ROW), "line"
    )


def _gaps(lines: list[str]) -> list[range]:
    """Find the places, two or more side by side, where nearly all lines are blank and cells stand on both sides.

    >>> _gaps(["Order    Amount", "No 7       5,00", "No 12     15,00"])
    [range(5, 9)]
    """
    lines = [line for line in lines if _BLANKS.search(line.strip())]  # a sentence above or below the table has none
    if len(lines) < 3 or max(map(len, lines)) > 2_000 or any("\t" in line for line in lines):
        return []
    inked = [0] * max(map(len, lines))
    for line in lines:
        for place, letter in enumerate(line):
            inked[place] += not letter.isspace()
    some = len(lines) // 20  # what stands above or below the table may cross the columns
    gaps, begin = [], None
    for place, ink in enumerate(inked):
        if ink > some:
            if begin is not None and place - begin >= 2:
                gaps.append(range(begin, place))
            begin = place + 1
    return gaps


def _cuts(lines: pl.DataFrame, gaps: list[range]) -> list[int]:
    """Choose where each column begins: after the place in its gap that fewest lines of the whole file write on."""
    places = sorted({place for gap in gaps for place in gap})
    ink = lines.select((pl.col("line").str.slice(place, 1).str.strip_chars() != "").sum().alias(str(place)) for place in places).row(0)
    inked = dict(zip(places, ink))
    return [0, *(min(reversed(gap), key=inked.__getitem__) + 1 for gap in gaps)]


def _cells(line: str, cuts: list[int]) -> list[str]:
    return [line[cut:stop].strip() for cut, stop in zip(cuts, [*cuts[1:], None])]
