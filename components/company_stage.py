"""The company's own stage, as the page shows it below that of its customers, and what is kept of it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.company_stage import CompanyStage, company_stage
from analysis.relations import Terms, mask
from components import frame, workspace
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
    frame.chart(
        partial(charts.company_stage, result),
        alt=charts.company_stage_alt(result),
        key="company-stage",
        data=partial(charts.company_stage_data, result),
    )
    frame.note(sentences.company_stage_caption(result), key="company-stage")
    frame.meaning(sentences.company_stage_meaning(result), key="company-moves")
    frame.meaning(sentences.pair_sentence(result), key="company-pair")
    with st.expander(_("The quarters in numbers"), key="company-quarters"):
        frame.table(*sentences.company_stage_table(result), name=_("Active customers by quarter"))
    with frame.actions("company-stage"):
        frame.how_made(sentences.company_stage_made(result))


# What is kept names nobody: counts and shares.


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs=KEYED)
def _found(file: str, revision: int, free_orders: bool, where: tuple, terms: Terms) -> CompanyStage:
    related = workspace.relations(free_orders=free_orders, terms=terms)
    meant = mask(related, workspace.current(free_orders=free_orders), dict(where))
    return company_stage(related if meant is None else related.part(meant))
