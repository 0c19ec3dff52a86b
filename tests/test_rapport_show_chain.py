"""The command line follows a better rating to money."""

import numpy as np
import pytest

from tests.command_line import command_line  # noqa: F401 (a fixture is used by its name)
from tests.models import exports

ASK = ("date", "customer_id", "How satisfied are you overall? (1-5)", "Friendly staff (1-5)", "Clean shop (1-5)")
SAID = ("--option", "attribute=Friendly staff", "--option", "resamples=60")


def files(customers: int, seed: int = 4) -> tuple[bytes, bytes]:
    """Orders and answers: a first order in January, an answer the day after; the more satisfied come back by April more often."""
    rng = np.random.default_rng(seed)
    staff, shop = rng.integers(1, 6, (2, customers))
    overall = np.clip(np.round(0.7 * staff + 0.2 * shop + 0.6 + rng.normal(0, 0.4, customers)), 1, 5).astype(int)
    back = rng.random(customers) < 1 / (1 + np.exp(-(overall - 3)))
    orders = [("order_id", "order_date", "customer_id", "amount", "currency")]
    for who in range(customers):
        orders.append((f"A{who}", "2026-01-05 10:00:00", f"C{who}", "20.00", "EUR"))
        if back[who]:
            orders.append((f"B{who}", f"2026-{1 + who % 3:02d}-{10 + who % 19} 10:00:00", f"C{who}", "50.00", "EUR"))
    orders.append(("Z", "2026-06-30 10:00:00", "LAST", "1.00", "EUR"))
    said = [ASK, *(("2026-01-06", f"C{who}", *map(str, (overall[who], staff[who], shop[who]))) for who in range(customers))]
    return exports.table(*orders), exports.table(*said)


@pytest.fixture
def company(place):
    """A workspace of so many customers who all answered."""

    def bring(customers: int):
        orders, said = files(customers)
        place.bring(orders)
        place.bring(said, name="survey.csv")
        return place

    return bring


def test_show_chain_gives_every_link_and_the_difference(company):
    seen = company(400).show("chain", *SAID, "--option", "better=0.5", "--option", "margin=0.4")
    assert (seen["link"], seen["basis"], seen["watched"], seen["days"]) == ("linked", "measured", 400, 90)
    assert seen["effect"]["value"] == pytest.approx(0.75, abs=0.1) and seen["brought"]["value"] == pytest.approx(2_000)
    assert 0 < seen["each"]["low"] < seen["each"]["value"] < seen["each"]["high"] and len(seen["ahead"]) == 12
    assert seen["customers"] == 1 and seen["difference"] == seen["each"]  # only the last one ordered in the last 90 days


def test_show_chain_below_the_gate_gives_no_figure_and_takes_a_belief(company):
    place = company(60)
    seen = place.show("chain", *SAID)
    assert (seen["link"], seen["basis"], seen["needed"], seen["difference"]) == ("few answers", None, 40, None)
    status, refused, _ = place.call("show", "chain", *SAID, "--option", "belief=0.02,0.05")
    assert status == 1 and refused["error"]["needed"] == "three numbers, LOW,LIKELY,HIGH"


def test_show_chain_asks_which_attribute(company):
    status, refused, _ = company(60).call("show", "chain")
    assert status == 1 and "Friendly staff" in refused["error"]["needed"]
