"""UCI's Online Retail (Chen, 2015): one row an article, invoices that begin with C are refunds."""

import polars as pl

from models.ingest.source import Source, text


def _adjustment(present: frozenset[str]) -> pl.Expr:
    price = text(present, "UnitPrice", "Price").cast(pl.Float64, strict=False)
    return text(present, "Quantity").str.starts_with("-") & (price == 0)


def _derive(present: frozenset[str]) -> dict[str, pl.Expr]:
    # Workbooks keep customer numbers as decimals: 17850.0 is customer 17850.
    return {"customer_number": text(present, "CustomerID", "Customer ID").str.replace(r"\.0+$", "")}


_SHARED = dict(
    shop="uci_online_retail",
    grain="line",
    currency="GBP",
    date_order="mdy",
    derive=_derive,
    refunds_by_number=lambda number: number.str.to_uppercase().str.starts_with("C"),
    ignore={"stock adjustment (price 0, negative quantity)": _adjustment},
    rules=(
        "an order is an invoice, the sum of quantity × price over its rows",
        "an invoice that begins with C is a refund; it names no invoice, so it lowers its customer's net",
        "amounts are pounds, by the data set's description; a row without a customer is a guest's",
    ),
)


def _fields(invoice: str, price: str) -> dict[str, tuple[str, ...]]:
    return {
        "order_number": (invoice,),
        "ordered_at": ("InvoiceDate",),
        "country": ("Country",),
        "product": ("Description",),
        "sku": ("StockCode",),
        "customer_number": ("CustomerID", "Customer ID"),
        "quantity": ("Quantity",),
        "unit_price": (price,),
    }


SOURCES = (
    Source(
        name="uci_online_retail",
        title="UCI Online Retail",
        fields=_fields("InvoiceNo", "UnitPrice"),
        signature=("InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"),
        **_SHARED,
    ),
    Source(
        name="uci_online_retail_ii",
        title="UCI Online Retail II",
        fields=_fields("Invoice", "Price"),
        signature=("Invoice", "StockCode", "Quantity", "InvoiceDate", "Price", "Customer ID"),
        **_SHARED,
    ),
)
