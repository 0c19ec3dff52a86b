"""The plausible mistakes of this subject, each as a test that its wrong answer fails."""

from datetime import date
from itertools import product

import numpy as np
import pytest

from analysis import activity, calendar, occasions, segments, workspace
from analysis.calendar import day_number
from analysis.retention import KINDS, behind, retention
from tests import published
from tests.analysis import made


def monthly(rows, as_of, **options):
    return retention(activity.gather(occasions.gather(rows, as_of=as_of), "month"), **options)


def pooled(result, age):
    return next(row for row in result.pooled if row.age == age)


def two_months(*cohorts):
    """A monthly triangle of two complete months in which k of n came back in the second."""
    histories = [(0, 35) if place < k else (0,) for k, n in cohorts for place in range(n)]
    # Every cohort a year after the one before, so that each stands by itself.
    starts = np.repeat([day_number(date(1971 + year, 1, 1)) for year in range(len(cohorts))], [n for _, n in cohorts])
    histories = [tuple(start + day for day in days) for start, days in zip(starts.tolist(), histories, strict=True)]
    return activity.gather(made.history(*histories, as_of=day_number(date(1975, 12, 31))), "month")


def test_unobserved_is_absent_and_not_zero():
    result = monthly(made.cdnow("sample"), date(1997, 9, 30))
    row = pooled(result, 8)
    assert (row.retained, row.at_risk, row.cohorts) == (*published.CDNOW_AGE_8, 1)
    assert abs(row.rate - published.CDNOW_AGE_8_WRONG) > 0.04
    assert [len(cohort.ages) for cohort in result.cohorts] == [9, 8, 7]


def test_an_unfinished_period_is_not_a_drop():
    result = monthly(made.cdnow("sample"), date(1997, 9, 10))
    row = pooled(result, 6)
    assert (row.retained, row.at_risk) == published.CDNOW_CUT_AGE_6
    assert abs(row.rate - published.CDNOW_CUT_AGE_6_WRONG) > 0.01
    assert [(cell.age, cell.retained) for cell in result.cohorts[2].unfinished] == [(6, 24)]
    assert [(cell.age, cell.retained) for cell in result.cohorts[0].unfinished] == [(8, 18)]
    assert all(len(cohort.unfinished) == 1 for cohort in result.cohorts)
    assert max(row.age for row in result.pooled) == 7


@pytest.mark.parametrize(("cohorts", "right", "wrong"), published.POOLED_EXAMPLES)
def test_pooled_is_not_the_mean_of_the_cohorts_rates(cohorts, right, wrong):
    result = retention(two_months(*cohorts))
    mean = np.mean([cohort.ages[1].rate for cohort in result.cohorts])
    assert mean == pytest.approx(wrong, abs=1e-4)
    assert pooled(result, 1).rate == pytest.approx(right, abs=1e-4)


@pytest.mark.parametrize("age", published.CDNOW_POOLED)
def test_pooled_is_not_the_mean_on_cdnow_either(age):
    result = monthly(made.cdnow("sample"), made.CDNOW_END)
    right, wrong = published.CDNOW_POOLED[age]
    assert 100 * pooled(result, age).rate == pytest.approx(right, abs=1e-4)
    assert 100 * np.mean([cohort.ages[age].rate for cohort in result.cohorts]) == pytest.approx(wrong, abs=1e-4)


@pytest.mark.parametrize("period", calendar.PERIODS)
@pytest.mark.parametrize("gap", [1.0, 7.5, 20.1, 90.0, 4000.0])
def test_still_here_of_the_last_ages_is_unknown_and_not_lost(period, gap):
    as_of = date(2025, 4, 9)
    active = activity.gather(occasions.gather(made.random_orders(1), as_of=as_of), period)
    result = retention(active, kind="still_here", usual_gap_days=gap)
    for cohort in result.cohorts:
        first = calendar.parse(cohort.cohort, period)
        ends = {cell.age: calendar.last_day(first + cell.age, period) for cell in cohort.ages + cohort.unknown}
        assert all((as_of - ends[cell.age]).days >= 4 * gap for cell in cohort.ages)
        assert all((as_of - ends[cell.age]).days < 4 * gap for cell in cohort.unknown)
        assert all(ends[age] <= as_of for age in ends)
    newest = calendar.last_day(calendar.last_complete(as_of, period), period)
    assert any(cohort.unknown for cohort in result.cohorts) == ((as_of - newest).days < 4 * gap)
    seen = {row.age for row in result.pooled}
    assert seen == {cell.age for cohort in result.cohorts for cell in cohort.ages}


def test_everybody_who_ordered_last_month_would_wrongly_be_lost_this_month():
    """Steady buyers every 30 days: the newest complete months must not be called losses."""
    days = tuple(range(0, 700, 30))
    active = activity.gather(made.history(*[days] * 20, as_of=day_number(date(1971, 12, 10))), "month")
    result = retention(active, kind="still_here", usual_gap_days=30)
    assert {row.rate for row in result.pooled} == {1.0}


def test_a_filter_keeps_the_whole_history_and_makes_no_new_cohorts():
    as_of = date(2025, 6, 30)
    rows = made.orders(
        (1, "2024-01-10", {"channel": "fair"}),
        (1, "2025-05-10", {"channel": "web"}),
        (2, "2025-05-11", {"channel": "web"}),
        (2, "2025-06-11", {"channel": "web"}),
    )
    history = occasions.gather(rows, as_of=as_of)
    active = activity.gather(history, "month")
    known = segments.attributes(occasions.first_orders(rows, as_of=as_of), made.customers())
    chosen = segments.mask(known, {"first_channel": ["fair"]})
    result = retention(active, mask=chosen)
    assert [(cohort.cohort, cohort.size) for cohort in result.cohorts] == [("2024-01", 1)]
    assert [cell.age for cell in result.cohorts[0].ages if cell.retained] == [0, 16]
    # The same customers by "ordered in 2025": customer 1 stays one of January 2024.
    recent = np.array(
        [(history.day[a:b] >= day_number(date(2025, 1, 1))).any() for a, b in zip(history.start, history.start[1:], strict=False)]
    )
    cohorts = {cohort.cohort: cohort.size for cohort in retention(active, mask=recent).cohorts}
    assert cohorts == {"2024-01": 1, "2025-05": 1}
    # The trap: leaving out the older orders first makes an old customer a new one.
    wrong = monthly(rows.filter(made.pl.col("ordered_at") >= made.datetime(2025, 1, 1)), as_of)
    assert {cohort.cohort: cohort.size for cohort in wrong.cohorts} == {"2025-05": 2}


@pytest.mark.parametrize("engine", made.KINDS_OF_FRAME)
def test_guests_are_nobody_and_not_one_loyal_customer(engine):
    rows = made.KINDS_OF_FRAME[engine](made.orders((None, "2025-01-02"), (None, "2025-02-02"), (None, "2025-03-02"), (1, "2025-01-05")))
    result = monthly(rows, date(2025, 3, 31))
    assert result.customers == 1
    assert [row.retained for row in result.pooled] == [1, 0, 0]
    people = made.KINDS_OF_FRAME[engine](made.customers({"customer": 1, "key": "a"}))
    none = made.KINDS_OF_FRAME[engine](made.refunds())
    found = workspace.summary(rows, none, people, zone=None, as_of=date(2025, 3, 31), revision=1, batches=1)
    assert (found.orders, found.guest_orders, found.buyers) == (4, 3, 1)


def test_two_orders_on_one_day_are_one_occasion():
    rows = made.orders((1, "2025-01-02T09:00"), (1, "2025-01-02T18:00"), (2, "2025-01-02T23:59"), (2, "2025-01-03T00:00"))
    history = occasions.gather(rows, as_of=date(2025, 3, 31))
    assert np.diff(history.start).tolist() == [1, 2]
    assert [row.retained for row in monthly(rows, date(2025, 3, 31), kind="returned").pooled] == [1, 1, 1]


def test_two_identical_rows_are_one_occasion_and_two_orders():
    rows = made.orders((1, "2025-01-02"), (1, "2025-01-02"))
    found = workspace.summary(rows, made.refunds(), made.customers(), zone=None, as_of=date(2025, 1, 31), revision=1, batches=1)
    assert (found.orders, found.gross) == (2, {"EUR": "20.00"})
    assert len(occasions.gather(rows, as_of=date(2025, 1, 31)).day) == 1


def test_a_refund_after_the_order_lowers_the_orders_own_month_and_takes_no_occasion():
    rows = made.orders((1, "2025-01-02", {"gross": 5000, "refunded": 5000}), (1, "2025-03-02", {"gross": 2000}))
    people, as_of = made.customers({"customer": 1, "key": "a"}), date(2025, 3, 31)
    found = workspace.summary(rows, made.refunds(), people, zone=None, as_of=as_of, revision=1, batches=1)
    assert [(month.month, month.orders, month.net) for month in found.months] == [
        ("2025-01", 1, {"EUR": "0.00"}),
        ("2025-03", 1, {"EUR": "20.00"}),
    ]
    result = monthly(rows, as_of)
    assert [(cohort.cohort, [cell.retained for cell in cohort.ages]) for cohort in result.cohorts] == [("2025-01", [1, 0, 1])]


def test_a_refund_that_names_no_order_is_no_occasion_and_lies_in_its_own_month():
    rows = made.orders((1, "2025-01-02", {"gross": 5000}), (1, "2025-03-20"))
    given_back = made.refunds((1, "2025-02-15", 700, "EUR"))
    found = workspace.summary(rows, given_back, made.customers(), zone=None, as_of=date(2025, 3, 31), revision=1, batches=1)
    assert [(month.month, month.orders, month.net["EUR"]) for month in found.months] == [
        ("2025-01", 1, "50.00"),
        ("2025-02", 0, "-7.00"),
        ("2025-03", 1, "10.00"),
    ]
    assert [row.retained for row in monthly(rows, date(2025, 3, 31)).pooled] == [1, 0, 1]


@pytest.mark.parametrize(("period", "kind", "masked"), list(product(calendar.PERIODS, KINDS, [False, True])))
def test_the_list_behind_a_cell_has_exactly_the_cells_count(period, kind, masked):
    active = activity.gather(occasions.gather(made.random_orders(6), as_of=date(2025, 4, 9)), period)
    mask = np.random.default_rng(1).random(len(active.customers)) < 0.5 if masked else None
    result = retention(active, kind=kind, mask=mask, usual_gap_days=20)
    checked = 0
    for cohort in result.cohorts:
        for cell in cohort.ages + cohort.unknown + cohort.unfinished:
            where = {"cohort": cohort.cohort, "age": cell.age, "kind": kind, "mask": mask}
            stayed, others = behind(active, **where), behind(active, **where, retained=False)
            assert len(set(stayed.tolist())) == len(stayed) == cell.retained
            assert len(stayed) + len(others) == cohort.size
            everybody = np.union1d(stayed, others)
            assert len(everybody) == cohort.size
            if masked:
                assert np.isin(everybody, active.customers[mask]).all()
            checked += 1
    reached = [calendar.number(active.as_of, period) - calendar.parse(row.cohort, period) for row in result.cohorts]
    assert checked == sum(reached) + len(reached) > 10
