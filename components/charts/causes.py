"""After which words customers are lost more often: a mark with its whisker for each, right of the line where more are."""

import plotly.graph_objects as go

from components import words
from components.charts.dots import Dot, Line, dots
from components.language import _
from components.sentences.causes import short

MOST = 12


def drawn(result) -> tuple:
    """What is drawn: the surest, the largest difference on top."""
    return tuple(sorted(result.found[:MOST], key=lambda one: -one.comparison.difference))


def causes(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw the differences in points, with their intervals.

    Parameters
    ----------
    result : analysis.causes.Causes
        With one comparison or more.
    dark : bool
        The theme.
    narrow : bool
        Whether it is for a phone.
    """
    lines = _lines(result)
    ends = [end for line in lines for dot in line.dots for end in (dot.low, dot.high)]
    room = 0.06 * (max(ends) - min(ends))
    unit = _("Points more lost than after like orders without, {level} interval").format(level=words.share(result.level))
    across = (min(*ends, 0) - room, max(*ends, 0) + room)
    return dots(lines, unit=unit, dark=dark, ends=across, baseline=0, per_cent=False, narrow=narrow)


def _lines(result) -> list[Line]:
    lines = []
    for one in drawn(result):
        seen = one.comparison
        dot = Dot(
            value=100 * seen.difference,
            low=100 * seen.low,
            high=100 * seen.high,
            n=seen.first.n,
            label=words.points(seen.difference),
            hover=_hover(one),
            hollow=not one.distinguishable,
        )
        lines.append(Line(name=short(one), dots=(dot,)))
    return lines


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
