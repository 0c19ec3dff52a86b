"""Identities: what identifies a customer, in the form in which it is compared."""

from __future__ import annotations

import polars as pl

from models.columns import CUSTOMERS
from models.errors import say
from models.ingest.notes import Notes

#: What a row says of its customer: as written, as compared, and what tells one from another. `account` is the organisation
#: that a person buys for.
WRITTEN = ("email", "customer_number", "customer_name", "company")
IDS = ("email_id", "number_id", "name_id", "organisation_id")
WHO = (*WRITTEN, *IDS, "account", "who")
NUMBERS_OF_ONE = 5  # customer numbers that one e-mail may have without a warning
NOBODY = ("", "0")  # no customer's number


def identified(rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Bring what identifies a customer into the form in which it is compared.

    E-mails and names are trimmed and case-folded; numbers stay as they are, and 0 is nobody's. A name identifies
    only where the row has neither of the others, and where the file has no column for them at all. An organisation
    identifies by its name where no person stands in the row; beside a person it is that person's account. In a list of
    customers a number beside an organisation alone is the organisation's.
    """
    number = pl.col("customer_number")
    rows = rows.with_columns(folded(rows["email"]).alias("folded_email"), folded(rows["customer_name"]).alias("folded_name"))
    email = pl.when(pl.col("folded_email").str.contains("@")).then(pl.col("folded_email")).otherwise(None)
    named_alone = not ((rows["email"] != "").any() or (~rows["customer_number"].is_in(NOBODY)).any())
    name = pl.col("folded_name").str.replace_all(r"\s+", " ") if named_alone else pl.lit("")
    rows = rows.with_columns(
        email.alias("email_id"),
        pl.when(~number.is_in(NOBODY)).then(number).otherwise(None).alias("number_id"),
        pl.when(name != "").then(name).otherwise(None).alias("name_id"),
    )
    rows = _with_organisations(rows, kind)
    return rows.drop("folded_email", "folded_name").with_columns(pl.coalesce(*IDS).alias("who"))


def _with_organisations(rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    nobody = pl.lit(None, dtype=pl.String)
    if not (rows["company"] != "").any():
        return rows.with_columns(nobody.alias("organisation_id"), nobody.alias("account"))
    firm = pl.Series("firm", folded(rows["company"])).str.replace_all(r"\s+", " ")
    firm = pl.select(pl.when(firm != "").then(firm).otherwise(None).alias("firm")).to_series()
    person = pl.col("email_id").is_not_null() | pl.col("name_id").is_not_null()
    person |= (pl.col("customer_name") != "") if kind == CUSTOMERS else pl.col("number_id").is_not_null()
    return rows.with_columns(
        pl.when(~person).then(firm).otherwise(None).alias("organisation_id"), pl.when(person).then(firm).otherwise(None).alias("account")
    )


def folded(texts: pl.Series) -> pl.Series:
    """Fold the case as Unicode does it: lowered, and where a letter is none of ASCII's, folded (“ß” is “ss”)."""
    if not (texts != "").any():
        return texts
    lowered = texts.str.to_lowercase()
    foreign = lowered.filter(lowered.str.contains(r"[^\x00-\x7f]")).unique()
    if foreign.is_empty():
        return lowered
    return lowered.replace(foreign, pl.Series([text.casefold() for text in foreign], dtype=pl.String))


def warn_of_shared(rows: pl.DataFrame, notes: Notes) -> None:
    """An e-mail that stands with many customer numbers joins them all: a shop's own address often does."""
    both = rows.filter(pl.col("email_id").is_not_null() & pl.col("number_id").is_not_null())
    numbers = both.group_by("email_id").agg(pl.col("number_id").n_unique()).filter(pl.col("number_id") > NUMBERS_OF_ONE)
    for email, count in numbers.sort("number_id", descending=True).head(3).iter_rows():
        notes.warnings.append(say("the e-mail {} stands with {} customer numbers: they are taken as one customer", email, count))
