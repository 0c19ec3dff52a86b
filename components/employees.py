"""How employees see their work, as the page shows it; nobody is named, and no group of fewer than five is shown."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.employees import Employees, employees
from components import frame, words, workspace
from components.charts import employees as charts
from components.language import _
from components.satisfaction import whole
from components.sentences import employees as sentences
from components.sentences import quiet_line


def anything() -> bool:
    """Whether any employee has answered."""
    return bool(len(whole(*workspace.now(), "employee").response))


def found() -> Employees:
    """Return what employees answered."""
    return _found(*workspace.now())


def quiet(result: Employees) -> str:
    """Return the quiet line (Markdown)."""
    wave = _("newest wave {wave}").format(wave=words.escape_markdown(result.waves[-1])) if result.waves else ""
    return quiet_line([wave, _("{n}\u00a0people answered").format(n=words.count(result.people))], company=workspace.called())


def picture(result: Employees) -> None:
    """Show the indicators and the teams, and all of it in numbers."""
    if not result.results:
        return
    frame.chart(
        partial(charts.employees, result),
        narrow=partial(charts.employees, result, narrow=True),
        alt=charts.employees_alt(result),
        key="employees",
        data=partial(sentences.employees_table, result),
    )
    frame.note(sentences.employees_caption(result), key="employees")
    frame.table(*sentences.employees_table(result), name=_("Indicators by team, newest wave"))
    if result.pairs:
        with st.expander(_("Beside what customers say"), key="pairs"):
            frame.table(*sentences.pairs_table(result), name=_("Employees and customers by team and quarter"), numbers_from=2)


def made(result: Employees) -> None:
    """Say how all of it was made."""
    with frame.actions("employees"):
        frame.how_made(sentences.employees_made(result))


@st.cache_resource(max_entries=4, show_spinner=False)
def _found(file: str, revision: int) -> Employees:
    return employees(whole(file, revision, "employee"), whole(file, revision, "customer"))
