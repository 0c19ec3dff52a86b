"""Groups side by side: published numbers, plain versions, what may not be said, and how often an interval is right."""

from datetime import date
from itertools import combinations, count, product
from math import erfc, sqrt

import numpy as np
import polars as pl
import pytest

from analysis import activity, occasions
from analysis.errors import NotEnoughGaps, UnknownChoice, UnknownField
from analysis.groups import chosen, groups
from analysis.intervals import newcombe, newcombe_p, wilson
from analysis.multiplicity import adjusted
from analysis.occasions import Occasions
from analysis.retention import KINDS, retention
from sample_data.company import Company
from sample_data.lives import lives
from sample_data.trades import TRADES
from tests import published
from tests.analysis import made, naive

AS_OF = date(2025, 4, 9)


def history(*counts: tuple[int, int], late: int = 0):
    """A group for each (k of n): all first ordered in January 1970, k of them again in February; the last came `late` months later."""
    days, of = [], []
    for place, (k, n) in enumerate(counts):
        begin = 31 * late if place == len(counts) - 1 else 0
        days += [(begin, begin + 40)] * k + [(begin,)] * (n - k)
        of += [place] * n
    known = made.history(*days, as_of=400)
    return activity.gather(known, "month"), {f"g{place}": np.array(of) == place for place in range(len(counts))}


def at_age_one(*counts, **more):
    active, masks = history(*counts, **more)
    return groups(active, masks, field="channel", age=1)


@pytest.mark.parametrize(("case", "expected"), published.NEWCOMBE.items())
def test_a_pair_has_newcombes_published_interval(case, expected):
    k1, n1, k2, n2 = case
    [pair] = at_age_one((k1, n1), (k2, n2)).here
    assert (pair.difference, pair.low, pair.high) == pytest.approx(expected, abs=1e-6)
    assert pair.distinguishable == (expected[1] > 0 or expected[2] < 0)
    assert pair.adjusted_p == pair.p, "alone there is nothing to correct for"


@pytest.mark.parametrize("seed", range(5))
def test_the_p_value_is_where_the_interval_ends_at_0(seed):
    """Looked for step by step, by the interval itself; and near the plain test of two shares where n is large."""
    rng = np.random.default_rng(seed)
    n1, n2 = rng.integers(5, 400, 8), rng.integers(5, 400, 8)
    k1, k2 = rng.binomial(n1, rng.random(8)), rng.binomial(n2, rng.random(8))
    found = newcombe_p(k1, n1, k2, n2)
    for p, case in zip(found, zip(k1, n1, k2, n2, strict=True), strict=True):
        if 1e-6 < p < 1:
            assert min(map(abs, newcombe(*case, 1 - p)[1:])) < 1e-6
    [large] = newcombe_p([20_300], [100_000], [20_000], [100_000])
    pooled = 0.2015
    assert large == pytest.approx(erfc(0.003 / sqrt(pooled * (1 - pooled) * 2 / 100_000) / sqrt(2)), rel=0.01)


@pytest.mark.parametrize("seed", range(20))
def test_alone_a_pair_is_distinguishable_exactly_if_its_interval_leaves_out_0(seed):
    rng = np.random.default_rng(seed)
    n = rng.integers(10, 90, 2)
    k = rng.binomial(n, 0.3 + 0.2 * rng.random(2))
    [pair] = at_age_one(*zip(k.tolist(), n.tolist(), strict=True)).here
    assert pair.distinguishable == (not pair.low <= 0 <= pair.high)


def test_no_difference_at_all_has_p_1():
    assert newcombe_p([0, 5, 10], [10, 10, 10], [0, 10, 7], [50, 20, 7]).tolist() == [1, 1, 1]


def test_several_pairs_are_held_to_benjamini_and_hochberg():
    """Six pairs are looked at; one whose own interval leaves out 0 is not distinguishable among six."""
    found = at_age_one((30, 100), (31, 100), (18, 100), (25, 100))
    assert len(found.here) == 6
    assert [pair.adjusted_p for pair in found.here] == pytest.approx(adjusted([pair.p for pair in found.here]).tolist())
    alone = [pair for pair in found.here if not pair.low <= 0 <= pair.high]
    assert alone and not any(pair.distinguishable for pair in alone)
    assert not found.apart


@pytest.mark.parametrize(("period", "kind"), list(product(("week", "month", "quarter"), KINDS)))
@pytest.mark.parametrize("seed", range(2))
def test_every_point_agrees_with_a_naive_version(seed, period, kind):
    rows = made.random_orders(seed, people=60, rows=400)
    known = occasions.gather(rows, as_of=AS_OF)
    active = activity.gather(known, period)
    part = np.random.default_rng(seed).integers(0, 3, len(known.customers))
    masks = {str(value): part == value for value in range(3)}
    found = groups(active, masks, field="part", kind=kind, usual_gap_days=20)
    wanted, reached = {}, []
    for value, mask in masks.items():
        cells = naive.triangle(rows, as_of=AS_OF, period=period, kind=kind, people=known.customers[mask])
        known_until = AS_OF.toordinal() - (80 if kind == "still_here" else 0)
        sums = {}
        for (_, age), (at_risk, kept, end) in cells.items():
            if end.toordinal() <= known_until:
                before = sums.get(age, (0, 0))
                sums[age] = (before[0] + at_risk, before[1] + kept)
        wanted[value], reached = sums, [*reached, max(sums)]
    first = 0 if kind == "returned" else 1
    for group in found.groups:
        assert {point.age: (point.at_risk, point.retained) for point in group.ages} == {
            age: wanted[group.value][age] for age in range(first, min(reached) + 1)
        }
    assert [group.reached for group in found.groups] == reached
    for first_place, second_place in combinations(range(3), 2):
        one, two = (wanted[str(place)][found.age] for place in (first_place, second_place))
        [pair] = [pair for pair in found.here if (pair.first, pair.second) == (first_place, second_place)] or [None]
        if pair is None:
            assert min(one[0], two[0]) < 10
        else:
            assert (pair.difference, pair.low, pair.high) == pytest.approx(newcombe(one[1], one[0], two[1], two[0]))


def test_only_ages_that_all_have_reached_are_compared():
    found = at_age_one((10, 40), (20, 40), late=9)
    assert [group.ages[-1].age for group in found.groups] == [3, 3]
    assert [group.reached for group in found.groups] == [12, 3]
    assert [group.first for group in found.groups] == ["1970-01", "1970-10"]
    active, masks = history((10, 40), (20, 40), late=9)
    late = groups(active, masks, field="channel", age=8)
    assert (late.age, late.asked) == (3, 8), "the oldest that all have reached, and what was asked for is known"
    assert groups(active, masks, field="channel").age == 3


def test_no_common_age_is_said_and_nothing_is_compared():
    active, masks = history((10, 40), (20, 40), late=13)
    assert active.as_of == date(1971, 2, 5)
    found = groups(active, masks, field="channel")
    assert (found.age, found.here, found.apart) == (None, (), ())
    assert all(not group.ages for group in found.groups)


@pytest.mark.parametrize(("n", "pairs"), [(4, 1), (9, 1), (10, 3), (30, 3)])
def test_thin_groups_are_in_no_pair(n, pairs):
    """Nor do they count among the comparisons looked at."""
    assert len(at_age_one((20, 60), (40, 60), (0, n)).here) == pairs


def test_a_group_without_customers_keeps_nobody_from_being_compared():
    active, masks = history((20, 60), (40, 60))
    masks["nobody"] = np.zeros(120, dtype=bool)
    found = groups(active, masks, field="channel")
    assert (found.groups[2].customers, found.groups[2].ages, found.groups[2].reached) == (0, (), None)
    assert found.age == 6 and len(found.here) == 1


def test_the_age_is_chosen_by_how_many_were_watched_and_not_by_how_many_stayed():
    """Of a group with few customers at six months, the oldest age that thirty of each have reached."""
    days = [(31 * (place // 30),) for place in range(330)]
    active = activity.gather(made.history(*days, as_of=334), "month")
    masks = {"a": np.arange(330) % 2 == 0, "b": np.arange(330) % 2 == 1}
    found = groups(active, masks, field="x")
    assert found.age == 6
    few = {"a": np.arange(330) % 6 == 0, "b": np.arange(330) % 6 != 0}
    found = groups(active, few, field="x")
    n = {point.age: point.at_risk for point in found.groups[0].ages}
    assert n[found.age] >= 30 > n[found.age + 1]


@pytest.mark.parametrize("kind", KINDS)
def test_groups_of_everybody_pool_to_the_curve(kind):
    """The groups' counts sum to the pooled curve's, at every age; an interval is Wilson's; order of the groups changes nothing."""
    known = occasions.gather(made.random_orders(4), as_of=AS_OF)
    active = activity.gather(known, "month")
    part = np.random.default_rng(4).integers(0, 2, len(known.customers))
    masks = {"a": part == 0, "b": part == 1}
    found = groups(active, masks, field="part", kind=kind, usual_gap_days=20)
    whole = {point.age: point for point in retention(active, kind=kind, usual_gap_days=20).pooled}
    for one, two in zip(found.groups[0].ages, found.groups[1].ages, strict=True):
        assert (one.retained + two.retained, one.at_risk + two.at_risk) == (whole[one.age].retained, whole[one.age].at_risk)
        assert min(one.rate, two.rate) <= whole[one.age].rate <= max(one.rate, two.rate)
        assert (one.low, one.high) == pytest.approx(wilson(one.retained, one.at_risk))
    turned = groups(active, {"b": masks["b"], "a": masks["a"]}, field="part", kind=kind, usual_gap_days=20)
    assert turned.apart == found.apart
    assert [pair.difference for pair in turned.here] == pytest.approx([-pair.difference for pair in found.here])


def test_still_here_needs_a_usual_gap():
    active, masks = history((1, 10), (2, 10))
    with pytest.raises(NotEnoughGaps):
        groups(active, masks, field="x", kind="still_here")


KNOWN = pl.DataFrame({"country": ["SE", "SE", "FI", "NO", "DK", "IS", "SE"], "one": ["x"] * 7})


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (("SE", "FI"), {"SE": 3, "FI": 1}),
        (("FI",), {"FI": 1, None: 6}),
        ((), {"SE": 3, "DK": 1, "FI": 1, "IS": 1}),
    ],
)
@pytest.mark.parametrize("engine", made.KINDS_OF_FRAME)
def test_which_groups(values, expected, engine):
    """Those named; one against all others; or the commonest four."""
    found = chosen(made.KINDS_OF_FRAME[engine](KNOWN), "country", values)
    assert {value: int(mask.sum()) for value, mask in found.items()} == expected
    assert all(mask.dtype == bool for mask in found.values())
    among = np.arange(7) < 3
    assert {value: int(mask.sum()) for value, mask in chosen(KNOWN, "country", values, among=among).items()}.get("FI") == 1


@pytest.mark.parametrize(
    ("field", "values", "problem"),
    [
        ("colour", (), UnknownField),
        ("country", ("XX",), UnknownField),
        ("country", ("SE", "FI", "NO", "DK", "IS"), UnknownChoice),
        ("one", (), UnknownChoice),
        ("one", ("x",), UnknownChoice),
    ],
)
def test_what_can_t_be_compared_is_refused(field, values, problem):
    with pytest.raises(problem):
        chosen(KNOWN, field, values)


AGE = 3
POPULATION, DRAWN = 40_000, 900


def of_company(trade: str, seed: int, customers: int):
    """A company's customers and the channels they came by, without the segment that is picked by how it turned out."""
    company = Company.of(trade, seed=seed, customers=customers, without=["small_segment"])
    found = lives(company, np.arange(customers))
    start = int(np.datetime64(company.trade.first_day).astype(int))
    pairs = np.unique(found.orders.who * 100_000 + found.orders.day)
    who, day = pairs // 100_000, pairs % 100_000
    first = np.flatnonzero(np.append(True, who[1:] != who[:-1]))
    known = Occasions(
        customers=who[first], start=np.append(first, len(who)), day=(day + start).astype(np.int32), as_of=company.trade.last_day,
        free_orders=True,
    )  # fmt: skip
    channel = np.empty(customers, dtype=int)
    channel[found.people.who] = found.people.channel
    return activity.gather(known, "month"), channel[known.customers]


def test_of_400_groups_368_to_392_intervals_hold_the_generating_populations_rate():
    """Companies with other customers each time; a group is those who came by one channel, and no customer is in two."""
    held = looked_at = 0
    for trade in TRADES:
        active, channel = of_company(trade, 100_000, POPULATION)
        values = np.unique(channel)
        truth = groups(active, {str(value): channel == value for value in values}, field="channel", age=AGE)
        points = []
        for seed in count():
            active, channel = of_company(trade, seed, DRAWN)
            found = groups(active, {str(value): channel == value for value in values}, field="channel", age=AGE)
            points += [(group.ages[AGE - 1], true.ages[AGE - 1].rate) for group, true in zip(found.groups, truth.groups, strict=True)]
            points = [(point, rate) for point, rate in points if point.at_risk >= 30]
            if len(points) >= 100:
                break
        looked_at += 100
        held += sum(point.low <= rate <= point.high for point, rate in points[:100])
    print(f"{held} of {looked_at} intervals hold the population's rate")
    assert looked_at == 400
    assert 368 <= held <= 392
