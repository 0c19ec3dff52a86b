"""Russian market places: Ozon and Wildberries. Neither names its buyers."""

import polars as pl

from models.ingest.source import Source, text

_PAID_FOR = ("Вайлдберриз реализовал Товар (Пр)",)


def _ozon(present: frozenset[str]) -> dict[str, pl.Expr]:
    said = text(present, "Статус").str.to_lowercase()
    return {
        "state": pl.when(said.str.contains("отмен"))
        .then(pl.lit("отменён"))
        .when(said.str.contains("возврат|возвращ"))
        .then(pl.lit("возврат"))
        .otherwise(pl.lit("paid")),
    }


def _wildberries(present: frozenset[str]) -> dict[str, pl.Expr]:
    back = text(present, "Обоснование для оплаты").str.to_lowercase() == "возврат"
    paid = text(present, *_PAID_FOR).str.strip_prefix("-")
    return {
        "amount": pl.when(back).then(pl.concat_str([pl.lit("-"), paid])).otherwise(paid),
        "ordered_at": text(present, "Дата заказа покупателем", "Дата заказа", "Дата продажи"),
    }


def _no_sale(present: frozenset[str]) -> pl.Expr:
    return ~text(present, "Обоснование для оплаты").str.to_lowercase().is_in(["продажа", "возврат"])


SOURCES = (
    Source(
        name="ozon_postings",
        title="Ozon postings (отправления)",
        shop="ozon",
        grain="total",
        signature=("Номер заказа", "Номер отправления", "Принят в обработку", "Статус"),
        fields={
            "order_number": ("Номер отправления",),
            "ordered_at": ("Принят в обработку",),
            "amount": ("Сумма отправления",),
            "currency": ("Код валюты отправления",),
            "state": ("Статус",),
            "product": ("Название товара", "Наименование товара"),
            "sku": ("Артикул", "SKU", "OZON id"),
            "quantity": ("Количество",),
        },
        attributes=("Кластер доставки", "Регион доставки", "Склад отгрузки"),
        derive=_ozon,
        rules=(
            "each posting is one order; Сумма отправления is repeated on each of its rows, and read once",
            "cancelled postings never count; a returned one was given back as a whole",
            "Ozon names no buyer: every order is a guest’s",
        ),
    ),
    Source(
        name="wildberries_report",
        title="Wildberries sales report (отчёт о реализации)",
        shop="wildberries",
        currency="RUB",
        signature=("Тип документа", "Обоснование для оплаты", "Дата продажи", *_PAID_FOR),
        fields={
            "order_number": ("Srid",),
            "ordered_at": ("Дата заказа покупателем", "Дата заказа", "Дата продажи"),
            "amount": _PAID_FOR,
            "product": ("Название", "Наименование", "Предмет"),
            "sku": ("Артикул поставщика", "Артикул продавца", "Код номенклатуры"),
            "quantity": ("Кол-во",),
            "country": ("Страна",),
            "channel": ("Склад",),
        },
        attributes=("Бренд", "Предмет"),
        derive=_wildberries,
        ignore={"no sale (delivery, storage, fine, correction)": _no_sale},
        rules=(
            "each row Продажа is an order of one piece, of the day on which it was ordered; its amount is what Wildberries sold it for",
            "a row Возврат with the same Srid gives it back; delivery, storage, fines and corrections are no sales",
            "Wildberries names no buyer: every order is a guest’s; amounts are roubles",
        ),
    ),
)
