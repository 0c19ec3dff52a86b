"""Reach: of each kind of table, how much there is, of how many customers, and from which day to which."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.store import Store
from models.view import view

#: What dates a row of a kind: its table, its first and its last moment, and which rows are meant.
_DATED = {
    "survey": ("response", "answered_at", "answered_at", "audience = 'customer'"),
    "complaints": ("complaint", "opened_at", "coalesce(max(opened_at, closed_at), opened_at)", "1"),
    "interactions": ("interaction", "happened_at", "happened_at", "1"),
    "memberships": ("membership", "member_since", "member_since", "1"),
    "rewards": ("reward", "rewarded_at", "rewarded_at", "1"),
    "referrals": ("referral", "referred_at", "referred_at", "1"),
    "spending": ("spend", "spent_at", "coalesce(spent_until, spent_at)", "1"),
    "employees": ("response", "answered_at", "answered_at", "audience = 'employee'"),
}
#: A list describes its people; orders and answers only mention them.
_LISTED = "SELECT count(*) FROM party WHERE listed AND party_type NOT IN ('employee', 'supplier', 'partner', 'account')"
_LEFT_OUT = "SELECT coalesce(sum(json_extract(report, '$.bad_rows')), 0) FROM batch WHERE undone_at IS NULL"
_COLUMNS = {"kind": pl.String, "rows": pl.Int64, "customers": pl.Int64, "first_day": pl.Int64, "last_day": pl.Int64}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What is here besides orders.

    Attributes
    ----------
    revision : int
        Of which state.
    tables : polars.DataFrame
        One row a kind of table, also of those that there is nothing of: `kind`, `rows`, `customers` (different known ones), `first_day`,
        `last_day` (null: nothing is dated).
    left_out : int
        Rows of the imports that stand which could not be read.
    """

    revision: int
    tables: pl.DataFrame
    left_out: int


def reach(store: Store) -> Reach:
    """Look how far everything reaches.

    Examples
    --------
    >>> import tempfile
    >>> found = reach(Store(tempfile.mkdtemp() + "/shop.db"))
    >>> found.tables["rows"].sum(), found.left_out
    (0, 0)
    """
    statements = [
        f"SELECT '{kind}', count(*), count(DISTINCT party_id), min({first}), max({last}) FROM {table} WHERE {which}"
        for kind, (table, first, last, which) in _DATED.items()
    ]
    with view(store) as state:
        rows = [row for [row] in state.each(state.ask, statements)]
        [(listed,)] = state.ask(_LISTED)
        [(left_out,)] = state.ask(_LEFT_OUT)
    table = pl.DataFrame([("customers", listed, listed, None, None), *rows], schema=_COLUMNS, orient="row")
    days = (pl.from_epoch(name, time_unit="s").cast(pl.Date) for name in ("first_day", "last_day"))
    return Reach(revision=state.revision, tables=table.with_columns(*days), left_out=left_out)
