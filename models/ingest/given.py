"""Given: one filled-in form of Rapport's own into the workspace, as an answer of a survey like any other."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from models.columns import SURVEY
from models.errors import Refused
from models.form import Form
from models.ingest.check import Checked, check
from models.ingest.commit import silent
from models.ingest.reading import Question, Reading
from models.ingest.source import Source
from models.ingest.table import ROW, Table
from models.ingest.told import told_before, with_told
from models.ingest.writer import Writer
from models.store import Store, driver
from models.tables import Batch

#: The shop that its answers belong to.
RAPPORT = "rapport"
AS_GIVEN = "customer number as given"
ASKED = Source(name=RAPPORT, title="Asked by Rapport", shop=RAPPORT, kind=SURVEY, signature=(), fields={})
_TEXTS = ("response_number", "answered_at", "email", "customer_number", "channel", "comment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A filled-in form.

    Attributes
    ----------
    token : str
        What tells it from every other: the same one is stored once.
    at : datetime
        When, on the workspace's clock (naive).
    values : mapping
        From a question to its value; None where it does not apply.
    who : str
        An e-mail or a customer number, "" if none was given.
    comment : str
    """

    token: str
    at: datetime
    values: Mapping[str, int | None]
    who: str = ""
    comment: str = ""


def give(store: Store, form: Form, given: Given, *, imported_at: datetime, file: str) -> bool:
    """Store one filled-in form, in one transaction.

    The answers of a day are one import, as long as it is the newest: it can be undone like any. A customer number that nobody has is
    kept with the answer and makes no customer: a slip of the finger would.

    Parameters
    ----------
    file : str
        What the history calls the day's answers.

    Returns
    -------
    bool
        Whether anything was stored: not where the same form was stored before, or nothing was answered.

    Raises
    ------
    Refused
        If somebody else writes for longer than one waits.
    """
    try:
        with store.change() as session:
            connection = driver(session)
            if connection.execute("SELECT 1 FROM response WHERE shop = ? AND key = ?", (RAPPORT, given.token)).fetchone():
                raise _NothingToStore
            checked = _checked(session, connection, form, given, file)
            if checked.frames["response"].is_empty():
                raise _NothingToStore
            batch = _batch(session, imported_at, file)
            writer = Writer(connection, checked, batch.id, silent)
            writer.write()
            _count(batch, writer)
    except _NothingToStore:
        return False
    except OperationalError as problem:
        raise Refused(found="somebody else who is writing", needed="a free moment", do="try again") from problem
    return True


class _NothingToStore(Exception):
    """The transaction is rolled back on purpose."""


def _checked(session: Session, connection: sqlite3.Connection, form: Form, given: Given, file: str) -> Checked:
    """Read the form as a table of one row: it is checked as any answer is."""
    email = given.who if "@" in given.who else ""
    number = "" if email else given.who
    known = number and connection.execute(
        "SELECT 1 FROM identity WHERE kind = 'number' AND namespace = ? AND value = ?", (form.numbers_of, number)
    ).fetchone()
    cells = {
        "response_number": given.token,
        "answered_at": given.at.strftime("%Y-%m-%d %H:%M:%S"),
        "email": email,
        "customer_number": number if known else "",
        "channel": form.channel,
        "comment": given.comment.strip(),
        AS_GIVEN: "" if known else number,
    }
    asked = {f"question {place}": ask for place, ask in enumerate(form.questions)}
    for header, ask in asked.items():
        value = given.values.get(ask.question)
        cells[header] = "" if value is None else str(value)
    frame = pl.DataFrame({name: [text] for name, text in cells.items()}, schema=dict.fromkeys(cells, pl.String))
    frame = frame.with_columns(pl.lit(1, dtype=pl.UInt32).alias(ROW))
    reading = Reading(
        source=ASKED,
        kind=SURVEY,
        fields={name: name for name in _TEXTS},
        attributes=(AS_GIVEN,),
        questions=tuple(
            Question(
                header=header, question=ask.question, name=ask.name, role=ask.role, group=ask.group, low=ask.scale[0], high=ask.scale[1],
                stated=True,
            )
            for header, ask in asked.items()
        ),
        shop=RAPPORT,
        date_order="ymd",
        numbers_of=form.numbers_of,
    )  # fmt: skip
    table = Table(file=file, frame=frame, headers=tuple(cells), encoding="utf-8", separator=",")
    return check(table, with_told(reading, told_before(session), {}))


def _batch(session: Session, imported_at: datetime, file: str) -> Batch:
    """Return the day's import of forms. Only the newest may grow: a later one may have brought the people who answer now."""
    newest = session.exec(select(Batch).order_by(Batch.id.desc())).first()
    moment = imported_at.isoformat(timespec="seconds")
    if newest is not None and newest.source == RAPPORT and newest.undone_at is None and newest.imported_at[:10] == moment[:10]:
        return newest
    batch = Batch(file=file, source=RAPPORT, kind=SURVEY, shop=RAPPORT, imported_at=moment)
    nothing: dict[str, object] = {"added": {}, "updated": {}, "unchanged": {}, "ignored": [], "bad": [], "warnings": []}
    session.add(batch)
    session.flush()
    batch.report = json.dumps(
        {"file": file, "sheet": None, "source": RAPPORT, "kind": SURVEY, "rows": 0, "batch": batch.id, "bad_rows": 0, **nothing}
    )
    return batch


def _count(batch: Batch, writer: Writer) -> None:
    """Add one answer to the import's report. Whoever answers again is one customer, not a change."""
    report = json.loads(batch.report)
    report["rows"] += 1
    for name, number in writer.added.items():
        report["added"][name] = report["added"].get(name, 0) + number
    batch.report = json.dumps(report, ensure_ascii=False)
