"""The command line brings and takes back: one JSON document on standard output, messages on standard error, the exit status says it."""

import pytest

import rapport
from tests.command_line import HEADERS, ORDERS, ROWS, command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports

ITEM = ["file", "sheet", "source", "kind", "rows", "batch", "added", "updated", "unchanged", "ignored", "bad", "bad_rows", "warnings"]


def test_import_prints_a_list_of_items_of_the_agreed_shape(place):
    """Every key and type that other programs rely on."""
    status, items, errors = place.call("import", place.file(ORDERS))
    assert (status, errors) == (0, "")
    [item] = items
    assert list(item) == ITEM
    assert (item["file"], item["sheet"], item["source"], item["kind"], item["rows"], item["batch"]) == (
        "orders.csv",
        None,
        "orders",
        "orders",
        7,
        1,
    )
    assert item["added"] == {"customers": 3, "orders": 6, "refunds": 1} | {k: v for k, v in item["added"].items() if v == 0}
    assert not any(item["updated"].values())
    assert not any(item["unchanged"].values())
    assert item["ignored"] == [{"reason": "cancelled", "rows": 1}]
    assert item["bad"] == [{"row": 7, "column": "amount", "found": "oops", "needed": "an amount"}]
    assert item["bad_rows"] == 1
    assert all(isinstance(warning, str) for warning in item["warnings"])


def test_undo_prints_what_it_took_back(place):
    """The newest, or the one that is named; the workspace is then as before."""
    place.bring(ORDERS)
    before = place.show("workspace")
    place.bring(exports.table(HEADERS, ("8", "C8", "2026-03-31", "1.00", "EUR", "paid")), name="more.csv")
    status, document, errors = place.call("undo")
    assert (status, errors) == (0, "")
    assert (document["batch"], document["file"]) == (2, "more.csv")
    assert {**place.show("workspace"), "revision": 1} == before
    assert place.call("undo", "1")[1]["batch"] == 1
    seen = place.show("workspace")
    assert (seen["orders"], seen["customers"], seen["as_of"], seen["months"], seen["gross"], seen["batches"]) == (0, 0, None, [], {}, 0)


def test_a_refused_undo_is_status_1_with_the_reason(place):
    """As JSON and on standard error; nothing changes."""
    place.bring(ORDERS)
    place.call("undo", "1")
    status, document, errors = place.call("undo", "1")
    assert status == 1
    assert set(document["error"]) == {"found", "needed", "do"}
    assert "undone on" in errors


REFUSED = {
    "empty.csv": b"",
    "photo.csv": b"\xff\xd8\xff\xe0" + bytes(99),
    "header_only.csv": b"order_id,order_date,amount\n",
    "order.csv": exports.table(HEADERS, ("1", "C1", "01/02/2026", "5.00", "EUR", "paid")),
    "shapes.csv": b"colour,shape\nred,round\nblue,square\n",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_file_is_an_error_item_and_status_1(place, name):
    """found, needed, do; batch null; nothing stored; the message on standard error."""
    status, item, errors = place.bring(REFUSED[name], name=name)
    assert status == 1
    assert item["file"] == name
    assert item["batch"] is None
    assert set(item["error"]) == {"found", "needed", "do"}
    assert all(item["error"].values())
    assert name in errors
    assert "Traceback" not in errors
    assert place.show("workspace")["revision"] == 0


def test_a_file_that_is_not_there_is_refused(place):
    """As an item of the list, like any other file that can't be read."""
    status, [item], errors = place.call("import", "nowhere.csv")
    assert (status, item["batch"]) == (1, None)
    assert "nowhere.csv" in item["error"]["found"]
    assert "nowhere.csv" in errors


def test_one_bad_file_among_good_ones_does_not_stop_them(place):
    """Two items; the good one stored, the status says that something was refused."""
    status, items, errors = place.call("import", place.file(b"", "empty.csv"), place.file(ORDERS))
    assert status == 1
    assert ["error" in item for item in items] == [True, False]
    assert items[1]["batch"] == 1
    assert "empty.csv" in errors


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["import"],
        ["show"],
        ["show", "nothing"],
        ["fly"],
        ["import", "x.csv", "--date-order", "xyz"],
        ["import", "x.csv", "--map", "amount"],
        ["undo", "first"],
        ["show", "workspace", "--as-of", "soon"],
        ["import", "x.csv", "--no-such-option"],
    ],
)
def test_a_wrong_call_is_status_2(arguments, capsys):
    """And the usage stands on standard error alone."""
    with pytest.raises(SystemExit) as end:
        rapport.main(arguments)
    assert end.value.code == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert "usage" in errors


def test_another_programs_file_is_refused_as_a_workspace(place):
    """And is as it was."""
    place.workspace.write_bytes(b"not a database, but long enough to be taken for one" * 40)
    before = place.workspace.read_bytes()
    for arguments in (["show", "workspace"], ["undo"], ["import", place.file(ORDERS)]):
        status, _, errors = place.call(*arguments)
        assert status == 1
        assert "no SQLite file" in errors
    assert place.workspace.read_bytes() == before


def test_strict_refuses_a_file_with_a_bad_row(place):
    """Without it the good rows are taken; with it nothing is."""
    data = ORDERS
    status, item, errors = place.bring(data, "--strict")
    assert (status, item["batch"]) == (1, None)
    assert "row 7" in item["error"]["found"]
    assert "row 7" in errors
    assert place.show("workspace")["revision"] == 0
    assert place.bring(exports.table(HEADERS, *ROWS[:5]), "--strict")[0] == 0


def test_a_dry_run_says_what_would_happen_and_stores_nothing(place):
    """The item is the import's but for the batch."""
    data = ORDERS
    status, rehearsed, _ = place.bring(data, "--dry-run")
    assert (status, rehearsed["batch"]) == (0, None)
    seen = place.show("workspace")
    assert (seen["revision"], seen["orders"], seen["batches"]) == (0, 0, 0)
    _, done, _ = place.bring(data)
    assert {**rehearsed, "batch": 1} == done


@pytest.mark.parametrize(
    ("data", "options", "status"),
    [(ORDERS, ["--dry-run"], 0), (b"", [], 1), (ORDERS, ["--strict"], 1)],
    ids=["dry run", "refused", "strict"],
)
def test_a_zone_is_not_kept_of_an_import_that_stored_nothing(place, data, options, status):
    """A dry run stores nothing, a refusal neither: not the zone, not a revision."""
    assert place.bring(data, "--zone", "Europe/Berlin", *options)[0] == status
    seen = place.show("workspace")
    assert (seen["zone"], seen["revision"]) == (None, 0)


def test_an_import_that_is_refused_as_a_whole_is_a_list_too(place):
    """A script that reads the list finds its item for each file, whatever the refusal was about."""
    status, items, _ = place.call("import", place.file(ORDERS), "--zone", "Mars/Olympus")
    assert status == 1
    assert [(item["file"], item["batch"], set(item["error"])) for item in items] == [("orders.csv", None, {"found", "needed", "do"})]


def test_map_reads_a_column_as_a_field(place):
    """Each `--map COLUMN=FIELD`; nothing after the mark leaves the column out; an unknown one is refused with those there are."""
    data = exports.table(
        ("nr", "when", "asked", "given", "shade"), ("1", "2026-01-05", "9.00", "5.00", "red"), ("2", "2026-01-06", "9.00", "6.00", "blue")
    )
    options = ["--map", "nr=order_number", "--map", "when=ordered_at", "--map", "given=amount", "--map", "shade=channel", "--map", "asked="]
    status, item, _ = place.bring(data, *options)
    assert (status, item["added"]["orders"]) == (0, 2)
    assert place.show("workspace")["gross"] == {"XXX": "11.00"}
    status, item, _ = place.bring(data, "--map", "colour=channel", *options)
    assert (status, item["error"]["found"]) == (1, "the column colour")
    assert "nr, when" in item["error"]["needed"]


def test_map_takes_a_column_whose_header_holds_an_equals_sign(place):
    """A field's name holds none, so the last mark divides."""
    data = exports.table(("order_id", "order_date", "net=gross-tax"), ("1", "2026-01-05", "5.00"))
    assert place.bring(data, "--map", "net=gross-tax=amount")[0] == 0
    assert place.show("workspace")["gross"] == {"XXX": "5.00"}


def test_zone_moves_times_with_an_offset(place):
    """23:30 in New York is the next day, and the next month, in Berlin; the workspace says its zone."""
    data = exports.shopify({"Name": "#1", "Total": "5.00", "Created at": "2026-01-31 23:30:00 -0500"})
    place.bring(data, "--zone", "Europe/Berlin")
    seen = place.show("workspace")
    assert (seen["zone"], seen["first_order"][:16], seen["months"][0]["month"]) == ("Europe/Berlin", "2026-02-01T05:30", "2026-02")
    status, document, errors = place.call("import", place.file(data), "--zone", "Asia/Kolkata")
    assert status == 1
    assert "Europe/Berlin" in errors


def test_date_order_settles_what_the_file_does_not(place):
    """The refusal names the option."""
    data = exports.table(HEADERS, ("1", "C1", "01/02/2026", "5.00", "EUR", "paid"))
    assert "--date-order" in place.bring(data)[1]["error"]["do"]
    assert place.bring(data, "--date-order", "dmy")[0] == 0
    assert place.show("workspace")["first_order"][:10] == "2026-02-01"


def test_currency_is_for_rows_that_name_none(place):
    """Without it they are XXX, with a warning."""
    data = exports.table(("order_id", "customer_id", "order_date", "amount"), ("1", "C1", "2026-01-05", "5.00"))
    assert any("XXX" in warning for warning in place.bring(data)[1]["warnings"])
    assert place.show("workspace")["net"] == {"XXX": "5.00"}
    _, item, _ = place.bring(data, "--currency", "eur")
    assert item["updated"]["orders"] == 1
    assert place.show("workspace")["net"] == {"EUR": "5.00"}
    assert place.bring(data, "--currency", "euro")[0] == 1


def test_shop_keeps_equal_numbers_apart(place):
    """Two tills, both with an order 1."""
    for shop in ("north", "south"):
        place.bring(exports.table(HEADERS, ROWS[0]), "--shop", shop)
    seen = place.show("workspace")
    assert (seen["orders"], seen["customers"], seen["net"]) == (2, 2, {"EUR": "24.60"})


BOOK = exports.workbook({"Notes": [("Hello",)], "March": [HEADERS, *ROWS[:2]], "April": [HEADERS, *ROWS[2:5]]})


def test_two_sheets_of_orders_are_asked_about(place):
    """An undecidable sheet is refused, its `do` names the option, and the option settles it."""
    status, item, _ = place.bring(BOOK, name="book.xlsx")
    assert status == 1
    assert "--sheet" in item["error"]["do"]
    assert "March, April" in item["error"]["found"]
    status, item, _ = place.bring(BOOK, "--sheet", "April", name="book.xlsx")
    assert (status, item["sheet"], item["rows"]) == (0, "April", 3)
    assert place.bring(BOOK, "--sheet", "May", name="book.xlsx")[1]["error"]["found"] == "no sheet May in book.xlsx"


def test_a_sheet_of_something_else_is_an_item_beside_the_orders(place):
    """A workbook of customers and orders: the orders are stored, the other sheet is named with its reason, status 0."""
    book = exports.workbook(
        {"Customers": [("Code", "Town", "Segment"), ("C1", "Bergen", "A"), ("C2", "Oslo", "B")], "Orders": [HEADERS, *ROWS[:2]]}
    )
    status, items, errors = place.call("import", place.file(book, "book.xlsx"))
    assert status == 0
    assert [(item["sheet"], item["batch"], "error" in item) for item in items] == [("Customers", None, True), ("Orders", 1, False)]
    assert "book.xlsx" in errors


def test_as_names_the_source(place):
    """A wrong one is refused with what is missing; "orders" reads a known export as a plain table."""
    stripe = exports.stripe({"id": "ch_1", "Created": "2026-01-10 19:32:14", "Amount": "5.00"})
    assert place.bring(stripe)[1]["source"] == "stripe_payments_new"
    assert place.bring(stripe, "--as", "orders")[1]["source"] == "orders"
    status, item, _ = place.bring(stripe, "--as", "shopify_orders")
    assert status == 1
    assert "Financial Status" in item["error"]["found"]
    assert place.bring(stripe, "--as", "etsy")[0] == 1


def test_without_json_the_same_is_said_in_words(place):
    """Counts, what was left out, bad rows with their numbers, notes; refusals on standard error."""
    status, out, errors = place.rehearse("import", place.file(ORDERS))
    assert (status, errors) == (0, "")
    assert "orders.csv: orders, import 1:" in out
    assert "6 orders added" in out
    assert "1 rows: cancelled" in out
    assert "row 7, amount: found oops, needed an amount" in out
    status, out, errors = place.rehearse("import", place.file(b"", "empty.csv"))
    assert status == 1
    assert "nothing was stored" in out
    assert "an empty file" in errors
    assert place.rehearse("undo")[:2] == (0, "import 1 (orders.csv) is undone\n")
