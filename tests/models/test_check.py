"""Check: what each row is; what is left out, with its reason and its row. The traps of this subject have their names here."""

from datetime import date, timedelta

import polars as pl
import pytest

from models.errors import Refused
from tests.models import exports
from tests.models.workspaces import bring, checked, net_of_orders, parties


def gross(found):
    return dict(found.frames["orders"].select("key", "gross").iter_rows())


def ignored(found):
    return {item.reason: item.rows for item in found.ignored}


def bad(found):
    return [(row.row, row.column, row.found) for row in found.bad]


DIRTY = (
    b"order_id,customer_id,order_date,amount,currency,quantity,status\n"
    b"000001,00010032,01/05/2026,21.40,EUR,1,paid\n"  # 2
    b"000002,00010032,01/13/2026,12.O0,EUR,1,paid\n"  # 3: a letter O
    b"000003,00010032,02/30/2026,10.00,EUR,1,paid\n"  # 4: no such day
    b"000004,00010032,01/14/2026\n"  # 5: ragged
    b"000005,00010032,01/14/2026,10.00,EUR,1,paid,x,y\n"  # 6: ragged
    b"000006,00010032,01/14/2026,,EUR,1,paid\n"  # 7: no amount
    b"000007,00010032,01/01/1970,10.00,EUR,1,paid\n"  # 8: the day zero of a clock
    b"000008,00010032,06/15/2087,10.00,EUR,1,paid\n"  # 9: a far future
    b"\n"  # 10
    b"000009,00010032,,10.00,EUR,1,paid\n"  # 11: no day
    b"000010,10032,01/15/2026,10.00,EUR,1,cancelled\n"  # 12
    b"000011,10032,01/16/2026,10.00,EUR,1,test\n"  # 13
    b"000012,10032,01/17/2026,10.00,EUR,1,paid\n"  # 14
    b"000012,10032,01/17/2026,10.00,EUR,1,paid\n"  # 15: once more
    b"Total,,,151.40,,,\n"  # 16
)


def test_bad_rows_are_named_with_their_row_and_the_good_ones_taken():
    """Row, column, what stands there, what was needed; a bad row is left out whole."""
    found = checked(DIRTY)
    assert bad(found) == [
        (3, "amount", "12.O0"),
        (4, "order_date", "02/30/2026"),
        (5, "(row)", "3 cells"),
        (6, "(row)", "9 cells"),
        (7, "amount", "nothing"),
        (8, "order_date", "01/01/1970"),
        (9, "order_date", "06/15/2087"),
        (11, "order_date", "nothing"),
    ]
    assert all(row.needed for row in found.bad)
    assert gross(found) == {"000001": 2140, "000010": 1000, "000011": 1000, "000012": 1000}
    assert ignored(found) == {"blank row": 1, "total row": 1, "duplicate of an earlier row": 1, "cancelled": 1, "test order": 1}
    assert found.rows == 15


def test_every_row_is_an_order_a_refund_or_named():
    """Nothing is dropped in silence: orders that count, rows ignored and bad rows are all the file's records."""
    found = checked(DIRTY)
    counts = found.frames["orders"].filter(pl.col("state") == "paid").height
    assert counts + sum(item.rows for item in found.ignored) + len(found.bad) == found.rows


def test_two_identical_rows_without_an_order_number_are_two_orders():
    """A row without a number is never a duplicate: its identity is its content and its count among equals."""
    data = exports.table(
        ("customer_id", "order_date", "amount"), ("7", "2026-01-05", "5.00"), ("7", "2026-01-05", "5.00"), ("7", "2026-01-05", "6.00")
    )
    found = checked(data)
    assert sorted(gross(found).values()) == [500, 500, 600]
    assert ignored(found) == {}
    assert gross(found).keys() == gross(checked(data)).keys()


def test_equal_rows_in_another_order_have_the_same_keys():
    """A file sorted otherwise is the same file."""
    rows = [("7", f"2026-01-{day:02}", amount) for day in (5, 6) for amount in ("5.00", "5.00", "6.00")]
    headers = ("customer_id", "order_date", "amount")
    assert gross(checked(exports.table(headers, *rows))) == gross(checked(exports.table(headers, *reversed(rows))))


def test_totals_per_line_item_are_read_once():
    """The order's total on each of its article rows is one total; the articles have no amounts of their own."""
    data = exports.table(
        ("order_id", "customer_id", "order_date", "product", "order total"),
        ("1", "7", "2026-01-05", "Mug", "11.00"),
        ("1", "7", "2026-01-05", "Cup", "11.00"),
        ("1", "7", "2026-01-05", "Pen", "11.00"),
        ("2", "8", "2026-01-06", "Mug", "9.00"),
        ("2", "8", "2026-01-06", "Cup", "9.00"),
    )
    found = checked(data)
    assert found.reading.grain == "total"
    assert gross(found) == {"1": 1100, "2": 900}
    assert found.frames["order_line"].height == 5
    assert any("repeated" in warning for warning in found.warnings)


def test_amounts_of_lines_are_summed():
    """Where each article has an amount of its own, the order is their sum; two equal articles cost twice."""
    data = exports.table(
        ("order_id", "customer_id", "order_date", "product", "line total"),
        ("1", "7", "2026-01-05", "Mug", "5.00"),
        ("1", "7", "2026-01-05", "Mug", "5.00"),
        ("1", "7", "2026-01-05", "Cup", "6.00"),
        ("2", "8", "2026-01-06", "Mug", "5.00"),
    )
    found = checked(data)
    assert gross(found) == {"1": 1600, "2": 500}
    assert ignored(found) == {}


def test_quantity_times_price_is_exact():
    """48 times 11.58 is 555.84."""
    data = exports.table(
        ("order_id", "customer_id", "order_date", "sku", "quantity", "unit price"),
        ("1", "7", "2026-01-05", "TEA", "48", "11.58"),
        ("1", "7", "2026-01-05", "WRAP", "3", "1.13"),
    )
    assert gross(checked(data)) == {"1": 55923}


def test_articles_without_order_numbers_make_one_order_a_client_and_day():
    """1C's and the tills' way: what one client took on one day is one order; a guest's rows stay apart."""
    data = exports.table(
        ("Client", "Date", "Product", "Amount"),
        ("C1", "05.01.2026", "Mug", "5.00"),
        ("C1", "05.01.2026", "Cup", "6.00"),
        ("C1", "06.01.2026", "Cup", "6.00"),
        ("C2", "05.01.2026", "Mug", "5.00"),
        ("", "05.01.2026", "Mug", "5.00"),
        ("", "05.01.2026", "Mug", "5.00"),
    )
    found = checked(data)
    assert sorted(gross(found).values()) == [500, 500, 500, 600, 1100]
    assert sorted(found.frames["orders"].filter(pl.col("who").is_null())["gross"]) == [500, 500]


def test_guests_are_not_one_customer(store):
    """Orders that name nobody count for the company and belong to no party: no e-mail, number 0, blank name."""
    bring(
        store,
        exports.plain(
            ("1", "", "2026-01-05", "5.00"),
            ("2", "0", "2026-01-06", "5.00"),
            ("3", "", "2026-01-07", "5.00"),
            ("4", "17", "2026-01-08", "5.00"),
        ),
    )
    assert parties(store) == {frozenset({("number", "own", "17")})}
    assert len(net_of_orders(store)) == 4


def test_one_person_with_two_spellings_of_an_e_mail_is_one(store):
    """Capitals and blanks around make no difference."""
    bring(
        store,
        exports.shopify(
            *(
                {"Name": f"#{n}", "Total": "5.00", "Email": email}
                for n, email in enumerate(("Mira@Example.org", " mira@example.ORG ", "MIRA@EXAMPLE.ORG", "tara@example.org"))
            )
        ),
    )
    assert parties(store) == {frozenset({("email", "", "mira@example.org")}), frozenset({("email", "", "tara@example.org")})}


@pytest.mark.parametrize("kind", ["email", "customer_name"])
def test_identities_are_case_folded_and_not_just_lowered(store, kind):
    """“Straße” and “STRASSE” are one to Unicode's case folding, which is how DESIGN.md compares."""
    data = exports.table(
        ("order_id", kind, "order_date", "amount"),
        ("1", "straße@x.org" if kind == "email" else "Jan Straße", "2026-01-05", "5.00"),
        ("2", "STRASSE@X.ORG" if kind == "email" else "JAN STRASSE", "2026-01-06", "5.00"),
    )
    bring(store, data)
    assert len(parties(store)) == 1


def test_leading_zeros_make_different_customers_and_orders(store):
    """007 and 7 are two, as order numbers and as customer numbers."""
    bring(store, exports.plain(("007", "010", "2026-01-05", "5.00"), ("7", "10", "2026-01-06", "5.00")))
    assert set(net_of_orders(store)) == {"007", "7"}
    assert parties(store) == {frozenset({("number", "own", "010")}), frozenset({("number", "own", "10")})}


def test_a_refund_after_the_order_lowers_it_and_is_no_order():
    """A later row with the number and an amount below zero."""
    found = checked(
        exports.plain(("7", "C1", "2026-01-05", "50.00"), ("8", "C1", "2026-01-06", "20.00"), ("7", "C1", "2026-03-01", "-12.50"))
    )
    assert gross(found) == {"7": 5000, "8": 2000}
    assert found.frames["refund"].select("order_key", "amount").rows() == [("7", 1250)]


def test_a_refund_told_by_the_state_and_by_a_row_is_taken_once(store):
    """State “refunded” and a row below zero are one and the same money: no order is refunded beyond what was paid."""
    bring(
        store, exports.plain(("7", "C1", "2026-01-05", "50.00", "EUR", "refunded"), ("7", "C1", "2026-03-01", "-50.00", "EUR", "refunded"))
    )
    assert net_of_orders(store)["7"] == ["refunded", 5000, 5000]


def test_a_row_below_zero_that_never_was_leaves_its_order_alone():
    """A cancelled refund is none: the order stands as it was."""
    found = checked(exports.plain(("7", "C1", "2026-01-05", "50.00"), ("7", "C1", "2026-03-01", "-50.00", "EUR", "cancelled")))
    assert found.frames["orders"].select("key", "state", "gross").rows() == [("7", "paid", 5000)]
    assert found.frames["refund"].is_empty()


def test_two_currencies_are_never_added():
    """Each order keeps its own, and the person is told."""
    found = checked(exports.plain(("1", "C1", "2026-01-05", "5.00", "EUR"), ("2", "C1", "2026-01-06", "6.00", "USD")))
    assert dict(found.frames["orders"].select("currency", "gross").iter_rows()) == {"EUR": 500, "USD": 600}
    assert any("several currencies" in warning for warning in found.warnings)


def test_a_currency_that_is_not_named_is_xxx_until_it_is():
    """With a warning; the person names it for the whole file or for the rows that don't say."""
    nameless = exports.table(("order_id", "order_date", "amount"), ("1", "2026-01-05", "5.00"))
    assert checked(nameless).frames["orders"]["currency"].to_list() == ["XXX"]
    assert any("XXX" in warning for warning in checked(nameless).warnings)
    assert checked(nameless, currency="eur").frames["orders"]["currency"].to_list() == ["EUR"]
    mixed = exports.plain(("1", "C1", "2026-01-05", "5.00", ""), ("2", "C1", "2026-01-06", "6.00", "USD"))
    assert checked(mixed, currency="EUR").frames["orders"]["currency"].to_list() == ["EUR", "USD"]
    with pytest.raises(Refused, match="ISO code"):
        checked(nameless, currency="QQQQ")


def test_two_shops_equal_numbers_are_two_orders(store):
    """Order 1001 of one shop never updates order 1001 of another, nor customer 7 customer 7."""
    data = exports.plain(("1001", "7", "2026-01-05", "5.00"))
    bring(store, data, shop="north")
    report = bring(store, exports.plain(("1001", "7", "2026-01-09", "9.00")), shop="south")
    assert report.added["orders"] == 1
    assert report.updated["orders"] == 0
    assert len(parties(store)) == 2


def test_of_two_states_of_one_order_the_later_stands():
    """In the file's order; the earlier is named as such, an equal one as a duplicate."""
    found = checked(
        exports.plain(
            ("7", "C1", "2026-01-05", "50.00", "EUR", "pending"),
            ("8", "C1", "2026-01-06", "5.00"),
            ("7", "C1", "2026-01-05", "50.00", "EUR", "paid"),
            ("7", "C1", "2026-01-05", "50.00", "EUR", "paid"),
        )
    )
    assert found.frames["orders"].filter(pl.col("key") == "7").select("state", "gross").rows() == [("paid", 5000)]
    assert ignored(found) == {"an earlier state of the same order": 1, "duplicate of an earlier row": 1}


def test_an_undecidable_date_order_is_asked_and_taken():
    """The refusal names the option, and the option settles it."""
    data = exports.plain(("1", "C1", "01/05/2026", "5.00"), ("2", "C1", "03/04/2026", "5.00"))
    with pytest.raises(Refused, match="--date-order"):
        checked(data)
    assert checked(data, date_order="dmy").date_order == "dmy"
    first = checked(data, date_order="mdy").frames["orders"]["ordered_at"][0]
    assert date(1970, 1, 1) + timedelta(seconds=first) == date(2026, 1, 5)


def test_workbook_rows_under_a_merged_order_are_its_articles():
    """Order cells merged over their item rows; the report's rows are the sheet's."""
    book = exports.workbook(
        {
            "Sales": [
                ("Sales 2026", None, None, None, None),
                (),
                ("Order no.", "Client code", "Order date", "Product", "Line amount"),
                ("A1", "0007", "2026-01-05", "Mug", 5.5),
                (None, None, None, "Cup", 6),
                ("A2", "0008", "2026-01-06", "Mug", "oops"),
                ("A3", "0008", "2026-01-07", "Mug", 1),
            ]
        },
        merge=("A4:A5", "B4:B5", "C4:C5"),
    )
    found = checked(book, file="book.xlsx")
    assert gross(found) == {"A1": 1150, "A3": 100}
    assert [row.row for row in found.bad] == [6]


def test_a_file_without_amounts_is_taken_and_said():
    """Orders are counted; money is not known."""
    found = checked(exports.table(("order_id", "customer_id", "order_date"), ("1", "7", "2026-01-05"), ("2", "8", "2026-01-06")))
    assert gross(found) == {"1": 0, "2": 0}
    assert any("no amounts" in warning for warning in found.warnings)


def test_attributes_stay_with_the_order_under_their_header():
    """JSON, sorted, without the empty ones."""
    data = exports.table(
        ("order_id", "order_date", "amount", "colour"), ("1", "2026-01-05", "5.00", "red"), ("2", "2026-01-06", "5.00", "")
    )
    found = checked(data, mapping={"colour": "attribute"})
    assert found.frames["orders"]["attributes"].to_list() == ['{"colour": "red"}', None]


def test_the_day_on_an_articles_row_begins_no_order():
    """Shopify may repeat Created at on an order's further rows: an order begins where its number changes or its total stands."""
    found = checked(
        exports.shopify(
            {"Name": "#1", "Email": "a@example.org", "Total": "9.00", "Created at": "2026-01-05 10:00:00 +0100", "Lineitem name": "Cup"},
            {
                "Name": "#1",
                "Email": "a@example.org",
                "Financial Status": "",
                "Created at": "2026-01-05 10:00:00 +0100",
                "Lineitem name": "Mug",
            },
            {"Name": "#2", "Email": "a@example.org", "Total": "4.00", "Created at": "2026-01-06 10:00:00 +0100", "Lineitem name": "Cup"},
        )
    )
    assert gross(found) == {"#1": 900, "#2": 400}
    assert (found.bad, found.frames["order_line"]["product"].to_list()) == ((), ["Cup", "Mug", "Cup"])


def test_a_refunded_state_takes_off_only_what_refund_rows_have_not():
    """State refunded means all of it was given back: once, whether rows tell of it or not."""
    found = checked(
        exports.plain(
            ("1", "C1", "2026-01-05", "50.00", "EUR", "refunded"),
            ("1", "C1", "2026-02-01", "-20.00", "EUR", "refunded"),
            ("2", "C1", "2026-01-06", "30.00", "EUR", "refunded"),
        )
    )
    assert dict(found.frames["refund"].group_by("order_key").agg(pl.col("amount").sum()).iter_rows()) == {"1": 5000, "2": 3000}


def test_an_e_mail_with_many_customer_numbers_is_warned_of():
    """A shop's own address on every order joins all its customers into one: that is said."""
    rows = [(str(n), f"C{n}", "office@example.org", "2026-01-05", "5.00") for n in range(8)]
    found = checked(exports.table(("order_id", "customer_id", "email", "order_date", "amount"), *rows))
    assert any("8 customer numbers" in warning for warning in found.warnings)


def test_the_articles_of_a_refund_go_with_it():
    """Under a row below zero they are no order of 0."""
    headers = ("Name", "Email", "Financial Status", "Created at", "Lineitem quantity", "Lineitem name", "Total")
    rows = (
        ("#1", "a@example.org", "paid", "2026-01-05 10:00:00 -0500", "1", "Mug", "9.00"),
        ("", "a@example.org", "paid", "2026-01-06 10:00:00 -0500", "1", "Mug", "-4.00"),
        ("", "", "", "", "1", "Cup", ""),
    )
    found = checked(exports.table(headers, *rows))
    assert found.frames["orders"]["key"].to_list() == ["#1"]
    assert found.frames["refund"]["amount"].to_list() == [400]
