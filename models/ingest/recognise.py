"""Recognise: from a table of text to a reading of it, with the reasons. The source's signature columns come first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl
from babel.numbers import is_currency

from models.columns import ATTRIBUTE, BY_NAME, COLUMNS, plain
from models.errors import Refused, say
from models.ingest import values
from models.ingest.source import Source, known_sources
from models.ingest.table import Table

PLAIN = "orders"  # the source and the shop of a table that no known system wrote
SAMPLE = 2000  # rows looked at to tell what a column holds
ATTRIBUTE_VALUES = 50  # a further column with at most so many different texts is kept with the order


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a table is read; a person may correct it.

    Attributes
    ----------
    source : Source
        The export it is, or the plain table.
    fields : mapping
        From a column of `models.columns` to the header it is read from.
    attributes : tuple of str
        Headers kept with the order as further attributes.
    shop : str
        The place that its order numbers belong to.
    grain, currency, date_order
        As in `Source`; `currency` None means: each row says it, or nobody does.
    zone : str or None
        The workspace's time zone, if it has one.
    because : tuple of str
        The headers that decided.
    """

    source: Source
    fields: Mapping[str, str]
    attributes: tuple[str, ...] = ()
    shop: str
    grain: str = "order"
    currency: str | None = None
    date_order: str | None = None
    zone: str | None = None
    because: tuple[str, ...] = field(default=())
    corrected: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        """Whether a known system wrote the file."""
        return self.source.name != PLAIN


#: A table of orders of which nothing is known yet.
BY_HAND = Reading(source=Source(name=PLAIN, title="table of orders", shop=PLAIN, signature=(), fields={}), fields={}, shop=PLAIN)


def recognise(table: Table, *, source: str | None = None) -> Reading:
    """Decide how to read a table.

    Parameters
    ----------
    table : Table
        As it was read.
    source : str, optional
        The name of a known source, if the person says it.

    Raises
    ------
    Refused
        If it is no table of orders, or not one of the source that was named.
    """
    candidates = [s for s in known_sources() if source in (None, s.name)]
    if source not in (None, PLAIN) and not candidates:
        raise Refused(
            found=say("the source name {}", source),
            needed=say("one of {}", ", ".join([s.name for s in known_sources()] + [PLAIN])),
            do="name one of them, or leave it out",
        )
    headers = {plain(header): header for header in table.headers}
    for candidate in candidates:
        if source is None and (table.separator == "fixed") != (candidate.separator == "fixed"):
            continue
        if all(plain(header) in headers for header in candidate.signature):
            return _known(candidate, headers)
    if source not in (None, PLAIN):
        missing = [h for h in candidates[0].signature if plain(h) not in headers]
        raise Refused(
            found=say("{} without {}", table.file, ", ".join(missing)),
            needed=say("the columns of {}", candidates[0].title),
            do="leave the source out, and see what the columns are taken for",
        )
    return _unknown(table)


def _known(source: Source, headers: Mapping[str, str]) -> Reading:
    fields = {}
    for name, choices in source.fields.items():
        found = next((headers[plain(choice)] for choice in choices if plain(choice) in headers), None)
        if found is not None:
            fields[name] = found
    attributes = tuple(headers[plain(a)] for a in source.attributes if plain(a) in headers)
    return Reading(
        source=source,
        fields=fields,
        attributes=attributes,
        shop=source.shop,
        grain=source.grain,
        currency=source.currency,
        date_order=source.date_order,
        because=tuple(headers[plain(h)] for h in source.signature),
    )


def _unknown(table: Table) -> Reading:
    sample = table.frame.head(SAMPLE)
    fields = _by_words(table.headers, sample)
    _by_values(table.headers, sample, fields)
    if "ordered_at" not in fields:
        raise Refused(
            found=say("{} without a column of dates", table.file),
            needed="the day of each order",
            do="name the column ordered_at, or say which one it is",
        )
    if not fields.keys() & {"amount", "line_amount", "unit_price", "order_number"}:
        raise Refused(
            found=say("{} without an amount or an order number", table.file),
            needed="a table of orders",
            do="name the columns amount and order_number, or say which ones they are",
        )
    _name_that_is_a_number(sample, fields)
    attributes = tuple(h for h in table.headers if h not in fields.values() and _groups(sample[h]))
    return replace(
        BY_HAND,
        fields=fields,
        attributes=attributes,
        grain=choose_grain(table.frame, fields),
        currency=_currency_in_header(fields),
        because=tuple(fields.values()),
    )


def _by_words(headers: tuple[str, ...], sample: pl.DataFrame) -> dict[str, str]:
    """Match headers with the words that systems use; each header once, the best word first."""
    rated = []
    for column in COLUMNS:
        words = [plain(word) for word in (column.name, *column.words)]
        for header in headers:
            name = plain(header)
            if name in words:
                rated.append((words.index(name), column.name, header))
            elif column.kind != "text":
                contained = [len(word) for word in words if len(word) > 4 and f" {word} " in f" {name} "]
                if contained:  # the longer the word, the surer: "line amount, EUR" is a line amount
                    rated.append((1000 - max(contained), column.name, header))
    fields: dict[str, str] = {}
    for _, name, header in sorted(rated, key=lambda r: r[0]):
        if name not in fields and header not in fields.values() and _fits(BY_NAME[name].kind, sample[header]):
            fields[name] = header
    return fields


def _fits(kind: str, cells: pl.Series) -> bool:
    """Whether nearly all filled cells read as this kind."""
    filled = cells.filter(cells.str.strip_chars() != "")
    if filled.is_empty():
        return True
    if kind == "time":
        readable = values.times(filled).wall.is_not_null()
    elif kind in ("money", "number"):
        readable = values.amounts(filled).is_not_null()
    elif kind == "currency":
        readable = values.currencies(filled).is_not_null()
    else:
        return True
    return readable.mean() >= 0.5


def _by_values(headers: tuple[str, ...], sample: pl.DataFrame, fields: dict[str, str]) -> None:
    """Find what no header named: the only column of dates, the only one of e-mails."""
    for header in headers:
        if header in fields.values():
            continue
        cells = sample[header]
        if "email" not in fields and _share(cells.str.contains(r"^\s*[^@\s]+@[^@\s]+\.[^@\s]+\s*$")) > 0.5:
            fields["email"] = header
        elif "ordered_at" not in fields and _share(cells.str.contains(r"\d{4}|[./]\d{2}\b")) > 0.8 and _fits("time", cells):
            fields["ordered_at"] = header


def _currency_in_header(fields: Mapping[str, str]) -> str | None:
    """A header such as "Total, EUR" names the currency of its column."""
    if "currency" in fields:
        return None
    words = [word for name in ("amount", "line_amount") for word in re.findall(r"\b[A-Z]{3}\b", fields.get(name, ""))]
    return next((word for word in words if is_currency(word)), None)


def _share(found: pl.Series) -> float:
    return float(found.mean() or 0.0)


def _name_that_is_a_number(sample: pl.DataFrame, fields: dict[str, str]) -> None:
    """A column called Customer that holds names ("Mira Holm") is a name, not a number."""
    header = fields.get("customer_number")
    if header is None or "customer_name" in fields or plain(header) not in ("customer", "client", "клиент", "покупатель"):
        return
    if _share(sample[header].str.contains(r"\p{L}+\s+\p{L}+")) > 0.5:
        fields["customer_name"] = fields.pop("customer_number")


def _groups(cells: pl.Series) -> bool:
    """Whether a column sorts rows into a few groups, so that it is worth keeping."""
    filled = cells.filter(cells.str.strip_chars() != "")
    different = filled.n_unique()
    return 2 <= different <= ATTRIBUTE_VALUES and different <= max(2, filled.len() // 3) and not _fits("time", filled)


def choose_grain(frame: pl.DataFrame, fields: Mapping[str, str]) -> str:
    """Decide how rows make orders, for a table that no known system wrote.

    An order number that repeats over different articles means one row an article. If the amount is the same on
    all rows of every such order, it is the order's, repeated; if it stands on the first row alone, the order's cells
    do; else each row has its own.
    """
    number, product = fields.get("order_number"), fields.get("product") or fields.get("sku")
    if number is None:
        return "order"
    if "amount" not in fields and fields.keys() & {"line_amount", "unit_price"}:
        # Merged order cells leave the day on an order's first row alone.
        return "head" if (frame[fields["ordered_at"]] == "").mean() > 0.1 else "line"
    if product is None or "amount" not in fields:
        return "order"
    amount = fields["amount"]
    rows = frame.filter((pl.col(number) != "") & ~pl.col(amount).str.contains(r"^\s*[-−(]")).unique([number, product, amount])
    orders = (
        rows.group_by(number)
        .agg(
            pl.len().alias("rows"),
            pl.col(amount).n_unique().alias("amounts"),
            (pl.col(amount) == "").sum().alias("empty"),
            pl.col(product).n_unique().alias("products"),
        )
        .filter((pl.col("rows") > 1) & (pl.col("products") > 1))
    )
    if orders.is_empty():
        return "order"
    if (orders["empty"] > 0).mean() > 0.9:
        return "head"
    return "total" if (orders["amounts"] == 1).all() and orders.height >= 2 else "line"


def correct(reading: Reading, changes: Mapping[str, str], table: Table) -> Reading:
    """Return the reading with a person's corrections.

    Parameters
    ----------
    changes : mapping
        From a header to a column's name, to "attribute", or to "" for "not used".
    """
    fields = dict(reading.fields)
    attributes = list(reading.attributes)
    corrected = set(reading.corrected)
    for header, name in changes.items():
        if header not in table.headers:
            raise Refused(
                found=say("the column {}", header), needed=say("one of {}", ", ".join(table.headers)), do="spell it as the file does"
            )
        if name not in BY_NAME and name not in (ATTRIBUTE, ""):
            raise Refused(
                found=say("the field {}", name), needed=say("one of {}", ", ".join([*BY_NAME, ATTRIBUTE])), do="choose one of them"
            )
        for old in [f for f, h in fields.items() if h == header]:
            del fields[old]
        attributes = [a for a in attributes if a != header]
        if name == ATTRIBUTE:
            attributes.append(header)
        elif name:
            fields[name] = header
            corrected.add(name)
    grain = reading.grain if reading.known else (choose_grain(table.frame, fields) if "ordered_at" in fields else "order")
    return replace(reading, fields=fields, attributes=tuple(attributes), grain=grain, corrected=frozenset(corrected))
