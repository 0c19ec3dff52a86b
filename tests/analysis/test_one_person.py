"""One person's strip says of every day what the stage rule says of it."""

from datetime import timedelta

import numpy as np
import pytest

from analysis.calendar import day_number
from analysis.one_person import one_person
from analysis.stages import NOT_YET, STAGES
from tests.analysis.test_moves import random_relations


@pytest.mark.parametrize("seed", range(2))
def test_every_days_stage_is_the_rules(seed):
    relations = random_relations(seed)
    days = [relations.as_of - timedelta(days=back) for back in range(0, 700, 37)]
    tables = [relations.stages(day) for day in days]
    for place in np.random.default_rng(seed).choice(len(relations.customers), 60, replace=False):
        found = one_person(relations, int(relations.customers[place]))
        for day, table in zip(days, tables, strict=True):
            said = [stretch.stage for stretch in found.stretches if stretch.first <= day <= stretch.last]
            stage = int(table.stage[place])
            assert said == ([] if stage == NOT_YET else [STAGES[stage]]), (found.customer, day)


def test_without_another_order_they_are_at_risk_and_abandoned_from_the_days_that_are_said():
    relations = random_relations(3)
    now = relations.stages(relations.as_of)
    seen = set()
    for place, customer in enumerate(relations.customers):
        found = one_person(relations, int(customer))
        for day, stage in ((found.at_risk_from, "at_risk"), (found.abandoned_from, "abandoned")):
            if day is not None and not found.contacts:
                assert day > relations.as_of
                before, then = (relations.stages(day - timedelta(days=back)).stage[place] for back in (1, 0))
                assert STAGES[then] == stage != STAGES[before]
                seen.add(stage)
        if found.stage is not None and found.orders:
            assert found.silent_days == day_number(relations.as_of) - day_number(found.orders[-1])
            assert found.rho == pytest.approx(found.silent_days / found.usual_gap_days) == pytest.approx(now.rho[place])
        if len(seen) == 2 and place > 60:
            break
    assert seen == {"at_risk", "abandoned"}


def test_nobody_else_is_found():
    assert one_person(random_relations(1), 10**9) is None
