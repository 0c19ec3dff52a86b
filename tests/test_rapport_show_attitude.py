"""The command line shows the company's own stage, and why customers stay."""

from datetime import date, timedelta

import pytest

from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports

HEADERS = ("order_id", "customer_id", "order_date", "amount", "currency", "channel")


def orders(people: int = 30, turns: int = 32):
    """Everybody orders every thirty days, the even ones by web; their first orders lie in the first quarter of 2023."""
    begin = date(2023, 1, 1)
    rows = [
        (f"{who}-{turn}", f"C{who}", str(begin + timedelta(days=who + 30 * turn)), "12.30", "EUR", "web" if who % 2 == 0 else "till")
        for who in range(people)
        for turn in range(turns)
    ]
    return exports.table(HEADERS, *rows)


def test_show_company_stage_is_its_object_field_by_field(place):
    place.bring(orders())
    seen = place.show("company-stage")
    assert list(seen) == ["as_of", "level", "first_order", "usual_gap_days", "stage", "reason", "ends", "quarters", "growth", "newcomers",
                          "inflow", "retention", "here", "dominant"]  # fmt: skip
    assert (seen["stage"], seen["reason"], round(seen["growth"]["value"], 9)) == ("consolidation", "steady", 0)
    assert [quarter["at_end"] for quarter in seen["quarters"]] == [30] * seen["ends"]
    assert (seen["quarters"][0]["kept"], seen["quarters"][1]["kept"]["rate"], seen["dominant"]) == (None, 1, "loyalty")


def test_a_filter_and_the_rules_thresholds_are_heard(place):
    place.bring(orders())
    half = place.show("company-stage", "--where", "first_channel=till", "--option", "level=0.9")
    assert (half["quarters"][-1]["at_end"], half["level"]) == (15, 0.9)
    assert place.show("company-stage", "--option", "loyalty_run=50")["dominant"] == "maintenance"


def test_without_a_usual_gap_it_asks_for_one(place):
    place.bring(exports.table(HEADERS, ("1", "C1", "2026-01-01", "5", "EUR", "web")))
    assert place.call("show", "company-stage")[0] == 1
    assert place.show("company-stage", "--option", "cycle_days=30")["stage"] == "launch"


SURVEY = ("date", "customer_id", "How satisfied are you overall? (1-5)", "How likely are you to recommend us? (0-10)")


@pytest.fixture
def asked(place):
    """Twenty of thirty monthly buyers have answered: the even ones recommend, the odd ones don't, and all are satisfied."""
    place.bring(orders())
    said = [("2025-01-15", f"C{who}", "5", "9" if who % 2 == 0 else "3") for who in range(20)]
    place.bring(exports.table(SURVEY, *said), name="survey.csv")
    return place


def test_show_attitude_is_its_object_field_by_field(asked):
    seen = asked.show("attitude")
    assert list(seen) == ["as_of", "level", "question", "name", "scale", "least", "least_run", "at_risk", "customers", "answered", "fields",
                          "steady_unknown", "other_unknown", "represents", "median_age_days", "undated", "unnamed", "then", "after",
                          "sooner", "latent_again"]  # fmt: skip
    assert (seen["question"], seen["least"], seen["customers"], seen["answered"]) == ("recommendation", 7, 30, 20)
    assert {one["field"]: one["share"]["k"] for one in seen["fields"]} == {"true": 10, "latent": 0, "spurious": 10, "none": 0}
    assert (seen["steady_unknown"], seen["other_unknown"]) == (10, 0)
    overall = asked.show("attitude", "--option", "question=overall", "--option", "months=6", "--where", "first_channel=web")
    assert [one["share"]["k"] for one in overall["fields"]] == [10, 0, 0, 0] and overall["customers"] == 15
    assert asked.show("attitude", "--option", "at_risk=0.001", "--option", "k=1")["fields"][0]["share"]["k"] < 10


def test_a_question_that_nobody_was_asked_is_refused(asked):
    status, document, _ = asked.call("show", "attitude", "--option", "question=prices")
    assert status == 1 and "recommendation, overall" in document["error"]["needed"]


def test_show_bond_finds_the_contract_by_itself_and_hears_what_ties(asked):
    seen = asked.show("bond")
    assert list(seen) == ["as_of", "level", "by", "field", "cycle_days", "question", "name", "customers", "bound", "answered", "cells",
                          "content_bound", "content_free", "difference", "soon_days", "ends_soon", "then", "sooner"]  # fmt: skip
    assert (seen["by"], seen["cycle_days"], seen["bound"]["k"], seen["ends_soon"]) == ("contract", 30, 30, 10)
    told = asked.show("bond", "--option", "tie=values:first_channel:web", "--option", "question=recommendation")
    assert {one["cell"]: one["n"] for one in told["cells"]}["free_discontent"] == 10
    status, document, _ = asked.call("show", "bond", "--option", "tie=membership")
    assert status == 1 and "contract" in document["error"]["needed"]


def test_without_answers_or_ties_they_say_nothing_and_do_not_fail(place):
    begin = date(2024, 1, 1)
    rows = [(f"{n}", f"C{n % 7}", str(begin + timedelta(days=n * n)), "5", "EUR", "web") for n in range(40)]
    place.bring(exports.table(HEADERS, *rows))
    seen, tied = place.show("attitude"), place.show("bond")
    assert (seen["question"], seen["fields"], seen["answered"]) == (None, [], 0)
    assert (tied["by"], tied["cells"], tied["customers"]) == (None, [], 0)
