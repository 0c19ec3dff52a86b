"""Customers by period, with their cohort."""

from datetime import date

import numpy as np
import pytest

from analysis import calendar, occasions
from analysis.activity import NEVER, gather
from tests.analysis import made


@pytest.mark.parametrize("period", calendar.PERIODS)
@pytest.mark.parametrize("seed", range(3))
def test_every_row_agrees_with_plain_loops(seed, period):
    history = occasions.gather(made.random_orders(seed), as_of=date(2025, 4, 30))
    found = gather(history, period)
    pieces = np.split(history.day, history.start[1:-1])
    rows = []
    for place, days in enumerate(pieces):
        periods = [calendar.number(calendar.day_of(day), period) for day in days.tolist()]
        assert found.cohort[place] == periods[0]
        assert found.second[place] == (periods[1] if len(periods) > 1 else NEVER)
        assert found.last[place] == periods[-1]
        assert found.cohorts[found.cohort_place[place]] == periods[0]
        rows += [(place, number) for number in sorted(set(periods))]
    assert list(zip(found.row_customer.tolist(), found.row_period.tolist(), strict=True)) == rows
    place, age = np.divmod(found.row_cell, found.ages)
    assert (found.cohorts[place] + age == found.row_period).all()
    assert found.ages == calendar.number(date(2025, 4, 30), period) - min(found.cohorts) + 1


def test_a_second_occasion_can_lie_in_the_first_ones_period():
    found = gather(made.history((0, 3), (0,), as_of=40), "month")
    assert found.second.tolist() == [found.cohort[0], NEVER]


def test_nobody():
    found = gather(made.history(as_of=40), "week")
    assert (len(found.customers), len(found.row_cell), found.ages) == (0, 0, 0)
