"""A survey as matrices: each person once, each question once, on one scale."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from analysis.scales import Scale, commonest, moved
from analysis.survey import NOBODY, gather
from analysis.waves import NEVER, fingerprints, repeated, twins, waves
from tests.analysis.said import answers, on, random_answers

SEVEN = [f"a{place}" for place in range(7)]


def filled(values, **more) -> dict:
    """A questionnaire with these answers to seven attributes."""
    return {name: value for name, value in zip(SEVEN, values)} | more


def test_not_applicable_is_missing_and_never_0():
    """Trap: n/a as zero. A missing rating is nan, in the matrix and in no mean."""
    found = gather(answers({"who": 1, "at": on(0), "Staff": 5, "Shop": None}, {"who": 2, "at": on(0), "Staff": 4, "Shop": 3}))
    assert np.isnan(found.performance[0, 1])
    assert np.nanmean(found.performance[:, 1]) == 3


def test_an_attribute_asked_on_two_scales_stands_on_the_commoner_one():
    """Trap: 0 to 10 mixed with 1 to 5. 10 of 10 and 5 of 5 are the same answer; a raw mean of the two would be 7.5."""
    said = answers(
        *({"who": who, "at": on(0), "Staff": 5} for who in range(3)),
        {"who": 8, "at": on(0), "Staff#2": (10, 0, 10)},
        {"who": 9, "at": on(0), "Staff#2": (5, 0, 10)},
    )
    found = gather(said)
    assert [item.name for item in found.items] == ["Staff"]
    assert found.performance[:, 0].tolist() == [5, 5, 5, 5, 3]
    assert (found.items[0].rescaled, found.items[0].asked) == (2, (Scale(low=1, high=5), Scale(low=0, high=10)))


def test_recommendation_on_another_scale_is_left_out_and_counted():
    """Promoters are 9 and 10 of 10: 5 of 5 is no 10, and 9 of 1 to 10 is no 9 of 0 to 10."""
    found = gather(answers({"recommend": 9}, {"recommend": 10}, {"recommend": (5, 1, 5)}))
    assert found.recommendation_elsewhere == 1
    assert np.isnan(found.recommendation).tolist() == [False, False, True]


def test_one_respondent_twice_in_a_wave_counts_once_by_the_last():
    """Trap: one respondent twice in a wave. The later questionnaire stands whole, unanswered questions included."""
    found = gather(
        answers(
            {"who": 1, "at": on(9), "Staff": 5, "Shop": None},
            {"who": 1, "at": on(2), "Staff": 1, "Shop": 1},
            {"who": 1, "at": on(90), "Staff": 2, "Shop": 2},
            {"at": on(3), "Staff": 3, "Shop": 3},
            {"at": on(3), "Staff": 3, "Shop": 3},
        )
    )
    assert found.customer.tolist() == [1, 1, NOBODY, NOBODY]
    assert found.performance[0].tolist()[0] == 5 and np.isnan(found.performance[0, 1])
    assert found.left_out.earlier == 1


def test_a_wave_that_came_in_again_under_another_date_is_left_out():
    """Trap: duplicated waves. The same people with the same answers three months later are one wave."""
    rng = np.random.default_rng(1)
    said = [filled(rng.integers(1, 6, 7), who=who) for who in range(20)]
    others = [filled(rng.integers(1, 6, 7), who=who) for who in range(20)]
    found = gather(
        answers(
            *(one | {"at": on(0)} for one in said), *(one | {"at": on(100)} for one in said), *(one | {"at": on(200)} for one in others)
        )
    )
    assert len(found.response) == 40
    assert found.left_out.repeated == 20
    assert found.copies == (("2026-04", "2026-01"),)


def test_the_same_anonymous_answers_from_two_sources_count_once():
    """Trap: duplicated waves. Within one source two equal questionnaires are two people; over two sources, as many as one has."""
    rng = np.random.default_rng(2)
    said = [filled(rng.integers(1, 6, 7), at=on(day)) for day in range(6)] * 2
    found = gather(answers(*(one | {"shop": "forms"} for one in said), *(one | {"shop": "table"} for one in said[:6])))
    assert (len(found.response), found.left_out.twins) == (12, 6)
    assert gather(answers(*(one | {"shop": "forms"} for one in said))).left_out.twins == 0


def test_straight_lines_are_marked_and_stay():
    """Trap: straight-liners. One answer to everything is counted and shown; four answers alike are nobody's fault."""
    found = gather(answers(filled([4] * 7, who=1), filled([4] * 6 + [5], who=2), filled([4] * 4 + [None] * 3, who=3)))
    assert found.straight.tolist() == [True, False, False]
    assert len(found.response) == 3


def test_aspects_groups_and_roles_find_their_places():
    """Attributes stand by group; expectation and importance beside performance; overall and recommendation apart."""
    found = gather(
        answers(
            {"overall": 4, "Shop": 3, "Staff": 5, "expectation of Staff": 4, "importance of Shop": 2, "recommend": 8},
            groups={"Staff": "people", "Shop": "premises"},
        )
    )
    assert [(item.name, item.group) for item in found.items] == [("Staff", "people"), ("Shop", "premises")]
    assert found.groups == {"people": [0], "premises": [1]}
    assert (found.expectation[0, 0], found.importance[0, 1]) == (4, 2)
    assert np.isnan(found.importance[0, 0])
    assert (found.overall[0], found.recommendation[0]) == (4, 8)


def test_later_answers_are_left_out_and_undated_ones_are_in_no_wave():
    found = gather(answers({"at": on(0), "Staff": 4}, {"at": on(50), "Staff": 4}, {"Staff": 4}), as_of=date(2026, 1, 31))
    assert (found.left_out.later, found.wave.tolist(), found.day[-1]) == (1, [0, -1], NEVER)


def test_no_answers_are_a_survey_of_none():
    for audience in ("customer", "employee"):
        found = gather(answers(), audience=audience)
        assert (found.performance.shape, found.items, found.waves, found.overall_item) == ((0, 0), (), (), None)


def test_the_order_of_rows_changes_nothing():
    """Property: whatever order ratings and responses come in."""
    said = random_answers(5, responses=300, attributes=6, customers=80)
    mixed = SimpleNamespace(
        responses=said.responses.sample(fraction=1, shuffle=True, seed=1),
        ratings=said.ratings.sample(fraction=1, shuffle=True, seed=2),
        attributes=said.attributes.reverse(),
        complaints=said.complaints,
    )
    one, other = gather(said), gather(mixed)
    for name in ("response", "customer", "wave", "performance", "overall", "recommendation"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


@pytest.mark.parametrize("seed", range(5))
def test_the_matrices_agree_with_a_dictionary(seed):
    """Naive: one dictionary of ratings, and for each person and quarter the last questionnaire."""
    said = random_answers(seed, responses=200, attributes=4, customers=30)
    ratings = {(r["response"], r["attribute"]): r["value"] for r in said.ratings.iter_rows(named=True)}
    last = {}
    for row in said.responses.sort("answered_at").iter_rows(named=True):
        last[row["customer"], row["answered_at"].year, (row["answered_at"].month - 1) // 3] = row["response"]
    found = gather(said, wave="quarter")
    assert found.response.tolist() == sorted(last.values())
    number = {item.name: place for place, item in enumerate(found.items)}
    for row, response in enumerate(found.response.tolist()):
        for attribute in range(1, 5):
            value = found.performance[row, number[f"attribute {attribute}"]]
            expected = ratings[response, attribute]
            assert np.isnan(value) if expected is None else value == expected


def test_bursts_are_parted_by_four_quiet_weeks_and_a_stream_by_quarters():
    bursts = waves(np.array([0, 5, 40, 45, NEVER]))
    assert (bursts.kind, bursts.number.tolist()) == ("burst", [0, 0, 1, 1, -1])
    stream = waves(np.arange(0, 365, 7))
    assert stream.kind == "quarter" and len(stream.waves) == 4
    twice = waves(np.array([0, 30, 59]), kind="burst")
    assert [wave.label for wave in twice.waves] == ["1970-01-01", "1970-01-31", "1970-03-01"]


@pytest.mark.parametrize("seed", range(20))
def test_twins_agree_with_counting(seed):
    """Naive: of equal answers at one moment as many stay as the source with most of them has."""
    rng = np.random.default_rng(seed)
    answer, moment, source = (rng.integers(0, most, 40) for most in (3, 3, 3))
    out = twins(answer.astype(np.uint64), moment, source, np.ones(40, dtype=bool))
    for one in range(3):
        for other in range(3):
            equal = (answer == one) & (moment == other)
            assert (equal & ~out).sum() == max((equal & (source == place)).sum() for place in range(3))


def test_a_wave_is_repeated_only_by_nearly_all_of_it():
    """Eight of ten the same is people who don't change their mind; nine of ten, and ten at least, is a copy."""
    first, wave = np.arange(20, dtype=np.uint64), np.repeat([0, 1], 20)
    for changed, copies in ((0, {1: 0}), (2, {1: 0}), (4, {})):
        second = first.copy()
        second[:changed] += np.uint64(100)
        assert repeated(np.concatenate([first, second]), wave, np.ones(40, dtype=bool)) == copies


def test_fingerprints_tell_answers_apart():
    rng = np.random.default_rng(3)
    said = rng.integers(1, 6, (20_000, 6)).astype(float)
    said[rng.random(said.shape) < 0.1] = np.nan
    different = len(np.unique(np.nan_to_num(said, nan=0), axis=0))
    assert len(np.unique(fingerprints(said))) == different


def test_moving_to_another_scale_and_back_changes_nothing():
    """Property: ends to ends, order kept."""
    five, eleven = Scale(low=1, high=5), Scale(low=0, high=10)
    values = np.linspace(0, 10, 41)
    there = moved(values, 0.0, 10.0, five)
    np.testing.assert_allclose(moved(there, 1.0, 5.0, eleven), values, atol=1e-12)
    assert (there[0], there[-1]) == (1, 5) and (np.diff(there) > 0).all()
    assert commonest(np.array([1, 0]), np.array([5, 10]), np.array([3, 3])) == five


def test_best_and_worst_answers_by_scale():
    assert Scale(low=1, high=7).best(np.array([5, 6, 7])).tolist() == [False, True, True]
    assert Scale(low=1, high=10).best(np.array([8, 9])).tolist() == [False, True]
    assert Scale(low=1, high=5).worst(np.array([1, 2, 3])).tolist() == [True, True, False]
    assert Scale(low=0, high=100).worst(np.array([10, 11])).tolist() == [True, False]
