"""Where a learner is: which steps of a lesson are open, what was guessed and answered of the company at hand."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from analysis.lessons.exercise import check
from components import workspace
from components.language import _
from components.lessons.lesson import STEPS, Lesson, Task, Told
from models import lessons as store
from models.lessons import Answered, Run

TRAINER = "trainer"
_SKIPS = "trainer-skips"  # a widget's own state goes with it


def names() -> dict[str, str]:
    """Return the steps' words."""
    return {
        "guess": _("Guess"),
        "see": _("See it"),
        "truth": _("The truth"),
        "meaning": _("What it means"),
        "exercise": _("Exercise"),
    }


def company(truth: Mapping) -> str:
    """Return what a company goes by here: what was guessed of one says nothing of another.

    >>> told = {"trade": "fuel", "seed": 7, "parameters": {"customers": 40}, "planted": [{"name": "driver", "on": True}]}
    >>> company(told) == company(told | {"seed": 8})
    False
    """
    made = [truth["parameters"], [(one["name"], one["on"]) for one in truth["planted"]]]
    return f"{truth['trade']} {truth['seed']} {zlib.crc32(repr(made).encode()):08x}"


def runs(truth: Mapping) -> dict[str, Run]:
    """Return what this company's learner did, by lesson."""
    return store.runs(workspace.store(), company(truth))


def run(truth: Mapping, lesson: Lesson) -> Run:
    """Return what was done in a lesson; nothing yet if it wasn't begun."""
    return runs(truth).get(lesson.key) or Run(lesson=lesson.key, company=company(truth), step=STEPS[0])


def trainers_switch(label: str) -> None:
    """Offer the trainer's switch; it stays as it is on every page of the visit."""
    if TRAINER not in st.session_state and TRAINER not in st.query_params:
        st.session_state[TRAINER] = st.session_state.get(_SKIPS, False)
    st.session_state[_SKIPS] = st.toggle(label, key=TRAINER, bind="query-params")


def skipping() -> bool:
    """Whether the trainer's switch is on."""
    return bool(st.session_state.get(TRAINER, st.session_state.get(_SKIPS))) or st.query_params.get(TRAINER) == "true"


def opened(done: Run) -> tuple[str, ...]:
    """Return the steps that may be seen: before a guess is given only that, unless the trainer skips it."""
    return STEPS if done.guess is not None or skipping() else STEPS[:1]


def reached(done: Run, step: str) -> Run:
    """Return a run that is at least so far."""
    return replace(done, step=max(done.step, step, key=STEPS.index))


def guessed(done: Run, guess: tuple[float, ...]) -> None:
    """Keep a guess: the first one stands."""
    if done.guess is None:
        keep(reached(replace(done, guess=guess), "see"))


def keep(done: Run) -> None:
    """Keep how far somebody is."""
    store.keep(workspace.store(), done)


def clear(lesson: str | None = None) -> None:
    """Forget a lesson's place and answers, or all."""
    store.clear(workspace.store(), lesson)


def answered(done: Run, task: Task, answer: float | str) -> None:
    """Keep an answer, and whether it is right; what was right once stays done."""
    before = done.answers.get(task.asked.name)
    right = check(task.asked, answer).kind == "right"
    kept = Answered(answer=answer, right=right or bool(before and before.right), tries=(before.tries if before else 0) + 1)
    keep(reached(replace(done, answers={**done.answers, task.asked.name: kept}), "exercise"))


def solved(task: Task, done: Run) -> bool:
    """Whether an exercise was ever answered rightly."""
    return task.asked.name in done.answers and done.answers[task.asked.name].right


def right(told: Told, done: Run) -> int:
    """Return how many exercises are done."""
    return sum(solved(task, done) for task in told.tasks)
