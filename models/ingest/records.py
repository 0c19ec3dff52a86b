"""Records: tables of which each row is one thing that happened: a complaint, a contact, a membership, a reward, a referral, a spending."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.columns import COMPLAINTS, INTERACTIONS, MEMBERSHIPS, REFERRALS, REWARDS, SPENDING
from models.errors import say
from models.ingest import values
from models.ingest.cells import header_of, needs, texts, usable, with_currency, with_time
from models.ingest.durations import minutes, months
from models.ingest.identities import IDS, WHO, identified, warn_of_shared
from models.ingest.notes import Bad, Notes
from models.ingest.reading import Reading
from models.ingest.rows import DUPLICATE, EARLIER_STATE, as_json, in_minor_units
from models.ingest.table import ROW, Table
from models.ingest.wording import COMPLAINT_STATES, PURPOSES, words_of

#: Beside the number: what tells one membership from another is the programme and the member, whatever else changes.
REFERRED = ("referred_email_id", "referred_number_id", "referred_name_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How a kind of record is kept.

    Attributes
    ----------
    table : str
        Its table.
    number, time : str or None
        The columns that number and date it.
    end : str or None
        A second time, never before the first.
    texts, numbers : tuple of str
        Further columns.
    money : bool
        Whether it has an amount.
    key : tuple of str
        Where a row has no number: the columns that tell it from others. With `once`, equal ones are one record; else each row is.
    renamed : tuple of (str, str)
        Columns that the table calls otherwise.
    """

    table: str
    number: str | None
    time: str
    end: str | None = None
    texts: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    money: bool = False
    key: tuple[str, ...] = ()
    once: bool = False
    time_needed: bool = True
    renamed: tuple[tuple[str, str], ...] = ()


RECORDS = {
    COMPLAINTS: Record(
        table="complaint",
        number="complaint_number",
        time="opened_at",
        end="closed_at",
        texts=("cause", "channel", "resolution", "complaint_product", "order_number", "comment", "complaint_state"),
        key=("cause",),
        renamed=(("order_number", "order_key"), ("complaint_state", "state"), ("complaint_product", "product")),
    ),
    INTERACTIONS: Record(
        table="interaction",
        number="interaction_number",
        time="happened_at",
        texts=("interaction", "channel", "topic", "comment"),
        numbers=("response_minutes",),
        key=("interaction", "channel", "topic"),
    ),
    MEMBERSHIPS: Record(
        table="membership",
        number="membership_number",
        time="member_since",
        end="member_until",
        texts=("programme", "level"),
        numbers=("points",),
        key=("programme",),
        once=True,
        time_needed=False,
    ),
    REWARDS: Record(
        table="reward",
        number="reward_number",
        time="rewarded_at",
        texts=("programme", "reward"),
        numbers=("points",),
        money=True,
        key=("programme", "reward", "points"),
    ),
    REFERRALS: Record(
        table="referral",
        number="referral_number",
        time="referred_at",
        texts=("channel", "referral_result"),
        key=REFERRED,
        renamed=(("referral_result", "result"),),
    ),
    SPENDING: Record(
        table="spend",
        number=None,
        time="spent_at",
        end="spent_until",
        texts=("channel", "purpose"),
        money=True,
        key=("purpose", "channel", "amount"),
    ),
}
THE_PROGRAMME = "loyalty programme"  # a file that names none speaks of the only one


def check_records(table: Table, reading: Reading, notes: Notes) -> tuple[dict[str, pl.DataFrame], str]:
    """Decide what each row of a table of records is.

    Returns
    -------
    dict of str to polars.DataFrame
        The one table, unique by `key`: who, its columns, `attributes` (JSON or null).
    str
        The order of day and month.
    """
    needs(reading)
    record = RECORDS[reading.kind]
    cells = usable(table, reading, notes)
    if reading.kind == SPENDING:
        cells = _whole_months(cells)
    cells, order = with_time(cells, record.time, reading, notes, as_name="at", needed=record.time_needed)
    if record.end:
        cells, _ = with_time(cells, record.end, reading, notes, as_name="until", needed=False, order=order)
        cells = _in_order(cells, record, reading, notes)
    cells = _numbers(cells, record, reading, notes)
    rows = identified(cells, reading.kind)
    if reading.kind == REFERRALS:
        rows = _referred(rows)
    rows = _worded(rows, reading, notes)
    if reading.kind in (MEMBERSHIPS, REWARDS):
        named = pl.when(pl.col("programme") != "").then(pl.col("programme")).otherwise(pl.lit(THE_PROGRAMME))
        rows = notes.set_aside(
            rows.with_columns(named.alias("programme")), pl.col("who").is_null(), "customer_number", "(customer)", "a customer"
        )
    rows = one_each(_keyed(rows, record), notes)
    warn_of_shared(rows, notes)
    return {record.table: _finished(rows, record, reading)}, order or "ymd"


def _whole_months(cells: pl.DataFrame) -> pl.DataFrame:
    """A month alone is its first day, and lasts until its last."""
    first, last = months(cells["spent_at"])
    open_end = pl.when(pl.col("spent_until") == "").then(last)
    return cells.with_columns(pl.coalesce(first, "spent_at").alias("spent_at"), pl.coalesce(open_end, "spent_until").alias("spent_until"))


def _in_order(cells: pl.DataFrame, record: Record, reading: Reading, notes: Notes) -> pl.DataFrame:
    """What ends before it begins can't be read. A day without a clock ends at its last second."""
    ends = pl.col("until")
    ends = pl.when(ends % values.DAY == 0).then(ends + values.DAY - 1).otherwise(ends)
    wrong = cells.filter(ends < pl.col("at"))
    for row, at, until in wrong.select(ROW, _said("at"), _said("until")).iter_rows():
        notes.bad.append(Bad(row=row, column=header_of(reading, record.end), found=until, needed=say("a time after {}, when it began", at)))
    return cells.filter(~pl.col(ROW).is_in(wrong[ROW].implode())) if wrong.height else cells


def _said(column: str) -> pl.Expr:
    return pl.from_epoch(column, time_unit="s").dt.strftime("%Y-%m-%d %H:%M")


def _numbers(cells: pl.DataFrame, record: Record, reading: Reading, notes: Notes) -> pl.DataFrame:
    if record.money and not reading.has("amount"):
        cells = cells.with_columns(pl.lit(None, dtype=pl.Int64).alias("amount"), pl.lit(values.NO_CURRENCY).alias("currency"))
    elif record.money:
        read = values.amounts(cells["amount"])
        wrong = read.is_null() & ((cells["amount"] != "") | (reading.kind == SPENDING))
        cells = cells.with_columns(read.alias("read"), wrong.alias("wrong"))
        cells = notes.set_aside(cells, pl.col("wrong"), "amount", header_of(reading, "amount"), "an amount")
        cells = cells.with_columns(pl.col("read").alias("amount")).drop("read", "wrong")
        cells = in_minor_units(with_currency(cells, reading, notes), "amount")
    for name in record.numbers:
        read = (
            minutes(cells[name], reading.fields.get(name, "")) if name == "response_minutes" else values.amounts(cells[name]) / values.SCALE
        )
        cells = cells.with_columns(read.alias("read"))
        cells = notes.set_aside(cells, pl.col("read").is_null() & (pl.col(name) != ""), name, header_of(reading, name), "a number")
        cells = cells.with_columns(pl.col("read").cast(pl.Float64).alias(name)).drop("read")
    return cells


def _referred(rows: pl.DataFrame) -> pl.DataFrame:
    """The second person of a referral, as it is compared."""
    other = rows.select(
        pl.col("referred_email").alias("email"),
        pl.col("referred_number").alias("customer_number"),
        pl.col("referred_name").alias("customer_name"),
        pl.lit("").alias("company"),
    )
    other = identified(other, REFERRALS)
    return rows.with_columns(other[name].alias(f"referred_{name}") for name in IDS[:3])


def _worded(rows: pl.DataFrame, reading: Reading, notes: Notes) -> pl.DataFrame:
    """Bring states of complaints and purposes of spending to the words that Rapport counts by."""
    if reading.kind == COMPLAINTS:
        state, unknown = words_of(rows["complaint_state"], COMPLAINT_STATES)
        settled = pl.when(pl.col("until").is_not_null()).then(pl.lit("resolved")).otherwise(pl.lit("open"))
        rows = rows.with_columns(state.alias("read")).with_columns(pl.coalesce("read", settled).alias("complaint_state")).drop("read")
        for word, number in unknown.items():
            notes.warnings.append(say("the state “{}” in {} rows is not known: closed ones are taken as resolved", word, number))
    if reading.kind == SPENDING:
        said, unknown = words_of(rows["purpose"], PURPOSES)
        if unknown:
            some = ", ".join(f"“{word}”" for word in list(unknown)[:3])
            notes.warnings.append(say("what {} is for is not known: {} rows are taken as acquisition", some, sum(unknown.values())))
            rows = rows.with_columns(pl.col("purpose").alias("attribute:purpose"))
        rows = rows.with_columns(said.fill_null("acquisition").alias("purpose"))
    return rows


def _keyed(rows: pl.DataFrame, record: Record) -> pl.DataFrame:
    """Give each row its key: the number, or what it says and its count among equals."""
    said = pl.concat_str(
        [
            pl.lit("~"),
            pl.col("who").fill_null(""),
            *([] if record.once else [pl.col("at").cast(pl.String).fill_null("")]),
            *(pl.col(name).cast(pl.String).fill_null("") for name in record.key),
        ],
        separator="|",
    )
    number = pl.col(record.number) if record.number else pl.lit("")
    rows = rows.with_columns(said.alias("said_all"), number.alias("numbered"))
    nth = pl.int_range(pl.len()).over("said_all", "numbered")
    alone = pl.col("said_all") if record.once else pl.concat_str([pl.col("said_all"), pl.lit("#"), (nth + 1).cast(pl.String)])
    return rows.with_columns(pl.when(pl.col("numbered") != "").then(pl.col("numbered")).otherwise(alone).alias("key")).drop(
        "said_all", "numbered"
    )


def one_each(rows: pl.DataFrame, notes: Notes) -> pl.DataFrame:
    """Of several rows of one key the last stands."""
    if rows["key"].n_unique() == rows.height:
        return rows
    said = pl.concat_str([pl.col(c).cast(pl.String).fill_null("") for c in rows.columns if c != ROW], separator="\x1f").alias("said")
    rows = rows.with_columns(said)
    last = rows.group_by("key").agg(pl.col(ROW).last().alias("stands"), pl.col("said").last().alias("last"))
    rows = rows.join(last, on="key", how="left", maintain_order="left")
    gone = rows.filter(pl.col(ROW) != pl.col("stands"))
    notes.ignore(DUPLICATE, gone.filter(pl.col("said") == pl.col("last"))[ROW])
    notes.ignore(EARLIER_STATE.replace("order", "row"), gone.filter(pl.col("said") != pl.col("last"))[ROW])
    return rows.filter(pl.col(ROW) == pl.col("stands")).drop("said", "last", "stands")


def _finished(rows: pl.DataFrame, record: Record, reading: Reading) -> pl.DataFrame:
    names = dict(record.renamed)
    attributes = [c for c in rows.columns if c.startswith("attribute:")]
    columns = [*texts(record.texts), *record.numbers, pl.col("at").alias(record.time)]
    columns += [pl.col("until").alias(record.end)] if record.end else []
    columns += ["amount", "currency"] if record.money else []
    columns += list(REFERRED) + ["referred_name"] if reading.kind == REFERRALS else []
    rows = rows.with_columns(as_json(rows, attributes))
    return rows.select("key", *WHO, *columns, "attributes").rename({old: new for old, new in names.items()})
