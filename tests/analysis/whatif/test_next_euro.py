"""Where the next euro goes: to what brings more, never further than it pays, and "can't tell" where it can't be told."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.errors import Refused
from analysis.whatif.measured import Measured
from analysis.whatif.next_euro import PARTS, Keeping, next_euro
from analysis.whatif.options import Options
from tests.analysis.whatif.test_outcome import basis

OPTIONS = Options(margin=0.4, months=24)
SOME = Keeping(each=50.0, kept=(0.005, 0.01, 0.015))


def test_a_splits_value_adds_up_and_the_best_is_the_highest():
    found = next_euro(basis(), 40_000, SOME, options=OPTIONS)
    values = [split.value.value for split in found.splits]
    assert len(values) == PARTS + 1 and max(values) == values[round(found.best * PARTS)]
    assert sum(money for _, money in found.by_segment) + found.for_winning == pytest.approx(40_000, abs=2)
    assert found.best_low <= found.best <= found.best_high


def test_what_keeps_more_gets_more_of_the_budget():
    nothing, little, much = (
        next_euro(basis(), 40_000, replace(SOME, kept=(k, k, k)), options=OPTIONS).best for k in (0.0, 0.004, 0.05)
    )
    assert nothing == 0 and nothing <= little <= much and much > 0


def test_a_newcomer_who_costs_more_to_win_leaves_more_for_keeping():
    steep, flat = (next_euro(basis(), 40_000, SOME, elasticity=(e, e, e), options=OPTIONS).best for e in (0.6, 0.02))
    assert flat >= steep


def test_each_further_piece_brings_less():
    """Keeping alone, and winning alone."""
    found = next_euro(basis(draws=0), 400_000, SOME, options=OPTIONS)
    assert found.splits[0].value.low == found.splits[0].value.value
    keeping = [next_euro(basis(draws=0), budget, SOME, options=OPTIONS).splits[-1].value.value for budget in (100_000, 200_000, 300_000)]
    first, second = np.diff(keeping)
    assert second <= first


def test_what_cannot_be_told_apart_is_not_told_apart():
    wide = next_euro(basis(draws=300), 40_000, Keeping(each=50.0, kept=(0.0, 0.01, 0.03)), options=OPTIONS)
    assert any(not other.sure for other in wide.against)
    sure = next_euro(basis(draws=300), 40_000, Keeping(each=50.0, kept=(0.05, 0.05, 0.05)), options=OPTIONS)
    assert all(other.sure for other in sure.against if other.share == 0)


def test_beliefs_are_marked_and_so_is_the_literature():
    found = next_euro(basis(), 40_000, SOME, options=OPTIONS)
    assert (found.winning.kind, found.keeping.kind) == ("literature", "belief")
    assert next_euro(basis(), 40_000, SOME, elasticity=(0.1, 0.2, 0.3), options=OPTIONS).winning.kind == "belief"


def test_what_keeping_has_to_do_to_be_worth_as_much_makes_the_first_euro_bring_the_same():
    """A naive check: a belief of just that much, and a budget of next to nothing, spent all one way and all the other."""
    made = basis(draws=0)
    even = next_euro(made, 1_000, SOME, options=OPTIONS).even
    assert even.n == int(made.world.stock[:, :4].sum()) and even.low == even.value == even.high
    apart = []
    for budget in (1_000, 100):
        just = next_euro(made, budget, replace(SOME, kept=(even.value,) * 3), options=OPTIONS)
        apart.append(abs(just.splits[0].value.value - just.splits[-1].value.value))
    assert apart[1] <= apart[0] / 50, "a tenth of the budget: what is left of the difference is how the two curves bend"
    dear = next_euro(made, 1_000, replace(SOME, each=100.0), options=OPTIONS).even
    assert dear.value == pytest.approx(2 * even.value)


def test_without_spending_there_is_nothing_to_compare():
    with pytest.raises(Refused, match="spending"):
        next_euro(basis(measured=Measured()), 40_000, SOME, options=OPTIONS)
    with pytest.raises(Refused):
        Keeping(each=0, kept=(0.1, 0.2, 0.3))
    with pytest.raises(Refused):
        Keeping(each=10, kept=(0.3, 0.2, 0.1))
