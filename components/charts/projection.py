"""The retention curve beyond what is observed: dashed, with a fan half as strong as the band, right of a rule."""

from __future__ import annotations

from dataclasses import replace

import plotly.graph_objects as go

from analysis.projection import Projected, Projection
from components import words
from components.charts import theme
from components.language import _

DASH = "6px 4px"


def continued(picture: go.Figure, points, projection: Projection, colours: theme.Tokens) -> None:
    """Draw what a model expects after the observed `points`, on a picture that has these already."""
    colour, ahead = colours.groups[0], projection.projected
    last = points[-1]
    path = [_where_it_begins(projection), *ahead]
    ages = [point.age for point in path]
    picture.add_scatter(
        x=ages + ages[::-1],
        y=[100 * point.high for point in path] + [100 * point.low for point in reversed(path)],
        fill="toself",
        fillcolor=theme.faded(colour, colours.band / 2),
        mode="lines",
        line_width=0,
        hoverinfo="skip",
        name="fan",
    )
    picture.add_scatter(
        x=ages,
        y=[100 * point.rate for point in path],
        mode="lines",
        line={"color": colour, "width": theme.LINE, "dash": DASH},
        hoverinfo="skip",
        name="projected",
    )
    _answer_the_pointer(picture, projection)
    edge = last.age + 0.5
    picture.add_vline(x=edge, line={"color": colours.rule, "width": 1}, layer="below")
    for text, anchor, shift in ((f"← {_('observed')}", "right", -8), (f"{_('projected')} →", "left", 8)):
        theme.label(picture, text, x=edge, y=1, yref="paper", xanchor=anchor, xshift=shift, yshift=-8, colour=colours.quiet)
    _end_value(picture, ahead, colours)


def _where_it_begins(projection: Projection) -> Projected:
    """Where the model puts the last observed age: that of one cohort alone, to which the line would be joined, says little."""
    last, first = projection.fitted[-1], projection.projected[0]
    return replace(last, low=max(last.rate - (first.rate - first.low), 0), high=last.rate + (first.high - first.rate))


def _answer_the_pointer(picture: go.Figure, projection: Projection) -> None:
    """One unseen trace answers for all points: the projected ones are added to it."""
    [trace] = [trace for trace in picture.data if trace.name == "hover pooled"]
    ahead = projection.projected
    trace.x = [*trace.x, *(point.age for point in ahead)]
    trace.y = [*trace.y, *(100 * point.rate for point in ahead)]
    trace.customdata = [*trace.customdata, *(["projected", point.age, _hover(point, projection.period)] for point in ahead)]


def _hover(point, period: str) -> str:
    share = words.share(point.rate, point.low, point.high)
    return f"<b>{words.age_name(point.age, period)}</b><br>{_('projected: {share}').format(share=share)}<br>{_('if the model holds')}"


def _end_value(picture: go.Figure, ahead, colours: theme.Tokens) -> None:
    """The last projected share, above the fan and clear of the ages that its words reach over on a phone."""
    end = ahead[-1]
    reach = 0.3 * end.age
    high = max(point.high for point in ahead if point.age >= end.age - reach)
    theme.label(
        picture,
        f"<b>{words.share(end.rate, end.low, end.high)}</b>",
        x=end.age,
        y=100 * high,
        yshift=10,
        xanchor="right",
        colour=colours.group_texts[0],
    )


def projection_alt(projection: Projection) -> str:
    """What is projected, in words."""
    end = projection.projected[-1]
    return _("Dashed from there on, by a model and if it holds: {age} {share}.").format(
        age=words.age_name(end.age, projection.period), share=words.share(end.rate, end.low, end.high)
    )
