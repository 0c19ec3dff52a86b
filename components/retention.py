"""The curve and the triangle of the retention page, with what stands beside each."""

from __future__ import annotations

from functools import partial

from streamlit.delta_generator import DeltaGenerator

from analysis.retention import Retention
from components import ahead, breaks, frame, selection, sentences, truth
from components.charts import retention as charts
from components.selection import Chosen


def curve(row: DeltaGenerator, chosen: Chosen, result: Retention, *, filtered: bool) -> None:
    """Show the pooled curve, perhaps cohorts over it, how it goes on, and the truth; their controls join the row of the others."""
    with row:
        cohorts, told = selection.cohorts(result), truth.switch()
    true = truth.of_curve(told, result, filtered=filtered)
    further = None if cohorts else ahead.curve(chosen, result)
    frame.chart(
        partial(charts.curve, result, cohorts=cohorts, truth=true, ahead=further),
        alt=charts.curve_alt(result, cohorts, true, further),
        key="curve",
        data=partial(charts.curve_data, result, cohorts, true, further),
    )
    frame.note(sentences.curve_caption(result, further), key="curve")
    truth.say_curve(told, true, result, filtered=filtered)
    frame.meaning(sentences.retention_meaning(result))


def triangle(chosen: Chosen, result: Retention) -> list | None:
    """Show what departs from the rest, and the triangle that marks it; return the cell that was clicked."""
    departing = breaks.section(chosen)
    frame.section(sentences.triangle_title(result), key="triangle")
    clicked = frame.chart(
        partial(charts.triangle, result, breaks=departing),
        alt=charts.triangle_alt(result, breaks=departing),
        key="triangle",
        data=partial(charts.triangle_data, result),
        narrowest=charts.triangle_width(result),
        clickable=True,
    )
    frame.note(partial(sentences.triangle_caption, result, breaks=departing), key="triangle")
    return clicked
