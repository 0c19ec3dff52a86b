"""What is to be expected of a company of these parameters: the curves that its data scatter around."""

from __future__ import annotations

import numpy as np

from sample_data.company import Company
from sample_data.lives import Lives

PERIODS = ("week", "month", "quarter")


def numbers(company: Company, days, period: str) -> np.ndarray:
    """Whole periods since 1970 (weeks since the first Monday) in which days lie, counted from the company's first."""
    dates = np.datetime64(company.trade.first_day) + np.asarray(days, dtype=np.int64)
    if period == "week":
        return (dates.astype("datetime64[D]").astype(np.int64) + 3) // 7
    months = dates.astype("datetime64[M]").astype(np.int64)
    return months if period == "month" else months // 3


def retention(company: Company, found: Lives) -> dict:
    """Pooled retention by period and meaning: one {age, rate} a whole period after the first order.

    "active" and "returned" are those of the retention page. "still_here" is what the page can't see: who has really not left yet.
    """
    people, orders = found.people, found.orders
    out: dict = {}
    for period in PERIODS:
        cohort = numbers(company, people.first, period)
        complete = int(numbers(company, company.days, period)) - 1  # the last period that is over on the last day
        ages = np.arange(1, complete - int(cohort.min()) + 1)
        at_risk = np.bincount((complete - cohort).clip(0), minlength=len(ages) + 1)[::-1].cumsum()[::-1]
        ordered = numbers(company, orders.day, period) - cohort[orders.place]
        seen = cohort[orders.place] + ordered <= complete
        pairs = np.unique(orders.place[seen] * 2048 + ordered[seen]) % 2048
        second = np.full(len(people.who), 2047)
        repeats = orders.nth == 1
        second[orders.place[repeats]] = ordered[repeats]
        leaves = np.full(len(people.who), 2047)
        leaves[orders.place[orders.left]] = ordered[orders.left]
        reach = complete - cohort
        active = np.bincount(pairs, minlength=2048)
        out[period] = {
            "active": [_point(age, active[age], at_risk[age]) for age in ages],
            "returned": [_point(age, ((second <= age) & (reach >= age)).sum(), at_risk[age]) for age in ages],
            "still_here": [_point(age, ((leaves >= age) & (reach >= age)).sum(), at_risk[age]) for age in ages],
        }
    return out


def revenue(company: Company, found: Lives) -> dict:
    """Orders of a customer by the last day and what is paid for them, before refunds: means and standard errors, money in whole units."""
    there = len(found.people.who)
    number = np.bincount(found.orders.place, minlength=there)
    cents = np.bincount(found.orders.place, weights=found.orders.cents, minlength=there)
    return {"orders": _mean(number), "paid": _mean(cents / 100)}


def _mean(values: np.ndarray) -> dict:
    return {"mean": round(float(values.mean()), 4), "standard_error": round(float(values.std(ddof=1) / np.sqrt(len(values))), 5)}


def _point(age: int, retained: int, at_risk: int) -> dict:
    return {"age": int(age), "rate": round(int(retained) / int(at_risk), 5)}


def stock(company: Company, found: Lives) -> np.ndarray:
    """Who came and who left for good, by day: an array of (2, days), to be added up over slices."""
    orders = found.orders
    return np.stack(
        [
            np.bincount(found.people.first, minlength=company.days)[: company.days],
            np.bincount(orders.day[orders.left], minlength=company.days)[: company.days],
        ]
    )


def bucket(company: Company, moves: np.ndarray) -> dict:
    """The true bucket of every whole period: customers at its start, who came, who left for good, customers at its end.

    It holds who has really left, on the day of the last order: something that no file says.
    """
    out: dict = {}
    day = np.arange(company.days)
    for period in PERIODS:
        number = numbers(company, day, period)
        first, complete = int(number[0]) + 1, int(numbers(company, company.days, period)) - 1
        came, left = (np.bincount(number - number[0], weights=moved, minlength=1).astype(int) for moved in moves)
        there = np.cumsum(came - left)
        out[period] = {
            _label(company, at, period): {
                "at_start": int(there[at - first]),
                "new": int(came[at - number[0]]),
                "left": int(left[at - number[0]]),
                "at_end": int(there[at - number[0]]),
            }
            for at in range(first, complete + 1)
        }
    return out


def _label(company: Company, number: int, period: str) -> str:
    if period == "week":
        monday = np.datetime64("1970-01-01") + (number * 7 - 3)
        year, week, _ = monday.astype(object).isocalendar()
        return f"{year}-W{week:02}"
    if period == "month":
        return f"{1970 + number // 12}-{number % 12 + 1:02}"
    return f"{1970 + number // 4}-Q{number % 4 + 1}"
