"""Entities: for each table that a file brings, its columns and what it is called in a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A table of rows that are known again by (shop, key).

    Attributes
    ----------
    table, called : str
        Its name in the store, and in a report.
    time : str
        The column that dates a row.
    columns : tuple of str
        What a file says of a row, beside `key`, `shop` and `party_id`.
    names : bool
        Whether the name in a row is that of its day: orders name their customer anew, others only fill a gap.
    """

    table: str
    called: str
    time: str
    columns: tuple[str, ...]
    names: bool = False

    @property
    def stored(self) -> tuple[str, ...]:
        """All columns that are written, beside the batch."""
        return ("key", "shop", "party_id", *self.columns)


ENTITIES = {
    entity.table: entity
    for entity in (
        Entity(
            table="orders",
            called="orders",
            time="ordered_at",
            columns=("ordered_at", "state", "gross", "currency", "channel", "country", "payment", "discount", "product", "attributes"),
            names=True,
        ),
        Entity(
            table="refund", called="refunds", time="refunded_at", columns=("order_key", "refunded_at", "amount", "currency"), names=True
        ),
        Entity(
            table="response",
            called="responses",
            time="answered_at",
            columns=("audience", "answered_at", "channel", "comment", "attributes"),
        ),
        Entity(
            table="complaint",
            called="complaints",
            time="opened_at",
            columns=("opened_at", "closed_at", "state", "cause", "channel", "resolution", "product", "order_key", "comment", "attributes"),
        ),
        Entity(
            table="interaction",
            called="interactions",
            time="happened_at",
            columns=("happened_at", "interaction", "channel", "topic", "response_minutes", "comment", "attributes"),
        ),
        Entity(
            table="membership",
            called="memberships",
            time="member_since",
            columns=("programme_id", "member_since", "member_until", "level", "points", "attributes"),
        ),
        Entity(
            table="reward",
            called="rewards",
            time="rewarded_at",
            columns=("programme_id", "rewarded_at", "reward", "points", "amount", "currency", "attributes"),
        ),
        Entity(
            table="referral",
            called="referrals",
            time="referred_at",
            columns=("referred_id", "referred_at", "channel", "result", "attributes"),
        ),
        Entity(
            table="spend",
            called="spending",
            time="spent_at",
            columns=("spent_at", "spent_until", "purpose", "channel", "amount", "currency", "attributes"),
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A table whose rows belong to one of an entity, and are replaced together where they differ.

    Attributes
    ----------
    table, called : str
        Its name in the store, and in a report.
    of, by : str
        The entity's table, and the column that refers to it.
    columns : tuple of str
        What a file says of a row.
    order : tuple of str
        The columns that set its rows in order.
    """

    table: str
    called: str
    of: str
    by: str
    columns: tuple[str, ...]
    order: tuple[str, ...]


PARTS = {
    part.table: part
    for part in (
        Part(
            table="order_line",
            called="lines",
            of="orders",
            by="order_id",
            columns=("position", "product", "sku", "quantity", "amount"),
            order=("position",),
        ),
        Part(
            table="rating",
            called="ratings",
            of="response",
            by="response_id",
            columns=("attribute_id", "aspect", "value", "low", "high"),
            order=("attribute_id", "aspect"),
        ),
    )
}
