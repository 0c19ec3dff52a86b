"""What was imported before, newest first; each import can be taken back."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from components import frame, words, workspace
from components.jobs import Job
from components.language import _, ngettext, translated
from models.ingest.source import known_sources
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
        with frame.controls("name"):
            name = st.text_input(
                _("Name of the company"), value=workspace.name(), key="name", max_chars=80, width=360, placeholder=_("stands on every page")
            )
        if name.strip() != workspace.name():
            save_settings(workspace.store(), name=name.strip())
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
    said = f"{source_title(batch['source'])}: {counts(batch['report'])}"
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
    return next((translated(source.title) for source in known_sources() if source.name == name), _("Table of orders"))


def counts(report: dict) -> str:
    """Say what an import did: "244 orders added · 31 updated · 9,183 unchanged"."""
    added, updated, same = (report.get(part, {}).get("orders", 0) for part in ("added", "updated", "unchanged"))
    said = [ngettext("{n} order added", "{n} orders added", added).format(n=words.count(added))]
    if updated:
        said.append(_("{n} updated").format(n=words.count(updated)))
    if same:
        said.append(_("{n} unchanged").format(n=words.count(same)))
    bad = report.get("bad_rows", 0)
    if bad:
        said.append(ngettext("{n} row left out", "{n} rows left out", bad).format(n=words.count(bad)))
    return " · ".join(said)
