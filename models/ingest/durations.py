"""Cells of text into lengths of time, and into months."""

from __future__ import annotations

import re

import polars as pl

from models.columns import plain
from models.ingest import values

_MONTH = r"^\s*(\d{4})[-./](\d{1,2})\s*$"
_MONTH_FIRST = r"^\s*(\d{1,2})[-./](\d{4})\s*$"


def minutes(cells: pl.Series, header: str = "") -> pl.Series:
    """Read how long something took, in minutes (Float64): "35", "00:35:30" (hours first), in the unit that the header names.

    >>> minutes(pl.Series(["35", "00:35:30", "soon"])).to_list()
    [35.0, 35.5, None]
    >>> minutes(pl.Series(["1.5"]), "Response time (hours)").to_list()
    [90.0]
    """
    clock = cells.str.extract_groups(r"^\s*(\d+):(\d{2})(?::(\d{2}))?\s*$")
    hours, part, seconds = (clock.struct.field(str(n)).cast(pl.Float64, strict=False) for n in (1, 2, 3))
    said = plain(header)
    unit = (
        60.0 if re.search(r"\b(hours?|hrs?|час\w*)\b|小时", said) else 1 / 60 if re.search(r"\b(seconds?|secs?|сек\w*)\b|秒", said) else 1.0
    )
    number = values.amounts(cells) / values.SCALE * unit
    return pl.select(pl.coalesce(hours * 60 + part + seconds.fill_null(0) / 60, number).alias("minutes")).to_series()


def months(cells: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Read months ("2026-04", "04.2026") as their first and last days, ISO texts; null where a cell is no month.

    >>> first, last = months(pl.Series(["2026-02", "03.2026", "2026-02-07", "2026-13"]))
    >>> first.to_list(), last.to_list()
    (['2026-02-01', '2026-03-01', None, None], ['2026-02-28', '2026-03-31', None, None])
    """
    year_first = cells.str.replace(_MONTH_FIRST, "$2-$1")
    whole = year_first.str.contains(_MONTH)
    text = pl.select(pl.when(whole).then(year_first.str.replace(_MONTH, "$1-$2-01"))).to_series()
    first = text.str.to_date("%Y-%m-%d", strict=False)
    return first.dt.strftime("%Y-%m-%d"), first.dt.month_end().dt.strftime("%Y-%m-%d")
