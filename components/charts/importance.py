"""The importance–performance map: each attribute a cross of two intervals, filled where its quadrant is sure."""

from collections.abc import Collection
from dataclasses import dataclass
from math import cos, pi, sin

import plotly.graph_objects as go

from analysis import importance
from components import words
from components.charts import theme
from components.language import _

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 520, 46, 16, 34, 44
#: What a label takes up, in pixels: its letters are so wide on average.
LETTER, LINE_HEIGHT = 6.2, 16
PLOT_WIDTH = 1060
NARROWEST = 620
PLACES, REACHES = 12, (16, 30)


@dataclass(frozen=True, slots=True)
class _Box:
    """What is taken up on the picture, in pixels from its lower left corner."""

    left: float
    low: float
    right: float
    high: float

    def over(self, other: "_Box") -> float:
        """The area that both take up."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.high, other.high) - max(self.low, other.low)
        return max(wide, 0.0) * max(tall, 0.0)


def quadrant_name(quadrant: str) -> str:
    """What a quadrant is called on the map."""
    return {
        importance.CONCENTRATE: _("Fix first"),
        importance.KEEP_UP: _("Keep it up"),
        importance.LOW_PRIORITY: _("Low priority"),
        importance.OVERKILL: _("More than enough"),
    }[quadrant]


def importance_map(result, first: Collection[str], *, dark: bool) -> go.Figure:
    """Draw it.

    Parameters
    ----------
    result : analysis.importance.ImportanceMap
    first : names
        Of the attributes that the plan names: what only goes along with satisfaction can lie in the same quadrant.
    dark : bool
        The theme.
    """
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    derived = result.kind == importance.DERIVED
    unit = 100 if derived else 1
    xs = _range([(p.performance_low, p.performance_high) for p in result.places] + [(result.performance_line,) * 2], result.scale)
    ys = _range(
        [(unit * p.importance_low, unit * p.importance_high) for p in result.places] + [(unit * result.importance_line,) * 2],
        None if derived else result.importance_scale,
    )
    if derived:
        ys = (0.0, ys[1])
    ends = {"range": xs, "showgrid": False, "zeroline": False}
    picture.update_layout(xaxis={**ends, "ticks": "", "nticks": 7}, yaxis={"range": ys, "nticks": 6})
    picture.add_shape(
        type="rect", x0=xs[0], x1=result.performance_line, y0=unit * result.importance_line, y1=ys[1], fillcolor=colours.raised,
        line_width=0, layer="below",
    )  # fmt: skip
    lines = {"color": colours.quiet, "width": 1}
    picture.add_shape(type="line", x0=result.performance_line, x1=result.performance_line, y0=ys[0], y1=ys[1], line=lines, layer="below")
    across = {"y0": unit * result.importance_line, "y1": unit * result.importance_line}
    picture.add_shape(type="line", x0=xs[0], x1=xs[1], **across, line=lines, layer="below")
    notes = _corners(colours, unit * result.importance_line)
    for place in result.places:
        _cross(picture, place, place.name in first, unit, colours)
    notes += _labels(result, first, xs, ys, unit, colours)
    notes.append(theme.unit(_weight_axis(result), dark, left=LEFT))
    cut = "" if xs[0] <= result.scale.low else _(" (axis from {low})").format(low=words.decimal(xs[0], 1))
    text = _("Mean rating, {low} to {high}{cut}").format(low=_end(result.scale.low), high=_end(result.scale.high), cut=cut)
    notes.append(theme.note(text, x=0.5, y=0, xref="paper", yref="paper", xanchor="center", yshift=-34, colour=colours.quiet))
    picture.update_layout(annotations=[*picture.layout.annotations, *notes])
    return picture


def _end(value: float) -> str:
    return words.decimal(value, 0 if float(value).is_integer() else 1)


def _weight_axis(result) -> str:
    if result.kind == importance.DERIVED:
        return _("Weight in satisfaction, % of what is explained")
    return _("How important it is said to be, {low} to {high}").format(
        low=_end(result.importance_scale.low), high=_end(result.importance_scale.high)
    )


def _range(pairs: list[tuple[float, float]], scale) -> tuple[float, float]:
    """Around all intervals, with some room, within the scale."""
    low, high = min(pair[0] for pair in pairs), max(pair[1] for pair in pairs)
    room = max(0.12 * (high - low), 0.05)
    low, high = low - room, high + room
    return (low, high) if scale is None else (max(low, scale.low), min(high, scale.high + 0.02 * scale.width))


def _corners(colours, line: float) -> list[dict]:
    """The quadrants' names: the upper ones at the top, the lower ones under the line."""
    corners = (
        (importance.CONCENTRATE, 0, {"y": 1, "yref": "paper"}), (importance.KEEP_UP, 1, {"y": 1, "yref": "paper"}),
        (importance.LOW_PRIORITY, 0, {"y": line}), (importance.OVERKILL, 1, {"y": line}),
    )  # fmt: skip
    return [
        theme.note(
            f"<b>{quadrant_name(name)}</b>", x=x, xref="paper", xanchor="right" if x else "left", xshift=-8 if x else 8, yshift=-14,
            colour=colours.quiet, **where,
        )
        for name, x, where in corners
    ]  # fmt: skip


def _cross(picture, place, first: bool, unit, colours) -> None:
    colour = colours.primary if first and place.sure else colours.text if not place.sure else colours.baseline
    arms = {"type": "data", "symmetric": False, "width": 0, "thickness": 1.5, "color": colour}
    picture.add_scatter(
        x=[place.performance],
        y=[unit * place.importance],
        mode="markers",
        marker={"size": 10, "color": colour if place.sure else colours.page, "line": {"color": colour, "width": 1.5}},
        error_x={**arms, "array": [place.performance_high - place.performance], "arrayminus": [place.performance - place.performance_low]},
        error_y={
            **arms, "array": [unit * (place.importance_high - place.importance)],
            "arrayminus": [unit * (place.importance - place.importance_low)],
        },
        hovertext=[_hover(place, unit)],
        hovertemplate="%{hovertext}<extra></extra>",
        name=words.escape_html(place.name),
    )  # fmt: skip


def _hover(place, unit) -> str:
    weight = (
        _("weight {share}").format(share=words.share(place.importance, place.importance_low, place.importance_high))
        if unit == 100
        else _("said to be important: {mean} ({interval})").format(
            mean=words.decimal(place.importance, 2), interval=words.between(place.importance_low, place.importance_high, 2)
        )
    )
    rated = _("rated {mean} ({interval})").format(
        mean=words.decimal(place.performance, 2), interval=words.between(place.performance_low, place.performance_high, 2)
    )
    chances = "; ".join(f"{quadrant_name(name)} {words.share(chance)}" for name, chance in place.chances.items() if chance >= 0.005)
    lines = [f"<b>{words.escape_html(place.name)}</b>", rated, weight, _("n\u00a0=\u00a0{n}").format(n=words.count(place.n)), chances]
    return "<br>".join(lines)


def _labels(result, first, xs, ys, unit, colours) -> list[dict]:
    """Names beside their crosses, each where it covers the least: of two rings of places, the nearer counts more."""
    wide, tall = PLOT_WIDTH / (xs[1] - xs[0]), (HEIGHT - TOP - BOTTOM) / (ys[1] - ys[0])
    taken: list[tuple[_Box, float]] = []
    at = {}
    for place in result.places:
        x, y = (place.performance - xs[0]) * wide, (unit * place.importance - ys[0]) * tall
        at[place.name] = (x, y)
        left, right = ((end - xs[0]) * wide for end in (place.performance_low, place.performance_high))
        low, high = ((unit * end - ys[0]) * tall for end in (place.importance_low, place.importance_high))
        taken += [(_Box(left, y - 2, right, y + 2), 6.0), (_Box(x - 2, low, x + 2, high), 6.0), (_Box(x - 12, y - 12, x + 12, y + 12), 2.0)]
    line_x, line_y = (result.performance_line - xs[0]) * wide, (unit * result.importance_line - ys[0]) * tall
    taken += [(_Box(line_x - 1, 0, line_x + 1, HEIGHT), 2.0), (_Box(0, line_y - 1, PLOT_WIDTH, line_y + 1), 2.0)]
    tall_line = HEIGHT - TOP - BOTTOM - 14
    for name, right, middle in (
        (importance.CONCENTRATE, False, tall_line), (importance.KEEP_UP, True, tall_line),
        (importance.LOW_PRIORITY, False, line_y - 14), (importance.OVERKILL, True, line_y - 14),
    ):  # fmt: skip
        width = 8 + LETTER * len(quadrant_name(name))
        left = PLOT_WIDTH - width if right else 0
        taken.append((_Box(left, middle - LINE_HEIGHT / 2, left + width, middle + LINE_HEIGHT / 2), 6.0))
    notes = []
    for place in result.places:
        either = "" if place.sure else " " + _("could be either")
        x, y = at[place.name]
        width = LETTER * (len(place.name) + len(either))
        box, shift = min(
            (_at(x, y, width, reach, step) for reach in REACHES for step in range(PLACES)),
            key=lambda one: sum(one[0].over(other) * weight for other, weight in taken) + _outside(one[0]) + 3 * abs(one[1][1]),
        )
        taken.append((box, 6.0))
        strong = not place.sure or place.name in first
        name = words.escape_html(place.name)
        text = f"<b>{name}</b>" if strong else name
        if either:
            text += f'<span style="color:{colours.quiet}">{either}</span>'
        notes.append(
            theme.note(text, x=place.performance, y=unit * place.importance, xanchor="center", xshift=shift[0], yshift=shift[1],
                       colour=colours.text)
        )  # fmt: skip
    return notes


def _at(x: float, y: float, width: float, reach: float, step: int) -> tuple[_Box, tuple[float, float]]:
    """A label's box and its middle's distance from the point, in one of the directions."""
    angle = 2 * pi * (step + 0.5) / PLACES
    across, up = (reach + width / 2) * cos(angle), reach * sin(angle)
    box = _Box(x + across - width / 2, y + up - LINE_HEIGHT / 2, x + across + width / 2, y + up + LINE_HEIGHT / 2)
    return box, (across, up)


def _outside(box: _Box) -> float:
    """What of a label would lie beyond the picture weighs most."""
    beyond = max(-box.left, 0) + max(box.right - PLOT_WIDTH, 0) + max(-box.low, 0) + max(box.high - (HEIGHT - TOP - BOTTOM), 0)
    return 1000 * beyond


def importance_alt(result) -> str:
    """The map in words, for those who don't see it."""
    said = "; ".join(
        _("{name}: {quadrant}{either}").format(
            name=place.name, quadrant=quadrant_name(place.quadrant), either="" if place.sure else _(", could be either")
        )
        for place in result.places
    )
    return _("Map of weight against rating, a cross for each attribute. {said}.").format(said=said)
