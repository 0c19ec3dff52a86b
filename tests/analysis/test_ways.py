"""The ways customers take: replayed day by day, their counts, and both sentences that are said of customers in general."""

from collections import Counter
from itertools import groupby, pairwise

import numpy as np
import pytest
from scipy.stats import binomtest

from analysis import occasions
from analysis.benchmark import against, binomial_p
from analysis.calendar import day_of
from analysis.dated import dated
from analysis.intervals import wilson
from analysis.relations import relate
from analysis.rhythm import STANDARD, Rule, usual_gap
from analysis.spells import spells
from analysis.ways import CLAIMED_WAY, followed, on_way, walked, ways
from tests import published
from tests.analysis import made
from tests.analysis.test_spells import RULES, days_of, random_people, stage_on


def alone(history, gap, rule=STANDARD):
    """Relations of people who only order."""
    none = dated(history.customers, np.array([]), np.array([]))
    return relate(history, none, none, usual_gap_days=gap, rule=rule)


def cdnow(name):
    history = occasions.gather(made.cdnow(name), as_of=made.CDNOW_END)
    return alone(history, usual_gap(history).days)


def way_of_orders(orders, end, g0, rule, contacts=(), cancels=()):
    """A way order by order: C, then M, L, or A and R after a lapse; A at last where somebody was ever away since the last order."""
    letters, spent, closed, run = ["capture"], 0, 0, 1
    for one, other in pairwise(orders):
        usual = (rule.k * g0 + spent) / (rule.k + closed)
        lapse = other - one > rule.abandoned * usual or any(one <= day < other for day in cancels)
        run = 1 if lapse else run + 1
        letters += ["abandoned", "recovered"] if lapse else ["loyalty" if run >= rule.loyalty_run else "maintenance"]
        spent, closed = spent + min(other - one, rule.abandoned * usual), closed + 1
    if any(stage_on(orders, contacts, cancels, day, g0, rule) == "abandoned" for day in range(orders[-1], end + 1)):
        letters.append("abandoned")
    return tuple(letter for letter, _ in groupby(letters))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("seed", range(3))
def test_ways_are_those_of_a_replay_order_by_order(seed, rule):
    history = made.random_history(seed, people=150)
    found = walked(*both(alone(history, 25.5, rule)))
    for place in range(150):
        orders = history.day[history.start[place] : history.start[place + 1]].tolist()
        assert found.ways[found.way[place]] == way_of_orders(orders, 700, 25.5, rule)


def both(relations):
    return relations, spells(relations)


@pytest.mark.parametrize("rule", RULES)
def test_ways_of_people_who_call_and_cancel_are_those_of_a_replay(rule):
    people = random_people(8, people=90, days=500, gap=20.25, rule=rule)
    found = walked(*both(people))
    for place in range(90):
        orders, *others = days_of(people, place)
        if orders:
            assert found.ways[found.way[place]] == way_of_orders(orders, 500, 20.25, rule, *others)
        else:
            assert found.way[place] == -1


def test_counts_add_up_to_those_followed_and_each_list_has_as_many_people():
    relations = alone(made.random_history(2, people=400), 20)
    spelled = spells(relations)
    walk = walked(relations, spelled)
    mask = np.arange(400) % 4 != 0
    result = ways(relations, spelled, found=walk, mask=mask)
    assert result.complete and sum(way.customers for way in result.ways) + result.others == result.followed < result.buyers
    meant = mask & followed(walk, as_of=result.as_of, days=result.follow_up_days)
    assert meant.sum() == result.followed
    plain = Counter(walk.ways[way] for way in walk.way[meant])
    for way in result.ways:
        assert len(on_way(relations, walk, result, {way.stages}, mask=mask)) == way.customers == plain[way.stages]
        assert (way.low, way.high) == pytest.approx(wilson(way.customers, result.followed))
    assert [way.customers for way in result.ways] == sorted(plain.values(), reverse=True)[:20]
    assert result.other_ways == len(plain) - len(result.ways)
    loyal = on_way(relations, walk, result, None, mask=mask)
    assert len(loyal) == result.reached.customers == sum(n for way, n in plain.items() if "loyalty" in way)


def test_nobody_who_came_lately_counts_among_those_who_did_not_reach_loyalty():
    """40 who came two years ago and left at once, 500 who came yesterday: the 500 are in no share."""
    old, new = [(0,)] * 40, [(729,)] * 500
    result = ways(*both(alone(made.history(*old, *new, as_of=730), 30)))
    assert (result.buyers, result.followed, result.gaps) == (540, 40, 12)
    assert (result.ways[0].stages, result.ways[0].share) == (("capture", "abandoned"), 1.0)


def test_a_rule_by_which_loyalty_takes_longer_needs_a_longer_follow_up():
    """At six orders with less than four usual gaps between each, 20 usual gaps: after 15 of them nobody has failed yet."""
    history = made.history(*[(0, 100, 200, 300, 400)] * 60, as_of=450)
    short, long = (ways(*both(alone(history, 30, rule))) for rule in (STANDARD, Rule(loyalty_run=6)))
    assert (short.needed, short.complete, short.reached.customers) == (12, True, 60)
    assert (long.needed, long.gaps, long.complete, long.reached.customers) == (20, 15, False, 0)
    assert long.reached.verdict == "not_yet"


def test_a_young_company_is_counted_so_far_and_no_verdict_is_given_but_above():
    few = ways(*both(alone(made.history(*[(0,)] * 60, as_of=270), 30)))
    assert (few.gaps, few.complete, few.reached.verdict) == (9, False, "not_yet")
    loyal = ways(*both(alone(made.history(*[(0, 30, 60, 90)] * 60, as_of=170), 30)))
    assert (loyal.gaps, loyal.complete, loyal.reached.verdict) == (5, False, "above")
    nobody = ways(*both(alone(made.history(*[(0,)] * 60, as_of=100), 30)))
    assert (nobody.followed, nobody.ways, nobody.claimed_way) == (0, (), None)
    assert nobody.commonest == nobody.reached.verdict == "unknown"


@pytest.mark.parametrize(
    ("counts", "verdict"),
    [((60, 20), "is"), ((20, 60), "is_not"), ((41, 39), "cannot_tell"), ((39, 41), "cannot_tell"), ((40, 40), "cannot_tell")],
)
def test_the_claimed_way_is_the_commonest_only_where_no_other_could_be(counts, verdict):
    claimed, straight = counts
    result = ways(*both(alone(made.history(*[(0, 20)] * claimed, *[(0,)] * straight, as_of=700), 30)))
    assert (result.claimed_way.stages, result.claimed_way.customers) == (CLAIMED_WAY, claimed)
    assert result.commonest == verdict
    assert result.commonest_p == pytest.approx(binomtest(max(counts), sum(counts), 0.5).pvalue, rel=1e-9)


@pytest.mark.parametrize("name", ["sample", "master"])
def test_on_cdnow_the_commonest_path_is_capture_then_abandonment(name):
    """And the literature's sentence is not true of it. Nobody there was followed for twelve usual gaps: it is said "so far"."""
    relations = cdnow(name)
    result = ways(*both(relations))
    assert result.ways[0].stages == ("capture", "abandoned") and result.ways[0].share > 0.5
    assert result.commonest == "is_not" and not result.complete
    assert result.reached.share < 1 / 3 and result.reached.high < 1 / 3 and result.reached.verdict == "not_yet"
    history, plain = relations.occasions, Counter()
    for place in range(0, len(history.customers), 7):
        orders = history.day[history.start[place] : history.start[place + 1]].tolist()
        plain[way_of_orders(orders, int(np.datetime64("1998-06-30").astype(int)), relations.usual_gap_days, STANDARD)] += 1
    assert plain.most_common(1)[0][0] == ("capture", "abandoned")


@pytest.mark.parametrize(("k", "n", "low", "high", "p", "verdict"), published.AGAINST_A_THIRD)
def test_against_a_third_as_computed_by_r(k, n, low, high, p, verdict):
    found = against(k, n, 1 / 3)
    assert (found.low, found.high, found.p) == pytest.approx((low, high, p), abs=1e-6)
    assert (found.verdict, found.share) == (verdict, k / n)


def test_the_exact_test_agrees_with_scipys_on_random_counts():
    rng = np.random.default_rng(5)
    for _ in range(300):
        n = int(rng.integers(1, 400))
        k, share = int(rng.integers(0, n + 1)), float(rng.choice([1 / 3, 0.5, 0.05, 0.9, rng.uniform(0.01, 0.99)]))
        assert binomial_p(k, n, share) == pytest.approx(binomtest(k, n, share).pvalue, rel=1e-6, abs=1e-300)


def test_nobody_against_anything_is_unknown():
    assert against(0, 0, 1 / 3).verdict == "unknown" and against(0, 0, 1 / 3).p is None


def test_ways_long_and_odd_are_numbered_like_all_others():
    """A way of 61 stages beside the shortest one: by a rule that gives one's own gaps little weight, every gap is a lapse."""
    rule = Rule(k=1e6)
    history = made.history(tuple(range(0, 31 * 300, 300)), (0,), (), as_of=31 * 300)
    found = walked(*both(alone(history, 2, rule)))
    assert found.ways[found.way[0]] == ("capture", *["abandoned", "recovered"] * 30, "abandoned")
    assert found.ways[found.way[1]] == ("capture", "abandoned") and found.way[2] == -1
    assert found.first_day.tolist() == [0, 0, -1]


def test_nobody():
    result = ways(*both(alone(made.history(as_of=9), 30)))
    assert (result.buyers, result.followed, result.ways) == (0, 0, ())
    assert day_of(9) == result.as_of
