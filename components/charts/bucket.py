"""The leaky bucket: who was there, who left, who came, who is there. Heights are numbers of customers."""

from dataclasses import dataclass

import plotly.graph_objects as go

from analysis import evidence
from components import words
from components.charts import theme
from components.language import _

HEIGHT = 340
LEFT_BLOCK, RIGHT_BLOCK = 0.17, 0.83
# Where the lost band ends and where the new ones begin, along the picture's width.
LOST_END, ARRIVAL_START = 0.46, 0.52
CURVE_POINTS = 40
# In pixels: a label of two lines, and the room above or below a band.
LABEL, GAP, FALL = 44, 8, 64
NUMBER, LOST_NUMBER, WORD = 20, 26, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the bands lie: pixels from the foot of the stayed band, upwards."""

    scale: float
    back: float
    new: float
    lost: float
    top: float
    bottom: float


def bucket(result, *, dark: bool) -> go.Figure:
    """Draw the leaky bucket.

    Parameters
    ----------
    result : analysis.bucket.Bucket
    dark : bool
        The theme.
    """
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=HEIGHT, left=0, right=0, top=4, bottom=4)
    places = _places(result, HEIGHT - 8)
    stayed = result.stayed * places.scale
    lost = result.lost * places.scale
    back, new = result.recovered * places.scale, result.new * places.scale
    _flow(
        picture,
        LEFT_BLOCK,
        RIGHT_BLOCK,
        stayed / 2,
        stayed / 2,
        stayed,
        theme.faded(colours.stayed, colours.stayed_opacity),
        _hover(result.stayed, _("stayed")),
    )
    _flow(
        picture,
        LEFT_BLOCK,
        LOST_END,
        -lost / 2,
        places.lost,
        lost,
        theme.STAGES["abandoned"],
        _lost_hover(result),
        arrow=True,
    )
    _flow(
        picture,
        ARRIVAL_START,
        RIGHT_BLOCK,
        places.back,
        stayed + back / 2,
        back,
        theme.STAGES["recovered"],
        _hover(result.recovered, _("came back")),
    )
    _flow(
        picture,
        ARRIVAL_START,
        RIGHT_BLOCK,
        places.new,
        stayed + back + new / 2,
        new,
        theme.STAGES["capture"],
        _hover(result.new, _("new")),
    )
    _block(
        picture,
        0,
        LEFT_BLOCK,
        -lost,
        stayed,
        colours.block,
        _hover(result.at_start, words.day(words.day_after(result.start))),
    )
    _block(
        picture,
        RIGHT_BLOCK,
        1,
        0,
        stayed + back + new,
        colours.block,
        _hover(result.at_end, words.day(result.end)),
    )
    _labels(picture, result, places, colours)
    picture.update_xaxes(range=[0, 1], visible=False)
    picture.update_yaxes(range=[places.bottom, places.top], visible=False)
    picture.update_layout(hovermode="closest")
    return picture


def _places(result, height: int) -> Places:
    """The scale at which bands and labels just fill the height, found by halving: more scale, more room."""
    low, high = 0.0, height / max(result.at_start, result.at_end, 1)
    for _turn in range(40):
        middle = (low + high) / 2
        places = _at_scale(result, middle)
        if places.top - places.bottom > height:
            high = middle
        else:
            low = middle
    return _at_scale(result, low)


def _at_scale(result, scale: float) -> Places:
    stayed, lost = result.stayed * scale, result.lost * scale
    back, new = result.recovered * scale, result.new * scale
    back_middle = stayed + max(GAP + back / 2, LABEL / 2 + 2)
    new_middle = max(back_middle + LABEL, back_middle + back / 2 + GAP + new / 2)
    lost_middle = -lost / 2 - FALL
    top = max(new_middle + max(new / 2, LABEL / 2), stayed + back + new)
    bottom = min(lost_middle - max(lost / 2, LABEL / 2 + 4), -lost)
    return Places(scale=scale, back=back_middle, new=new_middle, lost=lost_middle, top=top, bottom=bottom)


def _flow(picture, x0, x1, y0, y1, height, colour, hover, *, arrow: bool = False) -> None:
    """A band from one middle to another, eased at both ends; nothing where nobody moved."""
    if height <= 0:
        return
    steps = [index / (CURVE_POINTS - 1) for index in range(CURVE_POINTS)]
    across = [x0 + (x1 - x0) * step for step in steps]
    middles = [y0 + (y1 - y0) * step * step * (3 - 2 * step) for step in steps]
    tip_x, tip_y = ([x1 + 0.011], [y1]) if arrow else ([], [])
    picture.add_scatter(
        x=[*across, *tip_x, *across[::-1]],
        y=[*(m + height / 2 for m in middles), *tip_y, *(m - height / 2 for m in middles[::-1])],
        # A band of a few customers would vanish: it keeps a hairline.
        mode="lines",
        line={"width": 1 if height < 1.5 else 0, "color": colour},
        fill="toself",
        fillcolor=colour,
        hoveron="fills",
        hoverinfo="text",
        text=hover,
        name="",
    )


def _block(picture, x0, x1, y0, y1, colour, hover) -> None:
    picture.add_scatter(
        x=[x0, x1, x1, x0],
        y=[y0, y0, y1, y1],
        mode="lines",
        line={"width": 0, "color": colour},
        fill="toself",
        fillcolor=colour,
        hoveron="fills",
        hoverinfo="text",
        text=hover,
        name="",
    )


def _hover(number: int, what: str) -> str:
    return f"<b>{words.customers(number)}</b><br>{what}"


def _lost_hover(result) -> str:
    said = _hover(result.lost, _("lost"))
    return f"{said}<br>{_share(result, digits=1)}" if _share(result) else said


def _share(result, *, digits: int | None = None) -> str:
    """The lost share and its interval; nothing where there were too few to say."""
    if evidence.strength(result.at_start) in ("none", "thin"):
        return ""
    return words.share(result.lost_share, result.low, result.high, digits=digits)


def _labels(picture, result, places: Places, colours) -> None:
    start = words.day_short(words.day_after(result.start))
    stayed = result.stayed * places.scale
    left_middle = (stayed - result.lost * places.scale) / 2
    right = (result.stayed + result.recovered + result.new) * places.scale
    _block_label(picture, result.at_start, start, LEFT_BLOCK / 2, left_middle, result.at_start * places.scale, colours)
    _block_label(picture, result.at_end, words.day_short(result.end), (1 + RIGHT_BLOCK) / 2, right / 2, right, colours)
    if result.at_start:
        # On a band too low for its words they stand above it, left of those who arrive.
        x, y = (0.5, stayed / 2) if stayed >= LABEL else (0.26, stayed + LABEL / 2)
        _two_lines(picture, result.stayed, _("stayed"), x=x, y=y, anchor="center", colour=colours.text)
    arrivals = {"x": ARRIVAL_START - 0.015, "anchor": "right", "colour": colours.text}
    _two_lines(picture, result.new, _("new"), y=places.new, **arrivals)
    _two_lines(picture, result.recovered, _("came back"), y=places.back, **arrivals)
    if result.at_start:
        _lost_label(picture, result, places, colours)


def _lost_label(picture, result, places: Places, colours) -> None:
    share = _share(result)
    lost = _("lost, {share}").format(share=share) if share else _("lost")
    _two_lines(
        picture,
        result.lost,
        lost,
        x=LOST_END + 0.025,
        y=places.lost,
        anchor="left",
        colour=colours.text,
        size=LOST_NUMBER,
    )


def _block_label(picture, number: int, words_below: str, x, y, height: float, colours) -> None:
    """White on the block; in the page's text where the block is too low to hold it."""
    length = len(words.count(number))
    # The block is 61 pixels wide on a phone: long numbers get smaller figures.
    size = NUMBER if length <= 5 else 15 if length <= 7 else 12
    inside = height >= LABEL
    y = y if inside else y + height / 2 + LABEL / 2
    _two_lines(
        picture,
        number,
        words_below,
        x=x,
        y=y,
        anchor="center",
        colour="#FFFFFF" if inside else colours.text,
        size=size,
    )


def _two_lines(picture, number: int, text: str, *, x, y, anchor: str, colour: str, size: int = NUMBER) -> None:
    theme.label(
        picture,
        words.count(number),
        x=x,
        y=y,
        xanchor=anchor,
        align=anchor,
        colour=colour,
        size=size,
        weight=600,
        yshift=9,
    )
    theme.label(
        picture,
        text,
        x=x,
        y=y,
        xanchor=anchor,
        align=anchor,
        colour=colour,
        size=WORD,
        yshift=-10 - (size - NUMBER) / 3,
    )


def bucket_alt(result) -> str:
    """The leaky bucket in words, for those who don't see it."""
    share = _share(result)
    lost = f"{words.count(result.lost)} ({share})" if share else words.count(result.lost)
    return _(
        "Flow of customers: {start} at the start on {first}, of whom {stayed} stayed and {lost} were lost; "
        "{back} came back and {new} were new, which makes {end} on {last}."
    ).format(
        start=words.count(result.at_start),
        first=words.day(words.day_after(result.start)),
        stayed=words.count(result.stayed),
        lost=lost,
        back=words.count(result.recovered),
        new=words.count(result.new),
        end=words.count(result.at_end),
        last=words.day(result.end),
    )


def bucket_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture, in one row."""
    counts = ("start", "end", "at_start", "new", "recovered", "lost", "stayed", "at_end", "came_and_went", "lost_share")
    row = (*(getattr(result, name) for name in counts), result.low, result.high)
    return (*counts, f"low_{result.level}", f"high_{result.level}"), [row]
