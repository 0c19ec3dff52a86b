"""An exercise on the page: the numbers it is reckoned from, a field for the answer, and what is said of it."""

from __future__ import annotations

import streamlit as st

from analysis.lessons.exercise import Choice
from components import frame, ruled
from components.language import _
from components.lessons import place
from components.lessons.guessing import number_field
from components.lessons.lesson import Lesson, Table, Task
from components.lessons.replies import reply
from models.lessons import Run


def show(lesson: Lesson, task: Task, done: Run) -> None:
    """Show an exercise and check what is answered."""
    if task.table is None:
        _answer(lesson, task, done)
        return
    numbers, own = st.columns([3, 2], gap="large")
    with numbers:
        table(task.table)
    with own:
        _answer(lesson, task, done)


def table(shown: Table) -> None:
    """The numbers behind an exercise."""
    ruled.table(shown.headers, shown.rows, name=shown.name, lasting=False, numbers=range(1, len(shown.headers)))
    frame.note(shown.note, key="table-note")


def _answer(lesson: Lesson, task: Task, done: Run) -> None:
    key = f"given-{lesson.key}-{task.asked.name}"
    if isinstance(task.asked, Choice):
        answer = st.radio(task.label or _("Your answer"), task.asked.options, index=None, format_func=task.options.__getitem__, key=key)
    else:
        answer = number_field(task.label, task.scale, key=key, bound=False)
    with frame.actions("check"):
        if st.button(_("Check"), type="primary", disabled=answer is None, key="check"):
            place.answered(done, task, answer)
            st.rerun()
        with st.popover(_("Hint"), type="tertiary", key="hint"):
            st.markdown(task.hint)
    before = done.answers.get(task.asked.name)
    if before is not None:
        kind, text = reply(task, before.answer)
        with st.container(key=f"reply-{'right' if kind == 'right' else 'wrong'}"):
            st.markdown(text)
