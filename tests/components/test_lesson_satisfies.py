"""The lesson on what satisfies, told of a small company: its words state its facts, and every slip has its reply."""

from dataclasses import replace
from itertools import permutations

import pytest

from analysis.lessons.exercise import Choice
from components import truth, words
from components.lessons.satisfies import LESSON, tell
from components.sentences.lesson_satisfies import silent
from models.errors import Refused
from tests.demonstration import bring


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """A company's workspace, made once."""
    path = tmp_path_factory.mktemp("lesson") / "home.db"
    bring(path, trade="home-goods", customers=1200, seed=4)
    return path


@pytest.fixture
def told(company, monkeypatch):
    """The lesson of it."""
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(company))
    return LESSON.tell(truth.known())


def test_every_exercise_has_its_hint_its_numbers_and_a_reply_to_each_slip(told):
    assert [task.asked.name for task in told.tasks] == ["held", "next", "gap", "mean"]
    for task in told.tasks:
        assert task.hint and task.right and task.table.rows
        wrong = [slip.name for slip in task.asked.slips] if not isinstance(task.asked, Choice) else set(task.asked.options) - {"best"}
        assert set(task.slips) == set(wrong)
        assert all(reply.startswith("**") for reply in task.slips.values())
        assert all("{" not in text for text in (task.question, task.hint, task.right, *task.slips.values()))


def test_a_reply_names_the_number_of_its_slip(told):
    for task in told.tasks:
        if not isinstance(task.asked, Choice):
            assert words.decimal(task.asked.value, 2) in task.right
            for slip in task.asked.slips:
                assert task.slips[slip.name].startswith(f"**{words.decimal(slip.value, 2)} ")


def test_no_reply_to_a_slip_and_no_hint_gives_the_answer_away(told):
    for task in told.tasks:
        if not isinstance(task.asked, Choice):
            answer = words.decimal(task.asked.value, 2)
            assert not any(answer in text.split() for text in (task.hint, *task.slips.values()))


def test_a_learner_can_reckon_each_answer_from_the_table(told):
    held, gap, mean = (next(task for task in told.tasks if task.asked.name == name) for name in ("held", "gap", "mean"))
    number = lambda text: float(text.replace(",", "").replace(words.MINUS, "-"))  # noqa: E731
    rows = [[number(cell) for cell in row[1:]] for row in held.table.rows[:-1]]
    answers = sum(row[1] + row[3] for row in rows)
    assert sum((row[0] - row[2]) * (row[1] + row[3]) for row in rows) / answers == pytest.approx(held.asked.value, abs=0.011)
    row = next(row for row in gap.table.rows if row[0] == told.facts.asked.name)
    assert number(row[1]) - number(row[2]) == pytest.approx(gap.asked.value, abs=0.011)
    kinds = [[number(cell) for cell in row[1:]] for row in mean.table.rows]
    assert sum(row[0] * row[2] for row in kinds[:-1]) / kinds[-1][0] == pytest.approx(mean.asked.value, abs=0.011)


def test_every_order_that_can_be_guessed_is_told_how_far_it_was(told):
    offered = told.facts.offered
    weights = [one.truth for one in offered]
    for order in permutations(range(len(offered))):
        said = told.reveal(tuple(float(place) for place in order)).text
        right = [weights[place] for place in order] == sorted(weights, reverse=True)
        assert ("Your order is the true one." in said) == right
        assert ("Your first is right" in said) == (offered[order[0]] is told.facts.driver)
        assert ("rightly your last" in said) == (offered[order[-1]] is told.facts.along)


def test_screens_are_short_and_their_pictures_fit(told):
    for screen in told.screens:
        assert len(screen.text.split()) <= 66, screen.title
        assert screen.alt and screen.source
        for dark in (False, True):
            assert screen.draw(dark=dark).layout.height <= 300


def test_the_question_does_not_say_which_it_is(told):
    asked = f"{LESSON.about} {told.guess.title} {told.guess.lead}"
    assert not any(one.name in asked for one in told.facts.rated)


def test_where_nothing_is_planted_the_lesson_says_what_it_needs(told):
    known = dict(truth.known())
    known["planted"] = [one | {"on": False} if one["name"] == "driver" else one for one in known["planted"]]
    with pytest.raises(Refused, match="planted driver"):
        tell(known)


def test_what_the_silent_do_to_the_mean_is_said_as_it_is(told):
    def said(mean, low, high, *, well=0.3):
        poorly, middle, best = told.facts.who.went
        went = (replace(poorly, rate=0.1), middle, replace(best, rate=well))
        return silent(replace(told.facts, who=replace(told.facts.who, went=went, mean=mean, mean_low=low, mean_high=high, truth=3.5)))

    assert "**too high**, beyond chance" in said(3.6, 3.55, 3.65)
    assert "**too low**, beyond chance" in said(3.4, 3.35, 3.45, well=0.05)
    assert "too high, by no more than chance" in said(3.52, 3.45, 3.59)
    assert "did little here" in said(3.48, 3.42, 3.54)
