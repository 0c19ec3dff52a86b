"""Check: from a reading of a table to what is to be stored, with all that is left out and why. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.columns import CUSTOMERS, EMPLOYEES, ORDERS, SURVEY
from models.ingest.customers import check_customers
from models.ingest.notes import Bad, Ignored, Notes
from models.ingest.orders import check_orders
from models.ingest.reading import Reading
from models.ingest.records import RECORDS, check_records
from models.ingest.remember import shape_of
from models.ingest.surveys import check_survey
from models.ingest.table import Table

CHECKS = {
    ORDERS: check_orders,
    CUSTOMERS: check_customers,
    SURVEY: check_survey,
    EMPLOYEES: check_survey,
    **dict.fromkeys(RECORDS, check_records),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A table, ready to be stored.

    Attributes
    ----------
    reading : Reading
        How it was read.
    date_order : str
        The order of day and month.
    rows : int
        Records below the header.
    shape : str
        What the next file of this kind has in common with it.
    frames : dict of str to polars.DataFrame
        What is to be stored, table by table, as the kind's own module says (`CHECKS`).
    ignored, bad, warnings
        What is left out and why, and what the person should know.
    refund_rows : polars.Series
        Numbers of the rows that are refunds themselves.
    """

    file: str
    sheet: str | None
    reading: Reading
    date_order: str
    rows: int
    shape: str
    frames: dict[str, pl.DataFrame]
    ignored: tuple[Ignored, ...]
    bad: tuple[Bad, ...]
    warnings: tuple[str, ...]
    refund_rows: pl.Series

    @property
    def namespace(self) -> str:
        """Where numbers of people mean the same person: the shop; employees have one of their own."""
        return f"{self.reading.shop} employees" if self.reading.kind == EMPLOYEES else self.reading.numbers_of or self.reading.shop

    @property
    def main(self) -> str:
        """The table that a row of the file is about."""
        return next(iter(self.frames))


def check(table: Table, reading: Reading) -> Checked:
    """Decide what each row of a table is.

    Raises
    ------
    Refused
        If a question has to be answered first (day or month first), or a column that is needed is missing.
    """
    notes = Notes()
    if reading.remembered:
        notes.warnings.append("read as you corrected an earlier file with these columns")
    frames, date_order = CHECKS[reading.kind](table, reading, notes)
    return Checked(
        file=table.file,
        sheet=table.sheet,
        reading=reading,
        date_order=date_order,
        rows=table.rows,
        shape=shape_of(table),
        frames=frames,
        ignored=notes.ignored,
        bad=tuple(sorted(notes.bad, key=lambda bad: bad.row)),
        warnings=tuple(notes.warnings),
        refund_rows=notes.refund_rows,
    )
