"""Answers and complaints as analysis reads them: columns at a time, at one revision."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.store import Store
from models.view import clock, view

# An employee's team is told by the employee; what a customer's answer is about, by its own row.
_TEAM = ("department", "team", "branch", "shop", "store", "location")
_RESPONSES = f"""
    SELECT r.id, r.party_id, r.audience, r.answered_at, r.channel, r.comment, r.shop,
        coalesce({", ".join(f"json_extract(r.attributes, '$.{name}')" for name in _TEAM)},
            CASE WHEN r.audience = 'employee' THEN coalesce({", ".join(f"json_extract(p.attributes, '$.{name}')" for name in _TEAM)}) END)
    FROM response r LEFT JOIN party p ON p.id = r.party_id ORDER BY r.id"""
_RATINGS = """
    SELECT r.response_id, r.attribute_id, r.aspect, r.value, r.low, r.high FROM rating r"""
_ATTRIBUTES = """SELECT id, question, name, audience, role, "group" FROM attribute"""
_COMPLAINTS = """SELECT id, party_id, opened_at, closed_at, state, cause, channel, resolution FROM complaint"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What customers and employees said.

    Attributes
    ----------
    revision : int
        Of which state.
    responses : polars.DataFrame
        One row a questionnaire: `response`, `customer` (null: nobody known), `audience`, `answered_at` (wall clock or null), `channel`,
        `comment`, `shop` (the source), `team` (the department, branch or shop that an employee belongs to or a customer answers about).
    ratings : polars.DataFrame
        One row a question that was asked: `response`, `attribute`, `aspect`, `value` (null: not answered), `low`, `high`.
    attributes : polars.DataFrame
        `attribute`, `question`, `name`, `audience`, `role`, `group`.
    complaints : polars.DataFrame
        `complaint`, `customer`, `opened_at`, `closed_at` (wall clock), `state`, `cause`, `channel`, `resolution`.
    """

    revision: int
    responses: pl.DataFrame
    ratings: pl.DataFrame
    attributes: pl.DataFrame
    complaints: pl.DataFrame


def answers(store: Store) -> Answers:
    """Read them, all in one view of the workspace."""
    number, text, real = pl.Int64, pl.String, pl.Float64
    with view(store) as state:
        read = {
            "responses": (
                _RESPONSES,
                {"response": number, "customer": number, "audience": text, "answered_at": number, "channel": text, "comment": text,
                 "shop": text, "team": text},
            ),
            "ratings": (_RATINGS, {"response": number, "attribute": number, "aspect": text, "value": real, "low": real, "high": real}),
            "attributes": (
                _ATTRIBUTES,
                {"attribute": number, "question": text, "name": text, "audience": text, "role": text, "group": text},
            ),
            "complaints": (
                _COMPLAINTS,
                {"complaint": number, "customer": number, "opened_at": number, "closed_at": number, "state": text, "cause": text,
                 "channel": text, "resolution": text},
            ),
        }  # fmt: skip
        found = {name: state.frame(statement, schema) for name, (statement, schema) in read.items()}
    return Answers(
        revision=state.revision,
        responses=found["responses"].with_columns(clock("answered_at")),
        ratings=found["ratings"],
        attributes=found["attributes"],
        complaints=found["complaints"].with_columns(clock("opened_at"), clock("closed_at")),
    )
