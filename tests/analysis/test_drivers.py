"""What moves overall satisfaction, and how surely."""

import numpy as np
import pytest

from analysis.document import document
from analysis.driver_model import OUTCOMES, Model, joined, prepare, resample, units
from analysis.drivers import LEAST_RESAMPLES, drivers
from analysis.errors import NotEnoughAnswers, Refused, UnknownChoice
from analysis.scales import Scale
from analysis.survey import NOBODY
from tests import published
from tests.analysis.surveys import item, survey

ATTITUDE = np.array(published.ATTITUDE, dtype=float)
NAMES = ("complaints", "privileges", "learning", "raises", "critical", "advance")
PER_CENT = Scale(low=0, high=100)


def attitude() -> Model:
    asked = [item(name, scale=PER_CENT) for name in NAMES]
    return prepare(survey(ATTITUDE[:, 1:], ATTITUDE[:, 0], items=asked))


def random(seed: int, *, rows: int = 120, columns: int = 4, missing: float = 0.0, weights=None):
    """Ratings of 1 to 5 that go along with each other, and an overall answer that hangs on them."""
    rng = np.random.default_rng(seed)
    said = np.clip(np.floor(3.5 + 0.6 * rng.normal(size=(rows, 1)) + rng.normal(size=(rows, columns))), 1, 5)
    overall = said @ (np.arange(columns, 0, -1) / 10 if weights is None else weights) + 0.7 * rng.normal(size=rows)
    said[rng.random(said.shape) < missing] = np.nan
    return said, overall


def by_name(found) -> dict:
    return {one.name: one for one in found.attributes}


def test_attitude_as_published():
    """Shares, their sum and the coefficients; privileges and advance go along with the rating and have a negative coefficient: said why."""
    found = drivers(attitude())
    assert (found.n, found.customers, found.answered, found.method) == (30, 30, 30, "lmg")
    assert found.r_squared == pytest.approx(published.ATTITUDE_R_SQUARED, abs=1e-9)
    assert [one.share for one in found.attributes] == sorted((one.share for one in found.attributes), reverse=True)
    for name, share, coefficient in zip(NAMES, published.ATTITUDE_LMG, published.ATTITUDE_COEFFICIENTS, strict=True):
        one = by_name(found)[name]
        assert one.share == pytest.approx(share, abs=1e-7)
        assert one.coefficient == pytest.approx(coefficient, abs=1e-6)
        assert one.warning == ("shared" if coefficient < 0 else None)
        assert not one.entangled and one.low is None


def test_attitudes_interval_lies_where_two_programs_put_it():
    """Percentiles of a thousand resamples; the tolerance is that of their chance."""
    model = attitude()
    found = drivers(model, resample(model, range(1_000)))
    complaints = found.attributes[0]
    assert (complaints.low, complaints.high) == pytest.approx(published.ATTITUDE_COMPLAINTS_INTERVAL, abs=0.03)
    assert complaints.first == pytest.approx(published.ATTITUDE_COMPLAINTS_FIRST, abs=0.02)
    assert complaints.name == "complaints" and complaints.rank_low == 1 and complaints.above_next
    assert by_name(found)["critical"].low > 0, "a share is never negative: above 0 is no evidence of anything"
    assert found.attributes[-1].above_next is None


def test_the_document_has_the_agreed_names():
    """Other programs read them; further ones may follow."""
    model = attitude()
    told = document(drivers(model, resample(model, range(LEAST_RESAMPLES))))
    assert {"outcome", "n", "r_squared", "method", "attributes"} <= told.keys()
    agreed = {"name", "group", "share", "low", "high", "coefficient", "entangled"}
    assert all(agreed <= one.keys() for one in told["attributes"])
    assert sum(one["share"] for one in told["attributes"]) == pytest.approx(told["r_squared"], abs=1e-12)


def test_a_wrong_signed_coefficient_among_entangled_attributes_is_said_to_be_one():
    """Ten rows, four times over, of which least squares says that a better x2 goes with lower satisfaction."""
    case = published.WRONG_SIGN
    said = np.tile(np.column_stack([case["x1"], case["x2"]]), (4, 1))
    found = drivers(prepare(survey(said, np.tile(case["y"], 4), names=("x1", "x2"))))
    assert [one.share for one in found.attributes] == pytest.approx(case["lmg"], abs=1e-6)
    other = by_name(found)["x2"]
    assert other.coefficient == pytest.approx(case["coefficients"][1], abs=1e-6)
    assert other.entangled and other.with_attribute == "x1" and other.warning == "alike"
    assert other.correlation == pytest.approx(case["with_outcome"], abs=1e-6)


def test_what_says_exactly_the_same_has_no_coefficient():
    """Nor does anything break: each of the two gets half of what they carry."""
    said, overall = random(1)
    found = by_name(drivers(prepare(survey(said[:, [0, 0, 1]], overall))))
    assert found["A"].share == pytest.approx(found["B"].share)
    assert found["A"].coefficient is None and found["A"].entangled and found["A"].with_attribute == "B"
    assert found["C"].coefficient is not None and not found["C"].entangled


@pytest.mark.parametrize("columns", (5, 14))
def test_units_and_orders_change_nothing(columns):
    """An attribute asked from 0 to 10 instead of 1 to 5 keeps its share; rows and attributes may come in any order."""
    said, overall = random(3, columns=columns, rows=300)
    usual = drivers(prepare(survey(said, overall)))
    assert usual.method == ("lmg" if columns == 5 else "johnson")
    rng = np.random.default_rng(3)
    rows, turn = rng.permutation(len(said)), rng.permutation(columns)
    asked = [item("ABCDEFGHIJKLMN"[place], scale=Scale(low=0, high=10)) for place in turn]
    other = drivers(prepare(survey(((said - 1) * 2.5)[rows][:, turn], overall[rows], items=asked)))
    for one, same in zip(usual.attributes, other.attributes, strict=True):
        assert (one.name, one.share) == (same.name, pytest.approx(same.share, abs=1e-10))
        assert one.coefficient == pytest.approx(2.5 * same.coefficient, abs=1e-9)


def test_resamples_in_slices_are_those_at_once():
    """A background job draws some, shows them, and goes on."""
    said, overall = random(4)
    model = prepare(survey(said, overall))
    whole, parts = resample(model, range(60), seed=9), [resample(model, range(begin, begin + 20), seed=9) for begin in (40, 0, 20)]
    assert (joined(parts).shares == whole.shares).all() and (joined(parts).numbers == np.arange(60)).all()
    assert drivers(model, joined(parts)) == drivers(model, whole)
    with pytest.raises(Refused, match="overlap"):
        joined([parts[0], parts[0]])
    with pytest.raises(Refused, match="overlap"):
        joined([parts[0], resample(model, range(20), seed=8)])


def test_a_resample_is_the_drivers_of_the_customers_it_drew():
    """Written out row by row, whole customers."""
    said, overall = random(5, rows=80)
    who = np.random.default_rng(5).integers(1, 50, 80)
    model = prepare(survey(said, overall, customer=who))
    found = resample(model, range(3), seed=2)
    names = np.unique(who)
    for number, shares in zip(found.numbers.tolist(), found.shares, strict=True):
        drawn = np.random.default_rng((2, number)).integers(0, len(names), len(names))
        rows = np.concatenate([np.flatnonzero(who == names[unit]) for unit in drawn])
        written = drivers(prepare(survey(said[rows], overall[rows])))
        assert shares == pytest.approx([by_name(written)[name].share for name in "ABCD"])


def test_before_enough_are_drawn_there_is_no_interval():
    said, overall = random(6)
    model = prepare(survey(said, overall))
    found = drivers(model, resample(model, range(LEAST_RESAMPLES - 1)))
    assert found.resamples == LEAST_RESAMPLES - 1
    assert all(one.low is None and one.rank_low is None and one.first is None for one in found.attributes)


def test_two_that_carry_the_same_are_not_told_apart():
    """And one that carries far more than the next is."""
    said, overall = random(7, rows=400, columns=3, weights=np.array([1.0, 0.2, 0.2]))
    model = prepare(survey(said, overall))
    first, second, last = drivers(model, resample(model, range(200))).attributes
    assert first.name == "A" and first.above_next and (first.rank_low, first.rank_high) == (1, 1) and first.first == 1
    assert second.above_next is False and (second.rank_low, second.rank_high) == (last.rank_low, last.rank_high) == (2, 3)


def test_people_of_whom_nobody_knows_who_they_are_are_one_each():
    unit, number = units(np.array([NOBODY, 5, NOBODY, 5]))
    assert number == 3 and unit[1] == unit[3] and len({unit[0], unit[1], unit[2]}) == 3


def test_what_is_not_answered_is_left_out_and_never_filled_in():
    """Complete answers alone."""
    said, overall = random(8, rows=400, missing=0.1)
    found = drivers(prepare(survey(said, overall)))
    complete = ~np.isnan(said).any(axis=1)
    assert found.n == complete.sum() < found.answered == 400
    whole = drivers(prepare(survey(said[complete], overall[complete])))
    assert [one.share for one in found.attributes] == [one.share for one in whole.attributes]


def test_means_in_the_place_of_missing_answers_would_weaken_every_correlation():
    """The trap: with a third of the answers gone at random, complete ones still show what all of them did."""
    said, overall = random(8, rows=4_000)
    all_of_them = by_name(drivers(prepare(survey(said, overall))))
    gone = np.random.default_rng(8).random(said.shape) < 0.33
    with_gaps = by_name(drivers(prepare(survey(np.where(gone, np.nan, said), overall))))
    means = np.broadcast_to(said.mean(axis=0), said.shape)
    filled = by_name(drivers(prepare(survey(np.where(gone, means, said), overall))))
    for name, one in all_of_them.items():
        assert with_gaps[name].correlation == pytest.approx(one.correlation, abs=0.06)
        assert filled[name].correlation < 0.9 * one.correlation


def test_an_attribute_that_many_did_not_answer_has_no_weight_and_costs_nobody_else_theirs():
    """Most customers never use it; one that is the same for all has none either."""
    said, overall = random(9, rows=200)
    said[:90, 1] = np.nan
    said[:, 3] = 4
    found = drivers(prepare(survey(said, overall)))
    assert found.n == 200
    assert {(one.name, one.reason, one.share) for one in found.unused} == {("B", "missing", 0.45), ("D", "constant", 0.0)}
    assert {one.name for one in found.attributes} == {"A", "C"}


def test_too_few_answers_are_refused_with_what_would_be_enough():
    """30, and five an attribute; 50 and ten where some are not complete."""
    said, overall = random(10, rows=500, columns=8)
    assert drivers(prepare(survey(said[:40], overall[:40]))).n == 40
    with pytest.raises(NotEnoughAnswers, match="39 complete answers, of 39; needed 40 for 8 attributes"):
        prepare(survey(said[:39], overall[:39]))
    said[np.random.default_rng(1).random(said.shape) < 0.2] = np.nan
    with pytest.raises(NotEnoughAnswers, match="needed 80 for 8 attributes"):
        prepare(survey(said[:400], overall[:400]))
    assert prepare(survey(said[:400], overall[:400]), attributes=("B", "A")).items[0].name == "A"


def test_nothing_to_explain_is_refused():
    """All as satisfied, nobody asked, no attribute at all."""
    said, _ = random(11)
    with pytest.raises(NotEnoughAnswers, match="the same answer from everybody"):
        prepare(survey(said, np.full(120, 4.0)))
    with pytest.raises(NotEnoughAnswers, match="no answer to the overall question"):
        prepare(survey(said, np.full(120, np.nan)))
    with pytest.raises(NotEnoughAnswers, match="no attribute"):
        prepare(survey(np.full((120, 2), np.nan), said[:, 0]))
    with pytest.raises(NotEnoughAnswers):
        prepare(survey(np.zeros((0, 2)), np.zeros(0)))
    with pytest.raises(UnknownChoice):
        prepare(survey(said, said[:, 0]), attributes=("Z",))
    with pytest.raises(UnknownChoice):
        prepare(survey(said, said[:, 0]), outcome="price")


def test_the_recommendation_can_be_asked_of_too():
    said, overall = random(12)
    told = drivers(prepare(survey(said, overall, recommendation=np.clip(np.round(2 * overall), 0, 10)), outcome=OUTCOMES[1]))
    assert told.outcome == "Would you recommend us?"


def test_resamples_of_other_attributes_are_refused():
    said, overall = random(13)
    other = resample(prepare(survey(said[:, :2], overall)), range(LEAST_RESAMPLES))
    with pytest.raises(Refused, match="other attributes"):
        drivers(prepare(survey(said, overall)), other)
