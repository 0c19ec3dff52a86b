"""Customers: a list of people and organisations, with all that it says of them."""

from __future__ import annotations

import polars as pl

from models.columns import CUSTOMERS
from models.ingest.cells import header_of, needs, texts, usable, with_time
from models.ingest.identities import IDS, WHO, identified, warn_of_shared
from models.ingest.notes import Notes
from models.ingest.reading import Reading
from models.ingest.rows import DUPLICATE, as_json
from models.ingest.table import ROW, Table
from models.ingest.values import DAY
from models.ingest.wording import MARKETS, PARTY_TYPES, words_of

#: What a list says of a party, as the table calls it.
DETAILS = ("market", "party_type", "country", "birth_date", "channel", "joined_at")
BORN = (1900, 2100)  # years of birth: those of a business begin later, and lie closer together
SAME_AGAIN = "same customer again"


def check_customers(table: Table, reading: Reading, notes: Notes) -> tuple[dict[str, pl.DataFrame], str]:
    """Decide what each row of a list of customers is.

    Returns
    -------
    dict of str to polars.DataFrame
        `party`: one row a row that names somebody: who, `DETAILS` (days as ISO text), `attributes` (JSON or null).
    str
        The order of day and month.
    """
    needs(reading)
    cells = usable(table, reading, notes)
    cells, order = with_time(cells, "joined_at", reading, notes, as_name="joined", needed=False)
    cells, _ = with_time(cells, "birth_date", reading, notes, as_name="born", needed=False, order=order, years=BORN)
    rows = identified(cells, CUSTOMERS)
    header = next((header_of(reading, n) for n in ("customer_number", "email", "company", "customer_name") if reading.has(n)), "(row)")
    nobody = notes.set_aside(rows, pl.col("who").is_null(), "customer_number", header, "a number, an e-mail or a company")
    rows = _said_again(nobody, notes)
    warn_of_shared(rows, notes)
    market, _ = words_of(rows["market"], MARKETS)
    party_type, _ = words_of(rows["party_type"], PARTY_TYPES)
    attributes = [c for c in rows.columns if c.startswith("attribute:")]
    rows = rows.with_columns(
        as_json(rows, attributes),
        pl.coalesce(market, *texts(["market"])).alias("market"),
        pl.coalesce(party_type, *texts(["party_type"])).alias("party_type"),
        day_of("joined").alias("joined_at"),
        day_of("born").alias("birth_date"),
        *texts(["country", "channel"]),
    )
    return {"party": rows.select(ROW, *WHO, *DETAILS, "attributes")}, order or "ymd"


def day_of(seconds: str) -> pl.Expr:
    """Return the day of a column of seconds, as ISO text."""
    return pl.from_epoch(pl.col(seconds) // DAY * DAY, time_unit="s").dt.strftime("%Y-%m-%d")


def _said_again(rows: pl.DataFrame, notes: Notes) -> pl.DataFrame:
    """A row equal to an earlier one is nothing; one of the same e-mail or number says it of the same customer, and later."""
    said = pl.concat_str([pl.col(c).cast(pl.String).fill_null("") for c in rows.columns if c != ROW], separator="\x1f")
    again = rows.select(~said.is_first_distinct()).to_series()
    notes.ignore(DUPLICATE, rows.filter(again)[ROW])
    rows = rows.filter(~again)
    known = pl.lit(False)
    for identity in IDS:
        known |= pl.col(identity).is_not_null() & ~pl.col(identity).is_first_distinct()
    notes.ignore(SAME_AGAIN, rows.filter(known)[ROW])
    return rows  # both rows stand: together they say who it is
