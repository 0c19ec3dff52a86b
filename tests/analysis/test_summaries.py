"""Frequency, recency, T and value: a slow version, CDNOW's own, and what is no repeat purchase."""

from datetime import date

import numpy as np
import pytest
from lifetimes.datasets import load_cdnow_summary

from analysis import calendar
from analysis.occasions import gather
from analysis.summaries import grouped, summarise, values
from tests import published
from tests.analysis import made

CALIBRATED = calendar.day_number(date(1997, 9, 30))
EUROS = {"currency": "EUR"}


def naive(orders, *, end: date, currency: str) -> dict:
    """{customer: (frequency, recency, T, valued, mean)} by plain loops."""
    days: dict = {}
    for who, when, counts, gross, refunded, code in orders.select(
        "customer", "ordered_at", "counted", "gross", "refunded", "currency"
    ).iter_rows():
        if counts and who is not None and when.date() <= end:
            day = days.setdefault(who, {}).setdefault(when.date(), [0])
            day[0] += gross - refunded if code == currency else 0
    found = {}
    for who, by_day in days.items():
        first, *later = sorted(by_day)
        worth = [by_day[day][0] / 100 for day in later if by_day[day][0] > 0]
        mean = sum(worth) / len(worth) if worth else None
        found[who] = (len(later), ((later or [first])[-1] - first).days, (end - first).days, len(worth), mean)
    return found


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kind", made.KINDS_OF_FRAME)
def test_agrees_with_loops(seed, kind):
    orders = made.random_orders(seed)
    end = date(2024, 12, 1)
    frame = made.KINDS_OF_FRAME[kind](orders)
    occasions = gather(frame, as_of=date(2025, 3, 31))
    summaries = summarise(occasions, through=calendar.day_number(end))
    found = values(frame, occasions, summaries, currency="EUR", through=calendar.day_number(end))
    seen = {
        who: (x, recency, T, valued, None if np.isnan(mean) else pytest.approx(mean))
        for who, x, recency, T, valued, mean in zip(
            summaries.customers.tolist(),
            summaries.frequency.tolist(),
            summaries.recency.tolist(),
            summaries.T.tolist(),
            found.frequency.tolist(),
            found.monetary_value.tolist(),
        )
    }
    assert naive(orders, end=end, currency="EUR") == seen


def test_cdnow_rebuilt_is_cdnow_as_shipped():
    """Every history, in whole days; the shipped file has weeks, rounded to a hundredth, and numbers customers its own way."""
    summaries = summarise(gather(made.cdnow("sample"), as_of=made.CDNOW_END), through=CALIBRATED)
    shipped = load_cdnow_summary(index_col=[0])
    ours = zip(summaries.frequency.tolist(), summaries.recency.tolist(), summaries.T.tolist())
    theirs = zip(*((shipped[name] * unit).round().astype(int).tolist() for name, unit in (("frequency", 1), ("recency", 7), ("T", 7))))
    assert sorted(ours) == sorted(theirs)
    rows = summaries.rows()
    histories = published.CDNOW_HISTORIES
    assert (rows.customers, len(rows.weight)) == (histories["customers"], histories["distinct"])
    assert int(rows.weight[rows.frequency == 0].sum()) == histories["once"]


def test_two_orders_on_the_first_day_are_no_repeat_purchase():
    orders = made.orders((1, "2026-01-05T09:00", EUROS), (1, "2026-01-05T18:00", EUROS))
    found = summarise(gather(orders, as_of=date(2026, 3, 1)))
    assert (found.frequency.tolist(), found.recency.tolist()) == ([0], [0])


def test_an_order_of_nothing_is_a_purchase_and_has_no_value():
    """Orders of 20, 0 and 40: two repeat purchases, one with a value, of 40; two on one day are one of their sum."""
    orders = made.orders(
        (1, "2026-01-05", {"gross": 2000}),
        (1, "2026-01-09", {"gross": 0}),
        (1, "2026-01-20T08:00", {"gross": 1500}),
        (1, "2026-01-20T09:00", {"gross": 3000, "refunded": 500}),
    )
    occasions = gather(orders, as_of=date(2026, 3, 1))
    summaries = summarise(occasions)
    found = values(orders, occasions, summaries, currency="EUR")
    assert summaries.frequency.tolist() == [2]
    assert (found.frequency.tolist(), found.monetary_value.tolist(), found.left_out) == ([1], [40.0], 1)


def test_grouping_keeps_every_customer_and_thinning_spreads_them():
    rng = np.random.default_rng(1)
    T = rng.integers(200, 300, 5000)
    x = rng.poisson(1.5, 5000)
    recency = np.where(x > 0, rng.integers(1, 200, 5000), 0)
    rows = grouped(x, recency, T)
    assert sorted(zip(x.tolist(), recency.tolist(), T.tolist())) == [
        history
        for *history, weight in zip(rows.frequency.tolist(), rows.recency.tolist(), rows.T.tolist(), rows.weight.tolist())
        for history in [tuple(history)] * weight
    ]
    part = rows.thinned(1000)
    assert part.customers == 1000
    assert part.weight @ part.frequency / 1000 == pytest.approx(x.mean(), rel=0.01)
