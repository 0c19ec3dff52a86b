"""A table of text: what a file holds, before anybody decides what it means."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

ROW = "__row__"  # the record number's column; no header looks like this


@dataclass(frozen=True, slots=True)
class Ragged:
    """A record of another number of cells than the header has."""

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Footer:
    """A record below the table that is nothing: a total of it, or words about it."""

    row: int
    cells: tuple[str, ...]
    reason: str  # "total row" or "report footer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a file, as text.

    Attributes
    ----------
    file, sheet : str
        Where it comes from; `sheet` is None outside a workbook.
    frame : polars.DataFrame
        All columns String, never null (nothing is ""), named by the header; the record number in `ROW` (UInt32).
    headers : tuple of str
        The columns' names, in the file's order: none empty, none twice.
    header_row : int
        The first header record's number; 0 where the file has none (fixed columns).
    header_rows : int
        How many header records there are, one below the other.
    encoding, separator : str
        How the bytes were read; `separator` is "fixed" for fixed columns, "" for a workbook.
    above : tuple of tuple of str
        The cells of each record above the header.
    blank : tuple of int
        Numbers of the blank records below the header; they are not in `frame`.
    ragged : tuple of Ragged
        Records of the table with more or fewer cells than the header; they are not in `frame`.
    footers : tuple of Footer
        What stands below the table and is no part of it; not in `frame` either.
    """

    file: str
    sheet: str | None = None
    frame: pl.DataFrame
    headers: tuple[str, ...]
    header_row: int = 1
    header_rows: int = 1
    encoding: str
    separator: str
    above: tuple[tuple[str, ...], ...] = ()
    blank: tuple[int, ...] = ()
    ragged: tuple[Ragged, ...] = ()
    footers: tuple[Footer, ...] = ()

    @property
    def rows(self) -> int:
        """Records below the header, all of them."""
        return self.frame.height + len(self.ragged) + len(self.blank) + len(self.footers)


def without_marks(text: str) -> str:
    """Drop the control characters that no export means: NUL, and those that Rapport itself joins texts with."""
    for mark in ("\x00", "\x1e", "\x1f"):
        if mark in text:
            text = text.replace(mark, "")
    return text
