"""Groups are compared by what a customer has brought, at an age that all of them have reached."""

import numpy as np
import pytest

from analysis.by_age import by_age
from analysis.document import document
from analysis.money_groups import money_groups
from analysis.ratios import differing
from analysis.takings import gather
from tests.analysis.test_money import some_company


@pytest.fixture(scope="module")
def known():
    return gather(some_company(12))


def test_each_group_is_its_customers_alone_and_pairs_are_their_differences(known):
    place = np.arange(len(known.customers))
    masks = {"a": place % 3 == 0, "b": place % 3 == 1, None: place % 3 == 2}
    found = money_groups(known, masks, field="kind", age=3)
    for group, mask in zip(found.groups, masks.values(), strict=True):
        assert document(group.ages) == document(by_age(known, mask=mask)[: len(group.ages)])
    assert len({len(group.ages) for group in found.groups}) == 1 and found.age == 3
    assert [(pair.first, pair.second) for pair in found.pairs] == [(0, 1), (0, 2), (1, 2)]
    for pair in found.pairs:
        one, other = (found.groups[at].ages[3].so_far for at in (pair.first, pair.second))
        assert pair.difference.value == one.value - other.value
        assert pair.distinguishable == (pair.adjusted_p <= 0.05)


def test_one_pair_is_distinguishable_exactly_if_its_interval_leaves_out_nothing(known):
    rng = np.random.default_rng(1)
    for _ in range(40):
        chosen = rng.random(len(known.customers)) < 0.3
        [pair] = money_groups(known, {"a": chosen, None: ~chosen}, field="kind").pairs
        assert pair.distinguishable == (pair.difference.low > 0 or pair.difference.high < 0)


def test_of_400_pairs_alike_about_as_many_seem_to_differ_as_the_level_says():
    rng = np.random.default_rng(2)
    seemed = 0
    for _ in range(400):
        ends = []
        for n in (150, 90):
            y = (rng.random(n) < 0.4) * rng.gamma(2, 50, n)
            deviation, mean = y.std(ddof=1) / np.sqrt(n), y.mean()
            reach = np.exp(1.99 * deviation / mean)
            ends.append((mean, mean / reach, mean * reach, n))
        seemed += differing(*ends)[3] <= 0.05
    assert 9 <= seemed <= 33


def test_an_empty_group_reaches_nothing_and_keeps_nobody_from_being_compared(known):
    everybody = np.ones(len(known.customers), dtype=bool)
    found = money_groups(known, {"a": everybody, "b": ~everybody}, field="kind")
    assert found.groups[1].ages == () and found.groups[0].ages and found.pairs == ()
    assert money_groups(known, {"b": ~everybody}, field="kind").age is None
