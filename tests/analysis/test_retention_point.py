"""One point of retention: the leaky bucket with and without it, counted by hand, and an interval that the bootstrap agrees with."""

from dataclasses import replace

import numpy as np
import pytest

from analysis import calendar
from analysis.absences import absences
from analysis.intervals import critical
from analysis.ledger import Ledger
from analysis.occasions import Occasions
from analysis.retention_point import retention_point, surplus
from analysis.stages import ABANDONED, NOT_YET, stages
from tests import published
from tests.analysis import made

GAP = 12.0


def book(history: Occasions, seed: int = 0) -> Ledger:
    """Give each occasion an amount."""
    rng = np.random.default_rng(seed)
    return Ledger(
        currency="EUR",
        place=history.owner,
        day=history.day.astype(np.int64),
        net=rng.integers(500, 9_000, len(history.day)),
        size=len(history.customers),
    )


def found(history: Occasions, ledger: Ledger, **how):
    return retention_point(history, absences(history, usual_gap_days=GAP), ledger, **how)


def test_the_surplus_is_the_difference_of_two_leaky_buckets():
    known = published.LEAKY_BUCKET
    stock = [float(known["start"])]
    for _ in range(12):
        stock.append(stock[-1] * (1 - known["lost"]) + known["new"])
    assert stock[1] == known["after"][1] and stock[12] == pytest.approx(known["after"][12], abs=1e-6)
    at_start = np.array(stock[:12])
    assert surplus(at_start, at_start * known["lost"])[-1] == pytest.approx(known["one_point_after_12"] - known["after"][12], abs=1e-5)


def test_nobody_is_kept_twice_where_fewer_than_one_in_a_hundred_are_lost():
    assert surplus(np.array([1000, 1000]), np.array([4, 0])).tolist() == [0.0, 4.0, 4.0]


@pytest.mark.parametrize("period", calendar.PERIODS)
@pytest.mark.parametrize("seed", range(2))
def test_it_is_what_one_counts_customer_by_customer(seed, period):
    history = made.random_history(seed, people=400)
    ledger = book(history, seed)
    result = found(history, ledger, period=period)
    number, last = calendar.parse(result.first, period), calendar.parse(result.last, period)
    ends = [calendar.day_number(calendar.first_day(number, period)) - 1]
    ends += [calendar.day_number(calendar.last_day(at, period)) for at in range(number, last + 1)]
    stage = [stages(history, calendar.day_of(day), usual_gap_days=GAP).stage for day in ends]
    there = [{place for place, one in enumerate(all_of_them) if one not in (NOT_YET, ABANDONED)} for all_of_them in stage]
    more, stock = [0.0], [len(people) for people in there]
    for before, after in zip(there, there[1:], strict=False):
        share = len(before - after) / len(before)
        more.append(more[-1] * (1 - share + min(0.01, share)) + min(0.01, share) * len(before))
    halfway = [(a + b) / 2 for a, b in zip(stock, stock[1:], strict=False)]
    customers = sum(halfway) / len(halfway)
    brought, yesterday = 0, {}
    for place, day, net in zip(ledger.place, ledger.day, ledger.net, strict=True):
        if ends[0] < day <= ends[-1]:
            if day not in yesterday:
                yesterday[day] = stages(history, calendar.day_of(int(day) - 1), usual_gap_days=GAP).stage
            brought += int(net) * (yesterday[day][place] not in (NOT_YET, ABANDONED))
    assert result.customers == pytest.approx(customers)
    assert (result.lost, result.at_start) == (sum(len(a - b) for a, b in zip(there, there[1:], strict=False)), sum(stock[:-1]))
    assert result.more == pytest.approx(more[-1])
    assert result.each.value == round(brought / customers)
    assert result.a_year.value == pytest.approx(more[-1] * brought / customers, abs=1)
    so_many = sum((a + b) / 2 for a, b in zip(more, more[1:], strict=False)) / len(halfway)
    assert result.in_the_year.value == pytest.approx(so_many * brought / customers, abs=1)


def test_the_interval_is_that_of_the_bootstrap_over_customers():
    history = made.random_history(3, people=400)
    ledger = book(history, 3)
    result = found(history, ledger)
    rng = np.random.default_rng(1)
    drawn = []
    for _ in range(300):
        chosen = rng.integers(0, len(history.customers), len(history.customers))
        again = resampled(history, chosen)
        starts = np.concatenate([[0], np.cumsum(np.diff(history.start)[chosen])])
        rows = np.concatenate([np.arange(history.start[one], history.start[one + 1]) for one in chosen])
        copy = Ledger(currency="EUR", place=again.owner, day=ledger.day[rows], net=ledger.net[rows], size=len(chosen))
        assert (starts == again.start).all()
        drawn.append(found(again, copy))
    for name in ("each", "a_year", "in_the_year"):
        money = getattr(result, name)
        error = (money.high - money.low) / 2 / critical(0.95)
        assert np.std([getattr(one, name).value for one in drawn]) == pytest.approx(error, rel=0.15)
    error = (result.more_high - result.more_low) / 2 / critical(0.95)
    assert np.std([one.more for one in drawn]) == pytest.approx(error, rel=0.15)


def resampled(history: Occasions, chosen: np.ndarray) -> Occasions:
    days = [tuple(history.day[history.start[one] : history.start[one + 1]].tolist()) for one in chosen]
    return made.history(*days, as_of=calendar.day_number(history.as_of))


def test_cents_for_euros_change_the_money_alone_and_the_order_of_the_rows_nothing():
    history = made.random_history(4, people=300)
    ledger = book(history)
    result = found(history, ledger)
    order = np.random.default_rng(0).permutation(len(ledger.day))
    assert found(history, replace(ledger, place=ledger.place[order], day=ledger.day[order], net=ledger.net[order])) == result
    dear = found(history, replace(ledger, net=ledger.net * 100))
    assert (dear.more, dear.customers) == (result.more, result.customers)
    assert dear.a_year.value == pytest.approx(100 * result.a_year.value, rel=1e-3)


def test_a_group_is_told_as_if_it_were_alone():
    history = made.random_history(5, people=400)
    ledger, mask = book(history), np.arange(400) % 2 == 0
    result = found(history, ledger, mask=mask)
    alone = resampled(history, np.flatnonzero(mask))
    rows = mask[ledger.place]
    place = np.cumsum(mask)[ledger.place[rows]] - 1
    only = Ledger(currency="EUR", place=place, day=ledger.day[rows], net=ledger.net[rows], size=int(mask.sum()))
    assert found(alone, only) == result


def test_it_is_not_told_before_a_year_in_which_somebody_could_be_lost_nor_of_too_few_nor_without_money():
    short = made.random_history(6, people=300, days=300)
    assert found(short, book(short)) is None
    few = made.random_history(6, people=20)
    assert found(few, book(few)) is None
    many = made.random_history(6, people=300)
    assert found(many, replace(book(many), net=np.zeros(len(many.day), dtype=np.int64))) is None
