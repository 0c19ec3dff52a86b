"""Stripe's payments export, with its earlier and its current columns."""

import polars as pl

from models.ingest.source import Source, text


def _derive(present: frozenset[str]) -> dict[str, pl.Expr]:
    captured = text(present, "Captured").str.to_lowercase()
    state = text(present, "Status").str.to_lowercase()
    mode = text(present, "Mode").str.to_lowercase()
    return {
        # Amount Refunded says what was given back, so that "refunded" must not take all of it off once more.
        "state": pl.when(mode == "test")
        .then(pl.lit("test"))
        .when((captured == "false") & (state != "failed"))
        .then(pl.lit("unpaid (not captured)"))
        .when(state == "refunded")
        .then(pl.lit("paid"))
        .otherwise(state),
        "customer_name": text(present, "Customer Description", "Card Name"),
    }


def _source(name: str, title: str, created: str, signature: tuple[str, ...]) -> Source:
    return Source(
        name=name,
        title=title,
        shop="stripe",
        signature=signature,
        utc=True,
        derive=_derive,
        fields={
            "order_number": ("id",),
            "ordered_at": (created,),
            "amount": ("Amount",),
            "refunded": ("Amount Refunded",),
            "currency": ("Currency",),
            "customer_number": ("Customer ID",),
            "email": ("Customer Email",),
            "state": ("Status",),
            "customer_name": ("Customer Description", "Card Name"),
            "payment": ("Payment Source Type", "Card Brand"),
            "channel": ("Description",),
        },
        rules=(
            "a payment that was captured is an order; failed and uncaptured ones are kept and never counted",
            "the amount is the charge's own, not the converted one; times are UTC",
        ),
    )


SOURCES = (
    _source(
        "stripe_payments_old",
        "Stripe payments (earlier columns)",
        "Created (UTC)",
        ("id", "Created (UTC)", "Amount", "Amount Refunded", "Currency", "Converted Amount", "Captured"),
    ),
    _source(
        "stripe_payments_new",
        "Stripe payments",
        "Created date (UTC)",
        ("id", "Created date (UTC)", "Amount", "Amount Refunded", "Currency", "Captured"),
    ),
)
