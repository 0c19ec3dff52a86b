"""A lesson's guess, and the same picture again with the data and the truth: what was thought, what was seen, what is so.

A curve runs along its places; a number, and things put in order, stand in rows on one axis. The guess is hollow and of the second group's
colour, the data are points with whiskers in the first's, the truth is dotted in the colour of text: nothing else looks like them.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

import plotly.graph_objects as go

from components import words
from components.charts import theme
from components.language import _
from components.lessons.lesson import Guess, Point, Scale

HEIGHT, ROWS_TOP, ROW, FOOT = 310, 18, 54, 34
#: What is put in order has more rows, and a text of three lines above them.
ROW_IN_ORDER = 45
LEFT, RIGHT, TOP, BOTTOM = 44, 112, 18, 34
POINT, DIAMOND, WHISKER = 8, 11, 2.25
#: Room at the left for the names of a number's three rows; there nothing can stand on them.
NAMES = 84
UNIT = 20
#: Pixels that two labels at the end of a curve keep from each other.
APART = 19
TICKS = 4


def asked(guess: Guess, given: Sequence[float | None], *, dark: bool, on_paper: bool = False) -> go.Figure:
    """Draw what was guessed so far, on the axis on which the rest will stand.

    Parameters
    ----------
    guess : Guess
        Of a curve or a number; an order is not drawn before it is revealed.
    given : sequence of float or None
        None where nothing is set yet.
    dark : bool
        The theme.
    on_paper : bool
        Whether it is a grid to draw in, on which nothing will appear.
    """
    top = _top(guess.scale, [])
    if guess.kind == "curve":
        picture = _curve(guess, top, dark)
        _guessed_line(picture, guess.points, given, dark)
    else:
        picture = _rows(1, guess.scale, top, dark, left=NAMES)
        _guessed_row(picture, given[0], 0, guess.scale, dark)
    if on_paper:
        return picture
    theme.label(
        picture, _("what happened, and the truth, appear here after your guess"),
        x=0.5, xref="paper", y=0.1 if guess.kind == "curve" else 1, yref="paper", xanchor="center", colour=theme.tokens(dark).quiet,
    )  # fmt: skip
    return picture


def asked_alt(guess: Guess, given: Sequence[float | None]) -> str:
    """The picture in words."""
    told = [_("{point}: {guess}").format(point=point.label, guess=_said(guess.scale, one)) for point, one in zip(guess.points, given)]
    return _("Your guess. {told}.").format(told="; ".join(told))


def shown(guess: Guess, given: Sequence[float] | None, *, dark: bool) -> go.Figure:
    """Draw the guess, the data with their interval, and the truth; without a guess where the trainer skipped it.

    Parameters
    ----------
    guess : Guess
    given : sequence of float, or None
        Numbers; for an order the points' places, the first first.
    dark : bool
        The theme.
    """
    numbers = [] if given is None or guess.kind == "order" else list(given)
    top = _top(guess.scale, [*numbers, *(end for point in guess.points for end in (point.low, point.high, point.truth) if end is not None)])
    if guess.kind == "curve":
        picture = _curve(guess, top, dark)
        _data(picture, guess.points, [point.at for point in guess.points], dark, upright=True)
        _true_line(picture, guess.points, dark)
        _guessed_line(picture, guess.points, given or [], dark)
        _ends(picture, guess, given, top, dark)
        return picture
    points = in_order(guess.points) if guess.kind == "order" else guess.points
    if guess.kind == "order":
        picture = _rows(len(points), guess.scale, top, dark, row=ROW_IN_ORDER)
        _ordered(picture, guess, points, given, dark)
    else:
        picture = _rows(3, guess.scale, top, dark, left=NAMES)
        _number(picture, guess, given, dark)
    return picture


def shown_alt(guess: Guess, given: Sequence[float] | None) -> str:
    """The picture in words."""
    told = []
    for place, point in enumerate(guess.points):
        said = [_("the data {said}").format(said=point.said)]
        if point.truth is not None:
            said.append(_("the truth {truth}").format(truth=guess.scale.said(point.truth, guess.scale.digits + 1)))
        if given is not None and guess.kind == "order":
            said.insert(0, _("you put it {place}").format(place=words.ordinal(list(given).index(place) + 1)))
        elif given is not None:
            said.insert(0, _("your guess {guess}").format(guess=guess.scale.said(given[place])))
        told.append(_("{point}: {told}").format(point=point.label or guess.label, told=", ".join(said)))
    return ". ".join(told) + "."


def shown_data(guess: Guess, given: Sequence[float] | None) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind it."""
    rows = []
    for place, point in enumerate(guess.points):
        own = None if given is None else list(given).index(place) + 1 if guess.kind == "order" else given[place]
        rows.append((point.label or guess.label, own, point.value, point.low, point.high, point.truth))
    return (_("What"), _("Your guess"), _("Data"), _("low"), _("high"), _("Truth")), rows


def in_order(points: Sequence[Point]) -> list[Point]:
    """Return the points as they truly stand, the largest first: by the truth, for want of one by the data."""
    return sorted(points, key=lambda point: -(point.value if point.truth is None else point.truth))


def _top(scale: Scale, numbers: Sequence[float]) -> tuple[float, float]:
    """The ends of the axis: the scale's; once all is known what is needed of it, in fifths, and more where something lies beyond."""
    if not numbers:
        return scale.low, scale.high
    fifth = (scale.high - max(scale.low, 0)) / 5
    up, down = max(1, ceil(1.02 * max(numbers) / fifth)), min(0, floor(min(numbers) / fifth))
    return down * fifth if scale.low <= 0 else scale.low, up * fifth


def _curve(guess: Guess, ends: tuple[float, float], dark: bool) -> go.Figure:
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    at = [point.at for point in guess.points]
    names = [words.decimal(place, 0) for place in at]
    picture.update_xaxes(
        range=[min(at) - 0.5, max(at) + 0.1], tickvals=at, ticktext=[f"{guess.along} {names[0]}", *names[1:]], tickangle=0
    )
    values = _ticks(guess.scale, ends)
    picture.update_yaxes(
        range=[ends[0], ends[1] * 1.02], tickvals=values,
        ticktext=[*(words.decimal(value, 0) for value in values[:-1]), guess.scale.said(values[-1])],
        showgrid=True, gridcolor=colours.rule, gridwidth=1,
    )  # fmt: skip
    return picture


def _rows(number: int, scale: Scale, ends: tuple[float, float], dark: bool, *, left: int = 12, row: int = ROW) -> go.Figure:
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=ROWS_TOP + row * number + FOOT, left=left, right=56, top=ROWS_TOP, bottom=FOOT)
    values = _ticks(scale, ends)
    room = 0.02 * (ends[1] - ends[0])
    picture.update_xaxes(
        range=[ends[0] - room, ends[1] + room], tickvals=values, ticktext=[scale.said(value, _tick_digits(values)) for value in values],
        showgrid=True, gridcolor=colours.rule, gridwidth=1,
    )  # fmt: skip
    picture.update_yaxes(range=[number - 0.4, -0.6], showticklabels=False)
    return picture


def _ticks(scale: Scale, ends: tuple[float, float]) -> list[float]:
    """Round numbers within the ends, about five."""
    span = (ends[1] - ends[0]) / TICKS
    size = 10.0 ** len(str(int(span))) / 10 if span >= 1 else 10.0 ** -next(n for n in range(1, 9) if span * 10**n >= 1)
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= span * 0.999)
    first = -int(-ends[0] // step) if ends[0] < 0 else int(ends[0] // step)
    return [step * number for number in range(int(first) - 1, 60) if ends[0] <= step * number <= ends[1] * 1.0001]


def _tick_digits(values: Sequence[float]) -> int:
    return next((digits for digits in range(4) if all(abs(value - round(value, digits)) < 1e-9 for value in values)), 3)


def _said(scale: Scale, number: float | None) -> str:
    return _("not set") if number is None else scale.said(number)


def _diamond(colours: theme.Tokens) -> dict:
    """The mark of a guess, hollow."""
    return {"symbol": "diamond", "size": DIAMOND, "color": colours.page, "line": {"color": colours.groups[1], "width": 2}}


def _truth(picture: go.Figure, x: Sequence[float], y: Sequence[float], dark: bool) -> None:
    """The dotted line of what is so."""
    line = {"color": theme.tokens(dark).text, "width": 2, "dash": "2px 3px"}
    picture.add_scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip")


def _guessed_line(picture: go.Figure, points: Sequence[Point], given: Sequence[float | None], dark: bool) -> None:
    colours = theme.tokens(dark)
    some = [(point.at, one, point.label) for point, one in zip(points, given, strict=False) if one is not None]
    if not some:
        return
    picture.add_scatter(
        x=[at for at, *_rest in some], y=[one for _at, one, _label in some], mode="lines+markers", cliponaxis=False,
        line={"color": colours.groups[1], "width": theme.LINE},
        marker=_diamond(colours),
        text=[_("{point}: your guess").format(point=words.escape_html(label)) for *_rest, label in some],
        hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip
    if not any(trace.error_y.array is not None for trace in picture.data if trace.type == "scatter"):
        at, one, _label = some[-1]
        theme.label(picture, _("your guess"), x=at, y=one, xshift=13, colour=colours.group_texts[1], weight=600)


def _data(picture: go.Figure, points: Sequence[Point], places: Sequence[float], dark: bool, *, upright: bool) -> None:
    colours = theme.tokens(dark)
    values = [point.value for point in points]
    whisker = {
        "type": "data", "symmetric": False, "array": [point.high - point.value for point in points],
        "arrayminus": [point.value - point.low for point in points], "thickness": WHISKER, "width": 5, "color": colours.groups[0],
    }  # fmt: skip
    axes = {"x": places, "y": values, "error_y": whisker} if upright else {"x": values, "y": places, "error_x": whisker}
    picture.add_scatter(
        mode="markers", cliponaxis=False, marker={"size": POINT, "color": colours.groups[0]},
        text=[words.escape_html(point.said) for point in points],
        hovertemplate="%{text}<extra></extra>", **axes,
    )  # fmt: skip


def _true_line(picture: go.Figure, points: Sequence[Point], dark: bool) -> None:
    known = [point for point in points if point.truth is not None]
    _truth(picture, [point.at for point in known], [point.truth for point in known], dark)


def _ends(picture: go.Figure, guess: Guess, given: Sequence[float] | None, ends: tuple[float, float], dark: bool) -> None:
    """Name the three at their last point, pushed apart where they would touch."""
    colours, last = theme.tokens(dark), guess.points[-1]
    named = [] if given is None else [(given[-1], _("your guess"), colours.group_texts[1])]
    named.append((last.value, _("the data"), colours.group_texts[0]))
    if last.truth is not None:
        named.append((last.truth, _("the truth"), colours.text))
    pixels = (HEIGHT - TOP - BOTTOM) / (ends[1] * 1.02 - ends[0])
    at = None
    # From above: each no nearer to the one before than a line's height.
    for value, text, colour in sorted(named, key=lambda one: -one[0]):
        own = (value - ends[0]) * pixels
        at = own if at is None else min(own, at - APART)
        theme.label(picture, text, x=last.at, y=value, xshift=13, yshift=at - own, colour=colour, weight=600)


def _row_name(picture: go.Figure, row: int, text: str, colour: str) -> None:
    theme.label(picture, text, x=0, xref="paper", y=row, xshift=-8, yshift=20, colour=colour, weight=600)


def _left_name(picture: go.Figure, row: int, text: str, colour: str) -> None:
    theme.label(picture, text, x=0, xref="paper", y=row, xshift=-NAMES, colour=colour, weight=600)


def _beside(picture: go.Figure, row: int, value: float, text: str, colour: str) -> None:
    theme.label(picture, text, x=value, y=row, xshift=12, colour=colour)


def _guessed_row(picture: go.Figure, one: float | None, row: int, scale: Scale, dark: bool) -> None:
    colours = theme.tokens(dark)
    _left_name(picture, row, _("your guess"), colours.group_texts[1])
    if one is None:
        return
    picture.add_scatter(x=[one], y=[row], mode="markers", marker=_diamond(colours), hoverinfo="skip")
    _beside(picture, row, one, scale.said(one), colours.group_texts[1])


def _number(picture: go.Figure, guess: Guess, given: Sequence[float] | None, dark: bool) -> None:
    colours, point = theme.tokens(dark), guess.points[0]
    if given is not None:
        _guessed_row(picture, given[0], 0, guess.scale, dark)
    _left_name(picture, 1, _("the data"), colours.group_texts[0])
    _data(picture, [point], [1], dark, upright=False)
    _beside(picture, 1, point.high, guess.scale.said(point.value), colours.group_texts[0])
    if point.truth is None:
        theme.label(picture, _("the truth is not known here"), x=0, xref="paper", y=2, xshift=-NAMES, colour=colours.quiet)
        return
    _left_name(picture, 2, _("the truth"), colours.text)
    _truth(picture, [point.truth] * 2, [-0.4, 2.3], dark)
    _beside(picture, 2, point.truth, guess.scale.said(point.truth, guess.scale.digits + 1), colours.text)


def _ordered(picture: go.Figure, guess: Guess, points: Sequence[Point], given: Sequence[float] | None, dark: bool) -> None:
    colours = theme.tokens(dark)
    if guess.label:
        picture.update_layout(height=picture.layout.height + UNIT, margin_b=FOOT + UNIT)
        theme.label(picture, guess.label, x=0, xref="paper", y=0, yref="paper", xshift=-8, yshift=-FOOT - 4, colour=colours.quiet)
    for row, point in enumerate(points):
        name = words.escape_html(point.label)
        if given is not None:
            place = list(given).index(guess.points.index(point)) + 1
            said = _("you put it {place}").format(place=words.ordinal(place))
            colour = colours.quiet if place == row + 1 else colours.group_texts[1]
            name = f'{name} <span style="color:{colour};font-weight:400">{said}</span>'
        _row_name(picture, row, name, colours.text)
        if point.truth is not None:
            _truth(picture, [point.truth] * 2, [row - 0.16, row + 0.3], dark)
    _data(picture, points, list(range(len(points))), dark, upright=False)
