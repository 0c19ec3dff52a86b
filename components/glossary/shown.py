"""The glossary as it is looked at: what was asked for, and all words by theme."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from components import frame, glossary, words, workspaces
from components.glossary.term import Term
from components.language import _, ngettext

STYLE = Path(__file__).parent / "glossary.css"
#: So many of the words that a search finds are told in full, the others by name.
IN_FULL = 8


def asked() -> str:
    """Show the box to search by, and return what is searched for: nothing while the address asks for a word."""
    st.html(STYLE)
    hint = _("A word, another name for it, or what it means")
    return frame.write(_("Search the words"), key="search", placeholder=hint, instead=glossary.PARAMETER)


def told(term: Term) -> str:
    """What stands below a word's name, as HTML."""
    parts = [("formula", term.formula), ("example", term.example and _("For example: {text}").format(text=term.example))]
    made = "".join(f'<p class="{kind}">{words.escape_html(text)}</p>' for kind, text in parts if text)
    also = f"<dt>{words.escape_html(_('Also'))}</dt><dd>{words.escape_html(', '.join(term.also))}</dd>" if term.also else ""
    source = f"<dt>{words.escape_html(_('Source'))}</dt><dd>{words.escape_html(term.source)}</dd>"
    return f'<div class="rapport-word">{made}<dl>{also}{source}</dl></div>'


def answer(text: str) -> None:
    """The answer (Markdown), under the box: with it the word's formula and source stay together."""
    st.container(key="answer-word").markdown(text)


def body(term: Term) -> None:
    """What stands below a word's definition: formula, source, where it is seen, and what stands near."""
    st.html(told(term))
    if term.pages:
        with frame.word_row(f"{term.key}-on", before=_("Seen on")):
            for place, page in enumerate(term.pages):
                file = f"pages/{page}.py"
                # Without words of ours the link has those of the menu.
                st.page_link(file, query_params={**({} if place else dict(term.query)), **workspaces.in_links()})
    near = [other for key in term.see if (other := glossary.find(key))]
    if near:
        frame.word_links(near, key=f"{term.key}-see", before=_("Near it"))


def results(found: Sequence[Term]) -> None:
    """What a search found: the nearest in full, the others by name."""
    for term in found[:IN_FULL]:
        frame.section(words.capital(term.name), key=f"word-{term.key}")
        frame.meaning(words.escape_markdown(term.definition), key=term.key)
        body(term)
    if found[IN_FULL:]:
        frame.section(ngettext("{n} more", "{n} more", len(found) - IN_FULL).format(n=words.count(len(found) - IN_FULL)), key="more")
        frame.word_links(found[IN_FULL:], key="more")


def index() -> None:
    """All words by theme, each a link."""
    for theme, name in glossary.themes().items():
        frame.section(name, key=f"theme-{theme}")
        frame.word_links(glossary.terms(theme), key=theme)
