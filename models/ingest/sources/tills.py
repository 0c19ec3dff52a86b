"""Tills: Lightspeed X-Series (Vend) and Toast."""

import polars as pl

from models.columns import plain
from models.ingest.source import Source, text


def _returned(present: frozenset[str]) -> pl.Expr:
    """Whether a row's receipt takes goods back: its row Sale is below zero."""
    back = (text(present, "Line Type").str.to_lowercase() == "sale") & text(present, "Total").str.contains(r"^\s*[-−(]")
    return back.any().over(text(present, "Receipt Number"))


def _vend(present: frozenset[str]) -> dict[str, pl.Expr]:
    sale = text(present, "Line Type").str.to_lowercase() == "sale"
    total, said = text(present, "Total"), text(present, "Status").str.to_lowercase()
    return {
        # A return has a receipt of its own, and doesn't say which sale it takes back.
        "order_number": pl.when(_returned(present)).then(pl.lit("")).otherwise(text(present, "Receipt Number")),
        "amount": pl.when(sale).then(total).otherwise(pl.lit("")),
        "line_amount": pl.when(sale).then(pl.lit("")).otherwise(total),
        "product": pl.when(sale).then(pl.lit("")).otherwise(text(present, "Details")),
        "state": pl.when(said.str.contains("void"))
        .then(pl.lit("voided transaction"))
        .when(said.str.contains("saved|parked|open|layby|layaway|pending"))
        .then(pl.lit("unpaid"))
        .otherwise(pl.lit("paid")),
    }


def _toast(present: frozenset[str]) -> dict[str, pl.Expr]:
    waits = text(present, "Paid", "Closed") == "" if {"paid", "closed"} & set(map(plain, present)) else pl.lit(False)
    return {
        "state": pl.when(text(present, "Voided").str.to_lowercase().is_in(["true", "yes", "1"]))
        .then(pl.lit("voided transaction"))
        .when(waits)
        .then(pl.lit("unpaid"))
        .otherwise(pl.lit("paid")),
    }


SOURCES = (
    Source(
        name="vend_sales",
        title="Lightspeed X-Series (Vend) sales history",
        shop="vend",
        grain="head",
        signature=("Receipt Number", "Line Type", "Customer Code", "Register"),
        fields={
            "order_number": ("Receipt Number",),
            "ordered_at": ("Date",),
            "customer_number": ("Customer Code",),
            "customer_name": ("Customer Name",),
            "amount": ("Total",),
            "state": ("Status",),
            "product": ("Details",),
            "sku": ("Sku",),
            "quantity": ("Quantity",),
            "channel": ("Register",),
        },
        derive=_vend,
        ignore={
            "payment of a sale": lambda present: ~text(present, "Line Type").str.to_lowercase().is_in(["sale", "sale line"]),
            "article of a return": lambda present: _returned(present) & (text(present, "Line Type").str.to_lowercase() == "sale line"),
        },
        rules=(
            "each row Sale is an order, with tax; the rows Sale Line below it are its articles, the rows Payment how it was paid",
            "a sale below zero is a return: it names no sale, so it lowers its customer’s net",
            "voided, parked and laid-by sales never count; the customer is the Customer Code; the file names no currency",
        ),
    ),
    Source(
        name="toast_orders",
        title="Toast order details",
        shop="toast",
        date_order="mdy",
        signature=("Order Id", "Order #", "Opened", "Revenue Center", "Voided"),
        fields={
            "order_number": ("Order Id",),
            "ordered_at": ("Opened",),
            "amount": ("Amount",),
            "state": ("Voided",),
            "channel": ("Order Source", "Dining Options"),
        },
        attributes=("Location", "Dining Options", "Service", "Revenue Center"),
        derive=_toast,
        rules=(
            "the amount is Amount: after discounts, before tax, tip and gratuity; the file names no currency",
            "voided orders and those never paid are kept and not counted",
            "the file names no customer: every order is a guest’s",
        ),
    ),
)
