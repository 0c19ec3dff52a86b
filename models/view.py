"""A view: one unchanging state of a workspace, read by two connections at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue

import polars as pl

from models.store import Store

READERS = 2  # SQLite works outside Python's lock: two readers take 0.6 times as long as one


class View:
    """Reads one state, whatever is written meanwhile.

    Attributes
    ----------
    revision : int
        Of the state.
    """

    def __init__(self, revision: int, connections: list[sqlite3.Connection], pool: ThreadPoolExecutor) -> None:
        self.revision, self._pool = revision, pool
        self._free: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        for connection in connections:
            self._free.put(connection)

    def ask(self, statement: str, values: Iterable = ()) -> list[tuple]:
        """Return all rows of a query."""
        connection = self._free.get()
        try:
            return connection.execute(statement, tuple(values)).fetchall()
        finally:
            self._free.put(connection)

    def frame(self, statement: str, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
        """Return the rows of a query as a frame; of a large table, `models.frames` reads columns instead."""
        return pl.DataFrame(self.ask(statement), schema=schema, orient="row")

    def each(self, work: Callable, items: Iterable) -> list:
        """Return what `work` makes of each item, in their order; several are worked on at a time."""
        return list(self._pool.map(work, items))


@contextmanager
def view(store: Store) -> Iterator[View]:
    """Open a view of a workspace as it is now."""
    while True:
        connections = [store.connect(read_only=True) for _ in range(READERS)]
        try:
            revisions = set()
            for connection in connections:
                connection.execute("BEGIN")  # the first read fixes what this connection sees
                revisions.add(connection.execute("SELECT revision FROM workspace").fetchone()[0])
            if len(revisions) == 1:  # else somebody wrote in between: look again
                with ThreadPoolExecutor(READERS) as pool:
                    yield View(revisions.pop(), connections, pool)
                return
        finally:
            for connection in connections:
                connection.close()


def clock(column: str) -> pl.Expr:
    """A stored time, seconds of its wall clock, as a time."""
    return pl.from_epoch(column, time_unit="s").cast(pl.Datetime("us"))
