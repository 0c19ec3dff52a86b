"""Programmes as they stand: checked by telling members and rewards one by one, on random ones and on small ones worked by hand."""

from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from analysis import calendar
from analysis.ledger import Ledger
from analysis.memberships import stays
from analysis.occasions import Occasions
from analysis.programmes import programmes
from tests.analysis.test_joining import histories

AS_OF = date(1973, 1, 1)
MEMBER_COLUMNS = {
    "customer": pl.Int64, "programme": pl.String, "member_since": pl.Datetime("us"), "member_until": pl.Datetime("us"), "level": pl.String,
    "points": pl.Float64,
}  # fmt: skip
REWARD_COLUMNS = {
    "customer": pl.Int64, "programme": pl.String, "rewarded_at": pl.Datetime("us"), "reward": pl.String, "points": pl.Float64,
    "amount": pl.Int64, "currency": pl.String,
}  # fmt: skip
BIRTHDAYS = {"customer": pl.Int64, "birth_date": pl.Date}


def at(day: int | None) -> datetime | None:
    return None if day is None else datetime(1970, 1, 1) + timedelta(days=int(day), hours=9)


def members(*rows) -> pl.DataFrame:
    """Memberships from (customer, programme, since, until[, level])."""
    table = [(row[0], row[1], at(row[2]), at(row[3]), row[4] if len(row) > 4 else None, None) for row in rows]
    return pl.DataFrame(table, schema=MEMBER_COLUMNS, orient="row")


def rewards(*rows, currency: str = "EUR") -> pl.DataFrame:
    """Rewards from (customer, programme, day, kind, amount)."""
    return pl.DataFrame([(*row[:2], at(row[2]), row[3], 10.0, row[4], currency) for row in rows], schema=REWARD_COLUMNS, orient="row")


def born(*rows) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=BIRTHDAYS, orient="row")


def shop(days: dict[int, list[int]], *, paid: int = 1000) -> dict:
    customers = sorted(days)
    place = np.repeat(np.arange(len(customers)), [len(days[who]) for who in customers])
    day = np.concatenate([days[who] for who in customers])
    occasions = Occasions(
        customers=np.array(customers),
        start=np.append(0, np.cumsum([len(days[who]) for who in customers])).astype(np.int64),
        day=day.astype(np.int32),
        as_of=AS_OF,
        free_orders=True,
    )
    ledger = Ledger(currency="EUR", place=place, day=day, net=np.full(len(day), paid), size=len(customers))
    return {"occasions": occasions, "ledger": ledger}


def spending(*rows) -> pl.DataFrame:
    """Spending on programmes from (day, amount)."""
    return pl.DataFrame({
        "customer": pl.Series([None] * len(rows), dtype=pl.Int64), "spent_at": [at(row[0]) for row in rows],
        "spent_until": pl.Series([None] * len(rows), dtype=pl.Datetime("us")), "purpose": ["programme"] * len(rows),
        "channel": ["club"] * len(rows), "amount": [row[1] for row in rows], "currency": ["EUR"] * len(rows),
    })  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_what_members_bought_is_what_a_slow_telling_adds_up(seed):
    """Overlapping memberships, some that ended, some of people without an order: no order counts twice, and none before joining."""
    occasions, _, ledger = histories(seed)
    draw = np.random.default_rng(seed)
    rows = []
    for who in draw.choice(np.arange(5, 95), 60):
        since = int(draw.integers(0, 1000))
        until = since + int(draw.integers(0, 400)) if draw.random() < 0.5 else None
        rows.append((int(who), str(draw.choice(["Club", "Circle"])), since, until))
    found = programmes(members(*rows), rewards(), born(), occasions=occasions, ledger=ledger)
    end = calendar.day_number(AS_OF)
    for name, told in [(None, found.all), *((one.name, one) for one in found.programmes)]:
        mine = [row for row in rows if name in (None, row[1])]
        orders = net = 0
        for place, who in enumerate(occasions.customers):
            inside = {
                day for _, _, since, until in (row for row in mine if row[0] == who)
                for day in range(since + 1, min(end if until is None else until, end) + 1)
            }  # fmt: skip
            orders += sum(day in inside for day in occasions.day[occasions.start[place] : occasions.start[place + 1]].tolist())
            net += sum(ledger.net[row] for row in np.flatnonzero(ledger.place == place) if int(ledger.day[row]) in inside)
        assert (told.orders, told.net) == (orders, net)
        inside_now = {row[0] for row in mine if row[3] is None or row[3] >= end}
        assert told.members == len(inside_now)
        assert told.penetration.k == len(inside_now & set(occasions.customers.tolist())) <= told.penetration.n == 80
    assert found.all.members <= sum(one.members for one in found.programmes)


def test_stays_join_what_overlaps_and_keep_what_does_not():
    draw = np.random.default_rng(7)
    who, since = draw.integers(0, 4, 40), draw.integers(0, 200, 40)
    until = since + draw.integers(-3, 30, 40)
    days = {(int(one), day) for one, begin, end in zip(who, since, until) for day in range(begin, end + 1)}
    merged = list(zip(*(part.tolist() for part in stays(who, since, until)), strict=True))
    assert {(one, day) for one, begin, end in merged for day in range(begin, end + 1)} == days
    assert sum(end - begin + 1 for _, begin, end in merged) == len(days), "no day twice"


def test_an_offer_that_adds_up_is_found_by_hand():
    """Joins with the first order; a reward after every third order as a member."""
    how = shop({who: [who % 5 + 20 * nth for nth in range(10)] for who in range(1, 13)})
    given = [(who, "Club", who % 5 + 20 * nth, "voucher", 60) for who in range(1, 13) for nth in (3, 6, 9)]
    people = members(*((who, "Club", who % 5, None) for who in range(1, 13)))
    found = programmes(people, rewards(*given), born(), **how).all
    assert (found.every.n, found.every.usual, found.every.share.k, found.every.steady) == (36, 3, 36, True)
    assert found.orders_for_reward.value == 3.0 and found.bought_for_reward.value == pytest.approx(9 * 1000 / (3 * 60))
    after = ((1, 5, 7), (2, 3, 9), (4, 8, 9))
    irregular = [(who, "Club", who % 5 + 20 * nth, "gift", 60) for who in range(1, 13) for nth in after[who % 3]]
    assert not programmes(people, rewards(*irregular), born(), **how).all.every.steady


def test_two_rewards_of_one_day_come_after_the_same_orders():
    how = shop({1: [0, 20, 40]})
    given = rewards((1, "Club", 40, "voucher", 1), (1, "Club", 40, "gift", 1))
    assert programmes(members((1, "Club", 0, None)), given, born(), **how).all.every.n == 1


def test_rewards_with_birthdays_are_told_from_rewards_at_any_time():
    how = shop({who: [0, 400] for who in range(1, 41)})
    people = members(*((who, "Club", 0, None) for who in range(1, 41)))
    birthdays = born(*((who, date(1950, 1, 1) + timedelta(days=9 * who)) for who in range(1, 41)))
    with_it = rewards(*((who, "Club", 365 + (9 * who + who % 5) % 365, "birthday", 1) for who in range(1, 41)))
    spread = rewards(*((who, "Club", 365 + (9 * who + 60 + 5 * who) % 365, "any", 1) for who in range(1, 41)))
    found = programmes(people, with_it, birthdays, **how).all.birthdays
    assert found.offered and found.near.k == 40 and found.members == 40
    assert not programmes(people, spread, birthdays, **how).all.birthdays.offered
    unknown = programmes(people, with_it, born(), **how).all.birthdays
    assert unknown.near is None and unknown.members == 0


def test_new_year_lies_between_a_birthday_and_its_reward():
    how = shop({1: [0]})
    found = programmes(
        members((1, "Club", 0, None)), rewards((1, "Club", 365 + 2, "x", 1)), born((1, date(1960, 12, 29))), **how
    ).all.birthdays
    assert found.near.k == 1


def test_nothing_is_counted_twice_in_the_cost():
    """January: the books hold the rewards. February: the books hold more. March: nothing is booked, the rewards count."""
    how = shop({1: [0, 40, 70]})
    given = rewards((1, "Club", 10, "voucher", 500), (1, "Club", 40, "voucher", 500), (1, "Club", 70, "voucher", 700))
    found = programmes(members((1, "Club", 0, None)), given, born(), spend=spending((5, 500), (45, 900)), **how)
    assert (found.quarters[0].rewards, found.quarters[0].spent, found.quarters[0].cost) == (1700, 1400, 500 + 900 + 700)
    assert found.cost == 2100 and sum(one.member_days for one in found.quarters) == calendar.day_number(AS_OF) + 1
    assert found.cost_a_day == pytest.approx(2100 / found.member_days)


def test_other_currencies_and_rewards_without_a_price_are_said_and_never_added():
    how = shop({1: [0, 40]})
    given = pl.concat([
        rewards((1, "Club", 10, "voucher", 500)),
        rewards((1, "Club", 11, "voucher", 9000), currency="JPY"),
        rewards((1, "Club", 12, "points", None)),
    ])  # fmt: skip
    found = programmes(members((1, "Club", 0, None)), given, born(), **how)
    assert (found.all.rewards, found.all.priced, found.all.amount, found.left_out) == (3, 1, 500, {"JPY": 1})


def test_members_without_a_day_a_name_or_an_order_are_each_told():
    how = shop({1: [0], 2: [5]})
    found = programmes(members((1, "Club", None, None), (None, "Club", 3, None), (9, "Club", 3, None)), rewards(), born(), **how).all
    assert (found.members, found.undated, found.unknown, found.without_orders, found.penetration.k) == (2, 1, 1, 1, 1)


def test_what_is_later_than_as_of_is_left_out_and_nothing_at_all_is_no_error():
    how = shop({1: [0]})
    late = calendar.day_number(AS_OF) + 5
    found = programmes(members((1, "Club", late, None)), rewards((1, "Club", late, "x", 1)), born(), **how)
    assert (found.all.members, found.all.rewards, found.programmes, found.quarters, found.cost_a_day) == (0, 0, (), (), None)


def test_a_member_who_left_is_none_now_and_was_one_then():
    how = shop({1: [0, 40, 200]})
    found = programmes(members((1, "Club", 10, 100, "gold")), rewards(), born(), **how).all
    assert (found.members, found.ended, found.ever, found.orders, found.levels) == (0, 1, 1, 1, ())
