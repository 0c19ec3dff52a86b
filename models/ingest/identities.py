"""Identities: what identifies a customer, in the form in which it is compared."""

from __future__ import annotations

import polars as pl

from models.errors import say
from models.ingest.cells import PEOPLE, Notes

#: What a row says of its customer: as written, as compared, and what tells one from another.
WHO = (*PEOPLE, "email_id", "number_id", "name_id", "who")
NUMBERS_OF_ONE = 5  # customer numbers that one e-mail may have without a warning


def identified(rows: pl.DataFrame) -> pl.DataFrame:
    """Bring what identifies a customer into the form in which it is compared.

    E-mails and names are trimmed and case-folded; numbers stay as they are, and 0 is nobody's. A name identifies
    only where the row has neither of the others, and where the file has no column for them at all.
    """
    email = pl.col("folded_email")
    number = pl.col("customer_number")
    nameless = bool((rows["email"] != "").any() or (~rows["customer_number"].is_in(["", "0"])).any())
    name = pl.lit("") if nameless else pl.col("folded_name").str.replace_all(r"\s+", " ")
    rows = rows.with_columns(_folded(rows["email"]).alias("folded_email"), _folded(rows["customer_name"]).alias("folded_name"))
    return (
        rows.with_columns(
            pl.when(email.str.contains("@")).then(email).otherwise(None).alias("email_id"),
            pl.when(~number.is_in(["", "0"])).then(number).otherwise(None).alias("number_id"),
            pl.when(name != "").then(name).otherwise(None).alias("name_id"),
        )
        .drop("folded_email", "folded_name")
        .with_columns(pl.coalesce("email_id", "number_id", "name_id").alias("who"))
    )


def _folded(texts: pl.Series) -> pl.Series:
    """Fold the case as Unicode does it: lowered, and where a letter is none of ASCII's, folded (“ß” is “ss”)."""
    if not (texts != "").any():
        return texts
    lowered = texts.str.to_lowercase()
    foreign = lowered.filter(lowered.str.contains(r"[^\x00-\x7f]")).unique()
    if foreign.is_empty():
        return lowered
    return lowered.replace(foreign, pl.Series([text.casefold() for text in foreign], dtype=pl.String))


def warn_of_shared(orders: pl.DataFrame, notes: Notes) -> None:
    """An e-mail that stands with many customer numbers joins them all: a shop's own address often does."""
    both = orders.filter(pl.col("email_id").is_not_null() & pl.col("number_id").is_not_null())
    numbers = both.group_by("email_id").agg(pl.col("number_id").n_unique()).filter(pl.col("number_id") > NUMBERS_OF_ONE)
    for email, count in numbers.sort("number_id", descending=True).head(3).iter_rows():
        notes.warnings.append(say("the e-mail {} stands with {} customer numbers: they are taken as one customer", email, count))
