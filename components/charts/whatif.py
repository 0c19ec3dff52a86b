"""What a change is worth as time goes on: a fan of the difference to today, dashed, for nothing of it is observed."""

from math import ceil, floor, log10

import plotly.graph_objects as go

from components import words
from components.charts import theme
from components.charts.money import round_step
from components.charts.projection import DASH
from components.language import _
from components.sentences import amounts
from components.sentences.whatif import years as years_of

HEIGHT = 346
LEFT, RIGHT, TOP, BOTTOM = 62, 76, 30, 30
YEAR_DAYS = 365
ENDS = ("value", "low", "high", "inner_low", "inner_high")
#: Pixels that two labels at the right end want between them.
APART = 16


def fan(result, *, dark: bool) -> go.Figure:
    """Draw the difference to today, added up period by period.

    Parameters
    ----------
    result : analysis.chain.Chain
        With a figure.
    dark : bool
        The theme.
    """
    colours, unit = theme.tokens(dark), amounts.minor_units(result.currency)
    picture = theme.figure(dark, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    days = [0, *(one.days for one in result.ahead)]
    line = {name: [0.0, *(getattr(one, name) / unit for one in result.ahead)] for name in ENDS}
    for low, high in (("low", "high"), ("inner_low", "inner_high")):
        common = {"x": days, "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
        picture.add_scatter(y=line[low], name=low, **common)
        picture.add_scatter(y=line[high], fill="tonexty", fillcolor=theme.faded(colours.groups[0], colours.band), name=high, **common)
    picture.add_hline(y=0, line={"color": colours.baseline, "width": 1.5})
    picture.add_scatter(
        x=days,
        y=line["value"],
        mode="lines",
        line={"color": colours.groups[0], "width": theme.LINE, "dash": DASH},
        customdata=[_("today"), *(_hover(result, one) for one in result.ahead)],
        hovertemplate="%{customdata}<extra></extra>",
        name="difference",
    )
    _axes(picture, result, line, colours)
    _ends(picture, result, line, colours)
    unit_of = _("{currency} more than as things are, added up").format(currency=words.escape_html(result.currency))
    picture.add_annotation(theme.unit(unit_of, dark, left=LEFT))
    return picture


def _hover(result, one) -> str:
    value, interval = amounts.estimate(one.value, one.low, one.high, result.currency)
    return _("After {n} days: {value}<br>{level}: {interval}").format(
        n=words.count(one.days), value=value, level=words.share(result.level), interval=interval
    )


def _axes(picture, result, line, colours) -> None:
    top, bottom = max(*line["high"], 0.0), min(*line["low"], 0.0)
    step = round_step(max(top - bottom, 1e-2))
    ticks = [step * place for place in range(floor(bottom / step + 1e-9), ceil(top / step - 1e-9) + 1)]
    digits = max(0, -floor(log10(step) + 1e-9))
    room = 0.04 * max(top - bottom, 1e-2)
    picture.update_yaxes(
        range=[min(ticks[0], bottom) - room if bottom < 0 else -room, max(top, ticks[-1]) + room],
        tickvals=ticks,
        ticktext=[words.decimal(tick, digits) for tick in ticks],
        showgrid=True,
        gridcolor=colours.rule,
        gridwidth=1,
        ticklabelstandoff=4,
    )
    last = result.ahead[-1].days
    years = list(range(1, max(1, round(last / YEAR_DAYS)) + 1))
    picture.update_xaxes(
        range=[0, last],
        tickvals=[0, *(min(year * YEAR_DAYS, last) for year in years)],
        ticktext=[_("today"), *(years_of(year) for year in years)],
        tickangle=0,
    )
    picture.update_layout(hovermode="x", hoverdistance=-1)


def _ends(picture, result, line, colours) -> None:
    """The values at the right end; an end of the band is dropped where its words would run into others."""
    low, high = picture.layout.yaxis.range
    pixels = (HEIGHT - TOP - BOTTOM) / (high - low)
    ahead, taken = result.ahead[-1], []
    value, _interval = amounts.estimate(ahead.value, ahead.low, ahead.high, result.currency)
    rounded = {name: amounts.about(getattr(ahead, name), result.currency) for name in ("low", "high")}
    labels = [
        (f"<b>{value}</b>", line["value"][-1], colours.group_texts[0]),
        (_("as today"), 0.0, colours.quiet),
        (rounded["high"], line["high"][-1], colours.quiet),
        (rounded["low"], line["low"][-1], colours.quiet),
    ]
    for text, at, colour in labels:
        if all(abs(at - other) * pixels >= APART for other in taken):
            taken.append(at)
            theme.label(picture, text, x=1, xref="paper", xshift=8, y=at, colour=colour)


def fan_alt(result) -> str:
    """The picture in words."""
    ahead = result.ahead[-1]
    value, interval = amounts.estimate(ahead.value, ahead.low, ahead.high, result.currency)
    return _("The difference to today, added up through {n} days: from 0 to {value}, {level} interval {interval}.").format(
        n=words.count(ahead.days), value=value, level=words.share(result.level), interval=interval
    )


def fan_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a period, in whole units of the currency."""
    unit, level = amounts.minor_units(result.currency), result.level
    rows = [(one.days, *(getattr(one, name) / unit for name in ENDS)) for one in result.ahead]
    return ("days", f"difference_{result.currency}", f"low_{level}", f"high_{level}", "low_0.5", "high_0.5"), rows
