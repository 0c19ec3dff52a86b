"""A learner takes each lesson from its first page to the checked exercises, on a projector's screen: wrong first, then right."""

import re

import pytest
from playwright.sync_api import expect

from analysis.lessons.exercise import Choice
from components import truth
from components.lessons import guessing
from components.lessons.shelf import LESSONS
from components.report import plain
from components.words import capital, ordinal
from models.lessons import clear
from models.store import Store
from tests.browser.test_every_page import violations

SIZE = {"width": 1280, "height": 720}


@pytest.fixture(params=LESSONS, ids=lambda lesson: lesson.key)
def lesson(request):
    return request.param


@pytest.fixture
def told(lesson, company_server, monkeypatch):
    """The lesson, told of the server's company by this process; what a learner did before is forgotten."""
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(company_server.workspace))
    clear(Store(company_server.workspace))
    yield lesson.tell(truth.known())
    clear(Store(company_server.workspace))


def fits(app) -> None:
    """Fail where the screen would have to be scrolled."""
    app.settle()
    tall, seen = app.page.get_by_test_id("stMain").evaluate("box => [box.scrollHeight, box.clientHeight]")
    assert tall <= seen == SIZE["height"], (app.page.url, tall)


def on(app, name: str, title: str) -> None:
    """Press a button and wait for the screen that it leads to."""
    app.press(name)
    app.sees(plain(title))
    fits(app)


def fill(app, place: int, number: float, digits: int) -> None:
    field = app.page.get_by_role("spinbutton").nth(place)
    field.fill(f"{number:.{digits}f}")
    field.press("Enter")
    app.settle()


def guess(app, asked) -> None:
    """Guess: the middle of the scale, or the order turned round."""
    if asked.kind == "order":
        for place, one in enumerate(reversed(guessing.true(asked))):
            app.pick(capital(ordinal(place + 1)), asked.points[int(one)].label)
        return
    for place in range(len(asked.points) if asked.kind == "curve" else 1):
        fill(app, place, (asked.scale.low + asked.scale.high) / 2, asked.scale.digits)


def answer(app, task, given) -> None:
    if isinstance(task.asked, Choice):
        app.page.get_by_test_id("stRadio").get_by_text(plain(task.options[given]), exact=True).click()
    else:
        fill(app, 0, given, task.asked.digits)
    app.settle()
    app.press("Check")
    app.settle()


def reply(app) -> str:
    return " ".join(app.page.locator('[class*="st-key-reply-"]').inner_text().split())


def squeezed(markdown: str) -> str:
    return " ".join(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", plain(markdown)).replace("*", "").split())


def test_a_learner_goes_through_a_lesson(lesson, told, company_server, visit):
    app = visit(company_server)
    app.page.set_viewport_size(SIZE)
    app.open("/lessons")
    app.page.get_by_role("link", name=re.compile(re.escape(lesson.question))).first.click()
    app.sees(plain(told.guess.title))
    fits(app)
    guess(app, told.guess)
    fits(app)
    on(app, "Show me", "See it in the data")

    look = told.looks[0]
    app.page.get_by_role("link", name=look.label).click()
    expect(app.page.locator(".st-key-lesson-strip")).to_contain_text(squeezed(look.find)[:40])
    app.settle()
    app.page.get_by_role("link", name="Back to the lesson").click()
    app.sees("See it in the data")

    app.press("Show me the truth")
    app.settle()
    fits(app)
    assert app.page.get_by_test_id("stPlotlyChart").count() == 1 and app.answer()
    on(app, "What it means", told.screens[0].title)
    for screen in told.screens[1:]:
        on(app, "Next", screen.title)
    app.press("Try it yourself")
    for number, task in enumerate(told.tasks):
        app.sees(f"Exercise {number + 1} of {len(told.tasks)}")
        fits(app)
        if isinstance(task.asked, Choice):
            slip = next(option for option in task.asked.options if option != task.asked.right)
            wrong, right = slip, task.asked.right
        else:
            slip, wrong, right = task.asked.slips[0].name, task.asked.slips[0].value, task.asked.value
        answer(app, task, wrong)
        assert squeezed(task.slips[slip]) in reply(app)
        fits(app)
        answer(app, task, right)
        assert squeezed(task.right) in reply(app)
        if number + 1 < len(told.tasks):
            app.press("Next")
    app.open("/lessons")
    expect(app.page.get_by_text(f"{len(told.tasks)} of {len(told.tasks)} exercises done")).to_be_visible()


@pytest.mark.parametrize("width, dark", [(1280, False), (390, True)], ids=["desk, light", "hand, dark"])
def test_axe_finds_nothing_on_the_screens_of_lessons(width, dark, company_server, monkeypatch, visit):
    """One of each kind of guess, and the first exercise of every lesson."""
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(company_server.workspace))
    app, kinds = visit(company_server, width=width, dark=dark), set()
    for lesson in LESSONS:
        told = lesson.tell(truth.known())
        screens = {"exercise": f"Exercise 1 of {len(told.tasks)}"}
        if told.guess.kind not in kinds:
            kinds.add(told.guess.kind)
            found = plain(told.reveal(guessing.true(told.guess)).title)
            screens |= {"guess": told.guess.title, "see": "See it in the data", "truth": found, "meaning": told.screens[0].title}
        for step, title in screens.items():
            app.page.goto(f"{app.base}/lessons?lesson={lesson.key}&step={step}&trainer=true")
            app.sees(plain(title))
            assert violations(app) == [], (lesson.key, step)
            wide, seen = app.page.get_by_test_id("stMain").evaluate("box => [box.scrollWidth, box.clientWidth]")
            assert wide <= seen, (lesson.key, step)


def test_a_sheet_and_a_key_are_saved(company_server, monkeypatch, visit, tmp_path):
    monkeypatch.setenv("RAPPORT_WORKSPACE", str(company_server.workspace))
    app, lesson = visit(company_server), LESSONS[0]
    told = lesson.tell(truth.known())
    app.page.goto(f"{app.base}/lessons?lesson={lesson.key}&step=guess&trainer=true")
    app.sees(plain(told.guess.title))
    for line, holds in (("Learner’s sheet (.html)", "_____"), ("Trainer’s key (.html)", plain(told.screens[0].title))):
        app.press("Print")
        with app.page.expect_download() as saved:
            app.press(line)
        saved.value.save_as(tmp_path / "saved.html")
        assert holds in (tmp_path / "saved.html").read_text(encoding="utf-8")
        app.page.keyboard.press("Escape")
        app.settle()
