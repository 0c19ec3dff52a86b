"""The flow between two days: bands from the stages where people were to those where they are, as wide as they are many.

A band is drawn, and along its middle lie points that nobody sees: they answer the pointer and a click, as a filled band can't.
"""

from dataclasses import dataclass

import plotly.graph_objects as go

from analysis.moves import OUTSIDE, PLACES, STANDING
from analysis.stages import ABANDONED, STAGES
from components import words
from components.charts import theme
from components.charts.stage_ledger import colour_of, move_hover
from components.language import _
from components.sentences.moves import came_from_name, day_words, went_to_name

#: From the top down. Who is new stands under capture, where most of them go: fewer bands cross.
BEFORE = ("loyalty", "maintenance", "capture", "outside", "prospect", "recovered", "at_risk", "abandoned")
AFTER = ("loyalty", "maintenance", "capture", "prospect", "recovered", "at_risk", "abandoned", "outside")
#: Pixels: a block's width, the gap below a block, the least width of a band.
BLOCK, GAP, HAIRLINE = 14, 12, 1.0
#: A band's line in so many steps, and every so many of them a point.
STEPS, POINTS = 40, 2
UP, SLIPPED, LOST, SAME = 0.55, 0.42, 0.62, 0.22


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Pixels of the picture, of its margins, and of a block with its words at least."""

    height: int
    side: int
    width: int
    least: int
    top: int = 34
    bottom: int = 30


WIDE = Room(height=560, side=170, width=1160, least=17)
NARROW = Room(height=560, side=92, width=358, least=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """People who went from one place to another, and the edges of their band: pixels from the top."""

    came_from: str
    went_to: str
    n: int
    left: float
    right: float
    height: float


def flows(result) -> dict[tuple[str, str], int]:
    """Every move that is drawn: all but of those who were abandoned on both days."""
    return {
        (PLACES[a], PLACES[b]): int(result.flow[a, b])
        for a in range(len(PLACES))
        for b in range(len(PLACES))
        if result.flow[a, b] and (a, b) != (ABANDONED, ABANDONED)
    }


def stage_flow(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw the flow.

    Parameters
    ----------
    result : analysis.moves.Moves
    dark : bool
        The theme.
    narrow : bool
        For a phone.
    """
    room, colours = NARROW if narrow else WIDE, theme.tokens(dark)
    picture = theme.figure(dark, height=room.height, left=room.side, right=room.side, top=room.top, bottom=room.bottom)
    moved = flows(result)
    inside = room.height - room.top - room.bottom
    scale = _scale(moved, inside, room.least)
    before, after = (_blocks(moved, order, side, scale, room.least) for side, order in enumerate((BEFORE, AFTER)))
    bands = sorted(_bands(moved, before, after, scale), key=lambda band: (_way(band.came_from, band.went_to) != 0, -band.n))
    wide = room.width - 2 * room.side
    for band in bands:
        _draw(picture, band, colours)
    _answers(picture, result, bands)
    part = BLOCK / wide
    for blocks, x0 in ((before, 0), (after, 1 - part)):
        for place, (top, height) in blocks.items():
            _block(picture, x0, x0 + part, top, height, colour_of(place, colours))
    picture.update_xaxes(range=[0, 1], visible=False)
    picture.update_yaxes(range=[inside, 0], visible=False)
    picture.update_layout(
        hovermode="closest", annotations=[*_names(moved, before, after, colours, narrow), *_heads(result, colours, narrow)]
    )
    return picture


def _way(came_from: str, went_to: str) -> int:
    """Which way a move goes: 1 for the better, -1 for the worse, 0 for those who stayed or are new."""
    a, b = PLACES.index(came_from), PLACES.index(went_to)
    if a == OUTSIDE:
        return 0
    return (STANDING[b] > STANDING[a]) - (STANDING[b] < STANDING[a])


def _sums(moved, side: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for pair, n in moved.items():
        found[pair[side]] = found.get(pair[side], 0) + n
    return found


def _needed(moved, side: int, scale: float, least: int) -> float:
    sums = _sums(moved, side)
    return sum(max(n * scale, least) for n in sums.values()) + GAP * (len(sums) - 1)


def _scale(moved, height: float, least: int) -> float:
    """The pixels of a person at which both sides just fit, found by halving."""
    low, high = 0.0, height / max(sum(moved.values()), 1)
    if max(_needed(moved, side, high, least) for side in (0, 1)) <= height:
        return high
    for _turn in range(40):
        middle = (low + high) / 2
        fits = max(_needed(moved, side, middle, least) for side in (0, 1)) <= height
        low, high = (middle, high) if fits else (low, middle)
    return low


def _blocks(moved, order, side: int, scale: float, least: int) -> dict[str, tuple[float, float]]:
    """Each block's top and height; one lower than its words stands in the middle of them."""
    sums, blocks, top = _sums(moved, side), {}, 0.0
    for place in order:
        if place in sums:
            height = max(sums[place] * scale, HAIRLINE)
            slot = max(height, least)
            blocks[place] = (top + (slot - height) / 2, height)
            top += slot + GAP
    return blocks


def _bands(moved, before, after, scale: float) -> list[Band]:
    """Bands leave a block in the order of where they go, and reach one in the order of where they come from."""
    left = {place: top for place, (top, _height) in before.items()}
    right = {place: top for place, (top, _height) in after.items()}
    starts, ends = {}, {}
    for came_from in BEFORE:
        for went_to in AFTER:
            if (came_from, went_to) in moved:
                starts[came_from, went_to] = left[came_from]
                left[came_from] += moved[came_from, went_to] * scale
                ends[came_from, went_to] = right[went_to]
                right[went_to] += moved[came_from, went_to] * scale
    return [
        Band(came_from=pair[0], went_to=pair[1], n=n, left=starts[pair], right=ends[pair], height=n * scale) for pair, n in moved.items()
    ]


def _middle(band: Band, step: float) -> float:
    """The middle of a band at a part of its way, eased at both ends."""
    eased = step * step * (3 - 2 * step)
    return band.left + (band.right - band.left) * eased + band.height / 2


def _draw(picture, band: Band, colours) -> None:
    way = _way(band.came_from, band.went_to)
    lost = way < 0 and band.went_to in ("abandoned", "outside")
    hue = {1: colours.satisfaction[3], -1: colours.satisfaction[0], 0: colours.baseline}[way]
    colour = theme.faded(hue, {1: UP, -1: LOST if lost else SLIPPED, 0: SAME}[way])
    steps = [place / STEPS for place in range(STEPS + 1)]
    middles = [_middle(band, step) for step in steps]
    half = max(band.height, HAIRLINE) / 2
    picture.add_scatter(
        x=[*steps, *steps[::-1]],
        y=[*(y - half for y in middles), *(y + half for y in middles[::-1])],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=colour,
        hoverinfo="skip",
    )


def _answers(picture, result, bands: list[Band]) -> None:
    """What a band answers, by points along its middle: to the pointer its people, to a click where they were and are."""
    x, y, sizes, answers = [], [], [], []
    for band in bands:
        said = [band.came_from, band.went_to, move_hover(result, band.came_from, band.went_to)]
        for place in range(1, STEPS, POINTS):
            x.append(place / STEPS)
            y.append(_middle(band, place / STEPS))
            sizes.append(min(max(band.height, 8), 60))
            answers.append(said)
    picture.add_scatter(
        x=x,
        y=y,
        mode="markers",
        marker={"size": sizes, "opacity": 0, "color": "#000000"},
        customdata=answers,
        hovertemplate="%{customdata[2]}<extra></extra>",
        **theme.steady(0),
    )


def _block(picture, x0: float, x1: float, top: float, height: float, colour: str) -> None:
    picture.add_scatter(
        x=[x0, x1, x1, x0], y=[top, top, top + height, top + height], mode="lines", line={"width": 0}, fill="toself", fillcolor=colour,
        hoverinfo="skip",
    )  # fmt: skip


def _names(moved, before, after, colours, narrow: bool) -> list[dict]:
    notes = []
    for side, blocks in enumerate((before, after)):
        sums = _sums(moved, side)
        for place, (top, height) in blocks.items():
            # Of those abandoned only some are drawn; their block says which.
            name = went_to_name(place) if side else came_from_name(place)
            if place == "abandoned" and not narrow:
                name = _("Abandoned since") if side else _("Abandoned, moved")
            text = f"<b>{name}</b>{'<br>' if narrow else ' '}{words.count(sums[place])}"
            end = {"size": 12 if narrow else theme.TEXT_SIZE, "align": "left" if side else "right"}
            end |= {"x": 1, "xanchor": "left", "xshift": 8} if side else {"x": 0, "xanchor": "right", "xshift": -8}
            notes.append(theme.note(text, y=top + height / 2, xref="paper", colour=colours.text, **end))
    return notes


def _heads(result, colours, narrow: bool) -> list[dict]:
    days = [day_words(day, result) for day in (result.then, result.now)]
    if narrow and result.then.year != result.now.year:  # a day written out is wider than a phone's margin
        days = [words.period_short(f"{day:%Y-%m}", "month") for day in (result.then, result.now)]
    place = {"y": 1, "yref": "paper", "yshift": 22, "xref": "paper", "colour": colours.quiet, "weight": 600}
    foot = {"y": 0, "yref": "paper", "yshift": -20, "xref": "paper", "colour": colours.quiet}
    hues = (
        (colours.satisfaction[3], _("up or back")),
        (colours.satisfaction[0], _("slipped or abandoned")),
        (colours.baseline, _("stayed or new")),
    )
    legend = "&nbsp; ".join(f"<span style='color:{hue}'>■</span> {said}" for hue, said in hues)
    return [
        theme.note(days[0], x=0, xanchor="right", xshift=-8, **place),
        theme.note(days[1], x=1, xanchor="left", xshift=8, **place),
        theme.note(legend, x=0.5, xanchor="center", size=12, **foot),
    ]


def stage_flow_alt(result) -> str:
    """The flow in words, for those who don't see it."""
    most = sorted(((n, pair) for pair, n in flows(result).items() if pair[0] != pair[1]), key=lambda one: -one[0])[:8]
    moved = "; ".join(
        _("{came_from} to {went_to} {n}").format(came_from=came_from_name(a), went_to=went_to_name(b), n=words.count(n))
        for n, (a, b) in most
    )
    return _("Bands between the stages on {then} and on {now}, as wide as people are many. The widest: {moved}.").format(
        then=words.day(result.then), now=words.day(result.now), moved=moved or _("nobody moved")
    )


def stage_flow_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture and the matrix: a row a move that the rule allows, or that brought somebody in."""
    found = []
    for a, came_from in enumerate(PLACES):
        for b, went_to in enumerate(PLACES):
            part = result.matrix[a].parts[b] if a < len(STAGES) else None
            n = int(result.flow[a, b])
            if part is not None:
                found.append((came_from, went_to, n, part.of, part.share, part.expected, part.low, part.high))
            elif n:
                found.append((came_from, went_to, n, None, None, None, None, None))
    return ("from", "to", "n", "of", "share", "expected", f"low_{result.level}", f"high_{result.level}"), found
