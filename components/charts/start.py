"""Three small sketches for somebody who has no data yet: what the pages answer. None of them shows a number."""

from __future__ import annotations

import plotly.graph_objects as go

from components.charts import theme
from components.language import _

HEIGHT = 150
_STEPS = 24


def leak(dark: bool) -> go.Figure:
    """A leaking bucket: most customers stay, some are lost below, new ones join above."""
    colours, picture = theme.tokens(dark), _blank(dark)
    for left, right, foot, top in ((0.0, 0.14, 2.0, 9.0), (0.86, 1.0, 3.2, 9.4)):
        _area(picture, [left, right, right, left], [foot, foot, top, top], colours.block)
    stayed = theme.faded(colours.stayed, colours.stayed_opacity)
    _area(picture, [0.14, 0.86, 0.86, 0.14], [3.2, 3.2, 9.0, 9.0], stayed)
    _flow(picture, (0.14, 2.0, 3.2), (0.62, -0.4, 0.8), theme.STAGES["abandoned"])
    _flow(picture, (0.42, 10.4, 11.4), (0.86, 9.0, 9.4), theme.STAGES["capture"])
    return picture


def leak_alt() -> str:
    """The sketch in words."""
    return _("A sketch, not data: a wide band of customers who stay, a band of lost ones that falls away, a thin one of new ones.")


def staying(dark: bool) -> go.Figure:
    """A retention curve in its band, falling steeply and then flat."""
    colours, picture = theme.tokens(dark), _blank(dark)
    ages = [index / _STEPS for index in range(_STEPS + 1)]
    middle = [1.2 + 9.6 / (1 + 5.5 * age) for age in ages]
    width = [0.5 + 0.9 * age for age in ages]
    band = [m + w for m, w in zip(middle, width, strict=True)] + [m - w for m, w in zip(middle[::-1], width[::-1], strict=True)]
    line = {"color": colours.groups[0], "width": theme.LINE, "simplify": False}
    _area(picture, ages + ages[::-1], band, theme.faded(colours.groups[0], colours.band))
    picture.add_scatter(x=ages, y=middle, mode="lines", hoverinfo="skip", line=line)
    picture.add_scatter(x=[0, 1], y=[0, 0], mode="lines", line={"color": colours.rule, "width": 1}, hoverinfo="skip")
    return picture


def staying_alt() -> str:
    """The sketch in words."""
    return _("A sketch, not data: a curve of customers who stay, falling steeply at first and flattening later, in a band.")


def findings(dark: bool) -> go.Figure:
    """Findings, the one with the most money on top, each with its interval; the last is uncertain, and grey."""
    colours, picture = theme.tokens(dark), _blank(dark)
    for place, (worth, low, high) in enumerate(((0.78, 0.62, 0.94), (0.5, 0.36, 0.64), (0.3, 0.2, 0.4), (0.12, 0.0, 0.28))):
        middle = 10 - 2.8 * place
        colour = colours.baseline if place == 3 else theme.STAGES["loyalty"]
        _area(picture, [0, worth, worth, 0], [middle - 0.75, middle - 0.75, middle + 0.75, middle + 0.75], colour)
        picture.add_scatter(
            x=[low, high], y=[middle, middle], mode="lines+markers", hoverinfo="skip", line={"color": colours.text, "width": 1.5},
            marker={"symbol": "line-ns", "size": 8, "line": {"color": colours.text, "width": 1.5}},
        )  # fmt: skip
    return picture


def findings_alt() -> str:
    """The sketch in words."""
    return _("A sketch, not data: four bars, the longest on top, each with an interval; the last is grey, as it may be nothing.")


def _blank(dark: bool) -> go.Figure:
    picture = theme.figure(dark, height=HEIGHT, left=0, right=0, top=0, bottom=0)
    picture.update_xaxes(range=[-0.005, 1.005], visible=False)
    picture.update_yaxes(range=[-1, 12], visible=False)
    return picture.update_layout(hovermode=False)


def _area(picture: go.Figure, x: list[float], y: list[float], colour: str) -> None:
    picture.add_scatter(x=x, y=y, fill="toself", fillcolor=colour, mode="lines", hoverinfo="skip", line={"width": 0, "simplify": False})


def _flow(picture: go.Figure, start: tuple[float, float, float], end: tuple[float, float, float], colour: str) -> None:
    """Draw a band from one place (x, foot, top) to another, eased at both ends."""
    parts = [index / _STEPS for index in range(_STEPS + 1)]
    eased = [part * part * (3 - 2 * part) for part in parts]
    x = [start[0] + (end[0] - start[0]) * part for part in parts]
    foot, top = ([start[n] + (end[n] - start[n]) * part for part in eased] for n in (1, 2))
    _area(picture, x + x[::-1], foot + top[::-1], colour)
