"""Lesson 5 in sentences: what is asked, what is true, and what it means. Every number is one of the lesson's facts."""

from math import isnan

from analysis.comparisons import Group
from analysis.lessons.bands import Band, like_with_like
from analysis.lessons.exercise import Exercise
from analysis.lessons.programme import Facts
from components import words
from components.language import _
from components.lessons.lesson import PER_CENT, Reveal, Scale, Screen, Table, Task
from components.sentences.programme_effect import days_in_words

#: Points of per cent, where a guess or an answer may lie below nothing.
POINTS = Scale(low=-100, high=100, step=0.1, behind=_("\u00a0points"), digits=1)

#: Of money for a unit of money, beside its currency's name.
AMOUNT = Scale(low=0, high=100, step=1)


def named(facts: Facts) -> str:
    """The programme, as a sentence names it (Markdown)."""
    return f"*{words.escape_markdown(facts.programme)}*" if facts.programme else _("the programme")


def naive_points(facts: Facts) -> str:
    """How far members are ahead as it looks, without its interval."""
    return words.points(facts.naive.difference)


def asked(facts: Facts) -> str:
    """The guess in a sentence (Markdown)."""
    return _(
        "Of members of {programme} **{members}** ordered in the last {days}, of all other customers **{others}**. "
        "**How many of these {points} are the programme’s doing?**"
    ).format(
        programme=named(facts),
        members=words.share(facts.naive.first.rate),
        others=words.share(facts.naive.second.rate),
        days=days_in_words(facts.days),
        points=naive_points(facts),
    )


def data_said(facts: Facts) -> str:
    """What the data say, with n."""
    found, level = facts.matched, words.share(facts.level)
    if found is None:
        return _("allowing for who joins {span} points, {level}, n = {n}").format(
            span=_ends(facts), level=level, n=words.count(facts.timing.joined)
        )
    return _("{k} of {n} who joined came back, of others with a like history {share}: {points}, {level}").format(
        k=words.count(found.first.k),
        n=words.count(found.first.n),
        share=words.share(found.second.rate),
        points=words.points(found.difference, found.low, found.high),
        level=level,
    )


def reveal(facts: Facts, guessed: float) -> Reveal:
    """What is true, and how far the guess was (Markdown)."""
    effect = facts.lived.effect
    if effect:
        title = _("In truth {points}").format(points=words.points(effect))
    else:
        title = _("None of them: the loyal joined it") if facts.planted else _("None of them: who stays has longer to join")
    form = _("Invented customers can live twice: of {n} who joined {back} came back, and {without} did when they lived without it.")
    twice = form.format(
        n=words.count(facts.lived.watched), back=words.count(facts.lived.back), without=words.count(facts.lived.back_without)
    )
    return Reveal(title=title, text=" ".join((_kindly(facts, guessed), twice, _data(facts))))


def _kindly(facts: Facts, guessed: float) -> str:
    off, naive = abs(guessed - 100 * facts.lived.effect), 100 * facts.naive.difference
    if off < 0.5:
        return _("You guessed **{guess}**, and so it is.").format(guess=words.points(guessed / 100))
    form = (
        _("You guessed **{guess}**, nearer than the {naive} that meet the eye: in truth it is **{truth}**.")
        if off < naive / 2
        else _("You guessed **{guess}**, and {naive} meet the eye: in truth it is **{truth}**.")
    )
    return form.format(guess=words.points(guessed / 100), naive=naive_points(facts), truth=words.points(facts.lived.effect))


def _data(facts: Facts) -> str:
    found, effect = facts.matched, facts.lived.effect
    if found is None:
        return _("Allowing for who joins, the data say {span} points.").format(span=_ends(facts))
    form = (
        _("Even beside others with a like history members seem {points} ahead.")
        if found.low > effect
        else _("Beside others with a like history members are {points} ahead.")
    )
    return form.format(points=words.points(found.difference, found.low, found.high))


def _ends(facts: Facts) -> str:
    span = facts.timing
    return words.between(100 * span.low, 100 * span.high, words.digits_for(span.low, span.high))


def who_joins(facts: Facts) -> Screen:
    """The idea: members differed before they joined."""
    quick, slow, lived = facts.paces[0].group, facts.paces[-1].group, facts.lived
    if not facts.planted:
        title = _("Who stays has longer to join")
        seen = _("At each order anybody joins by one and the same chance: quick customers at {quick} of theirs, slow ones at {slow}.")
    elif facts.quick_join:
        title = _("They were different before they joined")
        seen = _("Of the orders at which one could join, quick customers joined at **{quick}**, slow ones at **{slow}**.")
    else:
        title = _("Who joins can’t be told by looking")
        seen = _("By their pace nobody could tell: quick customers joined at **{quick}** of their orders, slow ones at **{slow}**.")
    hidden = _("What no record shows: the chance that an order is the last is **{members}** for those who joined, **{others}** for others.")
    said = [
        seen.format(quick=words.share(quick.rate, digits=1), slow=words.share(slow.rate, digits=1)),
        hidden.format(members=words.share(lived.leaves), others=words.share(lived.others_leave)),
        _("They would have stayed anyway.") if lived.leaves < lived.others_leave and lived.effect <= 0 else "",
    ]
    return Screen(
        title=title,
        text=" ".join(part for part in said if part),
        source=_(
            "Leenheer, van Heerde, Bijmolt and Smidts (2007), Do loyalty programs really enhance behavioral loyalty? "
            "*International Journal of Research in Marketing* 24(1), 31–47"
        ),
    )


def ladder(facts: Facts) -> Screen:
    """The idea: the naive difference shrinks as more is allowed for, and the data alone don't reach the truth."""
    span, effect = facts.timing, facts.lived.effect
    last = (
        _("The last allows for what no record shows: {ends}\u00a0points, none likelier than another. The truth is among them.")
        if span.low <= effect <= span.high
        else _("The last allows for what no record shows: {ends}\u00a0points.")
    ).format(ends=_ends(facts))
    said = [_("The first compares members with all other customers.")]
    if facts.matched is not None:
        said.append(_("The second compares them with others after as many orders, of like pace and spending, in the same quarter."))
    return Screen(
        title=_("As it looks, as it may be, and as it is"),
        text=" ".join((*said, last)),
        source=_(
            "Rosenbaum and Rubin (1983), The central role of the propensity score, *Biometrika* 70(1), 41–55; "
            "Abbring and van den Berg (2003), *Econometrica* 71(5), 1491–1517"
        ),
    )


def price(facts: Facts) -> Screen:
    """The idea: penetration and reward ratio say how far it reaches and what it costs, and not whether it works."""
    share, bought, unit = facts.penetration, facts.bought, 10 ** words.minor_digits(facts.currency)
    text = _(
        "**Penetration**: {k} of {n} are members, {share}. **Reward ratio**: for each {unit} of rewards they bought for {bought} ({ends}) "
        "since joining. That looks like a return, and is none. {given}"
    ).format(
        k=words.count(share.k),
        n=words.customers(share.n),
        share=words.share(share.rate, share.low, share.high, digits=1),
        unit=words.money(unit, facts.currency, whole=True),
        bought=words.money(round(bought.reward_ratio * unit), facts.currency, whole=True),
        ends=words.between(bought.low, bought.high),
        given=(
            _("Here the programme keeps nobody: all of it would have been bought without the {rewards}.").format(
                rewards=words.money(bought.rewards, facts.currency, whole=True)
            )
            if facts.lived.effect <= 0
            else _("Most of it may have been bought anyway.")
        ),
    )
    return Screen(
        title=_("What it reaches, and what it gives away"),
        text=text,
        source=_(
            "Dowling and Uncles (1997), Do customer loyalty programs really work? *Sloan Management Review* 38(4), 71–82; "
            "Sharp and Sharp (1997), *International Journal of Research in Marketing* 14(5), 473–486"
        ),
    )


def lot(facts: Facts) -> Screen:
    """The idea: only drawing lots tells."""
    found = facts.lot
    return Screen(
        title=_("Drawing lots would tell"),
        text=_(
            "Let lots decide who is invited. Compare **all who were with all who were not**, whether they joined or not: then only chance "
            "and the programme part them. Of newcomers {rate} order again within {days}; to notice {points} more with a chance of {power} "
            "takes **{n}** on either side."
        ).format(
            points=words.points(found.points),
            rate=words.share(found.rate),
            days=days_in_words(facts.days),
            power=words.share(found.power),
            n=words.customers(found.each),
        ),
        source=_("Kohavi, Tang and Xu (2020), *Trustworthy Online Controlled Experiments*, Cambridge University Press"),
    )


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


def what_would_tell(facts: Facts, asked) -> Task:
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
