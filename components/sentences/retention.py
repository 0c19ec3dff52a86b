"""Who stays, in sentences: a result object in, Markdown out.

Only what the evidence carries is put into words: a share needs 30 customers, and an interval of at most 20
points, to be an answer; else the sentence says how many would be enough.
"""

from itertools import pairwise
from math import ceil

from babel.lists import format_list

from analysis import evidence
from components import words
from components.language import LOCALE, _

# An interval wider than this (a fraction) is no answer: ten points either way.
TOO_WIDE = 0.20
# The last age in a sentence has an interval of at most four points either way, where there is such an age.
CLOSE = 0.08
# And it rests on this part of those who have reached the first, where there is such an age.
SHARE_LEFT = 0.05
# What "enough" means in the sentence that says how many customers would do.
PINNED = 0.05
# The ages worth naming between the first and the last.
LANDMARKS = {"week": 13, "month": 6, "quarter": 4}


# So many rows of 26 pixels are a screen or so; their ages fit the page's width with their numbers.
ROWS = 36


def first_age(kind: str) -> int:
    """The first age with something to tell: in their own period all customers ordered, by definition."""
    return 0 if kind == "returned" else 1


def told(result) -> list:
    """The pooled ages that say something, in order."""
    return [point for point in result.pooled if point.age >= first_age(result.kind)]


def drawn_cohorts(result, rows: int | None = ROWS) -> list:
    """The cohorts of the triangle, oldest first: those with something to show, the newest of them."""
    first = first_age(result.kind)
    shown = [cohort for cohort in result.cohorts if any(cell.age >= first for cell in (*cohort.ages, *cohort.unknown, *cohort.unfinished))]
    return shown[-rows:] if rows else shown


def point_at(result, age: int):
    """The pooled point of one age, or nothing."""
    return next((point for point in result.pooled if point.age == age), None)


def too_few(result) -> bool:
    """Whether the customers are too few for a curve: the first age after the first order decides."""
    point = point_at(result, 1)
    if point is None or evidence.strength(point.at_risk) != "enough":
        return True
    return point.high - point.low > TOO_WIDE


def retention_answer(result) -> str:
    """Who stays, in one or two sentences."""
    if not result.customers:
        return _("Nobody here has a first order yet.")
    point = point_at(result, 1)
    if point is None or not point.at_risk:
        return _nothing_complete(result)
    if evidence.strength(point.at_risk) == "none":
        return _fewer_than_five(result)
    return _thin_answer(result, point) if too_few(result) else _whole_answer(result)


def _nothing_complete(result) -> str:
    """No cohort has a whole period behind it, or none long enough to tell "still here"."""
    people = words.customers(result.customers) if result.customers != 1 else _("the one customer")
    if result.kind == "still_here":
        return _("Too early to say: not enough time has passed for {customers} to tell a pause from a farewell.").format(customers=people)
    forms = {
        "week": _("Too early to say: there is no complete week yet behind the week in which {customers} first ordered."),
        "month": _("Too early to say: there is no complete month yet behind the month in which {customers} first ordered."),
        "quarter": _("Too early to say: there is no complete quarter yet behind the quarter in which {customers} first ordered."),
    }
    return forms[result.period].format(customers=people)


def _fewer_than_five(result) -> str:
    forms = {
        "week": _("Too few customers to say: fewer than five have a complete week behind them."),
        "month": _("Too few customers to say: fewer than five have a complete month behind them."),
        "quarter": _("Too few customers to say: fewer than five have a complete quarter behind them."),
    }
    return forms[result.period]


def _thin_answer(result, point) -> str:
    """What happened in plain counts, how far off it may be, and how many customers would settle it."""
    thin = evidence.strength(point.at_risk) == "thin"
    counted = _counted(result).format(k=words.count(point.retained), n=words.count(point.at_risk))
    if thin:
        said = _("Too few customers to say. {counted}.").format(counted=counted)
    else:
        said = _("Too few customers to say. {counted}: **{share}**, but it could be anything from {interval}.").format(
            counted=counted,
            share=words.share(point.rate),
            interval=words.between(100 * point.low, 100 * point.high),
        )
    enough = evidence.needed(point.rate, PINNED, result.level)
    would = _("About {n} would pin it to 5\u00a0points either way{pace}.").format(
        n=words.customers(enough), pace=_pace(result, point, enough)
    )
    return f"{said} {would}"


def _counted(result) -> str:
    """ "12 of 58 ordered again …", for each kind and period."""
    forms = {
        ("active", "week"): _("{k} of {n} ordered again in the week after their first order"),
        ("active", "month"): _("{k} of {n} ordered again in the month after their first order"),
        ("active", "quarter"): _("{k} of {n} ordered again in the quarter after their first order"),
        ("still_here", "week"): _("{k} of {n} ordered again in the week after their first order, or later"),
        ("still_here", "month"): _("{k} of {n} ordered again in the month after their first order, or later"),
        ("still_here", "quarter"): _("{k} of {n} ordered again in the quarter after their first order, or later"),
        ("returned", "week"): _("{k} of {n} were back by the end of the week after their first order"),
        ("returned", "month"): _("{k} of {n} were back by the end of the month after their first order"),
        ("returned", "quarter"): _("{k} of {n} were back by the end of the quarter after their first order"),
    }
    return forms[result.kind, result.period]


def _pace(result, point, enough: int) -> str:
    """How long it takes to have that many, as fast as they came so far."""
    missing = enough - point.at_risk
    if missing <= 0 or point.cohorts < 3:
        return ""
    more = ceil(missing * point.cohorts / point.at_risk)
    return _(": about {time} more at your pace, sooner with earlier orders").format(time=words.periods(more, result.period))


def _whole_answer(result) -> str:
    """The shares at the first age, a landmark and the last age that enough customers have reached."""
    chosen = worth_saying(result)
    base = _base(chosen)
    parts = [_at(result, point, base, opening=position == 0) for position, point in enumerate(chosen)]
    return _("Of {base} customers with a first order, {shares}.").format(base=words.count(base), shares=format_list(parts, locale=LOCALE))


def worth_saying(result) -> list:
    """Two to four pooled points worth a sentence, in order."""
    enough = [point for point in told(result) if evidence.strength(point.at_risk) == "enough"]
    # The last ages rest on the oldest cohorts alone: where these are few, or hardly anybody, an earlier age says more.
    least = SHARE_LEFT * enough[0].at_risk
    several = [point for point in enough if point.cohorts >= evidence.SEVERAL_COHORTS and point.at_risk >= least] or enough
    close = [point for point in several if point.high - point.low <= CLOSE]
    last = max(close[-1].age, 1) if close else 1
    enough = [point for point in enough if point.age <= last]
    wanted = {first_age(result.kind), 1, LANDMARKS[result.period], enough[-1].age}
    chosen = [point for point in enough if point.age in wanted]
    # A landmark just before the last age would say the same twice.
    return [point for point in chosen if point.age in (0, 1, enough[-1].age) or enough[-1].age - point.age > 2]


def _base(chosen) -> int:
    """Out of how many: 1,000 where the intervals, or the smallest share, would vanish in whole hundredths."""
    narrow = min(point.high - point.low for point in chosen) < 0.01
    small = any(0 < point.rate < 0.005 for point in chosen)
    return 1000 if narrow or small else 100


def _at(result, point, base: int, *, opening: bool) -> str:
    """One share of the sentence: "**22** (21 to 24) order in the next month"."""
    interval = words.between(base * point.low, base * point.high)
    number = f"**{words.decimal(base * point.rate, 0)}**{words.SPACE}({interval})"
    said = _same_period(result) if point.age == 0 else _later_period(result, point.age)
    verbs = {
        "active": _("{number} order {when}"),
        "still_here": _("{number} order {when}"),
        "returned": _("{number} are back {when}"),
    }
    form = verbs[result.kind] if opening else _("{number} {when}")
    return form.format(number=number, when=said)


def _same_period(result) -> str:
    forms = {
        "week": _("within the same week"),
        "month": _("within the same month"),
        "quarter": _("within the same quarter"),
    }
    return forms[result.period]


def _later_period(result, age: int) -> str:
    if age == 1:
        forms = {
            ("active", "week"): _("in the next week"),
            ("active", "month"): _("in the next month"),
            ("active", "quarter"): _("in the next quarter"),
            ("still_here", "week"): _("in the next week or later"),
            ("still_here", "month"): _("in the next month or later"),
            ("still_here", "quarter"): _("in the next quarter or later"),
            ("returned", "week"): _("by the end of the next week"),
            ("returned", "month"): _("by the end of the next month"),
            ("returned", "quarter"): _("by the end of the next quarter"),
        }
        return forms[result.kind, result.period]
    forms = {
        "active": _("in the {ordinal}"),
        "still_here": _("in the {ordinal} or later"),
        "returned": _("by the end of the {ordinal}"),
    }
    return forms[result.kind].format(ordinal=words.ordinal(age))


def retention_meaning(result) -> str:
    """What the curve says beside its shares; nothing where it says nothing for sure."""
    if too_few(result) or result.kind != "active":
        return ""
    enough = [point for point in told(result) if evidence.strength(point.at_risk) == "enough"]
    first, last = enough[0], enough[-1]
    steps = [earlier.rate - later.rate for earlier, later in pairwise(enough)]
    if 1 - first.high < max(steps, default=0):
        return ""
    forms = {
        "week": _("The step from the first order to the second costs most: {n} of 100 don’t order in the week after."),
        "month": _("The step from the first order to the second costs most: {n} of 100 don’t order in the month after."),
        "quarter": _("The step from the first order to the second costs most: {n} of 100 don’t order in the quarter after."),
    }
    said = forms[result.period].format(n=words.decimal(100 - round(100 * first.rate), 0))
    return f"{said} {_slope(result, first, last)}".strip()


def _slope(result, first, last) -> str:
    """How fast the share falls after the first step, where the fall is beyond chance."""
    if last.age - first.age < 3 or last.high >= first.low:
        return ""
    fall = (first.rate - last.rate) / (last.age - first.age)
    if fall < 0.005:
        forms = {
            "week": _("After that the share falls by less than a point a week."),
            "month": _("After that the share falls by less than a point a month."),
            "quarter": _("After that the share falls by less than a point a quarter."),
        }
        return forms[result.period]
    forms = {
        "week": _("After that the share falls by about {fall} a week."),
        "month": _("After that the share falls by about {fall} a month."),
        "quarter": _("After that the share falls by about {fall} a quarter."),
    }
    return forms[result.period].format(fall=words.points(fall))
