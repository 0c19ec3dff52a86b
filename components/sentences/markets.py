"""Markets side by side, in sentences."""

from __future__ import annotations

from analysis import evidence
from components import words
from components.language import _
from components.sentences.nouns import together
from components.sentences.stages import stage_name

TOLD = ("few", "enough")


def market_name(market: str) -> str:
    """A market's name; not escaped.

    >>> market_name("government"), market_name(""), market_name("zoos")
    ('Government', 'Market not known', 'zoos')
    """
    known = {
        "consumer": _("Consumer"),
        "industrial": _("Industrial"),
        "reseller": _("Reseller"),
        "government": _("Government"),
        "international": _("International"),
        "": _("Market not known"),
    }
    return known.get(market, market)


def markets_answer(result) -> str:
    """Which market's customers stay more often, or that it can't be told (Markdown)."""
    known = [one for one in result.markets if one.market]
    if not known:
        return _(
            "**Of nobody is the market known**: a list of customers with a column “market” (consumer, industrial, reseller, government or "
            "international) sets them side by side."
        )
    if len(known) == 1:
        return _("All customers whose market is known are of one: {market}.").format(market=_bold(known[0].market))
    told = [one for one in known if one.kept is not None and evidence.strength(one.kept.n) in TOLD]
    if len(told) < 2:
        return _("Too few were customers a year ago to say in which market they stay more often.")
    shares = together([_share(one) for one in told])
    said = [_("Of those who were customers a year ago, these ordered since: {shares}.").format(shares=shares)]
    apart = [pair for pair in result.pairs if pair.distinguishable]
    if not apart:
        said.append(_("**No two of them can be told apart.**"))
    for pair in apart:
        first, second = (result.markets[place].market for place in (pair.first, pair.second))
        sign = 1 if pair.difference > 0 else -1
        more, less = (first, second) if sign > 0 else (second, first)
        low, high = sorted((sign * pair.low, sign * pair.high))
        said.append(
            _("{more} more often than {less} by {points}, distinguishable.").format(
                more=_bold(more), less=words.escape_markdown(market_name(less)), points=words.points(sign * pair.difference, low, high)
            )
        )
    return " ".join(said)


def _bold(market: str) -> str:
    return f"**{words.escape_markdown(market_name(market))}**"


def _share(one) -> str:
    few = _(" (few)") if evidence.strength(one.kept.n) == "few" else ""
    return _("{market} {share}").format(
        market=words.escape_markdown(market_name(one.market)), share=words.share(one.kept.rate, one.kept.low, one.kept.high)
    ) + few  # fmt: skip


def markets_caption(result, *, drawn: int) -> str:
    """What is drawn, and what differs besides the market (Markdown)."""
    said = [
        _("People, not accounts, in the stages that they have on the page Stages; whoever names no market has that of their organisation."),
        _("One usual gap is used for all markets: where people order more seldom by nature, more of them seem at risk."),
    ]
    if drawn < len(result.markets):
        said.append(_("The {n} largest are drawn; all stand in the table.").format(n=words.count(drawn)))
    return " ".join(said)


def markets_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every market with its people by stage: headers, and finished rows."""
    stages = [one.stage for market in result.markets for one in market.stages][:6]
    headers = [
        _("Market"),
        _("Customers"),
        *(stage_name(stage) for stage in stages),
        _("Prospects"),
        _("Customers a year ago"),
        _("Ordered since"),
    ]
    rows = []
    for market in result.markets:
        counts = {one.stage: one.now.k for one in market.stages}
        kept = market.kept
        rows.append(
            (
                market_name(market.market),
                words.count(market.customers),
                *(words.count(counts.get(stage, 0)) for stage in stages),
                words.count(market.prospects),
                "" if kept is None else words.count(kept.n),
                ""
                if kept is None
                else _("fewer than 5")
                if evidence.strength(kept.n) == "none"
                else words.share(kept.rate, kept.low, kept.high),
            )
        )
    return headers, rows


def markets_made(result) -> list[tuple[str, str]]:
    """How it was made: pairs of a term and its text."""
    return [
        (
            _("Share in a stage"),
            _("of those of the market who ever ordered; Wilson’s interval, {level}").format(level=words.share(result.level)),
        ),
        (
            _("Ordered since"),
            _("of those who were customers {day} (neither prospects nor abandoned), the share with an order since").format(
                day="" if result.then is None else _("on {day}").format(day=words.day(result.then))
            ),
        ),
        (_("Told apart"), _("Newcombe’s interval (1998); of several pairs by the rule of Benjamini and Hochberg (1995)")),
    ]
