"""Recognise: from a table of text to a reading of it, with the reasons. The source's signature columns come first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

import polars as pl

from models.columns import CUSTOMERS, EMPLOYEES, ORDERS, SURVEY, plain
from models.errors import Refused, say
from models.ingest.grain import choose_grain
from models.ingest.matching import SAMPLE, currency_in_header, date_order_in_header, groups, match, weight
from models.ingest.questions import question_of, telling
from models.ingest.reading import OWN, Question, Reading
from models.ingest.source import Source, known_sources
from models.ingest.table import Table
from models.kinds import BY_KIND, KINDS, Kind

#: Kinds of which every further column says something of the person: it is kept. Of the others, what sorts rows into groups.
KEEP_ALL = (CUSTOMERS, SURVEY, EMPLOYEES)
SURELY = 1.0  # by so much more the columns must speak for a kind that lacks something than for one that lacks nothing
NAMED = 1.5  # what a file's or a sheet's name counts for a kind, beside its columns
#: Says something of the computer, not of the customer: never kept.
NEVER_KEPT = frozenset({"ip address", "ip", "user agent", "browser", "ip адрес", "ip地址", "来自ip", "latitude", "longitude"})


def plain_source(kind: str, unknown_state: str = "paid") -> Source:
    """Return the source of a table that no known system wrote."""
    known = BY_KIND[kind]
    return Source(name=known.name, title=known.title, shop=OWN, kind=known.name, signature=(), fields={}, unknown_state=unknown_state)


def by_hand(kind: str = ORDERS) -> Reading:
    """Return the reading of a table of which nothing is known but its kind."""
    return Reading(source=plain_source(kind), kind=kind, fields={}, shop=OWN)


def recognise(table: Table, *, source: str | None = None) -> Reading:
    """Decide how to read a table.

    Parameters
    ----------
    table : Table
        As it was read.
    source : str, optional
        The name of a known source, or of a kind of table, if the person says it.

    Raises
    ------
    Refused
        If it is no table of any kind, or not one of the source that was named.
    """
    if source in BY_KIND:
        return _unknown(table, [BY_KIND[source]])
    candidates = [s for s in known_sources() if source in (None, s.name)]
    if not candidates:
        names = [s.name for s in known_sources()] + list(BY_KIND)
        near = get_close_matches(source, names, n=5, cutoff=0.4) or list(BY_KIND)
        raise Refused(
            found=say("the source name {}", source),
            needed=say("one of the {} that docs/data.md lists, such as {}", len(names), ", ".join(near)),
            do="name one of them, or leave it out",
        )
    headers = {plain(header): header for header in table.headers}
    for candidate in candidates:
        if source is None and (table.separator == "fixed") != (candidate.separator == "fixed"):
            continue
        signed = all(plain(header) in headers for header in candidate.signature)
        if signed and (source is not None or candidate.applies is None or candidate.applies(table)):
            return _known(candidate, table, headers)
    if source is not None:
        missing = [h for h in candidates[0].signature if plain(h) not in headers]
        raise Refused(
            found=say("{} without {}", table.file, ", ".join(missing)),
            needed=say("the columns of {}", candidates[0].title),
            do="leave the source out, and see what the columns are taken for",
        )
    return _unknown(table, list(KINDS))


def _known(source: Source, table: Table, headers: Mapping[str, str]) -> Reading:
    fields = {}
    for name, choices in source.fields.items():
        found = next((headers[plain(choice)] for choice in choices if plain(choice) in headers), None)
        if found is not None:
            fields[name] = found
    skip = {plain(header) for header in source.skip}
    attributes = tuple(headers[plain(a)] for a in source.attributes if plain(a) in headers)
    questions: tuple[Question, ...] = ()
    if source.kind in KEEP_ALL:
        rest = [h for h in table.headers if h not in fields.values() and plain(h) not in skip]
        sample = table.frame.select(rest).head(SAMPLE)
        found = match(source.kind, rest, sample)
        fields |= {name: header for name, header in found.items() if name in ("email", "comment") and name not in fields}
        rest = [h for h in rest if h not in fields.values()]
        questions = _questions(table, rest) if BY_KIND[source.kind].asks else ()
        attributes = _further(source.kind, sample, rest, questions)
    return _finished(
        Reading(
            source=source,
            kind=source.kind,
            fields=fields,
            attributes=attributes,
            questions=questions,
            constants=source.from_above(table.above) if source.from_above else {},
            shop=source.shop,
            grain=source.grain,
            currency=source.currency,
            date_order=source.date_order,
            because=tuple(headers[plain(h)] for h in source.signature),
        )
    )


def _unknown(table: Table, kinds: list[Kind]) -> Reading:
    """Read a table that no known system wrote: as the kind that most of its columns speak for."""
    sample = table.frame.head(SAMPLE)
    asked = _questions(table, list(table.headers))
    tried = []
    for kind in kinds:
        fields = match(kind.name, _unasked(table, asked, kind), sample)
        questions = tuple(q for q in asked if q.header not in fields.values()) if kind.asks else ()
        lacking = kind.lacks(fields) or (("a column of ratings",) if kind.name == SURVEY and not _a_survey(questions) else None)
        opinions = min(sum(2 if telling(q) else 0.7 for q in questions), 6) if _a_survey(questions) else 0
        score = weight(kind.name, fields) + opinions + _named(kind, table)
        tried.append((lacking is None, score, -len(tried), kind, fields, questions, lacking))
    complete, score, _, kind, fields, questions, lacking = max(tried, key=lambda t: t[:3])
    _, likeliest, _, other, _, _, other_lacks = max(tried, key=lambda t: t[1:3])
    if not complete or likeliest > score + SURELY:  # a table of orders whose days can't be read is no list of customers
        _refuse(table, other, other_lacks)
    rest = [h for h in table.headers if h not in fields.values() and h not in {q.header for q in questions}]
    of_a_deal = kind.name == ORDERS and any(word in plain(fields.get("state", "")) for word in ("stage", "стадия", "этап", "阶段"))
    return _finished(
        replace(
            by_hand(kind.name),
            source=plain_source(kind.name, "open" if of_a_deal else "paid"),
            fields=fields,
            questions=questions,
            attributes=_further(kind.name, sample, rest, questions),
            grain=choose_grain(table.frame, fields) if kind.name == ORDERS else "order",
            currency=currency_in_header(fields),
            because=(*fields.values(), *(q.header for q in questions)),
        )
    )


def _a_survey(questions: tuple[Question, ...]) -> bool:
    """One column that asks an opinion is a survey; small numbers alone are one when they are several."""
    return any(telling(question) for question in questions) or len(questions) >= 3


def _unasked(table: Table, asked: tuple[Question, ...], kind: Kind) -> list[str]:
    """Of a survey, a column of ratings is a question before it is anything else; its number and its day are not."""
    opinions = {q.header for q in asked if telling(q)} if kind.asks else set()
    return [header for header in table.headers if header not in opinions]


def _named(kind: Kind, table: Table) -> float:
    name = f"{table.sheet or table.file}".casefold()
    return NAMED if any(hint in name for hint in kind.hints) else 0.0


def _questions(table: Table, headers: list[str]) -> tuple[Question, ...]:
    """Find the columns of answers: a column whose first rows hold none is not looked at whole."""
    sample = table.frame.select(headers).head(SAMPLE)
    likely = [header for header in headers if question_of(header, sample[header]) is not None]
    whole = (question_of(header, table.frame[header]) for header in likely)
    return tuple(question for question in whole if question is not None)


def _further(kind: str, sample: pl.DataFrame, rest: list[str], questions: tuple[Question, ...]) -> tuple[str, ...]:
    """Return which columns are kept beside those that have a name."""
    asked = {question.header for question in questions}
    left = [h for h in rest if h not in asked and plain(h) not in NEVER_KEPT]
    if kind in KEEP_ALL:
        return tuple(h for h in left if (sample[h].str.strip_chars() != "").any())
    return tuple(h for h in left if groups(sample[h]))


def _finished(reading: Reading) -> Reading:
    time = reading.fields.get(BY_KIND[reading.kind].time or "", "")
    return reading if reading.date_order else replace(reading, date_order=date_order_in_header(time))


def _refuse(table: Table, kind: Kind, lacking: tuple[str, ...]) -> None:
    if kind.name == ORDERS and "ordered_at" in lacking:
        raise Refused(
            found=say("{} without a column of dates", table.file),
            needed="the day of each order",
            do="name the column ordered_at, or say which one it is",
        )
    if kind.name == ORDERS:
        raise Refused(
            found=say("{} without an amount or an order number", table.file),
            needed="a table of orders",
            do="name the columns amount and order_number, or say which ones they are",
        )
    raise Refused(
        found=say("{}, which looks like a {}, without any of {}", table.file, kind.title, ", ".join(lacking)),
        needed=say("one of them, to be read as a {}", kind.title),
        do="name the column so, say which one it is, or say what kind of table it is",
    )
