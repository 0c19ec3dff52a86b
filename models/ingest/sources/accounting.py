"""Accounting: Xero's invoices and QuickBooks' list of transactions."""

import polars as pl

from models.ingest.source import Source, text

_STATES = {
    "awaiting payment": "unpaid",
    "authorised": "unpaid",
    "awaiting approval": "draft",
    "submitted": "draft",
    "voided": "cancelled",
    "deleted": "cancelled",
}
_SALES, _BACK = ["invoice", "sales receipt"], ["credit memo", "refund", "refund receipt"]


def _xero(present: frozenset[str]) -> dict[str, pl.Expr]:
    credit = text(present, "Type").str.to_lowercase().str.contains("credit")
    amount = text(present, "LineAmount").str.strip_prefix("-")
    return {
        "state": text(present, "Status").str.to_lowercase().replace(_STATES),
        # A credit note has a number of its own, and doesn't say which invoice it lowers.
        "order_number": pl.when(credit).then(pl.lit("")).otherwise(text(present, "InvoiceNumber")),
        "line_amount": pl.when(credit).then(pl.concat_str([pl.lit("-"), amount])).otherwise(text(present, "LineAmount")),
    }


def _no_sale(present: frozenset[str]) -> pl.Expr:
    kind = text(present, "Type").str.to_lowercase()
    return (kind != "") & ~kind.str.contains(r"^(?:sales|accrec)")


def _quickbooks(present: frozenset[str]) -> dict[str, pl.Expr]:
    back = text(present, "Transaction Type").str.to_lowercase().is_in(_BACK)
    amount = text(present, "Amount")
    return {
        "order_number": pl.when(back).then(pl.lit("")).otherwise(text(present, "Num")),
        "amount": pl.when(back).then(pl.concat_str([pl.lit("-"), amount.str.replace_all(r"[-()]", "")])).otherwise(amount),
    }


SOURCES = (
    Source(
        name="xero_invoices",
        title="Xero invoices",
        shop="xero",
        grain="line",
        signature=("ContactName", "InvoiceNumber", "InvoiceDate", "InvoiceAmountPaid", "LineAmount"),
        fields={
            "order_number": ("InvoiceNumber",),
            "ordered_at": ("InvoiceDate",),
            "customer_number": ("ContactName",),
            "customer_name": ("ContactName",),
            "email": ("EmailAddress",),
            "line_amount": ("LineAmount",),
            "currency": ("Currency",),
            "state": ("Status",),
            "product": ("Description",),
            "sku": ("InventoryItemCode",),
            "quantity": ("Quantity",),
            "country": ("POCountry", "SACountry"),
        },
        derive=_xero,
        ignore={"no sale (bill or other document)": _no_sale},
        rules=(
            "an order is a paid sales invoice, the sum of its LineAmounts; one that awaits its payment is unpaid, also if a part came",
            "a credit note names no invoice: it lowers its customer’s net",
            "the customer is the contact, whose name is its key in Xero, and the e-mail; bills are no sales",
        ),
    ),
    Source(
        name="quickbooks_transactions",
        title="QuickBooks list of transactions",
        shop="quickbooks",
        signature=("Date", "Transaction Type", "Num", "Name", "Memo/Description", "Amount"),
        fields={
            "order_number": ("Num",),
            "ordered_at": ("Date",),
            "customer_name": ("Name",),
            "amount": ("Amount",),
            "currency": ("Currency",),
            "channel": ("Location", "Class"),
        },
        derive=_quickbooks,
        ignore={
            "no sale (payment, bill, expense, transfer)": lambda present: (
                ~text(present, "Transaction Type").str.to_lowercase().is_in([*_SALES, *_BACK])
            ),
        },
        rules=(
            "an order is an invoice or a sales receipt; the list doesn’t say whether an invoice was paid: it counts from its own day",
            "a credit memo or a refund names no invoice: it lowers its customer’s net",
            "the customer is the name; payments, bills, expenses and transfers are no sales",
        ),
    ),
)
