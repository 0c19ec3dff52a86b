"""A running import or undo: how far it is, what is over, and a way to stop it."""

from __future__ import annotations

import time

import streamlit as st

from components import frame, words
from components.jobs import Job, jobs
from components.language import _

EVERY = 0.3  # seconds between two looks at the job

IMPORT_STEPS = ("reading", "checking", "comparing", "writing", "storing", "refreshing")
UNDO_STEPS = ("removing", "storing", "refreshing")


def step_name(step: str) -> str:
    """Return a step in words."""
    return {
        "reading": _("Reading"),
        "checking": _("Checking"),
        "comparing": _("Comparing with what is here"),
        "writing": _("Writing"),
        "storing": _("Storing"),
        "refreshing": _("Refreshing the pages"),
        "removing": _("Removing"),
    }.get(step, step)


def page(job: Job) -> None:
    """Show a job until it is over, then run the whole page once more."""
    title = {"import": _("Importing your orders"), "undo": _("Taking back an import")}[job.title]
    with frame.page(title) as head:
        head.say(quiet=words.escape_markdown(job.file))
        _watch(job.key)


@st.fragment(run_every=EVERY)
def _watch(key: str) -> None:
    job = jobs().get(key)
    if job is None or not job.running:
        st.rerun()
    share = job.done / job.total
    st.container(key="answer-progress").markdown(_answer(job, share))
    st.progress(min(share, 1.0))
    steps = IMPORT_STEPS if job.title == "import" else UNDO_STEPS
    over, now = dict(job.steps), steps.index(job.step) if job.step in steps else 0
    rows = []
    for place, step in enumerate(steps):
        if step in over or place < now:  # a file that was checked on the page was read before the job began
            rows.append((f"✓ {step_name(step)}", "", _seconds(over[step]) if step in over else ""))
        elif step == job.step:
            so_far = _("{seconds} so far").format(seconds=_seconds(time.monotonic() - job.step_started))
            rows.append((f"● {step_name(step)}", _of(job) if job.total > 1 else "", so_far))
        else:
            rows.append((f"○ {step_name(step)}", "", ""))
    frame.table([_("Step"), _("How far"), _("Time")], rows, name=_("Steps of the work"))
    if st.button(_("Stop the import") if job.title == "import" else _("Stop"), key="stop", disabled=job.stop.is_set() or not job.stoppable):
        job.stop.set()


def _answer(job: Job, share: float) -> str:
    said = f"**{step_name(job.step)}**" + (f" {_of(job)}. " if job.total > 1 else ". ")
    elapsed = time.monotonic() - job.step_started
    if job.total > 1 and share > 0.05 and elapsed > 1:
        said += _("About {seconds} left. ").format(seconds=_seconds(elapsed / share - elapsed))
    return said + _("You may leave this page. If you stop it, nothing is changed.")


def _of(job: Job) -> str:
    return _("{done} of {total}").format(done=words.count(job.done), total=words.count(job.total))


def _seconds(number: float) -> str:
    return _("{n}\u00a0s").format(n=words.decimal(number, 1) if number < 10 else words.count(round(number)))
