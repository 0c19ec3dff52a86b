"""A running import or undo: how far it is, what is over, and a way to stop it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from components import frame, ruled, words
from components.jobs import Job, jobs
from components.language import _, ngettext, translated
from components.seen import Seen
from components.sentences import importing

EVERY = 0.3  # seconds between two looks at the job
EVERY_WAIT = 0.5  # where a page only waits for it
PLANS_KEPT = 8

IMPORT_STEPS = ("reading", "checking", "comparing", "writing", "refreshing")
UNDO_STEPS = ("removing", "refreshing")
DEMO_STEPS = ("inventing", "reading", "checking", "writing", "refreshing")
PART_OF = {"storing": "writing"}  # a step of the work that a person need not tell from another
MARKS = {"over": "✓", "now": "●", "later": "○"}


@dataclass(kw_only=True)
class Plan:
    """What an import is going to do, and at which of its tables it is.

    Attributes
    ----------
    names : tuple of str
        Its tables, in their order.
    kinds : tuple of str
    source : str
        What wrote the file, where it is one.
    rows, to_fix, whole : int
        Rows read, rows left out, rows to be written at most.
    compared : str
        What is new, changed and here already.
    at : int
        The table in work.
    """

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    source: str
    rows: int
    to_fix: int
    whole: int
    compared: str
    at: int = -1


@st.cache_resource
def _plans() -> dict[str, Plan]:
    """Return the plans of the newest imports, by what they are about: every tab sees them."""
    return {}


def plan(about: str, ready: Sequence[Seen]) -> Plan:
    """Say what an import of these tables will do."""
    kept = _plans()
    made = Plan(
        names=tuple(seen.name for seen in ready),
        kinds=tuple(dict.fromkeys(seen.kind for seen in ready)),
        source=translated(ready[0].reading.source.title) if len(ready) == 1 else "",
        rows=sum(seen.checked.rows for seen in ready),
        to_fix=sum(seen.rows_to_fix for seen in ready),
        whole=sum(rows.height for seen in ready for name, rows in seen.checked.frames.items() if name != "party"),
        compared=" ".join(importing.new(seen.kind, seen.compared) for seen in ready),
    )
    if about not in kept:
        for old in list(kept)[: max(0, len(kept) - PLANS_KEPT + 1)]:
            kept.pop(old, None)
    return kept.setdefault(about, made)


class Watched:
    """Progress of an import of several tables as one: what is done of all of them."""

    def __init__(self, job: Job, plan: Plan) -> None:
        self.job, self.plan = job, plan
        self.before = self.last = self.total = 0
        self.plan.at = -1

    def __call__(self, step: str, done: int, total: int) -> None:
        """Report to the job."""
        if step == "comparing":
            self.plan.at += 1
            if self.plan.at:
                step = "writing"  # of the tables before; the step does not go back
        if step == "writing":
            if done < self.last or total != self.total:
                self.before += self.last
                self.last = 0
            if total > 1:
                self.last, self.total = done, total
            self.job.report("writing", min(self.before + self.last, self.plan.whole), max(self.plan.whole, 1))
        else:
            self.job.report(step, done, total)


def step_name(step: str, *, over: bool = False) -> str:
    """Return a step in words, going on or over."""
    going = {
        "inventing": _("Inventing the company"),
        "reading": _("Reading"),
        "checking": _("Checking"),
        "comparing": _("Comparing with what is here"),
        "writing": _("Writing"),
        "refreshing": _("Refreshing the pages"),
        "removing": _("Removing"),
    }
    done = {
        "inventing": _("Invented the company"),
        "reading": _("Read"),
        "checking": _("Checked"),
        "comparing": _("Compared with what is here"),
        "writing": _("Written"),
    }
    return (done if over else {}).get(step) or going.get(step, step)


@st.fragment(run_every=EVERY_WAIT)
def wait(job: Job, said: str, *, key: str, height: int | None = None) -> None:
    """Say in a part of a page what is being worked on, and run the page again once it is over.

    Parameters
    ----------
    job : Job
    said : str
        Markdown.
    key : str
        Of the note.
    height : int, optional
        In pixels, what is told then: what is below should not jump.
    """
    if not job.running:
        st.rerun()
    if height is None:
        frame.note(said, key=key)
    else:
        with st.container(height=height, border=False, key=f"{key}-reserved"):
            frame.note(said, key=key)


def page(job: Job) -> None:
    """Show a job until it is over, then run the whole page once more."""
    known = _plans().get(job.about)
    titles = {
        "undo": _("Taking back an import"),
        "erase": _("Deleting everything"),
        "demo": _("Opening the demonstration company"),
    }
    title = titles.get(job.title) or _title(known)
    with frame.page(title, whole=False) as head:
        parts = [job.file, *([known.source] if known and known.source else [])]
        if known:
            parts.append(ngettext("{n} row", "{n} rows", known.rows).format(n=words.count(known.rows)))
        head.say(quiet=" · ".join(words.escape_markdown(part) for part in parts))
        _watch(job.key)


def _title(known: Plan | None) -> str:
    if known is not None and len(known.kinds) == 1:
        return {
            "orders": _("Importing your orders"),
            "customers": _("Importing your customers"),
            "survey": _("Importing your answers"),
            "complaints": _("Importing your complaints"),
            "spending": _("Importing your spending"),
        }.get(known.kinds[0], _("Importing your table"))
    return _("Importing your orders") if known is None else _("Importing your tables")


@st.fragment(run_every=EVERY)
def _watch(key: str) -> None:
    job = jobs().get(key)
    if job is None or not job.running:
        st.rerun()
    share = job.done / job.total
    known = _plans().get(job.about)
    steps = {"import": IMPORT_STEPS, "demo": DEMO_STEPS}.get(job.title, UNDO_STEPS)
    # A file that was checked on the page was read before the job began.
    first = "comparing" if known else steps[0]
    now = steps.index(step) if (step := PART_OF.get(job.step, job.step)) in steps else steps.index(first)
    st.container(key="answer-progress").markdown(_answer(job, steps[now], share, known))
    # Of all the work, writing is nearly all: the bar shows that step, and is full after it.
    # The steps of the demonstration company are all short: the bar counts them.
    st.progress(1.0 if steps[now] == "refreshing" else now / len(steps) if job.title == "demo" else min(share, 1.0))
    over = Counter()
    for name, seconds in job.steps:
        over[PART_OF.get(name, name)] += seconds
    rows = []
    for place, step in enumerate(steps):
        state = "over" if place < now else "now" if place == now else "later"  # what was done on the page was over before the job began
        so_far = time.monotonic() - job.step_started + over.get(step, 0)
        spent = _seconds(over[step]) if state == "over" and step in over else ""
        spent = _("{seconds} so far").format(seconds=_seconds(so_far)) if state == "now" else spent
        rows.append((f"{MARKS[state]} {step_name(step, over=state == 'over')}", _far(job, step, state, known), spent))
    ruled.table(
        [_("Step"), _("How far"), _("Time")], rows, name=_("Steps of the work"), numbers=(2,), quiet=(2,), now=now, later=now + 1,
        show_headers=False, lasting=False,
    )  # fmt: skip
    if st.button(_("Stop the import") if job.title == "import" else _("Stop"), key="stop", disabled=job.stop.is_set() or not job.stoppable):
        job.stop.set()


def _far(job: Job, step: str, state: str, known: Plan | None) -> str:
    """Say how far a step is, or what came of it."""
    if step == "refreshing":
        return _("overview, retention, stages")
    if state == "now" and job.total > 1:
        return _of(job)
    if known is None or state == "later":
        return ""
    if step == "reading":
        return ngettext("{n} row", "{n} rows", known.rows).format(n=words.count(known.rows))
    if step == "checking":
        return (
            ngettext("{n} row to fix, left out", "{n} rows to fix, left out", known.to_fix).format(n=words.count(known.to_fix))
            if known.to_fix
            else _("no row to fix")
        )
    return known.compared if step == "comparing" else ""


def _answer(job: Job, step: str, share: float, known: Plan | None) -> str:
    of_file = ""
    if known is not None and len(known.names) > 1 and 0 <= known.at < len(known.names):
        of_file = " " + words.escape_markdown(known.names[known.at])
    said = f"**{step_name(step)}{of_file}" + (f": {_of(job)}.** " if job.total > 1 and step != "refreshing" else ".** ")
    elapsed = time.monotonic() - job.step_started
    if job.total > 1 and share > 0.05 and elapsed > 1:
        said += _("About {seconds} left. ").format(seconds=_seconds(elapsed / share - elapsed))
    if not job.stoppable:
        return said + _("Everything is stored. You may leave this page.")
    return said + _("You may leave this page. If you stop it, nothing is changed.")


def _of(job: Job) -> str:
    return _("{done} of {total} rows").format(done=words.count(job.done), total=words.count(job.total))


def _seconds(number: float) -> str:
    return _("{n}\u00a0s").format(n=words.decimal(number, 1) if number < 10 else words.count(round(number)))
