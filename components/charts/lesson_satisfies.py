"""Pictures of the lesson on what satisfies: what goes along beside what moves, what was expected, and who answered."""

from __future__ import annotations

import plotly.graph_objects as go

from components import words
from components.charts import theme
from components.charts.dots import Dot, Line, dots, told
from components.language import _

#: Names stand above their row, so that a phone has room for both panels.
ROW, NAME, LEFT, RIGHT, TOP, BOTTOM = 42, 13, 12, 44, 34, 26
POINT = 10
#: The two panels, in parts of the width.
FIRST, SECOND = (0.0, 0.44), (0.56, 1.0)


def along(facts, *, dark: bool) -> go.Figure:
    """Draw how each attribute goes along with satisfaction beside what a point more of it brings.

    Parameters
    ----------
    facts : analysis.lessons.satisfies.Facts
    dark : bool
        The theme.
    """
    rows = sorted(facts.offered, key=lambda one: -one.correlation)
    return _two_panels(
        facts, rows, dark, first=_("goes along: correlation"), values=[one.correlation for one in rows], digits=2,
        axis={"range": [0, 1.25 * max(one.correlation for one in rows)], "tickvals": [0, 0.2, 0.4, 0.6]},
    )  # fmt: skip


def along_alt(facts) -> str:
    """The picture in words."""
    return _("How each attribute goes along with satisfaction, and what a point more of it brings. {said}.").format(
        said="; ".join(
            _("{name}: correlation {correlation}, a point brings {weight}, in truth {truth}").format(
                name=one.name,
                correlation=words.decimal(one.correlation, 2),
                weight=words.decimal(one.weight, 2),
                truth=words.decimal(one.truth, 2),
            )
            for one in sorted(facts.offered, key=lambda one: -one.correlation)
        )
    )


def important(facts, *, dark: bool) -> go.Figure:
    """Draw how important each attribute is said to be beside what a point more of it brings."""
    rows = sorted(facts.offered, key=lambda one: -one.important)
    return _two_panels(
        facts, rows, dark, first=_("said to be important"), values=[one.important for one in rows], digits=1,
        axis={"range": [facts.bottom, facts.top + 0.2 * (facts.top - facts.bottom)], "tickvals": [facts.bottom, facts.top]},
    )  # fmt: skip


def important_alt(facts) -> str:
    """The picture in words."""
    return _("How important each attribute is said to be, and what a point more of it brings. {said}.").format(
        said="; ".join(
            _("{name}: said {important}, a point brings {weight}").format(
                name=one.name, important=words.decimal(one.important, 1), weight=words.decimal(one.weight, 2)
            )
            for one in sorted(facts.offered, key=lambda one: -one.important)
        )
    )


def _two_panels(facts, rows, dark: bool, *, first: str, values: list[float], digits: int, axis: dict) -> go.Figure:
    """Some numbers, and beside them what a point more brings, with its interval and the truth."""
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=TOP + BOTTOM + ROW * len(rows), left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    low, high = min([0.0, *(one.weight_low for one in rows)]), max(max(one.weight_high, one.truth) for one in rows)
    both = {"tickangle": 0, "showgrid": True, "gridcolor": colours.rule}
    picture.update_layout(
        xaxis={**both, **axis, "domain": FIRST},
        xaxis2={
            **picture.layout.xaxis.to_plotly_json(), **both, "domain": SECOND, "anchor": "y",
            "range": [1.05 * low, 1.1 * high], "tickvals": [0, 0.2, 0.4],
        },
        yaxis={"range": [len(rows) - 0.5, -0.5], "visible": False},
    )  # fmt: skip
    # A little below the row's middle: its name stands above.
    places = [place + NAME / ROW / 2 for place in range(len(rows))]
    picture.add_scatter(
        x=values, y=places, mode="markers+text", text=[words.decimal(value, digits) for value in values],
        textposition="middle right", textfont={"color": colours.text, "size": theme.TEXT_SIZE}, hoverinfo="skip",
        marker={"size": POINT, "color": colours.baseline}, cliponaxis=False, name=words.escape_html(first),
    )  # fmt: skip
    picture.add_scatter(
        x=[one.weight for one in rows], y=places, xaxis="x2", mode="markers", cliponaxis=False, name=_("data"),
        marker={"size": POINT, "color": colours.groups[0]},
        error_x={
            "type": "data", "symmetric": False, "color": colours.groups[0], "thickness": theme.LINE, "width": 0,
            "array": [one.weight_high - one.weight for one in rows], "arrayminus": [one.weight - one.weight_low for one in rows],
        },
        hovertext=[_point_hover(one) for one in rows], hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip
    picture.add_scatter(
        x=[one.truth for one in rows], y=places, xaxis="x2", mode="markers", cliponaxis=False, name=_("truth"), hoverinfo="skip",
        marker={"size": 16, "symbol": "line-ns", "line": {"color": colours.text, "width": 2.5}},
    )  # fmt: skip
    picture.add_shape(
        type="line", xref="x2", yref="paper", x0=0, x1=0, y0=0, y1=1, line={"color": colours.quiet, "width": 1}, layer="below"
    )
    above = {"y": 1, "yref": "paper", "yshift": 22, "xref": "paper", "colour": colours.quiet}
    picture.update_layout(
        annotations=[
            theme.note(first, x=FIRST[0], xshift=-LEFT, **above),
            theme.note(_("a point more brings (┃ truth)"), x=SECOND[0], **above),
            *_names(facts, rows, colours),
        ]
    )
    return picture


def _point_hover(one) -> str:
    return f"<b>{words.escape_html(one.name)}</b><br>" + _("a point more brings {weight} ({interval}), in truth {truth}").format(
        weight=words.decimal(one.weight, 2),
        interval=words.between(one.weight_low, one.weight_high, 2),
        truth=words.decimal(one.truth, 2),
    )


def _names(facts, rows, colours: theme.Tokens) -> list[dict]:
    """The attributes' names; those that the lesson is about are strong."""
    strong = (facts.driver, facts.along)
    return [
        theme.note(
            f"<b>{words.escape_html(one.name)}</b>" if one in strong else words.escape_html(one.name),
            x=0, xref="paper", xshift=-LEFT, y=place, yshift=NAME, colour=colours.text, size=12,
        )
        for place, one in enumerate(rows)
    ]  # fmt: skip


def expected(facts, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw what was expected and what was received of the two that are rated nearly alike."""
    ends = [value for one in facts.pair for value in (one.expected, one.received)]
    room = 0.3 * (max(ends) - min(ends)) + 0.1
    return dots(
        _expected_lines(facts), unit=_("mean: ● received, ○ expected; the axis is cut"), dark=dark, per_cent=False, narrow=narrow,
        ends=(min(ends) - room, max(ends) + room),
    )  # fmt: skip


def _expected_lines(facts) -> list[Line]:
    return [
        Line(
            name=one.name,
            dots=tuple(
                Dot(
                    value=value, low=value, high=value, n=one.gap_n, hollow=hollow,
                    label=words.decimal(value, 2),
                    hover=f"<b>{words.escape_html(one.name)}</b><br>{said}: {words.decimal(value, 2)}",
                )
                for value, hollow, said in ((one.received, False, _("received")), (one.expected, True, _("expected")))
            ),
        )
        for one in facts.pair
    ]  # fmt: skip


def expected_alt(facts) -> str:
    """The picture in words."""
    return _("Mean received, and mean expected. {said}.").format(said=told(_expected_lines(facts)))


def silent(facts, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw how many orders were answered about, by how they truly went."""
    unit = _("% of orders answered about, {level} interval").format(level=words.share(facts.level))
    return dots(_silent_lines(facts), unit=unit, dark=dark, per_cent=True, narrow=narrow)


def _silent_lines(facts) -> list[Line]:
    names = {"poorly": _("Went poorly"), "so-so": _("Went so-so"), "well": _("Went well")}
    return [
        Line(
            name=names[one.name],
            dots=(
                Dot(
                    value=100 * one.rate, low=100 * one.low, high=100 * one.high, n=one.orders,
                    label=words.share(one.rate, one.low, one.high),
                    hover=_("{n} of {all} orders").format(n=words.count(one.answers), all=words.count(one.orders)),
                ),
            ),
        )
        for one in facts.who.went
    ]  # fmt: skip


def silent_alt(facts) -> str:
    """The picture in words."""
    return _("Orders that were answered about. {said}.").format(said=told(_silent_lines(facts)))
