"""The truth of an invented company in sentences: beside a curve, beside the bucket, and for everything that was planted."""

from __future__ import annotations

from components import words
from components.language import _, ngettext


def curve_truth(found, result) -> str:
    """Say how the pooled curve agrees with what is to be expected."""
    level = words.share(result.level)
    if not found.same:
        return _(
            "**The truth** (dotted): who has really not left by then, whether or not they have ordered since. Orders can’t show that; they "
            "follow it from below."
        )
    number = len(found.points)
    return ngettext(
        "**The truth** (dotted) is what a company like this shows in the long run. At {inside} of {n} age the {level} interval holds it.",
        "**The truth** (dotted) is what a company like this shows in the long run. At {inside} of {n} ages the {level} interval holds it.",
        number,
    ).format(inside=words.count(found.inside), n=words.count(number), level=level)


def curve_unknown(*, filtered: bool) -> str:
    """Say why there is no truth beside this curve."""
    if filtered:
        return _("The truth is known of all customers together, not of those that the filter leaves.")
    return _("The truth is not known of this view.")


def bucket_truth(found, result) -> str:
    """Say how many really left, beside what the rule counts."""
    if found is None:
        return _("Of this period the truth is not known: it is not wholly within the company’s days.")
    # Who leaves may have come within the period: the two are no share.
    said = _(
        "**In truth** the customers were {start} when {period} began. {new} came, {left} left for good, newcomers counted too, and the "
        "customers were {end} at its end."
    ).format(
        left=words.count(found.left),
        start=words.count(found.at_start),
        new=words.count(found.new),
        end=words.count(found.at_end),
        period=words.the_period(result.label, result.period),
    )
    return f"{said} " + _(
        "Who leaves says nothing: the rule waits for four usual gaps of silence, so it counts the same people later, and until then holds "
        "them for customers."
    )


def planted_name(name: str) -> str:
    """Name what is planted."""
    return {
        "worse_cohort": _("A cohort that is worse"),
        "worse_channel": _("A channel whose customers leave sooner"),
        "small_segment": _("A small segment that only looks worse"),
        "price_rise": _("A price rise"),
        "driver": _("What drives satisfaction, and what only goes along"),
        "satisfaction": _("Satisfaction keeps customers"),
        "habit": _("A hidden habit behind satisfaction and staying"),
        "complaints": _("Complaints handled well keep customers"),
        "programme": _("A programme that the loyal join"),
        "costly": _("Customers who cost more than they bring"),
    }.get(name, name)


def planted_truth(one) -> str:
    """Say what is true of it, as plain text."""
    if not one.on:
        return _("Not planted here.")
    told = {key: value for key, value in one.told.items() if isinstance(value, str)}
    if one.name == "habit":
        return _("It lifts ratings and keeps people: who is satisfied stays, and neither is the reason for the other.")
    if one.name == "driver":
        return _("{others} moves overall satisfaction by {weight} points a point; {group} goes along with it and moves nothing.").format(
            others=told["others"], group=told["group"], weight=words.decimal(one.told["weights"][one.told["others"]], 2)
        )
    forms = {
        "small_segment": _("{value}: {low} of {n} ordered again, against {high} of the others; nothing about them is different."),
        "programme": _("Of members {high} carry on, of others {low}; they were like that before, and the programme changes nothing."),
        "costly": _("Of customers who call all the time {high} cost more than they bring, of the others {low}."),
    }
    usual = _("{low} against {high} in the long run: {points}.")
    return forms.get(one.name, usual).format(
        value=told.get("value", ""),
        low=words.share(one.told["group_share"]),
        high=words.share(one.told["others_share"]),
        n=words.count(one.told["n"][0]),
        points=_("{n} points").format(n=words.decimal(one.told["difference_points"], 1)),
    )


def planted_found(one) -> str:
    """Say whether the findings show it."""
    if one.name in ("small_segment", "programme"):
        if one.found is not None:
            return _("Claimed, wrongly: chance can do that.")
        return _("Not claimed: right.") if one.on else ""
    if one.name in ("driver", "habit"):
        return _("Not asked on this page yet.") if one.on else ""
    if one.found is not None:
        return _("Found.") if one.on else _("Claimed, wrongly: chance can do that.")
    if not one.on:
        return _("Not claimed: right.")
    return _("Not found in this company, though {power} of companies of this size show it at 95 %.").format(
        power=words.share(one.told["power"])
    )


def planted_table(found) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Everything that can be planted: headers and rows of plain text."""
    headers = [_("Planted"), _("In truth"), _("Among the findings")]
    return headers, [(planted_name(one.name), planted_truth(one), planted_found(one)) for one in found]


def counts_truth(found) -> str:
    """Say whether everything that was written is here."""
    other = sum(one.truth != one.here for one in found)
    if not other:
        return _("**The truth**: all that was written into the files is here, to the person and the cent.")
    return ngettext(
        "**The truth**: {n} number is another here than in the files.",
        "**The truth**: {n} numbers are others here than in the files.",
        other,
    ).format(n=words.count(other))


def counts_table(found) -> tuple[list[str], list[tuple[str, str, str]]]:
    """What was counted when the files were written, and here: headers and rows of plain text."""
    names = {
        "customers": _("Customers known"),
        "buyers": _("of them with an order"),
        "orders": _("Orders that count"),
        "guest_orders": _("of them by guests"),
        "gross": _("Gross"),
        "refunds": _("Refunds"),
        "net": _("Net"),
        "responses": _("Answers to surveys"),
        "respondents": _("Customers who gave them"),
        "complaints": _("Complaints"),
    }

    def said(value) -> str:
        if isinstance(value, int):
            return words.count(value)
        return ", ".join(words.amount(amount, code) for code, amount in value.items())

    headers = [_("Counted"), _("In the files"), _("Here")]
    return headers, [(names[one.name], said(one.truth), said(one.here)) for one in found]
