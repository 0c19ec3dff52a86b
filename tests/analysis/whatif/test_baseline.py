"""What customers are worth as things are: closed forms, sums that agree, and the traps of such sums."""

from dataclasses import fields
from datetime import datetime

import numpy as np
import polars as pl
import pytest

from analysis import calendar
from analysis.drawn import to_the_unit
from analysis.errors import Refused
from analysis.ledger import Ledger
from analysis.relations import of_orders
from analysis.whatif.baseline import PURPOSES, baseline, stage_values
from analysis.whatif.measured import Basis, Measured
from analysis.whatif.options import MOST_MONTHS, Options
from analysis.whatif.outcome import outcome
from analysis.whatif.run import as_today, value_by_stage
from analysis.whatif.world import NAMES, draw, world
from tests.analysis import made
from tests.analysis.whatif.test_world import lived

PEOPLE = 300


def found(options=Options(), *, seed=1, **more):  # noqa: B008
    """The baseline of random customers."""
    return baseline(*lived(seed, people=PEOPLE), options, draws=40, **more)


def faithful(months=36, people=400, leaves=0.0, seed=3):
    """Customers who pay 10.00 every thirty days, of whom a share leaves after each payment; and what they pay after these months."""
    rng = np.random.default_rng(seed)
    all_of_them = rng.geometric(leaves, people) if leaves else np.full(people, 10**6)
    paid = np.minimum(all_of_them, months)
    begun = rng.integers(0, 30, people)
    history = made.history(*(tuple(begun[who] + 30 * np.arange(paid[who])) for who in range(people)), as_of=30 * months)
    book = Ledger(currency="EUR", place=history.owner, day=history.day, net=np.full(len(history.day), 1000), size=people)
    return of_orders(history, usual_gap_days=30.0), book, 1000 * int((all_of_them - paid).sum())


def test_stages_add_up_to_the_whole_to_the_cent():
    result = found(Options(margin=0.37, months=30))
    assert sum(one.to_come.value for one in result.by_stage) == result.to_come.value
    assert sum(one.so_far for one in result.by_stage) == result.so_far
    assert sum(one.customers for one in result.by_stage) == result.customers == PEOPLE


@pytest.mark.parametrize("seed", range(3))
def test_groups_add_up_to_the_whole_to_the_cent_and_are_scaled_by_little(seed):
    result = found(seed=seed, segment=np.arange(PEOPLE) % 3, names=("a", "b", "c"), field="kind")
    assert sum(one.to_come.value for one in result.by_group) == result.to_come.value
    assert sum(one.so_far for one in result.by_group) == result.so_far
    assert sum(one.customers for one in result.by_group) == PEOPLE
    assert result.apart == pytest.approx(1, abs=0.05), "who is put into groups by lot is worth what they are worth together"


def test_it_is_the_baseline_that_scenarios_are_compared_with():
    relations, book = lived(people=PEOPLE)
    known = world(relations, book)
    basis = Basis(world=known, draws=draw(known, 40), measured=Measured(), revision=1)
    for newcomers in (False, True):
        options = Options(months=24, margin=0.5, newcomers=newcomers)
        theirs = outcome(basis, [], options).baseline
        ours = baseline(relations, book, options, draws=40)
        ours = ours.together if newcomers else ours.to_come
        assert [ours.value, ours.low, ours.high] == pytest.approx([theirs.value, theirs.low, theirs.high], rel=1e-4)


def test_customers_who_never_leave_bring_what_they_pay():
    """The geometric sum of a constant retention of 1, within half a per cent; `test_run` has that of lower ones."""
    relations, book, _ = faithful()
    result = baseline(relations, book, Options(months=12, discount_rate=0.0), draws=10)
    assert result.to_come.value == pytest.approx(400 * 1000 * 365 / 30, rel=0.005)


def test_customers_who_leave_one_in_ten_a_month_bring_what_they_then_brought():
    """Each of those still there is worth 90.00, but of some nobody knows yet that they have paid for the last time."""
    relations, book, later = faithful(people=6_000, leaves=0.1, months=18)
    leaving = baseline(relations, book, Options(months=120, discount_rate=0.0), draws=200)
    assert leaving.to_come.value == pytest.approx(later, rel=0.08)
    assert leaving.by_stage[NAMES.index("abandoned")].each.value == 0


def test_the_margin_is_counted_once():
    """Half the margin is half the money, in what came and in what comes; twice taken it would be a quarter."""
    whole, half = found(), found(Options(margin=0.5))
    for name in ("to_come", "undiscounted", "newcomers", "together"):
        assert getattr(half, name).value == pytest.approx(getattr(whole, name).value / 2, rel=1e-5)
    assert half.so_far == pytest.approx(whole.so_far / 2, abs=1) and half.net == whole.net == whole.so_far
    assert half.newcomer.brings.value == pytest.approx(whole.newcomer.brings.value / 2, abs=1)


def test_the_first_month_s_money_is_discounted_by_one_month_and_not_by_none_or_a_year():
    one = found(Options(months=1, discount_rate=0.21))
    assert one.to_come.value == pytest.approx(one.undiscounted.value / 1.21 ** (1 / 12), abs=1)
    year = found(Options(months=12, discount_rate=0.21))
    assert 1 / 1.21 < year.to_come.value / year.undiscounted.value < 1 / 1.21 ** (1 / 12)
    assert found(Options(discount_rate=0.0)).to_come == found(Options(discount_rate=0.0)).undiscounted


def test_everybody_s_money_is_everyone_s_not_that_of_those_who_ordered():
    """What the months that were counted brought comes back, month for month: those who brought nothing are in the mean."""
    relations, book = lived(people=PEOPLE)
    known = world(relations, book)
    gain = draw(known, 0).brought[:, 0, 0]
    months = known.moved.sum(axis=(0, 1, 3))
    since = calendar.day_number(calendar.months_before(relations.as_of, known.steps))
    came = book.between(since + 1, calendar.day_number(relations.as_of)).sum()
    assert (gain * months).sum() + known.first_brought.sum() == pytest.approx(came, rel=0.01)
    ordered = known.ordered.sum()
    assert months.sum() > 1.5 * ordered, "else there would be no difference to see"


def test_those_who_ordered_once_are_in_it():
    relations, book = lived(people=PEOPLE)
    once = np.diff(relations.occasions.start) == 1
    assert once.any() and found().customers == PEOPLE
    kept = np.flatnonzero(~once)
    place = np.searchsorted(kept, book.place)
    inside = ~once[book.place]
    without = Ledger(currency="EUR", place=place[inside], day=book.day[inside], net=book.net[inside], size=len(kept))
    dropped = baseline(relations.part(~once), without, draws=10)
    each, wrong = found().to_come.value / PEOPLE, dropped.to_come.value / len(kept)
    assert wrong > each, "without them a customer would seem to be worth more"


def test_a_horizon_bounds_the_value_however_well_customers_stay():
    """Nobody leaves: without a horizon it would have no bound; within one it is no more than what the months bring."""
    relations, book, _ = faithful()
    for months in (12, 36, MOST_MONTHS):
        assert baseline(relations, book, Options(months=months, discount_rate=0.0), draws=5).to_come.value <= 400 * months * 1020
    with pytest.raises(Refused, match="horizon"):
        Options(months=MOST_MONTHS + 1)


def test_what_a_year_is_worth_grows_with_the_horizon_and_falls_with_the_discount():
    values = [found(Options(months=months)).to_come.value for months in (6, 12, 36, 60)]
    assert values == sorted(values)
    values = [found(Options(discount_rate=rate)).to_come.value for rate in (0.3, 0.1, 0.0)]
    assert values == sorted(values)


def test_costs_booked_by_name_are_taken_from_what_came_and_others_are_not():
    somebody = int(lived(people=PEOPLE)[0].customers[0])
    result = found(Options(margin=0.5), spend=spent(customer=[somebody, None], amount=[1_000, 50_000]))
    assert result.named == 1_000
    assert result.so_far == pytest.approx(0.5 * result.net - 1_000, abs=1)


def spent(**columns):
    """Costs of the last year's winning."""
    rows = len(columns["amount"])
    end = lived(people=PEOPLE)[0].as_of
    first = datetime(*calendar.months_before(end, 11).timetuple()[:3])
    usual = {
        "spent_at": [first] * rows, "spent_until": [datetime(*end.timetuple()[:3])] * rows, "purpose": [PURPOSES[0]] * rows,
        "channel": [None] * rows, "currency": ["EUR"] * rows,
    }  # fmt: skip
    return pl.DataFrame({**usual, **columns}, schema_overrides={"customer": pl.Int64, "channel": pl.String})


def test_a_newcomer_is_followed_month_by_month_until_the_cost_has_come_back():
    """By a walk from stage to stage; a cost above what is ever brought never comes back."""
    relations, book = lived(people=PEOPLE)
    options = Options(months=24, discount_rate=0.0)
    phase = as_today(draw(world(relations, book), 0))
    number = phase.arrivals[:, 0, 0].sum()
    path = [phase.first[0, 0] / number]
    for months in range(1, 24):
        later = value_by_stage(phase, months, 0.0)[:, 0, 0]
        path.append(path[0] + phase.arrivals[:, 0, 0] @ later / number)
    plenty = found(options, spend=spent(customer=[None], amount=[10**9])).newcomer
    assert plenty.brings.value == pytest.approx(path[-1], rel=1e-4)
    assert plenty.a_month == pytest.approx(number)
    if plenty.cost is not None:
        assert plenty.payback.periods is None
        cheap = found(options, spend=spent(customer=[None], amount=[plenty.cost.customers * round(path[3])])).newcomer
        assert cheap.payback.periods in (3, 4, 5) and cheap.payback.low <= cheap.payback.periods


def test_values_of_stages_are_those_of_the_baseline():
    relations, book = lived(people=PEOPLE)
    told = stage_values(relations, book, months=12)
    whole = baseline(relations, book, Options(months=12, discount_rate=0.0))
    assert {one.stage: (one.customers, one.value) for one in told} == {
        one.name: (one.customers, one.each.value) for one in whole.by_stage if one.each
    }
    assert [one.stage for one in told] == [name for name in NAMES if name in {one.stage for one in told}]
    some = stage_values(relations, book, months=12, mask=np.arange(PEOPLE) < 100)
    assert sum(one.customers for one in some) == 100


@pytest.mark.parametrize("seed", range(20))
def test_parts_are_rounded_so_that_they_make_the_whole(seed):
    parts = np.random.default_rng(seed).normal(0, 1e6, 7)
    whole = round(float(parts.sum()))
    assert sum(to_the_unit(parts, whole)) == whole
    np.testing.assert_allclose(to_the_unit(parts, whole), parts, atol=1.0)


def test_every_field_says_what_it_is():
    from analysis.whatif.baseline import Baseline, Worth
    from analysis.whatif.newcomer import Newcomer

    for kind in (Baseline, Newcomer, Worth):
        for one in fields(kind):
            assert one.name in kind.__doc__
