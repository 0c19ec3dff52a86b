"""What the lesson of cohorts states, counted again customer by customer, and what it refuses."""

import random
from datetime import date, timedelta

import numpy as np
import pytest

from analysis.errors import Refused
from analysis.lessons.cohorts import AGES, exercises, facts
from analysis.occasions import Occasions

AS_OF = date(2026, 10, 18)


def company(seed: int, customers: int = 400) -> tuple[dict[int, list[date]], list[str]]:
    """Return days with an order by customer, and channels: some come once, some go on."""
    draw, lives, channels = random.Random(seed), {}, []
    for customer in range(customers):
        day = date(2024, 8, 12) + timedelta(days=draw.randrange(790))
        stay, days = draw.random(), []
        while day <= AS_OF:
            days.append(day)
            if draw.random() > stay:
                break
            day += timedelta(days=1 + int(draw.expovariate(1 / 35)))
        lives[customer] = days
        channels.append(draw.choices(["web", "shop", "fair"], [70, 27, 3])[0])
    return lives, channels


def occasions(lives: dict[int, list[date]]) -> Occasions:
    numbers = [sorted((day - date(1970, 1, 1)).days for day in days) for days in lives.values()]
    return Occasions(
        customers=np.array(list(lives)),
        start=np.cumsum([0, *map(len, numbers)]),
        day=np.array([day for days in numbers for day in days], dtype=np.int32),
        as_of=AS_OF,
        free_orders=True,
    )


def month(day: date) -> int:
    return 12 * day.year + day.month - 1


COMPLETE = month(AS_OF) - 1


@pytest.mark.parametrize("seed", range(6))
def test_every_number_is_that_of_a_count_customer_by_customer(seed):
    lives, channels = company(seed)
    truth = {age: 0.1 for age in AGES}
    found = facts(occasions(lives), channels, truth)
    often = found.days_often

    for age in found.ages:
        had = [days for days in lives.values() if month(days[0]) + age.age <= COMPLETE]
        did = [days for days in had if any(month(day) == month(days[0]) + age.age for day in days)]
        assert (age.at_risk, age.retained) == (len(had), len(did))
        assert age.counted_as_no == pytest.approx(len(did) / len(lives))

    def count(days: list[date], months: int = 3) -> int:
        return sum(month(day) <= month(days[0]) + months for day in days)

    for group in found.months:
        year, number = map(int, group.name.split("-"))
        came = [days for days in lives.values() if month(days[0]) == 12 * year + number - 1]
        seen = min(COMPLETE - (12 * year + number - 1), 3)
        assert (group.size, group.months) == (len(came), seen)
        assert group.often == sum(count(days, seen) >= often for days in came)
    assert [one.months for one in found.months] == [3, 3, 3, 2, 1]

    for group in found.channels:
        some = [days for days, by in zip(lives.values(), channels, strict=True) if by == group.name and month(days[0]) + 3 <= COMPLETE]
        assert (group.size, group.often) == (len(some), sum(count(days) >= often for days in some))

    for quarter in (found.first, found.last):
        year, number = int(quarter.quarter[:4]), int(quarter.quarter[-1])
        begin = 12 * year + 3 * (number - 1)
        buyers = [days for days in lives.values() if any(begin <= month(day) < begin + 3 for day in days)]
        new = [days for days in lives.values() if begin <= month(days[0]) < begin + 3]
        assert quarter.buyers == len(buyers) and quarter.had_before == sum(month(days[0]) < begin for days in buyers)
        assert quarter.newcomers == len(new) and quarter.often == sum(count(days) >= often for days in new)
    assert found.last.quarter == "2026-Q2"

    had = [days for days in lives.values() if days[0] + timedelta(days=364) <= AS_OF]
    within = [sum((day - days[0]).days < 365 for day in days) for days in had]
    year = found.year
    assert year.once == within.count(1) and year.came_back == len(within) - within.count(1)
    assert year.days_of_came_back == sum(n for n in within if n > 1)
    assert year.low <= sum(within) / len(within) <= year.high


def test_the_right_answers_and_the_slips_are_those_of_the_tables():
    lives, channels = company(11, 900)
    found = facts(occasions(lives), channels, {})
    unfinished, mean, mixed, survivors = exercises(found)
    done, all_of_them = found.months[:3], found.months
    assert unfinished.value == pytest.approx(100 * sum(one.often for one in done) / sum(one.size for one in done))
    assert unfinished.slips[0].value == pytest.approx(100 * sum(one.often for one in all_of_them) / sum(one.size for one in all_of_them))
    assert mean.slips[0].value == pytest.approx(100 * np.mean([one.often / one.size for one in found.channels]))
    assert mixed.value == pytest.approx(100 * (found.last.often / found.last.newcomers - found.first.often / found.first.newcomers))
    assert survivors.slips[0].value > survivors.value > survivors.slips[1].value


def test_a_company_too_young_or_without_channels_says_so():
    lives, channels = company(3)
    young = {customer: days for customer, days in lives.items() if days[0] > date(2026, 1, 1)}
    with pytest.raises(Refused, match="sixteen"):
        facts(occasions(young), [channels[customer] for customer in young], {})
    with pytest.raises(Refused, match="no two channels"):
        facts(occasions(lives), [None] * len(lives), {})
