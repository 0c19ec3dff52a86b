"""Sketches for pages without data."""

import plotly.graph_objects as go

from components.charts import theme
from components.language import _


def sketch(dark: bool) -> go.Figure:
    """A grey curve without numbers on its value axis: what the page will show once it has data."""
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=280, left=0, right=0, top=8, bottom=44)
    ages = [1 + index / 8 for index in range(89)]
    middle = [14 + 30 * age**-0.75 for age in ages]
    width = [1.8 + 5 / age for age in ages]
    picture.add_scatter(
        x=ages + ages[::-1],
        y=[m + w for m, w in zip(middle, width, strict=True)] + [m - w for m, w in zip(middle[::-1], width[::-1], strict=True)],
        fill="toself",
        fillcolor=theme.faded(colours.baseline, 0.14),
        mode="lines",
        line_width=0,
        hoverinfo="skip",
    )
    picture.add_scatter(
        x=ages,
        y=middle,
        mode="lines",
        hoverinfo="skip",
        line={"color": theme.faded(colours.baseline, 0.7), "width": theme.LINE},
    )
    questions = (
        (1.5, 48, "left", _("When do most leave?")),
        (4.6, 33, "left", _("How sure is it?")),
        (12, 26, "right", _("How many are left?")),
    )
    for age, height, end, question in questions:
        theme.label(picture, question, x=age, y=height, xanchor=end, colour=colours.quiet, size=14)
    picture.update_yaxes(range=[0, 54], showticklabels=False)
    picture.update_xaxes(
        range=[0.7, 12.4],
        tickvals=[1, 3, 6, 9, 12],
        showline=True,
        linecolor=colours.rule,
        title={
            "text": _("Months since the first order"),
            "standoff": 8,
            "font": {"size": theme.TEXT_SIZE, "color": colours.quiet},
        },
    )
    picture.update_layout(hovermode=False)
    return picture


def sketch_alt() -> str:
    """The sketch in words."""
    return _("A grey sketch, not data: a curve that falls steeply at first and flattens later, in a band.")


def answers(dark: bool) -> go.Figure:
    """Grey bars to both sides of a line: what the page of answers will show once it has some."""
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=280, left=0, right=0, top=8, bottom=12)
    good, bad = [82, 74, 61, 55, 43], [4, 7, 12, 14, 26]
    for lengths, sign in ((good, 1), (bad, -1)):
        picture.add_bar(
            x=[sign * length for length in lengths],
            y=list(range(len(lengths))),
            orientation="h",
            width=0.5,
            marker={"color": theme.faded(colours.baseline, 0.35 if sign > 0 else 0.7), "line": {"width": 0}},
            hoverinfo="skip",
        )
    questions = ((88, 0, _("What do they like?")), (61, 3, _("How sure is it?")), (49, 4, _("What to do better first?")))
    for length, row, question in questions:
        theme.label(picture, question, x=length, y=row, colour=colours.quiet, size=14)
    picture.update_yaxes(range=[4.6, -0.6], visible=False)
    picture.update_xaxes(range=[-34, 118], showticklabels=False, zeroline=True, zerolinecolor=colours.rule)
    picture.update_layout(hovermode=False, barmode="overlay")
    return picture


def answers_alt() -> str:
    """The sketch in words."""
    return _("A grey sketch, not data: bars of the satisfied to the right and of the dissatisfied to the left, one for each attribute.")


def loyalty(dark: bool) -> go.Figure:
    """Grey bars with a dot in each, on one line from low to high: what the page of loyalty will show."""
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=280, left=0, right=0, top=8, bottom=12)
    spreads = ((4, 22, 12), (16, 44, 28), (38, 76, 56), (2, 46, 18), (1, 20, 8))
    for row, (low, high, mean) in enumerate(spreads):
        picture.add_bar(
            x=[high - low],
            base=[low],
            y=[row],
            orientation="h",
            width=0.4,
            marker={"color": theme.faded(colours.baseline, 0.2), "line": {"width": 0}},
            hoverinfo="skip",
        )
        dot = {"size": 10, "color": theme.faded(colours.baseline, 0.8)}
        picture.add_scatter(x=[mean], y=[row], mode="markers", marker=dot, hoverinfo="skip")
    questions = (
        (24, 0, _("Who is loyal, and how much?")),
        (48, 1, _("What does it rest on?")),
        (48, 3, _("Does it tell who comes again?")),
    )
    for place, row, question in questions:
        theme.label(picture, question, x=place, y=row, colour=colours.quiet, size=14)
    picture.update_yaxes(range=[4.6, -0.6], visible=False)
    picture.update_xaxes(range=[0, 100], showticklabels=False)
    picture.update_layout(hovermode=False, barmode="overlay")
    return picture


def loyalty_alt() -> str:
    """The sketch of the page of loyalty in words."""
    return _("A grey sketch, not data: a bar with a dot for each kind of customers, on a line from not loyal to loyal.")


def leaving(dark: bool) -> go.Figure:
    """A grey staircase from the first order on, and bars of those who come and those who are lost."""
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=280, left=0, right=0, top=8, bottom=44)
    days = [0, 3, 3.6, 4.2, 4.2, 5.4, 6.6, 8, 9.6, 11.4, 13]
    there = [100, 100, 96, 92, 52, 46, 40, 34, 29, 25, 25]
    for fill, width in ((None, 0), ("tonexty", 0)):
        sign = -1 if fill is None else 1
        picture.add_scatter(
            x=days,
            y=[min(100, height + sign * (100 - height) * 0.07) for height in there],
            mode="lines",
            line={"width": width, "shape": "hv"},
            fill=fill,
            fillcolor=theme.faded(colours.baseline, 0.14),
            hoverinfo="skip",
        )
    picture.add_scatter(
        x=days, y=there, mode="lines", hoverinfo="skip",
        line={"color": theme.faded(colours.baseline, 0.7), "width": theme.LINE, "shape": "hv"},
    )  # fmt: skip
    came, lost = (9, 10, 9, 11, 12, 11, 12), (4, 6, 9, 10, 8, 11, 13)
    places = [15.5 + place * 1.2 for place in range(len(came))]
    for heights, sign, opacity in ((came, 1, 0.35), (lost, -1, 0.7)):
        picture.add_bar(
            x=places, y=[sign * 2.2 * height for height in heights], base=50, width=0.85, hoverinfo="skip",
            marker={"color": theme.faded(colours.baseline, opacity), "line": {"width": 0}},
        )  # fmt: skip
    questions = (
        (4.6, 84, "left", _("When does it drop?")),
        (5.6, 60, "left", _("How long do they stay?")),
        (19.1, 88, "center", _("Who comes?")),
        (19.1, 8, "center", _("Who is lost, and why?")),
    )
    for x, y, end, question in questions:
        theme.label(picture, question, x=x, y=y, xanchor=end, colour=colours.quiet, size=14)
    picture.update_yaxes(range=[0, 106], showticklabels=False)
    picture.update_xaxes(
        range=[-0.3, 23.6],
        tickvals=[6.5, 19.1],
        ticktext=[_("time since the first order"), _("month by month")],
        showline=True,
        linecolor=colours.rule,
    )
    picture.update_layout(hovermode=False, barmode="overlay")
    return picture


def leaving_alt() -> str:
    """The sketch of the page of leaving in words."""
    return _(
        "A grey sketch, not data: a staircase with one steep fall, where those who ordered once are lost, and bars of who comes and "
        "who is lost."
    )
