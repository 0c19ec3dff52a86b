"""The funnel: nobody is lost between its rows, the stock is the stage table's, and incomplete times never count as "did not"."""

from datetime import timedelta

import numpy as np
import pytest

from analysis.exits import exits
from analysis.funnel import cohorts, funnel, inside
from analysis.intervals import newcombe, wilson
from analysis.spells import DIRECTIONS, spells
from analysis.stages import STAGES
from analysis.survival import kaplan_meier
from tests.analysis import made
from tests.analysis.test_spells import of_one, random_people
from tests.analysis.test_ways import alone


def naive_exits(days, way, count, horizon):
    """Aalen and Johansen's shares, day by day."""
    left, shares = 1.0, [0.0] * count
    for day in range(horizon + 1):
        at_risk = sum(one >= day for one in days)
        if not at_risk:
            break
        ended = [sum(one == day and what == place for one, what in zip(days, way, strict=True)) for place in range(count)]
        shares = [share + left * n / at_risk for share, n in zip(shares, ended, strict=True)]
        left *= 1 - sum(ended) / at_risk
    return shares


@pytest.mark.parametrize("seed", range(6))
def test_shares_of_exits_agree_with_a_count_day_by_day(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(30, 200))
    days, way = rng.integers(0, 60, n), rng.integers(-1, 3, n)
    found = exits(days, way, ("a", "b", "c"), horizon=40)
    assert [one.share for one in found] == pytest.approx(naive_exits(days.tolist(), way.tolist(), 3, 40), abs=1e-12)
    assert [one.ended for one in found] == [int((way == place).sum()) for place in range(3)]
    assert all(0 <= one.low <= one.share <= one.high <= 1 for one in found)


def test_where_everybody_was_watched_a_share_and_its_interval_are_those_of_a_plain_count():
    rng = np.random.default_rng(2)
    days, way = rng.integers(0, 100, 150), rng.integers(0, 3, 150)
    for place, one in enumerate(exits(days, way, ("a", "b", "c"), horizon=60)):
        k = int(((way == place) & (days <= 60)).sum())
        assert one.share == pytest.approx(k / 150) and (one.low, one.high) == pytest.approx(wilson(k, 150))
        assert one.after.days == np.sort(days[(way == place) & (days <= 60)])[(k - 1) // 2]


def test_of_one_way_only_the_share_is_kaplan_and_meiers():
    rng = np.random.default_rng(7)
    days, ended = rng.integers(1, 90, 120), rng.random(120) < 0.6
    [one] = exits(days, np.where(ended, 0, -1), ("left",), horizon=50)
    curve = kaplan_meier(days, ended)
    place = np.searchsorted(curve.days, 50, side="right") - 1
    assert 1 - one.share == pytest.approx(curve.share[place])
    # The log-log interval from the same variance lies close by.
    assert (1 - one.high, 1 - one.low) == pytest.approx((curve.low[place], curve.high[place]), abs=0.02)


def test_the_intervals_cover_in_nineteen_of_twenty_worlds():
    """Two ways of ending with known hazards, a third of all watched for too short a time: 95 % intervals hold the true share."""
    rng = np.random.default_rng(11)
    held = 0
    for _ in range(400):
        up, out, watched = rng.exponential(60, 120), rng.exponential(90, 120), rng.uniform(10, 300, 120)
        end = np.minimum(np.minimum(up, out), watched)
        way = np.select([watched == end, up == end], [-1, 0], 1)
        [one, _] = exits(np.ceil(end).astype(int), way, ("up", "out"), horizon=80)
        truth = 90 / 150 * (1 - np.exp(-80 * (1 / 60 + 1 / 90)))
        held += one.low <= truth <= one.high
    assert 368 <= held <= 391


def test_whoever_was_not_watched_for_so_long_makes_no_share():
    [one] = exits(np.array([5, 9]), np.array([-1, 0]), ("up",), horizon=30)
    assert one.share is not None  # everybody left who was still there
    [one] = exits(np.array([5, 9]), np.array([0, -1]), ("up",), horizon=30)
    assert (one.ended, one.share, one.after.days) == (1, None, None)
    assert exits(np.array([]), np.array([]), ("up",), horizon=30)[0].share is None


@pytest.mark.parametrize("seed", range(3))
def test_all_who_entered_are_there_or_left_one_way_and_those_there_are_the_stage_tables(seed):
    people = random_people(seed)
    spelled = spells(people)
    mask = np.arange(len(people.customers)) % 3 > 0
    table = people.stages(people.as_of)
    for chosen in (None, mask):
        result = funnel(people, spelled, mask=chosen)
        for place, stay in enumerate(result.stages):
            assert stay.entered == stay.now + sum(one.ended for one in stay.left)
            there = (table.stage == place) & (True if chosen is None else chosen)
            assert stay.now == there.sum()
            assert inside(people, spelled, stay.stage, "now", mask=chosen).tolist() == people.customers[there].tolist()
            assert len(inside(people, spelled, stay.stage, "entered", mask=chosen)) == stay.customers <= stay.entered


def test_lists_hold_those_of_whom_a_plain_reading_of_their_spells_says_so():
    people = random_people(4)
    spelled = spells(people)
    own = {place: of_one(spelled, place) for place in range(len(people.customers))}
    back = [place for place, times in own.items() if any(a[0] == "abandoned" and b[0] == "recovered" for a, b in zip(times, times[1:]))]
    assert set(people.customers[back].tolist()) <= set(inside(people, spelled, "abandoned", "back").tolist())
    up = [place for place, times in own.items() if any(a[0] == "capture" and b[0] == "maintenance" for a, b in zip(times, times[1:]))]
    assert set(inside(people, spelled, "capture", "up").tolist()) >= set(people.customers[up].tolist())


def test_only_those_who_entered_since_a_day_are_counted():
    people = random_people(1)
    spelled = spells(people)
    since = people.as_of - timedelta(days=200)
    late, whole = funnel(people, spelled, since=since), funnel(people, spelled)
    for few, every in zip(late.stages, whole.stages, strict=True):
        assert few.entered <= every.entered and few.entered == few.now + sum(one.ended for one in few.left)
    capture = STAGES.index("capture")
    first = people.occasions.day[people.occasions.start[:-1][people.buyers]]
    # Who cancelled on the day of the first order was never captured at a day's end.
    assert late.stages[capture].entered <= (first >= 501 - 1).sum()


def test_who_entered_yesterday_is_no_evidence_that_people_stay():
    """30 left after exactly two usual gaps; 1,000 came on the last day: still the median is two gaps, and nobody "did not" leave."""
    result = funnel(*spelled(made.history(*[(0,)] * 30, *[(400,)] * 1000, as_of=400), 30))
    capture = result.stages[STAGES.index("capture")]
    assert (capture.entered, capture.now, capture.median.days) == (1030, 1000, 61)
    down = capture.left[DIRECTIONS.index("down")]
    assert (down.share, down.after.days) == (1.0, 61)


def spelled(history, gap):
    relations = alone(history, gap)
    return relations, spells(relations)


def test_a_cohort_not_followed_for_long_enough_is_said_so_far():
    old, new = [(0, 10, 20, 30)] * 20 + [(5,)] * 20, [(350, 360, 370, 380)] * 3 + [(350,)] * 7
    relations, times = spelled(made.history(*old, *new, as_of=400), 20)
    [first, last] = funnel(relations, times, parts=cohorts(relations, "quarter")).parts
    assert (first.value, first.complete, first.so_far, first.counted, first.reached) == ("1970-Q1", True, False, 40, 20)
    assert (first.low, first.high) == pytest.approx(wilson(20, 40))
    assert (last.value, last.complete, last.so_far, last.counted, last.reached) == ("1970-Q4", False, True, 10, 3)


def test_a_part_counts_loyalty_within_the_horizon_so_that_an_older_one_has_no_more_time():
    late = (0, 70, 140, 241)  # fourth order one day after twelve gaps of 20
    relations, times = spelled(made.history(*[late] * 8, *[(0, 1, 2, 3)] * 8, as_of=900), 20)
    [part] = funnel(relations, times, parts={"all": np.ones(16, dtype=bool)}).parts
    assert (part.counted, part.reached) == (16, 8)


def test_parts_that_have_everybody_are_the_whole():
    people = random_people(3)
    times = spells(people)
    everybody = np.ones(len(people.customers), dtype=bool)
    result = funnel(people, times, parts={None: everybody}, part_stage="at_risk")
    assert result.parts[0].stay == result.stages[STAGES.index("at_risk")]
    assert result.parts[0].customers == people.buyers.sum()


def test_worse_and_better_are_the_directions_together():
    people = random_people(2)
    for stay in funnel(people, spells(people)).stages:
        up, down, out, back = stay.left
        assert (stay.worse.ended, stay.better.ended) == (down.ended + out.ended, up.ended + back.ended)
        if stay.worse.share is not None:
            assert (stay.worse.share, stay.better.share) == pytest.approx((down.share + out.share, up.share + back.share), abs=1e-9)


def test_parts_are_told_apart_only_beyond_chance_and_never_where_they_are_said_so_far():
    loyal, once, late = (0, 10, 20, 30), (0,), (880,)
    relations, times = spelled(made.history(*[loyal] * 60, *[once] * 40, *[loyal] * 20, *[once] * 80, *[late] * 50, as_of=900), 20)
    where = np.repeat(["a", "b", "c"], [100, 100, 50])
    sides = {name: where == name for name in "bac"}
    result = funnel(relations, times, parts=sides)
    [pair] = result.apart
    assert (result.parts[pair.first].value, result.parts[pair.second].value) == ("a", "b")
    assert (pair.difference, pair.low, pair.high) == pytest.approx(newcombe(60, 100, 20, 100)) and pair.low > 0
    alike = funnel(relations, times, parts={"x": (np.arange(250) < 200) & (np.arange(250) % 2 == 0), "y": np.arange(250) % 2 == 1})
    assert alike.apart == ()


def test_nobody():
    result = funnel(*spelled(made.history(as_of=9), 30), parts={"x": np.zeros(0, dtype=bool)})
    assert all(stay.entered == stay.now == 0 and stay.median.days is None for stay in result.stages)
    assert (result.parts[0].customers, result.parts[0].share) == (0, None)
