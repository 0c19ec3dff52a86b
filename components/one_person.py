"""One person's stages as a strip: chosen from those who are listed, by a click or in a box."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import streamlit as st

from analysis.one_person import one_person
from components import behind, frame, workspace
from components.charts.strip import strip, strip_alt, strip_data
from components.language import _
from components.sentences import one_person as sentences
from components.stages import StageView

#: A box with more names is none that somebody reads.
MOST = 200


def show(view: StageView, people: Sequence[int], clicked: list | None) -> None:
    """Let one of these people be chosen, and show their way.

    Parameters
    ----------
    people
        Party ids.
    clicked
        ``["person", party id]`` of the mark or the row that was clicked.
    """
    if behind.news("person", clicked):
        st.session_state["person"] = str(clicked[1])
    first = [int(who) for who in people[:MOST]]
    asked = st.session_state.get("person", st.query_params.get("person"))
    if asked is not None and asked.isdecimal() and int(asked) in people and int(asked) not in first:
        first.append(int(asked))
    names = workspace.customers(np.array(first, dtype=np.int64), free_orders=view.chosen.free_orders)["name"].tolist()
    named = {str(who): name for who, name in zip(first, names, strict=True)}
    frame.note(_("One of them, from the first day on: click somebody, or choose here."), key="person")
    chosen = frame.pick(_("One of them"), named, key="person", placeholder=_("Choose somebody"))
    found = None if chosen is None else one_person(view.relations, int(chosen))
    if found is None:
        return
    frame.section(sentences.person_title(named[chosen]), key="strip")
    frame.chart(
        partial(strip, found), narrow=partial(strip, found, narrow=True), alt=strip_alt(found), key="strip", data=partial(strip_data, found)
    )
    frame.meaning(sentences.person_sentence(found, view.terms.rule), key="strip")
