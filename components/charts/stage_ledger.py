"""The ledger of the stages: down it where people are, across it what became of those who were there, and where the others came from."""

from dataclasses import dataclass

import plotly.graph_objects as go

from analysis import evidence
from analysis.moves import OUTSIDE, PLACES, STANDING
from analysis.stages import STAGES
from components import words
from components.charts import theme
from components.language import _
from components.sentences.moves import came_from_name, day_words, ends, part_words, signed, went_to_name
from components.sentences.stages import stage_name

#: The rows, in this order; between the two groups a rule.
UP, OUT = ("loyalty", "maintenance", "capture", "prospect"), ("recovered", "at_risk", "abandoned")
BAR = 0.44
#: Dark ink is read on each stage's colour but this one's.
WHITE_ON = ("maintenance",)
INK = "#14181F"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Pixels of a row and of the margins, the panels as parts of the width, and the plot's usual width in pixels."""

    row: int
    left: int
    top: int
    bottom: int
    stock: tuple[float, float]
    turned: tuple[float, float]
    came: tuple[float, float] | None
    width: int


WIDE = Room(row=42, left=128, top=60, bottom=26, stock=(0, 0.33), turned=(0.395, 0.75), came=(0.81, 0.97), width=1024)
NARROW = Room(row=54, left=4, top=50, bottom=26, stock=(0, 0.36), turned=(0.5, 0.98), came=None, width=350)


def rows(result) -> dict[str, float]:
    """Each stage's place down the picture; nobody is a prospect where no contact tells of one."""
    stocks = {stock.stage: stock for stock in result.stages}
    up = [stage for stage in UP if stage != "prospect" or stocks[stage].then or stocks[stage].now]
    return {stage: float(place) for place, stage in enumerate(up)} | {stage: len(up) + 1.0 + place for place, stage in enumerate(OUT)}


def stage_ledger(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw the ledger.

    Each bar answers a click with where its people were and where they are, "" for anywhere.

    Parameters
    ----------
    result : analysis.moves.Moves
    dark : bool
        The theme.
    narrow : bool
        For a phone: names above the bars, without where people came from.
    """
    room, colours, places = NARROW if narrow else WIDE, theme.tokens(dark), rows(result)
    foot = max(places.values()) + 0.5
    height = room.top + room.bottom + round(room.row * (foot + 0.5))
    picture = theme.figure(dark, height=height, left=room.left, right=4, top=room.top, bottom=room.bottom)
    picture.update_layout(barmode="overlay", hovermode="closest")
    picture.update_yaxes(range=[foot, -0.5], visible=False)
    notes = [*_names(places, room, colours), *_heads(result, room, colours)]
    shapes = [_between(places, colours)]
    for panel in (_stock, _turned, *([_came] if room.came else [])):
        more_notes, more_shapes = panel(picture, result, places, room, colours)
        notes, shapes = notes + more_notes, shapes + more_shapes
    picture.update_layout(annotations=notes, shapes=shapes)
    return picture


def panel_bars(picture, bars: list[dict], *, axis: str, colours, pattern: dict | None = None) -> None:
    """All bars of a panel as one trace: each has a place, a beginning, a length, a colour, its people and its words.

    `line` of a bar is the colour of its edge, the page's if it has none; `pattern` is what fills them, as Plotly has it.
    """
    picture.add_bar(
        orientation="h",
        y=[bar["y"] for bar in bars],
        x=[bar["length"] for bar in bars],
        base=[bar["base"] for bar in bars],
        width=BAR,
        xaxis=axis,
        marker={
            "color": [bar["colour"] for bar in bars],
            "opacity": [bar.get("opacity", 1) for bar in bars],
            "line": {"color": [bar.get("line", colours.page) for bar in bars], "width": 1},
            "pattern": pattern or {},
        },
        customdata=[[*bar["who"], bar["hover"]] for bar in bars],
        hovertemplate="%{customdata[2]}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _stock(picture, result, places, room: Room, colours) -> tuple[list, list]:
    """How many are in each stage, an upright line for how many were."""
    most = max((max(stock.then, stock.now) for stock in result.stages), default=0) or 1
    wide = (room.stock[1] - room.stock[0]) * room.width
    spare = (room.turned[0] - room.stock[1]) * room.width * 0.6
    shown = [stock for stock in result.stages if stock.stage in places]
    picture.update_layout(xaxis={"domain": room.stock, "range": [0, most * 1.01], "visible": False, "fixedrange": True})
    panel_bars(
        picture,
        [
            {
                "y": places[stock.stage], "base": 0, "length": stock.now, "colour": theme.STAGES[stock.stage],
                "who": ["", stock.stage], "hover": _stock_hover(result, stock),
            }
            for stock in shown
        ],
        axis="x",
        colours=colours,
    )  # fmt: skip
    notes, shapes = [], []
    for stock in shown:
        change = signed(stock.change)
        needs = 7.2 * (len(words.count(stock.now)) + len(change)) + 26
        end = max(stock.then, stock.now)
        inside = end / most * wide + needs > wide + spare and stock.now / most * wide > needs
        ink = ("#FFFFFF" if stock.stage in WHITE_ON else INK) if inside else colours.text
        quiet = ink if inside else colours.quiet
        text = f"<b>{words.count(stock.now)}</b>&nbsp; <span style='color:{quiet}'>{change}</span>"
        notes.append(theme.note(text, x=0 if inside else end, y=places[stock.stage], xref="x", colour=ink, xshift=10 if inside else 9))
        half = 0.4 if room.came else 0.27
        upright = {"y0": places[stock.stage] - half, "y1": places[stock.stage] + half, "line": {"color": colours.text, "width": 2}}
        shapes.append({"type": "line", "x0": stock.then, "x1": stock.then, "xref": "x", "yref": "y", **upright})
    return notes, shapes


def _turned(picture, result, places, room: Room, colours) -> tuple[list, list]:
    """Of those who were in each stage, who is worse off to the left, and better off to the right."""
    bars, notes, sums = [], [], []
    for stock in result.stages:
        strength = evidence.strength(stock.then)
        if stock.stage not in places or strength == "none":
            continue
        opacity = theme.PALE if strength == "thin" else 1
        for sign, turn, lower in ((-1, stock.worse, True), (1, stock.better, False)):
            if turn is None or not turn.n:
                continue
            done = 0.0
            for to in _directed(STAGES.index(stock.stage), lower=lower):
                part = result.matrix[STAGES.index(stock.stage)].parts[to]
                if part is None or not part.n:
                    continue
                bars.append(
                    {
                        "y": places[stock.stage], "base": sign * done, "length": sign * 100 * part.share,
                        "colour": colour_of(PLACES[to], colours), "opacity": opacity,
                        "who": [stock.stage, PLACES[to]], "hover": move_hover(result, stock.stage, PLACES[to]),
                    }
                )  # fmt: skip
                done += 100 * part.share
            sums.append((places[stock.stage], sign, turn, *ends(turn)))
    worse = max((100 * high for _y, sign, _turn, _low, high in sums if sign < 0), default=20)
    better = max((100 * high for _y, sign, _turn, _low, high in sums if sign > 0), default=20)
    # Room for a number at either end.
    pixels, number = (room.turned[1] - room.turned[0]) * room.width, 34
    scale = (worse + better) / max(pixels - 2 * number, 1)
    step = 20 if room.came else 40
    left, right = -worse - number * scale, better + number * scale
    axis = {"fixedrange": True, "showgrid": True, "gridcolor": colours.rule, "zeroline": False, "ticks": "", "anchor": "y"}
    ticks = [tick for tick in range(-5 * step, 6 * step, step) if max(left + 2, -100) <= tick <= min(right - 2, 100)]
    picture.update_layout(
        xaxis2={
            **axis, "domain": room.turned, "range": [left, right], "tickvals": ticks,
            "ticktext": [_("0\u00a0%") if not tick else words.count(abs(tick)) for tick in ticks],
            "tickfont": {"color": colours.quiet, "size": 12},
        }
    )  # fmt: skip
    if bars:
        panel_bars(picture, bars, axis="x2", colours=colours)
    _whiskers(picture, sums, colours)
    for y, sign, turn, low, high in sums:
        text = words.share(turn.share, low, high).partition(words.SPACE)[0]
        end = {"xanchor": "right" if sign < 0 else "left", "xshift": 7 * sign}
        notes.append(theme.note(text, x=100 * sign * high, y=y, xref="x2", colour=colours.text, **end))
    few = _("fewer than 5 on {day}").format(day=day_words(result.then, result)) if room.came else _("fewer than 5")
    withheld = [stock.stage for stock in result.stages if stock.stage in places and evidence.strength(stock.then) == "none"]
    notes += [theme.note(few, x=0, y=places[stage], xref="x2", colour=colours.quiet, size=12, xshift=8) for stage in withheld]
    foot = max(places.values()) + 0.5
    line = {"color": colours.quiet, "width": 1}
    return notes, [{"type": "line", "x0": 0, "x1": 0, "xref": "x2", "y0": -0.5, "y1": foot, "yref": "y", "line": line}]


def _whiskers(picture, sums, colours) -> None:
    """The intervals of what is worse or better in all, a pale one underneath so that they are seen on dark bars."""
    under = {"color": theme.faded(colours.page, 0.6), "thickness": 3, "width": 5}
    over = {"color": colours.text, "thickness": 1.5, "width": 4}
    for look in (under, over):
        picture.add_scatter(
            x=[100 * sign * turn.share for _y, sign, turn, _low, _high in sums],
            y=[y for y, *_rest in sums],
            xaxis="x2",
            mode="markers",
            marker={"size": 0.1, "opacity": 0},
            hoverinfo="skip",
            error_x={
                "type": "data", "symmetric": False, **look,
                "array": [100 * (high - turn.share if sign > 0 else turn.share - low) for _y, sign, turn, low, high in sums],
                "arrayminus": [100 * (turn.share - low if sign > 0 else high - turn.share) for _y, sign, turn, low, high in sums],
            },
        )  # fmt: skip


def _came(picture, result, places, room: Room, colours) -> tuple[list, list]:
    """Who is in each stage and was not, by where they were."""
    most = max((stock.came_in for stock in result.stages), default=0) or 1
    picture.update_layout(xaxis3={"domain": room.came, "range": [0, most * 1.02], "visible": False, "fixedrange": True, "anchor": "y"})
    bars, notes = [], []
    for stock in result.stages:
        if stock.stage not in places:
            continue
        done, to = 0, STAGES.index(stock.stage)
        for origin in sorted(range(len(PLACES)), key=lambda place: (-int(result.flow[place, to]), place)):
            n = int(result.flow[origin, to])
            if n and origin != to:
                bars.append(
                    {
                        "y": places[stock.stage], "base": done, "length": n, "colour": colour_of(PLACES[origin], colours),
                        "who": [PLACES[origin], stock.stage], "hover": move_hover(result, PLACES[origin], stock.stage),
                    }
                )  # fmt: skip
                done += n
        notes.append(theme.note(words.count(stock.came_in), x=done, y=places[stock.stage], xref="x3", colour=colours.text, xshift=8))
    if bars:
        panel_bars(picture, bars, axis="x3", colours=colours)
    return notes, []


def _directed(place: int, *, lower: bool) -> list[int]:
    """The places that are worse, or better, the nearest one first."""
    found = [to for to in STANDING if (STANDING[to] < STANDING[place]) == lower and STANDING[to] != STANDING[place]]
    return sorted(found, key=lambda to: abs(STANDING[to] - STANDING[place]))


def colour_of(place: str, colours) -> str:
    """A stage's own colour; grey outside the population."""
    return theme.STAGES.get(place, colours.neither)


def _names(places, room: Room, colours) -> list[dict]:
    """The stages' names: beside their bars, or above them; and what the two groups of rows are."""
    notes = []
    for stage, y in places.items():
        shift = {"yshift": 21} if room.came is None else {"xshift": 2 - room.left}
        notes.append(theme.note(f"<b>{stage_name(stage)}</b>", x=0, xref="paper", y=y, colour=colours.text, **shift))
    if room.came is not None:
        below = min(y for stage, y in places.items() if stage in OUT)
        quiet = {"x": 0, "xref": "paper", "xshift": 2 - room.left, "colour": colours.quiet, "size": 12}
        notes.append(theme.note(_("The way up"), y=-0.5, yshift=14, **quiet))
        notes.append(theme.note(_("The way out, and back"), y=below, yshift=27, **quiet))
    return notes


def _between(places, colours) -> dict:
    """The rule between the way up and the way out."""
    below = min(y for stage, y in places.items() if stage in OUT)
    line = {"color": colours.rule, "width": 1}
    return {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": below - 1.02, "y1": below - 1.02, "yref": "y", "line": line}


def _heads(result, room: Room, colours) -> list[dict]:
    """What the panels are."""
    then, now = day_words(result.then, result), day_words(result.now, result)
    narrow = room.came is None
    line = _("line: {day}") if narrow else _("upright line: {day}; then the change")
    share = _("% of {day}") if narrow else _("% of those there on {day}, 95\u00a0% interval")
    place = {"yref": "paper", "y": 1}
    first = {"x": room.stock[0], "xref": "paper", **place}
    notes = [
        theme.note(f"<b>{_('Now') if narrow else _('In it on {day}').format(day=now)}</b>", colour=colours.text, yshift=36, **first),
        theme.note(line.format(day=then), colour=colours.quiet, size=12, yshift=18, **first),
    ]
    middle = {"x": 0, "xref": "x2", **place}
    worse, better = (_("← Worse"), _("Better →")) if narrow else (_("← Worse off"), _("Better off →"))
    left, right = {"xanchor": "right", "xshift": -10}, {"xanchor": "left", "xshift": 10}
    notes += [
        theme.note(f"<b>{worse}</b>", colour=colours.text, yshift=36, **middle, **left),
        theme.note(share.format(day=then), colour=colours.quiet, size=12, yshift=18, **middle, **left),
        theme.note(f"<b>{better}</b>", colour=colours.text, yshift=36, **middle, **right),
    ]
    if not narrow:
        third = {"x": room.came[0], "xref": "paper", **place}
        notes += [
            theme.note(_("colour: where they went"), colour=colours.quiet, size=12, yshift=18, **middle, **right),
            theme.note(f"<b>{_('Came in since')}</b>", colour=colours.text, yshift=36, **third),
            theme.note(_("colour: where from; grey: new"), colour=colours.quiet, size=12, yshift=18, **third),
        ]
    return notes


def _stock_hover(result, stock) -> str:
    lines = [
        f"<b>{stage_name(stock.stage)}</b>",
        _("{n} on {day}").format(n=words.count(stock.now), day=words.day(result.now)),
        _("{n} on {day}").format(n=words.count(stock.then), day=words.day(result.then)),
        _("{n} of them on both days").format(n=words.count(stock.stayed)),
        _("Click for the list"),
    ]
    return "<br>".join(lines)


def move_hover(result, came_from: str, went_to: str) -> str:
    """A move for the pointer: its people, their share with its interval, the days."""
    n = int(result.flow[PLACES.index(came_from), PLACES.index(went_to)])
    title = f"<b>{came_from_name(came_from)} → {went_to_name(went_to)}</b>"
    if came_from == PLACES[OUTSIDE]:
        share = words.count(n)
    else:
        share = part_words(result.matrix[STAGES.index(came_from)].parts[PLACES.index(went_to)])
    days = _("{first} to {last}").format(first=words.day(result.then), last=words.day(result.now))
    return "<br>".join([title, share, days, _("Click for the list")])


def stage_ledger_alt(result) -> str:
    """The ledger in words, for those who don't see it."""
    parts = []
    for stage in rows(result):
        stock = result.stages[STAGES.index(stage)]
        said = _("{stage} {now}, {then} before").format(stage=stage_name(stage), now=words.count(stock.now), then=words.count(stock.then))
        turns = [
            form.format(share=words.share(turn.share, *ends(turn)))
            for form, turn in ((_("{share} of them worse off"), stock.worse), (_("{share} better off"), stock.better))
            if turn is not None and evidence.strength(turn.of) != "none"
        ]
        parts.append(", ".join([said, *turns]))
    return _("People by stage on {now} and on {then}: {parts}.").format(
        now=words.day(result.now), then=words.day(result.then), parts="; ".join(parts)
    )


def stage_ledger_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a stage."""
    turns = [f"{name}_{which}" for which in ("worse", "better") for name in ("n", "share", "low", "high")]
    found = []
    for stock in result.stages:
        cells = [getattr(turn, name) if turn else None for turn in (stock.worse, stock.better) for name in ("n", "share", "low", "high")]
        found.append((stock.stage, stock.now, stock.then, stock.change, stock.stayed, stock.came_in, *cells))
    return ("stage", result.now.isoformat(), result.then.isoformat(), "change", "stayed", "came_in", *turns), found
