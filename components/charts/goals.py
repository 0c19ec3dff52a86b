"""How a goal stands: what the measure was month by month, and the straight way from the baseline to the target."""

import plotly.graph_objects as go

from components import words
from components.charts import theme
from components.charts.projection import DASH
from components.language import _
from components.sentences.business_case import measure_name, verdict_name

HEIGHT = 240
LEFT, RIGHT, TOP, BOTTOM = 40, 84, 30, 30


def goal(standing, *, dark: bool) -> go.Figure:
    """Draw what came, with its interval, and the way to the target, dashed and grey.

    Parameters
    ----------
    standing : analysis.goals.Standing
    dark : bool
        The theme.
    """
    colours, meant = theme.tokens(dark), standing.goal
    picture = theme.figure(dark, height=HEIGHT, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    came = [(day, found) for day, found in standing.came if found is not None]
    days = [day for day, _found in came]
    common = {"x": days, "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    picture.add_scatter(y=[100 * found.low for _day, found in came], name="low", **common)
    picture.add_scatter(
        y=[100 * found.high for _day, found in came], fill="tonexty", fillcolor=theme.faded(colours.groups[0], colours.band), name="high",
        **common,
    )  # fmt: skip
    picture.add_scatter(
        x=[meant.since, meant.by],
        y=[100 * meant.baseline, 100 * meant.target],
        mode="lines+markers",
        line={"color": colours.baseline, "width": 1.5, "dash": DASH},
        marker={"color": colours.baseline, "size": [0, theme.POINT + 2]},
        hoverinfo="skip",
        name="way",
    )
    picture.add_scatter(
        x=days,
        y=[100 * found.value for _day, found in came],
        mode="lines",
        line={"color": colours.groups[0], "width": theme.LINE},
        customdata=[
            _("{day}: {share}, n = {n}").format(
                day=words.day(day), share=words.share(found.value, found.low, found.high), n=words.count(found.n)
            )
            for day, found in came
        ],
        hovertemplate="%{customdata}<extra></extra>",
        name="came",
    )
    highest = max([100 * meant.baseline, 100 * meant.target, *(100 * found.high for _day, found in came)])
    step = 5 if highest <= 20 else 10 if highest <= 50 else 25
    top = step * -(-highest // step)
    picture.update_yaxes(
        range=[0, top * 1.05], showgrid=True, gridcolor=colours.rule, gridwidth=1, ticklabelstandoff=4,
        tickvals=[step * place for place in range(int(top / step) + 1)],
    )  # fmt: skip
    ends = sorted({meant.since, standing.as_of, meant.by})
    between = [ends[0], ends[-1]]
    picture.update_xaxes(range=between, showticklabels=False)
    for end, at, side in zip(between, (0, 1), ("left", "right"), strict=True):
        theme.label(picture, words.day(end), x=at, xref="paper", xanchor=side, y=0, yref="paper", yshift=-14, colour=colours.quiet)
    picture.add_hline(y=0, line={"color": colours.baseline, "width": 1})
    picture.update_layout(hovermode="x", hoverdistance=-1)
    target = _("aim {share}").format(share=words.share(meant.target))
    theme.label(picture, target, x=1, xref="paper", xshift=8, y=100 * meant.target, colour=colours.quiet)
    picture.add_annotation(theme.unit(words.escape_html(_("% · {measure}").format(measure=measure_name(meant.measure))), dark, left=LEFT))
    return picture


def goal_alt(standing) -> str:
    """The picture in words."""
    now = standing.now
    return _("{measure}: {now} now; the way from {baseline} to {target} by {day} asks {line}: {verdict}.").format(
        measure=measure_name(standing.goal.measure),
        now=_("not known") if now is None else words.share(now.value, now.low, now.high),
        baseline=words.share(standing.goal.baseline),
        target=words.share(standing.goal.target),
        day=words.day(standing.goal.by),
        line=words.share(standing.line),
        verdict=verdict_name(standing.verdict),
    )


def goal_data(standing) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a month."""
    rows = [(day, found.value, found.low, found.high, found.n) for day, found in standing.came if found is not None]
    return ("day", standing.goal.measure, "low_0.95", "high_0.95", "n"), rows
