"""Who stays: the curve by age, the triangle of cohorts, and a sketch for a page without data.

First what a picture says is gathered from the result, then it is drawn. Python does not know how wide the
page is, so everything holds from 358 to 1160 pixels.
"""

from collections.abc import Sequence

import plotly.graph_objects as go

from analysis import evidence
from analysis.projection import Projection
from analysis.truth import TrueCurve
from components import sentences, words
from components.charts import by_age, projection, theme
from components.charts.sketch import sketch, sketch_alt
from components.charts.triangle import (
    cell_hover,
    exact,
    k_of_n,
    names_of,
    numbers_of,
    triangle,
    triangle_alt,
    triangle_data,
    triangle_width,
)
from components.language import _

__all__ = ["curve", "curve_alt", "curve_data", "sketch", "sketch_alt", "triangle", "triangle_alt", "triangle_data", "triangle_width"]

MOST_COHORTS = 4
LINE_OF_TRUTH = 2


def curve(result, *, dark: bool, cohorts: Sequence[str] = (), truth: TrueCurve | None = None, ahead: Projection | None = None) -> go.Figure:
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
    ahead : Projection, optional
        How the pooled curve goes on, by a model; not drawn below cohorts.

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
        left=by_age.LEFT,
        right=by_age.LABELLED if lines else by_age.BARE,
        top=by_age.TOP,
        bottom=60 if sparse else by_age.BOTTOM,
    )
    hovers = [_pooled_hover(result, point, truth) for point in points]
    main = colours.baseline if lines else colours.groups[0]
    by_age.draw(picture, points, hovers, main, colours, joined=not sparse, key="pooled")
    for (cohort, cells), colour in zip(lines, colours.groups, strict=False):
        joined = evidence.strength(cohort.size) == "enough"
        texts = [cell_hover(result, cohort, cell, "observed") for cell in cells]
        by_age.draw(picture, cells, texts, colour, colours, joined=joined, key=cohort.cohort)
    drawn = [*points, *(cell for _cohort, cells in lines for cell in cells)]
    if truth is not None:
        _draw_truth(picture, truth, [point.age for point in points], colours)
    ahead = None if lines or sparse else ahead
    by_age.axes(picture, result, drawn, ahead=ahead.projected if ahead else (), numbered=points if sparse and not lines else ())
    if ahead:
        projection.continued(picture, points, ahead, colours)
    _evidence_rules(picture, points, colours, below=ahead is not None)
    picture.add_annotation(theme.unit(by_age.unit(result), dark, left=by_age.LEFT))
    if ahead is None:
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
        theme.label(picture, f"<b>{_('the truth')}</b>", x=place.age, y=100 * place.rate, yshift=-14, xanchor="right", colour=colours.text)


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


def _evidence_rules(picture, points, colours, *, below: bool) -> None:
    """A rule where the pooled ages turn few and where they turn thin, each with its word; `below` that of another rule."""
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
                yshift=-28 if below else -10,
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
    by_age.beside(picture, ends)


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


def curve_alt(result, cohorts: Sequence[str] = (), truth: TrueCurve | None = None, ahead: Projection | None = None) -> str:
    """The curve in words, for those who don't see it."""
    points = [point for point in sentences.told(result) if evidence.strength(point.at_risk) != "none"]
    unit = by_age.unit(result).replace("% ", "", 1)
    if not points:
        return _("Curve: share of customers {unit}; no age has enough customers yet.").format(unit=unit)
    said = "; ".join(
        f"{words.age_name(point.age, result.period)}: {words.share(point.rate, point.low, point.high)}" for point in by_age.few_of(points)
    )
    text = _("Curve: share of customers {unit}. {points}.").format(unit=unit, points=said)
    if cohorts:
        names = ", ".join(words.period_name(label, result.period) for label in cohorts)
        text += " " + _("Over it the cohorts {names}.").format(names=names)
    elif ahead is not None and not sentences.too_few(result):
        text += " " + projection.projection_alt(ahead)
    if truth is not None and truth.points:
        first, last = (words.share(point.rate, digits=1) for point in (truth.points[0], truth.points[-1]))
        text += " " + _("A dotted line for the truth goes from {first} to {last}.").format(first=first, last=last)
    return text


def curve_data(
    result, cohorts: Sequence[str] = (), truth: TrueCurve | None = None, ahead: Projection | None = None
) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the curve: every pooled age, how it goes on, those of the cohorts laid over it, and what the truth expects."""
    expected = {} if truth is None else {point.age: point.rate for point in truth.points}
    rows = [("pooled", *numbers_of(point), *([expected.get(point.age)] if expected else [])) for point in result.pooled]
    if ahead is not None:
        unseen = [None] if expected else []
        rows += [("projected", point.age, None, None, point.rate, point.low, point.high, *unseen) for point in ahead.projected]
    for label in cohorts:
        cohort, cells = _line_of(result, label)
        rows += [(cohort.cohort, *numbers_of(cell), *([None] if expected else [])) for cell in cells]
    return ("cohort", *names_of(result), *(["truth"] if expected else [])), rows
