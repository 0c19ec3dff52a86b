"""Scenarios beside one another in sentences, and what has changed since one was saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from analysis.whatif.levers import BELIEF, GIVEN, LITERATURE, MEASURED, SEGMENT
from components import words
from components.language import _, ngettext
from components.sentences import amounts, levers
from components.sentences.nouns import together
from components.sentences.stages import stage_name

OPTION_NAMES = {
    "months": _("the horizon"),
    "discount_rate": _("the discount"),
    "margin": _("the margin"),
    "service": _("the cost to serve"),
    "newcomers": _("whether newcomers count"),
    "market": _("the size of the market"),
    "seed": _("the draws"),
    "level": _("the level of the intervals"),
}


def compare_quiet(result, *, as_of: date, company: str = "") -> str:
    """Which data, how far ahead, and of what kind the money is (Markdown)."""
    options = result.options
    parts = [words.escape_markdown(company)] if company else []
    parts += [
        _("complete through {day}").format(day=words.day(as_of)),
        words.customers(result.sides[0].outcome.customers),
        _("{months}, discounted at {rate} a year").format(months=months(options.months), rate=words.share(options.discount_rate)),
        _("contribution, {margin} of revenue").format(margin=words.share(options.margin))
        if options.margin < 1
        else _("revenue, no margin set"),
    ]
    line = " · ".join(parts)
    return line if company else words.capital(line)


def months(number: int) -> str:
    """A number of months.

    >>> months(1).replace(words.SPACE, " "), months(36).replace(words.SPACE, " ")
    ('1 month', '36 months')
    """
    return ngettext("{n}\u00a0month", "{n}\u00a0months", number).format(n=words.count(number))


def compare_answer(result) -> str:
    """Which one is worth more, as far as the draws tell (Markdown)."""
    best = result.sides[result.best]
    if not result.apart:
        return " ".join((_alone(result, best), _nothing_missing(result))).strip()
    return " ".join(part for part in (_best(result, best), _next(result), _believed(result), _nothing_missing(result)) if part)


def _name(side) -> str:
    return words.escape_markdown(side.scenario.name)


def _alone(result, side) -> str:
    told = side.outcome.difference
    if told.low == told.value == told.high == 0:
        return _("**{name}** changes nothing.").format(name=_name(side))
    if told.low <= 0 <= told.high:
        form = _("**Whether {name} is worth anything can’t be told**: {value} ({level}: {interval}) within {months}.")
    elif told.value > 0:
        form = _("**{name} is worth {value} more than going on as today** ({level}: {interval}) within {months}.")
    else:
        form = _("**{name} is worth less than going on as today**: {value} ({level}: {interval}) within {months}.")
    return form.format(months=months(result.options.months), **_told(result, side))


def _best(result, side) -> str:
    told = side.outcome.difference
    if told.value <= 0:
        form = _("**None of them looks worth more than going on as today.** The best of them is {name}: {value} ({level}: {interval}).")
    elif told.low <= 0:
        form = _(
            "**{name} looks best: {value} more than today** ({level}: {interval}); whether it is worth more than going on as today "
            "can’t be told."
        )
    else:
        form = _("**{name} looks best: {value} more than today** ({level}: {interval}).")
    return form.format(**_told(result, side))


def _told(result, side) -> dict[str, str]:
    told = side.outcome.difference
    value, interval = amounts.estimate(told.value, told.low, told.high, result.currency)
    return {"name": _name(side), "value": value, "interval": interval, "level": words.share(result.options.level)}


def _next(result) -> str:
    apart = result.apart[0]
    other = _name(result.sides[apart.place])
    if apart.difference.low == apart.difference.value == apart.difference.high == 0:
        return _("{other} comes to the same.").format(other=other)
    value, interval = amounts.estimate(apart.difference.value, apart.difference.low, apart.difference.high, result.currency)
    told = {"value": value, "interval": interval, "other": other, "level": words.share(result.options.level)}
    if not apart.told_apart:
        return _("That is {value} ({interval}) over {other}: **your data can’t tell these two apart**.").format(**told)
    return _("That is {value} ({interval}) over {other}: **more, beyond chance**.").format(**told)


def _believed(result) -> str:
    """What comes between the best and the next is a belief, or a study's."""
    kinds = result.apart[0].kinds
    if BELIEF in kinds:
        return _("What separates them is, in part at least, what you believe.")
    if LITERATURE in kinds:
        return _("What separates them is, in part at least, what studies of other companies found.")
    return ""


def _nothing_missing(result) -> str:
    silent = [_name(side) for side in result.sides if "missing" in side.kinds]
    if not silent:
        return ""
    return ngettext(
        "In {names} a lever has no effect: the data tell nothing of it, and nobody said what they believe.",
        "In {names} levers have no effect: the data tell nothing of them, and nobody said what they believe.",
        len(silent),
    ).format(names=together(silent))


def options_note(result) -> str:
    """Which scenarios were saved with other options than all are reckoned with here (Markdown)."""
    first = _name(result.sides[0])
    return " ".join(
        _("“{name}” was saved with something else as {options}; here it is reckoned as “{first}” is.").format(
            name=words.escape_markdown(name), options=together([OPTION_NAMES[option] for option in options]), first=first
        )
        for name, options in result.otherwise
    )


def picture_title(result) -> str:
    """What the picture shows (Markdown)."""
    return _(
        "**Difference to today after {months}** — thin: {level} interval, thick: middle half, point: most likely; dashed: on a belief"
    ).format(months=months(result.options.months), level=words.share(result.options.level))


def compare_table(result, saved: Sequence[date | datetime | None] = ()) -> tuple[list[str], list[list[str]], set[tuple[int, int]]]:
    """Headers, rows, and the cells that say nothing new: a lever that a scenario leaves as it is."""
    sides, currency = result.sides, result.currency
    rows: list[list[str]] = []
    faint: set[tuple[int, int]] = set()
    rows.append([_("Worth, {months}").format(months=months(result.options.months)), *(worth(side.outcome) for side in sides)])
    rows.append([_("Chance to gain"), *(chance(side.outcome.chance_of_gain) for side in sides)])
    rows.append([_("Paid back, most likely"), *(paid_back(side.outcome) for side in sides)])
    named = dict.fromkeys((setting.lever, setting.target) for side in sides for setting in side.scenario.settings)
    for lever, target in named:
        row = [levers.lever_name(lever) + (f" · {_target(lever, target)}" if target else "")]
        for place, side in enumerate(sides, start=1):
            own = [setting for setting in side.scenario.settings if (setting.lever, setting.target) == (lever, target)]
            row.append("; ".join(amount_and_time(setting, currency) for setting in own) or _("as today"))
            if not own:
                faint.add((len(rows), place))
        rows.append(row)
    rows.append([_("Cost"), *(cost(side.scenario.settings, currency) for side in sides)])
    rows.append([_("Stands on"), *(stands_on(side.outcome) for side in sides)])
    if any(saved):
        rows.append([_("Saved"), *(words.day(day) if day else "" for day in saved)])
    return ["", *(side.scenario.name for side in sides)], rows, faint


def _target(lever: str, target: str) -> str:
    if lever == "retention":
        return levers.target_name(target) if target.startswith(SEGMENT) else stage_name(target)
    return target


def worth(outcome) -> str:
    """A difference with its interval (plain)."""
    told = outcome.difference
    return amounts.ranged(told.value, told.low, told.high, outcome.currency)


def chance(of: float | None) -> str:
    """A chance in whole per cent, never said to be none or certain (plain).

    >>> chance(1.0).replace(words.SPACE, " "), chance(0.79).replace(words.SPACE, " "), chance(None)
    ('over 99 %', '79 %', 'nothing is moved')
    """
    if of is None:
        return _("nothing is moved")
    if of > 0.99:
        return _("over {share}").format(share=words.share(0.99, digits=0))
    return _("under {share}").format(share=words.share(0.01, digits=0)) if of < 0.01 else words.share(of, digits=0)


def paid_back(outcome) -> str:
    """When (plain)."""
    if outcome.payback is None:
        return _("costs nothing")
    if outcome.payback.month is None:
        return _("not within {months}").format(months=months(outcome.months))
    if outcome.payback.month == 0:
        return _("at once")
    return _("in month {n}").format(n=words.count(outcome.payback.month))


def amount_and_time(setting, currency: str) -> str:
    """How far a lever is moved, and when it works (plain)."""
    said = [levers.amount_text(setting, currency)]
    if setting.begins:
        said.append(_("from month {n} on").format(n=words.count(setting.begins + 1)))
    if setting.lasts is not None:
        said.append(_("for {months}").format(months=months(setting.lasts)))
    return ", ".join(said)


def cost(settings, currency: str) -> str:
    """What all levers cost (plain)."""
    once, monthly = sum(setting.once for setting in settings), sum(setting.monthly for setting in settings)
    said = [_("{money} a month").format(money=amounts.each(monthly, currency))] if monthly else []
    said += [_("{money} once").format(money=amounts.each(once, currency))] if once else []
    return ", ".join(said) or _("nothing")


def stands_on(outcome) -> str:
    """What the levers stand on (plain).

    A count is that of the customers, answers or contacts behind a measured link.
    """
    said = []
    for told in outcome.stands_on:
        kind = told.link.kind if told.link is not None else None
        text = {
            MEASURED: _("your data"),
            LITERATURE: _("studies of other companies"),
            BELIEF: _("your belief"),
            GIVEN: _("set directly"),
            None: _("nothing: no effect"),
        }[kind]
        if kind == MEASURED and told.link.n is not None:
            text = _("{text}, n\u00a0=\u00a0{n}").format(text=text, n=words.count(told.link.n))
        said.append(text)
    return "; ".join(dict.fromkeys(said)) or _("nothing is moved")


def simple_table(cases: Sequence[tuple[str, object]]) -> tuple[list[str], list[list[str]]]:
    """The simple case of each scenario, a column each; what is like today stands in each column's first number."""
    headers = ["", *(name for name, _case in cases)]
    rows = [
        [_("m: contribution in a month"), *(_from_to(case, lambda each, case: _money(each.margin, case)) for _name, case in cases)],
        [
            _("r: chance not to slip in a month"),
            *(_from_to(case, lambda each, case: words.share(each.retention, digits=2)) for _name, case in cases),
        ],
        [_("d: discount a month"), *(words.share(case.discount, digits=3) for _name, case in cases)],
        [
            _("m·r/(1+d−r): worth from the next month on"),
            *(_from_to(case, lambda each, case: _money(case.worth(each), case)) for _name, case in cases),
        ],
    ]
    return headers, rows


def _money(minor: float, case) -> str:
    return words.money(round(minor), case.currency)


def _from_to(case, said) -> str:
    """As today and then, or once where they are alike."""
    today, then = said(case.today, case), said(case.then, case)
    return today if today == then else f"{today} → {then}"


def simple_note() -> str:
    """What the simple case leaves out (Markdown)."""
    return _(
        "One customer who is with you, as a spreadsheet reckons: everybody stays with the same chance for ever, nobody comes back, nobody "
        "is new, and the levers cost nothing. The workbook under “Copy, rename, export” holds it as formulas. It is a check of the size, "
        "and not what the scenarios come to."
    )


def footnote(result) -> str:
    """On which data and draws (Markdown)."""
    return _("All were reckoned on the same data (revision {revision}), the same draws (seed {seed}) and the same {months}.").format(
        revision=words.count(result.revision), seed=result.options.seed, months=months(result.options.months)
    )


def compare_made(result) -> list[tuple[str, str]]:
    """How it was made."""
    return [
        (
            _("Which one is worth more"),
            _(
                "Each scenario is run on from today on the same draws of your company, and a lever that two of them share is drawn alike "
                "in both. Their values are subtracted draw by draw; the interval is that of these differences. That two intervals overlap "
                "says nothing."
            ),
        ),
        (
            _("Can’t tell apart"),
            _("The {level} interval of the difference between the best and the other holds 0.").format(
                level=words.share(result.options.level)
            ),
        ),
        (
            _("What it is no proof of"),
            _("Links from your data are associations: no experiment stands behind them, and a habit behind both would break the interval."),
        ),
    ]
