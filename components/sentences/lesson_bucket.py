"""The lesson of the leaky bucket in sentences: guess, truth, what it means. Every number is one of its facts."""

from __future__ import annotations

from components import words
from components.glossary import link
from components.language import _, ngettext
from components.lessons.lesson import Guess, Point, Reveal, Scale
from components.sentences import amounts

#: Of a hundred customers.
OF_A_HUNDRED = Scale(low=0, high=100, step=1)
#: A guess so near to what the data allow is called close.
CLOSE = 5
HALF = 0.5


def guess(facts) -> Guess:
    """What is asked first."""
    said = _("{lost} of {start}: {share}").format(
        lost=words.count(facts.lost), start=words.count(facts.at_start), share=words.share(facts.share, facts.low, facts.high)
    )
    return Guess(
        kind="number",
        title=_("How leaky is the bucket?"),
        lead=_(
            "The company counted **{start}** customers at the start of {quarter}. Of each hundred of them, how many were lost by its end: "
            "silent for so long that nobody expects another order?"
        ).format(start=words.count(facts.at_start), quarter=the_quarter(facts.label)),
        label=_("Lost in a quarter, of 100 customers"),
        scale=OF_A_HUNDRED,
        points=(
            Point(
                label=_("Lost of 100"),
                value=100 * facts.share,
                low=100 * facts.low,
                high=100 * facts.high,
                truth=100 * facts.true_share,
                said=said,
            ),
        ),
    )


def reveal(facts, guessed: float) -> Reveal:
    """How far the guess was, and what is true."""
    low, high, counted = 100 * facts.low, 100 * facts.high, words.decimal(100 * facts.share, 0)
    if low <= guessed <= high:
        said = _("**You have a good feeling for it:** {counted} of 100 were counted as lost.")
    elif low - CLOSE <= guessed <= high + CLOSE:
        said = _("**Close:** {counted} of 100 were counted as lost, you said {guessed}.")
    elif guessed < low:
        said = _("**It leaks more than you thought:** {counted} of 100 were counted as lost, you said {guessed}.")
    else:
        said = _("**It leaks less than you thought:** {counted} of 100 were counted as lost, you said {guessed}.")
    parts = [said.format(counted=counted, guessed=words.decimal(guessed, 0)), _rested(facts), _late(facts)]
    title = _("{truth} of 100 were really lost").format(truth=words.decimal(100 * facts.true_share, 0))
    return Reveal(title=title, text=" ".join(part for part in parts if part))


def _rested(facts) -> str:
    """Whether those whom the rule counts as lost had really left."""
    if not facts.rested:
        return _("All {lost} so counted had really left.").format(lost=words.count(facts.lost))
    said = ngettext(
        "Of the {lost} so counted {good} had really left; {n} only rested and will order again.",
        "Of the {lost} so counted {good} had really left; {n} only rested and will order again.",
        facts.rested,
    ).format(lost=words.count(facts.lost), good=words.count(facts.for_good), n=words.count(facts.rested))
    if facts.low <= facts.true_share:
        return said
    return f"{said} " + _("The interval is of chance, and knows nothing of them.")


def _late(facts) -> str:
    """That the leak is seen late."""
    if facts.there == facts.at_start:
        return ""
    form = _("And it shows late: the rule waits about {days} of silence, so of the {start} counted at the start {there} were still there.")
    if facts.there < HALF * facts.at_start:
        form = _(
            "And it shows late: the rule waits about {days} of silence, so of the {start} counted at the start only {there} were still "
            "there."
        )
    days = ngettext("{n}\u00a0day", "{n}\u00a0days", facts.wait_days).format(n=words.count(facts.wait_days))
    return form.format(days=days, start=words.count(facts.at_start), there=words.count(facts.there))


def level(facts) -> tuple[str, str]:
    """The level at which the bucket settles: title and text."""
    found = facts.level
    text = _(
        "{came} came or came back in {quarter}, and {share} were lost. Such a {bucket} settles where as many leave as come: at {came} ÷ "
        "{share} = **{settles}** customers, whatever is in it now. With one point fewer lost it settles at **{kept}**. To reach that by "
        "winning, {more} more would have to come, every quarter."
    ).format(
        quarter=the_quarter(facts.label),
        came=words.count(found.arrivals),
        share=_exact(facts.share),
        bucket=link("leaky-bucket", _("bucket")),
        settles=words.count(round(found.settles)),
        kept=words.count(round(found.with_a_point)),
        more=words.count(round(found.more)),
    )
    return _("It settles where as many leave as come"), text


def point(facts) -> tuple[str, str]:
    """What one point is worth: title and text."""
    found = facts.worth
    unit = amounts.minor_units(facts.currency)
    text = _(
        "{point} is one of each hundred customers. Keep it in every quarter, and after a year there are **{more}** more ({between}): who "
        "is kept once is lost later as often as others. Each brings {each} net a year, {margin} of it is left after the goods, and "
        "together that is **{value}** ({ends}) a year."
    ).format(
        point=link("retention-point", _("One point of retention")),
        more=words.count(round(found.more)),
        between=words.between(found.more_low, found.more_high),
        each=_money(found.each.value, facts.currency),
        margin=words.share(found.margin),
        value=words.escape_markdown(words.money(found.a_year.value, facts.currency, whole=True)),
        ends=words.between(found.a_year.low / unit, found.a_year.high / unit),
    )
    return _("One point adds up"), text


def newcomer(facts) -> tuple[str, str]:
    """What a newcomer costs who becomes a customer: title and text."""
    found = facts.won
    form = _(
        "Winning the {n} newcomers of {quarter} cost {spent}, {each} apiece. {again} of them have ordered again since, so one of those "
        "cost **{who}**. {at_once} left for good with their first order, in truth. Who is kept has ordered before: weigh what keeping one "
        "costs against {who}, not against {each}."
    )
    if found.share < HALF:
        form = _(
            "Winning the {n} newcomers of {quarter} cost {spent}, {each} apiece. Only {again} of them have ordered again since, so one of "
            "those cost **{who}**. {at_once} left for good with their first order, in truth. Who is kept has ordered before: weigh what "
            "keeping one costs against {who}, not against {each}."
        )
    text = form.format(
        n=words.count(found.newcomers),
        quarter=the_quarter(found.label),
        spent=_money(found.spent, facts.currency),
        each=_money(found.each, facts.currency),
        again=words.count(found.again),
        who=_money(found.who_came_again, facts.currency),
        at_once=words.count(found.at_once),
    )
    return _("A newcomer is not yet a customer"), text


def market(facts) -> tuple[str, str]:
    """That winning comes to an end: title and text."""
    found = facts.market
    text = _(
        "Suppose {size} people might ever buy. {bought} have. At {new} newcomers a quarter nobody is left to win after **{quarters} "
        "quarters**, and each of the last is dearer to find. Those lost are no newcomers: they know you. "
    ).format(
        size=words.count(found.size),
        bought=words.count(found.bought),
        new=words.count(found.newcomers),
        quarters=words.decimal(found.quarters, 1),
    )
    if found.back:
        text += _("From then on the {back} a quarter who come back hold a bucket of **{settles}**. Keeping works to the end.").format(
            back=words.count(found.back), settles=words.count(round(found.settles))
        )
    else:
        text += _("From then on nobody comes, and the bucket runs dry. Keeping works to the end.")
    return _("Nobody is left to win, one day"), text


def the_quarter(label: str) -> str:
    """A quarter within a sentence, escaped."""
    return words.escape_markdown(words.the_period(label, "quarter"))


def _exact(share: float) -> str:
    return words.share(share, digits=1)


def _money(minor: int, currency: str) -> str:
    return words.escape_markdown(amounts.each(minor, currency))
