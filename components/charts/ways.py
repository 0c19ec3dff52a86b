"""The commonest ways as bars with their intervals, and below them who came to loyalty, beside the third that is claimed."""

import textwrap
from dataclasses import dataclass

import plotly.graph_objects as go

from analysis import evidence
from analysis.intervals import wilson
from components import words
from components.charts import theme
from components.language import _, ngettext
from components.sentences.ways import p_words, span, way_name

#: So many ways have a row of their own; those with fewer than five customers have none.
ROWS = 5
REACHED, OTHERS = "reached", "others"
BAR, ROW, ROW_NARROW = 0.46, 32, 46
LEFT, RIGHT, TOP, BOTTOM = 296, 92, 8, 46
LEFT_NARROW, ABOVE = 4, 19
#: Pixels of the bars' room, usually, and of a number at a bar's end.
WIDTH, WIDTH_NARROW, NUMBER = 772, 254, 84
#: Letters of a name: of a line beside its bar, of which there are two, and above it on a phone.
LONGEST, LONGEST_NARROW = 44, 52
#: Of rows, between the ways and who reached loyalty.
APART = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One bar: what a click answers, its name, how many customers, and their share with its interval."""

    key: str
    name: str
    customers: int
    share: float
    low: float
    high: float
    strong: bool = False
    pale: bool = False


def key_of(stages: tuple[str, ...]) -> str:
    """What a click on a way answers, and the address says."""
    return "-".join(stages)


def rows(result) -> list[Row]:
    """The bars from the top: the commonest ways, all others together, who reached loyalty."""
    shown = [way for way in result.ways[:ROWS] if evidence.strength(way.customers) != "none" or way is result.ways[0]]
    found = [
        Row(key=key_of(way.stages), name=way_name(way.stages), customers=way.customers, share=way.share, low=way.low, high=way.high)
        for way in shown
    ]
    rest = result.followed - sum(way.customers for way in shown)
    if rest:
        kinds = len(result.ways) - len(shown) + result.other_ways
        name = ngettext("{n} other way", "{n} other ways", kinds).format(n=words.count(kinds))
        low, high = wilson(rest, result.followed, result.level)
        found.append(Row(key=OTHERS, name=name, customers=rest, share=rest / result.followed, low=low, high=high, pale=True))
    reached = result.reached
    name = _("Reached loyalty, by any way")
    last = Row(key=REACHED, name=name, customers=reached.customers, share=reached.share, low=reached.low, high=reached.high, strong=True)
    return [*found, last]


def ways(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw them; five customers or more must have been followed.

    Parameters
    ----------
    result : analysis.ways.Ways
    dark : bool
        The theme.
    narrow : bool
        For a phone: names above the bars.
    """
    colours, shown = theme.tokens(dark), rows(result)
    row, left = (ROW_NARROW, LEFT_NARROW) if narrow else (ROW, LEFT)
    places = [place + (APART if one.strong else 0) for place, one in enumerate(shown)]
    foot = places[-1] + 0.5
    picture = theme.figure(dark, height=TOP + BOTTOM + round(row * (foot + 0.5)), left=left, right=RIGHT, top=TOP, bottom=BOTTOM)
    most = max(max(one.high for one in shown), 1.02 * result.reached.benchmark)
    picture.update_layout(barmode="overlay", hovermode="closest")
    picture.update_yaxes(range=[foot, -0.5], visible=False)
    picture.update_xaxes(
        range=[0, 100 * most], nticks=4 if narrow else 6, showgrid=True, gridcolor=colours.rule, ticksuffix=words.SPACE + "%", tickangle=0
    )
    _bars(picture, result, shown, places, colours)
    picture.update_layout(
        annotations=[*_words(result, shown, places, left, 100 * most, colours, narrow), _unit(result, dark, left)],
        shapes=[_benchmark(result, places[-1], colours)],
    )
    return picture


def _bars(picture, result, shown: list[Row], places: list[float], colours) -> None:
    thin = evidence.strength(result.followed) == "thin"
    others = theme.faded(colours.neither, 0.5)
    paint = [theme.STAGES["loyalty"] if one.strong else others if one.pale else colours.neither for one in shown]
    outline = [theme.STAGES["loyalty"] if one.strong else colours.baseline for one in shown]
    filled = paint if result.complete else [colours.page] * len(shown)
    opacity = theme.PALE if thin else 1
    picture.add_bar(
        orientation="h",
        y=places,
        x=[100 * one.share for one in shown],
        width=BAR,
        marker={"color": filled, "opacity": opacity, "line": {"color": outline, "width": 0 if result.complete else 1.5}},
        customdata=[[one.key, _hover(result, one)] for one in shown],
        hovertemplate="%{customdata[1]}<extra></extra>",
        **theme.steady(opacity),
    )
    under = {"color": theme.faded(colours.page, 0.6), "thickness": 3, "width": 5}
    for look in (under, {"color": colours.text, "thickness": 1.5, "width": 4}):
        picture.add_scatter(
            x=[100 * one.share for one in shown],
            y=places,
            mode="markers",
            marker={"size": 0.1, "opacity": 0},
            hoverinfo="skip",
            error_x={
                "type": "data", "symmetric": False, **look,
                "array": [100 * (one.high - one.share) for one in shown],
                "arrayminus": [100 * (one.share - one.low) for one in shown],
            },
        )  # fmt: skip


def _words(result, shown: list[Row], places: list[float], left: int, end: float, colours, narrow: bool) -> list[dict]:
    shift = {"xshift": -left, "yshift": ABOVE if narrow else 0}
    names = [
        theme.note(f"<b>{one.name}</b>" if one.strong else _fitted(one.name, narrow), x=0, xref="paper", y=y, colour=colours.text, **shift)
        for one, y in zip(shown, places, strict=True)
    ]
    claim_at = 100 * result.reached.benchmark
    ends = []
    for one, y in zip(shown, places, strict=True):
        # The claim's line must not run through the number of the row that it judges.
        clear = not one.strong or not 0 <= claim_at - 100 * one.high < NUMBER / (WIDTH_NARROW if narrow else WIDTH) * end
        text = f"{words.share(one.share)}&nbsp; <span style='color:{colours.quiet}'>{words.count(one.customers)}</span>"
        ends.append(theme.note(text, x=100 * one.high if clear else claim_at, y=y, xshift=9, colour=colours.text))
    claim = _("claimed: one third") if narrow else _("benchmark from the literature: one third")
    above = theme.note(
        claim, x=claim_at, y=places[-1] - 0.5, colour=colours.quiet, size=12, xanchor="center", yshift=7,
    )  # fmt: skip
    if narrow:
        above |= {"xanchor": "right", "x": 1, "xref": "paper", "xshift": RIGHT - 6, "yshift": 0}
    return [*names, *ends, above]


def _fitted(name: str, narrow: bool) -> str:
    """A long way in two lines, or cut: the pointer, the table and the list's box tell it whole."""
    lines = textwrap.wrap(name, LONGEST_NARROW if narrow else LONGEST, break_on_hyphens=False)
    most = 1 if narrow else 2
    return "<br>".join([*lines[: most - 1], lines[most - 1] + (" …" if len(lines) > most else "")] if len(lines) >= most else lines)


def _benchmark(result, y: float, colours) -> dict:
    """The claim crosses only the row that it judges."""
    x = 100 * result.reached.benchmark
    line = {"color": colours.text, "width": 2, "dash": "dot"}
    return {"type": "line", "x0": x, "x1": x, "y0": y - 0.38, "y1": y + 0.38, "line": line}


def _unit(result, dark: bool, left: int) -> dict:
    form = _("% of customers followed for at least {span}") if result.complete else _("% so far, of customers followed for at least {span}")
    text = form.format(span=span(result.follow_up_days))
    return theme.note(text, x=0, xref="paper", y=0, yref="paper", yshift=-36, colour=theme.tokens(dark).quiet, size=12)


def _hover(result, one: Row) -> str:
    lines = [
        f"<b>{one.name}</b>",
        words.share(one.share, one.low, one.high),
        _("{n} of {of} customers").format(n=words.count(one.customers), of=words.count(result.followed)),
    ]
    if one.strong and result.complete:
        lines.append(_("against one third: p {p}").format(p=words.escape_html(p_words(result.reached.p))))
    return "<br>".join([*lines, _("Click for the list")])


def ways_alt(result) -> str:
    """The bars in words, for those who don't see them."""
    told = "; ".join(f"{one.name}: {words.share(one.share, one.low, one.high)}" for one in rows(result))
    return _("Bars of the ways customers take: {told}. A dotted line at one third crosses the last.").format(told=told)


def ways_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the bars: a row a way, all that are told, and who reached loyalty."""
    found = [(key_of(way.stages), way.customers, result.followed, way.share, way.low, way.high) for way in result.ways]
    reached = result.reached
    found.append((REACHED, reached.customers, reached.n, reached.share, reached.low, reached.high))
    return ("way", "customers", "n", "share", f"low_{result.level}", f"high_{result.level}"), found
