"""The command line shows what was answered, complained of and said by employees."""

import pytest

from tests.command_line import ORDERS, command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports

HEADERS = ("date", "customer_id", "How satisfied are you overall? (1-5)", "Friendly staff (1-5)", "Clean shop (1-5)")
SAID = exports.table(
    HEADERS,
    ("2026-01-20", "C1", "4", "5", "n/a"),
    ("2026-01-25", "C1", "2", "1", "3"),
    ("2026-01-21", "C2", "5", "4", "4"),
    ("2026-01-22", "C9", "3", "3", "2"),
)


@pytest.fixture
def surveyed(place):
    """A workspace with orders and four questionnaires, two of them of one customer."""
    place.bring(ORDERS)
    place.bring(SAID, name="survey.csv")
    return place


def test_show_satisfaction_counts_each_once_and_says_so(surveyed):
    """The last questionnaire of C1 counts; n/a is missing and no 0."""
    seen = surveyed.show("satisfaction")
    assert (seen["responses"], seen["people"], seen["left_out"]["earlier"]) == (3, 3, 1)
    assert seen["overall"]["mean"]["value"] == pytest.approx((2 + 5 + 3) / 3)
    staff, shop = seen["attributes"]
    assert (staff["counts"], shop["n"], shop["mean"]["value"]) == ([1, 0, 1, 1, 0], 3, 3)
    assert seen["index"]["weights"] == "equal"


def test_show_satisfaction_by_a_field_and_where(surveyed):
    by = surveyed.show("satisfaction", "--option", "by=stage", "--option", "cycle_days=30")
    assert by["field"] == "stage" and {point["label"] for point in by["segments"]} >= {""}
    only = surveyed.show("satisfaction", "--where", "first_shop=own")
    assert only["people"] < 3


@pytest.mark.parametrize("name", ["trust", "respondents", "behaviour", "complaints", "recovery", "employees"])
def test_a_small_workspace_has_an_answer_to_everything(surveyed, name):
    assert surveyed.show(name)["level"] == 0.95


def test_show_complaints_needs_no_orders_and_reads_standards(place):
    place.bring(
        exports.table(
            ("complaint_number", "opened_at", "closed_at", "customer_id", "cause", "channel"),
            ("K1", "2026-01-02 10:00", "2026-01-03 10:00", "C1", "late", "phone"),
            ("K2", "2026-01-02 10:00", "", "C2", "late", "mail"),
        ),
        name="complaints.csv",
    )
    seen = place.show("complaints", "--option", "standards=phone:0.1")
    assert (seen["all"]["n"], seen["all"]["open"], seen["unmatched"]) == (2, 1, ["phone"])
