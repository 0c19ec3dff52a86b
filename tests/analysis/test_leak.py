"""The leak by period: the bucket of every period, and the stage table behind it."""

from datetime import timedelta

import numpy as np
import pytest

from analysis import calendar
from analysis.bucket import bucket
from analysis.intervals import wilson
from analysis.leak import leak
from analysis.relations import of_orders
from tests.analysis import made

GAP = 12.0


@pytest.mark.parametrize("period", calendar.PERIODS)
@pytest.mark.parametrize("seed", range(3))
def test_every_period_is_the_bucket_of_that_period(period, seed):
    history = made.random_history(seed)
    found = leak(history, usual_gap_days=GAP, period=period, level=0.9)
    for flow in (*found.flows, found.unfinished):
        start = calendar.first_day(calendar.parse(flow.period, period), period) - timedelta(days=1)
        alone = bucket(of_orders(history, usual_gap_days=GAP), start=start, end=flow.last_day, level=0.9)
        assert (flow.at_start, flow.new, flow.recovered, flow.lost) == (alone.at_start, alone.new, alone.recovered, alone.lost)
        assert (flow.at_end, flow.came_and_went) == (alone.at_end, alone.came_and_went)
        assert (flow.lost_share, flow.low, flow.high) == (alone.lost_share, alone.low, alone.high)


@pytest.mark.parametrize("seed", range(3))
def test_who_ordered_is_new_returning_recovered_or_came_and_went(seed):
    history = made.random_history(seed)
    found = leak(history, usual_gap_days=GAP)
    periods = calendar.numbers(history.day, "month")
    for flow in found.flows:
        active = len(np.unique(history.owner[periods == calendar.parse(flow.period, "month")]))
        assert active == flow.new + flow.recovered + flow.returning + flow.came_and_went
        assert 0 <= flow.returning <= flow.at_start


def test_the_stock_goes_on_from_period_to_period():
    found = leak(made.random_history(1), usual_gap_days=GAP)
    for before, after in zip(found.flows, found.flows[1:], strict=False):
        assert after.at_start == before.at_end == before.at_start + before.new + before.recovered - before.lost


def test_groups_add_up_to_all():
    history = made.random_history(2)
    half = np.arange(len(history.customers)) % 2 == 0
    whole = leak(history, usual_gap_days=GAP)
    parts = [{flow.period: flow for flow in leak(history, usual_gap_days=GAP, mask=mask).flows} for mask in (half, ~half)]
    for flow in whole.flows:
        for name in ("new", "recovered", "returning", "lost", "at_end", "came_and_went"):
            assert getattr(flow, name) == sum(getattr(part[flow.period], name) for part in parts if flow.period in part)


def test_a_period_that_is_not_over_stands_apart_and_the_first_loss_is_told():
    found = leak(made.history((0,), (50,), as_of=130), usual_gap_days=30)
    assert [flow.period for flow in found.flows] == ["1970-01", "1970-02", "1970-03", "1970-04"]
    assert (found.unfinished.period, found.unfinished.last_day, found.unfinished.lost) == ("1970-05", calendar.day_of(130), 1)
    assert found.first_loss == calendar.day_of(121)
    assert (found.unfinished.low, found.unfinished.high) == wilson(1, 2)
    assert found.flows[0].lost_share is None


def test_nobody_leaks_nothing():
    history = made.history((0,), (50,), as_of=119)
    assert leak(history, usual_gap_days=30).first_loss is None
    nobody = leak(history, usual_gap_days=30, mask=np.zeros(2, dtype=bool))
    assert (nobody.flows, nobody.unfinished) == ((), None)
