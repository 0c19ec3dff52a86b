"""Scenarios beside one another on one scale: each one's difference to today, thin its interval, thick the middle half."""

from math import ceil, floor, log10

import plotly.graph_objects as go

from components import words
from components.charts import theme
from components.charts.money import round_step
from components.charts.projection import DASH
from components.language import _
from components.sentences import amounts
from components.sentences.scenarios import chance

ROW = 62
TOP, BOTTOM = 34, 32
LEFT, RIGHT = 184, 116
THICK, POINT = 8, 13
MIDDLE = 0.45
#: Letters of a name that fit beside, and above, its line.
BESIDE, ABOVE = 24, 40


def compared(result, *, dark: bool) -> go.Figure:
    """Draw them, the names beside the lines.

    Parameters
    ----------
    result : analysis.whatif.comparison.Comparison
        Of four scenarios at most.
    dark : bool
        The theme.
    """
    picture = _drawn(result, dark=dark, left=LEFT, right=RIGHT)
    colours = theme.tokens(dark)
    notes = []
    for place, side in enumerate(result.sides):
        at = {"y": -place, "xref": "paper"}
        name = f"<b>{_short(side.scenario.name, BESIDE)}</b>"
        notes.append(theme.note(name, x=0, xshift=-LEFT, colour=colours.text, **at))
        if side.outcome.chance_of_gain is not None:
            said = _("{chance}<br>chance to gain").format(chance=chance(side.outcome.chance_of_gain))
            notes.append(theme.note(said, x=1, xshift=20, colour=colours.quiet, **at))
    picture.update_layout(annotations=[*picture.layout.annotations, *notes])
    return picture


def compared_narrow(result, *, dark: bool) -> go.Figure:
    """The same for a phone: the names above the lines."""
    picture = _drawn(result, dark=dark, left=12, right=12, every=2)
    colour = theme.tokens(dark).text
    notes = [
        theme.note(
            f"<b>{_short(side.scenario.name, ABOVE)}</b>",
            x=0,
            xref="paper",
            xshift=-12,
            y=-place,
            yshift=30,
            colour=colour,
        )  # fmt: skip
        for place, side in enumerate(result.sides)
    ]
    picture.update_layout(annotations=[*picture.layout.annotations, *notes])
    return picture


def _drawn(result, *, dark: bool, left: int, right: int, every: int = 1) -> go.Figure:
    colours, unit = theme.tokens(dark), amounts.minor_units(result.currency)
    height = TOP + BOTTOM + ROW * max(len(result.sides), 1)
    picture = theme.figure(dark, height=height, left=left, right=right, top=TOP, bottom=BOTTOM)
    picture.add_vline(x=0, line={"color": colours.baseline, "width": 1.5})
    notes = []
    for place, side in enumerate(result.sides):
        colour, text = colours.groups[place % len(colours.groups)], colours.group_texts[place % len(colours.groups)]
        told, inner = side.outcome.difference, side.inner
        common = {"mode": "lines", "hoverinfo": "skip", "y": [-place, -place]}
        picture.add_scatter(x=[inner.low / unit, inner.high / unit], line={"color": theme.faded(colour, MIDDLE), "width": THICK}, **common)
        dash = DASH if side.believed else None
        picture.add_scatter(x=[told.low / unit, told.high / unit], line={"color": colour, "width": theme.LINE, "dash": dash}, **common)
        hollow = side.believed and not {"measured", "given"} & set(side.kinds)
        picture.add_scatter(
            x=[told.value / unit],
            y=[-place],
            mode="markers",
            marker={"size": POINT, "color": colours.page if hollow else colour, "line": {"color": colour, "width": 2}},
            customdata=[_hover(result, side)],
            hovertemplate="%{customdata}<extra></extra>",
        )
        value = amounts.estimate(told.value, told.low, told.high, result.currency)[0]
        notes.append(theme.note(f"<b>{value}</b>", x=told.value / unit, y=-place, yshift=19, colour=text, xanchor="center"))
    _axes(picture, result, colours, unit, every)
    low, high = picture.layout.xaxis.range
    side = {"xshift": 6} if -low < 0.7 * (high - low) else {"xshift": -6, "xanchor": "right"}
    # Above the first line's value.
    notes.append(theme.note(_("as today"), x=0, y=1, yref="paper", yshift=9, colour=colours.quiet, **side))
    picture.update_layout(annotations=notes)
    return picture


def _axes(picture: go.Figure, result, colours, unit: int, every: int) -> None:
    """The money; of its ticks each `every`-th is written, 0 among them."""
    ends = [end / unit for side in result.sides for end in (side.outcome.difference.low, side.outcome.difference.high)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    step = round_step(max(high - low, 1e-2))
    digits = max(0, -floor(log10(step) + 1e-9))
    ticks = [step * place for place in range(floor(low / step + 1e-9), ceil(high / step - 1e-9) + 1)]
    said = [words.money(round(tick * unit), result.currency, whole=not digits) if not round(tick / step) % every else "" for tick in ticks]
    room = 0.06 * max(high - low, 1e-2)
    picture.update_xaxes(
        range=[min(low, ticks[0]) - room, max(high, ticks[-1]) + room],
        tickvals=ticks, ticktext=said, tickangle=0, showgrid=True, gridcolor=colours.rule, gridwidth=1,
    )  # fmt: skip
    picture.update_yaxes(range=[-len(result.sides) + 0.4, 0.62], showticklabels=False)


def _short(name: str, letters: int) -> str:
    return words.escape_html(name if len(name) <= letters else name[: letters - 1].rstrip() + "…")


def _hover(result, side) -> str:
    told, inner = side.outcome.difference, side.inner
    value, interval = amounts.estimate(told.value, told.low, told.high, result.currency)
    middle = amounts.estimate(inner.value, inner.low, inner.high, result.currency)[1]
    return _("{name}: {value}<br>{level}: {interval}<br>middle half: {middle}").format(
        name=words.escape_html(side.scenario.name), value=value, level=words.share(result.options.level), interval=interval, middle=middle
    )


def compared_alt(result) -> str:
    """The picture in words."""
    said = []
    for side in result.sides:
        told = side.outcome.difference
        value, interval = amounts.estimate(told.value, told.low, told.high, result.currency)
        said.append(_("{name}: {value}, {interval}").format(name=side.scenario.name, value=value, interval=interval))
    return _("The difference to today after {months} months, with {level} intervals. {each}.").format(
        months=words.count(result.options.months), level=words.share(result.options.level), each="; ".join(said)
    )


def compared_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a scenario, in whole units of the currency."""
    unit, level = amounts.minor_units(result.currency), result.options.level
    rows = [
        (
            side.scenario.name,
            *(end / unit for end in (side.outcome.difference.value, side.outcome.difference.low, side.outcome.difference.high)),
            side.inner.low / unit,
            side.inner.high / unit,
            side.outcome.chance_of_gain,
        )
        for side in result.sides
    ]
    return ("scenario", f"difference_{result.currency}", f"low_{level}", f"high_{level}", "low_0.5", "high_0.5", "chance_of_gain"), rows
