"""The lesson on stages: its facts against a recount in plain Python, its answers and slips in closed form."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from analysis.attitude import FIELDS, SPURIOUS, attitude
from analysis.comparisons import group
from analysis.dated import dated
from analysis.declared import Declared
from analysis.lessons.exercise import check
from analysis.lessons.stage_tasks import tasks
from analysis.lessons.stages import BACK, ENDS, FAR, IS_HERE, LOYAL_GONE, LOYAL_HERE, ONCE, WAS_LOYAL, Known, facts, loyal_ever
from analysis.recovery import LATE, NOT_YET, SOON, Recovery, Retained
from analysis.relations import relate
from analysis.rhythm import STANDARD
from analysis.scales import Scale
from analysis.spells import spells
from analysis.ways import walked, ways
from tests.analysis import made

GAP = 25.5
KNOWN = Known(customers=1000, loyal=300, left=240, well=0.6, badly=0.3)


def recovered(soon, late, not_yet) -> Recovery:
    """What came after complaints, three times k of n."""
    named = zip((SOON, LATE, NOT_YET), (soon, late, not_yet), strict=True)
    groups = tuple(Retained(name=name, retained=group(*counts)) for name, counts in named)
    return Recovery(
        level=0.95, as_of=date(1971, 12, 1), days=90, soon_days=3, groups=groups, pairs=(), answered=(), answered_pair=None, waiting=0,
        unlike=(), selected=False,
    )  # fmt: skip


@pytest.fixture(params=range(3))
def company(request):
    """Some random people, all that is known of them, and the facts."""
    history = made.random_history(request.param, people=400)
    none = dated(history.customers, np.array([]), np.array([]))
    relations = relate(history, none, none, usual_gap_days=GAP)
    draw = np.random.default_rng(request.param)
    who = np.sort(draw.choice(400, 250, replace=False))
    declared = Declared(
        question="overall", name="Overall?", scale=Scale(low=1, high=5), customer=history.customers[who], day=np.full(250, 10),
        value=draw.integers(1, 6, 250).astype(float), undated=0, unnamed=0,
    )  # fmt: skip
    times = spells(relations)
    walk = walked(relations, times)
    result = ways(relations, times, found=walk)
    told = facts(relations, walk, result, declared, attitude(relations, declared), recovered((53, 100), (30, 100), (450, 1000)), KNOWN)
    return relations, told, declared


def lived(days, end, gap=GAP):
    """A customer's orders, one by one: whether they ever became loyal, came back after a lapse, and are away at the end."""
    spent, closed, run, loyal, back = 0.0, 0, 1, False, False
    for one, other in pairwise(days):
        usual = (STANDARD.k * gap + spent) / (STANDARD.k + closed)
        lapse = other - one > STANDARD.abandoned * usual
        run, back = (1, True) if lapse else (run + 1, back)
        loyal = loyal or run >= STANDARD.loyalty_run
        spent, closed = spent + min(other - one, STANDARD.abandoned * usual), closed + 1
    usual = (STANDARD.k * gap + spent) / (STANDARD.k + closed)
    return loyal, back, end - days[-1] > STANDARD.abandoned * usual


def test_who_became_loyal_and_what_became_of_them_is_what_their_orders_say_one_by_one(company):
    relations, told, _declared = company
    history = relations.occasions
    end = (history.as_of - date(1970, 1, 1)).days
    far, ends, recent = dict.fromkeys(FAR, 0), dict.fromkeys(ENDS, 0), 0
    for place in range(len(history.customers)):
        days = history.day[history.start[place] : history.start[place + 1]].tolist()
        if end - days[0] < told.gaps * GAP:
            recent += 1
            continue
        loyal, back, away = lived(days, end)
        far[WAS_LOYAL if loyal and away else IS_HERE if loyal else "one_order" if len(days) == 1 else "not_loyal"] += 1
        reached = LOYAL_GONE if loyal else "again" if len(days) > 1 else ONCE
        ends[BACK if back else reached if away else LOYAL_HERE if loyal else "on_the_way"] += 1
    assert {one.name: one.followed for one in told.far} == far
    assert {one.name: one.share.k for one in told.ends} == ends
    assert (sum(one.recent for one in told.far), told.recent) == (recent, recent)
    assert told.loyal.k == far[WAS_LOYAL] + far[IS_HERE]
    assert (told.gone.k, told.gone.n) == (far[WAS_LOYAL], told.loyal.k)
    followed, loyal = loyal_ever(relations, days=told.gaps * GAP)
    assert (int((followed & loyal).sum()), int(followed.sum())) == (told.loyal.k, told.loyal.n)


def test_everybody_followed_has_one_end_and_came_so_far_once(company):
    _relations, told, _declared = company
    assert sum(one.share.k for one in told.ends) == told.loyal.n == sum(one.followed for one in told.far)
    assert told.loyal.n + told.recent == told.customers


def test_the_four_customers_are_one_of_each_kind_by_the_rule_that_is_told(company):
    _relations, told, _declared = company
    assert sorted(one.kind for one in told.people) == sorted(FIELDS)
    for one in told.people:
        steady = one.run >= told.steady and one.silence <= told.silent * one.gap + told.silent  # the gap is told in whole days
        meant = one.answer >= told.least
        assert (steady, meant) == (one.kind in ("true", "spurious"), one.kind in ("true", "latent"))


def test_the_answers_are_those_of_a_pocket_calculator(company):
    _relations, told, _declared = company
    become, kind, points, brought = tasks(told)
    assert become.value == pytest.approx(100 * told.loyal.k / told.loyal.n)
    assert (become.low, become.high) == (100 * told.loyal.low, 100 * told.loyal.high)
    assert kind.right == SPURIOUS
    assert points.value == pytest.approx(100 * (53 / 100 - 30 / 100))
    # Newcombe (1998), method 10, by hand: Wilson's intervals are 0.4330 to 0.6249 of 53 in 100, 0.2189 to 0.3958 of 30 in 100.
    assert points.low == pytest.approx(100 * (0.23 - ((0.53 - 0.4330) ** 2 + (0.3958 - 0.30) ** 2) ** 0.5), abs=0.02)
    assert points.high == pytest.approx(100 * (0.23 + ((0.6249 - 0.53) ** 2 + (0.30 - 0.2189) ** 2) ** 0.5), abs=0.02)
    assert brought.value == pytest.approx(100 * (0.53 - 0.30))


def test_slips_are_what_the_wrong_way_gives(company):
    _relations, told, _declared = company
    become, _kind, points, brought = tasks(told)
    far = {one.name: one for one in told.far}
    loyal = [far[WAS_LOYAL], far[IS_HERE]]
    wrong = {slip.name: slip.value for asked in (become, points, brought) for slip in asked.slips}
    expected = {
        "young": 100 * sum(one.followed + one.recent for one in loyal) / told.customers,
        "now": 100 * far[IS_HERE].followed / told.loyal.n,
        "again": 100 * told.loyal.k / (told.loyal.n - far["one_order"].followed),
        "ratio": 100 * (53 / 30 - 1),
        "content": 100 * (0.53 - 0.45),
        "share": 53.0,
        "all_lost": 70.0,
        "everyone": 200 * (0.53 - 0.30),
        "all_helped": 53.0,
    }
    assert wrong == pytest.approx(expected)


def test_the_right_answer_is_accepted_and_each_slip_is_recognised(company):
    _relations, told, _declared = company
    for asked in tasks(told):
        if hasattr(asked, "right"):
            assert check(asked, asked.right).kind == "right"
            assert {check(asked, option).slip for option in asked.options if option != asked.right} == set(asked.options) - {asked.right}
            continue
        assert check(asked, asked.value).kind == check(asked, round(asked.value, asked.digits)).kind == "right"
        assert [check(asked, round(slip.value, asked.digits)).slip for slip in asked.slips] == [slip.name for slip in asked.slips]


def test_who_gains_by_help_is_asked_only_where_the_data_tell_that_it_helps(company):
    relations, _told, declared = company
    times = spells(relations)
    walk = walked(relations, times)
    result = ways(relations, times, found=walk)
    after = recovered((11, 20), (10, 20), (450, 1000))
    told = facts(relations, walk, result, declared, attitude(relations, declared), after, KNOWN)
    assert not told.sure
    assert [asked.name for asked in tasks(told)] == ["become", "kind", "points"]
