"""Membership is read at orders: checked by a slow telling of each customer's life, order by order."""

from datetime import date

import numpy as np
import pytest

from analysis import calendar
from analysis.absences import NEVER
from analysis.joining import BEGINNING, MOST_TURNS, brought, moments, turns
from analysis.ledger import Ledger
from analysis.occasions import Occasions

AS_OF = date(1973, 1, 1)
DAYS = 60


def histories(seed: int, *, customers: int = 80, most: int = 12):
    """Random orders, days of joining (on an order, between two, before the first, never) and what was paid."""
    draw = np.random.default_rng(seed)
    days = [np.unique(draw.integers(0, 1090, draw.integers(1, most + 1))) for _ in range(customers)]
    since = np.full(customers, NEVER, dtype=np.int64)
    for who in np.flatnonzero(draw.random(customers) < 0.6):
        since[who] = draw.choice(days[who]) if draw.random() < 0.6 else draw.integers(0, 1090)
    occasions = Occasions(
        customers=np.arange(customers) + 5,
        start=np.append(0, np.cumsum([len(one) for one in days])).astype(np.int64),
        day=np.concatenate(days).astype(np.int32),
        as_of=AS_OF,
        free_orders=True,
    )
    place = np.repeat(np.arange(customers), [len(one) for one in days])
    extra = draw.integers(0, customers, 30)
    ledger = Ledger(
        currency="EUR",
        place=np.concatenate([place, extra]),
        day=np.concatenate([*days, draw.integers(0, 1090, 30)]),
        net=np.concatenate([draw.integers(100, 900, len(place)), -draw.integers(1, 90, 30)]),
        size=customers,
    )
    return occasions, since, ledger


def slow(occasions: Occasions, since: np.ndarray) -> dict:
    """Each customer's orders until the first after which none came in time, told one by one."""
    end, launch = calendar.day_number(occasions.as_of), since.min()
    lives = [occasions.day[occasions.start[who] : occasions.start[who + 1]].tolist() for who in range(len(since))]
    members = [(since[who], life) for who, life in enumerate(lives) if life[-1] >= since[who]]
    at = sorted(next(nth for nth, day in enumerate(life) if day >= joined) for joined, life in members)
    fewest = at[int(0.05 * len(at))]
    told = {}
    for who, life in enumerate(lives):
        open_orders = [nth for nth, day in enumerate(life) if day >= launch and nth >= fewest]
        if not open_orders:
            continue
        first = open_orders[0]
        joined_before = any(day >= since[who] for day in life[:first])
        counts = {"back": 0, "lost": 0, "member_back": 0, "member_lost": 0, "declined": 0, "joined": False}
        if joined_before:
            continue
        for nth in open_orders[:MOST_TURNS]:
            member = life[nth] >= since[who]
            counts["declined"] += not member
            counts["joined"] |= member
            if life[nth] + DAYS > end:
                break
            came = nth + 1 < len(life) and life[nth + 1] - life[nth] <= DAYS
            counts[("member_" if member else "") + ("back" if came else "lost")] += 1
            if not came:
                break
        told[who] = counts
    return told


@pytest.mark.parametrize("seed", range(6))
def test_turns_are_what_a_slow_telling_says(seed):
    occasions, since, _ = histories(seed)
    found, told = turns(moments(occasions, since, days=DAYS)), list(slow(occasions, since).values())
    assert len(found.joined) == len(told)
    for name in ("back", "lost", "member_back", "member_lost"):
        assert getattr(found, name).sum(axis=1).tolist() == [one[name] for one in told], name
    assert found.declined.tolist() == [one["declined"] for one in told]
    assert found.joined.tolist() == [one["joined"] for one in told]


@pytest.mark.parametrize("seed", range(3))
def test_what_was_brought_before_and_after_is_summed_order_by_order(seed):
    occasions, since, ledger = histories(seed)
    found = moments(occasions, since, days=DAYS)
    before, after = brought(found, ledger)
    for row in range(len(found.day)):
        mine, day = ledger.place == found.place[row], found.day[row]
        assert before[row] == ledger.net[mine & (ledger.day <= day)].sum()
        assert after[row] == ledger.net[mine & (ledger.day > day) & (ledger.day <= day + DAYS)].sum()
    assert BEGINNING < 0


def test_whoever_joins_between_two_orders_is_a_member_from_the_next_on():
    occasions = Occasions(customers=np.array([1]), start=np.array([0, 3]), day=np.array([0, 20, 40]), as_of=AS_OF, free_orders=True)
    found = moments(occasions, np.array([21]), days=DAYS)
    assert found.member.tolist() == [False, False, True] and found.joins.tolist() == [False, False, True]


def test_orders_before_anybody_could_join_are_none_at_which_somebody_declined():
    days = np.array([0, 20, 40, 60] * 2)
    occasions = Occasions(customers=np.array([1, 2]), start=np.array([0, 4, 8]), day=days, as_of=AS_OF, free_orders=True)
    found = moments(occasions, np.array([40, NEVER]), days=DAYS)
    assert found.open.tolist() == [False, False, True, True] * 2
    assert turns(found).declined.tolist() == [0, 2]


def test_without_a_member_nothing_is_told():
    occasions = Occasions(customers=np.array([1]), start=np.array([0, 2]), day=np.array([0, 20]), as_of=AS_OF, free_orders=True)
    assert len(turns(moments(occasions, np.array([NEVER]), days=DAYS)).joined) == 0
