"""The lesson on what satisfies: its facts follow from the answers and the orders, whatever the company."""

from collections import defaultdict
from functools import lru_cache
from math import isnan
from statistics import fmean

import numpy as np
import pytest

from analysis.driver_model import prepare
from analysis.drivers import drivers
from analysis.errors import Refused
from analysis.lessons.exercise import Exercise, check
from analysis.lessons.satisfies import ALIKE, facts, tasks
from analysis.lessons.satisfies_held import held
from analysis.lessons.satisfies_who import Happened, who
from analysis.trust import trust
from sample_data import answers
from sample_data.company import Company
from sample_data.lives import lives
from sample_data.trades import TRADES
from tests.analysis.surveys import survey
from tests.drivers import answered


def orders_of(company):
    """All orders of a company, and what was said about each."""
    found = lives(company, np.arange(company.customers))
    told = answers.of(company, found)
    said = np.full(len(found.orders), np.nan)
    said[told.place] = told.overall
    return Happened(who=found.orders.who, satisfaction=found.orders.satisfaction, said=said)


@lru_cache(maxsize=8)
def lesson(trade, seed, customers=1500):
    """A company, what it answered, and the facts of it."""
    company = Company.of(trade, seed=seed, customers=customers)
    asked = answered(company)
    found = facts(
        asked,
        drivers(prepare(asked)),
        trust(asked),
        orders_of(company),
        truth={one.name: company.weight(one) for one in company.trade.attributes},
        driver=company.trade.driver,
        along=company.trade.correlate,
    )
    return company, asked, found


def test_what_is_left_with_the_driver_held_is_what_a_loop_over_the_answers_finds():
    company, asked, found = lesson("home-goods", 3)
    names = [item.name for item in asked.items]
    driver, along = names.index(company.trade.driver), names.index(company.trade.correlate)
    cells, every = defaultdict(list), defaultdict(list)
    for rated, overall in zip(asked.performance.tolist(), asked.overall.tolist(), strict=True):
        if not isnan(rated[driver]) and not isnan(rated[along]):
            cells[rated[driver], rated[along] >= 4].append(overall)
            every[rated[along] >= 4].append(overall)
    rows = [rating for rating in range(1, 6) if min(len(cells[rating, side]) for side in (True, False)) >= 10]
    sizes = [len(cells[rating, True]) + len(cells[rating, False]) for rating in rows]
    apart = [fmean(cells[rating, True]) - fmean(cells[rating, False]) for rating in rows]
    assert [row.rating for row in found.held.rows] == rows
    assert found.held.n == sum(sizes)
    assert found.held.value == pytest.approx(sum(n * one for n, one in zip(sizes, apart, strict=True)) / sum(sizes))
    assert found.held.every.apart == pytest.approx(fmean(every[True]) - fmean(every[False]))


def test_the_mean_by_how_orders_went_is_what_a_loop_over_the_orders_finds():
    company, _asked, found = lesson("telecom", 2)
    orders, said = defaultdict(int), defaultdict(list)
    happened = orders_of(company)
    for satisfaction, answer in zip(happened.satisfaction.tolist(), happened.said.tolist(), strict=True):
        kind = "poorly" if satisfaction < 3 else "well" if satisfaction >= 4 else "so-so"
        orders[kind] += 1
        if not isnan(answer):
            said[kind].append(answer)
    total = sum(orders.values())
    assert {one.name: (one.orders, one.answers) for one in found.who.went} == {kind: (orders[kind], len(said[kind])) for kind in said}
    assert found.who.weighted == pytest.approx(sum(orders[kind] * fmean(said[kind]) for kind in orders) / total)
    assert found.who.mean == pytest.approx(fmean([answer for kind in said for answer in said[kind]]))
    assert found.who.truth == pytest.approx(fmean(happened.satisfaction.tolist()))
    assert found.who.orders == total


def test_gaps_and_importance_are_means_of_those_who_answered():
    _company, asked, found = lesson("fuel", 1)
    for column, one in enumerate(found.rated):
        pairs = [
            (received, expected)
            for received, expected in zip(asked.performance[:, column].tolist(), asked.expectation[:, column].tolist(), strict=True)
            if not isnan(received) and not isnan(expected)
        ]
        assert one.gap_n == len(pairs)
        assert one.received == pytest.approx(fmean(received for received, _expected in pairs))
        assert one.gap == pytest.approx(fmean(received - expected for received, expected in pairs))
        assert one.important == pytest.approx(fmean(value for value in asked.importance[:, column].tolist() if not isnan(value)))


def test_weights_are_those_of_the_generators_own_regression():
    company, _asked, found = lesson("wholesale", 5)
    said = answers.of(company, lives(company, np.arange(company.customers)))
    coefficients, _errors = answers.weights(company, said)
    assert [one.weight for one in found.rated] == pytest.approx(coefficients.tolist())
    assert sum(one.share for one in found.rated) == pytest.approx(1)


def test_where_only_the_driver_acts_nothing_is_left_of_what_goes_along():
    generator = np.random.default_rng(4)
    driver = generator.integers(1, 6, 4000).astype(float)
    along = np.clip(driver + generator.integers(-1, 2, 4000), 1, 5)
    found = held(survey(np.column_stack([driver, along]), driver, names=["Delivery", "Packaging"]), "Delivery", "Packaging")
    assert (found.value, found.low, found.high) == (0, 0, 0)
    assert found.every.apart > 1


def test_where_everybody_answers_as_it_was_the_weighted_mean_is_the_truth():
    went = np.random.default_rng(5).uniform(1, 5, 500)
    found = who(Happened(who=np.arange(500), satisfaction=went, said=went.copy()))
    assert found.weighted == pytest.approx(found.mean) == pytest.approx(found.truth)
    assert [one.rate for one in found.went] == [1, 1, 1]


def test_silence_that_hangs_on_how_it_went_is_made_up_for():
    """Where within a kind answers come by lot, the weighted mean holds the truth as often as its interval says."""
    generator, inside = np.random.default_rng(6), 0
    for _company in range(200):
        went = generator.choice([2.0, 3.5, 4.5], 3000, p=[0.3, 0.5, 0.2])
        chance = np.select([went < 3, went < 4], [0.1, 0.2], 0.4)
        said = np.where(generator.random(3000) < chance, went + generator.choice([-0.5, 0.5], 3000), np.nan)
        found = who(Happened(who=np.arange(3000), satisfaction=went, said=said))
        inside += found.low <= found.truth <= found.high
        assert found.mean > found.truth
    assert 182 <= inside <= 198


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("seed", [11, 12])
def test_answers_follow_the_company_and_slips_are_recognised(trade, seed):
    _company, _asked, found = lesson(trade, seed)
    for asked in tasks(found):
        if not isinstance(asked, Exercise):
            assert check(asked, asked.right).kind == "right"
            assert all(check(asked, name).slip == name for name in asked.options if name != asked.right)
            continue
        assert check(asked, round(asked.value, asked.digits)).kind == "right"
        assert asked.slips, asked.name
        for slip in asked.slips:
            assert check(asked, round(slip.value, asked.digits)).slip == slip.name


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("seed", [11, 12])
def test_what_is_put_in_order_is_no_answer_as_it_stands(trade, seed):
    company, _asked, found = lesson(trade, seed)
    weights = [one.truth for one in found.offered]
    assert len(set(weights)) == len(weights) == 5
    assert weights != sorted(weights, reverse=True)
    assert {company.trade.driver, company.trade.correlate, found.important.name} <= {one.name for one in found.offered}
    assert found.driver.name == company.trade.driver


@pytest.mark.parametrize("trade", TRADES)
def test_the_pair_is_rated_alike_and_the_gap_that_is_asked_for_is_another(trade):
    _company, _asked, found = lesson(trade, 11)
    short, above = found.pair
    assert abs(short.received - above.received) <= ALIKE
    assert short.gap < above.gap
    assert found.asked not in found.pair


def test_what_the_data_cannot_tell_from_the_best_is_no_wrong_choice():
    for trade in TRADES:
        for seed in (11, 12):
            found = lesson(trade, seed)[2]
            best = found.choices.get("best")
            assert all(one is best or (one.weight_high < best.weight and one.truth < best.truth) for one in found.choices.values())


def test_too_few_answers_are_refused_with_what_would_be_enough():
    company = Company.of("home-goods", seed=1, customers=300)
    asked = answered(company)
    with pytest.raises(Refused, match="needed 200"):
        facts(asked, drivers(prepare(asked)), trust(asked), orders_of(company), truth={}, driver="", along="")


def test_attributes_that_were_renamed_are_refused():
    company, asked, _found = lesson("home-goods", 3)
    truth = {f"{one.name}!": company.weight(one) for one in company.trade.attributes}
    with pytest.raises(Refused, match="doesn't know"):
        _told_of(company, asked, truth)


def test_a_driver_that_something_else_outweighs_is_refused():
    company, asked, _found = lesson("home-goods", 3)
    truth = {one.name: 0.1 if one.name == company.trade.driver else company.weight(one) for one in company.trade.attributes}
    with pytest.raises(Refused, match="outweighs"):
        _told_of(company, asked, truth)


def _told_of(company, asked, truth):
    names = {"driver": company.trade.driver, "along": company.trade.correlate}
    return facts(asked, drivers(prepare(asked)), trust(asked), orders_of(company), truth=truth, **names)
