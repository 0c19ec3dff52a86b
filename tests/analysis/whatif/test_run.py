"""The world run on: closed forms, what adds up, and what grows with what."""

import numpy as np
import pytest

from analysis.whatif.run import ABANDONED, Phase, discounts, phased, run, slipping, value_by_stage
from tests import published

MONTHS = 60


def alone(moves, gain, *, arrivals=0.0, first=0.0):
    """One segment, one draw."""
    moves, gain = np.asarray(moves, dtype=float)[:, :, None, None], np.asarray(gain, dtype=float)[:, None, None]
    coming = np.zeros((6, 1, 1))
    coming[0] = arrivals
    return Phase(moves=moves, gain=gain, arrivals=coming, first=np.full((1, 1), first))


def staying(retention):
    """Customers who stay in the first stage with one chance, or are abandoned for good."""
    moves = np.eye(6)
    moves[0, [0, ABANDONED]] = retention, 1 - retention
    return moves


def made(seed, *, segments=3, draws=40):
    """Random moves, gains and newcomers."""
    rng = np.random.default_rng(seed)
    moves = rng.random((6, 6, segments, draws)).astype(np.float32)
    moves[1:, 0] = 0
    moves /= moves.sum(axis=1, keepdims=True)
    each = (segments, draws)
    gain, arrivals, first = (rng.random(shape, dtype=np.float32) for shape in ((6, *each), (6, *each), each))
    return Phase(moves=moves, gain=gain, arrivals=arrivals, first=first), rng.integers(0, 500, (segments, 6))


def test_customers_that_order_by_recency_are_worth_what_was_published():
    moves, gain, worth = published.PFEIFER_CARRAWAY
    padded, money = np.eye(6), np.zeros(6)
    padded[:5, :5], money[:5] = moves, gain
    # They count a period's money at its beginning; here it is counted at its end.
    value = value_by_stage(alone(padded, money), 12 * 300, 1.2**12 - 1)[:5, 0, 0] * 1.2
    np.testing.assert_allclose(value, worth, atol=1e-6)


@pytest.mark.parametrize("retention", [0.5, 0.8, 0.97])
def test_constant_retention_is_the_geometric_sum_to_half_a_per_cent(retention):
    """m r / (1 + d - r) counts from the second month on; the money of the first comes with it here."""
    yearly = 0.10
    monthly = (1 + yearly) ** (1 / 12) - 1
    phase = alone(staying(retention), [100, 0, 0, 0, 0, 0])
    path = run(np.array([[1, 0, 0, 0, 0, 0]]), [phase] * 2000)
    value = float(path.cash.sum(axis=(1, 2)) @ discounts(2000, yearly))
    assert value == pytest.approx(100 / (1 + monthly - retention), rel=0.005)
    assert value == pytest.approx(value_by_stage(phase, 2000, yearly)[0, 0, 0], rel=1e-4)


def test_it_is_what_a_loop_over_draws_segments_and_stages_makes_of_it():
    phase, stock = made(1, segments=2, draws=5)
    path = run(stock, [phase] * 4)
    for segment in range(2):
        for drawn in range(5):
            state = stock[segment].astype(float)
            for month in range(4):
                cash = phase.first[segment, drawn] + sum(state[s] * phase.gain[s, segment, drawn] for s in range(6))
                assert path.cash[month, segment, drawn] == pytest.approx(cash, rel=1e-5)
                state = phase.arrivals[:, segment, drawn] + np.array(
                    [sum(state[s] * phase.moves[s, to, segment, drawn] for s in range(6)) for to in range(6)]
                )


def test_nobody_is_lost_or_made_on_the_way():
    phase, stock = made(2)
    path = run(stock, [phase] * MONTHS)
    came = phase.arrivals.mean(axis=-1).sum() * np.arange(1, MONTHS + 1)
    np.testing.assert_allclose(path.customers.sum(axis=(1, 2)), stock.sum() + came, rtol=1e-4)


def test_pieces_and_threads_change_nothing():
    phase, stock = made(3, segments=12, draws=2500)  # more than one piece
    whole = run(stock, [phase] * 6).cash
    some = run(stock, [phase.part(slice(2100, 2200))] * 6).cash
    np.testing.assert_allclose(whole[..., 2100:2200], some, rtol=1e-6)


def test_fewer_who_slip_are_worth_more_and_more_who_slip_less():
    """Where a better stage brings more, as it does here."""
    phase, stock = made(4)
    gain = np.sort(phase.gain, axis=0)[[3, 4, 5, 2, 1, 0]]  # capture, maintenance, loyalty, recovered, at risk, abandoned
    moves = phase.moves
    totals = []
    for by in (0.5, 0.0, -0.5, -1.0):
        # Worth counts from where they go: the gain of a month is that of the stage at its beginning.
        changed = Phase(moves=slipping(moves, moves[..., 0, 0] > 0, {2: by}), gain=gain, arrivals=phase.arrivals, first=phase.first)
        totals.append(run(stock, [changed] * 2).cash[1].sum())
    assert totals == sorted(totals)


def test_a_shift_of_nothing_changes_nothing_and_rows_still_add_up():
    moves = made(5)[0].moves
    possible = moves[..., 0, 0] > 0
    np.testing.assert_allclose(slipping(moves, possible, dict.fromkeys(range(6), 0.0)), moves, atol=1e-6)
    shifted = slipping(moves, possible, {0: -0.7, 2: 0.4, 4: np.full(moves.shape[2:], -0.2), 5: 0.9})
    np.testing.assert_allclose(shifted.sum(axis=1), 1, atol=1e-5)
    came_back = [(each[5].sum(axis=0) - each[5, 5]) for each in (moves, shifted)]
    assert (came_back[1] > came_back[0]).all()


def test_the_market_ends_somewhere():
    phase = alone(np.eye(6), np.zeros(6), arrivals=30.0, first=60.0)
    path = run(np.zeros((1, 6), dtype=int), [phase] * 5, room=np.array([100]))
    assert path.customers.sum(axis=(1, 2)).tolist() == pytest.approx([30, 60, 90, 100, 100])
    assert path.cash[:, 0, 0].tolist() == pytest.approx([60, 60, 60, 20, 0], abs=1e-4)


def test_what_is_done_works_from_its_month_on_for_as_long_as_it_lasts():
    assert phased(5, lambda at_work: sorted(at_work), [(2, None), (0, 1)]) == [[1], [], [0], [0], [0]]
    made_once = phased(40, lambda at_work: object(), [(0, None)])
    assert len({id(phase) for phase in made_once}) == 1
