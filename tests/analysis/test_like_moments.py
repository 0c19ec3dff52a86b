"""Who joined beside who did not at like moments: checked by telling cells one by one, and in worlds whose truth is known."""

from collections import defaultdict

import numpy as np
import pytest

from analysis import calendar
from analysis.comparisons import compare
from analysis.joining import brought, moments
from analysis.like_moments import COUNTS, PARTS, like_moments
from analysis.respondents import standardised
from tests.analysis.joiners import GAP, world
from tests.analysis.test_joining import DAYS, histories


def looked_at(found, **how):
    orders = moments(found.occasions, found.since, days=4 * GAP)
    nothing = np.zeros(len(orders.day), dtype=np.int64)
    return like_moments(orders, nothing, nothing, **how)


@pytest.mark.parametrize("seed", range(4))
def test_the_comparison_is_that_of_cells_told_one_by_one(seed):
    occasions, since, ledger = histories(seed, customers=300, most=14)
    orders = moments(occasions, since, days=DAYS)
    before, after = brought(orders, ledger)
    found = like_moments(orders, before, after)
    could = orders.open & orders.known & (orders.joins | ~orders.member)
    rows = [row for row in range(len(orders.day)) if could[row]]
    pace = {row: (orders.day[row] - orders.first_day[row]) / max(orders.nth[row], 1) for row in rows}
    each = {row: before[row] / (orders.nth[row] + 1) for row in rows}
    ends = [np.quantile([one[row] for row in rows], np.arange(1, PARTS) / PARTS) for one in (pace, each)]
    cells = defaultdict(lambda: [0, 0, 0, 0])
    for row in rows:
        quarter = int(calendar.numbers(orders.day[row : row + 1], "quarter")[0])
        band = sum(orders.nth[row] + 1 >= low for low in COUNTS)
        cell = cells[quarter, band, sum(pace[row] > end for end in ends[0]), sum(each[row] > end for end in ends[1])]
        cell[0 if orders.joins[row] else 2] += orders.back[row]
        cell[1 if orders.joins[row] else 3] += 1
    told = compare(*np.array(list(cells.values())).T, level=0.90)
    assert (found.comparison.first, found.comparison.second, found.comparison.strata) == (told.first, told.second, told.strata)
    assert (found.comparison.difference, found.comparison.low) == pytest.approx((told.difference, told.low))
    assert found.joined == sum(orders.joins[row] for row in rows)
    assert found.matched == sum(cell[1] for cell in cells.values() if cell[1] and cell[3])
    numbers = np.array([orders.nth[row] + 1 for row in rows])
    joins = np.array([orders.joins[row] for row in rows])
    assert found.balance[0].before == pytest.approx(standardised(numbers[joins], numbers[~joins]))


def test_where_only_the_history_tells_who_joins_the_true_effect_is_held():
    """All have one chance to join: the naive comparison is fooled by time, this one is not, whether joining does something or nothing."""
    for odds in (1.0, 4.0):
        worlds = [world(seed, leave=(40.0, 80.0), loyal_join=0.1, others_join=0.1, odds=odds) for seed in range(6)]
        found = [looked_at(one).comparison for one in worlds]
        assert sum(one.low <= truth.effect <= one.high for one, truth in zip(found, worlds)) >= 5
        assert all(one.low > 0 for one in found) == (odds > 1)


def test_matching_brings_those_who_joined_and_others_together():
    found = looked_at(world(1))
    assert found.balance[0].before is not None
    assert abs(found.balance[0].after) < abs(found.balance[0].before) + 0.02 and abs(found.balance[0].after) < 0.1


def test_what_is_unknown_before_joining_stays_and_is_no_secret():
    """Joining by a hidden inclination: matching finds an effect where there is none. That is why it does not decide."""
    assert looked_at(world(2, odds=1.0)).comparison.low > 0.05


def test_nobody_to_compare_is_no_comparison():
    found = looked_at(world(3, loyal_join=0.0))
    assert found.comparison is None and found.revenue is None and found.balance == () and found.joined == 0


def test_what_who_joined_brought_more_is_the_mean_over_cells():
    occasions, since, ledger = histories(1, customers=400, most=14)
    orders = moments(occasions, since, days=DAYS)
    before, after = brought(orders, ledger)
    one, shifted = like_moments(orders, before, after), like_moments(orders, before, after + 500 * orders.joins)
    assert shifted.revenue.value == pytest.approx(one.revenue.value + 500)
    assert shifted.revenue.high - shifted.revenue.low == pytest.approx(one.revenue.high - one.revenue.low)
    assert one.revenue.low < one.revenue.value < one.revenue.high
