"""The transition matrix: a row a stage, in each cell the share of its people who made that move, and its interval below."""

import plotly.graph_objects as go

from analysis import evidence
from analysis.moves import PLACES
from analysis.stages import STAGES
from components import words
from components.charts import theme
from components.language import _
from components.sentences.moves import ends, part_words, went_to_name
from components.sentences.stages import stage_name

ORDER = ("loyalty", "maintenance", "capture", "prospect", "recovered", "at_risk", "abandoned")
ROW, LEFT, TOP = 46, 128, 40
ROW_NARROW, LEFT_NARROW, TOP_NARROW = 34, 84, 92
#: From this share on the ink is the other one: on a light page white, on a dark page dark.
WHITE_FROM, DARK_FROM, QUIET_BELOW = 0.72, 0.55, 0.25


def shown(matrix) -> tuple[list[str], list[str]]:
    """The stages that have a row or a column: none for prospects where nobody ever is one; beyond them out of touch, where somebody is."""
    rows = {row.stage: row for row in matrix}
    into = [sum(row.parts[place].n for row in matrix if row.parts[place]) for place in range(len(PLACES))]
    own = [stage for stage in ORDER if stage != "prospect" or rows[stage].n or into[STAGES.index(stage)]]
    return own, own + (["outside"] if into[len(STAGES)] else [])


def transition_matrix(matrix, *, dark: bool, day=None, narrow: bool = False) -> go.Figure:
    """Draw the matrix.

    Parameters
    ----------
    matrix : tuple of analysis.moves.Row
    dark : bool
        The theme.
    day : date, optional
        On which the rows' people were there; without one, n counts a person once a step.
    narrow : bool
        For a phone: shares alone.
    """
    colours = theme.tokens(dark)
    stages, columns = shown(matrix)
    row_height, left, top = (ROW_NARROW, LEFT_NARROW, TOP_NARROW) if narrow else (ROW, LEFT, TOP)
    picture = theme.figure(dark, height=top + row_height * len(stages) + 4, left=left, right=34 if narrow else 2, top=top, bottom=4)
    rows = {row.stage: row for row in matrix}
    notes = [theme.note(_("From ↓ &nbsp; to →"), x=0, xref="paper", y=1, yref="paper", xshift=2 - left, yshift=18, colour=colours.quiet)]
    for place, to in enumerate(columns):
        turned = (
            {"textangle": -55, "xanchor": "left", "yanchor": "bottom", "yshift": 2, "xshift": -8}
            if narrow
            else {"xanchor": "center", "yshift": 18}
        )
        notes.append(theme.note(went_to_name(to), x=place, y=1, yref="paper", colour=colours.text, size=12 if narrow else 13, **turned))
    cells = []
    for line, stage in enumerate(stages):
        row = rows[stage]
        n = words.count(row.n)
        under = _("{n} on {day}").format(n=n, day=words.day_short(day)) if day else _("n\u00a0=\u00a0{n}").format(n=n)
        name = {"x": 0, "xref": "paper", "xshift": 2 - left, "y": line}
        if narrow:
            notes.append(theme.note(stage_name(stage), colour=colours.text, size=12, **name))
        else:
            notes.append(theme.note(stage_name(stage), colour=colours.text, yshift=9, **name))
            notes.append(theme.note(under, colour=colours.quiet, size=12, yshift=-8, **name))
        if evidence.strength(row.n) == "none":
            said = _("nobody was there") if not row.n else _("fewer than 5")
            notes.append(theme.note(said, x=-0.42, y=line, colour=colours.quiet, size=12))
            continue
        for place, to in enumerate(columns):
            part = row.parts[PLACES.index(to)]
            if part is not None and part.n:
                cells.append((line, place, stage, to, part))
                notes += _cell(part, place, line, dark, colours, narrow)
    _bars(picture, cells, colours)
    picture.update_xaxes(range=[-0.5, len(columns) - 0.5], visible=False)
    picture.update_yaxes(range=[len(stages) - 0.5, -0.5], visible=False)
    picture.update_layout(barmode="overlay", hovermode="closest", annotations=notes)
    return picture


def _bars(picture, cells, colours) -> None:
    """The cells are bars: unlike a heat map's they can be clicked."""
    if not cells:
        return
    picture.add_bar(
        orientation="h",
        base=[place - 0.5 for _line, place, *_rest in cells],
        x=[1] * len(cells),
        y=[line for line, *_rest in cells],
        width=1,
        marker={
            "color": [theme.amount(part.share, colours.amount) for *_rest, part in cells],
            "opacity": [theme.PALE if evidence.strength(part.of) == "thin" else 1 for *_rest, part in cells],
            "line": {"color": colours.page, "width": 2},
        },
        customdata=[[stage, to, _hover(stage, to, part)] for _line, _place, stage, to, part in cells],
        hovertemplate="%{customdata[2]}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _cell(part, place: int, line: int, dark: bool, colours, narrow: bool) -> list[dict]:
    """A share, and its interval below where there is room; in the ink that its colour lets read."""
    strong = part.share > (DARK_FROM if dark else WHITE_FROM) and evidence.strength(part.of) != "thin"
    ink = (theme.DARK.page if dark else "#FFFFFF") if strong else colours.text
    share, _space, interval = words.share(part.share, *ends(part)).partition(" ")
    at = {"x": place, "y": line, "xanchor": "center", "colour": ink, "captureevents": False}
    if narrow:
        return [theme.note(f"<b>{share.partition(words.SPACE)[0]}</b>", size=12, **at)]
    # Quiet words are read on pale cells alone.
    quiet = {**at, "colour": colours.quiet if part.share < QUIET_BELOW else ink}
    return [theme.note(f"<b>{share}</b>", yshift=9, **at), theme.note(interval.strip("()"), size=12, yshift=-8, **quiet)]


def _hover(stage: str, to: str, part) -> str:
    lines = [f"<b>{stage_name(stage)} → {went_to_name(to)}</b>", part_words(part), _("Click for the list")]
    return "<br>".join(lines)


def transition_matrix_alt(matrix) -> str:
    """The matrix in words, for those who don't see it."""
    stages, _columns = shown(matrix)
    rows = {row.stage: row for row in matrix}
    said = []
    for stage in stages:
        parts = [(part, to) for part, to in zip(rows[stage].parts, PLACES, strict=True) if part is not None and part.n]
        if evidence.strength(rows[stage].n) == "none" or not parts:
            said.append(_("{stage}: fewer than 5").format(stage=stage_name(stage)))
            continue
        most = sorted(parts, key=lambda one: -one[0].n)[:3]
        listed = ", ".join(
            _("{share} to {place}").format(share=words.share(part.share, *ends(part)), place=went_to_name(to)) for part, to in most
        )
        said.append(_("{stage}: {moves}").format(stage=stage_name(stage), moves=listed))
    return _("A matrix of moves, the commonest of each stage: {rows}.").format(rows="; ".join(said))


def transition_matrix_data(matrix, level: float) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a move that the rule allows."""
    found = [
        (row.stage, to, part.n, part.of, part.share, part.expected, part.low, part.high)
        for row in matrix
        for to, part in zip(PLACES, row.parts, strict=True)
        if part is not None
    ]
    return ("from", "to", "n", "of", "share", "expected", f"low_{level}", f"high_{level}"), found
