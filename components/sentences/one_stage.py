"""One stage beside all other customers, in sentences."""

from collections.abc import Sequence

from analysis import evidence
from analysis.moves import OUTSIDE, PLACES
from analysis.one_stage import SHARE, Figure, Measure, Moved, OneStage
from components import words
from components.language import _, ngettext
from components.sentences import amounts
from components.sentences.stage_back_test import watched
from components.sentences.stages import stage_name, stage_word, whom

#: So many stages that people came from, and so many differences, are named one by one.
MOST = 3


def stage_answer(result: OneStage, month: OneStage) -> str:
    """How many are in it, and who came and left, also in the last month alone (Markdown)."""
    if not result.customers and not result.before:
        return _("**Nobody is in it**, now or on {day}.").format(day=words.day(result.since))
    parts = [_here(result), _came(result), _left(result)]
    if month.since != result.since:
        parts.append(_of_month(month))
    return " ".join(parts)


def _of_month(month: OneStage) -> str:
    came, left = len(month.who_entered), len(month.who_left)
    if not came and not left:
        return _("In the last month nobody did either.")
    return _("In the last month alone {came} came in and {left} left.").format(came=words.count(came), left=words.count(left))


def _here(result: OneStage) -> str:
    """How many are in it, beside how many were."""
    change = result.customers - result.before
    if not change:
        changed = _("as many as on {day}")
    elif change > 0:
        changed = ngettext("{n} more than on {day}", "{n} more than on {day}", change)
    else:
        changed = ngettext("{n} fewer than on {day}", "{n} fewer than on {day}", -change)
    return _("**{who}**, {changed}.").format(
        who=_("{whom} now").format(whom=whom(result.stage, result.customers)),
        changed=changed.format(n=words.count(abs(change)), day=words.day(result.since)),
    )


def _came(result: OneStage) -> str:
    n = len(result.who_entered)
    if not n:
        return _("Nobody came in.")
    if len(result.entered) == 1:
        one = result.entered[0]
        if one.stage == PLACES[OUTSIDE]:
            form = ngettext("{n} came in, new.", "{n} came in, all of them new.", n)
        else:
            form = ngettext("{n} came in, from {stage}.", "{n} came in, all from {stage}.", n)
        return form.format(n=words.count(n), stage=_word(one))
    return _("{n} came in: {parts}.").format(n=words.count(n), parts=_parts(result.entered, _from))


def _left(result: OneStage) -> str:
    n = len(result.who_left)
    if not n:
        return _("Nobody left.")
    if len(result.left) == 1:
        one = result.left[0]
        if one.stage == PLACES[OUTSIDE]:
            form = _("{n} left, not heard of since.")
        else:
            form = ngettext("{n} left, to {stage}.", "{n} left, all to {stage}.", n)
        return form.format(n=words.count(n), stage=_word(one))
    return _("{n} left: {parts}.").format(n=words.count(n), parts=_parts(result.left, _to))


def _parts(moved: Sequence[Moved], named) -> str:
    """The commonest, and what is left of all."""
    # One more is named in the place of "1 other".
    shown = moved if len(moved) == MOST + 1 else moved[:MOST]
    rest = sum(one.customers for one in moved[len(shown) :])
    said = [named(one) for one in shown]
    if rest:
        said.append(_("{n} others").format(n=words.count(rest)))
    return ", ".join(said)


def _from(one: Moved) -> str:
    form = _("{n} new") if one.stage == PLACES[OUTSIDE] else _("{n} from {stage}")
    return form.format(n=words.count(one.customers), stage=_word(one))


def _to(one: Moved) -> str:
    form = _("{n} not heard of since") if one.stage == PLACES[OUTSIDE] else _("{n} to {stage}")
    return form.format(n=words.count(one.customers), stage=_word(one))


def _word(one: Moved) -> str:
    return "" if one.stage == PLACES[OUTSIDE] else stage_word(one.stage)


def stage_meaning(result: OneStage) -> str:
    """In what they surely differ from all other customers (Markdown)."""
    if evidence.strength(result.customers) in ("none", "thin"):
        return _("Too few to be compared with the others.")
    sure = [_clause(one, result) for one in result.measures if one.sure]
    if not sure:
        return _("In none of what follows do they surely differ from all other customers.")
    said = [_("**Unlike all other customers**, beyond chance: {clauses}.").format(clauses="; ".join(sure[:MOST]))]
    if len(sure) > MOST:
        said.append(_("The other lines in bold differ too."))
    return " ".join(said)


def _more_orders(result: OneStage) -> list[str]:
    """What goes along with more orders, and is nothing of the people's own."""
    said = []
    if _more(result, "brought"):
        if _more(result, "complained"):
            said.append(_("Who orders more has more to complain of."))
        if _more(result, "member"):
            said.append(_("Who orders more has more occasions to join."))
    return said


def _more(result: OneStage, name: str) -> bool:
    found = result.measure(name)
    return found is not None and found.sure and found.difference > 0


def _clause(one: Measure, result: OneStage) -> str:
    """One difference, such as "40 % against 7 % ordered again"."""
    forms = {
        "again": _("{inside} of those in it on {day} ordered again within {time}, against {others}"),
        "brought": _("they brought {inside} each in twelve months, against {others}"),
        "satisfied": _("{inside} are satisfied, against {others}"),
        "complained": _("{inside} complained within twelve months, against {others}"),
        "member": _("{inside} are in a programme, against {others}"),
        "came": _("those in it on {day} have brought {inside} each since, against {others}"),
    }
    return forms[one.name].format(
        inside=figure(one.inside, one, result.currency, few=True),
        others=figure(one.others, one, result.currency, few=True, interval=False),
        day="" if one.day is None else words.day(one.day),
        time="" if one.day is None else watched(one.day, result.as_of),
    )


def figure(one: Figure, measure: Measure, currency: str, *, interval: bool = True, few: bool = False) -> str:
    """A share or an amount, with its interval unless it is not wanted."""
    if measure.kind == SHARE:
        said = words.share(one.value, one.low, one.high) if interval else words.share(one.value)
    else:
        said = amounts.ranged(one.value, one.low, one.high, currency) if interval else amounts.each(round(one.value), currency)
    return said + (_(" (few)") if few and evidence.strength(one.n) == "few" else "")


def measure_name(measure: Measure, result: OneStage) -> str:
    """What a measure is called where there is little room."""
    return {
        "again": _("Ordered within {time}"),
        "brought": _("Brought in 12 months"),
        "satisfied": _("Satisfied"),
        "complained": _("Complained in 12 months"),
        "member": _("In a programme"),
        "came": _("Brought in the year after"),
    }[measure.name].format(time="" if measure.day is None else watched(measure.day, result.as_of))


def measure_of(measure: Measure, result: OneStage) -> str:
    """Of whom or what it is a share or a sum, to stand under its name."""
    day = "" if measure.day is None else words.day(measure.day)
    return {
        "again": _("% of those in it on {day}"),
        "brought": _("revenue a customer"),
        "satisfied": _("% of those who answered"),
        "complained": _("% of customers"),
        "member": _("% of customers"),
        "came": _("each, by those in it on {day}"),
    }[measure.name].format(day=day)


def stage_caption(result: OneStage) -> str:
    """How the picture is read, and how old the answers are (Markdown)."""
    said = [
        _("Filled: {stage}; hollow: all other customers. Every line has its own scale, from 0; bars are {level} intervals.").format(
            stage=stage_word(result.stage), level=words.share(result.level)
        )
    ]
    if result.answers_age_days is not None:
        days = round(result.answers_age_days)
        said.append(_("Half of the answers are older than {days}.").format(days=_days(days)))
    before = [f"“{measure_name(one, result)}”" for one in result.measures if one.day is not None]
    if before:
        form = _("Of those who were in it on an earlier day tell {lines}: what those of today will do nobody knows.")
        said.append(form.format(lines=_(" and ").join(before)))
    said += _more_orders(result)
    missing = [name for name, measure in _missing().items() if result.measure(measure) is None]
    if missing:
        said.append(_("No file tells yet of: {missing}.").format(missing=", ".join(missing)))
    return " ".join(said)


def _missing() -> dict[str, str]:
    return {_("satisfaction"): "satisfied", _("complaints"): "complained", _("programmes"): "member"}


def _days(days: int) -> str:
    return ngettext("{n}\u00a0day", "{n}\u00a0days", days).format(n=words.count(days))


def stage_table(result: OneStage) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every measure: headers, and finished rows; what five customers can't carry is withheld."""
    headers = [
        _("Measure"),
        _("of whom"),
        stage_name(result.stage),
        _("n"),
        _("All other customers"),
        _("n"),
        _("Difference"),
        _("Reading"),
    ]
    return headers, [_row(one, result) for one in result.measures]


def _row(one: Measure, result: OneStage) -> tuple[str, ...]:
    sides = [value for side in (one.inside, one.others) for value in _cells(side, one, result.currency)]
    shown = all(side is not None and evidence.strength(side.n) != "none" for side in (one.inside, one.others))
    difference = _difference(one, result.currency) if shown and one.difference is not None else ""
    reading = "" if not difference else _("differ") if one.sure else _("may be chance")
    return measure_name(one, result), measure_of(one, result), *sides, difference, reading


def _cells(side: Figure | None, one: Measure, currency: str) -> tuple[str, str]:
    if side is None:
        return _("not known"), ""
    if evidence.strength(side.n) == "none":
        return _("fewer than 5"), ""
    return figure(side, one, currency), words.count(side.n)


def _difference(one: Measure, currency: str) -> str:
    if one.kind == SHARE:
        return words.points(one.difference, one.low, one.high)
    return amounts.ranged(one.difference, one.low, one.high, currency)


def stage_data(result: OneStage) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture."""
    headers = (
        *(_("Measure"), _("Unit"), _("Stage"), _("low"), _("high"), _("n"), _("All others"), _("low"), _("high"), _("n")),
        *(_("Difference"), _("low"), _("high")),
    )
    rows = []
    for one in result.measures:
        sides = [value for side in (one.inside, one.others) for value in _plain(side)]
        unit = _("share") if one.kind == SHARE else _("minor units of {currency}").format(currency=result.currency)
        rows.append((measure_name(one, result), unit, *sides, one.difference, one.low, one.high))
    return headers, rows


def _plain(side: Figure | None) -> tuple:
    return (None,) * 4 if side is None else (side.value, side.low, side.high, side.n)


def stage_made(result: OneStage) -> list[tuple[str, str]]:
    """How it was made: terms and texts."""
    return [
        (
            _("All other customers"),
            _("Everybody in another stage who has ordered, the abandoned among them: {n}. Prospects are no customers yet.").format(
                n=words.count(result.others)
            ),
        ),
        (
            _("Ordered again"),
            _("Of those in the stage on the day named, by that day’s own usual gap: the test of the stages, this one against the others."),
        ),
        (
            _("Revenue"),
            _("Orders less refunds, in {currency} alone, from {first} to {last}; interval of the logarithm of the mean.").format(
                currency=result.currency, first=words.day(words.day_after(result.year_ago)), last=words.day(result.as_of)
            ),
        ),
        (
            _("Value to come"),
            _("Stood in for by what those who were in the stage twelve months ago have brought since: no forecast for those of today."),
        ),
        (_("Satisfied"), _("The last answer of each, if it was one of the two best: 4 or 5 of 5, 9 or 10 of 10.")),
        (_("Complained"), _("Who opened a complaint in those twelve months. Who came within the year had less time for it.")),
        (_("In a programme"), _("Joined by {day}, and not left by then.").format(day=words.day(result.as_of))),
        (_("Came in, left"), _("By the usual gap of {day} on both days, as all moves on this page.").format(day=words.day(result.as_of))),
        (
            _("Beyond chance"),
            _("Newcombe’s interval of a difference of shares, Zou and Donner’s of amounts; all together by Benjamini and Hochberg."),
        ),
        (_("What it is not"), _("How people in the stage differ, not what the stage does to them.")),
    ]
