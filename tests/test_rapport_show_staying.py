"""The command line shows how long customers stay, and where the company leaks."""

from datetime import date, timedelta

from tests.command_line import ORDERS, command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports

HEADERS = ("order_id", "customer_id", "order_date", "amount", "currency", "channel")
# Forty customers: the even ones by web, each ordering monthly for four months; the odd ones at the till, once.
ROWS = [
    (f"{who}-{month}", f"C{who}", f"2025-{month:02d}-{1 + who % 20:02d} 10:00:00", "12.30", "EUR", "web" if who % 2 == 0 else "till")
    for who in range(40)
    for month in range(1, 5 if who % 2 == 0 else 2)
] + [("end", "C0", "2025-12-31 10:00:00", "5.00", "EUR", "web")]


def test_show_survival_has_a_curve_with_intervals_and_compares_groups(place):
    place.bring(exports.table(HEADERS, *ROWS))
    contact = exports.table(("happened at", "customer number", "interaction"), ("2024-12-30", "C3", "call"), ("2025-06-01", "C4", "call"))
    place.bring(contact, "--as", "interactions", name="contacts.csv")
    seen = place.show("survival", "--option", "by=first_channel")
    assert list(seen) == ["as_of", "level", "usual_gap_days", "all", "groups", "test", "repeaters", "second_order", "first_order",
                          "contacted_later", "steps", "unknown"]  # fmt: skip
    curve = seen["all"]["curve"]
    assert (curve["n"], curve["events"], seen["all"]["came_back"]) == (40, 40, 1)
    assert len(curve["days"]) == len(curve["share"]) == len(curve["low"]) == len(curve["high"])
    assert [(group["name"], group["curve"]["n"]) for group in seen["groups"]] == [("till", 20), ("web", 20)]
    assert seen["test"]["degrees"] == 1 and seen["test"]["p"] < 0.001
    assert (seen["second_order"]["so_far"], seen["second_order"]["within"]["days"]) == (20, 31)
    assert (seen["first_order"]["so_far"], seen["contacted_later"]) == (1, 1)
    assert seen["unknown"][-1]["period"] == "2025-12"
    filtered = place.show("survival", "--where", "first_channel=till", "--option", "level=0.9")
    assert (filtered["all"]["curve"]["n"], filtered["level"], filtered["first_order"]) == (20, 0.9, None)


def test_show_leak_has_a_flow_a_period(place):
    place.bring(exports.table(HEADERS, *ROWS))
    seen = place.show("leak")
    assert len(seen["flows"]) == 12 and seen["unfinished"] is None
    first, last = seen["flows"][0], seen["flows"][-1]
    assert (first["period"], first["new"], first["at_end"], first["lost_share"]) == ("2025-01", 40, 40, None)
    assert (last["recovered"], last["at_end"]) == (1, 1)
    assert sum(flow["lost"] for flow in seen["flows"]) == 40
    quarters = place.show("leak", "--option", "period=quarter", "--where", "first_channel=till")
    assert [flow["new"] for flow in quarters["flows"]] == [20, 0, 0, 0]


def test_show_retention_point_and_causes_are_their_objects_field_by_field(place):
    rows = [
        (f"{who}-{turn}", f"C{who}", str(date(2024, 1, 1 + who % 20) + timedelta(days=30 * turn)), "12.30", "EUR", "web")
        for who in range(240)
        for turn in range(1 if who % 3 == 0 else 2 + who % 30)
    ]
    place.bring(exports.table(HEADERS, *rows))
    seen = place.show("retention-point")
    assert list(seen)[:6] == ["period", "first", "last", "as_of", "level", "currency"]
    assert seen["more_low"] < seen["more"] < seen["more_high"] and seen["each"]["low"] <= seen["each"]["value"] <= seen["each"]["high"]
    assert place.show("retention-point", "--option", "period=quarter")["more"] < seen["more"]
    lost = place.show("causes")
    assert lost["lost"] == sum(word["lost"] for word in lost["words"]) > 0 and lost["looked_at"] == 0
    assert lost["words"][0]["kind"] == "none" and lost["complaint_days"] is None
    headers = ("ticket id", "customer number", "opened at", "closed at", "status", "cause")
    tickets = [(f"k{who}", f"C{who}", str(date(2024, 1, 2 + who % 20)), "", "open", "late") for who in range(0, 240, 2)]
    place.bring(exports.table(headers, *tickets), "--as", "complaints", name="complaints.csv")
    seen = place.show("causes")
    assert seen["looked_at"] == len(seen["found"]) > 0 and {one["kind"] for one in seen["found"]} == {"complaint"}


def test_a_point_is_refused_where_the_year_is_too_short(place):
    place.bring(exports.table(HEADERS, *ROWS))
    status, document, _ = place.call("show", "retention-point")
    assert status == 1 and "a year in whose every period" in document["error"]["needed"]


def test_what_cannot_be_told_is_refused_with_what_is_needed(place):
    place.bring(ORDERS)
    for name in ("survival", "leak", "causes"):
        status, document, _ = place.call("show", name)
        assert status == 1 and "cycle_days" in document["error"]["do"]
        assert place.call("show", name, "--option", "cycle_days=30")[0] == 0
    status, document, _ = place.call("show", "survival", "--option", "cycle_days=30", "--option", "by=satisfied")
    assert status == 1 and "known only after the first order" in document["error"]["found"]
