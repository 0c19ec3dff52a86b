"""Square's transactions: sales at the till to people who have no card."""

from __future__ import annotations

import polars as pl

from sample_data import sales
from sample_data.clock import written
from sample_data.company import Company
from sample_data.layouts.cells import Cell, alternatives, counted_up, money, one_of, told

REASONS = {sales.TEST: "cancelled"}
_COLUMNS = (
    "Date,Time,Time Zone,Gross Sales,Discounts,Service Charges,Net Sales,Gift Card Sales,Tax,Tip,Partial Refunds,Total Collected,Source,"
    "Card,Card Entry Methods,Cash,Square Gift Card,Other Tender,Other Tender Type,Tender Note,Fees,Net Total,Transaction ID,Payment ID,"
    "Card Brand,PAN Suffix,Device Name,Staff Name,Staff ID,Details,Description,Event Type,Location,Dining Option,Customer ID,"
    "Customer Name,Customer Reference ID,Device Nickname,Third Party Fees,Deposit ID,Deposit Date,Deposit Details,Fee Percentage Rate,"
    "Fee Fixed Rate,Refund Reason,Discount Name,Transaction Status,Cash App,Order Reference ID,Fulfillment Note"
)


def transactions(company: Company, frame: pl.DataFrame, first: int) -> tuple[str, pl.DataFrame]:
    """Sales that name nobody, newest first."""
    nothing = "£0.00"
    # Thousands are parted by a comma, and then the cell needs quotes.
    pounds = pl.col("cents") // 100
    grouped = pl.concat_str([(pounds // 1000).cast(pl.String), pl.lit(","), (pounds % 1000).cast(pl.String).str.zfill(3)])
    large = pl.concat_str([pl.lit('"£'), grouped, pl.lit("."), (pl.col("cents") % 100).cast(pl.String).str.zfill(2), pl.lit('"')])
    paid = alternatives(pounds >= 1000, large, pl.concat_str([pl.lit("£"), money("cents")]))
    cells: dict[str, Cell] = dict.fromkeys(_COLUMNS.split(","), "")
    cells |= dict.fromkeys(
        ("Discounts", "Service Charges", "Gift Card Sales", "Tax", "Tip", "Partial Refunds", "Square Gift Card"), nothing
    )
    cells |= dict.fromkeys(("Cash", "Other Tender", "Fees", "Third Party Fees", "Cash App"), nothing)
    cells |= {
        "Date": written(company, "at", "%Y-%m-%d"),
        "Time": written(company, "at", "%H:%M:%S"),
        "Time Zone": "London",
        **dict.fromkeys(("Gross Sales", "Net Sales", "Total Collected", "Card", "Net Total"), paid),
        "Source": one_of(company.channel_names, "channel"),
        "Transaction ID": counted_up(first + 100_000_001, "TX"),
        "Payment ID": counted_up(first + 100_000_001, "PM"),
        "Card Brand": "Visa",
        "Description": alternatives(pl.col("state") == sales.TEST, "Test", "Fuel"),
        "Event Type": "Payment",
        "Location": one_of(company.channel_names, "channel"),
        "Transaction Status": alternatives(pl.col("state") == sales.TEST, "Voided", "Complete"),
    }
    top, lines = told(frame, cells)
    return top, lines.reverse()
