"""Whether those who stay buy more, or those who buy little left, in sentences."""

from components import words
from components.language import _
from components.sentences import amounts
from components.sentences.money import ranged


def split_answer(result) -> str:
    """Whether those who stay bring more than they did, and what the leaving of others did to the average (Markdown)."""
    found = result.split
    if found is None:
        return _(
            "Too early to say: thirty customers who stay on for at least three quarters of a year after their first order would be enough."
        )
    revenue = next((part for part in found.parts if part.measure == "revenue"), None)
    if revenue is None:
        return _("Nothing was brought in the time after the first order that could be compared.")
    return f"{_own(result, found, revenue)} {_leaving(result, revenue)}"


def stretch(first: int, last: int, period: str) -> str:
    """A stretch of ages, within a sentence.

    >>> stretch(1, 3, "month").replace(words.SPACE, " "), stretch(5, 5, "quarter").replace(words.SPACE, " ")
    ('months 1 to 3', 'quarter 5')
    """
    if first == last:
        return {"week": _("week\u00a0{n}"), "month": _("month\u00a0{n}"), "quarter": _("quarter\u00a0{n}")}[period].format(n=first)
    forms = {
        "week": _("weeks\u00a0{first} to\u00a0{last}"),
        "month": _("months\u00a0{first} to\u00a0{last}"),
        "quarter": _("quarters\u00a0{first} to\u00a0{last}"),
    }
    return forms[period].format(first=first, last=last)


def a_period(period: str) -> str:
    """How often an amount is brought."""
    return {"week": _("a week"), "month": _("a month"), "quarter": _("a quarter")}[period]


def _clear(found) -> bool:
    return found.low > 0 or found.high < 0


def no_cents(amounts_said, currency: str) -> bool:
    """Whether amounts that a reader may add up go without cents: all of them or none."""
    return max(abs(one.value) for one in amounts_said) >= 100 * amounts.minor_units(currency)


def _added(found, currency: str, *, whole: bool) -> str:
    """A difference rounded as what it is the difference of, with its interval."""
    _value, interval = amounts.estimate(found.value, found.low, found.high, currency)
    return f"{words.money(round(found.value), currency, whole=whole)} ({interval})"


def _verdict(own) -> str:
    if not _clear(own):
        return _("Not measurably.")
    return _("Yes.") if own.value > 0 else _("No, less.")


def _own(result, found, revenue) -> str:
    whole = no_cents((revenue.early, revenue.late_stayed), result.currency)
    values = {
        "n": words.count(found.stayed),
        "every": a_period(result.period),
        "then": words.money(round(revenue.early_stayed.value), result.currency, whole=whole),
        "now": words.money(round(revenue.late_stayed.value), result.currency, whole=whole),
        "early": stretch(found.early_first, found.early_last, result.period),
        "late": stretch(found.late_first, found.late_last, result.period),
        "difference": _added(revenue.own, result.currency, whole=whole),
    }
    verdict = _verdict(revenue.own)
    said = _("The same {n} customers brought {then} {every} in {early}, {now} in {late}: a difference of {difference}.")
    return f"**{verdict}** {said.format(**values)}"


def _leaving(result, revenue) -> str:
    difference = _added(revenue.leaving, result.currency, whole=no_cents((revenue.early, revenue.late_stayed), result.currency))
    if not _clear(revenue.leaving):
        return _("That others left changed the average by {difference}, which may be chance.").format(difference=difference)
    if revenue.leaving.value > 0:
        return _("That mostly smaller buyers left raises the average by {difference}, though nobody changed.").format(difference=difference)
    return _("That mostly larger buyers left lowers the average by {difference}, though nobody changed.").format(difference=difference)


def often_answer(result) -> str:
    """Whether those who stay order more often, and whether their orders are worth more (Markdown)."""
    parts = {part.measure: part for part in result.split.parts} if result.split else {}
    if not {"orders", "average_order"} <= parts.keys():
        return _("Of those who ordered, by age:")
    orders, average = parts["orders"], parts["average_order"]
    often = _("The same customers ordered {then} times {every} in {early}, {now} times in {late}: {difference}.").format(
        then=words.decimal(orders.early_stayed.value, 2),
        now=words.decimal(orders.late_stayed.value, 2),
        difference=_tell(orders.own, _number(orders.own)),
        every=a_period(result.period),
        early=stretch(result.split.early_first, result.split.early_last, result.period),
        late=stretch(result.split.late_first, result.split.late_last, result.period),
    )
    whole = no_cents((average.early_stayed, average.late_stayed), result.currency)
    worth = _("An order was worth {then}, then {now}: {difference}.").format(
        then=words.money(round(average.early_stayed.value), result.currency, whole=whole),
        now=words.money(round(average.late_stayed.value), result.currency, whole=whole),
        difference=_tell(average.own, _added(average.own, result.currency, whole=whole)),
    )
    return f"{often} {worth}"


def _tell(found, said: str) -> str:
    if round(max(abs(found.low), abs(found.high)), 2) == 0:
        return _("no difference")
    form = _("a difference of {difference}") if _clear(found) else _("a difference of {difference}, which may be chance")
    return form.format(difference=said)


def split_caption(result) -> str:
    """Who is compared, and what the change holds (Markdown)."""
    found = result.split
    if found is None:
        return ""
    said = _("Of {customers} in {cohorts} cohorts who ordered again after {early}, {stayed} still did after {late}.").format(
        customers=words.customers(found.customers),
        cohorts=words.count(found.cohorts),
        stayed=words.count(found.stayed),
        early=stretch(found.early_first, found.early_last, result.period),
        late=stretch(found.late_first, found.late_last, result.period),
    )
    season = (
        _("Both stretches lie in the same season; prices that rose for all are part of the change.")
        if found.same_season
        else _("The two stretches lie in different seasons, which is part of the change, as are prices that rose for all.")
    )
    return f"{said} {season}"


def split_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The parts of revenue, orders and average order."""
    headers = [
        _("Measure"), _("All, early"), _("Others left"), _("The same customers changed"), _("Those who stayed, late"), _("Together"),
    ]  # fmt: skip
    every = a_period(result.period)
    names = {
        "revenue": _("Revenue {every}").format(every=every),
        "orders": _("Orders {every}").format(every=every),
        "average_order": _("Average order"),
    }
    rows = []
    for part in result.split.parts:
        said = _number if part.measure == "orders" else lambda found: ranged(found, result.currency)
        rows.append((names[part.measure], *map(said, (part.early, part.leaving, part.own, part.late_stayed, part.total))))
    return headers, rows


def _number(found) -> str:
    return f"{words.decimal(found.value, 2)} ({words.between(found.low, found.high, 2)})"
