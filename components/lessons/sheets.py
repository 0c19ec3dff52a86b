"""To take along: a learner's sheet to write on, and a trainer's key with everything that it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from analysis.lessons.exercise import Choice
from components import words
from components.charts import lesson as charts
from components.language import _
from components.lessons import guessing, place
from components.lessons.lesson import Guess, Lesson, Screen, Task, Told
from components.record import Numbers, Part, Picture, Record, Words

BLANK = "_" * 18
LINE = "_" * 72


def learners(lesson: Lesson, told: Told, *, company: str) -> Record:
    """Return the sheet that a learner writes on: what is asked, room for it, and none of the answers.

    Parameters
    ----------
    company : str
        Its name and how it was made, plain text.
    """
    parts = [*_guess_parts(told.guess), _section("see"), *(_look(look) for look in told.looks)]
    for task in told.tasks:
        parts += [*_asked(task, told), _plain(f"{task.label or _('Your answer')}: {BLANK}")]
    parts += [Words(kind="section", text=_("What do you take along?")), *(_plain(LINE) for _line in range(3))]
    return Record(title=lesson.question, quiet=_quiet(lesson, company, _("Learner’s sheet")), answer=told.guess.lead, parts=parts)


def trainers(lesson: Lesson, told: Told, *, company: str) -> Record:
    """Return the key: the truth, what it means, each exercise's answer, and each slip by its number. Parameters as for `learners`."""
    guess = told.guess
    parts: list[Part] = [
        _section("guess"),
        _plain(_("Let everybody guess, and write the guesses on the board, before anything is shown.")),
        _section("see"),
        *(_look(look) for look in told.looks),
        Words(kind="section", text=told.reveal(guessing.true(guess)).title),
        Picture(draw=partial(charts.shown, guess, None, dark=False), alt=charts.shown_alt(guess, None)),
        Words(kind="quiet", text=charts.shown_alt(guess, None)),
    ]
    for screen in told.screens:
        parts += _screen(screen)
    for task in told.tasks:
        parts += [*_asked(task, told), *_answers(task)]
    return Record(title=lesson.question, quiet=_quiet(lesson, company, _("Trainer’s key")), answer=guess.lead, parts=parts)


def _quiet(lesson: Lesson, company: str, what: str) -> str:
    minutes = _("about {n} minutes").format(n=lesson.minutes)
    return " · ".join((what, words.escape_markdown(company), minutes))


def _section(step: str) -> Words:
    return Words(kind="section", text=place.names()[step])


def _plain(text: str) -> Words:
    return Words(kind="plain", text=text)


def _look(look) -> Words:
    return _plain(f"**{look.label}:** {look.find}")


def _guess_parts(guess: Guess) -> Iterator[Part]:
    """Room for a guess: a grid to draw in, a blank, or a place beside each name."""
    yield _section("guess")
    if guess.kind == "curve":
        grid = partial(charts.asked, guess, [None] * len(guess.points), dark=False, on_paper=True)
        yield Picture(draw=grid, alt=_("An empty grid to draw in."))
    elif guess.kind == "number":
        yield _plain(f"{guess.label}: {BLANK}")
    else:
        yield from (_plain(f"{BLANK[:6]} {words.escape_markdown(point.label)}") for point in guess.points)


def _screen(screen: Screen) -> Iterator[Part]:
    yield Words(kind="section", text=screen.title)
    yield _plain(screen.text)
    if screen.draw is not None:
        yield Picture(draw=partial(screen.draw, dark=False), alt=screen.alt)
    yield Words(kind="quiet", text=screen.source)


def _asked(task: Task, told: Told) -> Iterator[Part]:
    yield Words(kind="section", text=_("Exercise {at} of {n}").format(at=told.tasks.index(task) + 1, n=len(told.tasks)))
    yield _plain(task.question)
    if task.table is not None:
        yield Numbers(
            headers=task.table.headers, rows=task.table.rows, name=task.table.name, how={"numbers": range(1, len(task.table.headers))}
        )
        if task.table.note:
            yield Words(kind="quiet", text=task.table.note)
    if isinstance(task.asked, Choice):
        yield _plain("\n".join(f"- {task.options[option]}" for option in task.asked.options))


def _answers(task: Task) -> Iterator[Part]:
    """The right answer, and what those did who answer otherwise."""
    yield _plain(task.right)
    if isinstance(task.asked, Choice):
        yield _plain("\n".join(f"- {task.options[option]}: {task.slips[option]}" for option in task.asked.options if option in task.slips))
    else:
        slips = [f"- {task.scale.said(slip.value, task.asked.digits)}: {task.slips[slip.name]}" for slip in task.asked.slips]
        yield _plain("\n".join(slips))
    yield Words(kind="quiet", text=_("Hint: {hint}").format(hint=task.hint))
