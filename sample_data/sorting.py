"""Sorting more than memory holds: rows are laid down by stretches of time, slice by slice, and each stretch is sorted by itself."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import polars as pl

from sample_data.clock import DAY

#: What tells any two rows of a stream; those that it hasn't are left out.
KEYS = ("at", "who", "tag", "nth")


class Stretches:
    """Rows of several streams, by stretches of time.

    How many stretches there are changes what is in memory at a time, and nothing of what comes out.

    Parameters
    ----------
    folder : Path
        An empty one.
    days : int
        Days of the data.
    number : int
        Of stretches.
    """

    def __init__(self, folder: Path, days: int, number: int) -> None:
        self._folder, self.number = folder, max(1, min(number, days))
        self._length = -(-days // self.number) * DAY
        self._parts: Counter[tuple[str, int]] = Counter()
        self._rows: Counter[tuple[str, int]] = Counter()

    def add(self, stream: str, rows: pl.DataFrame) -> None:
        """Lay rows down; their column `at` is seconds since the first midnight."""
        if rows.is_empty():
            return
        parts = {(0,): rows} if self.number == 1 else _parted(rows, self._length)
        for (stretch,), part in parts.items():
            key = stream, int(stretch)
            part.write_ipc(self._path(*key, self._parts[key]))
            self._parts[key] += 1
            self._rows[key] += part.height

    def rows(self, stream: str) -> int:
        """How many rows of a stream were laid down."""
        return sum(count for (name, _), count in self._rows.items() if name == stream)

    def read(self, stream: str, stretch: int) -> pl.DataFrame | None:
        """A stretch's rows in order; None if there are none."""
        key = stream, stretch
        parts = [pl.read_ipc(self._path(*key, part).read_bytes()) for part in range(self._parts[key])]
        if not parts:
            return None
        together = pl.concat(parts)
        return together.sort([name for name in KEYS if name in together.columns])

    def _path(self, stream: str, stretch: int, part: int) -> Path:
        return self._folder / f"{stream}-{stretch}-{part}"


def _parted(rows: pl.DataFrame, length: int) -> dict[tuple, pl.DataFrame]:
    parts = rows.with_columns((pl.col("at") // length).alias("stretch")).partition_by("stretch", as_dict=True)
    return {key: part.drop("stretch") for key, part in parts.items()}
