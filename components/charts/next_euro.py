"""What a budget brings by the share of it that goes to keeping customers: dashed, for nothing of it is observed."""


import plotly.graph_objects as go

from components import words
from components.charts import theme
from components.charts.whatif import expected, money_axis
from components.language import _
from components.sentences import amounts

HEIGHT = 356
LEFT, RIGHT, TOP, BOTTOM = 62, 24, 34, 52
ENDS = ("value", "low", "high")


def next_euro(result, *, dark: bool) -> go.Figure:
    """Draw the value of each split, with its interval, and mark the best.

    Parameters
    ----------
    result : analysis.whatif.next_euro.NextEuro
    dark : bool
        The theme.
    """
    colours, unit = theme.tokens(dark), amounts.minor_units(result.currency)
    picture = theme.figure(dark, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    shares = [100 * split.share for split in result.splits]
    line = {name: [getattr(split.value, name) / unit for split in result.splits] for name in ENDS}
    hover = [_hover(result, split) for split in result.splits]
    expected(picture, shares, line, (("low", "high"),), hover=hover, name="value", colours=colours)
    _axes(picture, line, colours)
    _best(picture, result, line, colours)
    picture.add_annotation(theme.unit(_unit(result), dark, left=LEFT, above=18))
    return picture


def _unit(result) -> str:
    return _("{currency} that the budget brings within {years}, less itself").format(
        currency=words.escape_html(result.currency), years=words.periods(result.months, "month")
    )


def _hover(result, split) -> str:
    value, interval = amounts.estimate(split.value.value, split.value.low, split.value.high, result.currency)
    return _("{share} for keeping: {value}<br>{level}: {interval}").format(
        share=words.share(split.share), value=value, level=words.share(result.level), interval=interval
    )


def _axes(picture, line, colours) -> None:
    money_axis(picture, min(*line["low"], 0.0), max(*line["high"], 0.0), colours, whole=True)
    picture.update_xaxes(range=[0, 100], tickvals=[0, 25, 50, 75, 100], ticktext=["0", "25", "50", "75", words.share(1)], tickangle=0)
    picture.update_layout(hovermode="x", hoverdistance=-1)
    for text, at, anchor in ((f"← {_('all for winning')}", 0, "left"), (f"{_('all for keeping')} →", 1, "right")):
        theme.label(picture, text, x=at, xref="paper", xanchor=anchor, y=0, yref="paper", yshift=-36, colour=colours.quiet)


def _best(picture, result, line, colours) -> None:
    """The best split as a point, and under the picture's floor the range in which it lies."""
    at = 100 * result.best
    value = line["value"][[split.share for split in result.splits].index(result.best)]
    floor_of = picture.layout.yaxis.range[0]
    picture.add_scatter(
        x=[100 * result.best_low, 100 * result.best_high],
        y=[floor_of, floor_of],
        mode="lines",
        line={"color": colours.groups[0], "width": 6},
        cliponaxis=False,
        hoverinfo="skip",
        name="range",
    )
    picture.add_scatter(
        x=[at],
        y=[value],
        mode="markers",
        marker={"color": colours.groups[0], "size": 11, "line": {"color": colours.page, "width": 2}},
        cliponaxis=False,
        hoverinfo="skip",
        name="best",
    )
    side = "left" if at < 20 else "right" if at > 80 else "center"
    text = f"<b>{_('best: {share}').format(share=words.share(result.best))}</b>"
    theme.label(picture, text, x=at, y=value, yshift=18, xanchor=side, xshift={"left": 10, "right": -10}.get(side, 0),
                colour=colours.group_texts[0])  # fmt: skip


def next_euro_alt(result) -> str:
    """The picture in words."""
    ends = [amounts.estimate(*(getattr(result.splits[place].value, name) for name in ENDS), result.currency) for place in (0, -1)]
    return _(
        "What the budget brings, less itself, by the share for keeping customers: from {first} ({first_interval}) with all of it for "
        "winning to {last} ({last_interval}) with all of it for keeping; the best is {best}, {low} to {high}."
    ).format(
        first=ends[0][0],
        first_interval=ends[0][1],
        last=ends[1][0],
        last_interval=ends[1][1],
        best=words.share(result.best),
        low=words.share(result.best_low),
        high=words.share(result.best_high),
    )


def next_euro_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a split, in whole units of the currency."""
    unit = amounts.minor_units(result.currency)
    rows = [(100 * split.share, *(getattr(split.value, name) / unit for name in ENDS)) for split in result.splits]
    return (_("% for keeping"), _("value"), _("low"), _("high")), rows
