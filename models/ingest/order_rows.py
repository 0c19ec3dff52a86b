"""Rows of orders: typed, the bad and the idle ones set aside."""

from __future__ import annotations

import polars as pl

from models.errors import say
from models.ingest import values
from models.ingest.cells import header_of, needs, usable, with_currency, with_time
from models.ingest.notes import Notes
from models.ingest.reading import Reading
from models.ingest.table import Table

ORDER_TEXTS = ("channel", "country", "payment", "discount")
PEOPLE = ("email", "customer_number", "customer_name", "company")


def typed_rows(table: Table, reading: Reading, notes: Notes) -> tuple[pl.DataFrame, str]:
    """Read every row of a table of orders.

    Returns
    -------
    polars.DataFrame
        One row a record that can be read, in the file's order: `ROW`, `order_number`, the people's texts, `wall` (seconds),
        `amount`, `refunded`, `line_amount` (millionths, null where not given), `quantity`, `currency`, `state`,
        `said` (the state's own word), texts of the order and the article, `attribute:…` columns, and for the grain
        "head" `block`, the number of the order that a row belongs to.
    str
        The order of day and month.

    Raises
    ------
    Refused
        If day or month first can't be decided: the person is asked.
    """
    needs(reading)
    cells = usable(table, reading, notes)
    cells = _blocks(cells, reading, notes)
    cells, order = with_time(cells, "ordered_at", reading, notes, as_name="wall")
    cells = _good_amounts(cells, reading, notes)
    state, unknown = values.states(cells["state"], reading.source.unknown_state)
    for word, rows in sorted(unknown.items()):
        if reading.source.unknown_state == "paid":
            notes.warnings.append(say("the state “{}” in {} rows is not known: they are counted as paid", word, rows))
    cells = cells.with_columns(pl.col("state").str.to_lowercase().alias("said"), state.alias("state"))
    return with_currency(cells, reading, notes), order or "ymd"


def _blocks(cells: pl.DataFrame, reading: Reading, notes: Notes) -> pl.DataFrame:
    """Where an order's cells stand on its first row alone, give its other rows what they lack.

    An order begins where its number changes or its amount is filled; the day may be repeated on its other rows.
    """
    if reading.grain != "head":
        return cells
    number, numbered = pl.col("order_number"), pl.col("order_number") != ""
    last = pl.when(numbered).then(number).otherwise(None).forward_fill().shift()
    filled = pl.col("amount") != "" if reading.has("amount") else (pl.col("ordered_at") != "") & numbered
    begins = filled | (numbered & number.ne_missing(last))
    cells = cells.with_columns((~begins).alias("follows"), begins.cum_sum().alias("block"))
    header = reading.fields.get("order_number", "(row)")
    cells = notes.set_aside(cells, pl.col("block") == 0, "order_number", header, "the first row of its order above it")
    down = ["ordered_at", "order_number", "currency", "state", *PEOPLE, *ORDER_TEXTS]
    return cells.with_columns(pl.when(pl.col("follows")).then(pl.col(n).first().over("block")).otherwise(pl.col(n)).alias(n) for n in down)


def _good_amounts(cells: pl.DataFrame, reading: Reading, notes: Notes) -> pl.DataFrame:
    """Read money; a cell that is no number makes its row bad, and so does an empty amount that is needed."""
    has = {name: reading.has(name) for name in ("amount", "refunded", "line_amount", "unit_price", "quantity")}
    for name, there in has.items():
        if not there:
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
            cells = notes.set_aside(cells, wrong, name, header_of(reading, name), "an amount")
        cells = cells.with_columns(pl.col("read").alias(name)).drop("read")
    if not has["line_amount"] and has["unit_price"] and has["quantity"]:
        cells = cells.with_columns(of_quantity().alias("line_amount"))
    return cells.with_columns((pl.col("quantity") / values.SCALE).alias("quantity"))


def of_quantity() -> pl.Expr:
    """Return quantity × price, in millionths as both are."""
    return (pl.col("quantity") / values.SCALE * pl.col("unit_price")).round().cast(pl.Int64)
