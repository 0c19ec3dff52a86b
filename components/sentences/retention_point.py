"""What one point of retention is worth a year, in sentences."""

from components import words
from components.language import _
from components.sentences import amounts


def point_title() -> str:
    """The question of the section."""
    return _("What is one point of retention worth?")


def point_answer(result) -> str:
    """How many more customers, and what they bring; or what is missing to say so (Markdown)."""
    if result is None:
        return _(
            "Too early to say: it takes a year in whose every period somebody could be lost, and 30 customers here on average who bought "
            "in one currency."
        )
    forms = {
        "week": _("If one more of a hundred customers here at each week’s start stayed, there would be {more} more after a year."),
        "month": _("If one more of a hundred customers here at each month’s start stayed, there would be {more} more after a year."),
        "quarter": _("If one more of a hundred customers here at each quarter’s start stayed, there would be {more} more after a year."),
    }
    more = f"**{words.count(round(result.more))}** ({words.between(result.more_low, result.more_high)})"
    return " ".join(
        (
            forms[result.period].format(more=more),
            _("At {each} net each a year they would bring **{a_year}** {interval} a year from then on.").format(
                each=_each(result), **_money(result, result.a_year, "a_year", "interval")
            ),
            _("In the first year, while they become so many, {amount} {interval}.").format(
                **_money(result, result.in_the_year, "amount", "interval")
            ),
        )
    )


def _each(result) -> str:
    return words.escape_markdown(amounts.each(result.each.value, result.currency))


def _money(result, money, name: str, interval: str) -> dict[str, str]:
    value, ends = amounts.estimate(money.value, money.low, money.high, result.currency)
    return {name: words.escape_markdown(value), interval: f"({ends})"}


def point_caption(result) -> str:
    """What a point is, which year it was counted on, and what is taken for granted (Markdown)."""
    if result is None:
        return ""
    forms = {
        "week": _("Of those here at its start, {less} would be lost in a week in place of {share}."),
        "month": _("Of those here at its start, {less} would be lost in a month in place of {share}."),
        "quarter": _("Of those here at its start, {less} would be lost in a quarter in place of {share}."),
    }
    # One point less at both ends is no estimate of its own: the share with its interval stands beside it.
    digits = words.digits_for(result.low, result.high)
    return " ".join(
        (
            forms[result.period].format(
                less=words.share(max(result.lost_share - 0.01, 0.0), digits=digits),
                share=words.share(result.lost_share, result.low, result.high),
            ),
            _("Counted on {first} to {last}, with {customers} here on average.").format(
                first=words.escape_markdown(words.the_period(result.first, result.period)),
                last=words.escape_markdown(words.the_period(result.last, result.period)),
                customers=words.customers(round(result.customers)),
            ),
            _(
                "It holds if those who are kept bring as much as the others who are here, and stay as long; whoever is about to leave has "
                "often brought less."
            ),
        )
    )


def point_made(result) -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    level = words.share(result.level)
    return [
        (_("One point"), _("one of a hundred who are here at a period’s start, not one per cent of those who stay")),
        (
            _("More customers"),
            _("the last year’s stock counted again, period by period, with one point less lost; who came and who came back stay the same"),
        ),
        (
            _("Net each a year"),
            _("net revenue of orders by customers who were here the day before (no first orders, no returns), over the average stock"),
        ),
        (_("Interval"), _("by how much each customer moves the result (infinitesimal jackknife), at {level}").format(level=level)),
        (_("Left out"), _("guests’ orders and amounts in other currencies; costs are not subtracted")),
    ]
