"""The form on the screen: one question at a time, one tap a rating, then a thank-you that gives way to the next person."""

from __future__ import annotations

import re
import time
import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from components import frame, words, workspace, workspaces
from components.language import _, translated
from models.errors import Refused
from models.form import Ask, Form
from models.form import form as kept_form
from models.ingest.given import Given, give

HERE = "pages/ask.py"
SCREEN = "screen"  # what the address says while the form fills it
IDLE_SECONDS, THANKS_SECONDS, LOOK_EACH = 90.0, 6.0, 2.0
DOUBLE_SECONDS = 0.35  # so soon after a tap nobody has read the next question: it is the same tap
LAST, THANKS = "last", "thanks"
_STATEMENT = re.compile(r"(?:I|I’d|We|My|Я|Мы|Мне|Нам)\s|[我本]", re.IGNORECASE)  # something to agree with
_SATISFIED = re.compile(r"satisf|удовлетвор|довол|满意", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def on_screen() -> Form | None:
    """Return the form that fills the screen; None where it is being made."""
    return kept_form(workspace.store()) if st.query_params.get(SCREEN) else None


def page(form: Form) -> None:
    """Show the form, full screen, at the step where this visitor stands."""
    st.html(frame.HERE / "style.css")
    st.html(frame.HERE / "form.css")
    state = st.session_state
    if "form-token" not in state:
        _begin()
    step = state["form-step"]
    if isinstance(step, int) and step >= len(form.questions):  # the form was made shorter meanwhile
        _begin()
        step = 0
    with st.container(key="form"):
        if step == THANKS:
            _thanks()
        elif step == LAST:
            _last(form)
        else:
            _question(form, step)
    _watch(state["form-token"])
    with st.container(key="form-foot", horizontal=True, horizontal_alignment="right"):
        st.page_link(HERE, label=_("Close"), query_params=workspaces.in_links())


def _begin() -> None:
    """Give the screen to the next person: nothing of the one before is left on it."""
    for name in ("form-who", "form-comment"):
        st.session_state.pop(name, None)
    st.session_state.update(
        {"form-token": uuid.uuid4().hex, "form-step": 0, "form-values": {}, "form-touched": time.monotonic(), "form-problem": None}
    )


def _question(form: Form, step: int) -> None:
    ask = form.questions[step]
    low, high = ask.scale
    with st.container(key="quiet-form-step"):
        st.markdown(_("{n} of {m}").format(n=words.count(step + 1), m=words.count(len(form.questions))))
    st.title(words.escape_markdown(ask.words), anchor=False)
    token = st.session_state["form-token"]
    name = "form-long" if high - low > 5 else "form-short"
    with st.container(key=f"{name}-{step}", horizontal=True, gap="small"):
        for value in range(low, high + 1):
            st.button(
                str(value),
                key=f"form-{step}-{value}",
                # The keyboard taps too; 10 has no key of its own.
                shortcut=str(value) if value < 10 else None,
                on_click=_rate,
                args=(form, token, step, value),
                width="stretch",
            )
    worst, best = _ends(ask)
    with st.container(key="quiet-form-ends", horizontal=True, horizontal_alignment="distribute"):
        st.markdown(f"{low} · {worst}")
        st.markdown(f"{high} · {best}")
    with st.container(key="form-ways", horizontal=True, gap="medium"):
        if step:
            st.button(_("Back"), key=f"form-back-{step}", type="tertiary", on_click=_back, args=(token, step))
        none = _("Does not apply to me") if ask.role == "attribute" else _("I would rather not say")
        st.button(none, key=f"form-none-{step}", type="tertiary", on_click=_rate, args=(form, token, step, None))
    _problem()


def _ends(ask: Ask) -> tuple[str, str]:
    if ask.role == "attribute" and _STATEMENT.match(ask.words):
        return _("I disagree strongly"), _("I agree strongly")
    if ask.role == "recommendation":
        return _("not at all likely"), _("extremely likely")
    if ask.role == "overall" or _SATISFIED.search(ask.words):
        return _("very dissatisfied"), _("very satisfied")
    return _("very poor"), _("very good")


def _rate(form: Form, token: str, step: int, value: int | None) -> None:
    """Take a tap; a second one, or one on a form that is over, is none."""
    state = st.session_state
    if state.get("form-token") != token or state["form-step"] != step:
        return
    if step and time.monotonic() - state["form-touched"] < DOUBLE_SECONDS:
        return
    state["form-values"] = {**state["form-values"], form.questions[step].question: value}
    state["form-touched"] = time.monotonic()
    if step + 1 < len(form.questions):
        state["form-step"] = step + 1
    elif form.who or form.comment:
        state["form-step"] = LAST
    else:
        _store(form)


def _back(token: str, step: int) -> None:
    if st.session_state.get("form-token") == token and st.session_state["form-step"] == step:
        st.session_state["form-step"] = step - 1
        st.session_state["form-touched"] = time.monotonic()


def _last(form: Form) -> None:
    """Ask for what is typed, none of which must be."""
    st.title(_("Anything you want to tell us?") if form.comment else _("Who are you?"), anchor=False)
    if form.comment:
        st.text_area(_("In your words, if you like"), key="form-comment", max_chars=1000, height=130)
    if form.who:
        label = _("Your e-mail or customer number, if you like") if form.numbers_of else _("Your e-mail, if you like")
        st.text_input(label, key="form-who", max_chars=120)
    with st.container(key="form-send", horizontal=True, gap="medium"):
        st.button(_("Send"), key="form-send-now", type="primary", on_click=_send, args=(form, st.session_state["form-token"]))
        back = len(form.questions)
        st.button(_("Back"), key="form-back-last", type="tertiary", on_click=_back_to_questions, args=(back - 1,))
    _problem()


def _back_to_questions(step: int) -> None:
    st.session_state["form-step"] = step
    st.session_state["form-touched"] = time.monotonic()


def _send(form: Form, token: str) -> None:
    state = st.session_state
    if state.get("form-token") != token or state["form-step"] != LAST:
        return
    state["form-touched"] = time.monotonic()
    who = (state.get("form-who") or "").strip()
    if who and not _EMAIL.fullmatch(who) and ("@" in who or not form.numbers_of):
        state["form-problem"] = _("That is no e-mail address. Correct it, or leave it empty.")
        return
    _store(form, who=who, comment=state.get("form-comment") or "")


def _store(form: Form, *, who: str = "", comment: str = "") -> None:
    """Store the answers. No `st.` call stands between here and the end: nothing can stop it halfway."""
    state, store = st.session_state, workspace.store()
    zone = store.settings().zone
    now = datetime.now(ZoneInfo(zone)).replace(tzinfo=None) if zone else datetime.now()
    given = Given(token=state["form-token"], at=now, values=state["form-values"], who=who, comment=comment)
    try:
        file = _("Asked here on {day}").format(day=words.day(now.date()).replace("\u00a0", " "))
        give(store, form, given, imported_at=datetime.now(), file=file)
    except Refused as problem:
        state["form-problem"] = _("Not kept yet: {found}. Please tap once more in a moment.").format(
            found=words.escape_markdown(translated(problem.found))
        )
        return
    state["form-step"], state["form-problem"], state["form-touched"] = THANKS, None, time.monotonic()


def _problem() -> None:
    if st.session_state["form-problem"]:
        st.error(st.session_state["form-problem"])


def _thanks() -> None:
    st.title(_("Thank you."), anchor=False)
    st.markdown(_("Your answer is kept."))
    st.button(_("Next person"), key="form-next", on_click=_begin)


@st.fragment(run_every=LOOK_EACH)
def _watch(token: str) -> None:
    """Clear the screen for the next person: soon after a thank-you, and where somebody went away midway."""
    state = st.session_state
    if state.get("form-token") != token:
        return
    idle = time.monotonic() - state["form-touched"]
    begun = bool(state["form-values"]) or state["form-step"] == LAST
    if idle > (THANKS_SECONDS if state["form-step"] == THANKS else IDLE_SECONDS) and begun:
        _begin()
        st.rerun(scope="app")
