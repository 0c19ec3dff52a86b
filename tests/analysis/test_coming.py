"""How many come and by when most have; whether customers decide faster: by hand, by brute force, and on buyers of a known pace."""

import numpy as np
import pytest

from analysis.coming import coming
from analysis.durations import Durations
from analysis.pace import steps
from tests.analysis import made


def durations(days, observed) -> Durations:
    return Durations(customers=np.arange(len(days)), days=np.asarray(days), observed=np.asarray(observed))


def buyers(rng, people, rate, stay, as_of, factor=1.0):
    """Buyers who stay after an order with that chance; their gaps are exponential, each on average `factor` times the one before."""
    found = []
    for pace in rate * rng.gamma(3, 1 / 3, people):
        days = [int(rng.integers(0, as_of))]
        mean = 1 / pace
        while rng.random() < stay:
            days.append(days[-1] + 1 + int(rng.exponential(mean)))
            mean *= factor
            if days[-1] > as_of:
                days.pop()
                break
        found.append(tuple(days))
    return made.history(*found, as_of=as_of)


def test_most_of_those_who_come_by_hand():
    found = coming(durations([5] * 20 + [30] * 15 + [60] * 5 + [200] * 60, [True] * 40 + [False] * 60))
    assert (found.so_far, found.curve.n, found.within.days) == (40, 100, 200)
    assert found.within.rate == pytest.approx(0.4)
    assert (found.half.days, found.most.days) == (5, 60)
    assert found.within.low < 0.4 < found.within.high


def test_the_time_told_is_one_for_which_thirty_were_watched():
    found = coming(durations([10] * 30 + [50] * 30 + [90] * 29, [True] * 30 + [False] * 59))
    assert found.within.days == 50
    none = coming(durations([10] * 29, [True] * 29))
    assert (none.within, none.half, none.so_far) == (None, None, 29)
    nobody = coming(durations([10] * 40, [False] * 40))
    assert (nobody.within, nobody.half, nobody.most, nobody.so_far) == (None, None, None, 0)


def test_the_interval_of_a_time_is_that_of_a_plain_bootstrap():
    """Customer by customer, to three days."""
    rng = np.random.default_rng(5)
    ends = np.where(rng.random(300) < 0.4, rng.geometric(0.03, 300), 10**6)
    watched = rng.integers(20, 300, 300)
    days, seen = np.minimum(ends, watched), ends <= watched
    found = coming(durations(days, seen))
    again = []
    for _ in range(400):
        place = rng.integers(0, 300, 300)
        share, value, kept = {}, 1.0, days[place] <= found.within.days
        for day in np.unique(days[place][kept]):
            value *= 1 - (seen[place] & (days[place] == day)).sum() / (days[place] >= day).sum()
            share[int(day)] = 1 - value
        again.append(next(day for day, came in share.items() if came >= 0.5 * (1 - value) - 1e-12))
    low, high = np.quantile(again, [0.025, 0.975])
    assert (found.half.low, found.half.high) == pytest.approx((low, high), abs=3)


def test_the_interval_of_a_time_holds_the_true_one_as_often_as_it_says():
    """Of 400 at 95 %, 368 to 392: a quarter never come, the others after 2 % a day; half of those who come within a year do by day 35."""
    rng = np.random.default_rng(13)
    held, within = 0, 1 - 0.98**np.arange(366)
    truth = int(np.argmax(within >= 0.5 * within[-1]))
    for _ in range(400):
        ends = np.where(rng.random(300) < 0.75, rng.geometric(0.02, 300), 10**6)
        watched = np.where(np.arange(300) < 40, 365, rng.integers(30, 365, 300))
        half = coming(durations(np.minimum(ends, watched), ends <= watched)).half
        held += half.low <= truth <= half.high
    assert 368 <= held <= 392


def test_weeks_change_only_the_unit():
    rng = np.random.default_rng(2)
    days, seen = rng.integers(1, 60, 200), rng.random(200) < 0.5
    first = coming(durations(days, seen))
    weeks = coming(durations(7 * days, seen))
    assert (weeks.half.days, weeks.half.low) == (7 * first.half.days, 7 * first.half.low)
    assert weeks.within.rate == pytest.approx(first.within.rate)


def test_a_customers_two_gaps_by_hand():
    """Within 4 x 10 days, begun 80 days before the end; equal ones and those too late or too long are left out."""
    history = made.history(
        *[(0, 20, 30)] * 4, (0, 10, 30), (0, 10, 20), (0, 41, 50), (0, 10, 60), (121, 130, 132), (120, 130, 132), as_of=200
    )
    first = steps(history, usual_gap_days=10)[0]
    assert (first.number, first.n, first.within_days) == (1, 10, 40)
    assert (first.change.n, first.change.shorter, first.change.alike) == (6, 5, 1)
    assert (first.change.before, first.change.after) == (20, 10)
    assert first.rate == pytest.approx(0.9)


def test_customers_of_an_unchanging_pace_are_rarely_said_to_change_though_later_gaps_look_shorter():
    """Of 100 companies whose customers differ and leave but never change, at most 10 intervals leave out one half."""
    rng = np.random.default_rng(17)
    claimed, corrected, fallen = 0, 0, 0
    for _ in range(100):
        found = steps(buyers(rng, 300, 1 / 20, 0.75, 400), usual_gap_days=20)
        change = found[0].change
        claimed += not change.low <= 0.5 <= change.high
        fallen += found[2].median.days is not None and (found[0].median.days is None or found[2].median.days < found[0].median.days)
        corrected += change.p < 0.05
    assert claimed <= 10 and corrected <= claimed
    assert fallen >= 60  # what comparing the orders by number would take for a change


def test_customers_who_do_get_faster_are_found():
    rng = np.random.default_rng(4)
    change = steps(buyers(rng, 1_500, 1 / 20, 0.9, 500, factor=0.7), usual_gap_days=20)[0].change
    assert change.low > 0.5
    assert change.after < change.before


def test_a_mask_means_its_customers_alone():
    history = made.history(*[(0, 20, 30)] * 6, *[(0, 10, 40)] * 6, as_of=200)
    half = np.arange(12) < 6
    assert steps(history, usual_gap_days=10, mask=half)[0].change.shorter == 6
    assert steps(history, usual_gap_days=10, mask=~half)[0].change.shorter == 0
    assert steps(history, usual_gap_days=10, mask=np.arange(12) < 4) == ()
