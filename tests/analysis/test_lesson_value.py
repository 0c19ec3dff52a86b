"""The lesson on a customer's value: its numbers against published ones, one by one in plain Python, and what must hold of any company."""

import random
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from analysis.errors import Refused
from analysis.lessons.at_stake import asked, by_stage
from analysis.lessons.exercise import check
from analysis.lessons.pocket import of_hundred, shown
from analysis.lessons.two_kinds import kinds, later, steps
from analysis.lessons.value import DISCOUNT_RATE, People, facts, five, tasks
from analysis.whatif.calculator import multiple
from analysis.whatif.world import NAMES, World
from tests import published


def crowd(seed: int, size: int = 900) -> People:
    """Customers drawn at random, as different as can be."""
    rng = np.random.default_rng(seed)
    chance = rng.beta(1.1, 1.7, size)
    orders, followed = np.zeros((size, 6), dtype=np.int64), np.zeros((size, 6), dtype=np.int64)
    orders[:, 0] = 1
    for place in range(6):
        followed[:, place] = orders[:, place] * (rng.random(size) > chance)
        if place < 5:
            orders[:, place + 1] = followed[:, place]
    stage = rng.choice(len(NAMES), size, p=[0.2, 0.15, 0.15, 0.05, 0.15, 0.3])
    there = rng.random(size) < np.array([0.5, 0.6, 0.8, 0.5, 0.3, 0.1])[stage]
    stays = there & (rng.random(size) < 0.5)
    brings = np.where(there, rng.integers(0, 20_000, size), 0)
    return People(stage=stage, brings=brings, there=there, stays=stays, chance=chance, orders=orders, followed=followed)


def world_of(seed: int) -> World:
    """A world of twenty blocks in one segment."""
    rng = np.random.default_rng(seed)
    moved = rng.integers(1, 40, (20, 1, 6, 6)).astype(float)
    moved[:, :, :5, 5] = rng.integers(0, 8, (20, 1, 5))
    nothing = np.zeros((20, 1, 6))
    return World(
        segments=("",), as_of=date(2026, 10, 18), steps=12, currency="EUR", usual_gap_days=50.0, stock=np.ones((1, 6), dtype=np.int64),
        possible=np.ones((6, 6), dtype=bool), moved=moved, brought=2_000.0 * moved.sum(axis=-1), ordered=nothing, arrived=nothing,
        first_brought=np.zeros((20, 1)),
    )  # fmt: skip


def reckoned(seed: int, *, rise=None):
    """The facts of that crowd in that world."""
    people = crowd(seed)
    money = SimpleNamespace(value=1_200_000, low=1_000_000, high=1_400_000)
    base = SimpleNamespace(
        currency="EUR", as_of=date(2026, 10, 18), months=12, steps=12, level=0.9, margin=0.4, net=9_000_000, to_come=money
    )
    return facts(base, world_of(seed), people, orders=2_400, unit=100, rise=rise), people


def test_two_kinds_and_their_average_are_the_published_example():
    """Half stay with 90 %, half with 50 %, a margin of 100, ten per cent of discount: 266.67 against 175.00."""
    right = (100 * multiple(0.9, 0.1) + 100 * multiple(0.5, 0.1)) / 2
    assert (right, 100 * multiple(0.7, 0.1)) == pytest.approx(published.VALUE_OF_A_MIX, abs=1e-6)
    found = kinds(np.repeat([0.1, 0.5], 1_000), np.repeat([1, 0, 1, 0], [900, 100, 500, 500]), 100.0)
    assert (found.first, found.second, found.mean) == pytest.approx((900.0, 100.0, 500.0)), "without discount m r / (1 - r)"
    assert found.of_mean == pytest.approx(100 * 0.7 / 0.3) and found.short == pytest.approx(1 - 0.7 / 0.3 / 5)
    assert found.low < found.mean < found.high


@pytest.mark.parametrize("seed", range(4))
def test_halves_and_steps_are_those_counted_one_by_one(seed):
    people = crowd(seed, 301)
    order = sorted(range(301), key=lambda one: (people.chance[one], one))
    loyal = set(order[:150])
    found = kinds(people.chance, people.followed[:, 0], 5_000.0)
    for kind, members in ((found.loyal, loyal), (found.other, set(order[150:]))):
        kept = sum(int(people.followed[one, 0]) for one in members)
        assert (kind.n, kind.kept, kind.share) == (len(members), kept, round(kept / len(members), 3))
    told = steps(people.chance, people.orders, people.followed)
    for step in told:
        of = [one for one in range(301) if people.orders[one, step.order - 1]]
        assert step.n == len(of) >= 30
        assert step.share == sum(int(people.followed[one, step.order - 1]) for one in of) / len(of)
        for name, members in (("loyal", [one for one in of if one in loyal]), ("other", [one for one in of if one not in loyal])):
            share = sum(int(people.followed[one, step.order - 1]) for one in members) / len(members) if len(members) >= 30 else None
            assert getattr(step, name) == share
    assert len(told) == 6 or sum(int(people.orders[one, len(told)]) for one in range(301)) < 30


@pytest.mark.parametrize("seed", range(4))
def test_a_stage_is_counted_one_by_one(seed):
    people = crowd(seed)
    found = {group.stage: group for group in by_stage(people.stage, people.there, people.stays, 0.4 * people.brings, 100)}
    assert "recovered" not in found
    for name, group in found.items():
        own = [one for one in range(len(people.stage)) if NAMES[people.stage[one]] == name]
        there = [one for one in own if people.there[one]]
        leave = [one for one in there if not people.stays[one]]
        assert (group.n, group.there) == (len(own), len(there))
        assert (group.left, group.leaves, group.stays) == pytest.approx(
            ((len(own) - len(there)) / len(own), len(leave) / len(own), (len(there) - len(leave)) / len(own))
        )
        mean = sum(0.4 * float(people.brings[one]) for one in there) / len(there)
        assert abs(group.brings - mean) <= (50 if mean >= 1_000 else 0.5)
        assert group.stake == of_hundred(group.leaves) * group.brings


def test_of_a_stage_that_everybody_has_left_nothing_is_at_stake():
    stage, there = np.repeat([0, 5], 50), np.repeat([True, False], 50)
    found = {group.stage: group for group in by_stage(stage, there, np.zeros(100, dtype=bool), np.full(100, 900.0) * there, 100)}
    assert (found["abandoned"].brings, found["abandoned"].stake, found["abandoned"].left) == (None, 0.0, 1.0)
    with pytest.raises(Refused, match="2 stages"):
        asked(list(found.values()))


@pytest.mark.parametrize("seed", range(12))
def test_the_right_stage_is_told_from_every_other(seed):
    people = crowd(seed)
    found = asked(by_stage(people.stage, people.there, people.stays, 0.4 * people.brings, 100))
    best = max(found, key=lambda group: group.stake)
    assert 3 <= len(found) <= 4
    assert all(group.stake <= 0.95 * best.stake for group in found if group is not best)


def test_five_numbers_are_those_of_all_months_one_with_another():
    known = world_of(1)
    months = kept = brought = 0.0
    for block in range(20):
        for stage in range(6):
            if NAMES[stage] != "abandoned":
                months += sum(known.moved[block, 0, stage])
                kept += sum(known.moved[block, 0, stage, to] for to in range(6) if NAMES[to] != "abandoned")
                brought += known.brought[block, 0, stage]
    found = five(known, margin=0.4, unit=100)
    assert (found.months, found.revenue, found.retention) == (round(months), round(brought / months), round(kept / months, 3))
    assert found.discount == round(1.1 ** (1 / 12) - 1, 4) and found.discount_rate == DISCOUNT_RATE
    value, part = 0.0, 0.4 * found.revenue
    for _month in range(5_000):  # month by month, as the sum that the formula stands for
        part *= found.retention / (1 + found.discount)
        value += part
    assert found.value == pytest.approx(value, rel=1e-9)
    assert found.low < found.value < found.high


@pytest.mark.parametrize("seed", range(10))
def test_each_answer_follows_the_facts_and_each_slip_is_recognised(seed):
    found, _people = reckoned(seed)
    value, two, save = tasks(found)
    for asked_for in (value, two):
        assert check(asked_for, round(asked_for.value, asked_for.digits)).kind == "right"
        for slip in asked_for.slips:
            assert check(asked_for, round(slip.value, asked_for.digits)).slip == slip.name
    assert {slip.name for slip in value.slips} == {"revenue", "year", "at_once", "undiscounted"}
    assert {slip.name for slip in two.slips} >= {"average", "first_order", "sum"}
    assert check(save, found.best).kind == "right"
    for option in save.options:
        assert option == found.best or check(save, option).slip == option


def test_facts_are_means_of_everybody_who_ever_ordered():
    found, people = reckoned(3)
    n = len(people.stage)
    assert found.customers == n and found.so_often == 2_400 / n
    assert found.true == pytest.approx(sum(0.4 * float(each) for each in people.brings) / n)
    assert (found.estimate, found.low, found.high) == (1_200_000 / n, 1_000_000 / n, 1_400_000 / n)
    assert found.paying == sum(1 for each in people.brings if each > 0) / n and found.paying + found.silent == 1
    assert found.gone == sum(1 for each in people.there if not each) / n
    assert found.order == 1_500


@pytest.mark.parametrize("day, told", [(date(2026, 4, 1), True), (date(2025, 7, 1), False), (date(2026, 10, 19), False)])
def test_a_rise_of_prices_is_told_where_the_estimate_counts_months_before_and_after_it(day, told):
    found, _people = reckoned(3, rise=(day, 0.08))
    assert (found.rise_day, found.rise) == ((day, 0.08) if told else (None, 0.0))


def test_too_few_customers_are_refused():
    people = crowd(1, 59)
    base = SimpleNamespace(margin=0.4)
    with pytest.raises(Refused, match="59 customers"):
        facts(base, world_of(1), people, orders=100, unit=100)


def test_an_amount_is_rounded_as_it_is_shown():
    lots = random.Random(1)
    for _ in range(200):
        minor = lots.uniform(0, 5_000)
        assert abs(shown(minor, 100) - minor) <= (50 if minor >= 1_000 else 0.5)
    assert (shown(1_250, 100), shown(999.6, 100), of_hundred(0.125)) == (1_300, 1_000, 13)


def test_orders_that_follow_add_up_to_what_a_share_of_a_share_leaves():
    assert later(0.7) == pytest.approx(sum(0.7**k for k in range(1, 400)))
