"""The chance to see something by how many customers there are: simulated companies as dots, the closed form dashed beside them."""

import numpy as np
import plotly.graph_objects as go

from analysis.how_many import HowMany
from components import words
from components.charts import theme
from components.charts.projection import DASH
from components.language import _

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 360, 52, 120, 40, 58
RIGHT_NARROW = 20
TICKS = (100, 300, 1_000, 3_000, 10_000, 20_000)
TICKS_NARROW = (100, 1_000, 10_000)


def how_many(found: HowMany, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw the chance, from 0 to 100 %, on a logarithmic axis of customers.

    Parameters
    ----------
    found : HowMany
    dark : bool
        The theme.
    narrow : bool
        Whether it is for a phone.
    """
    colours, points = theme.tokens(dark), found.points
    sizes = [point.customers for point in points]
    picture = theme.figure(dark, height=HEIGHT, left=LEFT, right=RIGHT_NARROW if narrow else RIGHT, top=TOP, bottom=BOTTOM)
    ticks = TICKS_NARROW if narrow else TICKS
    ends = [float(np.log10(sizes[0])) - 0.06, float(np.log10(sizes[-1])) + 0.06]
    picture.update_xaxes(type="log", range=ends, tickvals=list(ticks), ticktext=[words.count(tick) for tick in ticks])
    picture.update_yaxes(range=[0, 104], showgrid=True, gridcolor=colours.rule, tickvals=[0, 20, 40, 60, 80, 100], ticksuffix="\u00a0%")
    picture.add_hline(y=100 * found.goal, line={"color": colours.quiet, "width": 1}, layer="below")
    if found.line:
        picture.add_scatter(
            x=sizes,
            y=[100 * chance for chance in found.line],
            mode="lines",
            line={"color": colours.baseline, "width": theme.LINE, "dash": DASH, "shape": "spline"},
            hoverinfo="skip",
            name="closed form",
        )
    picture.add_scatter(
        x=sizes,
        y=[100 * point.chance for point in points],
        mode="markers",
        marker={"size": 9, "color": colours.groups[0]},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [100 * (point.high - point.chance) for point in points],
            "arrayminus": [100 * (point.chance - point.low) for point in points],
            "color": colours.groups[0],
            "thickness": 1.5,
            "width": 0,
        },
        hovertext=[_hover(point) for point in points],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        name="simulated",
    )
    notes = [theme.unit(_("% of companies in which it is seen"), dark, left=LEFT, above=18)]
    notes.append(
        theme.note(
            _("customers of a company, ten times as many a step"),
            x=0,
            xref="paper",
            y=0,
            yref="paper",
            yshift=-44,
            colour=colours.quiet,
        )
    )
    if found.here is not None:
        picture.add_vline(x=found.customers, line={"color": colours.groups[1], "width": 1.5}, layer="below")
        late = found.customers > np.sqrt(sizes[0] * sizes[-1])
        text = _("this company, {n}").format(n=words.count(found.customers))
        place = {"xanchor": "right" if late else "left", "xshift": -6 if late else 6}
        notes.append(theme.note(text, x=float(np.log10(found.customers)), y=6, colour=colours.group_texts[1], **place))
    if not narrow:
        notes.append(theme.note(_("8 in 10"), x=1, xref="paper", xshift=8, y=100 * found.goal, colour=colours.quiet))
        if found.line:
            notes.append(theme.note(_("dashed: by formula"), x=1, xref="paper", xshift=8, y=100, colour=colours.quiet))
    picture.update_layout(annotations=[*picture.layout.annotations, *notes])
    return picture


def _hover(point) -> str:
    return _("{customers}: seen in {chance} of {n} companies").format(
        customers=words.customers(point.customers), chance=words.share(point.chance, point.low, point.high), n=words.count(point.companies)
    )


def how_many_alt(found: HowMany) -> str:
    """The picture in words."""
    return _("The chance to see it, by how many customers there are: {told}").format(told="; ".join(map(_hover, found.points)))


def how_many_data(found: HowMany) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture."""
    line = found.line or (None,) * len(found.points)
    rows = [
        (point.customers, point.companies, point.seen, point.chance, point.low, point.high, formula)
        for point, formula in zip(found.points, line, strict=True)
    ]
    return ("customers", "companies", "seen", "chance", "low_0.95", "high_0.95", "by_formula"), rows
