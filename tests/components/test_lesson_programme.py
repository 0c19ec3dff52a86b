"""Lesson 5 as it is told of a company: what is true of it to the person, words that are its facts, a reply for every slip."""

import re
from dataclasses import replace

import numpy as np
import pytest

from analysis.comparisons import compare
from analysis.lessons.exercise import Choice, check
from components import truth, workspaces
from components.charts import lesson_programme as charts
from components.lessons.programme import LESSON, lived
from components.sentences import lesson_programme as sentences
from components.sentences import lesson_programme_tasks as exercises
from components.words import SPACE
from models.errors import Refused
from sample_data.company import Company
from sample_data.lives import lives
from sample_data.programme import members
from tests.demonstration import bring


def told_of(path, **how):
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(workspaces.VARIABLE, str(path))
        bring(path, **how)
        return LESSON.tell(truth.known())


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    return told_of(tmp_path_factory.mktemp("lesson") / "it.db", trade="home-goods", customers=1200, seed=110)


def plain(text: str) -> str:
    return text.replace(SPACE, " ")


@pytest.mark.parametrize("trade, without", [("home-goods", ()), ("telecom", ()), ("wholesale", ("programme",))])
def test_who_joined_lives_the_same_life_without_it(trade, without):
    """To the person: by plain loops over the orders of both lives."""
    company = Company.of(trade, customers=400, seed=4, without=without)
    found, days = lived(company, 90), company.days
    life = lives(company, np.arange(400))
    joined = {int(place): int(life.orders.nth[order]) for place, order in zip(*_fields(members(company, life)), strict=True)}
    orders = {place: [] for place in joined}
    for place, day in zip(life.orders.place.tolist(), life.orders.day.tolist(), strict=True):
        if place in orders:
            orders[place].append(day)
    watched = [place for place, nth in joined.items() if orders[place][nth] + 90 <= days - 1]
    back = [p for p in watched if len(orders[p]) > joined[p] + 1 and orders[p][joined[p] + 1] - orders[p][joined[p]] <= 90]
    assert (found.members, found.watched, found.back) == (len(joined), len(watched), len(back))
    assert found.same == found.members and found.back_without == found.back and found.effect == 0
    assert found.leaves < found.others_leave


def _fields(who) -> tuple:
    return who.place, who.order


def test_a_life_that_differs_is_seen(monkeypatch):
    """Were a programme to change anything, the truth would not be said to be nothing."""
    company = Company.of("home-goods", customers=400, seed=4)

    def shorter(company, who, **how):
        found = lives(company, who, **how)
        return found if company.has("programme") else replace(found, orders=found.orders.only(found.orders.nth < 3))

    monkeypatch.setattr("components.lessons.programme.lives", shorter)
    found = lived(company, 90)
    assert found.same < found.members and found.effect > 0


def test_every_slip_has_its_reply_and_every_exercise_its_hint(told):
    assert len(told.tasks) == 4
    for task in told.tasks:
        assert task.hint and task.right and task.question
        wrong = [one for one in task.asked.options if one != task.asked.right] if isinstance(task.asked, Choice) else _slips(task)
        assert set(task.slips) == set(wrong) and all(reply.startswith("**") for reply in task.slips.values())


def _slips(task) -> list[str]:
    asked = task.asked
    assert check(asked, round(asked.value, asked.digits)).kind == "right" and len(asked.slips) >= 2
    for slip in asked.slips:
        assert check(asked, round(slip.value, asked.digits)).slip == slip.name
        assert f"{slip.value:.{asked.digits}f}".lstrip("-") in task.slips[slip.name], "a reply begins with what was answered"
    assert task.scale.low <= min(slip.value for slip in asked.slips) and max(slip.value for slip in asked.slips) <= task.scale.high
    return [slip.name for slip in asked.slips]


def test_an_answer_reckoned_from_the_table_alone_is_right(told):
    penetration, reward, like = (task for task in told.tasks[:3])
    members, everybody = _numbers(penetration.table.rows[0])
    assert check(penetration.asked, 100 * members / everybody).kind == "right"
    (_all,), (bought,), (given,) = (_numbers(row) for row in reward.table.rows[:3])
    assert check(reward.asked, bought / given).kind == "right"
    rows = [_numbers(row[1:]) for row in like.table.rows[:-1]]
    answer = sum(n * (share - others) for n, share, _n, others in rows) / sum(row[0] for row in rows)
    assert check(like.asked, round(answer, 1)).kind == "right"
    n, share, _n, others = _numbers(like.table.rows[-1][1:])
    assert check(like.asked, round(share - others, 1)).slip == "one pot"


def _numbers(cells) -> list[float]:
    return [float(number.replace(",", "")) for cell in cells for number in re.findall(r"[\d,]*\d(?:\.\d+)?", cell)]


def test_the_guess_is_of_what_meets_the_eye_and_the_data_miss_the_truth(told):
    (point,), found = told.guess.points, told.facts
    assert plain(f"How many of these {round(100 * found.naive.difference)} points are the programme’s doing?") in plain(told.guess.lead)
    assert point.low > 0 == point.truth and told.guess.scale.low <= point.low and point.high < told.guess.scale.high
    assert "Even beside others with a like history" in told.reveal((20.0,)).text


@pytest.mark.parametrize("guess, said", [(0, "and so it is"), (5, "nearer than the"), (35, "meet the eye: in truth")])
def test_a_guess_is_met_kindly_by_how_far_it_was(told, guess, said):
    found = told.reveal((float(guess),))
    assert said in found.text and found.title == "None of them: the loyal joined it"


def test_each_screen_is_short_and_names_its_source(told):
    assert 2 <= len(told.screens) <= 4
    for screen in told.screens:
        assert len(screen.text.split()) <= 60 and re.search(r"\((19|20)\d\d\)", screen.source)
        assert (screen.draw is None) == (screen.alt == "")
        if screen.draw:
            assert screen.draw(dark=True).layout.height <= 300 and screen.narrow(dark=False).layout.height <= 400


def test_words_follow_what_is_true_of_the_company(told):
    found = told.facts
    equal = tuple(replace(one, group=found.paces[0].group) for one in found.paces)
    assert "nobody could tell" in sentences.who_joins(replace(found, paces=equal, quick_join=False)).text
    assert sentences.who_joins(replace(found, planted=False)).title == "Who stays has longer to join"
    kept = replace(found, lived=replace(found.lived, back_without=0))
    assert sentences.reveal(kept, 10.0).title.startswith("In truth") and "Here it keeps nobody" not in sentences.price(kept).text
    assert "The truth is among them" not in sentences.ladder(kept).text
    close = replace(found, matched=compare([50], [100], [500], [1000], level=0.9))
    assert "Even beside" not in sentences.reveal(close, 3.0).text
    few = replace(found, matched=None)
    assert "The second" not in sentences.ladder(few).text and "Allowing for who joins" in sentences.reveal(few, 3.0).text
    assert "allowing for who joins" in sentences.data_said(few)
    alike = tuple(replace(band, others=band.members) for band in found.bands)
    assert "than chance can make" in exercises.like(replace(found, bands=alike), told.tasks[2].asked).right


def test_a_programme_with_a_hostile_name_stays_a_name(told):
    hostile = replace(told.facts, programme="![x](http://a.example)")
    assert "![x](" not in sentences.asked(hostile) and "![x](" not in exercises.penetration(hostile, told.tasks[0].asked).question
    assert "the programme" in sentences.asked(replace(told.facts, programme=""))


def test_the_picture_of_who_joins_says_its_numbers(told):
    assert "the quickest third" in charts.pace_alt(told.facts)
    assert len(charts.pace(told.facts, dark=False).data) == 3


def test_too_small_a_company_is_refused(tmp_path):
    with pytest.raises(Refused, match="who joined"):
        told_of(tmp_path / "few.db", trade="home-goods", customers=120, seed=3)
