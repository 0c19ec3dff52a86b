"""Segments against the others of their cohorts: the sums against plain loops, the test against the lot itself."""

import numpy as np
import polars as pl
import pytest

from analysis.segment_gaps import count, gaps
from tests.analysis.test_breaks import invented, usual

VALUES = ("web", "fair", "shop")


def company(seed: int):
    activity = invented(seed, usual, months=12, a_month=40)
    return activity, np.random.default_rng(seed).choice(VALUES, size=len(activity.customers), p=[0.5, 0.3, 0.2])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("backend", ["polars", "pandas"])
def test_differences_agree_with_plain_loops(seed, backend):
    """Mantel and Haenszel's mean of the cohorts' differences in orders a month, customer by customer."""
    activity, channel = company(seed)
    frame = pl.DataFrame({"first_channel": channel})
    found = gaps(count(activity), frame if backend == "polars" else frame.to_pandas())
    assert {gap.value for gap in found} == set(VALUES)
    last = activity.cohorts[-1]
    months = {who: set(activity.row_period[activity.row_customer == who].tolist()) for who in range(len(channel))}
    for gap in found:
        top = bottom = 0.0
        for cohort in activity.cohorts[:-1]:
            active = {True: [], False: []}
            for who in np.flatnonzero(activity.cohort == cohort):
                active[channel[who] == gap.value].append(sum(month > cohort for month in months[who]))
            mine, rest = active[True], active[False]
            weight = len(mine) * len(rest) / (len(mine) + len(rest))
            top += weight * (np.mean(mine) - np.mean(rest))
            bottom += weight * (last - cohort)
        assert gap.size == pytest.approx(top / bottom)
        assert gap.n == ((channel == gap.value) & (activity.cohort < last)).sum()
        assert gap.low < gap.size < gap.high


def test_the_test_is_right_where_values_are_drawn_by_lot():
    """z of values drawn by lot, 400 times: mean 0, variance 1."""
    activity, _ = company(5)
    draw = np.random.default_rng(9)
    counted = count(activity)
    z = [gaps(counted, pl.DataFrame({"a": draw.choice(["x", "y"], size=len(counted.active), p=[0.2, 0.8])}))[0].z for _ in range(400)]
    assert abs(np.mean(z)) < 0.15 and 0.85 < np.std(z) < 1.15


def test_two_values_are_asked_once_and_small_ones_never():
    activity, _ = company(6)
    counted = count(activity)
    number = len(counted.active)
    two = np.where(np.arange(number) % 4 == 0, "rare", "common")
    few = np.where(np.arange(number) < 20, "few", "rest")
    found = gaps(counted, pl.DataFrame({"two": two, "few": few, "alike": ["same"] * number}))
    assert [(gap.field, gap.value) for gap in found] == [("two", "rare")]
    assert gaps(counted, pl.DataFrame({"two": two}), without=two == "rare") == []
