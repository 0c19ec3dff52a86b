"""Customers by a field and by stage, against a naive count."""

from collections import Counter

import numpy as np
import pytest

from analysis.calendar import day_of
from analysis.intervals import wilson
from analysis.moves import CUSTOMERS
from analysis.stage_groups import stage_groups
from analysis.stages import STAGES
from tests.analysis.test_moves import random_relations


@pytest.mark.parametrize("day", [300, 700])
def test_it_counts_as_one_would_by_hand(day):
    relations = random_relations(2)
    rng = np.random.default_rng(2)
    buyers = relations.customers[relations.buyers]
    values = rng.choice(["web", "till", ""], len(buyers)).astype(object)
    table = relations.stages(day_of(day))
    found = stage_groups(table, buyers, values, field="channel", asked=["till", ""])
    naive = Counter()
    for who, value in zip(buyers, values, strict=True):
        stage = int(table.stage[np.flatnonzero(table.customers == who)[0]])
        if stage in CUSTOMERS:
            naive[value, STAGES[stage]] += 1
    assert [group.value for group in found.groups] == ["till", ""]
    for group in found.groups:
        assert group.n == sum(n for (value, _stage), n in naive.items() if value == group.value) > 0
        assert sum(share.rate for share in group.shares) == pytest.approx(1)
        for stage, share in zip(found.stages, group.shares, strict=True):
            assert (share.k, share.n) == (naive[group.value, stage], group.n)
            assert (share.low, share.high) == pytest.approx(wilson(share.k, share.n))


def test_a_group_of_nobody_has_no_share():
    relations = random_relations(2)
    buyers = relations.customers[relations.buyers]
    [group] = stage_groups(
        relations.stages(day_of(500)), buyers, np.full(len(buyers), "web", dtype=object), field="channel", asked=["till"]
    ).groups
    assert group.n == 0 and {share.rate for share in group.shares} == {None}
