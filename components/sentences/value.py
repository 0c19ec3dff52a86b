"""What a customer is worth, in sentences: so far and to come, whose most, by another model, and how each would have done."""

from __future__ import annotations

from analysis import evidence
from analysis.forecast import BG_NBD
from analysis.whatif.baseline import Baseline, Worth
from analysis.whatif.second import Second
from analysis.whatif.segments import OTHERS
from analysis.whatif.tested import NAIVE, STAGES, ValueTest
from analysis.whatif.value import Beside
from analysis.worth import Money
from components import words
from components.language import _, ngettext, translated
from components.sentences import amounts, customers_quiet
from components.sentences.paying import paid_in
from components.sentences.stages import stage_name, whom
from components.sentences.who import field_name

MOST_YEARS = 12


def value_quiet(result: Baseline, *, company: str) -> str:
    """The quiet line: through which day, and how many customers."""
    return customers_quiet(result.customers, as_of=result.as_of, company=company)


def horizon(months: int) -> str:
    """How far ahead is looked.

    >>> horizon(12).replace(words.SPACE, " "), horizon(36).replace(words.SPACE, " "), horizon(6).replace(words.SPACE, " ")
    ('12 months', '3 years', '6 months')
    """
    if months % MOST_YEARS or months == MOST_YEARS:
        return words.periods(months, "month")
    return ngettext("{n}\u00a0year", "{n}\u00a0years", months // MOST_YEARS).format(n=words.count(months // MOST_YEARS))


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
        months=words.periods(min(result.steps, MOST_YEARS), "month"),
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


def second_answer(result: Baseline, found: Second | None, beside: Beside) -> str:
    """What a model without stages says of the same customers, and whether the two agree (Markdown)."""
    if found is None:
        return _("There is no second opinion. {why}").format(why=_why(beside, "second"))
    ours, theirs = result.to_come, found.to_come
    agree = theirs.low <= ours.value <= theirs.high and ours.low <= theirs.value <= ours.high
    text = _("{name}, which knows of no stages, says **{theirs}** for the same customers, years and margin").format(
        name=model_name(found), theirs=ranged(theirs, result.currency)
    )
    if agree:
        return text + _(": as far as the intervals tell, the two agree.")
    if ours.value <= 0:
        return text + "."
    off = theirs.value / ours.value - 1
    return text + (_(": {share} more.") if off > 0 else _(": {share} less.")).format(share=words.share(abs(off)))


def model_name(found: Second) -> str:
    """What the model is called.

    >>> from types import SimpleNamespace
    >>> model_name(SimpleNamespace(name="BG/NBD"))
    'BG/NBD with Gamma–Gamma'
    """
    return _("BG/NBD with Gamma–Gamma") if found.name == BG_NBD else _("The shifted-beta-geometric")


def difference_sentence(result: Baseline, found: Second) -> str:
    """Where the difference lies, and what each model supposes (Markdown)."""
    ours = {one.name: one for one in result.by_stage}
    gaps = [
        (one.customers * (one.each - ours[one.stage].each.value), one)
        for one in found.by_stage
        if ours[one.stage].each is not None and evidence.strength(one.customers) in ("few", "enough")
    ]
    parts = []
    if gaps:
        _gap, most = max(gaps, key=lambda pair: abs(pair[0]))
        parts.append(
            _("They differ most about the {whom}: {ours} each by the stages, {theirs} by the other.").format(
                whom=whom(most.stage, most.customers),
                ours=amounts.each(ours[most.stage].each.value, result.currency),
                theirs=amounts.each(round(most.each), result.currency),
            )
        )
    parts.append(_supposes(found))
    if found.once_each is not None and evidence.strength(found.once) in ("few", "enough"):
        parts.append(
            _("Of the {n} who ordered once it expects {each} each.").format(
                n=words.count(found.once), each=amounts.each(round(found.once_each), result.currency)
            )
        )
    parts.append(_("Neither knows of a price rise or a campaign to come; the stages’ year holds every season once."))
    return " ".join(parts)


def _supposes(found: Second) -> str:
    if found.name == BG_NBD:
        return _(
            "The stages take everybody in one for alike and know that some come back; the other gives each customer a pace and a size of "
            "order of their own, and takes whoever left for gone, and whoever ordered once for still there."
        )
    return _(
        "The stages take everybody in one for alike; the other gives each customer a chance to renew of their own, which rises the longer "
        "they have stayed, and takes whoever missed a payment for gone."
    )


def said_then_answer(tested: ValueTest | None, beside: Beside) -> str:
    """What each would have said some time ago, what came, and which did better (Markdown)."""
    if tested is None:
        return _("It could not be put to the test. {why}").format(why=_why(beside, "test"))
    text = _(
        "On {day} the stages would have said **{said}** of revenue in the next {months} from the {n} of then; **{came}** came. "
    ).format(
        day=words.day(tested.until),
        said=ranged(tested.of(STAGES).value, tested.currency),
        months=words.periods(tested.months, "month"),
        n=words.customers(tested.customers),
        came=whole(tested.observed, tested.currency),
    )
    return text + " ".join(part for part in (_nearest(tested), _outside(tested), _season(tested)) if part)


def way_name(name: str) -> str:
    """What a way to forecast is called."""
    return {STAGES: _("By the stages"), NAIVE: _("The same again")}.get(name, name)


def _nearest(tested: ValueTest) -> str:
    if tested.nearest == STAGES:
        return _("Of all ways the stages came nearest.")
    if tested.nearest == NAIVE:
        return _("To repeat what they had brought before would have come nearer, at {naive}.").format(
            naive=whole(tested.naive, tested.currency)
        )
    return _("{name} came nearer, with {said}.").format(
        name=tested.nearest, said=ranged(tested.of(tested.nearest).value, tested.currency)
    )


def _outside(tested: ValueTest) -> str:
    stages = tested.of(STAGES)
    if stages.inside:
        return _("What came lies within the stages’ interval.")
    if not stages.off:
        return _("What came lies outside the stages’ interval.")
    form = _("But the stages said {share} too much" if stages.off > 0 else "But the stages said {share} too little")
    return form.format(share=words.share(abs(stages.off))) + _(", beyond their own interval: today’s number may be off by as much.")


def _season(tested: ValueTest) -> str:
    return "" if tested.months % MOST_YEARS == 0 else _("These months have not every season in them.")


def _why(beside: Beside, name: str) -> str:
    problem = next((one for one in beside.not_made if one.name == name), None)
    if problem is None:
        return ""
    found, needed, do = (words.escape_markdown(translated(text)) for text in (problem.found, problem.needed, problem.do))
    return _("Found {found}; needed {needed}. {do}").format(found=found, needed=needed, do=do)


def said_then_table(tested: ValueTest) -> tuple[list[str], list[tuple[str, ...]]]:
    """What each said, and how far it was off: headers, and finished rows."""
    headers = [_("Said then"), _("In total"), _("Off by"), _("Its interval held what came")]
    rows = [
        (way_name(one.name), ranged(one.value, tested.currency), off(one.off), _("yes") if one.inside else _("no")) for one in tested.said
    ]
    rows.append((way_name(NAIVE), whole(tested.naive, tested.currency), off(tested.naive_off), ""))
    rows.append((_("What came"), whole(tested.observed, tested.currency), "", ""))
    return headers, rows


def off(value: float | None) -> str:
    """How far an estimate was off.

    >>> off(-0.12).replace(words.SPACE, " "), off(None)
    ('−12 %', '')
    """
    if value is None:
        return ""
    return f"{words.MINUS if value < 0 else '+'}{words.share(abs(value))}"


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
