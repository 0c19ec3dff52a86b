"""What curves by age share: bands and lines, axes, labels at the lines' ends."""

from collections.abc import Collection, Mapping, Sequence
from math import ceil

from analysis import evidence
from components import words
from components.charts import theme
from components.language import _

MOST_POINTS = 40
# Labels at the lines' ends have two lines each.
LABEL_HEIGHT = 36
TOP, BOTTOM, LEFT = 30, 44, 28
#: Room at the right for labels at the lines' ends, and without them.
LABELLED, BARE = 122, 12


def unit(result) -> str:
    """What the shares are of, and the intervals' level."""
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


def draw(picture, points, hovers, colour, colours, *, joined: bool, key: str, beside: float = 0.0) -> None:
    """Band and line over the ages with enough customers; whiskers, pale where thin, over the others.

    `beside` is how far from its age a whisker stands, in ages: those of several groups would hide one another.
    """
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
            shift = 0.0 if line else beside
            _draw_points(picture, chosen, colour, opacity=opacity, line=line, name=f"{name} {words.escape_html(key)}", shift=shift)
    # One unseen trace answers the pointer for all of them: else each would show its own nearest point.
    picture.add_scatter(
        x=[point.age + (0.0 if solid and evidence.strength(point.at_risk) == "enough" else beside) for point in points],
        y=[100 * point.rate for point in points],
        mode="markers",
        marker={"size": theme.POINT, "color": colour, "opacity": 0},
        **theme.steady(0),
        name=f"hover {words.escape_html(key)}",
        customdata=[[key, point.age, text] for point, text in zip(points, hovers, strict=True)],
        hovertemplate="%{customdata[2]}<extra></extra>",
    )


def _draw_points(picture, chosen, colour, *, opacity: float, line: bool, name: str, shift: float) -> None:
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
        x=[point.age + shift for point in chosen],
        y=[100 * point.rate for point in chosen],
        mode=_mode(chosen, line),
        line={"color": colour, "width": theme.LINE},
        error_y=whiskers,
        cliponaxis=False,
        hoverinfo="skip",
        name=name,
        marker={"color": theme.faded(colour, opacity), "size": theme.POINT + (0 if line else 2)},
        **theme.steady(),
    )


def _mode(chosen, line: bool) -> str:
    """Points on the line while they can be told apart on a phone."""
    if not line:
        return "markers"
    return "lines+markers" if len(chosen) <= MOST_POINTS else "lines"


def axes(picture, result, drawn, *, ahead=(), numbered=(), bracketed: bool = False) -> None:
    """Shares from zero in round steps; ages in steps that leave room at 358 pixels.

    `ahead` are projected points, which need room too; `numbered` points have their n under their age; `bracketed` keeps room at the top for
    a bracket.
    """
    ages = sorted({point.age for point in (*drawn, *ahead)}) or [1]
    top = max((100 * point.high for point in (*drawn, *ahead)), default=10)
    step = next(step for step in (0.5, 1, 2, 5, 10, 20) if top / step <= 4 or step == 20)
    ceiling = min(step * ceil(top / step), 100)
    steps = range(int(ceiling / step) + 1)
    # Room above the highest line of the grid for the words "few" and "thin".
    worded = any(evidence.strength(point.at_risk) in ("few", "thin") for point in drawn)
    picture.update_yaxes(
        range=[0, ceiling * (1.12 if worded or bracketed else 1.04)],
        tickvals=[step * i for i in steps],
        showgrid=True,
        ticktext=[words.decimal(step * i, 1 if step < 1 else 0) for i in steps],
        gridcolor=picture.layout.hoverlabel.bordercolor,
        gridwidth=1,
        ticklabelstandoff=4,
    )
    ages_axis(picture, ages, result.period, counts={point.age: point.at_risk for point in numbered})


def ages_axis(picture, ages: Sequence[int], period: str, *, counts: Mapping[int, int] | None = None) -> None:
    """Ages in steps that leave room at 358 pixels, under each its n where `counts` says it."""
    counts = counts or {}
    shown = _age_steps(ages, period)
    texts = [words.count(age) + (f"<br>{_('n')} {words.count(counts[age])}" if age in counts else "") for age in shown]
    # Half a step beside lone points, so that a whisker never stands on the edge.
    beside = 0.5 if counts else 0.25 if len(ages) < 8 else 0.4
    picture.update_xaxes(
        range=[ages[0] - beside, ages[-1] + beside],
        tickvals=shown,
        ticktext=texts,
        tickangle=0,
        title={
            "text": _age_axis(period),
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


def beside(picture, ends, *, bare: Collection[int] = ()) -> None:
    """Labels in the right margin, by height, none on another: from (name, point, colour); those at the places `bare` have no share."""
    plot = theme.HEIGHT - TOP - BOTTOM
    scale = plot / picture.layout.yaxis.range[1]
    by_height = sorted(enumerate(ends), key=lambda placed: placed[1][1].rate)
    floor = -LABEL_HEIGHT
    for position, (place, (name, point, colour)) in enumerate(by_height):
        above = len(ends) - position - 1
        wanted = min(100 * point.rate * scale, plot - above * LABEL_HEIGHT)
        floor = max(floor + LABEL_HEIGHT, wanted)
        text = f"<b>{name}</b>" + ("" if place in bare else f"<br>{words.share(point.rate, point.low, point.high)}")
        theme.label(picture, text, x=1, xref="paper", xshift=10, y=0, yref="paper", yshift=floor, colour=colour)


def few_of(points) -> list:
    """The first, the last and up to four points between: an alternative text should be short."""
    step = max(1, -(-len(points) // 5))
    chosen = points[::step]
    return chosen if chosen[-1] is points[-1] else [*chosen, points[-1]]
