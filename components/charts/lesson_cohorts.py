"""Pictures of the lesson of cohorts: what counting "not yet" as "no" does, and two crowds in one share."""

from __future__ import annotations

import plotly.graph_objects as go

from analysis.lessons.cohorts import Facts
from components import words
from components.charts import theme
from components.language import _

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 260, 44, 150, 16, 32


def counted(found: Facts, *, dark: bool) -> go.Figure:
    """Draw the share by age, of those who have had the time and of all who ever came."""
    colours = theme.tokens(dark)
    at = [age.age for age in found.ages]
    lines = (
        ([100 * age.rate for age in found.ages], colours.groups[0], colours.group_texts[0], _("had the time"), "solid"),
        ([100 * age.counted_as_no for age in found.ages], colours.baseline, colours.quiet, _("of all who came"), "solid"),
    )
    names = [_("month {n}").format(n=words.count(at[0])), *(words.decimal(age, 0) for age in at[1:])]
    return _drawn(lines, at, names, dark, unit=_("% who ordered in that month after the first"))


def counted_alt(found: Facts) -> str:
    """The picture in words."""
    first, last = found.ages[0], found.ages[-1]
    return _("Of those who had the time, {a} ordered in month {i} and {b} in month {j}; of all who ever came, {c} and {d}.").format(
        a=words.share(first.rate, digits=1), b=words.share(last.rate, digits=1), i=words.count(first.age), j=words.count(last.age),
        c=words.share(first.counted_as_no, digits=1), d=words.share(last.counted_as_no, digits=1),
    )  # fmt: skip


def mixed(found: Facts, *, dark: bool) -> go.Figure:
    """Draw, for two quarters, the share of buyers who had ordered before and the share of newcomers who ordered often."""
    colours = theme.tokens(dark)
    both = (found.first, found.last)
    lines = (
        ([100 * one.old for one in both], colours.baseline, colours.quiet, _("had ordered before"), "solid"),
        ([100 * one.keen for one in both], colours.groups[0], colours.group_texts[0], _("newcomers: often"), "solid"),
    )
    names = [words.period_short(one.quarter, "quarter") for one in both]
    return _drawn(lines, [0, 1], names, dark, unit=_("% of those who ordered in the quarter, and of its newcomers"))


def mixed_alt(found: Facts) -> str:
    """The picture in words."""
    return _("Of those who ordered, {a} and then {b} had ordered before; of the newcomers {c} and then {d} ordered often.").format(
        a=words.share(found.first.old), b=words.share(found.last.old),
        c=words.share(found.first.keen), d=words.share(found.last.keen),
    )  # fmt: skip


def _drawn(lines, at, names, dark: bool, *, unit: str) -> go.Figure:
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP + 14, bottom=BOTTOM)
    for values, colour, text, label, dash in lines:
        picture.add_scatter(
            x=at, y=values, mode="lines+markers", line={"color": colour, "width": theme.LINE, "dash": dash}, marker={"size": theme.POINT},
            cliponaxis=False,
            hovertemplate="%{y:.1f} %<extra></extra>",
        )  # fmt: skip
        theme.label(picture, label, x=at[-1], y=values[-1], xshift=10, colour=text, weight=600)
    top = max(max(values) for values, *_rest in lines)
    ticks = [0, 25, 50, 75, 100] if top > 50 else [0, 20, 40, 60] if top > 30 else [0, 10, 20, 30]
    picture.update_xaxes(tickvals=at, ticktext=names, tickangle=0, range=[at[0] - 0.05 * (at[-1] - at[0]), at[-1] + 0.01])
    picture.update_yaxes(range=[0, max(top * 1.1, 5)], tickvals=ticks, showgrid=True, gridcolor=colours.rule)
    picture.add_annotation(theme.unit(unit, dark, left=LEFT))
    return picture
