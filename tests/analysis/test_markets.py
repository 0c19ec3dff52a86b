"""Markets side by side: nobody counted twice, none of the suppliers, and pairs told apart only as far as all of them together allow."""

from datetime import date

import numpy as np
import pytest

from analysis.account_table import HERE
from analysis.dated import dated
from analysis.markets import MARKETS, UNKNOWN, markets
from analysis.occasions import of_days
from analysis.relations import relate
from analysis.stages import PROSPECT
from analysis.units import units
from tests.analysis import made
from tests.analysis.test_relations import random_people
from tests.analysis.test_units import parties

NOBODY = units(parties())


@pytest.mark.parametrize("seed", range(5))
def test_markets_are_those_counted_one_by_one_and_add_up_to_everybody(seed):
    people = random_people(seed)
    rng = np.random.default_rng(seed)
    names = ["consumer", "industrial", UNKNOWN, "zoo"]
    market = rng.choice(np.array(names, dtype=object), len(people.customers))
    found = markets(people, market, NOBODY)
    assert [one.market for one in found.markets] == ["consumer", "industrial", "zoo", UNKNOWN]
    now, before = people.stages(people.as_of), people.stages(found.then)
    for one in found.markets:
        theirs = market == one.market
        assert one.customers == (theirs & people.buyers).sum()
        assert one.prospects == (theirs & (now.stage == PROSPECT)).sum()
        assert sum(stage.now.k for stage in one.stages) == one.customers
        here = [place for place in np.flatnonzero(theirs) if before.stage[place] in HERE]
        since = [
            place for place in here
            if (people.occasions.day[people.occasions.start[place] : people.occasions.start[place + 1]] > _number(found.then)).any()
        ]  # fmt: skip
        assert (one.kept.k, one.kept.n) == (len(since), len(here))


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def shops(*kept, as_of=1200):
    """People of one market each: (k, n) of them, of whom k order again in the last year; and the markets' names."""
    who, day, market = [], [], []
    for place, (k, n) in enumerate(kept):
        for number in range(n):
            person = 1000 * place + number + 1
            days = [as_of - 400, as_of - 420, as_of - 440, *([as_of - 30] if number < k else [])]
            who += [person] * len(days)
            day += days
            market.append(MARKETS[place])
    occasions = of_days(who, day, as_of=date.fromordinal(as_of + date(1970, 1, 1).toordinal()))
    nothing = dated(occasions.customers, np.array([]), np.array([]))
    return relate(occasions, nothing, nothing, usual_gap_days=30), np.array(market, dtype=object)


def test_two_markets_differ_by_newcombe_s_published_interval():
    """56 of 70 against 48 of 80: .0524 to .3339 (Newcombe 1998)."""
    found = markets(*shops((56, 70), (48, 80)), NOBODY)
    [pair] = found.pairs
    assert [round(value, 4) for value in (pair.difference, pair.low, pair.high)] == [0.2, 0.0524, 0.3339]
    assert pair.distinguishable and pair.p == pair.adjusted_p


def test_with_more_markets_the_same_two_are_told_apart_less_readily():
    """What is seen once in several looks may be chance."""
    alone = markets(*shops((36, 60), (25, 60)), NOBODY)
    among = markets(*shops((36, 60), (25, 60), (30, 60), (31, 60), (29, 60)), NOBODY)
    assert alone.pairs[0].distinguishable and not among.pairs[0].distinguishable
    assert among.pairs[0].p == alone.pairs[0].p < among.pairs[0].adjusted_p


def test_a_thin_market_and_an_unknown_one_are_compared_with_none():
    people, market = shops((5, 9), (48, 80), (40, 70))
    market[market == "reseller"] = UNKNOWN
    found = markets(people, market, NOBODY)
    assert [one.market for one in found.markets] == ["consumer", "industrial", UNKNOWN]
    assert found.pairs == ()


def test_suppliers_and_partners_are_in_no_market():
    people, market = shops((10, 20))
    some = [(int(party), "person", kind, None, None) for party, kind in zip(people.customers, ("supplier", "partner", "distributor"))]
    found = markets(people, market, units(parties(*some)))
    assert found.markets[0].customers == 18


def test_without_a_year_of_orders_nobody_is_said_to_have_been_kept():
    history = made.history((0, 20), (30,), as_of=200)
    nothing = dated(history.customers, np.array([]), np.array([]))
    found = markets(relate(history, nothing, nothing, usual_gap_days=30), np.array(["consumer", "consumer"], dtype=object), NOBODY)
    assert (found.then, found.markets[0].kept, found.pairs) == (None, None, ())


def test_nobody_makes_no_market():
    nobody = of_days([], [], as_of=date(2026, 1, 1))
    nothing = dated(nobody.customers, np.array([]), np.array([]))
    assert markets(relate(nobody, nothing, nothing, usual_gap_days=30), np.array([], dtype=object), NOBODY).markets == ()
