"""From a file to checked tables, with what the person says on the way: the same for the page and the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from babel.numbers import is_currency

from models.errors import Refused, say
from models.ingest.check import Checked, check
from models.ingest.correct import choices, correct, kind_of
from models.ingest.read import read
from models.ingest.reading import Reading, Said
from models.ingest.recognise import by_hand, recognise
from models.ingest.surveys import with_scale
from models.ingest.table import Table
from models.ingest.told import over, with_told
from models.kinds import BY_KIND

NOTHING_SAID = Said()
Memory = Callable[[Table], Said | None]


def nothing_said(table: Table) -> None:
    """Remember nothing."""


def reading_of(table: Table, said: Said = NOTHING_SAID, memory: Memory = nothing_said) -> Reading:
    """Recognise a table and apply what the person says, of this file or of an earlier one of its shape.

    Raises
    ------
    Refused
        If it is no table of any kind, or the person names what isn't there.
    """
    earlier, now = memory(table), said
    if earlier is not None:
        said = replace(
            said,
            mapping={**earlier.mapping, **said.mapping},
            source=said.source or earlier.source,
            date_order=said.date_order or earlier.date_order,
            scale=said.scale or earlier.scale,
            told={**earlier.told, **{asked: over(earlier.told.get(asked), told) for asked, told in said.told.items()}},
        )
    try:
        reading = recognise(table, source=said.source)
    except Refused:
        if not said.mapping:
            raise
        reading = by_hand(said.source if said.source in BY_KIND else kind_of(said.mapping))
    if said.mapping:
        reading = correct(_of_the_kind_meant(reading, said, table), said.mapping, table)
    if said.scale:
        reading = with_scale(reading, *said.scale)
    if said.currency and not is_currency(said.currency.upper()):
        raise Refused(found=say("the currency {}", said.currency), needed="an ISO code such as EUR", do="look it up and try again")
    reading = with_told(reading, said.told, now.mapping) if reading.questions else reading
    return replace(
        reading,
        constants={**reading.constants, "channel": said.channel} if said.channel else reading.constants,
        shop=said.shop or reading.shop,
        currency=said.currency.upper() if said.currency else reading.currency,
        date_order=said.date_order or reading.date_order,
        zone=said.zone,
        said=said,
        remembered=earlier is not None and earlier != Said(told=earlier.told),
        told=frozenset(now.mapping),
    )


def _of_the_kind_meant(reading: Reading, said: Said, table: Table) -> Reading:
    """A person who calls a column something that the recognised kind of table has not, means another kind."""
    names = {name for name in said.mapping.values() if name}
    if reading.known or said.source or names <= set(choices(reading.kind)):
        return reading
    kind = kind_of(said.mapping)
    try:
        return recognise(table, source=kind)
    except Refused:
        return by_hand(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A table of a file and how it is read; or why it isn't."""

    table: Table
    reading: Reading | None = None
    refusal: Refused | None = None

    def checked(self) -> Checked:
        """Check it.

        Raises
        ------
        Refused
            If it could not be recognised, or can't be checked as it is.
        """
        if self.refusal is not None:
            raise self.refusal
        return check(self.table, self.reading)


def tables_of(
    file: str, data: bytes, said: Said = NOTHING_SAID, *, sheet: str | None = None, memory: Memory = nothing_said
) -> list[Candidate]:
    """Read a file's tables and recognise each; those that others refer to come first.

    Raises
    ------
    Refused
        If there is no table, no such sheet, or two sheets are of one kind and none was named.
    """
    tables = read(file, data)
    if sheet is not None:
        names = [table.sheet for table in tables if table.sheet]
        tables = [table for table in tables if table.sheet == sheet]
        if not tables:
            raise Refused(
                found=say("no sheet {} in {}", sheet, file),
                needed=say("one of {}", ", ".join(names or ["a workbook"])),
                do="name one of them",
            )
    found = [candidate(table, said, memory) for table in tables]
    alike = Counter(c.reading.kind for c in found if c.reading is not None)
    for kind, number in alike.items():
        if number > 1:
            sheets = ", ".join(c.table.sheet for c in found if c.reading is not None and c.reading.kind == kind)
            raise Refused(
                found=say("{} sheets in {}, each a {}: {}", number, file, BY_KIND[kind].title, sheets),
                needed="which one to read",
                do="name it with --sheet, or choose it on the Data page",
            )
    return found


def candidate(table: Table, said: Said = NOTHING_SAID, memory: Memory = nothing_said) -> Candidate:
    """Recognise a table, or say why it can't be."""
    try:
        return Candidate(table=table, reading=reading_of(table, said, memory))
    except Refused as problem:
        return Candidate(table=table, refusal=problem)
