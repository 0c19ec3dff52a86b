"""How soon complaints are settled by cause, and who ordered again afterwards."""

import plotly.graph_objects as go

from analysis import evidence
from components import words
from components.charts.dots import Dot, Line, dots, told
from components.language import _
from components.sentences.complaints import group_name, hours

MOST = 10


def causes(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw the share settled soon, by cause, the most frequent first, under that of all.

    Parameters
    ----------
    result : analysis.complaints.Complaints
    dark : bool
        The theme.
    """
    level, days = words.share(result.level), words.count(result.soon_days)
    unit = _("% closed within {days} days, with {level} interval").format(days=days, level=level)
    return dots(_lines(result), unit=unit, dark=dark, ends=(0, 104), per_cent=True, narrow=narrow)


def _lines(result) -> list[Line]:
    kinds = [result.all, *(kind for kind in result.causes if len(result.causes) > 1 or kind.name)][: MOST + 1]
    lines = []
    for kind in kinds:
        if kind.soon is None:
            continue
        soon, name = kind.soon, _("All complaints") if kind.name is None else kind.name or _("(no cause)")
        hover = "<br>".join(
            [
                f"<b>{words.escape_html(name)}</b>",
                words.share(soon.rate, soon.low, soon.high),
                _("{k} of {n} closed soon").format(k=words.count(soon.k), n=words.count(soon.n)),
                _("half closed after {time}").format(time=hours(kind.hours[0])) if kind.hours else "",
            ]
        )
        label = f"{words.share(soon.rate)}, n\u00a0{words.count(soon.n)}"
        dot = Dot(value=100 * soon.rate, low=100 * soon.low, high=100 * soon.high, n=soon.n, label=label, hover=hover, key=kind.name or "")
        lines.append(Line(name=name, dots=(dot,), strong=kind.name is None))
    return lines


def causes_alt(result) -> str:
    """The picture in words."""
    return _("Share of complaints closed within {days} days. {said}.").format(days=words.count(result.soon_days), said=told(_lines(result)))


def recovery(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw who ordered again, of those helped soon, late, and of those who had not complained.

    Parameters
    ----------
    result : analysis.recovery.Recovery
    """
    unit = _("% who ordered again within {days} days, with {level} interval").format(
        days=words.count(result.days), level=words.share(result.level)
    )
    return dots(_groups(result), unit=unit, dark=dark, per_cent=True, narrow=narrow)


def _groups(result) -> list[Line]:
    lines = []
    for one in (*result.groups, *result.answered):
        share = one.retained
        if share is None or evidence.strength(share.n) == "none":
            continue
        name = group_name(one.name, result)
        hover = "<br>".join(
            [
                f"<b>{name}</b>",
                words.share(share.rate, share.low, share.high),
                _("{k} of {n} ordered again").format(k=words.count(share.k), n=words.count(share.n)),
            ]
        )
        label = f"{words.share(share.rate)}, n\u00a0{words.count(share.n)}"
        dot = Dot(value=100 * share.rate, low=100 * share.low, high=100 * share.high, n=share.n, label=label, hover=hover)
        lines.append(Line(name=name, dots=(dot,)))
    return lines


def recovery_alt(result) -> str:
    """The picture in words."""
    return _("Who ordered again within {days} days. {said}.").format(days=words.count(result.days), said=told(_groups(result)))


def recovery_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind it."""
    rows = [
        (group_name(one.name, result), one.retained.rate, one.retained.low, one.retained.high, one.retained.k, one.retained.n)
        for one in (*result.groups, *result.answered)
        if one.retained is not None
    ]
    return (_("Customers"), _("Ordered again"), _("low"), _("high"), _("of them"), _("Watched")), rows
