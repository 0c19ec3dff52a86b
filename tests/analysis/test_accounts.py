"""Accounts: the history of all their people together, who of them orders, and on whom an account hangs."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from analysis import calendar, relations
from analysis.account_table import HERE, NEVER, YEAR_DAYS
from analysis.accounts import BOUGHT, MOST_PEOPLE, accounts, by_account, year_before
from analysis.company import company
from analysis.dated import dated
from analysis.relations import relate
from analysis.rhythm import UsualGap, usual_gap
from analysis.stages import ABANDONED, AT_RISK, PROSPECT, STAGES
from analysis.units import NONE, units
from tests.analysis import made
from tests.analysis.test_relations import random_people
from tests.analysis.test_units import parties

AS_OF = date(2026, 6, 30)
GAP = UsualGap(days=30.0, closed_gaps=0, declared=True)
CALLS = {"customer": pl.Int64, "happened_at": pl.Datetime("us"), "interaction": pl.String, "topic": pl.String}


def firm(*orders, people=(), calls=(), as_of=AS_OF):
    """A company from (party, days before as_of[, amount]); `people` are (party, account); organisations are from 900 on."""
    rows = [
        (party, (datetime.combine(as_of, datetime.min.time()) - timedelta(days=ago)).isoformat(), {"gross": amount[0] if amount else 1000})
        for party, ago, *amount in orders
    ]
    rows.append((500, as_of.isoformat()))  # somebody who buys for himself, through the last day
    listed = sorted({party for party, *_ in (*orders, *people, *calls)} | {500})
    known = pl.DataFrame(
        {**{name: [None] * len(listed) for name in made.CUSTOMER_COLUMNS}, "customer": listed, "key": [str(party) for party in listed]},
        schema=made.CUSTOMER_COLUMNS,
    )
    found = company(made.orders(*rows), made.refunds(), known)
    end = datetime.combine(as_of, datetime.min.time())
    heard = pl.DataFrame([(party, end - timedelta(days=ago), None, None) for party, ago in calls], schema=CALLS, orient="row")
    beside = {account for _party, account in people} | {party for party in listed if party >= 900}
    belonging = units(
        parties(
            *((party, "person", "customer", None, account) for party, account in people),
            *((party, "organisation", "account", None, None) for party in sorted(beside)),
        )
    )
    return found, relations.gather(replace(found, usual_gap=GAP), heard), belonging


def row(table, account):
    at = table.account.tolist().index(account)
    return {name: getattr(table, name)[at].item() for name in table.__slots__}


def test_an_account_orders_whenever_any_of_its_people_does():
    """Two people who order every other month by turns make one account that orders every month."""
    orders = [(1 if turn % 2 else 2, 30 * turn) for turn in range(12)]
    found, people, belonging = firm(*orders, people=[(1, 900), (2, 900)])
    result, table, grouped = accounts(found, people, belonging)
    assert (result.accounts, result.people, result.closed_gaps, result.own_gap) == (1, 2, 11, False)
    assert np.diff(grouped.occasions.day).tolist() == [30] * 11
    [loyal] = [stage for stage in result.stages if stage.now.k]
    assert (loyal.stage, loyal.now.n) == ("loyalty", 1)
    assert row(table, 900)["active"] == 2


def test_two_people_on_one_day_are_one_occasion():
    found, people, belonging = firm((1, 40), (2, 40), (1, 10), people=[(1, 900), (2, 900)])
    _result, table, grouped = accounts(found, people, belonging)
    assert len(grouped.occasions.day) == 2
    assert (row(table, 900)["days"], row(table, 900)["main"], row(table, 900)["main_days"]) == (3, 1, 2)


@pytest.mark.parametrize("seed", range(8))
def test_an_account_s_history_is_its_people_s_put_together_one_by_one(seed):
    people = random_people(seed)
    rng = np.random.default_rng(seed)
    account_of = rng.choice([NONE, *range(20_000, 20_025)], len(people.customers))
    found = by_account(people, account_of)
    expected = {int(account): (set(), [], []) for account in set(account_of.tolist()) - {NONE}}
    for place, account in enumerate(account_of.tolist()):
        if account == NONE:
            continue
        for at, days in enumerate((people.occasions, people.contacts, people.cancellations)):
            own = days.day[days.start[place] : days.start[place + 1]].tolist()
            expected[account][at].update(own) if at == 0 else expected[account][at].extend(own)
    assert found.customers.tolist() == sorted(expected)
    for place, account in enumerate(found.customers.tolist()):
        all_days = (found.occasions, found.contacts, found.cancellations)
        got = [days.day[days.start[place] : days.start[place + 1]].tolist() for days in all_days]
        assert got == [sorted(days) for days in expected[account]]
    gaps = [later - earlier for days, _c, _x in expected.values() for earlier, later in zip(sorted(days), sorted(days)[1:])]
    assert found.usual_gap_days == pytest.approx(np.mean(gaps) if len(gaps) >= 30 else people.usual_gap_days)


@pytest.mark.parametrize("seed", range(4))
def test_everybody_their_own_account_changes_nobody_s_stage(seed):
    people = random_people(seed)
    own = usual_gap(people.occasions.part(people.buyers)).days
    same = relate(people.occasions, people.contacts, people.cancellations, usual_gap_days=own)
    alone = by_account(people, people.customers)
    for day in (200, 400, 600):
        when = calendar.day_of(day)
        assert alone.stages(when).stage.tolist() == same.stages(when).stage.tolist()


def test_with_few_gaps_of_their_own_accounts_take_the_usual_gap_of_all():
    found, people, belonging = firm((1, 60), (1, 30), people=[(1, 900)])
    result, _table, grouped = accounts(found, people, belonging)
    assert (result.own_gap, result.usual_gap_days, grouped.usual_gap_days) == (False, 30.0, 30.0)


def test_a_person_who_fell_silent_is_told_where_another_still_orders():
    silent = [(1, ago) for ago in (500, 470, 440, 410)]
    others = [(2, 60), (2, 20)]
    found, people, belonging = firm(*silent, *others, (3, 500), people=[(1, 900), (2, 900), (3, 901)])
    result, table, _grouped = accounts(found, people, belonging)
    assert (row(table, 900)["main"], row(table, 900)["silent"]) == (1, True)
    assert row(table, 901)["silent"] is False, "an account that left with its person is no account at risk of that"
    assert (result.silent.k, result.silent.n) == (1, 1)


def test_an_account_hangs_on_one_person_only_where_its_orders_name_people():
    """An order in the organisation's own name could be anybody's."""
    orders = [(1, 20), (2, 20), (3, 25), (4, 20), (901, 15)]
    found, people, belonging = firm(*orders, people=[(1, 900), (2, 901), (3, 902), (4, 902)])
    result, table, _grouped = accounts(found, people, belonging)
    assert [row(table, account)["unnamed"] for account in (900, 901, 902)] == [False, True, False]
    assert (result.alone.k, result.alone.n, result.unnamed) == (1, 2, 1)
    assert [(one.people, one.more, one.accounts) for one in result.by_people] == [(1, False, 1), (2, False, 1)]


def test_what_an_account_brought_is_its_people_s_net_of_the_last_year_and_its_own():
    found, people, belonging = firm((1, 364, 700), (1, 365, 5000), (2, 0, 200), (900, 5, 40), people=[(1, 900), (2, 900)])
    result, table, _grouped = accounts(found, people, belonging)
    assert (row(table, 900)["brought"], result.brought, result.currency) == (940, 940, "EUR")


def test_an_account_in_touch_that_never_ordered_is_a_prospect_and_no_customer():
    found, people, belonging = firm((1, 10), people=[(1, 900), (2, 901)], calls=[(2, 5)])
    result, table, _grouped = accounts(found, people, belonging)
    assert (result.accounts, result.prospects) == (1, 1)
    assert row(table, 901)["stage"] == PROSPECT
    assert (row(table, 901)["main"], row(table, 901)["last"]) == (NONE, NEVER)


def test_suppliers_are_no_accounts_even_where_they_buy():
    found, people, _belonging = firm((1, 10), (2, 10), people=[(1, 900), (2, 901)])
    rows = parties((1, "person", "customer", None, 900), (2, "person", "supplier", None, 901), (900, "organisation", "account", None, None),
                   (901, "organisation", "account", None, None))  # fmt: skip
    result, table, _grouped = accounts(found, people, units(rows))
    assert table.account.tolist() == [900]
    assert result.accounts == 1


def test_without_accounts_all_counts_are_none():
    found, people, belonging = firm()
    result, table, grouped = accounts(found, people, belonging)
    assert (result.accounts, result.people, result.stages, result.by_people, result.alone) == (0, 0, (), (), None)
    assert table.account.size == grouped.customers.size == 0


def random_firm(seed, *, size=150):
    rng = np.random.default_rng(seed)
    people = range(1, size)
    orders = [(who, int(ago), int(rng.integers(100, 9000))) for who in people for ago in rng.integers(0, 1000, rng.integers(0, 7))]
    pairs = [(who, 900 + int(rng.integers(40))) for who in people if rng.random() < 0.8]
    orders += [(900 + int(rng.integers(40)), int(rng.integers(0, 1000))) for _ in range(6)]
    return orders, pairs


@pytest.mark.parametrize("seed", range(6))
def test_the_table_is_that_of_a_slow_second_way_and_the_counts_add_up(seed):
    orders, pairs = random_firm(seed)
    found, people, belonging = firm(*orders, people=pairs)
    result, table, grouped = accounts(found, people, belonging)
    account_of = dict(pairs)
    stage = dict(zip(grouped.customers.tolist(), grouped.stages(AS_OF).stage.tolist()))
    own_stage = dict(zip(people.customers.tolist(), people.stages(AS_OF).stage.tolist()))
    seen = {}
    for party, ago, *amount in orders:
        account = party if party >= 900 else account_of.get(party)
        if account is not None:
            seen.setdefault(account, []).append((party, ago, amount[0] if amount else 1000))
    assert table.account.tolist() == sorted(seen)
    for account, rows in seen.items():
        got = row(table, account)
        days = {}
        for party, ago, _amount in rows:
            if party < 900:
                days.setdefault(party, set()).add(ago)
        main = max(days, key=lambda party: (len(days[party]), -min(days[party]), party), default=NONE)
        last = min(ago for _p, ago, _a in rows)
        here = stage[account] in HERE
        others = min((min(own) for party, own in days.items() if party != main), default=10**6)
        assert got["stage"] == stage[account]
        assert got["people"] == len(days)
        assert got["active"] == sum(min(own) < YEAR_DAYS for own in days.values())
        assert got["unnamed"] == any(party >= 900 and ago < YEAR_DAYS for party, ago, _a in rows)
        assert got["days"] == sum(len(own) for own in days.values())
        assert got["last"] == calendar.day_number(AS_OF) - last
        assert got["brought"] == sum(amount for _p, ago, amount in rows if ago < YEAR_DAYS)
        if main != NONE:
            assert got["main_days"] == len(days[main])
            assert len(days[got["main"]]) == len(days[main])
            assert min(days[got["main"]]) == min(days[main])
            if got["main"] == main:
                assert got["silent"] == (here and own_stage[main] == ABANDONED and others < min(days[main]))
    assert sum(one.now.k for one in result.stages) == result.accounts == len(seen)
    assert [stock.now for stock in result.moves.stages] == [int((table.stage == place).sum()) for place in range(len(STAGES))]
    assert sum(one.accounts for one in result.by_people) == result.alone.n
    assert result.alone.n + result.unnamed <= sum(one.now.k for one in result.stages if one.stage != "abandoned")
    assert result.brought == table.brought.sum()
    assert result.at_risk_brought == table.brought[table.stage == AT_RISK].sum()
    assert [one.stage for one in result.stages] == [STAGES[stage] for stage in BOUGHT]


def big_firm(orders, pairs):
    """As `firm`, with a usual gap of its own, and organisations that never stand in a row of their own."""
    rows = [(party, (datetime.combine(AS_OF, datetime.min.time()) - timedelta(days=ago)).isoformat()) for party, ago in orders]
    found = company(made.orders(*rows, (1, AS_OF.isoformat())), made.refunds(), pl.DataFrame(schema=made.CUSTOMER_COLUMNS))
    belonging = units(parties(*((party, "person", "customer", None, account) for party, account in pairs)))
    return found, relations.gather(found, pl.DataFrame(schema=CALLS)), belonging


@pytest.mark.parametrize("seed", range(3))
def test_several_people_are_compared_with_one_among_accounts_with_as_many_days(seed):
    """Counted one by one; a stratum that holds one kind alone says nothing."""
    rng = np.random.default_rng(seed)
    orders, pairs = [], []
    for account in range(10_000, 10_400):
        staff = [4 * account + place for place in range(rng.integers(1, 4))]
        pairs += [(person, account) for person in staff]
        orders += [(int(rng.choice(staff)), int(rng.integers(0, 730))) for _ in range(rng.integers(1, 12))]
    found, people, belonging = big_firm(orders, pairs)
    result, _table, _grouped = accounts(found, people, belonging)
    account_of, before, since = dict(pairs), {}, set()
    for party, ago in orders:
        if YEAR_DAYS <= ago < 2 * YEAR_DAYS:
            before.setdefault(account_of[party], []).append((party, ago))
        elif ago < YEAR_DAYS:
            since.add(account_of[party])
    did = {True: [0, 0], False: [0, 0]}
    strata = {}
    for account, rows in before.items():
        several, days = len({party for party, _ago in rows}) > 1, len({ago for _party, ago in rows})
        strata.setdefault(sum(days > edge for edge in (1, 2, 3, 5, 8)), []).append((several, account in since))
    for rows in strata.values():
        if len({several for several, _again in rows}) == 2:
            for several, again in rows:
                did[several][0] += again
                did[several][1] += 1
    comparison = result.several_against_one
    assert (comparison.first.k, comparison.first.n, comparison.second.k, comparison.second.n) == (*did[True], *did[False])


def test_a_year_before_is_told_only_where_orders_reach_back_to_it():
    short, _people, _belonging = firm((1, 100), (1, 10), people=[(1, 900)])
    assert year_before(short.occasions) is None
    long, _people, _belonging = firm((1, 365), (1, 10), people=[(1, 900)])
    assert year_before(long.occasions) == AS_OF - timedelta(days=YEAR_DAYS)


def test_three_people_and_more_are_counted_together():
    orders = [(person, 20) for person in range(1, 6)]
    found, people, belonging = firm(*orders, people=[(person, 900) for person in range(1, 6)])
    result, _table, _grouped = accounts(found, people, belonging)
    [together] = result.by_people
    assert (together.people, together.more, together.accounts) == (MOST_PEOPLE, True, 1)


def test_one_cancels_and_the_account_stays_as_soon_as_another_orders():
    history = made.history((0, 30, 60), (90,), as_of=120)
    nothing, cancelled = (dated(history.customers, history.customers[:days], np.array([70])[:days]) for days in (0, 1))
    grouped = by_account(relate(history, nothing, cancelled, usual_gap_days=30), np.array([9, 9]))
    assert [STAGES[grouped.stages(calendar.day_of(day)).stage[0]] for day in (75, 92)] == ["abandoned", "recovered"]
