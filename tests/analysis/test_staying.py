"""How long customers stay, put together."""

from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from analysis import calendar
from analysis.absences import absences
from analysis.activity import gather
from analysis.document import document
from analysis.occasions import gather as gather_occasions
from analysis.retention import retention
from analysis.staying import BECAME, behind, staying
from tests.analysis import made

GAP = 12.0


def test_the_parts_are_of_the_same_customers():
    history = made.random_history(3)
    half = np.arange(len(history.customers)) % 2 == 0
    found = staying(history, usual_gap_days=GAP, mask=half)
    assert found.all.curve.n == found.second_order.curve.n == found.steps[0].n == half.sum()
    assert found.all.came_back <= found.all.curve.events
    assert (found.groups, found.test, found.first_order) == ((), None, None)
    assert staying(history, usual_gap_days=GAP, mask=np.zeros(len(half), dtype=bool)) is None


def test_groups_are_compared_and_those_of_fewer_than_five_left_out():
    history = made.random_history(4)
    place = np.arange(len(history.customers))
    found = staying(history, usual_gap_days=GAP, groups={"even": place % 2 == 0, "odd": place % 2 == 1, "four": place < 4})
    assert [group.name for group in found.groups] == ["even", "odd"]
    assert sum(group.curve.n for group in found.groups) == found.all.curve.n
    assert sum(group.came_back for group in found.groups) == found.all.came_back
    assert found.test.degrees == 1


@pytest.mark.parametrize("period", calendar.PERIODS)
def test_the_day_on_which_an_age_becomes_known_is_the_day_on_which_retention_knows_it(period):
    """Asked on that very day, "still here" has the period among its known ages; asked the day before, it has not."""
    history = made.random_history(1)
    first = staying(history, usual_gap_days=GAP, period=period).unknown[0]
    for day, known in ((first.known_on, True), (first.known_on - timedelta(days=1), False)):
        later = made.history((0,), as_of=calendar.day_number(day))
        [cohort] = retention(gather(later, period), kind="still_here", usual_gap_days=GAP).cohorts
        reached = calendar.parse(first.period, period) - calendar.parse(cohort.cohort, period)
        assert (reached in [cell.age for cell in cohort.ages]) == known


def test_contacts_are_told_for_all_customers_and_for_no_filter():
    orders = made.orders((1, "1970-01-21"), (2, "1970-01-10"), *[(who, "1970-01-06") for who in range(3, 33)])
    history = gather_occasions(orders, as_of=date(1970, 2, 28))
    contacts = pl.DataFrame({"customer": [1, 2, 99], "happened_at": [datetime(1970, 1, 3), datetime(1970, 1, 20), datetime(1970, 1, 9)]})
    told = {"usual_gap_days": GAP, "orders": orders}
    found = staying(history, contacts=contacts, **told)
    assert (found.first_order.curve.n, found.first_order.so_far, found.contacted_later) == (2, 1, 1)
    assert staying(history, contacts=contacts.clear(), **told).first_order is None
    everybody = np.ones(len(history.customers), dtype=bool)
    assert staying(history, mask=everybody, contacts=contacts, **told).first_order is None


def test_who_orders_once_leaves_after_four_usual_gaps_and_the_others_are_told_apart():
    history = made.history(*[(0,)] * 30, *[(0, 10, 100, 190)] * 10, as_of=400)
    found = staying(history, usual_gap_days=30)
    assert (found.all.curve.median.days, found.repeaters.n) == (121, 10)
    assert found.repeaters.median.days > 121
    assert staying(made.history((0,), as_of=9), usual_gap_days=30).repeaters is None


def test_it_is_a_document_without_a_number_that_is_none():
    told = document(staying(made.random_history(0), usual_gap_days=GAP))
    curve = told["all"]["curve"]
    assert len(curve["days"]) == len(curve["share"]) == len(curve["low"])
    assert None in curve["low"] or 0 < curve["low"][0] < 1


@pytest.mark.parametrize("seed", range(3))
def test_behind_a_curve_are_the_customers_that_it_counts(seed):
    history = made.random_history(seed)
    away, who = absences(history, usual_gap_days=12.0), np.arange(len(history.customers)) % 3 == 0
    curve = staying(history, usual_gap_days=12.0, mask=who).all
    people = {became: behind(history, away, who, became=became) for became in BECAME}
    assert len(people["lost"]) == curve.curve.events and len(people["came_back"]) == curve.came_back
    assert sorted([*people["lost"], *people["not_lost"]]) == history.customers[who].tolist()
    assert set(people["came_back"]) <= set(people["lost"])
