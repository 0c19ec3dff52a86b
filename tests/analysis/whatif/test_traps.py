"""The slips that such a sum invites, each by its name. Others stand beside what they are about (test_baseline.py, test_calculator.py)."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.errors import Refused
from analysis.ledger import Ledger
from analysis.relations import of_orders
from analysis.whatif.levers import Setting
from analysis.whatif.options import Options
from analysis.whatif.outcome import outcome, told_of
from analysis.whatif.reckon import reckon
from analysis.whatif.run import discounts, run
from analysis.whatif.world import NAMES, world
from tests.analysis import made
from tests.analysis.whatif.test_outcome import OPTIONS, basis
from tests.analysis.whatif.test_run import alone, staying


def test_who_comes_back_is_no_newcomer():
    """The trap: dividing what winning cost by all who came, returners included, makes a new customer look cheap."""
    history = made.history(*[(0, 10, 20, 400)] * 5, *[(390, 400)] * 3, as_of=420)
    book = Ledger(currency="EUR", place=history.owner, day=history.day, net=np.full(len(history.day), 100), size=8)
    known = world(of_orders(history, usual_gap_days=15), book)
    assert known.arrived.sum() == 3
    came_back = known.moved.sum(axis=(0, 1))[NAMES.index("abandoned")]
    assert came_back.sum() - came_back[NAMES.index("abandoned")] == 5


def test_nobody_is_won_beyond_the_market():
    """The trap: an elasticity goes on winning customers whom there are not."""
    on = basis(draws=5)
    spent = (Setting(lever="acquisition", amount=5_000_000),)
    options = replace(OPTIONS, market=300)
    effects = [effect for effect, _ in told_of(on, spent, options)]
    gained = reckon(on, spent, effects, options).segments.sum()
    everybody = reckon(on, spent, effects, OPTIONS).segments.sum()
    assert gained < 0.1 * everybody
    # Who comes sooner than they would have is all that can be bought.
    assert outcome(on, spent, replace(OPTIONS, market=0)).difference.value == 0


def test_a_months_moves_are_a_months_and_not_a_days():
    """The trap: days against months. After a year of nine in ten a month, 28 of 100 are left; taken for days, it would be none."""
    path = run(np.array([[100, 0, 0, 0, 0, 0]]), [alone(staying(0.9), np.zeros(6))] * 12)
    assert path.customers[-1, 0, 0] == pytest.approx(100 * 0.9**12, rel=1e-5)
    assert discounts(24, 0.10)[[11, 23]] == pytest.approx([1 / 1.1, 1 / 1.21])


def test_a_horizon_without_end_is_refused():
    """The trap: at high retention a value without a horizon grows as far as one likes to look."""
    with pytest.raises(Refused, match="1 to 240"):
        Options(months=10_000)
