"""The leak period by period: who came and came back above the line, who was lost below it, and the stock on top."""

import plotly.graph_objects as go

from analysis import evidence
from components import words
from components.charts import theme
from components.language import _

HEIGHT = 420
MOST_PERIODS = 24
LEFT, RIGHT, TOP, BOTTOM = 44, 84, 30, 30
# The two panels, as parts of the height.
STOCK, FLOWS = (0.62, 1.0), (0.0, 0.5)
LABEL_APART = 18


def drawn(result) -> tuple:
    """The flows that are drawn: the newest two years of months, the unfinished one last."""
    flows = [*result.flows, *([result.unfinished] if result.unfinished else [])]
    return tuple(flows[-MOST_PERIODS:])


def leak(result, *, dark: bool) -> go.Figure:
    """Draw the stock at each period's end, and what flowed in and out.

    Parameters
    ----------
    result : analysis.leak.Leak
        With one flow or more.
    dark : bool
        The theme.
    """
    colours = theme.tokens(dark)
    flows = drawn(result)
    picture = theme.figure(dark, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    axis = {"fixedrange": True, "zeroline": False, "ticks": "", "tickfont": picture.layout.yaxis.tickfont, "ticklabelstandoff": 4}
    grid = {"showgrid": True, "gridcolor": colours.rule}
    picture.update_layout(yaxis={**axis, **grid, "domain": FLOWS}, yaxis2={**axis, **grid, "domain": STOCK, "anchor": "x"})
    # The nearest mark alone answers, so that a click knows which bar is meant.
    picture.update_layout(barmode="relative", bargap=0.25, hovermode="closest")
    _stock(picture, result, flows, colours)
    for name, stage, sign in _kinds():
        _bars(picture, result, flows, name, theme.STAGES[stage], sign, colours)
    _scales(picture, result, flows)
    _labels(picture, result, flows, dark)
    return picture


def _kinds() -> tuple:
    """Field, stage whose colour it has, and which way it flows: from the line outwards."""
    return ("new", "capture", 1), ("recovered", "recovered", 1), ("lost", "abandoned", -1)


def _words(name: str) -> str:
    return {"new": _("new"), "recovered": _("came back"), "lost": _("lost")}[name]


def _stock(picture, result, flows, colours) -> None:
    picture.add_scatter(
        x=list(range(len(flows))), y=[flow.at_end for flow in flows], yaxis="y2", mode="lines+markers", cliponaxis=False,
        line={"color": colours.block, "width": theme.LINE}, marker={"color": colours.block, "size": theme.POINT}, name="stock",
        **_answers(result, flows, "at_end"),
    )  # fmt: skip


def _bars(picture, result, flows, name: str, colour: str, sign: int, colours) -> None:
    """The unfinished period is outlined in place of filled."""
    open_ended = [flow is result.unfinished for flow in flows]
    picture.add_bar(
        x=list(range(len(flows))),
        y=[sign * getattr(flow, name) for flow in flows],
        marker={
            "color": [theme.faded(colour, 0.15) if unfinished else colour for unfinished in open_ended],
            "line": {"color": colour, "width": [1.5 if unfinished else 0 for unfinished in open_ended]},
        },
        name=name,
        **_answers(result, flows, name),
    )


def _scales(picture, result, flows) -> None:
    top = max(flow.new + flow.recovered for flow in flows)
    bottom = max(flow.lost for flow in flows)
    step = round_step(max(top, bottom, 1))
    ticks = [step * place for place in range(-int(-(-bottom // step)), int(-(-top // step)) + 1)]
    picture.update_layout(
        yaxis={"range": [-bottom * 1.08 - 0.5, top * 1.08 + 0.5], "tickvals": ticks, "ticktext": [words.count(abs(tick)) for tick in ticks]}
    )
    most = max(max(flow.at_end for flow in flows), 1)
    step = round_step(most)
    picture.update_layout(
        yaxis2={
            "range": [0, most * 1.15],
            "tickvals": [step * place for place in range(most // step + 1)],
            "ticktext": [words.count(step * place) for place in range(most // step + 1)],
        }
    )
    # Every third at most: a phone has room for four names.
    apart = max(1, -(-len(flows) // 4))
    shown = list(range(len(flows) - 1, -1, -apart))[::-1]
    picture.update_xaxes(
        range=[-0.6, len(flows) - 0.4],
        tickvals=shown,
        ticktext=[words.escape_html(words.period_short(flows[place].period, result.period)) for place in shown],
        tickangle=0,
    )
    picture.add_hline(y=0, line={"color": picture.layout.xaxis.tickfont.color, "width": 1})


def round_step(most: int) -> int:
    """A round step of which three or so make the whole."""
    unit = 1
    while True:
        for step in (unit, 2 * unit, 5 * unit):
            if most / step <= 3:
                return step
        unit *= 10


def _labels(picture, result, flows, dark: bool) -> None:
    colours = theme.tokens(dark)
    last = flows[-1]
    place = {"x": 1, "xref": "paper", "xshift": 8}
    theme.label(picture, f"<b>{words.count(last.at_end)}</b>", y=last.at_end, yref="y2", colour=colours.text, **place)
    # Each in the middle of its bar, but never on another.
    middles = {"lost": -last.lost / 2, "new": last.new / 2, "recovered": last.new + last.recovered / 2}
    span = picture.layout.yaxis.range[1] - picture.layout.yaxis.range[0]
    pixels = (FLOWS[1] - FLOWS[0]) * (HEIGHT - TOP - BOTTOM)
    floor = float("-inf")
    for name, middle in middles.items():
        floor = max(middle, floor + LABEL_APART * span / pixels)
        theme.label(picture, f"{words.count(getattr(last, name))} {_words(name)}", y=floor, colour=colours.text, **place)
    picture.add_annotation(theme.unit(_("Customers at the end"), dark, left=LEFT))
    flowing = {"week": _("Customers a week"), "month": _("Customers a month"), "quarter": _("Customers a quarter")}[result.period]
    picture.add_annotation({**theme.unit(flowing, dark, left=LEFT), "y": FLOWS[1]})


def _answers(result, flows, name: str) -> dict:
    """What a mark answers: to a click its period and its flow, to the pointer all of the period; no other mark fades then."""
    return {
        "customdata": [[flow.period, name, _hover(result, flow)] for flow in flows],
        "hovertemplate": "%{customdata[2]}<extra></extra>",
        **theme.steady(),
    }


def _hover(result, flow) -> str:
    title = words.capital(words.escape_html(words.period_name(flow.period, result.period)))
    if flow is result.unfinished:
        title = _("{period}, through {day}").format(period=title, day=words.day(flow.last_day))
    lines = [
        f"<b>{title}</b>",
        _("{n} at its start").format(n=words.count(flow.at_start)),
        _("+ {n} new").format(n=words.count(flow.new)),
        _("+ {n} came back").format(n=words.count(flow.recovered)),
        _("− {n} lost").format(n=words.count(flow.lost)) + _lost_share(flow),
        _("{n} at its end").format(n=words.count(flow.at_end)),
        _("{n} of those at its start ordered in it").format(n=words.count(flow.returning)),
    ]
    return "<br>".join(lines)


def _lost_share(flow) -> str:
    if evidence.strength(flow.at_start) in ("none", "thin"):
        return ""
    return f", {words.share(flow.lost_share, flow.low, flow.high, digits=1)}"


def leak_alt(result) -> str:
    """The picture in words, for those who don't see it."""
    flows = drawn(result)
    first, last = (words.the_period(flow.period, result.period) for flow in (flows[0], flows[-1]))
    return _(
        "Bars by period from {first} to {last}: {new} new customers, {back} who came back and {lost} lost; a line above them: "
        "{start} customers at the start, {end} at the end."
    ).format(
        first=first,
        last=last,
        new=words.count(sum(flow.new for flow in flows)),
        back=words.count(sum(flow.recovered for flow in flows)),
        lost=words.count(sum(flow.lost for flow in flows)),
        start=words.count(flows[0].at_start),
        end=words.count(flows[-1].at_end),
    )


def leak_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a period, all of them; the last may be unfinished."""
    flows = [(flow, "finished") for flow in result.flows] + ([(result.unfinished, "unfinished")] if result.unfinished else [])
    counts = ("period", "last_day", "at_start", "new", "recovered", "returning", "lost", "at_end", "came_and_went")
    shares = ("lost_share", "low", "high")
    rows = [(*(getattr(flow, name) for name in counts), state, *(getattr(flow, name) for name in shares)) for flow, state in flows]
    return (*counts, "state", "lost_share", f"low_{result.level}", f"high_{result.level}"), rows
