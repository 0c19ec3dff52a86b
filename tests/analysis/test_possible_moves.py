"""Structural zeros: reasoned from the rule, and held against every short history and many random ones."""

from itertools import product

import numpy as np
import pytest

from analysis.calendar import day_of
from analysis.dated import dated
from analysis.moves import OUTSIDE, flow
from analysis.occasions import Occasions
from analysis.possible_moves import least_days, possible_moves
from analysis.relations import relate
from analysis.rhythm import STANDARD, Rule
from analysis.stages import ABANDONED, AT_RISK, CAPTURE, LOYALTY, MAINTENANCE, PROSPECT, RECOVERED
from tests.analysis.test_moves import random_relations


def every_history(days: int, gap: float, rule: Rule):
    """Everybody who orders on any of `days` days in any way."""
    ways = np.array(list(product([False, True], repeat=days)))
    owner, day = np.nonzero(ways)
    customers = np.arange(1, len(ways) + 1)
    history = Occasions(
        customers=customers,
        start=np.append(0, np.cumsum(ways.sum(axis=1))).astype(np.int64),
        day=day.astype(np.int32),
        as_of=day_of(days + 60),
        free_orders=True,
    )
    nobody = dated(customers, np.array([]), np.array([]))
    return relate(history, nobody, nobody, usual_gap_days=gap, rule=rule)


@pytest.mark.parametrize(("gap", "rule"), [(2.0, STANDARD), (1.6, STANDARD), (2.0, Rule(at_risk=1.5, abandoned=3, loyalty_run=3, k=2))])
def test_no_short_history_moves_sooner_than_the_least_days_and_new_customers_exactly_then(gap, rule):
    relations = every_history(13, gap, rule)
    soonest = np.full((8, 8), np.inf)
    tables = [relations.stages(day_of(day)) for day in range(-1, 40)]
    for start in (0, 1, 3, 6, 10):
        for step in range(1, len(tables) - start):
            there = flow(tables[start], tables[start + step]) > 0
            soonest = np.where(there & (step < soonest), step, soonest)
    least = least_days(gap, rule, contacts=False, cancellations=False)
    assert (soonest >= least).all()
    for row in (OUTSIDE, CAPTURE):
        assert soonest[row].tolist() == [least[row][place] for place in range(8)]


@pytest.mark.parametrize("rule", [STANDARD, Rule(at_risk=1, abandoned=2, loyalty_run=3, k=1), Rule(at_risk=3, abandoned=6, loyalty_run=6)])
@pytest.mark.parametrize("seed", range(4))
def test_nobody_makes_a_move_that_is_said_to_be_impossible(seed, rule):
    gap = (6.0, 14.0, 40.0, 90.0)[seed]
    relations = random_relations(seed, gap=gap).by(rule)
    for day in (120, 300, 450, 600):
        for days in (1, 3, 9, 30, 92):
            counted = flow(relations.stages(day_of(day)), relations.stages(day_of(day + days)))
            assert not counted[~possible_moves(days, gap, rule)].any(), (day, days)


def test_what_the_rule_never_allows():
    never = ~possible_moves(100_000, 30, STANDARD)
    assert set(np.flatnonzero(~never[:, PROSPECT])) == set(np.flatnonzero(~never[:, OUTSIDE])) | {OUTSIDE} == {PROSPECT, OUTSIDE}
    assert set(np.flatnonzero(~never[:, CAPTURE])) == {PROSPECT, CAPTURE, OUTSIDE}
    old = (MAINTENANCE, LOYALTY, AT_RISK, ABANDONED, RECOVERED)
    assert not never[np.ix_(old, old)].any()


def test_a_longer_time_allows_whatever_a_shorter_one_does():
    for shorter, longer in ((1, 5), (30, 92), (92, 365)):
        assert not (possible_moves(shorter, 46, STANDARD) & ~possible_moves(longer, 46, STANDARD)).any()


def test_without_contacts_nobody_is_a_prospect():
    found = possible_moves(92, 46, STANDARD, contacts=False)
    assert not found[PROSPECT].any()
    assert not found[:, PROSPECT].any()
