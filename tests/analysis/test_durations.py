"""How long customers took: the stage rule asked day by day, and each kind of duration by hand."""

from datetime import date, datetime

import numpy as np
import polars as pl
import pytest

from analysis import calendar
from analysis.absences import NEVER, absences
from analysis.durations import came_back, to_abandonment, to_first_order, to_next_order
from analysis.occasions import gather
from analysis.survival import at, kaplan_meier
from tests.analysis import made, naive

GAP = 12.0


def abandoned_on(days, as_of):
    """The first day on which the stage rule, asked every evening, says abandoned; a lapse that the day's own order ends is one, too."""
    for day in range(days[0], as_of + 1):
        stage, came_from, _rho, _usual = naive.stage([d for d in days if d <= day], day, GAP)
        if "abandoned" in (stage,) or came_from == "recovered":
            return day
    return None


@pytest.mark.parametrize("seed", range(3))
def test_the_day_of_leaving_is_the_first_on_which_the_stage_rule_says_so(seed):
    history = made.random_history(seed, people=60, days=400)
    found = to_abandonment(history, absences(history, usual_gap_days=GAP))
    as_of = calendar.day_number(history.as_of)
    for place in range(len(history.customers)):
        days = history.day[history.start[place] : history.start[place + 1]].tolist()
        left = abandoned_on(days, as_of)
        assert bool(found.observed[place]) == (left is not None)
        assert found.days[place] == (as_of if left is None else left) - days[0]


def test_leaving_is_never_dated_back_and_a_return_does_not_undo_it():
    history = made.history((0, 200), (0,), (0,), as_of=300)
    away = absences(history, usual_gap_days=30)
    assert to_abandonment(history, away).days.tolist() == [121, 121, 121]
    assert came_back(history, away).tolist() == [True, False, False]
    assert away.until.tolist()[0] == 200 and away.until.tolist()[-1] == NEVER


def test_what_is_known_of_a_day_does_not_change_later():
    """Cut at an earlier day, with the same usual gap, every customer who had left then has left on the same day."""
    history = made.random_history(5)
    whole = to_abandonment(history, absences(history, usual_gap_days=GAP))
    for cut in (150, 400):
        kept = [history.day[a:b][history.day[a:b] <= cut].tolist() for a, b in zip(history.start[:-1], history.start[1:], strict=True)]
        there = [place for place, days in enumerate(kept) if days]
        before = made.history(*(tuple(kept[place]) for place in there), as_of=cut)
        then = to_abandonment(before, absences(before, usual_gap_days=GAP))
        first = history.day[history.start[:-1]][there]
        assert then.observed.tolist() == (whole.observed[there] & (first + whole.days[there] <= cut)).tolist()
        assert then.days[then.observed].tolist() == whole.days[there][then.observed].tolist()


def test_the_next_order_is_awaited_until_the_data_end():
    history = made.history((0, 40, 45), (9,), (100,), as_of=100)
    assert to_next_order(history).days.tolist() == [40, 91, 0]
    assert to_next_order(history).observed.tolist() == [True, False, False]
    second = to_next_order(history, 2)
    assert (second.customers.tolist(), second.days.tolist(), second.observed.tolist()) == ([1], [5], [True])
    assert to_next_order(history, 3).observed.tolist() == [False]
    assert len(to_next_order(history, 4).days) == 0


@pytest.mark.parametrize("number", [1, 2, 3])
def test_leaving_after_an_order_of_any_number_is_the_first_absence_after_it(number):
    history = made.random_history(6)
    away = absences(history, usual_gap_days=GAP)
    found = to_abandonment(history, away, number)
    as_of = calendar.day_number(history.as_of)
    expected = {}
    for place, who in enumerate(history.customers):
        days = history.day[history.start[place] : history.start[place + 1]]
        if len(days) >= number:
            later = away.since[(away.place == place) & (away.since > days[number - 1])]
            expected[who] = (min(later, default=as_of) - days[number - 1], len(later) > 0)
    assert found.customers.tolist() == list(expected)
    assert list(zip(found.days.tolist(), found.observed.tolist(), strict=True)) == list(expected.values())


@pytest.mark.parametrize("kind", made.KINDS_OF_FRAME)
def test_a_first_contact_counts_before_the_first_order(kind):
    orders = made.orders((1, "1970-01-21T10:00"), (2, "1970-01-10"), (3, "1970-01-31T09:00"), (4, "1970-01-05T12:00"), (4, "1970-01-09"))
    contacts = pl.DataFrame(
        {
            "customer": [1, 1, 2, None, 3, 99, 98, 4],
            "happened_at": [datetime(1970, 1, day, 8) for day in (21, 25, 12, 1, 5, 11)] + [datetime(1970, 3, 1), datetime(1970, 1, 5, 13)],
        }
    )
    orders, contacts = made.KINDS_OF_FRAME[kind](orders), made.KINDS_OF_FRAME[kind](contacts)
    history = gather(orders, as_of=date(1970, 2, 28))
    found, left_out = to_first_order(history, contacts, orders)
    assert (found.customers.tolist(), found.days.tolist(), found.observed.tolist()) == ([1, 3, 99], [0, 26, 48], [True, True, False])
    assert left_out == 2
    nobody, none = to_first_order(history, contacts[:0], orders)
    assert len(nobody.days) == none == 0


def test_a_known_pace_is_found_though_most_have_not_been_watched_to_the_end():
    """2,000 customers who come back after a week or more, with a chance of 2 % a day: the share not yet back at day 60 is known."""
    rng = np.random.default_rng(3)
    begin = rng.integers(0, 300, 2_000)
    second = begin + 6 + rng.geometric(0.02, 2_000)
    history = made.history(*((int(a), int(b)) if b <= 300 else (int(a),) for a, b in zip(begin, second, strict=True)), as_of=300)
    found = to_next_order(history)
    share, low, high = at(kaplan_meier(found.days, found.observed), 60)
    assert low < 0.98**54 < high
    assert abs(share - 0.98**54) < 0.03
    assert history.as_of == date(1970, 10, 28)
