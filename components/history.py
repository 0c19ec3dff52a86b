"""What was imported before, newest first, each to be taken back; and what this workspace is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

import streamlit as st

from components import frame, opening, truth, words, workspace
from components.jobs import Job
from components.language import _, ngettext, translated
from components.sentences import imported, nouns
from models.erase import backups, erase
from models.ingest.given import ASKED
from models.ingest.source import known_sources
from models.kinds import BY_KIND
from models.settings import save_settings
from models.undo import undo

SHOWN = 20
WIDTHS = (1.75, 2.5, 1.75, 4.4, 1)


def section(*, busy: bool) -> None:
    """List the imports, and say what is here."""
    imports = workspace.history()
    if not imports and not workspace.store().revision:
        return
    with st.container(width=frame.WIDTH, key="history"):
        if imports:
            _imports(imports, busy=busy)
        _workspace(busy=busy)


def _imports(imports: Sequence[dict], *, busy: bool) -> None:
    frame.section(
        _("What was imported before"), quiet=_("Every import can be undone, updates included. The newest is on top."), key="history"
    )
    with st.container(gap="xsmall", key="imports"):
        # What was brought together stands together under one time; the last of it, which can be undone first, on top.
        for _moment, together in groupby(imports[:SHOWN], key=lambda batch: batch["imported_at"]):
            for place, batch in enumerate(together):
                _row(batch, first=place == 0, busy=busy)
    if len(imports) > SHOWN:
        older = len(imports) - SHOWN
        told = ngettext("{n} earlier import is not shown.", "{n} earlier imports are not shown.", older).format(n=words.count(older))
        frame.note(told, key="older")


def _row(batch: dict, *, first: bool, busy: bool) -> None:
    number, undone = batch["id"], batch["undone_at"]
    with st.container(key=f"batch-{number}"):
        when, file, source, what, button = st.columns(WIDTHS, gap="xsmall", vertical_alignment="center")
    said = imported.counts(batch["report"])
    if undone:
        said += " · " + _("undone on {when}").format(when=_moment(undone))
    if first:
        _cell(when, _moment(batch["imported_at"]), quiet=True, key=f"when-{number}")
    _cell(file, batch["file"] + (f" · {batch['sheet']}" if batch["sheet"] else ""), quiet=bool(undone), key=f"file-{number}")
    _cell(source, source_title(batch["source"], batch["kind"]), quiet=bool(undone), key=f"source-{number}")
    _cell(what, said, quiet=bool(undone), key=f"what-{number}")
    if undone:
        button.container(key=f"quiet-undone-{number}").markdown(_("Undone"), text_alignment="center")
    elif button.button(_("Undo"), key=f"undo-{number}", disabled=busy, help=_("Import {n}").format(n=number), width="stretch"):
        _undo(batch)
        st.rerun()


def _cell(column, text: str, *, quiet: bool, key: str) -> None:
    if quiet:
        column.container(key=f"quiet-{key}").markdown(words.escape_markdown(text))
    else:
        column.text(text)


def _moment(text: str) -> str:
    """Say when: "12 Oct 2026, 09:14"."""
    return words.moment(datetime.fromisoformat(text))


def _undo(batch: dict) -> None:
    opened = workspace.store()

    def work(job: Job):
        return undo(opened, batch["id"], undone_at=datetime.now(), progress=job.report)

    workspace.change("undo", work, file=batch["file"])


def source_title(name: str, kind: str) -> str:
    """Return a source's name for people; a table that no known system wrote is what its kind is.

    >>> source_title("survey", "survey"), source_title("a source of another Rapport", "orders")
    ('Survey', 'Table of orders')
    """
    known = ASKED.title if name == ASKED.name else next((source.title for source in known_sources() if source.name == name), None)
    if known is None:
        known = BY_KIND[name if name in BY_KIND else kind].title
    return words.capital(translated(known))


def _workspace(*, busy: bool) -> None:
    """Say what is here and where, name the company, delete it all."""
    frame.section(_("This workspace"), quiet=words.escape_markdown(_where()), key="workspace")
    held = imported.held(workspace.held())
    frame.note(_("In it: {things}.").format(things=nouns.together(held)) if held else _("Nothing is in it."), key="held")
    truth.say_counts()
    # The name as it stands: another tab may have changed it since this one was opened.
    st.session_state["name"] = workspace.name()
    with frame.controls("name"):
        st.text_input(
            _("Name of the company"), key="name", max_chars=80, width=360, placeholder=_("stands on every page"), on_change=_rename,
            disabled=busy,
        )  # fmt: skip
    with frame.controls("delete"):
        with st.popover(_("Open another workspace"), icon=":material/folder_open:", key="other-workspace"):
            opening.choices("other", busy=busy)
        _delete(busy=busy)


def _where() -> str:
    zone = workspace.store().settings().zone
    times = _("Times are in {zone}.").format(zone=zone) if zone else _("Times are the clocks that the files write.")
    return _("Everything is in the file {file}: copy it, and the work is copied. {times}").format(file=workspace.path().name, times=times)


def _rename() -> None:
    save_settings(workspace.store(), name=st.session_state["name"].strip())


def _delete(*, busy: bool) -> None:
    """Delete everything, once the person has said so twice."""
    copies = [copy.name for copy in backups(workspace.store())]
    # Another key is another popover: one that was opened closes once the work begins.
    with st.popover(_("Delete everything…"), key=f"delete-{workspace.store().revision}-{busy}", disabled=busy):
        st.markdown(
            _(
                "All imports, customers, orders and answers, what you corrected and what you set are deleted from this file for good. "
                "An undo can’t bring them back; your own files stay where they are."
            )
        )
        if copies:
            names = nouns.together([words.escape_markdown(name) for name in copies])
            st.checkbox(_("Also the copies from before an update of Rapport: {names}").format(names=names), key="delete-copies")
        sure = st.checkbox(_("Yes, delete all of it"), key="delete-sure")
        st.button(_("Delete"), key="delete-now", disabled=not sure or busy, on_click=_erase)


def _erase() -> None:
    copies = bool(st.session_state.get("delete-copies"))
    st.session_state["delete-sure"] = False  # it is asked again the next time

    opened = workspace.store()

    def work(job: Job):
        return erase(opened, job.report, stored=job.stored, copies=copies)

    workspace.change("erase", work, file=workspace.path().name)
