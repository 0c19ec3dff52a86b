"""Moves between stages, as the page shows them: the ledger, the flow, the matrix, and the people behind a bar, a band or a cell."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from analysis import moves as method
from analysis.calendar import day_number, months_before
from analysis.moves import OUTSIDE, PLACES, Moves, PooledMoves
from analysis.relations import Relations, Terms
from analysis.stages import STAGES
from components import behind, frame, one_person, selection, stage_rule, workspace
from components.charts import stage_dots, stage_flow, stage_ledger, transition_matrix
from components.language import _
from components.sentences import moves as sentences
from components.stages import KEYED, StageView, table

#: As many steps back are added up.
MOST_STEPS = 6
STEPS = {"1": _("One month"), "3": _("Three months"), "12": _("A year")}


def control(*, moving: bool = True) -> StageView:
    """Show the controls of all that is about stages, and return the view.

    Parameters
    ----------
    moving
        Whether two days are compared, and how far apart they are is a question.

    Raises
    ------
    NotEnoughGaps
        Where the usual gap is not known.
    """
    with frame.controls():
        months = frame.choice(_("From when"), STEPS, key="step", usual="3") if moving else "3"
        chosen = selection.people()
        terms = stage_rule.control(workspace.relations(free_orders=chosen.free_orders).usual_gap_days)
    return StageView(chosen=chosen, terms=terms, months=int(months))


def found(view: StageView) -> Moves:
    """Return who went where from the view's first day to its second."""
    return _moves(*view.key, view.months)


def pictures(view: StageView, result: Moves) -> list | None:
    """Show where people are and which way they went, and let them be listed; returns what was clicked in the ledger."""
    if sentences.few_people(result):
        if result.flow.any():
            dots(view, result)
        return None
    clicks = {"ledger": ledger(view, result), "flow": flow(result), "matrix": matrix(view, result)}
    people(view, result, clicks)
    return clicks["ledger"]


def ledger(view: StageView, result: Moves) -> list | None:
    """Show the ledger; returns what was clicked."""
    clicked = frame.chart(
        partial(stage_ledger.stage_ledger, result),
        narrow=partial(stage_ledger.stage_ledger, result, narrow=True),
        alt=stage_ledger.stage_ledger_alt(result),
        key="ledger",
        data=partial(stage_ledger.stage_ledger_data, result),
        clickable=True,
    )
    frame.note(sentences.ledger_caption(result, contacts=knows_contacts(view.relations)), key="ledger")
    return clicked


def dots(view: StageView, result: Moves) -> None:
    """Show few people, each a dot, and one of them from the first day on."""
    now, mask = view.tables[1], view.mask
    meant = slice(None) if mask is None else mask
    people = {stage: now.customers[meant][now.stage[meant] == place].tolist() for place, stage in enumerate(STAGES)}
    clicked = frame.chart(
        partial(stage_dots.stage_dots, result, people),
        narrow=partial(stage_dots.stage_dots, result, people, narrow=True),
        alt=stage_dots.stage_dots_alt(result, people),
        key="dots",
        data=partial(stage_dots.stage_dots_data, result),
        clickable=True,
    )
    frame.note(sentences.one_gap(result), key="dots")
    one_person.show(view, sorted(who for several in people.values() for who in several), clicked)


def flow(result: Moves) -> list | None:
    """Show which way they went; returns what was clicked."""
    frame.section(sentences.flow_title(result), key="flow")
    frame.meaning(sentences.flow_answer(result), key="flow")
    return frame.chart(
        partial(stage_flow.stage_flow, result),
        narrow=partial(stage_flow.stage_flow, result, narrow=True),
        alt=stage_flow.stage_flow_alt(result),
        key="flow",
        data=partial(stage_flow.stage_flow_data, result),
        clickable=True,
    )


def matrix(view: StageView, result: Moves) -> list | None:
    """Show how likely each move is, in this step or in several added up; returns what was clicked."""
    frame.section(sentences.matrix_title(view.months), key="matrix")
    several = _steps(*view.key, view.months)
    pool = False
    if len(several) > 2:
        options = {"one": _("This step"), "all": sentences.steps_label(len(several) - 1)}
        with frame.controls("matrix"):
            pool = frame.choice(_("Which steps"), options, key="steps") == "all"
    shown = _pooled(*view.key, view.months) if pool else result
    frame.note(sentences.pooled_note(shown) if pool else sentences.matrix_note(result), key="matrix")
    day = None if pool or result.then.year != result.now.year else result.then
    draw = partial(transition_matrix.transition_matrix, shown.matrix, day=day)
    clicked = frame.chart(
        draw,
        narrow=partial(draw, narrow=True),
        alt=transition_matrix.transition_matrix_alt(shown.matrix),
        key="matrix-pooled" if pool else "matrix",
        data=partial(transition_matrix.transition_matrix_data, shown.matrix, shown.level),
        clickable=not pool,
    )
    with st.expander(_("Every move as a table"), key="matrix-numbers"):
        frame.table(*sentences.matrix_table(shown.matrix, level=shown.level), name=_("Moves between stages"), numbers_from=2)
    return None if pool else clicked


def knows_contacts(relations: Relations) -> bool:
    """Whether any contact of theirs is known."""
    return bool(len(relations.contacts.day))


def people(view: StageView, result: Moves, clicks: dict[str, list | None]) -> None:
    """List those behind a bar, a band or a cell: a click chooses them, or two boxes do."""
    frame.section(_("Who are they?"), hint=_("Click a bar, a band or a cell, or choose where they were and where they are."), key="who")
    for name, clicked in clicks.items():
        if behind.news(name, clicked):
            st.session_state["was"], st.session_state["is"] = clicked[0] or None, clicked[1] or None
    was = {place: sentences.came_from_name(place) for place in PLACES}
    now = {place: sentences.went_to_name(place) for place in PLACES}
    with frame.controls("who"):
        came_from = frame.pick(_("Where they were"), was, key="was", placeholder=_("Were anywhere on the first day"))
        went_to = frame.pick(_("Where they are"), now, key="is", placeholder=_("Are anywhere on the second"))
    if (came_from is None and went_to is None) or came_from == went_to == PLACES[OUTSIDE]:
        return
    listed = method.people(*view.tables, came_from, went_to, view.mask)
    frame.meaning(sentences.behind_moves(len(listed), came_from, went_to, result), key="who")
    if len(listed):
        name = f"{came_from or 'all'}-{went_to or 'all'}"
        clicked = behind.listing(listed, name=name, key="who", free_orders=view.chosen.free_orders, choose=True)
        one_person.show(view, listed, None if clicked is None else ["person", clicked])


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=KEYED)
def _moves(file: str, revision: int, free_orders: bool, where: tuple, terms: Terms, months: int) -> Moves:
    view = StageView.of(where, free_orders, terms, months)
    return method.moves(*view.tables, **_allowed(view))


def _allowed(view: StageView) -> dict:
    """What tells which moves the rule allows, and whose are counted."""
    relations = view.relations
    return {
        "usual_gap_days": relations.usual_gap_days,
        "rule": relations.rule,
        "contacts": knows_contacts(relations),
        "cancellations": bool(len(relations.cancellations.day)),
        "mask": view.mask,
    }


def _steps(file: str, revision: int, free_orders: bool, where: tuple, terms: Terms, months: int) -> tuple[date, ...]:
    """The days between which steps lie, ascending: the newest so many whose first day somebody had ordered by."""
    view = StageView.of(where, free_orders, terms, months)
    first = view.relations.occasions.day.min(initial=day_number(view.now))
    days = [view.now]
    while len(days) <= MOST_STEPS and day_number(earlier := months_before(view.now, months * len(days))) >= first:
        days.append(earlier)
    return tuple(reversed(days))


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=KEYED)
def _pooled(file: str, revision: int, free_orders: bool, where: tuple, terms: Terms, months: int) -> PooledMoves:
    view = StageView.of(where, free_orders, terms, months)
    days = _steps(file, revision, free_orders, where, terms, months)
    return method.pooled([table(view, day) for day in days], **_allowed(view))


def made(view: StageView, result: Moves) -> list[tuple[str, str]]:
    """Return how all of it was made."""
    relations = view.relations
    return sentences.moves_made(result, contacts=knows_contacts(relations), cancellations=bool(len(relations.cancellations.day)))
