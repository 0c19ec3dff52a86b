"""Tables to take along: numbers stay numbers, days stay days, and nothing in a file runs."""

import csv
import io
from datetime import date
from decimal import Decimal

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import words
from components.tables import FORMULA, exact, safe, sheet_name, slug, write_csv, write_xlsx

ILL = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://h/","x")']


def workbook(table, **how):
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(exact(*table), **{"name": "Shares", **how})))


def test_a_cell_said_in_words_is_a_number_in_the_unit_that_the_page_says():
    headers = ["Age", "Share", "Interval", "n", "Net", "Day"]
    rows = [
        [words.count(1), words.share(0.381, digits=1), words.between(35.2, 40.9, 1), words.count(1204), words.money(123450, "EUR"),
         words.day(date(2026, 10, 18))],
    ]  # fmt: skip
    table = exact(headers, rows)
    assert table.headers == ("Age", "Share (%)", "Interval: low", "Interval: high", "n", "Net (EUR)", "Day")
    assert table.rows == [(1, 38.1, 35.2, 40.9, 1204, Decimal("1234.50"), date(2026, 10, 18))]


def test_what_is_withheld_stays_said_and_an_interval_takes_columns_of_its_own():
    table = exact(["Share"], [[words.share(0.381, 0.352, 0.409)], ["fewer than 5"], [None]])
    assert table.headers == ("Share (%)", "Share (%): low", "Share (%): high")
    assert table.rows == [(38.1, 35.2, 40.9), ("fewer than 5", None, None), (None, None, None)]


def test_amounts_of_two_currencies_and_shares_among_counts_keep_their_words():
    both = exact(["Net"], [[words.money(100, "EUR")], [words.money(100, "USD")]])
    assert both.rows == [("€1.00",), (str(words.money(100, "USD")),)]
    mixed = exact(["Now"], [[words.count(7)], [words.share(0.5)]])
    assert mixed.rows == [(7,), (str(words.share(0.5)),)]


@pytest.mark.parametrize("ill", ILL)
def test_no_text_is_a_formula_in_either_file(ill):
    table = ([ill, "n"], [[ill, -2], [words.escape_html("x"), -3.5]])
    [header, first, _second] = csv.reader(io.StringIO(write_csv(exact(*table)), newline=""))
    assert header[0] == first[0] == f"'{ill}"
    assert first[1] == "-2", "a number is no text"
    book = workbook(table, name=ill, about=[(ill, ill)])
    for sheet in book:
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f" or cell.hyperlink]
            assert not [cell for cell in row if isinstance(cell.value, str) and cell.value.startswith(FORMULA)]


def test_a_workbook_has_numbers_days_and_a_header_that_stays():
    rows = [["a", np.int64(3), 0.25, date(2026, 1, 31), pd.Timestamp("2026-02-01"), np.float64("nan"), pd.NaT, None, float("inf"), True]]
    sheet = workbook(([f"column {place}" for place in range(10)], rows)).worksheets[0]
    values = [cell.value for cell in sheet[2]]
    assert values[:3] == ["a", 3, 0.25] and values[5:8] == [None] * 3 and values[8:] == ["inf", True]
    assert [value.date() for value in values[3:5]] == [date(2026, 1, 31), date(2026, 2, 1)]
    assert sheet["D2"].is_date and sheet["D2"].number_format == "yyyy-mm-dd"
    assert sheet.freeze_panes == "A2" and sheet["A1"].font.bold


def test_a_workbook_says_what_it_is_on_a_second_sheet():
    told = [["Question", "Who stays?"], ["Data", "Harbour & Pine"]]
    book = workbook((["n"], [[1]]), name="About", about=told)
    assert book.sheetnames == ["About", "About 2"]
    assert [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()] == told


def test_the_same_table_gives_the_same_bytes():
    table = exact(["n"], [[1], ["x"]])
    assert write_xlsx(table, name="x", about=[("a", "b")]) == write_xlsx(table, name="x", about=[("a", "b")])


def test_rows_beyond_a_sheet_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr("components.tables.MOST_ROWS", 3)
    book = workbook((["n"], [[place] for place in range(7)]))
    assert book.sheetnames == ["Shares", "2 Shares", "3 Shares"]
    assert [cell.value for sheet in book for cell in sheet["A"][1:]] == list(range(7))


def test_a_table_without_rows_is_its_header():
    assert write_csv(exact(["a", "b"], [])) == "a,b\r\n"
    assert [cell.value for cell in workbook((["a", "b"], [])).worksheets[0][1]] == ["a", "b"]


CELLS = st.one_of(st.none(), st.integers(-(10**9), 10**9), st.text(max_size=12), st.sampled_from(ILL))


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6))
def test_a_csv_read_again_has_the_same_cells_and_no_formula(rows):
    """Against the slow version: each cell by itself."""
    read = list(csv.reader(io.StringIO(write_csv(exact(["x", "y"], rows)), newline="")))[1:]
    assert [tuple(row) for row in read] == [tuple("" if cell is None else str(safe(cell)) for cell in row) for row in rows]
    assert not [cell for row, cells in zip(read, rows, strict=True) for cell, was in zip(row, cells, strict=True)
                if isinstance(was, str) and cell.startswith(FORMULA)]  # fmt: skip


@given(st.text(max_size=60))
def test_any_text_makes_a_name_for_a_sheet_and_a_file(text):
    name = sheet_name(text)
    assert 0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") and name[0] != "'" != name[-1]
    assert write_xlsx(exact(["n"], [[1]]), name=text, about=[("a", "b")])
    assert slug(text) and not set(slug(text)) & set("/\\.=@+ ")
