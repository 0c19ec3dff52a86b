"""What becomes known of customers after their first order, as analysis reads it: memberships and overall answers, at one revision."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.store import Store
from models.view import clock, view

_MEMBERSHIPS = "SELECT party_id, member_since, member_until FROM membership WHERE party_id IS NOT NULL"
_OVERALL = """
    SELECT s.party_id, s.id, r.attribute_id, s.answered_at, r.value, r.low, r.high
    FROM rating r JOIN attribute a ON a.id = r.attribute_id JOIN response s ON s.id = r.response_id
    WHERE a.role = 'overall' AND r.aspect = 'performance' AND r.value IS NOT NULL
        AND s.audience = 'customer' AND s.party_id IS NOT NULL AND s.answered_at IS NOT NULL"""
_MEMBERSHIP_COLUMNS = {"customer": pl.Int64, "member_since": pl.Int64, "member_until": pl.Int64}
_OVERALL_COLUMNS = {
    "customer": pl.Int64,
    "response": pl.Int64,
    "attribute": pl.Int64,
    "answered_at": pl.Int64,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What is known of customers beyond their orders and their own rows.

    Attributes
    ----------
    revision : int
        Of which state.
    memberships : polars.DataFrame
        One row a membership of a known customer: `customer`, `member_since`, `member_until` (wall clock, or null).
    overall : polars.DataFrame
        One row an overall answer of a known customer, dated: `customer`, `response`, `attribute`, `answered_at` (wall clock), `value` on
        the scale from `low` to `high`.
    """

    revision: int
    memberships: pl.DataFrame
    overall: pl.DataFrame


def traits(store: Store) -> Traits:
    """Read them.

    Examples
    --------
    >>> import tempfile
    >>> traits(Store(tempfile.mkdtemp() + "/shop.db")).memberships.height
    0
    """
    with view(store) as state:
        memberships = state.frame(_MEMBERSHIPS, _MEMBERSHIP_COLUMNS)
        overall = state.frame(_OVERALL, _OVERALL_COLUMNS)
        revision = state.revision
    return Traits(
        revision=revision,
        memberships=memberships.with_columns(clock("member_since"), clock("member_until")),
        overall=overall.with_columns(clock("answered_at")),
    )
