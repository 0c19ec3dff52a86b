"""Orders: from a reading of a table to orders, articles and refunds, with all that is left out and why."""

from __future__ import annotations

import polars as pl

from models.ingest import values
from models.ingest.identities import WHO, identified, warn_of_shared
from models.ingest.notes import Notes
from models.ingest.order_rows import ORDER_TEXTS, typed_rows
from models.ingest.reading import Reading
from models.ingest.refunds import given_back, refunds_of, split_refunds, without_repeats
from models.ingest.rows import DUPLICATE, EARLIER_STATE, as_json, content, in_minor_units, say_uncounted, value
from models.ingest.table import ROW, Table
from models.ingest.values import DAY


def check_orders(table: Table, reading: Reading, notes: Notes) -> tuple[dict[str, pl.DataFrame], str]:
    """Decide what each row of a table of orders is.

    Returns
    -------
    dict of str to polars.DataFrame
        `orders`: one row an order, unique by `key`: what says who it was, `ordered_at` (seconds), `state`, `gross`
        (minor units), `currency`, the order's texts, `attributes` (JSON or null).
        `order_line`: `order_key`, `position`, `product`, `sku`, `quantity`, `amount`.
        `refund`: `key`, `order_key` (null: names no order), who, `refunded_at`, `amount`, `currency`.
    str
        The order of day and month.
    """
    rows, date_order = typed_rows(table, reading, notes)
    rows = identified(rows, reading.kind)
    rows, refund_rows = split_refunds(rows, reading, notes)
    rows = _one_state_each(rows, reading, notes)
    refunds = refunds_of(without_repeats(refund_rows, notes))
    rows = _keyed(rows, reading)
    orders = _orders(rows, reading)
    say_uncounted(rows, notes)
    lines = _lines(table, rows, reading)
    refunds = pl.concat([refunds, given_back(orders, refunds)])
    warn_of_shared(orders, notes)
    if reading.currency is None and reading.has("currency") and rows["currency"].n_unique() > 1:
        notes.warnings.append("several currencies: they are never added to one another")
    if not reading.has("amount", "line_amount", "unit_price"):
        notes.warnings.append("no amounts in the file: orders are counted, money is not known")
    if reading.grain == "total":
        notes.warnings.append("the amount is repeated on each of an order's rows: it is read once")
    return {"orders": orders.drop("refunded"), "order_line": lines, "refund": refunds}, date_order


def _one_state_each(rows: pl.DataFrame, reading: Reading, notes: Notes) -> pl.DataFrame:
    """Leave one state of each numbered order: the later one. Rows without a number are never repeats."""
    if reading.grain in ("line", "total"):
        rows = rows.with_columns(pl.col("order_number").rle_id().alias("block"))
    elif reading.grain == "order":
        rows = rows.with_columns(pl.col(ROW).alias("block"))
    numbered = pl.col("order_number") != ""
    if reading.grain == "order" and rows["order_number"].n_unique() == rows.height:
        return rows
    blocks = rows.select("order_number", "block")
    if reading.grain != "order":
        blocks = blocks.unique()
    repeated = blocks.filter(numbered & pl.col("order_number").is_duplicated())["order_number"].unique()
    if repeated.is_empty():
        return rows
    doubtful = rows.filter(numbered & pl.col("order_number").is_in(repeated.implode()))
    states = (
        doubtful.with_columns(content(rows).alias("content"))
        .group_by("order_number", "block")
        .agg(pl.col("content").sort().str.join("\x1e"), pl.col(ROW).min().alias("at"))
        .sort("at")
    )
    if reading.grain in ("line", "total"):
        drop = states.filter(~pl.struct("order_number", "content").is_first_distinct()).with_columns(pl.lit(DUPLICATE).alias("reason"))
    else:
        last = states.group_by("order_number", maintain_order=True).agg(
            pl.col("content").last().alias("stands"), pl.col("block").last().alias("kept")
        )
        drop = (
            states.join(last, on="order_number")
            .filter(pl.col("block") != pl.col("kept"))
            .with_columns(
                pl.when(pl.col("content") == pl.col("stands")).then(pl.lit(DUPLICATE)).otherwise(pl.lit(EARLIER_STATE)).alias("reason")
            )
        )
    dropped = rows.select(ROW, "block").join(drop.select("block", "reason"), on="block")
    for (reason,), part in dropped.group_by("reason", maintain_order=True):
        notes.ignore(reason, part[ROW])
    return rows.filter(~pl.col("block").is_in(drop["block"].implode()))


def _keyed(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Give each row its order's key: the number, or the content where there is none.

    What a later file may state differently (the currency that was named meanwhile, the state) is no part of the key.
    Without numbers: where the file names articles, one client's rows of one day are one order; else each row is
    one, and its key is what it says and its count among equals, so that the same file brought twice adds nothing.
    """
    numbered = pl.col("order_number") != ""
    if reading.grain == "head":
        numbered_or_block = pl.when(numbered).then(pl.col("order_number")).otherwise("~block " + pl.col("block").cast(pl.String))
        return rows.with_columns(numbered_or_block.alias("key"))
    if (rows["order_number"] != "").all():
        return rows.with_columns(pl.col("order_number").alias("key"))
    items = reading.has("product", "sku")
    said = pl.concat_str(
        [pl.lit("~"), pl.col("who").fill_null(""), pl.col("wall").cast(pl.String), pl.col("amount").cast(pl.String).fill_null("")],
        separator="|",
    )
    rows = rows.with_columns(said.alias("said_all"))
    nth = pl.int_range(pl.len()).over("said_all", "order_number")
    each = pl.concat_str([pl.col("said_all"), pl.lit("#"), (nth + 1).cast(pl.String)])
    together = pl.concat_str([pl.lit("~"), pl.col("who"), (pl.col("wall") // DAY).cast(pl.String)], separator="|")
    alone = pl.when(pl.lit(items) & pl.col("who").is_not_null()).then(together).otherwise(each)
    return rows.with_columns(pl.when(numbered).then(pl.col("order_number")).otherwise(alone).alias("key")).drop("said_all")


def _orders(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Gather the rows of each key into one order: sums and first cells, texts from the first row that has them."""
    attributes = [c for c in rows.columns if c.startswith("attribute:")]
    cells, texts = [*WHO, "wall", "state", "currency", "refunded", *attributes], [*ORDER_TEXTS, "product"]
    if rows["key"].n_unique() == rows.height:  # each row is an order: nothing to gather
        filled = [pl.when(pl.col(c) != "").then(pl.col(c)).alias(c) for c in texts]
        orders = rows.select("key", pl.coalesce("amount", value(rows)).alias("gross"), *cells, *filled)
    else:
        if reading.grain == "line":
            gross = value(rows).sum()
        elif reading.grain == "order":
            gross = pl.coalesce("amount", value(rows)).sum()
        else:
            gross = pl.col("amount").first() if reading.has("amount") else pl.col("line_amount").sum()
        first = [pl.col(c).first() for c in cells]
        filled = [pl.col(c).filter(pl.col(c) != "").first() for c in texts]
        orders = rows.group_by("key", maintain_order=True).agg(gross.alias("gross"), *first, *filled)
    orders = in_minor_units(orders.with_columns(pl.col("gross", "refunded").fill_null(0)), "gross", "refunded")
    orders = orders.with_columns(pl.col("refunded").abs(), as_json(orders, attributes)).rename({"wall": "ordered_at"})
    return orders.select("key", *WHO, "ordered_at", "state", "gross", "refunded", "currency", *texts, "attributes")


def _lines(table: Table, rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Take an order's articles from its rows, or from the cells that hold a whole article each."""
    if reading.source.lines:
        articles = reading.source.lines(table.frame).join(rows.select(ROW, pl.col("key").alias("order_key"), "currency"), on=ROW)
        read = articles.with_columns(
            (values.amounts(articles["quantity"].fill_null("")) / values.SCALE).alias("quantity"),
            values.amounts(articles["line_amount"].fill_null("")).alias("amount"),
        )
        return in_minor_units(read, "amount").select("order_key", "position", "product", "sku", "quantity", "amount")
    if not reading.has("product", "sku"):
        return pl.DataFrame(
            schema={
                "order_key": pl.String,
                "position": pl.Int64,
                "product": pl.String,
                "sku": pl.String,
                "quantity": pl.Float64,
                "amount": pl.Int64,
            }
        )
    known = rows["line_amount"].is_not_null().any() or reading.grain == "line"
    amount = value(rows) if known else pl.lit(None, dtype=pl.Int64)
    lines = rows.select(
        pl.col("key").alias("order_key"),
        (pl.int_range(pl.len()).over("key") + 1).alias("position"),
        *(pl.when(pl.col(c) != "").then(pl.col(c)).alias(c) for c in ("product", "sku")),
        "quantity",
        amount.alias("amount"),
        "currency",
    )
    lines = in_minor_units(lines, "amount") if known else lines
    return lines.filter(pl.col("product").is_not_null() | pl.col("sku").is_not_null()).select(
        "order_key", "position", "product", "sku", "quantity", "amount"
    )
