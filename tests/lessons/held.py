"""What must hold of every lesson on every company."""

from __future__ import annotations

import random

from analysis.lessons.exercise import Choice, check
from components.charts import lesson as charts
from components.lessons import guessing
from components.lessons.lesson import Lesson, Told
from components.lessons.replies import reply
from tests.lessons.stated import contradicted, numbers, sentences, told_facts

#: Numbers that are part of how one speaks, by lesson: what they are.
CONSTANTS: dict[str, dict[str, str]] = {
    "": {"95": "the level of the intervals", "100": "out of a hundred"},
}


def faults(lesson: Lesson, told: Told) -> list[str]:
    """Return what is wrong with a lesson, told of some company; nothing if all holds."""
    constants = {**CONSTANTS[""], **CONSTANTS.get(lesson.key, {})}
    facts = told_facts(told)
    wrong = [
        f"{where}: no fact is {', '.join(stated)}"
        for where, text in sentences(told)
        if (stated := contradicted(text, facts, constants))
    ]
    return wrong + _revealed(told, facts, constants) + [fault for task in told.tasks for fault in _task(task)] + _drawn(told)


def _revealed(told: Told, facts: set[float], constants) -> list[str]:
    """Whatever was guessed, what is said of it is the guess, its distance, or a fact."""
    draw, wrong = random.Random(3), []
    for _turn in range(5):
        given = _guess(told, draw)
        own = set() if told.guess.kind == "order" else {*given}
        known = [point.truth if point.truth is not None else point.value for point in told.guess.points]
        said = told.reveal(given)
        if told.guess.kind != "order":
            for what in ([point.value for point in told.guess.points], known):
                off = [one - is_ for one, is_ in zip(given, what, strict=True)]
                own |= {sum(off) / len(off), sum(map(abs, off)) / len(off), *off}
        else:
            own |= {float(number) for number in range(len(given) + 1)} | {float(len(given) * (len(given) - 1) // 2)}
            own |= {float(number) for number in range(len(given) * (len(given) - 1) // 2)}
        wrong += [f"reveal: no fact is {one}" for one in contradicted(f"{said.title} {said.text}", facts | own, constants)]
    return wrong


def _guess(told: Told, draw: random.Random) -> tuple[float, ...]:
    scale = told.guess.scale
    if told.guess.kind == "order":
        places = [float(place) for place in range(len(told.guess.points))]
        draw.shuffle(places)
        return tuple(places)
    return tuple(round(draw.uniform(scale.low, scale.high), scale.digits) for _point in told.guess.points)


def hidden(told: Told) -> int:
    """Count slips that this company can't tell from the right answer, or from another slip, with the decimals asked for."""
    return sum(len(set(task.slips) - {slip.name for slip in task.asked.slips}) for task in told.tasks if not isinstance(task.asked, Choice))


def _task(task) -> list[str]:
    asked, name, wrong = task.asked, task.asked.name, []
    if isinstance(asked, Choice):
        if asked.right not in asked.options or set(task.options) != set(asked.options):
            wrong.append(f"{name}: its options have no words")
        for option in asked.options:
            kind, text = reply(task, option)
            if (kind == "right") != (option == asked.right) or not text:
                wrong.append(f"{name}: {option} is not told")
        return wrong
    if check(asked, round(asked.value, asked.digits)).kind != "right":
        wrong.append(f"{name}: the right answer {asked.value} is not taken")
    for slip in asked.slips:
        if check(asked, round(slip.value, asked.digits)).slip != slip.name:
            wrong.append(f"{name}: {slip.name} is not recognised")
        if slip.name not in task.slips:
            wrong.append(f"{name}: {slip.name} has no reply")
    span = max(asked.high - asked.low, abs(asked.value), 1.0)
    for far in (asked.value + 50 * span, asked.value - 50 * span):
        if check(asked, far).kind not in ("high", "low") or not numbers(reply(task, far)[1]):
            wrong.append(f"{name}: {far} is not told to be off")
    return wrong


def _drawn(told: Told) -> list[str]:
    """Every picture is drawn in both themes and told in words."""
    wrong, right = [], guessing.true(told.guess)
    for dark in (False, True):
        for given in (right, None):
            charts.shown(told.guess, given, dark=dark)
        if told.guess.kind != "order":
            charts.asked(told.guess, [None] * len(right), dark=dark)
        for number, screen in enumerate(told.screens):
            if screen.draw is not None:
                height = screen.draw(dark=dark).layout.height
                if not height or height > 300 or len(screen.alt) < 20:
                    wrong.append(f"screen {number}: its picture has {height} pixels, or no words")
    if len(charts.shown_alt(told.guess, right)) < 20:
        wrong.append("the reveal has no words")
    return wrong
