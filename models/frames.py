"""Frames: what analysis reads, columns at a time, at one revision."""

from __future__ import annotations

import json
from dataclasses import dataclass

import polars as pl

from models.ingest.values import currency_digits
from models.store import Store
from models.tables import COUNTED_STATES
from models.view import View, clock, view

SLICE = 250_000
MARK = "\x1f"  # ASCII's unit separator; what is imported never holds it (models/ingest/table.py)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """A workspace's rows as polars frames.

    Attributes
    ----------
    revision : int
        Of which state.
    orders : polars.DataFrame
        One row an order: `order_id`, `customer` (null: a guest's), `ordered_at` (wall clock), `state`, `counted`, `gross`,
        `refunded` (minor units), `currency`, `shop`, `channel`, `country`, `payment`, `discount`, `product`, and the files'
        further attributes, named in `order_attributes`.
    refunds : polars.DataFrame
        Those that name no order here: `customer`, `refunded_at`, `amount`, `currency`, `shop`.
    customers : polars.DataFrame
        `customer`, `key`, `name`, `email`, `country`, `market`, `channel`, `joined_at`: those who buy, or may. Employees, suppliers and
        organisations that only stand beside people are no customers.
    """

    revision: int
    orders: pl.DataFrame
    refunds: pl.DataFrame
    customers: pl.DataFrame
    order_attributes: tuple[str, ...] = ()

    @property
    def digits(self) -> dict[str, int]:
        """How many decimals each currency of the orders has."""
        return {code: currency_digits(code) for code in self.orders["currency"].unique().to_list()}


def frames(store: Store) -> Frames:
    """Read a workspace, all in one view of it."""
    with view(store) as state:
        orders = _table(state, "orders", ORDERS)
        given = state.frame(_GIVEN_BACK, {"order_id": pl.Int64, "refunded": pl.Int64})
        free = state.frame(_NAMING_NO_ORDER, FREE_REFUNDS)
        customers = _customers(state)
    orders, attributes = _with_attributes(orders.join(given, on="order_id", how="left", maintain_order="left"))
    return Frames(
        revision=state.revision,
        orders=orders.with_columns(
            clock("ordered_at"), pl.col("refunded").fill_null(0), pl.col("state").is_in(COUNTED_STATES).alias("counted")
        ),
        refunds=free.with_columns(clock("refunded_at")),
        customers=customers,
        order_attributes=attributes,
    )


#: A column's name for analysis, its name in the table, its type.
ORDERS = (
    ("order_id", "id", pl.Int64),
    ("customer", "party_id", pl.Int64),
    ("ordered_at", "ordered_at", pl.Int64),
    ("state", "state", pl.String),
    ("gross", "gross", pl.Int64),
    ("currency", "currency", pl.String),
    ("shop", "shop", pl.String),
    ("channel", "channel", pl.String),
    ("country", "country", pl.String),
    ("payment", "payment", pl.String),
    ("discount", "discount", pl.String),
    ("product", "product", pl.String),
    ("attributes", "attributes", pl.String),
)
CUSTOMERS = (
    ("customer", "id", pl.Int64),
    ("key", "key", pl.String),
    ("name", "name", pl.String),
    ("country", "country", pl.String),
    ("market", "market", pl.String),
    ("channel", "channel", pl.String),
    ("joined_at", "joined_at", pl.String),
    ("party_type", "party_type", pl.String),
)
NO_CUSTOMERS = ("employee", "supplier", "partner", "account")
FREE_REFUNDS = {"shop": pl.String, "customer": pl.Int64, "refunded_at": pl.Int64, "amount": pl.Int64, "currency": pl.String}
_NAMES = "o.shop = r.shop AND o.key = r.order_key AND o.currency = r.currency"
_GIVEN_BACK = f"SELECT o.id, sum(r.amount) FROM refund r JOIN orders o ON {_NAMES} GROUP BY o.id"
#: An order that is not here (yet) is as good as none: its refund lowers its customer's net.
_NAMING_NO_ORDER = f"""
    SELECT r.shop, r.party_id, r.refunded_at, r.amount, r.currency FROM refund r
    WHERE r.amount <> 0 AND NOT EXISTS (SELECT 1 FROM orders o WHERE {_NAMES})"""


def _table(state: View, table: str, columns) -> pl.DataFrame:
    """Read columns of a table, a slice of it at a time, each column as one text that SQLite joins.

    Fetching rows makes a Python object of every cell: 2.5 times as slow. All columns are joined in one pass over the
    same rows, so that they stay side by side. A text that is the same in every row, or in none, is not read at all.
    """
    texts = [column for _, column, kind in columns if kind == pl.String]
    same = dict(zip(texts, state.each(lambda column: _only_value(state, table, column), texts)))
    fetched = [(name, column, kind) for name, column, kind in columns if not same.get(column)]
    joined = ", ".join(f"group_concat(ifnull({column}, ''), '{MARK}')" for _, column, _ in fetched)

    def part(first: int) -> pl.DataFrame:
        [cells] = state.ask(f"SELECT {joined} FROM {table} WHERE id > ? AND id <= ?", (first, first + SLICE))
        read = {name: _split(text).cast(kind) for text, (name, _, kind) in zip(cells, fetched) if text is not None}
        return pl.DataFrame(read, schema={name: kind for name, _, kind in fetched})

    [(last,)] = state.ask(f"SELECT coalesce(max(id), 0) FROM {table}")
    return pl.concat([part(last), *state.each(part, range(0, last, SLICE))]).select(  # beyond the last: the empty frame
        pl.lit(same[column][0], dtype=kind).alias(name) if same.get(column) else pl.col(name) for name, column, kind in columns
    )


def _only_value(state: View, table: str, column: str) -> tuple | None:
    """Return the one value that a column has in every row; None if there are several. The search ends at the second."""
    first = state.ask(f"SELECT {column} FROM {table} LIMIT 1")
    if not first or state.ask(f"SELECT 1 FROM {table} WHERE {column} IS NOT ? LIMIT 1", first[0]):
        return None
    return first[0]


def _split(text: str) -> pl.Series:
    cells = pl.Series([text]).str.split(MARK).explode()
    empty = cells == ""
    return pl.select(pl.when(~empty).then(cells)).to_series() if empty.any() else cells


def _customers(state: View) -> pl.DataFrame:
    parties = _table(state, "party", CUSTOMERS)
    emails = state.frame(
        "SELECT party_id, min(value) FROM identity WHERE kind = 'email' GROUP BY party_id",
        {"customer": pl.Int64, "email": pl.String},
    )
    customers = parties.filter(~pl.col("party_type").is_in(NO_CUSTOMERS)).drop("party_type")
    return customers.join(emails, on="customer", how="left", maintain_order="left").with_columns(
        pl.col("joined_at").str.to_date(strict=False)
    )


def _with_attributes(orders: pl.DataFrame) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Spread the JSON attributes over columns: parsed once for each different text."""
    texts = orders["attributes"].drop_nulls().unique().to_list()
    parsed = [json.loads(text) for text in texts]
    names = tuple(sorted({name for said in parsed for name in said} - set(orders.columns)))
    if not names:
        return orders.drop("attributes"), ()
    table = pl.DataFrame(
        {"attributes": texts, **{name: [said.get(name) for said in parsed] for name in names}},
        schema={"attributes": pl.String, **dict.fromkeys(names, pl.String)},
    )
    return orders.join(table, on="attributes", how="left").drop("attributes"), names
