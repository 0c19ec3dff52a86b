"""The words of the lesson on what satisfies; every number in them is one of its facts."""

from __future__ import annotations

from components import words
from components.language import _


def called(one) -> str:
    """An attribute's name within a sentence (Markdown)."""
    return words.escape_markdown(one.name)


def two(number: float) -> str:
    """A mean or a weight."""
    return words.decimal(number, 2)


def brought(one) -> str:
    """What a point more brings, with its interval: "0.32 (0.28 to 0.37)"."""
    return f"{two(one.weight)} ({words.between(one.weight_low, one.weight_high, 2)})"


def resting(number: int) -> str:
    """On how many answers it rests."""
    return _("n\u00a0=\u00a0{n}").format(n=words.count(number))


def holds_none(low: float, high: float) -> bool:
    """Whether an interval leaves open that there is nothing."""
    return low <= 0 <= high


def brings(one, n: int) -> str:
    """What a point more of an attribute brings (plain text)."""
    return _("{weight} points, {n}").format(weight=brought(one), n=resting(n))


def asked(facts, company: str) -> str:
    """The question before anything is seen."""
    return _(
        "Customers of {company} rate these after an order, and say how satisfied they are on the whole. "
        "**Of which does one point more bring the most?** Put it first, and last what brings the least."
    ).format(company=words.escape_markdown(company))


def find_weights(facts) -> str:
    """What to look for among the weights."""
    place = 1 + sum(one.share > facts.along.share for one in facts.rated)
    return _(
        "The weight of **{along}** is {share}, the {ordinal} largest. Remember it. Then see what the plan and the line under it say of it."
    ).format(along=called(facts.along), share=words.share(facts.along.share), ordinal=words.ordinal(place))


def find_important(facts) -> str:
    """What to look for on the map."""
    most = max(facts.rated, key=lambda one: one.important)
    return _(
        "On the map under “How sure is the ranking?” **{most}** is said to matter most. "
        "Switch to “What moves satisfaction”: what changes places?"
    ).format(most=called(most))


def find_answers(facts) -> str:
    """What to look for among who answered."""
    said = _("Who answered, and how do they differ from the others? Further down: of what was **less received than expected**?")
    if facts.stage_weighted is None:
        return said
    return (
        _("“On the whole” has two marks: {plain} as answered, {weighted} weighted by stage of loyalty.").format(
            plain=two(facts.stage_weighted[0]), weighted=two(facts.stage_weighted[1])
        )
        + " "
        + said
    )


def revealed(facts, order) -> str:
    """How far the order was from the true one, kindly."""
    return " ".join([_first(facts, order), _idle(facts, order), _rest(order)])


def _first(facts, order) -> str:
    driver = facts.driver
    number = _("{weight}, in truth {truth}").format(weight=brought(driver), truth=two(driver.truth))
    if order[0] is driver:
        return _("Your first is right: a point more of {driver} brings **{number}**.").format(driver=called(driver), number=number)
    form = (
        _("It is not {name} but **{driver}**, of which a point more brings **{number}**.")
        if order[0] is facts.along
        else _("You put {name} first; it is **{driver}**, of which a point more brings **{number}**.")
    )
    return form.format(name=called(order[0]), driver=called(driver), number=number)


def _idle(facts, order) -> str:
    along = facts.along
    form = _("{weight}, in truth {truth}") if along.truth else _("{weight}, in truth nothing")
    said = form.format(weight=brought(along), truth=two(along.truth))
    place = order.index(along)
    if place == len(order) - 1:
        return _("{along}, rightly your last, brings {said}.").format(along=called(along), said=said)
    return _("{along}, your {ordinal}, brings {said}.").format(along=called(along), ordinal=words.ordinal(place + 1), said=said)


def _rest(order) -> str:
    pairs = [one.truth > other.truth for place, one in enumerate(order) for other in order[place + 1 :]]
    if all(pairs):
        return _("Your order is the true one.")
    if sum(pairs) >= 0.7 * len(pairs):
        return _("Most of your order is true.")
    return _("Don’t mind the rest: a weight isn’t felt, it is reckoned.")


def along(facts) -> str:
    """Why what goes along isn’t what moves."""
    one, driver = facts.along, facts.driver
    said = [
        _("{along} and satisfaction correlate at {along_r}, {driver} at {driver_r}: the same orders are rated well for both.").format(
            along=called(one), along_r=two(one.correlation), driver=called(driver), driver_r=two(driver.correlation)
        )
    ]
    if holds_none(one.weight_low, one.weight_high):
        said.append(
            _("But with all other ratings **held the same**, a point more of {along} brings {weight}, which holds none.").format(
                along=called(one), weight=brought(one)
            )
        )
    else:
        said.append(
            _("But with all other ratings **held the same**, a point more of {along} brings {weight}, and in truth {truth}.").format(
                along=called(one), weight=brought(one), truth=two(one.truth)
            )
        )
    said.append(
        _("A *share of what is explained* still gives it {share}: that measure divides between both what both tell.").format(
            share=words.share(one.share)
        )
    )
    return " ".join(said)


def important(facts) -> str:
    """Why what is said to be important is not what moves."""
    one, driver = facts.important, facts.driver
    form = (
        _("Asked, they put {name} at {important} of {top}, {driver} at {other}: **nearly everything is important**, from {least} on.")
        if driver.important >= one.important or one.important - driver.important < 0.05
        else _("Asked, they put {name} at {important} of {top}, **above** {driver} at {other}; the least important is still at {least}.")
    )
    said = form.format(
        name=called(one),
        driver=called(driver),
        important=words.decimal(one.important, 1),
        other=words.decimal(driver.important, 1),
        least=words.decimal(facts.least_important, 1),
        top=words.decimal(facts.top, 0),
    )
    more = _("A point more of {name} brings {weight}, of {driver} {more}.").format(
        name=called(one), weight=two(one.weight), driver=called(driver), more=two(driver.weight)
    )
    return " ".join([said, more, _("What they call important tells what must not be missing; what moves them, where to begin.")])


def _gap(one) -> str:
    """Received against expected: "0.35 points less than expected"."""
    if holds_none(one.gap_low, one.gap_high):
        return _("about as expected")
    form = _("{points} points less than expected") if one.gap < 0 else _("{points} points more than expected")
    return form.format(points=two(abs(one.gap)))


def expected(facts) -> str:
    """Why a rating alone says little."""
    short, above = facts.pair
    return " ".join(
        [
            _("{short} is rated {short_received}, {above} {above_received}.").format(
                short=called(short),
                above=called(above),
                short_received=two(short.received),
                above_received=two(above.received),
            ),
            _("But of the first {short_expected} was expected, of the second {above_expected}.").format(
                short_expected=two(short.expected), above_expected=two(above.expected)
            ),
            _("So one brought **{short}**, the other **{above}**.").format(short=_gap(short), above=_gap(above)),
            _("Whoever promises more raises what is expected, and with the same service disappoints."),
        ]
    )


def silent(facts) -> str:
    """Why the mean of the answers isn't that of all."""
    who = facts.who
    poorly, well = who.went[0], who.went[-1]
    rates = _("Of orders that went poorly {poorly} were answered about, of those that went well {well}.").format(
        poorly=words.share(poorly.rate), well=words.share(well.rate)
    )
    mean = f"{two(who.mean)} ({words.between(who.mean_low, who.mean_high, 2)})"
    if poorly.rate >= well.rate or who.mean <= who.truth:
        said = _("Here chance has hidden it: the answers’ mean is {mean}, the mean of all {n} orders truly {truth}.")
    elif who.mean_low > who.truth:
        said = _("So the answers’ mean, {mean}, is **too high**, beyond chance: that of all {n} orders is truly {truth}.")
    else:
        said = _("So the answers’ mean, {mean}, is **too high**: that of all {n} orders is truly {truth}.")
    said = said.format(mean=mean, n=words.count(who.orders), truth=two(who.truth))
    return " ".join(part for part in (rates, said, _by_stage(facts)) if part)


def _by_stage(facts) -> str:
    if facts.stage_moved is None:
        return ""
    missing = facts.who.truth - facts.who.mean
    if missing and facts.stage_moved / missing >= 0.5:
        return _("Weights by stage of loyalty, as on the page, move it by {moved}.").format(moved=two(facts.stage_moved))
    form = _("Weights by stage of loyalty move it by {moved}: they know who is missing, not why they keep silent.")
    return form.format(moved=two(facts.stage_moved))
