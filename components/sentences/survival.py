"""How long customers stay, in sentences: when they come back, when half of them have left, whether they decide faster."""

import numpy as np

from analysis import evidence
from analysis.survival import at
from components import words
from components.exact import Exact, Said
from components.language import _, ngettext
from components.sentences.who import field_name, group_name

DAYS_A_MONTH, A_YEAR = 365.25 / 12, 365
# Up to so many days are counted in days, more in months.
MOST_DAYS = 120
# A difference is said to be one where chance alone would show as much in fewer than one of twenty.
CHANCE = 0.05
# A fall of so much on one day asks for a word.
CLIFF = 0.10


def length(days: float) -> str:
    """A time in days, or in months where it is long.

    >>> length(45).replace(words.SPACE, " "), length(610).replace(words.SPACE, " ")
    ('45 days', '20 months')
    """
    return _in_months(round(days / DAYS_A_MONTH)) if days > MOST_DAYS else _in_days(days)


def _in_days(days: float) -> str:
    return ngettext("{n}\u00a0day", "{n}\u00a0days", round(days)).format(n=words.count(round(days)))


def _in_months(months: int) -> str:
    return words.periods(months, "month")


def within(time) -> str:
    """A time with its interval: "45 days (41 to 49)"; its upper end may lie beyond what was observed.

    A time whose interval is shorter than a month is told in days.

    >>> from analysis.survival import Time
    >>> within(Time(days=610, low=540, high=None)).replace(words.SPACE, " ")
    '20 months (18 or more)'
    >>> within(Time(days=366, low=360, high=371)).replace(words.SPACE, " ")
    '366 days (360 to 371)'
    """
    if time.low is None:
        return length(time.days)
    unit = 1 if time.days <= MOST_DAYS or (time.high is not None and time.high - time.low < DAYS_A_MONTH) else DAYS_A_MONTH
    if unit == 1 and time.high is not None:
        return f"{_in_days(time.days)} ({words.between(time.low, time.high)})"
    low = round(time.low / unit)
    if time.high is None:
        return _("{length} ({low}\u00a0or\u00a0more)").format(length=length(time.days), low=words.count(low))
    return f"{length(time.days)} ({words.between(low, round(time.high / unit))})"


def survival_answer(result) -> str:
    """When they come back, and how long those stay who have come back (Markdown)."""
    if evidence.strength(result.all.curve.n) in ("none", "thin"):
        return _("Too few customers to say: {customers} with a first order.").format(customers=words.customers(result.all.curve.n))
    return " ".join(part for part in (_second_order(result.second_order), _lost(result) or _repeaters(result.repeaters)) if part)


def _second_order(coming) -> str:
    if coming.within is None:
        return ngettext(
            "**{k}** of {n} customer has ordered a second time so far.", "**{k}** of {n} customers have ordered a second time so far.",
            coming.curve.n,
        ).format(k=words.count(coming.so_far), n=words.count(coming.curve.n))  # fmt: skip
    came = coming.within
    said = _("**{share}** of customers have not come back within {length} of the first order.").format(
        share=words.share(1 - came.rate, 1 - came.high, 1 - came.low), length=_in_days(came.days)
    )
    if evidence.strength(coming.so_far) in ("none", "thin"):
        return said
    when = _("Of those who do, half have done so after {half}, nine in ten after {most}.").format(
        half=within(coming.half), most=within(coming.most)
    )
    return f"{said} {when}"


def _lost(result) -> str:
    """When half of all have left; "" where that is no more than the rule's own waiting time and those who ordered again tell more."""
    median = result.all.curve.median
    if median.days is None:
        return _("Half of them have not been lost in the time observed.")
    if median.days > _wait(result) + 1:
        return _("Half of all are lost within **{length}** of the first order.").format(length=within(median))
    if _repeaters(result.repeaters):
        return ""
    return _("More than half are lost as soon as a loss can be told: within {length} of the first order.").format(
        length=_in_days(median.days)
    )


def _wait(result) -> int:
    """After so many days of silence who ordered once is lost."""
    return round(4 * result.usual_gap_days)


def cliff(result) -> bool:
    """Whether the curve falls by ten points or more on the one day on which those who ordered once are all lost."""
    curve = result.all.curve
    drops = -np.diff(curve.share, prepend=1.0)
    return bool(((drops >= CLIFF) & (np.abs(curve.days - 4 * result.usual_gap_days - 0.5) <= 1)).any())


def _repeaters(curve) -> str:
    if curve is None or evidence.strength(curve.n) in ("none", "thin"):
        return ""
    if curve.median.days is None:
        return _("Of those who order again, more than half are still there at the end of the time observed.")
    return _("Of those who order again, half are still there **{length}** after the second order.").format(length=within(curve.median))


def survival_groups(result, field: str) -> str:
    """Whether the groups stay equally long (Markdown)."""
    told = [group for group in result.groups if evidence.strength(group.curve.n) in ("few", "enough")]
    if len(told) < 2 or len(told) < len(result.groups):
        return _("Too few customers in a group to compare them: each needs ten.")
    if result.test is None:
        return _("Nobody has been lost yet, so there is nothing to compare.")
    n = _("n\u00a0=\u00a0{n}").format(n=words.count(sum(group.curve.n for group in told)))
    p = _("p < 0.001") if result.test.p < 0.001 else _("p = {p}").format(p=words.decimal(result.test.p, 3 if result.test.p < 0.1 else 2))
    if result.test.p < CHANCE:
        form = _("How long customers stay is associated with “{field}”: the curves are distinguishable ({p}, log-rank test, {n}).")
    else:
        form = _("By “{field}” the curves are not distinguishable with these n ({p}, log-rank test, {n}).")
    return form.format(field=field_name(field), p=p, n=n)


def groups_table(result, field: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """How long each group stays: headers, and finished rows."""
    headers = [_("Group"), _("Customers"), _("Lost so far"), _("Came back later"), _("Half lost within"), _("Not yet lost after a year")]
    rows = []
    for group in result.groups:
        curve = group.curve
        share, low, high = at(curve, A_YEAR)
        rows.append(
            (
                group_name(field, group.name),
                words.count(curve.n),
                words.count(curve.events),
                words.count(group.came_back),
                _median(curve.median, curve.n),
                _rate(share, low, high, curve.n),
            )
        )
    return headers, rows


def became_names() -> dict[str, str]:
    """What a customer can have become since the first order."""
    return {"lost": _("lost so far"), "not_lost": _("not yet lost"), "came_back": _("lost, and back later")}


def became_people(group: str, became: str, number: int) -> str:
    """Whose names follow, of one curve (Markdown)."""
    forms = {
        "lost": ngettext("{group}: **{n}** customer lost so far.", "{group}: **{n}** customers lost so far.", number),
        "not_lost": ngettext("{group}: **{n}** customer not yet lost.", "{group}: **{n}** customers not yet lost.", number),
        "came_back": ngettext(
            "{group}: **{n}** customer lost, and back later.", "{group}: **{n}** customers lost, and back later.", number
        ),
    }
    return forms[became].format(group=words.escape_markdown(group), n=words.count(number))


def survival_later() -> str:
    """Why groups by what is known only later are not compared here."""
    return _(
        "Not drawn by these groups: whoever stays longer has more time to join or to answer, "
        "so those who did would seem to stay longer for that alone."
    )


def survival_caption(result) -> str:
    """When a customer counts as lost, who came back afterwards, and when what is unknown becomes known (Markdown)."""
    forms = {
        True: _(
            "A customer counts as lost once four of the customer’s usual gaps have passed since the last order, never earlier; "
            "after a single order that is {length}: the drop there is all who ordered once."
        ),
        False: _(
            "A customer counts as lost once four of the customer’s usual gaps have passed since the last order, never earlier; "
            "after a single order that is {length}."
        ),
    }
    said = [forms[cliff(result)].format(length=_in_days(_wait(result)))]
    if result.all.came_back:
        said.append(
            ngettext("{k} of the {n} lost came back later.", "{k} of the {n} lost came back later.", result.all.came_back).format(
                k=words.count(result.all.came_back), n=words.count(result.all.curve.events)
            )
        )
    said.append(_unknown(result.unknown))
    return " ".join(part for part in said if part)


def _unknown(unknown) -> str:
    if not unknown:
        return ""
    # A period's own label says how long it is.
    first, last = (
        _("{period} from {day} on").format(
            period=words.escape_markdown(words.the_period(end.period, _kind(end.period))), day=words.day(end.known_on)
        )
        for end in (unknown[0], unknown[-1])
    )
    if len(unknown) == 1:
        return _("Who is still here can be told of {first}.").format(first=first)
    return _("Who is still here can be told of {first}, and of {last}, if the usual gap stays what it is.").format(first=first, last=last)


def _kind(label: str) -> str:
    return "week" if "W" in label else "quarter" if "Q" in label else "month"


def pace_answer(result) -> str:
    """Whether the same customers decide faster as time goes on (Markdown)."""
    told = [step for step in result.steps if step.change is not None and evidence.strength(step.change.n) == "enough"]
    if not told:
        return _("Whether customers decide faster can’t be told yet: it takes 30 of whom two gaps between orders are known.")
    changed = [step for step in told if step.change.p < CHANCE]
    step = changed[0] if changed else told[0]
    change = step.change
    numbers = _("{share} took less time for order {next} than for order {number} (n\u00a0=\u00a0{n})").format(
        share=words.share(change.rate, change.low, change.high),
        number=words.count(step.number + 1),
        next=words.count(step.number + 2),
        n=words.count(change.n),
    )
    if not changed:
        return _("No change of pace is distinguishable: {numbers}, where 50\u00a0% is to be expected if nothing changes.").format(
            numbers=numbers
        )
    if change.rate > 0.5:
        return _("The time shortens: {numbers}, more than the 50\u00a0% to be expected if nothing changed.").format(numbers=numbers)
    return _("The time lengthens: {numbers}, fewer than the 50\u00a0% to be expected if nothing changed.").format(numbers=numbers)


def pace_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """From contact to first order, and from order to order: headers, and finished rows."""
    days = result.steps[0].within_days if result.steps else 0
    headers = [
        _("From"),
        _("Do so within {days} days").format(days=words.count(days)),
        _("Half have after"),
        _("Customers"),
        _("Same customers: next gap shorter"),
    ]
    rows = []
    if result.first_order is not None:
        curve = result.first_order.curve
        rows.append((_("first contact to order 1"), _by(curve, days), _median(curve.median, curve.n), words.count(curve.n), ""))
    for step in result.steps:
        name = _("order {number} to {next}").format(number=words.count(step.number), next=words.count(step.number + 1))
        share, half = _rate(step.rate, step.low, step.high, step.n), _median(step.median, step.n)
        rows.append((name, share, half, words.count(step.n), _shorter(step)))
    return headers, rows


def _by(curve, days: int) -> str:
    share, low, high = at(curve, days)
    return _rate(1 - share, 1 - high, 1 - low, curve.n)


def _rate(rate, low, high, n: int) -> str:
    if evidence.strength(n) == "none":
        return _("fewer than 5")
    if rate is None or rate != rate:
        return _("not observed")
    return words.share(rate) if low is None or low != low else words.share(rate, low, high)


def _median(median, n: int) -> str:
    if evidence.strength(n) == "none":
        return _("fewer than 5")
    if median.days is None:
        return _("not reached")
    return Said(within(median), Exact(value=median.days, low=median.low, high=median.high, unit=_("days")))


def _shorter(step) -> str:
    change = step.change
    if change is None:
        return ""
    return _("{share} of {n}").format(share=words.share(change.rate, change.low, change.high), n=words.count(change.n))


def pace_caption(result) -> str:
    """Why order by order is not how a customer changes, and who is not in the first row (Markdown)."""
    said = [
        _(
            "Later orders are made by those who came back, and who were quicker before: going down a column tells who is left. "
            "Only the last column follows the same customers."
        )
    ]
    if result.first_order is not None and result.contacted_later:
        said.append(
            ngettext(
                "{n} customer had ordered before the first contact on record and is not in the first row.",
                "{n} customers had ordered before the first contact on record and are not in the first row.",
                result.contacted_later,
            ).format(n=words.count(result.contacted_later))
        )
    if result.first_order is not None and result.first_order.curve.events == result.first_order.curve.n:
        said.append(_("Nobody with a contact on record has never ordered: the first row tells only how long those took who did."))
    return " ".join(said)


def survival_made(result) -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    level = words.share(result.level)
    return [
        (_("Share not yet lost"), _("Kaplan and Meier’s estimate (1958): customers of last month count for the time since, no longer")),
        (_("Lost"), _("the first day on which the stage rule says abandoned; a later return does not undo it")),
        (_("Interval"), _("on the scale of log(−log), at {level}; of a median by Brookmeyer and Crowley (1982)").format(level=level)),
        (_("Groups"), _("the log-rank test over all groups drawn: whether they are lost at the same pace")),
        (
            _("Second order"),
            _(
                "the share that comes within the longest time for which 30 customers were watched; "
                "the intervals of “half” and “nine in ten” by turning a test round, with Greenwood’s variance"
            ),
        ),
        (
            _("Same customers"),
            _(
                "two gaps in a row, both at most four usual gaps long and begun early enough for both; Wilson’s interval, "
                "p-values adjusted by Benjamini and Hochberg"
            ),
        ),
        (
            _("n"),
            _("{customers}, complete through {day}").format(
                customers=words.customers(result.all.curve.n), day=words.day(result.as_of)
            ),
        ),
        (_("Left out"), _("orders that name nobody, and orders that were cancelled, unpaid, drafts or tests")),
    ]
