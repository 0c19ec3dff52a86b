"""Spells: the rule replayed event by event says of every day what the rule asked on that day says."""

import time
from itertools import pairwise

import numpy as np
import pytest

from analysis.calendar import day_of
from analysis.dated import dated
from analysis.occasions import Occasions
from analysis.relations import relate
from analysis.rhythm import STANDARD, Rule
from analysis.spells import DIRECTIONS, STILL, direction, spells
from analysis.stages import NOT_YET, STAGES
from tests import published
from tests.analysis import made

RULES = [
    Rule(),
    Rule(k=1, at_risk=1.5, abandoned=3, loyalty_run=3),
    Rule(at_risk=3, abandoned=3.01),
    Rule(k=2.5, at_risk=2.25, abandoned=5.5),
]


def random_people(seed, *, rule=STANDARD, gap=25.5, people=150, days=700):
    """Buyers and people only in contact; contacts and cancellations of anybody, on any day, several of them."""
    rng = np.random.default_rng(seed)
    bought = made.random_history(seed, people=people, days=days)
    never = rng.random(people) < 0.2
    lengths = np.where(never, 0, np.diff(bought.start))
    kept = np.repeat(~never, np.diff(bought.start))
    occasions = Occasions(
        customers=bought.customers, start=np.append(0, np.cumsum(lengths)), day=bought.day[kept], as_of=bought.as_of, free_orders=True
    )
    contacts, ends = (
        dated(occasions.customers, rng.choice(occasions.customers, n), rng.integers(0, days + 1, n)) for n in (people * 4, people // 2)
    )
    return relate(occasions, contacts, ends, usual_gap_days=gap, rule=rule)


def stage_on(orders, contacts, cancels, t, g0, rule):
    """One person's stage at the end of a day, as a person reads the rule; nothing later is looked at."""
    orders, contacts, cancels = ([day for day in days if day <= t] for days in (orders, contacts, cancels))
    if not orders:
        return "prospect" if contacts and t - max(contacts) <= rule.abandoned * g0 else None
    spent, closed, run, lapsed = 0, 0, 1, False
    for one, other in pairwise(orders):
        usual = (rule.k * g0 + spent) / (rule.k + closed)
        lapsed = other - one > rule.abandoned * usual or any(one <= day < other for day in cancels)
        run = 1 if lapsed else run + 1
        spent += min(other - one, rule.abandoned * usual)
        closed += 1
    usual = (rule.k * g0 + spent) / (rule.k + closed)
    silent = (t - orders[-1]) / usual
    if any(day >= orders[-1] for day in cancels):
        return "abandoned"
    if silent > rule.abandoned:
        touch = [day for day in contacts if day > orders[-1]]
        return "at_risk" if touch and t - max(touch) <= usual else "abandoned"
    if silent > rule.at_risk:
        return "at_risk"
    if lapsed:
        return "recovered"
    return "loyalty" if run >= rule.loyalty_run else "capture" if len(orders) == 1 else "maintenance"


def days_of(people, place):
    """One person's orders, contacts and cancellations."""
    kinds = people.occasions, people.contacts, people.cancellations
    return [days.day[days.start[place] : days.start[place + 1]].tolist() for days in kinds]


def of_one(found, place):
    """One person's spells: (stage, first day, last day)."""
    return [
        (None if stage == NOT_YET else STAGES[stage], begin, begin + days - 1)
        for whose, stage, begin, days in zip(*(getattr(found, name).tolist() for name in ("place", "stage", "begin", "days")), strict=True)
        if whose == place
    ]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("seed", range(4))
def test_spells_agree_with_the_stages_of_every_day_to_the_person(seed, rule):
    people = random_people(seed, rule=rule)
    found = spells(people)
    seen = set()
    for day in range(0, 701, 3):
        stages = people.stages(day_of(day)).stage
        np.testing.assert_array_equal(found.on(day), stages, err_msg=f"day {day}")
        seen |= set(np.unique(stages).tolist())
    assert len(seen) == len(STAGES) + 1
    np.testing.assert_array_equal(found.on(700), people.stages(people.as_of).stage)


@pytest.mark.parametrize("rule", RULES)
def test_spells_are_what_a_person_finds_who_reads_the_rule_day_by_day(rule):
    people = random_people(8, rule=rule, people=40, days=500, gap=20.25)
    found = spells(people)
    for place in range(40):
        orders, contacts, cancels = days_of(people, place)
        expected, before = [], None
        for day in range(501):
            stage = stage_on(orders, contacts, cancels, day, 20.25, rule)
            if stage != before:
                expected.append([stage, day, day])
            elif expected:
                expected[-1][2] = day
            before = stage
        assert of_one(found, place) == [tuple(one) for one in expected]


@pytest.mark.parametrize("example", published.STAGE_EXAMPLES)
def test_the_worked_examples(example):
    days, t, contact, cancel, stage, *_ = example
    history = made.history(days, as_of=t)
    said = [np.array([] if day is None else [day]) for day in (contact, cancel)]
    known = [dated(history.customers, np.ones(len(days), int), days) for days in said]
    code = spells(relate(history, *known, usual_gap_days=30)).on(t)[0]
    assert (None if code == NOT_YET else STAGES[code]) == stage


def test_a_persons_spells_follow_one_another_without_a_gap_through_as_of():
    found = spells(random_people(3))
    last = found.follows == STILL
    end = found.begin + found.days
    assert (found.days > 0).all() and (end[last] == 701).all() and last.sum() == len(np.unique(found.place))
    same = found.place[1:] == found.place[:-1]
    assert (end[:-1][same] == found.begin[1:][same]).all() and (found.stage[:-1][same] != found.stage[1:][same]).all()
    np.testing.assert_array_equal(found.follows[:-1][same], found.stage[1:][same])
    np.testing.assert_array_equal(found.before[1:][same], found.stage[:-1][same])


def test_later_orders_change_no_earlier_spell():
    history = made.random_history(5)
    none = dated(history.customers, np.array([]), np.array([]))
    whole = spells(relate(history, none, none, usual_gap_days=20))
    kept = history.day <= 400
    lengths = np.bincount(history.owner[kept], minlength=len(history.customers))
    early = Occasions(
        customers=history.customers, start=np.append(0, np.cumsum(lengths)), day=history.day[kept], as_of=day_of(400), free_orders=True
    )
    cut = spells(relate(early, none, none, usual_gap_days=20))
    for day in range(0, 401, 7):
        np.testing.assert_array_equal(whole.on(day), cut.on(day))


def test_part_and_of_keep_what_came_before_and_after():
    found = spells(random_people(6))
    chosen = np.arange(found.people) % 3 == 0
    part = found.of(chosen)
    assert set(part.place.tolist()) <= set(np.flatnonzero(chosen).tolist())
    np.testing.assert_array_equal(part.follows, found.follows[chosen[found.place]])
    assert found.of(None) is found


def test_every_move_has_one_direction_and_a_stage_is_left_back_only_from_risk_absence_or_over_a_lapse():
    found = spells(random_people(4))
    ended = found.part(found.follows != STILL)
    way = direction(ended.stage, ended.follows)
    moves = {
        (None if a == NOT_YET else STAGES[a], None if b == NOT_YET else STAGES[b]): DIRECTIONS[d]
        for a, b, d in zip(ended.stage, ended.follows, way, strict=True)
    }
    assert {moves["capture", "maintenance"], moves["maintenance", "loyalty"], moves["recovered", "maintenance"]} == {"up"}
    assert {moves["capture", "at_risk"], moves["loyalty", "at_risk"]} == {"down"}
    assert {moves["at_risk", "abandoned"], moves["loyalty", "abandoned"], moves["prospect", None]} == {"out"}
    assert {moves["at_risk", "loyalty"], moves["at_risk", "recovered"]} == {"back"}
    assert {moves["abandoned", "recovered"], moves["abandoned", "at_risk"]} == {"back"}
    assert moves["prospect", "capture"] == "up"


def test_nobody_and_nobody_with_an_order():
    nobody = made.history(as_of=9)
    none = dated(nobody.customers, np.array([]), np.array([]))
    assert len(spells(relate(nobody, none, none, usual_gap_days=30)).place) == 0
    only = made.history((), as_of=99)
    called = dated(only.customers, np.array([1]), np.array([5]))
    found = spells(relate(only, called, dated(only.customers, np.array([]), np.array([])), usual_gap_days=20))
    assert of_one(found, 0) == [("prospect", 5, 85), (None, 86, 99)]


def test_two_hundred_thousand_people_take_a_moment():
    rng = np.random.default_rng(1)
    people = 200_000
    lengths = rng.geometric(0.1, people)
    gaps = np.ceil(rng.gamma(0.8, 40, lengths.sum())).astype(np.int64) + 1
    start = np.append(0, np.cumsum(lengths))
    total = np.cumsum(gaps)
    day = total - np.repeat(total[start[:-1]], lengths) + np.repeat(rng.integers(0, 900, people), lengths)
    kept = day <= 1100
    lengths = np.bincount(np.repeat(np.arange(people), lengths)[kept], minlength=people)
    start = np.append(0, np.cumsum(lengths))
    history = Occasions(
        customers=np.arange(people), start=start, day=day[kept].astype(np.int32), as_of=day_of(1100), free_orders=True
    )
    none = dated(history.customers, np.array([]), np.array([]))
    followed = relate(history, none, none, usual_gap_days=36.0)
    before = time.perf_counter()
    found = spells(followed)
    assert time.perf_counter() - before < 15
    np.testing.assert_array_equal(found.on(1000), followed.stages(day_of(1000)).stage)
