"""The exercises of the lesson on programmes, in words: a reply for each usual slip."""

from math import isnan

from analysis.comparisons import Group
from analysis.lessons.bands import Band, like_with_like
from analysis.lessons.exercise import Choice, Exercise
from analysis.lessons.programme import Facts
from components import words
from components.language import _
from components.lessons.lesson import PER_CENT, Scale, Table, Task
from components.sentences.lesson_programme import named
from components.sentences.programme_effect import days_in_words

#: Points of per cent, where a guess or an answer may lie below nothing.
POINTS = Scale(low=-100, high=100, step=0.1, behind=_("\u00a0points"), digits=1)

#: Of money for a unit of money, beside its currency's name.
AMOUNT = Scale(low=0, high=100, step=1)


def penetration(facts: Facts, asked: Exercise) -> Task:
    """Members of all customers (Markdown)."""
    bought, values = facts.bought, {slip.name: words.decimal(slip.value, asked.digits) for slip in asked.slips}
    forms = {
        "of the money": _("**{value} is their part of the money.** Penetration counts people: take the first row, and try again."),
        "of the buyers": _(
            "**{value} is their part of one month’s buyers.** Who orders often is likelier to be among these. Divide by all customers."
        ),
        "of the others": _("**{value} leaves the members out below.** They are customers too: divide by all of them."),
    }
    rows = (
        (_("customers"), words.count(bought.members), words.count(bought.customers)),
        (_("ordered in the last whole month"), words.count(bought.member_buyers), words.count(bought.buyers)),
        (_("bought; members since joining"), *(words.money(net, facts.currency, whole=True) for net in (bought.member_net, bought.net))),
    )
    return Task(
        asked=asked,
        question=_("**How far does {programme} reach?** What is its penetration?").format(programme=named(facts)),
        label=_("Your answer, per cent"),
        table=Table(headers=("", _("Members"), _("All")), rows=rows, name=_("Members and all customers")),
        hint=_("Members above; below, everybody who could be one."),
        right=_("**Yes: {share}.** {k} of {n} are members.").format(
            share=words.share(facts.penetration.rate, facts.penetration.low, facts.penetration.high, digits=asked.digits),
            k=words.count(bought.members),
            n=words.customers(bought.customers),
        ),
        slips={name: forms[name].format(value=value) for name, value in values.items()},
        scale=_scale(PER_CENT, asked),
    )


def reward_ratio(facts: Facts, asked: Exercise) -> Task:
    """What members bought for what they were given (Markdown)."""
    bought, values = facts.bought, {slip.name: words.decimal(slip.value, asked.digits) for slip in asked.slips}
    forms = {
        "of all": _("**{value} takes everybody’s money.** Rewards go to members alone: take what they bought."),
        "issued": _("**{value} counts points that nobody has redeemed.** Only rewards were given so far: divide by these."),
    }
    amounts = [
        (_("all customers bought"), bought.net),
        (_("members bought since joining"), bought.member_net),
        (_("rewards cost"), bought.rewards),
    ]
    if not isnan(bought.issued):
        amounts.append((_("all points ever issued would cost"), round(bought.issued)))
    ends = words.between(bought.low, bought.high, asked.digits)
    return Task(
        asked=asked,
        question=_("**What do members buy for each {unit} of rewards?** What is the reward ratio?").format(
            unit=words.money(10 ** words.minor_digits(facts.currency), facts.currency, whole=True)
        ),
        label=_("Your answer, {currency}").format(currency=words.escape_markdown(facts.currency)),
        table=Table(
            headers=("", _("Amount")),
            rows=tuple((name, words.money(amount, facts.currency, whole=True)) for name, amount in amounts),
            name=_("What was bought and given"),
        ),
        hint=_("Above what members bought; below what they were given."),
        right=_("**Yes: {value}\u00a0({ends}).** {n} rewards say what they cost.").format(
            value=words.decimal(bought.reward_ratio, asked.digits), ends=ends, n=words.count(bought.priced)
        ),
        slips={name: forms[name].format(value=value) for name, value in values.items()},
        scale=_scale(AMOUNT, asked),
    )


def like(facts: Facts, asked: Exercise) -> Task:
    """Members beside others with as many orders (Markdown)."""
    values = {slip.name: words.decimal(slip.value, asked.digits) for slip in asked.slips}
    most, fewest = (words.count(pick(band.members.n for band in facts.bands)) for pick in (max, min))
    forms = {
        "one pot": _("**{value} compares all with all.** They have not ordered equally often. Take the difference within each row first."),
        "plain mean": _(
            "**{value} gives each row the same weight.** One has {most} members, another {fewest}: weigh each row by its members."
        ),
        "by the others": _("**{value} weighs by the others.** That says what joining would do for them. Weigh each row by its members."),
    }
    value, low, high = like_with_like(facts.bands)
    pot = words.points(facts.pot.difference)
    held = low <= facts.lived.effect <= high
    meant = (
        _("Of {pot} no more is left than chance can make.").format(pot=pot)
        if held
        else _("Of {pot} so much is left: alike in orders is not alike in all, for in truth it is {truth}.").format(
            pot=pot, truth=words.points(facts.lived.effect)
        )
    )
    return Task(
        asked=asked,
        question=_(
            "Who had two orders or more {days} before the data end, and who of them has ordered since? **How many points are members ahead "
            "of others who had ordered as often?**"
        ).format(days=days_in_words(facts.days)),
        label=_("Your answer, points"),
        table=_bands_table(facts.bands, facts.pot),
        hint=_("First the difference in each row. Then their mean, each row counting as often as it has members."),
        right=_("**Yes: {points}**, n\u00a0=\u00a0{n}. {meant}").format(
            points=words.points(value, low, high), n=words.count(asked.n), meant=meant
        ),
        slips={name: forms[name].format(value=value, most=most, fewest=fewest) for name, value in values.items()},
        scale=_scale(POINTS, asked),
    )


def _bands_table(some: tuple[Band, ...], pot: Band) -> Table:
    rows = [(band_name(band), band) for band in some] + [(_("all"), pot)]
    return Table(
        headers=(_("Orders until then"), _("Members"), _("ordered since"), _("Others"), _("ordered since")),
        rows=tuple((name, *_pair(one.members), *_pair(one.others)) for name, one in rows),
        name=_("Who ordered since, by orders until then"),
    )


def _pair(found: Group) -> tuple[str, str]:
    return words.count(found.n), words.share(found.rate, digits=1)


def band_name(band: Band) -> str:
    """A row's numbers of orders."""
    if band.last is None:
        return _("{first} and more").format(first=words.count(band.first))
    return words.count(band.first) if band.first == band.last else words.between(band.first, band.last)


def what_would_tell(facts: Facts, asked: Choice) -> Task:
    """Which way would tell whether it works (Markdown)."""
    options = {
        "more history": _("Match members with others on still more of their history"),
        "before and after": _("Compare members’ orders before joining with those after it"),
        "by lot": _("Draw lots: invite every other newcomer, and compare all invited with all others"),
        "asking them": _("Ask members whether they would have stayed without it"),
    }
    replies = {
        "more history": _(
            "**What no record shows stays hidden.** The more you match, the more alike they are in what you know, and in that alone."
        ),
        "before and after": _(
            "**Before joining they had to come back.** Else they could not have joined; afterwards anybody may leave. So it must look bad."
        ),
        "asking them": _("**Nobody knows what they would have done.** Members never saw themselves without it either."),
    }
    return Task(
        asked=asked,
        question=_("**What would tell whether {programme} keeps anybody?**").format(programme=named(facts)),
        hint=_("In what must the two groups be alike, besides all that you know?"),
        right=_("**Yes.** Lots know nothing of loyalty: they alone make groups alike in what no record shows."),
        slips=replies,
        options=options,
    )


def _scale(scale: Scale, asked: Exercise) -> Scale:
    """As many decimals as are asked for, and room for every slip."""
    most = max([scale.high, *(slip.value for slip in asked.slips)])
    return Scale(
        low=scale.low, high=10.0 * (most // 10 + 1) if most > scale.high else scale.high, step=10.0**-asked.digits, behind=scale.behind,
        digits=asked.digits,
    )  # fmt: skip
