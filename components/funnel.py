"""The funnel, as the page of ways shows it: what became of those who entered each stage, and who comes to loyalty, group by group."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from analysis import funnel as method
from analysis.calendar import months_before
from analysis.funnel import Funnel
from analysis.relations import Terms
from analysis.spells import DIRECTIONS
from analysis.stages import STAGES
from components import behind, frame, ways, workspace
from components.charts import funnel as charts
from components.language import _
from components.sentences import funnel as sentences
from components.sentences.stages import stage_name
from components.sentences.who import field_name
from components.stages import KEYED, StageView


def show(view: StageView) -> None:
    """Show what became of those who entered each stage, and who comes to loyalty by cohort or by any field, once all are followed."""
    if not ways.ready(view):
        return
    frame.section(_("Which way did they leave each stage, and how soon?"), key="funnel")
    head = st.container()
    with frame.controls("funnel"):
        recent = frame.choice(_("Who"), {"ever": _("All who ever entered"), "year": _("Who entered in the last year")}, key="entered")
    result = _funnel(*view.key, months_before(view.now, 12) if recent == "year" else None, view)
    with head:
        frame.meaning(sentences.funnel_answer(result), key="funnel")
    if any(stay.entered for stay in result.stages):
        clicked = frame.chart(
            partial(charts.funnel, result),
            narrow=partial(charts.funnel, result, narrow=True),
            alt=charts.funnel_alt(result),
            key="funnel",
            data=partial(charts.funnel_data, result),
            clickable=True,
        )
        frame.note(sentences.funnel_caption(result), key="funnel")
        _people(view, result, clicked)
        with st.expander(_("The funnel in numbers"), key="funnel-numbers"):
            frame.table(*sentences.funnel_table(result), name=_("What became of those who entered each stage"), numbers_from=2)
        with frame.actions("funnel"):
            frame.how_made(sentences.funnel_made(result))
    parts(view)


def _people(view: StageView, result: Funnel, clicked: list | None) -> None:
    """List those of a stage: a click chooses them, or two boxes do."""
    if behind.news("funnel", clicked):
        st.session_state["entered-stage"], st.session_state["left"] = clicked[:2]
    frame.note(_("Who is behind a bar? Click it, or choose here."), key="left")
    with frame.controls("left"):
        names = {stay.stage: stage_name(stay.stage) for stay in result.stages if stay.entered}
        stage = frame.pick(_("Stage"), names, key="entered-stage", placeholder=_("Choose a stage"))
        became = frame.pick(
            _("What became of them"),
            {name: sentences.became_name(name) for name in (sentences.ENTERED, sentences.NOW, *DIRECTIONS)},
            key="left",
            placeholder=_("Choose what became of them"),
        )
    if stage is None or became is None:
        return
    times = ways.followed(view)[0]
    listed = method.inside(view.relations, times, stage, became, mask=view.mask, since=result.since)
    frame.meaning(sentences.people_of_stage(len(listed), stage, became, result), key="left")
    if len(listed):
        behind.listing(listed, name=f"{stage}-{became}", key="left", free_orders=view.chosen.free_orders)


def parts(view: StageView) -> None:
    """Show how many of each cohort, or of each group of a field, came to loyalty in the same time, and their stay in one stage."""
    frame.section(_("Who comes to loyalty, and who is still on the way?"), key="parts")
    head = st.container()
    fields = workspace.fields(free_orders=view.chosen.free_orders)
    with frame.controls("parts"):
        named = {name: field_name(name) for name in fields if name not in view.chosen.where}
        field = frame.pick(_("By"), named, key="by", placeholder=_("By quarter of the first order")) or sentences.COHORT
        names = {stage: stage_name(stage) for stage in STAGES}
        stage = frame.pick(_("Stage in the table"), names, key="part-stage", placeholder=_("Table: what became of capture")) or "capture"
    result = _parts(*view.key, field, stage, view)
    with head:
        frame.meaning(sentences.parts_answer(result, field), key="parts")
    if not any(part.customers for part in result.parts):
        return
    frame.chart(
        partial(charts.parts, result, field),
        narrow=partial(charts.parts, result, field, narrow=True),
        alt=charts.parts_alt(result, field),
        key="parts",
        data=partial(charts.parts_data, result, field),
    )
    frame.note(sentences.parts_caption(result), key="parts")
    with st.expander(_("Group by group in numbers"), key="parts-numbers"):
        frame.table(*sentences.parts_table(result, field), name=_("Who comes to loyalty, group by group"))


# What is kept names nobody: counts, shares and days.


@st.cache_resource(max_entries=12, show_spinner=False, hash_funcs=KEYED)
def _funnel(file: str, revision: int, free_orders: bool, where: tuple, terms: Terms, since: date | None, _view: StageView) -> Funnel:
    return method.funnel(_view.relations, ways.followed(_view)[0], mask=_view.mask, since=since)


@st.cache_resource(max_entries=12, show_spinner=False, hash_funcs=KEYED)
def _parts(
    file: str, revision: int, free_orders: bool, where: tuple, terms: Terms, field: str, stage: str, _view: StageView
) -> Funnel:
    relations = _view.relations
    if field == sentences.COHORT:
        sides = method.cohorts(relations, "quarter", mask=_view.mask)
    else:
        sides = method.parts(relations, _view.company, field)
    return method.funnel(relations, ways.followed(_view)[0], mask=_view.mask, parts=sides, part_stage=stage)
