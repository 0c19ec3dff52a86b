"""Goals: counted one by one, nothing later is looked at, and what holds the line can't be told."""

from datetime import date

import numpy as np
import pytest

from analysis.errors import Refused
from analysis.goals import MEASURES, Goal, follow, line, measured, standing
from analysis.means import Estimate
from analysis.stages import STAGES
from tests.analysis.test_relations import random_people

GOAL = Goal(name="More active", measure="active", since=date(2026, 1, 1), baseline=0.40, target=0.50, by=date(2026, 12, 31))
LESS = Goal(name="Fewer slip", measure="slipping", since=date(2026, 1, 1), baseline=0.30, target=0.20, by=date(2026, 12, 31))
HALF = date(2026, 7, 2)


def of(low, high, n=400):
    return Estimate(value=(low + high) / 2, low=low, high=high, n=n)


@pytest.mark.parametrize(
    ("goal", "now", "day", "verdict"),
    [
        (GOAL, of(0.46, 0.48), HALF, "on course"),
        (GOAL, of(0.41, 0.44), HALF, "behind"),
        (GOAL, of(0.43, 0.47), HALF, "cannot tell"),
        (GOAL, of(0.51, 0.55), HALF, "reached"),
        (GOAL, of(0.46, 0.48), date(2026, 12, 31), "missed"),
        (GOAL, of(0.46, 0.52), date(2027, 3, 1), "cannot tell"),
        (LESS, of(0.21, 0.24), HALF, "on course"),
        (LESS, of(0.27, 0.31), HALF, "behind"),
        (LESS, of(0.15, 0.19), HALF, "reached"),
        (GOAL, None, HALF, "cannot tell"),
    ],
)
def test_a_goal_is_judged_by_the_interval_and_the_line(goal, now, day, verdict):
    assert standing(goal, now, day).verdict == verdict


def test_the_line_is_straight_from_the_baseline_to_the_target():
    assert line(GOAL, GOAL.since) == GOAL.baseline and line(GOAL, GOAL.by) == GOAL.target == line(GOAL, date(2030, 1, 1))
    days = [date(2026, month, 1) for month in range(1, 13)]
    assert np.all(np.diff([line(GOAL, day) for day in days]) > 0)


def test_measures_count_customers_one_by_one():
    """A naive count over each customer's stage."""
    relations = random_people(3)
    day = relations.occasions.as_of
    stage = [STAGES[place] if place >= 0 else "" for place in relations.stages(day).stage]
    customers = [name for name in stage if name not in ("", "prospect")]
    active = sum(name in ("capture", "maintenance", "loyalty", "recovered") for name in customers)
    found = measured(relations, "active", day)
    assert (found.n, found.value) == (len(customers), active / len(customers)) and found.low < found.value < found.high
    assert measured(relations, "loyal", day).value == customers.count("loyalty") / len(customers)
    slipping = measured(relations, "slipping", day)
    assert 0 <= slipping.low <= slipping.value <= slipping.high <= 1 and slipping.n <= len(customers)
    assert measured(relations, "active", date(1969, 6, 1)) is None, "nobody had ordered"


def test_a_goal_is_followed_month_by_month_to_the_last_day():
    relations = random_people(3)
    as_of = relations.occasions.as_of
    since = date(as_of.year - 1, as_of.month, 1)
    for measure in MEASURES:
        goal = Goal(name="", measure=measure, since=since, baseline=0.4, target=0.5, by=date(as_of.year + 2, 1, 1))
        found = follow(relations, goal, as_of)
        assert found.came[-1] == (as_of, found.now) and found.came[0][0] == since and len(found.came) >= 12


@pytest.mark.parametrize("wrong", [{"measure": "sunshine"}, {"by": GOAL.since}, {"target": 1.2}, {"target": GOAL.baseline}])
def test_a_goal_says_what_by_when(wrong):
    with pytest.raises(Refused):
        Goal(**{"name": "", "measure": "active", "since": GOAL.since, "baseline": 0.4, "target": 0.5, "by": GOAL.by} | wrong)
