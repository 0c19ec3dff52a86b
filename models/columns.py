"""Every column that can be imported, once: the upload page, its help, the templates and docs/data.md read it here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "time", "money", "number", "currency", "state"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One importable column.

    Attributes
    ----------
    name : str
        The name Rapport uses, and the header in its templates.
    entity : str
        The table the value belongs to: "order", "line" or "customer".
    kind : str
        How a cell is read.
    unit : str
        Unit of the value, empty where it has none.
    meaning, example : str
        For people: what it is, and a cell as it might stand in a file.
    words : tuple of str
        What other systems call it (English, Russian, Chinese), best first.
    """

    name: str
    entity: str
    kind: Kind
    unit: str = ""
    meaning: str
    example: str
    words: tuple[str, ...]


# fmt: off
COLUMNS: tuple[Column, ...] = (
    Column(
        name="order_number", entity="order", kind="text",
        meaning="the shop's number of the order; rows that share it are one order",
        example="1042",
        words=("order number", "order id", "order no", "order", "order #", "number", "invoice no", "invoiceno",
               "invoice number", "invoice", "receipt number", "receipt", "transaction id", "transaction number",
               "номер заказа", "заказ", "номер чека", "чек", "номер", "ид заказа", "订单编号", "订单号", "单号"),
    ),
    Column(
        name="ordered_at", entity="order", kind="time",
        meaning="day of the order, with or without a time",
        example="2026-03-14 16:05",
        words=("ordered at", "order date", "date of order", "created at", "order time", "purchase date", "created",
               "transaction date", "invoice date", "invoicedate", "date", "time", "timestamp", "purchased at",
               "дата заказа", "дата создания", "дата продажи", "дата покупки", "дата", "下单时间", "订单日期", "日期", "付款时间"),
    ),
    Column(
        name="customer_number", entity="customer", kind="text",
        meaning="the shop's number or key of the customer; leading zeros matter",
        example="C-00417",
        words=("customer number", "customer id", "customerid", "customer no", "customer key", "client id", "client code",
               "client", "customer code", "customer", "user id", "member id", "account id", "account number", "buyer id",
               "номер клиента", "код клиента", "ид клиента", "клиент", "покупатель", "客户编号", "会员号", "客户id", "买家id"),
    ),
    Column(
        name="email", entity="customer", kind="text",
        meaning="the customer's e-mail; capitals and blanks around it make no difference",
        example="mira@example.org",
        words=("email", "e mail", "email address", "customer email", "billing email", "buyer email", "mail",
               "электронная почта", "почта", "эл почта", "адрес электронной почты", "邮箱", "电子邮件", "邮件"),
    ),
    Column(
        name="customer_name", entity="customer", kind="text",
        meaning="the customer's name; it identifies somebody only where nothing else does",
        example="Mira Holm",
        words=("customer name", "buyer name", "client name", "billing name", "name", "full name",
               "имя клиента", "фио", "имя", "имя покупателя", "客户姓名", "买家昵称", "收货人", "姓名"),
    ),
    Column(
        name="amount", entity="order", kind="money", unit="currency units",
        meaning="what was paid for the whole order, before refunds",
        example="48.90",
        words=("amount", "order total", "total", "grand total", "total amount", "amount paid", "paid", "gross",
               "net sales", "revenue", "sales", "value", "order value", "price", "sum",
               "сумма заказа", "сумма", "итого", "стоимость", "оплачено", "实付金额", "金额", "总金额", "订单金额"),
    ),
    Column(
        name="refunded", entity="order", kind="money", unit="currency units",
        meaning="what was given back of this order, as a positive amount",
        example="12.00",
        words=("refunded", "refunded amount", "amount refunded", "total refunded", "refund", "refund amount", "returned",
               "возврат", "сумма возврата", "возвращено", "退款金额", "退款"),
    ),
    Column(
        name="currency", entity="order", kind="currency",
        meaning="ISO code of the money in the row",
        example="EUR",
        words=("currency", "currency code", "order currency", "валюта", "币种", "货币"),
    ),
    Column(
        name="state", entity="order", kind="state",
        meaning="what became of the order: paid, refunded, cancelled, unpaid, test; only paid and refunded ones count",
        example="paid",
        words=("state", "status", "order status", "financial status", "payment status", "order state",
               "статус", "статус заказа", "состояние", "订单状态", "状态", "交易状态"),
    ),
    Column(
        name="channel", entity="order", kind="text",
        meaning="where the order came from",
        example="web shop",
        words=("channel", "sales channel", "source", "order source", "traffic source", "utm source", "attribution", "location",
               "канал", "источник", "канал продаж", "渠道", "来源"),
    ),
    Column(
        name="country", entity="order", kind="text",
        meaning="country of the buyer or of the delivery",
        example="DE",
        words=("country", "billing country", "shipping country", "delivery country", "country code", "страна", "国家"),
    ),
    Column(
        name="payment", entity="order", kind="text",
        meaning="how the order was paid",
        example="card",
        words=("payment", "payment method", "payment type", "paid by", "способ оплаты", "оплата", "支付方式"),
    ),
    Column(
        name="discount", entity="order", kind="text",
        meaning="the discount code that was used",
        example="WELCOME5",
        words=("discount code", "coupon", "coupons", "coupon code", "voucher", "promo code", "промокод", "купон", "优惠券"),
    ),
    Column(
        name="product", entity="line", kind="text",
        meaning="what was bought in this row",
        example="Wool throw",
        words=("product", "product name", "item", "item name", "lineitem name", "description", "article",
               "товар", "номенклатура", "наименование", "название товара", "商品名称", "商品", "产品"),
    ),
    Column(
        name="sku", entity="line", kind="text",
        meaning="the article's number",
        example="THR-7",
        words=("sku", "product id", "item id", "stock code", "stockcode", "article number", "product code",
               "артикул", "код товара", "商品编号", "货号"),
    ),
    Column(
        name="quantity", entity="line", kind="number", unit="pieces",
        meaning="how many of it",
        example="2",
        words=("quantity", "qty", "units", "pieces", "lineitem quantity", "items sold", "количество", "кол во", "数量"),
    ),
    Column(
        name="unit_price", entity="line", kind="money", unit="currency units",
        meaning="price of one of it",
        example="24.45",
        words=("unit price", "unitprice", "price each", "item price", "lineitem price", "цена", "цена за единицу", "单价"),
    ),
    Column(
        name="line_amount", entity="line", kind="money", unit="currency units",
        meaning="what was paid for this row; the order is the sum of its rows",
        example="48.90",
        words=("line amount", "line total", "row total", "item total", "сумма строки", "сумма по строке", "小计"),
    ),
)
# fmt: on

BY_NAME = {column.name: column for column in COLUMNS}
ATTRIBUTE = "attribute"  # what a person chooses to keep a further column as


def plain(header: str) -> str:
    """Return a header as it is compared: case-folded, punctuation as single blanks.

    >>> plain(" Order_No. ")
    'order no'
    >>> plain("Сумма, руб.")
    'сумма руб'
    """
    return re.sub(r"[\W_]+", " ", header.casefold()).strip()


def template(entity_columns: tuple[str, ...] = ("order_number", "customer_number", "ordered_at", "amount", "currency")) -> str:
    """Return an orders template as CSV text: one header, one example row.

    >>> print(template(("order_number", "amount")))
    order_number,amount
    1042,48.90
    <BLANKLINE>
    """
    chosen = [BY_NAME[name] for name in entity_columns]
    return ",".join(c.name for c in chosen) + "\n" + ",".join(c.example for c in chosen) + "\n"
