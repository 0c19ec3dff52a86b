"""The command line splits a budget between winning customers and keeping them, and sets a programme's costs against its effect."""

from datetime import date, timedelta

import pytest

from models.goals import put
from models.store import Store
from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports

HEADERS = ("order_id", "customer_id", "order_date", "amount", "currency")
ROWS = [
    (f"{who}-{turn}", f"C{who}", f"{date(2025, 12, 31) - timedelta(days=2 * who + 30 * turn)} 10:00:00", "12.30", "EUR")
    for who in range(200)
    for turn in range(1 if who % 4 == 0 else 3 + who % 9)
]
ASKED = ("--option", "budget=100", "--option", "kept=0,0.01,0.02", "--option", "margin=0.4")


@pytest.fixture
def shop(place):
    place.bring(exports.table(HEADERS, *ROWS))
    return place


def test_show_next_euro_is_its_result_field_by_field(shop):
    seen = shop.show("next-euro", *ASKED, "--option", "spent=400")
    assert (seen["budget"], seen["months"], seen["currency"]) == (10_000, 36, "EUR")
    assert [seen["splits"][place]["share"] for place in (0, -1)] == [0.0, 1.0]
    assert max(split["value"]["value"] for split in seen["splits"]) == next(
        split["value"]["value"] for split in seen["splits"] if split["share"] == seen["best"]
    )
    assert seen["winning"]["kind"] == "literature" and seen["keeping"]["kind"] == "belief"
    assert seen == shop.show("next-euro", *ASKED, "--option", "spent=400"), "the same each time"
    own = shop.show("next-euro", *ASKED, "--option", "spent=400", "--option", "elasticity=0.1,0.2,0.3")
    assert own["winning"] == {"kind": "belief", "low": 0.1, "value": 0.2, "high": 0.3, "n": None}


def test_what_is_missing_is_asked_for(shop):
    status, answer, _ = shop.call("show", "next-euro", "--option", "budget=100")
    assert status == 1 and "kept" in str(answer)
    status, answer, _ = shop.call("show", "next-euro", *ASKED)
    assert status == 1 and "spending" in str(answer), "no spending is known, and none was said"


def test_show_business_case_sets_costs_against_the_effect(shop):
    asked = ("--option", "kept=0.01,0.02,0.03", "--option", "margin=0.4", "--option", "costs=licences:20:1,training:5:0")
    seen = shop.show("business-case", *asked)
    assert seen["costs"][:2] == [2_500, 100] and dict(seen["by_kind"])["training"] == 500
    assert seen["value"]["value"] == pytest.approx(seen["benefit"]["value"] - seen["cost"], abs=2) and seen["toll"]["value"] == 0
    late = shop.show("business-case", *asked, "--option", "answers=strategy.goals:no")
    assert late["readiness"]["delay"] == 1 and late["toll"]["value"] > 0
    status, answer, _ = shop.call("show", "business-case", *asked[:2], "--option", "costs=lunch")
    assert status == 1 and "KIND:ONCE:MONTHLY" in str(answer)


def test_show_goals_follows_what_was_set(shop):
    assert shop.show("goals") == []
    said = {"measure": "active", "since": date(2025, 6, 30), "baseline": 0.5, "target": 0.6, "by": date(2026, 6, 30)}
    put(Store(shop.workspace), "More", revision=1, **said)
    [seen] = shop.show("goals")
    assert seen["goal"]["name"] == "More" and 0.5 < seen["line"] < 0.6 and seen["came"][0][0] == "2025-06-30"
