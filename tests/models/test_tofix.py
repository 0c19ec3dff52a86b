"""Rows to fix: a file of them, fixed and brought again, adds what was fixed and changes nothing else."""

import csv
import io
from datetime import datetime

import pytest

from models.ingest.check import check
from models.ingest.commit import commit
from models.ingest.prepare import reading_of
from models.ingest.read import read
from models.ingest.tofix import WHAT_TO_FIX, name_of, rows_to_fix, without_reasons
from models.store import Store
from tests.models.exports import workbook

HEADERS = ["order number", "customer number", "order date", "amount", "currency", "channel"]
NOW = datetime(2026, 11, 1)


def orders(rows, separator=",") -> bytes:
    """Write a table of orders."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([HEADERS, *rows])
    return out.getvalue().encode()


def many(number: int = 40) -> list[list[str]]:
    """Good rows, by day first: some days are above 12."""
    return [[str(n), f"c{n % 7}", f"{1 + n % 28:02}/{1 + n % 11:02}/2026", f"{n}.50", "EUR", "web"] for n in range(1, number + 1)]


def checked(name: str, data: bytes):
    """Read and check one table, as a page does."""
    [table] = [without_reasons(table) for table in read(name, data)]
    return table, check(table, reading_of(table))


def stored(store: Store, table: str, *columns: str) -> list[tuple]:
    """Return what is in a table of the workspace."""
    connection = store.connect(read_only=True)
    try:
        return sorted(connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall(), key=str)
    finally:
        connection.close()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_fixed_rows_are_added_and_nothing_counts_twice(separator, tmp_path):
    rows = many()
    rows[4][2], rows[5][3] = "31/02/2026", "=1+1"
    store = Store(tmp_path / "shop.db")
    table, first = checked("orders.csv", orders(rows, separator))
    assert {bad.row for bad in first.bad} == {6, 7}
    commit(store, first, imported_at=NOW)
    before = stored(store, "orders", "key", "ordered_at", "gross", "party_id")

    file = list(csv.reader(io.StringIO(rows_to_fix(table, first).decode("utf-8-sig")), delimiter=separator))
    assert file[0] == [*HEADERS, WHAT_TO_FIX]
    wrong = {row[0]: row for row in file[1:] if row[-1]}
    assert wrong["5"][:-1] == rows[4] and wrong["5"][-1] == "6: order date: 31/02/2026 → a day that exists"
    assert wrong["6"][3] == "'=1+1"
    wrong["5"][2], wrong["6"][3] = "28/02/2026", "6.50"
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(file)
    fixed, second = checked(name_of(table), out.getvalue().encode())
    assert fixed.headers == tuple(HEADERS) and not second.bad
    assert second.reading.source.name == first.reading.source.name and second.date_order == "dmy"
    report = commit(store, second, imported_at=NOW)
    assert report.added["orders"] == 2 and not report.updated["orders"]
    after = stored(store, "orders", "key", "ordered_at", "gross", "party_id")
    assert set(before) < set(after) and len(after) == len(before) + 2


def test_what_is_not_fixed_stays_to_be_fixed(tmp_path):
    rows = many()
    rows[4][2] = "31/02/2026"
    table, first = checked("orders.csv", orders(rows))
    _again, second = checked(name_of(table), rows_to_fix(table, first))
    assert [(bad.column, bad.found) for bad in second.bad] == [("order date", "31/02/2026")]


def test_the_other_rows_of_an_order_go_along(tmp_path):
    """Else the order would be replaced by its one row that was fixed."""
    head = "order number,customer number,order date,product,line amount,currency\n"
    lines = [
        f"{n},c{n},2026-03-{n % 28 + 1:02},{article},{amount},EUR" for n in range(1, 9) for article, amount in (("cup", 4), ("pot", 9))
    ]
    lines[3] = lines[3].replace(",9,", ",nine,")
    store = Store(tmp_path / "shop.db")
    table, first = checked("orders.csv", (head + "\n".join(lines)).encode())
    assert len(first.bad) == 1
    commit(store, first, imported_at=NOW)
    assert dict(stored(store, "orders", "key", "gross"))["2"] == 400
    file = rows_to_fix(table, first).decode().replace(",nine,", ",9,")
    _table, second = checked(name_of(table), file.encode())
    commit(store, second, imported_at=NOW)
    assert dict(stored(store, "orders", "key", "gross")) == {str(n): 1300 for n in range(1, 9)}


def test_a_record_of_another_length_keeps_its_own_cells():
    text = orders(many()).decode() + "41,c1,12/03/2026,9.00\n42,c2,13/03/2026,9.00,EUR,web,and more\n"
    table, first = checked("orders.csv", text.encode())
    assert [bad.row for bad in first.bad] == [42, 43]
    file = rows_to_fix(table, first).decode("utf-8-sig").replace('"', "").replace(", as in", " as in").splitlines()
    short, long = (next(line for line in file if line.startswith(start)) for start in ("41,", "42,"))
    assert short.startswith("41,c1,12/03/2026,9.00,what to fix: 42:")
    assert long.startswith("42,c2,13/03/2026,9.00,EUR,web,and more,what to fix: 43:")
    _again, second = checked(name_of(table), "\n".join(file).encode())
    assert [(bad.column, bad.found) for bad in second.bad] == [("(row)", "4 cells"), ("(row)", "7 cells")]
    padded = [line + "," * (len(HEADERS) - line.count(",")) for line in file]  # as a spreadsheet saves it
    _again, third = checked(name_of(table), "\n".join(padded).encode())
    assert [(bad.column, bad.found) for bad in third.bad] == [("(row)", "4 cells"), ("(row)", "7 cells")]


def test_a_survey_is_read_on_its_own_scale(tmp_path):
    """Two rows alone would be taken for a scale from 1 to 5."""
    lines = [f"r{n},c{n}@example.org,{n % 7 + 1}" for n in range(60)] + ["r60,c60@example.org,12", "r61,c61@example.org,2"]
    store = Store(tmp_path / "shop.db")
    table, first = checked("survey.csv", ("response id,email,Staff rating\n" + "\n".join(lines)).encode())
    assert (first.reading.questions[0].high, [bad.row for bad in first.bad]) == (7.0, [62])
    commit(store, first, imported_at=NOW)
    file = rows_to_fix(table, first).decode().replace("org,12,", "org,2,")
    _table, second = checked(name_of(table), file.encode())
    assert second.reading.questions == first.reading.questions and second.reading.attributes == first.reading.attributes
    report = commit(store, second, imported_at=NOW)
    assert report.added["responses"] == 1 and not report.updated["responses"]


def test_the_column_of_reasons_is_nothing_of_the_customer():
    table, _first = checked("customers.csv", b"customer number,customer name,e-mail,what to fix\nc1,Mira,m@example.org,2: nothing\n")
    assert WHAT_TO_FIX not in table.headers
    _same, found = checked("customers.csv", b"customer number,customer name,e-mail,what to do\nc1,Mira,m@example.org,call\n")
    assert "what to do" in found.reading.attributes


def test_a_workbook_s_rows_come_as_text_under_its_name_and_sheet():
    data = workbook({"May": [HEADERS, *many(), ["41", "c1", "soon", "5", "EUR", "web"]]})
    table, first = checked("book.xlsx", data)
    assert name_of(table) == "book May rows to fix.csv"
    _again, second = checked(name_of(table), rows_to_fix(table, first))
    assert [(bad.column, bad.found) for bad in second.bad] == [("order date", "soon")]
