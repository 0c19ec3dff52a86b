"""What stands beside the retention pictures: the quiet line, captions, the table, how it was made."""

from collections.abc import Iterable
from datetime import date

from analysis import evidence
from components import words
from components.language import _
from components.sentences.breaks import marks_caption
from components.sentences.retention import ROWS, drawn_cohorts, first_age, told, too_few


def retention_quiet(result, *, company: str = "", filters: str = "") -> str:
    """The quiet line under the title, in Markdown; the company and the filters may hold any sign."""
    which = ""
    if result.cohorts:
        ends = (result.cohorts[0], result.cohorts[-1])
        first, last = (words.escape_markdown(words.the_period(end.cohort, result.period)) for end in ends)
        which = (
            _("first orders from {first} to {last}").format(first=first, last=last)
            if first != last
            else _("first orders of {first}").format(first=first)
        )
    return customers_quiet(result.customers, as_of=result.as_of, company=company, filters=filters, which=which)


def customers_quiet(n: int, *, as_of: date, company: str = "", filters: str = "", which: str = "") -> str:
    """The quiet line of a page about customers, in Markdown: which they are, through which day, how many.

    >>> print(customers_quiet(1204, as_of=date(2026, 9, 30), filters="Channel: web").replace(words.SPACE, " "))
    Complete through 30 September 2026 · Channel\\: web · n = 1,204
    """
    parts = [which, _("complete through {day}").format(day=words.day(as_of))]
    parts += [words.escape_markdown(filters) if filters else _("all customers"), _("n\u00a0=\u00a0{n}").format(n=words.count(n))]
    return quiet_line(parts, company=company)


def quiet_line(parts: Iterable[str], *, company: str = "") -> str:
    """The line under a page's title, of parts in Markdown; the company, which may hold any sign, stands in front.

    >>> quiet_line(["complete through today", "", "n = 3"], company="A*B"), quiet_line(["complete through today"])
    ('A\\\\*B · complete through today · n = 3', 'Complete through today')
    """
    line = " · ".join(part for part in (words.escape_markdown(company) if company else "", *parts) if part)
    return line if company else words.capital(line)


def curve_caption(result, ahead=None) -> str:
    """What the curve's marks mean, where they need it; `ahead` is how it is projected."""
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
    if ahead is not None:
        said.append(
            _(
                "Dashed: what a model expects, if it holds; how it did some time ago is told below. The fan begins as wide as the last "
                "ages’ intervals and never narrows."
            )
        )
    return " ".join(said)


def triangle_caption(result, *, dark: bool, rows: int | None = ROWS, breaks=None) -> str:
    """What the triangle's cells and marks mean, of the kinds that it has."""
    first = first_age(result.kind)
    drawn = drawn_cohorts(result, rows)
    said = [_("Brighter is more.") if dark else _("Darker is more."), marks_caption(breaks, result.period)]
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
    forms = {
        "week": _("The newest cohort, {name}, has no complete week after it yet."),
        "month": _("The newest cohort, {name}, has no complete month after it yet."),
        "quarter": _("The newest cohort, {name}, has no complete quarter after it yet."),
    }
    return forms[result.period].format(name=words.escape_markdown(name))


def _left_out(drawn: int, every: int) -> str:
    return _("The newest {drawn} of {all} cohorts are drawn; the downloaded table has every one.").format(
        drawn=words.count(drawn), all=words.count(every)
    )


def retention_made(result) -> list[tuple[str, str]]:
    """How the retention numbers were made: pairs of a term and its text, for "How was this made?"."""
    kinds = {
        "active": _("a customer is retained at an age if there is a counted order in that very period"),
        "still_here": _(
            "a customer is retained at an age if there is a counted order in that period or a later one; "
            "an age counts only once four usual gaps have passed since its end"
        ),
        "returned": _("a customer is retained at an age if there is a second day with a counted order by the end of that period"),
    }
    level = words.share(result.level)
    return [
        (
            _("Cohort"),
            _("the customers whose first counted order ever lies in one period, before any filter"),
        ),
        (_("Age"), _("whole periods since that one; the period itself is age 0")),
        (_("Retained"), kinds[result.kind]),
        (
            _("Pooled share"),
            _(
                "retained customers divided by customers at risk, both summed over the cohorts that "
                "have reached the age: never the mean of the cohorts’ shares"
            ),
        ),
        (_("Interval"), _("Wilson’s score interval at {level} (Wilson 1927)").format(level=level)),
        (
            _("n"),
            _("{customers} with a first order, complete through {day}").format(
                customers=words.customers(result.customers), day=words.day(result.as_of)
            ),
        ),
        (
            _("Left out"),
            _("orders that name nobody, and orders that were cancelled, unpaid, drafts or tests"),
        ),
    ]


def triangle_title(result) -> str:
    """The heading of the triangle."""
    return {
        "week": _("By week of first order"),
        "month": _("By month of first order"),
        "quarter": _("By quarter of first order"),
    }[result.period]


def pooled_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The pooled curve as a table: headers, and finished rows; the share first, so that a phone shows it."""
    lengths = {"week": _("Week"), "month": _("Month"), "quarter": _("Quarter")}
    verb = {
        "active": _("Who ordered"),
        "still_here": _("Who were still here"),
        "returned": _("Who were back"),
    }[result.kind]
    headers = [
        lengths[result.period],
        _("Share"),
        _("{level} interval").format(level=words.share(result.level)),
        verb,
        _("Customers at risk"),
        _("Cohorts"),
    ]
    rows = []
    for point in told(result):
        shown = evidence.strength(point.at_risk) != "none"
        share = words.share(point.rate, digits=1) if shown else _("fewer than 5")
        between = words.between(point.low * 100, point.high * 100, 1) if shown else ""
        rows.append(
            (
                words.count(point.age),
                share,
                between,
                words.count(point.retained) if shown else "",
                words.count(point.at_risk),
                words.count(point.cohorts),
            )
        )
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
        n=words.count(n),
        size=words.count(size),
        cohort=words.period_name(cohort, result.period),
        did=kinds[result.kind][1 if others else 0],
        when=when[:1].lower() + when[1:],
    )
