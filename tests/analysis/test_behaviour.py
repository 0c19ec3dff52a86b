"""What the satisfied did next."""

from datetime import date

import numpy as np
import pytest

from analysis import calendar
from analysis.behaviour import behaviour
from analysis.occasions import Occasions
from analysis.survey import gather
from tests.analysis.said import answers, on

BEGIN = calendar.day_number(date(2026, 1, 1))


def company(days: list[list[int]], last: int = 400) -> Occasions:
    return Occasions(
        customers=np.arange(len(days)),
        start=np.concatenate([[0], np.cumsum([len(own) for own in days])]),
        day=np.array([BEGIN + day for own in days for day in own], dtype=np.int32),
        as_of=calendar.day_of(BEGIN + last),
        free_orders=True,
    )


def linked(seed: int, customers: int = 400, slope: float = 1.0, days: int = 90):
    """Customers who answer on day 0, and order again by a chance that hangs on the answer."""
    rng = np.random.default_rng(seed)
    overall = rng.integers(1, 6, customers)
    again = rng.random(customers) < 1 / (1 + np.exp(-slope * (overall - 3)))
    orders = [[-20, *([int(rng.integers(1, days + 1))] if back else [])] for back in again]
    said = answers(*({"who": who, "at": on(0), "overall": int(overall[who])} for who in range(customers)))
    return gather(said, every=True), company(orders), overall, again


def test_the_planted_slope_lies_within_its_interval_and_the_link_is_said():
    survey, known, overall, again = linked(1)
    found = behaviour(survey, known, usual_gap_days=40)
    assert found.link == "linked" and found.slope.low < 1 < found.slope.high
    assert (found.satisfied.k, found.satisfied.n) == (again[overall >= 4].sum(), (overall >= 4).sum())
    assert [one.retained.n for one in found.answers] == np.bincount(overall)[1:].tolist()
    assert found.comparison.difference > 0 and found.watched == 400 and found.needed == 0


def test_intervals_of_the_slope_hold_as_often_as_they_say():
    """Of 200 companies, 90 per cent intervals: 171 to 189 hold the planted slope."""
    held = 0
    for seed in range(200):
        survey, known, *_ = linked(seed, customers=150, slope=0.5)
        slope = behaviour(survey, known).slope
        held += slope.low <= 0.5 <= slope.high
    assert 171 <= held <= 189


def test_orders_before_the_answer_are_no_outcome():
    """The answer before, the behaviour after: the happy all ordered the day before they answered, and never again."""
    days = [[-100, -1] if who % 2 else [-100, 30] for who in range(200)]
    said = gather(answers(*({"who": who, "at": on(0), "overall": 5 if who % 2 else 2} for who in range(200))), every=True)
    found = behaviour(said, company(days))
    assert (found.satisfied.k, found.others.k) == (0, 100)


def test_who_answered_too_recently_is_waiting_and_no_loss():
    days = [[-5]] * 60
    said = gather(answers(*({"who": who, "at": on(0 if who < 40 else 350), "overall": 3} for who in range(60))), every=True)
    found = behaviour(said, company(days))
    assert (found.watched, found.waiting) == (40, 20)


def test_each_customer_counts_once_by_the_first_answer():
    """A later answer exists only for those who stayed."""
    said = gather(answers({"who": 0, "at": on(0), "overall": 2}, {"who": 0, "at": on(50), "overall": 5}), every=True)
    found = behaviour(said, company([[-5, 20, 70]]))
    assert [(one.answer, one.retained.k, one.retained.n) for one in found.answers] == [(2, 1, 1)]


@pytest.mark.parametrize(
    ("retained", "lost", "link"),
    [(49, 50, "few answers"), (15, 100, "few retained"), (100, 15, "few lost"), (100, 100, "unclear")],
)
def test_what_is_too_little_to_be_linked_is_said(retained, lost, link):
    """Not enough data where there isn't: below 100 watched, below 20 of either, or an interval that holds 0."""
    days = [[-5, 10]] * retained + [[-5]] * lost
    said = gather(answers(*({"who": who, "at": on(0), "overall": 1 + who % 5} for who in range(retained + lost))), every=True)
    found = behaviour(said, company(days))
    assert found.link == link
    assert found.needed == max(100 - retained - lost, 0)


def test_stages_differ_and_within_them_nothing_is_left():
    """The loyal are happier and stay: over all there is a slope, within stages there is none."""
    rng = np.random.default_rng(4)
    loyal = np.arange(600) < 300
    again = rng.random(600) < np.where(loyal, 0.8, 0.2)
    days = [[-90, -60, -30, -2][-4 if own else -1 :] + ([40] if back else []) for own, back in zip(loyal, again)]
    overall = np.clip(np.where(loyal, 4, 3) + rng.integers(-1, 2, 600), 1, 5)
    said = gather(answers(*({"who": who, "at": on(0), "overall": int(overall[who])} for who in range(600))), every=True)
    found = behaviour(said, company(days), usual_gap_days=30)
    assert {one.stage: round(one.mean.value) for one in found.stages} == {"capture": 3, "loyalty": 4}
    assert found.slope.low > 0.5 and found.within_stages.low < 0 < found.within_stages.high


def test_without_an_overall_question_or_an_answer_nothing_is_linked():
    for said in (answers({"who": 0, "at": on(0), "Staff": 4}), answers()):
        found = behaviour(gather(said, every=True), company([[-5]]))
        assert (found.link, found.answers, found.slope, found.stages) == ("no overall question", (), None, ())


def test_four_answers_of_one_customer_are_not_four_customers_in_a_stage():
    """Otherwise ten regulars make an interval as narrow as forty customers."""
    days = [[-300, -200, -100, -2]] * 40
    regulars = gather(
        answers(*({"who": who, "at": on(day), "overall": 1 + who % 5} for who in range(10) for day in range(4))), wave="month", every=True
    )
    many = gather(answers(*({"who": who, "at": on(0), "overall": 1 + who % 5} for who in range(40))), every=True)
    one, other = (behaviour(said, company(days), usual_gap_days=100).stages[0].mean for said in (regulars, many))
    assert one.n == other.n == 40
    assert one.high - one.low > 1.5 * (other.high - other.low)
