"""The stage rule: its worked examples, its scalar form on random histories, and CDNOW."""

from datetime import date

import numpy as np
import pytest

from analysis import occasions
from analysis.calendar import day_number, day_of
from analysis.dated import dated
from analysis.errors import Refused
from analysis.rhythm import Rule, usual_gap
from analysis.stages import NOT_YET, STAGES, stages
from tests import published
from tests.analysis import made, naive

CUT = date(1997, 9, 30)


def name(code):
    return None if code == NOT_YET else STAGES[code]


def on(*day):
    """One day, or none (nan), for each customer."""
    day = np.array(day, dtype=float)
    place = np.flatnonzero(~np.isnan(day))
    return dated(np.arange(len(day)), place, day[place].astype(int))


@pytest.mark.parametrize("example", published.STAGE_EXAMPLES)
def test_the_worked_examples(example):
    days, t, contact, cancel, stage, came_from, rho, gap = example
    table = stages(
        made.history(days, as_of=365),
        day_of(t),
        usual_gap_days=30,
        contacts=None if contact is None else on(contact),
        cancellations=None if cancel is None else on(cancel),
    )
    assert (name(table.stage[0]), name(table.came_from[0])) == (stage, came_from)
    assert table.usual_gap[0] == pytest.approx(gap, abs=1e-6)
    assert np.isnan(table.rho[0]) if rho is None else table.rho[0] == pytest.approx(rho, abs=1e-6)


@pytest.mark.parametrize(("days", "t", "gap", "rho", "wrong"), published.SHRINKAGE_EXAMPLES)
def test_a_short_history_is_drawn_towards_the_population(days, t, gap, rho, wrong):
    table = stages(made.history(days, as_of=365), day_of(t), usual_gap_days=30)
    assert table.usual_gap[0] == pytest.approx(gap, abs=1e-6)
    assert table.rho[0] == pytest.approx(rho, abs=1e-6)
    own = (days[-1] - days[0]) / (len(days) - 1)
    assert (t - days[-1]) / own == pytest.approx(wrong)


@pytest.mark.parametrize(("t", "stage"), [(60, "capture"), (61, "at_risk"), (120, "at_risk"), (121, "abandoned")])
def test_exactly_two_gaps_is_active_and_exactly_four_is_at_risk(t, stage):
    table = stages(made.history((0,), as_of=365), day_of(t), usual_gap_days=30)
    assert STAGES[table.stage[0]] == stage


@pytest.mark.parametrize(("cancel", "stage"), [(29, "recovered"), (30, "abandoned"), (40, "abandoned"), (41, "maintenance")])
def test_cancelling_counts_from_the_last_orders_own_day_through_today(cancel, stage):
    history = made.history((-30, 0, 30), as_of=365)
    table = stages(history, day_of(40), usual_gap_days=30, cancellations=on(cancel))
    assert STAGES[table.stage[0]] == stage


@pytest.mark.parametrize("rule", [Rule(), Rule(k=2, at_risk=1.5, abandoned=3, loyalty_run=3)])
@pytest.mark.parametrize("extras", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_it_agrees_with_the_scalar_rule_on_random_histories(seed, extras, rule):
    rng = np.random.default_rng(seed)
    history = made.random_history(seed)
    people = len(history.customers)
    days = np.split(history.day, history.start[1:-1])
    contact, cancel = (np.where(rng.random(people) < 0.5, rng.integers(0, 700, people), np.nan) for _ in "ab")
    seen = set()
    for t in (100, 350, 699, 700):
        table = stages(
            history,
            day_of(t),
            usual_gap_days=25.5,
            rule=rule,
            contacts=on(*contact) if extras else None,
            cancellations=on(*cancel) if extras else None,
        )
        for place in range(people):
            until = [day for day in days[place].tolist() if day <= t]
            known = [float(value[place]) if extras and value[place] <= t else None for value in (contact, cancel)]
            stage, came_from, rho, gap = naive.stage(
                until,
                t,
                25.5,
                rule.k,
                rule.at_risk,
                rule.abandoned,
                rule.loyalty_run,
                cancel=known[1],
                contact=known[0],
            )
            assert (name(table.stage[place]), name(table.came_from[place])) == (stage, came_from)
            assert table.usual_gap[place] == gap
            assert np.isnan(table.rho[place]) if rho is None else table.rho[place] == rho
            seen.add(stage)
    assert seen == {*STAGES, None} - (set() if extras else {"prospect"})


def test_nothing_later_than_the_day_is_looked_at():
    history = made.random_history(9)
    whole = stages(history, day_of(300), usual_gap_days=20)
    pieces = [piece[piece <= 300] for piece in np.split(history.day, history.start[1:-1])]
    cut = stages(made.history(*map(tuple, pieces), as_of=300), day_of(300), usual_gap_days=20)
    for field in ("stage", "came_from", "rho", "usual_gap"):
        np.testing.assert_array_equal(getattr(whole, field), getattr(cut, field))


def test_the_populations_gap_is_the_mean_of_all_closed_gaps():
    history = made.random_history(3)
    gaps = np.concatenate([np.diff(piece) for piece in np.split(history.day, history.start[1:-1])])
    found = usual_gap(history, cycle_days=999)
    assert found.days == pytest.approx(gaps.mean(), abs=1e-9)
    assert (found.closed_gaps, found.declared) == (len(gaps), False)


def test_fewer_than_thirty_closed_gaps_need_a_declared_cycle():
    days = tuple(range(0, 300, 10))
    assert usual_gap(made.history(days, as_of=365)).days is None
    assert usual_gap(made.history(days, as_of=365)).closed_gaps == 29
    declared = usual_gap(made.history(days, as_of=365), cycle_days=14)
    assert (declared.days, declared.declared) == (14.0, True)
    assert usual_gap(made.history((*days, 300), as_of=365)).days == 10
    assert usual_gap(made.history(as_of=365)).days is None


@pytest.mark.parametrize("cycle", [0, -3, 0.5, 10_000])
def test_an_impossible_cycle_is_refused(cycle):
    with pytest.raises(Refused, match="cycle_days"):
        usual_gap(made.history((0,), as_of=9), cycle_days=cycle)


def test_nobody():
    table = stages(made.history(as_of=9), day_of(9), usual_gap_days=30)
    assert len(table.stage) == len(table.rho) == 0


def repurchase(rows, gap_days=None):
    """Stage at the cut by the cut's own gap, and who bought again within the next 273 days."""
    until_cut = occasions.gather(rows, as_of=CUT)
    whole = occasions.gather(rows, as_of=made.CDNOW_END)
    gap = usual_gap(until_cut).days
    table = stages(until_cut, CUT, usual_gap_days=gap_days or gap)
    later = np.unique(whole.customers[whole.owner[whole.day > day_number(CUT)]])
    again = np.isin(until_cut.customers, later)
    found = {stage: table.stage == code for code, stage in enumerate(STAGES)}
    counts = {stage: int(members.sum()) for stage, members in found.items()}
    return (
        gap,
        counts,
        {stage: float(again[members].mean()) for stage, members in found.items() if members.any()},
    )


def test_cdnow_sample_stages_and_repurchase():
    gap, counts, rates = repurchase(made.cdnow("sample"))
    assert gap == pytest.approx(published.CDNOW_SAMPLE_USUAL_GAP, abs=1e-6)
    assert counts == {**published.CDNOW_SAMPLE_STAGES, "prospect": 0}
    assert rates == pytest.approx(published.CDNOW_SAMPLE_REPURCHASE, abs=1e-4)
    ordered = [rates[stage] for stage in ("loyalty", "maintenance", "at_risk", "abandoned")]
    assert ordered == sorted(ordered, reverse=True)


def test_cdnow_with_a_later_dates_gap_turns_two_stages_upside_down():
    _, counts, rates = repurchase(made.cdnow("master"), gap_days=72)
    for stage, (customers, rate) in published.CDNOW_FORCED_GAP.items():
        assert counts[stage] == customers
        assert rates[stage] == pytest.approx(rate, abs=5e-4)


def test_cdnow_usual_gap_of_the_whole_log():
    whole = occasions.gather(made.cdnow("master"), as_of=made.CDNOW_END)
    assert usual_gap(whole).days == pytest.approx(published.CDNOW_USUAL_GAP_AT_END, abs=5e-3)
