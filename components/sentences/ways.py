"""The ways customers take in sentences: how many come to loyalty beside the third that is claimed, and which way is the commonest."""

from __future__ import annotations

from datetime import date

from analysis import evidence
from analysis.ways import CLAIMED_WAY
from components import words
from components.language import _, ngettext
from components.sentences import quiet_line
from components.sentences.moves import within
from components.sentences.stages import stage_name

#: Days of a month, on average.
MONTH = 30.4375
#: Ways with names of their own.
AT_ONCE = ("capture", "abandoned")


def ways_quiet(day: date, buyers: int, *, company: str = "", filters: str = "") -> str:
    """Which company, through which day, whose ways, and of how many."""
    parts = [
        _("complete through {day}").format(day=words.day(day)),
        words.escape_markdown(filters) if filters else _("all customers"),
        _("n\u00a0=\u00a0{n}").format(n=words.count(buyers)),
    ]
    return quiet_line(parts, company=company)


def span(days: float) -> str:
    """A length of time in whole months, or in days where it is shorter than two.

    >>> span(638).replace(words.SPACE, " "), span(41.2).replace(words.SPACE, " ")
    ('21 months', '41 days')
    """
    if days >= 2 * MONTH:
        return words.periods(round(days / MONTH), "month")
    return ngettext("{n}\u00a0day", "{n}\u00a0days", round(days)).format(n=words.count(round(days)))


def way_name(stages: tuple[str, ...]) -> str:
    """A way, as its row is called.

    >>> way_name(("capture", "maintenance", "abandoned")), way_name(("capture",))
    ('Capture → maintenance → abandoned', 'Capture, still there')
    """
    told = " → ".join([stage_name(stages[0]), *(within(stage) for stage in stages[1:])])
    return told if stages[-1] == "abandoned" else _("{way}, still there").format(way=told)


def ways_answer(result) -> str:
    """How many come to loyalty beside a third, and whether capture, maintenance, abandoned is the commonest way."""
    if evidence.strength(result.followed) in ("none", "thin"):
        return _nobody_long_enough(result)
    return " ".join([_third(result), _claim(result), _commonest(result)])


def _nobody_long_enough(result) -> str:
    return _(
        "Too early to say which ways customers take: {n} have been followed for at least {span}, {gaps} usual gaps, since their first "
        "order. That takes ten, better thirty."
    ).format(n=_of_customers(result.followed), span=span(result.follow_up_days), gaps=words.count(result.gaps))


def _of_customers(n: int) -> str:
    return words.customers(n) if n else _("no customers")


def _third(result) -> str:
    reached = result.reached
    share = words.share(reached.share, reached.low, reached.high)
    few = _(" (few)") if evidence.strength(result.followed) == "few" else ""
    of = _("{n}{few} followed for at least {span}").format(n=words.customers(reached.n), few=few, span=span(result.follow_up_days))
    forms = {
        "above": _("**More than a third: {share} of {of} reached loyalty.**"),
        "below": _("**Fewer than a third: {share} of {of} reached loyalty.**"),
        "compatible": _("**A third, as far as can be told: {share} of {of} reached loyalty.**"),
        "not_yet": _("**So far {share} of {of} have reached loyalty; whether a third will, can’t be told yet.**"),
    }
    return forms[reached.verdict].format(share=share, of=of)


def _claim(result) -> str:
    return _("That a third complete the way is said of customers in general: a benchmark from the literature, no goal and no forecast.")


def _commonest(result) -> str:
    first, claimed = result.ways[0], result.claimed_way
    told = {
        "claimed": way_name(CLAIMED_WAY),
        "share": words.share(claimed.share, claimed.low, claimed.high),
        "first": _in_words(first.stages),
        "most": words.share(first.share, first.low, first.high),
    }
    if result.commonest == "is":
        form = _("Here “{claimed}” is the commonest way, as is said: {share}.")
    elif result.commonest == "is_not":
        form = _("“{claimed}”, {share}, is not the commonest way here, as is said: {first} is, {most}.")
        if result.reached.verdict == "below":
            form = _("Nor is “{claimed}”, {share}, the commonest way here, as is said: {first} is, {most}.")
    elif first.stages == CLAIMED_WAY:
        form = _("Whether “{claimed}”, {share}, is the commonest way here, as is said, can’t be told from the next.")
    else:
        form = _("Whether “{claimed}”, {share}, is the commonest way here, as is said, can’t be told: {first} is as close, {most}.")
    return form.format(**told)


def _in_words(stages: tuple[str, ...]) -> str:
    return _("leaving after the first order") if stages == AT_ONCE else _("“{way}”").format(way=way_name(stages))


def ways_caption(result) -> str:
    """What the bars are of, the exact test, and what is not counted."""
    said = [
        _("Of {n}, {of} have been followed for at least {gaps} usual gaps since the first order; only these are counted.").format(
            n=words.customers(result.buyers), of=words.count(result.followed), gaps=words.count(result.gaps)
        )
    ]
    if not result.complete:
        said.append(
            _("Outlined: too few could be followed for {needed} usual gaps yet, so that the shares are “so far”, and will change.").format(
                needed=words.count(result.needed)
            )
        )
    said.append(_("Whiskers: {level} intervals.").format(level=words.share(result.level)))
    if result.complete and evidence.strength(result.followed) in ("few", "enough"):
        said.append(_("Against exactly one third: p {p}, exact binomial test.").format(p=p_words(result.reached.p)))
    said.append(_("“Still there” has not been abandoned, and may be at risk."))
    return " ".join(said)


def p_words(p: float) -> str:
    """A p-value, never nothing.

    >>> [p_words(p).replace(words.SPACE, " ") for p in (0.006989, 1e-9, 1.0)]
    ['= 0.007', '< 0.001', '= 1.000']
    """
    least = 0.001
    form = _("=\u00a0{p}") if p >= least else _("<\u00a0{p}")
    return form.format(p=words.decimal(max(p, least), 3))


def people_on_way(n: int, name: str, result) -> str:
    """Who is listed."""
    said = ngettext(
        "**{n}** customer followed for at least {span}: {name}.", "**{n}** customers followed for at least {span}: {name}.", n
    )  # fmt: skip
    return said.format(n=words.count(n), span=span(result.follow_up_days), name=name)


def ways_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every way that is told, and who reached loyalty by any."""
    rows = [(way_name(way.stages), way.customers, way.share, way.low, way.high) for way in result.ways]
    reached = result.reached
    rows.append((_("Reached loyalty, by any way"), reached.customers, reached.share, reached.low, reached.high))
    shown = evidence.strength(result.followed) != "none"
    return [_("Way"), _("Customers"), _("Share of those followed")], [
        (name, words.count(n), words.share(share, low, high) if shown else _("fewer than 5")) for name, n, share, low, high in rows
    ]


def ways_made(result) -> list[tuple[str, str]]:
    """How the ways were made."""
    return [
        (
            _("Way"),
            _(
                "read order by order: capture with the first, maintenance, loyalty, each told once as long as it lasts; a gap that the "
                "rule calls abandonment, or a cancellation, is one and, with the next order, a return"
            ),
        ),
        (
            _("Followed"),
            _(
                "since the first order for at least {gaps} usual gaps of the population, {span}. Each gap between the orders that make "
                "loyalty may be almost as long as an abandonment: who has been here for less than {needed} usual gaps may still come, "
                "and is not among those who did not"
            ).format(gaps=words.count(result.gaps), needed=words.count(result.needed), span=span(result.follow_up_days)),
        ),
        (
            _("One third"),
            _(
                "said of customers in general, with no data that we know of. It is below, compatible or above as Wilson’s interval of the "
                "share lies; p is how often a share would lie so far off, were it true"
            ),
        ),
        (
            _("Commonest way"),
            _("by an exact test of two ways against one half each; that “capture → maintenance → abandoned” is it, is a claim as well"),
        ),
        (_("Interval"), _("Wilson, {level}").format(level=words.share(result.level))),
    ]
