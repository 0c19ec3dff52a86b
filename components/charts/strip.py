"""One person's stages as a strip, days with an order as ticks below it, what has not been observed yet dashed."""

from datetime import date

import plotly.graph_objects as go

from analysis.calendar import day_number, day_of, first_day, number
from components import words
from components.charts import theme
from components.language import _, ngettext
from components.sentences.moves import within
from components.sentences.stages import stage_name

HEIGHT, RIGHT, RIGHT_NARROW = 150, 132, 4
#: The strip and the ticks below it, from the top down.
TOP, FOOT, TICKS, TICKS_FOOT = 0.0, 1.0, 1.35, 1.75
#: The future takes this part of the width at most, and at least.
MOST_AHEAD, LEAST_AHEAD = 0.3, 0.06
CHARACTER = 6.6


def _ends(person) -> tuple[int, int, int]:
    """The first day drawn, the last observed, and the last drawn; days since 1970-01-01."""
    days = [stretch.first for stretch in person.stretches] + list(person.orders) + list(person.contacts)
    end = day_number(person.as_of)
    begin = min([day_number(day) for day in days], default=end) - 1
    coming = [day_number(day) for day in (person.at_risk_from, person.abandoned_from) if day is not None]
    span = max(end - begin, 30)
    ahead = max([day - end for day in coming], default=0) * 1.15
    return begin, end, end + round(min(max(ahead, LEAST_AHEAD * span), MOST_AHEAD * span))


def strip(person, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw the strip.

    Parameters
    ----------
    person : analysis.one_person.OnePerson
    dark : bool
        The theme.
    narrow : bool
        For a phone.
    """
    colours, right = theme.tokens(dark), RIGHT_NARROW if narrow else RIGHT
    picture = theme.figure(dark, height=HEIGHT, left=4, right=right, top=26, bottom=26)
    begin, end, far = _ends(person)
    pixels = (350 if narrow else 1160 - RIGHT) / max(far - begin, 1)
    notes, free = [], -1.0
    for stretch in person.stretches:
        first, after = day_number(stretch.first), day_number(stretch.last) + 1
        picture.add_scatter(
            x=[first, after, after, first], y=[TOP, TOP, FOOT, FOOT], mode="lines", line={"width": 0}, fill="toself",
            fillcolor=theme.STAGES[stretch.stage], hoveron="fills", hoverinfo="text", name="", text=_hover(stretch),
        )  # fmt: skip
        name = within(stretch.stage)
        # A name goes on over the next ones, but never over another's.
        if first * pixels >= free and (after - first) * pixels >= 0.6 * CHARACTER * len(name):
            notes.append(theme.note(name, x=first, y=TOP, colour=colours.text, yshift=12, size=12))
            free = first * pixels + CHARACTER * len(name) + 8
    _ticks(picture, person, colours)
    dashed = {"color": colours.baseline, "width": 1.5, "dash": "dash"}
    shapes = [{"type": "rect", "x0": end + 1, "x1": far, "y0": TOP, "y1": FOOT, "line": dashed, "fillcolor": "rgba(0,0,0,0)"}]
    for day, stage in ((person.at_risk_from, "at_risk"), (person.abandoned_from, "abandoned")):
        if day is not None and day_number(day) < far:
            line = {"color": theme.STAGES[stage], "width": 3, "dash": "dot"}
            shapes.append({"type": "line", "x0": day_number(day), "x1": day_number(day), "y0": TOP, "y1": FOOT, "line": line})
    if not narrow:
        beside = {"x": 1, "xref": "paper", "xshift": 8, "colour": colours.quiet, "size": 12}
        notes += [
            theme.note(_("stage by the rule;<br>dashed: still to come"), y=(TOP + FOOT) / 2, **beside),
            theme.note(_orders(person), y=(TICKS + TICKS_FOOT) / 2, **beside),
        ]
    months = _months(begin, end, 4 if narrow else 8)
    picture.update_xaxes(
        range=[begin, far], tickvals=[day_number(day) for day in months], tickangle=0,
        ticktext=[words.period_short(f"{day:%Y-%m}", "month") for day in months],
    )  # fmt: skip
    picture.update_yaxes(range=[TICKS_FOOT + 0.1, TOP - 0.05], visible=False)
    picture.update_layout(hovermode="closest", annotations=notes, shapes=shapes)
    return picture


def _hover(stretch) -> str:
    days = _("{first} to {last}").format(first=words.day(stretch.first), last=words.day(stretch.last))
    return f"<b>{stage_name(stretch.stage)}</b><br>{days}"


def _ticks(picture, person, colours) -> None:
    """Days with an order as ticks, contacts as rings, cancellations as crosses."""
    middle = (TICKS + TICKS_FOOT) / 2
    for days, symbol, said in (
        (person.contacts, "circle-open", _("in contact")),
        (person.cancellations, "x", _("cancelled")),
        (person.orders, "line-ns", _("ordered")),
    ):
        if days:
            size = 13 if symbol == "line-ns" else 8
            picture.add_scatter(
                x=[day_number(day) for day in days],
                y=[middle] * len(days),
                mode="markers",
                marker={"symbol": symbol, "size": size, "color": colours.text, "line": {"width": 2, "color": colours.text}},
                hovertext=[f"{words.day(day)}<br>{said}" for day in days],
                hoverinfo="text",
                name="",
            )


def _orders(person) -> str:
    orders = ngettext("{n} day with an order", "{n} days with an order", len(person.orders)).format(n=words.count(len(person.orders)))
    return orders + ("<br>" + _("rings: contacts") if person.contacts else "")


def _months(begin: int, end: int, most: int) -> list[date]:
    """Firsts of months, evenly apart, as many as there is room for."""
    first, last = number(day_of(begin), "month") + 1, number(day_of(end), "month")
    step = max(1, -(-(last - first + 1) // most))
    step = next((length for length in (1, 2, 3, 6, 12) if length >= step), 12 * -(-step // 12))
    return [first_day(month, "month") for month in range(first, last + 1) if month % step == 0 or step == 1]


def strip_alt(person) -> str:
    """The strip in words, for those who don't see it."""
    parts = [
        _("{stage} from {first} to {last}").format(
            stage=within(stretch.stage), first=words.day(stretch.first), last=words.day(stretch.last)
        )
        for stretch in person.stretches[-12:]
    ]
    return _("Stages of one person by the rule, the newest last: {parts}; {n} days with an order.").format(
        parts="; ".join(parts) or _("none"), n=words.count(len(person.orders))
    )


def strip_data(person) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the strip: a row a stretch."""
    return ("stage", "first_day", "last_day"), [(s.stage, s.first.isoformat(), s.last.isoformat()) for s in person.stretches]
