"""Refunds: rows below zero, refund documents, and what an order's own row tells of."""

from __future__ import annotations

import polars as pl

from models.ingest.identities import WHO
from models.ingest.notes import Notes
from models.ingest.reading import Reading
from models.ingest.rows import DUPLICATE, content, in_minor_units, say_uncounted, value
from models.ingest.table import ROW
from models.ingest.values import DAY
from models.tables import COUNTED_STATES

REFUND_COLUMNS = ("key", "order_key", *WHO, "refunded_at", "amount", "currency")


def split_refunds(rows: pl.DataFrame, reading: Reading, notes: Notes) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Set refunds apart: rows below zero, and numbers that the source says are refunds. A cancelled refund is none."""
    by_number = reading.source.refunds_by_number
    special = by_number(pl.col("order_number")) if by_number else pl.lit(False)
    if reading.grain == "line":
        first_day = (pl.col("wall") // DAY).min().over("order_number")
        later = (pl.col("order_number") != "") & (pl.col("wall") // DAY > first_day)
        below = (value(rows) < 0) & (later | (pl.col("order_number") == ""))
    elif reading.grain == "head":
        below = (pl.col("amount") < 0).any().over("block")  # its articles go with it
    else:
        below = pl.col("amount") < 0
    rows = rows.with_columns(special.alias("special"), (below | special).fill_null(False).alias("refund"))
    refunds = rows.filter("refund")
    notes.refund_rows = refunds[ROW]
    say_uncounted(refunds, notes)
    return rows.filter(~pl.col("refund")), refunds.filter(pl.col("state").is_in(COUNTED_STATES))


def without_repeats(refunds: pl.DataFrame, notes: Notes) -> pl.DataFrame:
    """A refund with a number that stands twice, equal in every cell, is one."""
    if refunds.is_empty():
        return refunds
    marked = refunds.with_columns(content(refunds).alias("content"))
    again = ~marked.select(pl.struct("order_number", "content").is_first_distinct()).to_series() & (marked["order_number"] != "")
    # Rows of one refund document (UCI's C invoices) may be equal and real: they stand in one run.
    again &= ~marked["special"]
    notes.ignore(DUPLICATE, marked.filter(again)[ROW])
    return marked.filter(~again).drop("content")


def refunds_of(rows: pl.DataFrame) -> pl.DataFrame:
    """Make a refund of each row below zero, and one of each refund document.

    A refund that names its order is known again by the order, its moment and its amount; one that names none, by its
    customer too.
    """
    rows = rows.filter(value(rows).is_not_null())  # the further articles of a refund have no amount of their own
    named = pl.when(pl.col("special") | (pl.col("order_number") == "")).then(None).otherwise(pl.col("order_number"))
    rows = rows.with_columns(named.alias("order_key"), value(rows).abs().alias("given"))
    rows = rows.with_columns(
        pl.when(pl.col("special"))
        .then(pl.col("order_number"))
        .otherwise(
            pl.concat_str(
                [
                    pl.lit("~"),
                    pl.col("order_number"),
                    pl.when(pl.col("order_key").is_null()).then(pl.col("who")).fill_null(""),
                    pl.col("wall").cast(pl.String),
                    pl.col("given").cast(pl.String),
                ],
                separator="|",
            )
        )
        .alias("said_all")
    )
    nth = pl.int_range(pl.len()).over("said_all")
    rows = rows.with_columns(
        pl.when(pl.col("special"))
        .then(pl.col("said_all"))
        .otherwise(pl.concat_str([pl.col("said_all"), pl.lit("#"), (nth + 1).cast(pl.String)]))
        .alias("key")
    )
    first = [pl.col(c).first() for c in ("order_key", *WHO, "wall", "currency")]
    refunds = rows.group_by("key", maintain_order=True).agg(*first, pl.col("given").sum().alias("amount"))
    return in_minor_units(refunds, "amount").rename({"wall": "refunded_at"}).select(REFUND_COLUMNS)


def given_back(orders: pl.DataFrame, refunds: pl.DataFrame) -> pl.DataFrame:
    """The refund that an order's own row tells of: it takes the order's key and date.

    A state "refunded" without an amount means all of it, less what refund rows of the file say already.
    """
    rows = (
        refunds.filter(pl.col("order_key").is_not_null())
        .group_by(pl.col("order_key").alias("key"), "currency")
        .agg(pl.col("amount").sum().alias("said_by_rows"))
    )
    told = orders.filter((pl.col("refunded") > 0) | (pl.col("state") == "refunded")).join(
        rows, on=["key", "currency"], how="left", maintain_order="left"
    )
    rest = (pl.col("gross") - pl.col("said_by_rows").fill_null(0)).clip(lower_bound=0)
    told = told.with_columns(pl.when(pl.col("refunded") > 0).then(pl.col("refunded")).otherwise(rest).alias("refunded"))
    return (
        told.filter(pl.col("refunded") > 0)
        .with_columns(
            (pl.col("key") + "|refunded").alias("key"),
            pl.col("key").alias("order_key"),
            pl.col("ordered_at").alias("refunded_at"),
            pl.col("refunded").alias("amount"),
        )
        .select(REFUND_COLUMNS)
    )
