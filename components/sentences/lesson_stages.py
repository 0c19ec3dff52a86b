"""The lesson on stages in words: who becomes loyal, who only looks it, and what help after a complaint brings; not its exercises."""

from __future__ import annotations

from analysis import evidence
from analysis.lessons.stages import Facts
from components import glossary, words
from components.language import _
from components.sentences.attitude import score
from components.sentences.lesson_stage_tasks import months

#: From here on more of the loyal are away than not.
HALF = 0.5


def ladder_source() -> str:
    """Who drew the ladder, and who a way that may end anywhere (Markdown)."""
    return _(
        "The ladder: M. Christopher, A. Payne and D. Ballantyne (1991), *Relationship Marketing*. Phases that may end at any time: F. R. "
        "Dwyer, P. H. Schurr and S. Oh (1987), *Developing Buyer–Seller Relationships*, Journal of Marketing 51(2), 11–27."
    )


def kinds_source() -> str:
    """Who told the four kinds apart (Markdown)."""
    return _(
        "A. S. Dick and K. Basu (1994), *Customer Loyalty: Toward an Integrated Conceptual Framework*, Journal of the Academy of Marketing "
        "Science 22(2), 99–113."
    )


def doubtful_source() -> str:
    """Who said that to be satisfied, or to come back, is not yet loyalty (Markdown)."""
    return _("R. L. Oliver (1999), *Whence Consumer Loyalty?*, Journal of Marketing 63, 33–44.")


def help_source() -> str:
    """Who asked those who had complained (Markdown)."""
    return _(
        "S. S. Tax, S. W. Brown and M. Chandrashekaran (1998), *Customer Evaluations of Service Complaint Experiences*, Journal of "
        "Marketing 62(2), 60–76."
    )


def lead(told: Facts, company: str) -> str:
    """What is guessed (Markdown)."""
    form = _(
        "Of 100 new customers of {company}, **how many ever become {loyal}**: {run} orders in a row, never silent for longer than {away} "
        "of their {gaps}?"
    )
    return form.format(
        company=words.escape_markdown(company), loyal=glossary.link("stage-loyalty", _("loyal")), run=words.count(told.run),
        away=score(told.away), gaps=glossary.link("usual-gap", _("usual gaps")),
    )  # fmt: skip


def reveal_title(told: Facts) -> str:
    """What was found."""
    return {
        "below": _("Fewer than a third become loyal"),
        "above": _("More than a third become loyal"),
        "compatible": _("About a third become loyal, as far as the data tell"),
    }[told.verdict]


def reveal_text(told: Facts, guessed: float) -> str:
    """How far the guess was, and what is said of customers in general (Markdown)."""
    form = _(
        "You guessed {guess} of 100. Of {n} followed for {months}, **{share}** became loyal; {truth}. {off} That {third} become loyal is "
        "said of customers in general; we know of no data behind it."
    )
    inside = told.loyal.low <= told.true_loyal <= told.loyal.high
    truth = _("in truth {share}") if inside else _("in truth {share}: the interval misses it, as a few by chance do")
    return form.format(
        guess=words.decimal(guessed, 0),
        n=words.customers(told.loyal.n),
        months=months(told),
        share=words.share(told.loyal.rate, told.loyal.low, told.loyal.high),
        truth=truth.format(share=words.share(told.true_loyal)),
        off=_off(told, guessed),
        third=glossary.link("one-third", _("a third")),
    )


def _off(told: Facts, guessed: float) -> str:
    away = round(guessed / 100 - told.loyal.rate, 2)
    if told.loyal.low <= guessed / 100 <= told.loyal.high or not away:
        return _("You were as close as the data can tell.")
    form = _("You were {points} too high.") if away > 0 else _("You were {points} too low.")
    return form.format(points=words.points(abs(away)))


# What it means.


def ways_text(told: Facts) -> str:
    """That the way is no ladder (Markdown)."""
    most = max(told.ends, key=lambda one: one.share.k)
    form = _("Loyalty is often drawn as a {ladder}. Of {n} new customers here **{share} {became}**: the commonest way.")
    ladder = glossary.link("loyalty-ladder", _("ladder"))
    parts = [
        form.format(ladder=ladder, n=words.count(told.loyal.n), share=words.share(most.share.rate), became=became(most.name)),
        _("{share} left and came back.").format(share=words.share(told.back.rate)) if told.back.k else _("Nobody who left came back."),
    ]
    if told.gone is None or evidence.strength(told.gone.n) in ("none", "thin"):
        return " ".join(parts)
    if told.gone.rate >= HALF:
        form = _("Nor is the top for good: of {n} who became loyal **{share} are away again**.")
    else:
        form = _("The top holds for most: of {n} who became loyal {share} are away again.")
    parts.append(form.format(n=words.count(told.gone.n), share=words.share(told.gone.rate)))
    form = _("In truth {share} have left; silence shows it late.") if told.true_left > told.gone.high else _("In truth {share} have left.")
    return " ".join([*parts, form.format(share=words.share(told.true_left))])


def kinds_text(told: Facts) -> str:
    """What the four kinds are (Markdown)."""
    form = _(
        "Loyalty is what people **do** and what they **mean**. Steady is here {steady} orders in a row, the last at most {silent} usual "
        "gaps ago; to mean it is to answer {least} or more of {top} to “{question}”. Both is {true}; buying alone is {spurious}, meaning "
        "it alone {latent}. Of {n} who answered:"
    )
    return form.format(
        steady=words.count(told.steady), silent=score(told.silent), least=score(told.least), top=score(told.top),
        question=words.escape_markdown(told.question), true=glossary.link("loyalty", _("true loyalty")),
        spurious=glossary.link("spurious-loyalty", _("spurious")), latent=glossary.link("latent-loyalty", _("latent")),
        n=words.customers(told.kinds[0].n),
    )  # fmt: skip


def doubtful_text(told: Facts) -> str:
    """Who looks loyal and doesn't mean it, and whether they go sooner (Markdown)."""
    parts = []
    if told.doubtful is not None:
        form = _("Of {n} steady buyers who answered **{share} don’t mean it**. An order book can’t tell them from the truly loyal.")
        share = words.share(told.doubtful.rate, told.doubtful.low, told.doubtful.high)
        parts.append(form.format(n=words.count(told.doubtful.n), share=share))
    if told.sooner is None or min(told.true_again.n, told.spurious_again.n) < evidence.THIN_BELOW:
        return " ".join([*parts, _("Whether they go sooner can’t be told: there were too few.")])
    value, low, high = told.sooner
    form = _("Since {then}, {true} of those who were truly loyal ordered again, and {spurious} of the spurious:")
    true, spurious = words.share(told.true_again.rate), words.share(told.spurious_again.rate)
    parts.append(form.format(then=words.day(told.then), true=true, spurious=spurious))
    if low > 0:
        parts.append(_("**they go sooner**, by {points}.").format(points=words.points(value, low, high)))
    elif high < 0:
        parts.append(_("here they even came more often. Habit or a contract can hold, until a better offer comes."))
    else:
        parts.append(_("no difference beyond chance. Habit or a contract can hold, until a better offer comes."))
    return " ".join(parts)


def help_text(told: Facts) -> str:
    """What help after a complaint brings (Markdown)."""
    parts = [
        _("After a complaint {helped} of those helped within {soon} days ordered again, and {others} of the others: **{points}**.").format(
            helped=words.share(told.helped.rate), soon=words.count(told.soon_days), others=words.share(told.not_helped.rate),
            points=words.points(*told.help),
        )
    ]  # fmt: skip
    if not told.sure:
        parts.append(_("So few complaints can’t tell that from nothing."))
    if told.well is None:
        parts.append(_("In truth help changes nothing in this company."))
    else:
        lot = _("Whom to help was drawn by lot, so it is help that does it: in truth {well} against {badly}, counted from the order on.")
        form = lot if told.sure else _("Yet in truth help brings {well} against {badly}, counted from the order on.")
        parts.append(form.format(well=words.share(told.well), badly=words.share(told.badly)))
    if told.over_content[1] > 0:
        form = _("Those helped even came more often than those who had not complained ({content}).")
        parts.append(form.format(content=words.share(told.content.rate)))
    return " ".join(parts)


def became(name: str) -> str:
    """What has become of somebody, within a sentence."""
    return {
        "once": _("left after one order"),
        "again": _("ordered again, then left"),
        "loyal_gone": _("became loyal, then left"),
        "back": _("left, and came back"),
        "loyal_here": _("are loyal, and not away"),
        "on_the_way": _("are still on the way"),
    }[name]
