"""What surveys ask about stands on the Data page, to be named and grouped."""

from sample_data import SMALL
from tests.pages.conftest import said, visit
from tests.pages.shops import HOSTILE, as_csv, bring


def grids(at) -> list:
    """Return the grids of questions."""
    return [frame.value for frame in at.dataframe if "group" in frame.value.columns]


def test_the_data_page_shows_what_the_surveys_ask(own_workspace):
    """With a group suggested, and how many are in none; a grid of its own for what employees were asked."""
    path = own_workspace("empty")
    for name in ("surveymonkey.csv", "employees.csv"):
        bring(path, (SMALL / name).read_bytes(), name=name)
    at = visit("data")
    assert "What your surveys ask about" in said(at)
    assert "Groups are suggested from the words of each question." in said(at)
    customers, employees = grids(at)
    assert {"people", "product", "premises"} <= set(customers["group"])
    assert {"overall satisfaction", "would recommend", "a rating"} <= set(customers["role"])
    assert {"teamwork", "welfare"} <= set(employees["group"])


def test_a_question_in_no_group_is_counted(own_workspace):
    """So that the person sees what is left to do; a hostile header stays text."""
    path = own_workspace("empty")
    headers = ("Email", f"{HOSTILE[0]} (1-5)", "Staff (1-5)")
    bring(path, as_csv(headers, [("a@example.org", "4", "5")]), name="survey.csv")
    at = visit("data")
    assert "1 question is in no group." in said(at)
    assert grids(at)[0]["question"].tolist() == [HOSTILE[0], "Staff"]
    assert HOSTILE[0] not in said(at)


def test_nothing_is_shown_of_surveys_where_there_was_none(workspace):
    """An empty table would ask a question that nobody can answer."""
    workspace("one_order")
    assert "What your surveys ask about" not in said(visit("data"))
