"""The lesson on stages in words: who becomes loyal, who only looks it, and what help after a complaint brings."""

from __future__ import annotations

from collections.abc import Mapping

from analysis import evidence
from analysis.attitude import LATENT, NONE, SPURIOUS, TRUE
from analysis.lessons.exercise import Exercise
from analysis.lessons.stages import BACK, IS_HERE, NOT_LOYAL, ONCE, ONE_ORDER, WAS_LOYAL, Facts, Person
from components import words
from components.language import _, ngettext
from components.sentences.attitude import score

DWYER = _("F. R. Dwyer, P. H. Schurr and S. Oh (1987), *Developing Buyer–Seller Relationships*, Journal of Marketing 51(2), 11–27.")
DICK = _("A. S. Dick and K. Basu (1994), *Customer Loyalty: Toward an Integrated Conceptual Framework*, J. Acad. Marketing Science 22(2), 99–113.")
OLIVER = _("R. L. Oliver (1999), *Whence Consumer Loyalty?*, Journal of Marketing 63, 33–44.")
TAX = _(
    "S. S. Tax, S. W. Brown and M. Chandrashekaran (1998), *Customer Evaluations of Service Complaint Experiences*, "
    "Journal of Marketing 62(2), 60–76."
)


def lead(told: Facts, company: str) -> str:
    """What is guessed (Markdown)."""
    form = _(
        "Of 100 new customers of {company}, **how many ever become loyal**: {run} orders in a row, never silent for longer than "
        "{away} of their usual gaps?"
    )
    return form.format(company=_company(company), run=words.count(told.run), away=score(told.away))


def _company(company: str) -> str:
    return words.escape_markdown(company) if company else _("this company")


def said(told: Facts) -> str:
    """What the data say of it."""
    return _("{k} of {n}: {share}").format(
        k=words.count(told.loyal.k), n=words.count(told.loyal.n), share=words.share(told.loyal.rate, told.loyal.low, told.loyal.high)
    )


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
        "You guessed {guess}; of {n} followed for {months}, **{share}** became loyal, and in truth {truth}. {off} “A third” is said of "
        "customers in general: a rule of thumb, without data behind it that we know of."
    )
    return form.format(
        guess=words.decimal(guessed, 0),
        n=words.customers(told.loyal.n),
        months=_months(told),
        share=words.share(told.loyal.rate, told.loyal.low, told.loyal.high),
        truth=words.share(told.true_loyal),
        off=_off(told, guessed),
    )


def _off(told: Facts, guessed: float) -> str:
    value = words.decimal(100 * told.loyal.rate, 0)
    away = guessed / 100 - told.loyal.rate
    if 100 * told.loyal.low <= guessed <= 100 * told.loyal.high or words.decimal(guessed, 0) == value:
        return _("As close as the data can tell.")
    form = _("You were {points} too high.") if away > 0 else _("You were {points} too low.")
    return form.format(points=words.points(abs(away)))


def _months(told: Facts) -> str:
    return words.periods(round(told.follow_up_months), "month")


# What it means.


def ways_text(told: Facts) -> str:
    """That the way is no ladder (Markdown)."""
    once, back = (next(one.share for one in told.ends if one.name == name) for name in (ONCE, BACK))
    parts = [
        _("Loyalty is often drawn as a ladder: one rung after the other, and the top for good. Customers take other ways."),
        _("**{share} left after one order**.").format(share=words.share(once.rate)),
        _("{share} went away and came back.").format(share=words.share(back.rate)) if back.k else _("Nobody came back once away."),
    ]
    if told.gone is not None and evidence.strength(told.gone.n) in ("few", "enough"):
        gone = _("Nor is the top for good: of {n} who became loyal **{share} are away again**; in truth {truth} of the loyal have left.")
        stay = _("Yet the top holds: of {n} who became loyal, {share} are away; in truth {truth} of the loyal have left.")
        form = gone if told.gone.rate >= HALF else stay
        parts.append(form.format(n=words.count(told.gone.n), share=words.share(told.gone.rate), truth=words.share(told.true_left)))
    return " ".join(parts)


#: From here on more are away than not.
HALF = 0.5


def kinds_text(told: Facts) -> str:
    """What the four kinds are (Markdown)."""
    form = _(
        "Loyalty is what people **do** and what they **mean**. To buy steadily is here {steady} orders in a row, the last not more than "
        "{silent} usual gaps ago; to mean it, to answer {least} or more of {top}. Who does both is **truly** loyal. Who only buys is so "
        "**spuriously**, who only means it **latently**."
    )
    return form.format(steady=words.count(told.steady), silent=score(told.silent), least=score(told.least), top=score(told.top))


def doubtful_text(told: Facts) -> str:
    """Who looks loyal and doesn't mean it, and whether they go sooner (Markdown)."""
    parts = []
    if told.doubtful is not None:
        form = _("Of {n} steady buyers who answered, **{share} don’t mean it**. The order book can’t tell them from the truly loyal.")
        parts.append(form.format(n=words.count(told.doubtful.n), share=words.share(told.doubtful.rate, told.doubtful.low, told.doubtful.high)))
    if told.sooner is None or min(told.true_again.n, told.spurious_again.n) < evidence.THIN_BELOW:
        parts.append(_("Too few of either to tell who went sooner."))
        return " ".join(parts)
    value, low, high = told.sooner
    parts.append(
        _("From {then} on, {true} of the truly loyal ordered again, and {spurious} of the spurious:").format(
            then=words.day(told.then), true=words.share(told.true_again.rate), spurious=words.share(told.spurious_again.rate)
        )
    )
    if low > 0:
        parts.append(_("**those go sooner**, by {points}.").format(points=words.points(value, low, high)))
    elif high < 0:
        parts.append(_("here they even stay longer. Habit or a contract can hold, until a better offer comes."))
    else:
        parts.append(_("no difference beyond chance yet. Habit or a contract can hold, until a better offer comes."))
    return " ".join(parts)


def help_text(told: Facts) -> str:
    """What help after a complaint brings (Markdown)."""
    value, low, high = told.help
    parts = [
        _("After a complaint, **{helped} of those helped within {soon} days** ordered again in the next {days}, and {others} of the others.").format(
            helped=words.share(told.helped.rate), soon=words.count(told.soon_days), days=words.count(told.days), others=words.share(told.not_helped.rate)
        ),
        _("A difference of {points}.") if told.sure else _("{points}: by themselves too few to tell."),
    ]
    parts[1] = parts[1].format(points=words.points(value, low, high))
    if told.well is None:
        parts.append(_("In truth help changes nothing in this company: such a difference is chance."))
    else:
        parts.append(
            _("Who got it was drawn by lot here, so it is help that brings it: in the long run {well} against {badly}.").format(
                well=words.share(told.well), badly=words.share(told.badly)
            )
        )
    if told.over_content[1] > 0:
        parts.append(_("They came back even more often than those who had not complained ({content}).").format(content=words.share(told.content.rate)))
    return " ".join(parts)


# Exercises.


def far_name(name: str) -> str:
    """How far somebody came, as a row is called."""
    return {
        ONE_ORDER: _("One day with an order"),
        NOT_LOYAL: _("Ordered again, never loyal"),
        WAS_LOYAL: _("Loyal once, away now"),
        IS_HERE: _("Loyal once, not away"),
    }[name]


def end_name(name: str) -> str:
    """What has become of somebody, as a row of the picture is called."""
    return {
        "once": _("Left after one order"),
        "again": _("Ordered again, then left"),
        "loyal_gone": _("Became loyal, then left"),
        "back": _("Left, and came back"),
        "loyal_here": _("Loyal, and not away"),
        "on_the_way": _("Still on the way"),
    }[name]


def far_table(told: Facts) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headers and rows."""
    months = _months(told)
    headers = (_("How far they came"), _("First order {months} ago or more").format(months=months), _("More recent"))
    rows = [(far_name(one.name), words.count(one.followed), words.count(one.recent)) for one in told.far]
    return headers, (*rows, (_("All"), words.count(told.loyal.n), words.count(told.recent)))


def become_hint(told: Facts) -> str:
    """The next step."""
    return _("Of whom can it be known by now? Of these, all who were ever loyal count, wherever they are today.")


def become_right(told: Facts) -> str:
    """What there is to say of it (Markdown)."""
    return _("{said}. In truth {truth}.").format(said=said(told), truth=words.share(told.true_loyal))


def become_slips(told: Facts, asked: Exercise) -> dict[str, str]:
    """The replies to usual slips (Markdown)."""
    far = {one.name: one.followed for one in told.far}
    forms = {
        "young": _(
            "**Close, but {value} counts those who came of late.** {recent} first ordered less than {months} ago: for them “not yet” was "
            "counted as “no”. Leave them out, above and below, and try again."
        ),
        "now": _("**{value} leaves out those who were loyal and went.** They did become loyal: {gone} of them. Add them, and try again."),
        "again": _(
            "**{value} is of those who ordered again.** The {once} who ordered on one day only were new customers too. Divide by all, and "
            "try again."
        ),
    }
    return _replies(
        asked, forms, recent=words.customers(told.recent), months=_months(told), gone=words.count(far[WAS_LOYAL]),
        once=words.count(far[ONE_ORDER]),
    )  # fmt: skip


def _replies(asked: Exercise, forms: Mapping[str, str], **values: str) -> dict[str, str]:
    """Those of the slips that can be told apart here, each with its number."""
    return {slip.name: forms[slip.name].format(value=words.decimal(slip.value, asked.digits), **values) for slip in asked.slips}


def people_table(told: Facts) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headers and rows: four customers, whom letters name."""
    headers = (
        _("Customer"), _("Orders in a row"), _("Days since the last"), _("Their usual gap, days"), _("Answer, of {top}").format(top=score(told.top)),
    )  # fmt: skip
    rows = tuple(
        (letter(told, one.kind), words.count(one.run), words.count(one.silence), words.count(one.gap), score(one.answer)) for one in told.people
    )
    return headers, rows


def letter(told: Facts, kind: str) -> str:
    """The name of the customer of a kind."""
    return "ABCD"[[one.kind for one in told.people].index(kind)]


def people_note(told: Facts) -> str:
    """What is steady, and what is to mean it."""
    return _("Steady: {steady} orders in a row, the last not more than {silent} usual gaps ago. Meant: an answer of {least} or more.").format(
        steady=words.count(told.steady), silent=score(told.silent), least=score(told.least)
    )


def kind_replies(told: Facts) -> dict[str, str]:
    """What to say of each of the four (Markdown)."""
    return {one.kind: _of_kind(told, one) for one in told.people}


def _of_kind(told: Facts, one: Person) -> str:
    bought = ngettext("{n} order in a row", "{n} orders in a row", one.run).format(n=words.count(one.run))
    form = {
        TRUE: _("**{who} means it.** {bought}, and an answer of {answer} of {top}: that is true loyalty. Look for a steady buyer who answered low."),
        LATENT: _(
            "**{who} doesn’t buy steadily.** An answer of {answer} of {top}, and {silence} days of silence where {gap} are usual: latent. Look for "
            "a steady buyer who answered low."
        ),
        NONE: _("**{who} doesn’t even look loyal.** {silence} days of silence where {gap} are usual, and an answer of {answer}. Look for a steady buyer."),
        SPURIOUS: _("{who}: {bought}, and an answer of {answer} of {top}. Such customers look loyal, and a better offer may take them."),
    }[one.kind]
    return form.format(
        who=letter(told, one.kind), bought=bought, answer=score(one.answer), top=score(told.top), silence=words.count(one.silence),
        gap=words.count(one.gap),
    )  # fmt: skip


def help_names(told: Facts) -> tuple[str, str, str]:
    """The three kinds that are compared after a complaint."""
    soon = _("Helped within {days} days").format(days=words.count(told.soon_days))
    return soon, _("Later, or not at all"), _("Had not complained")


def help_table(told: Facts) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headers and rows."""
    headers = (_("After a complaint"), _("Watched"), _("Ordered again"), _("Did not"))
    groups = (told.helped, told.not_helped, told.content)
    return headers, tuple(
        (name, words.count(one.n), words.count(one.k), words.count(one.n - one.k)) for name, one in zip(help_names(told), groups, strict=True)
    )


def help_note(told: Facts) -> str:
    """For how long."""
    return _("Watched for {days} days. Of those who had not complained, orders of theirs at like moments.").format(days=words.count(told.days))


def points_right(told: Facts) -> str:
    """What there is to say of it (Markdown)."""
    said = _("{helped} minus {others}: {points}, n\u00a0=\u00a0{n}.").format(
        helped=words.share(told.helped.rate, digits=1), others=words.share(told.not_helped.rate, digits=1),
        points=words.points(*told.help), n=words.count(told.helped.n + told.not_helped.n),
    )  # fmt: skip
    return said if told.sure else said + " " + _("With so few complaints the data can’t tell it from none.")


def points_slips(told: Facts, asked: Exercise) -> dict[str, str]:
    """The replies to usual slips (Markdown)."""
    helped, others = (words.share(one.rate, digits=1) for one in (told.helped, told.not_helped))
    forms = {
        "ratio": _("**{value} is how many per cent more, not how many points.** You divided {helped} by {others}. Subtract, and try again."),
        "content": _(
            "**{value} compares with those who had not complained.** They needed no help. Compare complaint with complaint, and try again."
        ),
        "share": _(
            "**{value} is the share of those who were helped.** Some of them would have come anyway, as {others} of the others did. Take "
            "that away, and try again."
        ),
    }
    return _replies(asked, forms, helped=helped, others=others)


def brought_question(told: Facts) -> str:
    """What is asked (Markdown)."""
    form = _("Had the {n} of the second row been helped as soon as the others: **how many more of them** would have ordered again?")
    return form.format(n=words.count(told.not_helped.n))


def brought_right(told: Facts, asked: Exercise) -> str:
    """What there is to say of it (Markdown)."""
    said = _("{points} of {n}: {value} more (95\u00a0%: {between}).").format(
        points=words.points(told.help[0]), n=words.customers(told.not_helped.n), value=words.count(round(asked.value)),
        between=words.between(asked.low, asked.high),
    )  # fmt: skip
    if told.well is None:
        return said + " " + _("In truth it is chance: help changes nothing in this company.")
    return said + " " + _("That may be said because a lot drew whom to help. In your own company, a trial tells.")


def brought_slips(told: Facts, asked: Exercise) -> dict[str, str]:
    """The replies to usual slips (Markdown)."""
    forms = {
        "all_lost": _("**{value} are all who did not come back.** Help brings back some of them, not all: of those helped, too, some left."),
        "everyone": _("**{value} counts those who were helped already.** Only the {n} of the second row can gain. Try again with them alone."),
        "all_helped": _("**{value} would have come with help, and {came} came without.** “More” is what lies between. Subtract, and try again."),
    }
    return _replies(asked, forms, n=words.count(told.not_helped.n), came=words.count(told.not_helped.k))
