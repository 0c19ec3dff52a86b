"""The writer: one checked table into the workspace. It counts what it adds, updates and finds unchanged, entity by entity."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable

import polars as pl

from models.ingest.bulk import insert
from models.ingest.check import Checked
from models.ingest.compare import sort_out, stored, unsaid
from models.ingest.details import write_accounts, write_details, write_types
from models.ingest.entities import ENTITIES, PARTS, Entity, Part
from models.ingest.identities import IDS
from models.ingest.naming import named_rows
from models.ingest.people import KINDS, before_images, last_id, resolve
from models.ingest.records import REFERRED
from models.ingest.shared import attributes, programmes
from models.references import PARTY_COLUMNS
from models.store import check_references

Progress = Callable[[str, int, int], None]


class Writer:
    """One import's writes, in the transaction of its connection."""

    def __init__(self, connection: sqlite3.Connection, checked: Checked, batch: int, progress: Progress) -> None:
        self.connection, self.checked, self.batch, self.progress = connection, checked, batch, progress
        self.shop = checked.reading.shop
        self._batch = pl.lit(batch, dtype=pl.Int64)
        self.added: dict[str, int] = {}
        self.updated: dict[str, int] = {}
        self.unchanged: dict[str, int] = {}

    def write(self) -> None:
        """Write all frames of the table."""
        self.progress("comparing", 0, 1)
        party_of = self._people()
        ids: dict[str, tuple[pl.DataFrame, pl.DataFrame]] = {}
        for table, rows in self.checked.frames.items():  # a part stands below the table that it is of
            if table in ENTITIES:
                ids[table] = self._entity(ENTITIES[table], self._with_party(self._prepared(table, rows, party_of), party_of))
            elif table in PARTS:
                self._part(PARTS[table], attributes(self.connection, rows) if table == "rating" else rows, *ids[PARTS[table].of])

    def _prepared(self, table: str, rows: pl.DataFrame, party_of: pl.DataFrame) -> pl.DataFrame:
        """Bring in what a row refers to, and the refunds that are taken back."""
        if table in ("membership", "reward"):
            return programmes(self.connection, rows)
        if table == "referral":
            other = rows.select(pl.col(said).alias(name) for said, name in zip(REFERRED, IDS)).with_columns(
                pl.lit(None, dtype=pl.String).alias(IDS[3])
            )
            return rows.with_columns(_joined(other, party_of)["party"].alias("referred_id"))
        return rows

    def _people(self) -> pl.DataFrame:
        people = resolve(named_rows(self.checked), self.checked.namespace, self.connection)
        self._keep("party", sorted({*people.renamed["id"].to_list(), *people.merged}))
        self._merge(people.merged)
        renames = people.renamed.select("id", "key", "name").iter_rows()
        self.connection.executemany("UPDATE party SET key = ?2, name = ?3 WHERE id = ?1", renames)
        fixed = {"party_type": pl.lit("customer"), "attributes": pl.lit("{}"), "listed": pl.lit(0), "batch_id": self._batch}
        self._insert("party", people.new_parties.select("id", "key", "name", "kind", **fixed))
        self._insert("identity", people.new_identities.select("value", "kind", "namespace", party_id="party", batch_id=self._batch))
        # References are not checked row by row: here is all that the rows will refer to.
        meant = people.party_of["party"].drop_nulls().unique().to_list()
        there = "SELECT count(*) FROM party WHERE id IN (SELECT value FROM json_each(?))"
        if self.connection.execute(there, (json.dumps(meant),)).fetchone()[0] < len(meant):
            raise RuntimeError("a row would belong to a party that isn't there")
        new = set(people.new_parties["id"].to_list())
        accounts, described = self._described(people.party_of, new)
        updated = (people.updated | described) - new
        self._count("customers", len(new - accounts), len(updated), len(people.known) - len(updated & people.known))
        return people.party_of

    def _described(self, party_of: pl.DataFrame, new: set[int]) -> tuple[set[int], set[int]]:
        """Write what the file says of its people beside their names; return new accounts, and whom that changed."""
        keep = lambda ids: self._keep("party", [i for i in ids if i not in new])  # noqa: E731
        listed, changed = "party" in self.checked.frames, set()
        customers, accounts = set(), set()
        for table, rows in self.checked.frames.items():
            if table in PARTS or not (
                table == "party" or rows["organisation_id"].null_count() + rows["account"].null_count() < 2 * rows.height
            ):
                continue
            here = _joined(rows, party_of).rename({"party": "party_id"})
            if table == "party":
                changed |= write_details(self.connection, here, keep, new=new)
            customers |= set(here["party_id"].drop_nulls().to_list())
            beside = here.filter(pl.col("account").is_not_null() & pl.col("party_id").is_not_null())
            if beside.height:
                firm = party_of.filter(pl.col("organisation_id").is_not_null()).select(
                    "organisation_id", pl.col("party").alias("account_id")
                )
                pairs = beside.join(firm.unique("organisation_id"), left_on="account", right_on="organisation_id", maintain_order="left")
                changed |= write_accounts(self.connection, pairs.select("party_id", "account_id"), keep, listed=listed)
                accounts |= set(pairs["account_id"].to_list())
        only, promoted = write_types(self.connection, customers, accounts, new, keep)
        return only, changed | promoted

    def _merge(self, merged: dict[int, int]) -> None:
        """Known parties turn out to be others: what they had becomes those'."""
        if not merged:
            return
        self.connection.execute("CREATE TEMP TABLE IF NOT EXISTS merged (gone INTEGER PRIMARY KEY, stays INTEGER)")
        self.connection.execute("DELETE FROM merged")
        self.connection.executemany("INSERT INTO merged VALUES (?, ?)", merged.items())
        for table, column in PARTY_COLUMNS:
            of_the_gone = f"{column} IN (SELECT gone FROM merged)"
            ids = [row[0] for row in self.connection.execute(f"SELECT id FROM {table} WHERE {of_the_gone}")]
            self._keep(table, ids)
            self.connection.execute(f"UPDATE {table} SET {column} = (SELECT stays FROM merged WHERE gone = {column}) WHERE {of_the_gone}")
        self.connection.execute("DELETE FROM party WHERE id IN (SELECT gone FROM merged)")
        check_references(self.connection)

    def _with_party(self, rows: pl.DataFrame, party_of: pl.DataFrame) -> pl.DataFrame:
        return _joined(rows, party_of).rename({"party": "party_id"}).with_columns(pl.lit(self.shop).alias("shop"))

    def _entity(self, entity: Entity, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Write rows; return keys and ids of all in the file, and of those that were here before."""
        table, columns = entity.table, entity.stored
        here = stored(self.connection, self.shop, table, columns, rows.schema)
        silent = unsaid(self.checked, entity, rows)
        if table == "refund":
            silent, rows = set(), pl.concat([rows.select(*columns), self._taken_back(rows.select(*columns), here)])
        new, changed, same = sort_out(rows, here, columns, silent)
        self._keep(table, changed["id"].to_list())
        assignments = ", ".join(f"{c} = ?" for c in columns)
        self.connection.executemany(f"UPDATE {table} SET {assignments} WHERE id = ?", changed.select(*columns, "id").iter_rows())
        last = last_id(self.connection, table)
        keys = self._insert(table, new.select(*columns, batch_id=self._batch), step="writing")
        if table != "refund" or new.height + changed.height + same.height:
            self._count(entity.called, new.height, changed.height, same.height)
        fresh = keys.to_frame().with_row_index("id", offset=last + 1)  # SQLite numbers rows by one more than the last
        before = pl.concat([part.select("key", pl.col("id").cast(pl.Int64)) for part in (changed, same)])
        return pl.concat([before, fresh.select("key", pl.col("id").cast(pl.Int64))]), before

    def _part(self, part: Part, rows: pl.DataFrame, ids: pl.DataFrame, before: pl.DataFrame) -> None:
        """Write the rows that belong to an entity's; those of one that was here are replaced where they differ."""
        said = "order_key" if part.table == "order_line" else "response_key"
        rows = rows.join(ids, left_on=said, right_on="key", maintain_order="left").rename({"id": part.by})
        if before.height:
            rows, kept = self._changed_parts(part, rows, before["id"])
            self._count(part.called, 0, 0, kept)
        self._insert(part.table, rows.select(part.by, *part.columns, batch_id=self._batch), step="writing")
        if rows.height or part.called in self.unchanged:
            self._count(part.called, rows.height, 0, 0)

    def _changed_parts(self, part: Part, rows: pl.DataFrame, ids: pl.Series) -> tuple[pl.DataFrame, int]:
        columns = (part.by, *part.columns)
        found = self.connection.execute(
            f"SELECT l.id, l.{', l.'.join(columns)} FROM {part.table} l JOIN {part.of} o ON o.id = l.{part.by} WHERE o.shop = ?",
            (self.shop,),
        ).fetchall()
        schema = {"id": pl.Int64, **{c: rows.schema[c] for c in columns}}
        here = pl.DataFrame(found, schema=schema, orient="row").filter(pl.col(part.by).is_in(ids.implode()))
        said = pl.struct(*part.columns).sort_by(*part.order).implode().alias("said")
        ours = rows.filter(pl.col(part.by).is_in(ids.implode())).group_by(part.by).agg(said.explode())
        theirs = here.group_by(part.by).agg(said.explode())
        both = ours.join(theirs, on=part.by, how="full", coalesce=True, suffix="_stored")
        different = both.filter(pl.col("said").is_not_null() & pl.col("said").ne_missing(pl.col("said_stored")))[part.by]
        gone = here.filter(pl.col(part.by).is_in(different.implode()))["id"].to_list()
        self._keep(part.table, gone)
        self.connection.executemany(f"DELETE FROM {part.table} WHERE id = ?", ((i,) for i in gone))
        fresh = ~pl.col(part.by).is_in(ids.implode()) | pl.col(part.by).is_in(different.implode())
        return rows.filter(fresh), rows.height - rows.filter(fresh).height

    def _taken_back(self, refunds: pl.DataFrame, here: pl.DataFrame) -> pl.DataFrame:
        """An order that told of a refund and no longer does: the refund becomes 0."""
        told = self.checked.frames["orders"].select((pl.col("key") + "|refunded").alias("key"))
        gone = here.join(told, on="key", how="semi").join(refunds.select("key"), on="key", how="anti").filter(pl.col("amount") != 0)
        gone = gone.with_columns(pl.lit(0, dtype=pl.Int64).alias("amount"))
        return gone.select(refunds.columns).cast({c: refunds.schema[c] for c in refunds.columns})

    def _insert(self, table: str, rows: pl.DataFrame, step: str | None = None) -> pl.Series:
        """Insert a frame's rows; returns the first column in the order in which SQLite numbered them."""
        return insert(self.connection, table, rows, lambda done: self.progress(step, done, rows.height) if step else None)

    def _keep(self, table: str, ids: Iterable[int]) -> None:
        """Keep rows as they are, for an undo."""
        images = before_images(self.connection, table, list(ids))
        self.connection.executemany(
            "INSERT INTO change (batch_id, entity, row_id, before) VALUES (?, ?, ?, ?)", ((self.batch, *image) for image in images)
        )

    def _count(self, entity: str, added: int, updated: int, unchanged: int) -> None:
        for counts, number in ((self.added, added), (self.updated, updated), (self.unchanged, unchanged)):
            counts[entity] = counts.get(entity, 0) + number


def _joined(rows: pl.DataFrame, party_of: pl.DataFrame) -> pl.DataFrame:
    """Give each row its party."""
    said = [kind for kind in KINDS if party_of[kind].null_count() < party_of.height] or list(KINDS)
    return rows.join(party_of.select(*said, "party"), on=said, how="left", nulls_equal=True, maintain_order="left")
