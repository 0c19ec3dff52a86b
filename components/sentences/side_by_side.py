"""Estimate and truth side by side, in sentences: what is asked, what the page says, what is true, and whether its interval holds it."""

from __future__ import annotations

from analysis.side_by_side import Row, SideBySide
from components import words
from components.language import _, ngettext
from components.sentences import quiet_line
from components.sentences.stages import stage_name

#: Pages whose answers have no truth to be held against.
WITHOUT = ("ways", "loyalty", "partners", "whatif", "next_euro", "business_case", "compare", "calculator")


def page_name(page: str) -> str:
    """What the menu calls a page."""
    return {
        "overview": _("Overview"),
        "satisfaction": _("Satisfaction"),
        "answers": _("Answers"),
        "complaints": _("Complaints"),
        "employees": _("Employees"),
        "stages": _("Stages"),
        "ways": _("Ways"),
        "loyalty": _("Loyalty"),
        "partners": _("Partners"),
        "programmes": _("Programmes"),
        "retention": _("Retention"),
        "leaving": _("Leaving"),
        "money": _("Money"),
        "value": _("Value"),
        "whatif": _("What if"),
        "next_euro": _("Next euro"),
        "business_case": _("Business case"),
        "compare": _("Compare"),
        "calculator": _("Calculator"),
    }[page]


def truth_quiet(told, customers: int, *, company: str) -> str:
    """Which company, made how (Markdown)."""
    parts = [
        _("invented, seed {seed}").format(seed=words.escape_markdown(told.get("seed", ""))),
        _("n\u00a0=\u00a0{n}").format(n=words.count(customers)),
    ]
    changed = told.get("changed")
    if isinstance(changed, dict) and changed:
        parts.append(ngettext("{n}\u00a0parameter set", "{n}\u00a0parameters set", len(changed)).format(n=words.count(len(changed))))
    return quiet_line(parts, company=company)


def held_answer(found: SideBySide) -> str:
    """How many intervals hold the truth, how many should, and which don't (Markdown)."""
    if not found.scored:
        return _(
            "No page can give an interval here that could be held against the truth: the company is too small, or its truth too short."
        )
    said = ngettext(
        "**{held} of {n} interval holds the truth**; by their levels {expected} should.",
        "**{held} of {n} intervals hold the truth**; by their levels about {expected} should.",
        found.scored,
    ).format(held=words.count(found.held), n=words.count(found.scored), expected=words.count(round(found.expected)))
    missed = [row for row in found.rows if row.scored and not row.inside]
    if missed:
        named = "; ".join(f"{page_name(row.page)}, {words.escape_markdown(lower(asked(row)))}" for row in missed)
        said += " " + _("Missed: {what}.").format(what=named)
    return said


def held_meaning(found: SideBySide) -> str:
    """What one should make of a miss."""
    if not found.scored:
        return ""
    said = _(
        "One interval in twenty misses by chance, and another one with another seed. One that misses with every seed is wrong: that is a "
        "fault of the method, or something that it does not know of."
    )
    if any(row.page == "value" and row.scored and not row.inside for row in found.rows):
        said += " " + _(
            "What today’s customers will bring is reckoned from the year behind: a price rise, a season or a growing company makes the "
            "years ahead another matter, and no interval knows of it."
        )
    return said


def lower(text: str) -> str:
    """A text that begins within a line."""
    return text[:1].lower() + text[1:]


def asked(row: Row) -> str:
    """What is asked, as plain text."""
    forms = {
        "lost": _("Customers lost in {period}"),
        "weight": _("Satisfaction that goes with a point of {about}"),
        "answered": _("Mean satisfaction, as answered"),
        "weighted": _("Mean satisfaction, weighted to all customers"),
        "satisfaction": _("How many more order again who were satisfied"),
        "complaints": _("How many more order again whose complaint was settled soon"),
        "index": _("How employees see their work, 0 to 100"),
        "called": _("{stage}: have they really left for good?"),
        "again": _("{stage}: how many order again"),
        "programme": _("How many more come back because they joined"),
        "active": _("Customers who order in month {about}"),
        "second": _("Customers who order a second time within {about} days"),
        "brought": _("What a newcomer brings in the first {about} months"),
        "value": _("What today’s customers bring in {about} months"),
        "lever today": _("What it brings in {about} months, of today’s customers"),
        "lever together": _("The same, with those who are still to come"),
    }
    stage = stage_name(row.about) if row.page == "stages" else ""
    period = words.the_period(row.about, "month") if row.asked == "lost" else ""
    return forms[row.asked].format(about=row.about, stage=stage, period=period)


def asked_shortly(row: Row) -> str:
    """The same for the edge of a picture: the page, and as few words as tell one row from another."""
    forms = {
        "weight": _("a point of {about}"),
        "satisfaction": _("order again, satisfied or not"),
        "complaints": _("order again, settled soon or not"),
        "index": _("index of all questions"),
        "programme": _("come back because they joined"),
        "active": _("order in month {about}"),
        "second": _("order a second time"),
        "brought": _("a newcomer’s first {about} months"),
        "value": _("today’s customers, {about} months"),
    }
    return f"{page_name(row.page)}: {forms[row.asked].format(about=row.about) if row.asked in forms else lower(asked(row))}"


def estimate(row: Row, currency: str) -> str:
    """What the page says, with its interval and n."""
    if row.asked == "called":
        return _("{n} called so").format(n=words.count(row.n))
    said = _said(row, currency, row.value, row.low, row.high) if row.inside is not None else _said(row, currency, row.value)
    return said if row.asked == "lost" else _("{said}, n\u00a0=\u00a0{n}").format(said=said, n=words.count(row.n))


def truth(row: Row, currency: str) -> str:
    """What is true."""
    if row.asked == "called":
        return _("{share} have left").format(share=words.share(row.truth))
    if row.unit in ("share", "points") and row.inside is not None:  # as many decimals as the interval beside it has
        digits = words.digits_for(row.low, row.high)
        if row.unit == "share":
            return words.share(row.truth, digits=digits)
        return _("{n}\u00a0points").format(n=words.decimal(100 * row.truth, digits))
    return _said(row, currency, row.truth)


def _said(row: Row, currency: str, value: float, *ends: float) -> str:
    if row.unit == "share":
        return words.share(value, *ends)
    if row.unit == "points":
        return words.points(value, *ends)
    if row.unit == "people":
        return words.count(round(value))
    if row.unit == "money":
        shown = [words.money(round(one), currency, whole=True) for one in (value, *ends)]
        return shown[0] if not ends else _("{value} ({low}\u00a0to\u00a0{high})").format(value=shown[0], low=shown[1], high=shown[2])
    digits = 0 if row.unit == "hundred" else 2
    number = words.decimal(value, digits)
    return number if not ends else f"{number} ({words.between(*ends, digits)})"


def verdict(row: Row) -> str:
    """Whether the interval holds the truth; or why it does not mean to."""
    why = {
        "later": _("A rule that waits: it counts them four usual gaps later."),
        "who answers": _("Not meant to: only some answer, the satisfied more often."),
        "then": _("Not meant to: it says what was, the truth what comes."),
        "rule": _("A rule, and no estimate."),
    }
    if row.otherwise is not None:
        return why[row.otherwise]
    if row.inside is None:
        return ""
    return _("Held.") if row.inside else _("Missed.")


def side_table(found: SideBySide, currency: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """Headers and rows of plain text; the page stands beside its first row alone."""
    rows, before = [], ""
    for row in found.rows:
        page = page_name(row.page)
        rows.append((page if page != before else "", asked(row), estimate(row, currency), truth(row, currency), verdict(row)))
        before = page
    return [_("Page"), _("What is asked"), _("The page says"), _("In truth"), _("Does its interval hold it?")], rows


def lever_answer(found: SideBySide, driver: str, points: float) -> str:
    """Whether What if says of the driver what is true (Markdown)."""
    held = {row.asked: row.inside for row in found.rows}
    what = _("{points} points more of {driver}, from the day after the data on").format(
        points=words.decimal(points, 1), driver=words.escape_markdown(driver)
    )
    if not held:
        return _("{what}: *What if* can’t say here what that brings.").format(what=what)
    forms = {
        (True, True): _("{what}: both intervals of *What if* hold what it really brings."),
        (True, False): _(
            "{what}: of **today’s customers** the interval of *What if* holds what it really brings; **with those to come it does not**."
        ),
        (False, True): _(
            "{what}: with those to come the interval of *What if* holds what it really brings; of **today’s customers it does not**."
        ),
        (False, False): _("{what}: **neither interval** of *What if* holds what it really brings."),
    }
    return forms[held["lever today"], held["lever together"]].format(what=what)


def lever_note(found: SideBySide, worlds: int) -> str:
    """How the truth of a lever was made, and what to make of a miss (Markdown)."""
    said = _(
        "In truth: every life of {n} companies of this kind is lived twice with the same luck, once with the lever moved, and the mean of "
        "what they pay more is taken to this company’s size."
    ).format(n=words.count(worlds))
    if any(row.asked == "lever together" and row.truth > row.high for row in found.rows):
        said += " " + _("Here *What if* says too little once those to come count; we don’t know why yet.")
    return said


def without_table() -> tuple[list[str], list[tuple[str, str]]]:
    """Pages whose answers have no truth, and why."""
    why = {
        "ways": _("It counts ways through stages, and a stage is a rule: there is no other count that it could miss."),
        "loyalty": _("An index of signs of loyalty has no true value; nobody in the model is more or less loyal than by who leaves."),
        "partners": _("It counts organisations by what the files say of them."),
        "whatif": _("It answers a question about a lever: below, one can be moved in truth."),
        "next_euro": _("It rests on what you believe that money does, and no belief is planted here."),
        "business_case": _("It rests on the costs and goals that you say."),
        "compare": _("It sets your own scenarios side by side."),
        "calculator": _("It reckons with numbers that you give, and looks at no data."),
    }
    return [_("Page"), _("Why it has no truth")], [(page_name(page), why[page]) for page in WITHOUT]


def side_made() -> list[tuple[str, str]]:
    """How it was made."""
    return [
        (_("The page says"), _("each page’s own answer with its usual settings, for all customers")),
        (
            _("In truth"),
            _(
                "what was planted, where a number of the model is asked for; what a company of this kind shows in the long run, where a "
                "mean is; and what these very customers do, lived on for three years, where it is about them"
            ),
        ),
        (_("Held"), _("the truth lies within the interval; the level is that of the page, 95 % unless it says 90 %")),
        (
            _("Left out of the count"),
            _("rules, which estimate nothing, and intervals that are about something else than the truth beside them"),
        ),
        (_("Money"), _("what is paid, less the share that this company gives back; what is to come is discounted as on the page Value")),
    ]
