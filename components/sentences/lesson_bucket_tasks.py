"""The exercises of the lesson of the leaky bucket in sentences: the question, its table, the hint, and a reply to each answer."""

from __future__ import annotations

from components import words
from components.language import _, ngettext
from components.lessons.lesson import Table
from components.sentences import amounts
from components.sentences.lesson_bucket import the_quarter


def level_task(facts, asked) -> dict:
    """Where does it settle?"""
    start, lost, end = (words.count(n) for n in (facts.at_start, facts.lost, facts.at_end))
    between = ngettext(
        "{n} more came and was lost again within the quarter: in none of these numbers.",
        "{n} more came and were lost again within the quarter: in none of these numbers.",
        facts.came_and_went,
    )
    return {
        "question": _(
            "From now on half as many newcomers come as in {quarter}. As many come back, and the same share is lost. **At how many "
            "customers does the bucket settle?**"
        ).format(quarter=the_quarter(facts.label)),
        "label": _("Your answer, customers"),
        "table": Table(
            name=_("The bucket of the quarter"),
            headers=(_("Customers"), _("Number")),
            rows=(
                (_("Here at the start"), start),
                (_("Lost by the end"), lost),
                (_("New"), words.count(facts.new)),
                (_("Came back"), words.count(facts.back)),
                (_("Here at the end"), end),
            ),
            note=between.format(n=words.count(facts.came_and_went)) if facts.came_and_went else "",
        ),
        "hint": _("First the share lost: {lost} of {start}. Then: of how many customers is that share as many as come from now on?").format(
            lost=lost, start=start
        ),
        "right": _("**Right: {settles}** ({between}; n\u00a0=\u00a0{n}). Both who comes and who is lost vary by chance.").format(
            settles=words.count(round(asked.value)), between=words.between(asked.low, asked.high), n=words.count(asked.n)
        ),
        "slips": {
            "new_only": _(
                "**Close, but {value} forgets those who came back.** They fill the bucket as newcomers do. Add all {back}, and try again."
            ).format(value=_slip(asked, "new_only"), back=words.count(facts.back)),
            "next": _(
                "**{value} is where the next quarter ends, not where it settles.** You took {lost} off again, but another number of "
                "customers loses another number. Divide those who come by the share lost."
            ).format(value=_slip(asked, "next"), lost=lost),
            "stayers": _(
                "**{value} comes of dividing by the share who stay.** What empties the bucket is the share lost: divide by it."
            ).format(value=_slip(asked, "stayers")),
        },
    }


def point_task(facts, asked) -> dict:
    """What is one point worth?"""
    found = facts.worth
    margin = words.share(found.margin)
    return {
        "question": _(
            "In one quarter one point fewer is lost: one more of each hundred customers stays. **What do those kept bring in a year, less "
            "the goods**, if they stay that long?"
        ),
        "label": _("Your answer, {currency}").format(currency=facts.currency),
        "table": Table(
            name=_("What one point is reckoned from"),
            headers=(_("Of the last year"), _("Number")),
            rows=(
                (_("Customers here on average"), words.count(found.customers)),
                (_("Lost of them in a quarter"), words.share(found.lost_share)),
                (_("One brings net in a year"), words.money(found.each.value, facts.currency)),
                (_("Left of it after the goods"), margin),
            ),
            note=_("Don’t round in between: a part of a customer counts."),
        ),
        "hint": _("How many is one of each hundred of {customers}? What is {margin} of {each}?").format(
            customers=words.count(found.customers), margin=margin, each=words.money(found.each.value, facts.currency)
        ),
        "right": _(
            "**Right: {value}** ({between}; n\u00a0=\u00a0{n}). That is the point of one quarter; kept in every quarter, it adds up."
        ).format(
            value=_units(asked.value, facts.currency),
            between=words.between(asked.low, asked.high),
            n=words.count(asked.n),
        ),
        "slips": {
            "revenue": _("**{value} is revenue.** The goods have to be paid too, and {margin} of it is left. Take that part.").format(
                value=_slip_money(asked, "revenue", facts), margin=margin
            ),
            "per_cent": _(
                "**{value} is one per cent, not one point.** You kept one per cent of those lost. A point is one of each hundred who are "
                "here: take it of all {customers}."
            ).format(value=_slip_money(asked, "per_cent", facts), customers=words.count(found.customers)),
            "one": _("**{value} is of one customer.** One of each hundred of {customers} is how many?").format(
                value=_slip_money(asked, "one", facts), customers=words.count(found.customers)
            ),
        },
    }


def letters_task(facts, asked) -> dict:
    """What may keeping cost?"""
    found = facts.won
    letters, keep = words.count(found.letters), words.count(found.keep)
    return {
        "question": _(
            "A mailing of {letters} letters keeps {keep} customers who would have left: one point. **What may all the letters cost**, so "
            "that keeping one costs as much as winning one who orders again?"
        ).format(letters=letters, keep=keep),
        "label": _("Your answer, {currency}").format(currency=facts.currency),
        "table": Table(
            name=_("What winning cost"),
            headers=(_("Newcomers of {quarter}").format(quarter=the_quarter(found.label)), _("Number")),
            rows=(
                (_("Spent on winning them"), words.money(found.spent, facts.currency)),
                (_("Newcomers"), words.count(found.newcomers)),
                (_("Ordered again since"), words.count(found.again)),
            ),
        ),
        "hint": _("First: what did one cost who ordered again? The letters keep {keep}.").format(keep=keep),
        "right": _(
            "**Right: {value}** ({between}; n\u00a0=\u00a0{n}). A single letter must be cheap: ninety-nine of a hundred keep nobody."
        ).format(
            value=_units(asked.value, facts.currency),
            between=words.between(asked.low, asked.high),
            n=words.count(asked.n),
        ),
        "slips": {
            "all_newcomers": _(
                "**{value} counts every newcomer.** {again} of {n} ordered again, and the others’ money is spent too. Divide by those "
                "who did."
            ).format(value=_slip_money(asked, "all_newcomers", facts), again=words.count(found.again), n=words.count(found.newcomers)),
            "one_kept": _("**{value} is the price of one.** The letters keep {keep}: they may cost so many times that.").format(
                value=_slip_money(asked, "one_kept", facts), keep=keep
            ),
            "every_letter": _(
                "**{value} would be right if every letter kept somebody.** {keep} of {letters} do; the others go to customers who stay, or "
                "leave, anyway."
            ).format(value=_slip_money(asked, "every_letter", facts), keep=keep, letters=letters),
        },
    }


def market_task(facts, asked) -> dict:
    """How long does the market last?"""
    found = facts.larger
    bought = words.count(found.bought)
    return {
        "question": _(
            "Suppose the market is larger: {size} people. Newcomers keep their pace. **After how many quarters is nobody left to win?**"
        ).format(size=words.count(found.size)),
        "label": _("Your answer, quarters"),
        "table": Table(
            name=_("The market"),
            headers=(_("People"), _("Number")),
            rows=(
                (_("Might ever buy (supposed)"), words.count(found.size)),
                (_("Have ever bought"), bought),
                (_("Customers now"), words.count(facts.at_end)),
                (_("First orders in {quarter}").format(quarter=the_quarter(facts.label)), words.count(found.newcomers)),
            ),
        ),
        "hint": _("Who can still become a newcomer? Not those who have bought already, customers or lost."),
        "right": _("**Right: {value} quarters** ({between}; n\u00a0=\u00a0{n}). It is no forecast: the market’s size was supposed.").format(
            value=words.decimal(asked.value, 1), between=words.between(asked.low, asked.high, 1), n=words.count(asked.n)
        ),
        "slips": {
            "all": _(
                "**{value} begins with an untouched market.** {bought} have bought already and can’t be new again. Take them off."
            ).format(value=_slip(asked, "all"), bought=bought),
            "lost_again": _(
                "**{value} wins the lost as newcomers.** You took off the customers of now. Who bought and was lost may come back, but is "
                "not new: take off all {bought}."
            ).format(value=_slip(asked, "lost_again"), bought=bought),
        },
    }


def _units(value: float, currency: str) -> str:
    return words.escape_markdown(words.money(round(value) * amounts.minor_units(currency), currency, whole=True))


def _slip(asked, name: str) -> str:
    """What those answer who make it; "" where the company can't tell it from the answer."""
    found = asked.wrong(name)
    return "" if found is None else words.decimal(found, asked.digits)


def _slip_money(asked, name: str, facts) -> str:
    found = asked.wrong(name)
    return "" if found is None else _units(found, facts.currency)
