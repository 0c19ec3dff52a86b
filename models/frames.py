"""Frames: what analysis reads, columns at a time, at one revision."""

from __future__ import annotations

import json
from dataclasses import dataclass

import polars as pl

from models.store import Store
from models.tables import COUNTED_STATES

SLICE = 250_000
# ASCII's separators of units and records; what is imported never holds them (models/ingest/table.py).
MARK, PART = "\x1f", "\x1e"


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
        `customer`, `key`, `name`, `email`, `country`, `market`, `channel`, `joined_at`.
    """

    revision: int
    orders: pl.DataFrame
    refunds: pl.DataFrame
    customers: pl.DataFrame
    order_attributes: tuple[str, ...] = ()


def frames(store: Store) -> Frames:
    """Read a workspace, all in one view of it."""
    connection = store.connect(read_only=True)
    try:
        connection.execute("BEGIN")
        revision = connection.execute("SELECT revision FROM workspace").fetchone()[0]
        orders = _table(connection, "orders", ORDERS)
        given = _query(connection, _GIVEN_BACK, {"order_id": pl.Int64, "refunded": pl.Int64})
        free = _query(connection, _NAMING_NO_ORDER, FREE_REFUNDS)
        customers = _customers(connection)
    finally:
        connection.close()
    orders, attributes = _with_attributes(orders.join(given, on="order_id", how="left", maintain_order="left"))
    return Frames(
        revision=revision,
        orders=orders.with_columns(
            _clock("ordered_at"), pl.col("refunded").fill_null(0), pl.col("state").is_in(COUNTED_STATES).alias("counted")
        ),
        refunds=free.with_columns(_clock("refunded_at")),
        customers=customers,
        order_attributes=attributes,
    )


REPEATED = pl.Categorical  # a text that few rows have of their own: it is read once for all that share it

#: A column's name for analysis, its name in the table, its type.
ORDERS = (
    ("order_id", "id", pl.Int64),
    ("customer", "party_id", pl.Int64),
    ("ordered_at", "ordered_at", pl.Int64),
    ("state", "state", REPEATED),
    ("gross", "gross", pl.Int64),
    ("currency", "currency", REPEATED),
    ("shop", "shop", REPEATED),
    ("channel", "channel", REPEATED),
    ("country", "country", REPEATED),
    ("payment", "payment", REPEATED),
    ("discount", "discount", REPEATED),
    ("product", "product", pl.String),
    ("attributes", "attributes", REPEATED),
)
CUSTOMERS = (
    ("customer", "id", pl.Int64),
    ("key", "key", pl.String),
    ("name", "name", pl.String),
    ("country", "country", REPEATED),
    ("market", "market", REPEATED),
    ("channel", "channel", REPEATED),
    ("joined_at", "joined_at", pl.String),
)
FREE_REFUNDS = {"shop": pl.String, "customer": pl.Int64, "refunded_at": pl.Int64, "amount": pl.Int64, "currency": pl.String}
_NAMES = "o.shop = r.shop AND o.key = r.order_key AND o.currency = r.currency"
_GIVEN_BACK = f"SELECT o.id, sum(r.amount) FROM refund r JOIN orders o ON {_NAMES} GROUP BY o.id"
#: An order that is not here (yet) is as good as none: its refund lowers its customer's net.
_NAMING_NO_ORDER = f"""
    SELECT r.shop, r.party_id, r.refunded_at, r.amount, r.currency FROM refund r
    WHERE r.amount <> 0 AND NOT EXISTS (SELECT 1 FROM orders o WHERE {_NAMES})"""


def _clock(column: str) -> pl.Expr:
    return pl.from_epoch(column, time_unit="s").cast(pl.Datetime("us"))


def _table(connection, table: str, columns) -> pl.DataFrame:
    """Read columns of a table, a slice of it at a time, each column as one text that SQLite joins.

    Fetching rows makes a Python object of every cell: 2.5 times as slow. All columns are joined in one pass over the
    same rows, so that they stay side by side. Texts that repeat come as one column, taken apart once for each
    combination.
    """
    repeated = [(name, column) for name, column, kind in columns if kind == REPEATED]
    single = [(name, column, kind) for name, column, kind in columns if kind != REPEATED]
    asked = [f"ifnull({column}, '')" for _, column, _ in single]
    if repeated:
        asked.append(f" || '{PART}' || ".join(f"ifnull({column}, '')" for _, column in repeated))
    joined = ", ".join(f"group_concat({text}, '{MARK}')" for text in asked)
    last = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
    parts = [pl.DataFrame(schema={name: pl.String if kind == REPEATED else kind for name, _, kind in columns})]
    for first in range(0, last, SLICE):
        cells = connection.execute(f"SELECT {joined} FROM {table} WHERE id > ? AND id <= ?", (first, first + SLICE)).fetchone()
        if cells[0] is None:
            continue
        frame = pl.DataFrame({name: _split(text).cast(kind) for text, (name, _, kind) in zip(cells, single)})
        if repeated:
            frame = _with_repeated(frame, cells[-1], [name for name, _ in repeated])
        parts.append(frame.select(parts[0].columns))
    return pl.concat(parts)


def _split(text: str) -> pl.Series:
    cells = pl.Series([text]).str.split(MARK).explode()
    empty = cells == ""
    return pl.select(pl.when(~empty).then(cells)).to_series() if empty.any() else cells


def _with_repeated(frame: pl.DataFrame, text: str, names: list[str]) -> pl.DataFrame:
    together = pl.Series("together", [text]).str.split(MARK).explode()
    each = (
        together.unique()
        .to_frame()
        .with_columns(pl.col("together").str.split_exact(PART, len(names) - 1).struct.rename_fields(names).alias("parts"))
        .unnest("parts")
        .with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in names)
    )
    return frame.with_columns(together).join(each, on="together", how="left", maintain_order="left").drop("together")


def _query(connection, statement: str, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    cursor = connection.execute(statement)
    parts = []
    while rows := cursor.fetchmany(SLICE):
        columns = zip(*rows)
        parts.append(pl.DataFrame([pl.Series(name, list(cells), dtype=kind) for (name, kind), cells in zip(schema.items(), columns)]))
    return pl.concat(parts) if parts else pl.DataFrame(schema=schema)


def _customers(connection) -> pl.DataFrame:
    parties = _table(connection, "party", CUSTOMERS)
    emails = _query(
        connection,
        "SELECT party_id, min(value) FROM identity WHERE kind = 'email' GROUP BY party_id",
        {"customer": pl.Int64, "email": pl.String},
    )
    return parties.join(emails, on="customer", how="left").with_columns(pl.col("joined_at").str.to_date(strict=False))


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
