"""What was imported before, newest first; each import can be taken back."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from components import frame, words, workspace
from components.jobs import Job
from components.language import _, translated
from components.sentences import imported
from models.erase import erase
from models.ingest.source import known_sources
from models.kinds import BY_KIND
from models.settings import save_settings
from models.undo import undo

SHOWN = 20


def section(*, busy: bool) -> None:
    """List the imports."""
    imports = workspace.history()
    if not imports:
        return
    with st.container(width=frame.WIDTH, key="history"):
        frame.section(
            _("What was imported before"), quiet=_("Every import can be undone, updates included. The newest is on top."), key="history"
        )
        for batch in imports[:SHOWN]:
            _row(batch, busy=busy)
        if len(imports) > SHOWN:
            frame.note(_("{n} earlier ones are not shown.").format(n=words.count(len(imports) - SHOWN)), key="older")
        frame.section(_("This workspace"), quiet=words.escape_markdown(_where()), key="workspace")
        held = imported.held(workspace.held())
        if held:
            frame.note(_("In it: {things}.").format(things=", ".join(held)), key="held")
        with frame.controls("name"):
            name = st.text_input(
                _("Name of the company"), value=workspace.name(), key="name", max_chars=80, width=360, placeholder=_("stands on every page")
            )
        with frame.controls("delete"):
            _delete(busy=busy)
        if name.strip() != workspace.name():
            save_settings(workspace.store(), name=name.strip())
            st.rerun()


def _delete(*, busy: bool) -> None:
    """Delete everything, once the person has said so twice."""
    with st.popover(_("Delete everything…"), key="delete", disabled=busy):
        st.markdown(
            _(
                "All imports, customers, orders and answers, what you corrected and what you set are deleted from this file for good. "
                "An undo can’t bring them back; your own files stay where they are."
            )
        )
        sure = st.checkbox(_("Yes, delete all of it"), key="delete-sure")
        if st.button(_("Delete"), key="delete-now", disabled=not sure or busy):

            def work(job: Job):
                return erase(workspace.store(), job.report)

            workspace.change("erase", work, file=workspace.path().name)
            st.rerun()


def _where() -> str:
    zone = workspace.store().settings().zone
    times = _("Times are in {zone}.").format(zone=zone) if zone else _("Times are the clocks that the files write.")
    return _("Everything is in the file {file}: copy it, and the work is copied. {times}").format(file=workspace.path().name, times=times)


def _row(batch: dict, *, busy: bool) -> None:
    with st.container(key=f"batch-{batch['id']}"):
        when, file, what, button = st.columns([1.4, 2.2, 4.6, 1], vertical_alignment="center")
    moment = datetime.fromisoformat(batch["imported_at"])
    when.text(f"{words.day_short(moment.date())} {moment.year}, {moment:%H:%M}")
    file.text(batch["file"] + (f" · {batch['sheet']}" if batch["sheet"] else ""))
    undone = batch["undone_at"]
    said = f"{source_title(batch['source'])}: {imported.counts(batch['report'])}"
    what.text(said + (" · " + _("undone on {day}").format(day=words.day(datetime.fromisoformat(undone).date())) if undone else ""))
    if not undone and button.button(
        _("Undo"), key=f"undo-{batch['id']}", disabled=busy, help=_("Import {n}").format(n=batch["id"]), width="stretch"
    ):
        _undo(batch)
        st.rerun()


def _undo(batch: dict) -> None:
    def work(job: Job):
        return undo(workspace.store(), batch["id"], undone_at=datetime.now(), progress=job.report)

    workspace.change("undo", work, file=batch["file"])


def source_title(name: str) -> str:
    """Return a source's name for people."""
    known = next((source.title for source in known_sources() if source.name == name), None)
    return translated(known) if known else words.capital(translated(BY_KIND[name].title)) if name in BY_KIND else name
