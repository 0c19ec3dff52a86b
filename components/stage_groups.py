"""How customers of each kind are spread over the stages, by any field that customers can be filtered by."""

from __future__ import annotations

import numpy as np
import streamlit as st

from analysis import segments
from analysis.relations import Terms
from analysis.stage_groups import StageGroups, stage_groups
from components import frame, workspace
from components.language import _
from components.sentences import stage_groups as sentences
from components.sentences.who import field_name
from components.stages import KEYED, StageView, table

#: The commonest so many values are told.
MOST = 12


def show(view: StageView) -> None:
    """Let a field be chosen, and tell how its kinds of customers are spread over the stages."""
    fields = workspace.fields(free_orders=view.chosen.free_orders)
    if not fields:
        return
    frame.section(_("Which customers are where?"), key="stage-groups")
    with frame.controls("stage-groups"):
        field = frame.pick(
            _("Compare by"), {name: field_name(name) for name in fields}, key="spread", placeholder=_("Compare customers by…")
        )
    if field is None:
        return
    result = _stage_groups(*view.key, field)
    frame.table(*sentences.stage_groups_table(result), name=_("Stages of each kind of customers"))
    frame.note(sentences.stage_groups_note(result), key="stage-groups")


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=KEYED)
def _stage_groups(file: str, revision: int, free_orders: bool, where: tuple, terms: Terms, field: str) -> StageGroups:
    company = workspace.current(free_orders=free_orders)
    view = StageView.of(where, free_orders, terms)
    meant = company.mask(dict(where))
    meant = np.ones(len(company.occasions.customers), dtype=bool) if meant is None else meant
    values = segments.values(company.attributes, field)[meant]
    there = set(values.tolist())
    asked = [value for value in workspace.fields(free_orders=free_orders)[field] if value in there][:MOST]
    return stage_groups(table(view, company.as_of), company.occasions.customers[meant], values, field=field, asked=asked)
