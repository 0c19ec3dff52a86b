"""Mutual benefit in sentences: what a scenario gives to customers, what it takes, and what it brings the company."""

from __future__ import annotations

from analysis.whatif.levers import RATED, Setting
from analysis.whatif.mutual import GAIN, LOSE, MIXED, UNSURE, UNTOLD
from components.language import _
from components.sentences import amounts
from components.sentences.levers import amount_text, lever_name
from components.sentences.whatif import months


def answer(found) -> str:
    """What customers come to beside what the company comes to, and a warning where one pays for the other (Markdown)."""
    return " ".join(part for part in (_customers(found), _company(found), _warning(found), _unpriced(found)) if part)


def _customers(found) -> str:
    if found.customers == UNTOLD:
        return _("Whether customers are better off, these levers don’t tell: what they do by their own choice gives or takes nothing.")
    if found.customers == MIXED:
        said = _("Customers gain in some things and lose in others, and there is no common measure.")
        return " ".join((said, _money_alone(found))) if found.money else said
    if found.money is None:
        return _("**Customers are better off**, in what can’t be put in money.") if found.customers == GAIN else _(
            "**Customers are worse off**, in what can’t be put in money."
        )  # fmt: skip
    each = amounts.each(round(abs(found.money)), found.currency)
    form = (
        _("**Customers are better off by {each} each a year**, for the goods they buy today at {pays}.")
        if found.customers == GAIN
        else _("**Customers are worse off by {each} each a year**, for the goods they buy today at {pays}.")
    )
    return form.format(each=each, pays=amounts.each(round(found.pays), found.currency))


def _money_alone(found) -> str:
    each = amounts.each(round(abs(found.money)), found.currency)
    form = _("In money alone it gives them {each} each a year.") if found.money > 0 else _("In money alone it takes {each} of each a year.")
    return form.format(each=each)


def _company(found) -> str:
    if found.company == UNTOLD:
        return ""
    if found.company == UNSURE:
        return _("Whether the company gains can’t be told.")
    value, _interval = amounts.estimate(abs(found.difference.value), found.difference.low, found.difference.high, found.currency)
    form = (
        _("The company gains {value} within {months}, from all customers together.")
        if found.company == GAIN
        else _("The company loses {value} within {months}, over all customers together.")
    )
    return form.format(value=value, months=months(found.months))


def _warning(found) -> str:
    if not found.warned:
        return ""
    return {
        (LOSE, GAIN): _(
            "**It takes from your customers to give to you.** Who notices may leave; the figure counts only as many as you say you believe."
        ),
        (LOSE, UNSURE): _("**It takes from your customers**, and may bring you nothing."),
        (LOSE, LOSE): _("**It takes from your customers and from you.**"),
        (GAIN, LOSE): _("**It takes from you to give to your customers.** Such an offer does not last."),
        (MIXED, GAIN): _("**Part of what you gain is taken from your customers**: ask them whether the rest makes up for it."),
    }[found.customers, found.company]


def _unpriced(found) -> str:
    if found.money is None or not found.unpriced or found.customers == MIXED:
        return ""
    return _("What can’t be put in money comes on top.")


def table(found, settings) -> tuple[list[str], list[tuple[str, ...]]]:
    """What each lever gives to customers or takes: headers, and finished rows."""
    headers = [_("Lever"), _("Moved by"), _("For customers"), _("In money, each a year"), _("Why")]
    rows = []
    for one in found.given:
        setting = settings[one.place]
        name = setting.target if setting.lever in RATED else lever_name(setting.lever)
        money = _("can’t be told") if one.money is None else amounts.each(round(one.money), found.currency)
        rows.append((name, amount_text(setting, found.currency), way(one.direction), money, why(setting)))
    return headers, rows


def way(direction: int) -> str:
    """Whether it gives or takes.

    >>> way(-1)
    'takes'
    """
    return {1: _("gives"), -1: _("takes"), 0: _("either, or neither")}[direction]


def why(setting: Setting) -> str:
    """Why a lever gives to customers, or takes (plain).

    >>> why(Setting(lever="price", amount=0.05))
    'they pay the price for the same goods'
    """
    return {
        "attribute": _("they rate it themselves; what a point is worth to them, no record says"),
        "product": _("they rate the product themselves; what a point is worth to them, no record says"),
        "place": _("easier to get, by their own rating: time and effort"),
        "promotion": _("better told, by their own rating: image, and less search"),
        "complaints": _("less worry and waiting for those who complained"),
        "errors": _("time and trouble saved for those who met one"),
        "self_service": _("no waiting, but they do the work: ask them"),
        "order_value": _("they choose to buy more, and pay for it"),
        "price": _("they pay the price for the same goods"),
        "competitor_price": _("changes what else they could have, not what you give"),
        "frequency": _("they choose to buy more often, and pay for it"),
        "retention": _("depends on how they are kept: better served, or tied"),
        "win_back": _("depends on what brings them back"),
        "retention_spend": _("depends on what it is spent on: a reward gives, a reminder does not"),
        "programme": _("rewards are theirs; what they are worth to them, no record says"),
        "referral": _("whoever refers does it by choice"),
        "acquisition": _("spent on those who are no customers yet"),
        "cost_to_serve": _("what you spend on serving them is felt, but not worth to them what it costs"),
    }[setting.lever]


def made() -> list[tuple[str, str]]:
    """How it was made: terms and texts."""
    return [
        (
            _("Value to customers"),
            _(
                "What product, services, personnel and image are worth to a customer, less what they cost in money, time, energy and worry "
                "(Kotler & Keller, Marketing Management). Records tell money alone: the change of price times what a customer who is with "
                "you pays in a year. The rest is told as a direction, and never added to money."
            ),
        ),
        (
            _("A warning"),
            _("Stands where customers lose, where the company loses what they gain, or where part of its gain is taken from them."),
        ),
    ]
