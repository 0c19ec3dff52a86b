"""Numbers that a lesson's sentences state, held against the facts that they must come from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, is_dataclass

from components import words
from components.lessons.lesson import Told

#: A number as the pages write it: thousands with commas, a point, a minus of its own. A year or a quarter within a period's name is none,
#: nor is what stands in a link's address.
NUMBER = re.compile(r"(?<![\w.,])[−-]?\d[\d,]*(?:\.\d+)?")
_PERIODS = re.compile(r"\b(?:Q[1-4] \d{4}|\d{1,2} \w+ \d{4}|\w+ \d{4}(?=\W|$)|\w+ quarter \d{4}|\d{4}-\d{2}(?:-\d{2})?)")
_LINKS = re.compile(r"\]\([^)]*\)")


def numbers(text: str) -> list[tuple[str, float, int]]:
    """Return what a text states: as it is written, its value, its decimals.

    >>> numbers("Of 1,204 in March 2026, 38.5 % (35 to 41) came; −3 points.")
    [('1,204', 1204.0, 0), ('38.5', 38.5, 1), ('35', 35.0, 0), ('41', 41.0, 0), ('−3', -3.0, 0)]
    """
    bare = _PERIODS.sub(" ", _LINKS.sub("]", text.replace("\\", "").replace(words.UNSEEN, "")))
    found = []
    for match in NUMBER.finditer(bare):
        written = match[0].rstrip(",")
        value = float(written.replace(",", "").replace("−", "-"))
        found.append((written, value, len(written.partition(".")[2])))
    return found


def known(facts: object) -> Iterator[float]:
    """Return every number in some facts, properties too, however deep: as it is, in per cent, its complement, and money in whole units."""
    if isinstance(facts, bool | str | None):
        return
    if isinstance(facts, int | float):
        yield from (float(facts), 100.0 * facts, facts / 100.0, 100.0 - 100.0 * facts)
    elif is_dataclass(facts):
        reckoned = [name for name, what in vars(type(facts)).items() if isinstance(what, property)]
        for name in [field.name for field in fields(facts)] + reckoned:
            yield from known(getattr(facts, name))
    elif isinstance(facts, dict):
        for value in facts.values():
            yield from known(value)
    elif isinstance(facts, Iterable):
        for value in facts:
            yield from known(value)


def contradicted(text: str, facts: Collection[float], constants: Collection[str] = ()) -> list[str]:
    """Return the numbers in a text that no fact rounds to, as they are written; the sign may stand in the words ("3 points lower").

    >>> contradicted("38 % of 1,204, on average 2.5", [0.381 * 100, 1204, 2.4512])
    []
    >>> contradicted("39 % of 1,204, on average 2.4", [0.381 * 100, 1204, 2.4512])
    ['39', '2.4']
    """
    wrong = []
    for written, value, digits in numbers(text):
        if written in constants:
            continue
        half = 0.5 * 10.0**-digits + 1e-6
        if not any(abs(abs(fact) - abs(value)) <= half for fact in facts):
            wrong.append(written)
    return wrong


def told_facts(told: Told) -> set[float]:
    """Return every number that a lesson may state: its facts, what is guessed, and what its exercises are."""
    points = [(one.value, one.low, one.high, one.truth, one.at) for one in told.guess.points]
    found = {*known(told.facts)}
    for one in points:
        found |= {float(value) for value in one if value is not None}
    for task in told.tasks:
        found |= {*known(task.asked)}
    return found


def sentences(told: Told) -> Iterator[tuple[str, str]]:
    """Return everything that a lesson says, by where it stands; what is said of a guess apart."""
    yield "guess", f"{told.guess.title} {told.guess.lead}"
    for number, point in enumerate(told.guess.points):
        yield f"point {number}", f"{point.label} {point.said}"
    for number, look in enumerate(told.looks):
        yield f"look {number}", f"{look.label} {look.find}"
    for number, screen in enumerate(told.screens):
        yield f"screen {number}", f"{screen.title} {screen.text} {screen.alt}"
    for task in told.tasks:
        name = task.asked.name
        yield f"{name}, question", f"{task.question} {task.label} {task.hint} {' '.join(task.options.values())}"
        yield f"{name}, right", task.right
        # Whoever made no such slip is never told of it.
        kept = set(task.slips) if not hasattr(task.asked, "slips") else {slip.name for slip in task.asked.slips}
        for slip in kept:
            yield f"{name}, {slip}", task.slips[slip]
        if task.table is not None:
            cells = [cell for row in task.table.rows for cell in row]
            yield f"{name}, table", " · ".join([*task.table.headers, *cells, task.table.note])
