"""`show breaks` from the command line."""

from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports


def orders():
    """Forty newcomers a month for ten months; half of them order in each later month, of May's newcomers a tenth."""
    rows = []
    for cohort in range(1, 11):
        for who in range(40):
            customer = f"{cohort}-{who}"
            rows.append((f"{customer}-0", customer, f"2025-{cohort:02d}-05", "10.00", "EUR", "web" if who % 3 else "fair"))
            for month in range(cohort + 1, 12):
                if (who * 7 + month * 3 + who * month) % 10 < (1 if cohort == 5 else 5):
                    rows.append((f"{customer}-{month}", customer, f"2025-{month:02d}-15", "10.00", "EUR", "web"))
    rows.append(("last", "late", "2025-11-30", "10.00", "EUR", "fair"))
    return exports.table(("order number", "customer number", "order date", "amount", "currency", "channel"), *rows)


def test_show_breaks_is_its_result_field_by_field(place):
    """The cohort that orders less is named with its size, interval and n; the view has every age, period and cohort."""
    place.bring(orders())
    seen = place.show("breaks")
    assert (seen["period"], seen["level"], seen["q"], seen["season_known"]) == ("month", 0.95, 0.05, False)
    one = seen["found"][0]
    assert (one["kind"], one["first"], one["last"], one["n"]) == ("cohort", "2025-05", "2025-05", 40)
    assert one["low"] < one["size"] < one["high"] < 0
    assert [cohort["label"] for cohort in seen["view"]["cohorts"]][0] == "2025-01"
    assert {"ages", "periods", "cohorts"} == set(seen["view"])


def test_options_and_filters_are_those_of_the_other_results(place):
    place.bring(orders())
    seen = place.show("breaks", "--where", "first_channel=web", "--option", "period=quarter", "--option", "level=0.9", "--option", "q=0.01")
    assert (seen["period"], seen["level"], seen["q"]) == ("quarter", 0.9, 0.01)
    status, document, _ = place.call("show", "breaks", "--option", "period=week")
    assert status == 1 and "month" in document["error"]["needed"]
