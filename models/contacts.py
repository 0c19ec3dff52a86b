"""Contacts with customers as analysis reads them: one row a contact, at one revision."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.store import Store
from models.view import clock, view

_CONTACTS = "SELECT party_id, happened_at, interaction, channel, topic, response_minutes, shop FROM interaction ORDER BY id"
_COLUMNS = {
    "customer": pl.Int64,
    "happened_at": pl.Int64,
    "interaction": pl.String,
    "channel": pl.String,
    "topic": pl.String,
    "response_minutes": pl.Float64,
    "shop": pl.String,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """Calls, visits, letters, chats.

    Attributes
    ----------
    revision : int
        Of which state.
    contacts : polars.DataFrame
        One row a contact: `customer` (null: nobody known), `happened_at` (wall clock), `interaction` (what kind), `channel`, `topic`,
        `response_minutes` (until the first answer), `shop`.
    """

    revision: int
    contacts: pl.DataFrame


def contacts(store: Store) -> Contacts:
    """Read them.

    Examples
    --------
    >>> import tempfile
    >>> contacts(Store(tempfile.mkdtemp() + "/shop.db")).contacts.height
    0
    """
    with view(store) as state:
        rows = state.frame(_CONTACTS, _COLUMNS)
        revision = state.revision
    return Contacts(revision=revision, contacts=rows.with_columns(clock("happened_at")))
