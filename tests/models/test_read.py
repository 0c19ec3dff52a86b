"""Read: bytes in, tables of text out, with the row numbers of the file."""

import csv
import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.errors import Refused
from models.ingest import delimited, unpacked
from models.ingest.headers import Header, find_header
from models.ingest.read import read
from models.ingest.table import ROW, Ragged
from tests.models import exports

HEADERS = ("order_id", "order_date", "customer_name", "amount")
RUSSIAN = [
    (str(n), f"2026-01-{n:02}", name, f"{n}0,50")
    for n, name in enumerate(("Мира Холм", "Ольга Ершова", "Пётр Щукин", "Юлия Цой", "Андрей Жуков", "Светлана Быкова"), start=1)
]
RUSSIAN_HEADERS = ("Номер заказа", "Дата заказа", "Имя клиента", "Сумма")
CHINESE = [
    (str(n), f"2026-01-{n:02}", name, f"{n}0.50")
    for n, name in enumerate(("欧阳娜娜", "王小明", "李雷和韩梅梅", "张伟在北京", "陈静喜欢喝茶", "刘洋的朋友"), start=1)
]
CHINESE_HEADERS = ("订单编号", "下单时间", "客户姓名", "实付金额")


def one(data, file="orders.csv"):
    [table] = read(file, data)
    return table


def cells(table):
    """The table's records, without their numbers."""
    return list(table.frame.drop(ROW).iter_rows())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
def test_unicode_is_read_with_and_without_its_mark(encoding):
    """UTF-8 and UTF-16 give the same cells, and no mark sticks to the first header."""
    text = exports.delimited(HEADERS, [("1", "2026-01-05", "José Ægir 王", "5.00"), ("2", "2026-01-06", "Жанна", "6.00")])
    data = text.encode(encoding) if not encoding.endswith("-bom") else ("\ufeff" + text).encode(encoding.removesuffix("-bom"))
    table = one(data)
    assert table.headers == HEADERS
    assert [row[2] for row in cells(table)] == ["José Ægir 王", "Жанна"]


@pytest.mark.parametrize(
    ("encoding", "headers", "rows", "separator"),
    [
        ("cp1251", RUSSIAN_HEADERS, RUSSIAN, ";"),
        ("koi8_r", RUSSIAN_HEADERS, RUSSIAN, ";"),
        ("cp866", RUSSIAN_HEADERS, RUSSIAN, ";"),
        ("gb18030", CHINESE_HEADERS, CHINESE, ","),
        (
            "cp1252",
            HEADERS,
            [
                ("1", "2026-01-05", "Søren Müller", "5.00"),
                ("2", "2026-01-06", "François Crémieux", "6.00"),
                ("3", "2026-01-07", "Zoë Nuñez", "7.00"),
                ("4", "2026-01-08", "Jürgen Weiß", "8.00"),
            ],
            ",",
        ),
    ],
)
def test_an_older_encoding_is_found_by_its_text(encoding, headers, rows, separator):
    """A file in the spreadsheet's old code page is read letter by letter as it was written."""
    table = one(exports.table(headers, *rows, separator=separator, encoding=encoding))
    assert table.headers == headers
    assert cells(table) == rows
    assert table.encoding == encoding


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_each_separator_is_found(separator):
    """Comma, semicolon, tab and bar; a decimal comma and a comma in a name don't mislead."""
    rows = [("1", "2026-01-05", "Holm, Mira", "1,50"), ("2", "2026-01-06", "Quist, Tara", "2,50")]
    table = one(exports.table(HEADERS, *rows, separator=separator))
    assert table.separator == separator
    assert cells(table) == rows


def test_a_quoted_line_break_starts_no_record():
    """Rows below a cell of two lines keep the numbers that the file's records have."""
    data = b'order_id,order_date,note,amount\n1,2026-01-05,"ring twice;\nthen wait",5.00\n2,2026-01-06,"say ""hi""",6.00\n'
    table = one(data)
    assert table.frame[ROW].to_list() == [2, 3]
    assert table.frame["note"].to_list() == ["ring twice;\nthen wait", 'say "hi"']


@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
def test_each_line_ending_is_read(line):
    """Files of Linux, Windows and the old Mac give the same records."""
    rows = [("1", "2026-01-05", "Mira", "5.00"), ("2", "2026-01-06", "Tara", "6.00")]
    table = one(exports.table(HEADERS, *rows, line=line))
    assert cells(table) == rows
    assert table.frame[ROW].to_list() == [2, 3]


def test_blank_and_ragged_rows_keep_their_numbers():
    """A blank line is a record; a row of another length is listed with its number and width, not guessed at."""
    data = b"order_id,order_date,amount\n1,2026-01-05,5.00\n\n2,2026-01-06\n3,2026-01-07,7.00\n,,\n4,2026-01-08,8.00,x\n5,2026-01-09,9.00\n"
    table = one(data)
    assert table.frame[ROW].to_list() == [2, 5, 8]
    assert table.ragged == (Ragged(4, ("2", "2026-01-06")), Ragged(7, ("4", "2026-01-08", "8.00", "x")))
    assert table.blank == (3, 6)
    assert table.rows == 7


def test_extra_cells_that_are_empty_are_no_fault():
    """Trailing separators, as spreadsheets write them, cost no row."""
    table = one(b"order_id,order_date,amount\n1,2026-01-05,5.00,,\n2,2026-01-06,6.00\n")
    assert table.frame["order_id"].to_list() == ["1", "2"]
    assert table.ragged == ()


CELL = st.text(alphabet="ab1 .;,\"'\n\ré|", max_size=4)
WIDTH = 3
RECORD = st.one_of(
    st.lists(CELL, min_size=WIDTH, max_size=WIDTH), st.lists(CELL, min_size=1, max_size=WIDTH - 1), st.just([]), st.just([""] * WIDTH)
)


def both_ways(text):
    header = Header(0, 1, ("order id", "date", "amount"))
    quick = delimited.quick(text.encode(), ",", header, list(header.names))
    careful = delimited.careful(text.encode(), ",", header)
    return quick, careful


@settings(max_examples=150, deadline=None)
@given(
    records=st.lists(RECORD, max_size=8), quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), line=st.sampled_from(["\n", "\r\n"])
)
@example(records=[["a", "b", "c"], [], ["a"]], quoting=csv.QUOTE_MINIMAL, line="\n")
@example(records=[["", "", ""], ["a", "", ""]], quoting=csv.QUOTE_ALL, line="\r\n")
def test_the_quick_path_and_the_careful_one_agree(records, quoting, line):
    """The library's parse gives what the record-by-record one gives: cells, row numbers, ragged rows, blanks."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=quoting, lineterminator=line)
    writer.writerows([("order id", "date", "amount"), *records])
    quick, careful = both_ways(out.getvalue())
    if quick is None:
        return  # it may decline; it may not differ
    assert quick.frame.rows() == careful.frame.rows()
    assert (quick.odd, quick.blank) == (careful.odd, careful.blank)


@settings(max_examples=150, deadline=None)
@given(lines=st.lists(st.text(alphabet='a1",; ', max_size=9), max_size=6))
@example(lines=['5" pipe,a,1', 'b,c,"d"'])
@example(lines=['a,"b" c,d'])
@example(lines=["a,b,c", "   ", "a,b,c"])
@example(lines=[',,"""', '"1""'])
def test_the_quick_path_agrees_on_text_that_no_writer_made(lines):
    """Stray quotes and half rows, too, read the same either way."""
    quick, careful = both_ways("\n".join(["order id,date,amount", *lines]) + "\n")
    if quick is None:
        return
    assert quick.frame.rows() == careful.frame.rows()
    assert (quick.odd, quick.blank) == (careful.odd, careful.blank)


def test_a_clean_table_takes_the_quick_path():
    """The agreement above is about something: a plain file, with blank lines and empty or quoted cells, is parsed quickly."""
    quick, careful = both_ways("order id,date,amount\n1,2026-01-05,5\n\n2,2026-01-06,\n")
    assert quick is not None
    assert quick.frame.rows() == careful.frame.rows() == [(2, "1", "2026-01-05", "5"), (4, "2", "2026-01-06", "")]
    assert quick.blank == careful.blank == [3]
    quick, careful = both_ways('order id,date,amount\n"1, a",2026-01-05,\n2,"x\ny",\n')
    assert quick is not None
    assert quick.frame.rows() == careful.frame.rows() == [(2, "1, a", "2026-01-05", ""), (3, "2", "x\ny", "")]


def test_text_above_the_table_is_no_header():
    """A title, an empty line and a period above it: the header is the row that names the columns."""
    data = "Продажи за январь\n\nПериод: январь 2026;;\nНомер заказа;Дата заказа;Сумма\n1;05.01.2026;5,00\n2;06.01.2026;6,00\n".encode()
    table = one(data)
    assert table.headers == ("Номер заказа", "Дата заказа", "Сумма")
    assert table.header_row == 4
    assert table.frame[ROW].to_list() == [5, 6]


def test_a_table_below_many_blank_lines_is_found():
    """Blank lines at the top are records, and nothing else."""
    data = b"\n" * 22 + b"order_id,order_date,amount\n1,2026-01-05,5.00\n2,2026-01-06,6.00\n"
    table = one(data)
    assert table.headers == ("order_id", "order_date", "amount")
    assert table.frame[ROW].to_list() == [24, 25]


@pytest.mark.parametrize(
    ("records", "place"),
    [
        ([["Order", "Date", "Sum"], ["1", "2026-01-01", "5"]], 0),
        ([["Report", "", ""], ["Order", "Date", "Sum"], ["1", "2026-01-01", "5"]], 1),
        ([["1", "2026-01-01", "5"], ["2", "2026-01-02", "6"]], None),
        ([[], [""]], None),
    ],
)
def test_the_header_is_the_first_row_of_words_as_wide_as_the_table(records, place):
    """Above the data, not one cell wide, and not of numbers."""
    assert find_header(records) == place


def test_headers_that_are_empty_or_twice_get_names():
    """Every column can be named, and none hides another."""
    table = one(b"order_id,,amount,amount,order_date,status,currency\n1,x,5.00,6.00,2026-01-05,paid,EUR\n")
    assert table.headers == ("order_id", "column 2", "amount", "amount (2)", "order_date", "status", "currency")


def test_a_nul_byte_in_a_cell_is_dropped():
    """One customer is not made two by a byte that nobody sees."""
    table = one(b"order_id,customer_id,order_date,amount\n1,00\x0010,2026-01-05,5.00\n2,0010,2026-01-06,6.00\n")
    assert table.frame["customer_id"].to_list() == ["0010", "0010"]


def test_fixed_columns_are_cut_and_numbered():
    """CDNOW's log has no header; a line that doesn't fit is listed, a blank one counted."""
    data = exports.cdnow((4, "19970101", 2, "29.33"), (4, "19970118", 2, "29.73"), (21, "19970101", 3, "63.34")) * 8
    table = one(data + b"\n 4 1997 oops\n 31 19970201  1    9.99\n", "log.txt")
    assert table.separator == "fixed"
    assert table.headers == ("customer", "date", "quantity", "amount")
    assert table.frame[ROW].to_list() == [*range(1, 25), 27]
    assert table.frame.row(0)[1:] == ("4", "19970101", "2", "29.33")
    assert (table.ragged, table.blank) == ((Ragged(26, ("4", "1997", "oops")),), (25,))


def test_the_sample_of_cdnow_has_a_second_number():
    """The 1-in-10 sample carries its own customer number beside the log's."""
    table = one(b" 00004 0001 19970101  2   29.33\n 00021 0002 19970101  3   63.34\n", "sample.txt")
    assert table.headers == ("customer", "sample customer", "date", "quantity", "amount")
    assert table.frame["customer"].to_list() == ["00004", "00021"]


BOOK = [
    ("Sales of the shop", None, None, None),
    (None, None, None, None),
    ("Order no.", "Client code", "Order date", "Line amount"),
    (1001, "0007", "2026-01-05", 5.5),
    (None, "0007", "2026-01-05", 6),
    (1002, "0008", "2026-01-06", 7.25),
]


def test_a_workbook_with_title_rows_and_merged_cells_is_read():
    """The row numbers are the sheet's; merged cells stand on their first row; numbers are written as people see them."""
    table = one(exports.workbook({"Sales": BOOK}, merge=("A1:D1", "A4:A5")), "book.xlsx")
    assert (table.sheet, table.header_row) == ("Sales", 3)
    assert table.headers == ("Order no.", "Client code", "Order date", "Line amount")
    assert table.frame[ROW].to_list() == [4, 5, 6]
    assert table.frame["Order no."].to_list() == ["1001", "", "1002"]
    assert table.frame["Line amount"].to_list() == ["5.5", "6", "7.25"]
    assert table.frame["Client code"].to_list() == ["0007", "0007", "0008"]


def test_empty_rows_at_a_sheets_top_are_counted():
    """Row 5 of the sheet is row 5 of the report, whatever stands above it."""
    rows = [(None,), (None,), ("order_id", "order_date", "amount"), (1, "2026-01-05", 5), (2, "2026-01-06", 6)]
    table = one(exports.workbook({"Orders": rows}), "book.xlsx")
    assert table.header_row == 3
    assert table.frame[ROW].to_list() == [4, 5]


def test_a_workbooks_dates_are_dates():
    """A cell that holds a date comes as one, not as days since 1900."""
    from datetime import datetime

    rows = [("order_id", "order_date", "amount"), (1, datetime(2026, 1, 5), 5), (2, datetime(2026, 1, 6, 16, 5), 6)]
    table = one(exports.workbook({"Orders": rows}), "book.xlsx")
    days = table.frame["order_date"].to_list()
    assert days[0].startswith("2026-01-05")
    assert days[1].startswith("2026-01-06 16:05")


def test_every_sheet_with_a_table_is_read():
    """A sheet of notes is none."""
    rows = [("order_id", "order_date", "amount"), (1, "2026-01-05", 5)]
    tables = read("book.xlsx", exports.workbook({"Notes": [("Hello",)], "March": rows, "April": rows}))
    assert [table.sheet for table in tables] == ["March", "April"]


def _bomb():
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member,
    ):
        for _ in range(unpacked.UNPACKED_LIMIT // 10_000_000 + 1):
            member.write(b"0" * 10_000_000)
    return out.getvalue()


def _archive():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("orders.csv", "order_id,order_date,amount\n1,2026-01-05,5\n")
    return out.getvalue()


UNREADABLE = {
    "empty": (b"", "empty"),
    "blank": (b" \n\n", "empty"),
    "header only": (b"order_id,order_date,amount\n", "no rows"),
    "header and blank lines": (b"order_id,order_date,amount\n\n,,\n", "no rows"),
    "one column": (b"hello\nworld\n", "without columns"),
    "no header": (b"1,2026-01-05,5.00\n2,2026-01-06,6.00\n", "without a header"),
    "JPEG": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200), "JPEG picture"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG picture"),
    "PDF": (b"%PDF-1.7 order,date\n1,2\n", "PDF document"),
    "gzip": (b"\x1f\x8b\x08" + bytes(40), "gzip archive"),
    "binary": (bytes(range(256)) * 20, "binary|encoding"),
    "archive": (_archive(), "no workbook"),
    "broken workbook": (exports.workbook({"Orders": BOOK})[:900], "broken|can't be opened"),
    "old workbook": (b"\xd0\xcf\x11\xe0" + bytes(600), "can't be opened"),
    "workbook of notes": (exports.workbook({"Notes": [("Hello",), ("World",)]}), "without a table"),
    "workbook of a header": (exports.workbook({"Orders": BOOK[2:3]}), "without a table"),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_is_no_table_is_refused_with_what_to_do(what):
    """Found, needed and do are all said, the file is named, and nothing raises a library's error."""
    data, found = UNREADABLE[what]
    with pytest.raises(Refused, match=found) as refusal:
        read("photo.csv", data)
    said = refusal.value.document()
    assert set(said) == {"found", "needed", "do"}
    assert all(said.values())
    assert "photo.csv" in said["found"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    """400 MB of zeros in a workbook of some hundred kilobytes: the sizes are summed first."""
    data = _bomb()
    assert len(data) < 1_000_000
    with pytest.raises(Refused, match="unpacks to"):
        read("bomb.xlsx", data)
