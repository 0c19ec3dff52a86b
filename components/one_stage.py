"""One stage looked at: a section of the stages' page, and what is kept of it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis import ledger
from analysis.calendar import months_before
from analysis.one_stage import OneStage, one_stage
from analysis.relations import Terms
from analysis.stage_people import StagePeople, gather
from components import behind, frame, satisfaction, words, workspace
from components.charts import one_stage as charts
from components.language import _
from components.sentences import one_stage as sentences
from components.sentences.stages import stage_name
from components.stages import KEYED, StageView, table, table_then
from models.answers import answers
from models.traits import traits

#: As the ledger lists them.
LISTED = ("loyalty", "maintenance", "capture", "prospect", "recovered", "at_risk", "abandoned")
KEY = "stage"


def show(view: StageView, clicked: list | None = None) -> None:
    """Show the people in one stage beside all other customers, and list them; a click on its bar in the ledger chooses it."""
    if behind.news("one-stage", clicked):
        _choose(clicked)
    frame.section(_("Who is in one stage, and how do they differ?"), key="one-stage")
    with frame.controls("one-stage"):
        stage = frame.choice(_("Stage"), {name: stage_name(name) for name in LISTED}, key=KEY)
    result = _found(*view.key, view.months, stage, view)
    month = _found(*view.key, 1, stage, view)
    frame.meaning(sentences.stage_answer(result, month), key="one-stage")
    frame.meaning(sentences.stage_meaning(result), key="one-stage-unlike")
    if charts.drawn(result):
        frame.chart(
            partial(charts.one_stage, result),
            narrow=partial(charts.one_stage, result, narrow=True),
            alt=charts.one_stage_alt(result),
            key="one-stage",
            data=partial(sentences.stage_data, result),
        )
        frame.note(sentences.stage_caption(result), key="one-stage")
    with st.expander(_("In figures"), key="one-stage-figures"):
        name = _("{stage} and all other customers").format(stage=stage_name(stage))
        frame.table(*sentences.stage_table(result), name=name, numbers_from=2)
    _list(result, month, view)
    with frame.actions("one-stage"):
        frame.how_made(sentences.stage_made(result))


def _choose(clicked: list) -> None:
    """A bar of those who are in a stage, wherever they were: of the other bars two stages are meant."""
    if not clicked[0] and clicked[1] in LISTED:
        st.session_state[KEY] = clicked[1]


def _list(result: OneStage, month: OneStage, view: StageView) -> None:
    """List who is in it, who came in or who left."""
    people, named = {"all": result.people}, {"all": _("All of them")}
    for one in (result, month) if view.months != 1 else (month,):
        since = words.day(one.since)
        people |= {f"came-{since}": one.who_entered, f"left-{since}": one.who_left}
        named |= {
            f"came-{since}": _("Who came in since {day}").format(day=since),
            f"left-{since}": _("Who left since {day}").format(day=since),
        }
    with frame.controls("one-stage-list"):
        which = frame.pick(_("List"), named, key="stage-list", placeholder=_("List the people: all, who came in, who left"))
    if which is None:
        return
    if len(people[which]):
        behind.listing(people[which], name=f"{result.stage}-{which}", key="one-stage", free_orders=view.chosen.free_orders)
    else:
        frame.meaning(_("Nobody."), key="one-stage-nobody")


# What is kept of the people are columns by their numbers, and no name.


@st.cache_resource(max_entries=6, show_spinner=False, hash_funcs=KEYED)
def _people(file: str, revision: int, free_orders: bool, terms: Terms, _view: StageView) -> StagePeople:
    brought, complaints, memberships = _known(file, revision, free_orders, _view)
    return gather(
        _view.relations,
        brought,
        survey=satisfaction.whole(file, revision, "customer"),
        complaints=complaints,
        memberships=memberships,
        then=partial(table_then, _view),
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def _known(file: str, revision: int, free_orders: bool, _view: StageView) -> tuple:
    """What people brought, complained of and joined, whatever the rule: a moved threshold reads none of it anew."""
    opened = workspace.store()
    brought = ledger.of_company(_view.company, people=_view.relations.occasions)
    return brought, answers(opened).complaints, traits(opened).memberships


@st.cache_resource(max_entries=24, show_spinner=False, hash_funcs=KEYED)
def _found(
    file: str, revision: int, free_orders: bool, where: tuple, terms: Terms, months: int, stage: str, _view: StageView
) -> OneStage:  # fmt: skip
    people = _people(file, revision, free_orders, terms, _view)
    return one_stage(people, stage, before=table(_view, months_before(_view.now, months)), mask=_view.mask)
