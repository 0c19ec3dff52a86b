"""What a number of customers can carry."""

import numpy as np
import pytest

from analysis import evidence
from analysis.intervals import wilson


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, "none"),
        (4, "none"),
        (5, "thin"),
        (9, "thin"),
        (10, "few"),
        (29, "few"),
        (30, "enough"),
        (5000, "enough"),
    ],
)
def test_strength_changes_at_5_10_and_30(n, expected):
    assert evidence.strength(n) == expected


def test_imprecise_is_wider_than_thirty_points():
    assert not evidence.imprecise(0.10, 0.40)
    assert evidence.imprecise(0.10, 0.401)
    assert evidence.imprecise(*wilson(4, 10))
    assert not evidence.imprecise(*wilson(40, 100))


@pytest.mark.parametrize("level", [0.90, 0.95])
@pytest.mark.parametrize("half_width", [0.02, 0.05, 0.2, 0.5, 0.7])
@pytest.mark.parametrize("share", [0.0, 0.03, 0.22, 0.5, 0.97, 1.0])
def test_needed_is_the_first_number_that_is_narrow_enough(share, half_width, level):
    def half(n):
        """Half the width of Wilson's interval, for a share that need not be a whole count."""
        z = evidence.critical(level)
        return z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)

    n = evidence.needed(share, half_width, level)
    assert half(n) <= half_width + 1e-9
    assert n == 1 or half(n - 1) > half_width


def test_needed_agrees_with_the_interval_that_is_shown():
    n = evidence.needed(0.5, 0.05)
    low, high = wilson(n // 2, n)
    assert (high - low) / 2 == pytest.approx(0.05, abs=1e-4)


@pytest.mark.parametrize("call", [(1.2, 0.05), (-0.1, 0.05), (0.5, 0.0)])
def test_impossible_questions_are_refused(call):
    with pytest.raises(ValueError):
        evidence.needed(*call)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5])
def test_a_width_that_some_number_reaches_exactly_needs_that_number(share):
    z = evidence.critical(0.95)
    for n in range(2, 400):
        half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        assert evidence.needed(share, float(half)) == n
