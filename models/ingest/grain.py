"""Grain: how the rows of a table of orders make orders, where no known system wrote it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl


def choose_grain(frame: pl.DataFrame, fields: Mapping[str, str]) -> str:
    """Decide how rows make orders, for a table that no known system wrote.

    An order number that repeats over different articles means one row an article. If the amount is the same on
    all rows of every such order, it is the order's, repeated; if it stands on the first row alone, the order's cells
    do; else each row has its own.
    """
    number, product = fields.get("order_number"), fields.get("product") or fields.get("sku")
    if number is None:
        return "order"
    if "amount" not in fields and fields.keys() & {"line_amount", "unit_price"}:
        # Merged order cells leave the day on an order's first row alone.
        return "head" if "ordered_at" in fields and (frame[fields["ordered_at"]] == "").mean() > 0.1 else "line"
    if product is None or "amount" not in fields:
        return "order"
    amount = fields["amount"]
    rows = frame.filter((pl.col(number) != "") & ~pl.col(amount).str.contains(r"^\s*[-−(]")).unique([number, product, amount])
    orders = (
        rows.group_by(number)
        .agg(
            pl.len().alias("rows"),
            pl.col(amount).n_unique().alias("amounts"),
            (pl.col(amount) == "").sum().alias("empty"),
            pl.col(product).n_unique().alias("products"),
        )
        .filter((pl.col("rows") > 1) & (pl.col("products") > 1))
    )
    if orders.is_empty():
        return "order"
    if (orders["empty"] > 0).mean() > 0.9:
        return "head"
    return "total" if (orders["amounts"] == 1).all() and orders.height >= 2 else "line"
