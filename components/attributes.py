"""What surveys ask about: its name, what it is for, and its group, suggested from its words and corrected by the person."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components import frame, words, workspace
from components.language import _, ngettext
from components.sentences import nouns, readings
from models.attributes import Known, attributes, correct
from models.columns import EMPLOYEES, SURVEY
from models.ingest.groups import groups_of
from models.ingest.reading import Asked, Told

ROW_HEIGHT, MOST = 35, 14  # rows in sight at once
KINDS = {"customer": SURVEY, "employee": EMPLOYEES}
NO_GROUP = ""


def section() -> None:
    """Show what the workspace's surveys ask, to be corrected; nothing where nobody was asked."""
    asked = attributes(workspace.store())
    if not asked:
        return
    with st.container(width=frame.WIDTH, key="attributes"):
        frame.section(_("What your surveys ask about"), quiet=_quiet(asked), key="attributes")
        for audience in KINDS:
            some = [one for one in asked if one.asked[0] == audience]
            said = editor(some, key=f"attributes-{audience}") if some else {}
            if said:
                correct(workspace.store(), said)
                st.rerun()


def _quiet(asked: Sequence[Known]) -> str:
    alone = sum(one.role == "attribute" and one.group is None for one in asked)
    said = _("Groups are suggested from the words of each question. What you correct here holds for later files too, and outlives an undo.")
    if alone:
        said += " " + ngettext("{n} question is in no group.", "{n} questions are in no group.", alone).format(n=words.count(alone))
    return said


def editor(asked: Sequence[Known], *, key: str) -> dict[Asked, Told]:
    """Show questions of one audience; return what the person says of them now.

    Parameters
    ----------
    asked : sequence of Known
        As they stand.
    key : str
        Of the grid. It is made anew after a correction: the old one would lay its edits over what now stands there.
    """
    audience = asked[0].asked[0]
    groups = {NO_GROUP: _("none"), **{name: nouns.group(name) for name in groups_of(KINDS[audience])}}
    # A group that another version or a file named stays to be chosen.
    groups |= {one.group: nouns.group(one.group) for one in asked if one.group and one.group not in groups}
    shown = pd.DataFrame(
        {
            "question": [one.asked[1] for one in asked],
            "name": [one.name for one in asked],
            "role": [roles()[one.role] for one in asked],
            "group": [groups[one.group or NO_GROUP] for one in asked],
        }
    )
    turn = f"{key}-turn"
    edited = st.data_editor(
        shown,
        hide_index=True,
        disabled=["question"],
        row_height=ROW_HEIGHT,
        height=ROW_HEIGHT * (min(len(asked), MOST) + 1) + 2,
        key=f"{key}-{st.session_state.get(turn, 0)}",
        alt=_("What employees were asked") if audience == "employee" else _("What customers were asked"),
        column_config={
            "question": st.column_config.TextColumn(
                _("What employees were asked") if audience == "employee" else _("What customers were asked"), width=430, pinned=True
            ),
            "name": st.column_config.TextColumn(_("Name on the pages"), required=True, max_chars=120, width=290),
            "role": st.column_config.SelectboxColumn(_("What it tells"), options=list(roles().values()), required=True, width=190),
            "group": st.column_config.SelectboxColumn(_("Group"), options=list(groups.values()), required=True, width=190),
        },
    )
    said = {}
    named, told = {text: name for name, text in groups.items()}, {text: name for name, text in roles().items()}
    for before, after, one in zip(shown.itertuples(), edited.itertuples(), asked, strict=True):
        now = Told(
            name=after.name.strip() if after.name and after.name.strip() and after.name != before.name else None,
            role=told[after.role] if after.role != before.role else None,
            group=named[after.group] if after.group != before.group else None,
            was=one.name if after.name != before.name else None,
        )
        if any((now.name, now.role, now.group is not None)):
            said[one.asked] = now
    if said:
        st.session_state[turn] = st.session_state.get(turn, 0) + 1
    return said


def roles() -> dict[str, str]:
    """Return what a question can tell, in words."""
    return {
        "attribute": readings.label("rating"),
        "overall": readings.label("overall"),
        "recommendation": readings.label("recommendation"),
    }
