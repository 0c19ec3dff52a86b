"""The leaky bucket's lesson: its facts against counting by hand, its closed forms, and every slip told from the answer."""

from dataclasses import replace
from datetime import date, datetime
from functools import cache

import numpy as np
import polars as pl
import pytest

from analysis import calendar
from analysis.absences import NEVER, absences
from analysis.errors import Refused
from analysis.intervals import wilson
from analysis.ledger import Ledger
from analysis.lessons import bucket as lesson
from analysis.lessons.bucket_ahead import ahead, market, settling
from analysis.lessons.bucket_tasks import tasks
from analysis.lessons.exercise import check
from analysis.occasions import Occasions
from analysis.relations import of_orders
from analysis.retention_point import retention_point
from analysis.stages import STAGES, stages
from tests import published
from tests.analysis import made

GAP = 12.0
SEEDS = range(3)


def spending(amount: int = 90_000, until: int = 24) -> pl.DataFrame:
    """The same every month, for winning customers."""
    january = calendar.number(date(1970, 1, 1), "month")
    months = [calendar.first_day(january + later, "month") for later in range(until)]
    return pl.DataFrame(
        {
            "spent_at": [datetime(day.year, day.month, day.day) for day in months],
            "spent_until": pl.Series([None] * len(months), dtype=pl.Datetime("us")),
            "purpose": ["acquisition"] * len(months),
            "amount": [amount] * len(months),
            "currency": ["EUR"] * len(months),
        }
    )


@cache
def company(seed: int) -> tuple[Occasions, np.ndarray]:
    """Random buyers, and with the order of which day each left: with the last for most, with none for the others."""
    history = made.random_history(seed, people=500, days=720)
    last = history.day[history.start[1:] - 1].astype(np.int64)
    return history, np.where(np.random.default_rng(seed).random(len(last)) < 0.7, last, NEVER)


@cache
def point(seed: int):
    history, _left = company(seed)
    net = np.random.default_rng(seed).integers(500, 9_000, len(history.day))
    book = Ledger(currency="EUR", place=history.owner, day=history.day.astype(np.int64), net=net, size=len(history.customers))
    return retention_point(history, absences(history, usual_gap_days=GAP), book, period="quarter")


def facts(seed: int, **how) -> lesson.Facts:
    history, left = company(seed)
    given = {"left": left, "point": point(seed), "spend": spending(), "currency": "EUR", "margin": 0.4} | how
    return lesson.facts(of_orders(history, usual_gap_days=GAP), **given)


def here(history: Occasions, day: int) -> set[int]:
    """Whom the rule counts as customers at the end of a day."""
    codes = stages(history, calendar.day_of(day), usual_gap_days=GAP).stage
    return {who for who, code in enumerate(codes) if code >= 0 and STAGES[code] not in ("prospect", "abandoned")}


@pytest.mark.parametrize("seed", SEEDS)
def test_who_was_lost_rested_and_was_still_there_is_what_one_counts(seed):
    history, left = company(seed)
    found, number = facts(seed), calendar.last_complete(history.as_of, "quarter")
    begin, end = (calendar.day_number(calendar.last_day(at, "quarter")) for at in (number - 1, number))
    before, after = here(history, begin), here(history, end)
    lost = before - after
    assert found.label == calendar.label(number, "quarter")
    assert (found.at_start, found.lost, found.at_end) == (len(before), len(lost), len(after))
    assert found.for_good == sum(left[who] <= end for who in lost)
    assert found.rested == sum(left[who] > end for who in lost)
    assert found.there == sum(left[who] > begin for who in before)
    assert (found.share, found.low, found.high) == (len(lost) / len(before), *wilson(len(lost), len(before)))
    assert found.true_share <= found.share
    assert found.wait_days == 4 * GAP
    assert found.at_start - found.lost + found.new + found.back == found.at_end


@pytest.mark.parametrize("seed", SEEDS)
def test_what_newcomers_cost_and_how_many_ordered_again_is_what_one_counts(seed):
    history, left = company(seed)
    won, number = facts(seed).won, calendar.last_complete(history.as_of, "quarter") - 4
    first, last = (calendar.day_number(day) for day in (calendar.first_day(number, "quarter"), calendar.last_day(number, "quarter")))
    days = {who: [int(day) for day in history.day[history.owner == who]] for who in range(len(history.customers))}
    theirs = [who for who, when in days.items() if first <= when[0] <= last]
    assert won.label == calendar.label(number, "quarter")
    assert won.newcomers == len(theirs)
    assert won.again == sum(len(days[who]) > 1 for who in theirs)
    assert won.at_once == sum(left[who] == days[who][0] for who in theirs)
    assert won.spent == 3 * 90_000
    assert (won.each, won.who_came_again) == (round(won.spent / won.newcomers), round(won.spent / won.again))


def test_the_bucket_goes_where_the_published_one_goes():
    known = published.LEAKY_BUCKET
    stock = ahead(known["start"], known["new"], known["lost"], 60)
    for after, customers in known["after"].items():
        assert stock[after] == pytest.approx(customers, abs=1e-6)
    kept = ahead(known["start"], known["new"], known["lost"] - 0.01, 12)
    assert kept[12] == pytest.approx(known["one_point_after_12"], abs=1e-5)
    assert settling(known["new"], 0, 500, 10_000)[0] == known["new"] / known["lost"] == 6_000


@pytest.mark.parametrize("seed", SEEDS)
def test_at_its_level_the_bucket_stands_still_and_reaches_it_from_anywhere(seed):
    found = facts(seed)
    level = found.level
    for now in (0, found.at_end, 10 * level.settles):
        assert ahead(now, level.arrivals, found.share, 400)[-1] == pytest.approx(level.settles)
    assert ahead(level.settles, level.arrivals, found.share, 1)[1] == pytest.approx(level.settles)
    # One point fewer lost, or so many more newcomers: the same level.
    assert ahead(0, level.arrivals, found.share - 0.01, 400)[-1] == pytest.approx(level.with_a_point)
    assert ahead(0, level.arrivals + level.more, found.share, 400)[-1] == pytest.approx(level.with_a_point)
    # Half as many newcomers, and as many who come back.
    assert ahead(0, found.new / 2 + found.back, found.share, 400)[-1] == pytest.approx(level.halved)
    assert level.halved_low < level.halved < level.halved_high
    assert level.stock[-2:] == (found.at_start, found.at_end)
    assert level.labels[-1] == found.label and len(level.labels) == len(level.stock)


def test_the_levels_interval_holds_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(7)
    drawn = rng.poisson(280, 2000), rng.poisson(20, 2000), rng.binomial(900, 0.3, 2000)
    for part, settles in ((1.0, 1000), (0.5, (140 + 20) / 0.3)):
        ends = [settling(*one, 900, part=part)[1:] for one in zip(*(numbers.tolist() for numbers in drawn))]
        assert np.mean([low <= settles <= high for low, high in ends]) == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_point_is_one_of_a_hundred_customers_and_its_worth_is_contribution(seed):
    result, found = point(seed), facts(seed).worth
    assert found.kept == pytest.approx(result.customers / 100)
    assert found.once.value == pytest.approx(result.customers / 100 * result.each.value * 0.4, abs=1)
    assert found.a_year.value == pytest.approx(0.4 * result.a_year.value, abs=1)
    assert found.once.low < found.once.value < found.once.high
    assert (found.more, found.lost_share) == (result.more, result.lost_share)


def test_the_market_ends_when_one_counts_it_down():
    for bought, newcomers, times in ((4000, 500, 2), (2343, 283, 3), (997, 121, 2)):
        found = market(bought=bought, newcomers=newcomers, back=20, lost_share=0.25, times=times)
        left, quarters = found.size - bought, 0
        while left > 0:
            left, quarters = left - newcomers, quarters + 1
        assert quarters - 1 < found.quarters <= quarters
        assert found.size == pytest.approx(times * bought, rel=0.05)
        assert found.low < found.quarters < found.high
        assert ahead(10_000, found.back, 0.25, 100)[-1] == pytest.approx(found.settles)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_right_answer_is_accepted_as_a_pocket_calculator_gives_it(seed):
    """The share lost rounded to a whole per cent, customers kept to a decimal, amounts to whole units."""
    found = facts(seed)
    level, worth, letters, ends = tasks(found)
    assert check(level, round((found.new / 2 + found.back) / (round(100 * found.share) / 100))).kind == "right"
    assert check(worth, round(round(found.worth.customers / 100, 1) * found.worth.each.value / 100 * 0.4)).kind == "right"
    assert check(letters, 10 * round(found.won.spent / found.won.again / 100, 1)).kind == "right"
    assert check(ends, round(found.larger.left / found.larger.newcomers, 1)).kind == "right"


@pytest.mark.parametrize("seed", SEEDS)
def test_every_slip_is_recognised_and_none_is_taken_for_the_answer(seed):
    for asked in tasks(facts(seed)):
        assert asked.slips, asked.name
        for slip in asked.slips:
            verdict = check(asked, round(slip.value, asked.digits))
            assert (verdict.kind, verdict.slip) == ("slip", slip.name)
            assert abs(slip.value - asked.value) > 0.04 * asked.value


def test_slips_are_reckoned_the_wrong_way_from_the_same_numbers():
    found = facts(0)
    slips = {asked.name: {slip.name: slip.value for slip in asked.slips} for asked in tasks(found)}
    share = found.lost / found.at_start
    assert slips["level"]["stayers"] == pytest.approx((found.new / 2 + found.back) / (1 - share))
    assert slips["level"]["next"] == pytest.approx(found.at_end - found.lost + found.new / 2 + found.back)
    assert slips["level"]["new_only"] == pytest.approx(found.new / 2 / share)
    right = {asked.name: asked.value for asked in tasks(found)}
    assert slips["point"]["revenue"] == pytest.approx(right["point"] / 0.4, rel=1e-3)
    assert slips["point"]["per_cent"] == pytest.approx(right["point"] * found.worth.lost_share, rel=1e-3)
    assert slips["letters"]["one_kept"] == pytest.approx(right["letters"] / 10)
    assert slips["letters"]["every_letter"] == pytest.approx(right["letters"] * 100)
    assert slips["market"]["all"] == pytest.approx(found.larger.size / found.larger.newcomers)


def test_a_slip_that_makes_no_difference_is_none():
    """Where nobody came back, whoever forgets them has reckoned right."""
    found = facts(0)
    alone = replace(found, back=0, level=replace(found.level, halved=found.new / 2 / found.share, halved_low=0, halved_high=10**6))
    assert "new_only" not in [slip.name for slip in tasks(alone)[0].slips]


def test_a_company_that_cannot_show_it_is_refused_with_what_it_takes():
    for how in ({"point": None}, {"spend": spending().clear()}, {"currency": "USD"}):
        with pytest.raises(Refused) as refused:
            facts(0, **how)
        assert "30 customers" in refused.value.needed
    few = made.history(*[(day, day + 9) for day in range(0, 700, 60)], as_of=720)
    with pytest.raises(Refused, match="customers"):
        lesson.facts(
            of_orders(few, usual_gap_days=GAP),
            left=np.full(len(few.customers), NEVER),
            point=point(0),
            spend=spending(),
            currency="EUR",
            margin=0.4,
        )
