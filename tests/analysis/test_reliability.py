"""Cronbach's alpha."""

import numpy as np
import pytest

from analysis.reliability import reliability
from tests import published

NAMES = ("rating", "complaints", "privileges", "learning", "raises", "critical", "advance")
ATTITUDE = np.array(published.ATTITUDE, dtype=float)


def test_attitude_repeats_r():
    known, found = published.ATTITUDE_ALPHA, reliability(ATTITUDE, NAMES)
    assert (found.alpha, found.standardised) == pytest.approx((known["raw"], known["standardised"]), abs=1e-8)
    assert (found.low, found.high) == pytest.approx(known["interval"], abs=1e-6)
    assert [member.with_others for member in found.members] == pytest.approx(known["with_others"], abs=1e-6)
    without = {member.name: member.without for member in found.members}
    assert {name: without[name] for name in known["without"]} == pytest.approx(known["without"], abs=1e-6)
    assert (found.n, found.k, found.reading) == (30, 7, "consistent")
    six = reliability(ATTITUDE[:, 1:], NAMES[1:])
    assert six.alpha == pytest.approx(known["six"][0], abs=1e-8)
    assert (six.low, six.high) == pytest.approx(known["six"][1:], abs=5e-4)


def test_a_question_is_compared_with_the_others_and_not_with_itself():
    """Trap: its correlation with a sum that it is part of."""
    itself = np.corrcoef(ATTITUDE[:, 5], ATTITUDE.sum(axis=1))[0, 1]
    assert itself == pytest.approx(published.ATTITUDE_ALPHA["with_itself"], abs=1e-6)
    assert reliability(ATTITUDE, NAMES).members[5].with_others != pytest.approx(itself, abs=0.1)


def test_spreads_of_one_divisor_and_a_reversed_question():
    """Traps: an alpha above 1; a question the wrong way round cut off at 0 without a word."""
    rows, alpha, mixed, reversed_alpha = published.SMALL_ALPHA
    values = np.array([[int(digit) for digit in str(row)] for row in rows], dtype=float)
    found = reliability(values, "abc")
    assert found.alpha == pytest.approx(alpha, abs=1e-6) != mixed
    turned = values.copy()
    turned[:, 2] = 6 - turned[:, 2]
    found = reliability(turned, "abc")
    assert found.alpha == pytest.approx(reversed_alpha, abs=1e-6)
    assert "c" in found.reversed


def test_only_complete_rows_count():
    values = np.vstack([ATTITUDE, np.full((5, 7), np.nan)])
    assert reliability(values, NAMES) == reliability(ATTITUDE, NAMES)
    assert reliability(ATTITUDE[:2], NAMES) is None
    assert reliability(ATTITUDE[:, :1], NAMES[:1]) is None
    assert reliability(np.ones((9, 3)), "abc") is None


@pytest.mark.parametrize("seed", range(10))
def test_alpha_agrees_with_the_definition_and_with_any_order(seed):
    """Naive: variances one by one. Property: order changes nothing, nor does a common stretch of the scale."""
    rng = np.random.default_rng(seed)
    values = np.round(3 + rng.normal(size=(40, 1)) + rng.normal(size=(40, 4)), 1)
    found = reliability(values, "abcd")
    each = sum(np.var(values[:, place], ddof=1) for place in range(4))
    assert found.alpha == pytest.approx(4 / 3 * (1 - each / np.var(values.sum(axis=1), ddof=1)))
    for place, member in enumerate(found.members):
        others = np.delete(values, place, axis=1)
        assert member.with_others == pytest.approx(np.corrcoef(values[:, place], others.sum(axis=1))[0, 1])
        assert member.without == pytest.approx(reliability(others, "abc").alpha)
    assert reliability(values[::-1, ::-1] * 7 + 2, "dcba").alpha == pytest.approx(found.alpha)
    assert found.low <= found.alpha <= found.high <= 1
