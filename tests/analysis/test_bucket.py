"""The leaky bucket."""

import numpy as np
import pytest

from analysis.bucket import bucket
from analysis.calendar import day_of
from analysis.dated import dated
from analysis.intervals import wilson
from analysis.relations import of_orders, relate
from analysis.rhythm import Rule
from analysis.stages import STAGES, stages
from tests.analysis import made


def test_each_band_by_hand():
    history = made.history(
        (0, 30, 55),  # there at day 90, silent since: abandoned at 180
        (0, 30, 60, 100, 150),  # stays
        (0, 20),  # at risk at day 90, abandoned at 180
        (0,),  # at risk at day 90 after a single order, abandoned at 180
        (-400, -380, 120),  # abandoned at day 90, back
        (100,),  # new
        (90,),  # on the start day itself: in at the start already, stays
        as_of=300,
    )
    found = bucket(of_orders(history, usual_gap_days=30), start=day_of(90), end=day_of(180))
    assert (found.at_start, found.stayed, found.lost) == (5, 2, 3)
    assert (found.new, found.recovered, found.at_end) == (1, 1, 4)
    assert found.lost_share == 3 / 5
    assert (found.low, found.high) == wilson(3, 5)
    assert (found.start, found.end, found.usual_gap_days, found.level) == (day_of(90), day_of(180), 30, 0.95)


def test_who_comes_and_goes_in_between_is_in_neither_stock():
    found = bucket(of_orders(made.history((5,), (0,), as_of=300), usual_gap_days=10), start=day_of(1), end=day_of(100))
    assert (found.at_start, found.lost, found.new, found.came_and_went, found.at_end) == (1, 1, 0, 1, 0)


def test_an_empty_start_has_nobody_to_lose():
    found = bucket(of_orders(made.history((50,), as_of=300), usual_gap_days=10), start=day_of(1), end=day_of(60))
    assert (found.at_start, found.new, found.lost_share, found.low, found.high) == (0, 1, None, None, None)


@pytest.mark.parametrize("rule", [Rule(), Rule(abandoned=3)])
@pytest.mark.parametrize("seed", range(4))
def test_what_goes_in_and_out_adds_up_and_agrees_with_the_stages(seed, rule):
    history = made.random_history(seed)
    for start, end in [(100, 130), (200, 290), (650, 700), (300, 300)]:
        found = bucket(of_orders(history, usual_gap_days=15, rule=rule), start=day_of(start), end=day_of(end), level=0.9)
        assert found.lost + found.stayed == found.at_start
        assert found.stayed + found.recovered + found.new == found.at_end
        inside = {}
        for day in (start, end):
            codes = stages(history, day_of(day), usual_gap_days=15, rule=rule).stage
            inside[day] = {who for who, code in enumerate(codes) if code >= 0 and STAGES[code] not in ("prospect", "abandoned")}
        first = history.day[history.start[:-1]]
        assert found.at_start == len(inside[start])
        assert found.lost == len(inside[start] - inside[end])
        come = inside[end] - inside[start]
        assert found.new == sum(first[who] > start for who in come)
        assert found.recovered == sum(first[who] <= start for who in come)
        days = np.split(history.day, history.start[1:-1])
        passing = [who for who, when in enumerate(days) if ((when > start) & (when <= end)).any()]
        assert found.came_and_went == sum(who not in inside[start] | inside[end] for who in passing)


def test_who_is_in_touch_is_not_lost_and_who_never_ordered_is_in_no_stock():
    history = made.history((0, 10), (0, 10), (), as_of=100)
    calls = dated(history.customers, history.customers[[1, 2]], np.array([75, 75]))
    nothing = dated(history.customers, history.customers[:0], np.array([], dtype=int))
    found = bucket(relate(history, calls, nothing, usual_gap_days=10), start=day_of(20), end=day_of(80))
    assert (found.at_start, found.lost, found.stayed, found.at_end) == (2, 1, 1, 1)
