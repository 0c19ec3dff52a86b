"""A forecast made some time ago, beside what came and beside the same again: three dots on one scale from zero."""

from __future__ import annotations

import plotly.graph_objects as go

from analysis.back_test import BackTest
from components import words
from components.charts import theme
from components.language import _
from components.sentences import lifetime_value as sentences

ROW = 52
LEFT, RIGHT, TOP, BOTTOM = 116, 16, 30, 30
# Words at a dot go to its left from this part of the scale on, so that they stay within the picture on a phone.
TURNS = 0.55


def back_test(tested: BackTest, *, dark: bool) -> go.Figure:
    """Draw what was said then with its interval, what came, and what repeating would have said.

    Parameters
    ----------
    tested : analysis.back_test.BackTest
    dark : bool
        The theme.
    """
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=TOP + 3 * ROW + BOTTOM, left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    unit = 1 if tested.currency is None else 10 ** words.minor_digits(tested.currency)
    top = 1.08 * max(tested.high, tested.observed, tested.naive, 1) / unit
    rows = (
        (_("What came"), tested.observed, colours.text, sentences.amount(tested.observed, tested)),
        (_("Said then"), tested.predicted, colours.groups[0], sentences.said(tested)),
        (_("The same again"), tested.naive, colours.baseline, sentences.amount(tested.naive, tested)),
    )
    picture.add_vline(x=tested.observed / unit, line={"color": colours.text, "width": 1, "dash": "1px 3px"}, layer="below")
    for place, (name, value, colour, text) in enumerate(rows):
        height = len(rows) - 1 - place
        whiskers = None
        if value is tested.predicted:
            whiskers = {
                "type": "data",
                "symmetric": False,
                "thickness": theme.LINE,
                "width": 0,
                "color": colour,
                "array": [(tested.high - value) / unit],
                "arrayminus": [(value - tested.low) / unit],
            }
        picture.add_scatter(
            x=[value / unit],
            y=[height],
            mode="markers",
            marker={"color": colour, "size": theme.POINT + 5},
            error_x=whiskers,
            cliponaxis=False,
            hovertemplate=f"<b>{name}</b><br>{words.escape_html(text)}<extra></extra>",
            name=name,
        )
        left = value / unit > TURNS * top
        theme.label(
            picture,
            f"<b>{words.escape_html(text)}</b>",
            x=value / unit,
            y=height,
            yshift=16,
            xshift=6 if left else -6,
            xanchor="right" if left else "left",
            colour=colours.text,
        )
    picture.update_yaxes(range=[-0.45, len(rows) - 0.3], tickvals=[2, 1, 0], ticktext=[row[0] for row in rows], ticklabelstandoff=8)
    picture.update_xaxes(
        range=[0, top], nticks=5, showgrid=True, gridcolor=colours.rule, gridwidth=1, tickformat=",~s" if top >= 1e6 else ","
    )
    picture.add_annotation(theme.unit(sentences.unit(tested), dark, left=LEFT))
    return picture


def back_test_alt(tested: BackTest) -> str:
    """The picture in words."""
    return _("{unit}: said then {said}; what came {came}; the same again {naive}.").format(
        unit=words.capital(sentences.unit(tested)),
        said=sentences.said(tested),
        came=sentences.amount(tested.observed, tested),
        naive=sentences.amount(tested.naive, tested),
    )


def back_test_data(tested: BackTest) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture, money in minor units."""
    unit = tested.currency or "orders"
    headers = ("unit", "what", "total", "low", "high", "rmse", "correlation")
    rows = [
        (unit, "came", tested.observed, None, None, None, None),
        (unit, "said", tested.predicted, tested.low, tested.high, tested.rmse, tested.correlation),
        (unit, "same again", tested.naive, None, None, tested.naive_rmse, tested.naive_correlation),
    ]
    return headers, rows
