"""What a page shows while it runs, kept in order, so that it can be taken along as a whole.

The frame writes it; nobody else has to. Outside a page, and in a part that reruns alone, there is nothing to write to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import plotly.graph_objects as go


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text: "section", "quiet" (small print) or "plain"; Markdown, but a section's title is plain text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture, drawn when it is wanted; `narrowest` in pixels."""

    draw: Callable[[], go.Figure]
    alt: str
    narrowest: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """A table as it is read; `how` as for `ruled.markup`."""

    headers: Sequence[str]
    rows: Sequence[Sequence[object]]
    name: str
    how: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How it was made: terms and their texts, plain."""

    pairs: Sequence[tuple[str, str]]


Part = Words | Picture | Numbers | Made


@dataclass(slots=True, kw_only=True)
class Record:
    """A page as it was shown.

    Attributes
    ----------
    title : str
        Plain text.
    quiet, answer : str
        Markdown.
    parts : list of Part
        From top to bottom.
    company, address : str
        Plain text: the workspace's name; where the view can be opened again.
    """

    title: str
    quiet: str = ""
    answer: str = ""
    parts: list[Part] = field(default_factory=list)
    company: str = ""
    address: str = ""

    def told(self) -> list[Part]:
        """Return the parts without headings that nothing stands under: there the page only offered something to choose."""
        headings = [place for place, part in enumerate(self.parts) if isinstance(part, Words) and part.kind == "section"]
        ends = [*headings, len(self.parts)][1:]
        empty = {
            place
            for place, end in zip(headings, ends, strict=True)
            if not any(not isinstance(part, Words) or part.text for part in self.parts[place + 1 : end])
        }
        return [part for place, part in enumerate(self.parts) if place not in empty]

    def made(self) -> list[tuple[str, str]]:
        """Return every definition of the page, once."""
        return list(dict.fromkeys(pair for part in self.parts if isinstance(part, Made) for pair in part.pairs))


_current: ContextVar[Record | None] = ContextVar("record", default=None)


@contextmanager
def recording(title: str) -> Iterator[Record]:
    """Keep what is shown from now on."""
    kept = Record(title=title)
    token = _current.set(kept)
    try:
        yield kept
    finally:
        _current.reset(token)


def current() -> Record | None:
    """Return what is being kept."""
    return _current.get()


def keep(part: Part) -> None:
    """Keep one part of the page, if a page is being kept."""
    kept = _current.get()
    if kept is not None:
        kept.parts.append(part)
