"""What shows loyalty beside orders, as analysis reads it: what customers did and said, and columns of their own file, at one revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from models.store import Store
from models.view import View, clock, view

#: What customers do besides ordering, each dated.
_DEEDS = """
    SELECT party_id, 'referral', referred_at FROM referral WHERE party_id IS NOT NULL
    UNION ALL SELECT party_id, 'reward', rewarded_at FROM reward WHERE party_id IS NOT NULL
    UNION ALL SELECT party_id, 'answer', answered_at FROM response
        WHERE party_id IS NOT NULL AND audience = 'customer' AND answered_at IS NOT NULL"""
_MEMBERSHIPS = "SELECT party_id, member_since, member_until FROM membership WHERE party_id IS NOT NULL"
_SAID = """
    SELECT s.party_id, a.role, s.answered_at, s.id, r.value, r.low, r.high
    FROM rating r JOIN attribute a ON a.id = r.attribute_id JOIN response s ON s.id = r.response_id
    WHERE a.role IN ('overall', 'recommendation') AND r.aspect = 'performance' AND r.value IS NOT NULL AND r.high > r.low
        AND s.audience = 'customer' AND s.party_id IS NOT NULL AND s.answered_at IS NOT NULL"""
_NAMED = "SELECT DISTINCT own.key FROM party p, json_each(p.attributes) own WHERE p.party_type NOT IN ({}) ORDER BY own.key"
_TOLD = """
    SELECT p.id, own.value FROM party p, json_each(p.attributes) own
    WHERE own.key = ? AND own.value IS NOT NULL AND own.value <> '' ORDER BY p.id"""
_NO_CUSTOMERS = "'employee', 'supplier', 'partner', 'account'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What shows loyalty.

    Attributes
    ----------
    revision : int
        Of which state.
    deeds : polars.DataFrame
        One row a referral made, a reward taken, a questionnaire filled in: `customer`, `deed` ("referral", "reward", "answer"),
        `happened_at` (wall clock).
    memberships : polars.DataFrame
        `customer`, `member_since`, `member_until` (wall clock, or null).
    said : polars.DataFrame
        One row an overall answer or one about recommending, dated: `customer`, `role`, `answered_at`, `response`, `value` on the scale from
        `low` to `high`.
    told : dict of str to polars.DataFrame
        For each name that was asked for: `customer`, `value` (text), from a column of the customers' own file.
    columns : tuple of str
        The columns that there are.
    """

    revision: int
    deeds: pl.DataFrame
    memberships: pl.DataFrame
    said: pl.DataFrame
    told: dict[str, pl.DataFrame]
    columns: tuple[str, ...]


def shown(store: Store, wanted: Mapping[str, str] | None = None) -> Shown:
    """Read it.

    Parameters
    ----------
    store : Store
    wanted : mapping of str to str, optional
        A name, and the column of the customers' file that it means; one that isn't there has no rows.

    Examples
    --------
    >>> import tempfile
    >>> shown(Store(tempfile.mkdtemp() + "/shop.db")).columns
    ()
    """
    number, text, real = pl.Int64, pl.String, pl.Float64
    with view(store) as state:
        deeds = state.frame(_DEEDS, {"customer": number, "deed": text, "happened_at": number})
        memberships = state.frame(_MEMBERSHIPS, {"customer": number, "member_since": number, "member_until": number})
        said = state.frame(
            _SAID,
            {"customer": number, "role": text, "answered_at": number, "response": number, "value": real, "low": real, "high": real},
        )
        told = {name: _told(state, column) for name, column in (wanted or {}).items()}
        columns = tuple(name for (name,) in state.ask(_NAMED.format(_NO_CUSTOMERS)))
        revision = state.revision
    return Shown(
        revision=revision,
        deeds=deeds.with_columns(clock("happened_at")),
        memberships=memberships.with_columns(clock("member_since"), clock("member_until")),
        said=said.with_columns(clock("answered_at")),
        told=told,
        columns=columns,
    )


def _told(state: View, column: str) -> pl.DataFrame:
    rows = [(party, str(value)) for party, value in state.ask(_TOLD, (column,))]
    return pl.DataFrame(rows, schema={"customer": pl.Int64, "value": pl.String}, orient="row")
