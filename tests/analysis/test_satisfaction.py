"""The breakdown of a survey."""

import numpy as np
import pytest

from analysis.document import document
from analysis.means import welch
from analysis.satisfaction import satisfaction
from analysis.survey import gather
from tests.analysis.said import answers, on, random_answers


def test_a_question_is_its_distribution_and_not_only_its_mean():
    """Two shops with the same mean: one all threes, one ones and fives."""
    found = satisfaction(gather(answers(*({"who": who, "at": on(0), "Even": 3, "Torn": 1 + 4 * (who % 2)} for who in range(40)))))
    even, torn = found.attributes
    assert even.mean.value == torn.mean.value == 3
    assert (even.counts, torn.counts) == ((0, 0, 40, 0, 0), (20, 0, 0, 0, 20))
    assert (torn.best.rate, torn.worst.rate) == (0.5, 0.5)
    assert even.best.k == even.worst.k == 0 and even.best.high > 0


def test_a_missing_rating_is_in_no_share_and_lowers_no_mean():
    """Trap: n/a as zero, or in the denominator of the two best."""
    found = satisfaction(gather(answers({"Staff": 5}, {"Staff": 4}, {"Staff": None})))
    staff = found.attributes[0]
    assert (staff.n, staff.missing, staff.best.rate, staff.mean.value) == (2, 1, 1, 4.5)


def test_the_index_is_weighted_by_importance_where_it_was_asked():
    asked = [{"who": who, "A": 5, "B": 1, "importance of A": 4, "importance of B": 1} for who in range(10)]
    assert satisfaction(gather(answers(*asked))).index.mean.value == pytest.approx(80)
    plain = [{"who": who, "A": 5, "B": 1} for who in range(10)]
    found = satisfaction(gather(answers(*plain))).index
    assert (found.mean.value, found.weights) == (50, "equal")


def test_a_gap_is_shown_where_expectations_were_asked():
    said = [{"who": who, "A": 3, "expectation of A": 4 + who % 2, "B": 4} for who in range(40)]
    first, second = satisfaction(gather(answers(*said))).attributes
    assert first.gap.value == pytest.approx(-1.5) and first.gap.high < 0
    assert second.gap is None and second.expectation is None


def test_of_a_known_population_that_all_answered_nothing_is_uncertain():
    said = gather(answers(*({"who": who, "Staff": 1 + who % 5} for who in range(50))))
    everybody = satisfaction(said, population=50).attributes[0].mean
    assert everybody.low == everybody.value == everybody.high
    assert satisfaction(said, population=60).attributes[0].mean.low > satisfaction(said).attributes[0].mean.low


def test_somebody_who_answers_four_times_counts_for_less_than_four():
    """Otherwise ten regulars with one opinion each look like forty customers who agree."""
    rng = np.random.default_rng(1)
    opinion = rng.integers(1, 6, 10)
    regulars = [{"who": who, "at": on(100 * wave), "Staff": opinion[who]} for who in range(10) for wave in range(4)]
    strangers = [one | {"who": place} for place, one in enumerate(regulars)]
    one, other = (satisfaction(gather(answers(*said))).attributes[0].mean for said in (regulars, strangers))
    assert one.value == other.value
    assert (one.high - one.low) > 1.7 * (other.high - other.low)


def test_recommendation_on_a_scale_without_nine_and_ten_has_no_score():
    found = satisfaction(gather(answers(*({"recommend": (4, 1, 5)} for _ in range(9)))))
    assert found.recommendation is None
    assert satisfaction(gather(answers({"recommend": 10}))).recommendation.score == 100


def test_segments_stand_against_all_others_and_chance_is_told_apart():
    """One shop of six is worse by a point; of the others none is named."""
    rng = np.random.default_rng(2)
    shops = np.array([f"shop {who % 6}" for who in range(600)])
    said = [{"who": who, "Staff": int(np.clip(round(4 - (who % 6 == 3) + rng.normal()), 1, 5))} for who in range(600)]
    found = satisfaction(gather(answers(*said)), field="shop", segment=shops)
    named = {(contrast.name, contrast.first) for contrast in found.contrasts if contrast.distinguishable and contrast.name == "Staff"}
    assert ("Staff", "shop 3") in named
    assert found.contrasts[0].first == "shop 3" and found.contrasts[0].value < -0.5
    assert all(contrast.value > 0 for contrast in found.contrasts if contrast.distinguishable and contrast.first != "shop 3")


def test_two_segments_are_one_comparison():
    said = gather(answers(*({"who": who, "Staff": 1 + who % 5} for who in range(60))))
    halves = np.array(["a", "b"] * 30)
    names = {contrast.first for contrast in satisfaction(said, field="half", segment=halves).contrasts}
    assert len(names) == 1


@pytest.mark.parametrize("seed", range(5))
def test_the_breakdown_agrees_with_loops(seed):
    """Naive: every mean, share and contrast by hand, question by question."""
    survey = gather(random_answers(seed, responses=300, attributes=4, missing=0.2), wave="quarter")
    segment = np.random.default_rng(seed).choice(["a", "b", "c"], len(survey.response))
    found = satisfaction(survey, field="letter", segment=segment)
    for column, item in enumerate(found.attributes):
        values = [value for value in survey.performance[:, column] if not np.isnan(value)]
        assert item.n == len(values) and item.mean.value == pytest.approx(np.mean(values))
        assert item.counts == tuple(values.count(step) for step in (1, 2, 3, 4, 5))
        assert item.best.k == sum(value >= 4 for value in values) and item.worst.k == sum(value <= 2 for value in values)
        for wave in range(len(survey.waves)):
            values = survey.performance[survey.wave == wave, column]
            [point] = [point for point in found.trend if (point.name, point.label) == (item.name, survey.waves[wave].label)]
            assert point.mean.value == pytest.approx(np.nanmean(values)) and point.mean.n == (~np.isnan(values)).sum()
        for letter in "abc":
            mine, others = (survey.performance[where, column] for where in (segment == letter, segment != letter))
            mine, others = mine[~np.isnan(mine)], others[~np.isnan(others)]
            [contrast] = [one for one in found.contrasts if (one.name, one.first) == (item.name, letter)]
            expected = welch(mine.mean(), mine.std(ddof=1), len(mine), others.mean(), others.std(ddof=1), len(others))
            assert (contrast.value, contrast.low, contrast.high, contrast.p) == pytest.approx(expected)


def test_the_order_of_questionnaires_changes_nothing():
    survey = gather(random_answers(3, responses=200, attributes=5))
    order = np.random.default_rng(1).permutation(len(survey.response))
    one, other = (document(satisfaction(part)) for part in (survey, survey.part(order)))
    assert str(one)[:200] == str(other)[:200]
    assert [a["mean"]["value"] for a in one["attributes"]] == pytest.approx([a["mean"]["value"] for a in other["attributes"]])


def test_no_answers_and_one_answer_have_a_breakdown():
    nothing = satisfaction(gather(answers()))
    assert (nothing.responses, nothing.attributes, nothing.index, nothing.overall, nothing.recommendation) == (0, (), None, None, None)
    one = satisfaction(gather(answers({"who": 1, "at": on(0), "overall": 4, "Staff": 5, "recommend": 9})))
    assert (one.attributes[0].mean.low, one.attributes[0].mean.high) == (1, 5)
    document(one)
