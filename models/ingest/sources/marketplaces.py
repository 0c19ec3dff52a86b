"""Market places: Etsy, Amazon and eBay."""

import polars as pl

from models.columns import plain
from models.ingest.source import Source, text


def _number(cells: pl.Expr) -> pl.Expr:
    """Read an amount with a decimal point, to reckon with; None where there is none."""
    return cells.str.replace_all(r"[^\d.\-]", "").cast(pl.Float64, strict=False)


def _written(value: pl.Expr) -> pl.Expr:
    return value.round(2).cast(pl.String).fill_null("")


def _etsy_orders(present: frozenset[str]) -> dict[str, pl.Expr]:
    total, left = _number(text(present, "Order Total")), _number(text(present, "Adjusted Order Total"))
    return {"refunded": _written(pl.when((left > 0) & (left < total)).then(total - left))}


def _etsy_items(present: frozenset[str]) -> dict[str, pl.Expr]:
    buyer = text(present, "Buyer")  # "Mira Holm (miraholm)": the account stands in brackets
    return {"customer_number": pl.coalesce(buyer.str.extract(r"\(([^()]+)\)\s*$", 1), buyer)}


def _amazon(present: frozenset[str]) -> dict[str, pl.Expr]:
    price = _number(text(present, "item-price")).fill_null(0)
    lowered = _number(text(present, "item-promotion-discount")).fill_null(0).abs()
    gone = text(present, "item-status").str.to_lowercase() == "cancelled"
    said = text(present, "order-status").str.to_lowercase()
    return {
        # A cancelled or pending order has no price yet: it is kept with 0, and not counted.
        "line_amount": _written(pl.when(gone).then(0.0).otherwise(price - lowered)),
        "state": pl.when(said.str.contains("^shipped - (?:returned|returning|rejected)"))
        .then(pl.lit("returned"))
        .when(said.str.starts_with("pending"))
        .then(pl.lit("pending"))
        .otherwise(said.str.replace(r" - .*$", "")),
    }


def _ebay(present: frozenset[str]) -> dict[str, pl.Expr]:
    """An order of several articles has a row of its own with its total, then one an article; one of a single article has one row."""
    number, article = text(present, "Order Number"), text(present, "Item Number", "Item Title")
    paid = _number(text(present, "Total Price"))
    own_total = pl.when(article == "").then(paid).max().over(number)
    first = pl.int_range(pl.len()).over(number) == 0
    sold = text(present, "Sale Date")
    waits = text(present, "Paid On Date") == "" if "paid on date" in map(plain, present) else pl.lit(False)
    by_name = sold.str.to_datetime("%b-%d-%y", strict=False, time_unit="us").dt.strftime("%Y-%m-%d")
    return {
        "amount": pl.when(first).then(_written(pl.coalesce(own_total, paid.sum().over(number)))).otherwise(pl.lit("")),
        "ordered_at": pl.coalesce(by_name, sold),
        "state": pl.when(waits).then(pl.lit("unpaid")).otherwise(pl.lit("paid")),
        "country": text(present, "Ship To Country", "Buyer Country"),
        "sku": text(present, "Custom Label", "Item Number"),
    }


SOURCES = (
    Source(
        name="etsy_orders",
        title="Etsy sold orders",
        shop="etsy",
        date_order="mdy",
        signature=("Sale Date", "Order ID", "Buyer User ID", "Order Value", "Order Total"),
        fields={
            "order_number": ("Order ID",),
            "ordered_at": ("Sale Date",),
            "customer_number": ("Buyer User ID",),
            "customer_name": ("Full Name", "Buyer"),
            "amount": ("Order Total",),
            "refunded": ("Adjusted Order Total",),
            "currency": ("Currency",),
            "country": ("Ship Country",),
            "payment": ("Payment Method",),
            "discount": ("Coupon Code",),
            "sku": ("SKU",),
        },
        attributes=("Order Type", "InPerson Location"),
        derive=_etsy_orders,
        rules=(
            "the amount is Order Total, with delivery and tax; the customer is the buyer’s account",
            "an adjusted total between 0 and Order Total is what was left after a refund; 0 there means that nothing was adjusted",
            "bring this file or the one of order items: each has the same orders, with other amounts",
        ),
    ),
    Source(
        name="etsy_order_items",
        title="Etsy sold order items",
        shop="etsy",
        grain="line",
        date_order="mdy",
        signature=("Sale Date", "Item Name", "Buyer", "Transaction ID", "Listing ID", "Order ID"),
        fields={
            "order_number": ("Order ID",),
            "ordered_at": ("Sale Date",),
            "customer_number": ("Buyer",),
            "customer_name": ("Ship Name",),
            "line_amount": ("Item Total",),
            "currency": ("Currency",),
            "product": ("Item Name",),
            "sku": ("SKU", "Listing ID"),
            "quantity": ("Quantity",),
            "unit_price": ("Price",),
            "country": ("Ship Country",),
            "discount": ("Coupon Code",),
        },
        derive=_etsy_items,
        rules=(
            "an order is the sum of its items’ Item Total: without delivery and tax",
            "refunds are not in this export",
            "bring this file or the one of orders: each has the same orders, with other amounts",
        ),
    ),
    Source(
        name="amazon_orders",
        title="Amazon orders (All Orders report)",
        shop="amazon",
        grain="line",
        utc=True,
        signature=("amazon-order-id", "purchase-date", "order-status", "item-price"),
        fields={
            "order_number": ("amazon-order-id",),
            "ordered_at": ("purchase-date",),
            "state": ("order-status",),
            "email": ("buyer-email",),
            "customer_name": ("buyer-name",),
            "line_amount": ("item-price",),
            "currency": ("currency",),
            "product": ("product-name",),
            "sku": ("sku", "asin"),
            "quantity": ("quantity",),
            "country": ("ship-country",),
            "channel": ("sales-channel",),
            "discount": ("promotion-ids",),
        },
        attributes=("fulfillment-channel", "is-business-order"),
        derive=_amazon,
        ignore={
            "order of another shop, delivered by Amazon": lambda present: text(present, "sales-channel").str.to_lowercase() == "non-amazon"
        },
        rules=(
            "an order is the sum of item-price less item-promotion-discount over its rows: without delivery and tax",
            "Amazon names no buyer here: orders are guests’, unless the report has buyer-email",
            "cancelled and pending orders never count; one returned to the seller was given back as a whole; other refunds are not in it",
        ),
    ),
    Source(
        name="ebay_orders",
        title="eBay orders report",
        shop="ebay",
        grain="head",
        signature=("Sales Record Number", "Order Number", "Buyer Username", "Sold For", "Total Price"),
        fields={
            "order_number": ("Order Number",),
            "ordered_at": ("Sale Date",),
            "customer_number": ("Buyer Username",),
            "customer_name": ("Buyer Name",),
            "amount": ("Total Price",),
            "currency": ("Total Price",),
            "state": ("Paid On Date",),
            "product": ("Item Title",),
            "sku": ("Custom Label", "Item Number"),
            "quantity": ("Quantity",),
            "unit_price": ("Sold For",),
            "country": ("Ship To Country", "Buyer Country"),
            "payment": ("Payment Method",),
        },
        derive=_ebay,
        ignore={"no order": lambda present: text(present, "Order Number") == ""},
        rules=(
            "the amount is Total Price, once an order: of several articles, the one on the order’s own row",
            "the customer is the Buyer Username; an order without a day of payment is unpaid",
            "eBay’s masked e-mails identify nobody; refunds are not in this report",
        ),
    ),
)
