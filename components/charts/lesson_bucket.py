"""The bucket as time goes on: with one point fewer lost, and where the market ends. Seen is solid, reckoned ahead is dashed."""

from math import ceil

import plotly.graph_objects as go

from analysis.lessons.bucket_ahead import ahead
from analysis.retention_point import POINT
from components import words
from components.charts import theme
from components.charts.money import round_step
from components.charts.projection import DASH
from components.language import _, ngettext

HEIGHT = 250
#: Room for a line of words between the unit and the picture.
LINE = 18
#: So many quarters are drawn ahead.
AHEAD = 12
LEFT, RIGHT, TOP, BOTTOM = 58, 78, 28, 28
#: Labels nearer to one another, in pixels, would run together.
APART = 18


def level(facts, *, dark: bool) -> go.Figure:
    """Draw the customers of the last quarters, and where they go from here: as they are lost now, and with a point fewer lost.

    Parameters
    ----------
    facts : analysis.lessons.bucket.Facts
    dark : bool
        The theme.
    """
    colours = theme.tokens(dark)
    now, kept = _ahead(facts, 0.0, AHEAD), _ahead(facts, POINT, AHEAD)
    picture = _figure([*facts.level.stock, *now, *kept], first=1 - len(facts.level.stock), last=AHEAD, dark=dark)
    seen = list(facts.level.stock)
    _line(picture, seen, 1 - len(seen), colours.groups[0], None, [words.the_period(one, "quarter") for one in facts.level.labels])
    _line(picture, kept, 0, colours.groups[1], DASH, [_from_now(at) for at in range(len(kept))])
    _line(picture, now, 0, colours.groups[0], DASH, [_from_now(at) for at in range(len(now))])
    _ends(picture, (kept[-1], facts.level.with_a_point, colours.group_texts[1]), (now[-1], facts.level.settles, colours.group_texts[0]))
    return picture


def level_alt(facts) -> str:
    """The same in words."""
    return _(
        "Customers quarter by quarter: {first} at first seen, {now} now. If every quarter is like the last they go to {settles}, and with "
        "one point fewer lost to {kept}."
    ).format(
        first=words.count(facts.level.stock[0]),
        now=words.count(facts.at_end),
        settles=words.count(round(facts.level.settles)),
        kept=words.count(round(facts.level.with_a_point)),
    )


def market(facts, *, dark: bool) -> go.Figure:
    """Draw the customers to come while there is somebody to win, and once there is nobody."""
    colours, found = theme.tokens(dark), facts.market
    last = ceil(found.quarters) + AHEAD
    endless, ends = _ahead(facts, 0.0, last), _ending(facts, last)
    picture = _figure([*endless, *ends], first=0, last=last, dark=dark, above=LINE)
    picture.add_vline(x=found.quarters, line={"color": colours.baseline, "width": 1.5})
    above = _("nobody left to win")
    theme.label(picture, above, x=found.quarters, y=1, yref="paper", yshift=9, xanchor="center", colour=colours.quiet)
    labels = [_from_now(at) for at in range(last + 1)]
    _line(picture, endless, 0, colours.baseline, DASH, labels)
    _line(picture, ends, 0, colours.groups[0], DASH, labels)
    _ends(picture, (endless[-1], facts.level.settles, colours.quiet), (ends[-1], found.settles, colours.group_texts[0]))
    return picture


def market_alt(facts) -> str:
    """The same in words."""
    return _(
        "Customers to come, quarter by quarter, {now} now: in an endless market they go to {endless}; where nobody is left to win after "
        "{n} quarters they go to {settles}."
    ).format(
        now=words.count(facts.at_end),
        n=words.decimal(facts.market.quarters, 1),
        endless=words.count(round(facts.level.settles)),
        settles=words.count(round(facts.market.settles)),
    )


def _ahead(facts, point: float, periods: int) -> list[float]:
    return ahead(facts.at_end, facts.level.arrivals, max(facts.share - point, 0.0), periods)


def _ending(facts, periods: int) -> list[float]:
    """As many newcomers as there are left, then only those who come back."""
    found, fresh = [float(facts.at_end)], facts.level.arrivals - facts.back
    for at in range(periods):
        part = min(max(facts.market.quarters - at, 0.0), 1.0)
        found.append(found[-1] * (1 - facts.share) + fresh * part + facts.back)
    return found


def _figure(values: list[float], *, first: int, last: int, dark: bool, above: int = 0) -> go.Figure:
    colours, most = theme.tokens(dark), max(values)
    picture = theme.figure(dark, height=HEIGHT + above, left=LEFT, right=RIGHT, top=TOP + above, bottom=BOTTOM)
    step = round_step(most)
    ticks = [step * at for at in range(int(most / step) + 1)]
    picture.update_yaxes(
        range=[0, most * 1.08],
        showgrid=True,
        gridcolor=colours.rule,
        tickvals=ticks,
        ticktext=[words.count(round(one)) for one in ticks],
    )
    along = [at for at in range(first, last + 1) if at % 4 == 0]
    picture.update_xaxes(
        range=[first, last], tickvals=along, ticktext=[_("now") if at == 0 else words.decimal(at, 0) for at in along], tickangle=0
    )
    picture.update_layout(hovermode="x", hoverdistance=-1)
    picture.add_annotation(theme.unit(_("customers, by quarter from now"), dark, left=LEFT, above=14 + above))
    return picture


def _line(picture: go.Figure, values: list, first: int, colour: str, dash: str | None, labels: list[str]) -> None:
    picture.add_scatter(
        x=list(range(first, first + len(values))),
        y=values,
        mode="lines",
        line={"color": colour, "width": theme.LINE, "dash": dash or "solid"},
        customdata=[f"{words.capital(label)}: {words.customers(round(value))}" for label, value in zip(labels, values, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _ends(picture: go.Figure, upper: tuple[float, float, str], lower: tuple[float, float, str]) -> None:
    """Where the two lines go, at their ends; held apart where they nearly meet."""
    last, most = picture.layout.xaxis.range[1], picture.layout.yaxis.range[1]
    gap = (upper[0] - lower[0]) / most * (HEIGHT - TOP - BOTTOM)
    shift = max(APART - gap, 0) / 2
    for (value, goes_to, colour), away in ((upper, shift), (lower, -shift)):
        text = f"→ {words.count(round(goes_to))}"
        theme.label(picture, text, x=last, y=value, xshift=6, yshift=away, colour=colour, weight=600)


def _from_now(at: int) -> str:
    if not at:
        return _("now")
    return ngettext("{n} quarter from now", "{n} quarters from now", at).format(n=words.count(at))
