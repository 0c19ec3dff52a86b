"""Estimate and truth side by side: which intervals are scored, and that what a page says is laid beside the truth that it is about."""

from types import SimpleNamespace as Some

import numpy as np
import pytest
from scipy import stats

from analysis.side_by_side import PAGES, Row, side_by_side
from analysis.stages import ABANDONED, AT_RISK, LOYALTY
from analysis.truth_rows import (
    again_rows,
    difference_rows,
    leaving_rows,
    money_rows,
    overview_rows,
    retention_rows,
    satisfaction_rows,
    stages_rows,
    value_rows,
)


def row(**more) -> Row:
    return Row(
        **{"page": "money", "asked": "brought", "unit": "money", "value": 5.0, "low": 4.0, "high": 7.0, "n": 40, "truth": 6.0} | more
    )


@pytest.mark.parametrize(("truth", "inside"), [(4.0, True), (7.0, True), (3.999, False), (7.001, False)])
def test_an_interval_holds_its_own_ends(truth, inside):
    assert row(truth=truth).inside is inside


def test_a_rule_and_an_interval_about_something_else_are_not_scored():
    rows = [row(), row(asked="answered", truth=9.0), row(asked="called", low=np.nan, high=np.nan), row(level=0.9, truth=9.0)]
    told = side_by_side(rows)
    assert (told.scored, told.held, told.expected) == (2, 1, 0.95 + 0.9) and len(told.rows) == 4
    assert [one.otherwise for one in told.rows] == [None, "who answers", "rule", None]


def test_what_rests_on_fewer_than_five_is_no_row():
    assert side_by_side([row(n=4), row(n=5)]).rows == (row(n=5),)


def test_of_many_intervals_so_many_hold_as_they_say():
    """Means of a known truth with their t intervals, 2,000 times: the count is that of a binomial."""
    rng, rows = np.random.default_rng(11), []
    for _ in range(2_000):
        drawn = rng.normal(3, 2, 25)
        half = stats.t.ppf(0.95, 24) * drawn.std(ddof=1) / 5
        rows.append(row(value=drawn.mean(), low=drawn.mean() - half, high=drawn.mean() + half, level=0.9, truth=3.0))
    told = side_by_side(rows)
    assert told.expected == pytest.approx(1_800) and abs(told.held - told.expected) < 4 * np.sqrt(2_000 * 0.09)


def test_the_curve_is_held_against_the_truth_at_a_few_ages():
    truth = {"expected": {"retention": {"month": {"active": [{"age": age, "rate": age / 100} for age in range(1, 10)]}}}}
    pooled = [Some(age=age, rate=0.03, low=0.02, high=0.04, at_risk=90) for age in range(1, 25)]
    rows = retention_rows(truth, Some(period="month", kind="active", pooled=pooled, level=0.95))
    assert [(one.about, one.truth, one.inside) for one in rows] == [("1", 0.01, False), ("3", 0.03, True), ("6", 0.06, False)]


def test_whoever_is_still_to_come_back_counts_in_the_truth():
    within = Some(days=100, rate=0.5, low=0.4, high=0.6)
    found = Some(second_order=Some(within=within, curve=Some(n=50)), level=0.95)
    [one] = leaving_rows(found, np.array([3, 100, 101, 2**31 - 1]))
    assert one.truth == 0.5
    assert leaving_rows(Some(second_order=Some(within=None)), np.array([1])) == []


def test_what_is_called_abandoned_is_counted_by_who_has_left():
    stage = np.array([LOYALTY, ABANDONED, ABANDONED, ABANDONED, AT_RISK, 0])
    left = np.array([False, True, True, False, True, False])
    assert [(one.about, one.n, round(one.truth, 3)) for one in stages_rows(stage, left)] == [
        ("loyalty", 1, 0.0), ("at_risk", 1, 1.0), ("abandoned", 3, 0.667),
    ]  # fmt: skip


def test_a_stage_that_nobody_is_in_now_has_no_truth():
    test = [Some(stage=name, rate=0.3, low=0.2, high=0.4, n=40) for name in ("loyalty", "at_risk", "capture")]
    stage, ordered = np.array([LOYALTY, LOYALTY, ABANDONED]), np.array([True, False, False])
    assert [(one.about, one.truth) for one in again_rows(test, stage, ordered)] == [("loyalty", 0.5)]


def test_value_is_discounted_month_by_month_as_the_page_does():
    """By a slow sum; and a horizon beyond what was lived has no truth."""
    money = Some(value=1.0, low=0.0, high=2.0)
    result = Some(months=24, discount_rate=0.1, margin=0.4, to_come=money, customers=9, level=0.9)
    paid = np.arange(1.0, 37.0)
    slow = sum(paid[month - 1] / 1.1 ** (month / 12) for month in range(1, 25)) * 0.4 * 0.95
    assert value_rows(result, paid, net_of_paid=0.95)[0].truth == pytest.approx(slow)
    assert value_rows(result, paid[:23], net_of_paid=1.0) == []


def test_a_difference_that_is_not_planted_is_none():
    truth = {"planted": [{"name": "satisfaction", "on": False}, {"name": "complaints", "on": True, "difference_points": 12.5}]}
    found = Some(difference=0.1, low=0.0, high=0.2, first=Some(n=50), second=Some(n=30))
    said = {name: difference_rows(truth, name, found, page="answers", level=0.95)[0] for name in ("satisfaction", "complaints")}
    assert (said["satisfaction"].truth, said["complaints"].truth, said["complaints"].n) == (0.0, 0.125, 30)
    assert difference_rows(truth, "habit", found, page="answers", level=0.95) == []


def test_the_driver_and_what_only_goes_along_come_first():
    truth = {"drivers": [{"name": name, "weight": weight} for name, weight in (("a", 0.3), ("b", 0.0), ("c", 0.2), ("d", 0.1), ("e", 0.0))]}
    made = [Some(name=name, coefficient=0.1, coefficient_low=0.0, coefficient_high=0.2) for name in "edcba"]
    assert [one.about for one in satisfaction_rows(truth, Some(attributes=made, n=80, level=0.95), ["a", "b"])] == ["a", "b", "c", "e"]


def test_what_has_no_truth_has_no_row():
    truth = {"bucket": {"month": {}}}
    assert overview_rows(truth, Some(bucket=Some(), period="month", label="2026-09")) == []
    assert overview_rows(truth, Some(bucket=None, period="month", label="2026-09")) == []
    assert money_rows(Some(ages=[]), {12: 5.0}) == []


def test_rows_are_of_pages_that_there_are():
    from components.sentences.side_by_side import WITHOUT, page_name

    assert not set(PAGES) & set(WITHOUT) and all(page_name(page) for page in (*PAGES, *WITHOUT))
