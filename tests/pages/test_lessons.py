"""A lesson step by step: nothing is shown before a guess, answers are checked and kept, and a company whose truth is unknown has none."""

import pytest

from components import truth
from components.lessons.shelf import LESSONS
from models.lessons import clear, runs
from models.store import Store
from tests.pages.conftest import copied, healthy, in_address, visit

GUESSED = (50, 42, 36, 28, 22, 18)


@pytest.fixture
def own_home(company, monkeypatch, tmp_path):
    """The company, to be changed."""
    copy = copied(company, tmp_path)
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(copy))
    return copy


def said(at) -> str:
    return " ".join([*(one.value for one in at.markdown), *(one.value for one in at.title)])


def step(lesson: str, name: str, **more) -> dict:
    return {"lesson": lesson, "step": name, **more}


def guess(at):
    for number, one in enumerate(GUESSED):
        at.number_input(key=f"guess-cohorts-{number}").set_value(one)
    healthy(at.run())
    at.button(key="next").click()
    return healthy(at.run())


def test_a_workspace_without_a_truth_offers_a_company_that_has_one(workspace):
    workspace("sample")
    at = visit("lessons")
    assert "whose truth is known" in said(at) and [one.label for one in at.button] == ["Open the company"]


@pytest.mark.parametrize("name", ["see", "truth", "meaning", "exercise"])
def test_nothing_is_shown_before_a_guess_is_given(name, home):
    at = visit("lessons", step("cohorts", name))
    assert at.title[0].value == "How fast do new customers fade?" and in_address(at, "step") == ["guess"]
    assert at.button(key="next").disabled


def test_the_trainer_may_skip_the_guess(home):
    at = visit("lessons", step("cohorts", "truth", trainer="true"))
    assert in_address(at, "step") == ["truth"] and "What the data say" in said(at)
    at = visit("lessons", step("cohorts", "guess"))
    at.toggle(key="trainer").set_value(True)
    healthy(at.run())
    at.button(key="next").click()
    healthy(at.run())
    at.button(key="next").click()
    healthy(at.run())
    assert in_address(at, "step") == ["truth"], "the switch is not on this page, and is on all the same"


def test_a_guess_is_kept_and_stays(own_home):
    at = guess(visit("lessons", step("cohorts", "guess")))
    assert in_address(at, "step") == ["see"]
    at.button(key="next").click()
    healthy(at.run())
    assert in_address(at, "step") == ["truth"] and "You guessed 50 in the first month" in said(at)
    again = visit("lessons", step("cohorts", "guess"))
    assert not again.number_input and "stays as it is" in said(again)


def test_an_answer_is_checked_and_the_place_is_found_again(own_home):
    guess(visit("lessons", step("cohorts", "guess")))
    at = visit("lessons", step("cohorts", "exercise"))
    told = told_of("cohorts")
    task = told.tasks[0]
    slip = task.asked.slips[0]
    for answer, says in ((slip.value, task.slips[slip.name]), (task.asked.value, task.right)):
        at.number_input(key=f"given-cohorts-{task.asked.name}").set_value(round(answer, task.asked.digits))
        healthy(at.run())
        at.button(key="check").click()
        healthy(at.run())
        assert says in said(at)
    assert f"1 of {len(told.tasks)} exercises done" in said(visit("lessons"))
    assert "1 of" in said(visit("lessons")), "found again by another visitor of the same workspace"


def told_of(key: str):
    return next(lesson for lesson in LESSONS if lesson.key == key).tell(truth.known())


def test_what_was_done_can_be_forgotten(own_home):
    guess(visit("lessons", step("cohorts", "guess")))
    at = visit("lessons")
    assert "guessed; next: See it" in said(at)
    at.button(key="clear-all").click()
    healthy(at.run())
    assert "guessed" not in said(at)
    store = Store(own_home)
    clear(store)
    assert not runs(store, "anything")


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.key)
def test_every_screen_of_every_lesson_is_shown(lesson, home):
    told = told_of(lesson.key)
    meanings, exercises = ([(name, at) for at in range(len(some))] for name, some in (("meaning", told.screens), ("exercise", told.tasks)))
    screens = [("guess", 0), ("see", 0), ("truth", 0), *meanings, *exercises]
    for name, at in screens:
        page = visit("lessons", step(lesson.key, name, at=str(at + 1), trainer="true"))
        if name == "meaning":
            assert page.title[0].value == told.screens[at].title
        if name == "exercise":
            assert told.tasks[at].question in said(page)


@pytest.mark.parametrize("query", [{"lesson": "<img src=x>"}, {"lesson": "cohorts", "step": "nonsense"}, {"lesson": "cohorts", "at": "99"}])
def test_an_address_that_makes_no_sense_shows_what_there_is(query, home):
    at = visit("lessons", query)
    assert at.title[0].value in ("What will you find out?", "How fast do new customers fade?")
