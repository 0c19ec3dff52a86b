"""What the interval of a scenario comes from: a bar an input, the widest on top; its name stands above it, so that a phone has room."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from analysis.whatif.levers import MEASURED
from components import words
from components.charts import theme
from components.language import _
from components.sentences import amounts

ROW, TOP, BOTTOM = 46, 34, 8
#: Of a row: how high the bar is, and where its middle stands.
THICK, LOW = 0.36, 0.22


def tornado(result, names: Mapping[tuple[str, int | None], str], *, dark: bool) -> go.Figure:
    """Draw how far each input alone swings the difference.

    Parameters
    ----------
    result : analysis.whatif.outcome.Outcome
    names : mapping
        Of each bar's (name, place) its words, not escaped.
    dark : bool
        The theme.
    """
    colours, unit, bars = theme.tokens(dark), amounts.minor_units(result.currency), result.tornado
    picture = theme.figure(dark, height=TOP + BOTTOM + ROW * len(bars), left=0, right=0, top=TOP, bottom=BOTTOM)
    middle = result.difference.value / unit
    notes = []
    for place, bar in enumerate(bars):
        low, high = bar.low / unit, bar.high / unit
        believed = bar.kind != MEASURED
        marker = {"color": colours.groups[0], "line": {"width": 0}}
        if believed:
            pattern = {"shape": "/", "fillmode": "overlay", "fgcolor": colours.quiet, "bgcolor": colours.page, "solidity": 0.2, "size": 8}
            marker = {"color": colours.page, "line": {"color": colours.quiet, "width": 1}, "pattern": pattern}
        said = words.escape_html(names[bar.name, bar.place])
        ends = _ends(bar, result.currency)
        picture.add_bar(
            x=[high - low],
            base=[low],
            y=[place + LOW],
            width=[THICK],
            orientation="h",
            marker=marker,
            customdata=[_("{name}: {ends}").format(name=said, ends=ends)],
            hovertemplate="%{customdata}<extra></extra>",
            name=said,
        )
        text = f'{said}\u2002<span style="color:{colours.quiet}">{ends}</span>'
        notes.append(theme.note(text, x=0, xref="paper", y=place - 0.2, colour=colours.text))
    left, right = min([middle, *(bar.low / unit for bar in bars)]), max([middle, *(bar.high / unit for bar in bars)])
    room = 0.02 * max(right - left, 1e-6)
    for place in range(len(bars)):  # bar by bar: one line through all would run through their names
        ends = {"y0": place + LOW - 0.6 * THICK, "y1": place + LOW + 0.6 * THICK}
        picture.add_shape(type="line", x0=middle, x1=middle, line={"color": colours.text, "width": 1.5}, **ends)
    value, _interval = amounts.estimate(result.difference.value, result.difference.low, result.difference.high, result.currency)
    part = (middle - left) / max(right - left, 1e-6)
    side = "left" if part < 0.25 else "right" if part > 0.75 else "center"
    said = _("all as most likely: <b>{value}</b>").format(value=value)
    notes.append(theme.note(said, x=middle, y=1, yref="paper", yshift=14, xanchor=side, colour=colours.text))
    picture.update_xaxes(range=[left - room, right + room], visible=False)
    picture.update_yaxes(range=[len(bars) - 0.5, -0.5], visible=False)
    picture.update_layout(annotations=notes)
    return picture


def _ends(bar, currency: str) -> str:
    low, high = (amounts.estimate(end, bar.low, bar.high, currency)[0] for end in (bar.low, bar.high))
    return _("{low} to {high}").format(low=low, high=high)


def tornado_alt(result, names: Mapping[tuple[str, int | None], str]) -> str:
    """The picture in words."""
    said = [_("{name}, {ends}").format(name=names[bar.name, bar.place], ends=_ends(bar, result.currency)) for bar in result.tornado]
    return _("How far the result swings with one input alone, the widest first: {bars}.").format(bars="; ".join(said))


def tornado_data(result, names: Mapping[tuple[str, int | None], str]) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture."""
    unit = amounts.minor_units(result.currency)
    rows = [(names[bar.name, bar.place], bar.low / unit, bar.high / unit, bar.kind, round(bar.share, 4)) for bar in result.tornado]
    return ("input", f"low_{result.currency}", f"high_{result.currency}", "from", "share_of_variance"), rows
