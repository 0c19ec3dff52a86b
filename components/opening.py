"""Opening another workspace of the folder, or making a new one."""

from __future__ import annotations

import streamlit as st

from components import frame, words, workspaces
from components.language import _, ngettext
from components.workspaces import Listed
from models.errors import Refused

SHOWN = 5  # more of them scroll


def choices(key: str, *, busy: bool = False) -> None:
    """Offer the other workspaces of the folder by their company's name, and a new one.

    Parameters
    ----------
    key : str
        Tells this place from another on the page.
    busy : bool
        Something is being stored: a visitor may look elsewhere, but it is told where that goes on.
    """
    # A popover stands outside the part of the page that knows its theme: captions, as our quiet lines can't be read there in the dark.
    others = [one for one in workspaces.listed() if one.path != workspaces.path()]
    if not others:
        st.caption(_("There is no other in this folder yet."))
    with st.container(height=62 * SHOWN if len(others) > SHOWN else "content", border=False, gap="xsmall", key=f"{key}-others"):
        for place, one in enumerate(others):
            with st.container(gap=None, key=f"{key}-other-{place}"):
                label = words.escape_markdown(one.seen.name or one.name)
                pressed = st.button(label, key=f"{key}-open-{place}", type="tertiary", icon=":material/folder_open:")
                st.caption(_about(one))
            if pressed:
                _go(one.name)
    if busy:
        st.caption(_("What is being stored goes on, and is found here again."))
    with st.form(f"{key}-form", border=False):
        name = st.text_input(
            _("Name of a new one"), key=f"{key}-name", max_chars=60, placeholder=_("letters, digits, blanks, - and _"),
        )  # fmt: skip
        made = st.form_submit_button(_("Make an empty one"), key=f"{key}-make")
    if made:
        try:
            file = workspaces.make(name)
        except Refused as problem:
            frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
        else:
            _go(file.stem)


def _about(one: Listed) -> str:
    """Say what a workspace is: its file, how much was imported, and when something changed last."""
    parts = [words.escape_markdown(one.path.name)]
    parts.append(ngettext("{n} import", "{n} imports", one.seen.imports).format(n=words.count(one.seen.imports)))
    if one.seen.changed:
        parts.append(_("last change {when}").format(when=words.moment(one.seen.changed)))
    return " · ".join(parts)


def _go(name: str) -> None:
    workspaces.choose(name)
    st.switch_page("pages/overview.py")
