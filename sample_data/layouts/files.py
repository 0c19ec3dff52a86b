"""Which files a company of each trade has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from sample_data.company import Company
from sample_data.layouts import plain, shopify

#: From rows in the order of time and how many stood before them: the header, and a frame of `line` and `state` in the file's order.
Write = Callable[[Company, pl.DataFrame, int], tuple[str, pl.DataFrame]]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file.

    Attributes
    ----------
    name : str
    source, kind : str
        What `import --json` calls its source, and its kind of table.
    stream : str
        What it tells of.
    write : callable
    only : polars.Expr, optional
        Which rows of the stream.
    newest_first : bool
    ignored : mapping
        From a state of `sales` to the reason why its rows are kept and never counted.
    """

    name: str
    source: str
    kind: str
    stream: str
    write: Write
    only: pl.Expr | None = None
    newest_first: bool = False
    ignored: Mapping[int, str] = field(default_factory=dict)


_CUSTOMERS = File(name="customers.csv", source="customers", kind="customers", stream="customers", write=plain.customers)

FILES: dict[str, tuple[File, ...]] = {
    "home-goods": (
        File(
            name="shopify_orders.csv",
            source="shopify_orders",
            kind="orders",
            stream="sales",
            write=shopify.orders,
            newest_first=True,
            ignored=shopify.REASONS,
        ),
        _CUSTOMERS,
    ),
    "fuel": (_CUSTOMERS,),
    "telecom": (_CUSTOMERS,),
    "wholesale": (_CUSTOMERS,),
}
