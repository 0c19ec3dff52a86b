"""Who is here at the end of a day, and who is behind a bar: the stage table's customers, and as many as the bar says."""

import numpy as np
import pytest

from analysis import calendar
from analysis.absences import absences
from analysis.errors import Refused
from analysis.leak import leak
from analysis.presence import FLOWS, behind, here
from analysis.stages import ABANDONED, NOT_YET, stages
from tests.analysis import made

GAP = 12.0


@pytest.mark.parametrize("seed", range(3))
def test_who_is_here_is_who_the_stage_table_does_not_call_abandoned(seed):
    history = made.random_history(seed)
    last = calendar.day_number(history.as_of)
    days = list(range(last - 200, last + 1, 23))
    found = here(history, absences(history, usual_gap_days=GAP), days)
    for row, day in zip(found, days, strict=True):
        stage = stages(history, calendar.day_of(day), usual_gap_days=GAP).stage
        assert row.tolist() == (~np.isin(stage, (NOT_YET, ABANDONED))).tolist()


@pytest.mark.parametrize("period", calendar.PERIODS)
@pytest.mark.parametrize("seed", range(2))
def test_behind_a_bar_are_as_many_customers_as_it_says(seed, period):
    history = made.random_history(seed)
    away = absences(history, usual_gap_days=GAP)
    mask = np.arange(len(history.customers)) % 3 > 0
    for meant in (None, mask):
        found = leak(history, usual_gap_days=GAP, away=away, period=period, mask=meant)
        for flow in (*found.flows, found.unfinished):
            for name in FLOWS:
                people = behind(history, away, period=period, label=flow.period, flow=name, mask=meant)
                assert len(people) == getattr(flow, name)
                assert (np.diff(people) > 0).all()


def test_nobody_is_in_two_flows_at_once_but_the_new_and_the_returning():
    history = made.random_history(1)
    away = absences(history, usual_gap_days=GAP)
    label = leak(history, usual_gap_days=GAP, away=away).flows[-1].period
    people = {name: set(behind(history, away, period="month", label=label, flow=name).tolist()) for name in FLOWS}
    assert not people["new"] & people["recovered"] and not people["lost"] & (people["new"] | people["recovered"])


def test_a_flow_or_a_period_that_there_is_not_is_refused():
    history = made.history((0,), (50,), as_of=130)
    away = absences(history, usual_gap_days=30)
    for how in ({"flow": "gone", "label": "1970-01"}, {"flow": "lost", "label": "1970-06"}):
        with pytest.raises(Refused):
            behind(history, away, period="month", **how)
