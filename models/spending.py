"""Spending as analysis reads it: one row a cost, at one revision."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.store import Store
from models.view import clock, view

_SPEND = "SELECT party_id, spent_at, spent_until, purpose, channel, amount, currency, shop FROM spend ORDER BY id"
_COLUMNS = {
    "customer": pl.Int64,
    "spent_at": pl.Int64,
    "spent_until": pl.Int64,
    "purpose": pl.String,
    "channel": pl.String,
    "amount": pl.Int64,
    "currency": pl.String,
    "shop": pl.String,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What was spent on winning, keeping, rewarding and serving customers.

    Attributes
    ----------
    revision : int
        Of which state.
    spend : polars.DataFrame
        One row a cost: `customer` (null: nobody in particular), `spent_at` and `spent_until` (wall clock; the last day, or null: that
        one day), `purpose`, `channel`, `amount` (minor units), `currency`, `shop`.
    """

    revision: int
    spend: pl.DataFrame


def spending(store: Store) -> Spending:
    """Read it.

    Examples
    --------
    >>> import tempfile
    >>> spending(Store(tempfile.mkdtemp() + "/shop.db")).spend.height
    0
    """
    with view(store) as state:
        rows = state.frame(_SPEND, _COLUMNS)
    return Spending(revision=state.revision, spend=rows.with_columns(clock("spent_at"), clock("spent_until")))
