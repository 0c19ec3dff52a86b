"""The change with tenure splits into two parts that add up; a mixed population of whom nobody changes has only the first."""

from datetime import date, timedelta

import numpy as np
import pytest

from analysis.company import company
from analysis.money import brought
from analysis.takings import gather
from analysis.tenure import split
from tests.analysis import made
from tests.analysis.test_money import found_company, slowly, some_company
from tests.published import MIXING_RETENTION, MIXING_SURVIVORS

QUARTERS = [date(2020 + q // 4, 1 + 3 * (q % 4), 15) for q in range(24)]


def quarterly(*lives: tuple[int, int]):
    """Customers who order every quarter from the first of 2020 on: (orders, amount) each; one more keeps the data open."""
    rows = [
        (who, QUARTERS[at].isoformat(), {"gross": amount}) for who, (orders, amount) in enumerate(lives, start=1) for at in range(orders)
    ]
    return found_company(made.orders(*rows, (10**6, "2021-12-31", {"gross": 1, "currency": "USD"})))


def mixed():
    """A thousand who stay with 50 % a quarter and bring 10, a thousand who stay with 90 % and bring 30."""
    lives = []
    for share, amount in ((0.5, 1000), (0.9, 3000)):
        here = [round(1000 * share**t) for t in range(8)] + [0]
        lives += [(t + 1, amount) for t in range(8) for _ in range(here[t] - here[t + 1])]
    return quarterly(*lives)


def test_a_mixed_population_is_the_published_one_and_its_takings_rise_though_nobody_changes():
    result = brought(mixed(), period="quarter")
    active = [age.active for age in result.ages]
    assert [2 * n for n in MIXING_SURVIVORS] == active[:4]
    assert [after / before for before, after in zip(active[:3], active[1:4], strict=True)] == pytest.approx(MIXING_RETENTION, abs=1e-6)
    averages = [age.average_order.value for age in result.ages]
    assert averages[0] == 2000 and all(later > earlier for earlier, later in zip(averages[:5], averages[1:6], strict=True))
    revenue, orders, average = result.split.parts
    assert (revenue.own.value, orders.own.value, average.own.value) == (0, 0, 0)
    assert revenue.leaving.low > 0 and orders.leaving.value == 0
    assert revenue.total.value == revenue.leaving.value
    # Who ordered after age 1: 250 and 810; after age 5: 16 and 531.
    assert (result.split.customers, result.split.stayed, result.split.same_season) == (1060, 547, True)
    assert revenue.early.value == pytest.approx((250 * 1000 + 810 * 3000) / 1060)
    assert revenue.late_stayed.value == pytest.approx((16 * 1000 + 531 * 3000) / 547)


def test_customers_who_buy_more_have_only_the_second_part():
    rows = [(who, QUARTERS[at].isoformat(), {"gross": 1000 + 100 * at}) for who in range(1, 41) for at in range(8)]
    found = split(gather(found_company(made.orders(*rows, (99, "2021-12-31", {"currency": "USD"}))), period="quarter"))
    revenue = found.parts[0]
    assert (revenue.leaving.value, revenue.own.value) == (0, 400)


@pytest.mark.parametrize("seed", range(3))
def test_the_parts_add_up_and_are_what_a_slow_count_gives(seed):
    known = some_company(seed, people=400)
    people = slowly(known, "EUR", "month")
    found = brought(known).split
    seen = found.seen_through
    watched = [ages for _, span, ages in people.values() if span >= seen]
    after = [
        [any(ages.get(age, (0, 0))[1] for age in range(end + 1, seen + 1)) for end in (found.early_last, found.late_last)]
        for ages in watched
    ]
    assert (found.customers, found.stayed) == (sum(early for early, _ in after), sum(late for _, late in after))
    early, stayed = ([ages for ages, there in zip(watched, after, strict=True) if there[k]] for k in (0, 1))

    def revenue(members, first, last):
        return np.mean([sum(ages.get(age, (0, 0))[0] for age in range(first, last + 1)) for ages in members]) / (last - first + 1)

    part = found.parts[0]
    assert part.early.value == pytest.approx(revenue(early, 1, found.early_last))
    assert part.early_stayed.value == pytest.approx(revenue(stayed, 1, found.early_last))
    assert part.late_stayed.value == pytest.approx(revenue(stayed, found.late_first, found.late_last))
    for each in found.parts:
        assert each.total.value == pytest.approx(each.leaving.value + each.own.value)
        assert each.total.value == pytest.approx(each.late_stayed.value - each.early.value)


def steady(seed: int, people: int = 700):
    """Customers who each keep to a pace and a price of their own, and leave at some time: nobody changes."""
    rng = np.random.default_rng(seed)
    rows = []
    for who in range(1, people + 1):
        pace, value = rng.gamma(1.5, 1 / 45), rng.gamma(4, 1000)
        day, end = date(2023, 1, 1) + timedelta(days=int(rng.integers(0, 200))), rng.exponential(700)
        at = 0.0
        while at < end and day + timedelta(days=at) < date(2025, 1, 1):
            rows.append((who, (day + timedelta(days=at)).isoformat(), {"gross": int(value * rng.gamma(3, 1 / 3))}))
            at += rng.exponential(1 / pace)
    return company(made.orders(*rows), made.refunds(), made.customers(*({"customer": w, "key": str(w)} for w in range(1, people + 1))))


def test_where_nobody_changes_the_second_parts_interval_holds_0_as_often_as_it_says():
    """To choose those who stay by an order within the late stretch would make it look as if they changed."""
    held = [0, 0, 0]
    for seed in range(60):
        for place, part in enumerate(split(gather(steady(seed, 300))).parts):
            held[place] += part.own.low <= 0 <= part.own.high
    assert all(count >= 53 for count in held), held


def test_there_is_no_split_without_thirty_who_stayed():
    assert split(gather(quarterly(*[(8, 1000)] * 29), period="quarter")) is None
    assert split(gather(quarterly(*[(8, 1000)] * 30), period="quarter")) is not None
