"""The exercises of the lesson of cohorts, in words."""

from __future__ import annotations

from analysis.lessons.cohorts import WITHIN, YEAR, Facts, Group, exercises
from analysis.lessons.exercise import Exercise
from components import words
from components.language import _, ngettext
from components.lessons.lesson import TENTHS, Scale, Table, Task


def tasks(found: Facts) -> tuple[Task, ...]:
    """Four exercises, a trap each."""
    unfinished, mean, mixed, survivors = exercises(found)
    return _unfinished(found, unfinished), _mean(found, mean), _mixed(found, mixed), _survivors(found, survivors)


def _often(found: Facts) -> str:
    return _("ordered on {days} days or more").format(days=words.count(found.days_often))


def _meant(found: Facts) -> str:
    """What is counted, for a note under the table."""
    return _("By the end of the {ordinal} month after the one they came in.").format(ordinal=words.ordinal(WITHIN))


def _of(asked: Exercise) -> str:
    return words.share(asked.value / 100, asked.low / 100, asked.high / 100, digits=1)


def _slip(asked: Exercise, name: str) -> str:
    """What a slip answers; one that can't be told from the answer is never said."""
    wrong = asked.wrong(name)
    return words.decimal(asked.value if wrong is None else wrong, asked.digits)


def _unfinished(found: Facts, asked: Exercise) -> Task:
    late = [one for one in found.months if one.months < WITHIN]
    names = _(" and ").join(words.the_period(one.name, "month") for one in late)
    return Task(
        asked=asked,
        question=_("What share of new customers orders on **{days} days or more** by the end of the {ordinal} month after they "
            "came?").format(
            days=words.count(found.days_often), ordinal=words.ordinal(WITHIN)
        ),
        label=_("Your answer, per cent"),
        scale=TENTHS,
        table=_months_table(found),
        hint=_("Which months’ customers have had the time? Leave the others out, above and below the line."),
        right=_("**Right: {share}** of {n}. Only whoever has had {months} months is counted.").format(
            share=_of(asked), n=words.customers(asked.n), months=words.count(WITHIN)
        ),
        slips={
            "unfinished": _(
                "**{wrong} counts {names}.** Their {n} customers have not had {months} months: “not yet” was counted as “no”. Leave them "
                "out, above and below, and try again."
            ).format(
                wrong=_slip(asked, "unfinished"), names=names, n=words.count(found.too_young), months=words.count(WITHIN)
            )
        },
    )


def _mean(found: Facts, asked: Exercise) -> Task:
    large, small = found.channels[0], found.channels[-1]
    return Task(
        asked=asked,
        question=_("Of **all** these newcomers, what share {often}?").format(often=_often(found)),
        label=_("Your answer, per cent"),
        scale=TENTHS,
        table=_channels_table(found),
        hint=_("How many customers are there in all, and how many of them ordered so often?"),
        right=_("**Right: {share}** of {n}, each counted once.").format(share=_of(asked), n=words.customers(asked.n)),
        slips={
            "mean": _(
                "**{wrong} is the mean of the channels’ shares.** In it the {n} of {small} weigh as much as the {most} of {large}. Add up "
                "first, then divide."
            ).format(
                wrong=_slip(asked, "mean"),
                n=words.count(small.size),
                small=words.escape_markdown(small.name),
                most=words.count(large.size),
                large=words.escape_markdown(large.name),
            )
        },
    )


def _mixed(found: Facts, asked: Exercise) -> Task:
    first, last = (words.period_short(one.quarter, "quarter") for one in (found.first, found.last))
    said = _("**Right: {points}**.").format(points=words.points(asked.value / 100, asked.low / 100, asked.high / 100))
    holds = asked.low <= 0 <= asked.high
    return Task(
        asked=asked,
        question=_("From {first} to {last}, by how many points did the share of **newcomers** who {often} change?").format(
            first=first, last=last, often=_often(found)
        ),
        label=_("Your answer, points; less is negative"),
        scale=Scale(low=-100, high=100, step=0.1, digits=1),
        table=_quarters_table(found),
        hint=_("Two shares: of each quarter’s newcomers, those who ordered often. Then the later minus the earlier."),
        right=said
        + " "
        + (_("Its interval holds 0: it may be chance.") if holds else _("Its interval leaves out 0: newcomers are not what they were.")),
        slips={
            "mixed": _(
                "**{wrong} is the change among all who ordered.** There old customers are mixed in: it moves when newcomers don’t. Take "
                "the "
                "newcomers’ two rows."
            ).format(wrong=_slip(asked, "mixed")),
            "backwards": _("**Turned round:** that is the earlier minus the later. Take the later one first."),
        },
    )


def _survivors(found: Facts, asked: Exercise) -> Task:
    return Task(
        asked=asked,
        question=_("On how many days does a newcomer order in the first {n} months, the first day included?").format(n=words.count(YEAR)),
        label=_("Your answer, days a customer"),
        scale=Scale(low=0, high=400, step=0.1, digits=1),
        table=_year_table(found),
        hint=_("All days, divided by all customers: those who came once have one day each."),
        right=_("**Right: {days} days** ({low_high}), of {n}.").format(
            days=words.decimal(asked.value, 1), low_high=words.between(asked.low, asked.high, 1), n=words.customers(asked.n)
        ),
        slips={
            "survivors": _("**{wrong} is what those do who came back.** Whoever came once is a newcomer too. Take all in.").format(
                wrong=_slip(asked, "survivors")
            ),
            "once": _(
                "**{wrong} forgets a day of each who came once.** They are below the line, and their one day belongs above it."
            ).format(wrong=_slip(asked, "once")),
        },
    )


def _months_table(found: Facts) -> Table:
    def head(one: Group) -> str:
        return words.period_short(one.name, "month") + ("" if one.months == WITHIN else "*")

    seen = "; ".join(
        ngettext("{month} has had {n} month so far", "{month} has had {n} months so far", one.months).format(
            month=words.period_name(one.name, "month"), n=words.count(one.months)
        )
        for one in found.months
        if one.months < WITHIN
    )
    return Table(
        headers=(_("Came in"), *(head(one) for one in found.months)),
        rows=(
            (_("customers"), *(words.count(one.size) for one in found.months)),
            (_often(found), *(words.count(one.often) for one in found.months)),
        ),
        name=_("Newcomers by month, and how many ordered often"),
        note=f"\\* {seen}" if seen else "",
    )


def _channels_table(found: Facts) -> Table:
    return Table(
        headers=(_("Came by"), _("customers"), _often(found), _("share")),
        rows=tuple(
            (one.name, words.count(one.size), words.count(one.often), words.share(one.share, digits=1)) for one in found.channels
        ),
        name=_("Newcomers by channel, and how many ordered often"),
        note=_meant(found),
    )


def _quarters_table(found: Facts) -> Table:
    both = (found.first, found.last)
    return Table(
        headers=(_("In the quarter"), *(words.period_short(one.quarter, "quarter") for one in both)),
        rows=(
            (_("customers who ordered"), *(words.count(one.buyers) for one in both)),
            (_("of them, had ordered before"), *(words.count(one.had_before) for one in both)),
            (_("newcomers"), *(words.count(one.newcomers) for one in both)),
            (_("of them, {often}").format(often=_often(found)), *(words.count(one.often) for one in both)),
        ),
        name=_("Two quarters: who ordered, and who came new"),
        note=_meant(found),
    )


def _year_table(found: Facts) -> Table:
    year = found.year
    return Table(
        headers=(_("In their first {n} months").format(n=words.count(YEAR)), _("customers"), _("days with an order")),
        rows=(
            (_("came once"), words.count(year.once), words.count(year.once)),
            (_("came back"), words.count(year.came_back), words.count(year.days_of_came_back)),
        ),
        name=_("Newcomers in their first year"),
        note=_("Those who first ordered a year ago or earlier."),
    )
