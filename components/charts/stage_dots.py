"""The stages of few people, or accounts: one dot each, and no shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from analysis import evidence
from analysis.stages import STAGES
from components import words
from components.charts import theme
from components.charts.stage_ledger import OUT, UP
from components.language import _
from components.sentences.moves import day_words
from components.sentences.stages import stage_name

ROW, LEFT, LEFT_NARROW, TOP = 40, 128, 108, 40
#: Dots stand so far apart, in pixels.
APART, APART_NARROW, DOT = 22, 13, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a dot is: above all of them, over one of them, and for those who don't see them."""

    head: str
    hover: str
    alt: str


PERSON = Named(
    head=_("<b>In it on {day}</b>, one dot a person"),
    hover=_("{stage}: click for this person"),
    alt=_("One dot a person, by stage on {day}: {parts}."),
)
ACCOUNT = Named(
    head=_("<b>In it on {day}</b>, one dot an account"),
    hover=_("{stage}: click for this account"),
    alt=_("One dot an account, by stage on {day}: {parts}."),
)


def stage_dots(result, people: Mapping[str, Sequence[int]], *, dark: bool, narrow: bool = False, named: Named = PERSON) -> go.Figure:
    """Draw a dot for each person, which answers a click with whose it is.

    Parameters
    ----------
    result : analysis.moves.Moves
    people : mapping of stage to party ids
        As many as the result counts now.
    dark : bool
        The theme.
    narrow : bool
        For a phone.
    named : Named
        What a dot is.
    """
    colours = theme.tokens(dark)
    rows = [stage for stage in (*UP, *OUT) if people.get(stage)]
    left, apart, width = (LEFT_NARROW, APART_NARROW, 350) if narrow else (LEFT, APART, 1160)
    picture = theme.figure(dark, height=TOP + ROW * max(len(rows), 1) + 6, left=left, right=2, top=TOP, bottom=6)
    across = width - left
    notes = []
    for line, stage in enumerate(rows):
        n = len(people[stage])
        step = min(apart, 0.45 * across / n)
        picture.add_scatter(
            x=[step * place + 10 for place in range(n)],
            y=[line] * n,
            mode="markers",
            marker={"size": min(DOT, step - 1), "color": theme.STAGES[stage]},
            customdata=[["person", int(who)] for who in people[stage]],
            hovertemplate=named.hover.format(stage=stage_name(stage)) + "<extra></extra>",
            **theme.steady(),
        )
        notes.append(theme.note(stage_name(stage), x=0, xref="paper", xshift=2 - left, y=line, colour=colours.text))
        notes.append(theme.note(f"<b>{words.count(n)}</b>", x=step * n + 8, y=line, colour=colours.text))
        if not narrow:
            notes.append(theme.note(_moved(result, stage), x=across * 0.55, y=line, colour=colours.quiet))
    heads = {"y": 1, "yref": "paper", "yshift": 24, "colour": colours.text}
    notes.append(theme.note(named.head.format(day=day_words(result.now, result)), x=0, **heads))
    if not narrow:
        notes.append(theme.note(f"<b>{_('Which way they moved')}</b>", x=across * 0.55, **heads))
    picture.update_xaxes(range=[0, across], visible=False)
    picture.update_yaxes(range=[max(len(rows), 1) - 0.5, -0.5], visible=False)
    picture.update_layout(hovermode="closest", annotations=notes)
    return picture


def _moved(result, stage: str) -> str:
    stock = result.stages[STAGES.index(stage)]
    if evidence.strength(stock.then) == "none":
        return _("fewer than 5 in it on {day}: no value").format(day=day_words(result.then, result))
    counted = {name: getattr(stock, name).n if getattr(stock, name) else 0 for name in ("worse", "better")}
    return _("of {of} in it on {day}: {worse} worse off, {better} better off").format(
        of=words.count(stock.then), day=day_words(result.then, result), **{name: words.count(n) for name, n in counted.items()}
    )


def stage_dots_alt(result, people: Mapping[str, Sequence[int]], named: Named = PERSON) -> str:
    """The dots in words, for those who don't see them."""
    parts = [
        _("{stage} {n}").format(stage=stage_name(stage), n=words.count(len(people[stage]))) for stage in (*UP, *OUT) if people.get(stage)
    ]
    return named.alt.format(day=words.day(result.now), parts=", ".join(parts) or _("nobody"))


def stage_dots_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the dots: a row a stage."""
    return ("stage", result.now.isoformat(), result.then.isoformat()), [(stock.stage, stock.now, stock.then) for stock in result.stages]
