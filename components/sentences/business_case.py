"""Whether a programme pays, what its readiness costs, and how its goals stand, in words: results in, Markdown out."""

from analysis.goals import BEHIND, CANNOT_TELL, MISSED, ON_COURSE, REACHED
from analysis.whatif.business_case import NO, PARTLY, TOLL
from components import words
from components.language import _, ngettext
from components.sentences import amounts


def kind_name(kind: str) -> str:
    """What a cost is called.

    >>> kind_name("time")
    'Our people’s time'
    """
    return {
        "licences": _("Licences"),
        "time": _("Our people’s time"),
        "training": _("Training"),
        "change": _("Changing how we work"),
        "infrastructure": _("Infrastructure"),
        "levers": _("What the scenario’s levers cost"),
    }[kind]


def pillar_name(pillar: str) -> str:
    """What a pillar is called."""
    return {"strategy": _("Strategy"), "people": _("People"), "process": _("Process"), "technology": _("Technology")}[pillar]


def statement(name: str) -> str:
    """What has to stand, by "pillar.statement".

    >>> statement("strategy.goals")
    'Our goals have a number and a date'
    """
    return {
        "strategy.goals": _("Our goals have a number and a date"),
        "strategy.segments": _("We know which customers it is for"),
        "strategy.owner": _("Somebody at the top answers for it"),
        "people.trained": _("Those who work with it have been trained"),
        "people.time": _("They have the time for it"),
        "people.rewarded": _("They are rewarded for customers who stay"),
        "process.described": _("Who does what, when a customer slips, is written down"),
        "process.complaints": _("Complaints are settled by a fixed way"),
        "process.measured": _("What comes of it is measured, with a group held out"),
        "technology.joined": _("Orders, answers and complaints meet in one place"),
        "technology.reachable": _("We can reach the customers that it picks"),
        "technology.maintained": _("Somebody keeps it running and the data clean"),
    }[name]


def case_quiet(result, *, company: str, revenue: bool) -> str:
    """Which company, which horizon, what of the money counts (Markdown)."""
    parts = [
        words.escape_markdown(company) if company else "",
        words.customers(result.customers),
        words.periods(result.months, "month"),
        _("revenue, no margin set") if revenue else "",
    ]
    return " · ".join(part for part in parts if part)


def case_answer(result, *, revenue: bool, believed: bool) -> str:
    """Whether it pays, and when, and whether the effect is a belief (Markdown)."""
    value, interval = amounts.estimate(result.value.value, result.value.low, result.value.high, result.currency)
    told = {"value": value, "interval": interval, "level": words.share(result.level), "time": words.periods(result.months, "month")}
    if result.value.low > 0:
        form = _("**The programme pays**: {value} more than it costs within {time}, in today’s money ({level}: {interval}).")
    elif result.value.high < 0:
        form = _("**The programme does not pay**: {value} within {time}, in today’s money ({level}: {interval}).")
    else:
        form = _("**Whether the programme pays can’t be told**: {value} within {time}, in today’s money ({level}: {interval}).")
    parts = [form.format(**told), _returns(result), _back(result), _needed(result)]
    if believed:
        parts.append(_("**What the programme does is what you believe**, not in your data."))
    if revenue:
        parts.append(_("Revenue is set against costs here: say the margin."))
    return " ".join(part for part in parts if part)


def _returns(result) -> str:
    if result.roi is None:
        return _("No cost is said yet.")
    low, high = (words.decimal(100 * end, 0) for end in (result.roi.low, result.roi.high))
    return _("A return of {roi} on {cost} ({level}: {low} to {high} %).").format(
        roi=words.share(result.roi.value, digits=0),
        cost=amounts.about(result.cost, result.currency),
        level=words.share(result.level),
        low=low,
        high=high,
    )


def _back(result) -> str:
    if result.payback is None:
        return ""
    month, low, high = result.payback.month, result.payback.low, result.payback.high
    if month is None:
        return _("It does not come back within {time}.").format(time=words.periods(result.months, "month"))
    late = _("later than {n}").format(n=words.count(result.months)) if high is None else words.count(high)
    return _("It is back by month {month} ({level}: {low} to {late}).").format(
        month=words.count(month), level=words.share(result.level), low=late if low is None else words.count(low), late=late
    )


def _needed(result) -> str:
    if result.needed is None or not result.cost:
        return ""
    return _("It pays as long as {share} of the expected effect comes.").format(share=words.share(result.needed, digits=0))


def toll_sentence(result) -> str:
    """What is not ready costs (Markdown)."""
    found = result.readiness
    if not found.answered:
        return _("Nothing is answered yet, so all is taken to be ready. **That is the rosiest case.**")
    if not found.delay and found.strength[1] == 1:
        return _("All that is answered stands: nothing is taken off.")
    value, interval = amounts.estimate(result.toll.value, result.toll.low, result.toll.high, result.currency)
    later = ngettext("{n} month later", "{n} months later", found.delay).format(n=words.count(found.delay))
    return _("What is not ready **costs {value}** ({level}: {interval}): the effect begins {later}, and {share} of it comes "
             "({low} to {high}). With all of it ready the programme would be worth {ready}.").format(
        value=value, level=words.share(result.level), interval=interval, later=later, share=words.share(found.strength[1], digits=0),
        low=words.decimal(100 * found.strength[0], 0), high=words.share(found.strength[2], digits=0),
        ready=amounts.about(result.ready.value, result.currency),
    )  # fmt: skip


def toll_note() -> str:
    """That what an answer does is an assumption (Markdown)."""
    (partly, (low, likely, _high)), (no, (least, most, _all)) = TOLL[PARTLY], TOLL[NO]
    return _("An assumption of Rapport’s, which nobody measured: each “no” delays by {no} month and leaves {most} of the effect "
             "({least} % at least), each “partly” by {partly} and {likely} ({low} %).").format(
        no=words.decimal(no, 0), most=words.share(most), least=words.decimal(100 * least, 0), partly=words.decimal(partly, 1),
        likely=words.share(likely), low=words.decimal(100 * low, 0),
    )  # fmt: skip


def pillars_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """What each pillar does: headers, and finished rows."""
    rows = [
        (pillar_name(name), words.decimal(months, 1), words.share(factor, digits=0))
        for name, months, factor in result.readiness.by_pillar
    ]
    return [_("Pillar"), _("months later"), _("of the effect that comes")], rows


def costs_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """What is spent on what, in today's money: headers, and finished rows."""
    rows = [(kind_name(kind), amounts.about(part, result.currency)) for kind, part in result.by_kind]
    return [_("Cost"), _("in today’s money")], [*rows, (_("Together"), amounts.about(result.cost, result.currency))]


def caption(result) -> str:
    """What the marks are (Markdown)."""
    return _("Dashed: the estimate; bands: half of what may come, and {level}. It begins with what is paid today.").format(
        level=words.share(result.level)
    )


def case_made(result) -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    return [
        (_("Effect"), _("the company is run on through its stages month by month, with and without, as the last months went")),
        (
            _("Value"),
            _("what it brings less what it costs, discounted at {rate} a year: the net present value; return is that over the cost").format(
                rate=words.share(result.discount_rate)
            ),
        ),
        (
            _("Interval"),
            _("what customers do, the belief and the readiness are drawn again and again; percentiles of {level}; seed {seed}").format(
                level=words.share(result.level), seed=words.count(result.seed)
            ),
        ),
        (_("Source"), _("The order of the pillars: Rigby, Reichheld and Schefter (2002), Avoid the four perils of CRM, HBR 80(2)")),
    ]


def measure_name(measure: str) -> str:
    """What a goal's measure is called.

    >>> measure_name("loyal")
    'Loyal, of all customers'
    """
    return {
        "active": _("With us, of all customers"),
        "loyal": _("Loyal, of all customers"),
        "slipping": _("Slipped within three months, of those with us"),
    }[measure]


def goals_note(standings) -> str:
    """That a share of all who ever ordered falls by itself (Markdown)."""
    if all(one.goal.measure == "slipping" for one in standings):
        return ""
    return _("Shares of all customers count everybody who has ever ordered: as those who left add up, they fall even where nothing gets "
             "worse. Who slipped within three months does not.")  # fmt: skip


def back_name(months: str) -> str:
    """From when a goal is counted."""
    return _("today’s data") if months == "0" else _("{n} months before").format(n=months)


def baseline_sentence(then, since) -> str:
    """What a measure was on the day that a goal is counted from (Markdown)."""
    return _("It was {share} on {day}, n\u00a0=\u00a0{n}.").format(
        share=words.share(then.value, then.low, then.high), day=words.day(since), n=words.count(then.n)
    )


def verdict_name(verdict: str) -> str:
    """How a goal stands, in a word or two."""
    return {
        REACHED: _("reached"),
        MISSED: _("missed"),
        ON_COURSE: _("on course"),
        BEHIND: _("behind"),
        CANNOT_TELL: _("can’t tell"),
    }[verdict]


def goals_answer(standings) -> str:
    """How the goals stand (Markdown)."""
    if not standings:
        return _("**No goal is set.** Without a number and a date nobody can say later whether the programme did what it was for.")
    said = []
    for one in standings:
        name = words.escape_markdown(one.goal.name)
        if one.now is None:
            said.append(_("**{name}: can’t tell**, of fewer than 5 customers.").format(name=name))
            continue
        said.append(
            _("**{name}: {verdict}**. {measure}: {now}, n\u00a0=\u00a0{n}; the way there asks {line} today, {target} by {day}.").format(
                name=name,
                verdict=verdict_name(one.verdict),
                measure=measure_name(one.goal.measure),
                now=words.share(one.now.value, one.now.low, one.now.high, digits=1),
                n=words.count(one.now.n),
                line=words.share(one.line, digits=1),
                target=words.share(one.goal.target, digits=1),
                day=words.day(one.goal.by),
            )
        )
    return "\n\n".join(said)
