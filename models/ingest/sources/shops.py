"""Shop systems: BigCommerce, Squarespace and PrestaShop."""

import polars as pl

from models.ingest.source import Source, text


def _squarespace(present: frozenset[str]) -> dict[str, pl.Expr]:
    return {
        "state": pl.when(text(present, "Cancelled at") != "")
        .then(pl.lit("cancelled"))
        .otherwise(text(present, "Financial Status").str.to_lowercase()),
        "country": text(present, "Shipping Country", "Billing Country"),
        "customer_name": text(present, "Billing Name", "Shipping Name"),
    }


def _prestashop(present: frozenset[str]) -> dict[str, pl.Expr]:
    said = text(present, "Status").str.to_lowercase()
    return {"state": pl.when(said.str.contains(r"await|not paid|error")).then(pl.lit("unpaid")).otherwise(said)}


SOURCES = (
    Source(
        name="bigcommerce_orders",
        title="BigCommerce orders",
        shop="bigcommerce",
        signature=("Order ID", "Customer Email", "Order Date", "Order Status", "Order Total (inc tax)"),
        fields={
            "order_number": ("Order ID",),
            "ordered_at": ("Order Date",),
            "email": ("Customer Email", "Billing Email"),
            "customer_number": ("Customer ID",),
            "customer_name": ("Customer Name", "Billing Name"),
            "company": ("Billing Company",),
            "amount": ("Order Total (inc tax)",),
            "refunded": ("Refund Amount", "Total Refunded"),
            "currency": ("Order Currency Code", "Transactional Currency Code"),
            "state": ("Order Status",),
            "country": ("Shipping Country", "Billing Country"),
            "payment": ("Payment Method",),
            "discount": ("Coupon Details",),
            "channel": ("Order Source", "Channel Name"),
        },
        rules=(
            "the amount is the total with tax; customer 0 is a guest, known by the e-mail if there is one",
            "pending, incomplete, declined and cancelled orders never count; Refunded means that all of it was given back",
            "a partial refund lowers its order only where the template has a column for its amount",
        ),
    ),
    Source(
        name="squarespace_orders",
        title="Squarespace orders",
        shop="squarespace",
        grain="head",
        signature=("Order ID", "Financial Status", "Fulfillment Status", "Lineitem name", "Lineitem quantity"),
        fields={
            "order_number": ("Order ID",),
            "ordered_at": ("Created at", "Paid at"),
            "email": ("Email",),
            "customer_name": ("Billing Name", "Shipping Name"),
            "amount": ("Total",),
            "refunded": ("Amount Refunded",),
            "currency": ("Currency",),
            "state": ("Financial Status",),
            "country": ("Shipping Country", "Billing Country"),
            "channel": ("Channel Name", "Channel Type"),
            "payment": ("Payment Method",),
            "discount": ("Discount Code",),
            "product": ("Lineitem name",),
            "sku": ("Lineitem sku",),
            "quantity": ("Lineitem quantity",),
            "unit_price": ("Lineitem price",),
        },
        derive=_squarespace,
        rules=(
            "an order’s total stands on its first row; the rows below it are its articles",
            "the customer is the e-mail; an order without one is a guest’s",
            "cancelled and unpaid orders are kept and never counted",
        ),
    ),
    Source(
        name="prestashop_orders",
        title="PrestaShop orders",
        shop="prestashop",
        signature=("ID", "Reference", "New client", "Customer", "Total", "Status"),
        fields={
            "order_number": ("ID",),
            "ordered_at": ("Date",),
            "customer_name": ("Customer",),
            "company": ("Company",),
            "amount": ("Total",),
            "currency": ("Total",),
            "state": ("Status",),
            "country": ("Delivery",),
            "payment": ("Payment",),
        },
        attributes=("New client",),
        derive=_prestashop,
        rules=(
            "the customer is the name, an initial and a surname, all that the list has: two of one name are one",
            "an order that awaits its payment, or whose payment failed, never counts",
            "Refunded means that all of it was given back; partial refunds are not in this list",
        ),
    ),
)
