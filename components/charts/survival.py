"""How long customers stay: the share not yet lost, by the time since the first order, in steps."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from analysis import evidence
from analysis.survival import Curve
from components import words
from components.charts import by_age, theme
from components.language import _
from components.sentences.survival import DAYS_A_MONTH, MOST_DAYS

MOST_POINTS = 160
MOST_GROUPS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The curve after so many days; it has no interval where nobody is left."""

    days: int
    at_risk: int
    rate: float
    low: float | None
    high: float | None


def survival(result, *, dark: bool) -> go.Figure:
    """Draw the curve of all customers, or those of the groups, each as far as five customers were watched.

    Parameters
    ----------
    result : analysis.staying.Staying
    dark : bool
        The theme.
    """
    colours = theme.tokens(dark)
    stays = result.groups[:MOST_GROUPS] or (result.all,)
    lines = [(place, stay.name, line) for place, stay in enumerate(stays) if (line := points(stay.curve))]
    grouped = bool(result.groups)
    picture = theme.figure(
        dark, height=theme.HEIGHT, left=by_age.LEFT, right=by_age.LABELLED if grouped else by_age.BARE, top=by_age.TOP, bottom=by_age.BOTTOM
    )
    longest = max((line[-1].days for _place, _name, line in lines), default=MOST_DAYS)
    scale = 1 if longest <= MOST_DAYS else DAYS_A_MONTH
    for (place, name, line), colour in zip(lines, colours.groups):
        _draw(picture, place, name, line, scale, colour, colours)
    _axes(picture, longest / scale, _("Days since the first order") if scale == 1 else _("Months since the first order"))
    level = words.share(result.level)
    picture.add_annotation(theme.unit(_("% not yet lost, with {level} interval").format(level=level), dark, left=by_age.LEFT))
    ends = [(words.escape_html(_name(name)), line[-1], colour) for (_place, name, line), colour in zip(lines, colours.group_texts)]
    if grouped:
        # No share beside a name: the lines end at different times, and what can be compared stands in the table.
        by_age.beside(picture, ends, bare=range(len(ends)))
    elif lines:
        _end(picture, lines[0][2], scale, colours)
    return picture


def points(curve: Curve) -> list[Point]:
    """The curve's steps as far as it may be drawn, thinned to what can be seen; a step of a point or more keeps its very day."""
    told = np.flatnonzero(curve.at_risk >= evidence.NO_VALUE_BELOW)
    # Before the first loss the interval is not defined, and all are there: one point says so.
    told = told[curve.share[told] < 1]
    if not len(told):
        return []
    bins = np.linspace(curve.days[told[0]], curve.days[told[-1]], MOST_POINTS)
    thin = np.searchsorted(curve.days[told], bins, side="right") - 1
    steep = np.flatnonzero(-np.diff(curve.share[told], prepend=1) >= 0.01)
    kept = told[np.unique(np.concatenate([thin, steep, np.maximum(steep - 1, 0)]))]
    return [Point(days=0, at_risk=curve.n, rate=1.0, low=1.0, high=1.0)] + [
        Point(
            days=int(curve.days[place]),
            at_risk=int(curve.at_risk[place]),
            rate=float(curve.share[place]),
            low=None if np.isnan(curve.low[place]) else float(curve.low[place]),
            high=None if np.isnan(curve.high[place]) else float(curve.high[place]),
        )
        for place in kept
    ]


def _name(value: str | None) -> str:
    return _("all others") if value is None else value or _("(none)")


def _draw(picture, place: int, name: str | None, line: list[Point], scale: float, colour: str, colours) -> None:
    key = words.escape_html(name or "")
    solid = [point for point in line if evidence.strength(point.at_risk) == "enough" and point.low is not None]
    for bound, fill in (("low", None), ("high", "tonexty")):
        picture.add_scatter(
            x=[point.days / scale for point in solid],
            y=[100 * getattr(point, bound) for point in solid],
            mode="lines",
            line={"width": 0, "shape": "hv"},
            fill=fill,
            fillcolor=theme.faded(colour, colours.band),
            hoverinfo="skip",
            name=f"band {bound} {key}",
        )
    # A weaker stretch begins where the one before it ends, so that nothing is torn.
    for opacity, chosen in (
        (1, [point for point in line if evidence.strength(point.at_risk) != "thin"]),
        (theme.PALE, _after(line, "thin")),
    ):
        picture.add_scatter(
            x=[point.days / scale for point in chosen],
            y=[100 * point.rate for point in chosen],
            mode="lines",
            line={"color": theme.faded(colour, opacity), "width": theme.LINE, "shape": "hv"},
            hoverinfo="skip",
            name=f"{'line' if opacity == 1 else 'thin'} {key}",
        )
    picture.add_scatter(
        x=[point.days / scale for point in line[1:]],
        y=[100 * point.rate for point in line[1:]],
        mode="markers",
        marker={"size": theme.POINT, "color": colour, "opacity": 0},
        name=f"hover {key}",
        customdata=[[place, point.days, _hover(name, point)] for point in line[1:]],
        hovertemplate="%{customdata[2]}<extra></extra>",
        **theme.steady(0),
    )


def _after(line: list[Point], strength: str) -> list[Point]:
    weak = [place for place, point in enumerate(line) if evidence.strength(point.at_risk) == strength]
    return line[max(weak[0] - 1, 0) :] if weak else []


def _hover(name: str | None, point: Point) -> str:
    days = _("After {days} days").format(days=words.count(point.days))
    title = "" if name == "" else f"<b>{words.escape_html(_name(name))}</b>"
    lines = [title, days, words.share(point.rate, point.low, point.high, digits=1)]
    lines.append(_("{customers} watched so long").format(customers=words.customers(point.at_risk)))
    return "<br>".join(line for line in lines if line)


def _axes(picture, longest: float, title: str) -> None:
    step = next(step for step in (1, 2, 3, 6, 12, 24, 36, 60, 120) if longest / step <= 7 or step == 120)
    shown = [step * place for place in range(int(longest / step) + 1)]
    picture.update_yaxes(
        range=[0, 104], tickvals=[0, 25, 50, 75, 100], showgrid=True, gridcolor=picture.layout.hoverlabel.bordercolor, ticklabelstandoff=4
    )
    picture.update_xaxes(
        range=[0, longest * 1.01],
        tickvals=shown,
        ticktext=[words.count(place) for place in shown],
        tickangle=0,
        title={"text": title, "standoff": 10, "font": {"size": theme.TEXT_SIZE, "color": picture.layout.xaxis.tickfont.color}},
    )
    # The nearest line answers, so that a click knows which group is meant.
    picture.update_layout(hovermode="closest", hoverdistance=-1)


def _end(picture, line: list[Point], scale: float, colours) -> None:
    solid = [point for point in line[1:] if evidence.strength(point.at_risk) == "enough"]
    if solid:
        last = solid[-1]
        text = f"<b>{words.share(last.rate, last.low, last.high)}</b>"
        # Above all of the curve that its words reach over on a phone.
        high = max(point.high or point.rate for point in line if point.days >= last.days - 0.35 * line[-1].days)
        place = {"x": last.days / scale, "y": 100 * high, "yshift": 10, "xanchor": "right"}
        theme.label(picture, text, colour=colours.group_texts[0], **place)


def survival_alt(result) -> str:
    """The picture in words, for those who don't see it."""
    lines = [(_name(group.name), points(group.curve)) for group in result.groups[:MOST_GROUPS]]
    lines = lines or [(_("all customers"), points(result.all.curve))]
    said = [_("{name}: {shares}").format(name=name, shares=_shares(line)) for name, line in lines if line]
    if not said:
        return _("Nobody can be counted as lost yet.")
    return _("Share of customers not yet lost, by days since the first order. {lines}.").format(lines="; ".join(said))


def _shares(line: list[Point]) -> str:
    return ", ".join(
        _("{share} after {days} days").format(share=words.share(point.rate, point.low, point.high), days=words.count(point.days))
        for point in by_age.few_of(line[1:])
    )


def survival_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the curve: a row a step that is drawn, of all customers or of each group."""
    curves = [(_name(group.name), group.curve) for group in result.groups] or [(_("all customers"), result.all.curve)]
    rows = [(name, p.days, p.at_risk, p.rate, p.low, p.high) for name, curve in curves for p in points(curve)]
    return ("group", "days", "at_risk", "not_yet_lost", f"low_{result.level}", f"high_{result.level}"), rows
