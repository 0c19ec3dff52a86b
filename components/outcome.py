"""How the newest job ended, and what it changed on each page: told to every tab that comes by, for a while."""

from __future__ import annotations

import streamlit as st

from components import frame, words
from components.jobs import Job
from components.language import _, ngettext
from components.sentences import imported, nouns
from models.erase import Erased


def say(job: Job | None) -> None:
    """Say how a job ended."""
    if job is None or not job.news:
        return
    if job.state == "refused":
        frame.problem(found=job.refusal.found, needed=job.refusal.needed, do=job.refusal.do)
    elif job.state == "cancelled":
        st.warning(_("You stopped it; nothing was changed."))
    elif job.state == "failed":
        st.error(_failed(job))
    elif job.title == "erase":
        _erased(job, job.result)
    elif job.title == "demo":
        st.success(_("The demonstration company is open: everything in it is invented, nothing of it is a real person’s."))
    elif job.title == "undo":
        st.success(_("The import of {file} is undone.").format(file=words.escape_markdown(job.file)))
        _changes(job)
    else:
        _stored(job)
        _changes(job)


def _failed(job: Job) -> str:
    where = _("What went wrong is printed where Rapport was started.")
    if job.stoppable:
        return _("It failed, and nothing was changed. {where}").format(where=where)
    if job.title == "erase":
        return _("Everything is deleted, but refreshing the pages failed. {where}").format(where=where)
    return _("Everything is stored, but refreshing the pages failed. {where}").format(where=where)


def _stored(job: Job) -> None:
    reports = [report.document() for report in job.result]
    told = [f"{words.escape_markdown(_name(report))}: {imported.counts(report)}" for report in reports]
    if all(report["batch"] is None for report in reports):
        st.info(_("Nothing in it is new; nothing was stored."))
    elif len(told) == 1:
        st.success(_("Stored: {what}.").format(what=told[0]))
    else:
        st.success(_("Stored, all of it together:") + "\n\n" + "\n".join(f"- {line}" for line in told))


def _name(report: dict) -> str:
    return f"{report['file']} · {report['sheet']}" if report["sheet"] else report["file"]


def _changes(job: Job) -> None:
    """Say what is different on each page, with the way there."""
    if job.changes is None:
        return
    lines = (
        (_("Overview"), "pages/overview.py", imported.overview_changes(job.changes)),
        (_("Retention"), "pages/retention.py", imported.retention_changes(job.changes)),
        (_("Kept for the pages to come"), None, imported.held_changes(job.changes)),
    )
    told = [line for line in lines if line[2]]
    if not told:
        return
    frame.section(_("What this changed"), key="changed")
    for place, (title, page, text) in enumerate(told):
        with st.container(key=f"changed-{place}"):
            name, what = st.columns([1, 4.5], vertical_alignment="top")
        with name:
            if page:
                frame.links({page: title}, key=f"changed-{place}")
            else:
                frame.note(title, key=f"changed-{place}")
        what.markdown(words.escape_markdown(words.capital(text)) + ".")


def _erased(job: Job, erased: Erased) -> None:
    """Say what was deleted, and where it could still be read."""
    what = imported.held(job.changes.before.held)
    if erased.imports:
        what.append(ngettext("{n} import", "{n} imports", erased.imports).format(n=words.count(erased.imports)))
    st.success(_("Everything is deleted: {things}.").format(things=nouns.together([*what, _("all that was set")])))
    if not erased.compacted:
        st.warning(
            _(
                "Another program had the file open. What is deleted is shown nowhere any more, but traces of it may be left in the file. "
                "Close that program, and delete everything once more."
            )
        )
    if erased.copies:
        names = nouns.together([words.escape_markdown(name) for name in erased.copies])
        st.warning(_("Copies from before an update of Rapport still hold your data: {names}. Delete these files too.").format(names=names))
