"""Xero's invoices: a row a line; what is given back is a credit note, which names no invoice."""

from __future__ import annotations

import polars as pl

from sample_data import sales
from sample_data.clock import DAY, written
from sample_data.company import Company
from sample_data.identities import identities
from sample_data.layouts.cells import Cell, alternatives, counted_up, header, money, one_of, rows

#: What an invoice is made of: code and name.
GOODS = (
    ("FIX-10", "Fastenings"),
    ("FIT-20", "Pipe fittings"),
    ("TOL-30", "Hand tools"),
    ("CLO-40", "Work clothing"),
    ("PAC-50", "Packing material"),
    ("ELE-60", "Cable and switches"),
)
#: Out of 100: how many lines an invoice has, and which part of it each of them is.
_NUMBERS, _PARTS = (40, 35, 25), ((100, 65, 50), (0, 35, 30), (0, 0, 20))
STATUS = ("Paid", "Paid", "Paid", "Voided", "Deleted", "Awaiting Payment", "Draft")
REASONS = {sales.VOIDED: "cancelled", sales.CANCELLED: "cancelled", sales.PENDING: "unpaid", sales.TEST: "draft"}
_COLUMNS = (
    "ContactName,EmailAddress,POAddressLine1,POCity,POPostalCode,POCountry,InvoiceNumber,Reference,InvoiceDate,DueDate,Total,TaxTotal,"
    "InvoiceAmountPaid,InvoiceAmountDue,InventoryItemCode,Description,Quantity,UnitAmount,Discount,LineAmount,AccountCode,TaxType,"
    "TaxAmount,TrackingName1,TrackingOption1,Currency,Type,Sent,Status"
)


def invoices(company: Company, frame: pl.DataFrame, first: int) -> tuple[str, pl.DataFrame]:
    """Invoices in the order of time, each followed by its credit note."""
    draws, who, nth = company.draws, frame["who"].to_numpy(), frame["nth"].to_numpy()
    number = draws.pick(who, "invoice lines", _NUMBERS, nth)
    goods = draws.below(who, "goods", len(GOODS), nth)
    frame = pl.concat([frame, identities(company, who)], how="horizontal").with_columns(
        pl.int_range(pl.len()).alias("place"),
        counted_up(first + 10_001, "INV-").alias("invoice"),
        counted_up(first + 10_001, "CN-").alias("credit"),
        pl.Series("goods", goods),
        pl.Series("lines", number),
        *(pl.Series(f"part{line}", [_PARTS[line][n] for n in range(3)], dtype=pl.Int64).gather(pl.Series(number)) for line in range(3)),
    )
    smaller = [pl.col("cents") * pl.col(f"part{line}") // 100 for line in (1, 2)]
    amounts = [pl.col("cents") - smaller[0] - smaller[1], *smaller]
    parts = [
        _rows(company, frame.filter(pl.col("lines") >= line).with_columns(amount.alias("amount")), line)
        for line, amount in enumerate(amounts)
    ]
    parts.append(_rows(company, frame.filter(pl.col("refund") > 0).with_columns(amount=pl.col("refund"), goods=pl.col("goods")), 3))
    together = pl.concat(parts).sort("place", "line_number")
    return header(dict.fromkeys(_COLUMNS.split(","), "")), together.select("line", "state")


def _rows(company: Company, frame: pl.DataFrame, line: int) -> pl.DataFrame:
    """One line of each invoice; the fourth is the credit note's only one."""
    credit = line == 3
    at = pl.col("refund_at") if credit else pl.col("at")
    total = pl.col("refund") if credit else pl.col("cents")
    article = (pl.col("goods") + line) % len(GOODS)
    paid = pl.col("state").is_in(sales.COUNTED)
    cells: dict[str, Cell] = dict.fromkeys(_COLUMNS.split(","), "")
    cells |= {
        "ContactName": alternatives(pl.col("who") < 0, "", pl.concat_str(["firm", pl.lit(" ("), "name", pl.lit(")")])),
        "EmailAddress": pl.col("email"),
        "POCity": pl.col("town"),
        "POPostalCode": pl.col("postcode"),
        "POCountry": pl.col("country"),
        "InvoiceNumber": pl.col("credit") if credit else pl.col("invoice"),
        "InvoiceDate": written(company, at, "%d/%m/%Y"),
        "DueDate": "" if credit else written(company, pl.col("at") + 14 * DAY, "%d/%m/%Y"),
        "Total": money(total),
        "TaxTotal": "0.00",
        "InvoiceAmountPaid": alternatives(paid, money(total), "0.00"),
        "InvoiceAmountDue": alternatives(paid, "0.00", money(total)),
        "InventoryItemCode": one_of([code for code, _ in GOODS], article),
        "Description": one_of([name for _, name in GOODS], article),
        "Quantity": "1",
        "UnitAmount": money("amount"),
        "LineAmount": money("amount"),
        "AccountCode": "200",
        "TaxType": "Tax Exempt",
        "TaxAmount": "0.00",
        "TrackingName1": "Channel",
        "TrackingOption1": one_of(company.channel_names, "channel"),
        "Currency": company.trade.currency,
        "Type": "Sales credit note" if credit else "Sales invoice",
        "Sent": "Sent",
        "Status": one_of(STATUS, "state"),
    }
    return frame.select("place", pl.lit(line).alias("line_number"), rows(cells).alias("line"), "state")
