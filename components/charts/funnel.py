"""The funnel: who entered each stage, which way they left it, and after how long; what is not over yet is hatched."""

import plotly.graph_objects as go

from analysis import evidence
from analysis.stages import STAGES
from components import words
from components.charts import theme
from components.charts.dots import Dot, Line, dots
from components.charts.stage_ledger import NARROW, OUT, UP, Room, panel_bars
from components.language import _
from components.sentences.funnel import ENTERED, NOW, became_name, exit_named, part_name, time_words
from components.sentences.stages import stage_name
from components.sentences.ways import span

WIDE = Room(row=42, left=128, top=60, bottom=26, stock=(0, 0.33), turned=(0.395, 0.72), came=(0.78, 0.95), width=1024)
WORSE, BETTER = ("down", "out"), ("up", "back")
#: How far a time stands from its row's middle.
ASIDE = 0.17
#: Pixels of a letter of a number at a bar's end.
DIGIT = 6.6


def rows(result) -> dict[str, float]:
    """Each stage's place down the picture; a stage that nobody ever entered has none."""
    there = {stay.stage for stay in result.stages if stay.entered}
    up, out = ([stage for stage in group if stage in there] for group in (UP, OUT))
    between = 1.0 if up and out else 0.0
    return {stage: float(place) for place, stage in enumerate(up)} | {stage: len(up) + between + place for place, stage in enumerate(out)}


def funnel(result, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw it; each bar answers a click with its stage and what became of its people.

    Parameters
    ----------
    result : analysis.funnel.Funnel
    dark : bool
        The theme.
    narrow : bool
        For a phone: names above the bars, without the times.
    """
    room, colours, places = NARROW if narrow else WIDE, theme.tokens(dark), rows(result)
    foot = max(places.values()) + 0.5
    picture = theme.figure(
        dark, height=room.top + room.bottom + round(room.row * (foot + 0.5)), left=room.left, right=4, top=room.top, bottom=room.bottom
    )
    picture.update_layout(barmode="overlay", hovermode="closest")
    picture.update_yaxes(range=[foot, -0.5], visible=False)
    stays = [stay for stay in result.stages if stay.stage in places]
    notes = [*_names(stays, places, room, colours), *_heads(result, room, colours)]
    notes += _entered(picture, stays, places, room, colours)
    notes += _turned(picture, result, stays, places, room, colours)
    if room.came:
        notes += _after(picture, stays, places, room, colours)
    foot_line = {"type": "line", "x0": 0, "x1": 0, "xref": "x2", "y0": -0.5, "y1": foot, "yref": "y"}
    picture.update_layout(annotations=notes, shapes=[{**foot_line, "line": {"color": colours.quiet, "width": 1}}])
    return picture


def _colour(name: str, colours) -> str:
    """Worse is brown and better blue; the extreme is the stronger."""
    return dict(zip(("out", "down", "back", "up"), colours.satisfaction, strict=True))[name]


def _bars(picture, bars: list[dict], axis: str, colours) -> None:
    """Bars of a panel, those of stays that are not over hatched."""
    pattern = {
        "shape": ["/" if bar.get("open") else "" for bar in bars],
        "fgcolor": [bar["colour"] for bar in bars],
        "bgcolor": [colours.page] * len(bars),
        "fillmode": "replace",
        "size": 6,
    }
    panel_bars(picture, bars, axis=axis, colours=colours, pattern=pattern)


def _entered(picture, stays, places, room: Room, colours) -> list[dict]:
    """How often each stage was entered: who has left it again, and hatched who is there."""
    most = max(stay.entered for stay in stays)
    wide = (room.stock[1] - room.stock[0]) * room.width
    # Room for the numbers at the bars' ends.
    needs = [DIGIT * len(words.count(stay.entered) + _there(stay)) if room.came else 0 for stay in stays]
    end = max(most, *(stay.entered * wide / (wide - need) for stay, need in zip(stays, needs, strict=True)))
    picture.update_layout(xaxis={"domain": room.stock, "range": [0, end * 1.01], "visible": False, "fixedrange": True})
    bars, notes = [], []
    for stay in stays:
        colour, gone = theme.STAGES[stay.stage], stay.entered - stay.now
        own = {"y": places[stay.stage], "colour": colour}
        if gone:
            bars.append({**own, "base": 0, "length": gone, "who": [stay.stage, ENTERED], "hover": _hover(stay)})
        if stay.now:
            there = {"open": True, "line": colour, "who": [stay.stage, NOW]}
            bars.append({**own, "base": gone, "length": stay.now, "hover": _hover(stay), **there})
        if room.came:
            text = f"<b>{words.count(stay.entered)}</b>&nbsp; <span style='color:{colours.quiet}'>{_there(stay)}</span>"
            notes.append(theme.note(text, x=stay.entered, y=places[stay.stage], xref="x", xshift=9, colour=colours.text))
    _bars(picture, bars, "x", colours)
    return notes


def _there(stay) -> str:
    return _("{n} there").format(n=words.count(stay.now))


def _turned(picture, result, stays, places, room: Room, colours) -> list[dict]:
    """Which way they left: worse to the left, better to the right, as shares of those who entered."""
    bars, notes, ends = [], [], []
    for stay in stays:
        strength = evidence.strength(stay.entered)
        if strength == "none" or stay.worse.share is None:
            why = _("fewer than 5") if strength == "none" else _("too early")
            notes.append(theme.note(why, x=0, y=places[stay.stage], xref="x2", colour=colours.quiet, size=12, xshift=8))
            continue
        opacity = theme.PALE if strength == "thin" else 1
        for sign, names, whole in ((-1, WORSE, stay.worse), (1, BETTER, stay.better)):
            done = 0.0
            for name in names:
                one = exit_named(stay, name)
                if one.share:
                    bars.append(
                        {
                            "y": places[stay.stage], "base": sign * done, "length": sign * 100 * one.share, "opacity": opacity,
                            "colour": _colour(name, colours), "who": [stay.stage, name], "hover": _exit_hover(stay, name),
                        }
                    )  # fmt: skip
                    done += 100 * one.share
            if whole.ended:
                ends.append((places[stay.stage], sign, whole))
    worse = max((100 * whole.high for _y, sign, whole in ends if sign < 0), default=20)
    better = max((100 * whole.high for _y, sign, whole in ends if sign > 0), default=20)
    pixels, number = (room.turned[1] - room.turned[0]) * room.width, 34
    scale = (worse + better) / max(pixels - 2 * number, 1)
    left, right = -worse - number * scale, better + number * scale
    step = 20 if worse + better <= 100 else 50
    ticks = [tick for tick in range(-2 * step, 3 * step, step) if left + 2 <= tick <= right - 2]
    picture.update_layout(
        xaxis2={
            "fixedrange": True, "showgrid": True, "gridcolor": colours.rule, "zeroline": False, "ticks": "", "anchor": "y",
            "domain": room.turned, "range": [left, right], "tickvals": ticks, "tickfont": {"color": colours.quiet, "size": 12},
            "ticktext": [_("0\u00a0%") if not tick else words.count(abs(tick)) for tick in ticks],
        }
    )  # fmt: skip
    if bars:
        _bars(picture, bars, "x2", colours)
    _whiskers(picture, ends, colours)
    for y, sign, whole in ends:
        text = words.share(whole.share).partition(words.SPACE)[0]
        side = {"xanchor": "right" if sign < 0 else "left", "xshift": 7 * sign}
        notes.append(theme.note(text, x=100 * sign * whole.high, y=y, xref="x2", colour=colours.text, **side))
    return notes


def _whiskers(picture, ends, colours) -> None:
    under = {"color": theme.faded(colours.page, 0.6), "thickness": 3, "width": 5}
    for look in (under, {"color": colours.text, "thickness": 1.5, "width": 4}):
        picture.add_scatter(
            x=[100 * sign * whole.share for _y, sign, whole in ends],
            y=[y for y, _sign, _whole in ends],
            xaxis="x2",
            mode="markers",
            marker={"size": 0.1, "opacity": 0},
            hoverinfo="skip",
            error_x={
                "type": "data", "symmetric": False, **look,
                "array": [100 * (whole.high - whole.share if sign > 0 else whole.share - whole.low) for _y, sign, whole in ends],
                "arrayminus": [100 * (whole.share - whole.low if sign > 0 else whole.high - whole.share) for _y, sign, whole in ends],
            },
        )  # fmt: skip


def _after(picture, stays, places, room: Room, colours) -> list[dict]:
    """Days within which half of those who left so had left: better above, worse below it."""
    points = []
    for stay in stays:
        if evidence.strength(stay.entered) == "none":
            continue
        for whole, aside, colour in ((stay.better, -ASIDE, colours.satisfaction[3]), (stay.worse, ASIDE, colours.satisfaction[0])):
            if whole.after.days is not None and whole.ended >= evidence.NO_VALUE_BELOW:
                points.append((places[stay.stage] + aside, whole, colour, stay))
    most = max((whole.after.high for _y, whole, _c, _s in points), default=30)
    picture.update_layout(
        xaxis3={
            "fixedrange": True, "showgrid": True, "gridcolor": colours.rule, "zeroline": False, "ticks": "", "anchor": "y",
            "domain": room.came, "range": [0, most * 1.04], "nticks": 4, "tickfont": {"color": colours.quiet, "size": 12}, "tickangle": 0,
        }
    )  # fmt: skip
    for y, whole, colour, stay in points:
        after, hollow = whole.after, whole.name == "worse"
        picture.add_scatter(
            x=[after.days], y=[y], xaxis="x3", mode="markers", cliponaxis=False,
            opacity=theme.PALE if evidence.strength(whole.ended) == "thin" else 1,
            marker={"size": 8, "color": colours.page if hollow else colour, "line": {"color": colour, "width": 1.5}},
            error_x={
                "type": "data", "symmetric": False, "array": [after.high - after.days], "arrayminus": [after.days - after.low],
                "color": colour, "thickness": 1.5, "width": 0,
            },
            hovertext=[_after_hover(stay, whole)], hovertemplate="%{hovertext}<extra></extra>",
        )  # fmt: skip
    return [
        theme.note(words.count(whole.after.days), x=whole.after.high, y=y, xref="x3", xshift=8, size=11, colour=colours.quiet)
        for y, whole, _colour, _stay in points
    ]


def _names(stays, places, room: Room, colours) -> list[dict]:
    if room.came:
        texts, shift = [f"<b>{stage_name(one.stage)}</b>" for one in stays], {"xshift": 2 - room.left}
    else:
        quiet = f"<span style='color:{colours.quiet}'>"
        texts = [f"<b>{stage_name(one.stage)}</b>&nbsp; {words.count(one.entered)}&nbsp; {quiet}{_there(one)}</span>" for one in stays]
        shift = {"yshift": 21}
    place = {"x": 0, "xref": "paper", "colour": colours.text, **shift}
    return [theme.note(text, y=places[one.stage], **place) for text, one in zip(texts, stays, strict=True)]


def _heads(result, room: Room, colours) -> list[dict]:
    narrow = room.came is None
    top = {"yref": "paper", "y": 1}
    first, middle = {"x": room.stock[0], "xref": "paper", **top}, {"x": 0, "xref": "x2", **top}
    left, right = {"xanchor": "right", "xshift": -10}, {"xanchor": "left", "xshift": 10}
    bold = {"colour": colours.text, "yshift": 36}
    quiet = {"colour": colours.quiet, "size": 12, "yshift": 18}
    entered = _("Entered") if result.since is None else _("Entered since {day}").format(day=words.day_short(result.since))
    share = _("% of them") if narrow else _("% of those who entered, within {span}").format(span=span(result.horizon_days))
    worse, better = (_("← Worse"), _("Better →")) if narrow else (_("← Left for the worse"), _("For the better →"))
    notes = [
        theme.note(f"<b>{entered}</b>", **bold, **first),
        theme.note(_("hatched: there") if narrow else _("times; hatched: still there"), **quiet, **first),
        theme.note(f"<b>{worse}</b>", **bold, **middle, **left),
        theme.note(share, **quiet, **middle, **left),
        theme.note(f"<b>{better}</b>", **bold, **middle, **right),
    ]
    if not narrow:
        third = {"x": room.came[0], "xref": "paper", **top}
        notes.append(theme.note(f"<b>{_('Half of these within')}</b>", **bold, **third))
        notes.append(theme.note(_("days; ● better ○ worse"), **quiet, **third))
    return notes


def _hover(stay) -> str:
    lines = [
        f"<b>{stage_name(stay.stage)}</b>",
        _("entered {n} times, by {people} people").format(n=words.count(stay.entered), people=words.count(stay.customers)),
        _("{n} still there").format(n=words.count(stay.now)),
        _("half had left after {time}").format(time=time_words(stay.median)) if stay.median.days is not None else "",
        _("Click for the list"),
    ]
    return "<br>".join(line for line in lines if line)


def _exit_hover(stay, name: str) -> str:
    one = exit_named(stay, name)
    lines = [
        f"<b>{stage_name(stay.stage)}: {became_name(name, stay.stage)}</b>",
        _("{share} within {span}").format(share=words.share(one.share, one.low, one.high), span=span(stay.horizon_days)),
        _("{n} of {of} so far").format(n=words.count(one.ended), of=words.count(stay.entered)),
        _("half of these within {time}").format(time=time_words(one.after)) if one.after.days is not None else "",
        _("Click for the list"),
    ]
    return "<br>".join(line for line in lines if line)


def _after_hover(stay, whole) -> str:
    way = _("left for the better") if whole.name == "better" else _("left for the worse")
    said = _("half of the {n} who did, within {time}").format(n=words.count(whole.ended), time=time_words(whole.after))
    return f"<b>{stage_name(stay.stage)}: {way}</b><br>{said}"


def funnel_alt(result) -> str:
    """The funnel in words, for those who don't see it."""
    parts = []
    for stage in rows(result):
        stay = result.stages[STAGES.index(stage)]
        said = _("{stage} entered {n} times, {now} there").format(
            stage=stage_name(stage), n=words.count(stay.entered), now=words.count(stay.now)
        )
        if evidence.strength(stay.entered) != "none" and stay.worse.share is not None:
            said += _(", {worse} left for the worse, {better} for the better").format(
                worse=words.share(stay.worse.share, stay.worse.low, stay.worse.high),
                better=words.share(stay.better.share, stay.better.low, stay.better.high),
            )
        parts.append(said)
    return _("Stages: {parts}.").format(parts="; ".join(parts))


def funnel_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the funnel: a row a stage and direction."""
    shares = ("share", f"low_{result.level}", f"high_{result.level}", "half_after_days", "half_after_low", "half_after_high")
    found = [
        (
            *(stay.stage, stay.entered, stay.customers, stay.now, stay.horizon_days, one.name, one.ended),
            *(one.share, one.low, one.high, one.after.days, one.after.low, one.after.high),
        )
        for stay in result.stages
        for one in stay.left
    ]
    return ("stage", "entered", "people", "now", "within_days", "left", "times", *shares), found


def parts(result, field: str, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw how many of each part reached loyalty; hollow where it is not known to the end."""
    unit = _("% who reached loyalty within {span} of their first order, {level} interval; hollow: so far").format(
        span=span(result.horizon_days), level=words.share(result.level)
    )
    return dots(_lines(result, field), unit=unit, dark=dark, per_cent=True, narrow=narrow)


def _lines(result, field: str) -> list[Line]:
    found = []
    for part in result.parts:
        ends = () if part.share is None else (part.share, part.low, part.high)
        name = part_name(part, field)
        hover = "<br>".join(
            [
                f"<b>{words.escape_html(name)}</b>",
                words.share(*ends) if ends else "",
                _("{k} of {n} counted, {customers} in all").format(
                    k=words.count(part.reached), n=words.count(part.counted), customers=words.customers(part.customers)
                ),
                _("so far") if part.so_far else "",
            ]
        )
        label = _("{share}\u00a0 n {n}").format(share=words.share(part.share), n=words.count(part.counted)) if ends else ""
        dot = Dot(value=100 * (part.share or 0), low=100 * (part.low or 0), high=100 * (part.high or 0), n=part.counted, label=label,
                  hover=hover, hollow=part.so_far, key="cohort" if part.value is None else part.value)  # fmt: skip
        found.append(Line(name=name, dots=(dot,) if ends else ()))
    return found


def parts_alt(result, field: str) -> str:
    """The parts in words, for those who don't see them."""
    told = "; ".join(
        f"{part_name(part, field)}: {words.share(part.share, part.low, part.high)}{' ' + _('so far') if part.so_far else ''}"
        for part in result.parts
        if evidence.strength(part.counted) != "none"
    )
    return _("Share who reached loyalty by group: {told}.").format(told=told or _("too few everywhere"))


def parts_data(result, field: str) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the parts."""
    ends = (f"low_{result.level}", f"high_{result.level}")
    found = [
        ("all others" if part.value is None else part.value, part.customers, part.counted, part.reached, part.share, part.low, part.high,
         "so far" if part.so_far else "complete" if part.complete else "those followed")
        for part in result.parts
    ]  # fmt: skip
    return (field or "cohort", "customers", "counted", "reached", "share", *ends, "state"), found
