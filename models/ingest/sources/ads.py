"""Advertising: what Google Ads, Meta Ads and Yandex Direct say was spent. All of it is spent to win customers."""

import re
from datetime import datetime

import polars as pl

from models.columns import SPENDING, plain
from models.ingest.source import Expressions, Source, text

_CODES = ("USD", "EUR", "GBP", "CAD", "AUD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "TRY", "BRL", "MXN", "INR", "JPY", "CNY", "HKD",
          "SGD", "ILS", "AED", "KZT", "RUB", "UAH", "ZAR", "NZD")  # fmt: skip
_EACH = "each row is spending of its day or period, to win customers (acquisition)"


def _always(channel: str) -> Expressions:
    return lambda present: {"purpose": pl.lit("acquisition"), "channel": pl.lit(channel)}


def _meta(present: frozenset[str]) -> dict[str, pl.Expr]:
    spent = next((header for header in sorted(present) if plain(header).startswith("amount spent ")), "")
    return _always("Meta Ads")(present) | {"currency": pl.lit(plain(spent).removeprefix("amount spent ").upper())}


def _period(above: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    """Google writes the period above a report that isn't parted by days: "January 1, 2026 - January 31, 2026"."""
    for record in above:
        days = []
        for written in re.findall(r"[A-Z][a-z]+ \d{1,2}, \d{4}", " ".join(record)):
            for form in ("%B %d, %Y", "%b %d, %Y"):
                try:
                    days.append(datetime.strptime(written, form).date().isoformat())
                except ValueError:
                    continue
                break
        if len(days) == 2:
            return {"spent_at": days[0], "spent_until": days[1]}
    return {}


def _total_of_google(present: frozenset[str]) -> pl.Expr:
    return text(present, "Campaign status", "Campaign").str.to_lowercase().str.starts_with("total")


SOURCES = (
    Source(
        name="google_ads",
        title="Google Ads report",
        shop="google_ads",
        kind=SPENDING,
        signature=("Campaign", "Currency code", "Cost", "Clicks"),
        fields={
            "spent_at": ("Day", "Date", "Week", "Month"),
            "amount": ("Cost",),
            "currency": ("Currency code",),
        },
        attributes=("Campaign", "Campaign type", "Ad group"),
        derive=_always("Google Ads"),
        from_above=_period,
        ignore={"total row": _total_of_google},
        rules=(_EACH, "a report that isn’t parted by days is spending of the period written above it", "totals are no spending"),
    ),
    Source(
        name="meta_ads",
        title="Meta Ads report",
        shop="meta_ads",
        kind=SPENDING,
        signature=("Reporting starts", "Reporting ends", "Campaign name", "Impressions"),
        fields={
            "spent_at": ("Day", "Reporting starts"),
            "spent_until": ("Reporting ends",),
            "amount": tuple(f"Amount spent ({code})" for code in _CODES),
        },
        attributes=("Campaign name", "Objective", "Ad set name"),
        derive=_meta,
        ignore={"total row": lambda present: text(present, "Campaign name") == ""},
        rules=(_EACH, "the currency stands in the header of the amount", "the row without a campaign is the total"),
    ),
    Source(
        name="yandex_direct",
        title="Yandex Direct report",
        shop="yandex_direct",
        kind=SPENDING,
        currency="RUB",
        date_order="dmy",
        signature=("Дата", "Показы", "Клики", "Расход (руб.)"),
        fields={"spent_at": ("Дата",), "amount": ("Расход (руб.)",)},
        attributes=("Название кампании", "Кампания", "Тип площадки"),
        derive=_always("Yandex Direct"),
        ignore={"total row": lambda present: text(present, "Дата").str.to_lowercase().str.contains("^(?:итого|всего)")},
        rules=(_EACH, "amounts are roubles; the row of totals is no spending"),
    ),
)
