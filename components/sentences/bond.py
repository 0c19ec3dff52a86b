"""Bond against loyalty, in sentences: who is tied, who stays by choice, and who may leave when the tie ends."""

from math import ceil

from analysis import evidence
from components import words
from components.language import _, ngettext
from components.sentences.who import field_name


def tie_name(name: str) -> str:
    """What tells who is tied, as it is chosen; `name` is "contract", "membership", "dates:COLUMN" or "values:COLUMN"; not escaped."""
    by, _colon, field = name.partition(":")
    if by == "contract":
        return _("Regular renewals")
    if by == "membership":
        return _("A membership that ends")
    if by == "dates":
        return _("The day in “{field}”").format(field=field)
    return _("Values of “{field}”").format(field=field_name(field))


def bond_answer(result) -> str:
    """Who is tied, and whether they are content (Markdown)."""
    if not result.cells:
        return _(
            "Nothing here says who is tied: no regular renewals, no membership with an end, no column of days to come. If a column of your "
            "customers’ file says it, choose it and the values that tie."
        )
    if evidence.strength(result.customers) in ("none", "thin"):
        return _("**Too few customers** are there to say who is tied.")
    said = [
        _("Of {n} who are there, **{bound} are tied** {how}; the others are free to go.").format(
            n=words.customers(result.customers), bound=words.share(result.bound.rate, result.bound.low, result.bound.high), how=_how(result)
        ),
        _content(result),
        _ending(result),
        _sooner(result),
    ]
    return " ".join(part for part in said if part)


def _how(result) -> str:
    if result.by == "contract":
        return _("by a contract that renews every {days} days").format(days=words.decimal(result.cycle_days, 0))
    if result.by == "membership":
        return _("by a membership whose end is to come")
    field = field_name(result.field)
    if result.by == "dates":
        return _("by the day in “{field}”").format(field=field)
    return _("by what stands in “{field}”").format(field=field)


def _content(result) -> str:
    """Whether the tied are as content as the free."""
    bound, free = result.content_bound, result.content_free
    if bound is None or evidence.strength(bound.n) in ("none", "thin"):
        return _("Too few of the tied have answered to say whether they are content.")
    content = words.share(bound.rate, bound.low, bound.high)
    one = result.difference
    if one is None or evidence.strength(free.n) in ("none", "thin"):
        return _("Of the tied who answered {content} are content.").format(content=content)
    parts = {
        "content": content,
        "free": words.share(free.rate, free.low, free.high),
        "points": words.points(abs(one.value), *sorted((abs(one.low), abs(one.high)))),
    }
    if one.high < 0:
        return _("Of the tied who answered {content} are content, of the free {free}: {points} fewer.").format(**parts)
    if one.low > 0:
        return _("Of the tied who answered {content} are content, of the free {free}: {points} more.").format(**parts)
    return _("Of the tied who answered {content} are content, of the free {free}: no difference beyond chance.").format(**parts)


def _ending(result) -> str:
    """Who may leave when the tie ends."""
    n = next(one.n for one in result.cells if one.cell == "bound_discontent")
    if not n:
        return ""
    if result.by == "values":
        return ngettext(
            "**{n} is tied and not content**, and may leave when the tie ends; when that is the column doesn’t say.",
            "**{n} are tied and not content**, and may leave when the tie ends; when that is the column doesn’t say.",
            n,
        ).format(n=words.count(n))
    if result.by == "contract":
        return ngettext(
            "**{n} is tied and not content**, and may leave at the next renewal, at most {days} days from now.",
            "**{n} are tied and not content**, and may leave at the next renewal, at most {days} days from now.",
            n,
        ).format(n=words.count(n), days=words.count(ceil(result.cycle_days)))
    return ngettext(
        "**{n} is tied and not content**, and may leave when the tie ends; of these ties {soon} end within {days} days.",
        "**{n} are tied and not content**, and may leave when the tie ends; of these ties {soon} end within {days} days.",
        n,
    ).format(n=words.count(n), soon=words.count(result.ends_soon), days=words.count(result.soon_days))


def _sooner(result) -> str:
    """Whether those who were tied and not content left sooner."""
    one = result.sooner
    if one is None or evidence.strength(min(one.first.n, one.second.n)) in ("none", "thin"):
        return ""
    if one.low > 0:
        said = _("They did leave sooner: of the tied and content on {then} {content} ordered again by {now}, of the tied and not content "
                 "{discontent}; {points} fewer.")  # fmt: skip
    elif one.high < 0:
        said = _("They did not leave sooner: of the tied and content on {then} {content} ordered again by {now}, of the tied and not "
                 "content {discontent}; {points} more.")  # fmt: skip
    else:
        said = _("Whether they leave sooner can’t be told: of the tied and content on {then} {content} ordered again by {now}, of the tied "
                 "and not content {discontent}.")  # fmt: skip
    return said.format(
        then=words.day(result.then),
        now=words.day(result.as_of),
        content=words.share(one.first.rate, one.first.low, one.first.high),
        discontent=words.share(one.second.rate, one.second.low, one.second.high),
        points=words.points(abs(one.value), *sorted((abs(one.low), abs(one.high)))),
    )


def bond_caption(result) -> str:
    """What the marks mean (Markdown)."""
    return _(
        "Customers who are there: not prospects, and not those who have abandoned. Shares are of those who answered, with {level} "
        "intervals. Click a field for its customers."
    ).format(level=words.share(result.level))


def bond_made() -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    return [
        (
            _("Regular renewals"),
            _("a contract is told from the orders: four fifths or more of all gaps lie near the median one. Tied is whose due renewals "
              "have come, to the next one"),
        ),
        (_("A membership, or a day in a column"), _("tied while the end is to come; of several ends the last one counts")),
        (_("Values of a column"), _("tied is whoever has one of the values that you choose; nothing is known of the end")),
        (_("Content"), _("the last answer to the same question, in the top third of its scale")),
        (
            _("By choice"),
            _("that people stay because they want to or because they have to: Bendapudi and Berry (1997), Journal of Retailing 73(1), "
              "15–37"),
        ),
        (_("Intervals"), _("Wilson (1927) for a share, Newcombe (1998) for a difference of two")),
    ]  # fmt: skip
