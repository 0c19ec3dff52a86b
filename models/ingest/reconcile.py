"""Reconcile: where a file's rows and its money go, each part with its reason; the parts sum to the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from models.columns import ORDERS, SPENDING
from models.ingest import values
from models.ingest.cells import currencies_of, named
from models.ingest.check import Checked
from models.ingest.order_rows import of_quantity
from models.ingest.rows import in_minor_units
from models.ingest.table import ROW, Table
from models.tables import COUNTED_STATES

NOTHING = ("blank row", "total row", "report footer")  # rows that hold nothing of their own
TO_FIX, REFUNDS = "rows to fix", "refunds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Money that does not count, and why.

    Attributes
    ----------
    reason : str
        As in `Ignored`, or `TO_FIX`, or `REFUNDS`.
    amount : int
        Minor units, taken off what is in the file.
    orders : int
        Orders (refunds, spendings) that it belongs to.
    unknown : int
        Rows among them whose amount can't be read.
    """

    reason: str
    amount: int
    orders: int
    unknown: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Where the money of one currency goes.

    Attributes
    ----------
    currency : str
    in_file, counted : int
        Minor units: all sold (or spent) in the file, and what will count of it, after refunds.
    orders_in_file, orders_counted : int
    steps : tuple of Step
    unexplained : int
        What the steps leave open: 0, unless something is wrong with Rapport.
    """

    currency: str
    in_file: int
    counted: int
    orders_in_file: int
    orders_counted: int
    steps: tuple[Step, ...]

    @property
    def unexplained(self) -> int:
        return self.in_file - self.counted - sum(step.amount for step in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Where the rows go, step by step.

    Attributes
    ----------
    rows : int
        Below the header: `used` + `nothing` + `to_fix`.
    used, nothing, to_fix : int
        Read; blank, total or footer; left out.
    things : int
        What they make (orders, answers, complaints …): `counted` + `idle`.
    counted, idle : int
        That will count; that are kept and never counted.
    people : int
        Different known people behind the counted ones.
    nobody : int
        Counted ones of nobody known.
    """

    rows: int
    used: int
    nothing: int
    to_fix: int
    things: int
    counted: int
    idle: int
    people: int
    nobody: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """Where everything goes; `money` by currency, the largest first."""

    rows: Rows
    money: tuple[Money, ...]


def reconcile(table: Table, checked: Checked) -> Reconciliation:
    """Say where a checked table's rows and money go.

    The money in the file is added up from its cells again, apart from the check, so that the two prove each other.
    """
    money = tuple(_money(table, checked)) if checked.reading.kind in (ORDERS, SPENDING) and checked.reading.has(*_AMOUNTS) else ()
    return Reconciliation(rows=_rows(checked), money=tuple(sorted(money, key=lambda m: -m.in_file)))


_AMOUNTS = ("amount", "line_amount", "unit_price")


def _rows(checked: Checked) -> Rows:
    nothing = sum(ignored.rows for ignored in checked.ignored if ignored.reason in NOTHING)
    to_fix = len({bad.row for bad in checked.bad})
    things = checked.frames[checked.main]
    counted = things.filter(pl.col("state").is_in(COUNTED_STATES)) if checked.main == "orders" else things
    people = counted["who"].drop_nulls().n_unique()
    return Rows(
        rows=checked.rows,
        used=checked.rows - nothing - to_fix,
        nothing=nothing,
        to_fix=to_fix,
        things=things.height,
        counted=counted.height,
        idle=things.height - counted.height,
        people=people,
        nobody=counted["who"].null_count(),
    )


def _money(table: Table, checked: Checked) -> Iterator[Money]:
    worth = _worth(table, checked)
    orders, refunds = _stored(checked)
    for currency in sorted(set(worth["currency"].to_list()) | set(orders["currency"].to_list())):
        rows = worth.filter(pl.col("currency") == currency)
        mine = orders.filter((pl.col("currency") == currency) & pl.col("counted"))
        back = refunds.filter(pl.col("currency") == currency)
        steps = [_step(reason, part) for (reason,), part in rows.filter(pl.col("fate") != "").group_by("fate", maintain_order=True)]
        steps = sorted((s for s in steps if s.amount or s.orders), key=lambda s: (s.reason == TO_FIX, -s.amount))
        if back.height:
            steps.append(Step(reason=REFUNDS, amount=int(back["amount"].sum()), orders=back.height))
        in_file = rows["amount"].drop_nulls().sum()
        if in_file or mine.height or steps:
            yield Money(
                currency=currency,
                in_file=int(in_file),
                counted=int(mine["gross"].sum()) - int(back["amount"].sum()),
                orders_in_file=_different(rows),
                orders_counted=mine.height,
                steps=tuple(steps),
            )


def _stored(checked: Checked) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return what will be stored: orders and the refunds that count; or spendings."""
    if checked.main == "spend":
        spent = checked.frames["spend"].select("currency", pl.col("amount").alias("gross"), pl.lit(True).alias("counted"))
        return spent, pl.DataFrame(schema={"currency": pl.String, "amount": pl.Int64})
    orders = checked.frames["orders"].with_columns(pl.col("state").is_in(COUNTED_STATES).alias("counted"))
    idle = orders.filter(~pl.col("counted"))["key"]
    refunds = checked.frames["refund"].filter(~pl.col("order_key").is_in(idle.implode()).fill_null(False) & (pl.col("amount") != 0))
    return orders, refunds


def _worth(table: Table, checked: Checked) -> pl.DataFrame:
    """Add up the file's cells: `ROW`, `order_number`, `amount` (minor units, null: unreadable), `currency`, `fate` ("": it counts)."""
    reading = checked.reading
    cells = named(table, reading)
    read = {name: values.amounts(cells[name]).alias(name) for name in (*_AMOUNTS, "quantity") if name in cells.columns}
    cells = cells.with_columns(read.values())
    each = pl.coalesce("line_amount", of_quantity()) if reading.kind == ORDERS else pl.col("amount")
    if reading.kind == ORDERS and reading.grain in ("order", "head", "total") and reading.has("amount"):
        each = pl.col("amount")
    elif reading.kind == ORDERS and reading.has("amount"):
        each = pl.coalesce(each, "amount")
    number = "order_number" if "order_number" in cells.columns else None
    cells = cells.with_columns(
        each.alias("amount"),
        currencies_of(cells, reading).alias("currency"),
        (pl.col(number) if number else pl.lit("")).alias("order_number"),
    )
    fates = pl.concat([pl.DataFrame({ROW: i.numbers, "fate": [i.reason] * i.rows}, schema=_FATES) for i in checked.ignored] or [_NONE])
    wrong = pl.DataFrame({ROW: [bad.row for bad in checked.bad], "fate": [TO_FIX] * len(checked.bad)}, schema=_FATES)
    fates = pl.concat([fates, wrong]).unique(ROW, keep="first", maintain_order=True)
    rows = cells.select(ROW, "order_number", "amount", "currency").join(fates, on=ROW, how="left", maintain_order="left")
    rows = rows.with_columns(pl.col("fate").fill_null(""))
    rows = rows.filter(~pl.col("fate").is_in(NOTHING) & ~pl.col(ROW).is_in(checked.refund_rows.implode()))
    if reading.grain == "total":
        rows = rows.filter(pl.col("order_number").rle_id().is_first_distinct())
    elif reading.grain == "head" and reading.has("amount"):
        rows = rows.filter(pl.col("amount").is_not_null() | (pl.col("fate") == TO_FIX))
    return in_minor_units(rows, "amount")


_FATES = {ROW: pl.UInt32, "fate": pl.String}
_NONE = pl.DataFrame(schema=_FATES)


def _step(reason: str, rows: pl.DataFrame) -> Step:
    return Step(reason=reason, amount=int(rows["amount"].drop_nulls().sum()), orders=_different(rows), unknown=rows["amount"].null_count())


def _different(rows: pl.DataFrame) -> int:
    """Count orders: by their numbers, and row by row where they have none."""
    numbered = rows.filter(pl.col("order_number") != "")
    return numbered["order_number"].n_unique() + rows.height - numbered.height
