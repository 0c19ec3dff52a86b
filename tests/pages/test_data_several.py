"""The data page with several tables: each is looked at, asked about or left out, and one button stores all that are ready."""

import time

import pytest

from components.jobs import jobs
from components.sentences import readings
from models.frames import frames
from models.kinds import KINDS, template
from models.store import Store
from tests.models.exports import workbook
from tests.pages.conftest import healthy, said, tables, visit
from tests.pages.shops import HEADERS, HOSTILE, as_csv

ORDERS = [(n, f"c{n % 9}", f"2026-0{1 + n % 6}-{10 + n % 15}", "10.00", "EUR") for n in range(1, 41)]
UNDECIDED = [(n, f"c{n}", f"0{n}/0{n + 1}/2026", "10.00", "EUR") for n in range(1, 8)]


def survey(rows: int = 24) -> bytes:
    """Answers on a scale that the header says."""
    return as_csv(
        ("response id", "customer number", "answered at", "Staff (1-5)", "How likely are you to recommend us? (0-10)"),
        [(f"r{n}", f"c{n % 9}", f"2026-03-{1 + n:02}", n % 5 + 1, n % 11) for n in range(rows)],
    )


def complaints() -> bytes:
    """Complaints, some of them settled."""
    return as_csv(
        ("complaint number", "opened at", "customer number", "cause", "status"),
        [(f"k{n}", f"2026-04-{1 + n:02}", f"c{n % 9}", "delivery", "open" if n % 3 else "resolved") for n in range(12)],
    )


THREE = [
    ("orders.csv", as_csv(HEADERS, ORDERS), "text/csv"),
    ("survey.csv", survey(), "text/csv"),
    ("complaints.csv", complaints(), "text/csv"),
]


def bring(at, *files):
    """Give the page files."""
    at.file_uploader[0].set_value(list(files))
    return healthy(at.run())


def press(at, key: str):
    """Press a button."""
    at.button(key=key).click()
    return healthy(at.run())


def look_at(at, name: str):
    """Choose one of the tables."""
    pills = at.button_group(key="said-table")
    place = next(option for option, label in zip(places(at), labels(at), strict=True) if label.startswith(name))
    pills.set_value(place)
    return healthy(at.run())


def labels(at) -> list[str]:
    """Return how the tables are called in the choice."""
    return [option.content.replace("\\", "") for option in at.button_group(key="said-table").proto.options]


def places(at) -> list[str]:
    """Return what tells the tables from one another, in the choice's order."""
    return [place for place in at.session_state["seen"] if place.count("-") == 1]


def finish(path, at) -> None:
    """Wait for the job that runs, and look again."""
    deadline = time.monotonic() + 30
    while (job := jobs().get(str(path))) is not None and job.running:
        assert time.monotonic() < deadline, "the job is not over after 30 s"
        time.sleep(0.01)
    healthy(at.run())


def counted(path) -> dict[str, int]:
    """Count what is stored."""
    connection = Store(path).connect(read_only=True)
    try:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("orders", "response", "complaint")}
    finally:
        connection.close()


def test_three_kinds_are_seen_stored_and_taken_back_together(own_workspace):
    path = own_workspace("empty")
    at = bring(visit("data"), *THREE)
    assert "3 tables**: 40 orders, 24 answers, 12 complaints." in said(at)
    assert labels(at) == ["orders.csv", "survey.csv", "complaints.csv"]
    assert at.button(key="store").label == "Import 40 orders, 24 answers and 12 complaints"
    assert "All €400.00** in it will count" in said(at).replace("\\", "")
    look_at(at, "survey")
    assert "This is a survey**: 24 answers from 1 to 24 March 2026 by 9 known people, to 2 questions." in said(at).replace("1 March", "1")
    look_at(at, "complaints")
    assert "12 complaints from 1 April to 12 April 2026, 8 open and 4 resolved, by 9 known customers." in said(at)
    assert Store(path).revision == 0
    press(at, "store")
    finish(path, at)
    assert counted(path) == {"orders": 40, "response": 24, "complaint": 12}
    assert at.title[0].value == "What did your company record?"
    for batch in (3, 2, 1):
        press(at, f"undo-{batch}")
        finish(path, at)
    assert counted(path) == {"orders": 0, "response": 0, "complaint": 0}


def test_a_refused_file_never_loses_the_others(own_workspace):
    path = own_workspace("empty")
    at = bring(visit("data"), *THREE, ("photo.csv", bytes(range(256)) * 40, "text/csv"), ("empty.csv", b"", "text/csv"))
    assert "2 can’t be read." in said(at)
    assert "photo\\.csv" in said(at) and "The others don’t wait for it." in said(at)
    assert [label for label in labels(at) if "can’t be read" in label] == ["photo.csv – can’t be read", "empty.csv – can’t be read"]
    press(at, "store")
    finish(path, at)
    assert counted(path) == {"orders": 40, "response": 24, "complaint": 12}


def test_a_table_is_left_out_and_brought_back(own_workspace):
    path = own_workspace("empty")
    at = bring(visit("data"), *THREE)
    look_at(at, "survey")
    [button] = [button for button in at.button if button.label == "Leave this one out"]
    press(at, button.key)
    assert "one is left out" in said(at) and at.button(key="store").label == "Import 40 orders and 12 complaints"
    at.switch_page("pages/overview.py")
    healthy(at.run())
    at.switch_page("pages/data.py")
    healthy(at.run())
    assert labels(at)[1] == "survey.csv – left out"
    look_at(at, "survey")
    [button] = [button for button in at.button if button.label == "Bring this one too"]
    press(at, button.key)
    assert at.button(key="store").label == "Import 40 orders, 24 answers and 12 complaints"
    press(at, "store")
    finish(path, at)
    assert counted(path)["response"] == 24


def test_a_table_that_waits_for_an_answer_goes_on_waiting(own_workspace):
    path = own_workspace("empty")
    at = bring(visit("data"), *THREE[1:], ("days.csv", as_csv(HEADERS, UNDECIDED), "text/csv"))
    assert "one needs an answer" in said(at) and "Still open: **days\\.csv**: day or month first" in said(at)
    assert at.button_group(key="said-table").value == places(at)[2], "what waits for an answer is shown first"
    press(at, "store")
    finish(path, at)
    assert counted(path) == {"orders": 0, "response": 24, "complaint": 12}
    assert at.title[0].value == "Is this what you meant to bring?" and at.success
    at.button_group(key="said-first").set_value("mdy")
    healthy(at.run())
    assert at.button(key="store").label == "Import 7 orders"
    press(at, "store")
    finish(path, at)
    assert counted(path)["orders"] == 7
    assert at.title[0].value == "What did your company record?"


def book(*sheets) -> tuple[str, bytes, str]:
    """Write a workbook of orders, a sheet each."""
    named = {f"Sheet {number}": [HEADERS, *rows] for number, rows in enumerate(sheets, start=1)}
    return "book.xlsx", workbook(named), "application/octet-stream"


@pytest.mark.parametrize(
    "sheets, proposed, sentence",
    [
        ((ORDERS[:25], ORDERS[25:]), "Import 40 orders", "They have none in common, so all of them are proposed."),
        ((ORDERS[:25], ORDERS), "Import 40 orders", "They share 25 of them, so the fuller sheet alone is proposed."),
    ],
)
def test_two_sheets_alike_are_asked_about_with_a_proposal(sheets, proposed, sentence, own_workspace):
    path = own_workspace("empty")
    at = bring(visit("data"), book(*sheets))
    assert at.button(key="store").label == proposed and sentence in said(at)
    assert (labels(at)[0] == "book.xlsx · Sheet 1 – left out") == ("fuller" in sentence)
    press(at, "store")
    finish(path, at)
    assert counted(path)["orders"] == 40


def test_customers_are_stored_before_orders_and_those_before_the_rest(own_workspace):
    path = own_workspace("empty")
    people = as_csv(("customer number", "customer name", "email"), [(f"c{n}", f"Mira {n}", f"c{n}@example.org") for n in range(9)])
    at = bring(visit("data"), *reversed(THREE), ("customers.csv", people, "text/csv"))
    press(at, "store")
    finish(path, at)
    kinds = [row[0] for row in Store(path).connect(read_only=True).execute("SELECT kind FROM batch ORDER BY id")]
    assert kinds[:2] == ["customers", "orders"] and set(kinds[2:]) == {"survey", "complaints"}
    assert frames(Store(path)).customers.height == 9


def test_what_is_said_of_one_table_is_said_of_it_alone(own_workspace):
    own_workspace("empty")
    bare = as_csv(HEADERS[:4], [row[:4] for row in ORDERS])
    at = bring(visit("data"), ("a.csv", bare, "text/csv"), ("b.csv", bare.replace(b"10.00", b"12.00"), "text/csv"))
    assert said(at).count("its currency (amounts are kept without one, as XXX, until you name it)") == 2
    [box] = [box for box in at.text_input if box.label == "Which currency are its amounts in?"]
    box.set_value("eur")
    healthy(at.run())
    assert "All €400.00** in it will count" in said(at).replace("\\", "")
    look_at(at, "b.csv")
    assert "480.00 (no currency)" in said(at).replace("\\", "") and said(at).count("its currency (amounts") == 1
    look_at(at, "a.csv")
    assert "All €400.00** in it will count" in said(at).replace("\\", "")


def test_a_scale_that_nothing_says_is_asked_and_the_answer_is_used(own_workspace):
    own_workspace("empty")
    data = as_csv(("email", "Staff rating"), [(f"c{n}@example.org", n % 4 + 1) for n in range(12)])
    at = visit("data")
    bring(at, ("answers.csv", data, "text/csv"))
    assert "the scale of 1 question (it is taken from its answers)" in said(at)
    [box] = [box for box in at.selectbox if box.label == "Scale of questions that name none"]
    assert box.options == ["as their answers suggest", "1–5", "1–7", "0–10", "1–10", "0–100"]
    box.set_value("1-7")
    healthy(at.run())
    grid = at.dataframe[0].value
    assert grid.set_index("column").loc["Staff rating", "how"].startswith("1–7, 12 answers")
    assert "the scale of" not in said(at)


def test_a_column_that_is_corrected_stays_in_its_place_and_is_remembered(own_workspace):
    path = own_workspace("empty")
    data = as_csv(("Bestellung", *HEADERS[1:], "Zuschlag"), [(*row, "3") for row in ORDERS])
    at = visit("data")
    bring(at, ("laden.csv", data, "text/csv"))
    before = at.dataframe[0].value["column"].to_list()
    place = places(at)[0]
    at.session_state[f"said-{place}-mapping"] = {"Bestellung": "order_number"}
    healthy(at.run())
    grid = at.dataframe[0].value
    assert grid["column"].to_list() == before
    assert grid.set_index("column").loc["Bestellung", "read"] == "order number"
    press(at, "store")
    finish(path, at)
    bring(at, ("laden-2.csv", data.replace(b"10.00", b"11.00"), "text/csv"))
    assert "You corrected an earlier file with these columns" in said(at)
    assert at.button(key="store").label == "Import 40 changed orders"
    press(at, "afresh")
    assert not [button for button in at.button if button.key == "afresh"]


def test_each_kind_has_its_template_and_every_known_export_its_name(own_workspace):
    own_workspace("empty")
    at = visit("data")
    offered = {element.proto.label for element in at.get("download_button")}
    assert {"Orders", "Customers", "Answers to a survey", "Complaints", "Employees’ answers", "Spending"} <= offered and len(offered) == 10
    assert "Shopify order export" in said(at) and "SurveyMonkey" in said(at)
    assert len(tables(at)[0]) == 11, "what each of ten tables tells, and the header"


def test_hostile_names_and_headers_are_text(own_workspace):
    path = own_workspace("empty")
    files = [
        (f"{text.replace('/', '_')}.csv", as_csv((*HEADERS, text), [(*row, text) for row in ORDERS[n::4]]), "text/csv")
        for n, text in enumerate(HOSTILE)
    ]
    at = bring(visit("data"), *files)
    for name in labels(at):
        look_at(at, name)
        shown = said(at)
        assert "![" not in shown.replace("\\!\\[", "") and "<img" not in shown.replace("\\<img", "")
    press(at, "store")
    finish(path, at)
    assert counted(path)["orders"] == 40
    assert "![" not in said(at).replace("\\!\\[", "")


def test_nothing_new_is_known_also_of_what_belongs_to_an_order(own_workspace):
    """The orders are here; a refund of one of them is not."""
    path = own_workspace("empty")
    headers, rows = (*HEADERS, "refunded"), [(*row, "") for row in ORDERS]
    at = visit("data")
    bring(at, ("orders.csv", as_csv(headers, rows), "text/csv"))
    press(at, "store")
    finish(path, at)
    bring(at, ("orders.csv", as_csv(headers, rows), "text/csv"))
    assert at.button(key="store").disabled
    press(at, "not-this")
    rows[3] = (*rows[3][:-1], "4.00")
    bring(at, ("orders.csv", as_csv(headers, rows), "text/csv"))
    assert "Something that belongs to them has changed." in said(at)
    assert at.button(key="store").label == "Import what has changed beside them"
    press(at, "store")
    finish(path, at)
    assert Store(path).connect(read_only=True).execute("SELECT order_key, amount FROM refund").fetchall() == [("4", 400)]


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_is_checked_stored_and_named_by_its_own_words(kind, own_workspace):
    """A template that is brought back is read as what it is; no two things that a column can be have one name."""
    path = own_workspace("empty")
    at = visit("data")
    bring(at, (f"{kind}.csv", template(kind).encode(), "text/csv"))
    assert at.button(key="store").label.startswith("Import 1 ")
    assert len(set(readings.labels(kind).values())) == len(readings.labels(kind))
    grid = at.dataframe[0].value
    assert (grid.loc[grid["read"] != "not used", "how"] != "").all()
    press(at, "store")
    finish(path, at)
    assert at.success
