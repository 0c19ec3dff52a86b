"""Two sections of the retention page: how long customers stay, and where the company leaks."""

from __future__ import annotations

import streamlit as st

from analysis.absences import Absences, absences
from analysis.leak import Leak, leak
from analysis.staying import Staying, groups, staying
from analysis.traits import LATER
from components import frame, workspace
from components.charts import leak as leak_charts
from components.charts import survival as charts
from components.language import _
from components.selection import Chosen
from components.sentences import leak as leak_sentences
from components.sentences import survival as sentences
from models.contacts import contacts


def sections(chosen: Chosen) -> None:
    """Show both, for the customers that are chosen; nothing where the usual gap is not known."""
    company = workspace.current(free_orders=chosen.free_orders)
    if company.usual_gap.days is None or not len(company.occasions.customers):
        return
    opened = workspace.store()
    where = tuple(sorted((name, tuple(values)) for name, values in chosen.where.items()))
    view = (str(opened.path), opened.revision, chosen.free_orders, where)
    flows = _leak(*view)
    if not flows.flows:
        return
    by = None if chosen.group in LATER else chosen.group
    frame.section(_("How long do they stay?"), key="stay")
    _how_long(_staying(*view, by, chosen.values, chosen.period), chosen.group)
    frame.section(_("Where does it leak, month by month?"), key="leak")
    _where(flows)


def _how_long(result: Staying, field: str | None) -> None:
    frame.meaning(sentences.survival_answer(result), key="stay")
    if field:
        said = sentences.survival_later() if field in LATER else sentences.survival_groups(result, field)
        frame.meaning(said, key="stay-groups")
    frame.chart(charts.survival(result, dark=frame.dark()), alt=charts.survival_alt(result), key="survival")
    frame.note(sentences.survival_caption(result), key="survival")
    with st.expander(_("Do they decide faster?"), key="pace"):
        frame.meaning(sentences.pace_answer(result), key="pace")
        frame.table(*sentences.pace_table(result), name=_("From order to order"))
        frame.note(sentences.pace_caption(result), key="pace")
    with frame.actions("stay"):
        frame.how_made(sentences.survival_made(result))


def _where(result: Leak) -> None:
    frame.meaning(leak_sentences.leak_answer(result), key="leak")
    frame.chart(leak_charts.leak(result, dark=frame.dark()), alt=leak_charts.leak_alt(result), key="leak")
    frame.note(leak_sentences.leak_caption(result), key="leak")
    with st.expander(_("The months in numbers"), key="leak-numbers"):
        frame.table(*leak_sentences.leak_table(result), name=_("New, returning and lost customers by month"))


# What is kept names no customer: counts, shares and, of absences, places and days.


@st.cache_resource(max_entries=4, show_spinner=False)
def _away(file: str, revision: int, free_orders: bool) -> Absences:
    company = workspace.current(free_orders=free_orders)
    return absences(company.occasions, usual_gap_days=company.usual_gap.days)


@st.cache_resource(max_entries=16, show_spinner=False)
def _leak(file: str, revision: int, free_orders: bool, where: tuple) -> Leak:
    company = workspace.current(free_orders=free_orders)
    return leak(
        company.occasions,
        usual_gap_days=company.usual_gap.days,
        away=_away(file, revision, free_orders),
        activity=workspace.activity("month", free_orders=free_orders),
        mask=company.mask(dict(where)),
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def _staying(file: str, revision: int, free_orders: bool, where: tuple, by: str | None, values: tuple, period: str) -> Staying:
    company = workspace.current(free_orders=free_orders)
    return staying(
        company.occasions,
        usual_gap_days=company.usual_gap.days,
        away=_away(file, revision, free_orders),
        mask=company.mask(dict(where)),
        groups=groups(company.attributes, by, values) if by else None,
        contacts=contacts(workspace.store()).contacts,
        orders=company.orders,
        period=period,
    )
