"""A customer's loyalty index: by hand, by traps, and by what must not change it."""

from datetime import date

import numpy as np
import pytest

from analysis.errors import Refused
from analysis.loyalty_scores import LEAST_TO_KEEP, WEIGHTS, Rule, anchors, fifth, fifths, scores, standing
from analysis.loyalty_signs import GROUPS, SIGNS, Signs
from tests import published

ONE_EACH = ("products", "order_days", "contacts", "recommendation", "memberships", "overall")
DAY = date(2026, 1, 1)


def signs_of(values):
    people = len(next(iter(values.values())))
    return Signs(day=DAY, customers=np.arange(people), last=np.zeros(people, dtype=np.int32), values=values)


def random_signs(seed, people=200, missing=0.3):
    rng = np.random.default_rng(seed)
    values = {sign: rng.integers(0, 12, people).astype(float) for sign in SIGNS}
    for sign in ("recommendation", "overall"):
        values[sign] = np.where(rng.random(people) < missing, np.nan, rng.integers(0, 11, people) / 10)
    return signs_of(values)


def example(values=published.LOYALTY_INDEX["values"]):
    number = [np.nan if value is None else float(value) for value in values]
    return signs_of({sign: np.array([value]) for sign, value in zip(ONE_EACH, number, strict=True)})


ENDS = dict(zip(ONE_EACH, published.LOYALTY_INDEX["ends"], strict=True))


def test_the_example_worked_by_hand():
    found = scores(example(), Rule(anchors=ENDS))
    assert found.index[0] == pytest.approx(published.LOYALTY_INDEX["index"], abs=1e-6)
    assert found.coverage[0] == pytest.approx(published.LOYALTY_INDEX["coverage"])
    points = [np.nan if value is None else value for value in published.LOYALTY_INDEX["points"]]
    assert found.groups[0] == pytest.approx(points, abs=1e-6, nan_ok=True)
    assert published.LOYALTY_INDEX["weights"] == WEIGHTS


def test_the_traps_come_out_otherwise():
    """What is missing is not 0, values are held within their ends, groups are weighted, the ends' lower one counts."""
    points = published.LOYALTY_INDEX["points"]
    weights = np.array(published.LOYALTY_INDEX["weights"])
    there = np.array([value is not None for value in points])
    known = np.array([value or 0.0 for value in points])
    free = np.where(np.arange(6) == 2, 125.0, known)
    traps = {"missing as 0": (known * weights).sum() / 100, "not held": (free * weights)[there].sum() / weights[there].sum(),
             "not weighted": known[there].mean()}  # fmt: skip
    assert traps == pytest.approx(published.LOYALTY_INDEX["traps"], abs=1e-6)
    found = float(scores(example(), Rule(anchors=ENDS)).index[0])
    assert all(abs(found - trap) > 1 for trap in traps.values())
    without_its_lower_end = Rule(anchors={**ENDS, "overall": (0, 5)})
    assert scores(example(), without_its_lower_end).groups[0, 5] == 80


def test_standing_is_the_middle_of_a_rank():
    values, expected = published.STANDING
    assert standing(np.array(values, dtype=float)).tolist() == list(expected)


@pytest.mark.parametrize("relative", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_every_number_lies_between_0_and_100(seed, relative):
    signs = random_signs(seed)
    found = scores(signs, Rule().anchored_by(signs), relative=relative)
    for values in (found.index, found.groups, *found.signs.values()):
        known = values[~np.isnan(values)]
        assert len(known) and known.min() >= 0 and known.max() <= 100
    assert found.coverage.min() >= 0 and found.coverage.max() <= 1


@pytest.mark.parametrize("sign", SIGNS)
def test_more_of_a_sign_never_lowers_the_index(sign):
    signs = random_signs(3, missing=0.0)
    rule = Rule().anchored_by(signs)
    before = scores(signs, rule)
    after = scores(signs_of(signs.values | {sign: signs.values[sign] + 0.25}), rule)
    assert (after.index >= before.index - 1e-9).all()


@pytest.mark.parametrize("seed", range(3))
def test_the_unit_of_a_sign_does_not_matter(seed):
    signs = random_signs(seed)
    rule = Rule().anchored_by(signs)
    longer = signs_of({sign: values * 30 for sign, values in signs.values.items()})
    ends = {sign: (low * 30, high * 30) for sign, (low, high) in rule.anchors.items()}
    assert scores(longer, Rule(anchors=ends)).index == pytest.approx(scores(signs, rule).index, nan_ok=True)


def test_the_order_of_customers_does_not_matter():
    signs = random_signs(5)
    turned = np.random.default_rng(5).permutation(200)
    other = signs_of({sign: values[turned] for sign, values in signs.values.items()})
    for relative in (False, True):
        one = scores(signs, Rule().anchored_by(signs), relative=relative).index
        assert scores(other, Rule().anchored_by(other), relative=relative).index == pytest.approx(one[turned], nan_ok=True)


def test_another_customer_moves_nobody_by_fixed_ends_but_may_by_standing():
    signs = random_signs(6)
    rule = Rule().anchored_by(signs)
    more = signs_of({sign: np.append(values, 1.0) for sign, values in signs.values.items()})
    assert scores(more, rule).index[:-1].tolist() == pytest.approx(scores(signs, rule).index.tolist(), nan_ok=True)
    assert (scores(more, rule, relative=True).index[:-1] != scores(signs, rule, relative=True).index).any()


def test_somebody_of_whom_nothing_is_known_has_no_index_and_not_0():
    signs = signs_of({sign: np.array([np.nan, 1.0]) for sign in ONE_EACH})
    found = scores(signs, Rule(anchors=ENDS))
    assert np.isnan(found.index[0]) and found.coverage[0] == 0 and not np.isnan(found.index[1])


@pytest.mark.parametrize(("known", "there"), [(("order_days", "products"), False), (("order_days", "products", "memberships"), True)])
def test_less_than_half_of_the_weight_makes_no_index(known, there):
    """45 of 100 are too little, 55 are enough."""
    signs = signs_of({sign: np.array([1.0]) for sign in known})
    assert np.isfinite(scores(signs, Rule(anchors=ENDS)).index[0]) == there


def test_a_sign_that_is_off_or_alike_in_all_counts_for_nothing():
    signs = random_signs(7)
    signs.values["rewards"] = np.ones(200)
    rule = Rule(off=frozenset({"answers"})).anchored_by(signs)
    found = scores(signs, rule)
    assert found.alike == ("rewards",) and "answers" not in found.signs
    assert found.groups[:, GROUPS.index("participation")] == pytest.approx(found.signs["memberships"])


def test_ends_that_stand_stay_and_new_signs_get_their_own():
    signs = random_signs(8)
    first = Rule().anchored_by(signs_of({sign: signs.values[sign] for sign in ("products", "contacts")}))
    later = first.anchored_by(signs_of({sign: values * 3 for sign, values in signs.values.items()}))
    assert later.anchors["products"] == first.anchors["products"] and "rewards" in later.anchors
    assert later.anchored == first.anchored == DAY
    assert later.anchored_by(signs) == later


def test_ends_are_of_those_who_are_meant():
    signs = signs_of({"products": np.array([1.0] * 50 + [9.0] * 50)})
    here = np.arange(100) < 50
    assert Rule().anchored_by(signs, here).anchors == {}
    assert Rule().anchored_by(signs).anchors == {"products": (1.0, 9.0)}
    assert anchors("overall", np.array([0.5, np.nan])) == (0.0, 1.0)
    assert LEAST_TO_KEEP == 30


@pytest.mark.parametrize("weights", [(20, 25, 15, 15, 10, 10), (120, -20, 0, 0, 0, 0), (50, 50), (np.nan, 25, 15, 15, 10, 15)])
def test_weights_that_do_not_add_up_are_refused_with_their_sum(weights):
    with pytest.raises(Refused) as refused:
        Rule(weights=tuple(map(float, weights)))
    assert str(round(sum(weights), 6)) in refused.value.found


def test_a_rule_is_kept_as_plain_values_and_read_back():
    signs = random_signs(9)
    rule = Rule(weights=(10.0, 20.0, 30.0, 20.0, 10.0, 10.0), off=frozenset({"answers"}), columns={"potential": "Share"}).anchored_by(signs)
    assert Rule.of(rule.kept()) == rule
    assert Rule().kept() == {} and Rule.of({}) == Rule()
    assert Rule.of({"off": ["of a later Rapport"], "anchors": {"of a later Rapport": [0, 1]}}) == Rule()


@pytest.mark.parametrize("seed", range(3))
def test_fifths_are_in_order_and_equal_values_share_theirs(seed):
    values = np.random.default_rng(seed).integers(0, 30, 500).astype(float)
    place = fifths(values)
    assert set(place.tolist()) <= {1, 2, 3, 4, 5}
    assert all(len(set(place[values == value].tolist())) == 1 for value in np.unique(values))
    assert (np.diff(place[np.argsort(values)]) >= 0).all()
    distinct = fifths(np.random.default_rng(seed).permutation(500).astype(float))
    assert np.bincount(distinct).tolist() == [0, 100, 100, 100, 100, 100]


def test_only_those_who_are_meant_and_have_an_index_have_a_fifth():
    signs = random_signs(11)
    for sign in SIGNS:
        signs.values[sign][0] = np.nan
    found = scores(signs, Rule().anchored_by(signs))
    who = np.arange(200) < 100
    place = fifth(found, who)
    assert place[0] == 0 and (place[1:100] > 0).all() and (place[100:] == 0).all()
