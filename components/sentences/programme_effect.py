"""What joining seems to do, and what it may do, in sentences."""

from analysis.programme_effect import CANNOT_TELL, DRIVES_AWAY, KEEPS
from components import words
from components.language import _, ngettext


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
        "truth": _("In truth"),
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


def verdict(effect) -> str:
    """The verdict in a few words, for the picture's description."""
    return {
        KEEPS: _("it keeps customers"),
        DRIVES_AWAY: _("it drives customers away"),
        CANNOT_TELL: _("no effect is proven"),
    }.get(effect.verdict, _("too few to tell"))


def apart(effect, currency: str) -> str:
    """What those who joined brought more than others of like history."""
    more = effect.matched.revenue
    if more is None:
        return _("by an unknown amount")
    value, low, high = (words.money(round(end), currency) for end in (more.value, more.low, more.high))
    return _("{value} a customer ({low} to {high})").format(value=value, low=low, high=high)


def effect_made(effect, currency: str) -> list[tuple[str, str]]:
    """How the estimates were made: terms and texts."""
    return [
        (
            _("Comes back"),
            _("Orders again within {days}: whoever does not is abandoned by the stage rule.").format(
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
            _("One retained member"),
            _(
                "What a member costs in {days}, divided by the effect; where that may be none, only what it costs at least. In what they "
                "brought in those days who joined and those of like history are {more} apart."
            ).format(days=days_in_words(effect.days), more=apart(effect, currency)),
        ),
        (
            _("Not in it"),
            _("{before} who joined before their first order; of orders, those not yet watched for {days}.").format(
                before=words.count(effect.before_first), days=days_in_words(effect.days)
            ),
        ),
    ]
