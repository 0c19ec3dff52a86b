"""`show lifetime-value`: the agreed shape, beside the back-test, and what can't be fitted."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from tests import published
from tests.command_line import ORDERS, command_line  # noqa: F401 (a fixture is used by its name)

BACK_TEST = {"until", "predicted", "low", "high", "observed", "naive", "rmse", "naive_rmse"}


@pytest.fixture(name="cdnow")
def cdnows_log(place):
    log = Path(find_spec("lifetimes").origin).parent / "datasets" / "CDNOW_sample.txt"
    status, item, _ = place.bring(log.read_bytes(), "--currency", "USD", name="CDNOW_sample.txt")
    assert (status, item["added"]["orders"]) == (0, published.CDNOW_SAMPLE_ORDERS)
    return place


def test_lifetime_value_has_the_agreed_shape(cdnow):
    """Models with parameters, unit, log-likelihood and back-test; at an earlier day they are the published ones."""
    seen = cdnow.show("lifetime-value", "--as-of", "1997-09-30")
    assert {"currency", "as_of", "horizon_months", "customers", "so_far", "models"} <= set(seen)
    assert (seen["currency"], seen["as_of"], seen["horizon_months"], seen["customers"]) == ("USD", "1997-09-30", 12, 2357)
    counts, values = seen["models"]
    assert (counts["name"], counts["unit"], list(counts["parameters"])) == ("BG/NBD", "week", ["r", "alpha", "a", "b"])
    assert counts["log_likelihood"] == pytest.approx(published.CDNOW_BGNBD_WEEKS_UNROUNDED_LL, abs=1e-3)
    assert counts["parameters"] == pytest.approx(published.CDNOW_BGNBD, rel=1e-3)
    assert counts["standard_errors"] == pytest.approx(published.CDNOW_BGNBD_ERRORS, rel=0.02)
    assert set(counts["back_test"]) >= BACK_TEST
    assert (values["name"], values["unit"]) == ("Gamma-Gamma", "USD")
    assert values["correlation"] == pytest.approx(published.CDNOW_WORTH_CORRELATION[0], abs=1e-3)
    expected = dict(published.CDNOW_GAMMA_GAMMA)
    assert values["log_likelihood"] == pytest.approx(expected.pop("log_likelihood"), abs=1e-3)
    assert values["parameters"] == pytest.approx(expected, rel=1e-3)


def test_lifetime_value_offers_only_what_did_better_than_the_same_again(cdnow):
    """Its interval says when it holds; the curve comes with it."""
    [counts, _] = cdnow.show("lifetime-value")["models"]
    assert counts["interval"] == "if the model holds"
    assert counts["offered"] == (not counts["back_test"]["no_better_than_naive"])
    assert (counts["orders_to_come"] is not None) == counts["offered"] == (counts["curve"] is not None)
    assert counts["orders_to_come"]["low"] < counts["orders_to_come"]["value"] < counts["orders_to_come"]["high"]


def test_money_to_come_is_told_where_orders_and_their_worth_are_offered(cdnow):
    """In minor units of the currency, with its interval; its own back-test is one of money."""
    seen = cdnow.show("lifetime-value")
    counts, values = seen["models"]
    assert values["back_test"]["currency"] == "USD" and counts["back_test"]["currency"] is None
    assert set(values["back_test"]) >= BACK_TEST
    offered = counts["offered"] and not values["back_test"]["no_better_than_naive"]
    assert values["offered"] == offered == (seen["to_come"] is not None)
    assert seen["to_come"]["low"] < seen["to_come"]["value"] < seen["to_come"]["high"]
    each = seen["to_come"]["value"] / counts["orders_to_come"]["value"]
    assert 0.7 < each / values["order_value"]["value"] < 1.5


def test_lifetime_value_of_those_who_are_meant(cdnow):
    """A filter selects customers with their whole history; so do the parts of a company, which add up to it."""
    everybody = cdnow.show("lifetime-value")
    parts = [cdnow.show("lifetime-value", "--where", f"first_size={size}") for size in ("under 20", "20 to 50")]
    for part in parts:
        assert 0 < part["customers"] < everybody["customers"] and part["so_far"] < everybody["so_far"]
        assert part["models"][0]["customers"] == part["customers"]
    status, problem, _ = cdnow.call("show", "lifetime-value", "--where", "nothing=1")
    assert status == 1 and "nothing" in problem["error"]["found"]


def test_the_curve_is_of_the_period_that_is_asked_for(cdnow):
    """As far again as it is observed, a year at most."""
    for period, ahead in (("month", 12), ("quarter", 4)):
        [counts, _] = cdnow.show("lifetime-value", "--option", f"period={period}")["models"]
        assert (counts["curve"]["period"], len(counts["curve"]["projected"])) == (period, ahead)


def test_lifetime_value_says_what_it_would_take(place):
    """Two customers are no model: what was found, what is needed and what to do."""
    place.bring(ORDERS)
    seen = place.show("lifetime-value", "--option", "currency=EUR")
    assert (seen["models"], seen["so_far"]) == ([], 1280)
    assert [one["name"] for one in seen["not_fitted"]] == ["BG/NBD", "Gamma-Gamma"]
    assert all(set(one) == {"name", "found", "needed", "do"} and all(one.values()) for one in seen["not_fitted"])
