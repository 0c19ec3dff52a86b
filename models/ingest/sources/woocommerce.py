"""WooCommerce: the Orders report of its Analytics, and the order export plugin."""

import re

import polars as pl

from models.columns import plain
from models.ingest.source import Source, text
from models.ingest.table import ROW


def _analytics(present: frozenset[str]) -> dict[str, pl.Expr]:
    # A row that says "refunded" keeps its amount: what was given back stands in a row of its own.
    state = text(present, "Status").str.to_lowercase()
    return {
        "state": pl.when(state == "refunded").then(pl.lit("paid")).otherwise(state),
        "product": text(present, "Product(s)").str.extract(r"^\d+\s*×\s*(.+?)(?:, \d+\s*×|$)", 1).fill_null(""),
    }


def _plugin(present: frozenset[str]) -> dict[str, pl.Expr]:
    number = text(present, "customer_id", "customer_user")
    return {
        "email": text(present, "billing_email", "customer_email"),
        "customer_number": pl.when(number == "0").then(pl.lit("")).otherwise(number),
        "customer_name": pl.concat_str([text(present, "billing_first_name"), text(present, "billing_last_name")], separator=" "),
        "product": text(present, "line_item_1").str.extract(r"name:(.*?)(?:\||$)", 1).fill_null(""),
    }


def _analytics_lines(frame: pl.DataFrame) -> pl.DataFrame:
    """One cell holds all articles: `2× Wool throw, 1× Linen napkins, set of 4`; a comma alone may be part of a name."""
    marked = text(frozenset(frame.columns), "Product(s)").str.replace_all(r", (\d+)\s*×", "\x1e${1}×").str.split("\x1e")
    long = frame.select(ROW, marked.alias("article")).explode("article").filter(pl.col("article") != "")
    return long.select(
        ROW,
        (pl.int_range(pl.len()).over(ROW) + 1).alias("position"),
        pl.col("article").str.replace(r"^\d+\s*×\s*", "").alias("product"),
        pl.lit(None, dtype=pl.String).alias("sku"),
        pl.col("article").str.extract(r"^(\d+)\s*×", 1).alias("quantity"),
        pl.lit(None, dtype=pl.String).alias("line_amount"),
    )


def _plugin_lines(frame: pl.DataFrame) -> pl.DataFrame:
    """One cell holds one article: `name:…|product_id:…|sku:…|quantity:…|total:…`."""
    cells = [name for name in frame.columns if re.fullmatch(r"line item \d+", plain(name))]
    long = frame.select(ROW, *cells).unpivot(index=ROW, on=cells, variable_name="cell", value_name="article")
    article = pl.col("article").cast(pl.String)  # without such a cell there is no type either
    return long.filter(article != "").select(
        ROW,
        pl.col("cell").str.extract(r"(\d+)$", 1).cast(pl.Int64).alias("position"),
        article.str.extract(r"name:(.*?)(?:\||$)", 1).alias("product"),
        article.str.extract(r"sku:(.*?)(?:\||$)", 1).alias("sku"),
        article.str.extract(r"quantity:(.*?)(?:\||$)", 1).alias("quantity"),
        article.str.extract(r"(?:^|\|)total:(.*?)(?:\||$)", 1).alias("line_amount"),
    )


SOURCES = (
    Source(
        name="woocommerce_analytics_orders",
        title="WooCommerce Analytics, Orders report",
        shop="woocommerce",
        signature=("Date", "Order #", "Status", "Customer", "Customer type", "Net Sales"),
        fields={
            "order_number": ("Order #",),
            "ordered_at": ("Date",),
            "customer_name": ("Customer",),
            "amount": ("Net Sales",),
            "state": ("Status",),
            "product": ("Product(s)",),
            "currency": ("N. Revenue (formatted)",),
            "discount": ("Coupon(s)",),
            "channel": ("Attribution",),
        },
        derive=_analytics,
        lines=_analytics_lines,
        rules=(
            "the amount is Net Sales, without tax and shipping",
            "a later row with the same number and a negative amount is that order's refund",
            "the customer is the name, all that the report has; the currency is the sign before the amount",
        ),
    ),
    Source(
        name="woocommerce_order_export_plugin",
        title="WooCommerce order export",
        shop="woocommerce",
        signature=("order_id", "order_date", "status", "order_total", "order_currency", "billing_email"),
        fields={
            "email": ("billing_email", "customer_email"),
            "customer_number": ("customer_id", "customer_user"),
            "customer_name": ("billing_last_name",),
            "product": ("line_item_1",),
            "order_number": ("order_id", "order_number"),
            "ordered_at": ("order_date",),
            "state": ("status",),
            "amount": ("order_total",),
            "currency": ("order_currency",),
            "country": ("billing_country", "shipping_country"),
            "payment": ("payment_method_title", "payment_method"),
            "discount": ("coupons", "coupon_items"),
        },
        derive=_plugin,
        lines=_plugin_lines,
        rules=(
            "the customer is the billing e-mail, or the customer number; number 0 is a guest checkout, and nobody without an e-mail",
            "state refunded means that all of it was given back",
        ),
    ),
)
