"""What customers bring by age, in sentences: the page's answer, its captions and its tables."""

from analysis import evidence
from analysis.groups import USUAL_AGE as LANDMARKS
from analysis.intervals import newcombe
from analysis.ratios import differing
from components import words
from components.language import _, ngettext
from components.sentences import amounts
from components.sentences.who import group_name

REVENUE, RETAINED = "revenue", "retained"


def carried(point) -> str:
    """How much an age can carry: it rests on those who ordered in it, not on all who were watched."""
    return "none" if point.revenue.low is None else evidence.strength(point.active)


def told(result) -> list:
    """The ages after the first that carry a sentence."""
    return [point for point in result.ages if point.age >= 1 and carried(point) == "enough"]


def in_age(age: int, period: str) -> str:
    """An age within a sentence.

    >>> in_age(6, "month").replace(words.SPACE, " ")
    'in month 6'
    """
    forms = {"week": _("in week\u00a0{age}"), "month": _("in month\u00a0{age}"), "quarter": _("in quarter\u00a0{age}")}
    return forms[period].format(age=words.count(age))


def ranged(found, currency: str) -> str:
    """An amount with its interval; of `worth.Money` or of a `Ratio` in minor units."""
    return amounts.ranged(found.value, found.low, found.high, currency)


def money_answer(result) -> str:
    """What a customer brings, at three ages at most (Markdown)."""
    if not result.customers:
        form = _("Nobody here has a first order in {currency} whose period is over.")
        return form.format(currency=words.escape_markdown(result.currency))
    points = told(result)
    if not points:
        return _too_few(result)
    wanted = [points[0], next((point for point in points if point.age == LANDMARKS[result.period]), None), points[-1]]
    chosen = {point.age: point for point in wanted if point is not None}
    parts = [
        _("**{money}** {age}").format(money=ranged(point.revenue, result.currency), age=in_age(age, result.period))
        for age, point in chosen.items()
    ]
    listed = _("{several} and {last}").format(several=", ".join(parts[:-1]), last=parts[-1]) if len(parts) > 1 else parts[0]
    said = _("A customer who has joined brings {amounts} after the first order; whoever has left counts with nothing.")
    return " ".join(part for part in (said.format(amounts=listed), _stayed(result)) if part)


def _stayed(result) -> str:
    """Whether those who stay change, in short."""
    part = next((part for part in result.split.parts if part.measure == REVENUE), None) if result.split else None
    if part is None:
        return ""
    own = part.own
    if own.low <= 0 <= own.high:
        return _("Those who stay don’t bring measurably more or less than they did at first.")
    return _("Those who stay bring more than they did at first.") if own.low > 0 else _("Those who stay bring less than they did at first.")


def _too_few(result) -> str:
    first = result.ages[0]
    said = ngettext(
        "Too few customers order again to say what they bring as they stay: {n} has joined, with **{money}** in the first {period}.",
        "Too few customers order again to say what they bring as they stay: {n} have joined, with **{money}** each in the first {period}.",
        first.customers,
    )
    if evidence.strength(first.customers) in ("none", "thin"):
        return _("Too few customers to say what they bring: {n} with a first order.").format(n=words.customers(first.customers))
    return said.format(n=words.customers(first.customers), money=ranged(first.revenue, result.currency), period=_period(result.period))


def _period(period: str) -> str:
    return {"week": _("week"), "month": _("month"), "quarter": _("quarter")}[period]


def money_left_out(result) -> str:
    """Which currencies are left out; "" where there are none (Markdown)."""
    if not result.orders_left_out:
        return ""
    orders = ", ".join(
        _("{n} orders in {currency}").format(n=words.count(n), currency=words.escape_markdown(code))
        for code, n in result.orders_left_out.items()
    )
    said = _("In {currency} alone; left out: {orders}.").format(currency=words.escape_markdown(result.currency), orders=orders)
    others = sum(result.others.values())
    if not others:
        return said
    return f"{said} " + _("So are {customers} whose first order was in another currency.").format(customers=words.customers(others))


def money_meaning(result, measure: str) -> str:
    """What the curve means (Markdown)."""
    points = told(result)
    if measure == RETAINED and points and points[-1].net_retention is not None:
        last = points[-1]
        forms = {
            0: _("Of every 100 that customers brought in the {period} of the first order, they bring {share} {age}."),
            1: _("Of every 100 that customers brought in the {period} after the first order’s, they bring {share} {age}."),
        }
        shown = last.net_retention
        said = forms[result.base_age].format(
            period=_period(result.period),
            share=_hundreds(shown),
            age=in_age(last.age, result.period),
        )
        gross = last.gross_retention
        if result.base_age == 0 and gross is not None:
            said += " " + _("Without counting what some bring more than then, it is {share}.").format(share=_hundreds(gross))
        return said
    if len(points) < 2:
        return ""
    first, last = points[0], points[-1]
    said = _("{first_age}, {k} of {n} customers ordered, {each} an order; {last_age}, {k2} of {n2}, {each2} an order.").format(
        first_age=words.capital(in_age(first.age, result.period)),
        last_age=in_age(last.age, result.period),
        k=words.count(first.active),
        n=words.count(first.customers),
        k2=words.count(last.active),
        n2=words.count(last.customers),
        each=ranged(first.average_order, result.currency),
        each2=ranged(last.average_order, result.currency),
    )
    return f"{said} {_worth(first, last, result.level)}"


def _worth(first, last, level: float) -> str:
    """Whether an order's worth changes with age."""
    ends = ((one.average_order.value, one.average_order.low, one.average_order.high, one.active) for one in (last, first))
    _difference, low, high, _p = differing(*ends, level)
    fewer = newcombe(first.active, first.customers, last.active, last.customers, level)[1] > 0
    if low > 0:
        return _("Fewer order, and an order is worth more.") if fewer else _("An order is worth more.")
    if high < 0:
        return _("Fewer order, and an order is worth less.") if fewer else _("An order is worth less.")
    if fewer:
        return _("Fewer order; what an order is worth is not distinguishable.")
    return _("Neither how many order nor what an order is worth is distinguishable.")


def _hundreds(found) -> str:
    digits = words.digits_for(found.low, found.high)
    return f"**{words.decimal(100 * found.value, digits)}** ({words.between(100 * found.low, 100 * found.high, digits)})"


def money_caption(result, measure: str) -> str:
    """What the marks are, and what is not in the picture (Markdown)."""
    said = []
    if measure == RETAINED:
        said.append(
            _("Compared with month\u00a01, not with the first order’s: that one holds an order of everybody by definition.")
            if result.base_age and result.period == "month"
            else _("Compared with the period after the first order’s: that one holds an order of everybody by definition.")
            if result.base_age
            else _("Compared with the period of the first order, as orders come in the rhythm of a contract.")
        )
    else:
        first = result.ages[0] if result.ages else None
        if first is not None and carried(first) != "none":
            said.append(
                _("Not drawn: the {period} of the first order itself, {money} a customer, in which everybody orders by definition.").format(
                    period=_period(result.period), money=ranged(first.revenue, result.currency)
                )
            )
    strengths = {carried(point) for point in result.ages if point.age >= 1}
    if "few" in strengths:
        said.append(_("Without a line: 10 to 29 ordered."))
    if "thin" in strengths:
        said.append(_("Pale: 5 to 9, whose intervals may reach beyond the picture."))
    if "none" in strengths:
        said.append(_("Not drawn: ages at which fewer than five ordered."))
    return " ".join(said)


def money_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every age, in finished cells."""
    lengths = {"week": _("Week"), "month": _("Month"), "quarter": _("Quarter")}
    headers = [
        lengths[result.period], _("Revenue a customer"), _("Added up"), _("Orders a customer who ordered"), _("Average order"),
        _("Retained, net"), _("Ordered"), _("Customers"),
    ]  # fmt: skip
    return headers, [_age_row(result, point) for point in result.ages]


def _age_row(result, point) -> tuple[str, ...]:
    fewer = _("fewer than 5")
    shown = carried(point) != "none"
    active, order, kept = point.orders_per_active, point.average_order, point.net_retention
    return (
        words.count(point.age),
        ranged(point.revenue, result.currency) if shown else fewer,
        ranged(point.so_far, result.currency) if evidence.strength(point.customers) != "none" else fewer,
        _number(active) if shown and active is not None else fewer,
        ranged(order, result.currency) if shown and order is not None else fewer,
        words.share(kept.value, kept.low, kept.high) if shown and kept is not None and kept.low == kept.low else "",
        words.count(point.active),
        words.count(point.customers),
    )


def _number(found) -> str:
    """A number of orders, with its interval."""
    if found.low != found.low:
        return words.decimal(found.value, 2)
    return f"{words.decimal(found.value, 2)} ({words.between(found.low, found.high, 2)})"


def groups_of_money_answer(result) -> str:
    """What customers of each group have brought by the age compared, and which differ (Markdown)."""
    shown = [(place, group) for place, group in enumerate(result.groups) if group.ages and group.ages[result.age].customers >= 10]
    if result.age is None or len(shown) < 2:
        return _("Too few customers in a group to compare them: each needs ten whose first period is over.")
    brought = _listed(
        _("{name} **{money}** ({n})").format(
            name=words.escape_markdown(group_name(result.field, group.value)),
            money=ranged(group.ages[result.age].so_far, result.currency),
            n=_n(group.ages[result.age].customers),
        )
        for _place, group in shown
    )
    said = _("From the first order through {age} a customer has brought: {groups}.").format(
        age=_until(result.age, result.period), groups=brought
    )
    return f"{said} {_pairs(result)}"


def _listed(parts) -> str:
    *several, last = parts
    return _("{several}; and {last}").format(several="; ".join(several), last=last) if several else last


def _n(customers: int) -> str:
    """How many carry it; few are said to be few."""
    form = _("few: n\u00a0=\u00a0{n}") if evidence.strength(customers) == "few" else _("n\u00a0=\u00a0{n}")
    return form.format(n=words.count(customers))


def _until(age: int, period: str) -> str:
    forms = {"week": _("week\u00a0{age}"), "month": _("month\u00a0{age}"), "quarter": _("quarter\u00a0{age}")}
    return forms[period].format(age=words.count(age))


def _pairs(result) -> str:
    apart = [pair for pair in result.pairs if pair.distinguishable]
    if not apart:
        return _("They are not distinguishable with these n.")
    pair = max(apart, key=lambda one: abs(one.difference.value))
    more, less = (pair.first, pair.second) if pair.difference.value > 0 else (pair.second, pair.first)
    found = pair.difference
    ends = (found.value, found.low, found.high) if found.value > 0 else (-found.value, -found.high, -found.low)
    one, other = (words.escape_markdown(group_name(result.field, result.groups[place].value)) for place in (more, less))
    form = (
        _("{one} against {other} is associated with {money} more: distinguishable.")
        if len(result.pairs) == 1
        else _("The largest distinguishable difference: {one} against {other} is associated with {money} more.")
    )
    return form.format(one=one, other=other, money=amounts.ranged(*ends, result.currency))


def groups_of_money_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """What a customer of each group has brought through each age."""
    lengths = {"week": _("Week"), "month": _("Month"), "quarter": _("Quarter")}
    headers = [lengths[result.period], *(group_name(result.field, group.value) for group in result.groups)]
    ages = len(next((group.ages for group in result.groups if group.ages), ()))
    rows = [
        (
            words.count(age),
            *(
                ranged(group.ages[age].so_far, result.currency) if group.ages and group.ages[age].customers >= 5 else _("fewer than 5")
                for group in result.groups
            ),
        )
        for age in range(ages)
    ]
    return headers, rows


def money_made(result) -> list[tuple[str, str]]:
    """How the numbers were made."""
    return [
        (
            _("Revenue"),
            _("net in {currency}: gross minus refunds, by each order’s own date; other currencies are left out").format(
                currency=result.currency
            ),
        ),
        (_("A customer"), _("whose first order was in that currency; whoever has left counts with 0, guests count for nobody")),
        (_("Age"), _("whole periods since that of the first order; an age whose period is not over is not there")),
        (_("Revenue retained"), _("net of the age over net of the same customers at the age compared with (net revenue retention)")),
        (
            _("Intervals"),
            _("at {level}, over customers: delta method on the logarithm, Student’s quantile by those who ordered").format(
                level=words.share(result.level)
            ),
        ),
        (
            _("More, or others left"),
            _("who stays is told by an order after the stretch compared, never by one in it; the two parts add up to the whole"),
        ),
        (
            _("Cost of winning"),
            _("spending on acquisition in the cohort’s period, spread evenly over its days; booked, so without an interval"),
        ),
    ]
