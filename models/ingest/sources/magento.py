"""Magento 2 (Adobe Commerce): the grid of orders, exported as CSV."""

import polars as pl

from models.ingest.source import Source, text

_STATES = {
    "closed": "refunded",  # Magento closes an order when all of it is given back
    "fraud": "suspected fraud",
    "holded": "on hold",
    "pending_payment": "pending payment",
    "payment_review": "payment review",
}


def _derive(present: frozenset[str]) -> dict[str, pl.Expr]:
    bought = text(present, "Purchase Date")
    by_name = bought.str.to_datetime("%b %d, %Y %I:%M:%S %p", strict=False, time_unit="us").dt.strftime("%Y-%m-%d %H:%M:%S")
    return {
        "ordered_at": pl.coalesce(by_name, bought),
        "state": text(present, "Status").str.to_lowercase().replace(_STATES),
        "channel": text(present, "Purchase Point").str.replace_all(r"\s*\n\s*", " / "),
        "customer_name": text(present, "Customer Name", "Bill-to Name"),
    }


SOURCES = (
    Source(
        name="magento2_orders",
        title="Magento 2 orders",
        shop="magento",
        signature=("ID", "Purchase Point", "Purchase Date", "Bill-to Name", "Grand Total (Base)", "Status"),
        fields={
            "order_number": ("ID",),
            "ordered_at": ("Purchase Date",),
            "amount": ("Grand Total (Base)",),
            "refunded": ("Total Refunded",),
            "state": ("Status",),
            "email": ("Customer Email",),
            "customer_name": ("Customer Name", "Bill-to Name"),
            "company": ("Company Name",),
            "channel": ("Purchase Point",),
            "payment": ("Payment Method",),
        },
        attributes=("Customer Group", "Shipping Information"),
        derive=_derive,
        rules=(
            "the amount is Grand Total (Base), less Total Refunded; the grid names no currency",
            "the customer is the e-mail, also of one who was not logged in",
            "closed means that all of it was given back; pending, held, cancelled and suspected orders never count",
        ),
    ),
)
