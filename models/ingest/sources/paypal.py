"""PayPal's activity: money that came in for something sold, and money that was given back."""

import polars as pl

from models.ingest.source import Source, text

_BACK = r"refund|reversal|chargeback"
_SALE = r"payment|checkout|donation"
#: Money that moves without a sale: holds and their end, conversions, transfers, fees.
_MOVES = r"hold|release|review|conversion|withdrawal|deposit|transfer|mass pay|fee|tax collected|authori[sz]ation|settlement|reserve"


def _kinds(present: frozenset[str]) -> tuple[pl.Expr, pl.Expr]:
    kind = text(present, "Type").str.to_lowercase()
    out = text(present, "Gross").str.contains(r"^\s*[-−(]")
    moves = kind.str.contains(_MOVES)
    back = kind.str.contains(_BACK) & out & ~moves
    return kind.str.contains(_SALE) & ~kind.str.contains(_BACK) & ~out & ~moves, back


def _derive(present: frozenset[str]) -> dict[str, pl.Expr]:
    _, back = _kinds(present)
    said = text(present, "Status").str.to_lowercase()
    return {
        "ordered_at": pl.concat_str([text(present, "Date"), text(present, "Time")], separator=" ").str.strip_chars(),
        "order_number": pl.when(back).then(text(present, "Reference Txn ID")).otherwise(text(present, "Transaction ID")),
        "email": pl.when(back).then(text(present, "To Email Address")).otherwise(text(present, "From Email Address")),
        # What was given back stands in a row of its own.
        "state": pl.when(said.str.contains("refunded|reversed")).then(pl.lit("paid")).otherwise(said),
    }


def _no_sale(present: frozenset[str]) -> pl.Expr:
    sale, back = _kinds(present)
    return ~(sale | back)


SOURCES = (
    Source(
        name="paypal_activity",
        title="PayPal activity",
        shop="paypal",
        signature=("Time", "Type", "Gross", "Net", "From Email Address", "Transaction ID"),
        fields={
            "order_number": ("Transaction ID",),
            "ordered_at": ("Date",),
            "amount": ("Gross",),
            "currency": ("Currency",),
            "state": ("Status",),
            "email": ("From Email Address",),
            "customer_name": ("Name",),
            "country": ("Country Code", "Country"),
            "product": ("Item Title", "Subject"),
            "sku": ("Item ID",),
            "channel": ("Type",),
        },
        derive=_derive,
        ignore={"no sale (transfer, conversion, hold, fee, own payment)": _no_sale},
        rules=(
            "an order is a payment that came in, with its Gross amount: before PayPal’s fee",
            "a refund or chargeback is a row of its own that names its payment; it lowers it",
            "payments not completed, transfers, conversions, holds, fees and what you paid yourself never count",
        ),
    ),
)
