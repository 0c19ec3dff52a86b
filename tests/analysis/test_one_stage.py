"""One stage beside all other customers: a loop over people, what adds up, and what is not known."""

from datetime import date, datetime, time, timedelta

import numpy as np
import polars as pl
import pytest

from analysis.calendar import day_number, day_of, months_before
from analysis.errors import Refused, UnknownChoice
from analysis.intervals import newcombe, wilson
from analysis.ledger import Ledger
from analysis.moves import OUTSIDE, PLACES
from analysis.one_stage import one_stage
from analysis.ratios import ratio
from analysis.scales import Scale
from analysis.stage_back_test import stages_then, watched_months
from analysis.stage_people import gather
from analysis.stages import STAGES
from tests.analysis import made


class Item:
    scale = Scale(low=1, high=5)


class Answers:
    """The part of a survey that is looked at."""

    overall_item = Item

    def __init__(self, rng, ids, rows=300):
        self.customer = rng.choice([*ids, -1, 9_999], rows)
        self.day = rng.integers(0, 700, rows)
        self.overall = rng.choice([1.0, 3.0, 4.0, 5.0, np.nan], rows)


def frames(rng, ids):
    moment = [datetime.combine(day_of(day), time(23, 59)) for day in rng.integers(0, 720, 400)]
    complaints = pl.DataFrame({"customer": rng.choice(ids, 400), "opened_at": moment}).with_columns(
        pl.when(pl.col("customer") % 7 == 0).then(None).otherwise(pl.col("customer")).alias("customer")
    )
    since = [None if day < 50 else datetime.combine(day_of(day), time(8)) for day in rng.integers(0, 720, 150)]
    until = [None if day < 400 else datetime.combine(day_of(day), time(8)) for day in rng.integers(0, 1000, 150)]
    return complaints, pl.DataFrame({"customer": rng.choice(ids, 150), "member_since": since, "member_until": until})


def company(seed, *, people=250):
    rng = np.random.default_rng(seed)
    history = made.random_history(seed, people=people)
    ids = history.customers
    relations = made.relations(history, contacts=[(who, int(day)) for who in ids[::3] for day in rng.integers(0, 700, 2)])
    rows = len(history.day)
    ledger = Ledger(currency="EUR", place=history.owner, day=history.day.astype(np.int64), net=rng.integers(-50, 5000, rows), size=people)
    answers, (complaints, memberships) = Answers(rng, ids), frames(rng, ids)
    people = gather(relations, ledger, survey=answers, complaints=complaints, memberships=memberships)
    return people, (ledger, answers, complaints, memberships)


def look(people, stage, months=3, **how):
    relations = people.relations
    return one_stage(people, stage, before=relations.stages(months_before(relations.as_of, months)), **how)


@pytest.mark.parametrize("seed", range(2))
def test_every_measure_agrees_with_a_loop_over_people(seed):
    people, (ledger, answers, complaints, memberships) = company(seed)
    relations, as_of = people.relations, people.relations.as_of
    year_ago = months_before(as_of, 12)
    then = months_before(as_of, watched_months(relations.usual_gap_days))
    now, tested, year = relations.stages(as_of).stage, stages_then(relations, then).stage, stages_then(relations, year_ago).stage
    occasions = np.split(relations.occasions.day, relations.occasions.start[1:-1])
    found = {name: [] for name in ("again", "brought", "satisfied", "complained", "member")}
    for place, who in enumerate(relations.customers.tolist()):
        found["again"].append(any(day_number(then) < day <= 700 for day in occasions[place]))
        mine = [
            net for at, day, net in zip(ledger.place, ledger.day, ledger.net, strict=True) if at == place and day > day_number(year_ago)
        ]
        found["brought"].append(sum(mine))
        said = [
            (day, number, value)
            for number, (other, day, value) in enumerate(zip(answers.customer, answers.day, answers.overall, strict=True))
            if other == who and not np.isnan(value)
        ]
        found["satisfied"].append(max(said)[2] >= 4 if said else None)
        opened = complaints.filter(pl.col("customer") == who)["opened_at"].to_list()
        found["complained"].append(any(year_ago < moment.date() <= as_of for moment in opened))
        joined = memberships.filter(pl.col("customer") == who).rows()
        found["member"].append(
            any((a is None or a.date() <= as_of) and (b is None or b.date() > as_of) for _, a, b in joined)
        )  # fmt: skip
    found["came"] = found["brought"]
    for code, stage in enumerate(STAGES):
        result = look(people, stage)
        assert [one.name for one in result.measures] == ["again", "brought", "satisfied", "complained", "member", "came"]
        for measure in result.measures:
            table = {"again": tested, "came": year}.get(measure.name, now)
            assert measure.day == {"again": then, "came": year_ago}.get(measure.name)
            sides = [
                [found[measure.name][place] for place in np.flatnonzero(mask) if found[measure.name][place] is not None]
                for mask in (table == code, (table > 0) & (table != code))
            ]
            for figure, values in zip((measure.inside, measure.others), sides, strict=True):
                if not values:
                    assert figure is None
                elif measure.kind == "share":
                    assert (figure.value, figure.n) == (sum(values) / len(values), len(values))
                    assert (figure.low, figure.high) == pytest.approx(wilson(sum(values), len(values)))
                elif figure is not None:
                    assert (figure.value, figure.n) == (pytest.approx(np.mean(values)), len(values))
                    y = np.array(values, dtype=float)
                    ends = ratio(y.sum(), len(y), (y * y).sum(), y.sum(), len(y), len(y), (y != 0).sum())[1:]
                    assert (figure.low, figure.high) == pytest.approx(tuple(float(end) for end in ends))
            if measure.kind == "share" and all(sides):
                expected = newcombe(sum(sides[0]), len(sides[0]), sum(sides[1]), len(sides[1]))
                assert (measure.difference, measure.low, measure.high) == pytest.approx(expected)


def test_who_was_there_and_who_came_and_left_adds_up_to_who_is_there():
    people, _ = company(7)
    results = [look(people, stage) for stage in STAGES]
    for result in results:
        assert result.before + len(result.who_entered) - len(result.who_left) == result.customers == len(result.people)
        assert sum(moved.customers for moved in result.entered) == len(result.who_entered)
        assert sum(moved.customers for moved in result.left) == len(result.who_left)
        assert set(result.who_entered) <= set(result.people) and not set(result.who_left) & set(result.people)
        for moved in (*result.entered, *result.left):
            assert moved.stage in (*STAGES, PLACES[OUTSIDE]) and moved.stage != result.stage
        assert result.stage == "prospect" or result.customers + result.others == sum(one.customers for one in results[1:])
    moves = {(one.stage, moved.stage): moved.customers for one in results for moved in one.left}
    for result in results:
        for moved in result.entered:
            assert moved.stage == PLACES[OUTSIDE] or moves[moved.stage, result.stage] == moved.customers


def test_a_filter_looks_at_some_people_inside_and_out():
    people, _ = company(3)
    mask = np.random.default_rng(3).random(len(people.now.stage)) < 0.5
    for stage in STAGES:
        whole, some, rest = (look(people, stage, mask=part) for part in (None, mask, ~mask))
        assert sorted([*some.people, *rest.people]) == whole.people.tolist()
        for name in ("again", "complained", "member"):
            n = [part.measure(name).inside.n if part.measure(name).inside else 0 for part in (whole, some, rest)]
            assert n[0] == n[1] + n[2]


def test_a_difference_is_sure_only_beyond_chance_and_from_ten_on_either_side():
    people, _ = company(5)
    measures = [measure for stage in STAGES for measure in look(people, stage).measures]
    sure = [measure for measure in measures if measure.sure]
    assert sure and all(min(one.inside.n, one.others.n) >= 10 and one.low * one.high > 0 for one in sure)
    assert any(one.difference is not None and one.low * one.high > 0 and not one.sure for one in measures) or len(sure) < len(measures)


def test_what_nobody_was_asked_and_what_no_file_tells_is_absent():
    people, (ledger, *_others) = company(1)
    bare = gather(people.relations, ledger, complaints=pl.DataFrame({"customer": []}))
    result = look(bare, "loyalty")
    assert [one.name for one in result.measures] == ["again", "brought", "came"]
    assert result.answers_age_days is None and result.measure("satisfied") is None


def test_a_young_company_has_no_sequel_of_a_year():
    days = [tuple(range(who % 20, 200, 10 + who % 5)) for who in range(40)]
    relations = made.relations(made.history(*days, as_of=200))
    ledger = Ledger(currency="EUR", place=np.array([0]), day=np.array([150]), net=np.array([900]), size=40)
    people = gather(relations, ledger)
    result = look(people, "loyalty")
    assert people.year_tested is None and result.measure("came") is None
    assert result.year_ago == months_before(day_of(200), 12) < date(1970, 1, 1)
    assert result.measure("brought").inside is None, "one of them alone brought anything: no interval"
    assert look(people, "capture").measure("again").inside is None, "nobody was in it"


def test_an_unknown_stage_is_refused():
    with pytest.raises(UnknownChoice, match="stage"):
        look(company(1, people=40)[0], "fans")


def test_the_moment_matters_in_days_not_in_hours():
    """A complaint late on the day a year ago is before the year; one on the day after is in it."""
    history = made.history(*[tuple(range(0, 700, 30)) for _ in range(5)], as_of=700)
    relations = made.relations(history)
    edge = months_before(day_of(700), 12)
    moments = [datetime.combine(edge, time(23, 59)), datetime.combine(edge + timedelta(days=1), time(0))]
    complaints = pl.DataFrame({"customer": [1, 2], "opened_at": moments})
    ledger = Ledger(currency="EUR", place=np.zeros(0, int), day=np.zeros(0, int), net=np.zeros(0, int), size=5)
    assert gather(relations, ledger, complaints=complaints).complained.tolist() == [False, True, False, False, False]


def test_moves_since_today_are_refused():
    with pytest.raises(Refused, match="before"):
        look(company(1, people=40)[0], "loyalty", months=0)
