"""What a customer is worth, as dots: to come with its interval, and so far beside it; and what each way said some time ago."""

from __future__ import annotations

import plotly.graph_objects as go

from analysis.whatif.baseline import Baseline, Worth
from analysis.whatif.tested import NAIVE, ValueTest
from components import words
from components.charts import theme
from components.charts.dots import Dot, Line, dots, told
from components.language import _
from components.sentences import amounts
from components.sentences import value as sentences
from components.sentences import value_beside as beside_sentences


def value(result: Baseline, parts: tuple[Worth, ...], field: str | None, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw a row a stage, or a group.

    Parameters
    ----------
    result : Baseline
    parts : tuple of Worth
        `by_stage` or `by_group`.
    field : str or None
        What the groups are by.
    dark, narrow : bool
    """
    unit = _("{currency} a customer: ● to come within {months}, in today’s money, {level} interval; ○ so far").format(
        currency=words.escape_html(result.currency), months=sentences.horizon(result.months), level=words.share(result.level)
    )
    lines = _lines(result, parts, field)
    return dots(lines, unit=unit, dark=dark, per_cent=False, narrow=narrow, ends=_ends(lines), baseline=0 if _ends(lines)[0] < 0 else None)


def _ends(lines: list[Line]) -> tuple[float, float]:
    """From 0, or from what somebody has cost more than they brought, to a little beyond the highest."""
    shown = [dot for line in lines for dot in line.dots if dot.n >= 5]
    low, high = min([dot.low for dot in shown], default=0.0), max([dot.high for dot in shown], default=1.0)
    return min(1.1 * low, 0.0), 1.05 * max(high, 0.01)


def _lines(result: Baseline, parts: tuple[Worth, ...], field: str | None) -> list[Line]:
    return [
        Line(
            name=sentences.group_name(one.name, field),
            about=_("n\u00a0=\u00a0{n}").format(n=words.count(one.customers)),
            dots=(_ahead(result, one, field), _behind(result, one)),
        )
        for one in parts
        if one.each is not None
    ]


def _ahead(result: Baseline, one: Worth, field: str | None) -> Dot:
    unit = amounts.minor_units(result.currency)
    hover = _("{name}: {each} each to come, {level} interval<br>all {n} together {all}").format(
        name=words.escape_html(sentences.group_name(one.name, field)),
        each=sentences.ranged(one.each, result.currency),
        level=words.share(result.level),
        n=words.count(one.customers),
        all=sentences.ranged(one.to_come, result.currency),
    )
    return Dot(
        value=one.each.value / unit, low=one.each.low / unit, high=one.each.high / unit, n=one.customers,
        label=amounts.each(one.each.value, result.currency), hover=hover, colour=None if field else theme.STAGES[one.name],
    )  # fmt: skip


def _behind(result: Baseline, one: Worth) -> Dot:
    unit, each = amounts.minor_units(result.currency), round(one.each_so_far)
    hover = _("{each} each so far<br>all {n} together {all}").format(
        each=amounts.each(each, result.currency), n=words.count(one.customers), all=sentences.whole(one.so_far, result.currency)
    )
    label = amounts.each(each, result.currency)
    return Dot(value=each / unit, low=each / unit, high=each / unit, n=one.customers, label=label, hover=hover, hollow=True)


def value_alt(result: Baseline, parts: tuple[Worth, ...], field: str | None) -> str:
    """The picture in words."""
    return _("What a customer will bring within {months}, and has brought so far: {rows}.").format(
        months=sentences.horizon(result.months), rows=told(_lines(result, parts, field)) or _("too few customers in each")
    )


def value_data(result: Baseline, parts: tuple[Worth, ...], field: str | None) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture: a row a stage or group, in whole units of the currency."""
    unit, code = amounts.minor_units(result.currency), result.currency
    rows = [
        (sentences.group_name(one.name, field), one.customers, one.each_so_far / unit, one.each.value / unit, one.each.low / unit,
         one.each.high / unit, one.so_far / unit, one.to_come.value / unit)
        for one in parts
        if one.each is not None
    ]  # fmt: skip
    heads = ("name", "customers", f"each_so_far_{code}", f"each_to_come_{code}", "low", "high", f"so_far_{code}", f"to_come_{code}")
    return heads, rows


def said_then(found: ValueTest, *, dark: bool, narrow: bool = False) -> go.Figure:
    """Draw what each way said some time ago; a line where what came stands.

    Parameters
    ----------
    found : ValueTest
    dark, narrow : bool
    """
    unit = _("{currency} in {months} after {day}, net; {level} interval; the line: what came").format(
        currency=words.escape_html(found.currency),
        months=words.periods(found.months, "month"),
        day=words.day(found.until),
        level=words.share(found.level),
    )
    lines = _tests(found)
    high = max(dot.high for line in lines for dot in line.dots)
    came = found.observed / amounts.minor_units(found.currency)
    return dots(lines, unit=unit, dark=dark, per_cent=False, narrow=narrow, baseline=came, ends=(0.0, 1.12 * max(high, 0.01)))


def _tests(tested: ValueTest) -> list[Line]:
    unit = amounts.minor_units(tested.currency)
    n = tested.customers

    def line(name: str, value: float, low: float, high: float, label: str, *, hollow: bool = False, strong: bool = False) -> Line:
        hover = f"{words.escape_html(name)}: {label}"
        return Line(
            name=name, strong=strong,
            dots=(Dot(value=value / unit, low=low / unit, high=high / unit, n=n, label=label, hover=hover, hollow=hollow),),
        )  # fmt: skip

    came = sentences.whole(tested.observed, tested.currency)
    found = [line(_("What came"), tested.observed, tested.observed, tested.observed, came, strong=True)]
    for one in tested.said:
        label, _interval = amounts.estimate(one.value.value, one.value.low, one.value.high, tested.currency)
        found.append(line(beside_sentences.way_name(one.name), one.value.value, one.value.low, one.value.high, label))
    naive = sentences.whole(tested.naive, tested.currency)
    return [*found, line(beside_sentences.way_name(NAIVE), tested.naive, tested.naive, tested.naive, naive, hollow=True)]


def said_then_alt(tested: ValueTest) -> str:
    """The test in words."""
    return _("Said on {day} for the {months} after it, beside what came: {rows}.").format(
        day=words.day(tested.until),
        months=words.periods(tested.months, "month"),
        rows=told(_tests(tested)) or _("too few customers to say"),
    )


def said_then_data(tested: ValueTest) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the test: a row a way, in whole units of the currency."""
    unit = amounts.minor_units(tested.currency)
    rows = [("observed", tested.observed / unit, None, None)]
    rows += [(one.name, one.value.value / unit, one.value.low / unit, one.value.high / unit) for one in tested.said]
    return ("way", f"total_{tested.currency}", "low", "high"), [*rows, (NAIVE, tested.naive / unit, None, None)]
