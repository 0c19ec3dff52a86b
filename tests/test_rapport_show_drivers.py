"""`show drivers`, `importance`, `penalty-reward` and `plan` from the command line."""

import numpy as np
import pytest

from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports

ATTRIBUTES = ("Friendly staff", "Delivery on time", "Careful packaging")


def answered(rows: int = 200):
    """A survey: delivery is rated low and moves the overall answer, packaging goes along with it; the north gets it late."""
    rng = np.random.default_rng(1)
    late = np.arange(rows) % 2
    delivery = np.clip(np.round(3.6 - 1.2 * late + rng.normal(size=rows)), 1, 5)
    packaging = np.clip(np.round(0.8 * delivery + 1 + 0.5 * rng.normal(size=rows)), 1, 5)
    staff = rng.choice([4, 5], rows)
    overall = np.clip(np.round(1 + 0.6 * delivery + 0.2 * staff + 0.4 * rng.normal(size=rows)), 1, 5)
    names = [f"{name} (1-5)" for name in ATTRIBUTES] + [f"{name}, importance (1-5)" for name in ATTRIBUTES]
    said = [
        (f"2026-01-{20 + who % 8}", f"C{who}", *(f"{values[who]:.0f}" for values in (overall, staff, delivery, packaging)), "4", "5", "3")
        for who in range(rows)
    ]
    return exports.table(("date", "customer_id", "Overall, how satisfied are you? (1-5)", *names), *said)


def ordered(rows: int = 200):
    return exports.table(
        ("order_id", "customer_id", "order_date", "amount", "currency", "channel"),
        *((f"{who}", f"C{who}", "2026-01-05", "10.00", "EUR", ("south", "north")[who % 2]) for who in range(rows)),
        ("last", "late", "2026-03-31", "1.00", "EUR", "south"),
    )


@pytest.fixture(name="told")
def with_answers(place):
    place.bring(ordered())
    status, item, _ = place.bring(answered(), name="survey.csv")
    assert status == 0 and item["kind"] == "survey"
    return place


def test_show_drivers_has_the_agreed_shape(told):
    """Shares in parts of R²; what other programs read comes first in each attribute, more follows."""
    seen = told.show("drivers", "--option", "resamples=60", "--option", "seed=3")
    assert {"outcome", "n", "r_squared", "method", "attributes"} <= seen.keys()
    assert (seen["n"], seen["method"], seen["resamples"]) == (200, "lmg", 60)
    first = seen["attributes"][0]
    assert list(first)[:5] == ["name", "group", "share", "low", "high"]
    assert {"coefficient", "entangled"} <= first.keys()
    assert first["name"] == "Delivery on time" and 0 < first["low"] < first["share"] < first["high"]
    assert sum(one["share"] for one in seen["attributes"]) == pytest.approx(seen["r_squared"])
    assert seen == told.show("drivers", "--option", "resamples=60", "--option", "seed=3")


def test_the_plan_says_what_to_fix_where_and_for_how_many(told):
    """The people are counted, not listed; packaging only goes along."""
    seen = told.show("plan", "--option", "resamples=60")
    line, *others = seen["lines"]
    assert (line["name"], line["verdict"], line["rank"]) == ("Delivery on time", "fix_first", 1)
    assert (line["where"]["field"], line["where"]["value"]) == ("first_channel", "north")
    assert line["dissatisfied"] > 40 and line["certain_low"] > 0
    assert {one["verdict"] for one in others} <= {"no_effect", "keep_up", "cannot_tell"}


def test_importance_is_derived_or_stated(told):
    derived, stated = told.show("importance"), told.show("importance", "--option", "kind=stated")
    assert derived["places"][0]["name"] == stated["places"][0]["name"] == "Delivery on time"
    assert stated["places"][0]["quadrant"] == "concentrate" and stated["places"][0]["importance"] == 5
    status, document, _ = told.call("show", "importance", "--option", "kind=loudest")
    assert status == 1 and "stated" in document["error"]["needed"]


def test_penalty_and_reward(told):
    seen = {one["name"]: one for one in told.show("penalty-reward")["attributes"]}
    assert seen["Delivery on time"]["penalty"] < 0 and seen["Friendly staff"]["kind"] == "too_few_low"


def test_customers_are_filtered_as_everywhere_and_attributes_chosen(told):
    assert told.show("drivers", "--where", "first_channel=north", "--option", "resamples=0")["n"] == 100
    seen = told.show("drivers", "--option", "attributes=Friendly staff|Careful packaging", "--option", "resamples=0")
    assert {one["name"] for one in seen["attributes"]} == {"Friendly staff", "Careful packaging"}
    assert all(one["low"] is None for one in seen["attributes"])


def test_without_answers_it_is_refused_with_what_is_needed(place):
    place.bring(ordered())
    for name in ("drivers", "plan", "importance", "penalty-reward"):
        status, document, _ = place.call("show", name)
        assert status == 1 and "overall" in document["error"]["found"]


def test_a_survey_without_orders_is_enough(place):
    """Where nobody ever ordered there is no place to name, and no filter."""
    place.bring(answered(), name="survey.csv")
    assert place.show("plan", "--option", "resamples=0")["lines"][0]["where"] is None
    status, document, _ = place.call("show", "plan", "--where", "first_channel=north")
    assert status == 1 and "orders" in document["error"]["found"]
