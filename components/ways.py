"""The ways customers take, as the page of stages shows them, and the people behind a bar."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis import evidence
from analysis import ways as method
from analysis.relations import Terms, mask
from analysis.spells import Spells, spells
from analysis.ways import Walked, Ways
from components import behind, frame, workspace
from components.charts import ways as charts
from components.language import _
from components.sentences import ways as sentences
from components.stages import KEYED, StageView


def show(view: StageView) -> None:
    """Show which ways are the commonest, and whether a third come to loyalty."""
    result = found(view)
    frame.section(_("Do a third complete the way to loyalty?"), key="ways")
    frame.meaning(sentences.ways_answer(result), key="ways")
    if evidence.strength(result.followed) == "none":
        return
    clicked = frame.chart(
        partial(charts.ways, result),
        narrow=partial(charts.ways, result, narrow=True),
        alt=charts.ways_alt(result),
        key="ways",
        data=partial(charts.ways_data, result),
        clickable=True,
    )
    frame.note(sentences.ways_caption(result), key="ways")
    with st.expander(_("All ways in numbers"), key="ways-numbers"):
        frame.table(*sentences.ways_table(result), name=_("The ways customers take"))
    _people(view, result, clicked)
    with frame.actions("ways"):
        frame.how_made(sentences.ways_made(result))


def found(view: StageView) -> Ways:
    """Count the ways of those whom the view's filter means."""
    return _ways(*view.key)


def followed(view: StageView) -> tuple[Spells, Walked]:
    """Follow everybody from stage to stage, the filter aside."""
    file, revision, free_orders, _where, terms = view.key
    return _followed(file, revision, free_orders, terms)


def times_of(file: str, revision: int, free_orders: bool, terms: Terms) -> Spells:
    """Everybody's times in stages; by plain values, as they are kept."""
    return _followed(file, revision, free_orders, terms)[0]


def _people(view: StageView, result: Ways, clicked: list | None) -> None:
    """List those behind a bar: a click chooses it, or a box does."""
    shown = charts.rows(result)
    names = {row.key: row.name for row in shown}
    if behind.news("ways", clicked) and clicked[0] in names:
        st.session_state["way"] = clicked[0]
    frame.note(_("Who is behind a bar? Click it, or choose here."), key="way")
    with frame.controls("way"):
        key = frame.pick(_("Customers of"), names, key="way", placeholder=_("Choose a way"))
    if key is None:
        return
    taken = [way.stages for way in result.ways if charts.key_of(way.stages) in names]
    relations, walk = view.relations, followed(view)[1]
    if key == charts.REACHED:
        listed = method.on_way(relations, walk, result, None, mask=view.mask)
    else:
        chosen = [way for way in walk.ways if (way not in taken if key == charts.OTHERS else charts.key_of(way) == key)]
        listed = method.on_way(relations, walk, result, chosen, mask=view.mask)
    frame.meaning(sentences.people_on_way(len(listed), names[key], result), key="way")
    behind.listing(listed, name=key, key="way", free_orders=view.chosen.free_orders)


# What is kept names nobody: places, days and counts.


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs=KEYED)
def _followed(file: str, revision: int, free_orders: bool, terms: Terms) -> tuple[Spells, Walked]:
    related = workspace.relations(free_orders=free_orders, terms=terms)
    times = spells(related)
    return times, method.walked(related, times)


@st.cache_resource(max_entries=12, show_spinner=False, hash_funcs=KEYED)
def _ways(file: str, revision: int, free_orders: bool, where: tuple, terms: Terms) -> Ways:
    related = workspace.relations(free_orders=free_orders, terms=terms)
    times, walk = _followed(file, revision, free_orders, terms)
    meant = mask(related, workspace.current(free_orders=free_orders), dict(where))
    return method.ways(related, times, found=walk, mask=meant)
