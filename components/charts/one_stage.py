"""One stage beside all other customers: a line a measure, each on its own scale from zero."""

import plotly.graph_objects as go

from analysis import evidence
from analysis.one_stage import Figure, Measure, OneStage
from components import words
from components.charts import theme
from components.charts.dots import Dot, Line, dots, told
from components.language import _
from components.sentences.one_stage import figure, measure_name, measure_of
from components.sentences.stage_back_test import rests_on
from components.sentences.stages import stage_name

POINT, LINE = 10, 2.25


def one_stage(result: OneStage, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw every measure of the stage, filled in its colour, and of all other customers, hollow.

    Parameters
    ----------
    result : OneStage
    dark : bool
        The theme.
    """
    unit = _("each line on its own scale; hollow: all others")
    picture = dots(
        _lines(result), unit=unit, dark=dark, ends=(0, 1.04), per_cent=False, narrow=narrow, baseline=0, point=POINT, thickness=LINE
    )  # fmt: skip
    # The axis is another one in every line; its numbers stand beside the dots.
    return picture.update_xaxes(showticklabels=False, showgrid=False)


def drawn(result: OneStage) -> list[Measure]:
    """The measures that five people or more of the stage tell something of: one of the others alone would be no comparison."""
    return [one for one in result.measures if one.inside is not None and evidence.strength(one.inside.n) != "none"]


def _lines(result: OneStage) -> list[Line]:
    return [_line(measure, result) for measure in drawn(result)]


def _line(measure: Measure, result: OneStage) -> Line:
    sides = [side for side in (measure.inside, measure.others) if side is not None and evidence.strength(side.n) != "none"]
    # Of nobody it is known: there would be two dots at zero of nothing.
    most = max((side.high for side in sides), default=0.0) or 1.0
    return Line(
        name=measure_name(measure, result),
        about=measure_of(measure, result),
        strong=measure.sure,
        dots=tuple(_dot(side, measure, result, most, others=side is measure.others) for side in sides),
    )


def _dot(side: Figure, measure: Measure, result: OneStage, most: float, *, others: bool) -> Dot:
    who = _("All other customers") if others else stage_name(result.stage)
    hover = "<br>".join(
        [
            f"<b>{measure_name(measure, result)}: {who}</b>",
            words.escape_html(measure_of(measure, result)),
            words.escape_html(figure(side, measure, result.currency)),
            _("n\u00a0=\u00a0{n}").format(n=words.count(side.n)),
        ]
    )
    said = words.escape_html(figure(side, measure, result.currency, interval=False))
    return Dot(
        value=side.value / most,
        low=side.low / most,
        high=side.high / most,
        n=side.n,
        label=rests_on(said, side.n),
        hover=hover,
        hollow=others,
        colour=None if others else theme.STAGES[result.stage],
    )


def one_stage_alt(result: OneStage) -> str:
    """The picture in words."""
    return _("{stage} beside all other customers, the stage first. {said}.").format(
        stage=stage_name(result.stage), said=told(_lines(result))
    )  # fmt: skip
