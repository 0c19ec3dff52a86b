"""Check: from a reading of a table to orders, articles and refunds, with all that is left out and why. Nothing is stored."""

from __future__ import annotations

import json
from dataclasses import dataclass

import polars as pl

from models.ingest import values
from models.ingest.cells import ORDER_TEXTS, PEOPLE, Bad, Notes, typed_rows
from models.ingest.read import ROW, Table
from models.ingest.recognise import Reading
from models.tables import COUNTED_STATES

STATE_REASONS = {"cancelled": "cancelled", "unpaid": "unpaid", "draft": "draft", "test": "test order"}
DUPLICATE = "duplicate of an earlier row"
EARLIER_STATE = "an earlier state of the same order"
DAY = 86_400
NUMBERS_OF_ONE = 5  # customer numbers that one e-mail may have without a warning


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """Rows that are nothing, or are kept and never counted, with the reason."""

    reason: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A table, ready to be stored.

    Attributes
    ----------
    orders : polars.DataFrame
        One row an order, unique by `key`: the people's texts, `ordered_at` (seconds), `state`, `gross` and `refunded`
        (minor units), `currency`, the order's texts, `attributes` (JSON or null).
    lines : polars.DataFrame
        `order_key`, `position`, `product`, `sku`, `quantity`, `amount`.
    refunds : polars.DataFrame
        `key`, `order_key` (null: names no order), the people's texts, `refunded_at`, `amount`, `currency`.
    ignored, bad, warnings
        What is left out and why, and what the person should know.
    rows : int
        Records below the header.
    """

    file: str
    sheet: str | None
    reading: Reading
    date_order: str
    rows: int
    orders: pl.DataFrame
    lines: pl.DataFrame
    refunds: pl.DataFrame
    ignored: tuple[Ignored, ...]
    bad: tuple[Bad, ...]
    warnings: tuple[str, ...]


def check(table: Table, reading: Reading) -> Checked:
    """Decide what each row of a table is.

    Raises
    ------
    Refused
        If a question has to be answered first (day or month first), or a column that is needed is missing.
    """
    notes = Notes()
    rows, date_order = typed_rows(table, reading, notes)
    rows = _identified(rows)
    rows, refund_rows = _split_refunds(rows, reading, notes)
    rows = _one_state_each(rows, reading, notes)
    refunds = _refunds(_without_repeats(refund_rows, notes))
    orders = _orders(rows, reading)
    _say_uncounted(rows, notes)
    lines = _lines(table, rows, reading)
    refunds = pl.concat([refunds, _given_back(orders, refunds)])
    _warn_of_shared(orders, notes)
    if reading.currency is None and "currency" in reading.fields and rows["currency"].n_unique() > 1:
        notes.warnings.append("several currencies: they are never added to one another")
    if not ({"amount", "line_amount", "unit_price"} & reading.fields.keys()):
        notes.warnings.append("no amounts in the file: orders are counted, money is not known")
    if reading.grain == "total":
        notes.warnings.append("the amount is repeated on each of an order's rows: it is read once")
    return Checked(
        file=table.file, sheet=table.sheet, reading=reading, date_order=date_order, rows=table.rows,
        orders=orders.drop("refunded", "first_row"), lines=lines, refunds=refunds,
        ignored=tuple(Ignored(reason=reason, rows=len(found)) for reason, found in notes.ignored.items()),
        bad=tuple(sorted(notes.bad, key=lambda bad: bad.row)), warnings=tuple(notes.warnings),
    )


def _identified(rows: pl.DataFrame) -> pl.DataFrame:
    """Bring what identifies a customer into the form in which it is compared.

    E-mails and names are trimmed and case-folded; numbers stay as they are, and 0 is nobody's. A name identifies
    only where the row has neither of the others, and where the file has no column for them at all.
    """
    email = pl.col("folded_email")
    number = pl.col("customer_number")
    nameless = bool((rows["email"] != "").any() or (~rows["customer_number"].is_in(["", "0"])).any())
    name = pl.lit("") if nameless else pl.col("folded_name").str.replace_all(r"\s+", " ")
    rows = rows.with_columns(_folded(rows["email"]).alias("folded_email"), _folded(rows["customer_name"]).alias("folded_name"))
    return rows.with_columns(
        pl.when(email.str.contains("@")).then(email).otherwise(None).alias("email_id"),
        pl.when(~number.is_in(["", "0"])).then(number).otherwise(None).alias("number_id"),
        pl.when(name != "").then(name).otherwise(None).alias("name_id"),
    ).drop("folded_email", "folded_name").with_columns(pl.coalesce("email_id", "number_id", "name_id").alias("who"))


def _folded(texts: pl.Series) -> pl.Series:
    """Fold the case as Unicode does it: lowered, and where a letter is none of ASCII's, folded (“ß” is “ss”)."""
    lowered = texts.str.to_lowercase()
    foreign = lowered.filter(lowered.str.contains(r"[^\x00-\x7f]")).unique()
    if foreign.is_empty():
        return lowered
    return lowered.replace(foreign, pl.Series([text.casefold() for text in foreign], dtype=pl.String))


def _value(rows: pl.DataFrame) -> pl.Expr:
    """What a row is worth: its own line's amount where it has one, else its amount."""
    return pl.coalesce("line_amount", "amount") if rows["line_amount"].is_not_null().any() else pl.col("amount")


def _split_refunds(rows: pl.DataFrame, reading: Reading, notes: Notes) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Set refunds apart: rows below zero, and numbers that the source says are refunds. A cancelled refund is none."""
    by_number = reading.source.refunds_by_number
    special = by_number(pl.col("order_number")) if by_number else pl.lit(False)
    if reading.grain == "line":
        first_day = (pl.col("wall") // DAY).min().over("order_number")
        later = (pl.col("order_number") != "") & (pl.col("wall") // DAY > first_day)
        below = (_value(rows) < 0) & (later | (pl.col("order_number") == ""))
    else:
        below = pl.col("amount") < 0
    rows = rows.with_columns(special.alias("special"), (below | special).fill_null(False).alias("refund"))
    refunds = rows.filter("refund")
    _say_uncounted(refunds, notes)
    return rows.filter(~pl.col("refund")), refunds.filter(pl.col("state").is_in(COUNTED_STATES))


def _content(rows: pl.DataFrame) -> pl.Expr:
    """All that a row says, as one text, to tell equal rows."""
    columns = [c for c in rows.columns if c not in (ROW, "block", "follows", "refund", "special", "email", "customer_name")]
    return pl.concat_str([pl.col(c).cast(pl.String).fill_null("") for c in columns], separator="\x1f")


def _without_repeats(refunds: pl.DataFrame, notes: Notes) -> pl.DataFrame:
    """A refund with a number that stands twice, equal in every cell, is one."""
    if refunds.is_empty():
        return refunds
    marked = refunds.with_columns(_content(refunds).alias("content"))
    again = ~marked.select(pl.struct("order_number", "content").is_first_distinct()).to_series() & (marked["order_number"] != "")
    # Rows of one refund document (UCI's C invoices) may be equal and real: they stand in one run.
    again &= ~marked["special"]
    notes.ignore(DUPLICATE, marked.filter(again)[ROW])
    return marked.filter(~again).drop("content")


def _one_state_each(rows: pl.DataFrame, reading: Reading, notes: Notes) -> pl.DataFrame:
    """Leave one state of each numbered order: the later one. Rows without a number are never repeats."""
    if reading.grain in ("line", "total"):
        rows = rows.with_columns(pl.col("order_number").rle_id().alias("block"))
    elif reading.grain == "order":
        rows = rows.with_columns(pl.col(ROW).alias("block"))
    numbered = pl.col("order_number") != ""
    blocks = rows.select("order_number", "block")
    if reading.grain != "order":
        blocks = blocks.unique()
    repeated = blocks.filter(numbered & pl.col("order_number").is_duplicated())["order_number"].unique()
    if repeated.is_empty():
        return rows
    doubtful = rows.filter(numbered & pl.col("order_number").is_in(repeated.implode()))
    states = doubtful.with_columns(_content(rows).alias("content")).group_by("order_number", "block").agg(
        pl.col("content").sort().str.join("\x1e"), pl.col(ROW).min().alias("at")).sort("at")
    if reading.grain in ("line", "total"):
        drop = states.filter(~pl.struct("order_number", "content").is_first_distinct()).with_columns(pl.lit(DUPLICATE).alias("reason"))
    else:
        last = states.group_by("order_number", maintain_order=True).agg(
            pl.col("content").last().alias("stands"), pl.col("block").last().alias("kept"))
        drop = states.join(last, on="order_number").filter(pl.col("block") != pl.col("kept")).with_columns(
            pl.when(pl.col("content") == pl.col("stands")).then(pl.lit(DUPLICATE)).otherwise(pl.lit(EARLIER_STATE)).alias("reason"))
    dropped = rows.select(ROW, "block").join(drop.select("block", "reason"), on="block")
    for (reason,), part in dropped.group_by("reason", maintain_order=True):
        notes.ignore(reason, part[ROW])
    return rows.filter(~pl.col("block").is_in(drop["block"].implode()))


def _keyed(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Give each row its order's key: the number, or the content where there is none.

    What a later file may state differently (the currency that was named meanwhile, the state) is no part of the key.
    Without numbers: where the file names articles, one client's rows of one day are one order; else each row is
    one, and its key is what it says and its count among equals, so that the same file brought twice adds nothing.
    """
    numbered = pl.col("order_number") != ""
    if reading.grain == "head":
        numbered_or_block = pl.when(numbered).then(pl.col("order_number")).otherwise("~block " + pl.col("block").cast(pl.String))
        return rows.with_columns(numbered_or_block.alias("key"))
    if (rows["order_number"] != "").all():
        return rows.with_columns(pl.col("order_number").alias("key"))
    items = bool({"product", "sku"} & reading.fields.keys())
    said = pl.concat_str(
        [pl.lit("~"), pl.col("who").fill_null(""), pl.col("wall").cast(pl.String), pl.col("amount").cast(pl.String).fill_null("")],
        separator="|")
    rows = rows.with_columns(said.alias("said_all"))
    nth = pl.int_range(pl.len()).over("said_all", "order_number")
    each = pl.concat_str([pl.col("said_all"), pl.lit("#"), (nth + 1).cast(pl.String)])
    together = pl.concat_str([pl.lit("~"), pl.col("who"), (pl.col("wall") // DAY).cast(pl.String)], separator="|")
    alone = pl.when(pl.lit(items) & pl.col("who").is_not_null()).then(together).otherwise(each)
    return rows.with_columns(pl.when(numbered).then(pl.col("order_number")).otherwise(alone).alias("key")).drop("said_all")


def _orders(rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    rows = _keyed(rows, reading)
    first = [pl.col(c).first() for c in ("wall", "state", "currency", "refunded", *PEOPLE, "email_id", "number_id", "name_id", "who")]
    texts = [pl.col(c).filter(pl.col(c) != "").first() for c in (*ORDER_TEXTS, "product")]
    attributes = [c for c in rows.columns if c.startswith("attribute:")]
    if reading.grain in ("head", "total"):
        has_amount = "amount" in reading.fields
        gross = pl.col("amount").first() if has_amount else pl.col("line_amount").sum()
    elif reading.grain == "line":
        gross = _value(rows).sum()
    else:
        gross = pl.coalesce("amount", _value(rows)).sum()
    whole = [gross.alias("gross"), *first, *texts, pl.col(ROW).first().alias("first_row"), *(pl.col(a).first() for a in attributes)]
    if rows["key"].n_unique() == rows.height:  # each row is an order: nothing to gather
        single = pl.coalesce("amount", _value(rows)).fill_null(0).alias("gross")
        orders = rows.select("key", single, *(pl.col(c) for c in rows.columns if c in {
            "wall", "state", "currency", "refunded", *PEOPLE, "email_id", "number_id", "name_id", "who", *attributes}),
            *(pl.when(pl.col(c) != "").then(pl.col(c)).alias(c) for c in (*ORDER_TEXTS, "product")), pl.col(ROW).alias("first_row"))
    else:
        orders = rows.group_by("key", maintain_order=True).agg(whole)
    orders = _in_minor_units(orders.with_columns(pl.col("gross", "refunded").fill_null(0)), "gross", "refunded")
    orders = orders.with_columns(pl.col("refunded").abs(), _as_json(orders, attributes)).rename({"wall": "ordered_at"})
    return orders.select("key", *PEOPLE, "email_id", "number_id", "name_id", "who", "ordered_at", "state", "gross", "refunded", "currency",
                         *ORDER_TEXTS, "product", "attributes", "first_row")


def _warn_of_shared(orders: pl.DataFrame, notes: Notes) -> None:
    """An e-mail that stands with many customer numbers joins them all: a shop's own address often does."""
    both = orders.filter(pl.col("email_id").is_not_null() & pl.col("number_id").is_not_null())
    numbers = both.group_by("email_id").agg(pl.col("number_id").n_unique()).filter(pl.col("number_id") > NUMBERS_OF_ONE)
    for email, count in numbers.sort("number_id", descending=True).head(3).iter_rows():
        notes.warnings.append(f"the e-mail {email} stands with {count} customer numbers: they are taken as one customer")


def _in_minor_units(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    digits = {code: values.currency_digits(code) for code in frame["currency"].unique().to_list()}
    for column in columns:
        if set(digits.values()) <= {2}:
            rounded = values.minor_units(pl.col(column), 2)
        else:
            rounded = values.minor_units(pl.col(column), pl.col("currency").replace_strict(digits, return_dtype=pl.Int64))
        frame = frame.with_columns(rounded.cast(pl.Int64).alias(column))
    return frame


def _as_json(orders: pl.DataFrame, attributes: list[str]) -> pl.Series:
    """Write an order's further attributes as JSON: once for each different set of them."""
    if not attributes:
        return pl.Series("attributes", [None] * orders.height, dtype=pl.String)
    different = orders.select(attributes).unique()
    texts = []
    for row in different.iter_rows(named=True):
        said = {name.removeprefix("attribute:"): value for name, value in row.items() if value}
        texts.append(json.dumps(said, ensure_ascii=False, sort_keys=True) if said else None)
    known = different.with_columns(pl.Series("attributes", texts, dtype=pl.String))
    return orders.join(known, on=attributes, how="left", nulls_equal=True, maintain_order="left")["attributes"]


def _refunds(rows: pl.DataFrame) -> pl.DataFrame:
    """Make a refund of each row below zero, and one of each refund document.

    A refund that names its order is known again by the order, its moment and its amount; one that names none, by its
    customer too.
    """
    named = pl.when(pl.col("special") | (pl.col("order_number") == "")).then(None).otherwise(pl.col("order_number"))
    rows = rows.with_columns(named.alias("order_key"), _value(rows).abs().alias("given"))
    rows = rows.with_columns(pl.when(pl.col("special")).then(pl.col("order_number")).otherwise(pl.concat_str(
        [pl.lit("~"), pl.col("order_number"), pl.when(pl.col("order_key").is_null()).then(pl.col("who")).fill_null(""),
         pl.col("wall").cast(pl.String), pl.col("given").cast(pl.String)],
        separator="|")).alias("said_all"))
    nth = pl.int_range(pl.len()).over("said_all")
    rows = rows.with_columns(pl.when(pl.col("special")).then(pl.col("said_all")).otherwise(
        pl.concat_str([pl.col("said_all"), pl.lit("#"), (nth + 1).cast(pl.String)])).alias("key"))
    first = [pl.col(c).first() for c in ("order_key", *PEOPLE, "email_id", "number_id", "name_id", "who", "wall", "currency")]
    refunds = rows.group_by("key", maintain_order=True).agg(*first, pl.col("given").sum().alias("amount"))
    return _in_minor_units(refunds, "amount").rename({"wall": "refunded_at"}).select(REFUND_COLUMNS)


REFUND_COLUMNS = ("key", "order_key", *PEOPLE, "email_id", "number_id", "name_id", "who", "refunded_at", "amount", "currency")


def _given_back(orders: pl.DataFrame, refunds: pl.DataFrame) -> pl.DataFrame:
    """The refund that an order's own row tells of: it takes the order's key and date.

    A state "refunded" without an amount means all of it, less what refund rows of the file say already.
    """
    rows = refunds.filter(pl.col("order_key").is_not_null()).group_by(pl.col("order_key").alias("key"), "currency").agg(
        pl.col("amount").sum().alias("said_by_rows"))
    told = orders.filter((pl.col("refunded") > 0) | (pl.col("state") == "refunded")).join(
        rows, on=["key", "currency"], how="left", maintain_order="left")
    rest = (pl.col("gross") - pl.col("said_by_rows").fill_null(0)).clip(lower_bound=0)
    told = told.with_columns(pl.when(pl.col("refunded") > 0).then(pl.col("refunded")).otherwise(rest).alias("refunded"))
    return told.filter(pl.col("refunded") > 0).with_columns(
        (pl.col("key") + "|refunded").alias("key"), pl.col("key").alias("order_key"),
        pl.col("ordered_at").alias("refunded_at"), pl.col("refunded").alias("amount")).select(REFUND_COLUMNS)


def _say_uncounted(rows: pl.DataFrame, notes: Notes) -> None:
    """Name the rows of orders that are kept and never counted."""
    idle = rows.filter(~pl.col("state").is_in(COUNTED_STATES))
    for (state, said), part in idle.group_by("state", "said", maintain_order=True):
        reason = STATE_REASONS[state]
        plain = said.removeprefix("unpaid").strip(" ()") if state == "unpaid" else ""
        notes.ignore(f"{reason} ({plain})" if plain and plain != reason else reason, part[ROW])


def _lines(table: Table, rows: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Take an order's articles from its rows, or from the cells that hold a whole article each."""
    keyed = _keyed(rows, reading)
    if reading.source.lines:
        articles = reading.source.lines(table.frame).join(keyed.select(ROW, pl.col("key").alias("order_key"), "currency"), on=ROW)
        read = articles.with_columns(
            (values.amounts(articles["quantity"].fill_null("")) / values.SCALE).alias("quantity"),
            values.amounts(articles["line_amount"].fill_null("")).alias("amount"))
        return _in_minor_units(read, "amount").select("order_key", "position", "product", "sku", "quantity", "amount")
    if not {"product", "sku"} & reading.fields.keys():
        return pl.DataFrame(schema={"order_key": pl.String, "position": pl.Int64, "product": pl.String, "sku": pl.String,
                                    "quantity": pl.Float64, "amount": pl.Int64})
    known = keyed["line_amount"].is_not_null().any() or reading.grain == "line"
    amount = _value(keyed) if known else pl.lit(None, dtype=pl.Int64)
    lines = keyed.select(
        pl.col("key").alias("order_key"), (pl.int_range(pl.len()).over("key") + 1).alias("position"),
        *(pl.when(pl.col(c) != "").then(pl.col(c)).alias(c) for c in ("product", "sku")),
        "quantity", amount.alias("amount"), "currency")
    lines = _in_minor_units(lines, "amount") if known else lines
    return lines.filter(pl.col("product").is_not_null() | pl.col("sku").is_not_null()).select(
        "order_key", "position", "product", "sku", "quantity", "amount")
