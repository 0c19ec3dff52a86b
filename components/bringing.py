"""Bringing a file: choose it, see what it is taken for, correct that, and store it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from components import checking, frame, history, words, workspace
from components.beginning import open_sample
from components.jobs import Job
from components.language import _
from models.errors import Refused
from models.ingest.check import Checked, check
from models.ingest.commit import commit
from models.ingest.compare import preview
from models.ingest.prepare import reading_of
from models.ingest.read import read
from models.ingest.reading import Said
from models.ingest.table import Table
from models.kinds import template


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file that was brought and not stored yet. It stays in the visitor's session when the page is left."""

    name: str
    data: bytes
    digest: str


def brought() -> Brought | None:
    """Return the file that waits to be checked."""
    return st.session_state.get("brought")


def _forget() -> None:
    for key in [k for k in st.session_state if str(k).startswith("said-")] + ["brought"]:
        st.session_state.pop(key, None)


def join(job: Job) -> None:
    """Put the waiting file away if the running job is its import, whichever tab began it."""
    waiting = brought()
    if waiting is not None and waiting.digest == job.about:
        _forget()


def start_page(job: Job | None) -> None:
    """Ask for a file; say how the last import ended."""
    with frame.page(_("What did your shop sell?")) as head:
        head.say(
            quiet=_("Nothing leaves this computer."),
            answer=_("Bring the orders that your shop exports, as CSV, text or XLSX. You see how they are read before anything is stored."),
        )
        _outcome(job)
        file = st.file_uploader(_("A file of orders"), type=["csv", "tsv", "txt", "xlsx"], key="file")
        if file is not None:
            data = file.getvalue()
            st.session_state["brought"] = Brought(name=file.name, data=data, digest=hashlib.sha256(data).hexdigest())
            del file
            st.rerun()
        with frame.actions("start"):
            # Only into an empty workspace: the sample's customers must never stand among one's own.
            if workspace.current() is None and st.button(_("Look around with sample orders"), key="sample"):
                open_sample()
                st.rerun()
            frame.download(_("Empty template (.csv)"), template, name="orders-template.csv", mime="text/csv", key="template")


def _outcome(job: Job | None) -> None:
    """Say how the newest job ended: to every tab that comes by, for a while."""
    if job is None or not job.news:
        return
    if job.state == "refused":
        frame.problem(found=job.refusal.found, needed=job.refusal.needed, do=job.refusal.do)
    elif job.state == "cancelled":
        st.warning(_("You stopped it; nothing was changed."))
    elif job.state == "failed" and not job.stoppable:
        st.error(_("Everything is stored, but refreshing the pages failed. What went wrong is printed where Rapport was started."))
    elif job.state == "failed":
        st.error(_("It failed, and nothing was changed. What went wrong is printed where Rapport was started."))
    elif job.title == "undo":
        st.success(_("The import of {file} is undone.").format(file=words.escape_markdown(job.file)))
    else:
        st.success(_("Stored: {counts}.").format(counts=history.counts(job.result.document())))
        frame.links({"pages/retention.py": _("Who stays?"), "pages/overview.py": _("What was lost?")}, key="stored")


@st.cache_resource(max_entries=2, show_spinner=_("Reading the file…"))
def _tables(digest: str, _brought: Brought) -> list[Table]:
    return read(_brought.name, _brought.data)


@st.cache_resource(max_entries=4, show_spinner=_("Checking every row…"))
def _checked(digest: str, sheet: str | None, said_key: str, _table: Table, _said: Said) -> Checked:
    return check(_table, reading_of(_table, _said))


def check_page() -> None:
    """Show what the file is taken for; let the person correct it, store it, or put it away."""
    waiting = brought()
    with frame.page(_("Is this what you meant to bring?")) as head:
        quiet = [words.escape_markdown(waiting.name), _size(len(waiting.data)), _("nothing is stored yet")]
        head.say(quiet=" · ".join(quiet))
        try:
            table = _chosen_table(_tables(waiting.digest, waiting))
        except Refused as problem:
            _refused(problem)
            return
        said = checking.said(table)
        try:
            checked = _checked(waiting.digest, table.sheet, repr(said), table, said)
        except Refused as problem:
            checking.ask(problem)
            _refused(problem)
            checking.mapping(table, None)
            return
        new, changed, same = _compared(waiting.digest, table.sheet, repr(said), str(workspace.path()), workspace.store().revision, checked)
        head.say(answer=checking.answer(checked, new, changed, same))
        _buttons(checked, waiting, new, changed)
        checking.details(checked, table)


def _size(number: int) -> str:
    if number < 1e6:
        return _("{n} kB").format(n=words.count(max(round(number / 1e3), 1)))
    return _("{n} MB").format(n=words.decimal(number / 1e6, 1))


@st.cache_data(max_entries=16, show_spinner=False)
def _compared(digest: str, sheet: str | None, said_key: str, file: str, revision: int, _checked: Checked) -> tuple[int, int, int]:
    return preview(workspace.store(), _checked)


def _chosen_table(tables: list[Table]) -> Table:
    if len(tables) == 1:
        return tables[0]
    names = [table.sheet for table in tables]
    with frame.controls("sheet"):
        name = st.selectbox(_("Which sheet holds the orders?"), names, index=checking.likely_sheet(tables), key="said-sheet")
    return tables[names.index(name)]


def _refused(problem: Refused) -> None:
    frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
    if st.button(_("Choose another file"), key="another"):
        _forget()
        st.rerun()


def _buttons(checked: Checked, waiting: Brought, new: int, changed: int) -> None:
    with frame.controls("store"):
        if st.button(checking.button(new, changed), type="primary", key="store", disabled=not (new or changed)):
            _start(checked, waiting)
            st.rerun()
        checking.options()
        if st.button(_("Not this file"), type="tertiary", key="not-this"):
            _forget()
            st.rerun()


def _start(checked: Checked, waiting: Brought) -> None:
    """Store in the background; a second click, or another tab's, joins the job that runs."""

    def work(job: Job):
        return commit(workspace.store(), checked, imported_at=datetime.now(), progress=job.report)

    job = workspace.change("import", work, file=waiting.name, about=waiting.digest)
    if job.about == waiting.digest:  # else another tab was faster with another file, and this one goes on waiting
        _forget()
