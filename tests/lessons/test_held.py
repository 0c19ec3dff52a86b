"""Every lesson holds on a small company; the test of contradiction does fail."""

from dataclasses import replace

import pytest

from components import truth
from components.lessons.shelf import LESSONS
from tests.lessons.held import faults
from tests.lessons.stated import contradicted, sentences, told_facts


@pytest.fixture(params=LESSONS, ids=lambda lesson: lesson.key)
def lesson(request):
    return request.param


@pytest.fixture
def told(lesson, home):
    return lesson.tell(truth.known())


def test_what_a_lesson_states_is_so_and_its_exercises_know_their_slips(lesson, told):
    assert faults(lesson, told) == []


def test_a_number_that_the_company_contradicts_is_found(lesson, told):
    """The same sentences, with another number in one of them: the test above would fail."""
    facts, found = told_facts(told), 0
    for _where, text in sentences(told):
        for digit in "123456789":
            changed = text.replace(digit, str((int(digit) + 4) % 10))
            found += bool(contradicted(changed, facts, ()))
    assert found > 20
    screen = replace(told.screens[0], text=f"{told.screens[0].text} In truth it is 987,654.")
    assert any("987,654" in fault for fault in faults(lesson, replace(told, screens=(screen, *told.screens[1:]))))


def test_a_lesson_is_short_and_has_its_sources(lesson, told):
    """One idea a screen: few words; a source at each."""
    for screen in told.screens:
        assert len(screen.text.split()) <= 75 and screen.source, screen.title
    for task in told.tasks:
        assert len(task.question.split()) <= 50 and task.hint
    assert 2 <= len(told.looks) <= 3 and 2 <= len(told.screens) <= 4 and 2 <= len(told.tasks) <= 4
