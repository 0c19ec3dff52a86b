"""Told: what a person said of a question, its name, its role and its group; kept for every file that asks it again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from sqlmodel import Session, select

from models.columns import EMPLOYEES
from models.ingest.groups import group_of
from models.ingest.questions import of_grids
from models.ingest.reading import Asked, Question, Reading, Told
from models.tables import Attribute, Remembered

_SHAPE = "question:"  # no shape of a file begins so: those are hexadecimal
ATTRIBUTE = "attribute"


def audience_of(kind: str) -> str:
    """Return whom a survey of this kind asks."""
    return "employee" if kind == EMPLOYEES else "customer"


def told_before(session: Session) -> dict[Asked, Told]:
    """Return all that was said of questions, of this file or any other."""
    kept = session.exec(select(Remembered).where(Remembered.shape.startswith(_SHAPE)).order_by(Remembered.id))
    return {_asked(one.shape): Told(**json.loads(one.said)) for one in kept}


def over(earlier: Told | None, now: Told) -> Told:
    """Return what was said with what is said now.

    >>> over(Told(name="Staff", group="people"), Told(group=""))
    Told(name='Staff', role=None, group='', was=None)
    """
    earlier = earlier or Told()
    said = {name: value for name, value in asdict(now).items() if value is not None}
    return replace(earlier, **said | {"was": earlier.was or now.was})


def tell(session: Session, asked: Asked, told: Told) -> None:
    """Keep what a person says of a question, and change it where it stands already.

    Parameters
    ----------
    asked : tuple of str
        Whom it asks, and the question.
    told : Told
        What is None, stays.
    """
    shape = _SHAPE + ":".join(asked)
    known = session.exec(select(Remembered).where(Remembered.shape == shape)).first()
    before = Told(**json.loads(known.said)) if known else Told()
    here = session.exec(select(Attribute).where(Attribute.audience == asked[0], Attribute.question == asked[1])).first()
    was = before.was or told.was or (here.name if here else None)
    now = replace(over(before, told), was=was)
    said = json.dumps(asdict(now), ensure_ascii=False)
    if known is None:
        session.add(Remembered(shape=shape, said=said))
    else:
        known.said = said
    if here is not None:
        here.name, here.role = now.name or here.name, now.role or here.role
        group = here.group if now.group is None else now.group or None
        here.group = group if here.role == ATTRIBUTE else None


def with_told(reading: Reading, told: Mapping[Asked, Told], now: Mapping[str, str]) -> Reading:
    """Return the reading with every question's name, role and group: as a person said, else as its words suggest.

    Parameters
    ----------
    told : mapping
        What was said of questions.
    now : mapping
        What the person says of this file's columns: it goes before any role that was said earlier.
    """
    audience = audience_of(reading.kind)
    called = {one.was: one.name for (whom, _), one in told.items() if whom == audience and one.was and one.name}
    questions = (_one(q, told.get((audience, q.question)), called, now, reading.kind) for q in of_grids(reading.questions))
    return replace(reading, questions=tuple(questions))


def tell_all(session: Session, reading: Reading) -> None:
    """Keep what the person said of this file's questions, and change those that stand."""
    audience = audience_of(reading.kind)
    for question in reading.questions:
        if question.aspect != "performance":
            continue
        told = reading.said.told.get((audience, question.question), Told())
        if question.header in reading.told:
            told = replace(told, role=question.role)
        if told != Told():
            tell(session, (audience, question.question), told)


def _one(question: Question, told: Told | None, called: Mapping[str, str], now: Mapping[str, str], kind: str) -> Question:
    if question.aspect != "performance":  # what is expected, and how important it is, goes by the name of what is rated
        return replace(question, name=called.get(question.name, question.name))
    told = told or Told()
    role = question.role if question.header in now else told.role or question.role
    group = group_of(question.name, kind) if told.group is None else told.group or None
    return replace(question, name=told.name or question.name, role=role, group=group if role == ATTRIBUTE else None)


def _asked(shape: str) -> Asked:
    audience, _, question = shape.removeprefix(_SHAPE).partition(":")
    return audience, question
