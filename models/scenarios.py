"""Scenarios that somebody saved: what was asked, of which state of the data, and what came out then.

The revision does not rise with them: no order, answer or person is another by it. What is in them names no customer.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from models.errors import Refused, say
from models.store import Store

LONGEST = 80
_COLUMNS = "id, name, said, revision, as_of, saved_at, result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A scenario as it was saved.

    Attributes
    ----------
    id : int
    name : str
    said : dict
        Its levers, options and groups, as `analysis.whatif.scenario` writes and reads them.
    revision : int
        Of the data that it was reckoned on.
    as_of : date
        Through which those were complete.
    saved_at : datetime
        The wall clock of whoever saved it.
    result : dict
        What came out then.
    """

    id: int
    name: str
    said: dict
    revision: int
    as_of: date
    saved_at: datetime
    result: dict


def scenarios(store: Store) -> list[Saved]:
    """Return what is saved, the oldest first.

    Examples
    --------
    >>> import tempfile
    >>> store = Store(tempfile.mkdtemp() + "/shop.db")
    >>> saved = save(store, "Delivery", {}, revision=0, as_of=date(2026, 10, 31), result={}, saved_at=datetime(2026, 11, 3, 9, 30))
    >>> [each.name for each in scenarios(store)], store.revision
    (['Delivery'], 0)
    """
    with closing(store.connect(read_only=True)) as connection:
        rows = connection.execute(f"SELECT {_COLUMNS} FROM scenario ORDER BY id").fetchall()
    return [_read(row) for row in rows]


def save(
    store: Store,
    name: str,
    said: Mapping,
    *,
    revision: int,
    as_of: date,
    result: Mapping,
    saved_at: datetime,
    instead: bool = False,
) -> Saved:
    """Save a scenario under a name.

    Parameters
    ----------
    instead : bool
        Whether it takes the place of one of the same name.

    Raises
    ------
    Refused
        For no name, one that is too long, or one that another has.
    """
    name = _name(name)
    values = (json.dumps(said, ensure_ascii=False), revision, as_of.isoformat(), saved_at.isoformat(), json.dumps(result))
    with _writing(store) as connection:
        if instead:
            connection.execute(
                "UPDATE scenario SET said = ?, revision = ?, as_of = ?, saved_at = ?, result = ? WHERE name = ?", (*values, name)
            )
        if not instead or not connection.execute("SELECT changes()").fetchone()[0]:
            _free(connection, name)
            connection.execute(
                "INSERT INTO scenario (said, revision, as_of, saved_at, result, name) VALUES (?, ?, ?, ?, ?, ?)", (*values, name)
            )
        return _read(connection.execute(f"SELECT {_COLUMNS} FROM scenario WHERE name = ?", (name,)).fetchone())


def clone(store: Store, scenario: int, name: str) -> Saved:
    """Save the same again under another name.

    Raises
    ------
    Refused
        If it isn't there any more, or for a name as `save` refuses it.
    """
    name = _name(name)
    with _writing(store) as connection:
        _there(connection, scenario)
        _free(connection, name)
        connection.execute(
            "INSERT INTO scenario (name, said, revision, as_of, saved_at, result) "
            "SELECT ?, said, revision, as_of, saved_at, result FROM scenario WHERE id = ?",
            (name, scenario),
        )
        return _read(connection.execute(f"SELECT {_COLUMNS} FROM scenario WHERE name = ?", (name,)).fetchone())


def rename(store: Store, scenario: int, name: str) -> None:
    """Give it another name.

    Raises
    ------
    Refused
        If it isn't there any more, or for a name as `save` refuses it.
    """
    name = _name(name)
    with _writing(store) as connection:
        if _there(connection, scenario) != name:
            _free(connection, name)
            connection.execute("UPDATE scenario SET name = ? WHERE id = ?", (name, scenario))


def delete(store: Store, scenario: int) -> None:
    """Delete one; that it isn't there any more is no error."""
    with _writing(store) as connection:
        connection.execute("DELETE FROM scenario WHERE id = ?", (scenario,))


def _read(row: tuple) -> Saved:
    number, name, said, revision, as_of, saved_at, result = row
    return Saved(
        id=number,
        name=name,
        said=json.loads(said),
        revision=revision,
        as_of=date.fromisoformat(as_of),
        saved_at=datetime.fromisoformat(saved_at),
        result=json.loads(result),
    )


@contextmanager
def _writing(store: Store) -> Iterator[sqlite3.Connection]:
    with closing(store.connect()) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _name(name: str) -> str:
    """As it is kept: in one line, without blanks at its ends."""
    kept = " ".join(name.split())
    if not 0 < len(kept) <= LONGEST:
        raise Refused(
            found=say("a name of {} characters", len(kept)),
            needed=say("1 to {}", LONGEST),
            do="give the scenario a name that says what is done",
        )
    return kept


def _free(connection: sqlite3.Connection, name: str) -> None:
    if connection.execute("SELECT 1 FROM scenario WHERE name = ?", (name,)).fetchone():
        raise Refused(found=say("a scenario named {} already", name), needed="a name of its own", do="choose another name, or replace it")


def _there(connection: sqlite3.Connection, scenario: int) -> str:
    found = connection.execute("SELECT name FROM scenario WHERE id = ?", (scenario,)).fetchone()
    if found is None:
        raise Refused(found="a scenario that is deleted", needed="one that is saved", do="choose another one")
    return found[0]
