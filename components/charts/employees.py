"""How employees see their work: the indicators of everybody, then each team."""

import plotly.graph_objects as go

from components import words
from components.charts.dots import Dot, Line, dots, told
from components.language import _
from components.sentences.employees import called, indicator, newest


def employees(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw the newest wave: everybody by indicator, and all indicators together by team.

    Parameters
    ----------
    result : analysis.employees.Employees
    dark : bool
        The theme.
    """
    unit = _("0, the worst answer, to 100, the best; with {level} interval").format(level=words.share(result.level))
    return dots(_lines(result), unit=unit, dark=dark, ends=(0, 104), per_cent=False, narrow=narrow)


def _lines(result) -> list[Line]:
    found = newest(result)
    whole = [(indicator(one.indicator), one.mean, one.indicator == "all") for one in found if one.team is None]
    teams = [(called(one.team), one.mean, False) for one in found if one.team is not None and one.indicator == "all"]
    return [
        Line(
            name=name,
            strong=strong,
            dots=(
                Dot(
                    value=mean.value,
                    low=mean.low,
                    high=mean.high,
                    n=mean.n,
                    label=f"{words.decimal(mean.value, 0)}, n\u00a0{words.count(mean.n)}",
                    hover=f"<b>{words.escape_html(name)}</b><br>{words.decimal(mean.value, 0)} ({words.between(mean.low, mean.high)})<br>"
                    + _("n\u00a0=\u00a0{n}").format(n=words.count(mean.n)),
                ),
            ),
        )
        for name, mean, strong in (*whole, *teams)
    ]


def employees_alt(result) -> str:
    """The picture in words."""
    return _("How employees see their work, 0 to 100. {said}.").format(said=told(_lines(result)))
