"""1C: orders of a 1C-Bitrix shop, a list of sales, and a printed document."""

import re
from datetime import date

import polars as pl

from models.columns import plain
from models.ingest.source import Source, text
from models.ingest.table import Table

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_NUMBER = re.compile(r"№\s*(\S+)(?:\s+от\s+(.+))?")
_BUYER = re.compile(r"^(?:покупатель|заказчик|клиент|контрагент)\s*:?\s*(.*)$", re.IGNORECASE)
_TAX_NUMBERS = re.compile(r"[,;]?\s*(?:инн|кпп|огрн)\b.*$", re.IGNORECASE)
#: Documents that are no sale: goods that come back, or come from a supplier.
_NO_SALE = ("возврат", "поступление", "перемещение", "списание", "корректировка")
_NOT_YET = ("счет на оплату", "счёт на оплату", "коммерческое предложение", "заказ покупателя", "заказ клиента")


def _shop_state(present: frozenset[str]) -> dict[str, pl.Expr]:
    cancelled = text(present, "Отменен", "Отменён").str.to_lowercase()
    paid = text(present, "Оплачен", "Оплачено").str.to_lowercase()
    return {
        "state": pl.when(cancelled.is_in(["да", "y", "1"]))
        .then(pl.lit("cancelled"))
        .when(paid.is_in(["да", "y", "1"]))
        .then(pl.lit("paid"))
        .otherwise(pl.lit("unpaid")),
    }


def _day(words: str) -> str | None:
    """Read a day as 1C prints it, "15 января 2026 г." or "15.01.2026", as year-month-day."""
    found = re.search(r"(\d{1,2})(?:\.(\d{1,2})\.|\s+(\w+)\s+)(\d{4})", words)
    if found is None:
        return None
    name = (found[3] or "").lower()
    month = int(found[2]) if found[2] else next((n for n, start in enumerate(_MONTHS, start=1) if name.startswith(start)), 0)
    try:
        return date(int(found[4]), month, int(found[1])).isoformat()
    except ValueError:
        return None


def _from_above(above: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    """Take the document's number, its day and its buyer from the records above its table."""
    found: dict[str, str] = {}
    for record in above:
        cells = [cell.strip() for cell in record if cell.strip()]
        if not cells:
            continue
        title, buyer = _NUMBER.search(cells[0]), _BUYER.match(cells[0])
        if title and "order_number" not in found:
            found["order_number"] = title[1].rstrip(",;")
            found |= {"ordered_at": day} if (day := _day(title[2] or "")) else {}
            found |= {"state": "unpaid"} if cells[0].lower().startswith(_NOT_YET) else {}
        elif buyer and "company" not in found:
            name = buyer[1] or " ".join(cells[1:2])
            found |= {"company": _TAX_NUMBERS.sub("", name).strip()} if name else {}
        elif cells[0].lower().startswith("дата") and (day := _day(" ".join(cells))):
            found["ordered_at"] = day
    if {"order_number", "ordered_at"} <= found.keys():
        found["order_number"] += f" ({found['ordered_at'][:4]})"  # 1C counts its documents anew each year
    return found


def _is_a_sale(table: Table) -> bool:
    words = " ".join(cell for record in table.above for cell in record).strip().lower()
    return "ordered_at" in _from_above(table.above) and not words.startswith(_NO_SALE)


def _names_a_client(table: Table) -> bool:
    return bool({"клиент", "контрагент", "покупатель"} & {plain(header) for header in table.headers})


SOURCES = (
    Source(
        name="1c_bitrix_orders",
        title="1C-Bitrix shop orders",
        shop="1c_bitrix",
        grain="total",
        date_order="dmy",
        signature=("Номер заказа", "Дата создания", "Сумма", "Оплачен"),
        fields={
            "order_number": ("Номер заказа",),
            "ordered_at": ("Дата создания",),
            "amount": ("Сумма",),
            "currency": ("Валюта", "Сумма"),
            "state": ("Оплачен",),
            "email": ("E-Mail", "E-Mail покупателя", "Email"),
            "customer_number": ("ID пользователя", "ID покупателя"),
            "customer_name": ("Покупатель", "Пользователь", "ФИО"),
            "payment": ("Платежная система", "Платежные системы"),
            "product": ("Позиции",),
            "unit_price": ("Цена товара",),
        },
        attributes=("Статус", "Служба доставки"),
        derive=_shop_state,
        rules=(
            "Сумма is the order’s, repeated on each of its rows: it is read once an order",
            "an order counts when Оплачен is Да and Отменен is not, whatever its Статус",
            "without a column for the buyer every order is a guest’s",
        ),
    ),
    Source(
        name="1c_flat_sales",
        title="1C list of sales",
        shop="1c",
        grain="line",
        currency="RUB",
        date_order="dmy",
        signature=("Дата", "Номенклатура", "Количество", "Сумма"),
        applies=_names_a_client,
        fields={
            "order_number": ("Номер", "Номер документа"),
            "ordered_at": ("Дата",),
            "company": ("Клиент", "Контрагент", "Покупатель"),
            "product": ("Номенклатура",),
            "sku": ("Артикул", "Код"),
            "quantity": ("Количество",),
            "line_amount": ("Сумма",),
            "channel": ("Склад", "Подразделение"),
        },
        rules=(
            "without numbers of documents, a client’s rows of one day are one order",
            "a row below zero is a return: it lowers its client’s net, and is no order",
            "amounts are roubles; Итого is no sale",
        ),
    ),
    Source(
        name="1c_document",
        title="1C printed document",
        shop="1c",
        grain="line",
        currency="RUB",
        date_order="dmy",
        signature=("Номенклатура", "Количество", "Цена", "Сумма НДС", "Всего"),
        applies=_is_a_sale,
        fields={
            "product": ("Номенклатура",),
            "sku": ("Артикул", "Код"),
            "quantity": ("Количество",),
            "unit_price": ("Цена",),
            "line_amount": ("Всего",),
        },
        from_above=_from_above,
        rules=(
            "the document is one order; its number, its day and its buyer stand above the table",
            "the amount is Всего, with VAT, in roubles; 1C counts documents anew each year, so the year is part of the number",
            "an invoice for payment (счёт на оплату) or an order is not paid yet; a document of goods returned or received is no sale",
        ),
    ),
)
