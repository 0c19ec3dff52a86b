"""Breaks: what is put into invented customers is found, named and measured, and nothing else is."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import polars as pl
import pytest

from analysis import calendar
from analysis.activity import Activity, gather
from analysis.breaks import breaks
from analysis.document import document
from analysis.errors import UnknownChoice
from analysis.occasions import Occasions

BEGUN = calendar.number(date(2024, 1, 1), "month")
DAYS = np.array([calendar.day_number(calendar.first_day(BEGUN + month, "month")) for month in range(80)])


def invented(seed: int, logit, *, months: int = 30, a_month: int = 150) -> Activity:
    """Customers of so many months; each orders in a later one with the chance of ``logit(cohort, age, month)``, all counted from 0.

    A third of them never order again, whatever the chance: months of one customer are alike.
    """
    draw = np.random.default_rng(seed)
    cohort = np.repeat(np.arange(months), a_month)
    month = np.arange(months)
    age = month - cohort[:, None]
    chance = 1 / (1 + np.exp(-logit(cohort[:, None], age, month[None, :])))
    active = (age > 0) & (draw.random(age.shape) < chance) & (draw.random((len(cohort), 1)) > 1 / 3) | (age == 0)
    owner, when = np.nonzero(active)
    return gather(
        Occasions(
            customers=np.arange(len(cohort)),
            start=np.searchsorted(owner, np.arange(len(cohort) + 1)),
            day=DAYS[when].astype(np.int32),
            as_of=calendar.day_of(int(DAYS[months])) - timedelta(days=1),
            free_orders=True,
        ),
        "month",
    )


def label(month: int) -> str:
    return calendar.label(BEGUN + month, "month")


def usual(cohort, age, month):
    return -1.0 - 0.03 * np.maximum(age, 0) + 0 * (cohort + month)


def test_a_worse_cohort_is_a_cohort_with_its_months_and_its_size():
    """Three cohorts order less: nothing else is named, and the interval holds what was taken away."""
    seen = breaks(invented(1, lambda cohort, age, month: usual(cohort, age, month) - 0.8 * ((cohort >= 8) & (cohort < 11))))
    [one] = seen.found
    assert (one.kind, one.first, one.last, one.n) == ("cohort", label(8), label(10), 450)
    ages = np.concatenate([np.arange(1, 30 - cohort) for cohort in (8, 9, 10)])
    less = (2 / 3) * (1 / (1 + np.exp(-(usual(0, ages, 0) - 0.8))) - 1 / (1 + np.exp(-usual(0, ages, 0)))).mean()
    assert one.low < less < one.high < 0
    assert one.share - one.expected == pytest.approx(one.size)
    assert one.adjusted_p <= seen.q and not one.may_be_season and one.instead == ()


def test_a_step_is_dated():
    """Everybody orders less from a month on: a lasting change of the calendar that begins there."""
    [one] = breaks(invented(2, lambda cohort, age, month: usual(cohort, age, month) - 0.5 * (month >= 17))).found
    assert one.kind == "calendar" and one.size < 0
    assert one.earliest <= label(17) <= one.latest


def test_one_month_is_a_month_and_each_year_is_a_season():
    """The same lift once is a break; every December it is none, but a season."""
    once = breaks(invented(3, lambda cohort, age, month: usual(cohort, age, month) + 0.9 * (month == 16)))
    assert [(one.kind, one.shape, one.first, one.size > 0) for one in once.found] == [("calendar", "month", label(16), True)]
    yearly = breaks(invented(3, lambda cohort, age, month: usual(cohort, age, month) + 0.9 * (month % 12 == 11)))
    assert yearly.found == () and yearly.season_known
    best = max(yearly.seasons, key=lambda season: season.size)
    assert best.number == 12 and best.years == 2 and best.low > 0


def test_a_year_on_one_month_may_be_a_season():
    """With less than two whole years nobody can tell; it says so."""
    short = breaks(invented(4, lambda cohort, age, month: usual(cohort, age, month) + 1.2 * (month == 11), months=18))
    assert not short.season_known and short.seasons == ()
    assert [(one.shape, one.first, one.may_be_season) for one in short.found] == [("month", label(11), True)]


def test_of_two_years_a_month_may_be_its_twin_of_the_other_year():
    """With two Junes the better one and the worse one are the same; the other is named."""
    seen = breaks(invented(5, lambda cohort, age, month: usual(cohort, age, month) - 1.0 * (month == 17), months=28))
    [one] = seen.found
    others = {(other.shape, other.first, other.more) for other in one.instead} | {(one.shape, one.first, one.size > 0)}
    assert {("month", label(17), False), ("month", label(5), True)} <= others


@pytest.mark.parametrize("slope", [0.04, -0.04])
def test_cohorts_and_months_drift_alike(slope):
    """A drift of the cohorts is told as one, and the same drift of the months gives the same result."""
    of_cohorts = breaks(invented(13, lambda cohort, age, month: usual(cohort, age, month) + slope * cohort))
    assert of_cohorts.drift.beyond_chance and np.sign(of_cohorts.drift.size) == np.sign(slope)
    of_months = breaks(invented(13, lambda cohort, age, month: usual(cohort, age, month) + slope * month - slope * age))
    assert document(of_cohorts) == document(of_months)


@pytest.mark.parametrize(("slope", "companies", "most"), [(0.0, 24, 4), (-0.02, 10, 2)])
def test_few_alarms_where_nothing_departs(slope, companies, most):
    """Every customer's months are alike, a steady drift is no break: more alarms than this come about in one of a hundred runs at 5 %."""
    drifting = (invented(seed, lambda c, a, m: usual(c, a, m) + slope * c, months=26, a_month=40) for seed in range(100, 100 + companies))
    assert sum(bool(breaks(one).found) for one in drifting) <= most


def test_a_permutation_of_the_customers_changes_nothing():
    """Party ids and their order are of no account; the attributes go along."""
    activity = invented(7, lambda cohort, age, month: usual(cohort, age, month) - 0.7 * (cohort == 9), months=26, a_month=60)
    draw = np.random.default_rng(0)
    colour = draw.choice(["red", "blue"], size=len(activity.customers))
    first = breaks(activity, pl.DataFrame({"first_colour": colour}))
    moved = draw.permutation(len(activity.customers))
    days = [activity.row_period[activity.row_customer == who] for who in moved]
    again = Occasions(
        customers=np.arange(len(moved)),
        start=np.concatenate([[0], np.cumsum([len(one) for one in days])]),
        day=DAYS[np.concatenate(days) - BEGUN].astype(np.int32),
        as_of=activity.as_of,
        free_orders=True,
    )
    second = breaks(gather(again, "month"), pl.DataFrame({"first_colour": colour[moved]}))
    assert _rounded(document(first)) == _rounded(document(second))


def _rounded(value):
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_rounded(inner) for inner in value]
    return float(f"{value:.6g}") if isinstance(value, float) else value


def test_a_worse_segment_is_named_once_and_not_again_under_another_name():
    """A channel whose customers order less, and the same customers by another field."""
    activity = invented(8, usual, months=26, a_month=60)
    draw = np.random.default_rng(1)
    channel = draw.choice(["web", "fair", "shop"], size=len(activity.customers), p=[0.6, 0.2, 0.2])
    worse = np.flatnonzero(channel == "fair")
    kept = ~(np.isin(activity.row_customer, worse) & (activity.row_period > activity.cohort[activity.row_customer])
             & (draw.random(len(activity.row_customer)) < 0.4))  # fmt: skip
    owner = activity.row_customer[kept]
    fewer = Occasions(
        customers=activity.customers,
        start=np.searchsorted(owner, np.arange(len(activity.customers) + 1)),
        day=DAYS[activity.row_period[kept] - BEGUN].astype(np.int32),
        as_of=activity.as_of,
        free_orders=True,
    )
    attributes = pl.DataFrame({"first_channel": channel, "place": np.where(channel == "fair", "street", "other")})
    seen = breaks(gather(fewer, "month"), attributes)
    [one] = seen.found
    assert (one.kind, one.value, one.n) == ("segment", {"first_channel": "fair", "place": "street"}[one.field], len(worse[worse < 1500]))
    assert one.high < 0


def test_sizes_come_with_intervals_in_order_and_the_surest_first():
    seen = breaks(invented(9, lambda cohort, age, month: usual(cohort, age, month) - 0.9 * (cohort == 7) - 0.6 * (month >= 18)))
    assert {one.kind for one in seen.found} == {"cohort", "calendar"}
    assert all(-1 <= one.low <= one.size <= one.high <= 1 and one.low * one.high > 0 and one.n >= 30 for one in seen.found)
    assert all(one.p <= two.p or two.p < 0.01 for one, two in pairwise(seen.found))


def test_too_little_is_nothing_and_quarters_are_looked_at_too():
    """A few customers, one cohort, or a mask that means nobody: no break, no error."""
    activity = invented(10, usual, months=6, a_month=3)
    assert breaks(activity).found == ()
    nobody = breaks(activity, mask=np.zeros(len(activity.customers), dtype=bool))
    assert (nobody.customers, nobody.cohorts, nobody.looked_at, nobody.first, nobody.view, nobody.drift) == (0, 0, 0, None, None, None)
    month = invented(11, lambda cohort, age, month: usual(cohort, age, month) - 1.0 * ((cohort >= 9) & (cohort < 12)), months=36)
    days = DAYS[month.row_period - BEGUN].astype(np.int32)
    start = np.searchsorted(month.row_customer, np.arange(len(month.customers) + 1))
    quarters = gather(Occasions(customers=month.customers, start=start, day=days, as_of=month.as_of, free_orders=True), "quarter")
    assert [(one.kind, one.first, one.last) for one in breaks(quarters).found] == [("cohort", "2024-Q4", "2024-Q4")]


def test_what_cannot_be_asked_is_refused():
    activity = invented(12, usual, months=6, a_month=3)
    with pytest.raises(UnknownChoice):
        breaks(activity, q=0)
    with pytest.raises(UnknownChoice):
        breaks(activity, level=1.5)
    first = np.zeros(1, dtype=np.int32)
    weeks = Occasions(customers=np.array([1]), start=np.array([0, 1]), day=first, as_of=date(1970, 3, 1), free_orders=True)
    with pytest.raises(UnknownChoice):
        breaks(gather(weeks, "week"))
