"""Asking for a guess: a number, a curve point by point, or an order."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import words
from components.charts.lesson import in_order
from components.language import _, ngettext
from components.lessons.lesson import Guess, Lesson, Scale


def ask(lesson: Lesson, guess: Guess) -> tuple[float | None, ...]:
    """Return what is guessed so far; None where nothing is."""
    if guess.kind == "order":
        return _order(lesson, guess)
    labels = [point.label for point in guess.points] if guess.kind == "curve" else [guess.label]
    columns = st.columns(len(labels)) if len(labels) > 1 else [st.container(width=280, key="guess-number")]
    given = []
    for number, (column, label) in enumerate(zip(columns, labels, strict=True)):
        with column:
            given.append(number_field(label, guess.scale, key=f"guess-{lesson.key}-{number}"))
    return tuple(given)


def number_field(label: str, scale: Scale, *, key: str, bound: bool = True) -> float | None:
    """A field for a number; empty at first."""
    whole = scale.digits == 0 and float(scale.step).is_integer()
    form = int if whole else float
    ends = {"min_value": form(scale.low), "max_value": form(scale.high)} if bound else {}
    return st.number_input(
        label, value=None, step=form(scale.step), format="%d" if whole else f"%.{scale.digits}f", key=key, placeholder="…", **ends
    )


def _order(lesson: Lesson, guess: Guess) -> tuple[float | None, ...]:
    """A field for each place; what stands elsewhere is not offered again."""
    number = len(guess.points)
    keys = [f"guess-{lesson.key}-{place}" for place in range(number)]
    chosen = [st.session_state.get(key) for key in keys]
    given = []
    for place, (column, key) in enumerate(zip(st.columns(number), keys, strict=True)):
        free = [one for one in range(number) if one not in chosen or chosen[place] == one]
        with column:
            one = st.selectbox(
                words.capital(words.ordinal(place + 1)), free, index=None, key=key, placeholder=_("choose"),
                format_func=lambda one: guess.points[one].label,
            )  # fmt: skip
        given.append(None if one is None else float(one))
    return tuple(given)


def names(guess: Guess) -> list[str]:
    """Return what is to be put in order, as it is offered: Markdown."""
    return [words.escape_markdown(point.label) for point in guess.points]


def left(guess: Guess, given: Sequence[float | None]) -> str:
    """Say what is still to be set."""
    missing = sum(one is None for one in given)
    if missing and guess.kind == "number":
        return _("Say a number first: no harm in being wrong.")
    if missing:
        return ngettext("{n} is still to be set.", "{n} are still to be set.", missing).format(n=words.count(missing))
    return _("All is set. You can’t change it afterwards, so that it stays a guess.")


def true(guess: Guess) -> tuple[float, ...]:
    """Return the guess that would have been right."""
    if guess.kind == "order":
        return tuple(float(guess.points.index(point)) for point in in_order(guess.points))
    return tuple(point.value if point.truth is None else point.truth for point in guess.points)
