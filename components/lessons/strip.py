"""A lesson's line on the real pages: what to look for, and the way back."""

from __future__ import annotations

import streamlit as st

from components import workspaces
from components.language import _
from components.lessons.lesson import Look

KEPT = "lesson-look"
PAGE = "pages/lessons.py"


def remember(lesson: str, number: int, look: Look) -> None:
    """Keep what to look for: the page that is opened for it says it."""
    st.session_state[KEPT, lesson, number] = look.find


def show() -> None:
    """On a page that was opened from a lesson: what to look for, and the way back."""
    lesson, number = st.query_params.get("lesson"), st.query_params.get("look")
    if lesson is None or number is None:
        return
    find = st.session_state.get((KEPT, lesson, int(number) if number.isdecimal() else -1))
    with st.container(horizontal=True, gap="medium", vertical_alignment="center", key="lesson-strip"):
        if find:
            st.markdown(find)
        query = {"lesson": lesson, "step": "see", **workspaces.in_links()}
        st.page_link(PAGE, label=_("Back to the lesson"), icon=":material/school:", query_params=query)
