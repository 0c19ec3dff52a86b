"""What a scenario would be worth, in sentences: the answer, when it pays back, what the interval hangs on."""

from __future__ import annotations

from analysis.beliefs import CORRELATIONS
from analysis.whatif.levers import ELASTICITY, LITERATURE, MEASURED, RATED
from analysis.whatif.next_measure import NARROWER, more_needed
from analysis.whatif.segments import OTHERS
from components import words
from components.language import _, ngettext, translated
from components.sentences import amounts
from components.sentences.levers import lever_name, moved_with_time
from components.sentences.stages import stage_word


def years(number: float) -> str:
    """A number of years.

    >>> years(1).replace(words.SPACE, " "), years(3).replace(words.SPACE, " ")
    ('1 year', '3 years')
    """
    return ngettext("{n}\u00a0year", "{n}\u00a0years", round(number)).format(n=words.count(round(number)))


def months(number: int) -> str:
    """A number of months.

    >>> months(1).replace(words.SPACE, " "), months(36).replace(words.SPACE, " ")
    ('1 month', '36 months')
    """
    return ngettext("{n}\u00a0month", "{n}\u00a0months", number).format(n=words.count(number))


def whatif_quiet(one, *, company: str = "") -> str:
    """Which customers, how far ahead, and of what kind the money is (Markdown)."""
    options, result = one.options, one.result
    parts = [words.escape_markdown(company)] if company else []
    parts.append(_("complete through {day}").format(day=words.day(one.basis.world.as_of)))
    parts.append(words.customers(result.customers))
    parts.append(_("{months}, discounted at {rate} a year").format(months=months(result.months), rate=words.share(options.discount_rate)))
    parts.append(
        _("contribution, {margin} of revenue").format(margin=words.share(options.margin)) if one.margin else _("revenue, no margin set")
    )
    line = " · ".join(parts)
    return line if company else words.capital(line)


def baseline_sentence(one) -> str:
    """What customers will bring as things are (Markdown)."""
    result = one.result
    value, interval = _money(result.baseline, result)
    form = (
        _("As things are, the customers of today and those to come will bring **{value}** ({level}: {interval}) within {months}.")
        if one.options.newcomers
        else _("As things are, the customers of today will bring **{value}** ({level}: {interval}) within {months}.")
    )
    said = form.format(value=value, level=words.share(result.level), interval=interval, months=months(result.months))
    return " ".join((said, _("Move a lever and see what that changes.")))


def whatif_answer(one) -> str:
    """What the scenario is worth, or why that can't be told (Markdown)."""
    if not one.settings:
        return _("Nothing is moved yet.")
    result = one.result
    lacking = [_lacking(one, told) for told in result.stands_on if told.missing is not None and one.settings[told.place].amount]
    if result.chance_of_gain is None:
        return " ".join(lacking)
    said = [_worth(one), *_pays(one), *lacking, _no_proof(one)]
    return " ".join(part for part in said if part)


def _worth(one) -> str:
    result = one.result
    value, interval = _money(result.difference, result)
    gain, horizon = result.difference.value >= 0, months(result.months)
    if result.difference.low <= 0 <= result.difference.high:
        form = (
            _("**Whether it is worth anything can’t be told**: {value} within {months}")
            if one.margin
            else _("**Whether it brings any revenue can’t be told**: {value} within {months}")
        )
    elif one.margin:
        form = _("**Worth {value} more within {months}**") if gain else _("**Worth {value} within {months}**")
    else:
        form = _("**{value} more revenue within {months}**") if gain else _("**{value} of revenue within {months}**")
    told = _("({level}: {interval}), costs included, {levers}") if result.cost else _("({level}: {interval}), {levers}")
    told = told.format(level=words.share(result.level), interval=interval, levers=_levers(one))
    return f"{form.format(value=value, months=horizon)} {told}."


def _levers(one) -> str:
    """What is moved; several are named under the picture."""
    if len(one.settings) == 1:
        return _("if {lever}").format(lever=moved_with_time(one.settings[0], one.result.currency))
    return ngettext("with {n} lever together", "with {n} levers together", len(one.settings)).format(n=words.count(len(one.settings)))


def levers_sentence(one) -> str:
    """What is taken to happen, where several levers are moved (Markdown)."""
    if len(one.settings) < 2:
        return ""
    said = "; ".join(moved_with_time(setting, one.result.currency) for setting in one.settings)
    return _("Taken together: {levers}.").format(levers=said)


def _pays(one) -> list[str]:
    """From which effect on it pays back, of the lever that it hangs on; without costs in how many draws it gains."""
    result = one.result
    if not result.cost or not result.break_even:
        if _certain(result):
            return []
        return [_("It gains in {share} of the draws.").format(share=_chance(result.chance_of_gain))]
    return [break_even(one, _decisive(one)), _chance_to_pay(one)]


def _decisive(one):
    """Of the break-evens of levers without whose effect it does not pay back that of the dearest; of all where there are none."""

    def cost(even) -> int:
        setting = one.settings[even.place]
        return setting.once + setting.monthly * min(setting.lasts or one.result.months, one.result.months)

    return max(one.result.break_even, key=lambda even: (even.needed != 0, cost(even)))


def _certain(result) -> bool:
    return all(told.link is None or told.link.kind == "given" for told in result.stands_on) and result.chance_of_gain in (0, 1)


def _chance_to_pay(one) -> str:
    """How surely all of it together pays back (Markdown)."""
    payback, months_ahead = one.result.payback, one.result.months
    if payback is not None and payback.month == 0 and payback.high == 0:
        return _("It brings more than it costs from the beginning.")
    if payback is None or payback.month is None:
        return _("Within {months} it does not pay back.").format(months=months(months_ahead))
    return _("It has paid back by month {n} ({interval}).").format(n=words.count(payback.month), interval=payback_interval(one.result))


def payback_interval(result) -> str:
    """When it pays back at the ends of the interval (plain)."""
    low, high = result.payback.low, result.payback.high
    level = words.share(result.level)
    if low is None:
        return _("{level}: later than {n}").format(level=level, n=words.count(result.months))
    if high is None:
        return _("{level}: {low} to later than {n}").format(level=level, low=words.count(low), n=words.count(result.months))
    return _("{level}: {between}").format(level=level, between=words.between(low, high))


def break_even(one, even) -> str:
    """From which effect of one lever on the scenario pays back, and how likely that is by the data or by what is believed (Markdown)."""
    setting, told = one.settings[even.place], one.result.stands_on[even.place]
    name = _called(setting)
    if even.needed is None:
        return _("Not even ten times the effect of {name} would pay it back.").format(name=name)
    if even.needed == 0:
        return _("It pays back even if {name} has no effect.").format(name=name)
    if even.kept is not None:
        rise = words.decimal(100 * even.kept, _digits(100 * even.kept))
        stage = setting.target if setting.lever == "retention" else "abandoned" if setting.lever == "win_back" else ""
        form = (
            _("It pays back if the share of the abandoned who come back a month rises by at least **{n} points**")
            if stage == "abandoned"
            else _("It pays back if retention of {stage} rises by at least **{n} points** a month")
            if stage
            else _("It pays back if the share who stay a month rises by at least **{n} points**")
        )
        said = form.format(n=rise, stage=_stage(stage))
    else:
        said = _("It pays back if {name} has at least **{share}** of the effect taken").format(name=name, share=words.share(even.needed))
    if even.chance is None or told.link is None:
        return said + "."
    form = (
        _("{said}; your data give that a **{share} chance**.")
        if told.link.kind == MEASURED
        else _("{said}; studies elsewhere give that a **{share} chance**.")
        if told.link.kind == LITERATURE
        else _("{said}; your belief gives that a **{share} chance**.")
    )
    return form.format(said=said, share=_chance(even.chance))


def break_even_others(one) -> str:
    """The same of the other levers without whose effect it does not pay back, all others as they are set (Markdown)."""
    if not one.result.break_even:
        return ""
    told = _decisive(one)
    return " ".join(break_even(one, even) for even in one.result.break_even if even is not told and even.needed != 0)


def _stage(stage: str) -> str:
    return stage_word(stage) if stage else ""


def _called(setting) -> str:
    name = setting.target if setting.lever in RATED else lever_name(setting.lever)
    return _("“{name}”").format(name=words.escape_markdown(name))


def _digits(number: float) -> int:
    return 1 if abs(number) >= 0.95 else 2


def _chance(share: float) -> str:
    """A share of draws; of 500, neither never nor always is known."""
    if share >= 0.995:
        return _("over 99\u00a0%")
    if share <= 0.005:
        return _("under 1\u00a0%")
    return words.share(share)


def _no_proof(one) -> str:
    kinds = {told.link.kind for told in one.result.stands_on if told.link is not None}
    said = []
    if "belief" in kinds:
        said.append(_("Part of it rests on what is believed, not on your data."))
    elif LITERATURE in kinds:
        said.append(_("Part of it rests on studies elsewhere, not on your data."))
    if MEASURED in kinds:
        said.append(_("Associated with, not caused by: no experiment was made."))
    return " ".join(said)


def _lacking(one, told) -> str:
    """Which lever has no figure, and why (Markdown)."""
    setting, why = one.settings[told.place], told.missing
    if setting.lever == "price":
        return _("Nobody is taken to leave for the price: open what it rests on and say what you believe.")
    return _("**No figure for {name}**: {missing}. Open what it rests on and say what you believe.").format(
        name=_called(setting), missing=words.escape_markdown(missing_text(why.found, why.needed))
    )


def missing_text(found: str, needed: str) -> str:
    """What the data lack (plain)."""
    return _("found {found}, needed {needed}").format(found=translated(found), needed=translated(needed))


def correlation_source() -> str:
    """Where the offered strengths of the link come from (Markdown)."""
    weak, middling, strong = (words.decimal(each, 1) for each in CORRELATIONS)
    return _(
        "Your data do not link satisfaction to staying. Studies elsewhere found correlations of {weak}, {middling} and {strong}: Mittal "
        "and others (2023) count 535 of them, positive on average and very variable; Szymanski and Henard (2001) find about 0.5, mostly "
        "with intentions."
    ).format(weak=weak, middling=middling, strong=strong)


def elasticity_source() -> str:
    """Where the offered elasticity of winning customers comes from (Markdown)."""
    low, likely, high = (words.decimal(each, 2) for each in ELASTICITY)
    return _(
        "Taken from studies elsewhere, not from your data: sales grow with advertising by an elasticity of {likely} ({low} to {high}), the "
        "mean of 751 in 56 studies (Sethuraman, Tellis and Briesch, 2011)."
    ).format(likely=likely, low=low, high=high)


def fan_title(result) -> str:
    """What the picture shows (Markdown)."""
    return _("**Difference to today, added up month by month** — dashed: the estimate; bands: half of what may come, and {level}").format(
        level=words.share(result.level)
    )


def cash_sentence(result) -> str:
    """How much has to be laid out before anything comes back (Markdown)."""
    deepest, total = 0, 0
    for amount in result.cash:
        total += amount
        deepest = min(deepest, total)
    if deepest == 0:
        return _("No month adds up to less than today: nothing has to be laid out beforehand.")
    return _("At its deepest **{money}** are laid out beyond what has come back, not discounted.").format(
        money=amounts.about(-deepest, result.currency)
    )


def bar_names(one) -> dict[tuple[str, int | None], str]:
    """What each input of the tornado is called (plain)."""
    names = {
        ("moves", None): _("How customers move from stage to stage"),
        ("brought", None): _("What a customer brings a month"),
        ("newcomers", None): _("How many come new"),
    }
    for place, setting in enumerate(one.settings):
        told = one.result.stands_on[place]
        what = setting.target if setting.lever in RATED else lever_name(setting.lever)
        kind = (
            "" if told.link is None or told.link.kind == MEASURED else _(" (studies)") if told.link.kind == LITERATURE else _(" (belief)")
        )
        names["lever", place] = _("{name} → what it does{kind}").format(name=what, kind=kind)
    return names


def uncertain_sentence(one) -> str:
    """What most of the uncertainty comes from, and what to measure next (Markdown)."""
    result = one.result
    bar = max(result.tornado, key=lambda each: each.share)
    name = words.escape_markdown(bar_names(one)[bar.name, bar.place])
    said = (
        _("Most of it is **{name}**.").format(name=name)
        if bar.share > 0.5
        else _("The largest part of it is **{name}**.").format(name=name)
    )
    return " ".join((said, _next(one, bar)))


def _next(one, bar) -> str:
    if bar.name == "lever":
        told = one.result.stands_on[bar.place]
        if told.link.kind != MEASURED:
            return _("Measure that next: a trial with some customers would put a number in the belief’s place.")
        more = more_needed(bar, told.link.n)
        if more is None:
            return _("Measure that next: more answers and complaints followed up would narrow it.")
        return _("Measure that next: **{n} more** followed up would make the interval narrower by about {share}.").format(
            n=words.count(_rounded(more)), share=words.share(NARROWER)
        )
    if bar.name == "newcomers":
        return _("Who will come can’t be measured beforehand; leave them out to see what today’s customers alone bring.")
    return _("More months of orders narrow that by themselves; a longer history helps, a survey does not.")


def _rounded(number: int) -> int:
    """Two figures of it: more would say what isn't known."""
    step = 10 ** max(len(str(number)) - 2, 0)
    return -(-number // step) * step


def tornado_caption(result) -> str:
    """What the bars show (Markdown)."""
    low, high = (words.share((1 + sign * result.level) / 2) for sign in (-1, 1))
    said = _("Each bar: the result where this one input goes from {low} to {high} of what may be and the others stay as most likely.")
    kinds = {bar.kind for bar in result.tornado}
    marks = _("Solid: from your data. Hatched: a belief.") if kinds - {MEASURED} else _("All from your data.")
    return " ".join((said.format(low=low, high=high), marks))


def _money(money, result) -> tuple[str, str]:
    return amounts.estimate(money.value, money.low, money.high, result.currency)


def groups_table(result) -> tuple[list[str], list[list[str]]]:
    """What a scenario brings in each group of customers, the most first."""
    rows = sorted(result.by_segment, key=lambda part: -part[1])
    other = {"": _("(none)"), OTHERS: _("All other groups")}
    named = [[other.get(name, name), words.money(value, result.currency, whole=True)] for name, value in rows]
    return [_("Group"), _("More within the time looked at")], named
