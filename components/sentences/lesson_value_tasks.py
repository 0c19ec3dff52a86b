"""The exercises of the lesson on a customer's value in words: what is asked, hints, and what those are told who slip."""

from __future__ import annotations

from analysis.lessons.at_stake import Group
from analysis.lessons.exercise import Choice, Exercise
from analysis.lessons.pocket import of_hundred
from analysis.lessons.value import Facts
from components import words
from components.language import _
from components.lessons.lesson import Scale, Table, Task
from components.sentences.lesson_value import each, money, per_cent, stake
from components.sentences.stages import stage_name


def value_task(asked: Exercise, found: Facts, mark: Scale) -> Task:
    """A value from margin, retention and discount."""
    own = found.five
    m, r, d, year = money(own.contribution, found), words.share(own.retention, digits=1), words.share(own.discount, digits=1), \
        words.share(own.discount_rate)  # fmt: skip
    return Task(
        asked=asked,
        question=_(
            "What will one customer who is with you today bring, all later months together, in today’s money? The first of it comes in a "
            "month, from those who are still there then."
        ),
        label=_("Your answer, {currency}").format(currency=found.currency),
        table=Table(
            headers=(_("Of a customer who is with you"), _("In this company")),
            rows=(
                (_("revenue a month"), money(own.revenue, found)),
                (_("left of it, after the goods and all that grows with an order"), per_cent(found.margin)),
                (_("still there a month later"), r),
                (_("discount a year"), year),
                (_("the same from month to month"), d),
            ),
            name=_("Margin, retention, discount"),
        ),
        hint=_("Take what is left of a month’s revenue, times the retention, over one and the month’s discount less the retention."),
        right=_(
            "**Right: {value}.** That is {multiple} times a month’s margin. The data allow {low} to {high}; n\u00a0=\u00a0{n} months of "
            "customers."
        ).format(
            value=mark.said(asked.value), multiple=words.decimal(own.multiple, 1), low=mark.said(asked.low),
            high=mark.said(asked.high), n=words.count(own.months),
        ),
        slips=_told(asked, {
            "revenue": _(
                "**That is revenue, not margin.** Of {revenue} a month only {m} is left for you. Begin with that, and try again."
            ).format(
                revenue=money(own.revenue, found), m=m
            ),
            "year": _(
                "**A month’s retention met a year’s discount.** {year} is for a whole year; from month to month it is {d}. Take the same "
                "period for both, and try again."
            ).format(
                year=year, d=d
            ),
            "at_once": _(
                "**Close, but this counts everybody in the first month.** By then only {r} are still there: above the line stands the "
                "retention too."
            ).format(r=r),
            "undiscounted": _(
                "**Close, but the discount is missing.** Money of next month is worth {d} less than today’s: add it below the line, and "
                "try again."
            ).format(d=d),
        }),
        scale=mark,
    )  # fmt: skip


def kinds_task(asked: Exercise, found: Facts, mark: Scale) -> Task:
    """What two kinds bring, and what their average would."""
    two, order = found.kinds, each(found.order, found)
    shares = {"one": words.share(two.loyal.share, digits=1), "two": words.share(two.other.share, digits=1)}
    return Task(
        asked=asked,
        question=_(
            "Suppose that after **every** order {one} of the loyal half come back and {two} of the other half. What do all **later** "
            "orders of a newcomer bring, on average over both halves? Leave the discount out: later orders bring "
            "*m*\u00a0×\u00a0*r*\u00a0÷\u00a0(1\u00a0−\u00a0*r*)."
        ).format(**shares),
        label=_("Your answer, {currency}").format(currency=found.currency),
        table=Table(
            headers=(_("Newcomers"), _("Come back after an order"), _("An order leaves")),
            rows=(
                (_("the loyal half, {n}").format(n=words.count(two.loyal.n)), shares["one"], order),
                (_("the other half, {n}").format(n=words.count(two.other.n)), shares["two"], order),
            ),
            name=_("Two kinds of newcomers"),
        ),
        hint=_("Reckon the value of each half by itself, and only then the average of both."),
        right=_(
            "**Right: {mean}**, from {first} and {second}. A customer of average retention, {share}, would bring {of_mean}: the average "
            "hides {short} of the value. Chance allows {low} to {high}; n\u00a0=\u00a0{n}."
        ).format(
            mean=mark.said(asked.value), first=each(two.first, found), second=each(two.second, found),
            share=words.share(two.share, digits=1), of_mean=each(two.of_mean, found), short=words.share(two.short),
            low=mark.said(asked.low), high=mark.said(asked.high), n=words.count(asked.n),
        ),
        slips=_told(asked, {
            "average": _(
                "**That is one customer of average retention**, and there is none: you averaged {one} and {two} first. Reckon each half’s "
                "value, then average the values."
            ).format(**shares),
            "first_order": _(
                "**This counts the first order too.** It is {order}, and it has come already. Only what follows it is asked for."
            ).format(order=order),
            "sum": _("**That is both halves added up.** A newcomer is of one half or the other: take the mean of the two values."),
        }),
        scale=mark,
    )  # fmt: skip


def save_task(asked: Choice, found: Facts) -> Task:
    """Whom to call first."""
    groups = {group.stage: group for group in found.groups}
    best = groups[found.best]
    return Task(
        asked=asked,
        question=_(
            "You can call {per} customers of one stage, and a call costs the same in each. In which is most at stake: those who are still "
            "there and will leave, times what one brings?"
        ).format(
            per=words.count(found.per)
        ),
        table=Table(
            headers=(_("Stage"), _("n"), _("Gone"), _("Will leave"), _("Each brings")),
            rows=tuple(_row(group, found) for group in found.groups),
            name=_("Who is there, who will leave, what one brings"),
            note=_(
                "Of {per} customers: who has left for good, and who is there and will leave within the year. Each still there brings so "
                "much in {months}. The truth of this invented company; in your own these are estimates."
            ).format(per=words.count(found.per), months=words.periods(found.months, "month")),
        ),
        hint=_(
            "For each stage: how many of {per} will leave within the year, times what one of them brings."
        ).format(per=words.count(found.per)),
        right=_(
            "**Right.** Of {per} in *{stage}* {leaves} are there and will leave: {stake} at stake in {per} calls, n\u00a0=\u00a0{n}. {why} "
            "It is the most that calls can save, and a test with some who are not called tells how much they do."
        ).format(
            per=words.count(found.per), stage=stage_name(best.stage), leaves=words.count(of_hundred(best.leaves)),
            stake=stake(best, found), n=words.count(best.n), why=_why(best, found),
        ),
        slips={stage: _slip(group, best, found) for stage, group in groups.items() if stage != found.best},
        options={stage: stage_name(stage) for stage in groups},
    )  # fmt: skip


def _row(group: Group, found: Facts) -> tuple[str, ...]:
    return (
        stage_name(group.stage),
        words.count(group.n),
        words.count(of_hundred(group.left)),
        words.count(of_hundred(group.leaves)),
        _("nobody is there") if group.brings is None else each(group.brings, found),
    )


def _why(best: Group, found: Facts) -> str:
    """What makes it the right one, as it is in this company."""
    if any(group.left > best.left and group.leaves < best.leaves for group in found.groups):
        return _("Those most surely gone are gone: call while they still buy.")
    return _("Both count, who leaves and what each brings.")


def _slip(group: Group, best: Group, found: Facts) -> str:
    """Why another stage has less at stake (Markdown)."""
    left, leaves = (words.count(of_hundred(share)) for share in (group.left, group.leaves))
    per = words.count(found.per)
    if of_hundred(group.left) == found.per:
        return _("**Too late.** All of {per} in *{stage}* have left already: there is nobody to keep.").format(
            per=per, stage=stage_name(group.stage)
        )
    if of_hundred(group.leaves) == 0:
        return _(
            "**Too late.** Of {per} in *{stage}* {left} have left for good, and hardly anybody of the others will. There is nearly nobody "
            "whom a call could keep."
        ).format(per=per, stage=stage_name(group.stage), left=left)
    if group.n == max(one.n for one in found.groups) and group.left > 0.5:
        return _(
            "**The most, but too late.** Of {per} in *{stage}* {left} have left for good, and only {leaves} are there and will leave. "
            "Multiply those by what one brings."
        ).format(per=per, stage=stage_name(group.stage), left=left, leaves=leaves)
    if group.left > max(0.5, best.left):
        return _(
            "**Too late for most of them.** Of {per} in *{stage}* {left} have left for good, unseen. The {leaves} who are there and will "
            "leave are what a call can reach: multiply those by what one brings."
        ).format(per=per, stage=stage_name(group.stage), left=left, leaves=leaves)
    if (group.brings or 0) > (best.brings or 0):
        return _(
            "**They bring more, but fewer of them will leave**: {leaves} of {per}. What stays anyway needs no saving. Multiply those who "
            "will leave by what one brings."
        ).format(per=per, leaves=leaves)
    form = _(
        "**There is more elsewhere.** Of {per} in *{stage}* {leaves} will leave, and one still there brings {brings}: {stake} at stake. "
        "Multiply the same two columns in the other rows."
    )
    return form.format(per=per, stage=stage_name(group.stage), leaves=leaves, brings=each(group.brings, found), stake=stake(group, found))


def _told(asked: Exercise, replies: dict[str, str]) -> dict[str, str]:
    """Of the slips those that can be told in this company."""
    return {slip.name: replies[slip.name] for slip in asked.slips}
