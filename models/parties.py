"""Parties as analysis reads them: who belongs to which organisation, of which type and market; and dealings with suppliers and partners."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.store import Store
from models.tables import COUNTED_STATES
from models.view import clock, view

#: Parties that are dealt with and buy nothing: their days with us are these, not orders.
DEALT_WITH = ("supplier", "partner")

_PARTIES = """
    SELECT id, key, name, kind, party_type, market, account_id FROM party
    WHERE party_type <> 'employee' AND (kind = 'organisation' OR account_id IS NOT NULL OR party_type <> 'customer')
    ORDER BY id"""
_PARTY_COLUMNS = {
    "party": pl.Int64,
    "key": pl.String,
    "name": pl.String,
    "kind": pl.String,
    "type": pl.String,
    "market": pl.String,
    "account": pl.Int64,
}
_DATED = (
    ("order", "orders", "ordered_at", "state IN ({})".format(", ".join(f"'{state}'" for state in COUNTED_STATES))),
    ("contact", "interaction", "happened_at", "1"),
    ("complaint", "complaint", "opened_at", "1"),
    ("reward", "reward", "rewarded_at", "1"),
    ("referral", "referral", "referred_at", "1"),
)
_DEALINGS = " UNION ALL ".join(
    f"SELECT d.party_id, d.{when}, '{what}' FROM {table} d JOIN party p ON p.id = d.party_id WHERE p.party_type IN "
    f"({', '.join(repr(word) for word in DEALT_WITH)}) AND {which}"
    for what, table, when, which in _DATED
)
_DEALING_COLUMNS = {"party": pl.Int64, "happened_at": pl.Int64, "what": pl.String}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Organisations, their people, and distributors, retailers, partners and suppliers; employees aside.

    Attributes
    ----------
    revision : int
        Of which state.
    parties : polars.DataFrame
        One row a party, ascending: `party`, `key`, `name`, `kind` ("person", "organisation"), `type` ("customer", "supplier",
        "distributor", "retailer", "partner", or "account": an organisation that only stands beside its people), `market` (null: not said),
        `account` (the organisation that they buy for, or null). People who buy for themselves are left out.
    dealings : polars.DataFrame
        One row a dated dealing with a supplier or partner: `party`, `happened_at` (wall clock), `what` ("order", "contact", "complaint",
        "reward", "referral").
    """

    revision: int
    parties: pl.DataFrame
    dealings: pl.DataFrame


def parties(store: Store) -> Parties:
    """Read them.

    Examples
    --------
    >>> import tempfile
    >>> found = parties(Store(tempfile.mkdtemp() + "/shop.db"))
    >>> found.parties.height, found.dealings.height
    (0, 0)
    """
    with view(store) as state:
        rows = state.frame(_PARTIES, _PARTY_COLUMNS)
        dealings = state.frame(_DEALINGS, _DEALING_COLUMNS)
        revision = state.revision
    return Parties(revision=revision, parties=rows, dealings=dealings.with_columns(clock("happened_at")))
