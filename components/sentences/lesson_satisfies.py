"""The words of the lesson on what satisfies; every number in them is one of its facts."""

from __future__ import annotations

from components import words
from components.glossary import link
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
    return _("{weight} points ({interval}), {n}").format(
        weight=two(one.weight), interval=words.between(one.weight_low, one.weight_high, 2), n=resting(n)
    )


def asked(facts, company: str) -> str:
    """The question before anything is seen."""
    return _(
        "Customers of {company} rate these after an order. **Which of them, rated a point better, lifts overall satisfaction most?** "
        "Put it first, and last what lifts it least."
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
    return " ".join(part for part in (_first(facts, order), _idle(facts, order), _rest(order)) if part)


def _first(facts, order) -> str:
    driver = facts.driver
    form = (
        _("Your first is right: a point more of {driver} brings **{weight} points** of satisfaction, in truth {truth}.")
        if order[0] is driver
        else _("It is not {name} but **{driver}**: a point more brings **{weight} points** of satisfaction, in truth {truth}.")
        if order[0] is facts.along
        else _("You put {name} first; it is **{driver}**: a point more brings **{weight} points** of satisfaction, in truth {truth}.")
    )
    return form.format(name=called(order[0]), driver=called(driver), weight=two(driver.weight), truth=two(driver.truth))


def _idle(facts, order) -> str:
    along, place = facts.along, order.index(facts.along)
    form = (
        _("{along}, rightly your last, brings {weight}, in truth {truth}.")
        if place == len(order) - 1
        else _("{along}, your {ordinal}, brings {weight}, in truth {truth}.")
    )
    truth = two(along.truth) if along.truth else _("nothing")
    return form.format(along=called(along), ordinal=words.ordinal(place + 1), weight=two(along.weight), truth=truth)


def _rest(order) -> str:
    pairs = [one.truth > other.truth for place, one in enumerate(order) for other in order[place + 1 :]]
    if all(pairs):
        return _("Your order is the true one.")
    return _("Most of your order is true.") if sum(pairs) >= 0.7 * len(pairs) else ""


def along(facts) -> str:
    """Why what goes along isn’t what moves."""
    one, driver = facts.along, facts.driver
    form = (
        _("All else **held the same**, a point more of the first brings {weight} points ({interval}), which can’t be told from nothing.")
        if holds_none(one.weight_low, one.weight_high)
        else _("All else **held the same**, a point more of the first brings {weight} points ({interval}), in truth {truth}.")
    )
    return " ".join(
        [
            _("{along} and {driver} are rated well at the same orders, so both {go_along} with satisfaction.").format(
                along=called(one), driver=called(driver), go_along=link("mere-correlate", _("go along"))
            ),
            form.format(weight=two(one.weight), interval=words.between(one.weight_low, one.weight_high, 2), truth=two(one.truth)),
            _("A {measure} splits what both tell, and gives it {share}.").format(
                measure=link("lmg", _("share of what is explained")), share=words.share(one.share)
            ),
        ]
    )


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
    why = _("What they call {important} tells what must not be missing; what moves them, where to begin.")
    return " ".join([said, more, why.format(important=link("importance", _("important")))])


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
            _("But of the first {short_expected} was {expected}, of the second {above_expected}.").format(
                short_expected=two(short.expected), above_expected=two(above.expected), expected=link("expectation", _("expected"))
            ),
            _("So one brought **{short}**, the other **{above}**.").format(short=_gap(short), above=_gap(above)),
            _("Whoever promises more raises what is expected, and with the same service disappoints."),
        ]
    )


def silent(facts) -> str:
    """Why the mean of the answers isn’t that of all."""
    who = facts.who
    poorly, well = who.went[0], who.went[-1]
    rates = _("Of orders that went poorly {poorly} were answered about, of those that went well {well}.").format(
        poorly=words.share(poorly.rate), well=words.share(well.rate)
    )
    mean = f"{two(who.mean)} ({words.between(who.mean_low, who.mean_high, 2)})"
    if (well.rate > poorly.rate) != (who.mean > who.truth):
        said = _("It did little here: the answers’ mean is {mean}, that of all {n} orders truly {truth}.")
    elif who.mean_low <= who.truth <= who.mean_high:
        said = _("The answers’ mean, {mean}, is {astray}, by no more than chance might be: that of all {n} orders is truly {truth}.")
    else:
        said = _("So the answers’ mean, {mean}, is **{astray}**, beyond chance: that of all {n} orders is truly {truth}.")
    astray = _("too high") if who.mean > who.truth else _("too low")
    said = said.format(mean=mean, astray=astray, n=words.count(who.orders), truth=two(who.truth))
    return " ".join(part for part in (rates, said, _by_stage(facts)) if part)


def _by_stage(facts) -> str:
    if facts.stage_moved is None:
        return ""
    missing = facts.who.truth - facts.who.mean
    if missing and facts.stage_moved / missing >= 0.5:
        return _("Weights by stage of loyalty, as on the page, move it by {moved}.").format(moved=two(facts.stage_moved))
    form = _("{weights} by stage of loyalty move it by {moved}: they know who is missing, not why they {silent}.")
    return form.format(weights=link("weighting", _("Weights")), moved=two(facts.stage_moved), silent=link("nonresponse", _("keep silent")))
