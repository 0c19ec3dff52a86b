"""Lesson 5 against plain loops: bands, slips, who joins, what is bought; and a number of newcomers against simulation."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise

import numpy as np
import polars as pl
import pytest

from analysis.absences import NEVER
from analysis.comparisons import compare, group
from analysis.errors import Refused
from analysis.ledger import Ledger
from analysis.lessons.bands import Band, apart, like_with_like, slips
from analysis.lessons.exercise import check
from analysis.lessons.programme import TELLS, Facts, Lived, each, facts, tasks
from analysis.programme_effect import programme_effect
from analysis.programmes import programmes
from tests.analysis.joiners import GAP, world

LIVED = Lived(members=90, same=90, watched=80, back=70, back_without=70, leaves=0.1, others_leave=0.4)
EPOCH = datetime(1970, 1, 1)


class Shop:
    """A world as frames, and as plain lists: orders, joining, rewards."""

    def __init__(self, seed: int, customers: int = 900):
        made = world(seed, customers=customers)
        self.occasions, self.since = made.occasions, made.since
        owner = self.occasions.owner
        net = (1000 + 37 * np.arange(len(owner)) % 900).astype(np.int64)
        self.ledger = Ledger(currency="EUR", place=owner, day=self.occasions.day, net=net, size=customers)
        self.days = [self.occasions.day[begin:end].tolist() for begin, end in pairwise(self.occasions.start)]
        self.net = [net[begin:end].tolist() for begin, end in pairwise(self.occasions.start)]
        self.joined = [None if day == NEVER else int(day) for day in self.since]
        self.members = [who for who, day in enumerate(self.joined) if day is not None]
        self.gifts = [
            (who, day) for who in self.members for day in [d for d in self.days[who] if d > self.joined[who]][2::3]
        ]
        self.memberships = pl.DataFrame(
            {
                "customer": self.members,
                "programme": ["Club"] * len(self.members),
                "member_since": [EPOCH + timedelta(days=self.joined[who]) for who in self.members],
                "member_until": [None] * len(self.members),
                "level": ["basic"] * len(self.members),
                "points": [40.0] * len(self.members),
            },
            schema_overrides={"member_until": pl.Datetime},
        )
        self.rewards = pl.DataFrame(
            {
                "customer": [who for who, _day in self.gifts],
                "programme": ["Club"] * len(self.gifts),
                "rewarded_at": [EPOCH + timedelta(days=day) for _who, day in self.gifts],
                "reward": ["voucher"] * len(self.gifts),
                "points": [100.0] * len(self.gifts),
                "amount": [250] * len(self.gifts),
                "currency": ["EUR"] * len(self.gifts),
            }
        )
        self.end = (self.occasions.as_of - date(1970, 1, 1)).days

    def facts(self, **how) -> Facts:
        born = pl.DataFrame({"customer": [0], "birth_date": [date(1980, 5, 1)]})
        known = {"occasions": self.occasions, "ledger": self.ledger}
        effect = replace(programme_effect(self.memberships, usual_gap_days=GAP, **known), **how)
        return facts(effect, programmes(self.memberships, self.rewards, born, **known), self.memberships, LIVED, planted=True, **known)


@pytest.fixture(scope="module")
def shop() -> Shop:
    return Shop(3)


@pytest.fixture(scope="module")
def told(shop) -> Facts:
    return shop.facts()


def test_bands_are_what_plain_loops_count(shop, told):
    day = shop.end - told.days
    counts = {band.first: [0, 0, 0, 0] for band in told.bands}
    for orders, joined in zip(shop.days, shop.joined, strict=True):
        before = sum(one <= day for one in orders)
        if before < 2:
            continue
        row = counts[max(first for first in counts if first <= before)]
        place = 0 if joined is not None and joined <= day else 2
        row[place] += 1
        row[place + 1] += any(one > day for one in orders)
    assert [[band.members.n, band.members.k, band.others.n, band.others.k] for band in told.bands] == list(counts.values())
    assert [band.last for band in told.bands[:-1]] == [band.first - 1 for band in told.bands[1:]] and told.bands[-1].last is None


def test_no_other_cut_would_part_the_slips_more(shop, told):
    """The naive way: every cut into two or three, each band with ten of both."""
    best = 0.0
    for cuts in [cut for number in (1, 2) for cut in combinations((3, 4, 5, 6, 8, 10, 13, 20), number)]:
        some = []
        for low, high in zip((2, *cuts), (*cuts, 10**9), strict=True):
            day, count = shop.end - told.days, [0, 0, 0, 0]
            for orders, joined in zip(shop.days, shop.joined, strict=True):
                if low <= sum(one <= day for one in orders) < high:
                    place = 0 if joined is not None and joined <= day else 2
                    count[place] += 1
                    count[place + 1] += orders[-1] > day
            some.append(count)
        if min(min(one[0], one[2]) for one in some) >= 10:
            best = max(best, apart([Band(first=2, last=None, members=group(k1, n1), others=group(k2, n2)) for n1, k1, n2, k2 in some]))
    assert apart(told.bands) == pytest.approx(best)


def test_like_with_like_lies_between_its_bands_and_slips_are_the_other_means():
    some = [
        Band(first=2, last=3, members=group(24, 30), others=group(60, 100)),
        Band(first=4, last=None, members=group(9, 10), others=group(40, 50)),
    ]
    value, low, high = like_with_like(some)
    assert value == pytest.approx((30 * 0.2 + 10 * 0.1) / 40)
    assert low < value < high and 0.1 <= value <= 0.2
    wrong = slips(some)
    assert wrong["one pot"] == pytest.approx(33 / 40 - 100 / 150)
    assert wrong["plain mean"] == pytest.approx(0.15) and wrong["by the others"] == pytest.approx((100 * 0.2 + 50 * 0.1) / 150)


def test_an_interval_of_like_with_like_holds_what_is_true_nineteen_times_in_twenty():
    draw, held = np.random.default_rng(11), 0
    sizes, rates = [(40, 300), (30, 80), (60, 50)], [(0.35, 0.25), (0.55, 0.45), (0.75, 0.7)]
    true = sum(n1 * (one - other) for (n1, _n2), (one, other) in zip(sizes, rates, strict=True)) / 130
    for _time in range(400):
        some = [
            Band(first=2, last=None, members=group(draw.binomial(n1, one), n1), others=group(draw.binomial(n2, other), n2))
            for (n1, n2), (one, other) in zip(sizes, rates, strict=True)
        ]
        _value, low, high = like_with_like(some)
        held += low <= true <= high
    assert 368 <= held <= 392, "95 % of 400, give or take what chance does"


def test_who_joins_is_counted_at_the_orders_at_which_one_could(shop, told):
    launched = min(day for day in shop.joined if day is not None)
    nth = sorted(sum(one < joined for one in orders) for orders, joined in zip(shop.days, shop.joined, strict=True) if joined is not None)
    fewest, seen = nth[int(0.05 * len(nth))], []
    for orders, joined in zip(shop.days, shop.joined, strict=True):
        for place, day in enumerate(orders):
            first_as_member = joined is not None and day >= joined and (place == 0 or orders[place - 1] < joined)
            could = joined is None or day < joined or first_as_member
            if place >= max(fewest, 1) and day >= launched and could:
                seen.append(((day - orders[0]) / place, first_as_member))
    assert sum(one.group.n for one in told.paces) == len(seen)
    assert sum(one.group.k for one in told.paces) == sum(joins for _pace, joins in seen)
    paces = sorted(pace for pace, _joins in seen)
    assert told.paces[-1].days == paces[-1] and told.paces[0].days == paces[-(-len(paces) // 3) - 1]


def test_what_is_bought_and_given_is_what_plain_sums_say(shop, told):
    bought = told.bought
    as_member = [
        net for who in shop.members for day, net in zip(shop.days[who], shop.net[who], strict=True) if day > shop.joined[who]
    ]
    assert bought.net == sum(map(sum, shop.net)) and bought.member_net == sum(as_member)
    assert bought.rewards == 250 * len(shop.gifts) and bought.reward_ratio == pytest.approx(bought.member_net / bought.rewards)
    assert bought.low < bought.reward_ratio < bought.high
    assert bought.issued == pytest.approx(2.5 * (40 * len(shop.members) + 100 * len(shop.gifts)))
    assert (bought.members, bought.customers) == (len(shop.members), len(shop.days)) == (told.penetration.k, told.penetration.n)
    month = (shop.occasions.as_of + timedelta(days=1)).replace(day=1) - timedelta(days=1)
    first, last = ((one - date(1970, 1, 1)).days for one in (month.replace(day=1), month))
    buyers = [who for who, orders in enumerate(shop.days) if any(first <= day <= last for day in orders)]
    assert bought.buyers == len(buyers) and bought.member_buyers == len(set(buyers) & set(shop.members))


def test_an_experiment_starts_from_what_newcomers_do(shop, told):
    known = [orders for orders in shop.days if orders[0] + told.days <= shop.end]
    back = [len(orders) > 1 and orders[1] - orders[0] <= told.days for orders in known]
    assert told.lot.rate == pytest.approx(sum(back) / len(back)) and told.lot.rate + told.lot.points < 1


def test_a_number_of_newcomers_is_the_published_one_and_notices_as_often_as_it_says():
    """Fleiss, Levin & Paik 2003, as many tables repeat: 60 % against 70 % takes 356 on either side."""
    assert each(0.6, 0.1, power=0.8, level=0.95) == 356
    assert each(0.3, 0.05, power=0.9, level=0.95) > each(0.3, 0.05, power=0.8, level=0.95) > each(0.3, 0.1, power=0.8, level=0.95)
    n, draw = each(0.36, 0.05, power=0.8, level=0.95), np.random.default_rng(5)
    one, other = draw.binomial(n, 0.41, 20_000) / n, draw.binomial(n, 0.36, 20_000) / n
    mean = (one + other) / 2
    assert np.mean(one - other > 1.959964 * np.sqrt(2 * mean * (1 - mean) / n)) == pytest.approx(0.8, abs=0.015)


@pytest.mark.parametrize("seed", range(3, 8))
def test_answers_are_right_and_each_slip_is_recognised(seed):
    asked = tasks(Shop(seed).facts())
    for one in asked[:-1]:
        assert check(one, round(one.value, one.digits)).kind == "right"
        assert len(one.slips) == (2 if one.name == "reward ratio" else 3), f"{one.name}: only {[slip.name for slip in one.slips]} are apart"
        assert [check(one, round(slip.value, one.digits)).slip for slip in one.slips] == [slip.name for slip in one.slips]
    assert asked[-1].right == TELLS in asked[-1].options and asked[-1].options[0] != TELLS


def test_a_company_of_few_members_is_refused():
    with pytest.raises(Refused, match="who joined"):
        Shop(3, customers=120).facts()


def test_a_company_whose_members_seem_no_better_is_refused(shop):
    with pytest.raises(Refused, match="no more often"):
        shop.facts(naive=compare([30], [100], [300], [1000]))
