"""What a change is worth as time goes on: a fan of the difference to today, dashed, for nothing of it is observed."""

from math import ceil, floor, log10

import plotly.graph_objects as go

from components import words
from components.charts import theme
from components.charts.money import round_step
from components.charts.projection import DASH
from components.language import _
from components.sentences import amounts
from components.sentences.whatif import months as months_of
from components.sentences.whatif import payback_interval

HEIGHT, CASH_HEIGHT = 346, 230
LEFT, RIGHT, TOP, BOTTOM = 62, 76, 30, 30
ENDS = ("value", "low", "high", "inner_low", "inner_high")
#: Pixels that two labels at the right end want between them.
APART = 16


def fan(result, *, begins: int = 0, dark: bool) -> go.Figure:
    """Draw the difference to today, added up month by month.

    Parameters
    ----------
    result : analysis.whatif.outcome.Outcome
    begins : int
        Months before anything works: they are grey.
    dark : bool
        The theme.
    """
    colours, unit = theme.tokens(dark), amounts.minor_units(result.currency)
    picture = theme.figure(dark, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    months = [one.period for one in result.fan]
    line = {name: [getattr(one, name) / unit for one in result.fan] for name in ENDS}
    if begins:
        picture.add_vrect(x0=0, x1=min(begins, months[-1]), fillcolor=theme.faded(colours.baseline, 0.1), line_width=0, layer="below")
        text = _("works from month {n}").format(n=words.count(begins + 1))
        theme.label(picture, text, x=min(begins, months[-1]), y=1, yref="paper", xshift=8, yshift=-8, colour=colours.quiet)
    hover = [_hover(result, one) for one in result.fan]
    expected(picture, months, line, (("low", "high"), ("inner_low", "inner_high")), hover=hover, name="difference", colours=colours)
    _axes(picture, line, months[-1], colours)
    _ends(picture, result, line, colours)
    _payback(picture, result, line, colours)
    unit_of = _("{currency} more than as things are, discounted, added up").format(currency=words.escape_html(result.currency))
    picture.add_annotation(theme.unit(unit_of, dark, left=LEFT))
    return picture


def _hover(result, one) -> str:
    value, interval = amounts.estimate(one.value, one.low, one.high, result.currency)
    when = _("Month {n}").format(n=words.count(one.period)) if one.period else _("Today")
    return _("{when}: {value}<br>{level}: {interval}").format(when=when, value=value, level=words.share(result.level), interval=interval)


def _payback(picture, result, line, colours) -> None:
    """A hollow circle where it has paid back, and above the band when that is."""
    payback = result.payback
    if payback is None or not payback.month:
        return
    top = picture.layout.yaxis.range[1]
    left = payback.month > result.months * 0.45
    # To the right of an early month its words must be above what the band will be there, on a phone too.
    until = payback.month if left else payback.month + result.months * 6 // 10
    above = min(max(line["high"][: until + 1]) + 0.12 * (top - picture.layout.yaxis.range[0]), 0.96 * top)
    picture.add_scatter(
        x=[payback.month, payback.month],
        y=[0, above],
        mode="lines",
        line={"color": colours.text, "width": 1},
        hoverinfo="skip",
        name="leader",
    )
    picture.add_scatter(
        x=[payback.month],
        y=[0],
        mode="markers",
        marker={"size": 10, "color": colours.page, "line": {"color": colours.group_texts[0], "width": 2}},
        hoverinfo="skip",
        name="payback",
    )
    side = {"xanchor": "right", "xshift": -6, "align": "right"} if left else {"xanchor": "left", "xshift": 6}
    said = _("pays back in month {n}").format(n=words.count(payback.month))
    quiet = f'<span style="color:{colours.quiet}">{words.escape_html(payback_interval(result))}</span>'
    theme.label(picture, f"{said}<br>{quiet}", x=payback.month, y=above, colour=colours.text, yanchor="top", **side)


def expected(picture, x, line, bands, *, hover, name: str, colours) -> None:
    """Draw what is expected: a dashed line on its bands, the widest first, and a line at nothing.

    `line` has the values by name: "value", and the ends that `bands` names in pairs.
    """
    for low, high in bands:
        common = {"x": x, "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
        picture.add_scatter(y=line[low], name=low, **common)
        picture.add_scatter(y=line[high], fill="tonexty", fillcolor=theme.faded(colours.groups[0], colours.band), name=high, **common)
    picture.add_hline(y=0, line={"color": colours.baseline, "width": 1.5})
    picture.add_scatter(
        x=x,
        y=line["value"],
        mode="lines",
        line={"color": colours.groups[0], "width": theme.LINE, "dash": DASH},
        customdata=hover,
        hovertemplate="%{customdata}<extra></extra>",
        name=name,
    )


def _axes(picture, line, last: int, colours) -> None:
    money_axis(picture, min(*line["low"], 0.0), max(*line["high"], 0.0), colours)
    every = 12 if last > 12 else 3
    ticks = list(range(0, last + 1, every))
    named = [_("start"), *(words.count(tick) for tick in ticks[1:-1]), months_of(ticks[-1])]
    picture.update_xaxes(range=[0, last], tickvals=ticks, ticktext=named, tickangle=0)
    picture.update_layout(hovermode="x", hoverdistance=-1)


def money_axis(picture, bottom: float, top: float, colours, *, whole: bool = False) -> None:
    """An axis of money from `bottom` to `top`, 0 among them; `whole`: it begins at a number."""
    step = round_step(max(top - bottom, 1e-2))
    ticks = [step * place for place in range(floor(bottom / step + 1e-9), ceil(top / step - 1e-9) + 1)]
    digits = max(0, -floor(log10(step) + 1e-9))
    room = 0.04 * max(top - bottom, 1e-2)
    picture.update_yaxes(
        range=[min(ticks[0] if whole else bottom, 0.0) - room, max(top, ticks[-1] if top > 0 else 0.0) + room],
        tickvals=ticks,
        ticktext=[words.decimal(tick, digits) for tick in ticks],
        showgrid=True,
        gridcolor=colours.rule,
        gridwidth=1,
        ticklabelstandoff=4,
    )


def _ends(picture, result, line, colours) -> None:
    """The values at the right end; an end of the band is dropped where its words would run into others."""
    low, high = picture.layout.yaxis.range
    pixels = (HEIGHT - TOP - BOTTOM) / (high - low)
    ahead, taken = result.fan[-1], []
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
    ahead = result.fan[-1]
    value, interval = amounts.estimate(ahead.value, ahead.low, ahead.high, result.currency)
    said = _("The difference to today, added up through {months}: from {first} to {value}, {level} interval {interval}.").format(
        months=months_of(result.months), first=amounts.about(result.fan[0].value, result.currency), value=value,
        level=words.share(result.level), interval=interval,
    )  # fmt: skip
    if result.payback is None or result.payback.month is None:
        return said
    return " ".join((said, _("It has paid back by month {n}.").format(n=words.count(result.payback.month))))


def fan_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a month, in whole units of the currency."""
    unit, level = amounts.minor_units(result.currency), result.level
    rows = [(one.period, *(getattr(one, name) / unit for name in ENDS)) for one in result.fan]
    return ("month", f"difference_{result.currency}", f"low_{level}", f"high_{level}", "low_0.5", "high_0.5"), rows


def cash(result, *, dark: bool) -> go.Figure:
    """Draw what each month brings more or less than today; solid blocks below the line are laid out."""
    colours, unit = theme.tokens(dark), amounts.minor_units(result.currency)
    picture = theme.figure(dark, height=CASH_HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    values, months = [amount / unit for amount in result.cash], list(range(len(result.cash)))
    picture.add_bar(
        x=months,
        y=values,
        marker={"color": [colours.groups[0] if value >= 0 else colours.groups[1] for value in values], "line": {"width": 0}},
        customdata=[
            _("{when}: {value}").format(
                when=_("Month {n}").format(n=words.count(month)) if month else _("Today"), value=amounts.about(amount, result.currency)
            )
            for month, amount in enumerate(result.cash)
        ],
        hovertemplate="%{customdata}<extra></extra>",
        name="cash",
    )
    picture.add_hline(y=0, line={"color": colours.baseline, "width": 1.5})
    _axes(picture, {"low": values, "high": values}, len(values) - 1, colours)
    picture.update_xaxes(range=[-0.6, len(values) - 0.4])
    unit_of = _("{currency} a month more than as things are, not discounted; the estimate").format(
        currency=words.escape_html(result.currency)
    )
    picture.add_annotation(theme.unit(unit_of, dark, left=LEFT))
    return picture


def cash_alt(result) -> str:
    """The picture in words."""
    lowest = min(result.cash)
    return _("Cash month by month against today: {first} today, {lowest} in the worst month, {last} in the last of {months}.").format(
        first=amounts.about(result.cash[0], result.currency),
        lowest=amounts.about(lowest, result.currency),
        last=amounts.about(result.cash[-1], result.currency),
        months=months_of(result.months),
    )


def cash_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture."""
    unit = amounts.minor_units(result.currency)
    return ("month", f"cash_{result.currency}"), [(month, amount / unit) for month, amount in enumerate(result.cash)]
