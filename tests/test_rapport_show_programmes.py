"""The command line describes programmes and says what joining does."""

from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports

ORDERS = ("order_id", "customer_id", "order_date", "amount", "currency")
ROWS = [(f"{who}-{month}", f"C{who}", f"2025-{month:02d}-{1 + who % 20:02d}", "10.00", "EUR") for who in range(40) for month in range(1, 9)]
MEMBERS = [("Club", f"C{who}", "2025-03-01") for who in range(8)] + [("Circle", f"C{who}", "2025-05-01") for who in range(4, 8)]


def test_show_programmes_and_their_effect_are_the_results_field_by_field(place):
    place.bring(exports.table(ORDERS, *ROWS))
    place.bring(exports.table(("programme", "customer number", "member since"), *MEMBERS), name="members.csv")
    reward = ("programme", "customer number", "rewarded at", "reward", "amount", "currency")
    place.bring(exports.table(reward, ("Club", "C1", "2025-06-01", "voucher", "2.00", "EUR")), name="rewards.csv")
    seen = place.show("programmes")
    assert (seen["customers"], seen["all"]["members"], seen["cost"], seen["currency"]) == (40, 8, 200, "EUR")
    assert [(one["name"], one["members"]) for one in seen["programmes"]] == [("Club", 8), ("Circle", 4)]
    effect = place.show("programme-effect", "--option", "programme=Circle", "--option", "level=0.95")
    assert (effect["joined"], effect["programme"], effect["level"], effect["verdict"]) == (4, "Circle", 0.95, "too few")
    assert effect["timing"] is None and effect["retained"] is None
    status, document, _ = place.call("show", "programme-effect", "--option", "programme=None such")
    assert status == 1 and "Circle" in document["error"]["needed"]


def test_without_any_programme_all_counts_are_nothing(place):
    place.bring(exports.table(ORDERS, *ROWS))
    assert place.show("programmes")["all"]["members"] == 0
    assert place.show("programme-effect")["verdict"] == "too few"
