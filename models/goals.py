"""Goals that somebody set: what is to be how much by when, and where it was then.

The revision does not rise with them: no order, answer or person is another by it. They name no customer.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date

from models.errors import Refused, say
from models.store import Store

LONGEST = 80
_COLUMNS = "id, name, measure, since, baseline, target, by_day, revision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """A goal as it was set.

    Attributes
    ----------
    id : int
    name, measure : str
        The measure as `analysis.goals` knows it.
    since, by : date
        From which day it is counted, and by when it is to be reached.
    baseline, target : float
        What the measure was then, and is to be.
    revision : int
        Of the data in which it was that.
    """

    id: int
    name: str
    measure: str
    since: date
    baseline: float
    target: float
    by: date
    revision: int


def goals(store: Store) -> list[Set]:
    """Return the goals, the one with the nearest day first.

    Examples
    --------
    >>> import tempfile
    >>> store = Store(tempfile.mkdtemp() + "/shop.db")
    >>> kept = put(store, "Loyal", measure="loyal", since=date(2026, 1, 1), baseline=0.1, target=0.2, by=date(2027, 1, 1), revision=3)
    >>> [goal.name for goal in goals(store)], store.revision
    (['Loyal'], 0)
    >>> drop(store, kept.id)
    >>> goals(store)
    []
    """
    with closing(store.connect(read_only=True)) as connection:
        return [_read(row) for row in connection.execute(f"SELECT {_COLUMNS} FROM goal ORDER BY by_day, id")]


def put(store: Store, name: str, *, measure: str, since: date, baseline: float, target: float, by: date, revision: int) -> Set:
    """Set a goal.

    Raises
    ------
    Refused
        For no name, one that is too long, or one that another goal has.
    """
    kept = " ".join(name.split())
    if not 0 < len(kept) <= LONGEST:
        raise Refused(found=say("a name of {} characters", len(kept)), needed=say("1 to {}", LONGEST), do="say what is to be reached")
    values = (kept, measure, since.isoformat(), baseline, target, by.isoformat(), revision)
    with closing(store.connect()) as connection:
        done = connection.execute(
            "INSERT OR IGNORE INTO goal (name, measure, since, baseline, target, by_day, revision) VALUES (?, ?, ?, ?, ?, ?, ?)", values
        )
        if not done.rowcount:
            raise Refused(found=say("a goal named {} already", kept), needed="a name of its own", do="choose another name")
        return _read(connection.execute(f"SELECT {_COLUMNS} FROM goal WHERE name = ?", (kept,)).fetchone())


def drop(store: Store, goal: int) -> None:
    """Delete a goal; that it isn't there any more is no error."""
    with closing(store.connect()) as connection:
        connection.execute("DELETE FROM goal WHERE id = ?", (goal,))


def _read(row: tuple) -> Set:
    number, name, measure, since, baseline, target, by, revision = row
    return Set(
        id=number,
        name=name,
        measure=measure,
        since=date.fromisoformat(since),
        baseline=baseline,
        target=target,
        by=date.fromisoformat(by),
        revision=revision,
    )
