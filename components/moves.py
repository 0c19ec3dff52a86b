"""Moves between stages, as the page shows them: the ledger, the flow, the matrix, and the people behind a bar, a band or a cell."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis import moves as method
from analysis.moves import OUTSIDE, PLACES, Moves
from analysis.relations import Relations, Terms
from components import behind, frame, selection, stage_rule, workspace
from components.charts import stage_ledger
from components.language import _
from components.sentences import moves as sentences
from components.stages import KEYED, StageView

STEPS = {"1": _("One month"), "3": _("Three months"), "12": _("A year")}


def control() -> StageView:
    """Show the controls of all that is about stages, and return the view.

    Raises
    ------
    NotEnoughGaps
        Where the usual gap is not known.
    """
    with frame.controls():
        months = frame.choice(_("From when"), STEPS, key="step", usual="3")
        chosen = selection.people()
        terms = stage_rule.control(workspace.relations(free_orders=chosen.free_orders).usual_gap_days)
    return StageView(chosen=chosen, terms=terms, months=int(months))


def found(view: StageView) -> Moves:
    """Return who went where from the view's first day to its second."""
    return _moves(*view.key, view.months)


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


def knows_contacts(relations: Relations) -> bool:
    """Whether any contact of theirs is known."""
    return bool(len(relations.contacts.day))


def people(view: StageView, result: Moves, clicks: dict[str, list | None]) -> None:
    """List those behind a bar, a band or a cell: a click chooses them, or two boxes do."""
    frame.section(_("Who is it?"), hint=_("Click a bar, a band or a cell, or choose here where they were and where they are."), key="who")
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
        behind.listing(listed, name=f"{came_from or 'all'}-{went_to or 'all'}", key="who", free_orders=view.chosen.free_orders)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=KEYED)
def _moves(file: str, revision: int, free_orders: bool, where: tuple, terms: Terms, months: int) -> Moves:
    chosen = selection.Chosen(kind=None, period="month", where=dict(where), free_orders=free_orders)
    view = StageView(chosen=chosen, terms=terms, months=months)
    relations = view.relations
    return method.moves(
        *view.tables,
        usual_gap_days=relations.usual_gap_days,
        rule=relations.rule,
        contacts=knows_contacts(relations),
        cancellations=bool(len(relations.cancellations.day)),
        mask=view.mask,
    )


def made(view: StageView, result: Moves) -> list[tuple[str, str]]:
    """Return how all of it was made."""
    relations = view.relations
    return sentences.moves_made(result, contacts=knows_contacts(relations), cancellations=bool(len(relations.cancellations.day)))
