"""The truth beside the estimates: only where it is known, and judged by their own intervals."""

from dataclasses import replace
from types import SimpleNamespace as Some

import numpy as np
import pytest

from analysis import truth
from analysis.findings import Finding

EFFECTS = {"cohort_first": "2024-10-01", "price_day": "2026-04-01"}
ON = ("worse_cohort", "worse_channel", "small_segment", "price_rise", "satisfaction", "complaints", "costly", "programme")
TOLD = {
    "parameters": {"effects": EFFECTS},
    "planted": [{"name": name, "on": True} for name in ON]
    + [{"name": "habit", "on": False}],
    "expected": {"retention": {"month": {"active": [{"age": 1, "rate": 0.2}, {"age": 2, "rate": 0.1}],
                                         "still_here": [{"age": 1, "rate": 0.5}]}}},
    "bucket": {"month": {"2026-09": {"at_start": 10, "new": 4, "left": 3, "at_end": 11}}},
}  # fmt: skip
for one, value in (("worse_channel", "instagram"), ("small_segment", "market stall")):
    next(told for told in TOLD["planted"] if told["name"] == one)["value"] = value


def result(kind="active", period="month"):
    points = (Some(age=0, low=1.0, high=1.0), Some(age=1, low=0.15, high=0.25), Some(age=2, low=0.11, high=0.2))
    return Some(kind=kind, period=period, pooled=points)


def found(**how) -> Finding:
    return Finding(**({"name": "x", "kind": "group", "claim": True, "difference": -0.1, "customers": np.array([1])} | how))


def test_an_interval_that_misses_the_truth_is_counted_as_such():
    """0.2 lies within 0.15 to 0.25, 0.1 not within 0.11 to 0.2; age 0 has no truth."""
    told = truth.curve(TOLD, result())
    assert [(point.age, point.inside) for point in told.points] == [(1, True), (2, False)]
    assert (told.inside, told.same) == (1, True)


def test_still_here_is_another_truth():
    """Who has really not left is not what orders show."""
    assert not truth.curve(TOLD, result("still_here")).same


@pytest.mark.parametrize("unknown", [result("returned"), result(period="week")])
def test_what_is_not_known_is_not_made_up(unknown):
    """Another meaning, another length of period."""
    assert truth.curve(TOLD, unknown) is None


def test_the_bucket_is_that_of_the_period():
    """By its label; none for a period that is not wholly within."""
    assert truth.bucket(TOLD, Some(period="month", label="2026-09")).left == 3
    assert truth.bucket(TOLD, Some(period="month", label="2026-10")) is None


@pytest.mark.parametrize(
    ("finding", "name"),
    [
        (found(field="first_channel", value="instagram"), "worse_channel"),
        (found(field="first_channel", value="market stall"), "small_segment"),
        (found(kind="cohort", value="2025-Q4", other="2024-Q4", difference=0.2), "worse_cohort"),
        (found(kind="cohort", value="2026-Q2", other="2025-Q2"), "price_rise"),
        (found(kind="satisfaction", difference=0.1), "satisfaction"),
        (found(kind="complaints", difference=0.1), "complaints"),
        (found(kind="costly", claim=False, difference=None), "costly"),
    ],
)
def test_a_finding_speaks_of_what_was_planted(finding, name):
    """Of that, and of nothing else."""
    told = truth.planted(TOLD, Some(found=(finding,)))
    assert [one.name for one in told if one.found] == [name]


@pytest.mark.parametrize(
    "finding",
    [
        found(field="first_channel", value="web"),
        found(field="first_channel", value="instagram", difference=0.1),
        found(kind="cohort", value="2025-Q4", other="2024-Q4", difference=-0.2),
        found(kind="complaints", difference=-0.1),
    ],
)
def test_a_finding_of_something_else_or_the_other_way_round_speaks_of_nothing_planted(finding):
    """The other way round is not found."""
    assert not any(one.found for one in truth.planted(TOLD, Some(found=(finding,))))


def test_all_that_could_be_planted_is_listed():
    """What is not planted too."""
    told = truth.planted(TOLD, Some(found=()))
    assert [one.name for one in told if not one.on] == ["habit"]
    assert replace(told[0], on=False) != told[0]
