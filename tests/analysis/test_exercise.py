"""Exercises check themselves: what is right, what is a slip, and what is neither."""

import random

import pytest

from analysis.lessons.exercise import Choice, check, exercise


def test_the_slip_of_the_pictured_lesson_is_told_from_its_answer():
    """251 of 640 bought again within three months; with two unfinished months it looks like 370 of 1,076."""
    asked = exercise("again", value=100 * 251 / 640, low=35.5, high=43.1, n=640, slips={"unfinished": 100 * 370 / 1076}, digits=1)
    assert check(asked, 39.2).kind == "right"
    assert check(asked, 34.4).slip == "unfinished"
    assert check(asked, 34.0).slip == "unfinished", "rounded"
    assert check(asked, 20.0).kind == "low"
    assert check(asked, 50.0).kind == "high"


def test_a_slip_within_the_interval_is_a_slip_and_what_is_near_the_answer_is_right():
    asked = exercise("again", value=40.0, low=30.0, high=50.0, n=90, slips={"mean": 43.0}, digits=0)
    assert [check(asked, answer).kind for answer in (39, 40, 41, 43, 44, 46)] == ["right", "right", "right", "slip", "slip", "high"]


def test_a_slip_far_off_does_not_catch_what_is_nothing_like_it():
    """Members buy for 100 by each 1 of rewards; 2.5 where points are taken for given, 496 by all customers' money."""
    asked = exercise("ratio", value=100.0, low=82.0, high=122.0, n=380, slips={"issued": 2.5, "of all": 496.0}, digits=1)
    assert [check(asked, answer).slip for answer in (2.0, 3.0, 500.0, 480.0)] == ["issued", "issued", "of all", "of all"], "rounded"
    assert [check(asked, answer).kind for answer in (20.0, 60.0, 300.0, 600.0)] == ["low", "low", "high", "high"]


def test_what_the_asked_decimals_cannot_tell_apart_is_no_slip():
    asked = exercise("again", value=40.2, low=38.0, high=42.0, n=900, slips={"mean": 40.4, "all": 30.2, "both": 29.9, "none": float("nan")})
    assert [slip.name for slip in asked.slips] == ["all"]


def test_an_interval_that_does_not_hold_its_answer_is_refused():
    with pytest.raises(ValueError, match="needed an interval that holds the answer"):
        exercise("again", value=40.0, low=41.0, high=42.0, n=9, slips={})


def test_the_answer_and_every_slip_are_recognised_as_they_are_rounded():
    """Whatever the numbers: typed with the decimals that are asked for, the answer is right and each kept slip is itself."""
    draw = random.Random(7)
    for _ in range(2_000):
        digits = draw.choice([0, 1, 2])
        value = draw.uniform(0, 100)
        slips = {name: draw.uniform(0, 100) for name in "abc"[: draw.randrange(4)]}
        asked = exercise(
            "x", value=value, low=value - draw.uniform(0, 9), high=value + draw.uniform(0, 9), n=9, slips=slips, digits=digits
        )
        assert check(asked, round(value, digits)).kind == "right"
        for slip in asked.slips:
            assert check(asked, round(slip.value, digits)).slip == slip.name


def test_a_choice_is_right_or_the_slip_of_its_name():
    asked = Choice(name="which", options=("driver", "correlate"), right="driver")
    assert check(asked, "driver").kind == "right"
    assert check(asked, "correlate").slip == "correlate"
