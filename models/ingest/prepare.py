"""From a file to checked tables, with what the person says on the way: the same for the page and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from babel.numbers import is_currency

from models.errors import Refused, say
from models.ingest.check import Checked, check
from models.ingest.read import read
from models.ingest.recognise import BY_HAND, Reading, correct, recognise
from models.ingest.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the person says about a file; what is left out, the file itself decides.

    Attributes
    ----------
    source : str or None
        Name of a known source, or "orders".
    mapping : mapping
        From a header to a column's name, "attribute", or "".
    zone, date_order, currency, shop : str or None
        The workspace's time zone; "dmy", "mdy" or "ymd"; an ISO code for rows that name none; the shop's name.
    """

    source: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None
    date_order: str | None = None
    currency: str | None = None
    shop: str | None = None


def reading_of(table: Table, said: Said = Said()) -> Reading:
    """Recognise a table and apply what the person says.

    Raises
    ------
    Refused
        If it is no table of orders, or the person names what isn't there.
    """
    try:
        reading = recognise(table, source=said.source)
    except Refused:
        if not said.mapping:
            raise
        reading = BY_HAND
    if said.mapping:
        reading = correct(reading, said.mapping, table)
    if said.currency and not is_currency(said.currency.upper()):
        raise Refused(found=say("the currency {}", said.currency), needed="an ISO code such as EUR", do="look it up and try again")
    return replace(
        reading,
        shop=said.shop or reading.shop,
        currency=said.currency.upper() if said.currency else reading.currency,
        date_order=said.date_order or reading.date_order,
        zone=said.zone,
    )


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


def tables_of(file: str, data: bytes, said: Said = Said(), *, sheet: str | None = None) -> list[Candidate]:
    """Read a file's tables and recognise each.

    Raises
    ------
    Refused
        If there is no table, no such sheet, or two sheets hold orders alike and none was named.
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
    found = [_candidate(table, said) for table in tables]
    orders = [candidate.table.sheet for candidate in found if candidate.reading is not None]
    if len(orders) > 1:
        raise Refused(
            found=say("{} sheets of orders in {}: {}", len(orders), file, ", ".join(orders)),
            needed="which one to read",
            do="name it with --sheet, or choose it on the Data page",
        )
    return found


def _candidate(table: Table, said: Said) -> Candidate:
    try:
        return Candidate(table=table, reading=reading_of(table, said))
    except Refused as problem:
        return Candidate(table=table, refusal=problem)
