"""From a table of text to cells by their own names: what every kind of table needs, whatever its rows are about."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from models.columns import BY_NAME, columns_of
from models.errors import DateOrderUndecided, Refused, say
from models.ingest import values
from models.ingest.notes import Bad, Notes
from models.ingest.reading import Reading
from models.ingest.table import ROW, Table
from models.kinds import BY_KIND

TOTAL_WORDS = r"^(?:grand total|sub-?total|total|totals|sum|итого|всего|合计|总计)\b"


def named(table: Table, reading: Reading) -> pl.DataFrame:
    """Give each column its own name; what the source works out of several headers comes in here.

    Returns
    -------
    polars.DataFrame
        `ROW`, each column that the kind may have (trimmed text, "" where the file has none; a name in two columns is one),
        and the further attributes as `attribute:HEADER`.
    """
    present = frozenset(table.headers)
    derived = reading.source.derive(present) if reading.source.derive else {}
    columns = {ROW: pl.col(ROW)}
    for column in columns_of(reading.kind):
        name = column.name
        if name in derived and name not in reading.corrected:
            columns[name] = derived[name].str.strip_chars()
        elif name in reading.fields:
            columns[name] = pl.col(reading.fields[name]).str.strip_chars()
        else:
            columns[name] = pl.lit(reading.constants.get(name, ""))
    first, last = columns.pop("first_name"), columns.pop("last_name")
    if reading.has("first_name", "last_name"):
        both = pl.concat_str([first, last], separator=" ").str.strip_chars()
        whole = columns["customer_name"]
        columns["customer_name"] = pl.when(whole != "").then(whole).otherwise(both)
    for header in reading.attributes:
        columns[f"attribute:{header}"] = pl.col(header).str.strip_chars()
    return table.frame.select(**columns)


def usable(table: Table, reading: Reading, notes: Notes) -> pl.DataFrame:
    """Return the named cells of the rows that may be something: no blank ones, totals, footers, or what the source ignores."""
    notes.ignore("blank row", table.blank)
    for footer in table.footers:
        notes.ignore(footer.reason, [footer.row])
    for ragged in table.ragged:
        notes.bad.append(
            Bad(
                row=ragged.row,
                column="(row)",
                found=say("{} cells", len(ragged.cells)),
                needed=say("{} cells, as in the header", len(table.headers)),
            )
        )
    cells = named(table, reading)
    cells = _without_totals(cells, reading, notes)
    for reason, make in reading.source.ignore.items():
        idle = table.frame.filter(make(frozenset(table.headers)))[ROW]
        notes.ignore(reason, idle.filter(idle.is_in(cells[ROW].implode())))
        cells = cells.filter(~pl.col(ROW).is_in(idle.implode()))
    return cells


def _without_totals(cells: pl.DataFrame, reading: Reading, notes: Notes) -> pl.DataFrame:
    """A total row has no day, or, where the day stands above the table, no article; and it says so."""
    time = BY_KIND[reading.kind].time
    lacking = "unit_price" if time in reading.constants else time
    if lacking not in cells.columns:
        return cells
    says_so = pl.col(lacking).str.to_lowercase().str.contains(TOTAL_WORDS)
    doubtful = cells.filter((pl.col(lacking) == "") | says_so)
    if doubtful.is_empty():
        return cells
    texts = [name for name in cells.columns if name != ROW]
    total = doubtful.filter(pl.any_horizontal(pl.col(name).str.to_lowercase().str.contains(TOTAL_WORDS) for name in texts))
    notes.ignore("total row", total[ROW])
    return cells.filter(~pl.col(ROW).is_in(total[ROW].implode())) if total.height else cells


def header_of(reading: Reading, name: str) -> str:
    """Return what a column is called in the file."""
    return reading.fields.get(name, name)


def with_time(
    cells: pl.DataFrame,
    name: str,
    reading: Reading,
    notes: Notes,
    *,
    as_name: str,
    needed: bool = True,
    order: str | None = None,
    years: tuple[int, int] | None = None,
) -> tuple[pl.DataFrame, str | None]:
    """Read a column of times as seconds of the wall clock; a cell that is no day makes its row bad.

    Parameters
    ----------
    as_name : str
        The new column's name (Int64, null where nothing stands).
    needed : bool
        Whether an empty cell makes the row bad too.
    order : str, optional
        The order of day and month that another column of the file decided.
    years : tuple of int, optional
        The first and the last that can be meant; if not given, those of a business that goes on until now.

    Returns
    -------
    polars.DataFrame
    str or None
        The order of day and month.

    Raises
    ------
    DateOrderUndecided
        If day or month first can't be decided: the person is asked.
    """
    times = values.times(cells[name], order=reading.date_order or order, years=years)
    if times.order is None:
        example = next((cell for cell in cells[name] if cell), "")
        raise DateOrderUndecided(
            found=say("dates such as {} in {}, and none with a day above 12", example, header_of(reading, name)),
            needed="whether the day or the month comes first",
            do="say so with --date-order dmy or --date-order mdy, or on the Data page",
        )
    cells = cells.with_columns(times.wall, times.implausible, times.offset_minutes.alias("offset"))
    header = header_of(reading, name)
    none = pl.col("wall").is_null()
    if needed:
        cells = notes.set_aside(cells, none & (pl.col(name) == ""), name, header, "a date")
    cells = notes.set_aside(cells, none & (pl.col(name) != ""), name, header, "a day that exists")
    cells = notes.set_aside(cells, pl.col("implausible"), name, header, "a plausible date")
    cells = _in_zone(cells.drop("implausible", name), reading, as_name)
    return cells, times.order


def _in_zone(cells: pl.DataFrame, reading: Reading, as_name: str) -> pl.DataFrame:
    """Turn times with an offset into the workspace's zone, once it has one; else the clock stays as written."""
    wall = pl.col("wall")
    if reading.zone:
        offset = pl.col("offset").fill_null(0) if reading.source.utc else pl.col("offset")
        moved = (wall - pl.duration(minutes=offset)).dt.replace_time_zone("UTC").dt.convert_time_zone(reading.zone)
        wall = pl.when(offset.is_null()).then(wall).otherwise(moved.dt.replace_time_zone(None))
    seconds = wall.dt.epoch("s").alias(as_name)
    return cells.with_columns(seconds).drop([c for c in ("wall", "offset") if c != as_name])


def with_currency(cells: pl.DataFrame, reading: Reading, notes: Notes) -> pl.DataFrame:
    """Read the column `currency` as ISO codes; what names none has the file's own, or `XXX`."""
    code, written, standard = _codes(cells, reading)
    if not reading.has("currency") and not reading.currency:
        notes.warnings.append("the file names no currency: its amounts are kept as XXX until you name it")
    elif written and code.is_null().any() and not reading.currency:
        notes.warnings.append(say("{} rows name no currency: they are taken as {}", int(code.is_null().sum()), standard))
    return cells.with_columns(code.fill_null(standard).alias("currency"))


def currencies_of(cells: pl.DataFrame, reading: Reading) -> pl.Series:
    """Return each row's currency, as `with_currency` reads it."""
    code, _, standard = _codes(cells, reading)
    return code.fill_null(standard)


def _codes(cells: pl.DataFrame, reading: Reading) -> tuple[pl.Series, list[str], str]:
    """Return the codes that the rows write, the different ones, and what a row has that writes none."""
    code = values.currencies(cells["currency"])
    written = sorted(code.drop_nulls().unique().to_list())
    return code, written, reading.currency or (written[0] if len(written) == 1 else values.NO_CURRENCY)


def needs(reading: Reading) -> None:
    """Refuse a reading that lacks a column which its kind needs."""
    missing = BY_KIND[reading.kind].lacks([name for name in BY_NAME if reading.has(name)])
    if missing is None:
        return
    if missing == ("ordered_at",):
        raise Refused(found="no column for the day of an order", needed="the column ordered_at", do="say which column it is")
    raise Refused(
        found=say("no column for {}", " / ".join(missing)),
        needed=say("one of them in a {}", BY_KIND[reading.kind].title),
        do="say which column it is, or what kind of table this is",
    )


def texts(names: Sequence[str]) -> list[pl.Expr]:
    """Return columns of text with null where nothing stands."""
    return [pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in names]
