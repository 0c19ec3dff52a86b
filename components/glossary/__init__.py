"""The words of the field, each with its definition, its formula, its source and the page that shows it.

A page of texts links to one by `link`; every page offers its own words at its end (`frame.page`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from urllib.parse import urlencode

from components import words, workspaces
from components.glossary import chance, market, programmes, records, relationship, satisfaction, slips, stages, staying, worth
from components.glossary.term import Term
from components.language import LANGUAGE, _

#: What the address of the glossary calls the word that it shows on top.
PARAMETER = "term"
#: The page's own file.
PAGE = "pages/glossary.py"
_THEMES: tuple[tuple[str, Callable[[], str], Callable[[], tuple[Term, ...]]], ...] = (
    ("relationship", lambda: _("The relationship"), relationship.terms),
    ("stages", lambda: _("Stages"), stages.terms),
    ("staying", lambda: _("Staying and leaving"), staying.terms),
    ("satisfaction", lambda: _("Satisfaction"), satisfaction.terms),
    ("worth", lambda: _("Money and worth"), worth.terms),
    ("programmes", lambda: _("Programmes"), programmes.terms),
    ("market", lambda: _("Market and offer"), market.terms),
    ("chance", lambda: _("How sure a number is"), chance.terms),
    ("slips", lambda: _("How numbers fool"), slips.terms),
    ("records", lambda: _("What was recorded"), records.terms),
)


def themes() -> dict[str, str]:
    """Return the themes in their order: key to words."""
    return {key: name() for key, name, _terms in _THEMES}


def terms(theme: str | None = None) -> list[Term]:
    """Return the words of a theme, or all of them, by the alphabet.

    Examples
    --------
    >>> [term.key for term in terms("stages")][:3]
    ['abandoned', 'at-risk', 'capture']
    """
    found = [term for key, made in _made(LANGUAGE).items() if theme in (None, key) for term in made]
    return sorted(found, key=lambda term: term.name.casefold())


@cache
def _made(language: str) -> dict[str, tuple[Term, ...]]:
    """Every theme's words in a language: each page asks for some."""
    return {key: made() for key, _name, made in _THEMES}


@cache
def _named(language: str) -> dict[str, Term]:
    """From each name, and each other name, to the word that is called so."""
    made = [term for terms_of_it in _made(language).values() for term in terms_of_it]
    others = {other.casefold(): term for term in reversed(made) for other in term.also}
    return others | {term.name.casefold(): term for term in made}


def called(name: str) -> Term | None:
    """Return the word that goes by exactly this name, or by it among others.

    Examples
    --------
    >>> called("Pooled rate").key, called("Left out")
    ('pooled-share', None)
    """
    return _named(LANGUAGE).get(name.casefold())


def find(key: str | None) -> Term | None:
    """Return the word of that key; None if there is none.

    Examples
    --------
    >>> find("cohort").name, find("<img src=x>")
    ('cohort', None)
    """
    return next((term for term in terms() if term.key == key), None)


def search(text: str) -> list[Term]:
    """Return the words that a text finds: by name first, then by another name, then by what they mean.

    Examples
    --------
    >>> [term.key for term in search("Win-back")], search("  ")
    (['recovered'], [])
    """
    asked = text.casefold().split()
    if not asked:
        return []
    ranked = [(rank, term) for term in terms() if (rank := _rank(term, " ".join(asked), asked)) is not None]
    return [term for _rank_of_it, term in sorted(ranked, key=lambda one: one[0])]


def _rank(term: Term, phrase: str, asked: list[str]) -> int | None:
    """How near a word is to what was asked; 0 is nearest."""
    name, also = term.name.casefold(), [other.casefold() for other in term.also]
    if phrase == name or phrase in also:
        return 0
    if name.startswith(phrase):
        return 1
    if any(phrase in one for one in (name, *also)):
        return 2
    whole = " ".join((name, *also, term.definition.casefold()))
    return 3 if all(word in whole for word in asked) else None


def on(page: str) -> list[Term]:
    """Return the words that a page shows, those first that it shows best; `page` is its file's name without ending.

    Examples
    --------
    >>> [term.key for term in on("retention")][:3]
    ['cohort', 'age', 'observed']
    """
    shown = [term for made in _made(LANGUAGE).values() for term in made if page in term.pages]
    return sorted(shown, key=lambda term: term.pages.index(page) > 0)


def query(key: str) -> dict[str, str]:
    """Return what the glossary's address says to show a word in this workspace."""
    return {PARAMETER: key, **workspaces.in_links()}


def link(key: str, text: str | None = None) -> str:
    """Return a link to a word, as Markdown.

    Parameters
    ----------
    key
        The word's key.
    text
        What is read in its place within a sentence; by default the word itself. Plain text: every sign of it stands for itself.

    Raises
    ------
    KeyError
        For a key that there is not: a link that leads nowhere is a mistake of its writer.

    Examples
    --------
    >>> link("cohort")
    '[cohort](glossary?term=cohort)'
    """
    term = find(key)
    if term is None:
        raise KeyError(key)
    return f"[{words.escape_markdown(text or term.name)}]({_address(key)})"


def linked(name: str) -> str:
    """Return a heading of our own as HTML: a link, in a tab of its own, where a word goes by just this name.

    Examples
    --------
    >>> linked("Age"), linked("<b>")
    ('<a href="glossary?term=age" target="_blank">Age</a>', '&lt;b&gt;')
    """
    text, term = words.escape_html(name), called(name)
    return text if term is None else f'<a href="{words.escape_html(_address(term.key))}" target="_blank">{text}</a>'


def _address(key: str) -> str:
    # Without a slash in front it leads to the right place whatever stands before the pages in the address.
    return f"glossary?{urlencode(query(key))}"
