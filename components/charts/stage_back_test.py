"""Who ordered again, by the stage that they were in: a row a stage, in the stage's colour."""

from collections.abc import Sequence

import plotly.graph_objects as go

from analysis import evidence
from analysis.stage_back_test import Repurchase
from components import words
from components.charts import theme
from components.charts.dots import Dot, Line, dots, told
from components.language import _
from components.sentences.stage_back_test import LISTED, rests_on, within
from components.sentences.stages import stage_name

POINT, LINE = 11, 2.25


def back_test(rows: Sequence[Repurchase], *, level: float = 0.95, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw the stages of one day.

    Parameters
    ----------
    rows : sequence of Repurchase
        Of that day.
    level : float
        Of their intervals.
    dark : bool
        The theme.
    """
    unit = _("% who ordered again within {time}, {level} interval").format(time=within(rows), level=words.share(level))
    return dots(_lines(rows), unit=unit, dark=dark, per_cent=True, narrow=narrow, point=POINT, thickness=LINE)


def _lines(rows: Sequence[Repurchase]) -> list[Line]:
    found = {row.stage: row for row in rows}
    return [Line(name=stage_name(stage), dots=(_dot(found[stage]),)) for stage in LISTED if stage in found and _shown(found[stage])]


def anything(rows: Sequence[Repurchase]) -> bool:
    """Whether five customers or more were in any stage: else there is nothing to draw."""
    return any(map(_shown, rows))


def _shown(row: Repurchase) -> bool:
    return evidence.strength(row.n) != "none"


def _dot(row: Repurchase) -> Dot:
    hover = "<br>".join(
        [
            f"<b>{stage_name(row.stage)}</b>",
            words.share(row.rate, row.low, row.high),
            _("{k} of {n} ordered from {first} to {last}").format(
                k=words.count(row.repurchased),
                n=words.count(row.n),
                first=words.day(words.day_after(row.as_of)),
                last=words.day(row.until),
            ),
        ]
    )
    return Dot(
        value=100 * row.rate,
        low=100 * row.low,
        high=100 * row.high,
        n=row.n,
        label=rests_on(words.share(row.rate), row.n),
        hover=hover,
        key=row.stage,
        colour=theme.STAGES[row.stage],
    )


def back_test_alt(rows: Sequence[Repurchase]) -> str:
    """The picture in words."""
    return _("Who ordered again within {time}, by stage. {said}.").format(time=within(rows), said=told(_lines(rows)))
