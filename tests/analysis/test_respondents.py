"""Who answered."""

from datetime import datetime, time

import numpy as np
import polars as pl
import pytest

from analysis import calendar
from analysis.occasions import Occasions
from analysis.respondents import respondents, standardised
from analysis.survey import gather
from analysis.weighting import cell_weights, effective
from tests import published
from tests.analysis.said import COMPLAINTS, answers, on

BEGIN = 20_454  # 2026-01-01


def company(days: list[list[int]]) -> Occasions:
    """Customers 0, 1, … with their occasions, in days from 2026-01-01."""
    return Occasions(
        customers=np.arange(len(days)),
        start=np.concatenate([[0], np.cumsum([len(own) for own in days])]),
        day=np.array([BEGIN + day for own in days for day in own], dtype=np.int32),
        as_of=calendar.day_of(BEGIN + 400),
        free_orders=True,
    )


def test_the_standardised_difference_repeats_the_paper_and_is_no_other():
    first, second, difference, others = published.STANDARDISED_DIFFERENCE
    found = standardised(np.array(first), np.array(second))
    assert found == pytest.approx(difference, abs=1e-6)
    assert all(abs(found - other) > 1e-3 for other in others)
    assert standardised(np.ones(5), np.ones(9)) is None


def test_of_shares_the_difference_is_in_parts_of_their_spread():
    one, other, difference = published.STANDARDISED_DIFFERENCE_OF_SHARES
    first, second = (np.arange(100_000) < share * 100_000 for share in (one, other))
    assert standardised(first.astype(float), second.astype(float)) == pytest.approx(difference, abs=1e-4)


def test_no_order_after_the_survey_began_is_looked_at():
    """Trap: respondents' bias measured on what they did after answering. All are alike before; only respondents order after."""
    days = [[-100, -50] + ([5, 9, 20] if who < 20 else []) for who in range(60)]
    found = respondents(gather(answers(*({"who": who, "at": on(0), "overall": 4} for who in range(20)))), company(days))
    orders = next(one for one in found.balance if one.measure == "orders_a_year")
    assert (orders.respondents, orders.others, orders.reading) == (2, 2, "balanced")


def test_busy_customers_who_answer_more_often_are_seen_and_weighted_back():
    """Trap: respondents' bias. The busy are happier and answer; weighting by what they are brings the mean back to all customers'."""
    rng = np.random.default_rng(3)
    busy = np.arange(1000) < 300
    days = [list(range(-300, 0, 30 if own else 250)) for own in busy]
    chosen = rng.random(1000) < np.where(busy, 0.6, 0.15)
    said = [{"who": who, "at": on(0), "overall": 5 if busy[who] else 3} for who in np.flatnonzero(chosen)]
    found = respondents(gather(answers(*said)), company(days), field="busy", cell=np.where(busy, "busy", "other").astype(object))
    orders = next(one for one in found.balance if one.measure == "orders_a_year")
    assert orders.reading == "unlike" and orders.difference > 0
    [overall] = found.weighed
    assert overall.weighted.value == pytest.approx(0.3 * 5 + 0.7 * 3, abs=0.02)
    assert overall.plain.value > 4.1
    assert overall.weighted.n < overall.plain.n
    assert [(cell.name, cell.customers) for cell in found.cells] == [("busy", 300), ("other", 700)]


def test_a_rate_is_of_the_customers_there_were():
    """Who first orders after the wave is in no denominator; who first ordered during it is, as a newcomer."""
    days = [[-10]] * 10 + [[0]] * 5 + [[300]] * 7
    said = [{"who": who, "at": on(day), "overall": 4} for who, day in ((0, 0), (1, 9), (10, 9))]
    [rate] = respondents(gather(answers(*said, {"at": on(5), "overall": 3})), company(days)).rates
    assert (rate.rate.k, rate.rate.n, rate.newcomers) == (3, 15, 1)


def test_strangers_and_people_without_an_order_are_counted_apart():
    said = gather(answers({"who": 0, "at": on(0), "overall": 4}, {"who": 99, "at": on(0), "overall": 4}, {"at": on(0), "overall": 4}))
    found = respondents(said, company([[-5], [-9]]))
    assert (found.responses, found.unknown, found.never_ordered, found.compared, found.others) == (3, 1, 1, 1, 1)


def test_complaints_of_the_year_before_are_compared():
    complaints = pl.DataFrame(
        [
            {"complaint": who, "customer": who, "opened_at": datetime.combine(calendar.day_of(BEGIN - 40 * who), time.min)}
            for who in range(20)
        ],
        schema={"complaint": pl.Int64, "customer": pl.Int64, "opened_at": pl.Datetime("us")},
    )
    said = gather(answers(*({"who": who, "at": on(0), "overall": 4} for who in range(20))))
    found = respondents(said, company([[-900]] * 40), complaints=complaints)
    complained = next(one for one in found.balance if one.measure == "complained")
    assert (complained.respondents, complained.others) == (9 / 20, 0)
    assert respondents(said, company([[-900]] * 40), complaints=pl.DataFrame(schema=COMPLAINTS)).balance[-1].measure != "complained"


@pytest.mark.parametrize("seed", range(5))
def test_weights_bring_each_cell_to_its_share_until_they_are_cut(seed):
    """Property: uncut, the weighted answers of each cell are its share of the customers, and they sum to the answers."""
    rng = np.random.default_rng(seed)
    names = rng.choice(["a", "b", "c"], 3000, p=[0.5, 0.3, 0.2]).astype(object)
    said = rng.random(3000) < np.where(names == "a", 0.3, 0.5)
    cells, weights, uncovered, capped = cell_weights(names, said)
    assert (uncovered, capped) == (0, 0)
    assert weights[said].sum() == pytest.approx(said.sum())
    for cell in cells:
        assert weights[said & (names == cell.name)].sum() / said.sum() == pytest.approx(cell.customers / 3000)


def test_a_rare_answer_counts_for_five_at_most_and_an_empty_cell_is_said():
    names = np.array(["many"] * 990 + ["none"] * 10, dtype=object)
    said = np.arange(1000) >= 985
    said[990:] = False
    cells, _, uncovered, _ = cell_weights(names, said)
    assert uncovered == pytest.approx(0.01) and cells[1].weight is None
    names = np.array(["rare"] * 900 + ["eager"] * 100, dtype=object)
    said = (np.arange(1000) < 2) | (np.arange(1000) >= 900)
    cells, _, _, capped = cell_weights(names, said)
    assert (cells[1].weight, capped) == (5, 2)


def test_equal_weights_are_worth_all_answers():
    assert effective(np.ones(40)) == 40
    assert effective(np.array([1.0, 0.0])) == 1


def test_no_survey_and_no_wave_compare_nobody():
    found = respondents(gather(answers()), company([[-5]]))
    assert (found.responses, found.rates, found.compared, found.weighed) == (0, (), 0, ())
