"""Correct: a reading with what a person says of single columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from models.columns import ATTRIBUTE, BY_NAME, ORDERS, columns_of
from models.errors import Refused, say
from models.ingest.grain import choose_grain
from models.ingest.questions import asked, question_of
from models.ingest.reading import QUESTIONS, Question, Reading
from models.ingest.table import Table
from models.kinds import BY_KIND, KINDS

UNUSED = ""  # what a person chooses for a column that is not to be read


def choices(kind: str) -> tuple[str, ...]:
    """Return what a column of such a table can be read as."""
    return (*(column.name for column in columns_of(kind)), *(QUESTIONS if BY_KIND[kind].asks else ()), ATTRIBUTE, UNUSED)


def kind_of(names: Mapping[str, str]) -> str:
    """Return the kind of table that has these columns: the first of those that need no more, else of those that may have most."""
    said = [name for name in names.values() if name in BY_NAME]
    asks = any(name in QUESTIONS for name in names.values())

    def suits(kind) -> tuple:
        own = {column.name for column in columns_of(kind.name)}
        return (not asks or kind.asks, sum(name in own for name in said), kind.lacks(said) is None, -KINDS.index(kind))

    return max(KINDS, key=suits).name


def correct(reading: Reading, changes: Mapping[str, str], table: Table) -> Reading:
    """Return the reading with a person's corrections.

    Parameters
    ----------
    changes : mapping
        From a header to a column's name, to a way of being asked (`reading.QUESTIONS`), to "attribute", or to "" for "not used".

    Raises
    ------
    Refused
        For a header or a name that isn't there.
    """
    fields = dict(reading.fields)
    attributes, questions = list(reading.attributes), list(reading.questions)
    corrected = set(reading.corrected)
    possible = choices(reading.kind)
    for header, name in changes.items():
        if header not in table.headers:
            raise Refused(
                found=say("the column {}", header), needed=say("one of {}", ", ".join(table.headers)), do="spell it as the file does"
            )
        if name not in possible:
            raise Refused(
                found=say("the field {}", name), needed=say("one of {}", ", ".join([n for n in possible if n])), do="choose one of them"
            )
        for old in [f for f, h in fields.items() if h == header]:
            del fields[old]
        attributes = [a for a in attributes if a != header]
        questions = [q for q in questions if q.header != header]
        corrected.add(header)
        if name == ATTRIBUTE:
            attributes.append(header)
        elif name in QUESTIONS:
            questions.append(_question(table, header, name))
        elif name:
            fields[name] = header
            corrected.add(name)
    return replace(
        reading,
        fields=fields,
        attributes=tuple(attributes),
        questions=tuple(sorted(questions, key=lambda q: table.headers.index(q.header))),
        grain=choose_grain(table.frame, fields) if reading.kind == ORDERS and not reading.known else reading.grain,
        corrected=frozenset(corrected),
    )


def _question(table: Table, header: str, name: str) -> Question:
    """Take the scale from the header or the answers, the role from the person."""
    told = asked(header, role=name)
    found = question_of(header, table.frame[header])
    return told if found is None else replace(told, low=found.low, high=found.high, stated=found.stated)
