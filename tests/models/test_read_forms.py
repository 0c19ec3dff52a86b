"""Read: the forms that text comes in, and what is refused by name."""

import pytest

from models.errors import Refused
from models.ingest import body, delimited
from models.ingest.decode import decoded
from models.ingest.read import read
from models.ingest.table import ROW
from tests.models import exports


def one(data, file="export.csv"):
    [table] = read(file, data if isinstance(data, bytes) else data.encode())
    return table


def cells(table):
    return [row[1:] for row in table.frame.rows()]


HEADERS = ("id", "date", "sum")
ROWS = [("1", "2026-01-05", "5"), ("2", "2026-01-06", "6")]

TEXTS = {
    "Russian": "Номер заказа;Дата;Клиент;Сумма\n1;05.01.2026;ООО Сокол;5,00\n2;06.01.2026;Иванов Пётр;6,00\n",
    "Russian capitals": "НОМЕР;КЛИЕНТ;СУММА\n1;ООО СОКОЛ;5\n2;ЗАО МАЯК;6\n",
    "one Russian name": "id,client,sum\n1,Иван,5\n2,Olga,6\n3,Peter,7\n",
    "surnames": "id,name\n1,Ёлкин\n2,Щукин\n" * 20,
    "one é": "id,name\n" + "7,Peter Smith\n" * 50 + "51,José Diaz\n",
    "one ü": "id;name\n1;Müller\n2;Schmidt\n",
    "French": "id,name,city\n1,François Crémieux,Orléans\n2,Zoë,Besançon\n",
    "prices": "id,price\n1,€5.00\n2,€6.00\n3,£7.00\n",
    "quotes": "id,note\n1,thanks – ok\n2,it’s fine\n3,“good”\n",
    "Polish": "Nr;Klient;Miasto\n1;Łukasz Żółć;Łódź\n2;Małgorzata;Gdańsk\n",
    "Turkish": "Sipariş;Müşteri\n1;Ayşe Yılmaz\n2;Gökhan Çağlar\n",
    "Greek": "Αριθμός;Πελάτης\n1;Γιώργος\n2;Ελένη\n",
    "Chinese": "订单编号,客户,金额\n1,王小明,5\n2,李雷,6\n3,张伟,7\n",
    "Taiwanese": "訂單編號,客戶姓名,金額\n1,王小明,5\n2,陳美麗,6\n3,林志豪,7\n",
    "Japanese": "注文番号,お客様名,金額\n1,山田太郎,500\n2,スズキ,600\n3,さくら商店,700\n",
    "Korean": "주문번호,고객명,금액\n1,김철수,5\n2,이영희,6\n",
}


RUSSIAN = ("Russian", "Russian capitals", "one Russian name", "surnames")


@pytest.mark.parametrize(
    ("what", "encoding"),
    [
        *((what, encoding) for what in RUSSIAN for encoding in ("cp1251", "koi8_r", "cp866")),
        *((what, "cp1252") for what in ("one é", "one ü", "French", "prices", "quotes")),
        ("Polish", "cp1250"),
        ("Turkish", "cp1254"),
        ("Greek", "cp1253"),
        ("Chinese", "gb18030"),
        ("Taiwanese", "big5"),
        ("Japanese", "shift_jis"),
        ("Japanese", "euc_jp"),
        ("Korean", "euc_kr"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("times", [1, 20])
def test_few_letters_are_enough_to_find_an_encoding(what, encoding, times):
    """A table has few letters beyond ASCII, in names and headings: they are read as they were written."""
    text = TEXTS[what] * times
    data, found = decoded("x.csv", text.encode(encoding))
    assert data.decode() == text
    assert what == "quotes" or found == encoding  # punctuation is the same in several


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_unicode_is_found_without_its_mark(encoding):
    """Two bytes a letter, with a NUL always on the same side."""
    text = exports.delimited(HEADERS, [("1", "2026-01-05", "Жанна"), ("2", "2026-01-06", "6")])
    assert cells(one(text.encode(encoding))) == [("1", "2026-01-05", "Жанна"), ("2", "2026-01-06", "6")]


def test_letters_far_down_decide_too():
    """A name at the end of a long file is read as well as one at its top."""
    data = b"id,date,name\n" + b"1,2026-01-05,Peter\n" * 30_000 + "2,2026-01-06,Jürgen Weiß\n".encode("cp1252")
    assert one(data).frame["name"][-1] == "Jürgen Weiß"


def test_a_few_spoilt_letters_do_not_change_the_encoding():
    """UTF-8 that was cut within a letter is still UTF-8."""
    data = ("id;дата;имя\n" + "1;2026-01-05;Жанна\n" * 9).encode()[:-2]
    table = one(data)
    assert (table.encoding, table.headers) == ("utf-8", ("id", "дата", "имя"))


@pytest.mark.parametrize("separator", [";", ",", "\t", "|", "^"])
def test_a_first_line_may_name_the_separator(separator):
    """As spreadsheets write it; the line is a record, and nothing else."""
    table = one(f"sep={separator}\r\n" + exports.delimited(HEADERS, ROWS, separator=separator, line="\r\n"))
    assert (table.separator, table.headers, table.header_row) == (separator, HEADERS, 2)
    assert cells(table) == ROWS
    assert table.frame[ROW].to_list() == [3, 4]


@pytest.mark.parametrize(
    "text",
    [
        '"id,date,sum"\n"1,2026-01-05,5"\n"2,2026-01-06,6"\n',
        'id;date;sum\n"1;2026-01-05;5"\n"2;2026-01-06;6"\n"3;2026-01-07;7"\n"4;2026-01-07;7"\n"5;2026-01-07;7"\n',
        '"id,date,sum";;\n"1,2026-01-05,5";;\n"2,2026-01-06,6";;\n',
    ],
)
def test_records_that_are_quoted_as_a_whole_are_unwrapped(text):
    """Some tools take a line for a cell."""
    table = one(text)
    assert table.headers == HEADERS
    assert cells(table)[:2] == ROWS
    assert table.frame[ROW].to_list()[:2] == [2, 3]


def test_a_quoted_cell_within_a_quoted_record_is_one_cell():
    """Its quotes are doubled there."""
    table = one('"id,name"\n"1,""Holm, Mira"""\n"2,Tara"\n')
    assert cells(table) == [("1", "Holm, Mira"), ("2", "Tara")]


def test_a_broken_quote_costs_no_other_row():
    """An inch sign, a quote that never closes, one within: each line stays a line."""
    table = one('id,name,sum\n1,"Oak 30" board,5\n2,"x,6\n3,y,7\n4,"a ""b""",8\n5,5" pipe,9\n6,"two\nlines",1\n')
    assert cells(table) == [
        ("1", 'Oak 30" board', "5"),
        ("2", "x", "6"),
        ("3", "y", "7"),
        ("4", 'a "b"', "8"),
        ("5", '5" pipe', "9"),
        ("6", "two\nlines", "1"),
    ]
    assert table.frame[ROW].to_list() == [2, 3, 4, 5, 6, 7]


def test_a_quote_that_closes_far_below_swallows_nothing():
    """What would be one cell of many rows is the rows."""
    rows = "".join(f"{n},x,{n}\n" for n in range(2, 60))
    table = one(f'id,name,sum\n1,"x,1\n{rows}60,"y",60\n61,z,"61\n')
    assert table.frame["id"].to_list() == [str(n) for n in range(1, 62)]


def test_the_apostrophe_that_means_text_is_dropped():
    """Before digits, signs and formulas; elsewhere it is a letter."""
    table = one("id,phone,formula,name\n1,'+49 30,'=1,'n Sync\n'002,'000,'@x,O'Neil\n")
    assert cells(table) == [("1", "+49 30", "=1", "'n Sync"), ("002", "000", "@x", "O'Neil")]


@pytest.mark.parametrize("line", ["\r", "\r\n", "\r\r\n"])
def test_line_ends_of_any_system_are_ends(line):
    """The old Mac's, Windows', and Windows' written twice."""
    table = one(exports.delimited(HEADERS, ROWS, line=line).encode())
    assert cells(table) == ROWS
    assert (table.frame[ROW].to_list(), table.blank) == ([2, 3], ())


def aligned(header=True, rows=20):
    lines = ["Order     Date           Amount"] if header else []
    lines += [f"{n:<8}  2026-01-{n:02}  {n * 77:>9},00" for n in range(1, rows)]
    return "\n".join(lines) + "\n"


def test_aligned_columns_are_read_with_their_header():
    """Two or more blanks between columns, numbers set to the right; a line that crosses them is listed."""
    table = one("Report of the whole shop for January 2026\n\n" + aligned() + "\nEnd of the whole report for January 2026\n")
    assert (table.separator, table.headers, table.header_row) == ("fixed", ("Order", "Date", "Amount"), 3)
    assert cells(table)[:2] == [("1", "2026-01-01", "77,00"), ("2", "2026-01-02", "154,00")]
    assert table.frame[ROW].to_list() == list(range(4, 23))
    assert table.above == (("Report of the whole shop for January 2026",), ("",))
    assert table.blank == (23,)
    assert [footer.reason for footer in table.footers] == ["report footer"]


def test_aligned_columns_without_a_header_are_named_by_place():
    """There is no header row then."""
    table = one(aligned(header=False))
    assert (table.headers, table.header_row, table.header_rows) == (("column 1", "column 2", "column 3"), 0, 0)
    assert table.frame[ROW].to_list() == list(range(1, 20))


def test_a_number_longer_than_all_in_sight_keeps_its_column():
    """The columns are cut where the whole file leaves room, not its first lines alone."""
    wide = aligned(rows=10) * 30 + "99        2026-01-31  123456789,00\n"
    text = aligned(rows=10) + "".join(f"{n:<8}  2026-01-05  {n:>9},00\n" for n in range(300)) + "99        2026-01-31  123456789,00\n"
    assert cells(one(text))[-1] == ("99", "2026-01-31", "123456789,00")
    assert cells(one(wide))[-1] == ("99", "2026-01-31", "123456789,00")


def test_padded_cells_between_separators_are_no_fixed_columns():
    """Where separators cut as many cells, they are the columns."""
    table = one("id    ;date        ;sum\n1     ;2026-01-05  ;5\n2     ;2026-01-06  ;6\n")
    assert table.separator == ";"


OTHERS = {
    "WebP": (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "WebP picture"),
    "HEIC": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "HEIC picture"),
    "MP4": (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", "a video"),
    "RAR": (b"Rar!\x1a\x07\x00" + bytes(20), "RAR archive"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(20), "7z archive"),
    "SQLite": (b"SQLite format 3\x00" + bytes(84), "SQLite database"),
    "Parquet": (b"PAR1" + bytes(40) + b"PAR1", "Parquet file"),
    "RTF": (b"{\\rtf1\\ansi a,b\n1,2}", "RTF document"),
    "SPSS": (b"$FL2@(#) SPSS DATA FILE", "SPSS file"),
    "JSON": (b'[{"id": 1, "sum": 5}, {"id": 2, "sum": 6}]', "JSON text"),
    "JSON lines": (b'{"id": 1, "sum": 5}\n{"id": 2, "sum": 6}\n', "JSON text"),
    "XML": (b'<?xml version="1.0"?>\n<orders><order id="1"/></orders>\n', "XML text"),
    "HTML": (b"<html><body><table><tr><td>id</td><td>sum</td></tr></table></body></html>", "web page"),
    "HTML table": (b"\xef\xbb\xbf \n<table border=1><tr><td>id</td></tr></table>", "web page"),
    "XML spreadsheet": (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>', "XML format of 2003"),
    "HTML in UTF-16": ("\ufeff<html><table></table></html>".encode("utf-16-le"), "web page"),
    "mail": (b"From: mira@example.com\nTo: tara@example.com\nSubject: a, b\n\nHello\n", "e-mail"),
    "one endless line": (b"abc,def;" * 200_000, "a line of more than"),
    "endless quotes": (b'"' * 2_000_000, "a line of more than"),
    "an endless line below": (b"id,date,sum\n" + b'"' * 2_000_000, "a line of more than"),
    "too many columns": (b"name," * 6_000 + b"x\n" + b"5," * 6_000 + b"5\n", "more than 5000 columns"),
}  # fmt: skip


@pytest.mark.parametrize("what", OTHERS)
def test_what_is_something_else_is_refused_by_name(what):
    """Whatever its file is called."""
    data, found = OTHERS[what]
    with pytest.raises(Refused, match=found) as refusal:
        read("orders.xls", data)
    assert "orders.xls" in refusal.value.found
    assert refusal.value.do


def test_headings_that_begin_like_another_format_are_still_headings():
    """A bracket, an angle or the letters BM do not make a table anything else."""
    for first in ("[Quality]", "<5", "BM", "{id}", "From", "MZ", "ID3x"):
        assert one(f"{first},date,sum\n1,2026-01-05,5\n").headers[0] == first


def test_a_header_that_fits_no_record_is_refused_rather_than_listed(monkeypatch):
    """A decimal comma that no quotes hold makes each row too long: said once, not once a row."""
    monkeypatch.setattr(body, "MOST_ODD", 100)
    with pytest.raises(Refused, match="another length than the header"):
        one("id,date,sum\n" + "1,2026-01-05,5,00\n" * 200)


def test_more_cells_than_fit_are_refused(monkeypatch):
    """Counted before anything is laid out."""
    monkeypatch.setattr(delimited, "MANY_BYTES", 1_000)
    monkeypatch.setattr(delimited, "MOST_CELLS", 1_000)
    with pytest.raises(Refused, match="more than 1,000 cells"):
        one("id,date,sum\n" + ",,\n" * 2_000)


def test_text_above_and_below_keeps_the_quick_way():
    """A title and a total do not make a million rows slow."""
    data = b"Report\n\nid,date,sum\n" + b"1,2026-01-05,5\n" * 5 + b"\nTotal,15\nConfidential\n"
    records = delimited.sample_records(data.decode(), ",")
    header = delimited.header_of(records)
    quick = delimited.quick(data, ",", header, records[2])
    careful = delimited.careful(data, ",", header)
    assert quick is not None
    assert (quick.frame.rows(), quick.blank, quick.odd) == (careful.frame.rows(), careful.blank, careful.odd)
    assert quick.frame[ROW].to_list() == [4, 5, 6, 7, 8]
