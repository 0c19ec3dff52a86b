"""The glossary in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from components import words
from components.language import _, ngettext


def quiet(terms: Sequence) -> str:
    """How many words there are, and what stands with each."""
    return _("{n} words, each with what it means here, its source, and the page that shows it").format(n=words.count(len(terms)))


def answer(term, wanted: str | None, text: str, found: Sequence) -> str:
    """What the word means that was asked for, or how many were found (Markdown)."""
    if term is not None:
        return f"**{words.escape_markdown(words.capital(term.name))}.** {words.escape_markdown(term.definition)}"
    if text:
        sought = words.escape_markdown(text)
        if not found:
            return _("No word here goes by “{text}”: names, other names and what they mean were searched.").format(text=sought)
        return ngettext("“{text}” finds {n} word.", "“{text}” finds {n} words.", len(found)).format(text=sought, n=words.count(len(found)))
    if wanted is not None:
        return _("No word here goes by “{text}”. All that there are stand below.").format(text=words.escape_markdown(wanted))
    return _("Search for a word, or choose one below.")
