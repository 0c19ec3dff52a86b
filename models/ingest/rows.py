"""What several steps of checking ask of typed rows: their worth, their content, whether they count."""

from __future__ import annotations

import json

import polars as pl

from models.errors import say
from models.ingest import values
from models.ingest.notes import Notes
from models.ingest.table import ROW
from models.tables import COUNTED_STATES

STATE_REASONS = {
    "cancelled": "cancelled",
    "unpaid": "unpaid",
    "draft": "draft",
    "test": "test order",
    "fraud": "suspected fraud",
    "open": "open deal",
    "lost": "lost deal",
}
DUPLICATE = "duplicate of an earlier row"
EARLIER_STATE = "an earlier state of the same order"


def value(rows: pl.DataFrame) -> pl.Expr:
    """What a row is worth: its own line's amount where it has one, else its amount."""
    return pl.coalesce("line_amount", "amount") if rows["line_amount"].is_not_null().any() else pl.col("amount")


def content(rows: pl.DataFrame) -> pl.Expr:
    """All that a row says, as one text, to tell equal rows."""
    columns = [c for c in rows.columns if c not in (ROW, "block", "follows", "refund", "special", "email", "customer_name", "company")]
    return pl.concat_str([pl.col(c).cast(pl.String).fill_null("") for c in columns], separator="\x1f")


def in_minor_units(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    digits = {code: values.currency_digits(code) for code in frame["currency"].unique().to_list()}
    for column in columns:
        if set(digits.values()) <= {2}:
            rounded = values.minor_units(pl.col(column), 2)
        else:
            rounded = values.minor_units(pl.col(column), pl.col("currency").replace_strict(digits, return_dtype=pl.Int64))
        frame = frame.with_columns(rounded.cast(pl.Int64).alias(column))
    return frame


def say_uncounted(rows: pl.DataFrame, notes: Notes) -> None:
    """Name the rows of orders that are kept and never counted."""
    idle = rows.filter(~pl.col("state").is_in(COUNTED_STATES))
    for (state, said), part in idle.group_by("state", "said", maintain_order=True):
        reason = STATE_REASONS[state]
        plain = said.removeprefix("unpaid").strip(" ()") if state == "unpaid" else ""
        notes.ignore(say("{} ({})", reason, plain) if plain and plain != reason else reason, part[ROW])


def as_json(rows: pl.DataFrame, attributes: list[str]) -> pl.Series:
    """Write further attributes as JSON: once for each different set of them."""
    if not attributes:
        return pl.Series("attributes", [None] * rows.height, dtype=pl.String)
    different = rows.select(attributes).unique()
    texts = []
    for row in different.iter_rows(named=True):
        said = {name.removeprefix("attribute:"): value for name, value in row.items() if value}
        texts.append(json.dumps(said, ensure_ascii=False, sort_keys=True) if said else None)
    known = different.with_columns(pl.Series("attributes", texts, dtype=pl.String))
    return rows.join(known, on=attributes, how="left", nulls_equal=True, maintain_order="left")["attributes"]
