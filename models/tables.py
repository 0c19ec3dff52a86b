"""The tables of a workspace: one SQLite file.

Money is an integer of its currency's minor unit. A time is an integer: seconds since 1970-01-01 00:00 of the
wall clock that the file writes (or of the workspace's zone, once it has one). Integers are exact, small, and
read a million at a time without parsing.

What is unique is so by an index of its own, not by a constraint: a large import makes the indexes again after its rows.
In an index the column that differs most stands first: it decides most comparisons.

The ids of what is imported are never given twice: an undo may bring back a row that was removed since.

All tables stand in this module and on a registry of their own, so that an edited module can be loaded again
while the app runs.
"""

from __future__ import annotations

from typing import Optional

from sqlalchemy import Index
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

NEVER_AGAIN = {"sqlite_autoincrement": True}


class Base(SQLModel, registry=registry()):
    """Root of this module's tables."""


class Workspace(Base, table=True):
    """The one row that says what this workspace is and at which revision it stands."""

    id: int = Field(default=1, primary_key=True)
    name: str = ""
    revision: int = 0
    zone: Optional[str] = None
    as_of: Optional[str] = None
    cycle_days: Optional[float] = None
    closed_shops: str = "[]"


class Batch(Base, table=True):
    """One import of one table; it can be undone."""

    id: Optional[int] = Field(default=None, primary_key=True)
    file: str
    sheet: Optional[str] = None
    source: str
    kind: str
    shop: str
    imported_at: str
    report: str = "{}"
    undone_at: Optional[str] = None


class Change(Base, table=True):
    """A row as it was before a batch updated, replaced or removed it."""

    id: Optional[int] = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    entity: str
    row_id: int
    before: str


class Party(Base, table=True):
    """Anyone the company has a relationship with; here, customers."""

    __table_args__ = (NEVER_AGAIN,)

    id: Optional[int] = Field(default=None, primary_key=True)
    key: str  # the first of its identities, which are unique
    name: Optional[str] = None
    kind: str = "person"
    market: Optional[str] = None
    party_type: str = "customer"
    country: Optional[str] = None
    birth_date: Optional[str] = None
    channel: Optional[str] = None
    joined_at: Optional[str] = None
    attributes: str = "{}"
    batch_id: int


class Identity(Base, table=True):
    """What identifies a party: an e-mail, a shop's customer number, or a name within a shop."""

    __table_args__ = (Index("ux_identity", "value", "namespace", "kind", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    kind: str
    namespace: str = ""
    value: str
    party_id: int = Field(foreign_key="party.id")
    batch_id: int


class Order(Base, table=True):
    """One purchase. `key` is the shop's order number, or `~` and the content of a row that has none."""

    __tablename__ = "orders"
    __table_args__ = (Index("ux_orders_key", "key", "shop", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    shop: str
    key: str
    party_id: Optional[int] = Field(default=None, foreign_key="party.id")
    ordered_at: int
    state: str
    gross: int
    currency: str
    channel: Optional[str] = None
    country: Optional[str] = None
    payment: Optional[str] = None
    discount: Optional[str] = None
    product: Optional[str] = None
    attributes: Optional[str] = None
    batch_id: int


class OrderLine(Base, table=True):
    """One article of an order."""

    __tablename__ = "order_line"
    __table_args__ = (Index("ix_order_line_order", "order_id"), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    order_id: int = Field(foreign_key="orders.id")
    position: int
    product: Optional[str] = None
    sku: Optional[str] = None
    quantity: Optional[float] = None
    amount: Optional[int] = None
    batch_id: int


class Refund(Base, table=True):
    """Money given back. `order_key` names its order; without one it lowers its customer's net."""

    __table_args__ = (Index("ux_refund_key", "key", "shop", unique=True), NEVER_AGAIN)

    id: Optional[int] = Field(default=None, primary_key=True)
    shop: str
    key: str
    order_key: Optional[str] = None
    party_id: Optional[int] = Field(default=None, foreign_key="party.id")
    refunded_at: int
    amount: int
    currency: str
    batch_id: int


ENTITIES: tuple[type[Base], ...] = (Party, Identity, Order, OrderLine, Refund)
COUNTED_STATES = ("paid", "refunded")
