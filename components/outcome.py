"""How the newest job ended, and what it changed on each page: told to every tab that comes by, for a while."""

from __future__ import annotations

import streamlit as st

from components import frame, words, workspace
from components.jobs import Job
from components.language import _, ngettext
from components.sentences import imported
from models.erase import backups


def say(job: Job | None) -> None:
    """Say how a job ended."""
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
    elif job.title == "erase":
        _erased(job)
    elif job.title == "undo":
        st.success(_("The import of {file} is undone.").format(file=words.escape_markdown(job.file)))
        _changes(job)
    else:
        _stored(job)
        _changes(job)


def _stored(job: Job) -> None:
    reports = [report.document() for report in job.result]
    if len(reports) == 1:
        st.success(_("Stored: {counts}.").format(counts=imported.counts(reports[0])))
        return
    lines = [f"- {words.escape_markdown(_name(report))}: {imported.counts(report)}" for report in reports]
    st.success(_("Stored, all of it together:") + "\n\n" + "\n".join(lines))


def _name(report: dict) -> str:
    return f"{report['file']} · {report['sheet']}" if report["sheet"] else report["file"]


def _changes(job: Job) -> None:
    """Say what is different on each page, with the way there."""
    if job.changes is None or not job.changes.anything:
        return
    lines = {
        _("Overview"): imported.overview_changes(job.changes),
        _("Retention"): imported.retention_changes(job.changes),
        _("Kept for the pages to come"): ", ".join(imported.held_changes(job.changes)),
    }
    told = {page: text for page, text in lines.items() if text}
    if told:
        frame.section(_("What this changed"), key="changed")
        for place, (page, text) in enumerate(told.items()):
            frame.meaning(f"**{page}**: {words.escape_markdown(text)}.", key=f"changed-{place}")
    if job.changes.after.orders:
        frame.links({"pages/overview.py": _("What was lost?"), "pages/retention.py": _("Who stays?")}, key="stored")


def _erased(job: Job) -> None:
    imports = ngettext("{n} import", "{n} imports", job.result).format(n=words.count(job.result))
    st.success(_("Everything is deleted: {imports}, and all that was set. The file is empty.").format(imports=imports))
    left = [path.name for path in backups(workspace.store())]
    if left:
        names = ", ".join(words.escape_markdown(name) for name in left)
        st.warning(_("Copies from before an update still hold your data: {names}. Delete these files yourself.").format(names=names))
