"""What a lesson is made of: words and numbers of the company at hand, told at once, shown screen by screen.

A lesson's module tells it: ``tell(truth) -> Told`` gathers, reckons (`analysis.lessons`), and says. Nothing here knows Streamlit, so that a
sheet of paper, a test and a page are made from the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps

import plotly.graph_objects as go

from analysis import errors
from analysis.lessons.exercise import Choice, Exercise
from components import words
from models.errors import Refused

#: What is done in a lesson, one after the other; the names stand in the address.
STEPS = ("guess", "see", "truth", "meaning", "exercise")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What is guessed, or answered, in: from `low` to `high` by `step`, with a mark behind (" %") or before ("€") the number."""

    low: float
    high: float
    step: float
    before: str = ""
    behind: str = ""
    digits: int = 0

    def said(self, number: float, digits: int | None = None) -> str:
        """Write a number with its mark.

        >>> PER_CENT.said(23.4).replace(words.SPACE, " "), Scale(low=0, high=9, step=1, before="€").said(-1200)
        ('23 %', '−€1,200')
        """
        written = words.decimal(number, self.digits if digits is None else digits)
        sign = words.MINUS if written.startswith(words.MINUS) else ""
        return f"{sign}{self.before}{written.removeprefix(words.MINUS)}{self.behind}"


#: Out of a hundred.
PER_CENT = Scale(low=0, high=100, step=1, behind="\u00a0%")
#: The same, to be answered with a decimal.
TENTHS = replace(PER_CENT, step=0.1, digits=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that is guessed, with what the data say of it and what is true, all in the scale's unit.

    Attributes
    ----------
    label : str
    value, low, high : float
        Of the data, with its interval.
    truth : float or None
        None where the company's truth doesn't say.
    said : str
        What the data say, in words with n: "277 of 1,204: 23.0 %, 95 %: 21 to 25".
    at : float
        Its place along a curve.
    """

    label: str
    value: float
    low: float
    high: float
    truth: float | None
    said: str
    at: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What is asked before anything is seen.

    Attributes
    ----------
    kind : {"number", "curve", "order"}
        One number; a number at each point; the points, put in order from the largest.
    title, lead : str
        The question in few words, and in one sentence (Markdown).
    points : tuple of Point
        For an order they stand here as they are offered, which must not be the answer.
    scale : Scale
    label : str
        What the number is, where it is one; for an order, what its axis counts.
    along : str
        What the curve runs along: "month".
    level : float
        Of the data's intervals.
    """

    kind: str
    title: str
    lead: str
    points: tuple[Point, ...]
    scale: Scale = PER_CENT
    label: str = ""
    along: str = ""
    level: float = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Where to see it on a real page.

    Attributes
    ----------
    page : str
        Its file.
    query : mapping
        What its address says, so that the right view opens.
    label : str
        The words of the link.
    find : str
        What to look for there (Markdown, one or two sentences); it stands on the page too.
    """

    page: str
    label: str
    find: str
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """The truth after a guess: what was found as a heading, and how far the guess was, kindly (Markdown)."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One idea of what it means.

    Attributes
    ----------
    title, text : str
        The idea, and two to four sentences with the company's own numbers (Markdown).
    draw : callable or None
        A picture of at most 300 px height, told whether it is `dark`.
    narrow : callable or None
        Another for a phone.
    alt : str
        The picture in words.
    source : str
        Where it is from: author, year, work (Markdown).
    """

    title: str
    text: str
    draw: Callable[..., go.Figure] | None = None
    narrow: Callable[..., go.Figure] | None = None
    alt: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The numbers that an exercise is reckoned from; a note under it."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An exercise in words.

    Attributes
    ----------
    asked : Exercise or Choice
    question : str
        Markdown; one or two sentences.
    label : str
        Of the field: "Your answer, per cent".
    table : Table or None
    hint : str
        The next step, without the answer.
    right : str
        What there is to say of the right answer, with the interval and the n.
    slips : mapping
        From a slip's name to what it did and the next step; it begins with the slip in bold. For a choice, from each wrong option.
    options : mapping
        For a choice: from an option's name to its words.
    scale : Scale
    """

    asked: Exercise | Choice
    question: str
    hint: str
    right: str
    slips: Mapping[str, str]
    label: str = ""
    table: Table | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    scale: Scale = PER_CENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A lesson, told of the company at hand.

    Attributes
    ----------
    guess : Guess
    looks : tuple of Look
        Two or three.
    reveal : callable
        From what was guessed (numbers; for an order the points' places, the one put first first) to what to say.
    screens : tuple of Screen
        Two to four.
    tasks : tuple of Task
        Two to four; together they hold every idea of the lesson.
    facts : object
        What `analysis.lessons` reckoned: every number that the words state is one of these.
    """

    guess: Guess
    looks: tuple[Look, ...]
    reveal: Callable[[tuple[float, ...]], Reveal]
    screens: tuple[Screen, ...]
    tasks: tuple[Task, ...]
    facts: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A lesson before it is told.

    Attributes
    ----------
    key : str
        In the address.
    name, question, about : str
        In two words, as a question, and in one sentence that gives nothing away.
    minutes : int
        About so many.
    tell : callable
        From the truth of the company at hand, whose workspace is open, to the lesson. It raises
        `models.errors.Refused` where the company can't show it, saying what is missing; `refusing` sees to it for what analysis refuses.
    """

    key: str
    name: str
    question: str
    about: str
    minutes: int
    tell: Callable[[Mapping], Told]


def refusing(tell: Callable[[Mapping], Told]) -> Callable[[Mapping], Told]:
    """Let a lesson refuse in one way: what analysis can't answer is refused as `models.errors.Refused`.

    >>> @refusing
    ... def tell(truth):
    ...     raise errors.Refused(found="four customers", needed="thirty", do="open a larger company")
    >>> tell({})
    Traceback (most recent call last):
    models.errors.Refused: Found four customers; needed thirty. Open a larger company.
    """

    @wraps(tell)
    def told(truth: Mapping) -> Told:
        try:
            return tell(truth)
        except errors.Refused as problem:
            raise Refused(found=problem.found, needed=problem.needed, do=problem.do) from problem

    return told
