"""Age, month and cohort side by side: the share at each age, and how far each month and cohort stands from a straight line."""

from collections.abc import Iterable

import plotly.graph_objects as go

from analysis import evidence
from components import words
from components.charts import theme
from components.language import _
from components.sentences.breaks import lettered

HEIGHT = 560
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 28, 28
#: The three panels as parts of the height: ages, periods, cohorts.
PANELS = ((0.72, 1.0), (0.36, 0.62), (0.0, 0.26))
LEAST_RANGE = 0.02


def view(result, *, dark: bool) -> go.Figure:
    """Draw the three panels; periods and cohorts have the same scale.

    Parameters
    ----------
    result : analysis.breaks.Breaks
        With a view.
    dark : bool
        The theme.
    """
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    seen = result.view
    _axes(picture, result, colours)
    _ages(picture, result, colours)
    reach = _reach(seen)
    for axis, deviations, kind in ((2, seen.periods, "calendar"), (3, seen.cohorts, "cohort")):
        _deviations(picture, result, deviations, axis, reach, colours)
        _letters(picture, result, deviations, axis, reach, kind, colours)
    for text, (_low, high) in zip(_units(result), PANELS, strict=True):
        picture.add_annotation({**theme.unit(text, dark, left=LEFT), "y": high})
    return picture


def _units(result) -> tuple[str, str, str]:
    months = {"month": _("By calendar month, points from the line"), "quarter": _("By calendar quarter, points from the line")}
    ages = {"month": _("% who ordered, by month after the first order"), "quarter": _("% who ordered, by quarter after the first order")}
    return ages[result.period], months[result.period], _("By cohort, points from the line")


def _axes(picture, result, colours) -> None:
    small = {"color": colours.quiet, "size": theme.TEXT_SIZE}
    down = {"fixedrange": True, "showgrid": True, "gridcolor": colours.rule, "zeroline": False, "ticks": "", "tickfont": small}
    across = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": "", "tickfont": small, "tickangle": 0}
    labels = [[words.count(one.age) for one in result.view.ages]]
    labels += [[words.escape_html(words.period_short(one.label, result.period)) for one in part] for part in _both(result)]
    settings = {}
    for number, (names, domain) in enumerate(zip(labels, PANELS, strict=True), start=1):
        key = "" if number == 1 else str(number)
        settings[f"yaxis{key}"] = {**down, "domain": domain, "anchor": f"x{key}"}
        shown = _some(len(names), 12 if number == 1 else 4)
        ends = [-0.7, len(names) - 0.3]
        settings[f"xaxis{key}"] = {**across, "anchor": f"y{key}", "range": ends, "tickvals": shown, "ticktext": [names[at] for at in shown]}
    picture.update_layout(**settings)


def _both(result) -> tuple:
    return result.view.periods, result.view.cohorts


def _some(number: int, most: int) -> list[int]:
    apart = max(1, -(-number // most))
    return list(range(number - 1, -1, -apart))[::-1]


def _ages(picture, result, colours) -> None:
    told = [one for one in result.view.ages if evidence.strength(one.n) != "none"]
    at = {one.age: place for place, one in enumerate(result.view.ages)}
    top = max((one.high for one in told if evidence.strength(one.n) == "enough"), default=max((one.high for one in told), default=1))
    picture.update_layout(yaxis={"range": [0, 100 * top * 1.08], "nticks": 4})
    picture.add_scatter(
        x=[at[one.age] for one in told],
        y=[100 * one.share for one in told],
        error_y=_whiskers(told, [one.share for one in told], colours),
        mode="markers",
        marker={"color": _inks(told, colours.primary), "size": theme.POINT},
        customdata=[[_age_hover(result, one)] for one in told],
        hovertemplate="%{customdata[0]}<extra></extra>",
        name="ages",
    )


def _whiskers(told, middles, colours) -> dict:
    return {
        "type": "data",
        "symmetric": False,
        "array": [100 * (one.high - middle) for one, middle in zip(told, middles, strict=True)],
        "arrayminus": [100 * (middle - one.low) for one, middle in zip(told, middles, strict=True)],
        "color": colours.baseline,
        "thickness": 1.25,
        "width": 0,
    }


def _inks(told, colour: str) -> list[str]:
    return [theme.faded(colour, theme.PALE) if evidence.strength(one.n) == "thin" else colour for one in told]


def _reach(seen) -> float:
    """How far up and down: what 30 customers or more show, their intervals included, within reason."""
    sure = [one for one in (*seen.periods, *seen.cohorts) if evidence.strength(one.n) == "enough"]
    sizes = sorted(max(abs(one.low), abs(one.high)) for one in sure)
    middle = sizes[len(sizes) * 3 // 4] if sizes else 0
    return max(LEAST_RANGE, 1.4 * middle, 1.15 * max((abs(one.size) for one in sure), default=0))


def _deviations(picture, result, deviations, axis: int, reach: float, colours) -> None:
    told = [(place, one) for place, one in enumerate(deviations) if evidence.strength(one.n) != "none"]
    ones = [one for _place, one in told]
    picture.update_layout({f"yaxis{axis}": {"range": [-100 * reach, 100 * reach], "nticks": 4}})
    line = {"color": colours.baseline, "width": 1}
    refs = {"xref": f"x{axis} domain", "yref": f"y{axis}"}
    picture.add_shape(type="line", x0=0, x1=1, y0=0, y1=0, line=line, layer="below", **refs)
    picture.add_scatter(
        x=[place for place, _one in told],
        y=[100 * one.size for one in ones],
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        error_y=_whiskers(ones, [one.size for one in ones], colours),
        mode="markers",
        marker={"color": _inks(ones, colours.primary), "size": theme.POINT},
        customdata=[[_hover(result, one)] for one in ones],
        hovertemplate="%{customdata[0]}<extra></extra>",
        name=("periods", "cohorts")[axis - 2],
    )


def _letters(picture, result, deviations, axis: int, reach: float, kind: str, colours) -> None:
    """The letters of the breaks, at the top of the panel that shows them."""
    places = {one.label: place for place, one in enumerate(deviations)}
    for letter, one in lettered(result):
        if one.kind != kind or one.first not in places:
            continue
        first, last = places[one.first], places.get(one.last if kind == "cohort" else one.first, places[one.first])
        refs = {"xref": f"x{axis}", "yref": f"y{axis}"}
        picture.add_annotation(
            theme.note(f"<b>{letter}</b>", x=(first + last) / 2, y=100 * reach * 0.88, colour=colours.text, xanchor="center", **refs)
        )
        bottom = {"y0": 100 * reach * 0.72, "y1": 100 * reach * 0.72}
        picture.add_shape(type="line", x0=first - 0.3, x1=last + 0.3, line={"color": colours.text, "width": 2}, **bottom, **refs)


def _age_hover(result, one) -> str:
    share = words.share(one.share, one.low, one.high, digits=max(1, words.digits_for(one.low, one.high)))
    k_of_n = _("{k} of {n}").format(k=words.count(one.k), n=words.customers(one.n))
    return "<br>".join([f"<b>{words.age_name(one.age, result.period)}</b>", share, k_of_n])


def _hover(result, one) -> str:
    name = words.capital(words.escape_html(words.period_name(one.label, result.period)))
    return "<br>".join([f"<b>{name}</b>", words.points(one.size, one.low, one.high), words.customers(one.n)])


def view_alt(result) -> str:
    """The picture in words, for those who don't see it."""
    return _("Three panels: the share who ordered by age; {periods}; {cohorts}.").format(
        periods=_farthest(result, result.view.periods, _("months against a straight line")),
        cohorts=_farthest(result, result.view.cohorts, _("cohorts against a straight line")),
    )


def _farthest(result, deviations: Iterable, what: str) -> str:
    sure = [one for one in deviations if evidence.strength(one.n) == "enough"]
    if not sure:
        return what
    most = max(sure, key=lambda one: abs(one.size))
    return _("{what}, farthest off {period} by {points}").format(
        what=what, period=words.the_period(most.label, result.period), points=words.points(most.size, most.low, most.high)
    )


def view_data(result) -> tuple[list[str], list[tuple]]:
    """The numbers behind the picture: headers, and a row an age, period and cohort."""
    seen = result.view
    headers = ["panel", "at", "n", "share_or_deviation", f"low_{result.level}", f"high_{result.level}"]
    rows = [("age", one.age, one.n, one.share, one.low, one.high) for one in seen.ages]
    for panel, part in (("period", seen.periods), ("cohort", seen.cohorts)):
        rows += [(panel, one.label, one.n, one.size, one.low, one.high) for one in part]
    return headers, rows
