"""The findings in sentences: what stands out, the evidence for it, and what it is worth; Markdown, data values escaped."""

from analysis.followup import AGAIN, STILL
from components import words
from components.language import _, ngettext
from components.sentences import amounts
from components.sentences.who import who_are

#: So many are shown: more than a person takes along.
MOST = 6


def shown(result, *, every: bool = False) -> tuple:
    """The findings worth a place on the page, the most valuable first; or all of them."""
    return result.found if every else result.found[:MOST]


def findings_title(result, *, every: bool = False) -> str:
    """The heading over them."""
    number = len(shown(result, every=every))
    if not number:
        return _("Nothing stands out yet")
    named = (_("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"))[number - 1] if number <= MOST else words.count(number)
    return ngettext("{number} finding, by what it is worth", "{number} findings, by what they are worth", number).format(number=named)


def findings_quiet(result) -> str:
    """What the money means, how many comparisons were looked at, and how many may be chance."""
    said = []
    if shown(result):
        said.append(
            _(
                "Net revenue in the next twelve months if the finding is acted on in full, with its {level} interval; amounts overlap, so "
                "don’t add them up."
            ).format(level=words.share(result.level))
        )
    looked = ngettext("{n} comparison was looked at", "{n} comparisons were looked at", result.looked_at).format(
        n=words.count(result.looked_at)
    )
    if result.claims:
        said.append(_("A difference is associated with what it is found beside; none is proven by an experiment."))
        said.append(
            _("{looked}; on average at most {q} of the differences shown are due to chance (Benjamini–Hochberg).").format(
                looked=words.capital(looked), q=words.share(result.q)
            )
        )
    elif result.looked_at:
        said.append(
            _("{looked}, and no difference stood out beyond chance; n\u00a0=\u00a0{n} customers.").format(
                looked=words.capital(looked), n=words.count(result.outcome.n)
            )
        )
    else:
        said.append(_too_few(result))
    return " ".join(said)


def _too_few(result) -> str:
    n = 0 if result.outcome is None else result.outcome.n
    return ngettext(
        "Groups can’t be compared yet: that needs 30 customers in each who came at least 90 days ago, and there is {n} in all.",
        "Groups can’t be compared yet: that needs 30 customers in each who came at least 90 days ago, and there are {n} in all.",
        n,
    ).format(n=words.count(n))


def worth(result, finding) -> tuple[str, str]:
    """The money and what stands below it: its interval, or why there is none."""
    money = finding.money
    if money is None:
        return "–", _("what it is worth is not known")
    if money.low is None:
        return words.money(money.value, result.currency, whole=True), _("as booked, no estimate")
    return amounts.estimate(money.value, money.low, money.high, result.currency)


def finding_sentence(finding) -> str:
    """What stands out, in one sentence."""
    number = len(finding.customers)
    if finding.kind == "at_risk":
        return ngettext(
            "{n} customer is at risk: silent for longer than usual, not yet lost.",
            "{n} customers are at risk: silent for longer than usual, not yet lost.",
            number,
        ).format(n=words.count(number))
    if finding.kind == "costly":
        return ngettext(
            "{n} customer costs more than the orders bring.", "{n} customers cost more than their orders bring.", number
        ).format(n=words.count(number))
    if finding.kind == "one_point":
        return _("One more newcomer in a hundred who orders again within 90 days is worth this much a year.")
    return _difference_sentence(finding)


def _difference_sentence(finding) -> str:
    less = finding.difference < 0
    if finding.kind == "complaints":
        return (
            _("Customers whose complaint was settled within three days come back less than those who waited longer.")
            if less
            else _("Customers whose complaint was settled within three days come back more than those who waited longer.")
        )
    if finding.kind == "satisfaction":
        return (
            _("Customers who say that they are satisfied come back less than the others.")
            if less
            else _("Customers who say that they are satisfied come back more than the others.")
        )
    forms = {
        (AGAIN, True): _("Customers {who} come back less than {others}."),
        (AGAIN, False): _("Customers {who} come back more than {others}."),
        (STILL, True): _("Customers {who} leave sooner than {others}."),
        (STILL, False): _("Customers {who} stay longer than {others}."),
    }
    if finding.kind == "cohort":
        who, others = (words.the_period(label, "quarter") for label in (finding.value, finding.other))
        who, others = _("who first ordered in {period}").format(period=who), _("those of {period}").format(period=others)
    else:
        who = who_are(finding.field, finding.value)
        others = _("the others") if finding.other is None else _("those {who}").format(who=who_are(finding.field, finding.other))
    return forms[finding.outcome, less].format(who=who, others=others)


def finding_evidence(result, finding) -> str:
    """What the sentence rests on: shares with interval and n, or sums."""
    if finding.claim:
        return _difference_evidence(result, finding)
    if finding.kind == "at_risk":
        if finding.group is None:
            return _("Too few customers stood there a year ago to say what becomes of them.")
        return _("Of customers who stood there a year ago, {share} never ordered again. n\u00a0=\u00a0{n}.").format(
            share=_share(finding.group), n=words.count(finding.group.n)
        )
    if finding.kind == "costly":
        spent, brought = (words.money(amount, result.currency, whole=True) for amount in (finding.spent, finding.brought))
        return _("Over the last twelve months {spent} was spent on them by name, and their orders brought {brought} net.").format(
            spent=spent, brought=brought
        )
    return _("So far {share} of {n} did; in the last twelve months {customers} came for the first time.").format(
        share=_share(finding.group), n=words.count(finding.group.n), customers=words.customers(finding.a_year)
    )


def _difference_evidence(result, finding) -> str:
    forms = {
        "complaints": _(
            "Within 90\u00a0days of the complaint {one} of {n} ordered, against {two} of {m}: {points} {way} in the same quarter."
        ),
        "satisfaction": _(
            "Within 90\u00a0days of an overall answer among the two best, {one} of {n} ordered; after any other answer {two} of {m}: "
            "{points} {way} in the same quarter."
        ),
        "cohort": _("{when} {one} of {n} ordered again, against {two} of {m} a year before: {points} {way}."),
        "group": _("{when} {one} of {n} ordered again, against {two} of {m}: {points} {way} among those of the same quarter."),
    }
    less = finding.difference < 0
    ends = (-finding.high, -finding.low) if less else (finding.low, finding.high)
    return forms[finding.kind].format(
        when=_when(result, finding),
        one=_share(finding.group),
        n=words.count(finding.group.n),
        two=_share(finding.against),
        m=words.count(finding.against.n),
        points=words.points(abs(finding.difference), *ends),
        way=_("less") if less else _("more"),
    )


def _when(result, finding) -> str:
    if finding.outcome == STILL:
        return _("From half a year to {days}\u00a0days after the first order").format(days=words.count(result.outcome.days))
    return _("Within 90\u00a0days of the first order")


def _share(group) -> str:
    return words.share(group.rate, group.low, group.high)


def finding_link(finding) -> str:
    """Where it is shown, in a few words."""
    forms = {
        "group": _("See this group"),
        "cohort": _("Compare the two"),
        "one_point": _("See who comes back"),
    }
    people = ngettext("See the {n}", "See the {n}", len(finding.customers)).format(n=words.count(len(finding.customers)))
    return forms.get(finding.kind, people)


def people_sentence(finding) -> str:
    """Who is listed behind a finding."""
    forms = {
        "at_risk": _("At risk by the stage rule, each by a usual gap of their own: {customers}."),
        "costly": _("More was spent on each of them in the last twelve months than the orders brought: {customers}."),
        "complaints": _("The group that comes back less, by its first complaint: {customers}."),
        "satisfaction": _("The group that comes back less, by its first overall answer: {customers}."),
    }
    return forms[finding.kind].format(customers=words.customers(len(finding.customers)))


def findings_made(result) -> list[tuple[str, str]]:
    """How the findings were made."""
    days = 90 if result.outcome is None else result.outcome.days
    named = {
        AGAIN: _("an order within 90 days of the first"),
        STILL: _("an order from half a year to {days} days after the first").format(days=words.count(days)),
    }
    outcome = named[AGAIN if result.outcome is None else result.outcome.name]
    return [
        (
            _("Compared by"),
            _("{outcome}, among customers whose time for it was over on {day}").format(outcome=outcome, day=words.day(result.as_of)),
        ),
        (
            _("Groups"),
            _(
                "each value of each field against all others, within the quarter of the first order (Cochran–Mantel–Haenszel; difference "
                "by Mantel–Haenszel with Sato’s interval); 30 customers in either, and 5 expected in each cell"
            ),
        ),
        (_("Cohorts"), _("a quarter against the same months a year before; the quarter in which the data begin is left out")),
        (_("Complaints, answers"), _("the first of each customer who had ordered before; an order within 90 days of it")),
        (
            _("Chance"),
            _("all comparisons looked at are one family; shown is what Benjamini and Hochberg’s rule keeps at {q}").format(
                q=words.share(result.q)
            ),
        ),
        (
            _("Money"),
            _(
                "customers a year in the group that comes back less × the difference × what those who came back brought in a year beyond "
                "those who did not; interval by the delta method; in {currency} alone"
            ).format(currency=result.currency),
        ),
        (
            _("At risk"),
            _(
                "their number × what customers who were here a year ago brought in the twelve months since, beyond those who were at risk "
                "then; interval by Welch"
            ),
        ),
        (
            _("Left out"),
            _("guests; customers who came too lately to tell; whatever is later than {day}").format(day=words.day(result.as_of)),
        ),
    ]
