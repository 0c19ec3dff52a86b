"""What it costs to serve customers, who costs more than they bring, and when they have paid for their winning, in sentences."""

from analysis import evidence
from components import words
from components.language import _, ngettext
from components.sentences import amounts
from components.sentences.money import ranged
from components.sentences.tenure import stretch

#: At most so many cohorts in the table, the newest.
ROWS = 36


def serving_answer(result) -> str:
    """What it costs to serve an order at first and later (Markdown)."""
    found = result.serving
    if found is None:
        return ""
    whole = found.named + found.shared_out
    net = sum(band.net for band in found.bands)
    said = []
    if net > 0:
        share = words.share(whole / net, digits=0 if whole >= net / 50 else 1)
        said.append(_("Service costs {share} of the net revenue of the same time.").format(share=share))
    bands = [band for band in found.bands if band.per_order is not None and evidence.strength(band.customers) == "enough"]
    if not found.named:
        said.append(_("It names no customer, so it is shared out by orders and can’t tell whether those who stay are cheaper to serve."))
    elif len(bands) > 1:
        first, last = bands[0], bands[-1]
        said.append(
            _("An order costs **{first}** to serve {early} and **{last}** {late}.").format(
                first=ranged(first.per_order, result.currency),
                last=ranged(last.per_order, result.currency),
                early=_band(first, result.period),
                late=_band(last, result.period),
            )
        )
        said.append(_tellable(first, last))
    return " ".join(said)


def _tellable(first, last) -> str:
    if first.per_order.high < last.per_order.low:
        return _("Those who stay are dearer to serve, order by order.")
    if last.per_order.high < first.per_order.low:
        return _("Those who stay are cheaper to serve, order by order.")
    return _("The two can’t be told apart with these n.")


def _band(band, period: str) -> str:
    if band.last == 0:
        forms = {
            "week": _("in the week of the first order"),
            "month": _("in the month of the first order"),
            "quarter": _("in the quarter of the first order"),
        }
        return forms[period]
    return _("in {ages}").format(ages=stretch(band.first, band.last, period))


def serving_caption(result) -> str:
    """How much of the cost names a customer (Markdown)."""
    found = result.serving
    whole = found.named + found.shared_out
    if not found.shared_out or not whole:
        return _("All of it names its customer.")
    named = _("{share} of it names its customer.").format(share=words.share(found.named / whole))
    rest = _("The rest is shared out by orders, so an old customer’s order has as much of it as a new one’s.")
    return f"{named} {rest}"


def serving_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The cost of service by band of ages."""
    lengths = {"week": _("Weeks"), "month": _("Months"), "quarter": _("Quarters")}
    headers = [
        lengths[result.period], _("Cost an order"), _("Of net revenue"), _("By name"), _("Shared out"), _("Orders"), _("Customers"),
    ]  # fmt: skip
    rows = []
    for band in result.serving.bands:
        shown = evidence.strength(band.customers) != "none"
        ages = words.count(band.first) if band.first == band.last else words.between(band.first, band.last)
        of_net = band.of_net if shown else None
        rows.append(
            (
                str(ages),
                ranged(band.per_order, result.currency) if shown and band.per_order else _("fewer than 5"),
                words.share(of_net.value, of_net.low, of_net.high) if of_net is not None and of_net.low == of_net.low else "",
                words.money(band.named, result.currency),
                words.money(band.shared_out, result.currency),
                words.count(band.orders),
                words.count(band.customers),
            )
        )
    return headers, rows


def left(result) -> str:
    """What is left of an order, as it is called."""
    return _("revenue") if result.margin is None else _("margin")


def costly_answer(result) -> str:
    """How many customers cost more than they bring (Markdown)."""
    found = result.costly
    if found is None:
        return ""
    share = found.share
    if not share.k:
        return _("None of {n} customers with costs by name cost more in the last 365 days than their orders left.").format(
            n=words.count(found.named)
        )
    said = ngettext(
        "**{k}** of {n} customers, {share}, cost more by name in the last 365 days than the orders brought: "
        "{spent} against {left} of {what}.",
        "**{k}** of {n} customers, {share}, cost more by name in the last 365 days than their orders brought: "
        "{spent} against {left} of {what}.",
        share.k,
    )
    carries = evidence.strength(share.n) in ("few", "enough")
    return said.format(
        k=words.count(share.k),
        n=words.count(share.n),
        share=words.share(share.rate, share.low, share.high) if carries else _("too few for a share"),
        spent=amounts.each(found.spent, result.currency),
        left=amounts.each(found.left, result.currency),
        what=left(result),
    )


def payback_answer(result) -> str:
    """What winning a customer costs, and when it has come back (Markdown)."""
    if result.payback is None:
        if result.payback_reason == "filtered":
            return _("What it cost to win just these customers is not known: spending says no more than its time and its channel.")
        return _("What it costs to win a customer is not known. A file of spending, with *acquisition* as its purpose, tells it.")
    found = result.payback
    cost = _("Winning a customer cost **{each}**.").format(each=amounts.each(found.each, result.currency))
    parts = [cost, _when(result, found), _slow(result)]
    if result.margin is None:
        parts.append(_("This counts all revenue: with your margin it takes longer."))
    return " ".join(part for part in parts if part)


def _when(result, found) -> str:
    if evidence.strength(found.customers) in ("none", "thin"):
        return _("Too few customers to say when it has come back.")
    what = left(result)
    if found.periods == 1 and found.high == 1:
        forms = {
            "week": _("It has come back as {what} **within the week of the first order**."),
            "month": _("It has come back as {what} **within the month of the first order**."),
            "quarter": _("It has come back as {what} **within the quarter of the first order**."),
        }
        return forms[result.period].format(what=what)
    if found.periods is not None:
        interval = "" if found.low == found.high else f" ({_reach(found)})"
        return _("It has come back as {what} after **{periods}**{interval}, that of the first order counted.").format(
            what=what, periods=words.periods(found.periods, result.period), interval=interval
        )
    share = words.share(found.share.value, found.share.low, found.share.high) if found.share.low == found.share.low else words.share(
        found.share.value
    )  # fmt: skip
    said = _("After {periods} it has **not yet** come back: {share} of it, as {what}.").format(
        periods=words.periods(found.ages, result.period), share=share, what=what
    )
    if found.never:
        return f"{said} " + _("As it goes it never will: even at the pace of late it would take more than ten years.")
    return f"{said} " + _("At the pace of late it takes at least {more} more; longer, as customers leave.").format(
        more=words.periods(found.at_least_more, result.period)
    )


def _reach(found) -> str:
    if found.high is None:
        return _("{low}\u00a0or\u00a0more").format(low=words.count(found.low or found.periods))
    return words.between(found.low or found.periods, found.high)


def _slow(result) -> str:
    known = [cohort for cohort in result.cohorts if cohort.payback is not None and cohort.customers >= 10]
    if not known:
        return ""
    back = sum(cohort.payback.periods is not None for cohort in known)
    if back == len(known):
        return _("So it is for each of {n} cohorts by itself.").format(n=words.count(len(known))) if _alike(known) else ""
    return ngettext(
        "Of {n} cohort by itself, {k} has paid back so far.", "Of {n} cohorts by themselves, {k} have paid back so far.", len(known)
    ).format(n=words.count(len(known)), k=words.count(back))


def _alike(known) -> bool:
    return len({cohort.payback.periods for cohort in known}) == 1


def payback_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The cohorts, newest first, each with what it cost and brought."""
    headers = [
        _("First order in"), _("Customers"), _("Net revenue"), _("Cost of winning one"), _("Brought by one so far"), _("Paid back in"),
    ]  # fmt: skip
    rows = [
        (
            words.period_short(cohort.cohort, result.period),
            words.count(cohort.customers),
            words.money(cohort.net, result.currency),
            _("not known") if cohort.payback is None else words.money(cohort.payback.each, result.currency),
            _brought(result, cohort),
            paid_in(cohort.payback, result.period),
        )
        for cohort in reversed(result.cohorts[-ROWS:])
    ]
    return headers, rows


def _brought(result, cohort) -> str:
    if evidence.strength(cohort.customers) == "none" or not cohort.ages:
        return _("fewer than 5")
    return ranged(cohort.payback.brought if cohort.payback else cohort.ages[-1].so_far, result.currency)


def paid_in(found, period: str) -> str:
    """When one cohort or channel has paid back, for a cell."""
    if found is None:
        return ""
    if evidence.strength(found.customers) == "none":
        return _("fewer than 5")
    if found.periods is None:
        return _("not yet: {share}").format(share=words.share(found.share.value))
    reach = "" if found.low == found.high else f" ({_reach(found)})"
    return words.periods(found.periods, period) + reach


def channels_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The channels that both spending and customers name."""
    headers = [_("Channel"), _("Customers"), _("Cost of winning one"), _("Brought by one so far"), _("Paid back in")]
    rows = [
        (
            one.channel,
            words.count(one.customers),
            words.money(one.payback.each, result.currency),
            _("fewer than 5") if one.customers < 5 else ranged(one.payback.brought, result.currency),
            paid_in(one.payback, result.period),
        )
        for one in result.channels
    ]
    return headers, rows


def channels_caption(result) -> str:
    """What is spent on channels that no customer names (Markdown)."""
    if not result.unmatched:
        return ""
    return _("{money} was spent through channels that no customer’s data names; it is in the cost of all, and in no channel’s.").format(
        money=words.money(result.unmatched, result.currency)
    )
