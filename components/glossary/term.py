"""What is known of a word of the field."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word, what it means here, and where it comes from.

    Attributes
    ----------
    key : str
        As it stands in an address; it never changes, whatever the language.
    name : str
        As it stands within a sentence.
    also : tuple of str
        Other names that somebody may look for.
    definition : str
        One to three sentences; plain text.
    formula : str or None
        With its units; plain text.
    example : str or None
        The formula with numbers in it.
    source : str
        Who said so first or best, or that it is Rapport's own.
    pages : tuple of str
        Files of `pages/` that show it, without ending; the one that shows it best first.
    query : tuple of (str, str)
        What the first page's address says so that it is seen there.
    see : tuple of str
        Keys of words that stand near.
    """

    key: str
    name: str
    also: tuple[str, ...] = ()
    definition: str
    formula: str | None = None
    example: str | None = None
    source: str
    pages: tuple[str, ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    see: tuple[str, ...] = ()
