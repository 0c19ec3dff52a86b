"""The company's loyalty index: what it rests on is counted, and rows are compared like with like."""

import numpy as np
import pytest
from scipy.stats import spearmanr

from analysis.document import document
from analysis.loyalty_index import MOST_ROWS, loyalty_index
from analysis.loyalty_scores import Rule, scores
from analysis.loyalty_signs import DECLARED, GROUPS, RECOMMENDATION
from analysis.stages import ABANDONED, LOYALTY, STAGES
from tests.analysis.test_loyalty_scores import random_signs, signs_of


def answering(seed=0, people=300):
    """Signs of all groups, but only a part has declared anything, more of the loyal than of the others."""
    signs = random_signs(seed, people)
    stage = np.random.default_rng(seed).integers(1, 7, people)
    silent = np.random.default_rng(seed + 1).random(people) < np.where(stage == LOYALTY, 0.2, 0.7)
    signs.values["overall"] = np.where(silent, np.nan, np.round(signs.values["order_days"] / 11, 1))
    return signs, stage


@pytest.mark.parametrize("relative", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_means_are_those_of_the_customers(seed, relative):
    signs, stage = answering(seed)
    rule = Rule().anchored_by(signs)
    every = scores(signs, rule, relative=relative)
    found = loyalty_index(signs, rule, stage=stage, relative=relative)
    here = stage != ABANDONED
    assert found.all.mean.value == pytest.approx(np.nanmean(every.index[here]))
    assert found.all.n + found.all.without == here.sum()
    assert found.all.spread[2] == pytest.approx(np.nanmedian(every.index[here]))
    assert found.all.coverage == pytest.approx(every.coverage[here][~np.isnan(every.index[here])].mean())
    for row in found.rows:
        mine = stage == STAGES.index(row.name)
        assert (row.n, row.mean.value) == (np.sum(~np.isnan(every.index[mine])), pytest.approx(np.nanmean(every.index[mine])))
        assert row.mean.low <= row.mean.value <= row.mean.high
    for group in found.groups:
        values = every.groups[here, GROUPS.index(group.name)]
        assert group.n == np.sum(~np.isnan(values)) and group.mean.value == pytest.approx(np.nanmean(values))


def test_who_abandoned_is_in_a_row_of_its_own_and_in_no_mean():
    signs, stage = answering()
    found = loyalty_index(signs, Rule().anchored_by(signs), stage=stage)
    assert {row.name for row in found.rows} >= {"abandoned", "loyalty"}
    assert found.all.n + found.all.without == sum(row.n + row.without for row in found.rows if row.name != "abandoned")


def test_different_groups_are_known_of_different_customers_and_it_is_counted():
    signs, stage = answering()
    found = loyalty_index(signs, Rule().anchored_by(signs), stage=stage)
    assert DECLARED not in found.common and set(found.common) < set(GROUPS)
    assert sum(known.n for known in found.known) == found.all.n
    assert {known.groups for known in found.known} == {GROUPS, tuple(name for name in GROUPS if name != DECLARED)}
    assert [known.n for known in found.known] == sorted((known.n for known in found.known), reverse=True)


def test_like_is_compared_with_like_by_the_groups_that_all_have():
    signs, stage = answering()
    rule = Rule().anchored_by(signs)
    found = loyalty_index(signs, rule, stage=stage)
    less = signs_of({sign: values for sign, values in signs.values.items() if sign != "overall"})
    without = loyalty_index(less, rule, stage=stage)
    assert found.all.alike == without.all.mean
    assert [row.alike.value for row in found.rows] == pytest.approx([row.mean.value for row in without.rows])


def test_where_all_have_too_little_in_common_no_like_is_compared():
    number = np.arange(40.0)
    odd, even = np.where(number % 2, number, np.nan), np.where(number % 2, np.nan, number)
    signs = signs_of({"order_days": number, "products": odd, "contacts": even, "memberships": odd, "overall": even / 40})
    found = loyalty_index(signs, Rule().anchored_by(signs))
    assert found.all.n == 40 and found.common == () and found.all.alike is None


@pytest.mark.parametrize("seed", range(3))
def test_how_much_the_weights_matter_is_spearmans_correlation(seed):
    signs, stage = answering(seed)
    rule = Rule(weights=(70.0, 10.0, 5.0, 5.0, 5.0, 5.0)).anchored_by(signs)
    here = stage != ABANDONED
    one, other = (scores(signs, Rule(weights=w, anchors=rule.anchors)).index[here] for w in (rule.weights, (100 / 6,) * 6))
    assert loyalty_index(signs, rule, stage=stage).sensitivity == pytest.approx(spearmanr(one, other, nan_policy="omit").statistic)
    equal = Rule(weights=(100 / 6,) * 6, anchors=rule.anchors)
    assert loyalty_index(signs, equal, stage=stage).sensitivity == pytest.approx(1)


def test_rows_by_a_field_are_of_those_who_are_here_and_only_the_commonest():
    signs, stage = answering(people=600)
    value = np.array([f"town {number % 20}" if number < 400 else "big" for number in range(600)], dtype=object)
    found = loyalty_index(signs, Rule().anchored_by(signs), stage=stage, by="town", value=value)
    assert len(found.rows) == MOST_ROWS and found.rows[0].name == "big" and found.field == "town"
    assert found.rows[0].n + found.rows[0].without == np.sum((stage != ABANDONED) & (value == "big"))


def test_a_filter_moves_no_ends():
    """Two thirds of the customers alone have the index that they have among all."""
    signs, stage = answering()
    rule = Rule().anchored_by(signs)
    mask = np.arange(300) < 200
    found, every = loyalty_index(signs, rule, stage=stage, mask=mask), scores(signs, rule)
    assert found.all.mean.value == pytest.approx(np.nanmean(every.index[mask & (stage != ABANDONED)]))


def test_groups_say_their_signs_ends_and_what_does_not_count():
    signs, stage = answering()
    signs.values["referrals"] = np.zeros(300)
    rule = Rule(off=frozenset({"answers"})).anchored_by(signs, stage != ABANDONED)
    found = {group.name: group for group in loyalty_index(signs, rule, stage=stage).groups}
    referrals, said = found[RECOMMENDATION].signs
    assert (referrals.low, referrals.points, referrals.counts) == (None, None, True)
    assert (said.low, said.high) == (0.0, 1.0) and said.points == pytest.approx(100 * said.mean)
    [off] = [sign for sign in found["participation"].signs if sign.name == "answers"]
    assert not off.counts and off.points is None


@pytest.mark.parametrize("people", [0, 1, 2])
def test_few_or_no_customers_break_nothing(people):
    signs = signs_of({sign: values[:people] for sign, values in random_signs(1).values.items()} if people else {"order_days": np.zeros(0)})
    found = loyalty_index(signs, Rule().anchored_by(signs), stage=np.ones(people, dtype=np.int8))
    assert found.all.n + found.all.without == people and document(found)["level"] == 0.95


def test_a_company_with_nothing_but_orders_has_no_index():
    """45 of 100 of the weight is covered: too little."""
    signs = signs_of({"products": np.arange(50.0), "order_days": np.arange(50.0)})
    found = loyalty_index(signs, Rule().anchored_by(signs))
    assert (found.all.n, found.all.without, found.all.mean, found.known) == (0, 50, None, ())
    assert [group.n for group in found.groups] == [50, 50, 0, 0, 0, 0]
