"""Whether stages told who ordered again: CDNOW's numbers, a slow version on random histories, and what may not be looked at."""

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise

import numpy as np
import polars as pl
import pytest

from analysis import occasions
from analysis.calendar import day_number, day_of, months_before
from analysis.errors import Refused
from analysis.rhythm import Rule
from analysis.stage_back_test import (
    ORDER,
    Repurchase,
    ordered,
    reading,
    repurchase,
    stage_back_test,
    stages_then,
    watched_months,
)
from analysis.stages import STAGES, stages
from tests import published
from tests.analysis import made, naive

CUT = date(1997, 9, 30)
DAYS = (made.CDNOW_END - CUT).days


def row(stage, k, n, day=CUT):
    return Repurchase(as_of=day, until=made.CDNOW_END, stage=stage, n=n, repurchased=k, rate=k / n, low=0.0, high=1.0)


def test_cdnow_sample_in_each_stage_as_many_as_published_ordered_again_within_39_weeks():
    result = stage_back_test(made.relations(occasions.gather(made.cdnow("sample"), as_of=made.CDNOW_END)), days=DAYS)
    found = {one.stage: one for one in result.back_test}
    assert DAYS == 273
    assert {stage: one.n for stage, one in found.items()} == {s: n for s, n in published.CDNOW_SAMPLE_STAGES.items() if n}
    assert {stage: one.rate for stage, one in found.items()} == pytest.approx(published.CDNOW_SAMPLE_REPURCHASE, abs=5e-5)
    assert result.ordered
    assert all((one.as_of, one.until) == (CUT, made.CDNOW_END) and one.low < one.rate < one.high for one in found.values())


def test_cdnow_sample_counted_on_the_day_itself():
    result = stage_back_test(made.relations(occasions.gather(made.cdnow("sample"), as_of=CUT)))
    assert result.population_gap_days == pytest.approx(published.CDNOW_SAMPLE_USUAL_GAP, abs=1e-6)
    assert result.counts == {**published.CDNOW_SAMPLE_STAGES, "prospect": 0}
    assert list(result.counts) == list(STAGES)


def test_cdnow_the_other_customers_order_again_in_the_same_order():
    everybody, chosen = made.cdnow("master"), made.cdnow("sample")["customer"].unique()
    others = occasions.gather(everybody.filter(~pl.col("customer").is_in(chosen.to_list())), as_of=made.CDNOW_END)
    assert len(others.customers) == published.CDNOW_CUSTOMERS - published.CDNOW_SAMPLE_CUSTOMERS
    result = stage_back_test(made.relations(others), days=DAYS)
    assert result.ordered and not reading(result.back_test).upside_down


def test_cdnow_with_a_later_days_gap_is_upside_down_and_says_so():
    whole = occasions.gather(made.cdnow("master"), as_of=made.CDNOW_END)
    rows = repurchase(stages(whole, CUT, usual_gap_days=72), whole, until=made.CDNOW_END)
    found = {one.stage: (one.n, one.rate) for one in rows}
    for stage, (n, rate) in published.CDNOW_FORCED_GAP.items():
        assert found[stage] == (n, pytest.approx(rate, abs=5e-4))
    assert not ordered(rows)
    assert reading(rows).upside_down == (("at_risk", "abandoned"),)


@pytest.mark.parametrize("rule", [Rule(), Rule(k=2, at_risk=1.5, abandoned=3, loyalty_run=3)])
@pytest.mark.parametrize("seed", range(3))
def test_it_agrees_with_the_scalar_rule_and_a_loop_over_people(seed, rule):
    rng = np.random.default_rng(seed)
    history = made.random_history(seed)
    people, last = len(history.customers), 700
    contact, cancel = (np.where(rng.random(people) < 0.5, rng.integers(0, last, people), -1) for _ in "ab")
    ids = history.customers
    relations = made.relations(
        history,
        contacts=[(who, day) for who, day in zip(ids, contact, strict=True) if day >= 0],
        cancellations=[(who, day) for who, day in zip(ids, cancel, strict=True) if day >= 0],
        rule=rule,
    )
    result = stage_back_test(relations, days=120, dates=3)
    days = [piece.tolist() for piece in np.split(history.day, history.start[1:-1])]
    expected = {}
    for until in (700, 580, 460):
        t = until - 120
        gaps = [b - a for some in days for a, b in pairwise(day for day in some if day <= t)]
        g0 = sum(gaps) / len(gaps)
        for who, some in enumerate(days):
            known = [float(value[who]) if 0 <= value[who] <= t else None for value in (contact, cancel)]
            found = naive.stage(
                [day for day in some if day <= t], t, g0, rule.k, rule.at_risk, rule.abandoned, rule.loyalty_run,
                contact=known[0], cancel=known[1],
            )  # fmt: skip
            if found[0] is not None:
                k, n = expected.get((until, found[0]), (0, 0))
                expected[until, found[0]] = (k + any(t < day <= until for day in some), n + 1)
    assert {(day_number(one.until), one.stage): (one.repurchased, one.n) for one in result.back_test} == expected
    assert [one.until for one in result.back_test] == sorted((one.until for one in result.back_test), reverse=True)
    assert len({stage for _, stage in expected}) == len(STAGES)


def test_nothing_later_changes_a_past_days_stage():
    history, day = made.random_history(9), day_of(300)
    pieces = [piece[piece <= 300] for piece in np.split(history.day, history.start[1:-1])]
    after = [[(who, 301 + more) for who in history.customers] for more in (0, 1)]
    later = made.relations(history, contacts=after[0], cancellations=after[1])
    then = made.relations(made.history(*map(tuple, pieces), as_of=300))
    for field in ("stage", "rho", "usual_gap"):
        np.testing.assert_array_equal(getattr(stages_then(later, day), field), getattr(stages_then(then, day), field))


def test_a_filter_counts_some_people_and_keeps_the_usual_gap_of_all():
    relations = made.relations(made.random_history(4))
    mask = np.random.default_rng(4).random(len(relations.customers)) < 0.4
    whole, some, others = (stage_back_test(relations, mask=part) for part in (None, mask, ~mask))
    assert some.population_gap_days == whole.population_gap_days
    for stage in STAGES:
        assert some.counts[stage] + others.counts[stage] == whole.counts[stage]
        n, k = (
            [sum(getattr(one, name) for one in part.back_test if one.stage == stage) for part in (whole, some, others)]
            for name in ("n", "repurchased")
        )
        assert n[0] == n[1] + n[2] and k[0] == k[1] + k[2]


def test_a_day_without_a_usual_gap_is_not_tested_unless_a_cycle_is_declared():
    history = made.history(*[(200 + who, 230 + who, 260 + who) for who in range(20)], as_of=300)
    assert stage_back_test(made.relations(history), days=90).back_test == ()
    assert not stage_back_test(made.relations(history), days=90).ordered
    relations = made.relations(history)
    declared = stage_back_test(relations, days=90, then=partial(stages_then, relations, cycle_days=30))
    assert sum(one.n for one in declared.back_test) == 11


def test_it_watches_as_long_as_a_usual_gap_and_no_day_twice():
    relations = made.relations(made.random_history(5, people=400))
    months = watched_months(relations.usual_gap_days)
    result = stage_back_test(relations, dates=3)
    spans = sorted({(one.as_of, one.until) for one in result.back_test})
    assert len(spans) == 3 and spans[-1][1] == relations.as_of
    assert all(one[1] == other[0] for one, other in pairwise(spans))
    assert all(months_before(until, months) == begin for begin, until in spans)


@pytest.mark.parametrize("asked", [{"days": 0}, {"dates": 0}])
def test_no_stretch_and_no_date_are_refused(asked):
    with pytest.raises(Refused, match="at least one"):
        stage_back_test(made.relations(made.random_history(1)), **asked)


def test_a_stretch_longer_than_the_history_tests_nothing():
    relations = made.relations(made.random_history(1))
    assert stage_back_test(relations, days=5000).back_test == ()


def test_order_is_asked_of_five_customers_or_more_on_every_day():
    falling = [row(stage, 50 - 10 * place, 100) for place, stage in enumerate(ORDER)]
    assert ordered(falling) and ordered([*falling, row("recovered", 99, 100), row("prospect", 99, 100)])
    assert ordered([*falling[1:], row("loyalty", 0, 4)])
    assert not ordered([*falling[1:], row("loyalty", 0, 5)])
    assert not ordered([*falling, *(replace(one, as_of=date(1996, 1, 1), rate=1 - one.rate) for one in falling)])
    assert not ordered([row("loyalty", 5, 10), row("abandoned", 5, 10)])


def test_what_chance_can_tell_is_told_and_what_it_cannot_is_a_tie():
    rows = [row("loyalty", 60, 100), row("maintenance", 35, 100), row("capture", 36, 100), row("at_risk", 20, 100), row("abandoned", 0, 9)]
    told = reading(rows)
    assert told.compared == ORDER[:4], "nine are thin and never in words"
    assert told.ties == (("maintenance", "capture"),) and told.upside_down == ()
    assert len(told.apart) == 5 and all(ORDER.index(one) < ORDER.index(other) for one, other in told.apart)
    assert reading([row("loyalty", 10, 100), row("abandoned", 60, 100)]).upside_down == (("loyalty", "abandoned"),)
    assert reading([]).compared == reading([row("recovered", 1, 40)]).compared == ()
