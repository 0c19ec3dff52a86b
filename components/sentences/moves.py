"""Moves between stages in sentences: where customers are, which way they went, and what a threshold does to it."""

from __future__ import annotations

from analysis import evidence
from analysis.moves import OUTSIDE, PLACES, STANDING
from analysis.stages import ABANDONED, AT_RISK, LOYALTY, STAGES
from components import words
from components.language import _, ngettext
from components.sentences.beside import quiet_line
from components.sentences.nouns import together
from components.sentences.stages import stage_name

#: So much more often lost than won back is "far more often".
FAR = 2.5
#: With so few people each is a dot.
FEW_PEOPLE = 40


def came_from_name(place: str) -> str:
    """Where somebody was.

    >>> came_from_name("at_risk"), came_from_name("outside")
    ('At risk', 'New since')
    """
    return _("New since") if place == PLACES[OUTSIDE] else stage_name(place)


def went_to_name(place: str) -> str:
    """Where somebody is.

    >>> went_to_name("outside")
    'Out of touch'
    """
    return _("Out of touch") if place == PLACES[OUTSIDE] else stage_name(place)


def within(place: str) -> str:
    """A stage within a sentence.

    >>> within("at_risk"), within("loyalty")
    ('at risk', 'loyalty')
    """
    name = stage_name(place)
    return name[:1].lower() + name[1:]


def length(months: int) -> str:
    """How long a step is, within a sentence.

    >>> length(3), length(12)
    ('three months', 'a year')
    """
    return {1: _("one month"), 3: _("three months"), 12: _("a year")}.get(months) or words.periods(months, "month")


def signed(change: int) -> str:
    """A change with its sign.

    >>> signed(59), signed(-8).replace(words.MINUS, "-"), signed(0)
    ('+59', '-8', '±0')
    """
    return f"{'+' if change > 0 else words.MINUS if change < 0 else '±'}{words.count(abs(change))}"


def part_words(part) -> str:
    """Those who made a move, of how many: with their share where there are enough to have one."""
    counted = _("{n} of {of}").format(n=words.count(part.n), of=words.count(part.of))
    if evidence.strength(part.of) == "none":
        return counted
    return f"{counted}, {_said(part)}"


def few_people(result) -> bool:
    """Whether each person is a dot, as so few have no shares."""
    return int(result.flow.sum()) <= FEW_PEOPLE


def moves_quiet(result, *, company: str = "", filters: str = "") -> str:
    """Which company, through which day, since when, whose, and n."""
    people = sum(stock.now for stock in result.stages)
    parts = [
        _("complete through {day}").format(day=words.day(result.now)),
        _("moves since {day}").format(day=words.day(result.then)),
        words.escape_markdown(filters) if filters else _("all customers and prospects"),
        _("n\u00a0=\u00a0{n}").format(n=words.count(people)),
    ]
    return quiet_line(parts, company=company)


def moves_answer(result, *, months: int) -> str:
    """Where customers are, and which way those at risk and those in loyalty went."""
    if not result.customers:
        return _("Nobody here had ordered by {day}.").format(day=words.day(result.now))
    if few_people(result):
        return _too_few(result)
    at_risk, loyalty = result.stages[AT_RISK], result.stages[LOYALTY]
    return " ".join(part for part in (_first(result, at_risk), _at_risk(result, at_risk, months), _loyalty(loyalty)) if part)


def _first(result, at_risk) -> str:
    active = _("{share} of our {n} customers are active").format(
        share=words.share(result.active / result.customers), n=words.count(result.customers)
    )
    verdict = _verdict(at_risk)
    if verdict:
        return _("**{active}, and {verdict}.**").format(active=active, verdict=verdict)
    return _("**{active}.**").format(active=active)


def _verdict(at_risk) -> str:
    """Whether those at risk are lost more often than won back; nothing where it can't be told."""
    lost, back = at_risk.worse, at_risk.better
    if evidence.strength(at_risk.then) in ("none", "thin"):
        return ""
    if lost.low > back.high:
        if lost.share >= FAR * back.share:
            return _("those at risk are lost far more often than won back")
        return _("those at risk are lost more often than won back")
    if back.low > lost.high:
        return _("those at risk are won back more often than lost")
    return ""


def _at_risk(result, at_risk, months: int) -> str:
    if evidence.strength(at_risk.then) in ("none", "thin"):
        return ""
    few = _(" (few)") if evidence.strength(at_risk.then) == "few" else ""
    return _("Of {n}{few} at risk on {day}, {lost} were abandoned {when} later and {back} active again.").format(
        n=words.count(at_risk.then),
        few=few,
        day=day_words(result.then, result),
        lost=_said(at_risk.worse),
        when=length(months),
        back=_said(at_risk.better),
    )


def _loyalty(loyalty) -> str:
    if evidence.strength(loyalty.then) in ("none", "thin"):
        return ""
    form = _("Loyalty went from {then} to {now}: {slipped} of those in it slipped, and {came} others came in.")
    if not loyalty.change:
        form = _("Loyalty held its size ({now}): {slipped} of those in it slipped, and {came} others took their place.")
    return form.format(
        then=words.count(loyalty.then), now=words.count(loyalty.now), slipped=_said(loyalty.worse), came=words.count(loyalty.came_in)
    )


def _said(part) -> str:
    """A share and its interval; of none and of all the end that says something, as no interval of a move holds 0 or 1."""
    if not part.n:
        return _("none (at most {high})").format(high=words.share(part.high))
    if part.n == part.of:
        return _("all (at least {low})").format(low=words.share(part.low))
    return words.share(part.share, *ends(part))


def ends(part) -> tuple[float, float]:
    """The interval as it is shown: of few people the prior says more than they do, and the share itself may lie outside."""
    return min(part.low, part.share), max(part.high, part.share)


def _too_few(result) -> str:
    was = sum(stock.then for stock in result.stages if stock.stage != "prospect")
    bought = ngettext("{n} person has ordered", "{n} people have ordered", result.customers).format(n=words.count(result.customers))
    before = ngettext("{n} of them was a customer", "{n} of them were customers", was).format(n=words.count(was) if was else _("none"))
    return _(
        "**Too few customers to say which way they move.** {bought}; {before} on {day}. Moves are shown from 5 people in a stage and put "
        "into words from 10."
    ).format(bought=bought, before=before, day=words.day(result.then))


def one_gap(result) -> str:
    """That one usual gap is used for all that is shown."""
    return _("The population’s usual gap grows with the history; all that is shown uses that of {day}, {gap}.").format(
        day=words.day(result.now), gap=days(result.usual_gap_days)
    )


def days(number: float) -> str:
    """So many days, to the whole one.

    >>> days(45.97).replace(words.SPACE, " ")
    '46 days'
    """
    whole = round(number)
    return ngettext("{n}\u00a0day", "{n}\u00a0days", whole).format(n=words.count(whole))


def ledger_caption(result, *, contacts: bool) -> str:
    """What the ledger's marks mean, of the kinds that it has."""
    strengths = {evidence.strength(stock.then) for stock in result.stages if stock.then or stock.now}
    said = [_("Of those there on {day}, the rest stayed.").format(day=day_words(result.then, result))]
    if "thin" in strengths:
        said.append(_("Pale: 5 to 9 people, one of them is more than ten points."))
    said.append(_("Stages as they stood at the end of the two days; a move there and back in between is not seen."))
    if not contacts:
        said.append(_("No contacts are known here, so nobody is a prospect."))
    said.append(one_gap(result))
    return " ".join(said)


def standing_words() -> str:
    """What is better than what, from the best down."""
    order = sorted(range(len(STAGES)), key=lambda place: -STANDING[place])
    return together([within(STAGES[place]) for place in order])


def flow_title(result) -> str:
    """The heading of the flow."""
    return _("Which way did they go from {then} to {now}?").format(then=day_words(result.then, result), now=day_words(result.now, result))


def day_words(day, result) -> str:
    """A day short where both lie in one year, else written out."""
    return words.day_short(day) if result.then.year == result.now.year else words.day(day)


def widest(result) -> tuple[str, str, int] | None:
    """The move for the worse that most people made: from, to, how many."""
    found = [
        (int(result.flow[a, b]), STAGES[a], PLACES[b])
        for a in range(len(STAGES))
        for b in STANDING
        if STANDING[b] < STANDING[a] and result.flow[a, b]
    ]
    if not found:
        return None
    n, came_from, went_to = max(found)
    return came_from, went_to, n


def flow_answer(result) -> str:
    """The move to stop, and what is not drawn."""
    said, worst, still = [], widest(result), int(result.flow[ABANDONED, ABANDONED])
    if worst is not None and worst[2] >= evidence.THIN_BELOW:
        said.append(
            _("The widest brown band is the one to stop: {n} went from {came_from} to {went_to}.").format(
                n=words.count(worst[2]), came_from=within(worst[0]), went_to=_into(worst[1])
            )
        )
    if still:
        one = ngettext("Not drawn: the one who was abandoned on both days.", "Not drawn: the {n} who were abandoned on both days.", still)
        said.append(one.format(n=words.count(still)))
    return " ".join(said)


def _into(place: str) -> str:
    return _("out of touch") if place == PLACES[OUTSIDE] else within(place)


def matrix_title(months: int) -> str:
    """The heading of the transition matrix."""
    return _("How likely is each move in {length}?").format(length=length(months))


def matrix_note(result) -> str:
    """What a row and a cell are."""
    return _(
        "Each row adds up to 100\u00a0% of those in the stage on {day}; below each share its {level} interval, which a phone has in "
        "the table alone. An empty cell: nobody made that move, or the rule makes it impossible in so short a time; which of the two is in "
        "the table."
    ).format(day=day_words(result.then, result), level=words.share(result.level))


def steps_label(steps: int) -> str:
    """The choice of several steps.

    >>> steps_label(5)
    'The last 5 steps together'
    """
    return _("The last {n} steps together").format(n=words.count(steps))


def pooled_note(result) -> str:
    """What a pooled matrix adds up."""
    steps = len(result.days) - 1
    return _(
        "{steps} steps from {first} to {last}, added up; a person counts once a step, so that n counts people more than once and the "
        "{level} intervals, which take the steps for independent, are somewhat too narrow. An empty cell: nobody made that move."
    ).format(steps=words.count(steps), first=words.day(result.days[0]), last=words.day(result.days[-1]), level=words.share(result.level))


def matrix_table(rows, *, level: float) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every move as a row: how many, their share, its interval; those that can't be as such."""
    headers = [_("From"), _("To"), _("People"), _("Share"), _("{level} interval").format(level=words.share(level))]
    found = []
    for row in rows:
        if not row.n:
            found.append((stage_name(row.stage), "", words.count(0), _("nobody was there"), ""))
            continue
        for place, part in zip(PLACES, row.parts, strict=True):
            if part is None:
                continue
            shown = evidence.strength(part.of) != "none"
            low, high = ends(part)
            digits = words.digits_for(low, high)
            found.append(
                (
                    stage_name(row.stage),
                    went_to_name(place),
                    words.count(part.n),
                    words.share(part.share, digits=digits) if shown else _("fewer than 5"),
                    words.between(100 * low, 100 * high, digits) if shown else "",
                )
            )
    return headers, found


def behind_moves(n: int, came_from: str | None, went_to: str | None, result) -> str:
    """Who is listed: "627 were at risk on 30 June and abandoned on 30 September."."""
    then, now, outside = words.day(result.then), words.day(result.now), PLACES[OUTSIDE]
    count = words.count(n)
    parts = []
    if came_from == outside:
        parts.append(ngettext("**{n}** was not here on {then}", "**{n}** were not here on {then}", n).format(n=count, then=then))
    elif came_from is not None:
        parts.append(
            ngettext("**{n}** was in “{stage}” on {then}", "**{n}** were in “{stage}” on {then}", n).format(
                n=count, stage=stage_name(came_from), then=then
            )
        )
    if went_to is not None:
        there = (
            _("out of touch on {now}").format(now=now)
            if went_to == outside
            else _("in “{stage}” on {now}").format(stage=stage_name(went_to), now=now)
        )
        parts.append(there if parts else ngettext("**{n}** is {there}", "**{n}** are {there}", n).format(n=count, there=there))
    return together(parts) + "."


def moves_made(result, *, contacts: bool, cancellations: bool) -> list[tuple[str, str]]:
    """How the ledger, the flow and the matrix were made."""
    level = words.share(result.level)
    return [
        (_("Stage"), _("by the rule, from orders and contacts alone, at the end of a day; nothing later is looked at")),
        (
            _("Usual gap"),
            _(
                "of each customer: the mean of the days between orders, drawn towards the population’s {gap} as long as there is little "
                "to go by; both days use that of {day}"
            ).format(gap=days(result.usual_gap_days), day=words.day(result.now)),
        ),
        (_("Worse and better"), _("from the best down: {order}").format(order=standing_words())),
        (_("Active"), _("in capture, maintenance, loyalty or recovered")),
        (
            _("Interval"),
            _(
                "{level}, of one and the same kind in the ledger, the flow and the matrix: a row’s moves are multinomial, with half a "
                "person more for each move that the rule allows (Jeffreys’ prior), so that a share’s posterior is a Beta distribution"
            ).format(level=level),
        ),
        (
            _("Impossible moves"),
            _("those that the rule does not allow within these days, as from loyalty to capture, have no share and no interval"),
        ),
        (
            _("Contacts"),
            (_("those that the customer began") if contacts else _("none are known"))
            + ("; " + (_("cancellations count") if cancellations else _("no cancellation is known"))),
        ),
        (_("Left out"), _("orders that name nobody, and orders that were cancelled, unpaid, drafts or tests")),
    ]
