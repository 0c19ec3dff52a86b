"""Programmes in sentences: who is in them, what they give and cost, and whether they keep anybody."""

from analysis import evidence
from analysis.programme_effect import CANNOT_TELL, DRIVES_AWAY, KEEPS
from components import words
from components.language import _, ngettext


def programmes_answer(found, effect) -> str:
    """Who is a member, and whether the programme keeps them (Markdown)."""
    return " ".join(part for part in (members_sentence(found), effect_sentence(effect)) if part)


def members_sentence(found) -> str:
    """How many customers are members (Markdown)."""
    every = found.all
    if every.penetration is None or not every.members:
        return _("Nobody is a member now.")
    share = every.penetration
    names = [f"*{words.escape_markdown(one.name)}*" for one in found.programmes if one.members]
    where = names[0] if len(names) == 1 else ngettext("{n} programme", "{n} programmes", len(names)).format(n=words.count(len(names)))
    return _("{k} of {customers} are members of {where}: {share}.").format(
        k=words.count(share.k), customers=words.customers(share.n), where=where, share=words.share(share.rate, share.low, share.high)
    )


def effect_sentence(effect) -> str:
    """What members do more than others, and what of it is the programme's doing (Markdown)."""
    if effect is None:
        return ""
    return " ".join(part for part in (naive_sentence(effect), verdict_sentence(effect)) if part)


def naive_sentence(effect) -> str:
    """How it looks today (Markdown)."""
    found = effect.naive
    if found is None:
        return ""
    return _("Of members {one} ordered in the last {days}, of all others {other}: it looks like {points}.").format(
        one=words.share(found.first.rate),
        other=words.share(found.second.rate),
        days=days_in_words(effect.days),
        points=words.points(found.difference, found.low, found.high),
    )


def verdict_sentence(effect) -> str:
    """What joining really changes (Markdown)."""
    told = effect.timing
    if told is None:
        return _("Whether they stay because they joined **can’t be told from so few**: it takes 30 who joined, and 30 who did not.")
    span = words.between(100 * told.low, 100 * told.high, words.digits_for(told.low, told.high))
    level = words.share(effect.level)
    if effect.verdict == KEEPS:
        form = _("Allowing for who joins, **the programme keeps customers**: {span}\u00a0points more come back for it ({level}).")
    elif effect.verdict == DRIVES_AWAY:
        form = _("Allowing for who joins, **joining drives customers away**: by {span}\u00a0points ({level}).")
    else:
        form = _(
            "Allowing for who joins, **at most {high}\u00a0points can be the programme’s doing, and it may be none** "
            "({span}\u00a0points, {level})."
        )
    high = words.decimal(100 * told.high, words.digits_for(told.low, told.high))
    return " ".join(part for part in (form.format(span=span, level=level, high=high), selected_sentence(effect)) if part)


def selected_sentence(effect) -> str:
    """Whether the naive difference lies above all that the programme can do."""
    if effect.naive is None or effect.timing is None or effect.naive.low <= max(effect.timing.high, 0):
        return ""
    return _("The rest was there before: the loyal joined it.")


def days_in_words(days: int) -> str:
    """So many days."""
    return ngettext("{n}\u00a0day", "{n}\u00a0days", days).format(n=words.count(days))


def row_name(kind: str) -> str:
    """What an estimate is called in the picture."""
    return {
        "naive": _("As it looks today"),
        "matched": _("With a like history"),
        "timing": _("Allowing for who joins"),
    }[kind]


def effect_caption(effect) -> str:
    """What the three estimates are (Markdown)."""
    days = days_in_words(effect.days)
    said = [
        _(
            "**As it looks today**: members and all others, by who ordered in the last {days}. It misleads: to join, members had to be "
            "still there, and whoever orders often could join often."
        ).format(days=days),
        _(
            "**With a like history**: each who joined at an order beside others at such an order, in the same quarter, with "
            "as many orders, at like pace and spending; who ordered again within {days}. It misleads where people join for what no record "
            "shows."
        ).format(days=days),
        _(
            "**Allowing for who joins**: how many of those inclined to join come back before they have is told by how many join at each "
            "further order. Its upper end is what joining does if nothing hidden makes people join, its lower end if as much as possible "
            "does: no point between is likelier. An experiment would tell: offer it to every other newcomer."
        ),
    ]
    return " ".join(said)


def balance_sentence(effect) -> str:
    """Whether those matched were alike (Markdown)."""
    found = effect.matched
    if not found.balance:
        return ""
    said = _("{matched} of {joined} who joined have their like.").format(
        matched=words.count(found.matched), joined=words.count(found.joined)
    )
    left = [
        (found.waiting, _("{n} joined too recently to be watched")),
        (effect.before_first, _("{n} joined before their first order")),
        (effect.not_since, _("{n} have not ordered since they joined")),
    ]
    out = ", ".join(form.format(n=words.count(number)) for number, form in left if number)
    alike = (
        _("In what is known from before they are alike to a tenth of the common spread.")
        if found.balanced
        else _("In what is known from before they differ by more than a tenth of the common spread still.")
    )
    return " ".join(part for part in (said, words.capital(out) + "." if out else "", alike) if part)


def balance_table(effect, currency: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """How alike they were: headers, and finished rows."""
    headers = [_("Before joining"), _("Those who joined"), _("All others"), _("Apart, in spreads"), _("After matching")]
    names = {
        "orders": _("orders so far"),
        "days_between_orders": _("days between orders"),
        "days_since_the_one_before": _("days since the one before"),
        "net_an_order": _("net an order"),
    }
    rows = []
    for one in effect.matched.balance:
        rows.append(
            (
                names[one.measure],
                *(
                    words.money(round(mean), currency) if one.measure == "net_an_order" else words.decimal(mean, 1)
                    for mean in (one.members, one.others)
                ),
                "" if one.before is None else words.decimal(one.before, 2),
                "" if one.after is None else words.decimal(one.after, 2),
            )
        )
    return headers, rows


def programmes_table(found) -> tuple[list[str], list[tuple[str, ...]]]:
    """Programmes side by side: headers, and finished rows."""
    headers = [
        *(_("Programme"), _("Members"), _("Of customers"), _("Orders as a member"), _("Bought as a member")),
        *(_("Rewards"), _("They cost"), _("Orders for a reward"), _("Bought for 1 of rewards")),
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
        ratio, one = every.bought_for_reward, words.money(10 ** words.minor_digits(found.currency), found.currency, whole=True)
        said.append(
            _("For each {one} of rewards members bought for {value} ({span}).").format(
                one=one,
                value=words.money(round(ratio.value * 10 ** words.minor_digits(found.currency)), found.currency, whole=True),
                span=words.between(ratio.low, ratio.high),
            )
        )
    if every.priced < every.rewards:
        said.append(
            _("{k} of {n} rewards say what they cost.").format(k=words.count(every.priced), n=words.count(every.rewards))
        )
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


def retained_sentence(effect, currency: str) -> str:
    """What one retained member costs; never a number where the effect may be none (Markdown)."""
    if effect is None or effect.retained is None:
        return ""
    found = effect.retained
    if found.value is not None:
        return _("One member more who comes back costs {value} ({low} to {high}).").format(
            value=words.money(round(found.value), currency),
            low=words.money(round(found.low), currency),
            high=words.money(round(found.high), currency),
        )
    if found.low is None:
        return _("What one retained member costs has no answer: it retains none.")
    return _("What one retained member costs can’t be told, as the programme may retain none: **{low} at least**.").format(
        low=words.money(round(found.low), currency)
    )


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


def verdict(effect) -> str:
    """The verdict in a few words, for the picture's description."""
    return {
        KEEPS: _("it keeps customers"),
        DRIVES_AWAY: _("it drives customers away"),
        CANNOT_TELL: _("no effect is proven"),
    }.get(effect.verdict, _("too few to tell"))


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
        made += [
            (
                _("Comes back"),
                _("Orders again within {days}, four usual gaps: whoever does not is abandoned by the stage rule.").format(
                    days=days_in_words(effect.days)
                ),
            ),
            (
                _("With a like history"),
                _(
                    "Every order at which one could join is a moment (Hernán & Robins 2016). Like are those of one quarter with as many "
                    "orders, in the same third of pace and of net an order; difference by Mantel and Haenszel, interval by Sato."
                ),
            ),
            (
                _("Allowing for who joins"),
                _(
                    "Customers are a mixture of kinds, each with its chance to come back and its chance to join, of any shape; membership "
                    "multiplies the odds of coming back (Abbring & van den Berg 2003). Interval by profile likelihood. It assumes that "
                    "within a kind chance decides who joins first, that nobody stays in order to join, and that a kind’s chance to come "
                    "back changes with the season alone."
                ),
            ),
            (
                _("Not in it"),
                _("{before} who joined before their first order; of orders, those not yet watched for {days}.").format(
                    before=words.count(effect.before_first), days=days_in_words(effect.days)
                ),
            ),
        ]
    if found.left_out:
        made.append(
            (
                _("Left out"),
                ", ".join(_("{n} rewards in {code}").format(n=words.count(n), code=code) for code, n in found.left_out.items()),
            )
        )
    return made
