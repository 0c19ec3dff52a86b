"""Groups side by side, in sentences: a result in, Markdown out, data values escaped.

Of a group with fewer than ten customers at the age compared no number is put into words.
"""

from babel.lists import format_list

from analysis import evidence
from analysis.traits import LATER, MEMBER
from components import words
from components.exact import Exact, Said
from components.language import LOCALE, _, ngettext
from components.sentences.who import field_name, group_name, who_are


def point_of(result, place: int, age: int):
    """A group's point at an age, or nothing."""
    return next((point for point in result.groups[place].ages if point.age == age), None)


def labelled_age(result) -> int | None:
    """The age whose shares stand at the lines' ends: the oldest at which no group that was ever larger is below thirty, or else ten."""
    there = [group for group in result.groups if group.ages and group.ages[0].at_risk >= evidence.THIN_BELOW]
    for least in (evidence.FEW_BELOW, evidence.THIN_BELOW):
        ages = [at for at, *points in zip(result.ages, *(group.ages for group in there)) if all(p.at_risk >= least for p in points)]
        if ages:
            return ages[-1]
    return None


def groups_answer(result) -> str:
    """What is the same age's share in each group, and which can be told apart."""
    if result.age is None:
        return _too_early(result)
    told = [place for place in range(len(result.groups)) if _strength(result, place) in ("few", "enough")]
    if len(told) < 2:
        return _too_few(result, told)
    said = _two(result, told) if len(told) == 2 else _several(result, told)
    untold = [place for place in range(len(result.groups)) if place not in told]
    return f"{said} {_nothing_of(result, untold)}".strip()


def _strength(result, place: int) -> str:
    point = point_of(result, place, result.age)
    return evidence.strength(point.at_risk) if point else "none"


def _too_early(result) -> str:
    forms = {
        "week": _("Too early to compare: there is no complete week after the first order that all of these groups have reached."),
        "month": _("Too early to compare: there is no complete month after the first order that all of these groups have reached."),
        "quarter": _("Too early to compare: there is no complete quarter after the first order that all of these groups have reached."),
    }
    return forms[result.period]


def _too_few(result, told: list[int]) -> str:
    untold = [place for place in range(len(result.groups)) if place not in told]
    return _("{nothing} That takes ten in each, better thirty, who have been here for {time}.").format(
        nothing=_nothing_of(result, untold), time=words.periods(max(result.age, 1), result.period)
    )


def _nothing_of(result, places: list[int]) -> str:
    if not places:
        return ""
    return _("Too few customers to say anything of {names}.").format(names=_listed([_name(result, place) for place in places]))


def _name(result, place: int) -> str:
    return f"“{words.escape_markdown(group_name(result.field, result.groups[place].value))}”"


def _listed(parts: list[str]) -> str:
    return format_list(parts, locale=LOCALE)


def _when(result) -> str:
    """ "In the sixth month": the age compared, at a sentence's beginning."""
    if result.age == 0:
        forms = {
            "week": _("Within the week of the first order"),
            "month": _("Within the month of the first order"),
            "quarter": _("Within the quarter of the first order"),
        }
        return forms[result.period]
    forms = {
        ("active", "week"): _("In the {ordinal} week"),
        ("active", "month"): _("In the {ordinal} month"),
        ("active", "quarter"): _("In the {ordinal} quarter"),
        ("still_here", "week"): _("In the {ordinal} week or later"),
        ("still_here", "month"): _("In the {ordinal} month or later"),
        ("still_here", "quarter"): _("In the {ordinal} quarter or later"),
        ("returned", "week"): _("By the end of the {ordinal} week"),
        ("returned", "month"): _("By the end of the {ordinal} month"),
        ("returned", "quarter"): _("By the end of the {ordinal} quarter"),
    }
    return forms[result.kind, result.period].format(ordinal=words.ordinal(result.age))


def _two(result, told: list[int]) -> str:
    [pair] = result.here
    one, two = (point_of(result, place, result.age) for place in told)
    forms = {
        "active": _("{when} {one} of {who} ordered, against {two} of {others}: {points} {way}. {verdict}"),
        "still_here": _("{when} {one} of {who} ordered, against {two} of {others}: {points} {way}. {verdict}"),
        "returned": _("{when} {one} of {who} were back, against {two} of {others}: {points} {way}. {verdict}"),
    }
    less = pair.difference < 0
    ends = (-pair.high, -pair.low) if less else (pair.low, pair.high)
    return forms[result.kind].format(
        when=_when(result),
        one=_share(one),
        who=_people(result, told[0], one),
        two=_share(two),
        others=_people(result, told[1], two),
        points=words.points(abs(pair.difference), *ends),
        way=_("less") if less else _("more"),
        verdict=_("The two are distinguishable.") if pair.distinguishable else _("The two are not distinguishable with these n."),
    )


def _share(point) -> str:
    number, _mark, interval = words.share(point.rate, point.low, point.high).partition(" (")
    return f"**{number}** ({interval}" if interval else f"**{number}**"


def _people(result, place: int, point) -> str:
    """ "514 customers whose first order came by web", with "few" where they are."""
    value = result.groups[place].value
    n = words.customers(point.at_risk)
    if value is None:
        n = words.count(point.at_risk)
        said = _("all {n} others").format(n=n)
    else:
        said = f"{n} {who_are(result.field, value)}"
    return _("{people} (few)").format(people=said) if evidence.strength(point.at_risk) == "few" else said


def _several(result, told: list[int]) -> str:
    parts = []
    for place in told:
        point = point_of(result, place, result.age)
        few = _(", few") if evidence.strength(point.at_risk) == "few" else ""
        parts.append(
            _("{share} of {n}{few} in {name}").format(
                share=_share(point), n=words.count(point.at_risk), few=few, name=_name(result, place)
            )
        )
    verb = _("were back") if result.kind == "returned" else _("ordered")
    shares = _("{when} {shares} {verb}.").format(when=_when(result), shares=_listed(parts), verb=verb)
    return f"{shares} {_verdicts(result)}"


def _verdicts(result) -> str:
    """Which pairs can be told apart, and which can't."""
    apart = [_pair(result, pair) for pair in result.here if pair.distinguishable]
    alike = [_pair(result, pair) for pair in result.here if not pair.distinguishable]
    if not apart:
        return _("None of them are distinguishable with these n.")
    if not alike:
        return _("All are distinguishable from one another.")
    return _("Distinguishable: {apart}. Not distinguishable with these n: {alike}.").format(apart=_listed(apart), alike=_listed(alike))


def _pair(result, pair) -> str:
    return _("{one} from {two}").format(one=_name(result, pair.first), two=_name(result, pair.second))


def groups_meaning(result) -> str:
    """What the difference is associated with, and what it need not mean."""
    if not result.here:
        return ""
    if not any(pair.distinguishable for pair in result.here):
        return _alike(result)
    forms = {
        "active": _("“{field}” is associated with how many order; it need not be the cause: these customers may differ in other ways."),
        "still_here": _("“{field}” is associated with staying longer; it need not be the cause: these customers may differ in other ways."),
        "returned": _("“{field}” is associated with coming back; it need not be the cause: these customers may differ in other ways."),
    }
    said = [forms[result.kind].format(field=field_name(result.field))]
    if result.field in LATER:
        said = [_later(result)]
    last = max(result.apart)
    unbroken = result.apart == tuple(age for age in result.ages if age <= last)
    if len(result.groups) == 2 and unbroken and last < result.ages[-1]:
        said.append(
            _("After {age} the two are not distinguishable: the difference has gone, or too few customers have been here so long.").format(
                age=_age(result, last)
            )
        )
    return " ".join(said)


def _later(result) -> str:
    if result.field == MEMBER:
        return _(
            "Membership goes with staying, but it begins after the first order: whoever stays has more time to join. "
            "The difference, or all of it, may be that; it does not say what the programme does."
        )
    return _(
        "Satisfaction goes with staying, but it was asked after the first order: whoever stays has more occasions to answer. "
        "It does not say what satisfying somebody would do."
    )


def _alike(result) -> str:
    said = _("That doesn’t mean that they are alike.")
    if len(result.here) == 1:
        [pair] = result.here
        said += " " + _("The difference may be anything between {low} and {high} points.").format(
            low=words.decimal(100 * pair.low, 0), high=words.decimal(100 * pair.high, 0)
        )
    return said


def _age(result, age: int) -> str:
    name = words.age_name(age, result.period)
    return name[:1].lower() + name[1:]


def groups_caption(result) -> str:
    """Which ages are compared and why, what the bracket marks, and what is pale."""
    if result.age is None:
        return ""
    said = [_compared(result)]
    if len({(group.first, group.last) for group in result.groups if group.customers}) > 1:
        said.append(_("Their first orders lie at different times: a season, or a change over time, may be part of the difference."))
    if result.apart:
        of_two = _("The bracket: where the two are distinguishable; overlapping bands don’t decide that.")
        of_more = _("The bracket: where at least two are distinguishable; overlapping bands don’t decide that.")
        said += [of_two if len(result.groups) == 2 else of_more, _("Each age is judged by itself, and one in twenty may be so by chance.")]
    last = labelled_age(result)
    if last is not None and last != result.ages[-1]:
        said.append(_("Shares at the lines’ ends: those of {age}.").format(age=_age(result, last)))
    strengths = {evidence.strength(point.at_risk) for group in result.groups for point in group.ages}
    if "few" in strengths:
        said.append(_("Points without a line: few, 10 to 29 customers."))
    if "thin" in strengths:
        said.append(_("Pale: 5 to 9."))
    if "none" in strengths:
        said.append(_("Fewer than five: no share."))
    return " ".join(said)


def _compared(result) -> str:
    """ "Compared up to month 8, which all have reached; “fair” no later one: its first orders begin in March 2026." """
    said = _("Compared up to {age}, which all have reached.").format(age=_age(result, result.ages[-1]))
    oldest = max(group.reached for group in result.groups if group.customers)
    short = [place for place, group in enumerate(result.groups) if group.customers and group.reached == result.ages[-1] < oldest]
    for place in short:
        first = words.escape_markdown(words.the_period(result.groups[place].first, result.period))
        said += " " + _("First orders of {name} begin in {period}.").format(name=_name(result, place), period=first)
    return said


def groups_alone(*, known: bool) -> str:
    """What is not drawn beside groups, and where it is (Markdown)."""
    if known:
        return _("Single cohorts and the truth stand beside the curve of all customers: choose no groups to see them.")
    return _("Single cohorts stand beside the curve of all customers: choose no groups to see them.")


def groups_people(result, place: int, age: int, number: int, at_risk: int, *, others: bool) -> str:
    """Whose names follow, of one point (Markdown)."""
    forms = {
        ("active", False): _("{group}, {age}: **{n}** of {all} ordered then."),
        ("active", True): _("{group}, {age}: **{n}** of {all} did not order then."),
        ("still_here", False): _("{group}, {age}: **{n}** of {all} ordered then or later."),
        ("still_here", True): _("{group}, {age}: **{n}** of {all} ordered neither then nor later."),
        ("returned", False): _("{group}, {age}: **{n}** of {all} were back by then."),
        ("returned", True): _("{group}, {age}: **{n}** of {all} were not back by then."),
    }
    return forms[result.kind, others].format(
        group=_name(result, place), age=_age(result, age), n=words.count(number), all=words.count(at_risk)
    )


def groups_quiet(result) -> str:
    """What is compared, with n, for the quiet line."""
    sizes = (
        _("{name} n\u00a0=\u00a0{n}").format(name=_name(result, place), n=words.count(group.customers))
        for place, group in enumerate(result.groups)
    )
    return f"{field_name(result.field)}: {', '.join(sizes)}"


def groups_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The curves as a table, a row an age: share, interval and n of each group; of two, their difference."""
    lengths = {"week": _("Week"), "month": _("Month"), "quarter": _("Quarter")}
    level = words.share(result.level)
    headers = [lengths[result.period]]
    for group in result.groups:
        name = group_name(result.field, group.value)
        headers += [name, _("{level} interval").format(level=level), _("n")]
    if len(result.groups) == 2:
        headers.append(_("Difference, points"))
    differences = {pair.age: words_of_difference(pair) for pair in result.pairs}
    rows = []
    for age in result.ages:
        row = [words.count(age)]
        for place in range(len(result.groups)):
            row += _cells(point_of(result, place, age))
        rows.append((*row, *([differences.get(age, "")] if len(result.groups) == 2 else [])))
    return headers, rows


def _cells(point) -> list[str]:
    if point is None:
        return ["", "", words.count(0)]
    if evidence.strength(point.at_risk) == "none":
        return [_("fewer than 5"), "", words.count(point.at_risk)]
    between = words.between(100 * point.low, 100 * point.high, 1)
    return [words.share(point.rate, digits=1), between, words.count(point.at_risk)]


def words_of_difference(pair) -> str:
    """ "+7.9 (4.0 to 12.1)", in points."""
    number = words.decimal(100 * pair.difference, 1)
    sign = "" if number.startswith(words.MINUS) or number == words.decimal(0, 1) else "+"
    said = f"{sign}{number} ({words.between(100 * pair.low, 100 * pair.high, 1)})"
    return Said(said, Exact(value=100 * pair.difference, low=100 * pair.low, high=100 * pair.high, form="0.0"))


def pairs_title(result) -> str:
    """The heading of the table of pairs."""
    return _("Every pair in {age}").format(age=_age(result, result.age))


def pairs_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every pair at the age compared: difference, p adjusted, and whether the two can be told apart."""
    headers = [_("Pair"), _("Difference, points"), _("p, adjusted"), _("Distinguishable")]
    rows = []
    for pair in result.here:
        one, two = (group_name(result.field, result.groups[place].value) for place in (pair.first, pair.second))
        p = _("under 0.001") if pair.adjusted_p < 0.001 else words.decimal(pair.adjusted_p, 3)
        verdict = _("yes") if pair.distinguishable else _("not with these n")
        rows.append((_("{one}\u00a0−\u00a0{two}").format(one=one, two=two), words_of_difference(pair), p, verdict))
    return headers, rows


def groups_made(result) -> list[tuple[str, str]]:
    """How the comparison was made."""
    level, pairs = words.share(result.level), len(result.here)
    looked = ngettext("{n} pair at this age", "{n} pairs at this age", pairs).format(n=words.count(pairs))
    return [
        (_("Group"), _("customers who share a value, each with the whole history; what is filtered is left out of all of them")),
        (_("Compared"), _("pooled shares at the same age, up to the oldest age that every group has a cohort for")),
        (_("Interval of a share"), _("Wilson’s score interval at {level}").format(level=level)),
        (_("Interval of a difference"), _("Newcombe’s hybrid score interval at {level} (Newcombe 1998, method 10)").format(level=level)),
        (
            _("Distinguishable"),
            _(
                "the smallest level at which Newcombe’s interval still leaves out 0 gives a p-value; it is adjusted by Benjamini and "
                "Hochberg over the {looked}, and may be at most {q}"
            ).format(looked=looked, q=words.share(1 - result.level)),
        ),
        (_("Left out"), _("pairs with a group of fewer than ten customers at that age; ages that not all groups have reached")),
    ]
