"""Who stays: the curve by age, the triangle of cohorts, and a sketch for a page without data.

First what a picture says is gathered from the result, then it is drawn. Python does not know how wide the
page is, so everything holds from 358 to 1160 pixels.
"""

from collections.abc import Sequence
from math import ceil

import plotly.graph_objects as go

from analysis import evidence
from analysis.truth import TrueCurve
from components import sentences, words
from components.charts import theme
from components.charts.sketch import sketch, sketch_alt
from components.charts.triangle import cell_hover, exact, k_of_n, triangle, triangle_alt, triangle_width
from components.language import _

__all__ = ["curve", "curve_alt", "sketch", "sketch_alt", "triangle", "triangle_alt", "triangle_width"]

MOST_COHORTS = 4
MOST_POINTS = 40
# Labels at the lines' ends have two lines each.
LABEL_HEIGHT = 36
CURVE_TOP, CURVE_BOTTOM = 30, 44
LINE_OF_TRUTH = 2


def curve(result, *, dark: bool, cohorts: Sequence[str] = (), truth: TrueCurve | None = None) -> go.Figure:
    """Draw the share retained by age, with its interval.

    Where the customers are too few for a line, points with whiskers stand alone, each with its n.

    Parameters
    ----------
    result : analysis.retention.Retention
    dark : bool
        The theme.
    cohorts : labels, at most four
        Cohorts to draw over the pooled curve, which turns into a grey baseline.
    truth : TrueCurve, optional
        What is to be expected, of an invented company: a dotted line.

    Raises
    ------
    ValueError
        For more than four cohorts, or one that is not in the result.
    """
    lines = [_line_of(result, label) for label in cohorts]
    if len(lines) > MOST_COHORTS:
        raise ValueError(f"at most {MOST_COHORTS} cohorts can be told apart, found {len(lines)}")
    colours = theme.tokens(dark)
    points = [point for point in sentences.told(result) if evidence.strength(point.at_risk) != "none"]
    sparse = sentences.too_few(result)
    picture = theme.figure(
        dark,
        height=theme.HEIGHT,
        left=28,
        right=122 if lines else 12,
        top=CURVE_TOP,
        bottom=60 if sparse else CURVE_BOTTOM,
    )
    hovers = [_pooled_hover(result, point, truth) for point in points]
    main = colours.baseline if lines else colours.groups[0]
    _draw_line(picture, points, hovers, main, colours, joined=not sparse, key="pooled")
    for (cohort, cells), colour in zip(lines, colours.groups, strict=False):
        joined = evidence.strength(cohort.size) == "enough"
        texts = [cell_hover(result, cohort, cell, "observed") for cell in cells]
        _draw_line(picture, cells, texts, colour, colours, joined=joined, key=cohort.cohort)
    drawn = [*points, *(cell for _cohort, cells in lines for cell in cells)]
    if truth is not None:
        _draw_truth(picture, truth, [point.age for point in points], colours)
    _axes(picture, result, drawn, numbered=points if sparse and not lines else ())
    _evidence_rules(picture, points, colours)
    picture.add_annotation(theme.unit(_unit(result), dark, left=28))
    _end_labels(picture, result, points, lines, colours, sparse=sparse)
    if not drawn:
        theme.label(
            picture,
            _("No age has five customers yet"),
            x=0.5,
            xref="paper",
            y=0.5,
            yref="paper",
            xanchor="center",
            colour=colours.quiet,
        )
    return picture


def _line_of(result, label: str) -> tuple:
    """A cohort and those of its cells that may be shown."""
    for cohort in result.cohorts:
        if cohort.cohort == label:
            enough = evidence.strength(cohort.size) != "none"
            first = sentences.first_age(result.kind)
            return cohort, [cell for cell in cohort.ages if cell.age >= first and enough]
    raise ValueError(f"no cohort {label!r} in this result")


def _unit(result) -> str:
    level = words.share(result.level)
    forms = {
        ("active", "week"): _("% who ordered in that week, with {level} interval"),
        ("active", "month"): _("% who ordered in that month, with {level} interval"),
        ("active", "quarter"): _("% who ordered in that quarter, with {level} interval"),
        ("still_here", "week"): _("% who ordered in that week or later, with {level} interval"),
        ("still_here", "month"): _("% who ordered in that month or later, with {level} interval"),
        ("still_here", "quarter"): _("% who ordered in that quarter or later, with {level} interval"),
        ("returned", "week"): _("% who were back by that week, with {level} interval"),
        ("returned", "month"): _("% who were back by that month, with {level} interval"),
        ("returned", "quarter"): _("% who were back by that quarter, with {level} interval"),
    }
    return forms[result.kind, result.period].format(level=level)


def _age_axis(period: str) -> str:
    forms = {
        "week": _("Weeks since the first order"),
        "month": _("Months since the first order"),
        "quarter": _("Quarters since the first order"),
    }
    return forms[period]


def _draw_line(picture, points, hovers, colour, colours, *, joined: bool, key: str) -> None:
    """Band and line over the ages with enough customers; whiskers, pale where thin, over the others."""
    solid = [point for point in points if joined and evidence.strength(point.at_risk) == "enough"]
    if solid:
        ages = [point.age for point in solid]
        picture.add_scatter(
            x=ages + ages[::-1],
            y=[100 * point.high for point in solid] + [100 * point.low for point in reversed(solid)],
            fill="toself",
            fillcolor=theme.faded(colour, colours.band),
            mode="lines",
            line_width=0,
            hoverinfo="skip",
            name=f"band {words.escape_html(key)}",
        )
    for name, opacity in (("enough", 1), ("few", 1), ("thin", theme.PALE)):
        chosen = [point for point in points if evidence.strength(point.at_risk) == name]
        if chosen:
            line = bool(solid) and name == "enough"
            _draw_points(picture, chosen, colour, opacity=opacity, line=line, name=f"{name} {words.escape_html(key)}")
    # One unseen trace answers the pointer for all of them: else each would show its own nearest point.
    picture.add_scatter(
        x=[point.age for point in points],
        y=[100 * point.rate for point in points],
        mode="markers",
        marker={"size": theme.POINT, "color": colour, "opacity": 0},
        name=f"hover {words.escape_html(key)}",
        customdata=[[key, point.age, text] for point, text in zip(points, hovers, strict=True)],
        hovertemplate="%{customdata[2]}<extra></extra>",
    )


def _draw_points(picture, chosen, colour, *, opacity: float, line: bool, name: str) -> None:
    whiskers = None
    if not line:
        whiskers = {
            "type": "data",
            "symmetric": False,
            "thickness": theme.LINE,
            "width": 0,
            "color": theme.faded(colour, opacity),
            "array": [100 * (point.high - point.rate) for point in chosen],
            "arrayminus": [100 * (point.rate - point.low) for point in chosen],
        }
    picture.add_scatter(
        x=[point.age for point in chosen],
        y=[100 * point.rate for point in chosen],
        mode=_mode(chosen, line),
        line={"color": colour, "width": theme.LINE},
        error_y=whiskers,
        cliponaxis=False,
        hoverinfo="skip",
        name=name,
        marker={"color": theme.faded(colour, opacity), "size": theme.POINT + (0 if line else 2)},
    )


def _mode(chosen, line: bool) -> str:
    """Points on the line while they can be told apart on a phone."""
    if not line:
        return "markers"
    return "lines+markers" if len(chosen) <= MOST_POINTS else "lines"


def _draw_truth(picture, truth: TrueCurve, ages: Sequence[int], colours) -> None:
    """A dotted line in the colour of text, named under its end: nothing else on the page looks like it."""
    points = [point for point in truth.points if point.age in ages]
    picture.add_scatter(
        x=[point.age for point in points],
        y=[100 * point.rate for point in points],
        mode="lines",
        line={"color": colours.text, "width": LINE_OF_TRUTH, "dash": "2px 3px"},
        hoverinfo="skip",
        name="truth",
    )
    if points:
        place = points[-1]
        theme.label(
            picture, f"<b>{_('the truth')}</b>", x=place.age, y=100 * place.rate, yshift=-14, xanchor="right", colour=colours.text
        )


def _pooled_hover(result, point, truth: TrueCurve | None = None) -> str:
    """Name, share and interval, k of n, which first orders stand behind the point, and the truth where it is laid beside."""
    behind = [cohort.cohort for cohort in result.cohorts if any(cell.age == point.age for cell in cohort.ages)]
    lines = [f"<b>{words.age_name(point.age, result.period)}</b>", exact(point), k_of_n(point)]
    if behind:
        first, last = (words.escape_html(words.the_period(label, result.period)) for label in (behind[0], behind[-1]))
        lines.append(
            _("first orders from {first} to {last}").format(first=first, last=last)
            if first != last
            else _("first orders of {first}").format(first=first)
        )
    true = next((expected for expected in truth.points if expected.age == point.age), None) if truth else None
    if true is not None:
        lines.append(_("in truth {share}").format(share=words.share(true.rate, digits=1)))
    return "<br>".join(line for line in lines if line)


def _axes(picture, result, drawn, *, numbered) -> None:
    """Shares from zero in round steps; ages in steps that leave room at 358 pixels."""
    ages = sorted({point.age for point in drawn}) or [1]
    top = max((100 * point.high for point in drawn), default=10)
    step = next(step for step in (0.5, 1, 2, 5, 10, 20) if top / step <= 4 or step == 20)
    ceiling = min(step * ceil(top / step), 100)
    steps = range(int(ceiling / step) + 1)
    shown = _age_steps(ages, result.period)
    counts = {point.age: point.at_risk for point in numbered}
    texts = [words.count(age) + (f"<br>{_('n')} {words.count(counts[age])}" if age in counts else "") for age in shown]
    # Room above the highest line of the grid for the words "few" and "thin".
    worded = any(evidence.strength(point.at_risk) in ("few", "thin") for point in drawn)
    picture.update_yaxes(
        range=[0, ceiling * (1.12 if worded else 1.04)],
        tickvals=[step * i for i in steps],
        showgrid=True,
        ticktext=[words.decimal(step * i, 1 if step < 1 else 0) for i in steps],
        gridcolor=picture.layout.hoverlabel.bordercolor,
        gridwidth=1,
        ticklabelstandoff=4,
    )
    # Half a step beside lone points, so that a whisker never stands on the edge.
    beside = 0.5 if numbered else 0.25 if len(ages) < 8 else 0.4
    picture.update_xaxes(
        range=[ages[0] - beside, ages[-1] + beside],
        tickvals=shown,
        ticktext=texts,
        tickangle=0,
        title={
            "text": _age_axis(result.period),
            "standoff": 10,
            "font": {"size": theme.TEXT_SIZE, "color": picture.layout.xaxis.tickfont.color},
        },
    )
    # Over a band only this mode answers, and only without a limit does it between two points.
    picture.update_layout(hovermode="x", hoverdistance=-1)


def _age_steps(ages: Sequence[int], period: str) -> list[int]:
    """The ages that the axis names: the first one, and round ones, at most nine."""
    if len(ages) <= 8:
        return list(ages)
    steps = {
        "week": (1, 2, 4, 13, 26, 52, 104),
        "month": (1, 3, 6, 12, 24, 36),
        "quarter": (1, 2, 4, 8, 12, 20),
    }
    step = next((step for step in steps[period] if (ages[-1] - ages[0]) / step <= 7), steps[period][-1])
    rounds = [age for age in ages if age % step == 0]
    # The first and the last age are named too where a round one is not too near.
    first = [] if rounds[0] - ages[0] < step * 0.6 else [ages[0]]
    last = [] if ages[-1] - rounds[-1] < step * 0.6 else [ages[-1]]
    return [*first, *rounds, *last]


def _evidence_rules(picture, points, colours) -> None:
    """A rule where the pooled ages turn few and where they turn thin, each with its word."""
    for strength, word in (("few", _("few")), ("thin", _("thin"))):
        ages = [point.age for point in points if evidence.strength(point.at_risk) == strength]
        if ages:
            edge = min(ages) - 0.5
            if edge > points[0].age:
                picture.add_vline(x=edge, line={"color": colours.rule, "width": 1}, layer="below")
            theme.label(
                picture,
                word,
                x=max(edge, points[0].age - 0.45),
                y=1,
                yref="paper",
                xshift=6,
                yshift=-10,
                colour=colours.quiet,
            )


def _end_labels(picture, result, points, lines, colours, *, sparse: bool) -> None:
    """The last value at the line's end: inside above a single curve, beside the lines of several."""
    solid = [point for point in points if evidence.strength(point.at_risk) == "enough"]
    if not lines:
        if solid and not sparse:
            _end_value(picture, sentences.worth_saying(result)[-1], points, colours)
        return
    ends = [(_("All cohorts"), solid[-1], colours.quiet)] if solid else []
    for (cohort, cells), colour in zip(lines, colours.group_texts, strict=False):
        name = words.escape_html(words.period_short(cohort.cohort, result.period))
        if cells:
            ends.append((name, cells[-1], colour))
    _beside(picture, ends)


def _end_value(picture, last, points, colours) -> None:
    """The value that the answer ends with, above the band, clear of the ages that its words reach over on a phone."""
    reach = 0.27 * (points[-1].age - points[0].age)
    high = max(point.high for point in points if last.age - reach <= point.age <= last.age)
    theme.label(
        picture,
        f"<b>{words.share(last.rate, last.low, last.high)}</b>",
        x=last.age,
        y=100 * high,
        yshift=10,
        xanchor="right",
        colour=colours.group_texts[0],
    )


def _beside(picture, ends) -> None:
    """Labels in the right margin, by height, none on another."""
    plot = theme.HEIGHT - CURVE_TOP - CURVE_BOTTOM
    scale = plot / picture.layout.yaxis.range[1]
    ends = sorted(ends, key=lambda end: end[1].rate)
    floor = -LABEL_HEIGHT
    for position, (name, point, colour) in enumerate(ends):
        above = len(ends) - position - 1
        wanted = min(100 * point.rate * scale, plot - above * LABEL_HEIGHT)
        floor = max(floor + LABEL_HEIGHT, wanted)
        text = f"<b>{name}</b><br>{words.share(point.rate, point.low, point.high)}"
        theme.label(picture, text, x=1, xref="paper", xshift=10, y=0, yref="paper", yshift=floor, colour=colour)


def curve_alt(result, cohorts: Sequence[str] = (), truth: TrueCurve | None = None) -> str:
    """The curve in words, for those who don't see it."""
    points = [point for point in sentences.told(result) if evidence.strength(point.at_risk) != "none"]
    unit = _unit(result).replace("% ", "", 1)
    if not points:
        return _("Curve: share of customers {unit}; no age has enough customers yet.").format(unit=unit)
    said = "; ".join(
        f"{words.age_name(point.age, result.period)}: {words.share(point.rate, point.low, point.high)}" for point in _few_of(points)
    )
    text = _("Curve: share of customers {unit}. {points}.").format(unit=unit, points=said)
    if cohorts:
        names = ", ".join(words.period_name(label, result.period) for label in cohorts)
        text += " " + _("Over it the cohorts {names}.").format(names=names)
    if truth is not None and truth.points:
        first, last = (words.share(point.rate, digits=1) for point in (truth.points[0], truth.points[-1]))
        text += " " + _("A dotted line for the truth goes from {first} to {last}.").format(first=first, last=last)
    return text


def _few_of(points) -> list:
    """The first, the last and up to four points between: an alternative text should be short."""
    step = max(1, -(-len(points) // 5))
    chosen = points[::step]
    return chosen if chosen[-1] is points[-1] else [*chosen, points[-1]]
