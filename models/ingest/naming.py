"""Naming: what a checked file says of who is who."""

from __future__ import annotations

import polars as pl

from models.ingest.check import Checked
from models.ingest.entities import ENTITIES, PARTS
from models.ingest.identities import IDS
from models.ingest.people import LISTED
from models.ingest.records import REFERRED

_NOBODY = pl.lit(None, dtype=pl.String)


def named_rows(checked: Checked) -> pl.DataFrame:
    """Return who stands in each row, the accounts and the referred ones too.

    Returns
    -------
    polars.DataFrame
        The columns of `IDS`, `name`, and `at`, as `people.resolve` wants them.
    """
    parts = []
    for table, rows in checked.frames.items():
        if table in PARTS:
            continue
        entity = ENTITIES.get(table)
        moment = pl.lit(LISTED) if entity is None else pl.col(entity.time) if entity.names else pl.lit(None)
        parts.append(rows.select(*IDS, _name(rows), moment.cast(pl.Int64).alias("at")))
        if _filled(rows, "account"):
            account = pl.col("account").alias("organisation_id")
            of_accounts = rows.filter(pl.col("account").is_not_null()).unique("account", maintain_order=True)
            parts.append(of_accounts.select(*_nobody(IDS[:3]), account, pl.col("company").alias("name"), _weak()))
        if table == "referral":
            ids = [pl.col(said).alias(name) for said, name in zip(REFERRED, IDS)]
            parts.append(rows.select(*ids, _NOBODY.alias("organisation_id"), pl.col("referred_name").alias("name"), _weak()))
    return pl.concat(parts)


def _name(rows: pl.DataFrame) -> pl.Expr:
    """A person's name, or where an organisation itself stands in the row, that."""
    if not _filled(rows, "organisation_id"):
        return pl.col("customer_name").alias("name")
    itself = pl.col("organisation_id").is_not_null() & (pl.col("customer_name") == "")
    return pl.when(itself).then(pl.col("company")).otherwise(pl.col("customer_name")).alias("name")


def _filled(rows: pl.DataFrame, column: str) -> bool:
    return rows[column].null_count() < rows.height


def _nobody(names: tuple[str, ...]) -> list[pl.Expr]:
    return [_NOBODY.alias(name) for name in names]


def _weak() -> pl.Expr:
    return pl.lit(None, dtype=pl.Int64).alias("at")
