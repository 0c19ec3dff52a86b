"""Undo: bring back exactly what was there before a batch."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from sqlmodel import select

from models.errors import Refused, say
from models.ingest.commit import silent
from models.ingest.shared import forget_unused
from models.ingest.writer import Progress
from models.references import PARTY_COLUMNS
from models.store import Store, check_references, driver
from models.tables import ENTITIES, Batch

#: Rows go in this order, so that nothing points at what is no longer there.
TABLES = tuple(entity.__tablename__ for entity in reversed(ENTITIES))
#: Which tables have rows that belong to another's, and by which column.
_PARTS = (("order_line", "order_id", "orders"), ("rating", "response_id", "response"))


def undo(store: Store, batch_id: int | None = None, *, undone_at: datetime, progress: Progress = silent) -> Batch:
    """Take back one import, updates and joined identities included.

    Parameters
    ----------
    batch_id : int, optional
        The batch; the newest that stands, if not given.

    Returns
    -------
    Batch
        The batch, detached, marked as undone.

    Raises
    ------
    Refused
        If there is no such batch, it is undone already, or a later one builds on it (its name is said).
    """
    with store.change(bulk=True) as session:
        batch = _find(session, batch_id)
        connection = driver(session)
        _refuse_if_built_upon(session, connection, batch)
        for position, table in enumerate(TABLES):
            progress("removing", position, len(TABLES))
            connection.execute(f"DELETE FROM {table} WHERE batch_id = ?", (batch.id,))
        _put_back(connection, batch.id)
        connection.execute("DELETE FROM change WHERE batch_id = ?", (batch.id,))
        forget_unused(connection)
        check_references(connection)
        batch.undone_at = undone_at.isoformat(timespec="seconds")
        progress("storing", 0, 1)
    return batch


def _find(session, batch_id: int | None) -> Batch:
    if batch_id is None:
        batch = session.exec(select(Batch).where(Batch.undone_at.is_(None)).order_by(Batch.id.desc())).first()
        if batch is None:
            raise Refused(found="no import that stands", needed="one to undo", do="look at the history on the Data page")
        return batch
    batch = session.get(Batch, batch_id)
    if batch is None:
        raise Refused(
            found=say("no import {}", batch_id), needed="the number of one in the history", do="look at the history on the Data page"
        )
    if batch.undone_at:
        raise Refused(found=say("import {}, undone on {}", batch_id, batch.undone_at[:10]), needed="one that stands", do="choose another")
    return batch


#: Parties that a batch made, named or keyed anew, gave an identity, or joined.
_PARTIES = """
    SELECT id FROM party WHERE batch_id = ?1
    UNION SELECT party_id FROM identity WHERE batch_id = ?1
    UNION SELECT i.party_id FROM change c JOIN identity i ON i.id = c.row_id WHERE c.entity = 'identity' AND c.batch_id = ?1
    UNION SELECT row_id FROM change WHERE entity = 'party' AND batch_id = ?1"""

#: Later batches that build on batch ?1, by what ties them to it.
_LATER = (
    # They changed or removed rows that it made, or changed itself.
    """SELECT DISTINCT c.batch_id FROM change c WHERE c.batch_id > ?1 AND (json_extract(c.before, '$.batch_id') = ?1
       OR EXISTS (SELECT 1 FROM change b WHERE b.batch_id = ?1 AND b.entity = c.entity AND b.row_id = c.row_id))""",
    # They took something away from its parties, and remember that.
    *(
        f"SELECT DISTINCT batch_id FROM change WHERE batch_id > ?1 AND json_extract(before, '$.{column}') IN undone_party"
        for column in sorted({column for _, column in PARTY_COLUMNS})
    ),
    # They gave articles to its orders, or answers to its questionnaires.
    *(
        f"SELECT DISTINCT l.batch_id FROM {table} l JOIN {of} o ON o.id = l.{column} WHERE l.batch_id > ?1 AND o.batch_id = ?1"
        for table, column, of in _PARTS
    ),
    # They brought rows for its parties, or gave older rows to them.
    *(f"SELECT DISTINCT batch_id FROM {table} WHERE batch_id > ?1 AND {column} IN undone_party" for table, column in PARTY_COLUMNS),
    *(
        f"""SELECT DISTINCT c.batch_id FROM change c JOIN {table} t ON t.id = c.row_id
          WHERE c.entity = '{table}' AND c.batch_id > ?1 AND t.{column} IN undone_party"""
        for table, column in PARTY_COLUMNS
    ),
)


def _refuse_if_built_upon(session, connection: sqlite3.Connection, batch: Batch) -> None:
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS undone_party (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM undone_party")
    connection.execute(f"INSERT INTO undone_party {_PARTIES}", (batch.id,))
    later = {row[0] for statement in _LATER for row in connection.execute(statement, (batch.id,))}
    if later:
        newest = session.get(Batch, max(later))
        raise Refused(
            found=say(
                "import {} ({}), which builds on import {}: it changed its rows or has more from its customers",
                newest.id,
                newest.file,
                batch.id,
            ),
            needed="the later one undone first",
            do=say("undo import {}, then this one", newest.id),
        )


def _put_back(connection: sqlite3.Connection, batch_id: int) -> None:
    """Restore rows as they were, the last change first."""
    changes = connection.execute("SELECT entity, row_id, before FROM change WHERE batch_id = ? ORDER BY id DESC", (batch_id,)).fetchall()
    for entity, _, before in changes:
        row = json.loads(before)
        columns = ", ".join(row)
        updates = ", ".join(f"{name} = excluded.{name}" for name in row if name != "id")
        connection.execute(
            f"INSERT INTO {entity} ({columns}) VALUES ({', '.join('?' * len(row))}) ON CONFLICT (id) DO UPDATE SET {updates}",
            tuple(row.values()),
        )
