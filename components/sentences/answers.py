"""How far answers speak for all customers, whether they change, and what the satisfied did next, in sentences."""

from analysis import calendar, evidence
from analysis.respondents import NOTED, UNLIKE
from components import words
from components.language import _, ngettext
from components.sentences.satisfaction import mean, names
from components.sentences.stages import stage_name


def answers_answer(found, behaviour) -> str:
    """Who answered, what it does to the numbers, and whether satisfaction goes with coming back (Markdown)."""
    return " ".join(part for part in (_rate(found), _unlike(found), _next(behaviour)) if part)


def _rate(found) -> str:
    rates = [rate for rate in found.rates if evidence.strength(rate.rate.n) in ("few", "enough")]
    if not rates:
        return _("Nobody who answered can be met among the customers, so nobody knows whom these answers speak for.")
    # A wave that is still going on has had less time: the one before it says more.
    over = [rate for rate in rates if rate.label not in _going_on(found)] or rates
    last = over[-1].rate
    return _("**{share}** of the {n} customers there were answered in the last whole wave.").format(
        share=words.share(last.rate, last.low, last.high), n=words.count(last.n)
    )


def _going_on(found) -> set[str]:
    """What a month's or a quarter's wave would be called that is not over."""
    kinds = ("month", "quarter")
    return {
        calendar.label(calendar.number(found.as_of, kind), kind)
        for kind in kinds
        if calendar.number(found.as_of, kind) != calendar.last_complete(found.as_of, kind)
    }


def _unlike(found) -> str:
    unlike = [one for one in found.balance if one.reading in (NOTED, UNLIKE) and one.difference is not None]
    if not found.balance:
        return ""
    if not unlike:
        return _("Those who answered are like the others in what they ordered before.")
    first = max(unlike, key=lambda one: abs(one.difference))
    said = _more(first)
    overall = next((one for one in found.weighed if one.kind == "overall"), None)
    if overall is None:
        return said
    return (
        said
        + " "
        + _("Weighted to all customers, mean satisfaction is {weighted} instead of {plain}.").format(
            weighted=mean(overall.weighted), plain=words.decimal(overall.plain.value, 2)
        )
    )


def _more(one) -> str:
    more = one.difference > 0
    forms = {
        ("orders_a_year", True): _("Those who answered had ordered **more often** than the others."),
        ("orders_a_year", False): _("Those who answered had ordered **less often** than the others."),
        ("net_a_year", True): _("Those who answered had brought **more** than the others."),
        ("net_a_year", False): _("Those who answered had brought **less** than the others."),
        ("days_since_last", True): _("The last order of those who answered lay **longer back** than the others’."),
        ("days_since_last", False): _("The last order of those who answered was **more recent** than the others’."),
        ("days_since_first", True): _("Those who answered had been customers **for longer** than the others."),
        ("days_since_first", False): _("Those who answered had been customers for a **shorter** time than the others."),
        ("complained", True): _("Those who answered had complained **more often** than the others."),
        ("complained", False): _("Those who answered had complained **less often** than the others."),
    }
    return forms[one.measure, more]


def _next(behaviour) -> str:
    if behaviour is None or behaviour.comparison is None:
        return ""
    found = behaviour.comparison
    apart = found.low > 0 or found.high < 0
    shares = _("{satisfied} of the satisfied ordered again within {days} days, {others} of the others").format(
        satisfied=words.share(found.first.rate), others=words.share(found.second.rate), days=words.count(behaviour.days)
    )
    difference = words.points(found.difference, found.low, found.high)
    if apart:
        return _("{shares}: {difference}, distinguishable.").format(shares=shares, difference=difference)
    return _("{shares}: {difference}, not distinguishable with these n.").format(shares=shares, difference=difference)


def measure_name(measure: str) -> str:
    """What is compared."""
    return {
        "orders_a_year": _("Days with an order in the year before"),
        "net_a_year": _("Net revenue in the year before"),
        "days_since_last": _("Days since the last order"),
        "days_since_first": _("Days since the first order"),
        "complained": _("Complained in the year before"),
    }[measure]


def balance_table(found) -> tuple[list[str], list[tuple[str, ...]]]:
    """Those who answered beside the others, before the survey: headers, and finished rows."""
    headers = [_("Before the wave"), _("Answered"), _("Did not"), _("Standardised difference"), _("Reading")]
    rows = []
    for one in found.balance:
        if one.measure == "net_a_year":
            values = [words.money(round(value), found.currency, whole=True) for value in (one.respondents, one.others)]
        elif one.measure == "complained":
            values = [words.share(value) for value in (one.respondents, one.others)]
        else:
            digits = 1 if one.measure == "orders_a_year" else 0
            values = [words.decimal(value, digits) for value in (one.respondents, one.others)]
        reading = {"balanced": _("alike"), NOTED: _("worth noting"), UNLIKE: _("unlike")}[one.reading]
        difference = "" if one.difference is None else words.decimal(one.difference, 2)
        rows.append((measure_name(one.measure), *values, difference, reading))
    return headers, rows


def rates_table(found, called) -> tuple[list[str], list[tuple[str, ...]]]:
    """The response rate by wave, the newest first; `called` says what a wave is called."""
    headers = [_("Wave"), _("Answered"), _("Customers there were"), _("of them new in it")]
    rows = [
        (
            called(rate.label),
            words.share(rate.rate.rate, rate.rate.low, rate.rate.high) if evidence.strength(rate.rate.n) != "none" else _("fewer than 5"),
            words.count(rate.rate.n),
            words.count(rate.newcomers),
        )
        for rate in reversed(found.rates)
    ]
    return headers, rows


def respondents_caption(found) -> str:
    """What is weighted, by what, and what no weight can do (Markdown)."""
    said = [
        _(
            "● as they answered · ○ weighted, so that each stage of loyalty counts for as much as it has customers; "
            "the weighted answers are worth {n} equal ones."
        ).format(n=words.count(round(found.effective)))
        if found.field == "stage"
        else _("● as they answered · ○ weighted to all customers; the weighted answers are worth {n} equal ones.").format(
            n=words.count(round(found.effective))
        )
    ]
    if found.uncovered > 0:
        said.append(_("{share} of the customers are of kinds in which nobody answered.").format(share=words.share(found.uncovered)))
    if found.capped:
        said.append(
            ngettext("{n} answer would weigh more than five: cut to that.", "{n} answers would weigh more than five: cut to that.",
                     found.capped).format(n=words.count(found.capped))
        )  # fmt: skip
    unknown = found.unknown + found.never_ordered
    if unknown:
        said.append(
            ngettext("{n} answer is of nobody with an order.", "{n} answers are of nobody with an order.", unknown).format(
                n=words.count(unknown)
            )
        )
    said.append(_("Weights make up for what is known of customers, not for why some keep silent."))
    return " ".join(said)


def behaviour_answer(found) -> str:
    """What a point of satisfaction goes along with, and whether that carries a conclusion (Markdown)."""
    if found.link == "no overall question":
        return _("No survey asks for satisfaction on the whole, so nothing ties answers to what came next.")
    if found.link in ("few answers", "few retained", "few lost"):
        why = {
            "few answers": _("too few were watched for {days} days after their answer"),
            "few retained": _("too few of them ordered again"),
            "few lost": _("too few of them did not order again"),
        }[found.link].format(days=words.count(found.days))
        more = ngettext("about {n} more respondent would do", "about {n} more respondents would do", found.needed).format(
            n=words.count(found.needed)
        )
        return _("**Not enough data** to tie satisfaction to coming back: {why}; {more}.").format(why=why, more=more)
    slope = found.slope
    number = words.points(slope.share, slope.share_low, slope.share_high)
    n = _("n\u00a0=\u00a0{n}").format(n=words.count(slope.n))
    if found.link == "unclear":
        return _(
            "Whether satisfaction goes along with coming back can’t be told: a point more goes with {number} of the share who order "
            "again within {days} days ({n}), which holds none."
        ).format(number=number, days=words.count(found.days), n=n)
    said = _("A point more goes with **{number}** of the share who order again within {days} days ({n}): associated, not proven.").format(
        number=number, days=words.count(found.days), n=n
    )
    inside = found.within_stages
    if inside is None:
        return said
    left = words.points(inside.share, inside.share_low, inside.share_high)
    if inside.share_low > 0:
        return said + " " + _("Among customers of the same stage it is {left}.").format(left=left)
    return (
        said
        + " "
        + _("Among customers of the same stage it is {left}, which holds none: much of it is that the loyal are content.").format(left=left)
    )


def behaviour_caption(found) -> str:
    """What was watched (Markdown)."""
    said = [
        _(
            "The answer came before, the orders after: each customer by the first answer, watched for {days} days; {level} intervals."
        ).format(days=words.count(found.days), level=words.share(found.level))
    ]
    if found.waiting:
        said.append(
            ngettext("{n} answered too recently to be watched.", "{n} answered too recently to be watched.", found.waiting).format(
                n=words.count(found.waiting)
            )
        )
    said.append(_("A hidden habit can lift both satisfaction and orders; no interval covers that."))
    return " ".join(said)


def stages_table(found) -> tuple[list[str], list[tuple[str, ...]]]:
    """Satisfaction by stage: headers, and finished rows."""
    headers = [_("Stage when they answered"), _("Satisfied"), _("Mean"), _("Answers")]
    rows = [
        (stage_name(one.stage), words.share(one.best.rate, one.best.low, one.best.high), mean(one.mean), words.count(one.best.n))
        for one in found.stages
        if evidence.strength(one.best.n) != "none"
    ]
    return headers, rows


def trust_answer(found) -> str:
    """Where expectations were missed and where they were exceeded, over all (Markdown)."""
    every = [one for one in found.kept if one.stage is None]
    if not every:
        return _("Nobody was asked what was expected beside what was received, or fewer than ten gave both.")
    short = [one.name for one in sorted(every, key=lambda one: one.gap.value) if one.reading == "short"]
    above = [one.name for one in sorted(every, key=lambda one: -one.gap.value) if one.reading == "above"]
    met = [one.name for one in every if one.reading == "met"]
    said = []
    if short:
        said.append(
            _("**Less than expected**: {names}. Either what is delivered falls short, or too much was promised.").format(
                names=words.escape_markdown(names(short))
            )
        )
    if above:
        said.append(
            _("More than expected: {names}. Who expects so little may never come.").format(names=words.escape_markdown(names(above)))
        )
    if met:
        said.append(_("As expected: {names}.").format(names=words.escape_markdown(names(met))))
    return " ".join(said) or _("Of no attribute it can be told whether more or less was received than expected.")


def trust_table(found) -> tuple[list[str], list[tuple[str, ...]]]:
    """Expected, received and the gap, over all and by stage: headers, and finished rows."""
    readings = {
        "short": _("less than expected"),
        "above": _("more than expected"),
        "met": _("as expected"),
        "cannot tell": _("can’t be told"),
    }
    headers = [_("Attribute"), _("Stage"), _("Expected"), _("Received"), _("Received less expected"), _("Answers"), _("Reading")]
    rows = [
        (
            one.name,
            _("all") if one.stage is None else stage_name(one.stage),
            words.decimal(one.expected.value, 2),
            words.decimal(one.received.value, 2),
            mean(one.gap),
            words.count(one.gap.n),
            readings[one.reading],
        )
        for one in found.kept
    ]
    return headers, rows


def contrasts_answer(result, called) -> str:
    """Which segments or waves differ beyond chance (Markdown); `called` gives a value's name."""
    if not result.contrasts:
        return _("Nothing to compare: it takes two groups of ten answers each.")
    apart = [one for one in result.contrasts if one.distinguishable]
    if not apart:
        return ngettext(
            "No difference is distinguishable with these n, of {n} comparison.",
            "No difference is distinguishable with these n, of {n} comparisons.",
            len(result.contrasts),
        ).format(n=words.count(len(result.contrasts)))
    said = [
        _("**{name}**: {first} {sign}{value} points ({interval}) against {second}").format(
            name=words.escape_markdown(one.name or _("on the whole")),
            first=words.escape_markdown(called(one.first)),
            second=_("all others") if one.second is None else words.escape_markdown(called(one.second)),
            sign="+" if one.value > 0 else "",
            value=words.decimal(one.value, 2),
            interval=words.between(one.low, one.high, 2),
        )
        for one in apart[:3]
    ]
    more = len(apart) - 3
    rest = " " + ngettext("{n} more is in the table.", "{n} more are in the table.", more).format(n=words.count(more)) if more > 0 else ""
    return "; ".join(said) + "." + rest


def contrasts_table(result, called) -> tuple[list[str], list[tuple[str, ...]]]:
    """All comparisons, the surest first: headers, and finished rows."""
    headers = [_("Question"), _("Group"), _("against"), _("Difference in points"), _("p, adjusted"), _("Reading")]
    rows = [
        (
            one.name or _("on the whole"),
            called(one.first),
            _("all others") if one.second is None else called(one.second),
            f"{words.decimal(one.value, 2)} ({words.between(one.low, one.high, 2)})",
            words.decimal(one.adjusted_p, 3),
            _("distinguishable") if one.distinguishable else _("not distinguishable"),
        )
        for one in result.contrasts
    ]
    return headers, rows


def weighed_table(found) -> tuple[list[str], list[tuple[str, ...]]]:
    """As answered beside weighted: headers, and finished rows."""
    rows = [
        (one.name or one.kind, mean(one.plain), mean(one.weighted), words.count(one.plain.n), words.count(round(one.weighted.n)))
        for one in found.weighed
    ]
    return [_("Question"), _("As answered"), _("Weighted"), _("Answers"), _("worth")], rows


def again_table(found) -> tuple[list[str], list[tuple[str, ...]]]:
    """Who ordered again by what was answered: headers, and finished rows."""
    rows = [
        (
            words.decimal(one.answer, 0 if float(one.answer).is_integer() else 1),
            words.share(one.retained.rate, one.retained.low, one.retained.high),
            words.count(one.retained.k),
            words.count(one.retained.n),
        )
        for one in found.answers
        if evidence.strength(one.retained.n) != "none"
    ]
    return [_("Answer"), _("Ordered again"), _("Customers"), _("of")], rows


def answers_made(found, behaviour) -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    return [
        (_("Answered"), _("customers with an order by the end of a wave who answered in it; an answer that names nobody can’t be met")),
        (
            _("Standardised difference"),
            _("the difference of the means in parts of their common spread (Austin, 2009), on orders before the wave; "
              "from 0.1 worth noting, from 0.25 unlike"),
        ),
        (
            _("Weighted"),
            _("each kind of customer counts for as much as there are of it, no answer for more than five; "
              "n is what equal answers it is worth (Kish, 1965)"),
        ),
        (
            _("What came next"),
            _("each customer by the first answer, watched for {days} days; satisfied and others within the quarter of the answer "
              "(Mantel and Haenszel, 1959); the slope by logistic regression").format(days=words.count(behaviour.days)),
        ),
        (_("Groups and waves"), _("Welch’s test of two means, all comparisons corrected together (Benjamini and Hochberg, 1995)")),
        (_("Expected"), _("received less expected, of the same people; as expected where the interval is within a quarter of a point")),
    ]  # fmt: skip
