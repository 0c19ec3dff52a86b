"""The command line shows the company's own stage, and why customers stay."""

from datetime import date, timedelta

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
