"""Distributors, retailers, partners and suppliers: counted by their own days with the company, with stages only where gaps carry them."""

from datetime import datetime, timedelta

import numpy as np
import polars as pl
import pytest

from analysis import calendar
from analysis.account_table import NEVER, YEAR_DAYS
from analysis.accounts import accounts
from analysis.occasions import of_days
from analysis.partners import KINDS, partners
from analysis.rhythm import usual_gap
from analysis.stages import NOT_YET, stages
from analysis.units import units
from tests.analysis.test_accounts import AS_OF, firm
from tests.analysis.test_units import parties

SCHEMA = {"party": pl.Int64, "happened_at": pl.Datetime("us"), "what": pl.String}


def dealings(*rows):
    """From (party, days before as_of, what)."""
    end = datetime.combine(AS_OF, datetime.min.time())
    return pl.DataFrame(
        [(party, end - timedelta(days=ago) + timedelta(hours=9), what) for party, ago, what in rows], schema=SCHEMA, orient="row"
    )


def stand(rows, orders=(), talks=()):
    """How the parties of `rows` stand."""
    found, people, _belonging = firm(*orders)
    belonging = units(parties(*rows))
    _result, _table, grouped = accounts(found, people, belonging)
    return partners(belonging, grouped, dealings(*talks), as_of=AS_OF)


def test_a_distributor_stands_where_its_orders_put_it():
    rows = [(1, "person", "distributor", None, 900), (2, "person", "distributor", None, 900), (900, "organisation", "account", None, None)]
    found, table = stand(rows, orders=[(1, 100), (2, 70), (1, 40), (2, 10)])
    [kind] = found.kinds
    assert (kind.type, kind.listed, kind.people, kind.dealt, kind.this_year, kind.closed_gaps) == ("distributor", 1, 2, 1, 1, 3)
    assert [stage.stage for stage in kind.stages if stage.now.k] == ["loyalty"]
    assert (table.days.tolist(), table.last.tolist()) == ([4], [calendar.day_number(AS_OF) - 10])


def test_a_supplier_stands_where_dealings_put_it_and_needs_enough_of_them():
    rows = [(1, "organisation", "supplier", None, None)]
    found, table = stand(rows, talks=[(1, 30 * turn, "contact") for turn in range(31)])
    [kind] = found.kinds
    assert (kind.closed_gaps, kind.usual_gap_days) == (30, 30.0)
    assert [stage.stage for stage in kind.stages if stage.now.k] == ["loyalty"]
    found, table = stand(rows, talks=[(1, 30 * turn, "contact") for turn in range(30)])
    [kind] = found.kinds
    assert (kind.closed_gaps, kind.usual_gap_days, kind.stages, table.stage.tolist()) == (29, None, (), [NOT_YET])


def test_what_was_dealt_is_counted_in_days():
    rows = [(1, "organisation", "partner", None, None)]
    found, _table = stand(rows, talks=[(1, 5, "contact"), (1, 5, "contact"), (1, 5, "referral"), (1, 400, "contact")])
    [kind] = found.kinds
    assert kind.what == (("contact", 2), ("referral", 1))
    assert (kind.dealt, kind.this_year, kind.year_before) == (1, 1, 1)


def test_those_never_dealt_with_are_listed_too():
    rows = [(1, "organisation", "supplier", None, None), (2, "organisation", "supplier", None, None)]
    found, table = stand(rows, talks=[(2, 500, "complaint")])
    [kind] = found.kinds
    assert (kind.listed, kind.dealt, kind.this_year, kind.year_before) == (2, 1, 0, 1)
    assert table.unit.tolist() == [1, 2]
    assert (table.last[0], table.days.tolist()) == (NEVER, [0, 0])


def test_what_is_later_than_as_of_is_left_out():
    found, _table = stand([(1, "organisation", "supplier", None, None)], talks=[(1, -3, "contact")])
    assert (found.kinds[0].dealt, found.kinds[0].last) == (0, None)


def test_without_any_there_is_none():
    found, table = stand([])
    assert (found.kinds, table.unit.size) == ((), 0)


@pytest.mark.parametrize("seed", range(5))
def test_dealings_are_counted_as_one_by_one(seed):
    rng = np.random.default_rng(seed)
    types = {party: str(rng.choice(["supplier", "partner"])) for party in range(1, 30)}
    rows = [(party, "organisation", kind, None, None) for party, kind in types.items()]
    talks = [(int(rng.integers(1, 30)), int(rng.integers(0, 900)), str(rng.choice(["contact", "reward"]))) for _ in range(300)]
    found, table = stand(rows, talks=talks)
    end = calendar.day_number(AS_OF)
    for kind in found.kinds:
        mine = [party for party, of in types.items() if of == kind.type]
        days = {party: sorted({end - ago for who, ago, _w in talks if who == party}) for party in mine}
        gaps = [later - earlier for own in days.values() for earlier, later in zip(own, own[1:])]
        assert (kind.listed, kind.dealt) == (len(mine), sum(bool(own) for own in days.values()))
        assert kind.this_year == sum(any(day > end - YEAR_DAYS for day in own) for own in days.values())
        assert kind.closed_gaps == len(gaps)
        assert kind.usual_gap_days == pytest.approx(np.mean(gaps))
        assert sum(stage.now.k for stage in kind.stages) == kind.dealt
        assert dict(kind.what) == {
            what: len({(who, ago) for who, ago, how in talks if how == what and types[who] == kind.type})
            for what in {how for who, _ago, how in talks if types[who] == kind.type}
        }
        for party in mine:
            at = table.unit.tolist().index(party)
            assert KINDS[table.kind[at]] == kind.type
            assert table.days[at] == sum(day > end - YEAR_DAYS for day in days[party])


def test_a_distributor_s_stage_is_the_one_it_has_among_all_accounts():
    rows = [(1, "person", "distributor", None, 900), (2, "person", "customer", None, 901)]
    found, people, _belonging = firm((1, 500), (1, 300), (2, 10), (2, 20))
    belonging = units(parties(*rows))
    _result, accounts_table, grouped = accounts(found, people, belonging)
    _found, table = partners(belonging, grouped, dealings(), as_of=AS_OF)
    assert table.unit.tolist() == [900]
    assert table.stage[0] == accounts_table.stage[accounts_table.account.tolist().index(900)]


def test_the_stages_of_dealings_follow_the_same_rule_as_those_of_orders():
    talks = [(1, ago, "contact") for ago in range(400, 900, 15)]
    found, table = stand([(1, "organisation", "supplier", None, None)], talks=talks)
    end = calendar.day_number(AS_OF)
    history = of_days([1] * len(talks), [end - ago for _p, ago, _w in talks], as_of=AS_OF)
    assert table.stage[0] == stages(history, AS_OF, usual_gap_days=usual_gap(history).days).stage[0]
