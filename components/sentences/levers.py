"""Levers in words: what each is called, in which unit it is moved, and what moving it says."""

from __future__ import annotations

from analysis.whatif.levers import KEPT, LEVERS, RATED, SEGMENT, SLIP_A_PER_CENT, Setting
from analysis.whatif.segments import OTHERS
from components import words
from components.language import _, ngettext
from components.sentences import amounts
from components.sentences.stages import stage_word


def lever_name(lever: str) -> str:
    """What a lever is called.

    >>> lever_name("win_back")
    'Who comes back'
    """
    return {
        "attribute": _("A rating"),
        "complaints": _("Complaints settled in time"),
        "errors": _("Errors repaired"),
        "self_service": _("Self-service"),
        "order_value": _("Value of an order"),
        "price": _("Our price"),
        "competitor_price": _("A competitor’s price"),
        "product": _("Product, by a rating"),
        "place": _("Place, by a rating"),
        "promotion": _("Promotion, by a rating"),
        "frequency": _("Orders of a customer"),
        "retention": _("Who stays"),
        "win_back": _("Who comes back"),
        "retention_spend": _("Spending to keep customers"),
        "programme": _("Reach of the programme"),
        "referral": _("Referrals"),
        "acquisition": _("Spending to win customers"),
        "cost_to_serve": _("Cost to serve"),
    }[lever]


def group_name(group: str) -> str:
    """What a group of levers is called.

    >>> group_name("offer")
    'price and product'
    """
    return {
        "do": _("what we do"),
        "offer": _("price and product"),
        "stay": _("who stays"),
        "come": _("who comes"),
        "cost": _("costs"),
    }[group]


def lever_label(lever: str, target: str) -> str:
    """What a slider moves, and in which unit (Markdown)."""
    if lever in RATED:
        return _("“{name}”, points of its rating").format(name=words.escape_markdown(target))
    if lever == "retention":
        if not target:
            return _("Retention, points a month")
        return _("Retention of {stage}, points a month").format(stage=words.escape_markdown(target_name(target)))
    return {
        "complaints": _("Late complaints settled in time"),
        "errors": _("Errors repaired, of all customers a month"),
        "self_service": _("Contacts that serve themselves"),
        "order_value": _("Value of an order"),
        "price": _("Our price"),
        "competitor_price": _("A competitor’s price"),
        "frequency": _("Orders of a customer"),
        "win_back": _("Come back a month, points more"),
        "retention_spend": _("Spent to keep, a month"),
        "programme": _("Customers who join, of all"),
        "referral": _("Referred a year, for 100 customers"),
        "acquisition": _("Spent to win, a month more"),
        "cost_to_serve": _("Cost to serve a customer, a month"),
    }[lever]


def target_name(target: str) -> str:
    """What a lever on some customers moves, within a sentence (plain): a stage, or a group.

    >>> target_name("at_risk"), target_name("segment:web shop"), target_name("segment:…")
    ('at risk', 'the group “web shop”', 'all other groups')
    """
    if not target.startswith(SEGMENT):
        return stage_word(target)
    name = target.removeprefix(SEGMENT)
    return _("all other groups") if name == OTHERS else _("the group “{name}”").format(name=name or _("(none)"))


def amount_text(setting: Setting, currency: str) -> str:
    """How far a lever is moved, with its unit (plain).

    >>> amount_text(Setting(lever="order_value", amount=0.05), "EUR").replace(words.SPACE, " ")
    '+5 %'
    >>> amount_text(Setting(lever="retention", amount=0.015), "EUR").replace(words.SPACE, " ")
    '+1.5 points a month'
    """
    unit, amount = LEVERS[setting.lever].unit, setting.amount
    sign = "+" if amount > 0 else ""
    if setting.lever in RATED:
        return _("{number} points").format(number=sign + _short(amount))
    if setting.lever in ("retention", "win_back"):
        return _("{number} points a month").format(number=sign + _short(100 * amount))
    if unit == "money":
        return _("{money} a month").format(money=sign + amounts.each(round(amount), currency))
    if unit == "money each":
        return _("{money} a customer and month").format(money=sign + amounts.each(round(amount), currency))
    if unit == "rate":
        return _("{n} for 100 customers a year").format(n=sign + _short(100 * amount))
    return sign + _("{number}\u00a0%").format(number=_short(100 * amount))


def moved(setting: Setting, currency: str) -> str:
    """What a scenario says of one lever, within a sentence (Markdown).

    >>> moved(Setting(lever="retention", target="capture", amount=0.013), "EUR").replace(words.SPACE, " ")
    'retention of capture rises by 1.3 points a month'
    """
    lever, amount = setting.lever, abs(setting.amount)
    up = setting.amount >= 0
    number, per_cent = _short(amount), _("{number}\u00a0%").format(number=_short(100 * amount))
    name = words.escape_markdown(setting.target)
    if lever in RATED:
        form = (
            ngettext("“{name}” is rated {n} point better", "“{name}” is rated {n} points better", 1 if number == "1" else 2)
            if up
            else ngettext("“{name}” is rated {n} point worse", "“{name}” is rated {n} points worse", 1 if number == "1" else 2)
        )
        return form.format(name=name, n=number)
    if lever == "retention":
        who = words.escape_markdown(target_name(setting.target)) if setting.target else ""
        return _retention(setting.target, up).format(n=_short(100 * amount), stage=who)
    money = amounts.each(round(amount), currency)
    if not up:
        return {
            "order_value": _("an order is worth {part} less"),
            "price": _("our price is {part} lower"),
            "competitor_price": _("a competitor’s price is {part} lower"),
            "frequency": _("a customer orders {part} less often"),
            "cost_to_serve": _("serving a customer costs {money} less a month"),
        }[lever].format(part=per_cent, money=money)
    return {
        "complaints": _("{part} of the complaints that are late today are settled in time"),
        "errors": _("{part} of all customers have an error repaired each month"),
        "self_service": _("{part} of the contacts serve themselves"),
        "order_value": _("an order is worth {part} more"),
        "price": _("our price is {part} higher"),
        "competitor_price": _("a competitor’s price is {part} higher"),
        "frequency": _("a customer orders {part} more often"),
        "win_back": _("{n} points more of the abandoned come back a month"),
        "retention_spend": _("{money} more a month are spent to keep customers"),
        "programme": _("{part} of all customers join the programme in addition"),
        "referral": _("100 customers bring {n} others a year"),
        "acquisition": _("{money} more a month are spent to win customers"),
        "cost_to_serve": _("serving a customer costs {money} more a month"),
    }[lever].format(part=per_cent, money=money, n=_short(100 * amount))


def moved_with_time(setting: Setting, currency: str) -> str:
    """The same with when it works and what it costs (Markdown)."""
    said = [moved(setting, currency)] if setting.amount else [lever_name(setting.lever)]
    if setting.begins:
        said.append(_("from month {n} on").format(n=words.count(setting.begins + 1)))
    if setting.lasts is not None:
        said.append(ngettext("for {n} month", "for {n} months", setting.lasts).format(n=words.count(setting.lasts)))
    cost = []
    if setting.once:
        cost.append(_("{money} once").format(money=amounts.each(setting.once, currency)))
    if setting.monthly and LEVERS[setting.lever].unit != "money":
        cost.append(_("{money} a month").format(money=amounts.each(setting.monthly, currency)))
    if cost:
        said.append(_("at a cost of {cost}").format(cost=_(" and ").join(cost)))
    return " ".join(said)


def _retention(stage: str, up: bool) -> str:
    if stage:
        return _("retention of {stage} rises by {n} points a month") if up else _("retention of {stage} falls by {n} points a month")
    return _("retention rises by {n} points a month") if up else _("retention falls by {n} points a month")


def _short(number: float) -> str:
    said = f"{number:.2f}".rstrip("0").rstrip(".")
    return words.decimal(float(said or 0), len(said.partition(".")[2]))


def asked_belief(lever: str) -> str:
    """What somebody who believes is asked (plain)."""
    if lever in RATED:
        return _("Of 100 customers, how many more stay where satisfaction is one point higher?")
    if lever == "acquisition":
        return _("By how many per cent do newcomers grow where the spending doubles?")
    if LEVERS[lever].believed == SLIP_A_PER_CENT:
        return (
            _("Of 100 customers, how many more slip a month for each per cent that we are dearer?")
            if lever == "price"
            else _("Of 100 customers, how many more slip a month for each per cent that a competitor is cheaper?")
        )
    if lever == "retention_spend":
        return _("Of 100 customers, how many fewer slip a month for this money?")
    if lever == "programme":
        return _("Of 100 who join, how many fewer slip a month?")
    if lever == "errors":
        return _("Of 100 whose error is repaired, how many stay who would have slipped that month?")
    assert LEVERS[lever].believed == KEPT
    return _("Of 100 whose complaint is settled, how many stay who would have been lost?")


def seen_text(lever: str, low: float, high: float) -> str:
    """Where a lever has been, as a change from today (plain)."""
    return _("seen {between}").format(between=_between(lever, low, high))


def _between(lever: str, low: float, high: float) -> str:
    if lever in RATED:
        return words.between(low, high, 1)
    digits = 1 if lever in ("retention", "win_back") else 0
    said = words.between(100 * low, 100 * high, digits)
    return said if lever in ("retention", "win_back") else _("{number}\u00a0%").format(number=said)
