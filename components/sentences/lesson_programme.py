"""Lesson 5 in sentences: what is asked, what is true, and what it means. Every number is one of the lesson's facts."""

from analysis.lessons.programme import Facts
from components import words
from components.glossary import link
from components.language import _
from components.lessons.lesson import Reveal, Screen
from components.sentences.programme_effect import days_in_words


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
        _("The last allows for {selection} that no record shows: {ends}\u00a0points, none likelier than another. The truth is among them.")
        if span.low <= effect <= span.high
        else _("The last allows for {selection} that no record shows: {ends}\u00a0points.")
    ).format(selection=link("self-selection", _("self-selection")), ends=_ends(facts))
    said = [_("The first compares members with all other customers.")]
    if facts.matched is not None:
        form = _("The second {matches} them with others after as many orders, of like pace and spending, in the same quarter.")
        said.append(form.format(matches=link("matching", _("matches"))))
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
        "**{penetration}**: {k} of {n} are members, {share}. **{ratio}**: for each {unit} of rewards they bought for {bought} ({ends}) "
        "since joining. That looks like a return, and is none. {given}"
    ).format(
        penetration=link("penetration", _("Penetration")),
        ratio=link("reward-ratio", _("Reward ratio")),
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
