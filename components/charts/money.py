"""What customers bring by age: a line with its interval, small ones for orders and their worth, and a change split in its parts."""

from dataclasses import dataclass
from math import ceil, floor, log10

import plotly.graph_objects as go

from analysis import evidence
from components import words
from components.charts import by_age, theme
from components.language import _
from components.sentences import amounts
from components.sentences.money import RETAINED, in_age, ranged
from components.sentences.tenure import a_period, no_cents, stretch
from components.sentences.who import group_name

SMALL, SPLIT = 230, 300
LEFT = 44
#: The main picture and the two small ones; and what is added up.
ORDERS, AVERAGE, SO_FAR = "orders", "average_order", "so_far"
LONGEST = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One age as `by_age` draws it: in hundredths of the axis' unit, for it draws per cents; `at_risk` is how many carry it."""

    age: int
    at_risk: int
    rate: float
    low: float
    high: float


def _found(point, what: str):
    return {
        "revenue": point.revenue,
        RETAINED: point.net_retention,
        ORDERS: point.orders_per_active,
        AVERAGE: point.average_order,
        SO_FAR: point.so_far,
    }[what]


def _carrying(point, what: str) -> int:
    """Those who ordered carry what is brought in an age; all who joined carry what is added up."""
    return point.customers if what == SO_FAR else point.active


def _points(result, ages, what: str) -> list:
    first = {SO_FAR: 0, RETAINED: result.base_age + 1}.get(what, 1)
    return [
        point
        for point in ages
        if point.age >= first and evidence.strength(_carrying(point, what)) != "none" and _whole(_found(point, what))
    ]


def _whole(found) -> bool:
    return found is not None and found.low is not None and found.low == found.low


def _scale(result, what: str) -> float:
    """From a value to hundredths of the axis' unit."""
    if what == RETAINED:
        return 1.0
    return 0.01 if what == ORDERS else 0.01 / amounts.minor_units(result.currency)


def drawn(result, what: str = "revenue") -> bool:
    """Whether there is any age to draw."""
    return bool(_points(result, result.ages, what))


def _marks(result, ages, what: str) -> list[Mark]:
    scale = _scale(result, what)
    return [
        Mark(
            age=point.age,
            at_risk=_carrying(point, what),
            rate=scale * _found(point, what).value,
            low=scale * _found(point, what).low,
            high=scale * _found(point, what).high,
        )
        for point in _points(result, ages, what)
    ]


def money(result, what: str, *, dark: bool, height: int = theme.HEIGHT, cost: float | None = None) -> go.Figure:
    """Draw one measure by age.

    Parameters
    ----------
    result : analysis.money.Brought
    what : {"revenue", "retained", "orders", "average_order", "so_far"}
    dark : bool
        The theme.
    height : int
    cost : float, optional
        Minor units: a line at what must come in to pay for winning a customer.
    """
    colours = theme.tokens(dark)
    marks = _marks(result, result.ages, what)
    picture = theme.figure(dark, height=height, left=LEFT, right=by_age.BARE, top=by_age.TOP, bottom=by_age.BOTTOM)
    joined = any(evidence.strength(mark.at_risk) == "enough" for mark in marks)
    by_age.draw(picture, marks, [_hover(result, mark.age, what) for mark in marks], colours.groups[0], colours, joined=joined, key=what)
    line = None if cost is None else cost / amounts.minor_units(result.currency)
    _axes(picture, result, marks, least=line)
    picture.add_annotation(theme.unit(unit(result, what), dark, left=LEFT))
    if line is not None:
        picture.add_hline(y=line, line={"color": colours.baseline, "width": 1.5, "dash": "2px 2px"})
        text = _("pays for winning one: {money}").format(money=amounts.each(round(cost), result.currency))
        theme.label(picture, text, x=1, xref="paper", y=line, xanchor="right", yshift=9, colour=colours.quiet)
    _nothing(picture, marks, colours)
    firm = [mark for mark in marks if evidence.strength(mark.at_risk) == "enough"]
    if what in ("revenue", SO_FAR) and firm:
        end = firm[-1]
        text = f"<b>{ranged(_found(result.ages[end.age], what), result.currency)}</b>"
        high = max(100 * mark.high for mark in marks if mark.age >= end.age - 0.35 * (end.age - marks[0].age))
        theme.label(picture, text, x=end.age, y=high, yshift=11, xanchor="right", colour=colours.group_texts[0])
    return picture


def _nothing(picture, marks, colours) -> None:
    if not marks:
        theme.label(picture, _("At no age did five customers order again"), x=0.5, xref="paper", y=0.5, yref="paper", xanchor="center",
                    colour=colours.quiet)  # fmt: skip


def _axes(picture, result, marks, *, least: float | None = None) -> None:
    """Values from zero, or from the lowest loss, in round steps."""
    firm = [mark for mark in marks if evidence.strength(mark.at_risk) != "thin"] or marks
    top = max([100 * mark.high for mark in firm] + [100 * mark.rate for mark in marks] + ([least * 1.1] if least else []), default=1.0)
    bottom = min([100 * mark.low for mark in firm] + [0.0])
    step = round_step(max(top - bottom, 1e-9))
    ticks = [step * place for place in range(floor(bottom / step + 1e-9), ceil(top / step) + 1)]
    digits = max(0, -floor(log10(step) + 1e-9))
    picture.update_yaxes(
        range=[ticks[0], max(ticks[-1], top) * 1.08],
        tickvals=ticks,
        ticktext=[words.decimal(tick, digits) for tick in ticks],
        showgrid=True,
        gridcolor=picture.layout.hoverlabel.bordercolor,
        gridwidth=1,
        ticklabelstandoff=4,
    )
    by_age.ages_axis(picture, sorted({mark.age for mark in marks}) or [1], result.period)
    picture.update_layout(hovermode="x", hoverdistance=-1)


def round_step(span: float) -> float:
    """A round step of which four or so make the span."""
    power = 10.0 ** floor(log10(span / 4))
    return next(power * unit for unit in (1, 2, 5, 10) if span / (power * unit) <= 4.5)


def unit(result, what: str) -> str:
    """What the values are of."""
    level = words.share(result.level)
    code = words.escape_html(result.currency)
    return {
        "revenue": _("{currency} a customer who joined, {every}, with {level} interval"),
        RETAINED: _("% of what the same customers brought at first, with {level} interval"),
        ORDERS: _("Orders a customer who ordered, {every}"),
        AVERAGE: _("{currency} an order"),
        SO_FAR: _("{currency} a customer who joined, added up, with {level} interval"),
    }[what].format(currency=code, every=a_period(result.period), level=level)


def _said(result, point, what: str) -> str:
    found = _found(point, what)
    if what == RETAINED:
        return words.share(found.value, found.low, found.high)
    if what == ORDERS:
        return f"{words.decimal(found.value, 2)} ({words.between(found.low, found.high, 2)})"
    return ranged(found, result.currency)


def _hover(result, age: int, what: str) -> str:
    point = result.ages[age]
    return "<br>".join(
        [
            f"<b>{words.age_name(age, result.period)}</b>",
            _said(result, point, what),
            _("{k} of {n} customers ordered").format(k=words.count(point.active), n=words.count(point.customers)),
            _("{n} cohorts").format(n=words.count(point.cohorts)),
        ]
    )


def money_alt(result, what: str) -> str:
    """The picture in words, for those who don't see it."""
    points = _points(result, result.ages, what)
    if not points:
        return _("At no age did five customers order again.")
    said = "; ".join(f"{words.age_name(point.age, result.period)}: {_said(result, point, what)}" for point in by_age.few_of(points))
    return _("Line by age, {unit}. {values}.").format(unit=unit(result, what), values=said)


def money_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the lines, an age a row; money in whole units of the currency."""
    scale = amounts.minor_units(result.currency)
    names = ("revenue", SO_FAR, AVERAGE, ORDERS, RETAINED)
    headers = ("age", "cohorts", "customers", "ordered", *(f"{name}{end}" for name in names for end in ("", "_low", "_high")), "currency")
    rows = []
    for point in result.ages:
        cells = []
        for name in names:
            found, by = _found(point, name), 1 if name in (ORDERS, RETAINED) else scale
            cells += [None, None, None] if not _whole(found) else [found.value / by, found.low / by, found.high / by]
        rows.append((point.age, point.cohorts, point.customers, point.active, *cells, result.currency))
    return headers, rows


def split(result, *, dark: bool) -> go.Figure:
    """Draw how what a customer brings went from the early stretch to the late one, in two steps that add up."""
    colours = theme.tokens(dark)
    part, found = result.split.parts[0], result.split
    scale = amounts.minor_units(result.currency)
    picture = theme.figure(dark, height=SPLIT, left=LEFT, right=by_age.BARE, top=by_age.TOP, bottom=76)
    names = [
        _("All who were<br>still there,<br>{early}").format(early=stretch(found.early_first, found.early_last, result.period)),
        _("others<br>left"),
        _("the same<br>changed"),
        _("Those who<br>stayed,<br>{late}").format(late=stretch(found.late_first, found.late_last, result.period)),
    ]
    level = [part.early, part.leaving, part.own, part.late_stayed]
    base = [0.0, part.early.value / scale, part.early_stayed.value / scale, 0.0]
    up, down = colours.categories[8], colours.categories[7]
    colour = [colours.block, up if part.leaving.value >= 0 else down, up if part.own.value >= 0 else down, colours.block]
    picture.add_bar(
        x=[0, 1, 2, 3],
        y=[one.value / scale for one in level],
        base=base,
        marker={"color": colour},
        width=0.6,
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [(one.high - one.value) / scale for one in level],
            "arrayminus": [(one.value - one.low) / scale for one in level],
            "color": colours.quiet,
            "thickness": 1.5,
            "width": 4,
        },
        customdata=[
            [f"<b>{name.replace('<br>', ' ')}</b><br>{ranged(one, result.currency)}"] for name, one in zip(names, level, strict=True)
        ],
        hovertemplate="%{customdata[0]}<extra></extra>",
        name="split",
    )
    ends = [(start + one.low / scale, start + one.high / scale) for start, one in zip(base, level, strict=True)]
    top, bottom = max(high for _low, high in ends), min(0.0, *(low for low, _high in ends))
    step = round_step(top - bottom)
    ticks = [step * place for place in range(floor(bottom / step + 1e-9), ceil(top / step) + 1)]
    digits = max(0, -floor(log10(step) + 1e-9))
    picture.update_yaxes(
        range=[ticks[0], ticks[-1] * 1.12], tickvals=ticks, ticktext=[words.decimal(tick, digits) for tick in ticks], showgrid=True,
        gridcolor=colours.rule, ticklabelstandoff=4,
    )  # fmt: skip
    picture.update_xaxes(range=[-0.5, 3.5], tickvals=[0, 1, 2, 3], ticktext=names, tickangle=0)
    whole = no_cents(level, result.currency)
    for place, (one, (_low, high)) in enumerate(zip(level, ends, strict=True)):
        sign = "+" if place in (1, 2) and one.value > 0 else ""
        text = f"<b>{sign}{words.money(round(one.value), result.currency, whole=whole)}</b>"
        theme.label(picture, text, x=place, y=high, yshift=11, xanchor="center", colour=colours.text)
    every = a_period(result.period)
    picture.add_annotation(theme.unit(_("{currency} a customer {every}").format(currency=result.currency, every=every), dark, left=LEFT))
    return picture


def split_alt(result) -> str:
    """The picture in words."""
    part = result.split.parts[0]
    early, leaving, own, late = (ranged(one, result.currency) for one in (part.early, part.leaving, part.own, part.late_stayed))
    return _(
        "Four bars: what a customer brought early, {early}; what the leaving of others changed, {leaving}; what changed of those "
        "who stayed, {own}; and what these bring late, {late}."
    ).format(early=early, leaving=leaving, own=own, late=late)


def split_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the bars, of all measures; money in whole units of the currency."""
    scale = amounts.minor_units(result.currency)
    rows = []
    for part in result.split.parts:
        by = 1 if part.measure == "orders" else scale
        for name in ("early", "early_stayed", "late_stayed", "leaving", "own", "total"):
            found = getattr(part, name)
            rows.append((part.measure, name, found.value / by, found.low / by, found.high / by))
    return ("measure", "what", "value", f"low_{result.level}", f"high_{result.level}"), rows


def money_groups(result, *, dark: bool) -> go.Figure:
    """Draw what a customer of each group has brought, added up, at ages that all have reached."""
    colours = theme.tokens(dark)
    picture = theme.figure(dark, height=theme.HEIGHT, left=LEFT, right=by_age.LABELLED, top=by_age.TOP, bottom=by_age.BOTTOM)
    named = iter(zip(colours.groups, colours.group_texts, strict=True))
    scale = 0.01 / amounts.minor_units(result.currency)
    ends, drawn = [], []
    for group in result.groups:
        line, text = (colours.baseline, colours.quiet) if group.value is None else next(named)
        points = [point for point in group.ages if evidence.strength(point.customers) != "none" and point.so_far.low is not None]
        if not points:
            continue
        marks = [
            Mark(
                age=point.age, at_risk=point.customers, rate=scale * point.so_far.value, low=scale * point.so_far.low,
                high=scale * point.so_far.high,
            )
            for point in points
        ]  # fmt: skip
        name = group_name(result.field, group.value)
        name = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
        hovers = [
            f"<b>{words.escape_html(name)}</b>, {words.age_name(point.age, result.period)}<br>{ranged(point.so_far, result.currency)}<br>"
            + _("{n} customers").format(n=words.count(point.customers))
            for point in points
        ]
        by_age.draw(picture, marks, hovers, line, colours, joined=any(m.at_risk >= evidence.FEW_BELOW for m in marks), key=name)
        ends.append((marks[-1].rate, f"<b>{words.escape_html(name)}</b><br>{ranged(points[-1].so_far, result.currency)}", text))
        drawn += marks
    _axes(picture, result, drawn)
    picture.add_annotation(theme.unit(unit(result, SO_FAR), dark, left=LEFT))
    _nothing(picture, drawn, colours)
    _beside(picture, ends)
    return picture


def _beside(picture, ends) -> None:
    """Names at the lines' ends, none on another."""
    plot = theme.HEIGHT - by_age.TOP - by_age.BOTTOM
    low, high = picture.layout.yaxis.range
    floor_, by_height = float("-inf"), sorted(ends)
    for place, (rate, text, colour) in enumerate(by_height):
        wanted = min((100 * rate - low) / (high - low) * plot, plot - (len(ends) - place - 1) * by_age.LABEL_HEIGHT)
        floor_ = max(floor_ + by_age.LABEL_HEIGHT, wanted)
        theme.label(picture, text, x=1, xref="paper", xshift=10, y=0, yref="paper", yshift=floor_, colour=colour)


def money_groups_alt(result) -> str:
    """The picture in words."""
    said = [
        _("{name}: {money} {age}").format(
            name=group_name(result.field, group.value),
            money=ranged(group.ages[-1].so_far, result.currency),
            age=in_age(group.ages[-1].age, result.period),
        )
        for group in result.groups
        if group.ages and evidence.strength(group.ages[-1].customers) != "none"
    ]
    groups = "; ".join(said) or _("too few customers")
    return _("What a customer has brought, added up by age, a line a group. {groups}.").format(groups=groups)


def money_groups_data(result) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the lines; money in whole units of the currency."""
    scale = amounts.minor_units(result.currency)
    rows = [
        (
            group_name(result.field, group.value),
            point.age,
            point.customers,
            *(None if value is None else value / scale for value in (point.so_far.value, point.so_far.low, point.so_far.high)),
            result.currency,
        )
        for group in result.groups
        for point in group.ages
    ]
    return ("group", "age", "customers", "so_far", f"low_{result.level}", f"high_{result.level}", "currency"), rows
