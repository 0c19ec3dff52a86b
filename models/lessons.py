"""How far somebody is in each lesson: what was guessed, what was answered, which step comes next.

The revision does not rise with it: no order, answer or person is another by it. It names no customer.
"""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, field

from models.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The newest answer to an exercise.

    Attributes
    ----------
    answer : float or str
    right : bool
        Whether it was ever answered rightly.
    tries : int
    """

    answer: float | str
    right: bool
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A lesson as somebody went through it.

    Attributes
    ----------
    lesson : str
    company : str
        Of which invented company: what was guessed of one says nothing of another.
    step : str
        The furthest that was reached.
    guess : tuple of float or None
        None before one was given.
    answers : dict
        From an exercise's name to its `Answered`.
    """

    lesson: str
    company: str
    step: str
    guess: tuple[float, ...] | None = None
    answers: dict[str, Answered] = field(default_factory=dict)


def runs(store: Store, company: str) -> dict[str, Run]:
    """Return what is known of one company's lessons, by lesson.

    Examples
    --------
    >>> import tempfile
    >>> store = Store(tempfile.mkdtemp() + "/shop.db")
    >>> keep(store, Run(lesson="cohorts", company="a 7", step="truth", guess=(50.0, 42.0)))
    >>> runs(store, "a 7")["cohorts"].guess, runs(store, "b 7"), store.revision
    ((50.0, 42.0), {}, 0)
    >>> clear(store)
    >>> runs(store, "a 7")
    {}
    """
    with closing(store.connect(read_only=True)) as connection:
        rows = connection.execute("SELECT lesson, company, step, guess, answers FROM lesson_run WHERE company = ?", (company,)).fetchall()
    return {row[0]: _read(row) for row in rows}


def keep(store: Store, run: Run) -> None:
    """Keep how far somebody is; it takes the place of what was known of that lesson."""
    answers = {name: [one.answer, one.right, one.tries] for name, one in run.answers.items()}
    values = (run.company, run.step, None if run.guess is None else json.dumps(run.guess), json.dumps(answers), run.lesson)
    with closing(store.connect()) as connection:
        connection.execute(
            "INSERT INTO lesson_run (company, step, guess, answers, lesson) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (lesson) DO UPDATE SET company = excluded.company, step = excluded.step, guess = excluded.guess, "
            "answers = excluded.answers",
            values,
        )


def clear(store: Store, lesson: str | None = None) -> None:
    """Forget one lesson, or all of them; that nothing is there is no error."""
    with closing(store.connect()) as connection:
        if lesson is None:
            connection.execute("DELETE FROM lesson_run")
        else:
            connection.execute("DELETE FROM lesson_run WHERE lesson = ?", (lesson,))


def _read(row: tuple) -> Run:
    lesson, company, step, guess, answers = row
    return Run(
        lesson=lesson,
        company=company,
        step=step,
        guess=None if guess is None else tuple(json.loads(guess)),
        answers={name: Answered(answer=answer, right=right, tries=tries) for name, (answer, right, tries) in json.loads(answers).items()},
    )
