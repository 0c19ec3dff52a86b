"""Square's transactions: payments and refunds, a row each, with the sign of the currency in the cells."""

import polars as pl

from models.ingest.source import Source, text


def _derive(present: frozenset[str]) -> dict[str, pl.Expr]:
    state = text(present, "Transaction Status").str.to_lowercase()
    return {
        "ordered_at": pl.concat_str([text(present, "Date"), text(present, "Time")], separator=" ").str.strip_chars(),
        "state": pl.when(state.str.contains("void")).then(pl.lit("voided transaction")).otherwise(pl.lit("paid")),
    }


def _empty_refund(present: frozenset[str]) -> pl.Expr:
    """A refund of a gift card or of a tip alone: nothing of the sales is given back."""
    nothing = text(present, "Net Sales").str.contains(r"^[(\-]?[^\d]*0+(?:[.,]0+)?\)?$")
    return (text(present, "Event Type").str.to_lowercase() == "refund") & nothing


SOURCES = (
    Source(
        name="square_transactions",
        title="Square transactions",
        shop="square",
        signature=("Date", "Time", "Net Sales", "Transaction ID", "Event Type"),
        fields={
            "order_number": ("Transaction ID",),
            "ordered_at": ("Date",),
            "amount": ("Net Sales",),
            "currency": ("Net Sales",),
            "state": ("Transaction Status",),
            "customer_number": ("Customer ID",),
            "customer_name": ("Customer Name",),
            "channel": ("Source",),
            "payment": ("Card Brand", "Other Tender Type"),
            "discount": ("Discount Name",),
        },
        attributes=("Location", "Dining Option"),
        derive=_derive,
        ignore={"refund without sales (gift card, tip)": _empty_refund},
        rules=(
            "the amount is Net Sales: after discounts, before tax and tip",
            "a refund is a row of its own that names its transaction: it lowers it",
            "the customer is the Customer ID; a row without one is a guest’s; a voided transaction never counts",
            "the currency is the sign before the amounts; $ is read as US dollars: name the currency if it is another dollar",
        ),
    ),
)
