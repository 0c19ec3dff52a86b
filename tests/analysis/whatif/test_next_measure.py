"""How many more answers would narrow an interval."""

import numpy as np
import pytest

from analysis.whatif.next_measure import MOST_TIMES, more_needed
from analysis.whatif.sensitivity import Bar


def bar(share: float) -> Bar:
    return Bar(name="lever", place=0, low=-1, high=1, kind="measured", share=share)


@pytest.mark.parametrize(("share", "n"), [(0.5, 100), (0.8, 1490), (1.0, 30), (0.99, 700)])
def test_with_so_many_more_the_interval_is_narrower_by_a_fifth(share, n):
    """The naive way: the width made again of its variances, one observation after another."""
    def width(more):
        return np.sqrt((1 - share) + share * n / (n + more))

    needed = more_needed(bar(share), n)
    assert width(needed) <= 0.8 + 1e-12 < width(needed - 1) + 1e-9


def test_an_input_that_hardly_matters_or_rests_on_nothing_gives_no_advice():
    assert more_needed(bar(0.36), 100) is None and more_needed(bar(0.9), None) is None and more_needed(bar(0.0), 100) is None


def test_the_more_an_input_matters_the_fewer_are_needed():
    found = [more_needed(bar(share), 1000) for share in (0.4, 0.6, 0.8, 1.0)]
    assert found == sorted(found, reverse=True) and found[0] <= MOST_TIMES * 1000
