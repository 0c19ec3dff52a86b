"""Which organisation everybody belongs to, and of which type and market it is."""

from collections import Counter

import numpy as np
import polars as pl
import pytest

from analysis.markets import market_of
from analysis.units import BESIDE, NONE, TYPES, units
from tests.analysis.made import KINDS_OF_FRAME

SCHEMA = {"party": pl.Int64, "kind": pl.String, "type": pl.String, "market": pl.String, "account": pl.Int64}

ONE = ("person", "customer", None)


def parties(*rows):
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def test_a_company_beside_a_person_is_that_person_s_account():
    found = units(parties((1, *ONE, 9), (2, *ONE, None), (9, "organisation", "account", None, None)))
    assert found.unit.tolist() == [9]
    assert found.of(np.array([1, 2, 9, 4])).tolist() == [0, NONE, 0, NONE]


def test_an_organisation_s_own_word_outweighs_its_people_s():
    rows = [(9, "organisation", "supplier", "government", None), *((n, "person", "customer", "industrial", 9) for n in range(1, 5))]
    found = units(parties(*rows))
    assert (found.type[0], found.market[0], found.customers.tolist()) == ("supplier", "government", [False])


def test_an_organisation_that_only_stands_beside_people_is_what_most_of_them_are():
    rows = [(1, "person", "partner", None, 9), (2, "person", "distributor", "reseller", 9), (3, "person", "distributor", None, 9)]
    found = units(parties(*rows, (9, "organisation", "account", None, None)))
    assert (found.type[0], found.market[0]) == ("distributor", "reseller")


def test_one_distributor_among_people_of_whom_nothing_else_is_said_makes_their_organisation_one():
    rows = [(1, "person", "distributor", None, 9), *((n, *ONE, 9) for n in (2, 3, 4)), (9, "organisation", "account", None, None)]
    assert units(parties(*rows)).type.tolist() == ["distributor"]
    rows[0] = (1, "person", "supplier", None, 9)
    assert units(parties(*rows)).type.tolist() == ["customer"], "who buys is a customer, whoever else sells"


def test_a_distributor_or_supplier_without_an_organisation_stands_alone():
    found = units(parties((1, "person", "distributor", None, None), (2, "person", "supplier", None, None), (3, *ONE, None)))
    assert found.unit.tolist() == [1, 2]
    assert found.customers.tolist() == [True, False]


def test_nobody_belongs_to_nothing():
    found = units(parties())
    assert found.unit.size == found.party.size == 0
    assert found.of(np.array([1, 2])).tolist() == [NONE, NONE]


@pytest.mark.parametrize("frame", KINDS_OF_FRAME)
@pytest.mark.parametrize("seed", range(6))
def test_units_are_those_found_one_by_one(seed, frame):
    """A slow second way: of each organisation, count what its people say."""
    rng = np.random.default_rng(seed)
    markets = [None, "industrial", "government", "zoo"]
    organisations = [(100 + n, "organisation", str(rng.choice([BESIDE, *TYPES])), rng.choice(markets), None) for n in range(12)]
    people = [
        (n, "person", str(rng.choice(TYPES)), rng.choice(markets), None if rng.random() < 0.3 else 100 + int(rng.integers(12)))
        for n in range(1, 60)
    ]
    rows = [*people, *organisations]
    shuffled = KINDS_OF_FRAME[frame](parties(*(rows[place] for place in rng.permutation(len(rows)))))
    if frame == "pandas":
        shuffled["account"] = shuffled["account"].astype("Int64")
    found = units(shuffled)
    expected = {}
    for party, _kind, own, market, _ in organisations:
        mine = [person for person in people if person[4] == party]
        told = [person[2] for person in mine]
        if {"distributor", "retailer"} & {own, *told}:
            own, told = own if own != "customer" else BESIDE, [word for word in told if word != "customer"]
        expected[party] = (
            _most([own] if own != BESIDE else told, TYPES),
            _most([market] if market else [p[3] for p in mine]),
        )
    for party, _kind, own, market, account in people:
        if account is None and own != "customer":
            expected[party] = (own, market or "")
    assert dict(zip(found.unit.tolist(), zip(found.type, found.market))) == expected
    whose = {p: (a or (p if own != "customer" else None)) for p, _k, own, _m, a in people} | {row[0]: row[0] for row in organisations}
    places = found.of(np.array(sorted(whose)))
    assert [None if place == NONE else int(found.unit[place]) for place in places] == [whose[party] for party in sorted(whose)]


def _most(said, first=()):
    counts = Counter(word for word in said if word)
    ranked = [word for word in first if word in counts] + sorted(set(counts) - set(first))
    return max(ranked, key=lambda word: counts[word], default="")


def test_the_own_market_comes_before_the_organisation_s():
    rows = parties(
        (1, "person", "customer", "consumer", 9), (2, "person", "customer", None, 9), (9, "organisation", "customer", "industrial", None)
    )
    people = pl.DataFrame({"customer": [9, 2, 1], "market": ["industrial", None, "consumer"]})
    assert market_of(people, units(rows), np.array([1, 2, 5, 9])).tolist() == ["consumer", "industrial", "", "industrial"]
    assert market_of(people.clear(), units(parties()), np.array([5])).tolist() == [""]
