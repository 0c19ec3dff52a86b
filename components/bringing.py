"""Bringing files: choose them, see what they are taken for, correct that, and store them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

import streamlit as st

from components import along, checking, demonstration, frame, outcome, progress, ruled, truth, words, workspace
from components.jobs import Job
from components.language import _, translated
from components.seen import Brought, File, Seen, all_of, in_order, key
from components.sentences import nouns
from models.ingest.commit import commit_all
from models.ingest.source import known_sources
from models.kinds import KINDS, template

TYPES = ["csv", "tsv", "txt", "xlsx", "xls", "ods", "json"]  # JSON: the truth of an invented company


def brought() -> Brought | None:
    """Return the files that wait to be checked."""
    return st.session_state.get("brought")


def forget() -> None:
    """Put the waiting files away, and what was said of them."""
    for name in [name for name in st.session_state if str(name).startswith("said-")] + ["brought", "seen"]:
        st.session_state.pop(name, None)


def join(job: Job) -> None:
    """Put the waiting files away if the running job is their import, whichever tab began it."""
    waiting = brought()
    if waiting is not None and waiting.digest == job.about:
        _put_away(waiting)


def _put_away(waiting: Brought) -> None:
    """Put away what is being stored; a table that waits for an answer goes on waiting."""
    asks = st.session_state.get("said-asks", ())
    rest = tuple(file for file in waiting.files if any(place.startswith(file.digest[:12]) for place in asks))
    if not rest:
        forget()
        return
    stored = [name for name in st.session_state.get("seen", {}) if name.count("-") == 1 and name not in asks]
    for place in stored:
        st.session_state[key(place, "out")] = True
    st.session_state["brought"] = replace(waiting, files=rest, turn=waiting.turn + 1)


def start_page(job: Job | None) -> None:
    """Ask for files; say how the last import ended."""
    with frame.page(_("What did your company record?"), name="data", whole=False) as head:
        head.say(
            quiet=_("Nothing leaves this computer."),
            answer=_(
                "Bring what your shop, till, CRM, survey tool or accounting exports: orders, customers, answers, complaints, spending. "
                "You see how each file is read before anything is stored."
            ),
        )
        if job is not None:
            outcome.say(job)
        files = st.file_uploader(_("Files, several at once if you like"), type=TYPES, accept_multiple_files=True, key="file")
        files = truth.kept_of(files)
        if files:
            st.session_state["brought"] = _taken(files)
            del files
            st.rerun()
        with frame.actions("start"):
            if workspace.current() is None and st.button(_("Open the demonstration company"), key="sample"):
                demonstration.open_company(demonstration.USUAL)
                st.switch_page("pages/overview.py")
            _templates()
            _known()
        frame.links({"pages/ask.py": _("Ask your customers here, without any survey tool")}, key="ask")
        if workspace.current() is None:
            _teach()


def _taken(files: list) -> Brought:
    """Take over what was uploaded; a file that was chosen twice is one."""
    taken: dict[str, File] = {}
    for file in files:
        data = file.getvalue()
        digest = hashlib.sha256(data).hexdigest()
        # Two files of one content may be of two names: an empty one says so under its own.
        digest = digest if data else hashlib.sha256(file.name.encode()).hexdigest()
        taken.setdefault(digest, File(name=file.name, data=data, digest=digest))
    return Brought(files=tuple(taken.values()))


def _templates() -> None:
    """Offer an empty table of each kind."""
    with st.popover(_("Empty templates (.csv)"), icon=":material/table:", key="templates"):
        st.caption(_("For what no system records: fill in the columns that you have."))
        for kind in KINDS:
            with st.container(gap=None, key=f"template-row-{kind.name}"):
                along.download(
                    nouns.table_title(kind.name),
                    lambda name=kind.name: template(name),
                    name=f"{kind.name}-template.csv",
                    mime="text/csv",
                    key=f"template-{kind.name}",
                )
                st.caption(words.capital(nouns.purpose(kind.name)) + ".")


def _teach() -> None:
    """Say what each table unlocks, and how they come together."""
    frame.section(_("What each table tells"), key="teach")
    ruled.table(
        [_("Table"), _("What it tells")],
        [(nouns.table_title(kind.name), words.capital(nouns.purpose(kind.name))) for kind in KINDS],
        name=_("What each kind of table tells"),
        show_headers=False,
        lasting=False,
    )
    frame.note(
        _("Begin with orders. Tables of the same customers come together by e-mail, by the customer number of one shop or CRM and, for "
          "organisations, by name; never by a shared phone."),
        key="joined",
    )  # fmt: skip


def _known() -> None:
    """Name the exports that are recognised."""
    sources = known_sources()
    with st.popover(_("{n} exports are recognised").format(n=words.count(len(sources))), icon=":material/info:", key="known"):
        st.caption(
            _("Each is read by what it means in its own system. Any other table is read by its column names, types and values, and you "
              "correct what is wrong.")
        )  # fmt: skip
        for kind in KINDS:
            titles = sorted({translated(source.title) for source in sources if source.kind == kind.name}, key=str.casefold)
            if titles:
                said = ", ".join(words.escape_markdown(title) for title in titles)
                st.caption(f"**{nouns.table_title(kind.name)}**: {said}")


def check_page(job: Job | None) -> None:
    """Show what the files are taken for; let the person correct it, store it, or put it away."""
    waiting = brought()
    if waiting.turn and job is not None:
        outcome.say(job)
    found = all_of(waiting)
    if not all(seen.out for seen in found) or len(found) == 1 or not waiting.turn:
        st.session_state["said-asks"] = tuple(seen.place for seen in found if seen.asks)
        pressed = checking.page(found, waiting)
        if pressed == "store":
            _start(found, waiting)
            st.rerun()
        if pressed != "away":
            return
    forget()
    st.rerun()


def _start(found: list[Seen], waiting: Brought) -> None:
    """Store in the background; a second click, or another tab's, joins the job that runs."""
    ready = in_order([seen for seen in found if seen.ready and seen.compared.anything])
    tables = [seen.checked for seen in ready]
    plan = progress.plan(waiting.digest, ready)

    opened = workspace.store()

    def work(job: Job):
        return commit_all(opened, tables, imported_at=datetime.now(), progress=progress.Watched(job, plan))

    names = list(dict.fromkeys(seen.file.name for seen in ready))
    job = workspace.change("import", work, file=nouns.together(names), about=waiting.digest)
    if job.about == waiting.digest:  # else another tab was faster with other files, and these go on waiting
        _put_away(waiting)
