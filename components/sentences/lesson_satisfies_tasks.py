"""The exercises of the lesson on what satisfies, in words; every number in them is a fact of it, or of the exercise."""

from __future__ import annotations

from components import words
from components.language import _
from components.lessons.lesson import Table
from components.sentences.lesson_satisfies import brought, called, holds_none, resting, two


def held(facts, asked) -> dict:
    """Hold the driver the same, by hand: the fields of a `Task`, as all of these return."""
    wrong = {slip.name: two(slip.value) for slip in asked.slips}
    found, along, driver = facts.held, called(facts.along), called(facts.driver)
    several = len(found.rows) > 1
    question = (
        _(
            "How much more satisfied are those who rate **{along}** well, where **{driver}** is rated the same? "
            "Take the difference in each row, and average the rows by their answers."
        )
        if several
        else _("How much more satisfied are those who rate **{along}** well, where **{driver}** is rated the same?")
    )
    right = _("**Right: {value}** ({interval}, {n}), where all answers together differ by {plain}.").format(
        value=two(found.value), interval=words.between(found.low, found.high, 2), n=resting(found.n), plain=two(found.every.apart)
    )
    if holds_none(found.low, found.high):
        why = _("No difference at all lies within the interval: what looked like {along} was {driver}.").format(along=along, driver=driver)
    elif found.value < found.every.apart / 2:
        why = _("Most of what looked like {along} was {driver}; the regression, which holds all ratings the same, leaves {weight}.").format(
            along=along, driver=driver, weight=brought(facts.along)
        )
    else:
        why = _("So few answers leave much to chance: in truth {along} brings {truth}.").format(along=along, truth=two(facts.along.truth))
    slips = {
        "plain": _(
            "**{wrong} compares everybody.** Those who rate {along} well had better {driver} too, and that is in it. Compare within a row."
        ),
        "added": _("**{wrong} adds the rows up.** Each row measures the same thing again: average them, each by its answers."),
    }
    return {
        "question": question.format(along=along, driver=driver),
        "label": _("Your answer, points"),
        "table": _held_table(facts),
        "hint": _("In each row: well less not well, times its answers. Add up, and divide by all these answers. Leave the last row out.")
        if several
        else _("Subtract within the first row: well less not well."),
        "right": f"{right} {why}",
        "slips": {name: slips[name].format(wrong=said, along=along, driver=driver) for name, said in wrong.items()},
    }


def _held_table(facts) -> Table:
    found = facts.held
    rows = [*found.rows, found.every]
    return Table(
        headers=(
            _("{driver} rated").format(driver=facts.driver.name), _("{along} well").format(along=facts.along.name), _("answers"),
            _("not well"), _("answers"),
        ),
        rows=tuple(
            (
                _("any") if row.rating is None else words.decimal(row.rating, 0),
                two(row.well), words.count(row.well_n), two(row.rest), words.count(row.rest_n),
            )
            for row in rows
        ),
        name=_("Overall satisfaction by both ratings"),
        note=_("Mean satisfaction on the whole. Well: one of the two best ratings. Ratings with too few answers on a side are left out."),
    )  # fmt: skip


def improve(facts, asked) -> dict:
    """What to improve beside the driver."""
    chosen, best = facts.choices, facts.choices["best"]
    options = {role: chosen[role].name for role in asked.options}
    right = _("**Right: {name}.** With the others held the same a point more of it brings {weight}, {n}; of the others here less.").format(
        name=called(best), weight=brought(best), n=resting(facts.n)
    )
    slips = {"along": _along_slip(facts)}
    if "low" in chosen:
        slips["low"] = _("**A low rating is no reason yet.** {name} is rated {received}, but a point more of it brings {weight}.").format(
            name=called(chosen["low"]), received=two(chosen["low"].received), weight=two(chosen["low"].weight)
        )
    if "important" in chosen:
        slips["important"] = _(
            "**What is called important need not move anything.** {name} is put at {important}, but a point more of it brings {weight}."
        ).format(
            name=called(chosen["important"]),
            important=two(chosen["important"].important),
            weight=two(chosen["important"].weight),
        )
    more = " " + _("Which column tells what a change would bring?")
    return {
        "question": _("**{driver} is in hand already. What next?** Half a point better costs the same for each.").format(
            driver=called(facts.driver)
        ),
        "label": _("Improve next"),
        "table": Table(
            headers=(_("Attribute"), _("goes along"), _("a point brings"), _("rated"), _("important")),
            rows=tuple(
                (
                    one.name, two(one.correlation), brought(one), two(one.received), two(one.important),
                )
                for one in (chosen[role] for role in asked.options)
            ),
            name=_("What is known of each"),
            note=_("Goes along: correlation. A point brings: the others held the same, {level} interval. Important: as they say.").format(
                level=words.share(facts.level)
            ),
        ),
        "hint": _("You want to know what changes when this alone gets better."),
        "right": right,
        "slips": {name: text + more for name, text in slips.items()},
        "options": options,
    }  # fmt: skip


def _along_slip(facts) -> str:
    one = facts.along
    others = [other for role, other in facts.choices.items() if role != "along"]
    form = (
        _("**{along} only goes along.** Its {r} is the highest here, but it is borrowed from {driver}: a point more of it brings {weight}.")
        if all(one.correlation > other.correlation for other in others)
        else _("**{along} only goes along.** Its {r} is borrowed from {driver}: a point more of it brings {weight}.")
    )
    return form.format(along=called(one), r=two(one.correlation), driver=called(facts.driver), weight=brought(one))


def gap(facts, asked) -> dict:
    """Received less expected."""
    one = facts.asked
    shown = sorted((one, *facts.pair), key=lambda rated: rated.name)
    right = _("**Right: {value}** ({interval}, {n}).").format(
        value=two(one.gap), interval=words.between(one.gap_low, one.gap_high, 2), n=resting(one.gap_n)
    )
    if holds_none(one.gap_low, one.gap_high):
        why = _("It may be chance: no difference at all lies within the interval.")
    elif one.gap < 0:
        why = _("Less than expected: either too little is delivered or too much was promised. The number can’t say which.")
    else:
        why = _("More than expected. That pleases who came; who expects so little may never come.")
    slips = {
        "sign": _("**{wrong} has the sign turned round.** That is expected less received: begin with what was received."),
        "top": _("**{wrong} compares with the best answer, {top}.** Nobody need have expected that: compare with what they did expect."),
    }
    wrong = {slip.name: two(slip.value) for slip in asked.slips}
    return {
        "question": _("By how much did **{name}** miss or beat what was expected? **Received less expected**, in points.").format(
            name=called(one)
        ),
        "label": _("Your answer, points"),
        "table": Table(
            headers=(_("Attribute"), _("received"), _("expected"), _("answers")),
            rows=tuple((rated.name, two(rated.received), two(rated.expected), words.count(rated.gap_n)) for rated in shown),
            name=_("Received and expected"),
            note=_("Means of those who answered both."),
        ),
        "hint": _("Subtract in its row. Less than expected is below zero."),
        "right": f"{right} {why}",
        "slips": {name: slips[name].format(wrong=said, top=words.decimal(facts.top, 0)) for name, said in wrong.items()},
    }


def mean(facts, asked) -> dict:
    """The mean of all orders, from who answered."""
    who = facts.who
    right = _("**Right: {value}** ({interval}, {n} answers).").format(
        value=two(who.weighted), interval=words.between(who.low, who.high, 2), n=words.count(who.answers)
    )
    nearer = abs(who.weighted - who.truth) < abs(who.mean - who.truth)
    why = (
        _("In truth it is {truth}; the answers alone said {mean}.")
        if nearer
        else _("In truth it is {truth}; the answers alone said {mean}, nearer by chance.")
    )
    slips = {
        "answers": _("**{wrong} is the mean as it came.** Kinds that answer more often count for more in it: count each by its orders."),
        "kinds": _("**{wrong} counts every kind the same.** There were not as many orders of each: count each by its orders."),
    }
    names = {"poorly": _("poorly"), "so-so": _("so-so"), "well": _("well")}
    rows = [(names[one.name], words.count(one.orders), words.count(one.answers), two(one.mean)) for one in who.went]
    return {
        "question": _("What would the mean be, had orders of every kind been **answered about equally often**?"),
        "label": _("Your answer, points"),
        "table": Table(
            headers=(_("Orders that went"), _("orders"), _("answers"), _("mean of the answers")),
            rows=(*rows, (_("all"), words.count(who.orders), words.count(who.answers), two(who.mean))),
            name=_("Orders and answers, by how the orders went"),
            note=_("How they went is known because the company is invented: poorly is below {poor}, well from {well} on.").format(
                poor=words.decimal(who.poor_below, 0), well=words.decimal(who.well_from, 0)
            ),
        ),
        "hint": _("Multiply each kind’s mean by its orders, add up, and divide by all orders."),
        "right": " ".join(
            [
                right,
                why.format(truth=two(who.truth), mean=two(who.mean)),
                _("Elsewhere one has to ask some of the silent (Hansen and Hurwitz 1946)."),
            ]
        ),
        "slips": {slip.name: slips[slip.name].format(wrong=two(slip.value)) for slip in asked.slips},
    }
