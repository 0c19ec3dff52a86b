"""Read: which records are the header, what they name the columns, and that no first row is ever taken for one of them."""

import json

import pytest

from models.errors import Refused
from models.ingest.body import is_total
from models.ingest.headers import header_of, is_data
from models.ingest.read import read
from models.ingest.table import ROW, Footer, Ragged
from tests.models import exports


def one(text, file="export.csv"):
    [table] = read(file, text if isinstance(text, bytes) else text.encode())
    return table


def numbers(table):
    return table.frame[ROW].to_list()


def test_a_survey_with_two_header_rows_is_named_by_what_says_something():
    """The sub-item names a grid's column; "Response" names nothing, so the question does."""
    table = one(
        "Respondent ID,Start Date,How satisfied are you with…,,,I would buy again,How likely?,Anything else?\n"
        ',,Quality,"Price, value",Delivery,Response,,Open-Ended Response\n'
        "1,01/05/2026,Neutral,Satisfied,Neutral,Agree,7,\n"
        "2,01/06/2026,Satisfied,Satisfied,,Agree,9,thanks\n"
    )
    assert (table.header_row, table.header_rows, table.rows) == (1, 2, 2)
    assert table.headers == (
        "Respondent ID", "Start Date", "Quality", "Price, value", "Delivery", "I would buy again", "How likely?", "Anything else?",
    )  # fmt: skip
    assert numbers(table) == [3, 4]


def test_a_sub_item_under_two_questions_carries_its_question():
    """Quality is asked twice: how good it is and how much it matters."""
    table = one("ID,Date,How satisfied,,How important,\n,,Quality,Price,Quality,Speed\n1,01/05/2026,5,4,3,2\n2,01/06/2026,5,4,3,2\n")
    assert table.headers == ("ID", "Date", "How satisfied: Quality", "Price", "How important: Quality", "Speed")


def test_a_survey_without_grids_still_has_its_second_row():
    """Only words that mean nothing stand there, and blanks."""
    table = one("Respondent ID,Start Date,I like it,Comment\n,,Response,Open-Ended Response\n1,01/05/2026,5,x\n")
    assert table.headers == ("Respondent ID", "Start Date", "I like it", "Comment")
    assert numbers(table) == [3]


def qualtrics(*rows):
    short = ("StartDate", "EndDate", "ResponseId", "RecipientEmail", "Q1_1", "Q1_2", "Q7", "segment")
    texts = ("Start Date", "End Date", "Response ID", "Recipient Email", "How good?\n - Quality", "How good? - Price", "Why?", "segment")
    identifiers = ("startDate", "endDate", "_recordId", "recipientEmail", "QID1_1", "QID1_2", "QID7_TEXT", "segment")
    imported = [json.dumps({"ImportId": name, "timeZone": "America/Denver"}) for name in identifiers]
    return exports.table(short, texts, imported, *rows)


def test_qualtrics_three_rows_name_its_own_columns_by_id_and_questions_by_their_text():
    """What the survey tool adds keeps its id, which is the same in every survey; a question is known by its words."""
    answer = ("2026-01-05 10:00:00", "2026-01-05 10:05:00", "R_1", "mira@example.com", "5", "4", "ok, fine", "A")
    table = one(qualtrics(answer))
    assert (table.header_row, table.header_rows) == (1, 3)
    assert table.headers == (
        "StartDate", "EndDate", "ResponseId", "RecipientEmail", "How good? - Quality", "How good? - Price", "Why?", "segment",
    )  # fmt: skip
    assert table.frame.rows() == [(4, *answer)]


def test_group_titles_name_columns_where_their_own_names_do_not():
    """January stands under two years: the year is put before it."""
    table = one(
        "Client,2025/26,,2026/27,\n,Jan,Feb,Jan,Mar\nMira,1,2,3,4\nTara,1,2,3,4\n".replace("2025/26", "Year A").replace("2026/27", "Year B")
    )
    assert table.headers == ("Client", "Year A: Jan", "Feb", "Year B: Jan", "Mar")
    assert (table.header_row, table.header_rows) == (1, 2)


def test_group_titles_that_are_not_needed_are_text_above():
    """Names that stand alone stay as they are."""
    table = one(",,Q1 2026,,Q2 2026,\nOrder,Client,Jan,Feb,Apr,May\n1,Mira,1,2,3,4\n2,Tara,1,2,3,4\n")
    assert table.headers == ("Order", "Client", "Jan", "Feb", "Apr", "May")
    assert (table.header_row, table.header_rows, len(table.above)) == (2, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Name,,City\nMira,x,Leeds\nTara,y,Riga\n",  # all text, a column without a name
        "Client,,City,\nMira,Holm,Leeds,x\nTara,Quist,Riga,y\n",  # … in pairs, as group titles stand
        "Name,City,Note\nMira,Leeds,hello\n",  # one row
        "Name,,Note\n,Leeds,\n",  # one row that fills just the gap
        "Name,,City,Amount\nMira,x,Leeds,n/a\nTara,y,Riga,5\nOlga,z,Omsk,6\n",  # the first amount is missing
        "Pedido,Fecha,Estado,Canal\nA-1,enero,paid,email\nA-2,enero,paid,direct\n",  # words that we know, in the row alone
        "Client,Status,Channel,Comment\nMira,paid,email,source\nTara,open,email,x\n",
        "ID,How good,,Why\n7,4,5,so\n8,3,3,\n",  # a grid's title above numbers
        "Question,,Answer,\nResponse,1,Response,2\nResponse,1,Response,2\n",  # "Response" as a value
        "id,name,when,\n1,Mira,2026-01-05,x\n2,Tara,2026-01-06,y\n",
        "a,b\nc,d\n",
    ],
)
def test_a_first_row_of_data_is_never_taken_for_a_header(text):
    """All-text tables, one-row files, first rows that look like headings: the row stays a row."""
    table = one(text)
    assert (table.header_row, table.header_rows, table.above) == (1, 1, ())
    assert numbers(table) == list(range(2, 2 + text.count("\n") - 1))


def test_a_table_of_nothing_but_values_has_no_header():
    """Names, addresses and dates are data, though most are words."""
    with pytest.raises(Refused, match="without a header"):
        one("Mira,mira@example.com,2026-01-05\nTara,tara@example.com,2026-01-06\n")


def test_what_stands_above_the_table_is_kept():
    """A printed document says above its table who bought and when."""
    table = one(
        "Реализация № 7 от 15 января 2026 г.\n\nПокупатель:;;ООО «Сокол»\nДата:;;15.01.2026\n\n"
        "№;Товар;Количество;Сумма\n1;Мёд;2;5,00\n2;Чай;3;6,00\n;Итого:;;11,00\nВсего наименований 2, на сумму 11,00 руб.\n"
    )
    assert table.header_row == 6
    assert table.above == (
        ("Реализация № 7 от 15 января 2026 г.",),
        (),
        ("Покупатель:", "", "ООО «Сокол»"),
        ("Дата:", "", "15.01.2026"),
        (),
    )
    assert numbers(table) == [7, 8, 9]
    assert table.footers == (Footer(10, ("Всего наименований 2, на сумму 11,00 руб.",), "total row"),)
    assert table.rows == 4


def test_text_above_without_colons_is_no_header_either():
    """Two words beside one another above a table of three columns are not its names."""
    table = one("Поставщик;ООО Ромашка;\nДоговор;№ 5 от 2026;\n\nТовар;Количество;Сумма\nМёд;2;5,00\nЧай;1;3,00\n")
    assert (table.header_row, table.headers) == (4, ("Товар", "Количество", "Сумма"))


def test_a_reports_footer_is_nothing_and_has_its_reason():
    """A short total and the notices below it are no rows that fail; all records are accounted for."""
    table = one(
        '"Id","Name","Stage","Amount"\n"1","a","Closed Won","5.00"\n"2","b","Closed Won","6.00"\n\n'
        '"Total","","11.00"\n"Confidential Information - Do Not Distribute"\n"Copyright (c) Example Org"\n'
    )
    assert numbers(table) == [2, 3]
    assert table.blank == (4,)
    assert [(footer.row, footer.reason) for footer in table.footers] == [(5, "total row"), (6, "report footer"), (7, "report footer")]
    assert (table.ragged, table.rows) == ((), 6)


def test_a_short_last_row_that_looks_like_data_stays_ragged():
    """So does one in the middle, total or not: nothing is explained away."""
    assert one("id,date,sum\n1,2026-01-05,5\n2,2026-01-06\n").ragged == (Ragged(3, ("2", "2026-01-06")),)
    table = one("id,date,sum\n1,2026-01-05,5\nTotal,5\n2,2026-01-06,6\n")
    assert (table.ragged, table.footers) == ((Ragged(3, ("Total", "5")),), ())


def test_notes_below_a_spreadsheets_table_are_footers_though_they_are_as_wide():
    """A spreadsheet pads its notes; a total as wide as the table stays for others to judge."""
    table = one("Code;Name;Sum;X\n1;a;5;1\n2;b;6;1\n;Total;11;\n;;;\nConfidential;;;\n")
    assert numbers(table) == [2, 3, 4]
    assert table.footers == (Footer(6, ("Confidential", "", "", ""), "report footer"),)
    assert one("Code;Name;Sum\n1;a;5\nMira;;\n").footers == ()  # no blank row, no total: a customer of whom little is known


@pytest.mark.parametrize(
    "word", ["Total", "Grand total:", "TOTALS", "Sub-total", "Subtotal 2026", "Sum", "Итого", "Всего:", "合计", "总计：5"]
)
def test_totals_are_known_by_their_first_word(word):
    """In the languages that exports come in."""
    assert is_total(word)


@pytest.mark.parametrize("word", ["Totally Good Ltd", "Summer sale", "Всеволод", "Итогово", "The total", "", "5"])
def test_words_that_begin_alike_are_no_totals(word):
    """Nor is a total that is only mentioned."""
    assert not is_total(word)


@pytest.mark.parametrize(
    "cell", ["5", "-5,00 ₽", "(12.50)", "8300 руб", "05.01.2026 17:57", "Jan 5, 2026 02:45:21 PM", "2026年1月5日", "да", "N/A"]
)
def test_values_are_told_from_words(cell):
    """Numbers, amounts and dates of any style."""
    assert is_data(cell)


@pytest.mark.parametrize("cell", ["Q1 2026", "Order no.", "№", "#", "Email 2", "May I ask?", "", "Satisfaction:1-5"])
def test_headings_with_digits_are_words(cell):
    """A heading may count."""
    assert not is_data(cell)


def test_columns_at_the_end_without_name_and_cells_are_left_out():
    """A separator at each line's end is no column; one that holds something is."""
    for text in ("id,date,sum,\n1,2026-01-05,5,\n2,2026-01-06,6,\n", "id,date,sum,\n1,2026-01-05,5\n2,2026-01-06,6\n"):
        assert one(text).headers == ("id", "date", "sum")
        assert numbers(one(text)) == [2, 3]
    assert one("id,date,sum,\n1,2026-01-05,5,x\n2,2026-01-06,6,\n").headers == ("id", "date", "sum", "column 4")


def test_a_header_named_as_our_own_column_hides_nothing():
    """The record numbers' column keeps its name."""
    assert one("__row__,date,sum\n7,2026-01-05,5\n").frame.rows() == [(2, "7", "2026-01-05", "5")]


def test_no_header_in_nothing():
    """Blank records name no column."""
    assert header_of([]) is None
    assert header_of([[], [""]]) is None
