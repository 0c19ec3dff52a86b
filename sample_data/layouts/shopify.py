"""Shopify's export of orders: one row an article, an order's own cells on its first row, newest first."""

from __future__ import annotations

import numpy as np
import polars as pl

from sample_data import sales
from sample_data.clock import DAY, ahead, written
from sample_data.company import Company
from sample_data.identities import identities
from sample_data.layouts.cells import Cell, counted_up, header, money, one_of, rows

FIRST_NUMBER = 1001
LOCATIONS = ("Old Quay shop", "Market hall")
PAYMENTS = ("Shopify Payments", "PayPal Express Checkout", "Klarna", "Bank Deposit", "Cash")
_ON_THE_WEB, _AT_THE_TILL = (56, 26, 12, 6, 0), (65, 0, 0, 0, 35)
STATUS = ("paid", "refunded", "partially_refunded", "voided", "voided", "pending", "paid")
REASONS = {
    sales.VOIDED: "unpaid (voided)",
    sales.CANCELLED: "cancelled",
    sales.PENDING: "unpaid (pending)",
    sales.TEST: "test order",
}
_COLUMNS = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,"
    "Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
    "Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,"
    "Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,"
    "Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,"
    "Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,"
    "Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,"
    "Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone"
)
COLUMNS = tuple(_COLUMNS.split(","))


def orders(company: Company, frame: pl.DataFrame, first: int) -> tuple[str, pl.DataFrame]:
    """Orders in the order of time: the header, and for each row `line` and its order's `state`, in the file's order."""
    frame = pl.concat([frame, identities(company, frame["who"].to_numpy())], how="horizontal")
    frame = _decided(company, frame, first)
    lines = [_line(company, frame, line) for line in range(company.trade.most_lines)]
    # Newest first, and an order's articles in their turn.
    together = pl.concat(lines).sort("place", "line_number", descending=[True, False])
    return header(dict.fromkeys(COLUMNS, "")), together.select("line", "state")


def _decided(company: Company, frame: pl.DataFrame, first: int) -> pl.DataFrame:
    """What the till adds to an order: how it was paid, where, whether it was sent."""
    draws, who, nth = company.draws, frame["who"].to_numpy(), frame["nth"].to_numpy()
    till = sales.at_counter(company, frame["channel"].to_numpy())
    means = np.where(till, draws.pick(who, "pays by", _AT_THE_TILL, nth), draws.pick(who, "pays by", _ON_THE_WEB, nth))
    sent_later = DAY + 60 * draws.below(who, "sent after", 480, nth)
    state, at = pl.col("state"), pl.col("at")
    unpaid = state.is_in([sales.VOIDED, sales.CANCELLED, sales.PENDING])
    goods = pl.sum_horizontal(pl.col(f"pieces{line}") * pl.col(f"unit{line}") for line in range(company.trade.most_lines))
    frame = frame.with_columns(
        pl.int_range(pl.len()).alias("place"),
        counted_up(FIRST_NUMBER + first, "#").alias("order"),
        ((pl.int_range(pl.len()) + first) * 32_768 + 6_000_000_000_000).cast(pl.String).alias("id"),
        pl.Series("till", till),
        pl.Series("means", means),
        pl.Series("shop", draws.below(who, "location", len(LOCATIONS), nth)),
        pl.Series("marketing", draws.chance(who, "accepts marketing", 0.58)),
        (goods - pl.col("cents")).alias("off"),
        pl.when(~unpaid).then(at + 2).alias("paid_at"),
        pl.when(state == sales.CANCELLED).then(at + 120).alias("failed_at"),
        (at + pl.when(pl.Series(till)).then(0).otherwise(pl.Series(sent_later))).alias("sent_at"),
        pl.concat_str([pl.lit(" +0"), ahead(company, "at").cast(pl.String), pl.lit("00")]).alias("offset"),
    )
    return frame.with_columns((~unpaid & (state != sales.TEST) & (pl.col("sent_at") < company.days * DAY)).alias("sent"))


def _line(company: Company, frame: pl.DataFrame, line: int) -> pl.DataFrame:
    article, pieces, unit = (f"{name}{line}" for name in ("article", "pieces", "unit"))
    articles = company.trade.articles
    cells: dict[str, Cell] = dict.fromkeys(COLUMNS, "")
    cells |= {} if line else _own_cells(company)
    cells |= {
        "Name": pl.col("order"),
        "Email": pl.col("email"),
        "Lineitem quantity": pl.col(pieces).cast(pl.String),
        "Lineitem name": one_of([name for _, name, _ in articles], article),
        "Lineitem price": money(unit),
        "Lineitem sku": one_of([sku for sku, *_ in articles], article),
        "Lineitem requires shipping": "true",
        "Lineitem taxable": "true",
        "Lineitem fulfillment status": pl.when("sent").then(pl.lit("fulfilled")).otherwise(pl.lit("pending")),
        "Vendor": company.trade.company,
        "Lineitem discount": "0.00",
    }
    there = frame.filter(pl.col(article) >= 0)
    return there.select("place", pl.lit(line).alias("line_number"), rows(cells).alias("line"), "state")


def _own_cells(company: Company) -> dict[str, Cell]:
    """The cells of an order's first row."""
    tax = (pl.col("cents") * 38 + 119) // 238  # 19 %, included in the prices, to the nearest cent
    sent, somebody = pl.col("sent"), pl.col("who") >= 0
    shipped = ~pl.col("till")
    return {
        "Financial Status": one_of(STATUS, "state"),
        "Paid at": _time(company, "paid_at"),
        "Fulfillment Status": pl.when(sent).then(pl.lit("fulfilled")).otherwise(pl.lit("unfulfilled")),
        "Fulfilled at": pl.when(sent).then(_time(company, "sent_at")).otherwise(pl.lit("")),
        "Accepts Marketing": pl.when(somebody & pl.col("marketing")).then(pl.lit("yes")).otherwise(pl.lit("no")),
        "Currency": company.trade.currency,
        "Subtotal": money("cents"),
        "Shipping": "0.00",
        "Taxes": money(tax),
        "Total": money("cents"),
        "Discount Code": pl.when("discount").then(pl.lit("WELCOME10")).otherwise(pl.lit("")),
        "Discount Amount": money("off"),
        "Shipping Method": pl.when(shipped).then(pl.lit("Standard")).otherwise(pl.lit("")),
        "Created at": _time(company, "at"),
        "Billing Name": pl.col("name"),
        "Billing Company": pl.col("firm"),
        "Billing City": pl.col("town"),
        "Billing Zip": pl.when(somebody).then(pl.concat_str([pl.lit("'"), "postcode"])).otherwise(pl.lit("")),
        "Billing Country": pl.when(somebody).then("country").otherwise(pl.lit(company.trade.countries[0][0])),
        "Shipping Name": pl.when(shipped).then("name").otherwise(pl.lit("")),
        "Shipping City": pl.when(shipped).then("town").otherwise(pl.lit("")),
        "Shipping Zip": pl.when(shipped & somebody).then(pl.concat_str([pl.lit("'"), "postcode"])).otherwise(pl.lit("")),
        "Shipping Country": pl.when(shipped).then("country").otherwise(pl.lit("")),
        "Cancelled at": _time(company, "failed_at"),
        "Payment Method": pl.when(pl.col("state") == sales.TEST).then(pl.lit("bogus")).otherwise(one_of(PAYMENTS, "means")),
        "Refunded Amount": money("refund"),
        "Outstanding Balance": pl.when(pl.col("state") == sales.PENDING).then(money("cents")).otherwise(pl.lit("0.00")),
        "Location": pl.when("till").then(one_of(LOCATIONS, "shop")).otherwise(pl.lit("")),
        "Id": pl.col("id").cast(pl.String),
        "Risk Level": "Low",
        "Source": one_of(company.channel_names, "channel"),
        "Tax 1 Name": "VAT 19%",
        "Tax 1 Value": money(tax),
    }


def _time(company: Company, at: str) -> pl.Expr:
    """A time as Shopify writes it: by the shop's clock, with its offset."""
    return pl.concat_str([written(company, at), "offset"]).fill_null("")
