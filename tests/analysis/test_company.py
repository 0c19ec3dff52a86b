"""What every page starts from: the gathered company at one as_of."""

from datetime import date

import pytest

from analysis.company import company
from analysis.errors import Refused
from tests.analysis import made

ORDERS = made.orders(
    (1, "2025-01-10", {"shop": "web", "channel": "web"}),
    (1, "2025-02-10", {"shop": "web", "channel": "web"}),
    (2, "2025-03-05", {"shop": "web", "channel": "fair", "gross": 900, "refunded": 900}),
    (None, "2025-03-20", {"shop": "web"}),
)
PEOPLE = made.customers({"customer": 1, "key": "1"}, {"customer": 2, "key": "2"})


@pytest.mark.parametrize("engine", made.KINDS_OF_FRAME)
def test_as_of_is_the_shops_last_day_unless_an_earlier_one_is_asked_for(engine):
    change = made.KINDS_OF_FRAME[engine]
    given = [change(frame) for frame in (ORDERS, made.refunds(), PEOPLE)]
    assert company(*given).as_of == date(2025, 3, 20)
    earlier = company(*given, as_of=date(2025, 2, 28))
    assert (earlier.as_of, earlier.occasions.customers.tolist()) == (date(2025, 2, 28), [1])


@pytest.mark.parametrize("day", [date(2025, 3, 21), date(2024, 12, 31)])
def test_a_day_outside_the_data_is_refused_with_the_days_that_there_are(day):
    with pytest.raises(Refused, match="2025-0"):
        company(ORDERS, made.refunds(), PEOPLE, as_of=day)


def test_without_an_order_there_is_no_company():
    assert company(made.orders(), made.refunds(), made.customers()) is None


def test_a_filter_is_a_mask_over_the_customers_and_none_means_all():
    found = company(ORDERS, made.refunds(), PEOPLE)
    assert found.mask({}) is None
    assert found.mask({"first_channel": ("fair",)}).tolist() == [False, True]
    assert found.fields()["first_channel"] == ("fair", "web")


def test_free_orders_left_out_are_left_out_of_customers_and_attributes_alike():
    found = company(ORDERS, made.refunds(), PEOPLE, free_orders=False)
    assert found.occasions.customers.tolist() == [1]
    assert len(found.attributes) == 1
