"""The answers in sentences: a result object in, Markdown out.

Only what the evidence carries is put into words: a share needs 30 customers, and an interval of at most 20
points, to be an answer; else the sentence says how many would be enough.
"""

from itertools import pairwise
from math import ceil

from babel.lists import format_list

from analysis import evidence
from components import words
from components.language import LOCALE, _, ngettext

# An interval wider than this (a fraction) is no answer: ten points either way.
TOO_WIDE = 0.20
# The last age in a sentence has an interval of at most four points either way, where there is such an age.
CLOSE = 0.08
# What "enough" means in the sentence that says how many customers would do.
PINNED = 0.05
# The ages worth naming between the first and the last.
LANDMARKS = {"week": 13, "month": 6, "quarter": 4}


# So many rows of 26 pixels are a screen or so; their ages fit the page's width with their numbers.
ROWS = 36


def first_age(kind: str) -> int:
    """The first age with something to tell: in their own first period all customers ordered, by definition."""
    return 0 if kind == "returned" else 1


def told(result) -> list:
    """The pooled ages that say something, in order."""
    return [point for point in result.pooled if point.age >= first_age(result.kind)]


def drawn_cohorts(result, rows: int | None = ROWS) -> list:
    """The cohorts of the triangle, oldest first: those with something to show, the newest of them."""
    first = first_age(result.kind)
    shown = [cohort for cohort in result.cohorts
             if any(cell.age >= first for cell in (*cohort.ages, *cohort.unknown, *cohort.unfinished))]  # fmt: skip
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
    people = words.customers(result.customers)
    if result.kind == "still_here":
        return _("Too early to say: for none of {customers} has enough time passed to tell "
                 "a pause from a farewell.").format(customers=people)  # fmt: skip
    forms = {
        "week": _("Too early to say: none of {customers} has a complete week behind the week of the first order."),
        "month": _("Too early to say: none of {customers} has a complete month behind the month of the first order."),
        "quarter": _("Too early to say: none of {customers} has a complete quarter behind the quarter of "
                     "the first order."),
    }  # fmt: skip
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
    return _(": about {time} more at your pace, sooner with earlier orders").format(
        time=words.periods(more, result.period)
    )


def _whole_answer(result) -> str:
    """The shares at the first age, a landmark and the last age that enough customers have reached."""
    chosen = _chosen(result)
    base = _base(chosen)
    parts = [_at(result, point, base, opening=position == 0) for position, point in enumerate(chosen)]
    return _("Of {base} customers with a first order, {shares}.").format(
        base=words.count(base), shares=format_list(parts, locale=LOCALE)
    )


def _chosen(result) -> list:
    """Two to four pooled points worth a sentence."""
    enough = [point for point in told(result) if evidence.strength(point.at_risk) == "enough"]
    # The last age rests on the oldest cohort alone: where it is vague, an earlier one says more.
    close = [point for point in enough if point.high - point.low <= CLOSE]
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
    number = f"**{words.decimal(base * point.rate, 0)}**{words.SPACE}({words.between(base * point.low, base * point.high)})"
    said = _same_period(result) if point.age == 0 else _later_period(result, point.age)
    verbs = {"active": _("{number} order {when}"), "still_here": _("{number} order {when}"),
             "returned": _("{number} are back {when}")}  # fmt: skip
    form = verbs[result.kind] if opening else _("{number} {when}")
    return form.format(number=number, when=said)


def _same_period(result) -> str:
    forms = {"week": _("within the same week"), "month": _("within the same month"),
             "quarter": _("within the same quarter")}  # fmt: skip
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
    forms = {"active": _("in the {ordinal}"), "still_here": _("in the {ordinal} or later"),
             "returned": _("by the end of the {ordinal}")}  # fmt: skip
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
        "month": _("The step from the first order to the second costs most: {n} of 100 don’t order in the month "
                   "after."),
        "quarter": _("The step from the first order to the second costs most: {n} of 100 don’t order in the "
                     "quarter after."),
    }  # fmt: skip
    said = forms[result.period].format(n=words.decimal(100 - round(100 * first.rate), 0))
    return f"{said} {_slope(result, first, last)}".strip()


def _slope(result, first, last) -> str:
    """How fast the share falls after the first step, where the fall is beyond chance."""
    if last.age - first.age < 3 or last.high >= first.low:
        return ""
    fall = (first.rate - last.rate) / (last.age - first.age)
    if fall < 0.005:
        forms = {"week": _("After that the share falls by less than a point a week."),
                 "month": _("After that the share falls by less than a point a month."),
                 "quarter": _("After that the share falls by less than a point a quarter.")}  # fmt: skip
        return forms[result.period]
    forms = {"week": _("After that the share falls by about {fall} a week."),
             "month": _("After that the share falls by about {fall} a month."),
             "quarter": _("After that the share falls by about {fall} a quarter.")}  # fmt: skip
    return forms[result.period].format(fall=words.points(fall))


def retention_quiet(result, *, company: str = "", filters: str = "") -> str:
    """The quiet line under the title, in Markdown; the company and the filters may hold any sign."""
    parts = [words.escape_markdown(company)] if company else []
    if result.cohorts:
        ends = (result.cohorts[0], result.cohorts[-1])
        first, last = (words.escape_markdown(words.the_period(end.cohort, result.period)) for end in ends)
        parts.append(_("first orders from {first} to {last}").format(first=first, last=last)
                     if first != last else _("first orders of {first}").format(first=first))  # fmt: skip
    parts.append(_("complete through {day}").format(day=words.day(result.as_of)))
    parts.append(words.escape_markdown(filters) if filters else _("all customers"))
    parts.append(_("n\u00a0=\u00a0{n}").format(n=words.count(result.customers)))
    return " · ".join(parts)


def curve_caption(result) -> str:
    """What the curve's marks mean, where they need it."""
    strengths = {evidence.strength(point.at_risk) for point in told(result)}
    said = []
    if too_few(result) and strengths - {"none"}:
        said.append(_("No line joins the points, since many different curves fit these intervals."))
    if "few" in strengths:
        said.append(_("Few: 10 to 29 customers."))
    if "thin" in strengths:
        said.append(_("Thin: 5 to 9."))
    if "none" in strengths:
        said.append(_("Fewer than five: no share."))
    return " ".join(said)


def triangle_caption(result, *, dark: bool, rows: int | None = ROWS) -> str:
    """What the triangle's cells mean, of the kinds of cell that it has."""
    first = first_age(result.kind)
    drawn = drawn_cohorts(result, rows)
    said = [_("Brighter is more.") if dark else _("Darker is more.")]
    if any(cell.age >= first for cohort in drawn for cell in cohort.unfinished):
        now = words.period_of(result.as_of, result.period)
        said.append(_("Dashed: {period} is not over, so far only.").format(period=now))
    if any(cell.age >= first for cohort in drawn for cell in cohort.unknown):
        said.append(_("Hatched: too recent to tell a pause from a farewell."))
    strengths = {evidence.strength(cohort.size) for cohort in drawn}
    if "few" in strengths:
        said.append(_("Rows with n from 10 to 29 rest on few customers."))
    if "thin" in strengths:
        said.append(_("Pale: 5 to 9 customers, one of them is more than ten points."))
    if "none" in strengths:
        said.append(_("<5: fewer than five customers, no share.").replace("<", "\\<"))
    said.append(_("Empty: not yet observed."))
    said.append(_nothing_yet(result, drawn))
    every = len(drawn_cohorts(result, None))
    if len(drawn) < every:
        said.append(_left_out(len(drawn), every))
    return " ".join(part for part in said if part)


def _nothing_yet(result, drawn) -> str:
    """The newest cohort, where it has no complete period after its own."""
    if not drawn or result.kind != "active":
        return ""
    newest = drawn[-1]
    if any(cell.age >= 1 for cell in newest.ages):
        return ""
    name = words.the_period(newest.cohort, result.period)
    forms = {"week": _("The newest cohort, {name}, has no complete week after it yet."),
             "month": _("The newest cohort, {name}, has no complete month after it yet."),
             "quarter": _("The newest cohort, {name}, has no complete quarter after it yet.")}  # fmt: skip
    return forms[result.period].format(name=words.escape_markdown(name))


def _left_out(drawn: int, every: int) -> str:
    return _("The newest {drawn} of {all} cohorts are drawn; the downloaded table has every one.").format(
        drawn=words.count(drawn), all=words.count(every)
    )


def retention_made(result) -> list[tuple[str, str]]:
    """How the retention numbers were made: pairs of a term and its text, for "How was this made?"."""
    kinds = {
        "active": _("a customer is retained at an age if there is a counted order in that very period"),
        "still_here": _("a customer is retained at an age if there is a counted order in that period or a later one; "
                        "an age counts only once four usual gaps have passed since its end"),
        "returned": _("a customer is retained at an age if there is a second day with a counted order by the end "
                      "of that period"),
    }  # fmt: skip
    level = words.share(result.level)
    return [
        (_("Cohort"), _("the customers whose first counted order ever lies in one period, before any filter")),
        (_("Age"), _("whole periods since that one; the period itself is age 0")),
        (_("Retained"), kinds[result.kind]),
        (_("Pooled share"), _("retained customers divided by customers at risk, both summed over the cohorts that "
                              "have reached the age: never the mean of the cohorts’ shares")),
        (_("Interval"), _("Wilson’s score interval at {level} (Wilson 1927)").format(level=level)),
        (_("n"), _("{customers} with a first order, complete through {day}").format(
            customers=words.customers(result.customers), day=words.day(result.as_of))),
        (_("Left out"), _("orders that name nobody, and orders that were cancelled, unpaid, drafts or tests")),
    ]  # fmt: skip


def bucket_answer(bucket, *, period: str | None = None) -> str:
    """How many were lost, and whether others made up for them.

    Parameters
    ----------
    bucket
        The leaky bucket of one stretch of time.
    period
        "week", "month" or "quarter" if the stretch is one of those whole; otherwise its days are named.
    """
    when = _when(bucket, period)
    if not bucket.at_start:
        return ngettext("There were no customers yet to lose {when}; there is **{n}** at its end.",
                        "There were no customers yet to lose {when}; there are **{n}** at its end.",
                        bucket.at_end).format(when=when, n=words.count(bucket.at_end))  # fmt: skip
    lost = ngettext("You lost **{lost}** of {start} customer {when}", "You lost **{lost}** of {start} customers {when}",
                    bucket.at_start).format(lost=words.count(bucket.lost), start=words.count(bucket.at_start),
                                            when=when)  # fmt: skip
    if evidence.strength(bucket.at_start) not in ("none", "thin"):
        said, _space, interval = words.share(bucket.lost_share, bucket.low, bucket.high).partition(" ")
        lost = f"{lost}, **{said}** {interval}"
    if evidence.strength(bucket.at_start) == "few":
        lost = f"{lost}; " + _("few customers, so a rough share")
    return f"{lost}. {_made_up(bucket)}"


def _when(bucket, period: str | None) -> str:
    if period is None:
        return _("from {first} to {last}").format(
            first=words.day(words.day_after(bucket.start)), last=words.day(bucket.end)
        )
    if period == "week":
        return _("in the week from {first} to {last}").format(
            first=words.day(words.day_after(bucket.start)), last=words.day(bucket.end)
        )
    return _("in {period}").format(period=words.period_of(bucket.end, period))


def _made_up(bucket) -> str:
    """The customers who came, and the sum of both."""
    new = ngettext("{n} new one", "{n} new ones", bucket.new).format(n=words.count(bucket.new))
    back = ngettext("{n} who came back", "{n} who came back", bucket.recovered).format(n=words.count(bucket.recovered))
    change = bucket.at_end - bucket.at_start
    texts = {"new": new, "back": back, "end": words.count(bucket.at_end), "change": words.count(abs(change))}
    if change > 0:
        form = _("{new} and {back} made up for them: **{end}** at the end, {change} more.")
    elif change < 0:
        form = _("{new} and {back} did not make up for them: **{end}** at the end, {change} fewer.")
    else:
        form = _("{new} and {back} made up for them exactly: **{end}** at the end.")
    return form.format(**texts)


def bucket_caption(bucket) -> str:
    """What the bands are, and when a customer counts as lost."""
    gap = round(bucket.usual_gap_days)
    days = ngettext("{n}\u00a0day", "{n}\u00a0days", gap).format(n=words.count(gap))
    said = _("The height of a band is its number of customers. A customer counts as lost once four usual gaps "
             "between orders have passed since the last one; over all customers the usual gap is {days}."
             ).format(days=days)  # fmt: skip
    if not bucket.came_and_went:
        return said
    between = ngettext("{n} more came and was lost again in between.", "{n} more came and were lost again in between.",
                       bucket.came_and_went).format(n=words.count(bucket.came_and_went))  # fmt: skip
    return f"{said} {between}"




def triangle_title(result) -> str:
    """The heading of the triangle."""
    return {"week": _("By week of first order"), "month": _("By month of first order"),
            "quarter": _("By quarter of first order")}[result.period]  # fmt: skip


def pooled_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The pooled curve as a table: headers, and finished rows; the share first, so that a phone shows it."""
    lengths = {"week": _("Week"), "month": _("Month"), "quarter": _("Quarter")}
    verb = {"active": _("Who ordered"), "still_here": _("Who were still here"), "returned": _("Who were back")}[result.kind]
    headers = [lengths[result.period], _("Share"), _("{level} interval").format(level=words.share(result.level)), verb,
               _("Customers at risk"), _("Cohorts")]  # fmt: skip
    rows = []
    for point in told(result):
        shown = evidence.strength(point.at_risk) != "none"
        share = words.share(point.rate, digits=1) if shown else _("fewer than 5")
        between = words.between(point.low * 100, point.high * 100, 1) if shown else ""
        rows.append((words.count(point.age), share, between, words.count(point.retained) if shown else "",
                     words.count(point.at_risk), words.count(point.cohorts)))  # fmt: skip
    return headers, rows


def behind(result, cohort: str, age: int, n: int, size: int, *, others: bool) -> str:
    """Who is listed: "77 of the 352 customers who first ordered in October 2025 ordered in month 3."."""
    kinds = {
        "active": (_("ordered in"), _("did not order in")),
        "still_here": (_("ordered in or after"), _("did not order in or after")),
        "returned": (_("had ordered again by the end of"), _("had not ordered again by the end of")),
    }
    when = words.age_name(age, result.period)
    return _("**{n}** of the {size} customers who first ordered in {cohort} {did} {when}.").format(
        n=words.count(n), size=words.count(size), cohort=words.period_name(cohort, result.period),
        did=kinds[result.kind][1 if others else 0], when=when[:1].lower() + when[1:])  # fmt: skip
