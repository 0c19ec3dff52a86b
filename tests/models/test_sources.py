"""What each known export means: which orders count, what they are worth, who bought, and what is left out and why."""

from datetime import datetime

import polars as pl
import pytest

from models.ingest.source import known_sources
from tests.models import exports
from tests.models.workspaces import checked


def counted(found):
    """{order: (gross, given back by the order's own row)} of the orders that count."""
    back = dict(found.frames["refund"].filter(pl.col("key").str.ends_with("|refunded")).select("order_key", "amount").iter_rows())
    rows = found.frames["orders"].filter(pl.col("state").is_in(["paid", "refunded"]))
    return {key: (gross, back.get(key, 0)) for key, gross in rows.select("key", "gross").iter_rows()}


def ignored(found):
    return {item.reason: item.rows for item in found.ignored}


def who(found):
    return dict(found.frames["orders"].select("key", "who").iter_rows())


SHOPIFY_ROWS = (
    {
        "Name": "#1001",
        "Email": " Mira@Example.org ",
        "Total": "30.00",
        "Refunded Amount": "7.50",
        "Lineitem name": "Mug",
        "Lineitem quantity": "2",
    },
    {"Name": "#1001", "Email": "mira@example.org", "Lineitem name": "Cup", "Lineitem price": "20.00"},
    {"Name": "#1002", "Total": "12.00", "Financial Status": "partially_refunded", "Refunded Amount": "2.00", "Currency": "CAD"},
    {"Name": "#1003", "Email": "tara@example.org", "Total": "15.00", "Financial Status": "refunded", "Refunded Amount": "15.00"},
    {"Name": "#1004", "Email": "tara@example.org", "Total": "15.00", "Financial Status": "voided"},
    {"Name": "#1005", "Email": "tara@example.org", "Total": "15.00", "Financial Status": "pending"},
    {"Name": "#1006", "Email": "tara@example.org", "Total": "15.00", "Financial Status": "authorized"},
    {"Name": "#1007", "Email": "tara@example.org", "Total": "15.00", "Cancelled at": "2026-03-02 10:00:00 -0500"},
    {"Name": "#1007", "Email": "tara@example.org", "Lineitem name": "Cup"},
    {"Name": "#1008", "Email": "tara@example.org", "Total": "15.00", "Payment Method": "(for testing) Bogus Gateway"},
    {"Name": "#1009", "Email": "tara@example.org", "Total": "0.00"},
)


def test_shopifys_totals_stand_once_and_its_idle_orders_never_count():
    """Refunds lower their order; voided, pending, authorised, cancelled and test orders are kept and named; 0.00 counts."""
    found = checked(exports.shopify(*SHOPIFY_ROWS))
    assert counted(found) == {"#1001": (3000, 750), "#1002": (1200, 200), "#1003": (1500, 1500), "#1009": (0, 0)}
    assert ignored(found) == {"unpaid (voided)": 1, "unpaid (pending)": 1, "unpaid (authorized)": 1, "cancelled": 2, "test order": 1}
    assert found.frames["orders"].height == 9
    assert found.frames["orders"]["currency"].to_list()[:2] == ["USD", "CAD"]
    assert who(found)["#1001"] == "mira@example.org"
    assert who(found)["#1002"] is None
    assert found.bad == ()


def test_shopifys_articles_are_the_orders_rows():
    """Each row is an article of the order above it, in its order."""
    found = checked(exports.shopify(*SHOPIFY_ROWS))
    assert found.frames["order_line"].filter(pl.col("order_key") == "#1001").select("position", "product", "quantity").rows() == [
        (1, "Mug", 2),
        (2, "Cup", 1),
    ]


def test_shopifys_clock_is_the_shops():
    """The offset is the shop's own: its wall clock stays, until the workspace has a zone."""
    data = exports.shopify({"Name": "#1", "Total": "5.00", "Created at": "2026-01-31 23:30:00 -0500"})
    assert checked(data).frames["orders"]["ordered_at"][0] == (datetime(2026, 1, 31, 23, 30) - datetime(1970, 1, 1)).total_seconds()
    assert (
        checked(data, zone="UTC").frames["orders"]["ordered_at"][0] == (datetime(2026, 2, 1, 4, 30) - datetime(1970, 1, 1)).total_seconds()
    )


def test_a_shopify_export_brought_twice_in_one_file_counts_once():
    """A re-export appended below: its rows are named as duplicates, articles included."""
    found = checked(exports.shopify(*SHOPIFY_ROWS[:3], *SHOPIFY_ROWS[:2]))
    assert counted(found) == {"#1001": (3000, 750), "#1002": (1200, 200)}
    assert ignored(found) == {"duplicate of an earlier row": 2}
    assert found.frames["order_line"].height == 3


def test_a_shopify_article_without_its_order_is_a_bad_row():
    """An article whose order stands nowhere above it can't be placed."""
    found = checked(exports.shopify({"Name": "#1", "Total": "5.00"}, {"Name": "#2", "Lineitem name": "Cup"}))
    assert [bad.row for bad in found.bad] == [3]


def test_woocommerce_analytics_takes_a_later_negative_row_as_its_orders_refund():
    """The customer is the name; the refunded row's own amount stays gross; the currency is the sign."""
    found = checked(
        exports.woo_analytics(
            {
                "Date": "2026-01-10 19:32:14",
                "Order #": "7",
                "Customer": "Mira  Holm",
                "Net Sales": "68.47",
                "Product(s)": '1× Postcard, 1× Oak board 30" x 12"',
            },
            {"Date": "2026-01-11 19:32:14", "Order #": "8", "Customer": " mira holm", "Net Sales": "20.00", "Status": "refunded"},
            {"Date": "2026-01-12 19:32:14", "Order #": "9", "Net Sales": "30.00", "N. Revenue (formatted)": "€30.00"},
            {"Date": "2026-01-13 19:32:14", "Order #": "10", "Customer": "Tara", "Net Sales": "30.00", "Status": "on-hold"},
            {"Date": "2026-01-13 19:32:14", "Order #": "11", "Customer": "Tara", "Net Sales": "30.00", "Status": "cancelled"},
            {"Date": "2026-01-13 19:32:14", "Order #": "12", "Customer": "Tara", "Net Sales": "30.00", "Status": "failed"},
            {
                "Date": "2026-02-20 08:00:00",
                "Order #": "8",
                "Customer": "Mira Holm",
                "Net Sales": "-20.00",
                "Status": "refunded",
                "N. Revenue (formatted)": "-$20.00",
            },
        )
    )
    assert counted(found) == {"7": (6847, 0), "8": (2000, 0), "9": (3000, 0)}
    assert found.frames["refund"].select("order_key", "amount", "currency").rows() == [("8", 2000, "USD")]
    assert ignored(found) == {"unpaid (on-hold)": 1, "cancelled": 1, "unpaid (failed)": 1}
    assert who(found) | {"9": "a guest" if who(found)["9"] is None else "somebody"} == {
        "7": "mira holm",
        "8": "mira holm",
        "9": "a guest",
        "10": "tara",
        "11": "tara",
        "12": "tara",
    }
    assert found.frames["orders"]["currency"].to_list()[:3] == ["USD", "USD", "EUR"]
    assert found.frames["orders"]["product"][0] == "Postcard"


def test_the_woocommerce_plugins_number_0_is_a_guest_unless_there_is_an_e_mail():
    """State refunded gives all of it back; articles stand in cells of their own."""
    article = "name:Linen napkins, set of 4|product_id:700|sku:NAP-4|quantity:2|total:34.49"
    found = checked(
        exports.woo_plugin(
            {
                "order_id": "9000",
                "order_date": "2026-01-05 12:17:15",
                "order_total": "111.73",
                "billing_email": "Ben@Example.org",
                "line_item_1": article,
                "line_item_2": "name:Mug|product_id:701|sku:MUG|quantity:1|total:77.24",
            },
            {"order_id": "9001", "order_date": "2026-01-06 12:17:15", "order_total": "20.00", "customer_id": "10034", "status": "refunded"},
            {"order_id": "9002", "order_date": "2026-01-07 12:17:15", "order_total": "20.00"},
            {
                "order_id": "9003",
                "order_date": "2026-01-07 12:17:15",
                "order_total": "20.00",
                "status": "pending",
                "billing_email": "ben@example.org",
            },
        )
    )
    assert counted(found) == {"9000": (11173, 0), "9001": (2000, 2000), "9002": (2000, 0)}
    assert who(found) == {"9000": "ben@example.org", "9001": "10034", "9002": None, "9003": "ben@example.org"}
    assert ignored(found) == {"unpaid (pending)": 1}
    assert found.frames["order_line"].select("order_key", "position", "product", "sku", "quantity", "amount").rows() == [
        ("9000", 1, "Linen napkins, set of 4", "NAP-4", 2, 3449),
        ("9000", 2, "Mug", "MUG", 1, 7724),
    ]


@pytest.mark.parametrize("headers", [exports.STRIPE_OLD, exports.STRIPE_NEW], ids=["earlier columns", "current columns"])
def test_stripes_captured_payments_count_in_their_own_currency(headers):
    """Not the converted amount; failed, uncaptured and test payments never count; yen have no minor unit; times are UTC."""
    found = checked(
        exports.stripe(
            {
                "id": "ch_1",
                "Created": "2026-01-31 23:30:00",
                "Amount": "100.00",
                "Amount Refunded": "9.00",
                "Currency": "eur",
                "Converted Amount": "110.00",
                "Customer ID": "cus_1",
                "Customer Email": " Liam@Example.net",
            },
            {"id": "ch_2", "Created": "2026-02-01 10:00:00", "Amount": "1200.00", "Currency": "jpy", "Customer ID": "cus_2"},
            {"id": "ch_3", "Created": "2026-02-02 10:00:00", "Amount": "50.00", "Amount Refunded": "50.00", "Status": "Refunded"},
            {
                "id": "ch_4",
                "Created": "2026-02-03 10:00:00",
                "Amount": "50.00",
                "Captured": "false",
                "Status": "Paid",
                "Customer ID": "cus_2",
            },
            {
                "id": "ch_5",
                "Created": "2026-02-04 10:00:00",
                "Amount": "50.00",
                "Captured": "false",
                "Status": "Failed",
                "Customer ID": "cus_2",
            },
            {"id": "ch_6", "Created": "2026-02-05 10:00:00", "Amount": "50.00", "Mode": "Test", "Customer ID": "cus_2"},
            {
                "id": "ch_1",
                "Created": "2026-01-31 23:30:00",
                "Amount": "100.00",
                "Amount Refunded": "9.00",
                "Currency": "eur",
                "Converted Amount": "110.00",
                "Customer ID": "cus_1",
                "Customer Email": " Liam@Example.net",
            },
            headers=headers,
        )
    )
    assert counted(found) == {"ch_1": (10000, 900), "ch_2": (1200, 0), "ch_3": (5000, 5000)}
    currencies = dict(found.frames["orders"].select("key", "currency").iter_rows())
    assert [currencies[key] for key in ("ch_1", "ch_2", "ch_3")] == ["EUR", "JPY", "USD"]
    assert ignored(found) == {"unpaid (not captured)": 1, "unpaid (failed)": 1, "test order": 1, "duplicate of an earlier row": 1}
    assert who(found)["ch_3"] is None
    assert found.frames["orders"].filter(pl.col("key") == "ch_1").select("email_id", "number_id").rows() == [("liam@example.net", "cus_1")]


def test_stripes_times_are_utc_in_a_workspace_with_a_zone():
    """23:30 UTC on 31 January is February in Berlin."""
    data = exports.stripe({"id": "ch_1", "Created": "2026-01-31 23:30:00", "Amount": "5.00"})
    assert (
        checked(data, zone="Europe/Berlin").frames["orders"]["ordered_at"][0]
        == (datetime(2026, 2, 1, 0, 30) - datetime(1970, 1, 1)).total_seconds()
    )


UCI_ROWS = (
    ("536365", "MUG", "6", "12/1/2010 8:26", "2.55", "17850"),
    ("536365", "CUP", "2", "12/1/2010 8:26", "3.39", "17850"),
    ("536366", "MUG", "1", "12/1/2010 8:28", "2.55", ""),
    ("536367", "DAMAGED", "-33", "12/1/2010 9:00", "0", ""),
    ("C536379", "MUG", "-1", "12/2/2010 9:41", "2.55", "17850"),
    ("C536379", "CUP", "-1", "12/2/2010 9:41", "3.39", "17850"),
    ("536370", "GIFT", "1", "12/13/2010 9:45", "0", "12583.0"),
)


def test_ucis_orders_are_sums_of_lines_and_its_c_invoices_refunds_of_their_customer():
    """Pounds, month first; a stock adjustment is nothing; 12583.0 is customer 12583."""
    found = checked(exports.uci(*UCI_ROWS))
    assert counted(found) == {"536365": (2208, 0), "536366": (255, 0), "536370": (0, 0)}
    assert found.frames["refund"].select("key", "order_key", "who", "amount", "currency").rows() == [("C536379", None, "17850", 594, "GBP")]
    assert ignored(found) == {"stock adjustment (price 0, negative quantity)": 1}
    assert who(found) == {"536365": "17850", "536366": None, "536370": "12583"}
    assert found.date_order == "mdy"
    assert set(found.frames["orders"]["currency"]) == {"GBP"}


def test_two_equal_lines_of_one_uci_invoice_are_both_real():
    """The same article scanned twice costs twice."""
    found = checked(exports.uci(UCI_ROWS[0], UCI_ROWS[0], UCI_ROWS[1]))
    assert counted(found) == {"536365": (3738, 0)}
    assert ignored(found) == {}


def test_cdnows_rows_are_purchases_and_equal_rows_are_two():
    """No numbers, no currency, no header."""
    found = checked(exports.cdnow((4, "19970101", 2, "29.33"), (4, "19970101", 2, "29.33"), (21, "19970102", 1, "0.00")), file="log.txt")
    assert sorted(found.frames["orders"]["gross"].to_list()) == [0, 2933, 2933]
    assert found.frames["orders"]["key"].n_unique() == 3
    assert found.frames["orders"]["who"].to_list() == ["4", "4", "21"]
    assert set(found.frames["orders"]["currency"]) == {"XXX"}
    assert any("currency" in warning for warning in found.warnings)


def test_every_source_says_its_rules():
    """The person reads on the page how a file is understood."""
    assert all(source.rules and source.title and source.shop for source in known_sources())
