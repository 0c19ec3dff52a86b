"""What was spent on advertising, in the reports of the networks: a row a month and campaign."""

from __future__ import annotations

import polars as pl

from sample_data.clock import DAY, written
from sample_data.company import Company
from sample_data.layouts.cells import Cell, money, told

#: Two campaigns share what is spent, 7 to 3.
CAMPAIGNS = ("Search", "Display")


def _shared(frame: pl.DataFrame) -> pl.DataFrame:
    first = pl.col("cents") * 7 // 10
    parts = [
        frame.with_columns(campaign=pl.lit(name), place=pl.lit(place), cost=first if place == 0 else pl.col("cents") - first)
        for place, name in enumerate(CAMPAIGNS)
    ]
    return pl.concat(parts).sort("at", "place")


def google_ads(company: Company, frame: pl.DataFrame, first: int) -> tuple[str, pl.DataFrame]:
    """Google Ads, parted by months."""
    columns: dict[str, Cell] = {
        "Month": written(company, "at", "%Y-%m"),
        "Campaign status": "Enabled",
        "Campaign": pl.col("campaign"),
        "Campaign type": pl.col("campaign"),
        "Currency code": company.trade.currency,
        "Clicks": (pl.col("cost") // 60).cast(pl.String),
        "Impr.": (pl.col("cost") // 2).cast(pl.String),
        "Cost": money("cost"),
    }
    return told(_shared(frame), columns)


def meta_ads(company: Company, frame: pl.DataFrame, first: int) -> tuple[str, pl.DataFrame]:
    """Meta Ads: the currency stands in the header of the amount."""
    columns: dict[str, Cell] = {
        "Reporting starts": written(company, "at", "%Y-%m-%d"),
        "Reporting ends": written(company, pl.col("until") * DAY, "%Y-%m-%d"),
        "Campaign name": pl.col("campaign"),
        "Campaign delivery": "active",
        "Results": (pl.col("cost") // 400).cast(pl.String),
        "Reach": (pl.col("cost") // 5).cast(pl.String),
        "Impressions": (pl.col("cost") // 2).cast(pl.String),
        f"Amount spent ({company.trade.currency})": money("cost"),
    }
    return told(_shared(frame), columns)
