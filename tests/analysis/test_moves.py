"""Moves between stages: published rows, CDNOW, a naive count, and that everything agrees to the person."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import beta

from analysis import occasions
from analysis.calendar import day_of
from analysis.dated import dated
from analysis.document import document
from analysis.moves import CUSTOMERS, OUTSIDE, PLACES, STANDING, flow, moves, part, people, pooled, where
from analysis.relations import among, relate
from analysis.rhythm import usual_gap
from analysis.stages import AT_RISK, CAPTURE, NOT_YET, STAGES
from tests import published
from tests.analysis import made

QUARTERS = (date(1997, 3, 31), date(1997, 6, 30), date(1997, 9, 30), date(1997, 12, 31), date(1998, 3, 31), date(1998, 6, 30))


def random_relations(seed: int, *, gap: float = 25.5):
    """Random buyers, some of whom are in contact or cancel, and people who are only in contact."""
    rng = np.random.default_rng(seed)
    history = made.random_history(seed)
    everybody = np.arange(1, 280)
    some = [(rng.choice(everybody, size), rng.integers(0, 700, size)) for size in (500, 60)]
    contacts, cancellations = (dated(everybody, *pair) for pair in some)
    return relate(among(history, everybody), contacts, cancellations, usual_gap_days=gap)


@pytest.mark.parametrize(("counts", "means", "ends"), published.TRANSITION_ROWS)
def test_a_rows_shares_and_intervals_are_the_published_ones(counts, means, ends):
    for place, (mean, (low, high)) in enumerate(zip(means, ends, strict=True)):
        found = part(np.array(counts), np.ones(3, dtype=bool), [place], 0.95)
        assert (found.expected, found.low, found.high) == pytest.approx((mean, low, high), abs=1e-6)
        assert (found.n, found.of, found.share) == (counts[place], sum(counts), counts[place] / sum(counts))


def test_several_moves_together_have_the_beta_posterior_of_their_sum():
    found = part(np.array([60, 25, 15]), np.ones(3, dtype=bool), [1, 2], 0.90)
    assert (found.low, found.high) == pytest.approx(beta.ppf([0.05, 0.95], 41, 60.5), abs=1e-9)


def test_cdnows_quarterly_moves_are_those_computed_apart():
    whole = occasions.gather(made.cdnow("master"), as_of=made.CDNOW_END)
    gap = usual_gap(whole).days
    nobody = dated(whole.customers, np.array([]), np.array([]))
    relations = relate(whole, nobody, nobody, usual_gap_days=gap)
    found = pooled([relations.stages(day) for day in QUARTERS], usual_gap_days=gap, contacts=False, cancellations=False)
    rows = {row.stage: {place: part for place, part in zip(PLACES, row.parts, strict=True) if part} for row in found.matrix}
    shares = {place: 100 * part.share for place, part in rows["loyalty"].items()}
    for place, share in published.CDNOW_LOYALTY_MOVES.items():
        assert shares.get(place, 0.0) == pytest.approx(share, abs=0.005), place
    assert 100 * rows["capture"]["at_risk"].share == pytest.approx(published.CDNOW_CAPTURE_TO_AT_RISK, abs=0.005)


def test_cdnow_with_each_dates_own_gap_puts_too_many_at_risk():
    whole = occasions.gather(made.cdnow("master"), as_of=made.CDNOW_END)
    nobody = dated(whole.customers, np.array([]), np.array([]))

    def own(day):
        gap = usual_gap(occasions.gather(made.cdnow("master"), as_of=day)).days
        return relate(whole, nobody, nobody, usual_gap_days=gap).stages(day)

    tables = [own(day) for day in QUARTERS]
    captured = sum(flow(before, after)[CAPTURE] for before, after in pairwise(tables))
    share = 100 * captured[AT_RISK] / captured.sum()
    assert share == pytest.approx(published.CDNOW_CAPTURE_TO_AT_RISK_BY_OWN_GAPS, abs=0.005)


@pytest.mark.parametrize("filtered", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_stocks_flow_matrix_ledger_and_lists_agree_to_the_person(seed, filtered):
    relations = random_relations(seed)
    before, after = relations.stages(day_of(500)), relations.stages(day_of(620))
    mask = np.random.default_rng(seed).random(len(relations.customers)) < 0.6 if filtered else None
    found = moves(before, after, usual_gap_days=25.5, mask=mask)
    kept = np.ones(len(relations.customers), dtype=bool) if mask is None else mask
    naive = Counter(
        (STAGES[a] if a != NOT_YET else "outside", STAGES[b] if b != NOT_YET else "outside")
        for a, b, meant in zip(before.stage, after.stage, kept, strict=True)
        if meant and (a != NOT_YET or b != NOT_YET)
    )
    listed = {}
    for row, came_from in enumerate(PLACES):
        for column, went_to in enumerate(PLACES):
            if (row, column) != (OUTSIDE, OUTSIDE):
                who = people(before, after, came_from, went_to, mask)
                assert len(who) == found.flow[row, column] == naive[came_from, went_to]
                listed[came_from, went_to] = set(who.tolist())
    # Nobody is in two of them, and together they are everybody who is anywhere on either day.
    assert sum(map(len, listed.values())) == len(set().union(*listed.values())) == found.flow.sum()
    for place, stock in enumerate(found.stages):
        own, row = found.flow, found.matrix[place]
        assert stock.then == row.n == own[place].sum() == np.sum(before.stage[kept] == place)
        assert stock.now == own[:, place].sum() == np.sum(after.stage[kept] == place)
        assert stock.then == len(people(before, after, stock.stage, None, mask))
        assert stock.now == len(people(before, after, None, stock.stage, mask))
        assert stock.change == stock.now - stock.then
        assert stock.stayed + stock.came_in == stock.now
        turned = sum(turn.n for turn in (stock.worse, stock.better) if turn)
        alike = sum(own[place, to] for to in STANDING if STANDING[to] == STANDING[place])
        assert turned + alike == stock.then
        # No one is in a cell that the rule is said to make impossible.
        assert sum(part.n for part in row.parts if part) == row.n
    assert found.customers == sum(found.stages[place].now for place in CUSTOMERS)


def test_the_shares_of_a_row_add_up_to_one_and_lie_in_their_intervals():
    relations = random_relations(5)
    found = moves(relations.stages(day_of(400)), relations.stages(day_of(600)), usual_gap_days=25.5)
    for row in found.matrix:
        there = [part for part in row.parts if part]
        assert sum(part.share for part in there) == pytest.approx(1)
        assert sum(part.expected for part in there) == pytest.approx(1)
        for part_ in there:
            assert 0 < part_.low < part_.expected < part_.high < 1


def test_the_ledgers_share_of_a_single_move_is_the_matrixs():
    relations = random_relations(6)
    found = moves(relations.stages(day_of(400)), relations.stages(day_of(600)), usual_gap_days=25.5)
    row = found.matrix[STAGES.index("at_risk")]
    assert found.stages[STAGES.index("at_risk")].worse == row.parts[STAGES.index("abandoned")]


def test_where_nobody_was_there_is_no_share_not_one_of_as_many_as_there_are_moves():
    relations = relate(made.history((0,), as_of=99), *2 * [dated(np.array([1]), np.array([]), np.array([]))], usual_gap_days=30)
    found = moves(relations.stages(day_of(-5)), relations.stages(day_of(50)), usual_gap_days=30)
    assert found.flow[OUTSIDE].sum() == found.flow.sum() == 1
    assert {part.share for row in found.matrix for part in row.parts if part} == {None}
    assert document(found)["matrix"][0]["n"] == 0


def test_a_later_order_never_moves_an_earlier_days_stock():
    relations = random_relations(7)
    cut = replace(relations.occasions, as_of=day_of(650))
    assert np.array_equal(where(relations.stages(day_of(500))), where(replace(relations, occasions=cut).stages(day_of(500))))
