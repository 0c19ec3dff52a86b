"""Periods as whole numbers."""

from datetime import date, timedelta

import numpy as np
import pytest

from analysis import calendar
from analysis.errors import UnknownChoice

DAYS = [date(1969, 12, 20) + timedelta(days=step) for step in range(0, 22_000, 13)]
KNOWN = [
    ("week", date(2024, 12, 30), "2025-W01", date(2024, 12, 30), date(2025, 1, 5)),
    ("week", date(2021, 1, 3), "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
    ("month", date(2024, 2, 29), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("quarter", date(2026, 9, 30), "2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
]


@pytest.mark.parametrize(("period", "day", "label", "first", "last"), KNOWN)
def test_known_days(period, day, label, first, last):
    number = calendar.number(day, period)
    assert calendar.label(number, period) == label
    assert (calendar.first_day(number, period), calendar.last_day(number, period)) == (first, last)


def test_the_numbers_are_the_ones_that_the_documentation_names():
    assert calendar.number(date(2025, 3, 9), "month") == 2025 * 12 + 2
    assert calendar.number(date(2025, 3, 9), "quarter") == 2025 * 4
    assert calendar.number(date(1970, 1, 4), "week") == 0
    assert calendar.number(date(1970, 1, 5), "week") == 1


@pytest.mark.parametrize("period", calendar.PERIODS)
def test_every_day_lies_in_its_period_and_labels_come_back(period):
    numbers = calendar.numbers(np.array([calendar.day_number(day) for day in DAYS]), period)
    assert numbers.dtype == np.int32
    for day, number in zip(DAYS, numbers.tolist(), strict=True):
        assert calendar.number(day, period) == number
        assert calendar.first_day(number, period) <= day <= calendar.last_day(number, period)
        assert calendar.last_day(number - 1, period) + timedelta(days=1) == calendar.first_day(number, period)
        assert calendar.parse(calendar.label(number, period), period) == number


def test_weeks_begin_on_monday():
    assert {calendar.first_day(number, "week").weekday() for number in range(-5, 3000)} == {0}


@pytest.mark.parametrize("period", calendar.PERIODS)
def test_a_period_is_complete_on_its_last_day_and_not_a_day_sooner(period):
    for number in range(*[calendar.number(date(year, 1, 1), period) for year in (2024, 2026)]):
        last = calendar.last_day(number, period)
        assert calendar.last_complete(last, period) == number
        assert calendar.last_complete(last - timedelta(days=1), period) == number - 1


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025-1", "month"),
        ("2025-13", "month"),
        ("2025-01", "week"),
        ("2025-Q5", "quarter"),
        ("2025-W53", "week"),
    ],
)
def test_what_is_no_label_is_refused(text, period):
    with pytest.raises(UnknownChoice, match=f"a {period} such as"):
        calendar.parse(text, period)


def test_an_unknown_period_is_refused_with_those_there_are():
    with pytest.raises(UnknownChoice, match="week, month, quarter"):
        calendar.number(date(2025, 1, 1), "year")
