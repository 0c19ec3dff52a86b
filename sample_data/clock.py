"""Times of the day, months, and the hour that a zone is ahead: whole seconds since the company's first midnight."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import numpy as np
import polars as pl

from sample_data.catalogue import HOURS_SHOP, HOURS_WEB
from sample_data.company import Company

DAY = 86_400
#: Hours before noon at Greenwich in winter; all three turn their clocks on the same days.
_AHEAD = {"Britain": 0, "central Europe": 1, "eastern Europe": 2}


def seconds(company: Company, who, what: str, nth=0, *, at_counter=False) -> np.ndarray:
    """Seconds of a day: an hour at which people shop at a counter or on the web, and a minute."""
    draws = company.draws
    hour = draws.below(who, f"{what} hour", len(HOURS_WEB), nth)
    # Both tables are read with the same draw: HOURS_WEB has twice as many.
    hours = np.where(at_counter, np.array(HOURS_SHOP)[hour // 2], np.array(HOURS_WEB)[hour])
    return hours * 3600 + draws.below(who, f"{what} minute", 3600, nth)


def months(company: Company) -> tuple[np.ndarray, list[str]]:
    """The month of each day, counted from the first, and the months' names, such as "2026-01"."""
    names = (np.datetime64(company.trade.first_day) + np.arange(company.days)).astype("datetime64[M]")
    return (names - names[0]).astype(np.int64), [str(month) for month in np.unique(names)]


def month_ends(company: Company) -> tuple[list[date], list[date]]:
    """The first and the last day of each month, as far as they lie within the data."""
    trade = company.trade
    _, names = months(company)
    firsts = [date.fromisoformat(f"{name}-01") for name in names]
    lasts = [first.replace(day=calendar.monthrange(first.year, first.month)[1]) for first in firsts]
    return [max(first, trade.first_day) for first in firsts], [min(last, trade.last_day) for last in lasts]


def hours_ahead(company: Company) -> np.ndarray:
    """Hours before Greenwich of each day: one more from the last Sunday of March to that of October."""
    days = [company.date(day) for day in range(company.days)]
    turns = {year: (_last_sunday(year, 3), _last_sunday(year, 10)) for year in {day.year for day in days}}
    summer = [turns[day.year][0] <= day < turns[day.year][1] for day in days]
    return _AHEAD[company.trade.offset] + np.array(summer, dtype=np.int64)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def moment(company: Company, at: str | pl.Expr) -> pl.Expr:
    """Seconds since the first midnight as a date and time."""
    at = pl.col(at) if isinstance(at, str) else at
    return pl.lit(company.trade.first_day).cast(pl.Datetime("ms")) + pl.duration(seconds=at, time_unit="ms")


def written(company: Company, at: str | pl.Expr, form: str = "%Y-%m-%d %H:%M:%S") -> pl.Expr:
    """The same as text."""
    return moment(company, at).dt.strftime(form)


def ahead(company: Company, at: str) -> pl.Expr:
    """Hours before Greenwich at these seconds (no clock is turned while anybody shops)."""
    hours = pl.lit(pl.Series(hours_ahead(company)))
    return hours.gather(pl.col(at) // DAY)
