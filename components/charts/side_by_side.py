"""Where the truth lies: every interval drawn as wide as every other, and in or beside it the truth."""

import plotly.graph_objects as go

from analysis.side_by_side import Row, SideBySide
from components import words
from components.charts import theme
from components.language import _
from components.sentences import side_by_side as sentences

ROW, LEFT, RIGHT, TOP, BOTTOM = 28, 330, 170, 36, 34
ROW_NARROW, LEFT_NARROW, RIGHT_NARROW, ABOVE = 52, 12, 16, 17
#: In halves of an interval: how far the axis goes. What lies beyond stands at its end, with an arrow.
FARTHEST = 2.5
THICK = 8
LONGEST = 50


def place(row: Row) -> float:
    """Where the truth lies, the estimate being 0 and the ends of its interval -1 and 1.

    >>> nothing = Row(page="value", asked="value", about="36", unit="money", value=5, low=4, high=9, n=9, truth=7)
    >>> place(nothing)
    0.5
    """
    half = row.high - row.value if row.truth >= row.value else row.value - row.low
    if half <= 0:
        return 0.0 if row.truth == row.value else FARTHEST + 1 if row.truth > row.value else -FARTHEST - 1
    return (row.truth - row.value) / half


def side_by_side(found: SideBySide, currency: str, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw every interval that means to hold a truth as a bar, the truth as a dot: filled within, hollow beside.

    Parameters
    ----------
    found : SideBySide
    currency : str
        Of money.
    dark : bool
        The theme.
    narrow : bool
        Whether it is for a phone.
    """
    colours, rows = theme.tokens(dark), [row for row in found.rows if row.scored]
    height, left, right = (ROW_NARROW, LEFT_NARROW, RIGHT_NARROW) if narrow else (ROW, LEFT, RIGHT)
    picture = theme.figure(dark, height=TOP + BOTTOM + height * max(len(rows), 1), left=left, right=right, top=TOP, bottom=BOTTOM)
    picture.update_layout(
        xaxis={
            "range": [-FARTHEST - 0.2, FARTHEST + 0.2], "tickvals": [-1, 0, 1],
            "ticktext": [_("low end"), _("estimate"), _("high end")], "showgrid": True, "gridcolor": colours.rule,
        },
        yaxis={"range": [len(rows) - 0.45, -0.55], "visible": False},
    )  # fmt: skip
    notes = [theme.unit(_("the truth (dot) in its page’s interval (bar), all drawn alike wide"), dark, left=left, above=16)]
    for at, row in enumerate(rows):
        picture.add_shape(type="line", x0=-1, x1=1, y0=at, y1=at, line={"color": colours.stayed, "width": THICK}, layer="below")
        notes += _names(row, at, left, colours, currency, narrow=narrow)
    where = [place(row) for row in rows]
    picture.add_scatter(
        x=[max(min(one, FARTHEST), -FARTHEST) for one in where],
        y=list(range(len(rows))),
        mode="markers",
        marker={
            "size": 11,
            "symbol": ["triangle-right" if one > FARTHEST else "triangle-left" if one < -FARTHEST else "circle" for one in where],
            "color": [colours.groups[0] if row.inside else colours.page for row in rows],
            "line": {"color": [colours.groups[0] if row.inside else colours.groups[1] for row in rows], "width": 2},
        },
        cliponaxis=False,
        hovertext=[words.escape_html(_hover(row, currency)) for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
        name="truth",
    )
    picture.update_layout(annotations=notes)
    return picture


def _names(row: Row, at: int, left: int, colours: theme.Tokens, currency: str, *, narrow: bool) -> list[dict]:
    asked = sentences.asked_shortly(row)
    asked = asked if len(asked) <= LONGEST else asked[: LONGEST - 1].rstrip() + "…"
    name = theme.note(
        words.escape_html(asked), x=0, y=at, xref="paper", xshift=-left, yshift=ABOVE if narrow else 0, colour=colours.text,
    )  # fmt: skip
    if narrow:
        return [name]
    said = _("{truth} in truth").format(truth=sentences.truth(row, currency))
    return [name, theme.note(words.escape_html(said), x=1, y=at, xref="paper", xshift=10, colour=colours.quiet)]


def _hover(row: Row, currency: str) -> str:
    return _("{asked}: the page says {estimate}; in truth {truth}").format(
        asked=sentences.asked(row), estimate=sentences.estimate(row, currency), truth=sentences.truth(row, currency)
    )


def side_by_side_alt(found: SideBySide, currency: str) -> str:
    """The picture in words."""
    told = "; ".join(f"{_hover(row, currency)} – {sentences.verdict(row)}" for row in found.rows if row.scored)
    return _("{held} of {n} intervals hold the truth. {told}").format(
        held=words.count(found.held), n=words.count(found.scored), told=told
    )


def side_by_side_data(found: SideBySide) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture."""
    rows = [(row.page, row.asked, row.about, row.unit, row.value, row.low, row.high, row.level, row.n, row.truth, row.inside)
            for row in found.rows if row.scored]  # fmt: skip
    return ("page", "asked", "about", "unit", "value", "low", "high", "level", "n", "truth", "inside"), rows
