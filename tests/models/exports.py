"""Small invented exports, as bytes: the headers are those of the real systems, every person and amount is made up."""

import csv
import io

SHOPIFY = (
    "Name",
    "Email",
    "Financial Status",
    "Paid at",
    "Accepts Marketing",
    "Currency",
    "Subtotal",
    "Total",
    "Discount Code",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Lineitem sku",
    "Billing Name",
    "Billing Country",
    "Shipping Country",
    "Cancelled at",
    "Payment Method",
    "Refunded Amount",
    "Source",
)
WOO_ANALYTICS = (
    "Date",
    "Order #",
    "N. Revenue (formatted)",
    "Status",
    "Customer",
    "Customer type",
    "Product(s)",
    "Items sold",
    "Coupon(s)",
    "Net Sales",
    "Attribution",
)
WOO_PLUGIN = (
    "order_id",
    "order_number",
    "order_date",
    "status",
    "order_total",
    "order_currency",
    "payment_method_title",
    "customer_id",
    "customer_email",
    "billing_first_name",
    "billing_last_name",
    "billing_email",
    "billing_country",
    "line_item_1",
    "line_item_2",
)
STRIPE_OLD = (
    "id",
    "Description",
    "Created (UTC)",
    "Amount",
    "Amount Refunded",
    "Currency",
    "Converted Amount",
    "Converted Amount Refunded",
    "Converted Currency",
    "Mode",
    "Status",
    "Customer ID",
    "Customer Description",
    "Customer Email",
    "Captured",
    "Card Brand",
)
STRIPE_NEW = (
    "id",
    "Created date (UTC)",
    "Amount",
    "Amount Refunded",
    "Currency",
    "Captured",
    "Converted Amount",
    "Converted Currency",
    "Description",
    "Mode",
    "Payment Source Type",
    "Status",
    "Customer ID",
    "Customer Description",
    "Customer Email",
)
UCI = ("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country")
PLAIN = ("order_id", "customer_id", "order_date", "amount", "currency", "status")


def delimited(headers, rows, *, separator=",", line="\n") -> str:
    """Write a table as text; a row is a mapping from headers, or a sequence of cells."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator=line)
    if headers:
        writer.writerow(headers)
    for row in rows:
        writer.writerow([row.get(header, "") for header in headers] if isinstance(row, dict) else row)
    return out.getvalue()


def table(headers, *rows, separator=",", line="\n", encoding="utf-8") -> bytes:
    """Write a table as the bytes of a file."""
    return delimited(headers, rows, separator=separator, line=line).encode(encoding)


def plain(*rows, headers=PLAIN, **how) -> bytes:
    """Write an orders table: (order_id, customer_id, order_date, amount[, currency[, status]])."""
    standard = ("", "", "", "", "EUR", "paid")
    return table(headers, *(tuple(row) + standard[len(row) :] if headers is PLAIN else row for row in rows), **how)


def shopify(*rows, headers=SHOPIFY) -> bytes:
    """Write Shopify's export. A row with a `Total` begins an order; one without is a further article of it."""
    head = {
        "Financial Status": "paid",
        "Currency": "USD",
        "Created at": "2026-03-01 10:00:00 -0500",
        "Lineitem quantity": "1",
        "Lineitem name": "Mug",
        "Lineitem price": "5.00",
        "Refunded Amount": "0.00",
        "Payment Method": "Shopify Payments",
    }
    follows = {"Lineitem quantity": "1", "Lineitem name": "Mug", "Lineitem price": "5.00"}
    return table(headers, *({**(head if "Total" in row else follows), **row} for row in rows))


def woo_analytics(*rows, headers=WOO_ANALYTICS) -> bytes:
    """Write WooCommerce Analytics' Orders report."""
    return table(
        headers, *({"Status": "completed", "Customer type": "new", "N. Revenue (formatted)": f"${row['Net Sales']}", **row} for row in rows)
    )


def woo_plugin(*rows, headers=WOO_PLUGIN) -> bytes:
    """Write the order export plugin's file."""
    return table(
        headers,
        *({"order_number": row["order_id"], "status": "completed", "order_currency": "EUR", "customer_id": "0", **row} for row in rows),
    )


def stripe(*rows, headers=STRIPE_NEW) -> bytes:
    """Write Stripe's payments; a row's `Created` goes where these headers keep it."""
    created = next(header for header in headers if header.startswith("Created"))
    standard = {"Amount Refunded": "0.00", "Currency": "usd", "Captured": "true", "Mode": "Live", "Status": "Paid"}
    return table(headers, *({**standard, created: row["Created"], **{k: v for k, v in row.items() if k != "Created"}} for row in rows))


def uci(*rows, headers=UCI) -> bytes:
    """Write UCI's invoices: (InvoiceNo, StockCode, Quantity, InvoiceDate, UnitPrice, CustomerID)."""
    return table(
        headers,
        *(
            dict(
                zip(("InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"), row, strict=True),
                Description=f"ARTICLE {row[1]}",
                Country="Norway",
            )
            for row in rows
        ),
    )


def cdnow(*rows) -> bytes:
    """Write CDNOW's fixed columns: (customer, YYYYMMDD, quantity, amount)."""
    return "".join(f" {customer:>5} {day} {quantity:>2} {amount:>7}\n" for customer, day, quantity, amount in rows).encode()


def workbook(sheets, *, merge=()) -> bytes:
    """Write a workbook: from a sheet's name to its rows of values; `merge` are ranges of the first sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for cells in merge:
        book.worksheets[0].merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
