"""Stripe's payments: a contract's months, paid by card, times in UTC."""

from __future__ import annotations

import polars as pl

from sample_data import sales
from sample_data.clock import ahead, written
from sample_data.company import Company
from sample_data.identities import identities
from sample_data.layouts.cells import Cell, alternatives, counted_up, money, one_of, told

STATUS = ("Paid", "Refunded", "Paid", "Failed", "Canceled", "Pending", "Paid")
REASONS = {
    sales.VOIDED: "unpaid (failed)",
    sales.CANCELLED: "cancelled",
    sales.PENDING: "unpaid (not captured)",
    sales.TEST: "test order",
}


def payments(company: Company, frame: pl.DataFrame, first: int) -> tuple[str, pl.DataFrame]:
    """Payments, newest first. The description says how the contract was made: it is the channel."""
    frame = pl.concat([frame, identities(company, frame["who"].to_numpy())], how="horizontal")
    state, currency = pl.col("state"), company.trade.currency.lower()
    utc = pl.col("at") - ahead(company, "at") * 3600
    failed = state.is_in([sales.VOIDED, sales.CANCELLED, sales.PENDING])
    columns: dict[str, Cell] = {
        "id": counted_up(first + 1, "ch_3N", 10),
        "Created date (UTC)": written(company, utc),
        "Amount": money("cents"),
        "Amount Refunded": money("refund"),
        "Currency": currency,
        "Captured": alternatives(state.is_in([sales.VOIDED, sales.PENDING]), "false", "true"),
        "Converted Amount": money("cents"),
        "Converted Amount Refunded": money("refund"),
        "Converted Currency": currency,
        "Decline Reason": alternatives(state == sales.VOIDED, "insufficient_funds", ""),
        "Description": one_of(company.channel_names, "channel"),
        "Fee": money(alternatives(failed, pl.lit(0), pl.col("cents") * 15 // 1000 + 25)),
        "Refunded date (UTC)": alternatives(pl.col("refund") > 0, written(company, "refund_at"), ""),
        "Mode": alternatives(state == sales.TEST, "Test", "Live"),
        "Payment Source Type": "card",
        "Is Link": "false",
        "Status": one_of(STATUS, "state"),
        "Customer ID": alternatives(
            pl.col("who") < 0, "", pl.concat_str([pl.lit("cus_"), (pl.col("who") + 1).cast(pl.String).str.zfill(8)])
        ),
        "Customer Description": pl.col("name"),
        "Customer Email": pl.col("email"),
        "Invoice ID": counted_up(first + 1, "in_", 9),
        "Transfer": "",
    }
    top, lines = told(frame, columns)
    return top, lines.reverse()
