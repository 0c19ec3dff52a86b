"""What it would be worth if something were better, in sentences: the answer, the links, and what no interval covers."""

from math import exp

from analysis import evidence
from analysis.behaviour import FEW_ANSWERS, FEW_LOST, FEW_RETAINED, LEAST, LEAST_OF_EACH
from analysis.beliefs import BELIEF, LITERATURE
from analysis.chain import MEASURED, ORDER
from components import words
from components.language import _, ngettext
from components.sentences import amounts


def years(number: float) -> str:
    """A number of years.

    >>> years(1).replace(words.SPACE, " "), years(3).replace(words.SPACE, " ")
    ('1 year', '3 years')
    """
    return ngettext("{n}\u00a0year", "{n}\u00a0years", round(number)).format(n=words.count(round(number)))


def points(number: float) -> str:
    """Points of a scale.

    >>> points(0.5).replace(words.SPACE, " "), points(1).replace(words.SPACE, " ")
    ('0.5 points', '1 point')
    """
    said = f"{number:.2f}".rstrip("0").rstrip(".")
    return ngettext("{number}\u00a0point", "{number}\u00a0points", 1 if said == "1" else 2).format(
        number=words.decimal(number, len(said.partition(".")[2]))
    )


def whatif_quiet(result, *, company: str = "") -> str:
    """Which customers, how far ahead, and of what kind the money is (Markdown)."""
    parts = [words.escape_markdown(company)] if company else []
    parts.append(_("complete through {day}").format(day=words.day(result.as_of)))
    parts.append(_("{customers} of the last {n} days").format(customers=words.customers(result.customers), n=words.count(result.days)))
    parts.append(
        _("{years}, discounted at {rate} a year").format(years=years(result.years), rate=words.share(result.discount_rate))
    )
    parts.append(
        _("revenue, no margin set")
        if result.margin is None
        else _("contribution, {margin} of revenue").format(margin=words.share(result.margin))
    )
    line = " · ".join(parts)
    return line if company else words.capital(line)


def baseline_sentence(result) -> str:
    """What customers of today will bring as things are (Markdown); "" where that is not known."""
    if result.baseline is None:
        return ""
    value, interval = _money(result.baseline, result)
    return _("As things are, the customers of today will bring **{value}** ({level}: {interval}) within {years}.").format(
        value=value, level=words.share(result.level), interval=interval, years=years(result.years)
    )


def whatif_answer(result) -> str:
    """What the better rating is worth, or why that can't be told (Markdown)."""
    if result.basis is None:
        return " ".join((_no_figure(result), _first_step(result)))
    if not result.better:
        return _("Nothing is moved yet: choose how much better **{name}** should be.").format(name=words.escape_markdown(result.attribute))
    return " ".join(part for part in (_basis(result), _worth(result), _a_year(result), _chance(result), _no_proof()) if part)


def _worth(result) -> str:
    value, interval = _money(result.difference, result)
    gain = result.difference.value >= 0
    if _unsure(result):
        form = (
            _("**Whether it brings any revenue can’t be told**: {value} within {years}")
            if result.margin is None
            else _("**Whether it is worth anything can’t be told**: {value} within {years}")
        )
    elif result.margin is None:
        form = _("**{value} more revenue within {years}**") if gain else _("**{value} of revenue within {years}**")
    else:
        form = _("**Worth {value} more within {years}**") if gain else _("**Worth {value} within {years}**")
    rated = _("({level}: {interval}), if “{name}” were rated {better} better").format(
        level=words.share(result.level), interval=interval, name=words.escape_markdown(result.attribute), better=points(result.better)
    )
    return f"{form.format(value=value, years=years(result.years))} {rated}."


def _a_year(result) -> str:
    value, _interval = _money(result.a_year, result)
    each = amounts.ranged(result.each.value, result.each.low, result.each.high, result.currency)
    return _("That is {each} a customer; {value} of it come in the first year.").format(each=each, value=value)


def _chance(result) -> str:
    """In how many resamples it gains; a belief that it does would only be said again."""
    if result.basis != MEASURED:
        return ""
    if result.chance_of_gain == 1:
        return _("It gains in all {n} resamples.").format(n=words.count(result.resamples))
    return _("It gains in {share} of the resamples.").format(share=words.share(result.chance_of_gain))


def _no_proof() -> str:
    return _("Associated, not proven: no experiment was made.")


def _unsure(result) -> bool:
    return result.difference.low <= 0 <= result.difference.high


def _basis(result) -> str:
    if result.basis == LITERATURE:
        return _(
            "**By what studies elsewhere found, not by your data**: satisfaction and staying correlate by {r}. The interval holds only "
            "what your data leave open, not how strong the link is."
        ).format(r=words.decimal(result.belief.likely, 1))
    if result.basis == BELIEF:
        return _(
            "**By what you believe, not by your data**: of 100 customers {likely} more stay for a point of satisfaction, {low} to {high}."
        ).format(
            likely=words.decimal(100 * result.belief.likely, 1),
            low=words.decimal(100 * result.belief.low, 1),
            high=words.decimal(100 * result.belief.high, 1),
        )
    return ""


def _no_figure(result) -> str:
    """Why there is no figure (Markdown)."""
    if result.by == ORDER:
        return _no_figure_by_order(result)
    if result.link == FEW_ANSWERS:
        said = _(
            "**Not enough data to link satisfaction to staying**: of the {least} respondents needed {n} have been followed for {days} days."
        ).format(n=words.count(result.watched), least=words.count(LEAST), days=words.count(result.days))
        waiting = ngettext("{n} more has answered too recently.", "{n} more have answered too recently.", result.waiting)
        return f"{said} {waiting.format(n=words.count(result.waiting))}" if result.waiting else said
    counted = {"n": words.count(result.watched), "days": words.count(result.days), "least": words.count(LEAST_OF_EACH)}
    if result.link in (FEW_RETAINED, FEW_LOST):
        form = (
            _("**Not enough data to link satisfaction to staying**: of {n} respondents {k} ordered within {days} days; {least} are needed.")
            if result.link == FEW_RETAINED
            else _("**Not enough data to link satisfaction to staying**: of {n} respondents {k} did not order within {days} days; "
                   "{least} are needed.")  # fmt: skip
        )
        k = result.retained if result.link == FEW_RETAINED else result.watched - result.retained
        return form.format(k=words.count(k), **counted)
    return _(
        "**Your data do not link satisfaction to staying**: with {n} respondents it can’t be told whether the satisfied are likelier to "
        "order within {days} days."
    ).format(**counted)


def _no_figure_by_order(result) -> str:
    """The same where answers are followed to the order that they tell of (Markdown)."""
    lost = result.watched - result.retained
    counted = {"n": words.count(result.watched), "least": words.count(LEAST_OF_EACH)}
    if result.link == FEW_ANSWERS:
        return _(
            "**Not enough data to link satisfaction to staying**: of {least} answered orders needed {n} tell whether another one followed."
        ).format(n=words.count(result.watched), least=words.count(LEAST))
    if result.link == FEW_RETAINED:
        form = _(
            "**Not enough data to link satisfaction to staying**: of {n} answered orders {k} were followed by another; "
            "{least} are needed."
        )
        return form.format(k=words.count(result.retained), **counted)
    if result.link == FEW_LOST:
        form = _(
            "**Not enough data to link satisfaction to staying**: of {n} answered orders {k} were not followed by another; "
            "{least} are needed."
        )
        return form.format(k=words.count(lost), **counted)
    return _(
        "**Your data do not link satisfaction to staying**: with {n} answered orders it can’t be told whether the satisfied are likelier "
        "to order again."
    ).format(**counted)


def _first_step(result) -> str:
    effect = result.more_satisfied
    return _("What can be told: {better} more of “{name}” go with {effect} ({level}: {interval}) points more of “{outcome}”.").format(
        better=points(result.better),
        name=words.escape_markdown(result.attribute),
        effect=words.decimal(effect.value, 2),
        level=words.share(result.level),
        interval=words.between(effect.low, effect.high, 2),
        outcome=words.escape_markdown(result.outcome),
    )


def _money(money, result) -> tuple[str, str]:
    return amounts.estimate(money.value, money.low, money.high, result.currency)


def lever_label(result) -> str:
    """What the slider moves (Markdown)."""
    low, high = result.scale
    return _("How much better “{name}” is rated ({low} to {high})").format(
        name=words.escape_markdown(result.attribute), low=words.decimal(low, 0), high=words.decimal(high, 0)
    )


def lever_note(result) -> str:
    """From where to where the lever goes, and what has been seen (plain)."""
    now = words.decimal(result.now.value, 1)
    said = [_("from {now} to {then}").format(now=now, then=words.decimal(result.now.value + result.better, 1))]
    if result.seen is not None:
        said.append(_("seen {seen}").format(seen=words.between(*result.seen, 1)))
    return " · ".join(said)


def fan_title(result) -> str:
    """What the picture shows (Markdown)."""
    return _("**Difference to today, added up** — dashed: the estimate; bands: half of what may come, and {level}").format(
        level=words.share(result.level)
    )


def steps(result) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """The chain as boxes and the links between them (plain): name and value; what goes with a point, what it rests on, and its basis.

    A link's basis is "measured", "belief", or "missing".
    """
    effect, satisfied = result.effect, result.more_satisfied
    boxes = [
        (result.attribute, f"{words.decimal(result.now.value, 1)} → {words.decimal(result.now.value + result.better, 1)}"),
        (result.outcome, _("{points} points").format(points=_signed(satisfied.value, 2))),
    ]
    links = [
        (
            _("{value} a point ({interval})").format(value=_signed(effect.value, 2), interval=words.between(effect.low, effect.high, 2)),
            ngettext("measured · {n} answer", "measured · {n} answers", effect.n).format(n=words.count(effect.n)),
            "measured",
        )
    ]
    by_order = result.by == ORDER
    stay = _("Another order follows") if by_order else _("Ordered again within {n} days").format(n=words.count(result.days))
    worth = _("Revenue") if result.margin is None else _("Worth")
    if result.slope is None or result.basis is None:
        known = result.base is not None and evidence.strength(result.base.n) in ("few", "enough")
        boxes += [(stay, words.share(result.base.value) if known else "?"), (worth, "?")]
        links += [(_slope(result), _missing(result), "missing"), ("", "", "missing")]
        return boxes, links
    after = result.base.value + result.more_retained.value
    boxes += [
        (stay, f"{words.share(result.base.value, digits=1)} → {words.share(after, digits=1)}"),
        (worth, _("{each} each").format(each=_plus(result.each.value, result.currency))),
    ]
    basis, rests = "measured", ngettext("measured · {n} followed up", "measured · {n} followed up", result.slope.n)
    brought = amounts.ranged(result.brought.value, result.brought.low, result.brought.high, result.currency)
    if by_order:
        brings, behind = _("brings {value} an order").format(value=brought), _("measured · orders of the last half-year")
    else:
        brings = _("brings {value} in {n} days").format(value=brought, n=words.count(result.days))
        behind = ngettext("measured · {n} who stayed", "measured · {n} who stayed", result.brought.n)
        behind = behind.format(n=words.count(result.brought.n))
    if result.basis != MEASURED:
        basis = "belief"
        rests = _("studies elsewhere") if result.basis == LITERATURE else _("your belief")
    links += [
        (_slope(result), rests.format(n=words.count(result.slope.n)), basis),
        (brings, behind, "measured"),
    ]
    return boxes, links


def _slope(result) -> str:
    slope = result.slope
    if slope is None or evidence.strength(slope.n) != "enough":
        return _("no slope yet")
    value = words.decimal(exp(slope.value), 2)
    if slope.low == slope.high:
        return _("odds to stay ×{value} a point").format(value=value)
    return _("odds to stay ×{value} a point ({interval})").format(value=value, interval=words.between(exp(slope.low), exp(slope.high), 2))


def _missing(result) -> str:
    if result.needed:
        return _("no figure: {n} more respondents needed").format(n=words.count(result.needed))
    return _("no figure from data")


def _signed(value: float, digits: int) -> str:
    return ("+" if round(value, digits) > 0 else "") + words.decimal(value, digits)


def _plus(minor: int, currency: str) -> str:
    return ("+" if minor > 0 else "") + amounts.each(minor, currency)


def stands_on(result) -> str:
    """What measured means (Markdown)."""
    return _(
        "“Measured” means associated with, not caused by: no experiment stands behind these links, and a habit behind both would break "
        "the interval. Intervals of {level}."
    ).format(level=words.share(result.level))


def steps_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The links as a table: headers, and finished rows."""
    found = [
        (_("A point of “{name}”, in points of “{outcome}”").format(name=result.attribute, outcome=result.outcome), result.effect, 2),
        (_("{better} of it").format(better=points(result.better)), result.more_satisfied, 2),
        (_("A point of “{outcome}”, on the logit of staying").format(outcome=result.outcome), result.slope, 2),
    ]
    rows = [
        (name, words.decimal(one.value, digits), words.between(one.low, one.high, digits), words.count(one.n))
        for name, one, digits in found
        if one is not None and evidence.strength(one.n) in ("few", "enough")
    ]
    if result.base is not None and evidence.strength(result.base.n) in ("few", "enough"):
        base, more = result.base, result.more_retained
        by_order = result.by == ORDER
        stay = (
            _("Orders that another one follows") if by_order else _("Who order again within {n} days").format(n=words.count(result.days))
        )
        rows.append((stay, words.share(base.value), words.between(100 * base.low, 100 * base.high), words.count(base.n)))
        if result.basis is not None:
            number = words.decimal(100 * more.value, 1)
            rows.append((_("More of them, in points"), number, words.between(100 * more.low, 100 * more.high, 1), words.count(more.n)))
        value, interval = amounts.estimate(result.brought.value, result.brought.low, result.brought.high, result.currency)
        brings = _("What an order brings") if by_order else _("What one of them brings in that time")
        rows.append((brings, value, interval, words.count(result.brought.n)))
    for name, money in ((_("All customers, as things are"), result.baseline), (_("All customers, difference"), result.difference)):
        if money is not None:
            rows.append((name, *_money(money, result), words.count(result.customers)))
    return [_("Link"), _("Estimate"), _("{level} interval").format(level=words.share(result.level)), "n"], rows


def not_covered(result) -> list[str]:
    """What no interval covers, the gravest first (Markdown)."""
    said = []
    if result.together is not None:
        said.append(
            _("“{name}” is rated so much like “{other}” that the effect may be the other’s.").format(
                name=words.escape_markdown(result.attribute), other=words.escape_markdown(result.together)
            )
        )
    if result.beyond:
        said.append(
            _("That “{name}” can be rated {then} is belief: no wave, channel or team has been seen there.").format(
                name=words.escape_markdown(result.attribute), then=words.decimal(result.now.value + result.better, 1)
            )
        )
    said += [
        _("A hidden habit may make people both content and faithful, or they are content because they stay; then the truth lies outside."),
        _("Only those who answered are looked at, and who was lost before could not answer."),
        _("One good mood lifts all ratings and satisfaction together."),
        _("The lowest ratings rise by themselves the next time, with no action at all."),
        *_by_kind(result),
        _("What the improvement costs, newcomers, and how long it takes to work are not in it."),
    ]
    return said


def _by_kind(result) -> list[str]:
    """What the way leaves open by which staying was followed."""
    if result.by == ORDER:
        return [
            _("Customers are taken to leave as they did in the last half-year; what is better is felt from each one’s next order on."),
            _("A rating is taken to act on staying through satisfaction alone."),
        ]
    return [
        _("Whoever does not order for {n} days is taken for lost, though some come back; and one answer tells of one visit only. Both make "
          "the figure rather too low.").format(n=words.count(result.days))  # fmt: skip
    ]
