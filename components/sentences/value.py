"""What a customer is worth, in sentences: so far and to come, whose most, and what a newcomer brings and costs."""

from __future__ import annotations

from analysis import evidence
from analysis.whatif.baseline import Baseline, Worth
from analysis.whatif.segments import OTHERS
from analysis.worth import Money
from components import words
from components.language import _, ngettext
from components.sentences import amounts, customers_quiet
from components.sentences.paying import paid_in
from components.sentences.stages import stage_name, whom
from components.sentences.who import field_name

YEAR_MONTHS = 12


def value_quiet(result: Baseline, *, company: str) -> str:
    """The quiet line: through which day, and how many customers."""
    return customers_quiet(result.customers, as_of=result.as_of, company=company)


def horizon(months: int) -> str:
    """How far ahead is looked.

    >>> horizon(12).replace(words.SPACE, " "), horizon(36).replace(words.SPACE, " "), horizon(6).replace(words.SPACE, " ")
    ('12 months', '3 years', '6 months')
    """
    if months % YEAR_MONTHS or months == YEAR_MONTHS:
        return words.periods(months, "month")
    return ngettext("{n}\u00a0year", "{n}\u00a0years", months // YEAR_MONTHS).format(n=words.count(months // YEAR_MONTHS))


def kind(result) -> str:
    """What the money is: all of revenue, or what is left of it."""
    return _("revenue") if result.margin == 1 else _("contribution")


def value_answer(result: Baseline) -> str:
    """What today's customers will bring and have brought, and which are worth most each (Markdown)."""
    text = ngettext(
        "Your **{n}** customer will bring **{money}** of {kind} in the next {months}, in today’s money; so far {so_far} have come.",
        "Your **{n}** customers will bring **{money}** of {kind} in the next {months}, in today’s money; so far {so_far} have come.",
        result.customers,
    ).format(
        n=words.count(result.customers),
        money=ranged(result.to_come, result.currency),
        kind=kind(result),
        months=horizon(result.months),
        so_far=amounts.about(result.so_far, result.currency),
    )
    return " ".join(part for part in (text, _most(result), lately_sentence(result) or _left(result)) if part)


def ranged(money: Money, currency: str) -> str:
    """An estimate with its interval."""
    return amounts.ranged(money.value, money.low, money.high, currency)


def whole(minor: int, currency: str) -> str:
    """An amount that was booked, without its decimals."""
    return words.money(minor, currency, whole=True)


def _told(parts) -> list[Worth]:
    """Those that can be put into words: with enough customers, or, where these are fewer than two, with few."""
    strong = {
        strength: [one for one in parts if one.each is not None and evidence.strength(one.customers) in strength]
        for strength in (("enough",), ("few", "enough"))
    }
    return next((told for told in strong.values() if len(told) > 1), [])


def _most(result: Baseline) -> str:
    told = _told(result.by_stage)
    if len(told) < 2:
        return ""
    best, least = max(told, key=lambda one: one.each.value), min(told, key=lambda one: one.each.value)
    return _("Each of the {best} is worth {much}, each of the {least} {little}.").format(
        best=whom(best.name, best.customers),
        much=ranged(best.each, result.currency),
        least=whom(least.name, least.customers),
        little=ranged(least.each, result.currency),
    )


def _left(result: Baseline) -> str:
    """How much of it those bring who seem to have left."""
    gone = next(one for one in result.by_stage if one.name == "abandoned")
    if evidence.strength(gone.customers) not in ("few", "enough") or result.to_come.value <= 0:
        return ""
    share = gone.to_come.value / result.to_come.value
    return "" if share < 0.1 else _("{share} of it is expected of customers who have abandoned, for some come back.").format(
        share=words.share(share)
    )  # fmt: skip


def lately_sentence(result: Baseline) -> str:
    """That customers lately brought something else than over all months that were counted, where it is beyond the interval (Markdown)."""
    lately = result.lately
    if lately is None or result.to_come.low <= lately.value <= result.to_come.high:
        return ""
    form = _(
        "**Read it with care:** counted over the last {few} alone, instead of {many}, it would be {lately}. Customers have changed, or it "
        "is the season; if it lasts, the lower number is the better one."
    )
    if lately.value > result.to_come.value:
        form = _(
            "**Read it with care:** counted over the last {few} alone, instead of {many}, it would be {lately}. Customers have changed, or "
            "it is the season."
        )
    return form.format(
        few=words.periods(result.steps // 2, "month"), many=words.count(result.steps), lately=ranged(lately, result.currency)
    )


def newcomers_sentence(result: Baseline) -> str:
    """What those bring who are still to come, and both together (Markdown)."""
    if result.newcomer is None:
        return _("Nobody came new in the last {months}, so nobody is expected to.").format(months=words.periods(result.steps, "month"))
    return _(
        "Those who are still to come, about {n} a month as in the last {steps}, will bring another {more} by then: together {both}."
    ).format(
        n=words.count(round(result.newcomer.a_month)),
        steps=words.periods(result.steps, "month"),
        more=ranged(result.newcomers, result.currency),
        both=ranged(result.together, result.currency),
    )


def newcomer_answer(result: Baseline) -> str:
    """What one newcomer brings and costs (Markdown)."""
    one = result.newcomer
    if one is None:
        return ""
    text = _("A newcomer brings **{money}** of {kind} within {months} of the first order.").format(
        money=ranged(one.brings, result.currency), kind=kind(result), months=horizon(result.months)
    )
    if one.cost is None:
        return text + " " + _("What it costs to win one is not known: spending with *acquisition* as its purpose tells it.")
    cost = _("Winning one cost {each} in the last {months}, from {n} who came.").format(
        each=amounts.each(one.cost.each, result.currency),
        months=words.periods(min(result.steps, YEAR_MONTHS), "month"),
        n=words.count(one.cost.customers),
    )
    if one.payback is None:
        return f"{text} {cost}"
    if one.payback.periods is None:
        return f"{text} {cost} " + _("Within {months} that does not come back.").format(months=horizon(result.months))
    if one.payback.periods == 1 == (one.payback.high or 0):
        return f"{text} {cost} " + _("It comes back within the first month.")
    return f"{text} {cost} " + _("It comes back after {periods}.").format(periods=paid_in(one.payback, "month"))


def not_counted(result: Baseline) -> str:
    """What the money is, and what is not in it (Markdown)."""
    if result.margin == 1:
        first = _("This is revenue: say your margin above, and it becomes what is left.")
    else:
        first = _("Contribution is {margin} of net revenue.").format(margin=words.share(result.margin))
    named = ""
    if result.named:
        named = _("Costs booked on customers by name, {named}, are taken off what came so far.").format(
            named=amounts.about(result.named, result.currency)
        )
    return " ".join(part for part in (first, named, _("Costs of serving that are booked on nobody are not in it.")) if part)


def group_name(name: str, field: str | None) -> str:
    """What a stage or a group is called, not escaped."""
    if field is None:
        return stage_name(name)
    return {"": _("(none)"), OTHERS: _("All others")}.get(name, name)


def groups_sentence(result: Baseline) -> str:
    """Which group is worth most, and how far telling groups apart changes the sum (Markdown)."""
    told = _told(result.by_group)
    if len(told) < 2:
        return _("Too few customers in these groups to compare them.")
    order = sorted(told, key=lambda one: -one.each.value)
    best, least = order[0], order[-1]
    form = _("{field}: a customer of **{best}** is worth most, {much}; one of {least} least, {little}.")
    if best.each.low <= least.each.high:
        form = _(
            "{field}: a customer is worth from {little} ({least}) to {much} ({best}); these intervals overlap, so that may be chance."
        )
    return form.format(
        field=words.escape_markdown(field_name(result.field)),
        best=words.escape_markdown(group_name(best.name, result.field)),
        much=ranged(best.each, result.currency),
        least=words.escape_markdown(group_name(least.name, result.field)),
        little=ranged(least.each, result.currency),
    )


def worth_table(result: Baseline, parts, field: str | None) -> tuple[list[str], list[tuple[str, ...]]]:
    """Stages or groups in numbers: headers, and finished rows."""
    headers = [
        field_name(field) if field else _("Stage"), _("Customers"), _("Each so far"), _("Each to come"), _("All so far"), _("All to come"),
    ]  # fmt: skip
    rows = []
    for one in parts:
        few = evidence.strength(one.customers) == "none"
        rows.append(
            (
                group_name(one.name, field),
                words.count(one.customers),
                _("fewer than 5") if few else amounts.each(round(one.each_so_far), result.currency),
                _("fewer than 5") if few else ranged(one.each, result.currency),
                whole(one.so_far, result.currency),
                whole(one.to_come.value, result.currency),
            )
        )
    return headers, rows


def value_made(result: Baseline) -> list[tuple[str, str]]:
    """How it was made: pairs of a term and its text."""
    made = [
        (
            _("To come"),
            _(
                "of the last {steps} it is counted who went from which stage to which in a month, and what customers of each stage brought "
                "in it; each customer of today is run on so, month by month, for {months}"
            ).format(steps=words.periods(result.steps, "month"), months=horizon(result.months)),
        ),
        (
            _("Today’s money"),
            _("each month’s money counts at its end, and is worth {rate} less for every year until then").format(
                rate=words.share(result.discount_rate)
            ),
        ),
        (_("So far"), _("net revenue to date, times the margin, less costs booked on a customer by name; not discounted")),
        (
            _("Interval"),
            _(
                "{level}: customers drawn again and again, with their moves and their money; it covers how sure the means are, and neither "
                "the luck of the years to come nor a change of prices or of the market"
            ).format(level=words.share(result.level)),
        ),
        (
            _("The test"),
            _(
                "from what was known on that day, under that day’s usual gap; revenue, not discounted; this interval has the luck of the "
                "customers in it, too; “the same again” is what they had brought, after their first day, in as many months before"
            ),
        ),
        (_("n"), _("{customers} who ever ordered, those who ordered once or left among them; complete through {day}").format(
            customers=words.customers(result.customers), day=words.day(result.as_of))),
    ]  # fmt: skip
    if result.apart is not None:
        made.insert(
            3,
            (
                _("Groups"),
                _(
                    "each by its own moves and money, then all scaled by {factor} so that they add up to the whole: by so much they differ "
                    "in what the stage does not tell"
                ).format(factor=words.decimal(result.apart, 2)),
            ),
        )
    return made
