"""Looks: what the pages showed of a set of imports, kept to be compared with a later set."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from models.store import Store

#: One is compared; a few more, so that taking imports back finds an older one.
KEPT = 12
#: A page does not wait for whoever writes: the look is kept by the next visit.
WAIT_MILLISECONDS = 50
_STANDING = "SELECT json_group_array(id) FROM (SELECT id FROM batch WHERE undone_at IS NULL ORDER BY id)"


def standing(store: Store) -> tuple[int, ...]:
    """Return the ids of the imports that are not undone, in order."""
    with closing(store.connect(read_only=True)) as connection:
        return tuple(json.loads(connection.execute(_STANDING).fetchone()[0]))


def keep(store: Store, taken: str, *, revision: int) -> bool:
    """Keep a look at the imports that stand; the revision does not rise with it.

    Parameters
    ----------
    taken : str
        The look, as JSON.
    revision : int
        At which it was taken: where the workspace has changed since, nothing is kept.

    Returns
    -------
    bool
        Whether it stands there now. Somebody who writes, or a file that can't be written, is no error.

    Examples
    --------
    >>> import tempfile
    >>> store = Store(tempfile.mkdtemp() + "/shop.db")
    >>> keep(store, "{}", revision=0), store.revision
    (True, 0)
    """
    try:
        with closing(store.connect()) as connection:
            connection.execute(f"PRAGMA busy_timeout = {WAIT_MILLISECONDS}")
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("SELECT revision FROM workspace").fetchone()[0] != revision:
                connection.execute("ROLLBACK")
                return False
            connection.execute(
                f"INSERT INTO look (revision, batches, taken) VALUES (?, ({_STANDING}), ?) "
                "ON CONFLICT (batches) DO UPDATE SET revision = excluded.revision, taken = excluded.taken",
                (revision, taken),
            )
            connection.execute("DELETE FROM look WHERE id NOT IN (SELECT id FROM look ORDER BY revision DESC LIMIT ?)", (KEPT,))
            connection.execute("COMMIT")
            return True
    except sqlite3.OperationalError:
        return False


def kept(store: Store) -> tuple[int, str] | None:
    """Return the look at the imports that stand now: the revision at which it was taken, and itself."""
    return _one(store, f"SELECT revision, taken FROM look WHERE batches = ({_STANDING})")


def newest_other(store: Store) -> tuple[tuple[int, ...], str] | None:
    """Return the newest look at another set of imports than the one that stands: their ids, and itself.

    A look at an empty workspace is none: all of it would be new.
    """
    found = _one(store, f"SELECT batches, taken FROM look WHERE batches NOT IN (({_STANDING}), '[]') ORDER BY revision DESC LIMIT 1")
    return found and (tuple(json.loads(found[0])), found[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """An import by name.

    Attributes
    ----------
    id : int
    file : str
    moment : datetime
        When it was imported, or taken back.
    """

    id: int
    file: str
    moment: datetime


def imports(store: Store, ids: Collection[int], *, undone: bool = False) -> list[Import]:
    """Return imports by their ids, the oldest first.

    Parameters
    ----------
    undone : bool
        Whether the moment wanted is that of their undo.
    """
    column = "undone_at" if undone else "imported_at"
    with closing(store.connect(read_only=True)) as connection:
        rows = connection.execute(
            f"SELECT id, file, {column} FROM batch"
            f" WHERE {column} NOT NULL AND id IN (SELECT value FROM json_each(?)) ORDER BY {column}, id",
            (json.dumps(sorted(ids)),),
        ).fetchall()
    return [Import(id=number, file=file, moment=datetime.fromisoformat(moment)) for number, file, moment in rows]


def _one(store: Store, statement: str) -> tuple | None:
    with closing(store.connect(read_only=True)) as connection:
        return connection.execute(statement).fetchone()
