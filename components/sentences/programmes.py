"""Programmes in sentences: who is in them, what members are given, and what it costs."""

from analysis import evidence
from components import words
from components.language import _, ngettext
from components.sentences.programme_effect import effect_made, effect_sentence, retained_sentence


def programmes_answer(found, chosen: str | None, effect) -> str:
    """Who is a member, of all programmes or of the chosen one, and whether it keeps them (Markdown)."""
    return " ".join(part for part in (members_sentence(found, chosen), effect_sentence(effect)) if part)


def members_sentence(found, chosen: str | None = None) -> str:
    """How many customers are members (Markdown)."""
    meant = [one for one in found.programmes if chosen in (None, one.name) and one.members]
    every = meant[0] if len(meant) == 1 else found.all
    if every.penetration is None or not meant:
        return _("Nobody is a member now.")
    share, names = every.penetration, [f"*{words.escape_markdown(one.name)}*" for one in meant]
    where = names[0] if len(names) == 1 else ngettext("{n} programme", "{n} programmes", len(names)).format(n=words.count(len(names)))
    return _("{k} of {customers} are members of {where}: {share}.").format(
        k=words.count(share.k), customers=words.customers(share.n), where=where, share=words.share(share.rate, share.low, share.high)
    )


def programmes_table(found) -> tuple[list[str], list[tuple[str, ...]]]:
    """Programmes side by side: headers, and finished rows."""
    unit = words.money(10 ** words.minor_digits(found.currency), found.currency, whole=True)
    headers = [
        *(_("Programme"), _("Members"), _("Of customers"), _("Their orders"), _("They bought")),
        *(_("Rewards"), _("They cost"), _("Orders for a reward"), _("Bought for {unit} of rewards").format(unit=unit)),
    ]
    several = [found.all] if len(found.programmes) > 1 else []
    rows = []
    for one in (*several, *found.programmes):
        share = one.penetration
        rows.append(
            (
                _("All together") if one.name is None else one.name,
                words.count(one.members),
                "" if share is None else words.share(share.rate, share.low, share.high),
                words.count(one.orders),
                words.money(one.net, found.currency, whole=True),
                words.count(one.rewards),
                words.money(one.amount, found.currency) if one.priced else "",
                _ratio(one.orders_for_reward, one.rewarded),
                _ratio(one.bought_for_reward, one.rewarded),
            )
        )
    return headers, rows


def _ratio(ratio, n: int) -> str:
    if ratio is None:
        return ""
    if evidence.strength(n) == "none":
        return _("fewer than 5")
    digits = 0 if ratio.value >= 20 else 1
    return f"{words.decimal(ratio.value, digits)} ({words.between(ratio.low, ratio.high, digits)})"


def gives_sentences(found) -> str:
    """What members buy for what they are given: rewards, offers that add up, birthdays (Markdown)."""
    every = found.all
    if not every.rewards:
        return _("No reward is known. Bring what members were given, with its day and what it cost: *Rewards* on the Data page tells how.")
    said = []
    if every.bought_for_reward is not None and evidence.strength(every.rewarded) in ("few", "enough"):
        ratio, unit = every.bought_for_reward, 10 ** words.minor_digits(found.currency)
        said.append(
            _("For each {unit} of rewards members bought for {value} ({span}).").format(
                unit=words.money(unit, found.currency, whole=True),
                value=words.money(round(ratio.value * unit), found.currency, whole=True),
                span=words.between(ratio.low, ratio.high),
            )
        )
    if every.priced < every.rewards:
        said.append(_("{k} of {n} rewards say what they cost.").format(k=words.count(every.priced), n=words.count(every.rewards)))
    return " ".join([*said, adds_up_sentence(every.every), birthday_sentence(every.birthdays)])


def adds_up_sentence(every) -> str:
    """After how many orders there is a reward (Markdown)."""
    if every.share is None or evidence.strength(every.n) not in ("few", "enough"):
        return _("After how many orders a reward comes can’t be told yet.")
    share = words.share(every.share.rate, every.share.low, every.share.high)
    if every.steady:
        form = ngettext(
            "An offer adds up: {share} of rewards come after {n} order as a member.",
            "An offer adds up: {share} of rewards come after {n} orders as a member.",
            every.usual,
        )
        return form.format(share=share, n=words.count(every.usual))
    return _("Rewards follow no fixed number of orders: the commonest, {n}, stands before {share} of them.").format(
        n=words.count(every.usual), share=share
    )


def birthday_sentence(found) -> str:
    """Whether rewards go with birthdays (Markdown)."""
    if found.near is None:
        return _("No birthday of those with a reward is known: a list of customers with *birth_date* would tell of birthday offers.")
    if evidence.strength(found.near.n) not in ("few", "enough"):
        return _("Birthday offers can’t be told from so few rewards.")
    share, chance = words.share(found.near.rate, found.near.low, found.near.high), words.share(found.chance)
    form = (
        _("Birthdays are kept: {share} of {n} rewards come within {days} days of one, where chance would give {chance}.")
        if found.offered
        else _("No birthday offer shows: {share} of {n} rewards come within {days} days of one, and chance would give {chance}.")
    )
    return form.format(share=share, n=words.count(found.near.n), days=words.count(found.days), chance=chance)


def cost_sentence(found, effect) -> str:
    """What it costs, and for whom (Markdown)."""
    if not found.cost:
        return _("What it costs is not known: rewards with an *amount*, or spending for the purpose *programme*, would tell.")
    said = [
        _("Through {day} it cost **{cost}**, {each} a member and year.").format(
            day=words.day(found.as_of),
            cost=words.money(found.cost, found.currency),
            each=words.money(round(found.cost / max(found.member_days, 1) * 365.25), found.currency),
        )
    ]
    said.append(retained_sentence(effect, found.currency))
    return " ".join(part for part in said if part)


def costs_table(found) -> tuple[list[str], list[tuple[str, ...]]]:
    """Costs by quarter, the newest first: headers, and finished rows."""
    headers = [_("Quarter"), _("Rewards say"), _("Booked as spending"), _("Counted"), _("Members, on average")]
    rows = []
    for one in reversed(found.quarters):
        rows.append(
            (
                words.period_short(one.quarter, "quarter"),
                words.money(one.rewards, found.currency),
                words.money(one.spent, found.currency),
                words.money(one.cost, found.currency),
                words.decimal(one.member_days / one.days, 0),
            )
        )
    return headers, rows


def kinds_table(found) -> tuple[list[str], list[tuple[str, ...]]]:
    """Rewards by kind: headers, and finished rows."""
    headers = [_("Reward"), _("Given"), _("Members"), _("They cost"), _("Points")]
    rows = [
        (
            one.name or _("(none named)"),
            words.count(one.n),
            words.count(one.members),
            words.money(one.amount, found.currency) if one.priced else "",
            words.decimal(one.points, 0),
        )
        for one in found.all.kinds
    ]
    return headers, rows


def levels_table(found) -> tuple[list[str], list[tuple[str, ...]]]:
    """Members by level: headers, and finished rows."""
    headers = [_("Programme"), _("Level"), _("Members"), _("Of them customers")]
    rows = [
        (one.name, level.name or _("(none named)"), words.count(level.members), words.count(level.buyers))
        for one in found.programmes
        for level in one.levels
    ]
    return headers, rows


def programmes_made(found, effect) -> list[tuple[str, str]]:
    """How all of it was made: terms and texts."""
    made = [
        (
            _("Member"),
            _("Who joined by the day through which the data is complete, and has not left. Whoever is in two programmes counts once."),
        ),
        (
            _("Customers"),
            _("Everybody with a counted order. Members without one are told apart: {n}.").format(n=words.count(found.all.without_orders)),
        ),
        (
            _("As a member"),
            _("From the day after joining to the end of the membership. The order at which somebody joins is none: it came first."),
        ),
        (
            _("Cost"),
            _(
                "Of a month, the larger of what was booked as spending on programmes and what its rewards say that they cost: what is "
                "booked is taken to include the rewards, and nothing is counted twice."
            ),
        ),
    ]
    if effect is not None:
        made += effect_made(effect, found.currency)
    if found.left_out:
        made.append(
            (
                _("Left out"),
                ", ".join(_("{n} rewards in {code}").format(n=words.count(n), code=code) for code, n in found.left_out.items()),
            )
        )
    return made
