"""What a source is: one small file in models/ingest/sources/ holds one, and is found there by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import polars as pl

from models.columns import ORDERS, plain
from models.ingest.table import Table

#: How rows make orders.
#: order: each row is one. head: the order's cells stand on its first row, articles follow. line: each row has an
#: amount of its own, and the order is their sum. total: the order's amount is repeated on each of its rows.
GRAINS = ("order", "head", "line", "total")

Expressions = Callable[[frozenset[str]], dict[str, pl.Expr]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An export that Rapport knows.

    Attributes
    ----------
    name, title, shop : str
        Its id, its name for people, and the shop that its numbers belong to.
    kind : str
        One of `models.kinds.KINDS`: what a row of it is about.
    signature : tuple of str
        Headers that all stand in such a file, and together in no other.
    applies : callable, optional
        Looks at the table where its headers alone can't tell.
    fields : mapping
        From a column of `models.columns` to the headers that may hold it, best first.
    grain : str
        One of `GRAINS`.
    currency, date_order, utc
        What the source implies: its currency, its order of day and month, times in UTC.
    derive : callable, optional
        From the set of headers present to expressions over them, for columns that no single header holds as it stands;
        `fields` names the header that says most of it, and a person's correction goes before both.
    from_above : callable, optional
        From the records above the header to columns that hold for every row: a printed document's number, day and customer.
    lines : callable, optional
        From the frame to its articles, where one cell holds a whole article.
    attributes : tuple of str
        Further headers to keep with the row. Of lists of customers and surveys every header is kept that `skip` doesn't name.
    skip : tuple of str
        Headers that say nothing of the customer or the answer: addresses of computers, ids of collectors.
    refunds_by_number : callable, optional
        From the order number's expression to a Boolean: rows that are refunds and name no order.
    ignore : mapping
        From a reason to an expression maker (of the headers present): rows that are nothing.
    unknown_state : str
        What a state that nobody knows is taken for: "paid", or, of a deal, "open".
    rules : tuple of str
        What it means, said to the person.
    """

    name: str
    title: str
    shop: str
    kind: str = ORDERS
    signature: tuple[str, ...]
    applies: Callable[[Table], bool] | None = None
    fields: Mapping[str, tuple[str, ...]]
    grain: str = "order"
    currency: str | None = None
    date_order: str | None = None
    utc: bool = False
    separator: str | None = None
    derive: Expressions | None = None
    from_above: Callable[[tuple[tuple[str, ...], ...]], dict[str, str]] | None = None
    lines: Callable[[pl.DataFrame], pl.DataFrame] | None = None
    attributes: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    refunds_by_number: Callable[[pl.Expr], pl.Expr] | None = None
    ignore: Mapping[str, Callable[[frozenset[str]], pl.Expr]] = field(default_factory=dict)
    unknown_state: str = "paid"
    rules: tuple[str, ...] = ()


@cache
def derived_names(derive: Expressions) -> frozenset[str]:
    """Return the columns that a source works out."""
    return frozenset(derive(frozenset()))


@cache
def known_sources() -> tuple[Source, ...]:
    """Return every source in models/ingest/sources/, most columns in the signature first."""
    from models.ingest import sources

    modules = (import_module(f"{sources.__name__}.{module.name}") for module in iter_modules(sources.__path__))
    return tuple(sorted((s for module in modules for s in module.SOURCES), key=lambda s: (-len(s.signature), s.name)))


def text(present: frozenset[str], *headers: str) -> pl.Expr:
    """Return the first of these headers that is there and filled, row by row; "" where none is."""
    # As in recognising: capitals and punctuation of a header make no difference.
    there = {plain(header): header for header in sorted(present, reverse=True)}
    found = [pl.col(there[plain(header)]).str.strip_chars() for header in headers if plain(header) in there]
    if not found:
        return pl.lit("")
    filled = [pl.when(cell != "").then(cell) for cell in found]
    return pl.coalesce(*filled, pl.lit(""))
