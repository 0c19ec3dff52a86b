"""What joining seems to do, and what it does: three estimates under one another."""

import plotly.graph_objects as go

from components import words
from components.charts import theme
from components.charts.dots import Dot, Line, dots, told
from components.language import _
from components.sentences.programme_effect import row_name, verdict

ROOM = 6.0  # points on either side of what is drawn


def effect(result, *, dark: bool, narrow: bool = False, truth: float | None = None) -> go.Figure:
    """Draw the naive difference, that at like moments, and the effect that timing tells.

    Parameters
    ----------
    result : analysis.programme_effect.ProgrammeEffect
    dark : bool
        The theme.
    truth : float, optional
        What joining truly did, -1 to 1, where that is known: then it stands under them.
    """
    lines = _lines(result)
    if truth is not None:
        lines.append(_true(truth, result.joined, dark))
    reach = [end for line in lines for dot in line.dots for end in (dot.low, dot.high)]
    ends = (min(0.0, *reach) - ROOM, max(0.0, *reach) + ROOM) if reach else (-10.0, 10.0)
    unit = _("points more who come back, members against non-members, with {level} interval").format(level=words.share(result.level))
    return dots(lines, unit=unit, dark=dark, ends=ends, baseline=0.0, per_cent=False, narrow=narrow)


def _lines(result) -> list[Line]:
    matched = result.matched.comparison
    rows = (
        ("naive", result.naive, None if result.naive is None else result.naive.first.n),
        ("matched", matched, None if matched is None else matched.first.n),
        ("timing", result.timing, None if result.timing is None else result.timing.joined),
    )
    lines = []
    for kind, found, n in rows:
        if found is None:
            continue
        ends = words.between(100 * found.low, 100 * found.high, words.digits_for(found.low, found.high))
        span = _("{span}\u00a0points").format(span=ends)
        said = span if kind == "timing" else words.points(found.difference, found.low, found.high)
        name = row_name(kind)
        dot = Dot(
            value=100 * found.difference,
            low=100 * found.low,
            high=100 * found.high,
            n=n,
            span=kind == "timing",
            label=_("{points}, n\u00a0{n}").format(points=span if kind == "timing" else words.points(found.difference), n=words.count(n)),
            hover="<br>".join([f"<b>{name}</b>", said, _("n\u00a0=\u00a0{n} who joined").format(n=words.count(n))]),
        )
        lines.append(Line(name=name, dots=(dot,), strong=kind == "timing"))
    return lines


def _true(truth: float, n: int, dark: bool) -> Line:
    value, said = 100 * truth, words.points(truth)
    name = row_name("truth")
    hover = "<br>".join([f"<b>{name}</b>", said])
    dot = Dot(value=value, low=value, high=value, n=n, label=said, hover=hover, colour=theme.tokens(dark).text)
    return Line(name=name, dots=(dot,), strong=True)


def effect_alt(result, *, truth: float | None = None) -> str:
    """The picture in words."""
    lines = _lines(result) + ([] if truth is None else [_true(truth, result.joined, dark=False)])
    return _("Points more who come back, members against non-members: {said}; {verdict}.").format(
        said=told(lines), verdict=verdict(result)
    )


def effect_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind it."""
    rows = [(line.name, None if dot.span else dot.value, dot.low, dot.high, dot.n) for line in _lines(result) for dot in line.dots]
    return (_("Estimate"), _("Points"), _("low"), _("high"), _("Members")), rows
