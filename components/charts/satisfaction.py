"""What customers say of each attribute: ratings, what was expected beside what was received, and the weight that it carries.

One picture of up to four panels that share their rows: attributes by group, the weightiest first.
"""

from collections.abc import Mapping
from dataclasses import replace

import plotly.graph_objects as go

from components import words
from components.charts import theme
from components.charts.attributes import (
    Row,
    Weight,
    end_share,
    gap_hover,
    hover,
    neither_share,
    number,
    panels_of,
    rows,
    share_of,
    step_names,
    weight_hover,
)  # fmt: skip
from components.language import _
from components.sentences.nouns import group as group_name

ROW = 27  # pixels
LEFT, RIGHT, TOP, BOTTOM = 216, 44, 52, 28
BAR = 0.56
LONGEST = 29  # characters of a name that fit at the left
#: At most so wide that bars and figures are read side by side; narrower the picture scrolls.
NARROWEST = 980


def breakdown(result, weights: Mapping[str, Weight], ranks: Mapping[str, int], *, dark: bool) -> go.Figure:
    """Draw it.

    Parameters
    ----------
    result : analysis.satisfaction.Satisfaction
    weights : mapping of an attribute's name to Weight
        Empty where there are too few answers for weights.
    ranks : mapping of an attribute's name to int
        Of those that are to be fixed first.
    dark : bool
        The theme.
    """
    laid, titles, height = rows(result, weights, ranks)
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=int(TOP + BOTTOM + ROW * (height + 0.5)), left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    gaps = any(row.rated.gap is not None for row in laid)
    panels = panels_of(laid, gaps=gaps, weights=bool(weights))
    picture.update_layout(barmode="overlay", yaxis={"range": [height - 0.4, -0.6], "visible": False})
    notes: list[dict] = []
    _names(picture, laid, titles, notes, colours)
    _ratings(picture, laid, panels, notes, colours)
    _neither(picture, laid, panels, notes, colours)
    if gaps:
        _gaps(picture, result, laid, panels, notes, colours)
    if weights:
        _weights(picture, result, laid, panels, notes, colours)
    _heads(picture, result, laid, panels, notes, colours)
    picture.update_layout(annotations=[*picture.layout.annotations, *notes])
    return picture


def _opacity(row: Row) -> float:
    return theme.PALE if row.strength == "thin" else 1.0


def _names(picture, laid, titles, notes, colours) -> None:
    """Groups and attributes at the left; those to fix first on a raised band, their rank in front."""
    for y, group in titles:
        called = words.escape_html(words.capital(group_name(group) if group else _("others")))
        notes.append(theme.note(f"<b>{called}</b>", x=0, y=y, xref="paper", xshift=-LEFT, colour=colours.quiet))
        picture.add_shape(
            type="line", xref="paper", x0=0, x1=1, y0=y + 0.5, y1=y + 0.5, line={"color": colours.rule, "width": 1}, layer="below"
        )
    for row in laid:
        name = row.rated.name if len(row.rated.name) <= LONGEST else row.rated.name[: LONGEST - 1].rstrip() + "…"
        text = words.escape_html(name)
        if row.rank is not None:
            text = f"<b>{row.rank}  {text}</b>"
            picture.add_shape(
                type="rect", xref="paper", x0=0, x1=1, y0=row.y - 0.5, y1=row.y + 0.5, fillcolor=colours.raised, line_width=0, layer="below"
            )
            picture.add_shape(
                type="rect", xref="paper", xsizemode="pixel", xanchor=0, x0=-LEFT, x1=0, y0=row.y - 0.5, y1=row.y + 0.5,
                fillcolor=colours.raised, line_width=0, layer="below",
            )  # fmt: skip
        if row.strength != "enough":
            word = {"none": _("fewer than 5"), "thin": _("thin"), "few": _("few")}[row.strength]
            told = word if row.strength == "none" else f"n {words.count(row.rated.n)} · {word}"
            text += f' <span style="font-size:11px;color:{colours.quiet}">{told}</span>'
        shift = -LEFT if row.rank is not None else -LEFT + 14
        colour = colours.quiet if row.strength in ("none", "thin") else colours.text
        notes.append(theme.note(text, x=0, y=row.y, xref="paper", xshift=shift, colour=colour))


def _ratings(picture, laid, panels, notes, colours) -> None:
    """The two worst answers to the left, the two best to the right, the extreme ones farthest out and strongest."""
    picture.update_layout(xaxis={"domain": panels.ratings, "range": [-panels.worst, panels.best], "tickvals": [-40, -20, 0, 20, 40, 60, 80],
                                 "ticktext": ["40", "20", "0\u00a0%", "20", "40", "60", "80"]})  # fmt: skip
    shown = [row for row in laid if row.strength != "none"]
    outer_worst, inner_worst, inner_best, outer_best = colours.satisfaction
    near, far = "near", "far"
    for side, part, colour in (
        ("worst", far, outer_worst), ("worst", near, inner_worst), ("best", near, inner_best), ("best", far, outer_best),
    ):  # fmt: skip
        sign = -1 if side == "worst" else 1
        lengths = [end_share(row.rated, side, extreme=part == far) for row in shown]
        bases = [share_of(row.rated, side) - length if part == far else 0.0 for row, length in zip(shown, lengths)]
        picture.add_bar(
            x=[sign * length for length in lengths],
            base=[sign * base for base in bases],
            y=[row.y for row in shown],
            orientation="h",
            width=BAR,
            marker={"color": colour, "line": {"width": 0}, "opacity": [_opacity(row) for row in shown]},
            name=f"{side} {part}",
            customdata=[[row.rated.name, side] for row in shown],
            hovertext=[hover(row, side) for row in shown],
            hovertemplate="%{hovertext}<extra></extra>",
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
        )
    ends = [100 * row.rated.best.rate for row in shown]
    whisker = {
        "x": ends,
        "y": [row.y for row in shown],
        "mode": "markers",
        "marker": {"size": 1, "color": colours.text, "opacity": 0},
        "hoverinfo": "skip",
    }
    arms = {
        "type": "data",
        "symmetric": False,
        "array": [100 * (row.rated.best.high - row.rated.best.rate) for row in shown],
        "arrayminus": [100 * (row.rated.best.rate - row.rated.best.low) for row in shown],
    }
    # Underneath a wider one in the page's colour, or it drowns in the dark end of a bar.
    picture.add_scatter(**whisker, error_x={**arms, "color": theme.faded(colours.page, 0.6), "thickness": 3, "width": 5}, name="halo")
    picture.add_scatter(**whisker, error_x={**arms, "color": colours.text, "thickness": 1.5, "width": 4}, name="interval")
    for row in shown:
        low = theme.note(
            words.decimal(share_of(row.rated, "worst"), 0), x=-share_of(row.rated, "worst"), y=row.y, xanchor="right", xshift=-5,
            colour=colours.quiet,
        )  # fmt: skip
        best = words.decimal(share_of(row.rated, "best"), 0)
        high = theme.note(
            f"<b>{best}</b>" if row.rank is not None else best, x=max(100 * row.rated.best.high, share_of(row.rated, "best")), y=row.y,
            xshift=6, colour=colours.quiet if row.strength == "thin" else colours.text,
        )  # fmt: skip
        notes += [low, high]
    picture.add_shape(type="line", x0=0, x1=0, y0=0, y1=1, yref="paper", line={"color": colours.quiet, "width": 1})


def _neither(picture, laid, panels, notes, colours) -> None:
    shown = [row for row in laid if row.strength != "none"]
    picture.update_layout(
        xaxis2={
            **_bare(picture, colours), "domain": panels.middle, "range": [0, panels.neither], "anchor": "y", "tickvals": [0, 20],
            "ticktext": ["0\u00a0%", "20"],
        }
    )  # fmt: skip
    picture.add_bar(
        x=[neither_share(row.rated) for row in shown], y=[row.y for row in shown], orientation="h", width=BAR, xaxis="x2",
        marker={"color": colours.neither, "line": {"width": 0}, "opacity": [_opacity(row) for row in shown]}, name="neither",
        customdata=[[row.rated.name, "neither"] for row in shown], hovertext=[hover(row, "neither") for row in shown],
        hovertemplate="%{hovertext}<extra></extra>", selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip
    for row in shown:
        share = neither_share(row.rated)
        notes.append(theme.note(words.decimal(share, 0), x=share, y=row.y, xref="x2", xshift=5, colour=colours.quiet))


def _bare(picture, colours) -> dict:
    """What every further axis of values has."""
    return {
        "fixedrange": True, "showgrid": False, "zeroline": False, "showline": False, "ticks": "",
        "tickfont": {"color": colours.quiet, "size": theme.TEXT_SIZE},
    }  # fmt: skip


def _gaps(picture, result, laid, panels, notes, colours) -> None:
    """Expected and received on one line; brown only where the interval of the gap lies below 0."""
    shown = [row for row in laid if row.strength != "none" and row.rated.gap is not None and row.rated.gap.n]
    onto = _common(laid)
    values = [onto(row, row.rated.expectation.value) for row in shown] + [onto(row, row.rated.mean.value) for row in shown]
    low, high = _gap_range(values, onto.low, onto.high)
    picture.update_layout(
        xaxis3={
            **_bare(picture, colours), "domain": panels.gap, "range": [low, high], "anchor": "y", "showgrid": True,
            "gridcolor": colours.rule, "tickvals": onto.ticks(low, high), "ticktext": [number(tick) for tick in onto.ticks(low, high)],
        }
    )  # fmt: skip
    for row in shown:
        rated = row.rated
        below = rated.gap.high < 0 and row.strength != "thin"
        colour = colours.satisfaction[0] if below else colours.baseline
        expected = onto(row, rated.expectation.value)
        received = onto(row, rated.mean.value)
        picture.add_scatter(
            x=[onto(row, rated.mean.low), onto(row, rated.mean.high)], y=[row.y, row.y], xaxis="x3", mode="lines",
            line={"color": theme.faded(colour, 0.35 * _opacity(row)), "width": 8}, hoverinfo="skip", name="received, interval",
        )  # fmt: skip
        picture.add_scatter(
            x=[expected, received], y=[row.y, row.y], xaxis="x3", mode="lines+markers", opacity=_opacity(row),
            line={"color": colour, "width": theme.LINE if below else 1},
            marker={"size": [10, 8], "symbol": ["circle", "circle"], "color": [colours.page, colour],
                    "line": {"color": [colours.text, colour], "width": [1.5, 0]}},
            customdata=[[rated.name, "gap"]] * 2, hovertext=[gap_hover(row)] * 2, hovertemplate="%{hovertext}<extra></extra>", name="gap",
        )  # fmt: skip
        gap = words.decimal(rated.gap.value, 1)
        notes.append(
            theme.note(
                f"<b>{gap}</b>" if below else gap, x=panels.gap[1] + 0.005, y=row.y, xref="paper", xshift=28, xanchor="right",
                colour=colours.text if below else colours.quiet,
            )
        )  # fmt: skip


class _common:
    """The attributes' own scale where they share one, else per cent of the way from worst to best."""

    def __init__(self, laid: list[Row]) -> None:
        scales = {(row.rated.scale.low, row.rated.scale.high) for row in laid}
        self.one = len(scales) == 1
        self.low, self.high = next(iter(scales)) if self.one else (0.0, 100.0)

    def __call__(self, row: Row, value: float) -> float:
        return value if self.one else 100 * (value - row.rated.scale.low) / row.rated.scale.width

    def ticks(self, low: float, high: float) -> list[float]:
        step = next((step for step in (0.5, 1, 2, 5, 10, 20) if (high - low) / step <= 4), 50)
        first = low if (low / step).is_integer() else (low // step + 1) * step
        return [first + step * place for place in range(int((high - first) // step) + 1)]


def _gap_range(values: list[float], low: float, high: float) -> tuple[float, float]:
    """From a round figure under the lowest to the scale's end."""
    width = high - low
    step = width / 4
    cut = low + step * max(0, int((min(values, default=low) - low - 0.04 * width) // step))
    return cut, high + 0.02 * width


def _weights(picture, result, laid, panels, notes, colours) -> None:
    """The part of what is explained: the larger and in the primary colour for what is to be fixed first."""
    shown = [row for row in laid if row.weight is not None]
    most = max([100 * (row.weight.high or row.weight.value) for row in shown], default=10)
    top = 10 * -(-most * 1.1 // 10)
    step = 10 if top <= 30 else 20 if top <= 60 else 50
    picture.update_layout(
        xaxis4={
            **_bare(picture, colours), "domain": panels.weight, "range": [0, top], "anchor": "y", "showgrid": True,
            "gridcolor": colours.rule, "tickvals": [step * place for place in range(int(top // step) + 1)],
            "ticktext": ["0\u00a0%", *(str(step * place) for place in range(1, int(top // step) + 1))],
        }
    )  # fmt: skip
    for first in (False, True):
        part = [row for row in shown if (row.rank is not None) == first]
        colour = colours.primary if first else colours.baseline
        arms = {}
        if part and all(row.weight.low is not None for row in part):
            arms = {
                "error_x": {
                    "type": "data", "symmetric": False, "color": colour, "thickness": 1.5, "width": 4,
                    "array": [100 * (row.weight.high - row.weight.value) for row in part],
                    "arrayminus": [100 * (row.weight.value - row.weight.low) for row in part],
                }
            }  # fmt: skip
        picture.add_scatter(
            x=[100 * row.weight.value for row in part], y=[row.y for row in part], xaxis="x4", mode="markers",
            marker={"size": 9 if first else 7, "color": colour}, customdata=[[row.rated.name, "weight"] for row in part],
            hovertext=[weight_hover(row) for row in part], hovertemplate="%{hovertext}<extra></extra>", name="weight", **arms,
        )  # fmt: skip
    for row in laid:
        if row.weight is None:
            notes.append(theme.note(_("not ranked"), x=panels.weight[0], y=row.y, xref="paper", xshift=4, size=12, colour=colours.quiet))
        else:
            text = words.decimal(100 * row.weight.value, 0)
            notes.append(
                theme.note(f"<b>{text}</b>" if row.rank is not None else text, x=1, y=row.y, xref="paper", xshift=RIGHT - 14,
                           xanchor="right", colour=colours.text)
            )  # fmt: skip


def _heads(picture, result, laid, panels, notes, colours) -> None:
    """What each panel shows, and the colours' key, above it."""
    zero = panels.worst / (panels.worst + panels.best) * panels.ratings[1]
    outer_worst, inner_worst, inner_best, outer_best = colours.satisfaction
    scale = laid[0].rated.scale if laid and _common(laid).one else None
    names = step_names(laid[0].rated) if scale is not None else ("", "", "", "")
    level = words.share(result.level)

    def key(colour: str, name: str) -> str:
        return f'<span style="color:{colour}">■</span> {name}'

    def head(title: str, below: str, x: float, anchor: str = "left", shift: int = 0) -> None:
        place = {"x": x, "xref": "paper", "y": 1, "yref": "paper", "xanchor": anchor, "xshift": shift}
        notes.append(theme.note(f"<b>{title}</b>", yshift=38, colour=colours.text, **place))
        notes.append(theme.note(below, yshift=19, size=12, colour=colours.quiet, **place))

    bad = f"% {key(outer_worst, names[0])} {key(inner_worst, names[1])}" if scale is not None else _("% the two worst")
    good = f"% {key(inner_best, names[2])} {key(outer_best, names[3])}, {level}" if scale is not None else _("% the two best")
    head(_("Dissatisfied"), bad, zero, "right", -4)
    head(_("Satisfied"), _("{key} interval").format(key=good), zero, shift=4)
    if "xaxis2" in picture.layout:
        head(_("Neither"), "%", panels.middle[0])
    if "xaxis3" in picture.layout:
        low = picture.layout.xaxis3.range[0]
        of = _("mean of {high}").format(high=number(scale.high)) if scale is not None else _("% of the scale")
        cut = _(" (axis from {low})").format(low=number(low)) if scale is None or low > scale.low else ""
        head(_("Expected ○ and received ●"), _("{of}{cut}, gap").format(of=of, cut=cut), panels.gap[0])
    if "xaxis4" in picture.layout:
        head(_("Weight in satisfaction"), _("% of explained, {level}").format(level=level), panels.weight[0], shift=-10)


#: On a phone: pixels of a row, whose name stands above its bar.
ROW_NARROW = 50


def breakdown_narrow(result, weights: Mapping[str, Weight], ranks: Mapping[str, int], *, dark: bool) -> go.Figure:
    """Draw the ratings alone, each attribute's name and weight above its bar; parameters as for `breakdown`."""
    laid, titles, height = rows(result, weights, ranks)
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=int(TOP + BOTTOM + ROW_NARROW * (height + 0.2)), left=8, right=30, top=TOP, bottom=BOTTOM)
    panels = panels_of(laid, gaps=False, weights=False)
    picture.update_layout(barmode="overlay", yaxis={"range": [height - 0.4, -0.6], "visible": False})
    notes: list[dict] = []
    for y, group in titles:
        called = words.escape_html(words.capital(group_name(group) if group else _("others")))
        notes.append(theme.note(f"<b>{called}</b>", x=0, y=y + 0.15, xref="paper", xshift=-8, colour=colours.quiet))
    for row in laid:
        name = words.escape_html(row.rated.name if len(row.rated.name) <= LONGEST else row.rated.name[: LONGEST - 1].rstrip() + "…")
        notes.append(
            theme.note(f"<b>{row.rank}  {name}</b>" if row.rank is not None else name, x=0, y=row.y, xref="paper", xshift=-8, yshift=18,
                       colour=colours.text)
        )  # fmt: skip
        if row.weight is not None:
            weight = _("weight {share}").format(share=words.share(row.weight.value, digits=0))
            notes.append(
                theme.note(weight, x=1, y=row.y, xref="paper", xanchor="right", xshift=28, yshift=18, size=12, colour=colours.quiet)
            )
    _ratings(picture, laid, panels, notes, colours)
    picture.update_layout(xaxis={"domain": [0, 1]})
    picture.update_traces(width=0.34, selector={"type": "bar"})
    _heads(picture, result, laid, replace(panels, ratings=(0.0, 1.0)), notes, colours)
    picture.update_layout(annotations=[*picture.layout.annotations, *notes])
    return picture
