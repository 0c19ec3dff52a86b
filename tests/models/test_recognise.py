"""Recognise: which export a table is, what its columns are, and what a person corrects."""

import random
from collections import Counter

import polars as pl
import pytest

from models.columns import ATTRIBUTE, BY_NAME, COLUMNS, columns_of, plain
from models.errors import Refused
from models.ingest.correct import correct
from models.ingest.grain import choose_grain
from models.ingest.read import read
from models.ingest.recognise import recognise
from models.ingest.source import known_sources
from models.kinds import BY_KIND, KINDS, QUESTIONS, template
from tests.models import exports
from tests.models.workspaces import checked

FILES = {
    "shopify_orders": (
        exports.SHOPIFY,
        lambda headers: exports.shopify({"Name": "#1", "Total": "5.00", "Email": "a@example.org"}, headers=headers),
    ),
    "woocommerce_analytics_orders": (
        exports.WOO_ANALYTICS,
        lambda headers: exports.woo_analytics(
            {"Date": "2026-01-10 19:32:14", "Order #": "7", "Customer": "Mira Holm", "Net Sales": "5.00"}, headers=headers
        ),
    ),
    "woocommerce_order_export_plugin": (
        exports.WOO_PLUGIN,
        lambda headers: exports.woo_plugin(
            {"order_id": "7", "order_date": "2026-01-10 19:32:14", "order_total": "5.00", "billing_email": "a@example.org"}, headers=headers
        ),
    ),
    "stripe_payments_old": (
        exports.STRIPE_OLD,
        lambda headers: exports.stripe({"id": "ch_1", "Created": "2026-01-10 19:32", "Amount": "5.00"}, headers=headers),
    ),
    "stripe_payments_new": (
        exports.STRIPE_NEW,
        lambda headers: exports.stripe({"id": "ch_1", "Created": "2026-01-10 19:32:14", "Amount": "5.00"}, headers=headers),
    ),
    "uci_online_retail": (
        exports.UCI,
        lambda headers: exports.uci(("536365", "MUG", "6", "12/1/2010 8:26", "2.55", "17850"), headers=headers),
    ),
}


def table_of(data, file="orders.csv"):
    [table] = read(file, data)
    return table


@pytest.mark.parametrize("name", FILES)
def test_a_known_source_is_recognised_by_its_signature(name):
    """Its own headers, in its own order."""
    headers, write = FILES[name]
    found = recognise(table_of(write(headers)))
    assert found.source.name == name
    assert found.known
    assert set(found.because) == set(found.source.signature)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", FILES)
def test_reordered_added_and_renamed_case_columns_change_nothing(name, seed):
    """Systems reorder and add columns, and write headers in other capitals."""
    headers, write = FILES[name]
    straight = checked(write(headers))
    shuffled = [*headers, "New column", "Another one"]
    random.Random(seed).shuffle(shuffled)
    again = checked(write(shuffled))
    assert again.reading.source.name == name
    assert again.frames["orders"].equals(straight.frames["orders"])
    first, rest = write(headers).split(b"\n", 1)
    upper = checked(first.upper() + b"\n" + rest)
    assert upper.reading.source.name == name
    assert upper.frames["orders"].drop("attributes").equals(straight.frames["orders"].drop("attributes"))
    assert upper.frames["order_line"].equals(straight.frames["order_line"])


@pytest.mark.parametrize("name", FILES)
def test_a_column_that_is_not_of_the_signature_may_be_missing(name):
    """Each other column can be left out: the order, its day and its amount are still read."""
    headers, write = FILES[name]
    signature = recognise(table_of(write(headers))).source.signature
    keeps = {*signature, "Total", "order_total", "Net Sales", "Amount", "Quantity", "UnitPrice"}
    for dropped in [header for header in headers if header not in keeps]:
        again = checked(write([header for header in headers if header != dropped]))
        assert again.reading.source.name == name, dropped
        assert again.frames["orders"].height == 1, dropped
        assert again.frames["orders"]["gross"][0] in (500, 1530), dropped
    least = checked(write([header for header in headers if header in keeps]))
    assert least.reading.source.name == name
    assert least.frames["orders"].height == 1


def test_fixed_columns_are_cdnow():
    """A customer, a day without marks, a number and an amount, in columns."""
    assert recognise(table_of(exports.cdnow((4, "19970101", 2, "29.33"), (4, "19970118", 2, "29.73")))).source.name == "cdnow_fixed_width"


def test_no_source_is_taken_for_another():
    """Signatures are different enough that each file fits the most particular one alone."""
    names = [source.name for source in known_sources()]
    assert len(names) == len(set(names))
    assert {*FILES, "cdnow_fixed_width"} <= set(names)
    sizes = [len(source.signature) for source in known_sources()]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize(
    ("headers", "fields"),
    [
        (
            ("Order ID", "Customer ID", "Order date", "Total", "Currency", "Status"),
            {
                "order_number": "Order ID",
                "customer_number": "Customer ID",
                "ordered_at": "Order date",
                "amount": "Total",
                "currency": "Currency",
                "state": "Status",
            },
        ),
        (
            ("Номер заказа", "Код клиента", "Дата заказа", "Сумма заказа", "Валюта", "Статус"),
            {
                "order_number": "Номер заказа",
                "customer_number": "Код клиента",
                "ordered_at": "Дата заказа",
                "amount": "Сумма заказа",
                "currency": "Валюта",
                "state": "Статус",
            },
        ),
        (
            ("订单编号", "会员号", "下单时间", "实付金额", "币种", "订单状态"),
            {
                "order_number": "订单编号",
                "customer_number": "会员号",
                "ordered_at": "下单时间",
                "amount": "实付金额",
                "currency": "币种",
                "state": "订单状态",
            },
        ),
    ],
)
def test_a_plain_table_is_read_by_its_words(headers, fields):
    """English, Russian, Chinese."""
    rows = [("7", "C1", "2026-01-10", "5.00", "EUR", "paid"), ("8", "C2", "2026-01-11", "6.00", "EUR", "paid")]
    found = recognise(table_of(exports.table(headers, *rows)))
    assert found.source.name == "orders"
    assert found.fields == fields


def test_the_amount_paid_goes_before_the_list_price():
    """实付金额 is what was paid; 订单金额, what was asked."""
    data = exports.table(("订单编号", "下单时间", "订单金额", "实付金额"), ("7", "2026-01-10", "9.00", "5.00"))
    assert recognise(table_of(data)).fields["amount"] == "实付金额"


def test_a_word_whose_cells_do_not_fit_is_not_taken():
    """A column called Total that holds words is no amount."""
    data = exports.table(
        ("order_id", "date", "total", "paid"), ("7", "2026-01-10", "see below", "5.00"), ("8", "2026-01-11", "see below", "6.00")
    )
    assert recognise(table_of(data)).fields["amount"] == "paid"


def test_an_unnamed_column_of_e_mails_or_days_is_found_by_its_cells():
    """The header need not be a word that Rapport knows."""
    data = exports.table(
        ("order_id", "who", "when it was", "amount"),
        ("7", "a@example.org", "2026-01-10", "5.00"),
        ("8", "b@example.org", "2026-01-11", "6.00"),
    )
    found = recognise(table_of(data))
    assert (found.fields["email"], found.fields["ordered_at"]) == ("who", "when it was")


def test_a_customer_column_of_names_is_a_name():
    """“Customer” may hold numbers or people."""
    people = exports.table(
        ("order_id", "Customer", "date", "amount"), ("7", "Mira Holm", "2026-01-10", "5.00"), ("8", "Tara Quist", "2026-01-11", "6.00")
    )
    numbers = exports.table(
        ("order_id", "Customer", "date", "amount"), ("7", "0012", "2026-01-10", "5.00"), ("8", "0013", "2026-01-11", "6.00")
    )
    assert recognise(table_of(people)).fields["customer_name"] == "Customer"
    assert recognise(table_of(numbers)).fields["customer_number"] == "Customer"


def test_a_currency_in_the_header_is_the_columns():
    """“Total, EUR” needs no column of currencies."""
    data = exports.table(("order_id", "date", "Total, EUR"), ("7", "2026-01-10", "5.00"))
    found = checked(data)
    assert found.frames["orders"]["currency"].to_list() == ["EUR"]


@pytest.mark.parametrize(
    ("headers", "row", "lacks"),
    [
        (("order_id", "amount", "note"), ("7", "5.00", "x"), "dates"),
        (("date", "colour", "shape"), ("2026-01-10", "red", "round"), "amount or an order number"),
    ],
)
def test_a_table_that_is_none_of_orders_is_refused(headers, row, lacks):
    """With what it lacks and what to do."""
    with pytest.raises(Refused, match=lacks):
        recognise(table_of(exports.table(headers, row, row)))


def test_a_source_that_is_named_is_held_to_its_columns():
    """`--as` refuses a file of another kind with the missing columns, and an unknown name with those there are."""
    table = table_of(exports.plain(("7", "C1", "2026-01-10", "5.00")))
    with pytest.raises(Refused, match="Financial Status"):
        recognise(table, source="shopify_orders")
    with pytest.raises(Refused, match="shopify_orders") as refusal:
        recognise(table, source="shopfy")
    assert refusal.value.found == "the source name shopfy"
    assert recognise(table, source="orders").source.name == "orders"


def test_a_known_export_can_be_read_as_a_plain_table():
    """`--as orders` puts a wrong recognition right."""
    headers, write = FILES["stripe_payments_new"]
    assert recognise(table_of(write(headers)), source="orders").source.name == "orders"


def reading(*headers):
    cells = {"order_id": "7", "date": "2026-01-10", "total": "5.00", "paid": "4.00", "place": "Bergen"}
    table = table_of(exports.table(headers, [cells[h] for h in headers]))
    return recognise(table), table


def test_a_person_says_what_a_column_is():
    """The other column gives the field up."""
    found, table = reading("order_id", "date", "total", "paid")
    fixed = correct(found, {"paid": "amount"}, table)
    assert found.fields["amount"] == "total"
    assert fixed.fields["amount"] == "paid"
    assert "total" not in fixed.fields.values()


def test_a_person_leaves_a_column_out_or_keeps_it_as_an_attribute():
    """ "" is not used; "attribute" stays with the order under its header."""
    found, table = reading("order_id", "date", "total", "place")
    assert "amount" not in correct(found, {"total": ""}, table).fields
    kept = correct(found, {"place": ATTRIBUTE}, table)
    assert kept.attributes == ("place",)
    assert correct(kept, {"place": "channel"}, table).attributes == ()


@pytest.mark.parametrize(("changes", "found"), [({"price": "amount"}, "the column price"), ({"paid": "sum"}, "the field sum")])
def test_a_correction_of_what_is_not_there_is_refused(changes, found):
    """With the columns or fields that there are."""
    read_as, table = reading("order_id", "date", "total", "paid")
    with pytest.raises(Refused) as refusal:
        correct(read_as, changes, table)
    assert refusal.value.found == found


def test_a_persons_correction_goes_before_what_a_source_works_out():
    """Shopify's country comes from the delivery; a person may say that it is another column's."""
    data = exports.shopify({"Name": "#1", "Total": "5.00", "Billing Country": "SE", "Shipping Country": "NO"})
    assert checked(data).frames["orders"]["country"].to_list() == ["NO"]
    assert checked(data, mapping={"Billing Country": "country"}).frames["orders"]["country"].to_list() == ["SE"]


GRAINS = {
    "order": [("1", "Mug", "5"), ("2", "Mug", "6"), ("3", "Cup", "7")],
    "order, exported twice": [("1", "Mug", "5"), ("2", "Mug", "6"), ("1", "Mug", "5")],
    "order, with its refund": [("1", "Mug", "5"), ("2", "Cup", "6"), ("1", "Pen", "-5")],
    "line": [("1", "Mug", "5"), ("1", "Cup", "6"), ("2", "Mug", "5")],
    "total": [("1", "Mug", "11"), ("1", "Cup", "11"), ("2", "Mug", "9"), ("2", "Pen", "9"), ("3", "Mug", "5")],
    "head": [("1", "Mug", "11"), ("1", "Cup", ""), ("2", "Mug", "5")],
}


@pytest.mark.parametrize("case", GRAINS)
def test_how_rows_make_orders_is_read_from_the_rows(case):
    """One row an order; articles with amounts of their own; the order's amount on each row, or on the first alone."""
    frame = pl.DataFrame(GRAINS[case], schema=["number", "article", "sum"], orient="row")
    assert choose_grain(frame, {"order_number": "number", "product": "article", "amount": "sum"}) == case.split(",")[0]


def test_without_an_order_number_each_row_stands_alone():
    """Rows are gathered by what they share, and there is nothing that they share."""
    frame = pl.DataFrame({"article": ["Mug", "Cup"], "sum": ["5", "5"]})
    assert choose_grain(frame, {"product": "article", "amount": "sum"}) == "order"


def test_further_columns_of_a_few_groups_are_kept():
    """A column that sorts orders into groups can be filtered by; one of free text can't."""
    rows = [(str(n), f"2026-01-{n:02}", "5.00", ("red", "blue")[n % 2], f"note {n}") for n in range(1, 21)]
    found = recognise(table_of(exports.table(("order_id", "date", "amount", "colour", "note"), *rows)))
    assert found.attributes == ("colour",)


def test_each_word_means_one_column():
    """In one kind of table no header could be two things alike; every column has its words, an example and a meaning."""
    for kind in KINDS:
        words = [(plain(word), column.name) for column in columns_of(kind.name) for word in column.words]
        twice = [word for word, n in Counter(word for word, _ in set(words)).items() if n > 1]
        assert not twice, (kind.name, twice)
    assert all(column.words and column.example and column.meaning for column in COLUMNS)
    assert set(BY_NAME) == {column.name for column in COLUMNS}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_names_only_columns_that_it_may_have(kind):
    """A slip here would only show on somebody's file."""
    named = {*kind.telling, *kind.template, kind.time, kind.number, *(name for group in kind.needs for name in group)} - {None}
    assert named <= {column.name for column in columns_of(kind.name)}


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_each_template_is_read_as_it_was_meant(kind):
    """What Rapport hands out, it takes back: as its own kind, every field by its own name, every question asked, no row to fix."""
    found = checked(template(kind).encode(), file="template.csv")
    assert (found.reading.kind, found.reading.fields) == (kind, {name: name for name in BY_KIND[kind].template})
    assert [question.header for question in found.reading.questions] == list(QUESTIONS.get(kind, ()))
    assert (found.frames[found.main].height, found.bad) == (1, ())
