"""A scenario that was saved on other data, then and now, in sentences."""

from __future__ import annotations

from datetime import date

from analysis.whatif.since import NEVER, Change
from analysis.worth import Money
from components import words
from components.language import _
from components.sentences import amounts
from components.sentences.scenarios import chance, months


def sentence(saved, changes: tuple[Change, ...], result, *, as_of: date) -> str:
    """What it came to then and comes to now (Markdown)."""
    difference = next(each for each in changes if each.name == "difference")
    told = {"name": words.escape_markdown(saved.name), "then": words.day(saved.as_of), "saved": words.day(saved.saved_at.date())}
    if difference.then is None:
        return _("“{name}” was saved on {saved}; what it came to then was not kept.").format(**told)
    old, new = (_money(each, result.currency) for each in (difference.then, difference.now))
    if old == new:  # what is told: a unit more or less is nothing to speak of
        return _("“{name}”, saved on {saved}, comes to the same: {now}.").format(now=new, **told)
    text = _("“{name}”, saved on {saved} on data through {then}, came to {old} then and comes to **{now}** on data through {until}.")
    return text.format(old=old, now=new, until=words.day(as_of), **told) + " " + _verdict(difference)


def _verdict(difference: Change) -> str:
    """Whether the new value lies where the old one said it might."""
    inside = difference.then.low <= difference.now.value <= difference.then.high
    if inside:
        return _("That lies within what was to be expected then.")
    return _("That lies **outside** what was to be expected then: what the company does, or its customers do, has changed.")


def table(saved, changes: tuple[Change, ...], result, *, as_of: date) -> tuple[list[str], list[list[str]]]:
    """Each number then and now."""
    named = {
        "customers": _("Customers"),
        "baseline": _("As today, {months}").format(months=months(result.months)),
        "difference": _("Difference to today"),
        "chance_of_gain": _("Chance to gain"),
        "payback": _("Paid back, most likely"),
        "cost": _("Cost, discounted"),
    }
    rows = [[named[each.name], *(_value(each.name, value, result) for value in (each.then, each.now))] for each in changes]
    rows.insert(0, [_("Data complete through"), words.day(saved.as_of), words.day(as_of)])
    rows.append([_("Revision of the data"), words.count(saved.revision), words.count(result.revision)])
    return ["", _("Then"), _("Now")], rows


def _value(name: str, value, result) -> str:
    if isinstance(value, Money):
        return _money(value, result.currency)
    if name == "payback":
        if value == NEVER:
            return _("not within {months}").format(months=months(result.months))
        return _("costs nothing") if value is None else _("at once") if value == 0 else _("in month {n}").format(n=words.count(value))
    if name == "chance_of_gain":
        return chance(value)
    if value is None:
        return _("not kept")
    return amounts.each(round(value), result.currency) if name == "cost" else words.count(round(value))


def _money(told: Money, currency: str) -> str:
    return amounts.ranged(told.value, told.low, told.high, currency)
