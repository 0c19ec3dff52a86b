"""What departs from the rest on the retention page: the sentences, where each leads, and age, month and cohort side by side."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis import calendar
from analysis.breaks import PERIODS, Break, Breaks
from analysis.breaks import breaks as look
from components import frame, record, workspace
from components.charts.breaks import view, view_alt, view_data
from components.language import _
from components.selection import Chosen
from components.sentences import breaks as sentences

# What of the address goes along to another view of the same customers; filters begin with the last.
KEPT, FILTER = ("kind", "period", "free"), "f_"


def section(chosen: Chosen) -> Breaks:
    """Say what departs from the rest among the chosen customers, and return it, to be marked in the triangle."""
    result = found(chosen)
    frame.section(_("What departs from the rest?"), key="breaks")
    frame.meaning(sentences.breaks_answer(result), key="breaks")
    for letter, one in sentences.lettered(result):
        _row(result, letter, one)
    frame.meaning(sentences.seasons_sentence(result), key="seasons")
    frame.note(" ".join([sentences.breaks_untold(result), sentences.breaks_caption(result)]).strip(), key="breaks")
    if result.view is not None:
        with st.expander(_("Age, calendar and cohort side by side"), key="side-by-side"):
            frame.chart(partial(view, result), alt=view_alt(result), key="view", data=partial(view_data, result))
            frame.note(sentences.view_caption(result), key="view")
            if result.found:
                frame.table(*sentences.breaks_table(result), name=_("What departs from the rest"), numbers_from=4)
        with frame.actions("breaks"):
            frame.how_made(sentences.breaks_made(result))
    return result


def found(chosen: Chosen) -> Breaks:
    """Look for breaks among the chosen customers, by month where weeks are shown: a year has too many weeks to know its season by."""
    return _breaks(*chosen.view, chosen.period if chosen.period in PERIODS else "month")


# What is kept names no customer: counts, shares and values that thirty customers or more have.
@st.cache_resource(max_entries=16, show_spinner=False)
def _breaks(file: str, revision: int, free_orders: bool, where: tuple, period: str) -> Breaks:
    company = workspace.current(free_orders=free_orders)
    return look(workspace.activity(period, free_orders=free_orders), company.attributes, mask=company.mask(dict(where)))


def _row(result: Breaks, letter: str, one: Break) -> None:
    with st.container(key=f"break-{letter}"):
        text, link = st.columns([6.4, 1.8])
        with text, st.container(gap=None):
            said = f"**{letter}** {sentences.break_sentence(result, one)}"
            st.markdown(said)
            record.keep(record.Words(kind="plain", text=said))
            frame.note(sentences.break_evidence(result, one), key=f"break-{letter}")
        if one.kind != "calendar":
            with link:
                frame.links({"pages/retention.py": sentences.break_link(one)}, key=f"break-{letter}", query=address(result, one))


def address(result: Breaks, one: Break) -> dict[str, str | list[str]]:
    """Return what the page's address says where it shows a break: the filters stay."""
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name in KEPT or name.startswith(FILTER)}
    if one.kind == "segment":
        return {**kept, "group": one.field, "groups": [one.value]}
    kept.pop("period", None)
    period = {} if result.period == "month" else {"period": result.period}
    first, last = (calendar.parse(label, result.period) for label in (one.first, one.last))
    cohorts = [calendar.label(number, result.period) for number in range(first, last + 1)]
    return {**kept, **period, "cohorts": cohorts, "cohort": one.first, "age": "1"}
