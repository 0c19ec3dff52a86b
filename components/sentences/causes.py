"""Where lost revenue came from, in sentences: what the lost said last, and after which words customers are lost more often."""

from analysis import evidence
from analysis.last_words import COMPLAINT, NONE
from components import words
from components.language import _, ngettext
from components.sentences import amounts

#: So many differences are put into sentences, the surest first.
MOST = 3


def causes_title() -> str:
    """The question of the section."""
    return _("Where did lost revenue come from?")


def causes_answer(result) -> str:
    """How much was lost, and how much of it after a complaint, after a contact, after no word at all (Markdown)."""
    if not result.lost:
        return _("Nobody was lost in the last year.")
    said = ngettext(
        "The {n} customer lost in the year through {day} had brought **{amount}** in the year before.",
        "The {n} customers lost in the year through {day} had brought **{amount}** in the year before they were.",
        result.lost,
    ).format(n=words.count(result.lost), day=words.day(result.as_of), amount=_about(result.revenue, result.currency))
    if result.complaint_days is None and result.contact_days is None:
        return said + " " + _("Why they left nobody can tell from the orders alone: bring complaints or contacts, and they speak here.")
    parts = [said, _silent(result), _complained(result)]
    return " ".join(part for part in parts if part)


def _about(minor: int, currency: str) -> str:
    return words.escape_markdown(amounts.about(minor, currency))


def _silent(result) -> str:
    silent = sum(word.lost for word in result.words if word.kind == NONE)
    if evidence.strength(silent) in ("none", "thin"):
        return ""
    word = next(word for word in result.words if word.kind == NONE)
    forms = {
        (True, True): _("**{share}** of them said nothing after their last order: no complaint, and no contact on record."),
        (True, False): _("**{share}** of them did not complain after their last order; contacts are not in the data."),
        (False, True): _("**{share}** of them had no contact on record after their last order; complaints are not in the data."),
    }
    form = forms[result.complaint_days is not None, result.contact_days is not None]
    return form.format(share=words.share(word.share, word.low, word.high))


def _complained(result) -> str:
    """How many of the lost had complained, and of what most."""
    complained = [word for word in result.words if word.kind == COMPLAINT]
    number = sum(word.lost for word in complained)
    if evidence.strength(number) in ("none", "thin"):
        return ""
    said = ngettext(
        "{n} had complained, and had brought {amount}", "{n} had complained, and had brought {amount}", number
    ).format(n=words.count(number), amount=_about(sum(word.revenue for word in complained), result.currency))
    most, about = max((sum(word.lost for word in complained if word.about == about), about) for about in {w.about for w in complained})
    if not about or evidence.strength(most) in ("none", "thin"):
        return said + "."
    return _("{said}, most often about “{cause}” ({n}).").format(said=said, cause=words.escape_markdown(about), n=words.count(most))


def causes_meaning(result) -> str:
    """After which words customers are lost more often, or less, than after other orders (Markdown)."""
    if not result.looked_at:
        if result.complaint_days is None and result.contact_days is None:
            return ""
        return _("Too few complaints and contacts to compare: each needs 30 orders that one came soon after.")
    clear = [one for one in result.found if one.distinguishable][:MOST]
    if not clear:
        return ngettext(
            "After no complaint and no contact customers were lost more often than after other orders: "
            "{n} comparison, not distinguishable with these n.",
            "After no complaint and no contact customers were lost more often than after other orders: "
            "{n} comparisons, none distinguishable with these n.",
            result.looked_at,
        ).format(n=words.count(result.looked_at))
    said = [_difference(result, one) for one in clear]
    said.append(_("That is an association: who complains may differ in other ways, too."))
    return " ".join(said)


def _difference(result, one) -> str:
    first, second = one.comparison.first, one.comparison.second
    less = one.comparison.difference < 0
    ends = (-one.comparison.high, -one.comparison.low) if less else (one.comparison.low, one.comparison.high)
    forms = {
        True: _("After {word}, **{share}** were lost, against {others} after other orders: {points} less among like orders ({n})."),
        False: _("After {word}, **{share}** were lost, against {others} after other orders: {points} more among like orders ({n})."),
    }
    return forms[less].format(
        word=words.escape_markdown(_word(result, one)),
        share=words.share(first.rate, first.low, first.high),
        others=words.share(second.rate, second.low, second.high),
        points=words.points(abs(one.comparison.difference), *ends),
        n=_("n\u00a0=\u00a0{n}").format(n=words.count(first.n)),
    ) + _worth(result, one)


def _worth(result, one) -> str:
    if one.money is None or not one.money.sure:
        return ""
    value, interval = amounts.estimate(one.money.value, one.money.low, one.money.high, result.currency)
    return " " + _("Beyond what is usual that is {value} ({interval}) a year of what they had brought.").format(
        value=words.escape_markdown(value), interval=interval
    )


def _word(result, one) -> str:
    """ "a complaint that was not settled within 9 days of the order", to stand after "after"."""
    if one.settled is not None:
        forms = {
            True: _("a complaint that was settled within {days} of the order"),
            False: _("a complaint that was not settled within {days} of the order"),
        }
        days = ngettext("{n}\u00a0day", "{n}\u00a0days", result.complaint_days).format(n=words.count(result.complaint_days))
        return forms[one.settled].format(days=days)
    forms = {
        (True, True): _("a complaint about “{about}”"),
        (True, False): _("a complaint without a cause"),
        (False, True): _("a contact about “{about}”"),
        (False, False): _("a contact without a topic"),
    }
    return forms[one.kind == COMPLAINT, bool(one.about)].format(about=one.about)


def short(one) -> str:
    """The word where there is little room; not escaped."""
    if one.settled is not None:
        return _("Complaint, settled soon") if one.settled else _("Complaint, not settled")
    about = one.about or _("(none)")
    return _("Complaint: {about}").format(about=about) if one.kind == COMPLAINT else _("Contact: {about}").format(about=about)


def causes_caption(result) -> str:
    """What is compared with what (Markdown)."""
    if not result.looked_at:
        return ""
    days = [count for count in (result.complaint_days, result.contact_days) if count is not None]
    return _(
        "Orders that a complaint or contact came after within {days} days, against orders without one, of the same month and the same "
        "number (first, second, later), with no other order so shortly before or after. Hollow: not distinguishable, by "
        "Benjamini and Hochberg over the {n} that were looked at."
    ).format(days=_(" or ").join(words.count(count) for count in dict.fromkeys(days)), n=words.count(result.looked_at))


def words_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The losses by their last word: headers, and finished rows."""
    headers = [
        _("Last word after the last order"),
        _("Lost"),
        _("Of all lost"),
        _("Brought in the year before ({currency})").format(currency=result.currency),
    ]
    rows = []
    for word in result.words:
        if evidence.strength(word.lost) == "none":
            rows.append((_last_word(word), _("fewer than 5"), "", ""))
            continue
        share = words.share(word.share, word.low, word.high)
        rows.append((_last_word(word), words.count(word.lost), share, words.money(word.revenue, result.currency, whole=True)))
    return headers, rows


def _last_word(word) -> str:
    if word.kind == NONE:
        return _("None")
    about = word.about or _("(none)")
    if word.kind != COMPLAINT:
        return _("Contact: {about}").format(about=about)
    return (_("Complaint: {about}, settled") if word.settled else _("Complaint: {about}, not settled")).format(about=about)


def causes_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every comparison: headers, and finished rows."""
    headers = [_("Word soon after an order"), _("Orders"), _("Lost after it"), _("After like orders without"), _("Difference, points"),
               _("p, adjusted")]  # fmt: skip
    rows = []
    for one in result.found:
        comparison = one.comparison
        p = _("under 0.001") if one.adjusted_p < 0.001 else words.decimal(one.adjusted_p, 3)
        number = words.decimal(100 * comparison.difference, 1)
        rows.append(
            (
                short(one),
                words.count(comparison.first.n),
                words.share(comparison.first.rate, comparison.first.low, comparison.first.high),
                words.share(comparison.second.rate, comparison.second.low, comparison.second.high),
                f"{number} ({words.between(100 * comparison.low, 100 * comparison.high, 1)})",
                p,
            )
        )
    return headers, rows


def causes_made(result) -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    level = words.share(result.level)
    return [
        (_("Lost revenue"), _("net revenue of the 365 days before each loss of the last 365 days; who was lost twice counts twice")),
        (_("Last word"), _("the last complaint after the last order and before the loss; without one, the last contact")),
        (
            _("Compared"),
            _(
                "orders, not customers: those with such a word by a fixed day after the order against those with none of that kind, all "
                "without a next order by that day (a landmark), and only those of which the loss or the return can be told by now"
            ),
        ),
        (
            _("Difference"),
            _("within month and first, second or later order (Mantel and Haenszel), Sato’s interval at {level}").format(level=level),
        ),
        (
            _("Distinguishable"),
            _("p by Cochran, Mantel and Haenszel, adjusted by Benjamini and Hochberg, at most {q}").format(q=words.share(result.q)),
        ),
        (
            _("Left out"),
            _("words with fewer than 30 such orders; complaints of people without an order before; amounts in other currencies"),
        ),
    ]
