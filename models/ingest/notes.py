"""Notes: what is said about a file while it is checked: rows that are nothing, rows that can't be read, warnings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from models.ingest.table import ROW


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A row that can't be read: it is left out whole, and named."""

    row: int
    column: str
    found: str
    needed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """Rows that are nothing, or are kept and never counted, with the reason; `numbers` are theirs in the file (UInt32)."""

    reason: str
    numbers: pl.Series

    @property
    def rows(self) -> int:
        """How many."""
        return self.numbers.len()

    def document(self) -> dict:
        """Return it as a report prints it."""
        return {"reason": self.reason, "rows": self.rows}


@dataclass(slots=True)
class Notes:
    """What is said about a file while it is checked."""

    found: dict[str, list[pl.Series]] = field(default_factory=dict)
    bad: list[Bad] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    refund_rows: pl.Series = field(default_factory=lambda: pl.Series([], dtype=pl.UInt32))

    def ignore(self, reason: str, rows: pl.Series | Iterable[int]) -> None:
        """Remember rows that are nothing, or never counted."""
        numbers = (rows if isinstance(rows, pl.Series) else pl.Series(list(rows), dtype=pl.UInt32)).cast(pl.UInt32)
        if numbers.len():
            self.found.setdefault(reason, []).append(numbers)

    @property
    def ignored(self) -> tuple[Ignored, ...]:
        """What is ignored, reason by reason, in the order in which it was found."""
        return tuple(Ignored(reason=reason, numbers=pl.concat(parts)) for reason, parts in self.found.items())

    def set_aside(self, cells: pl.DataFrame, wrong: pl.Expr, column: str, header: str, needed: str) -> pl.DataFrame:
        """Record the rows that are wrong in one column as bad, and return the others."""
        mask = cells.select(wrong.fill_null(False)).to_series()
        if not mask.any():
            return cells  # nearly always: a million rows are not copied for nothing
        for row, found in cells.filter(mask).select(ROW, column).iter_rows():
            self.bad.append(Bad(row=row, column=header, found=found if found else "nothing", needed=needed))
        return cells.filter(~mask)
