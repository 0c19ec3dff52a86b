"""The cost of service falls on the customers and ages it was for; who costs more than they bring is found."""

from datetime import date

import numpy as np
import pytest

from analysis import costs, ledger
from analysis.money import brought
from analysis.serving import costly, serving
from analysis.takings import gather
from tests.analysis import made
from tests.analysis.test_money import found_company, spend

MONTHS = [date(2025, month, 5) for month in range(1, 8)]


def regulars(n: int = 12):
    """Customers who order every month from January to July; the last order closes July."""
    rows = [(who, day.isoformat()) for who in range(1, n + 1) for day in MONTHS]
    return found_company(made.orders(*rows, (1, "2025-07-31")))


def test_a_cost_by_name_falls_on_its_customer_at_the_age_of_its_days():
    known = regulars()
    rows = spend((1, "2025-01-31", "2025-02-01", "service", None, 1000), (2, "2025-06-02", None, "service", "desk", 300))
    bands = brought(known, rows).serving.bands
    assert [(band.first, band.last, band.named, band.shared_out) for band in bands] == [(0, 0, 500, 0), (1, 3, 500, 0), (4, 5, 300, 0)]
    # Costs are known through June alone, so July's orders are in no band.
    assert [band.orders for band in bands] == [12, 36, 24]
    assert bands[2].per_order.value == pytest.approx(300 / 24)


def test_a_cost_of_nobody_is_shared_out_by_orders_of_its_period():
    known = regulars()
    january, june = (None, "2025-01-01", "2025-01-31", "service", None, 2400), (None, "2025-06-01", None, "service", None, 60)
    found = brought(known, spend(january, june))
    assert found.serving.named == 0 and found.serving.shared_out == 2460
    assert [band.per_order.value for band in found.serving.bands] == pytest.approx([200, 0, 2.5])
    half = np.arange(12) < 6
    assert brought(known, spend((None, "2025-01-01", None, "service", None, 2400)), mask=half).serving.shared_out == 1200


@pytest.mark.parametrize("period", ["week", "month", "quarter"])
def test_a_cost_cut_into_periods_adds_up_to_itself(period):
    rows = spend(*((None, f"2025-0{k}-0{k}", f"2025-0{k + 3}-2{k}", "service", None, 1000 + k) for k in range(1, 6)))
    found = costs.gather(rows, regulars().occasions, purpose="service", currency="EUR", period=period)
    assert found.amount.sum() == pytest.approx(5015)


def test_costs_before_the_first_order_or_in_another_currency_are_of_no_customer():
    known = regulars()
    rows = spend((1, "2024-12-31", None, "service", None, 9), (2, "2025-01-31", None, "service", None, 9, "USD"))
    assert brought(known, rows).serving is None
    assert serving(gather(known), None) is None


def test_who_costs_more_than_they_bring_by_name():
    known = regulars()
    rows = spend((1, "2025-02-01", None, "service", None, 8001), (2, "2025-02-01", None, "retention", None, 7000), (99, "2025-02-01", None,
                 "service", None, 5))  # fmt: skip
    book = ledger.gather(known.orders, known.refunds, known.occasions, currency="EUR")
    found = costly(rows, known.occasions, book)
    assert (found.customers.tolist(), found.share.k, found.share.n, found.named) == ([1], 1, 12, 2)
    assert (found.spent, found.left) == (8001, 8000)
    assert costly(rows, known.occasions, book, margin=0.9).customers.tolist() == [1, 2]
    assert costly(rows, known.occasions, book, mask=np.arange(12) > 5) is None
    assert costly(spend((None, "2025-02-01", None, "service", None, 1)), known.occasions, book) is None
