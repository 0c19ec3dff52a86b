"""The company's own stage, as the page shows it below that of its customers, and what is kept of it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.company_stage import CompanyStage, company_stage, people
from analysis.relations import Relations, Terms, mask
from components import behind, frame, words, workspace
from components.charts import company_stage as charts
from components.language import _
from components.sentences import company_stage as sentences
from components.stages import KEYED, StageView


def show(view: StageView) -> None:
    """Show in which stage the company is, what moves it, and what that suggests beside its customers' stages.

    A filter makes a part of the company, which is looked at like a whole.
    """
    result = _found(*view.key)
    frame.section(_("And the company itself?"), key="company-stage")
    frame.meaning(sentences.company_stage_answer(result), key="company-stage")
    if not result.quarters:
        return
    clicked = frame.chart(
        partial(charts.company_stage, result),
        alt=charts.company_stage_alt(result),
        key="company-stage",
        data=partial(charts.company_stage_data, result),
        clickable=True,
    )
    frame.note(sentences.company_stage_caption(result), key="company-stage")
    _people(view, result, clicked)
    frame.meaning(sentences.company_stage_meaning(result), key="company-moves")
    frame.meaning(sentences.pair_sentence(result), key="company-pair")
    with st.expander(_("The quarters in numbers"), key="company-quarters"):
        frame.table(*sentences.company_stage_table(result), name=_("Active customers by quarter"))
    with frame.actions("company-stage"):
        frame.how_made(sentences.company_stage_made(result))


def _people(view: StageView, result: CompanyStage, clicked: list | None) -> None:
    """List the customers of a bar or a point: a click chooses them, or two boxes do."""
    names, flows = {one.quarter: words.period_name(one.quarter, "quarter") for one in reversed(result.quarters)}, sentences.flow_names()
    if behind.news("company-stage", clicked) and clicked[0] in names and clicked[1] in flows:
        st.session_state["quarter"], st.session_state["went"] = clicked[0], clicked[1]
    frame.note(_("Who is behind a bar? Click it, or choose here."), key="quarter")
    with frame.controls("quarter"):
        quarter = frame.pick(_("Customers of"), names, key="quarter", placeholder=_("Choose a quarter"))
        flow = frame.pick(_("Who"), flows, key="went", placeholder=_("Choose who"))
    if quarter is None or flow is None:
        return
    _file, _revision, free_orders, where, terms = view.key
    found = people(_part(free_orders, where, terms), quarter, flow)
    frame.meaning(sentences.flow_people(quarter, flow, len(found)), key="quarter")
    if len(found):
        behind.listing(found, name=f"{flow}-{quarter}", key="quarter", free_orders=free_orders)


def _part(free_orders: bool, where: tuple, terms: Terms) -> Relations:
    """Whom the filter means."""
    related = workspace.relations(free_orders=free_orders, terms=terms)
    meant = mask(related, workspace.current(free_orders=free_orders), dict(where))
    return related if meant is None else related.part(meant)


# What is kept names nobody: counts and shares.


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=KEYED)
def _found(file: str, revision: int, free_orders: bool, where: tuple, terms: Terms) -> CompanyStage:
    return company_stage(_part(free_orders, where, terms))
