"""Fields: customers by two questions at once, each field with its share, and at the right those of whom one of the two is not known."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from analysis import evidence
from components import words
from components.charts import theme
from components.language import _

ROW, TOP, BOTTOM = 118, 44, 4
#: Of a row's height: a field, and above it the row's name.
TALL, ABOVE = 0.7, 0.47
LINE_APART = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field.

    Attributes
    ----------
    name : str
        What it is called; "" for those whom nothing calls.
    share : analysis.comparisons.Group or None
        k of n; None where one of the two questions is open: then `n` alone is told, and nothing is filled.
    n : int
        Customers in it.
    key : str
        What a click answers.
    hover : str
        Its lines for the pointer, escaped.
    """

    name: str
    share: object | None
    n: int
    key: str
    hover: str


def fields(rows: Sequence[tuple[str, Sequence[Field]]], columns: Sequence[str], *, dark: bool) -> go.Figure:
    """Draw them; a row's fields stand under the columns' names.

    Parameters
    ----------
    rows : sequence of (str, sequence of Field)
        The row's name, and one field a column.
    columns : sequence of str
    dark : bool
        The theme.
    """
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=TOP + BOTTOM + ROW * len(rows), left=0, right=0, top=TOP, bottom=BOTTOM)
    every = [(row, column, field) for row, (_name, ones) in enumerate(rows) for column, field in enumerate(ones)]
    most = max((field.share.rate for _row, _column, field in every if field.share), default=0) or 1
    fills = [_fill(field, most, colours) for _row, _column, field in every]
    picture.add_bar(
        orientation="h",
        base=[column - 0.5 for _row, column, _field in every],
        x=[1] * len(every),
        y=[row for row, _column, _field in every],
        width=TALL,
        marker={"color": fills, "line": {"color": colours.page, "width": 4}},
        customdata=[[field.key, field.hover] for _row, _column, field in every],
        hovertemplate="%{customdata[1]}<extra></extra>",
        **theme.steady(),
    )
    picture.update_layout(
        barmode="overlay",
        xaxis={"range": [-0.5, len(columns) - 0.5], "visible": False},
        yaxis={"range": [len(rows) - 0.56, -0.56], "visible": False},
        shapes=[_outline(row, column, colours) for row, column, field in every if field.share is None],
        annotations=[*_names(rows, columns, colours), *(note for one in every for note in _notes(*one, colours))],
    )
    return picture


def _fill(field: Field, most: float, colours) -> str:
    if field.share is None or evidence.strength(field.share.n) == "none":
        return "rgba(0,0,0,0)"
    colour = theme.amount(field.share.rate / most / colours.ceiling, colours.amount)
    return theme.faded(colour, theme.PALE) if evidence.strength(field.share.n) == "thin" else colour


def _outline(row: int, column: int, colours) -> dict:
    edges = {"x0": column - 0.49, "x1": column + 0.49, "y0": row - TALL / 2, "y1": row + TALL / 2}
    return {"type": "rect", **edges, "line": {"color": colours.rule, "width": 1}}


def _names(rows, columns, colours) -> list[dict]:
    heads = [
        theme.note(words.escape_html(name), x=column - 0.49, y=1, yref="paper", yshift=30, colour=colours.quiet)
        for column, name in enumerate(columns)
    ]
    return heads + [
        theme.note(f"<b>{words.escape_html(name)}</b>", x=-0.49, y=row - ABOVE, colour=colours.text)
        for row, (name, _ones) in enumerate(rows)
    ]


def _notes(row: int, column: int, field: Field, colours) -> list[dict]:
    """Its name, its share and how many they are, one below the other."""
    strength = "enough" if field.share is None else evidence.strength(field.share.n)
    lines = [(f"<b>{words.escape_html(field.name)}</b>", colours.text)] if field.name else []
    if field.share is not None and strength == "none":
        lines.append((_("fewer than 5"), colours.quiet))
    else:
        if field.share is not None:
            lines.append((words.share(field.share.rate, field.share.low, field.share.high), colours.text))
        lines.append((words.customers(field.n), colours.quiet if field.share is None else colours.text))
    begin = (len(lines) - 1) / 2 * LINE_APART
    return [
        theme.note(text, x=column - 0.46, y=row, yshift=begin - place * LINE_APART, colour=colour)
        for place, (text, colour) in enumerate(lines)
    ]


def told(rows: Sequence[tuple[str, Sequence[Field]]]) -> str:
    """The fields in words: those that the evidence carries."""
    said = [
        f"{field.name}: {words.share(field.share.rate, field.share.low, field.share.high)}"
        for _name, ones in rows
        for field in ones
        if field.share is not None and evidence.strength(field.share.n) in ("few", "enough")
    ]
    return "; ".join(said)
