"""Pictures of the lesson on stages: what became of newcomers, the four kinds of loyalty, who ordered again, and help after a complaint."""

from __future__ import annotations

import plotly.graph_objects as go

from analysis.attitude import FIELDS, LATENT, NONE, SPURIOUS, TRUE
from analysis.lessons.stages import Facts
from components import words
from components.charts import fields as squares
from components.charts.dots import Dot, Line, dots
from components.charts.dots import told as told_dots
from components.language import _
from components.sentences import lesson_stage_tasks as sentences
from components.sentences.attitude import answer_names, field_name, field_says

#: A smaller share would be read as nobody.
LEAST = 0.005


def ends(told: Facts, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw what became of those who were followed.

    Parameters
    ----------
    told : analysis.lessons.stages.Facts
    dark : bool
        The theme.
    narrow : bool
        For a phone.
    """
    unit = _("% of {n}, with {level} interval").format(n=words.customers(told.loyal.n), level=words.share(told.level))
    return dots(_end_lines(told), unit=unit, dark=dark, per_cent=True, narrow=narrow)


def _end_lines(told: Facts) -> list[Line]:
    return [Line(name=sentences.end_name(one.name), dots=(_dot(one.share),)) for one in told.ends if one.share.rate >= LEAST]


def _dot(share) -> Dot:
    said = words.share(share.rate, share.low, share.high)
    return Dot(
        value=100 * share.rate, low=100 * share.low, high=100 * share.high, n=share.n, label=words.share(share.rate),
        hover=_("{share}: {k} of {n}").format(share=said, k=words.count(share.k), n=words.count(share.n)),
    )  # fmt: skip


def ends_alt(told: Facts) -> str:
    """The picture in words."""
    return _("What became of {n}. {said}.").format(n=words.customers(told.loyal.n), said=told_dots(_end_lines(told)))


def kinds(told: Facts, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw the four kinds as four fields: what they do, down, by what they mean, across."""
    return squares.fields(_rows(told), answer_names(told.least)[:2], dark=dark)


def _rows(told: Facts) -> list[tuple[str, list[squares.Field]]]:
    share = dict(zip(FIELDS, told.kinds, strict=True))
    rows = ((_("Buy steadily"), (TRUE, SPURIOUS)), (_("Don’t buy steadily, or no more"), (LATENT, NONE)))
    return [(name, [_field(kind, share[kind]) for kind in both]) for name, both in rows]


def _field(kind: str, share) -> squares.Field:
    hover = [f"<b>{words.escape_html(field_name(kind))}</b>", words.customers(share.k), words.escape_html(field_says(kind))]
    return squares.Field(name=field_name(kind), share=share, n=share.k, key=kind, hover="<br>".join(hover))


def kinds_alt(told: Facts) -> str:
    """The picture in words."""
    return _("Those who answered, by what they do and what they mean. {said}.").format(said=squares.told(_rows(told)))


def again(told: Facts, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw who ordered again, of the truly loyal and the spurious of the earlier day; both must be known."""
    unit = _("% who ordered again, with {level} interval").format(level=words.share(told.level))
    return dots(_again_lines(told), unit=unit, dark=dark, per_cent=True, narrow=narrow)


def _again_lines(told: Facts) -> list[Line]:
    return [Line(name=field_name(kind), dots=(_dot(share),)) for kind, share in ((TRUE, told.true_again), (SPURIOUS, told.spurious_again))]


def again_alt(told: Facts) -> str:
    """The picture in words."""
    return _("Who ordered again since {then}. {said}.").format(then=words.day(told.then), said=told_dots(_again_lines(told)))


def helped(told: Facts, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw who ordered again after a complaint: helped soon, not so, and those who had not complained."""
    unit = _("% who ordered again in {days} days, with {level} interval").format(
        days=words.count(told.days), level=words.share(told.level)
    )
    return dots(_help_lines(told), unit=unit, dark=dark, per_cent=True, narrow=narrow)


def _help_lines(told: Facts) -> list[Line]:
    groups = (told.helped, told.not_helped, told.content)
    return [Line(name=name, dots=(_dot(one),)) for name, one in zip(sentences.help_names(told), groups, strict=True)]


def helped_alt(told: Facts) -> str:
    """The picture in words."""
    return _("Who ordered again after a complaint. {said}.").format(said=told_dots(_help_lines(told)))
