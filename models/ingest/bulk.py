"""Bulk: many rows into a table, at the speed that SQLite has."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import polars as pl

SLICE = 50_000  # rows handed to the driver at a time
TOGETHER = 50  # rows in one statement: 1.6 times as fast as one
FEW, SHARED_FROM = 64, 20_000  # so few combinations of values, in a frame of so many rows, stand in the statement
#: An import of so many rows, and so much larger than what is there, makes the indexes after the rows: once, not row by row.
REBUILD_FROM, REBUILD_FACTOR = 20_000, 2


def insert(connection: sqlite3.Connection, table: str, rows: pl.DataFrame, written: Callable[[int], None] = lambda rows: None) -> pl.Series:
    """Insert a frame's rows; its columns are the table's. Returns the first column in the order of insertion.

    Binding values is most of the cost: what many rows share stands in the statement instead.
    """
    shared = _shared_columns(rows)
    bound = [c for c in rows.columns if c not in shared]
    runs = _runs(rows, shared)
    done = 0
    with _indexes_after(connection, table, rows.height):
        for same, part in runs:
            known = {name: value for name, value in zip(shared, same) if value is not None}
            quoted = [connection.execute("SELECT quote(?)", (value,)).fetchone()[0] for value in known.values()]
            head = f"INSERT INTO {table} ({', '.join([*bound, *known])}) VALUES "
            one = f"({', '.join(['?'] * len(bound) + quoted)})"
            together = len(bound) * TOGETHER
            for start in range(0, part.height, SLICE):
                values = _row_after_row(part.slice(start, SLICE), bound)
                whole = len(values) - len(values) % together
                connection.executemany(head + ", ".join([one] * TOGETHER), (values[i : i + together] for i in range(0, whole, together)))
                connection.executemany(head + one, (values[i : i + len(bound)] for i in range(whole, len(values), len(bound))))
                done += min(SLICE, part.height - start)
                written(done)
    return pl.concat([part[rows.columns[0]] for _, part in runs])


def _indexes_after(connection: sqlite3.Connection, table: str, rows: int) -> _Indexes:
    there = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return _Indexes(connection, table, active=rows > REBUILD_FROM and rows > REBUILD_FACTOR * there)


class _Indexes:
    """Drops a table's indexes and makes them again at the end, in the same transaction."""

    def __init__(self, connection: sqlite3.Connection, table: str, *, active: bool) -> None:
        self.connection, self.table, self.active, self.statements = connection, table, active, []

    def __enter__(self) -> None:
        if self.active:
            found = self.connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (self.table,)
            ).fetchall()
            self.statements = [sql for _, sql in found]
            for name, _ in found:
                self.connection.execute(f"DROP INDEX {name}")

    def __exit__(self, kind, problem, trace) -> None:
        if kind is None:
            for sql in self.statements:
                self.connection.execute(sql)


def _shared_columns(rows: pl.DataFrame) -> list[str]:
    """Name the columns of a large frame whose few values stand in the statement; the first is never among them."""
    shared: list[str] = []
    combinations = 1
    if rows.height >= SHARED_FROM:
        for column in rows.columns[1:]:
            different = rows[column].n_unique()
            if combinations * different <= FEW:
                shared.append(column)
                combinations *= different
    return shared


def _runs(rows: pl.DataFrame, shared: list[str]) -> list[tuple[tuple, pl.DataFrame]]:
    """Part a frame into stretches that share those values."""
    if not shared:
        return [((), rows)]
    return list(rows.partition_by(shared, as_dict=True, maintain_order=True, include_key=False).items())


def _row_after_row(rows: pl.DataFrame, columns: list[str]) -> list:
    """Lay a frame's values out in one list, one row after the other."""
    values = [None] * (rows.height * len(columns))
    for position, column in enumerate(columns):
        values[position :: len(columns)] = rows[column].to_list()
    return values
