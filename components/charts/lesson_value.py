"""The lesson on a customer's value in pictures: value by retention, two kinds in one average, and who can still be saved."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from analysis.lessons.at_stake import Group
from analysis.lessons.pocket import shown
from analysis.lessons.two_kinds import Step
from analysis.lessons.value import Facts
from analysis.whatif.calculator import multiple
from components import words
from components.charts import theme
from components.language import _
from components.sentences import amounts
from components.sentences.stages import stage_name

HEIGHT = 236
LEFT, RIGHT, TOP, BOTTOM = 64, 96, 30, 44
ROW, NAMES_LEFT = 40, 96
#: Where all shares are above, their axis begins here, and says so.
CUT = 0.5
#: Within a bar so many per cent have room for their number.
ROOM = 7


def by_retention(found: Facts, *, dark: bool) -> go.Figure:
    """Draw what a customer brings by the share that stays a month, and mark the company's own.

    Parameters
    ----------
    found : Facts
    dark : bool
        The theme.
    """
    colours, own, unit = theme.tokens(dark), found.five, found.unit
    picture = theme.figure(dark, height=HEIGHT, left=LEFT, right=16, top=TOP, bottom=BOTTOM)
    stays = np.linspace(*(stays for stays, _value in own.ends), 80)
    value = own.contribution * multiple(stays, own.discount) / unit
    picture.add_scatter(
        x=100 * stays, y=value, mode="lines", line={"color": colours.groups[0], "width": theme.LINE},
        customdata=[amounts.each(shown(each * unit, unit), found.currency) for each in value],
        hovertemplate=_("%{x:.1f} % stay a month: %{customdata}") + "<extra></extra>",
    )  # fmt: skip
    picture.add_scatter(
        x=[100 * own.retention], y=[own.value / unit], mode="markers", marker={"size": 11, "color": colours.groups[0]}, hoverinfo="skip"
    )
    notes = [
        theme.unit(_("{currency} to come from one customer").format(currency=words.escape_html(found.currency)), dark, left=LEFT),
        theme.note(
            _("you"), x=100 * own.retention, y=own.value / unit, xanchor="right", xshift=-9, yshift=9, colour=colours.text, weight=600
        ),
    ]
    picture.update_layout(annotations=notes)
    picture.update_xaxes(ticksuffix=" %", title={"text": _("stay from month to month"), "font": {"color": colours.quiet, "size": 13}})
    # Room below 0, where its label would meet the first one of the other axis.
    picture.update_yaxes(
        range=[-0.06 * value.max(), 1.04 * value.max()], showgrid=True, gridcolor=colours.rule, nticks=5, tickformat=",.0f"
    )
    return picture


def by_retention_alt(found: Facts) -> str:
    """The same in words."""
    (low, least), (high, most) = found.five.ends
    return _(
        "A curve that rises more and more steeply: where {low} stay from month to month one customer will bring {least}, where {high} do "
        "{most}. Yours stands at {own}."
    ).format(
        low=words.share(low, digits=1),
        least=amounts.each(shown(least, found.unit), found.currency),
        high=words.share(high, digits=1),
        most=amounts.each(shown(most, found.unit), found.currency),
        own=words.share(found.five.retention, digits=1),
    )


def two_kinds(steps: tuple[Step, ...], *, dark: bool) -> go.Figure:
    """Draw who stays after each order: of all, and of each half.

    Parameters
    ----------
    steps : tuple of Step
    dark : bool
        The theme.
    """
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=HEIGHT, left=44, right=RIGHT, top=TOP, bottom=BOTTOM)
    low = min(share for step in steps for share in (step.share, step.loyal, step.other) if share is not None)
    unit = _("% who come back") if low < CUT else _("% who come back; the axis begins at {cut}").format(cut=words.share(CUT))
    notes = [theme.unit(unit, dark, left=44)]
    for name, label, colour, text in (
        ("loyal", _("loyal half"), colours.groups[0], colours.group_texts[0]),
        ("other", _("other half"), colours.groups[1], colours.group_texts[1]),
        ("share", _("all"), colours.text, colours.text),
    ):
        told = [(step.order, getattr(step, name), step.n) for step in steps if getattr(step, name) is not None]
        picture.add_scatter(
            x=[order for order, _share, _n in told], y=[100 * share for _order, share, _n in told], mode="lines+markers",
            line={"color": colour, "width": theme.LINE}, marker={"size": theme.POINT, "color": colour},
            customdata=[_hover(label, order, share) for order, share, _n in told], hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
        # At its end, where all have drawn near to the loyal half, one stands below the other.
        shift = {"loyal": 9, "share": -9, "other": 0}[name]
        notes.append(theme.note(label, x=told[-1][0], y=100 * told[-1][1], xshift=10, yshift=shift, colour=text))
    picture.update_layout(annotations=notes)
    bottom = 0 if low < CUT else 100 * CUT
    picture.update_yaxes(range=[bottom, 102], showgrid=True, gridcolor=colours.rule, nticks=5, ticksuffix=" %")
    picture.update_xaxes(
        tickvals=[step.order for step in steps],
        title={"text": _("after the first, second, … order"), "font": {"color": colours.quiet, "size": theme.TEXT_SIZE}},
    )
    return picture


def _hover(label: str, order: int, share: float) -> str:
    return _("{who}: {share} come back after the {order} order").format(who=label, share=words.share(share), order=words.ordinal(order))


def two_kinds_alt(steps: tuple[Step, ...]) -> str:
    """The same in words."""
    first, last = steps[0], steps[-1]
    text = _("Three lines. Of all, {first} come back after the first order and {last} after the {order}.").format(
        first=words.share(first.share), last=words.share(last.share), order=words.ordinal(last.order)
    )
    if first.loyal is None or first.other is None:
        return text
    return f"{text} " + _("The loyal half begins at {loyal}, the other half at {other}.").format(
        loyal=words.share(first.loyal), other=words.share(first.other)
    )


def who_is_there(groups: tuple[Group, ...], *, dark: bool) -> go.Figure:
    """Draw a bar a stage: who has left, who is there and will leave, who stays.

    Parameters
    ----------
    groups : tuple of Group
    dark : bool
        The theme.
    """
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=34 + ROW * len(groups) + 8, left=NAMES_LEFT, right=12, top=34, bottom=8)
    names = [stage_name(group.stage) for group in groups]
    parts = (
        ("left", _("left already"), colours.rule, colours.text, colours.quiet),
        ("leaves", _("leave within the year"), colours.groups[1], colours.page, colours.group_texts[1]),
        ("stays", _("stay"), theme.faded(colours.groups[0], 0.45), colours.text, colours.group_texts[0]),
    )
    notes, base = [], np.zeros(len(groups))
    for name, label, colour, text, _word in parts:
        size = np.array([100 * getattr(group, name) for group in groups])
        picture.add_bar(
            orientation="h", y=names, x=size, base=base, width=0.62, marker={"color": colour, "line": {"width": 0}},
            customdata=[_("{stage}: {share} of {n}: {what}").format(
                stage=stage_name(group.stage), share=words.share(getattr(group, name)), n=words.count(group.n), what=label
            ) for group in groups], hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
        for row, part in enumerate(size.tolist()):
            if part >= ROOM:
                notes.append(theme.note(words.decimal(part, 0), x=base[row] + part / 2, y=names[row], xanchor="center", colour=text))
        base = base + size
    told = " · ".join(f'<span style="color:{word}">{label}</span>' for _name, label, _colour, _text, word in parts)
    heads = _("Of {per}: {parts}").format(per=words.count(100), parts=told)
    notes.append(theme.note(heads, x=0, xref="paper", xshift=-NAMES_LEFT, y=1, yref="paper", yshift=16, colour=colours.quiet, weight=600))
    picture.update_layout(annotations=notes, barmode="overlay")
    picture.update_xaxes(range=[0, 100], showticklabels=False)
    picture.update_yaxes(type="category", autorange="reversed", tickfont={"color": colours.text, "size": theme.TEXT_SIZE})
    return picture


def who_is_there_alt(groups: tuple[Group, ...]) -> str:
    """The same in words."""
    return " ".join(
        _("{stage}: {left} have left, {leaves} are there and will leave within the year, {stays} stay.").format(
            stage=stage_name(group.stage), left=words.share(group.left), leaves=words.share(group.leaves), stays=words.share(group.stays)
        )
        for group in groups
    )
