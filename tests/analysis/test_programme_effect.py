"""What a programme does: three estimates, and a cost that never divides by nothing."""

from datetime import datetime, timedelta

import numpy as np
import polars as pl
import pytest

from analysis.absences import NEVER
from analysis.errors import NotEnoughGaps
from analysis.ledger import Ledger
from analysis.programme_effect import CANNOT_TELL, DRIVES_AWAY, KEEPS, TOO_FEW, Retained, _retained, _verdict, programme_effect
from analysis.timing import Timing
from tests.analysis.joiners import GAP, World, world


def memberships(found: World) -> pl.DataFrame:
    joined = np.flatnonzero(found.since != NEVER)
    days = [datetime(1970, 1, 1) + timedelta(days=int(day)) for day in found.since[joined]]
    return pl.DataFrame({"customer": joined, "programme": ["Club"] * len(joined), "member_since": days})


def looked_at(found: World, **how):
    owner = found.occasions.owner
    paid = Ledger(currency="EUR", place=owner, day=found.occasions.day, net=np.full(len(owner), 1000), size=len(found.occasions.customers))
    return programme_effect(memberships(found), occasions=found.occasions, ledger=paid, usual_gap_days=GAP, **how)


def told(low: float, high: float) -> Timing:
    middle = (low + high) / 2
    return Timing(
        difference=middle, low=low, high=high, member=0.9, without=0.9 - middle, odds=1.0, odds_low=0.5, odds_high=2.0, customers=900,
        joined=200, sampled=False,
    )  # fmt: skip


def test_naive_and_matched_claim_what_is_not_there_and_the_verdict_does_not():
    found = looked_at(world(2, odds=1.0), cost_a_day=3.0)
    assert found.naive.low > found.timing.high > 0 and found.matched.comparison.low > 0.05
    assert found.verdict == CANNOT_TELL and found.timing.low <= 0 <= found.timing.high
    assert found.days == 4 * GAP and found.joined == (world(2).since != NEVER).sum()
    assert found.retained.value is None and found.retained.high is None
    assert found.retained.low == pytest.approx(3.0 * found.days / found.timing.high)


def test_immortal_time_fools_the_naive_comparison_alone():
    """Everybody has one and the same chance to join at each order, and joining does nothing: members still seem to stay."""
    found = looked_at(world(4, leave=(40.0, 80.0), loyal_join=0.1, others_join=0.1))
    assert found.naive.low > 0
    assert found.matched.comparison.low <= 0 <= found.matched.comparison.high and found.timing.low <= 0 <= found.timing.high


def test_a_verdict_takes_the_whole_interval():
    assert _verdict(told(0.01, 0.2)) == KEEPS and _verdict(told(-0.2, -0.01)) == DRIVES_AWAY
    assert _verdict(told(-0.01, 0.2)) == CANNOT_TELL and _verdict(told(0.0, 0.2)) == CANNOT_TELL and _verdict(None) == TOO_FEW


def test_a_retained_member_has_a_cost_only_where_one_is_retained():
    sure = _retained(told(0.05, 0.15), 2.0, 100)
    assert (sure.cost, sure.value, sure.low, sure.high) == pytest.approx((200.0, 2000.0, 200 / 0.15, 4000.0))
    assert _retained(told(-0.05, 0.1), 2.0, 100) == Retained(cost=200.0, value=None, low=2000.0, high=None)
    assert _retained(told(-0.2, -0.1), 2.0, 100) == Retained(cost=200.0, value=None, low=None, high=None)
    assert _retained(told(0.05, 0.15), None, 100) is None and _retained(None, 2.0, 100) is None


def test_few_joiners_are_too_few_and_none_is_no_error():
    found = looked_at(world(1, customers=60))
    assert found.verdict == TOO_FEW and found.timing is None and found.retained is None
    nobody = looked_at(world(1, customers=60, loyal_join=0.0))
    assert (nobody.joined, nobody.naive, nobody.matched.comparison, nobody.verdict) == (0, None, None, TOO_FEW)


def test_another_programmes_members_are_non_members_of_this_one():
    found = world(1, customers=400)
    rows = memberships(found)
    two = pl.concat([rows, rows.head(7).with_columns(pl.lit("Circle").alias("programme"))])
    paid = Ledger(currency="EUR", place=np.zeros(0, int), day=np.zeros(0, int), net=np.zeros(0, int), size=400)
    how = {"occasions": found.occasions, "ledger": paid, "usual_gap_days": GAP}
    assert programme_effect(two, programme="Circle", **how).joined == 7
    assert programme_effect(two, **how).joined == rows.height


def test_without_a_usual_gap_it_is_refused():
    found = world(1, customers=60)
    paid = Ledger(currency="EUR", place=np.zeros(0, int), day=np.zeros(0, int), net=np.zeros(0, int), size=60)
    with pytest.raises(NotEnoughGaps):
        programme_effect(memberships(found), occasions=found.occasions, ledger=paid, usual_gap_days=None)
