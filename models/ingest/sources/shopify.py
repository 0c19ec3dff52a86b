"""Shopify's order export: one row an article; an order's own cells stand on its first row alone."""

import polars as pl

from models.ingest.source import Source, text


def _derive(present: frozenset[str]) -> dict[str, pl.Expr]:
    gateway = text(present, "Payment Method").str.to_lowercase()
    return {
        "state": pl.when(text(present, "Cancelled at") != "")
        .then(pl.lit("cancelled"))
        .when(gateway.str.contains("bogus"))
        .then(pl.lit("test"))
        .otherwise(text(present, "Financial Status")),
        "country": text(present, "Shipping Country", "Billing Country"),
        "customer_name": text(present, "Billing Name", "Shipping Name"),
    }


SOURCES = (
    Source(
        name="shopify_orders",
        title="Shopify order export",
        shop="shopify",
        grain="head",
        signature=("Name", "Financial Status", "Lineitem quantity", "Lineitem name", "Created at"),
        fields={
            "state": ("Financial Status",),
            "country": ("Shipping Country", "Billing Country"),
            "customer_name": ("Billing Name", "Shipping Name"),
            "order_number": ("Name",),
            "email": ("Email",),
            "ordered_at": ("Created at",),
            "amount": ("Total",),
            "refunded": ("Refunded Amount",),
            "currency": ("Currency",),
            "channel": ("Source",),
            "payment": ("Payment Method",),
            "discount": ("Discount Code",),
            "product": ("Lineitem name",),
            "sku": ("Lineitem sku",),
            "quantity": ("Lineitem quantity",),
            "unit_price": ("Lineitem price",),
        },
        attributes=("Accepts Marketing", "Location"),
        derive=_derive,
        rules=(
            "an order's total stands on its first row; the rows below it are its articles",
            "the customer is the e-mail; an order without one is a guest's",
            "cancelled, unpaid and test (bogus gateway) orders are kept and never counted",
        ),
    ),
)
