"""Whether those who complained stay."""

from datetime import date, datetime, time

import numpy as np
import polars as pl
import pytest

from analysis import calendar
from analysis.occasions import Occasions
from analysis.recovery import recovery
from analysis.survey import gather
from tests.analysis.said import COMPLAINTS, answers

BEGIN = calendar.day_number(date(2026, 1, 1))


def company(days: list[list[int]], last: int = 900) -> Occasions:
    return Occasions(
        customers=np.arange(len(days)),
        start=np.concatenate([[0], np.cumsum([len(own) for own in days])]),
        day=np.array([BEGIN + day for own in days for day in own], dtype=np.int32),
        as_of=calendar.day_of(BEGIN + last),
        free_orders=True,
    )


def at(day: int) -> datetime:
    return datetime.combine(calendar.day_of(BEGIN + day), time.min)


def complaints(*rows: tuple) -> pl.DataFrame:
    """From (who, day opened, day closed or None, state)."""
    return pl.DataFrame(
        [
            {"complaint": place, "customer": who, "opened_at": at(opened), "closed_at": None if closed is None else at(closed)}
            | {"state": state, "cause": "late"}
            for place, (who, opened, closed, state) in enumerate(rows)
        ],
        schema=COMPLAINTS,
    )


def drawn(seed: int, customers: int, chances: dict[str, float], complain: float = 0.1):
    """Customers who order again, 30 days on, by a chance that hangs on whether they complained after an order and how it went."""
    rng = np.random.default_rng(seed)
    days, rows = [], []
    for who in range(customers):
        own = [int(rng.integers(0, 300))]
        complained = False
        while own[-1] < 700:
            kind = "not yet"
            if not complained and rng.random() < complain:
                complained, kind = True, rng.choice(["soon", "late"])
                rows.append((who, own[-1] + 2, own[-1] + 3 if kind == "soon" else None, "resolved" if kind == "soon" else "open"))
            if rng.random() >= chances[kind]:
                break
            own.append(own[-1] + 30)
        days.append(own)
    return complaints(*rows), company(days)


def test_what_a_complaint_does_is_found_against_those_who_had_not_complained():
    """Planted: settled soon 0.8, not so 0.4, no complaint 0.6. Of 60 intervals of 95 per cent at least 52 hold their difference."""
    truth = {("soon", "late"): 0.4, ("soon", "not yet"): 0.2, ("late", "not yet"): -0.2}
    held = 0
    for seed in range(20):
        for pair in recovery(*drawn(seed, 1200, {"soon": 0.8, "late": 0.4, "not yet": 0.6})).pairs:
            held += pair.comparison.low <= truth[pair.first, pair.second] <= pair.comparison.high
    assert held >= 52


def test_where_a_complaint_does_nothing_nothing_is_found():
    """Trap: one order drawn of each who never complained would favour those with only one, and complaining would look healthy."""
    found = 0
    for seed in range(40):
        for pair in recovery(*drawn(seed, 500, dict.fromkeys(("soon", "late", "not yet"), 0.6))).pairs:
            found += pair.second == "not yet" and pair.comparison is not None and not pair.comparison.low <= 0 <= pair.comparison.high
    assert found <= 10  # of 80 at 5 per cent: 4 expected, more than 10 in one of 500


def test_turned_down_is_over_and_not_settled():
    days = [[0]] * 80
    rows = [(who, 1, 2, "rejected" if who < 40 else "resolved") for who in range(80)]
    found = {one.name: one.retained for one in recovery(complaints(*rows), company(days)).groups}
    assert (found["soon"].n, found["late"].n) == (40, 40)


def test_orders_before_the_complaint_is_old_enough_are_no_outcome():
    """The watch begins when one knows whether it was settled soon."""
    found = {one.name: one.retained for one in recovery(complaints((0, 1, 2, "resolved")), company([[0, 3], [0, 50]])).groups}
    assert (found["soon"].k, found["soon"].n) == (0, 1)


def test_who_complained_yesterday_is_waiting():
    found = recovery(complaints((0, 890, None, "open")), company([[880], [0]]))
    assert found.waiting == 1 and found.groups[1].retained is None


def test_the_next_answer_tells_who_was_content():
    days = [[0, 60] if who % 2 else [0] for who in range(80)]
    rows = [(who, 1, 2, "resolved") for who in range(80)]
    said = [{"who": who, "at": at(10).isoformat(), "overall": 5 if who % 2 else 2} for who in range(80)]
    early = [{"who": who, "at": at(0).isoformat(), "overall": 3} for who in range(80)]
    found = recovery(complaints(*rows), company(days), survey=gather(answers(*said, *early), every=True))
    happy, unhappy = found.answered
    assert (happy.retained.k, happy.retained.n, unhappy.retained.k, unhappy.retained.n) == (40, 40, 0, 40)
    assert found.answered_pair.comparison.difference == pytest.approx(1)


def test_that_other_customers_complain_is_said():
    """Only those with five orders complain: the warning about who complains is on."""
    days = [[0, 10, 20, 30, 40] if who < 60 else [20, 40] if who % 2 else [40] for who in range(200)]
    found = recovery(complaints(*((who, 42, 43, "resolved") for who in range(60))), company(days))
    assert found.selected
    orders = found.unlike[0]
    assert (orders.complained, orders.others < 3) == (5, True)


def test_nobody_complained_and_nobody_is_known():
    found = recovery(complaints(), company([[0], [5]]))
    assert [one.retained for one in found.groups] == [None, None, None]
    assert found.unlike == () and not found.selected
    assert recovery(complaints((None, 1, 2, "resolved")), company([[0]])).groups[0].retained is None
