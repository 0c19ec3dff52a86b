"""Where the next euro goes, in words: a result in, Markdown out."""

from analysis import evidence
from analysis.whatif.levers import LITERATURE
from analysis.whatif.segments import OTHERS
from components import words
from components.language import _
from components.sentences import amounts
from components.sentences.who import group_name

A_THOUSAND = 1000


def next_euro_quiet(result, *, company: str, revenue: bool) -> str:
    """Which company, which horizon, what of the money counts (Markdown)."""
    parts = [
        words.escape_markdown(company) if company else "",
        _("{budget} a month more").format(budget=amounts.about(result.budget, result.currency)),
        words.periods(result.months, "month"),
        words.customers(sum(result.active)),
        _("revenue, no margin set") if revenue else "",
    ]
    return " · ".join(part for part in parts if part)


def next_euro_answer(result, *, revenue: bool) -> str:
    """How to split the budget, whether that is sure, and whether it pays (Markdown)."""
    return " ".join(part for part in (_split(result), _pays(result, revenue), _stands_on(result)) if part)


def _split(result) -> str:
    others = [other for other in result.against if not other.sure]
    named = {other.share: _name(other.share) for other in others}
    found = _split_in_words(result)
    span = words.between(100 * result.best_low, 100 * result.best_high)
    if not others:
        if result.best_low == result.best_high:
            return _("**{split}**, in every draw.").format(split=words.capital(found))
        return _("**{split}** (for keeping {share}; {level}: {span}).").format(
            split=words.capital(found), share=words.share(result.best), level=words.share(result.level), span=span
        )
    if len(others) == len(result.against):
        return _("**Whether the next money should keep customers or win them can’t be told**: the most likely best is {split}, but "
                 "anything from {span} % for keeping may be ({level}).").format(
            split=found, span=span, level=words.share(result.level)
        )  # fmt: skip
    return _("**Most likely best: {split}**; that it beats {others} can’t be told (best share for keeping, {level}: {span} %).").format(
        split=found, others=_(" and ").join(named.values()), level=words.share(result.level), span=span
    )


def _split_in_words(result) -> str:
    if result.best == 0:
        return _("all of it for winning customers")
    if result.best == 1:
        return _("all of it for keeping customers")
    kept = sum(money for _name_of, money in result.by_segment)
    return _("{keeping} a month for keeping customers, {winning} for winning them").format(
        keeping=amounts.about(kept, result.currency), winning=amounts.about(result.for_winning, result.currency)
    )


def _name(share: float) -> str:
    return {0.0: _("all for winning"), 0.5: _("half and half"), 1.0: _("all for keeping")}[share]


def _pays(result, revenue: bool) -> str:
    """What the best split brings less what it costs."""
    best = next(split.value for split in result.splits if split.share == result.best)
    value, interval = amounts.estimate(best.value, best.low, best.high, result.currency)
    told = {"value": value, "level": words.share(result.level), "interval": interval, "time": words.periods(result.months, "month")}
    if best.low > 0:
        form = _("Within {time} it brings {value} more than it costs ({level}: {interval}).")
    elif best.high < 0:
        form = _("But **even that does not pay for itself** within {time}: {value} ({level}: {interval}).")
    else:
        form = _("Whether it pays for itself within {time} can’t be told: {value} ({level}: {interval}).")
    said = form.format(**told)
    return f"{said} {_('Revenue is set against costs here: say the margin.')}" if revenue else said


def _stands_on(result) -> str:
    """Where what the money does is known from."""
    by = (
        _("**What the money does is not in your data**: what keeps customers is what you believe, what wins them is what studies found.")
        if result.winning.kind == LITERATURE
        else _("**What the money does is not in your data**: it is what you believe.")
    )
    return by


def even_sentence(result, each: int) -> str:
    """What keeping would have to do to be worth as much as winning (Markdown)."""
    if result.even is None or result.even.value > 1:
        return ""
    digits = 1 if result.even.value * A_THOUSAND < 20 else 0
    return _(
        "**The first euro brings the same either way** if {each} a customer and month keep {n} of 1,000 customers from slipping in that "
        "month ({level}: {span}). Keeping does more than that: spend it there first. Less: win customers."
    ).format(
        each=amounts.each(each, result.currency),
        n=words.decimal(A_THOUSAND * result.even.value, digits),
        level=words.share(result.level),
        span=words.between(A_THOUSAND * result.even.low, A_THOUSAND * result.even.high, digits),
    )


def worth_sentence(result, revenue: bool) -> str:
    """What one newcomer and one kept customer are worth (Markdown)."""
    one, other = (
        amounts.ranged(money.value, money.low, money.high, result.currency) for money in (result.per_newcomer, result.per_kept)
    )
    form = (
        _("Within {time} a newcomer brings {newcomer}, the first order included, and a customer who is kept from slipping {kept} more than "
          "one who is not.")  # fmt: skip
        if revenue
        else _("Within {time} a newcomer is worth {newcomer}, the first order included, and a customer who is kept from slipping {kept} "
               "more than one who is not.")  # fmt: skip
    )
    return form.format(time=words.periods(result.months, "month"), newcomer=one, kept=other)


def caption(result) -> str:
    """What the marks are (Markdown)."""
    return _("Dashed: the estimate; band: {level}. The bar below: where the best share lies, draw by draw.").format(
        level=words.share(result.level)
    )


def against_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The best split beside others: headers, and finished rows."""
    rows = []
    for other in result.against:
        value, interval = amounts.estimate(other.difference.value, other.difference.low, other.difference.high, result.currency)
        rows.append((words.capital(_name(other.share)), value, interval, _("yes") if other.sure else _("can’t be told")))
    level = _("{level} interval").format(level=words.share(result.level))
    return [_("The best split against"), _("It brings more by"), level, _("Better for sure")], rows


def segments_sentence(result, field: str) -> str:
    """Which group gets most of what is for keeping (Markdown)."""
    if not any(money for _name_of, money in result.by_segment):
        return _("Nothing of the best split is for keeping, so no group gets any of it.")
    told = [
        (money, place)
        for place, (_name_of, money) in enumerate(result.by_segment)
        if money and evidence.strength(result.active[place]) in ("few", "enough")
    ]
    if not told:
        return ""
    money, place = max(told)
    return _("Most of it, {money} a month, goes to **{name}**: there a customer kept brings most for it. That money keeps as many "
             "in every group is part of the belief.").format(
        money=amounts.about(money, result.currency), name=words.escape_markdown(_group(result, field, place))
    )  # fmt: skip


def _group(result, field: str, place: int) -> str:
    name = result.by_segment[place][0]
    return group_name(field, None if name == OTHERS else name)


def segments_table(result, field: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """How what is for keeping is spread: headers, and finished rows; nothing is said of a few."""
    rows = []
    for place, ((_name_of, money), there) in enumerate(zip(result.by_segment, result.active, strict=True)):
        few = evidence.strength(there) == "none"
        each = "" if few or not there else amounts.each(round(money / there), result.currency)
        spent = _("fewer than 5") if few else amounts.about(money, result.currency)
        rows.append((_group(result, field, place), words.count(there), spent, each))
    return [_("Customers"), _("there now"), _("for keeping them, a month"), _("for each, a month")], rows


def next_euro_made(result) -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    winning, keeping = result.winning, result.keeping
    return [
        (
            _("Winning"),
            _("newcomers grow with spending by an elasticity of {value} ({low} to {high}): each further euro wins fewer. {source}").format(
                value=words.decimal(winning.value, 2),
                low=words.decimal(winning.low, 2),
                high=words.decimal(winning.high, 2),
                source=_("Sethuraman, Tellis and Briesch (2011), the mean of 751 elasticities of advertising")
                if winning.kind == LITERATURE
                else _("Your belief."),
            ),
        ),
        (
            _("Keeping"),
            _("the share of customers who slip falls towards a floor as money is spent on each: what you believe, {low} to {high} of "
              "1,000 a month, and at most so many times as much. Each piece goes to the group where it brings most").format(
                low=words.decimal(A_THOUSAND * keeping.low, 1), high=words.decimal(A_THOUSAND * keeping.high, 1)
            ),  # fmt: skip
        ),
        (
            _("Value"),
            _("the company is run on through its stages for {n} months, as the last months went, with and without; discounted; the money "
              "spent is taken off").format(n=words.count(result.months)),  # fmt: skip
        ),
        (
            _("Interval"),
            _("what customers do is drawn again and again, and so are the beliefs; percentiles of {level}").format(
                level=words.share(result.level)
            ),
        ),
        (_("Source"), _("Blattberg and Deighton (1996), Manage marketing by the customer equity test, Harvard Business Review 74(4)")),
    ]
