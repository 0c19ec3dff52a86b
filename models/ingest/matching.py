"""Match a table's headers with the columns that can be imported: by the words that systems use, then by what the cells hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

import polars as pl
from babel.numbers import is_currency

from models.columns import COLUMNS, columns_of, plain
from models.ingest import durations, values
from models.kinds import BY_KIND

SAMPLE = 2000  # rows looked at to tell what a column holds
ATTRIBUTE_VALUES = 50  # a further column with at most so many different texts is kept with the order
_EMAIL = r"^\s*[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+\s*$"
_LEGAL_FORM = (
    r"(?i)\b(?:ltd|llc|inc|gmbh|ag|bv|b\.v|s\.?a|s\.?r\.?l|plc|corp|company|group|holding|sons|оао|ооо|зао|пао|ао|ип)\b\.?|有限公司|公司"
)


def match(kind: str, headers: Iterable[str], sample: pl.DataFrame) -> dict[str, str]:
    """Return, for a kind of table, which header holds which column.

    Parameters
    ----------
    kind : str
    headers : iterable of str
    sample : polars.DataFrame
        The first rows of the table.

    Returns
    -------
    dict of str to str
        From a column's name to a header; each header once.
    """
    headers = tuple(headers)
    fields = _by_words(kind, headers, sample)
    _by_values(kind, headers, sample, fields)
    _names_and_numbers(sample, fields)
    return fields


def weight(kind: str, fields: Mapping[str, str]) -> float:
    """Say how much the matched headers speak for a kind: a word that many kinds use says little."""
    own = {column.name for column in columns_of(kind)}
    return sum(2 / max(_breadth().get(plain(header), 1), 1) for name, header in fields.items() if name in own)


@cache
def _breadth() -> dict[str, int]:
    """Count, for each word, the kinds that have a column called so."""
    kinds: dict[str, set[str]] = {}
    for column in COLUMNS:
        for word in (column.name, *column.words):
            kinds.setdefault(plain(word), set()).update(column.kinds)
    return {word: len(found) for word, found in kinds.items()}


@cache
def _words(kind: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple((c.name, c.type, tuple(plain(word) for word in (c.name, *c.words))) for c in columns_of(kind))


def _by_words(kind: str, headers: tuple[str, ...], sample: pl.DataFrame) -> dict[str, str]:
    """Match headers with the words that systems use; each header once, the best word first."""
    rated = []
    for name, type_, words in _words(kind):
        for header in headers:
            said = plain(header)
            bare = _without_currency(header) if type_ == "money" else said
            if said in words or bare in words:
                rated.append((words.index(said if said in words else bare), name, type_, header))
            elif type_ != "text":
                contained = [len(word) for word in words if len(word) > 4 and f" {word} " in f" {said} "]
                if contained:  # the longer the word, the surer: "line amount, EUR" is a line amount
                    rated.append((1000 - max(contained), name, type_, header))
    fields: dict[str, str] = {}
    for _, name, type_, header in sorted(rated, key=lambda r: r[0]):
        if name not in fields and header not in fields.values() and fits(type_, sample[header]):
            fields[name] = header
    return fields


def _without_currency(header: str) -> str:
    """A cost in euros ("Cost, EUR") is a cost."""
    return plain(
        re.sub(r"\b[A-Z]{3}\b|\b(?:руб|р)\b\.?|[€$£¥₽]", lambda code: "" if len(code[0]) != 3 or is_currency(code[0]) else code[0], header)
    )


def fits(type_: str, cells: pl.Series) -> bool:
    """Whether nearly all filled cells read as this type."""
    filled = cells.filter(cells.str.strip_chars() != "")
    if filled.is_empty():
        return True
    if type_ == "time":
        readable = values.times(filled).wall.is_not_null()
    elif type_ == "period":
        readable = values.times(filled).wall.is_not_null() | durations.months(filled)[0].is_not_null()
    elif type_ == "duration":
        readable = durations.minutes(filled).is_not_null()
    elif type_ in ("money", "number"):
        readable = values.amounts(filled).is_not_null()
    elif type_ == "currency":
        readable = values.currencies(filled).is_not_null()
    else:
        return True
    return readable.mean() >= 0.5


def _by_values(kind: str, headers: tuple[str, ...], sample: pl.DataFrame, fields: dict[str, str]) -> None:
    """Find what no header named: the only column of dates, the only one of e-mails."""
    time = BY_KIND[kind].time
    for header in headers:
        if header in fields.values():
            continue
        cells = sample[header]
        if "email" not in fields and _share(cells, _EMAIL) > 0.5:
            fields["email"] = header
        elif time not in fields and _looks_like_days(cells) and fits("time", cells):
            fields[time] = header


def _looks_like_days(cells: pl.Series) -> bool:
    return _share(cells, r"\d{4}|[./]\d{2}\b") > 0.8 and _share(cells, r"^\s*-?\d+(?:[.,]\d+)?\s*$") <= 0.2


def _share(cells: pl.Series, pattern: str) -> float:
    filled = cells.filter(cells.str.strip_chars() != "")
    return float(filled.str.contains(pattern).mean() or 0.0)


def _names_and_numbers(sample: pl.DataFrame, fields: dict[str, str]) -> None:
    """A column called Customer that holds names ("Mira Holm") is a name, not a number; one of firms ("Holm Ltd") is a company."""
    header = fields.get("customer_number")
    if header is not None and plain(header) in ("customer", "client", "клиент", "покупатель", "客户"):
        if "company" not in fields and _share(sample[header], _LEGAL_FORM) > 0.5:
            fields["company"] = fields.pop("customer_number")
        elif "customer_name" not in fields and _share(sample[header], r"\p{L}+\s+\p{L}+") > 0.5:
            fields["customer_name"] = fields.pop("customer_number")
    name = fields.get("customer_name")
    alone = name is not None and not fields.keys() & {"company", "first_name", "last_name"}
    if alone and _share(sample[name], _LEGAL_FORM) > 0.5:
        fields["company"] = fields.pop("customer_name")


def groups(cells: pl.Series) -> bool:
    """Whether a column sorts rows into a few groups, so that it is worth keeping."""
    filled = cells.filter(cells.str.strip_chars() != "")
    different = filled.n_unique()
    return 2 <= different <= ATTRIBUTE_VALUES and different <= max(2, filled.len() // 3) and not fits("time", filled)


def currency_in_header(fields: Mapping[str, str]) -> str | None:
    """A header such as "Total, EUR" names the currency of its column."""
    if "currency" in fields:
        return None
    words = [word for name in ("amount", "line_amount") for word in re.findall(r"\b[A-Z]{3}\b", fields.get(name, ""))]
    return next((word for word in words if is_currency(word)), None)


def date_order_in_header(header: str) -> str | None:
    """A header such as "Date (dd/mm/yyyy)" names the order of its dates.

    >>> date_order_in_header("Date(dd/mm/yyyy)"), date_order_in_header("Date, mm-dd-yy"), date_order_in_header("Date")
    ('dmy', 'mdy', None)
    """
    found = re.search(r"\b(?:(dd?)[./-]mm?|(mm?)[./-]dd?|(yyyy)[./-]mm?)", header.casefold())
    return None if found is None else "dmy" if found[1] else "mdy" if found[2] else "ymd"
