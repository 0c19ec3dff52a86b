"""`show groups` from the command line."""

from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports


def orders():
    """Forty customers by each of two channels, ten months; of the web's thirty came back, of the fair's ten."""
    rows = []
    for channel, back in (("web", 30), ("fair", 10)):
        for who in range(40):
            customer = f"{channel}{who}"
            rows.append((f"{customer}-1", customer, "2025-01-05", "10.00", "EUR", channel))
            if who < back:
                rows.append((f"{customer}-2", customer, "2025-02-05", "10.00", "EUR", channel))
    rows.append(("last", "late", "2025-10-31", "10.00", "EUR", "fair"))
    return exports.table(("order number", "customer number", "order date", "amount", "currency", "channel"), *rows)


def test_show_groups_is_its_result_field_by_field(place):
    """Every group at the same ages, every pair with its interval."""
    place.bring(orders())
    seen = place.show("groups", "--option", "by=first_channel", "--option", "age=1", "--where", "first_channel=web", "--where",
                      "first_channel=fair")  # fmt: skip
    assert (seen["field"], seen["kind"], seen["period"], seen["age"], seen["level"]) == ("first_channel", "active", "month", 1, 0.95)
    assert [(group["value"], group["customers"], group["ages"][0]["retained"]) for group in seen["groups"]] == [
        ("web", 40, 30), ("fair", 41, 10),
    ]  # fmt: skip
    [pair] = [pair for pair in seen["pairs"] if pair["age"] == 1]
    assert (pair["first"], pair["second"], pair["distinguishable"]) == (0, 1, True)
    assert pair["difference"] == 0.5
    assert 0 < pair["low"] < 0.5 < pair["high"]


def test_one_value_is_compared_with_all_others_and_another_field_filters(place):
    """Values of the field named are the groups, and those of other fields a filter for all of them."""
    place.bring(orders())
    seen = place.show("groups", "--option", "by=first_channel", "--where", "first_channel=fair", "--where", "cohort_year=2025")
    assert [(group["value"], group["customers"]) for group in seen["groups"]] == [("fair", 41), (None, 40)]


def test_without_a_field_the_refusal_names_those_there_are(place):
    place.bring(orders())
    status, document, errors = place.call("show", "groups")
    assert status == 1
    assert "first_channel" in document["error"]["needed"]
    assert "by=" in document["error"]["do"]
    status, document, _ = place.call("show", "groups", "--option", "by=colour")
    assert status == 1 and "first_channel" in document["error"]["needed"]
