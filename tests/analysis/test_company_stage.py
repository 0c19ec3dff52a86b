"""The company's own stage: the published growth, the rule's order, and quarters that add up to the person."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import linregress
from scipy.stats import t as student

from analysis import calendar
from analysis.company_stage import ACTIVE, FLOWS, PRESENT, company_stage, stage_of
from analysis.company_stage import people as behind
from analysis.dated import Dated
from analysis.growth import growth_of
from analysis.relations import relate
from analysis.stages import STAGES
from tests import published
from tests.analysis import made, naive
from tests.analysis.test_relations import random_people

BEGIN = calendar.day_number(date(2023, 1, 1))


def related(occasions, gap=25.5):
    none = Dated(start=np.zeros(len(occasions.customers) + 1, dtype=np.int64), day=np.array([], dtype=np.int32))
    return relate(occasions, none, none, usual_gap_days=gap)


def quarter_ends(number: int) -> list[int]:
    first = calendar.number(calendar.day_of(BEGIN), "quarter")
    return [calendar.day_number(calendar.last_day(first + place, "quarter")) for place in range(number)]


def with_active(*stocks: int, more_days: int = 20):
    """A company with so many active customers at the ends of quarters from 2023 on: each orders every 35 days up to then."""
    days = [[] for _ in range(max(stocks))]
    for end, stock in zip(quarter_ends(len(stocks)), stocks, strict=True):
        for who in range(stock):
            days[who] += [end - 70, end - 35, end - 3]
    return related(made.history(*map(tuple, days), as_of=quarter_ends(len(stocks))[-1] + more_days), gap=30)


@pytest.mark.parametrize(("active", "growth", "stage"), published.GROWTH_OF_EIGHT_QUARTERS)
def test_published_growth_and_its_stage(active, growth, stage):
    found = growth_of(active)
    assert (100 * found.value, 100 * found.low, 100 * found.high) == pytest.approx(growth, abs=1e-3)
    assert stage_of(found)[0] == stage


@pytest.mark.parametrize("seed", range(5))
def test_growth_is_that_of_a_regression_by_another_library(seed):
    """And the line's own interval is the textbook's, one quarter at a time."""
    active = np.random.default_rng(seed).integers(20, 400, 8)
    found, line = growth_of(active), linregress(range(8), np.log(active))
    critical = student.ppf(0.95, 6)
    assert found.value == pytest.approx(np.exp(4 * line.slope) - 1)
    assert found.low == pytest.approx(np.exp(4 * (line.slope - critical * line.stderr)) - 1)
    rest = np.log(active) - line.intercept - line.slope * np.arange(8)
    for place, fitted in enumerate(found.line):
        error = np.sqrt(sum(rest**2) / 6 * (1 / 8 + (place - 3.5) ** 2 / 42))
        assert np.log(fitted.value) == pytest.approx(line.intercept + line.slope * place)
        assert np.log(fitted.high / fitted.value) == pytest.approx(critical * error)


def test_twice_as_many_customers_grow_no_faster_and_time_turned_round_grows_the_other_way():
    active = np.array([100, 112, 118, 131, 140, 155, 160, 178])
    found, double, back = growth_of(active), growth_of(2 * active), growth_of(active[::-1])
    assert double.value == pytest.approx(found.value) and double.low == pytest.approx(found.low)
    assert 1 + back.value == pytest.approx(1 / (1 + found.value)) and 1 + back.low == pytest.approx(1 / (1 + found.high))


@pytest.mark.parametrize(("active", "_growth", "stage"), published.GROWTH_OF_EIGHT_QUARTERS)
def test_a_company_with_these_active_customers_is_in_that_stage(active, _growth, stage):
    """Its customers came in the year before the eight quarters, so that it is no launch."""
    found = company_stage(with_active(*[max(active)] * 4, *active))
    assert [one.at_end for one in found.quarters[-8:]] == list(active)
    assert found.stage == stage


def test_a_young_company_is_a_launch_however_fast_it_grows():
    found = company_stage(with_active(20, 40, 80))
    assert (found.stage, found.reason, found.ends) == ("launch", "young", 3)


def test_a_company_of_newcomers_is_a_launch_however_long_it_sells():
    found = company_stage(with_active(*[20] * 8, 60, 80))
    assert (found.stage, found.reason) == ("launch", "newcomers")
    assert (found.newcomers.k, found.newcomers.n) == (60, 80)
    exactly_half = company_stage(with_active(*[40] * 8, 80, 80))
    assert exactly_half.newcomers.k * 2 == exactly_half.newcomers.n and exactly_half.stage != "launch"


def test_without_eight_quarters_or_ten_customers_it_cannot_be_told():
    assert company_stage(with_active(*[20] * 6)).reason == "short"
    assert company_stage(with_active(*[20] * 8, 9, *[20] * 3)).reason == "few"
    assert company_stage(with_active(*[20] * 8, 0)).reason == "few"
    assert company_stage(with_active(*[9] * 9)).reason == "few"


def test_nobody_is_a_company_without_quarters():
    found = company_stage(related(made.history(as_of=BEGIN)))
    assert (found.stage, found.reason, found.quarters, found.first_order, found.here) == ("launch", "young", (), None, ())
    only_called = company_stage(related(made.history((), (), as_of=BEGIN)))
    assert (only_called.quarters, only_called.here) == ((), ())


@pytest.mark.parametrize("seed", range(4))
def test_quarters_are_the_stages_of_every_single_customer(seed):
    """By the rule as a person reads it, and whoever comes, comes back or falls silent is counted once."""
    people = related(made.random_history(seed, people=150, days=1_500))
    found, history = company_stage(people), people.occasions
    days = [history.day[a:b].tolist() for a, b in pairwise(history.start)]

    def active(t):
        known = [[day for day in own if day <= t] for own in days]
        return {
            who for who, own in enumerate(known) if naive.stage(own, t, 25.5)[0] in ("capture", "maintenance", "loyalty", "recovered")
        }

    assert len(found.quarters) == 12
    for quarter in found.quarters:
        number = calendar.parse(quarter.quarter, "quarter")
        first, last = (calendar.day_number(day(number, "quarter")) for day in (calendar.first_day, calendar.last_day))
        before, now, year_ago = active(first - 1), active(last), active(calendar.day_number(calendar.last_day(number - 4, "quarter")))
        new = {who for who, own in enumerate(days) if first <= own[0] <= last}
        assert (quarter.at_start, quarter.at_end, quarter.newcomers) == (len(before), len(now), len(new))
        assert (quarter.new, quarter.back, quarter.silent) == (len(now & new), len(now - before - new), len(before - now))
        assert quarter.at_start + quarter.new + quarter.back - quarter.silent == quarter.at_end
        assert (quarter.kept.k, quarter.kept.n) == (len(before & now), len(before))
        assert (quarter.kept_a_year.k, quarter.kept_a_year.n) == (len(year_ago & now), len(year_ago))
    for earlier, later in pairwise(found.quarters):
        assert earlier.at_end == later.at_start
    latest = [naive.stage(own, calendar.day_number(history.as_of), 25.5)[0] for own in days]
    assert {one.stage: one.share.k for one in found.here} == {STAGES[place]: latest.count(STAGES[place]) for place in PRESENT}


@pytest.mark.parametrize("seed", range(6))
def test_active_is_who_the_stages_say_is_in_an_active_stage(seed):
    """Also of those who only called, who cancelled, or whose silence is two usual gaps to the day."""
    people = random_people(seed)
    found = company_stage(people)
    for quarter in found.quarters:
        table = people.stages(quarter.last_day)
        assert quarter.at_end == np.isin(table.stage, ACTIVE).sum()
        for flow in FLOWS:
            assert len(behind(people, quarter.quarter, flow)) == getattr(quarter, flow)
    assert found.quarters
    edge = related(made.history((BEGIN, BEGIN + 30), (BEGIN,), as_of=BEGIN + 100), gap=(quarter_ends(1)[0] - BEGIN) / 2)
    [first] = company_stage(edge).quarters
    assert edge.stages(first.last_day).rho[1] == 2.0 and first.at_end == 2


def test_the_quarter_that_is_not_over_changes_nothing():
    people = related(made.random_history(3, people=150, days=1_500))
    found = company_stage(people)
    cut = calendar.day_number(calendar.last_day(calendar.last_complete(people.as_of, "quarter"), "quarter"))
    history = people.occasions
    kept = history.count_through(cut)
    shorter = made.history(
        *(tuple(history.day[start : start + count].tolist()) for start, count in zip(history.start[:-1], kept, strict=True)), as_of=cut
    )
    again = company_stage(related(replace(shorter, as_of=people.as_of)))
    assert again.quarters == found.quarters and again.growth == found.growth


def test_the_last_year_is_laid_beside_the_one_before():
    found = company_stage(with_active(*[40] * 8, *[60] * 4))
    assert (found.inflow, found.retention.now, found.retention.before) == (None, 1, 1)  # nobody came in the year before
    grown = company_stage(with_active(20, 30, 40, 50, 60, 70, 80, 90, 110, 130))
    assert (grown.inflow.before, grown.inflow.now) == (40, 60)
    assert grown.inflow.value == pytest.approx(0.5) and grown.inflow.low < 0.5 < grown.inflow.high


def test_a_year_that_begins_with_the_orders_is_compared_with_nothing():
    """In the quarter in which the orders begin, nobody knows who had come before."""
    late = with_active(*range(20, 36, 2))
    assert company_stage(late).growth is not None
    assert company_stage(late).inflow is None and company_stage(late).retention is None


def test_a_stage_stands_out_only_where_the_second_can_not_be_as_large():
    many = company_stage(with_active(40, 40, 40, 40, more_days=1))
    assert many.dominant == "loyalty" and sum(one.share.k for one in many.here) == many.here[0].share.n == 40
    end = quarter_ends(1)[0]
    even = made.history(*[(end,)] * 20, *[(end - 20, end)] * 20, as_of=end)
    assert company_stage(related(even)).dominant is None
