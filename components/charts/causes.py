"""After which words customers are lost more often: a mark with its whisker for each, right of the line where more are."""

import plotly.graph_objects as go

from components import words
from components.charts import theme
from components.language import _
from components.sentences.causes import short

ROW, TOP, BOTTOM, LEFT, RIGHT = 30, 34, 44, 150, 14
LONGEST, MOST = 24, 12


def drawn(result) -> tuple:
    """What is drawn: the surest, the largest difference on top."""
    return tuple(sorted(result.found[:MOST], key=lambda one: -one.comparison.difference))


def causes(result, *, dark: bool) -> go.Figure:
    """Draw the differences in points, with their intervals.

    Parameters
    ----------
    result : analysis.causes.Causes
        With one comparison or more.
    dark : bool
        The theme.
    """
    colours = theme.tokens(dark)
    rows = drawn(result)
    picture = theme.figure(dark, height=TOP + BOTTOM + ROW * len(rows), left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    for clear in (True, False):
        chosen = [(place, one) for place, one in enumerate(rows) if one.distinguishable is clear]
        colour = colours.groups[0] if clear else colours.quiet
        picture.add_scatter(
            x=[100 * one.comparison.difference for _place, one in chosen],
            y=[place for place, _one in chosen],
            mode="markers",
            marker={"size": theme.POINT + 3, "color": colour if clear else colours.page, "line": {"color": colour, "width": theme.LINE}},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [100 * (one.comparison.high - one.comparison.difference) for _place, one in chosen],
                "arrayminus": [100 * (one.comparison.difference - one.comparison.low) for _place, one in chosen],
                "thickness": theme.LINE,
                "width": 0,
                "color": colour,
            },
            name="distinguishable" if clear else "not distinguishable",
            customdata=[[_hover(one)] for _place, one in chosen],
            hovertemplate="%{customdata[0]}<extra></extra>",
        )
    picture.add_vline(x=0, line={"color": colours.quiet, "width": 1})
    picture.update_xaxes(
        showgrid=True,
        gridcolor=colours.rule,
        title={
            "text": _("Points more lost than otherwise"),
            "standoff": 10,
            "font": {"size": theme.TEXT_SIZE, "color": colours.quiet},
        },
    )
    names = [short(one) for one in rows]
    picture.update_yaxes(
        range=[len(rows) - 0.5, -0.5],
        tickvals=list(range(len(rows))),
        ticktext=[words.escape_html(name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…") for name in names],
        tickfont={"color": colours.text, "size": theme.TEXT_SIZE},
    )
    picture.update_layout(hovermode="closest")
    unit = _("Difference in points, with {level} interval").format(level=words.share(result.level))
    picture.add_annotation(theme.unit(unit, dark, left=LEFT))
    return picture


def _hover(one) -> str:
    first, second = one.comparison.first, one.comparison.second
    lines = [
        f"<b>{words.escape_html(short(one))}</b>",
        _("{share} of {n} lost after it").format(share=words.share(first.rate, first.low, first.high), n=words.count(first.n)),
        _("{share} of {n} after orders without").format(share=words.share(second.rate, second.low, second.high), n=words.count(second.n)),
        _("among like orders {points}").format(points=words.points(one.comparison.difference, one.comparison.low, one.comparison.high)),
    ]
    return "<br>".join(lines)


def causes_alt(result) -> str:
    """The picture in words, for those who don't see it."""
    said = "; ".join(
        f"{short(one)}: {words.points(one.comparison.difference, one.comparison.low, one.comparison.high)}" for one in drawn(result)
    )
    return _("By how many points more are lost after such a word than after like orders without one. {words}.").format(words=said)


def causes_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a comparison, all of them."""
    rows = []
    for one in result.found:
        seen = one.comparison
        groups = [value for group in (seen.first, seen.second) for value in (group.k, group.n, group.rate)]
        settled = "" if one.settled is None else "settled" if one.settled else "not settled"
        difference = (seen.difference, seen.low, seen.high)
        rows.append((one.kind, one.about or "", settled, *groups, *difference, one.adjusted_p, one.distinguishable))
    headers = ("word", "about", "settled", "lost", "orders", "rate", "lost_without", "orders_without", "rate_without", "difference")
    return (*headers, f"low_{result.level}", f"high_{result.level}", "adjusted_p", "distinguishable"), rows
