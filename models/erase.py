"""Erase: delete everything that a workspace holds, so that nothing of it can be read from its file any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from models.ingest.commit import silent
from models.ingest.writer import Progress
from models.store import Store, driver
from models.tables import ENTITIES, SHARED, Batch, Change, Goal, LessonRun, Look, Remembered, Scenario, Workspace

#: What others refer to goes last.
TABLES = tuple(table.__tablename__ for table in (*reversed(ENTITIES), *SHARED, Change, Batch, Remembered, Look, Scenario, Goal, LessonRun))


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was deleted.

    Attributes
    ----------
    imports : int
        How many stood.
    compacted : bool
        Whether the file was written anew. Where another program was in it, the deleted rows may still lie in its bytes.
    copies : tuple of str
        Names of the copies beside it that are still there, from before an update.
    """

    imports: int
    compacted: bool
    copies: tuple[str, ...] = ()


def erase(
    store: Store, progress: Progress = silent, *, stored: Callable[[str], object] = lambda step: None, copies: bool = False
) -> Erased:
    """Delete all rows, imports, corrections and settings; the file stays, empty, and its revision rises.

    Parameters
    ----------
    progress : callable
        As for `models.ingest.commit.commit_all`: what it raises leaves everything as it was.
    stored : callable
        Told the next step once everything is deleted: from then on nothing can be taken back.
    copies : bool
        Whether the copies that an update made beside the workspace go too.

    Examples
    --------
    >>> import tempfile
    >>> from models.settings import save_settings
    >>> store = Store(tempfile.mkdtemp() + "/shop.db")
    >>> save_settings(store, name="Harbour & Pine")
    >>> erase(store), store.settings().name, store.revision
    (Erased(imports=0, compacted=True, copies=()), '', 2)
    """
    standing = store.standing_batches()
    with store.change(bulk=True) as session:
        connection = driver(session)
        for place, table in enumerate(TABLES):
            progress("removing", place, len(TABLES))
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM sqlite_sequence")
        empty, workspace = Workspace(), session.get(Workspace, 1)
        for name in set(Workspace.model_fields) - {"id", "revision"}:
            setattr(workspace, name, getattr(empty, name))
        progress("storing", 0, 1)
    stored("compacting")
    compacted = _compact(store)
    if copies:
        _remove_copies(store)
    return Erased(imports=standing, compacted=compacted, copies=tuple(copy.name for copy in backups(store)))


def _compact(store: Store) -> bool:
    """Write the file and its journal anew: deleted rows stay in the free pages of both until then."""
    connection = store.connect()
    try:
        connection.execute("VACUUM")
        # The journal can be emptied only when nobody reads an older state from it.
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:  # somebody writes: what is deleted is deleted all the same
        return False
    finally:
        connection.close()
    return not busy


def _remove_copies(store: Store) -> None:
    for copy in backups(store):
        # A copy that can't be removed is named as one that is still there.
        for path in (copy.with_name(f"{copy.name}-wal"), copy.with_name(f"{copy.name}-shm"), copy):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def backups(store: Store) -> list[Path]:
    """Return the copies that were made beside the workspace when it was brought up to date."""
    return sorted(store.path.parent.glob(f"{escape(store.path.stem)}.backup-v*{escape(store.path.suffix)}"))
