"""Commit: a checked table into the workspace, in one transaction, with all that an undo needs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime

import polars as pl

from models.ingest.bulk import SLICE, insert
from models.ingest.check import Checked
from models.ingest.people import KINDS, before_images, last_id, resolve
from models.ingest.values import NO_CURRENCY
from models.store import Store, check_references, driver
from models.tables import Batch, Workspace

Progress = Callable[[str, int, int], None]
BAD_SHOWN = 1000  # bad rows named in a report; their number is always whole

NOTHING_NEW = "nothing in it is new: nothing was stored"

ORDER_COLUMNS = (
    "key",
    "shop",
    "party_id",
    "ordered_at",
    "state",
    "gross",
    "currency",
    "channel",
    "country",
    "payment",
    "discount",
    "product",
    "attributes",
)
REFUND_COLUMNS = ("key", "shop", "order_key", "party_id", "refunded_at", "amount", "currency")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an import did: the item of `import --json`."""

    file: str
    sheet: str | None
    source: str
    kind: str
    rows: int
    batch: int | None
    added: dict[str, int]
    updated: dict[str, int]
    unchanged: dict[str, int]
    ignored: list[dict]
    bad: list[dict]
    bad_rows: int
    warnings: list[str]

    @property
    def changes(self) -> int:
        """How many rows of the workspace are added or updated."""
        return sum(self.added.values()) + sum(self.updated.values())

    def document(self) -> dict:
        """Return it as `--json` prints it."""
        return asdict(self)


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def commit(store: Store, checked: Checked, *, imported_at: datetime, progress: Progress = silent, dry_run: bool = False) -> Report:
    """Store a checked table: all of it, or nothing.

    Parameters
    ----------
    imported_at : datetime
        When, for the history.
    progress : callable
        Told the step, what is done and how much there is; whatever it raises (`Cancelled`) rolls everything back.
    dry_run : bool
        Decide and count as usual, then roll back.

    Returns
    -------
    Report
        `batch` is None after a dry run, and where nothing in the file is new: then nothing is stored, and there is nothing to undo.
    """
    report = None
    try:
        with store.change(bulk=True) as session:
            reading = checked.reading
            batch = Batch(
                file=checked.file,
                sheet=checked.sheet,
                source=reading.source.name,
                kind="orders",
                shop=reading.shop,
                imported_at=imported_at.isoformat(timespec="seconds"),
            )
            session.add(batch)
            session.flush()
            if reading.zone:
                session.get(Workspace, 1).zone = reading.zone
            report = _Writer(driver(session), checked, batch.id, progress).write()
            batch.report = json.dumps(report.document(), ensure_ascii=False)
            progress("storing", 0, 1)
            if dry_run or not report.changes:
                raise _NotStored
    except _NotStored:
        nothing_new = [] if report.changes else [NOTHING_NEW]
        return replace(report, batch=None, warnings=[*report.warnings, *nothing_new])
    return report


class _NotStored(Exception):
    """The transaction is rolled back on purpose: a dry run, or a file with nothing new in it."""


class _Writer:
    """One import's bulk writes. It counts what it adds, updates and finds unchanged, entity by entity."""

    def __init__(self, connection: sqlite3.Connection, checked: Checked, batch: int, progress: Progress) -> None:
        self.connection, self.checked, self.batch, self.progress = connection, checked, batch, progress
        self.shop = checked.reading.shop
        self._batch = pl.lit(batch, dtype=pl.Int64)
        self.added: dict[str, int] = {}
        self.updated: dict[str, int] = {}
        self.unchanged: dict[str, int] = {}

    def write(self) -> Report:
        self.progress("comparing", 0, 1)
        party_of = self._people()
        orders = self._with_party(self.checked.orders, party_of)
        order_ids, touched = self._orders(orders)
        self._lines(order_ids, touched)
        self._refunds(self._with_party(self.checked.refunds, party_of))
        checked = self.checked
        return Report(
            file=checked.file,
            sheet=checked.sheet,
            source=checked.reading.source.name,
            kind="orders",
            rows=checked.rows,
            batch=self.batch,
            added=self.added,
            updated=self.updated,
            unchanged=self.unchanged,
            ignored=[asdict(i) for i in checked.ignored],
            bad=[asdict(b) for b in checked.bad[:BAD_SHOWN]],
            bad_rows=len(checked.bad),
            warnings=list(checked.warnings),
        )

    def _people(self) -> pl.DataFrame:
        columns = [*KINDS, pl.col("customer_name").alias("name")]
        rows = pl.concat(
            [
                self.checked.orders.select(*columns, pl.col("ordered_at").alias("at")),
                self.checked.refunds.select(*columns, pl.col("refunded_at").alias("at")),
            ]
        )
        people = resolve(rows, self.shop, self.connection)
        self._keep(before_images(self.connection, "party", sorted({*people.renamed["id"].to_list(), *people.merged})))
        self._merge(people.merged)
        self.connection.executemany(
            "UPDATE party SET key = ?2, name = ?3 WHERE id = ?1", people.renamed.select("id", "key", "name").iter_rows()
        )
        self._insert(
            "party",
            people.new_parties.select(
                "id", "key", "name", kind=pl.lit("person"), party_type=pl.lit("customer"), attributes=pl.lit("{}"), batch_id=self._batch
            ),
        )
        self._insert("identity", people.new_identities.select("value", "kind", "namespace", party_id="party", batch_id=self._batch))
        self._count("customers", people.new_parties.height, people.updated, people.unchanged)
        # References are not checked row by row: here is all that the rows will refer to.
        known = pl.Series([row[0] for row in self.connection.execute("SELECT id FROM party")], dtype=pl.Int64)
        if not people.party_of["party"].is_in(known.implode()).all():
            raise RuntimeError("a row would belong to a party that isn't there")
        return people.party_of

    def _merge(self, merged: dict[int, int]) -> None:
        """Known parties turn out to be others: what they had becomes those'."""
        if not merged:
            return
        self.connection.execute("CREATE TEMP TABLE IF NOT EXISTS merged (gone INTEGER PRIMARY KEY, stays INTEGER)")
        self.connection.execute("DELETE FROM merged")
        self.connection.executemany("INSERT INTO merged VALUES (?, ?)", merged.items())
        of_the_gone = "party_id IN (SELECT gone FROM merged)"
        for table in ("identity", "orders", "refund"):
            ids = [row[0] for row in self.connection.execute(f"SELECT id FROM {table} WHERE {of_the_gone}")]
            self._keep(before_images(self.connection, table, ids))
            self.connection.execute(f"UPDATE {table} SET party_id = (SELECT stays FROM merged WHERE gone = party_id) WHERE {of_the_gone}")
        self.connection.execute("DELETE FROM party WHERE id IN (SELECT gone FROM merged)")
        check_references(self.connection)

    def _with_party(self, rows: pl.DataFrame, party_of: pl.DataFrame) -> pl.DataFrame:
        """Give each row its party."""
        said = [kind for kind in KINDS if party_of[kind].null_count() < party_of.height] or list(KINDS)
        joined = rows.join(party_of.select(*said, "party"), on=said, how="left", nulls_equal=True, maintain_order="left")
        return joined.rename({"party": "party_id"}).with_columns(pl.lit(self.shop).alias("shop"))

    def _orders(self, orders: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Write orders; return the ids of all in the file, and keys and ids of those that were here before."""
        stored = _stored(self.connection, self.shop, "orders", ORDER_COLUMNS, orders.schema)
        new, changed, same = _sort_out(orders, stored, ORDER_COLUMNS, _unsaid(self.checked))
        self._keep(before_images(self.connection, "orders", changed["id"].to_list()))
        assignments = ", ".join(f"{c} = ?" for c in ORDER_COLUMNS)
        self.connection.executemany(f"UPDATE orders SET {assignments} WHERE id = ?", changed.select(*ORDER_COLUMNS, "id").iter_rows())
        last = last_id(self.connection, "orders")
        keys = self._insert("orders", new.select(*ORDER_COLUMNS, batch_id=self._batch), step="writing")
        new = keys.to_frame().with_row_index("id", offset=last + 1)  # SQLite numbers rows by one more than the last
        self._count("orders", new.height, changed.height, same.height)
        before = pl.concat([part.select("key", pl.col("id").cast(pl.Int64)) for part in (changed, same)])
        return pl.concat([before, new.select("key", pl.col("id").cast(pl.Int64))]), before

    def _lines(self, order_ids: pl.DataFrame, before: pl.DataFrame) -> None:
        """Write articles; those of an order that was here are replaced where they differ."""
        columns = ("order_id", "position", "product", "sku", "quantity", "amount")
        lines = self.checked.lines.join(order_ids, left_on="order_key", right_on="key", maintain_order="left").rename({"id": "order_id"})
        if before.height:
            lines, kept = self._changed_lines(lines, before, columns)
            self._count("lines", 0, 0, kept)
        self._insert("order_line", lines.select(*columns, batch_id=self._batch), step="writing")
        if lines.height or "lines" in self.unchanged:
            self._count("lines", lines.height, 0, 0)

    def _changed_lines(self, lines: pl.DataFrame, before: pl.DataFrame, columns: tuple[str, ...]) -> tuple[pl.DataFrame, int]:
        ids = before["id"]
        rows = self.connection.execute(
            f"SELECT l.id, l.{', l.'.join(columns)} FROM order_line l JOIN orders o ON o.id = l.order_id WHERE o.shop = ?", (self.shop,)
        ).fetchall()
        schema = {"id": pl.Int64, **{c: lines.schema[c] for c in columns}}
        stored = pl.DataFrame(rows, schema=schema, orient="row").filter(pl.col("order_id").is_in(ids.implode()))
        said = pl.struct(*columns[1:]).sort_by("position").implode().alias("said")
        ours = lines.filter(pl.col("order_id").is_in(ids.implode())).group_by("order_id").agg(said.explode())
        theirs = stored.group_by("order_id").agg(said.explode())
        both = ours.join(theirs, on="order_id", how="full", coalesce=True, suffix="_stored")
        different = both.filter(pl.col("said").is_not_null() & pl.col("said").ne_missing(pl.col("said_stored")))["order_id"]
        gone = stored.filter(pl.col("order_id").is_in(different.implode()))["id"].to_list()
        self._keep(before_images(self.connection, "order_line", gone))
        self.connection.executemany("DELETE FROM order_line WHERE id = ?", ((i,) for i in gone))
        fresh = ~pl.col("order_id").is_in(ids.implode()) | pl.col("order_id").is_in(different.implode())
        return lines.filter(fresh), lines.height - lines.filter(fresh).height

    def _refunds(self, refunds: pl.DataFrame) -> None:
        stored = _stored(self.connection, self.shop, "refund", REFUND_COLUMNS, refunds.schema)
        refunds = pl.concat([refunds.select(*REFUND_COLUMNS), self._taken_back(refunds, stored)])
        new, changed, same = _sort_out(refunds, stored, REFUND_COLUMNS)
        self._keep(before_images(self.connection, "refund", changed["id"].to_list()))
        assignments = ", ".join(f"{c} = ?" for c in REFUND_COLUMNS)
        self.connection.executemany(f"UPDATE refund SET {assignments} WHERE id = ?", changed.select(*REFUND_COLUMNS, "id").iter_rows())
        self._insert("refund", new.select(*REFUND_COLUMNS, batch_id=self._batch))
        if new.height + changed.height + same.height:
            self._count("refunds", new.height, changed.height, same.height)

    def _taken_back(self, refunds: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
        """An order that told of a refund and no longer does: the refund becomes 0."""
        told = self.checked.orders.select((pl.col("key") + "|refunded").alias("key"))
        gone = stored.join(told, on="key", how="semi").join(refunds.select("key"), on="key", how="anti").filter(pl.col("amount") != 0)
        return (
            gone.with_columns(pl.lit(0, dtype=pl.Int64).alias("amount"))
            .select(*REFUND_COLUMNS)
            .cast({c: refunds.schema[c] for c in REFUND_COLUMNS})
        )

    def _insert(self, table: str, rows: pl.DataFrame, step: str | None = None) -> pl.Series:
        """Insert a frame's rows; returns the first column in the order in which SQLite numbered them."""
        return insert(self.connection, table, rows, lambda done: self.progress(step, done, rows.height) if step else None)

    def _keep(self, images: list[tuple[str, int, str]]) -> None:
        self.connection.executemany(
            "INSERT INTO change (batch_id, entity, row_id, before) VALUES (?, ?, ?, ?)", ((self.batch, *image) for image in images)
        )

    def _count(self, entity: str, added: int, updated: int, unchanged: int) -> None:
        for counts, number in ((self.added, added), (self.updated, updated), (self.unchanged, unchanged)):
            counts[entity] = counts.get(entity, 0) + number


def _stored(connection: sqlite3.Connection, shop: str, table: str, columns: tuple[str, ...], schema) -> pl.DataFrame:
    """Read what is here of a shop, a slice at a time, in the types of what is compared with it."""
    found = connection.execute(f"SELECT id, {', '.join(columns)} FROM {table} WHERE shop = ?", (shop,))
    types = {"id": pl.Int64, **{c: schema[c] if schema[c] != pl.Null else pl.String for c in columns}}
    parts = [pl.DataFrame(rows, schema=types, orient="row") for rows in iter(lambda: found.fetchmany(SLICE), [])]
    return pl.concat(parts) if parts else pl.DataFrame(schema=types)


def _unsaid(checked: Checked) -> set[str]:
    """Return what the file says nothing of: what an earlier one said of an order stays."""
    fields, orders = checked.reading.fields.keys(), checked.orders
    if orders.is_empty():
        return set()
    unsaid = {c for c in ORDER_COLUMNS if c in orders.columns and orders[c].null_count() == orders.height}
    if orders["who"].null_count() == orders.height:
        unsaid.add("party_id")
    if (orders["currency"] == NO_CURRENCY).all():
        unsaid.add("currency")
    if "state" not in fields:
        unsaid.add("state")
    if not fields & {"amount", "line_amount", "unit_price"}:
        unsaid.add("gross")
    return unsaid


def _sort_out(
    rows: pl.DataFrame, stored: pl.DataFrame, columns: tuple[str, ...], unsaid: set[str] = frozenset()
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Compare with what is here, by (shop, key): new, changed, the same."""
    if stored.is_empty():
        nothing = rows.head(0).with_columns(pl.lit(None, dtype=pl.Int64).alias("id"))
        return rows, nothing, nothing
    both = rows.join(stored, on=["shop", "key"], how="left", suffix="_stored", maintain_order="left")
    compared = [c for c in columns if c not in ("shop", "key") and c not in unsaid]
    differs = pl.any_horizontal(pl.col(c).ne_missing(pl.col(f"{c}_stored")) for c in compared)
    here = both.filter(pl.col("id").is_not_null()).with_columns(pl.col(f"{c}_stored").alias(c) for c in unsaid if c in columns)
    return both.filter(pl.col("id").is_null()).select(rows.columns), here.filter(differs), here.filter(~differs)


def preview(store: Store, checked: Checked) -> tuple[int, int, int]:
    """Count which of the orders are new, changed and already here; nothing is written, people are not compared."""
    connection = store.connect(read_only=True)
    try:
        shop = checked.reading.shop
        orders = checked.orders.with_columns(pl.lit(shop).alias("shop"))
        columns = tuple(c for c in ORDER_COLUMNS if c != "party_id")
        stored = _stored(connection, shop, "orders", columns, orders.schema)
        new, changed, same = _sort_out(orders, stored, columns, _unsaid(checked))
    finally:
        connection.close()
    return new.height, changed.height, same.height


def batches(store: Store) -> Iterator[dict]:
    """Yield the imports, newest first, as plain dictionaries with their report."""
    from sqlmodel import select

    with store.session() as session:
        for batch in session.exec(select(Batch).order_by(Batch.id.desc())):
            yield {**batch.model_dump(exclude={"report"}), "report": json.loads(batch.report)}
