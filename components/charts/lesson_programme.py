"""Lesson 5: who joins, by how quickly they order."""

import plotly.graph_objects as go

from components import words
from components.charts.dots import Dot, Line, dots, told
from components.language import _

LEVEL = 0.95  # of a group's interval


def pace(facts, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw who joined, of the orders at which one could, by the days between orders so far.

    Parameters
    ----------
    facts : analysis.lessons.programme.Facts
    dark : bool
        The theme.
    """
    unit = _("joined, of the orders at which one could, with {level} interval").format(level=words.share(LEVEL))
    return dots(_lines(facts), unit=unit, dark=dark, per_cent=True, narrow=narrow)


def _lines(facts) -> list[Line]:
    names = (_("the quickest third"), _("the middle third"), _("the slowest third"))
    lines = []
    for name, one in zip(names, facts.paces, strict=True):
        found = one.group
        said = words.share(found.rate, found.low, found.high, digits=1)
        dot = Dot(
            value=100 * found.rate,
            low=100 * found.low,
            high=100 * found.high,
            n=found.n,
            label=_("{share}, n\u00a0{n}").format(share=words.share(found.rate, digits=1), n=words.count(found.n)),
            hover="<br>".join([f"<b>{name}</b>", said, _("{k} of {n} orders").format(k=words.count(found.k), n=words.count(found.n))]),
        )
        lines.append(Line(name=name, dots=(dot,)))
    return lines


def pace_alt(facts) -> str:
    """The picture in words."""
    return _("Joined, of the orders at which one could, by how quickly people ordered: {said}.").format(said=told(_lines(facts)))
