"""From a table of text to typed rows: the reading's fields by their own names, bad and idle rows set aside."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import polars as pl

from models.columns import BY_NAME
from models.errors import DateOrderUndecided, Refused, say
from models.ingest import values
from models.ingest.recognise import Reading
from models.ingest.table import ROW, Table

TOTAL_WORDS = r"^(?:grand total|sub-?total|total|totals|sum|итого|всего|合计|总计)\b"
ORDER_TEXTS = ("channel", "country", "payment", "discount")
PEOPLE = ("email", "customer_number", "customer_name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A row that can't be read: it is left out whole, and named."""

    row: int
    column: str
    found: str
    needed: str


@dataclass(slots=True)
class Notes:
    """What is said about a file while it is checked."""

    ignored: Counter[str] = field(default_factory=Counter)
    bad: list[Bad] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def ignore(self, reason: str, rows: int) -> None:
        """Count rows that are nothing, or never counted."""
        if rows:
            self.ignored[reason] += rows

    def set_aside(self, cells: pl.DataFrame, wrong: pl.Expr, column: str, header: str, needed: str) -> pl.DataFrame:
        """Record the rows that are wrong in one column as bad, and return the others."""
        mask = cells.select(wrong.fill_null(False)).to_series()
        if not mask.any():
            return cells  # nearly always: a million rows are not copied for nothing
        for row, found in cells.filter(mask).select(ROW, column).iter_rows():
            self.bad.append(Bad(row=row, column=header, found=found if found else "nothing", needed=needed))
        return cells.filter(~mask)


def typed_rows(table: Table, reading: Reading, notes: Notes) -> tuple[pl.DataFrame, str]:
    """Read every row of a table.

    Returns
    -------
    polars.DataFrame
        One row a record that can be read, in the file's order: `ROW`, `order_number`, the people's texts, `wall` (seconds),
        `amount`, `refunded`, `line_amount` (millionths, null where not given), `quantity`, `currency`, `state`,
        `said` (the state's own word), texts of the order and the article, `attributes` (JSON or null), and for the grain
        "head" `block`, the number of the order that a row belongs to.
    str
        The order of day and month.

    Raises
    ------
    Refused
        If day or month first can't be decided: the person is asked.
    """
    cells = _named(table, reading)
    notes.ignore("blank row", table.blank)
    for row, width in table.ragged:
        notes.bad.append(
            Bad(row=row, column="(row)", found=say("{} cells", width), needed=say("{} cells, as in the header", len(table.headers)))
        )
    cells = _without_totals(cells, notes)
    cells = _without_idle(cells, reading, table, notes)
    cells = _blocks(cells, reading, notes)
    times = _times(cells, reading)
    cells = cells.with_columns(times.wall, times.implausible, times.offset_minutes.alias("offset"))
    cells = _good_times(cells, reading, notes)
    cells = _in_zone(cells, reading)
    cells = _good_amounts(cells, reading, notes)
    return _states_and_currencies(cells, reading, notes), times.order or "ymd"


def _named(table: Table, reading: Reading) -> pl.DataFrame:
    """Give each column its own name; what the source works out of several headers comes in here."""
    present = frozenset(table.headers)
    derived = reading.source.derive(present) if reading.source.derive else {}
    columns = {ROW: pl.col(ROW)}
    for name in BY_NAME:
        if name in derived and name not in reading.corrected:
            columns[name] = derived[name].str.strip_chars()
        elif name in reading.fields:
            columns[name] = pl.col(reading.fields[name]).str.strip_chars()
        elif name == "ordered_at":
            raise Refused(found="no column for the day of an order", needed="the column ordered_at", do="say which column it is")
        else:
            columns[name] = pl.lit("")
    for header in reading.attributes:
        columns[f"attribute:{header}"] = pl.col(header).str.strip_chars()
    return table.frame.select(**columns)


def _without_totals(cells: pl.DataFrame, notes: Notes) -> pl.DataFrame:
    """A total or footer row has no day, and says so or names nobody."""
    no_day = cells.filter(pl.col("ordered_at") == "")
    if no_day.is_empty():
        return cells
    texts = [name for name in cells.columns if name not in (ROW, "ordered_at")]
    total = no_day.filter(pl.any_horizontal(pl.col(name).str.to_lowercase().str.contains(TOTAL_WORDS) for name in texts))
    notes.ignore("total row", total.height)
    return cells.filter(~pl.col(ROW).is_in(total[ROW].implode())) if total.height else cells


def _without_idle(cells: pl.DataFrame, reading: Reading, table: Table, notes: Notes) -> pl.DataFrame:
    for reason, make in reading.source.ignore.items():
        idle = table.frame.filter(make(frozenset(table.headers)))[ROW]
        notes.ignore(reason, len(idle))
        cells = cells.filter(~pl.col(ROW).is_in(idle.implode()))
    return cells


def _blocks(cells: pl.DataFrame, reading: Reading, notes: Notes) -> pl.DataFrame:
    """Where an order's cells stand on its first row alone, give its other rows what they lack.

    An order begins where its number changes or its amount is filled; the day may be repeated on its other rows.
    """
    if reading.grain != "head":
        return cells
    number, numbered = pl.col("order_number"), pl.col("order_number") != ""
    last = pl.when(numbered).then(number).otherwise(None).forward_fill().shift()
    filled = pl.col("amount") != "" if "amount" in reading.fields else (pl.col("ordered_at") != "") & numbered
    begins = filled | (numbered & number.ne_missing(last))
    cells = cells.with_columns((~begins).alias("follows"), begins.cum_sum().alias("block"))
    cells = notes.set_aside(
        cells, pl.col("block") == 0, "order_number", reading.fields.get("order_number", "(row)"), "the first row of its order above it"
    )
    down = ["ordered_at", "order_number", "currency", "state", *PEOPLE, *ORDER_TEXTS]
    return cells.with_columns(pl.when(pl.col("follows")).then(pl.col(n).first().over("block")).otherwise(pl.col(n)).alias(n) for n in down)


def _times(cells: pl.DataFrame, reading: Reading) -> values.Times:
    times = values.times(cells["ordered_at"], order=reading.date_order)
    if times.order is None:
        example = next((cell for cell in cells["ordered_at"] if cell), "")
        raise DateOrderUndecided(
            found=say("dates such as {} in {}, and none with a day above 12", example, reading.fields.get("ordered_at", "ordered_at")),
            needed="whether the day or the month comes first",
            do="say so with --date-order dmy or --date-order mdy, or on the Data page",
        )
    return times


def _good_times(cells: pl.DataFrame, reading: Reading, notes: Notes) -> pl.DataFrame:
    header = reading.fields.get("ordered_at", "ordered_at")
    none = pl.col("wall").is_null()
    cells = notes.set_aside(cells, none & (pl.col("ordered_at") == ""), "ordered_at", header, "a date")
    cells = notes.set_aside(cells, none, "ordered_at", header, "a day that exists")
    return notes.set_aside(cells, pl.col("implausible"), "ordered_at", header, "a plausible date").drop("implausible", "ordered_at")


def _in_zone(cells: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Turn times with an offset into the workspace's zone, once it has one; else the clock stays as written."""
    wall = pl.col("wall")
    if reading.zone:
        offset = pl.col("offset").fill_null(0) if reading.source.utc else pl.col("offset")
        moved = (wall - pl.duration(minutes=offset)).dt.replace_time_zone("UTC").dt.convert_time_zone(reading.zone)
        wall = pl.when(offset.is_null()).then(wall).otherwise(moved.dt.replace_time_zone(None))
    return cells.with_columns(wall.dt.epoch("s").alias("wall")).drop("offset")


def _good_amounts(cells: pl.DataFrame, reading: Reading, notes: Notes) -> pl.DataFrame:
    """Read money; a cell that is no number makes its row bad, and so does an empty amount that is needed."""
    has = {name: name in reading.fields for name in ("amount", "refunded", "line_amount", "unit_price", "quantity")}
    derived = reading.source.derive(frozenset(reading.fields.values())).keys() if reading.source.derive else ()
    for name in has:
        if not has[name] and name not in derived:
            cells = cells.with_columns(pl.lit(None, dtype=pl.Int64).alias(name))
            continue
        read = values.amounts(cells[name])
        written = pl.col(name) != ""
        cells = cells.with_columns(read.alias("read"))
        wrong = pl.col("read").is_null() & written
        if name == "amount" or (name == "line_amount" and not has["amount"]):
            follows = pl.col("follows") if "follows" in cells.columns and name == "amount" else pl.lit(False)
            wrong = wrong | (~written & ~follows)
        if name in ("amount", "refunded", "line_amount") or (not has["amount"] and not has["line_amount"]):
            cells = notes.set_aside(cells, wrong, name, reading.fields.get(name, name), "an amount")
        cells = cells.with_columns(pl.col("read").alias(name)).drop("read")
    if not has["line_amount"] and has["unit_price"] and has["quantity"]:
        product = (pl.col("quantity") / values.SCALE * pl.col("unit_price")).round().cast(pl.Int64)
        cells = cells.with_columns(product.alias("line_amount"))
    return cells.with_columns((pl.col("quantity") / values.SCALE).alias("quantity"))


def _states_and_currencies(cells: pl.DataFrame, reading: Reading, notes: Notes) -> pl.DataFrame:
    state, unknown = values.states(cells["state"])
    for word, rows in sorted(unknown.items()):
        notes.warnings.append(say("the state “{}” in {} rows is not known: they are counted as paid", word, rows))
    code = values.currencies(cells["currency"])
    written = sorted(code.drop_nulls().unique().to_list())
    standard = reading.currency or (written[0] if len(written) == 1 else values.NO_CURRENCY)
    if "currency" not in reading.fields and not reading.currency:
        notes.warnings.append("the file names no currency: its amounts are kept as XXX until you name it")
    elif written and code.is_null().any() and not reading.currency:
        notes.warnings.append(say("{} rows name no currency: they are taken as {}", int(code.is_null().sum()), standard))
    return cells.with_columns(
        pl.col("state").str.to_lowercase().alias("said"),
        state.alias("state"),
        code.fill_null(standard).alias("currency"),
    )
