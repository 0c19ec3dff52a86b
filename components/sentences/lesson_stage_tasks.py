"""The exercises of the lesson on stages in words, and the names in its pictures."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.attitude import LATENT, NONE, SPURIOUS, TRUE
from analysis.lessons.exercise import Exercise
from analysis.lessons.stages import IS_HERE, NOT_LOYAL, ONE_ORDER, WAS_LOYAL, Facts, Person
from components import words
from components.language import _, ngettext
from components.sentences.attitude import score


def said(told: Facts) -> str:
    """What the data say of it."""
    return _("{k} of {n}: {share}").format(
        k=words.count(told.loyal.k), n=words.count(told.loyal.n), share=words.share(told.loyal.rate, told.loyal.low, told.loyal.high)
    )


def months(told: Facts) -> str:
    """For how long somebody was followed at least."""
    return words.periods(round(told.follow_up_months), "month")


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


def help_names(told: Facts) -> tuple[str, str, str]:
    """The three kinds that are compared after a complaint."""
    soon = _("Helped within {days} days").format(days=words.count(told.soon_days))
    return soon, _("Later, or not at all"), _("Had not complained")


def far_name(name: str) -> str:
    """How far somebody came, as a row is called."""
    return {
        ONE_ORDER: _("One day with an order"),
        NOT_LOYAL: _("Ordered again, never loyal"),
        WAS_LOYAL: _("Loyal once, away now"),
        IS_HERE: _("Loyal once, not away"),
    }[name]


def far_table(told: Facts) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headers and rows."""
    headers = (_("First order"), _("{months} ago or more").format(months=months(told)), _("More recent"))
    rows = [(far_name(one.name), words.count(one.followed), words.count(one.recent)) for one in told.far]
    return headers, (*rows, (_("All"), words.count(told.loyal.n), words.count(told.recent)))


def become_hint(told: Facts) -> str:
    """The next step."""
    return _("Of whom can it be known by now? Of these, all who were ever loyal count, wherever they are today.")


def become_right(told: Facts) -> str:
    """What there is to say of it (Markdown)."""
    form = _("**Right: {share}**, {k} of {n}, wherever they are today. In truth {truth}.")
    share = words.share(told.loyal.rate, told.loyal.low, told.loyal.high)
    return form.format(share=share, k=words.count(told.loyal.k), n=words.count(told.loyal.n), truth=words.share(told.true_loyal))


def become_slips(told: Facts, asked: Exercise) -> dict[str, str]:
    """The replies to usual slips (Markdown)."""
    far = {one.name: one.followed for one in told.far}
    forms = {
        "young": _(
            "**{value} counts those who came of late.** {recent} first ordered less than {months} ago: for them “not yet” was "
            "counted as “no”. Leave them out, above and below, and try again."
        ),
        "now": _("**{value} leaves out those who were loyal and went.** They did become loyal: {gone} of them. Add them, and try again."),
        "again": _(
            "**{value} is of those who ordered again.** The {once} who ordered on one day only were new customers too. Divide by all, and "
            "try again."
        ),
    }
    return _replies(
        asked, forms, recent=words.customers(told.recent), months=months(told), gone=words.count(far[WAS_LOYAL]),
        once=words.count(far[ONE_ORDER]),
    )  # fmt: skip


def _replies(asked: Exercise, forms: Mapping[str, str], **values: str) -> dict[str, str]:
    """Those of the slips that can be told apart here, each with its number."""
    return {slip.name: forms[slip.name].format(value=words.decimal(slip.value, asked.digits), **values) for slip in asked.slips}


def people_table(told: Facts) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headers and rows: four customers, whom letters name."""
    headers = (_("Who"), _("Orders"), _("Silent"), _("Usual gap"), _("Answer"))
    rows = tuple(
        (letter(told, one.kind), words.count(one.run), words.count(one.silence), words.count(one.gap), score(one.answer))
        for one in told.people
    )
    return headers, rows


def letter(told: Facts, kind: str) -> str:
    """The name of the customer of a kind."""
    return "ABCD"[[one.kind for one in told.people].index(kind)]


def people_note(told: Facts) -> str:
    """What is steady, and what is to mean it."""
    form = _(
        "Orders: in a row. Silent since the last, and usual gap: in days. Answer: of {top}. Steady: {steady} orders in a row, the last at "
        "most {silent} usual gaps ago. Meant: an answer of {least} or more."
    )
    return form.format(top=score(told.top), steady=words.count(told.steady), silent=score(told.silent), least=score(told.least))


def kind_replies(told: Facts) -> dict[str, str]:
    """What to say of each of the four (Markdown)."""
    return {one.kind: _of_kind(told, one) for one in told.people}


def _of_kind(told: Facts, one: Person) -> str:
    bought = ngettext("{n} order in a row", "{n} orders in a row", one.run).format(n=words.count(one.run))
    if one.kind in (LATENT, NONE) and one.run >= told.steady:
        bought = _("{silence} days of silence where {gap} are usual").format(silence=words.count(one.silence), gap=words.count(one.gap))
    form = {
        TRUE: _("**{who} means it.** {bought}, and an answer of {answer}: that is true loyalty. Look for a steady buyer who answered low."),
        LATENT: _(
            "**{who} doesn’t buy steadily.** {bought}, and an answer of {answer}: latent. Look for a steady buyer who answered low."
        ),
        NONE: _("**{who} doesn’t even look loyal.** {bought}, and an answer of {answer}: neither. Look for a steady buyer."),
        SPURIOUS: _("**Right: {who}.** {bought}, and an answer of {answer}. Such customers look loyal, and a better offer may take them."),
    }[one.kind]
    return form.format(who=letter(told, one.kind), bought=bought, answer=score(one.answer))


def help_table(told: Facts) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headers and rows."""
    headers = (_("After a complaint"), _("Watched"), _("Ordered again"))
    groups = zip(help_names(told), (told.helped, told.not_helped, told.content), strict=True)
    return headers, tuple((name, words.count(one.n), words.count(one.k)) for name, one in groups)


def help_note(told: Facts) -> str:
    """For how long."""
    form = _("Watched for {days} days. Of those who had not complained, orders of theirs at like moments.")
    return form.format(days=words.count(told.days))


def points_right(told: Facts) -> str:
    """What there is to say of it (Markdown)."""
    text = _("**Right: {points}**, n\u00a0=\u00a0{n}: {helped} minus {others}.").format(
        helped=words.share(told.helped.rate, digits=1), others=words.share(told.not_helped.rate, digits=1),
        points=words.points(*told.help), n=words.count(told.helped.n + told.not_helped.n),
    )  # fmt: skip
    return text if told.sure else text + " " + _("With so few complaints the data can’t tell it from none.")


def points_slips(told: Facts, asked: Exercise) -> dict[str, str]:
    """The replies to usual slips (Markdown)."""
    helped, others = (words.share(one.rate, digits=1) for one in (told.helped, told.not_helped))
    forms = {
        "ratio": _("**{value} is how many per cent more, not points.** You divided {helped} by {others}. Subtract, and try again."),
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
    text = _("**Right: {value} more** ({level}: {between}), {points} of {n}.").format(
        points=words.points(told.help[0]), n=words.count(told.not_helped.n), value=words.count(round(asked.value)),
        level=words.share(told.level), between=words.between(asked.low, asked.high),
    )  # fmt: skip
    if told.well is None:
        return text + " " + _("In truth it is chance: help changes nothing in this company.")
    return text + " " + _("That may be said because a lot drew whom to help. In your own company, a trial tells.")


def brought_slips(told: Facts, asked: Exercise) -> dict[str, str]:
    """The replies to usual slips (Markdown)."""
    forms = {
        "all_lost": _(
            "**{value} are all who did not come back.** Of those helped some didn’t either. Take the points, of {n}, and try again."
        ),
        "everyone": _("**{value} counts those helped as well.** They have had their help. Take the points of {n} alone, and try again."),
        "all_helped": _("**{value} would have come with help, and {came} came without.** “More” lies between. Subtract, and try again."),
    }
    return _replies(asked, forms, n=words.count(told.not_helped.n), came=words.count(told.not_helped.k))
