"""Numbers with their intervals, one a row, side by side on one axis: what is compared stands under one another."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from analysis import evidence
from components import words
from components.charts import theme

ROW, APART = 34, 13  # pixels: of a row, and between two dots of one
LEFT, RIGHT, TOP, BOTTOM = 176, 92, 34, 30
POINT, THICKNESS = 9, 1.5
SPAN = 6  # pixels: how thick an interval without a point is
#: On a phone the names stand above the dots.
ROW_NARROW, LEFT_NARROW, ABOVE = 54, 12, 19
LONGEST = 25
#: With a second line under their names; on a phone there is room beside them.
ROW_TOLD, LEFT_TOLD, UNDER = 50, 236, 17
ROW_TOLD_NARROW, ABOVE_TOLD = 68, 26
#: A longer unit goes on in a second line: a phone has room for so many characters.
LONGEST_UNIT, LINE_HEIGHT = 52, 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One number.

    Attributes
    ----------
    value, low, high : float
        As they stand on the axis.
    n : int
        What it rests on: fewer than five are not drawn, fewer than ten are pale.
    label : str
        What stands at its end.
    hover : str
        Its lines for the pointer, escaped.
    hollow : bool
        A second kind beside the first.
    key : str
        What a click answers.
    span : bool
        An interval of which no point is likelier than another: a bar alone.
    colour : str or None
        Its own, where it has one on every page; by default the first group's, a hollow one's the quiet one.
    """

    value: float
    low: float
    high: float
    n: int
    label: str
    hover: str
    hollow: bool = False
    key: str = ""
    span: bool = False
    colour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row, its name and what it is about not escaped; `strong` for the one that is the matter."""

    name: str
    dots: tuple[Dot, ...]
    strong: bool = False
    about: str = ""


def dots(
    lines: Sequence[Line],
    *,
    unit: str,
    dark: bool,
    ends: tuple[float, float] | None = None,
    baseline: float | None = None,
    per_cent: bool,
    narrow: bool = False,
    point: float = POINT,
    thickness: float = THICKNESS,
) -> go.Figure:
    """Draw them.

    Parameters
    ----------
    lines : sequence of Line
    unit : str
        What the axis counts, and the level of the intervals.
    dark : bool
        The theme.
    ends : (float, float), optional
        Of the axis; from 0 to a little more than the highest interval if not given.
    baseline : float, optional
        Where a line of no difference stands.
    per_cent : bool
        Whether ticks are per cent.
    narrow : bool
        Whether it is for a phone.
    point, thickness : float
        Pixels: a dot's diameter, and its interval's line.
    """
    colours = theme.tokens(dark)
    told_in = textwrap.wrap(unit, LONGEST_UNIT)
    top = TOP + LINE_HEIGHT * (len(told_in) - 1)
    about = any(line.about for line in lines)
    row, left = (ROW_TOLD, LEFT_TOLD) if about else (ROW, LEFT)
    if narrow:
        row, left = ROW_TOLD_NARROW if about else ROW_NARROW, LEFT_NARROW
    picture = theme.figure(dark, height=top + BOTTOM + row * max(len(lines), 1), left=left, right=RIGHT, top=top, bottom=BOTTOM)
    shown = [(place, line, dot) for place, line in enumerate(lines) for dot in line.dots if evidence.strength(dot.n) != "none"]
    low, high = ends or (0.0, 1.05 * max([dot.high for _place, _line, dot in shown], default=1.0))
    picture.update_layout(
        yaxis={"range": [len(lines) - 0.45, -0.55], "visible": False},
        xaxis={
            "range": [low, high], "nticks": 4 if narrow else 6, "tickangle": 0, "showgrid": True, "gridcolor": colours.rule,
            "ticksuffix": "\u00a0%" if per_cent else "",
        },
    )  # fmt: skip
    notes = [theme.unit("<br>".join(told_in), dark, left=left, above=14 + LINE_HEIGHT * (len(told_in) - 1) // 2)]
    for place, line in enumerate(lines):
        notes += _names(line, place, left, colours, narrow=narrow)
    if baseline is not None:
        picture.add_vline(x=baseline, line={"color": colours.quiet, "width": 1}, layer="below")
    for place, line, dot in shown:
        several = len([one for one in line.dots if evidence.strength(one.n) != "none"]) > 1
        y = place + (APART / row * (0.5 if dot.hollow else -0.5) if several else 0)
        thin = evidence.strength(dot.n) == "thin"
        colour = dot.colour or (colours.quiet if dot.hollow else colours.groups[0])
        picture.add_scatter(
            x=[dot.value],
            y=[y],
            mode="markers",
            opacity=theme.PALE if thin else 1,
            marker={
                "size": point,
                "opacity": 0 if dot.span else 1,
                "color": colours.page if dot.hollow else colour,
                "line": {"color": colour, "width": 1.5},
            },
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [dot.high - dot.value],
                "arrayminus": [dot.value - dot.low],
                "color": colour,
                "thickness": SPAN if dot.span else thickness,
                "width": 0,
            },
            customdata=[[dot.key]],
            cliponaxis=False,
            hovertext=[dot.hover],
            hovertemplate="%{hovertext}<extra></extra>",
            name=words.escape_html(line.name),
        )
        notes.append(
            theme.note(
                dot.label, x=dot.high, y=y, xshift=8, size=12 if several else theme.TEXT_SIZE,
                colour=colours.quiet if thin or dot.hollow else colours.text,
            )
        )  # fmt: skip
    picture.update_layout(annotations=[*picture.layout.annotations, *notes])
    return picture


def _names(line: Line, place: int, left: int, colours: theme.Tokens, *, narrow: bool) -> list[dict]:
    """A row's name, and under it what it is about; on a phone both above the dots."""
    name = line.name if len(line.name) <= LONGEST else line.name[: LONGEST - 1].rstrip() + "…"
    name, about = words.escape_html(name), words.escape_html(line.about)
    name = f"<b>{name}</b>" if line.strong else name
    at = {"x": 0, "y": place, "xref": "paper", "xshift": -left}
    if narrow:
        both = f'{name} <span style="color:{colours.quiet}">{about}</span>' if about else name
        return [theme.note(both, yshift=ABOVE_TOLD if about else ABOVE, colour=colours.text, **at)]
    if not about:
        return [theme.note(name, yshift=0, colour=colours.text, **at)]
    return [
        theme.note(name, yshift=UNDER / 2, colour=colours.text, **at),
        theme.note(about, yshift=-UNDER / 2, colour=colours.quiet, size=12, **at),
    ]


def told(lines: Sequence[Line]) -> str:
    """The rows in words, for those who don't see them: those that the evidence carries."""
    return "; ".join(
        f"{line.name}: {', '.join(dot.label for dot in line.dots if evidence.strength(dot.n) in ('few', 'enough'))}"
        for line in lines
        if any(evidence.strength(dot.n) in ("few", "enough") for dot in line.dots)
    )
