"""Plain tables, as a colleague keeps them, with the headers of Rapport's own templates."""

from __future__ import annotations

import polars as pl

from sample_data.clock import written
from sample_data.company import Company
from sample_data.identities import identities
from sample_data.layouts.cells import Cell, header, one_of, rows
from sample_data.trade import MARKETS


def _written(frame: pl.DataFrame, columns: dict[str, Cell]) -> tuple[str, pl.DataFrame]:
    state = pl.col("state") if "state" in frame.columns else pl.lit(0)
    return header(columns), frame.select(rows(columns).alias("line"), state.alias("state"))


def _with_people(company: Company, frame: pl.DataFrame, who: str = "who") -> pl.DataFrame:
    return pl.concat([frame, identities(company, frame[who].to_numpy())], how="horizontal")


def customers(company: Company, frame: pl.DataFrame, first: int) -> tuple[str, pl.DataFrame]:
    """The list of customers, and of those who never ordered."""
    frame = _with_people(company, frame)
    born = company.draws.below(frame["who"].to_numpy(), "born", 50 * 365)
    consumer = pl.col("market") == 0
    frame = frame.with_columns(
        (pl.lit(_FIRST_BIRTHDAY).str.to_date() + pl.duration(days=pl.Series(born))).dt.strftime("%Y-%m-%d").alias("born")
    )
    columns: dict[str, Cell] = {
        "customer_number": pl.col("number"),
        "customer_name": pl.col("name"),
        "email": pl.col("email"),
        "company": pl.col("firm"),
        "market": one_of(MARKETS, "market"),
        "party_type": pl.when("prospect").then(pl.lit("prospect")).otherwise(pl.lit("customer")),
        "country": pl.col("country"),
        "town": pl.col("town"),
        "channel": one_of(company.channel_names, "channel"),
        "birth_date": pl.when(consumer).then("born").otherwise(pl.lit("")),
        "joined_at": written(company, "at", "%Y-%m-%d"),
    }
    return _written(frame, columns)


_FIRST_BIRTHDAY = "1952-01-01"
