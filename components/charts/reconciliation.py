"""Where a file's money and its rows go: bars that sum exactly, each part with its reason."""

from __future__ import annotations

import math
from dataclasses import dataclass

import plotly.graph_objects as go

from components import words
from components.charts import theme
from components.language import _, ngettext, translated
from components.sentences import amounts, nouns
from models.columns import CUSTOMERS, EMPLOYEES, ORDERS, SPENDING, SURVEY
from models.ingest.reconcile import REFUNDS, TO_FIX, Money, Rows, Step
from models.ingest.values import currency_digits

LEFT, RIGHT = 150, 120
TOP, BOTTOM, BAR, WIDTH = 2, 24, 32, 0.62
ROWS_BAR, ROWS_WIDTH = 37, 0.5
# A part below this share of the whole would be a hair: the axis is cut, if enough of the whole lies below all parts.
THIN, UNCUT = 0.01, 0.6
LABEL_LETTERS, TEXT_LETTERS, LETTER = 21, 20, 6.4  # the last in pixels
FIX, BACK = 1, 0.4  # the second colour of groups; how strong the blue of refunds is


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: from where to where it reaches, in minor units, and what stands beside it."""

    what: str
    label: str
    start: int
    end: int
    orders: int | None
    amount: str
    hover: str


def bars(money: Money, kind: str = ORDERS) -> list[Bar]:
    """Return the bars of a currency, from what is in the file to what will count."""
    total = words.money(money.in_file, money.currency)
    found = [
        Bar(
            what="all",
            label=_("In the file"),
            start=0,
            end=money.in_file,
            orders=None,
            amount=_plain(money.in_file, money.currency),
            hover=f"<b>{words.escape_html(total)}</b><br>{nouns.things(kind, money.orders_in_file)}",
        )
    ]
    left = money.in_file
    steps = list(money.steps)
    if money.unexplained:
        steps.append(Step(reason=_("not explained"), amount=money.unexplained, orders=0))
    for step in steps:
        unknown = step.unknown and not step.amount
        what = {TO_FIX: "fix", REFUNDS: "back"}.get(step.reason, "idle" if step in money.steps else "unexplained")
        found.append(
            Bar(
                what=what,
                label=words.capital(translated(step.reason)),
                start=left,
                end=left - step.amount,
                orders=step.orders,
                amount=_("unknown") if unknown else _plain(-step.amount, money.currency),
                hover=_hover(step, money.currency, what, kind),
            )
        )
        left -= step.amount
    counted = words.money(money.counted, money.currency)
    return [
        *found,
        Bar(
            what="counted",
            label=_("Will count"),
            start=0,
            end=money.counted,
            orders=None,
            amount=_plain(money.counted, money.currency),
            hover=f"<b>{words.escape_html(counted)}</b><br>{nouns.things(kind, money.orders_counted)}",
        ),
    ]


def _plain(minor: int, currency: str) -> str:
    digits = currency_digits(currency)
    return words.decimal(minor / 10**digits, digits)


def _hover(step: Step, currency: str, what: str, kind: str) -> str:
    fate = {
        "fix": _("left out until they are fixed"),
        "back": _("taken off"),
        "unexplained": _("Rapport can’t say where it went"),
    }.get(what, _("kept in sight, never counted"))
    lines = [f"<b>{words.escape_html(words.money(step.amount, currency))}</b>"]
    if step.orders:
        lines.append(
            ngettext("{n} refund", "{n} refunds", step.orders).format(n=words.count(step.orders))
            if what == "back"
            else nouns.things(kind, step.orders)
        )
    if step.unknown:
        lines.append(ngettext("{n} amount can’t be read", "{n} amounts can’t be read", step.unknown).format(n=words.count(step.unknown)))
    return "<br>".join([*lines, fate])


def cut(money: Money) -> int | None:
    """Return where the axis is cut, in minor units; None where it begins at 0.

    It is cut where a part would else be a hair, and most of the money lies below all parts.
    """
    ends = [bar.end for bar in bars(money)]
    lowest = min(ends)
    parts = [abs(step.amount) for step in money.steps if step.amount]
    if not parts or lowest <= UNCUT * money.in_file or min(parts) >= THIN * money.in_file:
        return None
    spread = max(ends) - lowest
    step = 10 ** max(0, math.floor(math.log10(max(spread, 1))) - 1)
    return int((lowest - spread / 4) // step * step)


def money(result: Money, *, dark: bool, kind: str = ORDERS) -> go.Figure:
    """Draw where one currency's money goes: a waterfall that lies on its side.

    Parameters
    ----------
    result : models.ingest.reconcile.Money
    dark : bool
        The theme.
    kind : str
        What a row of the file is about.
    """
    colours = theme.tokens(dark)
    shown = bars(result, kind)
    picture = theme.figure(dark, height=TOP + BOTTOM + BAR * len(shown), left=LEFT, right=RIGHT, top=TOP, bottom=BOTTOM)
    unit = 10 ** currency_digits(result.currency)
    floor = cut(result)
    low = min(0, *(bar.end for bar in shown)) if floor is None else floor
    high = max(0, *(max(bar.start, bar.end) for bar in shown))
    high = high if high > low else low + unit
    fills = _fills(colours)
    for place, bar in enumerate(shown):
        begin, end = max(min(bar.start, bar.end), low), max(bar.start, bar.end)
        hatched = {"shape": "/", "fgcolor": colours.text, "solidity": 0.3} if bar.what == "unexplained" else None
        picture.add_bar(
            x=[(end - begin) / unit],
            base=[begin / unit],
            y=[place],
            orientation="h",
            width=WIDTH,
            marker={"color": fills[bar.what], "line": {"width": 0}, "pattern": hatched},
            customdata=[bar.hover],
            hovertemplate="%{customdata}<extra></extra>",
            name="",
        )
    shapes = [_hairline(bar.end / unit, place, colours) for place, bar in enumerate(shown[:-1])]
    if floor is not None:
        shapes += [_zigzag(low / unit, place, colours.page) for place in (0, len(shown) - 1)]
    symbol = amounts.symbol(result.currency)
    picture.update_layout(
        barmode="overlay",
        shapes=shapes,
        annotations=[note for place, bar in enumerate(shown) for note in _beside(bar, place, colours)],
        # The largest amount ends a hair before the edge, so that its end is seen.
        xaxis={
            "range": [low / unit, (high + (high - low) * 0.004) / unit],
            "showgrid": True,
            "gridcolor": colours.rule,
            "nticks": 5,
            "tickangle": 0,
            "tickformat": ",~f",
            "tickprefix": f"{symbol}{words.SPACE if symbol[-1:].isalpha() else ''}",
            "showtickprefix": "first",
        },
        yaxis={"range": [len(shown) - 0.5, -0.5], "showticklabels": False},
    )
    return picture


def _fills(colours) -> dict[str, str]:
    return {
        "all": colours.baseline,
        "idle": theme.faded(colours.baseline, 0.7),
        "fix": colours.groups[FIX],
        "back": theme.faded(colours.groups[0], BACK),
        "counted": colours.groups[0],
        "unexplained": colours.page,
    }


def _hairline(x: float, place: int, colours) -> dict:
    """Join a bar's end to the next bar."""
    half = WIDTH / 2
    return {"type": "line", "x0": x, "x1": x, "y0": place - half, "y1": place + 1 + half, "line": {"width": 1, "color": colours.quiet}}


def _zigzag(x: float, place: int, colour: str) -> dict:
    """Cut a bar: what is left of it is not to scale."""
    top, middle, foot = place - 0.36, place, place + 0.36
    return {
        "type": "path",
        "path": f"M 5,{top} L 14,{middle} L 5,{foot} L 12,{foot} L 21,{middle} L 12,{top} Z",
        "xsizemode": "pixel",
        "xanchor": x,
        "fillcolor": colour,
        "line": {"width": 0},
    }


def _beside(bar: Bar, place: int, colours) -> list[dict]:
    """The words on the left, from the heading's edge, and the amount on the right."""
    whole = bar.what in ("all", "counted")
    label = _wrapped(bar.label, LABEL_LETTERS)
    if bar.orders:
        label += f' <span style="color:{colours.quiet}">({words.count(bar.orders)})</span>'
    weight = 600 if whole else 400
    left = theme.note(label, x=0, y=place, xref="paper", colour=colours.text, weight=weight, xshift=-LEFT - 2)
    right = theme.note(
        bar.amount, x=1, y=place, xref="paper", xanchor="right", align="right", colour=colours.text, weight=weight, xshift=RIGHT
    )
    return [left, right]


def _wrapped(text: str, letters: int) -> str:
    """Break a long text at the blank nearest its middle; longer ones are cut."""
    text = text if len(text) <= 2 * letters else text[: 2 * letters - 1] + "…"
    if len(text) <= letters or " " not in text:
        return words.escape_html(text)
    blanks = [place for place, letter in enumerate(text) if letter == " "]
    middle = min(blanks, key=lambda place: abs(place - len(text) / 2))
    return f"{words.escape_html(text[:middle])}<br>{words.escape_html(text[middle + 1 :])}"


def money_alt(result: Money, kind: str = ORDERS) -> str:
    """Where the money goes, in words, for those who don't see it."""
    shown = bars(result, kind)
    steps = [
        _("{reason} {amount}").format(reason=bar.label, amount=bar.amount)
        if not bar.orders
        else _("{reason} ({orders}) {amount}").format(reason=bar.label, orders=words.count(bar.orders), amount=bar.amount)
        for bar in shown[1:-1]
    ]
    return _("Where the money goes: {total} in the file; {steps}; {counted} will count.").format(
        total=words.money(result.in_file, result.currency),
        steps=", ".join(steps) or _("nothing is left out"),
        counted=words.money(result.counted, result.currency),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """One step of the rows: its words, and its parts with how many each is."""

    label: str
    parts: tuple[tuple[int, str, str], ...]  # how many, its words, its colour's name

    @property
    def said(self) -> str:
        """The parts that there are, as a sum."""
        return " + ".join(text for number, text, _colour in self.parts if number)


def wholes(result: Rows, kind: str = ORDERS) -> list[Whole]:
    """Return the steps from rows to what counts, and to whom that belongs."""
    count = words.count
    if kind != ORDERS:  # a row is one of them; of some nothing is kept
        kept, gone, read = min(result.things, result.used), max(0, result.used - result.things), _("{n} kept")
    else:
        kept, gone, read = result.used, 0, _("{n} lines") if result.things != result.used else _("{n} read")
    found = [
        Whole(
            label=ngettext("{n} row", "{n} rows", result.rows).format(n=count(result.rows)),
            parts=(
                (kept, read.format(n=count(kept)), "counted"),
                (gone, _("{n} not").format(n=count(gone)), "idle"),
                (result.nothing, _("{n} blank or totals").format(n=count(result.nothing)), "idle"),
                (result.to_fix, _("{n} to fix").format(n=count(result.to_fix)), "fix"),
            ),
        )
    ]
    if kind in (ORDERS, SPENDING):
        found.append(
            Whole(
                label=nouns.things(kind, result.things),
                parts=(
                    (result.counted, _("{n} counted").format(n=count(result.counted)), "counted"),
                    (result.idle, _("{n} not").format(n=count(result.idle)), "idle"),
                ),
            )
        )
    if kind == SPENDING:
        return found
    known, label = result.counted - result.nobody, nouns.things(kind, result.things)
    people = _people(result.people, kind)
    if kind == CUSTOMERS:  # several rows may speak of one customer
        label = ngettext("{n} entry", "{n} entries", result.things).format(n=count(result.things))
    nobody = _("{n} of nobody known").format(n=count(result.nobody))
    if kind == ORDERS:
        label = _("{n} counted").format(n=count(result.counted))
        nobody = ngettext("{n} guest order", "{n} guest orders", result.nobody).format(n=count(result.nobody))
    found.append(Whole(label=label, parts=((known, people, "counted"), (result.nobody, nobody, "back"))))
    return found


def _people(number: int, kind: str) -> str:
    if kind == EMPLOYEES:
        return ngettext("{n} employee", "{n} employees", number).format(n=words.count(number))
    if kind == SURVEY:
        return ngettext("{n} known person", "{n} known people", number).format(n=words.count(number))
    return nouns.things(CUSTOMERS, number)


def rows(result: Rows, *, dark: bool, kind: str = ORDERS) -> go.Figure:
    """Draw where the rows go: each bar is the whole of its step."""
    colours = theme.tokens(dark)
    shown = wholes(result, kind)
    texts = [_in_lines(whole) for whole in shown]
    right = 14 + round(LETTER * max(len(line) for lines in texts for line in lines))
    picture = theme.figure(dark, height=ROWS_BAR * len(shown) + 1, left=LEFT, right=right, top=0, bottom=0)
    fills = _fills(colours)
    for place, whole in enumerate(shown):
        total, begin = sum(number for number, *_rest in whole.parts), 0
        for number, text, what in whole.parts:
            if not number:
                continue
            picture.add_bar(
                x=[number / total],
                base=[begin / total],
                y=[place],
                orientation="h",
                width=ROWS_WIDTH,
                # The page's colour between two parts tells them apart without a colour.
                marker={"color": fills[what], "line": {"width": 1, "color": colours.page}},
                customdata=[f"<b>{words.escape_html(text)}</b><br>{words.share(number / total)}"],
                hovertemplate="%{customdata}<extra></extra>",
                name="",
            )
            begin += number
    notes = []
    for place, (whole, lines) in enumerate(zip(shown, texts, strict=True)):
        words_beside = "<br>".join(words.escape_html(line) for line in lines)
        notes.append(
            theme.note(_wrapped(whole.label, LABEL_LETTERS), x=0, y=place, xref="paper", colour=colours.text, weight=600, xshift=-LEFT - 2)
        )
        notes.append(theme.note(words_beside, x=1, y=place, xref="paper", colour=colours.text, xshift=14))
    picture.update_layout(
        barmode="overlay",
        annotations=notes,
        xaxis={"range": [0, 1], "showticklabels": False},
        yaxis={"range": [len(shown) - 0.5, -0.5], "showticklabels": False},
    )
    return picture


def _in_lines(whole: Whole) -> list[str]:
    """The sum beside a bar: in two lines where one would leave no room for the bar on a phone."""
    parts = [text for number, text, _colour in whole.parts if number]
    if len(parts) < 2 or len(whole.said) <= TEXT_LETTERS:
        return [whole.said]
    return [f"{parts[0]} +", " + ".join(parts[1:])]


def rows_alt(result: Rows, kind: str = ORDERS) -> str:
    """Where the rows go, in words, for those who don't see it."""
    steps = [f"{whole.label}: {whole.said}" for whole in wholes(result, kind) if whole.said]
    return _("Where the rows go: {steps}.").format(steps="; ".join(steps))


def money_data(result: Money, kind: str = ORDERS) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the bars, in whole units of the currency."""
    unit = 10 ** currency_digits(result.currency)
    return ("part", "from", "to", "currency", "orders"), [
        (bar.label, bar.start / unit, bar.end / unit, result.currency, bar.orders) for bar in bars(result, kind)
    ]


def rows_data(result: Rows, kind: str = ORDERS) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the bars of rows."""
    return ("step", "part", "n"), [(whole.label, text, n) for whole in wholes(result, kind) for n, text, _colour in whole.parts if n]
