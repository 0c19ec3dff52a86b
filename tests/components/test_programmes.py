"""What is said and drawn of a programme: the verdict by its interval, no number that the interval does not carry."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.comparisons import compare
from analysis.like_moments import LikeMoments
from analysis.programme_effect import CANNOT_TELL, DRIVES_AWAY, KEEPS, TOO_FEW, ProgrammeEffect, Retained
from analysis.timing import Timing
from components.charts import programmes as charts
from components.sentences import programme_effect as sentences
from components.words import MINUS, SPACE

NAIVE = compare([60], [100], [300], [1500], level=0.90)


def effect(low: float, high: float, verdict: str, **how) -> ProgrammeEffect:
    middle = (low + high) / 2
    told = Timing(
        difference=middle, low=low, high=high, member=0.9, without=0.9 - middle, odds=1.0, odds_low=0.5, odds_high=2.0, customers=900,
        joined=200, sampled=False,
    )  # fmt: skip
    nobody = LikeMoments(comparison=None, revenue=None, joined=0, matched=0, waiting=0, balance=(), balanced=True)
    made = ProgrammeEffect(
        as_of=date(2026, 10, 18), level=0.90, programme=None, days=208, joined=200, before_first=0, not_since=0, naive=NAIVE,
        matched=nobody, timing=told, verdict=verdict, retained=None,
    )  # fmt: skip
    return replace(made, **how)


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


def test_what_holds_none_is_at_most_and_the_rest_was_there_before():
    said = plain(sentences.effect_sentence(effect(-0.05, 0.12, CANNOT_TELL)))
    assert "it looks like 40 points" in said
    assert f"**at most 12 points can be the programme’s doing, and it may be none** ({MINUS}5 to 12 points, 90 %)" in said
    assert "the loyal joined it" in said


def test_what_lies_on_one_side_is_claimed_and_no_more():
    assert "**the programme keeps customers**: 2 to 12 points" in plain(sentences.effect_sentence(effect(0.02, 0.12, KEEPS)))
    assert "**joining drives customers away**" in sentences.effect_sentence(effect(-0.12, -0.02, DRIVES_AWAY))
    few = replace(effect(0.0, 0.1, TOO_FEW), timing=None)
    assert "can’t be told from so few" in sentences.effect_sentence(few)


def test_the_loyal_are_named_only_where_the_naive_difference_lies_above_all_that_is_possible():
    assert "the loyal joined it" not in sentences.effect_sentence(effect(-0.05, 0.39, CANNOT_TELL))


@pytest.mark.parametrize(
    "retained, said",
    [
        (Retained(cost=200.0, value=2000.0, low=1500.0, high=9000.0), "costs €20.00 (€15.00 to €90.00)"),
        (Retained(cost=200.0, value=None, low=1500.0, high=None), "**€15.00 at least**"),
        (Retained(cost=200.0, value=None, low=None, high=None), "it retains none"),
    ],
)
def test_a_retained_member_s_cost_is_a_number_only_where_the_effect_is_sure(retained, said):
    assert said in plain(sentences.retained_sentence(effect(-0.05, 0.1, CANNOT_TELL, retained=retained), "EUR"))


def test_an_interval_without_a_likeliest_point_is_drawn_and_told_as_an_interval():
    found = effect(-0.05, 0.12, CANNOT_TELL)
    figure = charts.effect(found, dark=False)
    naive, timing = figure.data
    assert (naive.marker.opacity, timing.marker.opacity) == (1, 0)
    told = plain(charts.effect_alt(found))
    assert f"Allowing for who joins: {MINUS}5 to 12 points, n 200" in told and "no effect is proven" in told
    headers, rows = charts.effect_data(found)
    assert len(rows) == 2 and rows[1][1] is None and rows[1][2:4] == pytest.approx((-5.0, 12.0))


def test_a_known_truth_stands_under_the_estimates():
    found = effect(-0.05, 0.12, CANNOT_TELL)
    assert plain(charts.effect_alt(found, truth=0.0)).endswith("In truth: 0 points; no effect is proven.")
    assert len(charts.effect(found, dark=False, truth=0.0).data) == len(charts.effect(found, dark=False).data) + 1
