"""The world as it is: counts by hand and by a slow second way, and draws around them."""

from datetime import date

import numpy as np
import pytest

from analysis import calendar
from analysis.errors import Refused
from analysis.ledger import Ledger
from analysis.relations import of_orders
from analysis.stages import NOT_YET, STAGES
from analysis.whatif.world import BLOCKS, NAMES, draw, world
from tests.analysis import made


def lived(seed=1, people=300):
    """Random customers of two years, and what each of their orders brought."""
    history = made.random_history(seed, people=people)
    relations = of_orders(history, usual_gap_days=25.5)
    rng = np.random.default_rng(seed)
    book = Ledger(currency="EUR", place=history.owner, day=history.day, net=rng.integers(100, 5000, len(history.day)), size=people)
    return relations, book


def naive(relations, book, segment, size, steps=12):
    """Customer by customer, month by month."""
    days = [calendar.months_before(relations.as_of, step) for step in range(steps, -1, -1)]
    moved, brought, ordered = np.zeros((size, 6, 6)), np.zeros((size, 6)), np.zeros((size, 6))
    arrived, first = np.zeros((size, 6)), np.zeros(size)
    for begin, end in zip(days, days[1:]):
        before, after = relations.stages(begin).stage, relations.stages(end).stage
        for who in range(len(relations.customers)):
            if segment[who] < 0 or after[who] == NOT_YET:
                continue
            inside = (book.place == who) & (book.day > calendar.day_number(begin)) & (book.day <= calendar.day_number(end))
            to = NAMES.index(STAGES[after[who]])
            if before[who] == NOT_YET:
                arrived[segment[who], to] += 1
                first[segment[who]] += book.net[inside].sum()
                continue
            at = NAMES.index(STAGES[before[who]])
            moved[segment[who], at, to] += 1
            brought[segment[who], at] += book.net[inside].sum()
            ordered[segment[who], at] += len(np.unique(book.day[inside]))
    return moved, brought, ordered, arrived, first


@pytest.mark.parametrize("seed", range(2))
def test_counts_are_those_of_a_walk_from_customer_to_customer(seed):
    relations, book = lived(seed, people=120)
    segment = np.random.default_rng(seed).integers(-1, 2, 120)
    found = world(relations, book, segment=segment, names=("a", "b"))
    moved, brought, ordered, arrived, first = naive(relations, book, segment, 2)
    for ours, theirs in ((found.moved, moved), (found.brought, brought), (found.ordered, ordered), (found.arrived, arrived),
                         (found.first_brought, first)):  # fmt: skip
        np.testing.assert_array_equal(ours.sum(axis=0), theirs)
    now = relations.stages(relations.as_of).stage
    assert found.stock.sum() == (segment >= 0).sum() - ((segment >= 0) & (now == NOT_YET)).sum()


def test_segments_add_up_to_the_whole_to_the_cent():
    relations, book = lived()
    parts = world(relations, book, segment=np.arange(300) % 3, names=("a", "b", "c"))
    whole = world(relations, book)
    for name in ("moved", "brought", "ordered", "arrived", "first_brought"):
        np.testing.assert_array_equal(getattr(parts, name).sum(axis=(0, 1)), getattr(whole, name).sum(axis=(0, 1)))
    np.testing.assert_array_equal(parts.stock.sum(axis=0), whole.stock.sum(axis=0))


def test_what_cannot_be_is_never_drawn():
    known = world(*lived())
    drawn = draw(known, 50, seed=3)
    assert not drawn.moves[~known.possible].any()
    assert drawn.moves[known.possible].min() > 0
    np.testing.assert_allclose(drawn.moves.sum(axis=1), 1, atol=1e-5)
    assert not known.moved[..., ~known.possible].any()


def test_draws_lie_around_the_world_itself_as_wide_as_customers_differ():
    """Moves are as sure as so many independent customers make them, and newcomers come as they do, one by one (Poisson)."""
    relations, book = lived(people=600)
    known = world(relations, book)
    itself, drawn = draw(known, 0), draw(known, 4000, seed=1)
    np.testing.assert_allclose(drawn.brought.mean(axis=-1), itself.brought[..., 0], rtol=0.03)
    np.testing.assert_allclose(drawn.moves.mean(axis=-1), itself.moves[..., 0], atol=0.01)
    since = calendar.day_number(calendar.months_before(relations.as_of, 12))
    first = relations.occasions.day[relations.occasions.start[:-1]]
    close = 3 / np.sqrt(2 * BLOCKS)
    assert drawn.arrivals.sum(axis=0)[0].std() == pytest.approx(np.sqrt((first > since).sum()) / 12, rel=close)
    # Of the abandoned nearly all stay so: each customer-month is all but independent of that customer's others.
    n, back = known.moved.sum(axis=0)[0, 5].sum(), 1 - itself.moves[5, 5, 0, 0]
    assert drawn.moves[5, 5, 0].std() == pytest.approx(np.sqrt(back * (1 - back) / n), rel=0.3)


def test_the_same_seed_is_the_same_world():
    known = world(*lived())
    np.testing.assert_array_equal(draw(known, 20, seed=5).brought, draw(known, 20, seed=5).brought)


def test_a_stage_that_nobody_of_a_segment_was_in_leans_on_the_others():
    relations, book = lived()
    nobody = np.zeros(300, dtype=np.int64)
    drawn = draw(world(relations, book, segment=nobody, names=("all", "none")), 0)
    np.testing.assert_allclose(drawn.moves[:, :, 1], drawn.moves[:, :, 0], atol=0.02)
    np.testing.assert_allclose(drawn.brought[:, 1], drawn.brought[:, 0], rtol=0.02)
    assert not drawn.arrivals[:, 1].any()


def test_a_short_history_is_refused_and_a_middling_one_counted_as_far_as_it_goes():
    early = of_orders(made.history((0, 20), (3, 40), as_of=70), usual_gap_days=20)
    book = Ledger(currency="EUR", place=np.zeros(0, int), day=np.zeros(0, int), net=np.zeros(0, int), size=2)
    with pytest.raises(Refused, match="whole months"):
        world(early, book)
    later = of_orders(made.history((0, 20), (3, 40), as_of=200), usual_gap_days=20)
    assert world(later, book).steps == 6
    assert world(later, book).as_of == date(1970, 7, 20)
