"""Complaints in the layouts of help desks: Zendesk, Freshdesk."""

from __future__ import annotations

import polars as pl

from sample_data.clock import written
from sample_data.company import Company
from sample_data.identities import identities
from sample_data.layouts.cells import Cell, alternatives, counted_up, one_of, told
from sample_data.layouts.wording import causes

_MINUTE = "%Y-%m-%d %H:%M"


def _with_people(company: Company, frame: pl.DataFrame) -> pl.DataFrame:
    frame = pl.concat([frame, identities(company, frame["who"].to_numpy())], how="horizontal")
    return frame.with_columns(
        (pl.col("closed") >= 0).alias("settled"),
        pl.when(pl.col("closed") >= 0).then("closed").alias("settled_at"),
        (pl.col("who") + 10_000).cast(pl.String).alias("requester"),
    )


def zendesk(company: Company, frame: pl.DataFrame, first: int) -> tuple[str, pl.DataFrame]:
    """Zendesk: who was helped soon and well says Good, the others say Bad where they are asked at all."""
    names, texts = causes(company)
    columns: dict[str, Cell] = {
        "Id": counted_up(first + 7001),
        "Requester": pl.col("name"),
        "Requester id": pl.col("requester"),
        "Requester email": pl.col("email"),
        "Assignee": "Support",
        "Group": "Support",
        "Subject": one_of(texts, "cause"),
        "Tags": one_of(names, "cause"),
        "Status": alternatives("settled", "Solved", "Open"),
        "Priority": alternatives("well", "High", "Normal"),
        "Via": one_of(("Mail", "Phone", "Web Form"), "via"),
        "Ticket type": one_of(("Problem", "Incident", "Incident", "Question"), "cause"),
        "Created at": written(company, "at", _MINUTE),
        "Solved at": written(company, "settled_at", _MINUTE).fill_null(""),
        "Organization": pl.col("firm"),
        "Satisfaction Score": alternatives(pl.col("settled") & pl.col("well"), "Good", alternatives("settled", "Bad", "")),
        "Reopens": alternatives("well", "0", "1"),
        "First reply time in minutes": alternatives("well", "25", "1440"),
    }
    return told(_with_people(company, frame), columns)


def freshdesk(company: Company, frame: pl.DataFrame, first: int) -> tuple[str, pl.DataFrame]:
    """Freshdesk: its type is the cause; the survey's result says how it was settled."""
    names, texts = causes(company)
    columns: dict[str, Cell] = {
        "Ticket ID": counted_up(first + 8001),
        "Subject": one_of(texts, "cause"),
        "Status": alternatives("settled", "Closed", "Pending"),
        "Priority": alternatives("well", "High", "Low"),
        "Source": one_of(("Email", "Phone", "Portal"), "via"),
        "Type": one_of(names, "cause"),
        "Agent": "Support",
        "Group": "Support",
        "Created time": written(company, "at"),
        "Due by Time": "",
        "Resolved time": written(company, "settled_at").fill_null(""),
        "Closed time": written(company, "settled_at").fill_null(""),
        "Initial response time": alternatives("well", "0:25:00", "24:00:00"),
        "Resolution status": alternatives("well", "Within SLA", "SLA Violated"),
        "Tags": "",
        "Survey results": alternatives(
            pl.col("settled") & pl.col("well"), "Extremely satisfied", alternatives("settled", "Extremely dissatisfied", "")
        ),
        "Product": "",
        "Full name": pl.col("name"),
        "Email": pl.col("email"),
        "Company Name": pl.col("firm"),
    }
    return told(_with_people(company, frame), columns)
