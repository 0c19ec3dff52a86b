"""Deals of CRMs: Bitrix24, amoCRM, HubSpot, Salesforce, Pipedrive and Zoho. A deal that is won is an order."""

from collections.abc import Mapping

import polars as pl

from models.columns import plain
from models.ingest.source import Expressions, Source, text

_WON = r"^(?:won|closed[ -]won|сделка успешна|успешно реализовано|выигран\w*|赢单)$"
_LOST = r"^(?:lost|closed[ -]lost.*|сделка провалена|анализ причины провала|закрыто и не реализовано|проигран\w*|输单|丢单)$"

_RULES = (
    "a deal that is won is an order, of the day on which it was won; open and lost deals are kept and never counted",
    "an open deal has the day of its creation: the day planned for its end lies ahead",
    "the customer is the company; where a deal names none, the person",
)


def _derive(
    *, stage: tuple[str, ...], closed: tuple[str, ...], created: tuple[str, ...], company: tuple[str, ...], person: tuple[str, ...]
):
    """Work out what every CRM leaves to its reader: what became of the deal, when, and whose it is."""

    def expressions(present: frozenset[str]) -> dict[str, pl.Expr]:
        said = text(present, *stage).str.to_lowercase().str.replace(r"\s*\([^()]*\)$", "")  # "closed won (sales pipeline)"
        won = said.str.contains(_WON) | text(present, "Is Closed Won", "Won").str.to_lowercase().is_in(["true", "1", "yes"])
        end = text(present, *closed)
        return {
            "ordered_at": pl.when(won & end.str.contains(r"\d")).then(end).otherwise(text(present, *created, *closed)),
            "state": pl.when(won)
            .then(pl.lit("paid"))
            .when(said.str.contains(_LOST))
            .then(pl.lit("lost"))
            .when(said == "deleted")
            .then(pl.lit("cancelled"))
            .otherwise(pl.lit("open")),
            "customer_name": pl.when(text(present, *company) == "").then(text(present, *person)).otherwise(pl.lit("")),
        }

    return expressions


def _budget_sign(derive: Expressions) -> Expressions:
    """amoCRM writes the currency, if at all, into the header: “Бюджет, ₽”."""

    def expressions(present: frozenset[str]) -> dict[str, pl.Expr]:
        header = next((h for h in sorted(present) if plain(h).startswith("бюджет")), "")
        return derive(present) | {"currency": pl.lit(header)}

    return expressions


def _source(
    name: str,
    title: str,
    shop: str,
    signature: tuple[str, ...],
    *,
    stage: tuple[str, ...],
    closed: tuple[str, ...],
    created: tuple[str, ...],
    company: tuple[str, ...],
    person: tuple[str, ...],
    fields: Mapping[str, tuple[str, ...]],
    attributes: tuple[str, ...] = (),
    date_order: str | None = None,
    rules: tuple[str, ...] = (),
) -> Source:
    derive = _derive(stage=stage, closed=closed, created=created, company=company, person=person)
    return Source(
        name=name,
        title=title,
        shop=shop,
        signature=signature,
        fields={"ordered_at": (*closed, *created), "state": stage, "company": company, "customer_name": person, **fields},
        attributes=attributes,
        date_order=date_order,
        unknown_state="open",
        derive=_budget_sign(derive) if shop == "amocrm" else derive,
        rules=(*_RULES, *rules),
    )


SOURCES = (
    _source(
        "bitrix24_deals",
        "Bitrix24 deals",
        "bitrix24",
        ("Название сделки", "Стадия сделки", "Сумма", "Дата создания"),
        stage=("Стадия сделки",),
        closed=("Дата завершения",),
        created=("Дата создания", "Дата начала"),
        company=("Компания",),
        person=("Контакт",),
        fields={"order_number": ("ID",), "amount": ("Сумма",), "currency": ("Валюта",), "channel": ("Источник",)},
        attributes=("Воронка", "Направление", "Тип", "Ответственный"),
        date_order="dmy",
    ),
    _source(
        "amocrm_deals",
        "amoCRM deals",
        "amocrm",
        ("Название сделки", "Этап сделки", "Дата закрытия", "Ответственный"),
        stage=("Этап сделки",),
        closed=("Дата закрытия",),
        created=("Дата создания сделки", "Дата создания"),
        company=("Компания контакта", "Компания"),
        person=("Полное имя контакта", "Основной контакт"),
        fields={
            "order_number": ("ID",),
            "amount": ("Бюджет", "Бюджет сделки"),
            "email": ("Рабочий email", "Рабочий email (контакт)", "Email контакта"),
            "channel": ("Источник",),
        },
        attributes=("Воронка", "Теги", "Теги сделки"),
        date_order="dmy",
        rules=("the currency stands in the header of the budget, if at all",),
    ),
    _source(
        "hubspot_deals",
        "HubSpot deals",
        "hubspot",
        ("Deal Name", "Deal Stage", "Close Date", "Amount", "Pipeline"),
        stage=("Deal Stage",),
        closed=("Close Date",),
        created=("Create Date", "Create Date (GMT)"),
        company=("Associated Company", "Associated Company (Primary)"),
        person=("Associated Contact", "Associated Contacts"),
        fields={
            "order_number": ("Record ID", "Deal ID"),
            "amount": ("Amount",),
            "currency": ("Currency", "Deal Currency Code"),
            "channel": ("Original Traffic Source", "Deal source"),
        },
        attributes=("Pipeline", "Deal Type", "Deal owner"),
    ),
    _source(
        "salesforce_opportunities",
        "Salesforce opportunities",
        "salesforce",
        ("Opportunity Name", "Account Name", "Stage", "Close Date"),
        stage=("Stage",),
        closed=("Close Date",),
        created=("Created Date",),
        company=("Account Name",),
        person=("Contact Name", "Primary Contact"),
        fields={
            "order_number": ("Opportunity ID", "Opportunity ID (18)"),
            "amount": ("Amount", "Amount (converted)"),
            "currency": ("Amount Currency", "Opportunity Currency", "Amount (converted) Currency"),
            "channel": ("Lead Source",),
        },
        attributes=("Type", "Owner Role", "Opportunity Owner"),
        rules=("the report’s total and its footer are no deals",),
    ),
    _source(
        "pipedrive_deals",
        "Pipedrive deals",
        "pipedrive",
        ("Deal - Title", "Deal - Status", "Deal - Value"),
        stage=("Deal - Status",),
        closed=("Deal - Won time", "Deal - Deal closed on"),
        created=("Deal - Deal created",),
        company=("Deal - Organization",),
        person=("Deal - Contact person",),
        fields={
            "order_number": ("Deal - ID",),
            "amount": ("Deal - Value",),
            "currency": ("Deal - Currency of Value", "Deal - Currency"),
            "email": ("Person - Email", "Person - Email - Work"),
            "channel": ("Deal - Source channel", "Deal - Source origin"),
        },
        attributes=("Deal - Pipeline", "Deal - Label", "Deal - Owner"),
        rules=("a deleted deal counts as cancelled",),
    ),
    _source(
        "zoho_deals",
        "Zoho CRM deals",
        "zoho",
        ("Deal Name", "Account Name", "Stage", "Closing Date", "Amount"),
        stage=("Stage",),
        closed=("Closing Date",),
        created=("Created Time",),
        company=("Account Name",),
        person=("Contact Name",),
        fields={
            "order_number": ("Record Id", "Deal Id"),
            "amount": ("Amount",),
            "currency": ("Currency",),
            "channel": ("Lead Source",),
        },
        attributes=("Type", "Pipeline", "Deal Owner"),
    ),
)
