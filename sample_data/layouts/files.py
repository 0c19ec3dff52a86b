"""Which files a company of each trade has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from sample_data import costs, sales
from sample_data.company import Company
from sample_data.layouts import ads, helpdesk, plain, shopify, square, stripe, surveys, xero

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


def _plain(kind: str, write: Write, *, stream: str | None = None, name: str | None = None, **more) -> File:
    return File(name=f"{name or stream or kind}.csv", source=kind, kind=kind, stream=stream or kind, write=write, **more)


def _known(source: str, kind: str, write: Write, *, stream: str | None = None, **more) -> File:
    return File(name=f"{source}.csv", source=source, kind=kind, stream=stream or kind, write=write, **more)


def _shared(advertised: int | None) -> tuple[File, ...]:
    """What every company has; what a network reports of its advertising stands not among the rest of the spending."""
    in_report = (pl.col("tag") == costs.ACQUISITION) & (pl.col("nth") == advertised) if advertised is not None else pl.lit(False)
    return (
        _plain("customers", plain.customers),
        _plain("interactions", plain.contacts, stream="contacts"),
        _plain("memberships", plain.memberships),
        _plain("rewards", plain.rewards),
        _plain("referrals", plain.referrals),
        _plain("spending", plain.spending, only=~in_report),
        _plain("employees", plain.employees),
    )


def _reported(source: str, write: Write, trade: str) -> File:
    only = (pl.col("tag") == costs.ACQUISITION) & (pl.col("nth") == costs.ADVERTISED[trade])
    return _known(source, "spending", write, only=only)


_WITH_A_CARD = (pl.col("who") >= 0) | (pl.col("tag") == sales.TRIED)

FILES: dict[str, tuple[File, ...]] = {
    "home-goods": (
        _known("shopify_orders", "orders", shopify.orders, stream="sales", newest_first=True, ignored=shopify.REASONS),
        _known("zendesk_tickets", "complaints", helpdesk.zendesk),
        _known("surveymonkey", "survey", surveys.surveymonkey),
        _reported("google_ads", ads.google_ads, "home-goods"),
        *_shared(costs.ADVERTISED["home-goods"]),
    ),
    "fuel": (
        _plain("orders", plain.orders, stream="sales", name="club_sales", only=_WITH_A_CARD, ignored=plain.REASONS),
        File(
            name="square_transactions.csv", source="square_transactions", kind="orders", stream="sales", write=square.transactions,
            only=pl.col("who") < 0, newest_first=True, ignored=square.REASONS,
        ),
        _plain("complaints", plain.complaints),
        File(name="google_forms.csv", source="google_forms_en", kind="survey", stream="survey", write=surveys.google_forms),
        _reported("meta_ads", ads.meta_ads, "fuel"),
        *_shared(costs.ADVERTISED["fuel"]),
    ),
    "telecom": (
        File(
            name="stripe_payments.csv", source="stripe_payments_new", kind="orders", stream="sales", write=stripe.payments,
            newest_first=True, ignored=stripe.REASONS,
        ),
        _known("freshdesk_tickets", "complaints", helpdesk.freshdesk),
        _known("typeform", "survey", surveys.typeform),
        _reported("google_ads", ads.google_ads, "telecom"),
        *_shared(costs.ADVERTISED["telecom"]),
    ),
    "wholesale": (
        _known("xero_invoices", "orders", xero.invoices, stream="sales", ignored=xero.REASONS),
        _plain("complaints", plain.complaints),
        _plain("survey", surveys.plain),
        *_shared(None),
    ),
}  # fmt: skip
#: Trades whose refunds name no order, and so lie in the month in which they were given.
REFUNDS_BY_DAY = ("wholesale",)
