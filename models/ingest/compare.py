"""Compare what a file says with what is here: new, changed, the same."""

from __future__ import annotations

import sqlite3

import polars as pl

from models.ingest.bulk import SLICE
from models.ingest.check import Checked
from models.ingest.entities import ENTITIES, Entity
from models.ingest.identities import IDS
from models.ingest.values import NO_CURRENCY
from models.store import Store


def stored(connection: sqlite3.Connection, shop: str, table: str, columns: tuple[str, ...], schema) -> pl.DataFrame:
    """Read what is here of a shop, a slice at a time, in the types of what is compared with it."""
    found = connection.execute(f"SELECT id, {', '.join(columns)} FROM {table} WHERE shop = ?", (shop,))
    types = {"id": pl.Int64, **{c: schema[c] if schema[c] != pl.Null else pl.String for c in columns}}
    parts = [pl.DataFrame(rows, schema=types, orient="row") for rows in iter(lambda: found.fetchmany(SLICE), [])]
    return pl.concat(parts) if parts else pl.DataFrame(schema=types)


def unsaid(checked: Checked, entity: Entity, rows: pl.DataFrame) -> set[str]:
    """Return what the file says nothing of: what an earlier one said stays."""
    if rows.is_empty():
        return set()
    # A preview does not know yet what a row refers to.
    silent = {c for c in entity.columns if c in rows.columns and rows[c].null_count() == rows.height}
    if "who" in rows.columns and rows["who"].null_count() == rows.height:
        silent.add("party_id")
    if entity.table == "orders":
        reading = checked.reading
        if (rows["currency"] == NO_CURRENCY).all():
            silent.add("currency")
        if not reading.has("state"):
            silent.add("state")
        if not reading.has("amount", "line_amount", "unit_price"):
            silent.add("gross")
    return silent


def sort_out(
    rows: pl.DataFrame, here: pl.DataFrame, columns: tuple[str, ...], silent: set[str] = frozenset()
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Compare with what is here, by (shop, key): new, changed, the same."""
    if here.is_empty():
        nothing = rows.head(0).with_columns(pl.lit(None, dtype=pl.Int64).alias("id"))
        return rows, nothing, nothing
    both = rows.join(here, on=["shop", "key"], how="left", suffix="_stored", maintain_order="left")
    compared = [c for c in columns if c not in ("shop", "key") and c not in silent]
    differs = pl.any_horizontal(pl.col(c).ne_missing(pl.col(f"{c}_stored")) for c in compared) if compared else pl.lit(False)
    known = both.filter(pl.col("id").is_not_null()).with_columns(pl.col(f"{c}_stored").alias(c) for c in silent if c in columns)
    return both.filter(pl.col("id").is_null()).select(rows.columns), known.filter(differs), known.filter(~differs)


def preview(store: Store, checked: Checked) -> tuple[int, int, int]:
    """Count which rows of the file's main table are new, changed and already here; nothing is written, people are not compared.

    Of a list of customers every row is counted as new whose customer is not here.
    """
    connection = store.connect(read_only=True)
    try:
        rows = checked.frames[checked.main]
        if checked.main == "party":
            return _people(connection, checked, rows)
        entity = ENTITIES[checked.main]
        rows = rows.with_columns(pl.lit(checked.reading.shop).alias("shop"))
        columns = tuple(c for c in entity.stored if c in rows.columns)
        here = stored(connection, checked.reading.shop, entity.table, columns, rows.schema)
        new, changed, same = sort_out(rows, here, columns, unsaid(checked, entity, rows))
    finally:
        connection.close()
    return new.height, changed.height, same.height


def _people(connection: sqlite3.Connection, checked: Checked, rows: pl.DataFrame) -> tuple[int, int, int]:
    """Count the customers that a list's own rows name; organisations that only stand beside them are none."""
    from models.ingest.naming import named_rows
    from models.ingest.people import resolve

    people = resolve(named_rows(checked), checked.namespace, connection)
    own = rows.select(*IDS).unique().join(people.party_of, on=list(IDS), how="inner", nulls_equal=True)
    named = set(own["party"].to_list())
    known, updated = named & people.known, named & people.updated
    return len(named - people.known), len(updated), len(known) - len(updated)
