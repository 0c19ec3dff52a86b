"""The company from quarter to quarter: its active customers with the line through them, and below who came and who fell silent."""

import plotly.graph_objects as go

from components import words
from components.charts import theme
from components.charts.leak import round_step
from components.language import _

HEIGHT = 440
LEFT, RIGHT, TOP, BOTTOM = 44, 92, 30, 30
# The two panels, as parts of the height.
STOCK, FLOWS = (0.52, 1.0), (0.0, 0.4)
LABEL_APART = 18


def company_stage(result, *, dark: bool) -> go.Figure:
    """Draw them.

    Parameters
    ----------
    result : analysis.company_stage.CompanyStage
        With one quarter or more.
    dark : bool
        The theme.
    """
    colours, quarters = theme.tokens(dark), result.quarters
    picture = theme.figure(dark, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    axis = {"fixedrange": True, "zeroline": False, "ticks": "", "tickfont": picture.layout.yaxis.tickfont, "ticklabelstandoff": 4}
    grid = {"showgrid": True, "gridcolor": colours.rule}
    picture.update_layout(
        yaxis={**axis, **grid, "domain": FLOWS}, yaxis2={**axis, **grid, "domain": STOCK, "anchor": "x"},
        barmode="relative", bargap=0.35, hovermode="closest",
    )  # fmt: skip
    if result.growth is not None:
        _line(picture, result, colours)
    places = list(range(len(quarters)))
    picture.add_scatter(
        x=places, y=[one.at_end for one in quarters], yaxis="y2", mode="lines+markers", cliponaxis=False, name="active",
        line={"color": colours.text, "width": theme.LINE}, marker={"color": colours.text, "size": theme.POINT},
        **_answers(quarters, "at_end"),
    )  # fmt: skip
    for name, stage, sign in _kinds():
        numbers = [sign * getattr(one, name) for one in quarters]
        picture.add_bar(x=places, y=numbers, marker={"color": theme.STAGES[stage]}, name=name, **_answers(quarters, name))
    _scales(picture, result)
    _labels(picture, result, dark)
    return picture


def _kinds() -> tuple:
    """Field, stage whose colour it has, and which way it flows: from the line outwards."""
    return ("new", "capture", 1), ("back", "recovered", 1), ("silent", "at_risk", -1)


def _line(picture, result, colours) -> None:
    """The line through the logarithms and its interval, under the stocks that it is fitted to."""
    line = result.growth.line
    places = list(range(len(result.quarters) - len(line), len(result.quarters)))
    picture.add_scatter(
        x=places + places[::-1], y=[one.high for one in line] + [one.low for one in reversed(line)], yaxis="y2", fill="toself",
        fillcolor=theme.faded(colours.baseline, colours.band), mode="lines", line_width=0, hoverinfo="skip", name="band",
    )  # fmt: skip
    picture.add_scatter(
        x=places, y=[one.value for one in line], yaxis="y2", mode="lines", hoverinfo="skip", name="line",
        line={"color": colours.baseline, "width": 1.5},
    )  # fmt: skip


def _scales(picture, result) -> None:
    quarters = result.quarters
    top = max(one.new + one.back for one in quarters)
    bottom = max(one.silent for one in quarters)
    step = round_step(max(top, bottom, 1))
    ticks = [step * place for place in range(-int(-(-bottom // step)), int(-(-top // step)) + 1)]
    line = result.growth.line if result.growth else ()
    most = max([one.at_end for one in quarters] + [round(one.high) for one in line] + [1])
    tall = round_step(most)
    stock = [tall * place for place in range(most // tall + 1)]
    picture.update_layout(
        yaxis={
            "range": [-bottom * 1.08 - 0.5, top * 1.08 + 0.5], "tickvals": ticks, "ticktext": [words.count(abs(tick)) for tick in ticks],
        },
        yaxis2={"range": [0, most * 1.12], "tickvals": stock, "ticktext": [words.count(tick) for tick in stock]},
    )  # fmt: skip
    apart = max(1, -(-len(quarters) // 4))  # a phone has room for four names
    shown = list(range(len(quarters) - 1, -1, -apart))[::-1]
    picture.update_xaxes(
        range=[-0.6, len(quarters) - 0.4], tickvals=shown, tickangle=0,
        ticktext=[words.escape_html(words.period_short(quarters[place].quarter, "quarter")) for place in shown],
    )  # fmt: skip
    picture.add_hline(y=0, line={"color": picture.layout.xaxis.tickfont.color, "width": 1})


def _labels(picture, result, dark: bool) -> None:
    colours, last = theme.tokens(dark), result.quarters[-1]
    place = {"x": 1, "xref": "paper", "xshift": 8}
    notes = [theme.note(f"<b>{words.count(last.at_end)}</b>", y=last.at_end, yref="y2", colour=colours.text, **place)]
    said = {"silent": _("fell silent"), "new": _("new"), "back": _("came back")}
    middles = {"silent": -last.silent / 2, "new": last.new / 2, "back": last.new + last.back / 2}
    span = picture.layout.yaxis.range[1] - picture.layout.yaxis.range[0]
    pixels = (FLOWS[1] - FLOWS[0]) * (HEIGHT - TOP - BOTTOM)
    floor = float("-inf")
    for name, middle in middles.items():
        floor = max(middle, floor + LABEL_APART * span / pixels)
        notes.append(theme.note(f"{words.count(getattr(last, name))} {said[name]}", y=floor, colour=colours.text, **place))
    notes.append(theme.unit(_("Active customers at the quarter’s end"), dark, left=LEFT))
    notes.append({**theme.unit(_("Customers a quarter"), dark, left=LEFT), "y": FLOWS[1]})
    picture.update_layout(annotations=[*picture.layout.annotations, *notes])


def _answers(quarters, flow: str) -> dict:
    """What a mark answers: to a click its quarter and its flow, to the pointer all of the quarter; no other mark fades then."""
    return {
        "customdata": [[one.quarter, flow, _hover(one)] for one in quarters],
        "hovertemplate": "%{customdata[2]}<extra></extra>",
        **theme.steady(),
    }


def _hover(one) -> str:
    lines = [
        f"<b>{words.capital(words.escape_html(words.period_name(one.quarter, 'quarter')))}</b>",
        _("{n} active at its start").format(n=words.count(one.at_start)),
        _("+ {n} new").format(n=words.count(one.new)),
        _("+ {n} came back").format(n=words.count(one.back)),
        _("− {n} fell silent").format(n=words.count(one.silent)),
        _("{n} active at its end").format(n=words.count(one.at_end)),
        _("{n} first orders in it").format(n=words.count(one.newcomers)),
    ]
    return "<br>".join(lines)


def company_stage_alt(result) -> str:
    """The picture in words, for those who don't see it."""
    first, last = result.quarters[0], result.quarters[-1]
    said = _(
        "Active customers at the ends of quarters, from {start} in {first} to {end} in {last}; bars below them: {new} new, {back} came "
        "back, {silent} fell silent."
    ).format(
        start=words.count(first.at_end),
        first=words.the_period(first.quarter, "quarter"),
        end=words.count(last.at_end),
        last=words.the_period(last.quarter, "quarter"),
        new=words.count(sum(one.new for one in result.quarters)),
        back=words.count(sum(one.back for one in result.quarters)),
        silent=words.count(sum(one.silent for one in result.quarters)),
    )
    if result.growth is None:
        return said
    growth = words.share(result.growth.value, result.growth.low, result.growth.high)
    return said + " " + _("A line through the last eight grows by {growth} a year.").format(growth=growth)


def company_stage_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a quarter."""
    counts = ("quarter", "last_day", "at_start", "new", "back", "silent", "at_end", "newcomers")
    shares = ("line", f"line_low_{result.growth.level}", f"line_high_{result.growth.level}") if result.growth else ()
    line = result.growth.line if result.growth else ()
    missing = len(result.quarters) - len(line)
    rows = []
    for place, one in enumerate(result.quarters):
        fitted = line[place - missing] if line and place >= missing else None
        ends = ((fitted.value, fitted.low, fitted.high) if fitted else (None,) * 3) if line else ()
        rows.append((*(getattr(one, name) for name in counts), *ends))
    return (*counts, *shares), rows
