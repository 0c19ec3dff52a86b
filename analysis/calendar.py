"""Weeks, months and quarters as whole numbers, so that an age is a subtraction.

A day is a count of days since 1970-01-01. A period is one whole number: months are counted from year 0,
quarters too, and weeks (Monday to Sunday, ISO 8601) from the week of 1970-01-01, which is week 0.
"""

import re
from datetime import date, timedelta

import numpy as np

from analysis.errors import UnknownChoice, choose, say

PERIODS = ("week", "month", "quarter")

EPOCH = date(1970, 1, 1)
MONTHS_BEFORE_EPOCH = 1970 * 12
# 1970-01-01 was a Thursday: three days after the Monday that its week began with.
DAYS_INTO_WEEK_ZERO = 3

_LABELS = {"week": r"(\d{4})-W(\d{2})", "month": r"(\d{4})-(\d{2})", "quarter": r"(\d{4})-Q([1-4])"}


def day_number(day: date) -> int:
    """Days from 1970-01-01 to `day`.

    Examples
    --------
    >>> day_number(date(1970, 1, 2))
    1
    """
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """The date that lies `number` days after 1970-01-01.

    Examples
    --------
    >>> day_of(1)
    datetime.date(1970, 1, 2)
    """
    return EPOCH + timedelta(days=int(number))


def numbers(days: np.ndarray, period: str) -> np.ndarray:
    """The period that each day lies in.

    Parameters
    ----------
    days : integer array
        Days since 1970-01-01.
    period : {"week", "month", "quarter"}

    Returns
    -------
    int32 array of the same shape

    Examples
    --------
    >>> numbers(np.array([0, 31, 90]), "month") - 1970 * 12
    array([0, 1, 3], dtype=int32)
    """
    choose("period", period, PERIODS)
    days = np.asarray(days, dtype=np.int64)
    if period == "week":
        return ((days + DAYS_INTO_WEEK_ZERO) // 7).astype(np.int32)
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + MONTHS_BEFORE_EPOCH
    return (months if period == "month" else months // 3).astype(np.int32)


def number(day: date, period: str) -> int:
    """The period that `day` lies in.

    Examples
    --------
    >>> number(date(2025, 3, 31), "quarter") - number(date(2024, 12, 31), "quarter")
    1
    """
    return int(numbers(np.array([day_number(day)]), period)[0])


def first_day(number: int, period: str) -> date:
    """The first day of a period.

    Examples
    --------
    >>> first_day(number(date(2025, 1, 15), "week"), "week")
    datetime.date(2025, 1, 13)
    """
    choose("period", period, PERIODS)
    number = int(number)
    if period == "week":
        return day_of(number * 7 - DAYS_INTO_WEEK_ZERO)
    year, month = divmod(number if period == "month" else number * 3, 12)
    return date(year, month + 1, 1)


def last_day(number: int, period: str) -> date:
    """The last day of a period.

    Examples
    --------
    >>> last_day(number(date(2024, 2, 1), "month"), "month")
    datetime.date(2024, 2, 29)
    """
    return first_day(int(number) + 1, period) - timedelta(days=1)


def label(number: int, period: str) -> str:
    """The period's name: ``2025-01``, ``2025-Q1`` or, by ISO 8601, ``2025-W03``.

    Examples
    --------
    >>> label(number(date(2024, 12, 31), "week"), "week")
    '2025-W01'
    """
    day = first_day(number, period)
    if period == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if period == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    return f"{day.year:04d}-{day.month:02d}"


def parse(text: str, period: str) -> int:
    """The period that `label` wrote.

    Raises
    ------
    UnknownChoice
        If the text is no such period's label.

    Examples
    --------
    >>> label(parse("2025-W03", "week"), "week")
    '2025-W03'
    """
    choose("period", period, PERIODS)
    found = re.fullmatch(_LABELS[period], text)
    try:
        year, part = int(found[1]), int(found[2])
        if period == "week":
            return number(date.fromisocalendar(year, part, 1), period)
        return number(date(year, part if period == "month" else part * 3 - 2, 1), period)
    except (TypeError, ValueError):
        example = label(number(EPOCH, period), period)
        raise UnknownChoice(found=say("{!r}", text), needed=say("a {} such as {}", period, example), do="Write it like that.") from None


def last_complete(as_of: date, period: str) -> int:
    """The newest period whose last day is `as_of` or earlier.

    Examples
    --------
    >>> label(last_complete(date(2025, 3, 30), "month"), "month")
    '2025-02'
    >>> label(last_complete(date(2025, 3, 31), "month"), "month")
    '2025-03'
    """
    return number(as_of + timedelta(days=1), period) - 1


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; a month's last day stays one, and a day that the month lacks becomes its last.

    Examples
    --------
    >>> months_before(date(2026, 9, 30), 3), months_before(date(2026, 6, 30), 1), months_before(date(2026, 3, 30), 1)
    (datetime.date(2026, 6, 30), datetime.date(2026, 5, 31), datetime.date(2026, 2, 28))
    """
    there = number(day, "month")
    last = last_day(there - months, "month")
    return last if day == last_day(there, "month") else last.replace(day=min(day.day, last.day))
