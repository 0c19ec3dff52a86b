"""The lesson on a customer's value in words: what is asked, what came, what it means. Every number is one of its facts."""

from __future__ import annotations

from analysis.lessons.at_stake import Group
from analysis.lessons.pocket import WHOLE_FROM, of_hundred, shown
from analysis.lessons.value import Facts
from components import words
from components.glossary import link
from components.language import _
from components.sentences import amounts
from components.sentences.stages import stage_name

#: A guess within this part of the truth is close; beyond this multiple of it, far.
CLOSE, FAR = 0.2, 2.0


def each(minor: float, found: Facts) -> str:
    """An amount for one customer."""
    return amounts.each(shown(minor, found.unit), found.currency)


def estimated(found: Facts) -> str:
    """Rapport's estimate with its interval."""
    digits = 0 if found.low >= WHOLE_FROM * found.unit else words.minor_digits(found.currency)
    value = words.money(round(round(found.estimate / found.unit, digits) * found.unit), found.currency, whole=digits == 0)
    return f"{value} ({words.between(found.low / found.unit, found.high / found.unit, digits)})"


def lead(found: Facts) -> str:
    """The question before anything is seen (Markdown)."""
    return _(
        "Of an order about {order} are left once the goods are paid, and so far a customer has ordered {often} times, one with another. "
        "What will be left of all that one customer orders in the next {months}: the mean of **everybody** who ever ordered, all {n}?"
    ).format(
        order=each(found.order, found),
        often=words.decimal(found.so_often, 1),
        n=words.count(found.customers),
        months=words.periods(found.months, "month"),
    )


def said(found: Facts) -> str:
    """What the data say, with n."""
    return _("{money}, {level} interval, n\u00a0=\u00a0{n}").format(
        money=estimated(found), level=words.share(found.level), n=words.count(found.customers)
    )


def reveal_title(found: Facts) -> str:
    """What came, as a heading."""
    form = _("{money} each: most have left already") if found.gone > 0.5 else _("{money} each, those who have left included")
    return form.format(money=each(found.true, found))


def reveal_text(found: Facts, guess: float) -> str:
    """How far the guess was, why, and how the estimate did (Markdown)."""
    return " ".join((_guessed(found, guess * found.unit), _few_pay(found), _estimate(found)))


def _guessed(found: Facts, guess: float) -> str:
    if abs(guess - found.true) <= CLOSE * found.true:
        return _("**Your guess is close.**")
    if guess > FAR * found.true:
        return _("**Your guess is more than twice that.** One easily thinks of those who buy, and forgets those who have left.")
    if guess > found.true:
        return _("**Your guess is too high.** One easily thinks of those who buy, and forgets those who have left.")
    if FAR * guess < found.true:
        return _("**Your guess is less than half of it.** Those who stay bring more than one thinks.")
    return _("**Your guess is too low.** Those who stay bring more than one thinks.")


def _few_pay(found: Facts) -> str:
    return _("Of {per} customers {paying} bring all of it, and {silent} nothing.").format(
        per=words.count(found.per),
        paying=words.count(of_hundred(found.paying)),
        silent=words.count(found.per - of_hundred(found.paying)),
    )


def _estimate(found: Facts) -> str:
    text = _("Rapport’s own estimate, {estimate},").format(estimate=estimated(found))
    if found.held:
        return text + " " + _("holds it.")
    if found.true < found.low and found.rise_day is not None:
        return text + " " + _(
            "is too high: it takes the last year for the next, but prices rose by {rise} on {day}, and since then more leave. An interval "
            "tells how sure the past is, not what changes."
        ).format(rise=words.share(found.rise), day=words.day(found.rise_day))  # fmt: skip
    form = _("is too high:") if found.true < found.low else _("is too low:")
    return f"{text} {form} " + _(
        "it takes the last year for the next. An interval tells how sure the past is, neither what changes nor a year’s luck."
    )


def formula(found: Facts) -> str:
    """Margin, retention, discount (Markdown)."""
    own = found.five
    return _(
        "A customer who is with you brings {m} of contribution a month: the **{margin}** *m*. The share still there a month later, {r}, is "
        "the **{retention}** *r*. Money a month away is worth {d} less, {year} in a year: the **{discount}** *d*. Still to come is "
        "*m*\u00a0×\u00a0*r*\u00a0÷\u00a0(1\u00a0+\u00a0*d*\u00a0−\u00a0*r*). It rises ever more steeply with retention."
    ).format(
        margin=link("margin"),
        retention=link("retention"),
        discount=link("discount-rate", _("discount")),
        m=money(own.contribution, found),
        r=words.share(own.retention, digits=1),
        year=words.share(own.discount_rate),
        d=words.share(own.discount, digits=1),
    )


def kinds(found: Facts) -> str:
    """Two kinds in one average (Markdown)."""
    first, last = found.steps[0], found.steps[-1]
    two = found.kinds
    begin = _(
        "Everybody’s own chance to leave is known here. Of the more loyal half {loyal} come back after the first order, and {other} of the "
        "other half."
    ).format(loyal=words.share(two.loyal.share, digits=1), other=words.share(two.other.share, digits=1))
    if last.share <= first.share:
        return begin + " " + _("The mean of both is nobody’s own.")
    return begin + " " + _(
        "Of all it is {first} after the first order and {last} after the {order}. For that nobody needs to become more loyal: customers "
        "{differ}, those who leave go first, and the loyal remain."
    ).format(first=words.share(first.share), last=words.share(last.share), order=words.ordinal(last.order), differ=link("heterogeneity", _(
        "differ"
    )))  # fmt: skip


def saving(found: Facts) -> str:
    """Whom a call can save (Markdown)."""
    worst = max(found.groups, key=lambda group: (group.stage != "abandoned", group.left))
    best = next(group for group in found.groups if group.stage == found.best)
    form = _(
        "A call changes only somebody who is **still there** and **would leave**. Of {per} customers in *{best}* {leaves} would, within "
        "the year. How many of them a call keeps, only a test tells, with some who are not called."
    )
    if worst.left > best.left:
        form = _(
            "A call changes only somebody who is **still there** and **would leave**. Of {per} customers in *{worst}* {gone} have left for "
            "good, unseen; in *{best}* {left} have, and {leaves} more will within the year. How many of them a call keeps, only a test "
            "tells, with some who are not called."
        )
    return form.format(
        per=words.count(found.per),
        worst=stage_name(worst.stage),
        gone=words.count(of_hundred(worst.left)),
        best=stage_name(best.stage),
        left=words.count(of_hundred(best.left)),
        leaves=words.count(of_hundred(best.leaves)),
    )


def money(minor: float, found: Facts) -> str:
    """An amount of a month, to the minor unit, as it is reckoned with."""
    return words.money(round(minor), found.currency)


def per_cent(rate: float) -> str:
    """A share with the decimals it has, two at most."""
    digits = next((digits for digits in (0, 1) if abs(round(100 * rate, digits) - 100 * rate) < 1e-9), 2)
    return words.share(rate, digits=digits)


def stake(group: Group, found: Facts) -> str:
    """What is at stake in a hundred customers."""
    return words.money(round(group.stake), found.currency, whole=True)
