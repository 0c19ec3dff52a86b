"""The colours and the layout that every picture shares.

The values are those of ``.streamlit/config.toml`` too; a test holds the two together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

FONT = "Source Sans, sans-serif"
TEXT_SIZE = 13
LINE = 2.25
POINT = 6
HEIGHT = 380
ROW = 26
# A thin number (5 to 9 customers) is drawn this pale.
PALE = 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one theme.

    Attributes
    ----------
    page, raised, text, quiet, rule, primary, on_primary
        The page's own colours.
    band
        Opacity of an interval's band, in its line's colour.
    amount
        Ten steps of one hue, from none to most.
    ceiling
        A picture's largest amount is drawn at one over this of the scale, so that one colour of text can be
        read on every cell.
    categories
        Ten colours for kinds of things; the first four are ``groups``.
    groups, group_texts
        Lines of up to four groups, and text in a group's colour.
    baseline
        What others are compared with.
    block, stayed
        The leaky bucket's blocks and the band between them.
    satisfaction, neither
        The worst answer, the one beside it, the one beside the best, the best: the extreme is the stronger. Those in the middle.
    """

    page: str
    raised: str
    text: str
    quiet: str
    rule: str
    primary: str
    on_primary: str
    band: float
    amount: Sequence[str]
    ceiling: float
    categories: Sequence[str]
    groups: Sequence[str]
    group_texts: Sequence[str]
    baseline: str
    block: str
    stayed: str
    stayed_opacity: float
    satisfaction: Sequence[str]
    neither: str


LIGHT = Tokens(
    page="#FFFFFF",
    raised="#F5F6F8",
    text="#14181F",
    quiet="#56606C",
    rule="#D9DEE5",
    primary="#0B5E85",
    on_primary="#FFFFFF",
    band=0.18,
    amount=(
        "#E6F0FA",
        "#D6E7F4",
        "#C6DDEF",
        "#B1D2E8",
        "#99C5E2",
        "#6FACD3",
        "#4A93C5",
        "#2E78B4",
        "#1B5896",
        "#08306B",
    ),
    ceiling=1.65,
    categories=(
        "#0072B2",
        "#D55E00",
        "#009E73",
        "#CC79A7",
        "#7D8792",
        "#E69F00",
        "#56B4E9",
        "#B35806",
        "#2166AC",
        "#3E4C5A",
    ),
    groups=("#0072B2", "#D55E00", "#009E73", "#CC79A7"),
    group_texts=("#0069A6", "#B04D00", "#007253", "#A3457B"),
    baseline="#7D8792",
    block="#3E4C5A",
    stayed="#C9D2DC",
    stayed_opacity=0.75,
    satisfaction=("#B35806", "#EBBE8F", "#9CC0E0", "#2166AC"),
    neither="#C4CAD2",
)

DARK = Tokens(
    page="#0F141A",
    raised="#171E26",
    text="#F2F4F7",
    quiet="#A9B3BF",
    rule="#2A333D",
    primary="#7CC4E8",
    on_primary="#0F141A",
    band=0.26,
    amount=(
        "#12202C",
        "#162D41",
        "#193A56",
        "#1E4869",
        "#285C82",
        "#3A78A2",
        "#5290BA",
        "#6AA7CE",
        "#83BEE3",
        "#9CD3F5",
    ),
    ceiling=2.0,
    categories=(
        "#4FB0E8",
        "#F08A45",
        "#2CC79A",
        "#E29AC4",
        "#7D8792",
        "#E69F00",
        "#56B4E9",
        "#EE9A4A",
        "#6FB1E6",
        "#5A6B7C",
    ),
    groups=("#4FB0E8", "#F08A45", "#2CC79A", "#E29AC4"),
    group_texts=("#4FB0E8", "#F08A45", "#2CC79A", "#E29AC4"),
    baseline="#7D8792",
    block="#5A6B7C",
    stayed="#34404D",
    stayed_opacity=0.9,
    satisfaction=("#EE9A4A", "#87501C", "#2F5F8C", "#6FB1E6"),
    neither="#3A4653",
)

# One fixed colour each, the same on every page and in both themes (Okabe and Ito's set).
STAGES: Mapping[str, str] = {
    "prospect": "#7D8792",
    "capture": "#56B4E9",
    "maintenance": "#0072B2",
    "loyalty": "#009E73",
    "at_risk": "#E69F00",
    "abandoned": "#D55E00",
    "recovered": "#CC79A7",
}


def tokens(dark: bool) -> Tokens:
    """The colours of the dark theme, or of the light one."""
    return DARK if dark else LIGHT


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour such as "#0072B2"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def faded(colour: str, opacity: float) -> str:
    """A colour let through by that much."""
    red, green, blue = channels(colour)
    return f"rgba({red},{green},{blue},{opacity:g})"


def amount(part: float, scale: Sequence[str]) -> str:
    """The colour of an amount: 0 is the scale's first step, 1 its last."""
    place = min(max(part, 0.0), 1.0) * (len(scale) - 1)
    step = min(int(place), len(scale) - 2)
    low, high = channels(scale[step]), channels(scale[step + 1])
    mixed = (round(a + (b - a) * (place - step)) for a, b in zip(low, high, strict=True))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)


def figure(dark: bool, *, height: int, left: int, right: int, top: int, bottom: int) -> go.Figure:
    """An empty picture: no legend, no dragging, grid on the values alone.

    It brings the page's colour along: downloaded it is whole, and after a switch of theme, which draws no
    picture anew, it stays readable.
    """
    colours = tokens(dark)
    axis = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickfont": {"color": colours.quiet, "size": TEXT_SIZE},
        "title": None,
    }
    # A layout without a template: Plotly's own would bring its colours and a grey background.
    layout = go.Layout(
        template=None,
        height=height,
        margin={"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
        paper_bgcolor=colours.page,
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": TEXT_SIZE, "color": colours.text},
        colorway=list(colours.categories),
        showlegend=False,
        dragmode=False,
        hoverlabel={
            "bgcolor": colours.raised,
            "bordercolor": colours.rule,
            "align": "left",
            "font": {"family": FONT, "size": TEXT_SIZE, "color": colours.text},
        },
        xaxis=axis,
        yaxis=axis,
    )
    return go.Figure(layout=layout)


def note(text: str, *, x: float, y: float, colour: str, **more: object) -> dict:
    """Words for a picture; their left end is at x, their middle at y, unless told otherwise."""
    place = {"xanchor": "left", "yanchor": "middle", "showarrow": False, "align": "left", **more}
    font = {"color": colour, "size": place.pop("size", TEXT_SIZE), "weight": place.pop("weight", 400)}
    return {"text": text, "x": x, "y": y, "font": font, **place}


def steady(opacity: float = 1) -> dict:
    """Marks that keep their opacity when one of them is clicked; Plotly fades all the others."""
    return {"selected": {"marker": {"opacity": opacity}}, "unselected": {"marker": {"opacity": opacity}}}


def label(picture: go.Figure, text: str, **more: object) -> None:
    """Write a `note` on a picture; many go in one ``update_layout``, as each single one copies all."""
    picture.add_annotation(note(text, **more))


def unit(text: str, dark: bool, *, left: int, above: int = 14) -> dict:
    """The unit's name above the value axis, from the heading's left edge; never turned on its side."""
    return note(text, x=0, y=1, xref="paper", yref="paper", colour=tokens(dark).quiet, xshift=-left, yshift=above)
