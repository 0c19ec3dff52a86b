"""Cells of delimited text: a row is put together as one text, the empty and constant cells once for all rows."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

Cell = str | pl.Expr


def quoted(text: str) -> str:
    """A text as a cell.

    >>> quoted("Mug, blue"), quoted("Mug")
    ('"Mug, blue"', 'Mug')
    """
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\n') else text


def header(columns: Mapping[str, Cell]) -> str:
    """The names of the columns as a row."""
    return ",".join(quoted(name) for name in columns)


def rows(columns: Mapping[str, Cell]) -> pl.Expr:
    """Rows as text: texts stand in each, expressions (of String, quoted already) say what differs."""
    parts: list[pl.Expr] = []
    same = ""
    for place, cell in enumerate(columns.values()):
        same += "," if place else ""
        if isinstance(cell, str):
            same += cell
            continue
        if same:
            parts.append(pl.lit(same))
        parts.append(cell)
        same = ""
    return pl.concat_str([*parts, pl.lit(same)])


def money(cents: str | pl.Expr) -> pl.Expr:
    """Cents, 0 or more, as a decimal text."""
    cents = pl.col(cents) if isinstance(cents, str) else cents
    return pl.concat_str([(cents // 100).cast(pl.String), pl.lit("."), (cents % 100).cast(pl.String).str.zfill(2)])


def one_of(choices, place: str | pl.Expr) -> pl.Expr:
    """The text at this place, as a cell; "" below 0."""
    place = pl.col(place) if isinstance(place, str) else place
    texts = pl.lit(pl.Series([quoted(choice) for choice in choices], dtype=pl.String))
    return pl.when(place < 0).then(pl.lit("")).otherwise(texts.gather(place.clip(lower_bound=0)))


def counted_up(first: int, before: str = "", width: int = 0) -> pl.Expr:
    """Numbers in a row's order, from `first` on."""
    return pl.concat_str([pl.lit(before), (pl.int_range(pl.len()) + first).cast(pl.String).str.zfill(width)])


def told(frame: pl.DataFrame, columns: Mapping[str, Cell]) -> tuple[str, pl.DataFrame]:
    """The header, and a row a record; `state` where the record has one."""
    state = pl.col("state") if "state" in frame.columns else pl.lit(0)
    return header(columns), frame.select(rows(columns).alias("line"), state.alias("state"))


def alternatives(choose: str | pl.Expr, yes: str | pl.Expr, no: str | pl.Expr) -> pl.Expr:
    """One cell or another."""
    choose = pl.col(choose) if isinstance(choose, str) else choose
    yes, no = (pl.lit(cell) if isinstance(cell, str) else cell for cell in (yes, no))
    return pl.when(choose).then(yes).otherwise(no)
