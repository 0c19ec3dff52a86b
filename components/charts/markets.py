"""Markets side by side: the share of each one's customers in every stage, a panel a market, on one scale; and who ordered since."""

from dataclasses import dataclass

import plotly.graph_objects as go

from analysis import evidence
from components import words
from components.charts import theme
from components.charts.dots import Dot, Line, dots, told
from components.language import _
from components.sentences.markets import market_name
from components.sentences.stages import stage_name

#: So many panels have room beside one another.
MOST = 6
ROW, BAR, NAMES = 30, 0.5, 104
TOP, BOTTOM, HEAD = 44, 8, 52
#: Of a panel's width: what lies between it and the next; room for a number at a whisker's end.
GUTTER, NUMBER = 0.1, 0.3
LONGEST = 22


@dataclass(frozen=True, slots=True)
class _Panel:
    """Which market, and the names of its axes in Plotly's words."""

    market: object
    x: str
    y: str


def drawn(result) -> list:
    """The markets that have a panel: the largest, in their own order."""
    there = [one for one in result.markets if one.customers]
    largest = sorted(there, key=lambda one: -one.customers)[:MOST]
    return [one for one in there if one in largest]


def markets(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw the stages of each market's customers: beside one another, or one below the other for a phone.

    Parameters
    ----------
    result : analysis.markets.Markets
        With a market or more.
    dark : bool
        The theme.
    narrow : bool
        Whether it is for a phone.
    """
    shown, colours = drawn(result), theme.tokens(dark)
    stages = [one.stage for one in shown[0].stages]
    rows = ROW * len(stages)
    height = (HEAD + rows) * len(shown) + BOTTOM if narrow else TOP + rows + BOTTOM
    picture = theme.figure(dark, height=height, left=NAMES, right=8, top=0 if narrow else TOP, bottom=BOTTOM)
    panels = [_Panel(one, *_axes(place, narrow)) for place, one in enumerate(shown)]
    most = max((stage.now.high for one in shown for stage in one.stages if evidence.strength(one.customers) != "none"), default=1.0)
    wide = (1 - GUTTER * (len(shown) - 1) / len(shown)) / len(shown)
    notes = []
    room = 1.2 if narrow else 1 + NUMBER
    for place, panel in enumerate(panels):
        across = [0, 1] if narrow else [place / len(shown), place / len(shown) + wide]
        down = _down(place, rows, height) if narrow else [0, 1]
        axis = {**picture.layout.xaxis.to_plotly_json(), "visible": False}
        picture.update_layout(
            {
                _key(panel.x): {**axis, "range": [0, most * room], "domain": across, "anchor": panel.y},
                _key(panel.y): {**axis, "range": [len(stages) - 0.5, -0.5], "domain": down, "anchor": panel.x},
            }
        )
        notes += _head(panel, narrow, colours)
        if narrow or not place:
            notes += [
                theme.note(stage_name(stage), x=0, xref="paper", y=row, yref=panel.y, xshift=-NAMES, colour=colours.text)
                for row, stage in enumerate(stages)
            ]
        notes += _bars(picture, panel, colours)
    picture.update_layout(annotations=notes, hovermode="closest")
    return picture


def _axes(place: int, narrow: bool) -> tuple[str, str]:
    number = "" if place == 0 else str(place + 1)
    return f"x{number}", f"y{number}"


def _key(axis: str) -> str:
    return f"{axis[0]}axis{axis[1:]}"


def _down(place: int, rows: int, height: int) -> list[float]:
    """Where a panel stands on a phone, from the top down, as parts of the plot's height."""
    plot = height - BOTTOM
    top = plot - place * (HEAD + rows) - HEAD
    return [max((top - rows) / plot, 0), top / plot]


def _head(panel: _Panel, narrow: bool, colours) -> list[dict]:
    name = market_name(panel.market.market)
    name = words.escape_html(name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…")
    n = _("n\u00a0=\u00a0{n}").format(n=words.count(panel.market.customers))
    place = {"x": 0, "y": 1, "yref": f"{panel.y} domain"}
    place |= {"xref": "paper", "xshift": -NAMES} if narrow else {"xref": f"{panel.x} domain"}
    return [
        theme.note(f"<b>{name}</b>", colour=colours.text, yshift=28, **place),
        theme.note(n, colour=colours.quiet, size=12, yshift=11, **place),
    ]


def _bars(picture, panel: _Panel, colours) -> list[dict]:
    """The bars with their whiskers; returns their labels."""
    market = panel.market
    strength = evidence.strength(market.customers)
    if strength == "none":
        return [theme.note(_("fewer than 5"), x=0, xref=panel.x, y=0, yref=panel.y, xshift=4, colour=colours.quiet)]
    pale = strength == "thin"
    shares = [one.now for one in market.stages]
    picture.add_bar(
        orientation="h",
        x=[share.rate for share in shares],
        y=list(range(len(shares))),
        width=BAR,
        xaxis=panel.x,
        yaxis=panel.y,
        marker={"color": [theme.STAGES[one.stage] for one in market.stages], "opacity": theme.PALE if pale else 1},
        error_x={
            "type": "data", "symmetric": False, "array": [share.high - share.rate for share in shares],
            "arrayminus": [share.rate - share.low for share in shares], "color": colours.text, "thickness": 1.25, "width": 0,
        },
        hovertext=[_hover(market, one) for one in market.stages],
        hovertemplate="%{hovertext}<extra></extra>",
        name=words.escape_html(market_name(market.market)),
    )  # fmt: skip
    colour = colours.quiet if pale else colours.text
    return [
        theme.note(words.share(share.rate), x=share.high, xref=panel.x, y=row, yref=panel.y, xshift=5, size=12, colour=colour)
        for row, share in enumerate(shares)
    ]


def _hover(market, one) -> str:
    return "<br>".join(
        [
            f"<b>{words.escape_html(market_name(market.market))}: {stage_name(one.stage)}</b>",
            words.share(one.now.rate, one.now.low, one.now.high),
            _("{k} of {n} who ever ordered").format(k=words.count(one.now.k), n=words.count(one.now.n)),
        ]
    )


def markets_alt(result) -> str:
    """The picture in words."""
    said = []
    for one in drawn(result):
        if evidence.strength(one.customers) in ("few", "enough"):
            stages = ", ".join(f"{stage_name(stage.stage)} {words.share(stage.now.rate)}" for stage in one.stages)
            said.append(f"{market_name(one.market)}: {stages}")
    return _("Share of each market’s customers in every stage. {said}.").format(said="; ".join(said) or _("Too few of any market"))


def markets_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a market and stage."""
    rows = [
        (one.market, stage.stage, stage.now.k, stage.now.n, stage.now.rate, stage.now.low, stage.now.high)
        for one in result.markets
        for stage in one.stages
    ]
    return ("market", "stage", "k", "n", "rate", f"low_{result.level}", f"high_{result.level}"), rows


def kept(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw, of each market's customers of a year ago, who ordered since.

    Parameters
    ----------
    result : analysis.markets.Markets
    """
    unit = _("% of those who were customers a year ago with an order since, with {level} interval").format(level=words.share(result.level))
    return dots(_lines(result), unit=unit, dark=dark, per_cent=True, narrow=narrow)


def _lines(result) -> list[Line]:
    lines = []
    for one in drawn(result):
        if one.kept is None or evidence.strength(one.kept.n) == "none":
            continue
        share, name = one.kept, market_name(one.market)
        hover = "<br>".join(
            [
                f"<b>{words.escape_html(name)}</b>",
                words.share(share.rate, share.low, share.high),
                _("{k} of {n}").format(k=words.count(share.k), n=words.count(share.n)),
            ]
        )
        label = f"{words.share(share.rate)}, n\u00a0{words.count(share.n)}"
        dot = Dot(value=100 * share.rate, low=100 * share.low, high=100 * share.high, n=share.n, label=label, hover=hover)
        lines.append(Line(name=name, dots=(dot,)))
    return lines


def kept_alt(result) -> str:
    """The picture in words."""
    return _("Share of each market’s customers of a year ago who ordered since. {said}.").format(said=told(_lines(result)))


def kept_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a market."""
    rows = [(one.market, one.kept.k, one.kept.n, one.kept.rate, one.kept.low, one.kept.high) for one in result.markets if one.kept]
    return ("market", "k", "n", "rate", f"low_{result.level}", f"high_{result.level}"), rows
