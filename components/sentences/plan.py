"""What to fix first, in sentences: the answer, the lines of the plan, the map, and how all of it was made."""

from analysis import evidence
from analysis.errors import Refused
from analysis.importance import CONCENTRATE, DERIVED, LOW_PRIORITY, OVERKILL
from analysis.importance import KEEP_UP as UP
from analysis.penalty_reward import BASIC, EXCITEMENT, PERFORMANCE, TOO_FEW_HIGH, TOO_FEW_LOW
from analysis.places import CHANNEL, TEAM
from analysis.plan import CANNOT_TELL, ENTANGLED, FIX_FIRST, KEEP_UP, NO_EFFECT
from analysis.shortfall import BELOW_EXPECTED
from components import words
from components.language import _, ngettext, translated
from components.sentences.satisfaction import names
from components.sentences.who import who_are

#: So many are named in the answer.
NAMED = 2


def plan_answer(result, plan, weights) -> str:
    """What to fix first, how satisfied with it they are, what it weighs, and what can't be told yet (Markdown)."""
    first = [line for line in plan.lines if line.verdict == FIX_FIRST]
    rated = {one.name: one for one in result.attributes}
    maybe = [line for line in plan.lines if line.verdict in (CANNOT_TELL, ENTANGLED)]
    if not first:
        said = _("**Nothing stands out as the thing to fix first**: no attribute both moves satisfaction for sure and falls short.")
        return " ".join(part for part in (said, _cannot(maybe)) if part)
    told = first[:NAMED]
    head = (
        _("**{first}.**").format(first=_bold(told[0].name))
        if len(told) == 1
        else _("**{first}, then {second}.**").format(first=_bold(told[0].name), second=_bold(told[1].name, inside=True))
    )
    said = [head, _satisfied(told, rated), _weigh(told, weights)]
    if len(first) > NAMED:
        more = len(first) - NAMED
        said.append(ngettext("{n} more is in the plan.", "{n} more are in the plan.", more).format(n=words.count(more)))
    said.append(_cannot(maybe))
    return " ".join(part for part in said if part)


def _bold(name: str, *, inside: bool = False) -> str:
    return words.escape_markdown(name[:1].lower() + name[1:] if inside and name[1:2].islower() else words.capital(name))


def _satisfied(told, rated) -> str:
    one = rated[told[0].name]
    said = _("{share} of {n} customers who rated it are satisfied with the first").format(
        share=words.share(one.best.rate, one.best.low, one.best.high), n=words.count(one.n)
    )
    if len(told) == 1:
        return _("{share} of {n} who rated it are satisfied with it.").format(
            share=words.share(one.best.rate, one.best.low, one.best.high), n=words.count(one.n)
        )
    other = rated[told[1].name]
    return _("{first}, {share} of {n} with the second.").format(
        first=said, share=words.share(other.best.rate, other.best.low, other.best.high), n=words.count(other.n)
    )


def _weigh(told, weights) -> str:
    known = [weights[line.name] for line in told if line.name in weights]
    if len(known) < len(told):
        return ""
    shares = [words.share(weight.value, weight.low, weight.high) for weight in known]
    if len(shares) == 1:
        return _("It carries {share} of what the attributes explain of overall satisfaction.").format(share=shares[0])
    return _("They carry {first} and {second} of what the attributes explain of overall satisfaction.").format(
        first=shares[0], second=shares[1]
    )


def _cannot(maybe) -> str:
    if not maybe:
        return ""
    said = words.escape_markdown(names(line.name for line in maybe[:3]))
    return ngettext(
        "Of {names} the data can’t tell yet.", "Of {names} the data can’t tell yet.", len(maybe)
    ).format(names=said)  # fmt: skip


def no_plan(problem: Refused) -> str:
    """Why there are no weights and no plan, and what would be enough (Markdown)."""
    return _("What matters most can’t be told: found {found}; needed {needed}.").format(
        found=words.escape_markdown(translated(problem.found)), needed=words.escape_markdown(translated(problem.needed))
    )


def mark(line) -> str:
    """What stands in front of a line: its rank, or a question mark."""
    return words.count(line.rank) if line.rank is not None else "?"


def where(line) -> str:
    """Where and for whom it is worst (Markdown)."""
    if line.verdict == ENTANGLED:
        others = words.escape_markdown(names(name for name in line.together if name != line.name))
        form = _("Rated so much like {others} that their effects can’t be told apart: the effect is that of all of them.")
        return form.format(others=others)
    if line.verdict == CANNOT_TELL:
        return _("Wait: it may be worth it, or not.")
    worst = line.where
    rated = _("Mean rating {mean} ({interval}), n\u00a0=\u00a0{n}.").format(
        mean=words.decimal(line.performance.value, 1),
        interval=words.between(line.performance.low, line.performance.high, 1),
        n=words.count(line.performance.n),
    )
    if worst is None:
        return rated + " " + _("No group is rated distinguishably worse than the others.")
    inside = words.share(worst.inside.rate, worst.inside.low, worst.inside.high)
    return (
        rated
        + " "
        + _("Worst {who}: {inside} of {n} are satisfied, of the others {others}.").format(
            who=_who(worst), inside=inside, n=words.count(worst.inside.n), others=words.share(worst.others.rate)
        )
    )


def _who(worst) -> str:
    value = words.escape_markdown(worst.value)
    if worst.field == CHANNEL:
        return _("among answers by {value}").format(value=value)
    if worst.field == TEAM:
        return _("in the team {value}").format(value=value)
    return _("among customers {who}").format(who=who_are(worst.field, worst.value))


def effect(line, outcome: str) -> tuple[str, str]:
    """What goes with so much more of it: the number, and on what it rests (Markdown)."""
    number = _("**{sign}{effect}** ({interval}) points").format(
        sign="+" if line.effect > 0 else "",
        effect=words.decimal(line.effect, 2),
        interval=words.between(line.effect_low, line.effect_high, 2),
    )
    below = _("of “{outcome}” go with {step} more of it, n\u00a0=\u00a0{n}").format(
        outcome=words.escape_markdown(outcome), step=step(line), n=words.count(line.n)
    )
    return number, below


def step(line) -> str:
    """How much more of it is meant."""
    number = words.decimal(line.step, 1 if round(line.step, 2) == round(line.step, 1) else 2)
    return ngettext("{number}\u00a0point", "{number}\u00a0points", 1 if line.step == 1 else 2).format(number=number)


def sure(line, resamples: int) -> str:
    """How sure it is, and what would make it so (plain text, some Markdown)."""
    said = []
    if line.first is not None and resamples:
        said.append(
            _("Weighs most in {k} of {n} resamples.").format(k=words.count(round(line.first * resamples)), n=words.count(resamples))
        )
    if line.short_by:
        said.append(
            _("Received less than expected.")
            if line.short_by == (BELOW_EXPECTED,)
            else _("Rated lower than the others.")
            if BELOW_EXPECTED not in line.short_by
            else _("Rated lower than the others, and less than expected.")
        )
    if line.more_answers is not None:
        said.append(
            _("About {n} more complete answers would show an effect as large as this.").format(n=words.count(line.more_answers))
        )
    said.append(_("Associated, not proven: no experiment was made."))
    return " ".join(said)


def without_effect(plan) -> list[str]:
    """Attributes of which no effect of their own is told from none."""
    return [line.name for line in plan.lines if line.verdict == NO_EFFECT]


def see_them(n: int) -> str:
    """The words of the link to those who are dissatisfied with an attribute."""
    return ngettext("See the {n} dissatisfied", "See the {n} dissatisfied", n).format(n=words.count(n))


def dissatisfied(line, listed: int) -> str:
    """Whose list follows (Markdown)."""
    return ngettext(
        "{n} customer with an order gave “{name}” one of the two worst ratings, by the last answer.",
        "{n} customers with an order gave “{name}” one of the two worst ratings, by the last answer.",
        listed,
    ).format(n=words.count(listed), name=words.escape_markdown(line.name))


def kept_up(plan) -> str:
    """What is well as it is, and what does not seem to matter (Markdown)."""
    keep = [line.name for line in plan.lines if line.verdict == KEEP_UP]
    none = without_effect(plan)
    said = []
    if keep:
        said.append(_("Keep up: {names}; they move satisfaction and don’t fall short.").format(names=words.escape_markdown(names(keep))))
    if none:
        said.append(
            _("No effect of its own is told from none: {names}. What only goes along with satisfaction ends up here.").format(
                names=words.escape_markdown(names(none))
            )
        )
    return " ".join(said)


def map_meaning(result, plan) -> str:
    """How sure the quadrants are, and which attributes only look as if they should be fixed first (Markdown)."""
    either = [place.name for place in result.places if not place.sure]
    idle = without_effect(plan)
    only = [place.name for place in result.places if place.quadrant == CONCENTRATE and place.name in idle]
    warned = ""
    if only and result.kind == DERIVED:
        warned = " " + ngettext(
            "{names} lies under “fix first”, but with the other attributes held the same no effect of its own is left: "
            "it goes along with what moves satisfaction.",
            "{names} lie under “fix first”, but with the other attributes held the same no effect of their own is left: "
            "they go along with what moves satisfaction.",
            len(only),
        ).format(names=words.escape_markdown(names(only)))
    planned = {line.name for line in plan.lines if line.rank is not None}
    well = [place.name for place in result.places if place.name in planned and place.quadrant in (UP, OVERKILL)]
    if well:
        warned += " " + ngettext(
            "{names} is rated higher than the others and still in the plan: less was received than expected.",
            "{names} are rated higher than the others and still in the plan: less was received than expected.",
            len(well),
        ).format(names=words.escape_markdown(names(well)))
    return _quadrants(either) + warned


def _quadrants(either: list[str]) -> str:
    if not either:
        return _("Every attribute stays in its quadrant in at least 90 of 100 resamples.")
    return ngettext(
        "{names} could be on either side of a line; the others stay where they are in at least 90 of 100 resamples.",
        "{names} could be on either side of a line; the others stay where they are in at least 90 of 100 resamples.",
        len(either),
    ).format(names=words.escape_markdown(names(either)))


def map_caption(result) -> str:
    """What the marks and the lines are (Markdown)."""
    said = [
        _("● quadrant sure · ○ could be either. Lines: the means of the attributes shown. Crosses: {level} intervals.").format(
            level=words.share(result.level)
        )
    ]
    if result.kind != DERIVED:
        said.append(_("What people say is important is nearly always high and flat; what moves their satisfaction says more."))
    if result.not_placed:
        said.append(
            _("Not placed, for want of answers or of a weight: {names}.").format(
                names=words.escape_markdown(names(name for name, _n in result.not_placed))
            )
        )
    return " ".join(said)


def map_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The map as a table: headers, and finished rows."""
    derived = result.kind == DERIVED
    headers = [_("Attribute"), _("Mean rating"), _("Weight") if derived else _("Importance, as said"), _("Answers"), _("Fix first in"),
               _("Keep it up in"), _("Low priority in"), _("More than enough in")]  # fmt: skip
    rows = []
    for place in result.places:
        rated = f"{words.decimal(place.performance, 2)} ({words.between(place.performance_low, place.performance_high, 2)})"
        ends = (place.importance, place.importance_low, place.importance_high)
        weight = words.share(*ends) if derived else f"{words.decimal(ends[0], 2)} ({words.between(ends[1], ends[2], 2)})"
        chances = [words.share(place.chances.get(name, 0.0)) for name in (CONCENTRATE, UP, LOW_PRIORITY, OVERKILL)]
        rows.append((place.name, rated, weight, words.count(place.n), *chances))
    return headers, rows


def asymmetry_answer(found, plan) -> str:
    """What only hurts when poor, and what delights, of what has an effect at all (Markdown)."""
    idle = without_effect(plan)
    kinds = {
        kind: [one.name for one in found.attributes if one.kind == kind and one.name not in idle]
        for kind in (BASIC, PERFORMANCE, EXCITEMENT)
    }
    said = []
    if kinds[BASIC]:
        said.append(
            _("**Taken for granted**: {names}. Poor, it costs satisfaction; good, it earns little.").format(
                names=words.escape_markdown(names(kinds[BASIC]))
            )
        )
    if kinds[EXCITEMENT]:
        said.append(
            _("**Delights**: {names}. Good, it earns satisfaction; missing, it costs little.").format(
                names=words.escape_markdown(names(kinds[EXCITEMENT]))
            )
        )
    if kinds[PERFORMANCE]:
        said.append(_("**The better, the better**: {names}.").format(names=words.escape_markdown(names(kinds[PERFORMANCE]))))
    return " ".join(said) or _("Of no attribute it can be told yet whether poor hurts more than good delights.")


def asymmetry_table(found) -> tuple[list[str], list[tuple[str, ...]]]:
    """Penalties and rewards: headers, and finished rows."""
    kinds = {
        BASIC: _("taken for granted"),
        PERFORMANCE: _("the better, the better"),
        EXCITEMENT: _("delights"),
        TOO_FEW_LOW: _("too few rated it low"),
        TOO_FEW_HIGH: _("too few rated it high"),
    }
    headers = [_("Attribute"), _("Rated low"), _("goes with"), _("Rated high"), _("goes with"), _("Reading")]
    rows = [
        (
            one.name,
            words.count(one.low_n),
            _points(one.penalty, one.penalty_low, one.penalty_high),
            words.count(one.high_n),
            _points(one.reward, one.reward_low, one.reward_high),
            kinds.get(one.kind, _("can’t be told")),
        )
        for one in found.attributes
    ]
    return headers, rows


def _points(value, low, high) -> str:
    if value is None:
        return _("too few") if low is None else ""
    return f"{words.decimal(value, 2)} ({words.between(low, high, 2)})"


def who_said(name: str, side: str, known: int, n: int) -> str:
    """Whose list follows (Markdown)."""
    forms = {
        "worst": _("{known} of the {n} who gave “{name}” one of the two worst answers have an order and are listed."),
        "best": _("{known} of the {n} who gave “{name}” one of the two best answers have an order and are listed."),
        "neither": _("{known} of the {n} who gave “{name}” an answer in between have an order and are listed."),
    }
    return forms[side].format(known=words.count(known), n=words.count(n), name=words.escape_markdown(name))


def plan_made(result, drivers) -> list[tuple[str, str]]:
    """How the numbers were made: pairs of a term and its text."""
    level = words.share(result.level)
    made = [
        (_("Satisfied"), _("one of the two best answers of a scale of five, the best two tenths of a longer one; Wilson’s interval")),
        (_("Mean"), _("with an interval that stays within the scale, at {level}").format(level=level)),
        (_("Received less expected"), _("of the same people, performance minus expectation (Parasuraman and others, 1988)")),
    ]
    if drivers is not None:
        method = (
            _("the part of R² that an attribute carries, averaged over all orders (Lindeman, Merenda and Gold, 1980; Grömping, 2006)")
            if drivers.method == "lmg"
            else _("Johnson’s relative weights (2000), as there are more than twelve attributes")
        )
        made += [
            (_("Weight"), method),
            (
                _("Explained"),
                _("{share} of the differences in the overall answer, by {attributes} attributes, n\u00a0=\u00a0{n} complete ones").format(
                    share=words.share(drivers.r_squared), attributes=words.count(len(drivers.attributes)), n=words.count(drivers.n)
                ),
            ),
            (_("Intervals of weights"), _("customers drawn again {n} times").format(n=words.count(drivers.resamples))),
            (
                _("Fix first"),
                _("the effect with all other attributes held the same lies above 0 at 99\u00a0%, and it is rated lower than the others or "
                  "than expected by a quarter of a point at least"),
            ),
        ]  # fmt: skip
    few = [rated.name for rated in result.attributes if evidence.strength(rated.n) in ("none", "thin")]
    if few:
        made.append((_("Not ranked"), names(few)))
    return made
