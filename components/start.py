"""An empty workspace: what Rapport answers, and three doors into it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components import demonstration, frame, opening, outcome, words, workspace
from components.charts import start as charts
from components.jobs import Job, jobs
from components.language import _

STYLE = Path(__file__).parent / "start.css"


def job() -> Job | None:
    """Return the newest job of this workspace."""
    return jobs().get(str(workspace.path()))


def page() -> None:
    """Ask the question, say in three sentences what is answered, and open three doors."""
    with frame.page(_("Where do we lose customers, and what does it cost us?"), whole=False) as head:
        st.html(STYLE)
        head.say(quiet=_("No company loaded yet. Nothing leaves this computer."))
        outcome.say(job())
        _promises()
        with st.container(key="doors"):
            own, demo, other = st.columns(3, gap="medium")
        with own, _door("own", _("Bring your files")):
            st.markdown(_("Orders are enough to begin. You see how each file is read before anything is stored."))
            if st.button(_("Bring your files"), type="primary", icon=":material/upload:", key="start-own"):
                st.switch_page("pages/data.py")
        with demo, _door("demo", _("Open the demonstration company")):
            st.markdown(_("Invented, and its truth is known: look around, try everything. It takes a few seconds."))
            _demonstration()
        with other, _door("other", _("Open another workspace")):
            place = words.escape_markdown(workspace.path().name)
            st.markdown(_("One company is one file. This one is {file}; others lie in its folder.").format(file=place))
            with st.popover(_("Choose"), icon=":material/folder_open:", key="start-other"):
                opening.choices("start")


def _promises() -> None:
    promises = (
        ("leak", charts.leak, charts.leak_alt, _("**What leaks out.** How many customers left, how many came, and what is left of them.")),
        ("staying", charts.staying, charts.staying_alt, _("**Who stays.** For how long, who longer than others, and how sure that is.")),
        (
            "findings",
            charts.findings,
            charts.findings_alt,
            _("**What to fix first.** Findings by the money in them, each with its evidence and the customers behind it."),
        ),
    )
    with st.container(key="promises"):
        for column, (name, draw, alt, text) in zip(st.columns(3, gap="medium"), promises, strict=True):
            with column:
                frame.chart(draw, alt=alt(), key=f"start-{name}", sketch=True)
                st.markdown(text)


def _door(name: str, title: str):
    door = st.container(key=f"door-{name}", gap="xsmall")
    door.header(title, anchor=False)
    return door


def _demonstration() -> None:
    trades = demonstration.trades()
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="trade-row"):
        trade = st.selectbox(
            _("Its trade"), list(trades), format_func=trades.__getitem__, key="start-trade", label_visibility="collapsed", width=220,
        )  # fmt: skip
        if st.button(_("Open it"), icon=":material/play_arrow:", key="start-demo"):
            demonstration.open_company(trade)
            st.rerun()
