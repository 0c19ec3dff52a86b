"""The last complete period beside the one before."""

from datetime import date

import pytest

from analysis import occasions
from analysis.bucket import bucket
from analysis.errors import NoCompletePeriod, UnknownChoice
from analysis.intervals import newcombe, wilson
from analysis.overview import Change, Share, overview
from analysis.relations import of_orders
from analysis.rhythm import usual_gap
from tests.analysis import made

AS_OF = date(2025, 4, 9)
ORDERS = made.orders(
    (1, "2025-02-01", {"gross": 5_000}),
    (2, "2025-02-11", {"gross": 2_000, "refunded": 500}),
    (2, "2025-02-28T23:59"),
    (1, "2025-03-01", {"gross": 3_000, "refunded": 3_000}),
    (3, "2025-03-31T23:59", {"gross": 4_000}),
    (3, "2025-03-31T08:00", {"currency": "USD"}),
    (4, "2025-03-05", {"counted": False}),
    (None, "2025-03-07", {"gross": 700}),
    (5, "2025-04-02"),
    (6, "2025-04-10"),
)
PEOPLE = made.customers(
    *({"customer": who, "key": str(who)} for who in (1, 2, 3, 4, 5, 6)),
    {"customer": 7, "key": "7", "joined_at": date(2025, 2, 28)},
    {"customer": 8, "key": "8", "joined_at": date(2025, 3, 31)},
    {"customer": 9, "key": "9", "joined_at": date(2025, 4, 1)},
    {"customer": 10, "key": "10"},
)
REFUNDS = made.refunds(
    (1, "2025-03-20", 100, "EUR"),
    (1, "2025-03-20", 40, "USD"),
    (2, "2025-02-20", 30, "EUR"),
    (2, "2025-04-01", 9, "EUR"),
)


def described(rows=ORDERS, *, engine="polars", free_orders=True, as_of=AS_OF, cycle_days=None, **options):
    change = made.KINDS_OF_FRAME[engine]
    rows = change(rows)
    history = occasions.gather(rows, as_of=as_of, free_orders=free_orders)
    gap = usual_gap(history, cycle_days=cycle_days).days
    known = None if gap is None else of_orders(history, usual_gap_days=gap)
    return overview(rows, change(REFUNDS), change(PEOPLE), history, as_of=as_of, relations=known, **options)


@pytest.mark.parametrize("engine", made.KINDS_OF_FRAME)
def test_each_number_by_hand(engine):
    found = described(engine=engine)
    assert (found.label, found.first_day, found.last_day) == ("2025-03", date(2025, 3, 1), date(2025, 3, 31))
    assert found.before_label == "2025-02"
    # 1 to 4 by their orders (a cancelled one too), 7 and 8 by joining; 10 has no date at all.
    assert found.customers == Change(now=6, before=3, difference=3)
    assert found.buyers == Change(now=2, before=2, difference=0)
    assert found.orders == Change(now=4, before=3, difference=1)
    assert found.guest_orders == Change(now=1, before=0, difference=1)
    assert found.currency == "EUR"
    assert found.net == Change(now=0 + 4_000 + 700 - 100, before=5_000 + 1_500 + 1_000 - 30, difference=-2_870)
    assert found.other_currencies == {"USD": 1}
    assert (found.repeat.k, found.repeat.n, found.repeat.rate) == (1, 2, 0.5)
    assert (found.repeat.low, found.repeat.high) == wilson(1, 2)
    low, high = wilson(0, 2)
    assert found.repeat.before == Share(k=0, n=2, rate=0, low=low, high=high)
    repeat = found.repeat
    assert (repeat.difference, repeat.difference_low, repeat.difference_high) == newcombe(1, 2, 0, 2)


def test_amounts_of_two_currencies_are_never_added():
    found = described(currency="USD")
    assert found.net == Change(now=1_000 - 40, before=0, difference=960)
    assert found.other_currencies == {"EUR": 3}
    with pytest.raises(UnknownChoice, match="EUR, USD"):
        described(currency="GBP")


def test_free_orders_left_out_are_left_out_here_too():
    found = described(free_orders=False)
    assert (found.buyers.now, found.orders.now, found.net.now) == (1, 3, 4_600)
    assert (found.repeat.k, found.repeat.n) == (0, 1)


def test_what_lies_before_the_data_is_unknown_and_not_zero():
    found = described(as_of=date(2025, 3, 9))
    assert found.label == "2025-02"
    assert (found.orders.now, found.orders.before, found.orders.difference) == (3, None, None)
    assert found.repeat.before is None
    assert found.repeat.difference is None


def test_a_period_that_the_data_cover_in_part_is_not_compared_with():
    found = described(made.orders((1, "2025-02-12"), (1, "2025-03-05"), (2, "2025-04-09")))
    assert (found.orders.now, found.orders.before, found.orders.difference) == (1, None, None)


@pytest.mark.parametrize("rows", [made.orders(), made.orders((1, "2025-04-09"))])
def test_without_a_complete_period_it_says_so(rows):
    with pytest.raises(NoCompletePeriod, match="whole month"):
        described(rows)


def test_a_period_without_buyers_has_no_share():
    found = described(made.orders((1, "2025-01-05"), (None, "2025-03-05"), (1, "2025-04-09")))
    assert (found.repeat.n, found.repeat.rate, found.repeat.difference) == (0, None, None)
    assert (found.buyers, found.orders.now) == (Change(now=0, before=0, difference=0), 1)


def test_a_first_order_on_the_periods_first_day_is_not_a_repeat():
    rows = made.orders((1, "2025-03-01"), (1, "2025-03-09"), (2, "2025-02-28"), (2, "2025-03-01"), (3, "2025-04-09"))
    assert (described(rows).repeat.k, described(rows).repeat.n) == (1, 2)


def test_orders_that_do_not_count_leave_a_period_of_zeros():
    found = described(made.orders((1, "2025-01-05", {"counted": False})))
    assert (found.orders.now, found.currency, found.customers.now) == (0, "XXX", 3)


def test_the_bucket_needs_a_usual_gap():
    found = described()
    assert (found.bucket, found.bucket_reason) == (None, "fewer than 30 closed gaps")
    declared = described(cycle_days=30)
    assert declared.bucket_reason is None
    assert (declared.bucket.start, declared.bucket.end) == (date(2025, 2, 28), date(2025, 3, 31))
    assert (declared.bucket.at_start, declared.bucket.stayed, declared.bucket.new) == (2, 2, 1)


@pytest.mark.parametrize("period", ["week", "month", "quarter"])
def test_the_bucket_is_that_of_the_period_by_as_ofs_own_gap(period):
    rows = made.random_orders(0)
    found = described(rows, period=period, level=0.9)
    history = occasions.gather(rows, as_of=AS_OF)
    assert found.bucket == bucket(
        of_orders(history, usual_gap_days=usual_gap(history).days),
        start=found.bucket.start,
        end=found.last_day,
        level=0.9,
    )
    assert (found.first_day - found.bucket.start).days == 1
    assert described(rows, engine="pandas", period=period, level=0.9) == found


def test_occasions_of_another_day_are_a_programming_error():
    history = occasions.gather(ORDERS, as_of=date(2025, 3, 31))
    with pytest.raises(ValueError, match="2025-03-31"):
        overview(ORDERS, REFUNDS, PEOPLE, history, as_of=AS_OF)
