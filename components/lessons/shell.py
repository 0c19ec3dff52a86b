"""A lesson on the page: its steps, one screen at a time, and the list of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import streamlit as st

from components import along, demonstration, frame, progress, start, truth, words, workspace, workspaces
from components.charts import lesson as charts
from components.language import _
from components.lessons import answering, guessing, place, sheets, shelf
from components.lessons.lesson import STEPS, Lesson, Look, Told
from components.lessons.strip import remember
from components.record import Record
from components.report import report
from models.errors import Refused
from models.lessons import Run

STYLE = Path(__file__).parent / "lesson.css"
PAGE = "pages/lessons.py"
TITLE = _("What will you find out?")
#: The addresses' words.
LESSON, STEP, AT = "lesson", "step", "at"


def page() -> None:
    """Show the lesson that the address names, or the list."""
    st.html(STYLE)
    lesson, known = shelf.find(st.query_params.get(LESSON)), truth.known()
    if demonstration.running(start.job()):
        progress.page(start.job())
    elif known is None:
        _no_company()
    elif lesson is None:
        _list(known)
    else:
        _lesson(known, lesson)


def _no_company() -> None:
    """Lessons need a company whose truth is known: offer one."""
    with frame.page(TITLE, name="lessons", whole=False) as head:
        head.say(
            quiet=_("Six lessons of 10 to 20 minutes: guess, see it in the data, learn the truth, try it yourself."),
            answer=_("A lesson needs a company **whose truth is known**: an invented one. It gets a workspace of its own."),
        )
        trades = demonstration.trades()
        with frame.controls("trade"):
            trade = st.selectbox(
                _("Its trade"), list(trades), format_func=trades.__getitem__, key="lesson-trade", label_visibility="collapsed", width=260
            )
            if st.button(_("Open the company"), type="primary", icon=":material/play_arrow:", key="lesson-company"):
                demonstration.open_company(trade)
                st.rerun()
        for lesson in shelf.LESSONS:
            frame.meaning(f"**{lesson.question}** {lesson.about}", key=f"about-{lesson.key}")


def tell(known: Mapping, lesson: Lesson) -> Told:
    """Return a lesson, told of the company at hand.

    Raises
    ------
    Refused
        Where the company can't show it.
    """
    file, revision = workspace.now()
    return _told(file, revision, lesson.key, _known=known)


@st.cache_resource(max_entries=24, show_spinner=_("Preparing the lesson …"))
def _told(file: str, revision: int, key: str, _known: Mapping) -> Told:
    return shelf.find(key).tell(_known)


def query(lesson: Lesson | None, **more: str) -> dict[str, str]:
    """Return what the address of a screen says."""
    return ({LESSON: lesson.key} if lesson else {}) | more | workspaces.in_links()


def _list(known: Mapping) -> None:
    done = place.runs(known)
    with frame.page(TITLE, name="lessons", whole=False) as head:
        head.say(
            quiet=_("{company}: an invented company, so that every answer can be held against the truth").format(
                company=words.escape_markdown(str(known["company"]))
            )
        )
        for number, lesson in enumerate(shelf.LESSONS, 1):
            with st.container(key=f"lesson-row-{lesson.key}", gap="xxsmall"):
                with st.container(horizontal=True, horizontal_alignment="distribute", gap="medium"):
                    st.page_link(PAGE, label=f"{number}. {lesson.question}", query_params=query(lesson))
                    frame.note(_how_far(known, lesson, done.get(lesson.key)), key=f"far-{lesson.key}")
                st.markdown(lesson.about)
        with frame.actions("lessons"):
            place.trainers_switch(_("Trainer: see the truth without a guess"))
            if done:
                with st.popover(_("Begin anew"), icon=":material/restart_alt:", key="clear"):
                    st.markdown(_("Every guess and answer of this workspace is forgotten."))
                    st.button(_("Forget them"), key="clear-all", on_click=place.clear)
        frame.links({"pages/companies.py": _("Another company, or one with parameters of your own")})


def _how_far(known: Mapping, lesson: Lesson, done: Run | None) -> str:
    minutes = _("about {n} minutes").format(n=lesson.minutes)
    if done is None or done.guess is None:
        return minutes
    if done.step != STEPS[-1]:
        return _("{minutes} · guessed; next: {step}").format(minutes=minutes, step=place.names()[done.step])
    told = tell(known, lesson)
    return _("{minutes} · {right} of {n} exercises done").format(minutes=minutes, right=place.right(told, done), n=len(told.tasks))


def _lesson(known: Mapping, lesson: Lesson) -> None:
    done = place.run(known, lesson)
    asked = st.query_params.get(STEP, done.step)
    step = asked if asked in place.opened(done) else STEPS[0]
    # A link of a page to itself doesn't reach the browser's address: without this the next rerun would have forgotten it.
    st.query_params.update({LESSON: lesson.key, STEP: step})
    try:
        told = tell(known, lesson)
    except Refused as problem:
        with frame.page(lesson.question, whole=False):
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
            frame.links({"pages/companies.py": _("Choose another company")})
        return
    _steps(known, lesson, told, done, step)
    STEP_BY_NAME[step](lesson, told, done)


def _steps(known: Mapping, lesson: Lesson, told: Told, done: Run, now: str) -> None:
    """The row of steps above a screen, those that are over marked."""
    opened = place.opened(done)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", width=frame.WIDTH, key="steps"
    ):
        with st.container(horizontal=True, gap="medium", width="content", key="steps-all"):
            for step, name in place.names().items():
                over = STEPS.index(step) < STEPS.index(done.step) and step != now
                with st.container(key=f"step-now-{step}" if step == now else f"step-{step}", width="content"):
                    st.page_link(
                        PAGE, label=f"✓ {name}" if over else name, disabled=step not in opened, query_params=query(lesson, step=step)
                    )
        with st.container(horizontal=True, gap="medium", vertical_alignment="center", width="content", key="steps-lesson"):
            where = _("Lesson {number} of {all} · {name}").format(
                number=shelf.LESSONS.index(lesson) + 1, all=len(shelf.LESSONS), name=lesson.name
            )
            st.page_link(PAGE, label=where, query_params=query(None))
            _to_print(known, lesson, told)


def _to_print(known: Mapping, lesson: Lesson, told: Told) -> None:
    """A sheet for learners to write on; the key for the trainer alone."""
    company = _("{company}, seed {seed}").format(company=known["company"], seed=known["seed"])
    offered = {"sheet": (_("Learner’s sheet (.html)"), sheets.learners)}
    if place.skipping():
        offered["key"] = (_("Trainer’s key (.html)"), sheets.trainers)
    with st.popover(_("Print"), icon=":material/print:", type="tertiary", key="print"):
        for kind, (label, make) in offered.items():
            write = partial(_written, make, lesson, told, company)
            along.download(label, write, name=f"{lesson.key}-{kind}.html", mime="text/html", key=f"print-{kind}", within=True)
        if not place.skipping():
            st.markdown(_("The trainer’s key is here once the trainer’s switch is on."))


def _written(make: Callable[..., Record], lesson: Lesson, told: Told, company: str) -> str:
    return report(make(lesson, told, company=company))


def go(**to: str) -> None:
    """Go to another step or screen."""
    for name, value in to.items():
        st.query_params[name] = value
    if AT not in to:
        st.query_params.pop(AT, None)


def _guess(lesson: Lesson, told: Told, done: Run) -> None:
    with frame.page(told.guess.title, whole=False) as head:
        head.say(answer=told.guess.lead)
        given = done.guess if done.guess is not None else guessing.ask(lesson, told.guess)
        whole = all(one is not None for one in given)
        if told.guess.kind == "order":
            frame.note(_("In no order: {names}").format(names=" · ".join(guessing.names(told.guess))), key="names")
        else:
            frame.chart(partial(charts.asked, told.guess, given), alt=charts.asked_alt(told.guess, given), key="guess", sketch=True)
        with frame.actions("guess"):
            if done.guess is not None:
                st.button(_("See it"), type="primary", key="next", on_click=go, kwargs={STEP: "see"})
                frame.note(_("Guessed. It stays as it is, so that it remains a guess."), key="guess")
                return
            skipped = place.skipping() and not whole
            st.button(_("Show me"), type="primary", key="next", disabled=not (whole or skipped), on_click=_commit, args=(done, given))
            frame.note(guessing.left(told.guess, given), key="guess")
            place.trainers_switch(_("Trainer: skip the guess"))


def _commit(done: Run, given: tuple[float, ...]) -> None:
    if all(one is not None for one in given):
        place.guessed(done, tuple(float(one) for one in given))
    go(step="see")


def _see(lesson: Lesson, told: Told, done: Run) -> None:
    with frame.page(_("See it in the data"), whole=False) as head:
        head.say(answer=_("Open each page, look for what is asked, and come back."))
        for number, look in enumerate(told.looks):
            _look(lesson, number, look)
        with frame.actions("see"):
            st.button(_("Show me the truth"), type="primary", key="next", on_click=_further, args=(done, "truth"))


def _look(lesson: Lesson, number: int, look: Look) -> None:
    remember(lesson.key, number, look)
    with st.container(key=f"look-{number}", gap="xxsmall"):
        st.page_link(
            look.page, label=look.label, icon=":material/arrow_forward:", icon_position="right",
            query_params={**look.query, **query(lesson, look=str(number))},
        )  # fmt: skip
        st.markdown(look.find)


def _further(done: Run, step: str) -> None:
    if done.guess is not None:
        place.keep(place.reached(done, step))
    go(step=step)


def _truth(lesson: Lesson, told: Told, done: Run) -> None:
    guess, given = told.guess, done.guess
    # The heading says what was found, whatever was guessed.
    said = told.reveal(given if given is not None else guessing.true(guess))
    with frame.page(said.title, whole=False) as head:
        head.say(answer=said.text if given is not None else _("What the data say, and what is true."))
        frame.chart(
            partial(charts.shown, guess, given),
            alt=charts.shown_alt(guess, given),
            key="reveal",
            data=partial(charts.shown_data, guess, given),
        )
        under = _("Points: the data with their {level} interval. Dotted: the truth, known because the company is invented.")
        frame.note(under.format(level=words.share(guess.level)), key="reveal")
        with frame.actions("truth"):
            st.button(_("What it means"), type="primary", key="next", on_click=_further, args=(done, "meaning"))


def _screen_at(number: int) -> int:
    asked = st.query_params.get(AT, "1")
    return min(max(int(asked), 1), number) - 1 if asked.isdecimal() and len(asked) < 4 else 0


def _pager(at: int, number: int, *, further: str, step: str, done: Run, first: bool = True) -> None:
    """One screen on, or to the next step from the last; not the `first` thing to do where an answer is waited for."""
    with frame.actions(f"pager-{step}"):
        if at + 1 < number:
            st.button(_("Next"), type="primary" if first else "secondary", key="next", on_click=go, kwargs={STEP: step, AT: str(at + 2)})
        elif further:
            st.button(further, type="primary", key="next", on_click=_further, args=(done, "exercise"))
        if at:
            st.button(_("Back"), key="back", on_click=go, kwargs={STEP: step, AT: str(at)})
        frame.note(_("{at} of {n}").format(at=at + 1, n=number), key=f"at-{step}")


def _meaning(lesson: Lesson, told: Told, done: Run) -> None:
    at = _screen_at(len(told.screens))
    screen = told.screens[at]
    with frame.page(screen.title, whole=False) as head:
        head.say(answer=screen.text)
        if screen.draw is not None:
            frame.chart(screen.draw, narrow=screen.narrow, alt=screen.alt, key=f"screen-{lesson.key}-{at}", sketch=True)
        frame.note(screen.source, key="source")
        _pager(at, len(told.screens), further=_("Try it yourself"), step="meaning", done=done)


def _exercise(lesson: Lesson, told: Told, done: Run) -> None:
    at = _screen_at(len(told.tasks))
    task = told.tasks[at]
    with frame.page(_("Exercise {at} of {n}").format(at=at + 1, n=len(told.tasks)), whole=False) as head:
        head.say(answer=task.question)
        answering.show(lesson, task, done)
        right = place.right(told, done)
        if right == len(told.tasks):
            said = _("All {n} exercises of this lesson are done.").format(n=words.count(right))
            frame.note(said, key="done")
        with st.container(horizontal=True, key="exercise-foot"):
            _pager(at, len(told.tasks), further="", step="exercise", done=done, first=place.solved(task, done))
            if at + 1 == len(told.tasks):
                _after(lesson)


def _after(lesson: Lesson) -> None:
    """The next lesson, or the list."""
    number = shelf.LESSONS.index(lesson) + 1
    if number < len(shelf.LESSONS):
        following = shelf.LESSONS[number]
        st.page_link(PAGE, label=_("Next lesson: {name}").format(name=following.name), query_params=query(following))
    st.page_link(PAGE, label=_("All lessons"), query_params=query(None))


STEP_BY_NAME = {"guess": _guess, "see": _see, "truth": _truth, "meaning": _meaning, "exercise": _exercise}
