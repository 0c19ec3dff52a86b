"""The glossary: what a word of the field means, how it is reckoned, who says so, and where it is seen."""

import streamlit as st

from components import frame, glossary
from components.glossary import shown
from components.language import _
from components.sentences import glossary as sentences

TITLE = _("What does this word mean?")

with frame.page(TITLE, whole=False) as head:
    wanted = st.query_params.get(glossary.PARAMETER)
    term = glossary.find(wanted)
    with frame.controls():
        text = shown.asked()
    found = glossary.search(text)
    head.say(quiet=sentences.quiet(glossary.terms()))
    shown.answer(sentences.answer(term, wanted, text, found))
    if term:
        # A link from this page to this page changes what is shown, and the browser's address only if told so.
        st.query_params[glossary.PARAMETER] = term.key
        shown.body(term)
    shown.results(found)
    shown.index()
