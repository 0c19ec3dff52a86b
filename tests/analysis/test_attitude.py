"""Attitude against behaviour: the worked examples, nobody in two fields, and nothing of what came later in what is told of a day."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from analysis import calendar
from analysis.attitude import EVERY, FIELDS, NOT_MEANT, attitude, stages_earlier, standing, steady
from analysis.dated import Dated, dated
from analysis.declared import declared
from analysis.intervals import newcombe
from analysis.relations import relate
from analysis.stages import ABANDONED, AT_RISK, MAINTENANCE, StageTable
from analysis.survey import gather
from tests import published
from tests.analysis import made, naive
from tests.analysis.said import answers, on

BEGIN = calendar.day_number(date(2026, 1, 1))


def related(occasions, gap=30.0, cancelled=()):
    none = Dated(start=np.zeros(len(occasions.customers) + 1, dtype=np.int64), day=np.array([], dtype=np.int32))
    left = dated(occasions.customers, *map(np.array, zip(*cancelled))) if cancelled else none
    return relate(occasions, none, left, usual_gap_days=gap)


def company(*days: tuple[int, ...], last: int = 400, **more):
    return related(made.history(*[tuple(BEGIN + day for day in own) for own in days], as_of=BEGIN + last), **more)


def said(*answered: tuple[int, int, int]):
    """Answers of 1 to 5 from (who, day, answer)."""
    return declared(gather(answers(*({"who": who, "at": on(day), "overall": value} for who, day, value in answered)), every=True))


def of(found, who: int) -> str | None:
    place = found.field[found.customers.tolist().index(who)]
    return None if place == NOT_MEANT else EVERY[place]


@pytest.mark.parametrize(("case", "field"), published.DICK_AND_BASU.items())
def test_worked_examples(case, field):
    run, rho, answer = case
    people = company((0,), (0,))
    stage = AT_RISK if rho > 2 else MAINTENANCE
    table = StageTable(
        day=people.as_of, customers=people.customers, stage=np.full(2, stage), came_from=np.full(2, MAINTENANCE), rho=np.full(2, rho),
        usual_gap=np.full(2, 30.0), run=np.full(2, run),
    )  # fmt: skip
    # Somebody else has answered, so that the scale is known where the one who is asked about has not.
    known = said((2, 9, 5), *([(1, 9, answer)] if answer else []))
    assert of(standing(table, people, known), 1) == field


def test_who_never_ordered_is_in_no_field_whatever_they_say():
    people = company((), (0, 30, 60))
    found = standing(people.stages(calendar.day_of(BEGIN + 70)), people, said((1, 9, 5), (2, 9, 5)))
    assert (of(found, 1), of(found, 2)) == (None, "true")


def test_who_has_cancelled_buys_steadily_no_more():
    people = company((0, 30, 60, 90), (0, 30, 60, 90), last=100, cancelled=[(1, BEGIN + 95)])
    found = standing(people.stages(people.as_of), people, said((1, 9, 2), (2, 9, 2)))
    assert (of(found, 1), of(found, 2)) == ("none", "spurious")


def test_an_answer_after_the_day_says_nothing_of_it():
    people = company((0, 30, 60, 90), last=200)
    known = said((1, 10, 5), (1, 100, 1))
    assert of(standing(people.stages(calendar.day_of(BEGIN + 95)), people, known), 1) == "true"
    assert of(standing(people.stages(calendar.day_of(BEGIN + 101)), people, known), 1) == "spurious"
    assert of(standing(people.stages(calendar.day_of(BEGIN + 95)), people, said((1, 96, 5))), 1) == "steady_unknown"


def test_a_moved_threshold_moves_behaviour_along():
    people = company((0, 30, 60), last=60 + 75)
    known = said((1, 9, 5))
    wider = people.by(replace(people.rule, at_risk=3.0))
    fields = [of(standing(one.stages(one.as_of), one, known), 1) for one in (people, wider)]
    assert fields == ["latent", "true"]


@pytest.mark.parametrize("seed", range(4))
def test_fields_are_those_of_a_loop_over_single_customers(seed):
    """And each customer with an order is in exactly one."""
    rng = np.random.default_rng(seed)
    people = related(made.random_history(seed, people=150, days=700), gap=25.5)
    answered = [(int(rng.integers(1, 151)), int(rng.integers(0, 700)), int(rng.integers(1, 6))) for _ in range(120)]
    known = declared(
        gather(
            answers(*({"who": who, "at": str(calendar.day_of(day)), "overall": value} for who, day, value in answered)), every=True
        )
    )  # fmt: skip
    for day in (200, 450, 700):
        found = standing(people.stages(calendar.day_of(day)), people, known)
        for place, (begin, end) in enumerate(zip(people.occasions.start, people.occasions.start[1:])):
            days = [int(own) for own in people.occasions.day[begin:end] if own <= day]
            stage, _came_from, rho, _usual = naive.stage(days, day, 25.5)
            expected = None
            if days:
                run = 1
                for number in range(2, len(days) + 1):
                    run = 1 if naive.stage(days[:number], days[number - 1], 25.5)[1] == "recovered" else run + 1
                own = [(at, value) for who, at, value in answered if who == people.customers[place] and at <= day]
                likes = [value for at, value in own if at == max(own)[0]][-1] >= 4 if own else None
                buys = run >= 3 and rho <= 2 and stage != "abandoned"
                expected = {
                    (True, True): "true", (True, False): "latent", (False, True): "spurious", (False, False): "none",
                    (None, True): "steady_unknown", (None, False): "other_unknown",
                }[likes, buys]  # fmt: skip
            assert of(found, int(people.customers[place])) == expected


@pytest.mark.parametrize("seed", range(3))
def test_counts_add_up_to_the_person_and_to_the_lists(seed):
    rng = np.random.default_rng(seed)
    people = related(made.random_history(seed, people=200, days=700), gap=25.5)
    known = said_on(people, rng)
    mask = rng.random(200) < 0.7
    found = attitude(people, known, mask=mask)
    now = standing(people.stages(people.as_of), people, known)
    lists = {name: now.people(name, mask) for name in EVERY}
    assert {one.field: one.share.k for one in found.fields} == {name: len(lists[name]) for name in FIELDS}
    assert sum(len(own) for own in lists.values()) == found.customers == mask.sum()
    assert found.answered + found.steady_unknown + found.other_unknown == found.customers
    assert sum(one.share.k for one in found.fields) == found.answered == found.fields[0].share.n
    assert len(np.unique(np.concatenate(list(lists.values())))) == found.customers
    for name, own in lists.items():
        still = now.people(name, mask, here=True)
        assert len(own) - len(still) == (now.gone & mask & (now.field == EVERY.index(name))).sum() and np.isin(still, own).all()
    gone = people.stages(people.as_of).stage == ABANDONED
    assert {one.field: one.gone for one in found.fields} == {
        name: int((gone & mask & (now.field == EVERY.index(name))).sum()) for name in FIELDS
    }


def said_on(people, rng):
    rows = ({"who": int(who), "at": str(calendar.day_of(int(rng.integers(0, 700)))), "overall": int(rng.integers(1, 6))}
            for who in rng.choice(people.customers, 90))  # fmt: skip
    return declared(gather(answers(*rows), every=True))


def spurious_leave(leave: float, people: int = 200):
    """Who buys monthly and likes it goes on; of the others so many stop in May, on whose first day nobody has stopped yet."""
    days, answered = [], []
    for who in range(1, people + 1):
        likes = who % 2 == 0
        stops = not likes and who / people < leave
        days.append(tuple(range(0, 110, 30)) if stops else tuple(range(0, 211, 30)))
        answered.append((who, 5, 5 if likes else 2))
    return company(*days, last=211), said(*answered)


def looked_back(people, known):
    return attitude(people, known, earlier=stages_earlier(people, months=3))


def test_the_spurious_leave_sooner_where_they_do():
    found = looked_back(*spurious_leave(0.5))
    assert found.then == date(2026, 4, 30)
    after = {one.field: (one.again.k, one.again.n) for one in found.after}
    assert after == {"true": (100, 100), "spurious": (50, 100)}
    assert (found.sooner.value, found.sooner.low, found.sooner.high) == pytest.approx(newcombe(100, 100, 50, 100))
    assert found.sooner.low > 0 and found.latent_again is None
    same = looked_back(*spurious_leave(0.0))
    assert same.sooner.low < 0 < same.sooner.high


def test_fields_of_the_earlier_day_know_nothing_of_what_came_later():
    """Neither orders nor answers after it move one customer to another field, and its usual gap is its own."""
    people, known = spurious_leave(0.5)
    found = looked_back(people, known)
    day = calendar.day_number(found.then)
    history = people.occasions
    cut = [tuple(int(own) for own in history.day[a:b] if own <= day) for a, b in zip(history.start, history.start[1:])]
    shorter = related(replace(made.history(*cut, as_of=day), as_of=people.as_of))
    later = said(*((who, 5, 5 if who % 2 == 0 else 2) for who in range(1, 201)), *((who, 150, 3) for who in range(1, 201)))
    again = looked_back(shorter, later)
    assert {one.field: one.again.n for one in again.after} == {one.field: one.again.n for one in found.after}
    assert all(one.again.k == 0 for one in again.after)


def test_whom_it_speaks_for_is_behaviour_of_those_who_answered_against_the_others():
    steady_ones, others = [(0, 30, 60)] * 40, [(0,)] * 60
    known = said(*((who, 3, 4) for who in range(1, 31)), *((who, 3, 4) for who in range(41, 51)))
    found = attitude(company(*steady_ones, *others, last=70), known)
    assert (found.represents.first.k, found.represents.first.n) == (30, 40)
    assert (found.represents.second.k, found.represents.second.n) == (10, 60)
    assert found.represents.low > 0 and found.median_age_days == 67


def test_nobody_asked_and_nobody_here_is_said_as_such():
    people = company((0, 30, 60), (0,), last=70)
    found = attitude(people, None)
    assert (found.question, found.fields, found.answered, found.steady_unknown, found.other_unknown) == (None, (), 0, 1, 1)
    assert found.represents is None and found.median_age_days is None
    empty = attitude(company(), None)
    assert (empty.customers, empty.after, empty.then) == (0, (), None)


def test_steady_is_monotone_in_the_run_and_in_silence():
    rho = np.linspace(0, 4, 9)
    table = StageTable(day=date(2026, 1, 1), customers=np.arange(9), stage=np.full(9, MAINTENANCE), came_from=np.full(9, MAINTENANCE),
                       rho=rho, usual_gap=np.ones(9), run=np.full(9, 3))  # fmt: skip
    assert steady(table, 2.0).tolist() == (rho <= 2).tolist()
    assert not steady(replace(table, run=np.full(9, 2)), 2.0).any()
