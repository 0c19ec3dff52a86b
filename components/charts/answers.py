"""Answers as they came beside the same weighted, who ordered again by what was answered, and satisfaction wave by wave."""

from collections.abc import Callable

import plotly.graph_objects as go

from analysis import evidence
from components import words
from components.charts import theme
from components.charts.dots import Dot, Line, dots, told
from components.language import _
from components.sentences.satisfaction import mean

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 260, 36, 20, 34, 36


def weighed(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw each question's mean as it came, and weighted to all customers.

    Parameters
    ----------
    result : analysis.respondents.Respondents
    dark : bool
        The theme.
    """
    lines = _weighed_lines(result)
    lows = [dot.low for line in lines for dot in line.dots] or [1.0]
    highs = [dot.high for line in lines for dot in line.dots] or [5.0]
    room = max(0.15 * (max(highs) - min(lows)), 0.1)
    unit = _("Mean rating, with {level} interval; the axis is cut").format(level=words.share(result.level))
    return dots(lines, unit=unit, dark=dark, ends=(min(lows) - room, max(highs) + room), per_cent=False, narrow=narrow)


def _weighed_lines(result) -> list[Line]:
    return [
        Line(
            name=one.name or _("On the whole"),
            strong=one.kind == "overall",
            dots=tuple(
                Dot(
                    value=estimate.value,
                    low=estimate.low,
                    high=estimate.high,
                    n=int(one.plain.n),
                    label=words.decimal(estimate.value, 2),
                    hover=f"<b>{words.escape_html(one.name)}</b><br>{said}: {mean(estimate)}<br>"
                    + _("n\u00a0=\u00a0{n}").format(n=words.count(round(estimate.n))),
                    hollow=hollow,
                )
                for estimate, hollow, said in ((one.plain, False, _("as answered")), (one.weighted, True, _("weighted")))
            ),
        )
        for one in result.weighed
        if one.kind in ("overall", "attribute")
    ]


def weighed_alt(result) -> str:
    """The picture in words."""
    return _("Means as answered, and weighted to all customers. {said}.").format(said=told(_weighed_lines(result)))


def again(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw the share who ordered again, by what they had answered.

    Parameters
    ----------
    result : analysis.behaviour.Behaviour
    """
    level = words.share(result.level)
    unit = _("% who ordered again within {days} days of the answer, with {level} interval").format(
        days=words.count(result.days), level=level
    )
    return dots(_again_lines(result), unit=unit, dark=dark, per_cent=True, narrow=narrow)


def _again_lines(result) -> list[Line]:
    lines = []
    for one in reversed(result.answers):
        share, name = one.retained, words.decimal(one.answer, 0 if float(one.answer).is_integer() else 1)
        hover = "<br>".join(
            [
                f"<b>{_('answered {answer}').format(answer=name)}</b>",
                words.share(share.rate, share.low, share.high),
                _("{k} of {n} ordered again").format(k=words.count(share.k), n=words.count(share.n)),
            ]
        )
        dot = Dot(
            value=100 * share.rate, low=100 * share.low, high=100 * share.high, n=share.n,
            label=f"{words.share(share.rate)}, n\u00a0{words.count(share.n)}", hover=hover,
        )  # fmt: skip
        lines.append(Line(name=_("Answered {answer}").format(answer=name), dots=(dot,)))
    return lines


def again_alt(result) -> str:
    """The picture in words."""
    return _("Who ordered again within {days} days, by what was answered. {said}.").format(
        days=words.count(result.days), said=told(_again_lines(result))
    )


def trend(result, called: Callable[[str], str], *, dark: bool) -> go.Figure:
    """Draw the share of satisfied, wave by wave.

    Parameters
    ----------
    result : analysis.satisfaction.Satisfaction
    called : callable
        What a wave is called.
    dark : bool
        The theme.
    """
    points = trend_points(result)
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    solid = [place for place, point in enumerate(points) if evidence.strength(point.best.n) == "enough"]
    xs = list(range(len(points)))
    if len(solid) > 1:
        picture.add_scatter(
            x=solid + solid[::-1],
            y=[100 * points[place].best.high for place in solid] + [100 * points[place].best.low for place in reversed(solid)],
            fill="toself", fillcolor=theme.faded(colours.groups[0], colours.band), mode="lines", line_width=0,
            hoverinfo="skip", name="band",
        )  # fmt: skip
    for pale in (False, True):
        chosen = [place for place in xs if (evidence.strength(points[place].best.n) == "thin") == pale]
        loose = [place for place in chosen if place not in solid]
        picture.add_scatter(
            x=chosen, y=[100 * points[place].best.rate for place in chosen], mode="markers", opacity=theme.PALE if pale else 1,
            marker={"size": theme.POINT + 2, "color": colours.groups[0]}, name="points",
            hovertext=[_trend_hover(points[place], called) for place in chosen], hovertemplate="%{hovertext}<extra></extra>",
            error_y={
                "type": "data", "symmetric": False, "width": 0, "thickness": 1.5, "color": colours.groups[0],
                "array": [100 * (points[p].best.high - points[p].best.rate) if p in loose else 0 for p in chosen],
                "arrayminus": [100 * (points[p].best.rate - points[p].best.low) if p in loose else 0 for p in chosen],
            },
        )  # fmt: skip
    if len(solid) > 1:
        picture.add_scatter(
            x=solid, y=[100 * points[place].best.rate for place in solid], mode="lines", hoverinfo="skip", name="line",
            line={"color": colours.groups[0], "width": theme.LINE},
        )  # fmt: skip
    apart = max(1, -(-len(points) // 6))
    shown = xs[::-1][::apart][::-1]
    picture.update_layout(
        xaxis={"range": [-0.4, len(points) - 0.6], "tickvals": shown, "tickangle": 0,
               "ticktext": [words.escape_html(called(points[place].label)) for place in shown]},
        yaxis={"range": [0, 100], "tickvals": [0, 25, 50, 75, 100], "showgrid": True, "gridcolor": colours.rule},
    )  # fmt: skip
    level = words.share(result.level)
    picture.add_annotation(theme.unit(_("% satisfied on the whole, with {level} interval").format(level=level), dark, left=LEFT))
    return picture


def trend_points(result) -> list:
    """The overall question, wave by wave, where five answered or more."""
    return [
        point for point in result.trend if point.kind == "overall" and point.best is not None and evidence.strength(point.best.n) != "none"
    ]


def _trend_hover(point, called) -> str:
    return "<br>".join(
        [
            f"<b>{words.escape_html(called(point.label))}</b>",
            words.share(point.best.rate, point.best.low, point.best.high),
            _("mean {mean}").format(mean=mean(point.mean)),
            _("n\u00a0=\u00a0{n}").format(n=words.count(point.best.n)),
        ]
    )


def trend_alt(result, called) -> str:
    """The picture in words."""
    points = trend_points(result)
    first, last = points[0], points[-1]
    return _("Share satisfied by wave, from {first}, {one}, to {last}, {other}.").format(
        first=called(first.label), one=words.share(first.best.rate, first.best.low, first.best.high),
        last=called(last.label), other=words.share(last.best.rate, last.best.low, last.best.high),
    )  # fmt: skip


def trend_data(result, called) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind it."""
    rows = [
        (called(point.label), point.best.rate, point.best.low, point.best.high, point.best.k, point.best.n)
        for point in trend_points(result)
    ]
    return (_("Wave"), _("Satisfied"), _("low"), _("high"), _("Customers"), _("of")), rows
