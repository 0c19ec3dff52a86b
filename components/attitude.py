"""Why customers stay, as the page shows it: attitude against behaviour, ties against choice; and what is kept of it."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from analysis import bond as ties
from analysis.attitude import EVERY, Attitude, Standing, attitude, stages_earlier, standing
from analysis.bond import CELLS, VALUES, Bond, Tie
from analysis.declared import Declared, declared, questions
from analysis.relations import mask
from analysis.stages import StageTable
from analysis.survey import Survey, gather
from components import behind, frame, headline, selection, words, workspace
from components.charts import attitude as charts
from components.language import _
from components.selection import Chosen
from components.sentences import attitude as sentences
from components.sentences import bond as bond_sentences
from components.sentences.who import field_name
from models.answers import answers
from models.traits import traits


def show(chosen: Chosen) -> None:
    """Show who means it, what those who do and don't did next, and who stays by choice."""
    frame.section(_("Do they stay because they want to?"), key="attitude")
    company = workspace.current(free_orders=chosen.free_orders)
    if company.usual_gap.days is None:
        frame.meaning(_("Who buys steadily can’t be told: too few gaps between orders are known for a usual one."), key="attitude")
        headline.cycle(company)
        return
    named = questions(_said(*workspace.now()))
    with frame.controls("question"):
        usual = next(iter(named.values()), "")
        question = (
            frame.pick(_("What they declare"), named, key="declared", placeholder=_("Taken for loyalty: {question}").format(question=usual))
            if len(named) > 1
            else None
        )
    result = found(chosen, question)
    frame.meaning(sentences.attitude_answer(result), key="attitude")
    if result.fields:
        _fields(result, chosen, question)
    elif result.question is None:
        frame.links({"pages/data.py": _("Bring the answers to a survey"), "pages/ask.py": _("Or ask your customers here")}, key="attitude")
    _bond(chosen, question, result)


def _fields(result: Attitude, chosen: Chosen, question: str | None) -> None:
    clicked = frame.chart(
        partial(charts.attitude, result),
        alt=charts.attitude_alt(result),
        key="attitude",
        data=partial(charts.attitude_data, result),
        clickable=True,
    )
    frame.note(partial(sentences.attitude_caption, result), key="attitude")
    _people(result, chosen, question, clicked)
    frame.meaning(sentences.represents_sentence(result), key="represents")
    frame.meaning(sentences.after_sentence(result), key="after")
    if result.after:
        frame.chart(
            partial(charts.after, result),
            narrow=partial(charts.after, result, narrow=True),
            alt=charts.after_alt(result),
            key="after",
            data=partial(charts.after_data, result),
        )
    with frame.actions("attitude"):
        frame.how_made(sentences.attitude_made(result))


def _people(result: Attitude, chosen: Chosen, question: str | None, clicked: list | None) -> None:
    """List the customers of a field: a click chooses it, or a box does."""
    if behind.news("attitude", clicked) and clicked[0] in EVERY:
        st.session_state["field"] = clicked[0]
    with frame.controls("field"):
        named = {name: sentences.field_name(name) for name in EVERY}
        field = frame.pick(_("Customers of"), named, key="field", placeholder=_("Whose list? Click a field, or choose it here"))
        here = st.toggle(_("Only those who have not abandoned"), key="still-here", bind="query-params")
    if field is None:
        return
    people = _standing(*chosen.view[:3], question).people(field, _meant(*chosen.view), here=here)
    frame.meaning(sentences.field_people(field, len(people), here=here), key="field")
    if len(people):
        behind.listing(people, name=field, key="field", free_orders=chosen.free_orders)


def _bond(chosen: Chosen, question: str | None, against: Attitude) -> None:
    """Show who is tied and who stays by choice."""
    frame.section(_("Tied, or by choice?"), key="bond")
    tie, values = _chosen_tie(chosen)
    result = _bound(*chosen.view, question, tie, values)
    frame.meaning(bond_sentences.bond_answer(result), key="bond")
    if not result.cells or not result.customers:
        return
    clicked = frame.chart(
        partial(charts.bond, result, least=against.least),
        alt=charts.bond_alt(result),
        key="bond",
        data=partial(charts.bond_data, result),
        clickable=True,
    )
    frame.note(bond_sentences.bond_caption(result), key="bond")
    if behind.news("bond", clicked) and clicked[0] in CELLS:
        st.session_state["cell"] = clicked[0]
    with frame.controls("cell"):
        named = {name: sentences.bond_field_name(name) for name in CELLS}
        cell = frame.pick(_("Customers of"), named, key="cell", placeholder=_("Whose list? Click a field, or choose it here"))
    if cell is not None:
        people = _cell_people(*chosen.view, question, tie, values, cell)
        frame.meaning(_("**{name}**, {n}.").format(name=named[cell], n=words.customers(len(people))), key="cell")
        if len(people):
            behind.listing(people, name=cell, key="cell", free_orders=chosen.free_orders)
    with frame.actions("bond"):
        frame.how_made(bond_sentences.bond_made())


def _chosen_tie(chosen: Chosen) -> tuple[str | None, tuple[str, ...]]:
    """Let it be chosen what tells who is tied: what the data say by themselves comes first."""
    found = list(_ties(*chosen.view[:3]))
    columns = {name: values for name, values in workspace.fields(free_orders=chosen.free_orders).items() if not name.startswith("first_")}
    named = {name: bond_sentences.tie_name(name) for name in (*found, *(f"{VALUES}:{name}" for name in columns))}
    usual = bond_sentences.tie_name(found[0]) if found else _("nothing by itself; choose a column")
    with frame.controls("tie"):
        tie = frame.pick(_("What ties"), named, key="tie", placeholder=_("Who is tied is told by: {usual}").format(usual=usual))
        tie = tie or next(iter(found), None)
        by, _colon, field = (tie or "").partition(":")
        if by != VALUES:
            frame.leave_address("tied")
            return tie, ()
        options = {value: selection.value_name(value) for value in columns[field]}
        values = frame.pick_some(
            _("Tied are those with"), options, key="tied", placeholder=_("values of “{field}”").format(field=field_name(field))
        )
    return (tie, values) if values else (None, ())


def found(chosen: Chosen, question: str | None = None) -> Attitude:
    """Return who means it, by the question that is usually taken or by another."""
    return _attitude(*chosen.view, question)


def declared_in(chosen: Chosen, question: str | None = None) -> Declared | None:
    """Return the answers that this rests on; None where nobody was asked."""
    return _declared(*chosen.view[:2], question)


# What is kept of answers and standings names parties by number alone.


@st.cache_resource(max_entries=2, show_spinner=False)
def _said(file: str, revision: int) -> Survey:
    company = workspace.current()
    return gather(answers(workspace.store()), as_of=None if company is None else company.as_of, every=True)


@st.cache_resource(max_entries=8, show_spinner=False)
def _declared(file: str, revision: int, question: str | None) -> Declared | None:
    return declared(_said(file, revision), question)


@st.cache_resource(max_entries=8, show_spinner=False)
def _meant(file: str, revision: int, free_orders: bool, where: tuple) -> np.ndarray | None:
    return mask(workspace.relations(free_orders=free_orders), workspace.current(free_orders=free_orders), dict(where))


@st.cache_resource(max_entries=8, show_spinner=False)
def _attitude(file: str, revision: int, free_orders: bool, where: tuple, question: str | None) -> Attitude:
    return attitude(
        workspace.relations(free_orders=free_orders),
        _declared(file, revision, question),
        earlier=_earlier(file, revision, free_orders),
        mask=_meant(file, revision, free_orders, where),
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _earlier(file: str, revision: int, free_orders: bool) -> StageTable | None:
    return stages_earlier(workspace.relations(free_orders=free_orders), cycle_days=workspace.store().settings().cycle_days)


@st.cache_resource(max_entries=4, show_spinner=False)
def _standing(file: str, revision: int, free_orders: bool, question: str | None) -> Standing:
    related = workspace.relations(free_orders=free_orders)
    return standing(related.stages(related.as_of), related, _declared(file, revision, question))


@st.cache_resource(max_entries=4, show_spinner=False)
def _ties(file: str, revision: int, free_orders: bool) -> dict[str, Tie]:
    company = workspace.current(free_orders=free_orders)
    return ties.ties(workspace.relations(free_orders=free_orders), company, traits(workspace.store()).memberships)


def _tie(file: str, revision: int, free_orders: bool, tie: str | None, values: tuple[str, ...]) -> Tie | None:
    if tie is None or not values:
        return _ties(file, revision, free_orders).get(tie)
    company = workspace.current(free_orders=free_orders)
    return ties.by_values(workspace.relations(free_orders=free_orders), company, tie.partition(":")[2], values)


@st.cache_resource(max_entries=8, show_spinner=False)
def _bound(file: str, revision: int, free_orders: bool, where: tuple, question: str | None, tie: str | None, values: tuple) -> Bond:
    return ties.bond(
        workspace.relations(free_orders=free_orders),
        _tie(file, revision, free_orders, tie, values),
        _declared(file, revision, question),
        earlier=_earlier(file, revision, free_orders),
        mask=_meant(file, revision, free_orders, where),
    )


def _cell_people(file: str, revision: int, free_orders: bool, where: tuple, question, tie, values: tuple, cell: str) -> np.ndarray:
    """Who is in a field of the tied and the free; party ids."""
    related, meant = workspace.relations(free_orders=free_orders), _meant(file, revision, free_orders, where)
    found = ties.cells(related, _tie(file, revision, free_orders, tie, values), _declared(file, revision, question))
    inside = found == CELLS.index(cell)
    return related.customers[inside if meant is None else inside & meant]
