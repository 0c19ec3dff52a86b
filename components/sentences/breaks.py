"""What departs from the rest, in sentences: how much, since when, what it looks like, and what it can't be told apart from."""

from babel.lists import format_list

from components import words
from components.language import LOCALE, _, ngettext
from components.sentences.who import field_name, who_are

LETTERS = "ABCDEFGHIJ"


def lettered(result) -> list[tuple[str, object]]:
    """Every break with its letter, by which the picture marks it."""
    return list(zip(LETTERS, result.found, strict=False))


def breaks_answer(result) -> str:
    """Where nothing was found: that, and what it does not mean; "" where something was (Markdown)."""
    if result.found:
        return ""
    if not result.looked_at:
        return _("Too early to say: that needs two cohorts of 30 customers that have been here for some months.")
    return ngettext(
        "Nothing departs from the rest beyond chance: {n} comparison was made. That doesn’t mean that all are alike.",
        "Nothing departs from the rest beyond chance: {n} comparisons were made. That doesn’t mean that all are alike.",
        result.looked_at,
    ).format(n=words.count(result.looked_at))


def break_sentence(result, one) -> str:
    """What departs, and by how much (Markdown, data values escaped)."""
    less = one.size < 0
    ends = (-one.high, -one.low) if less else (one.low, one.high)
    forms = {
        ("cohort", True): _("Customers who first bought {period} order less than others at the same ages: {points} less."),
        ("cohort", False): _("Customers who first bought {period} order more than others at the same ages: {points} more."),
        ("month", True): _("In {begin} fewer ordered than their ages would lead one to expect: {points} less."),
        ("month", False): _("In {begin} more ordered than their ages would lead one to expect: {points} more."),
        ("step", True): _("From {begin} on fewer order than before at the same ages: {points} less."),
        ("step", False): _("From {begin} on more order than before at the same ages: {points} more."),
        ("turn", True): _("From {begin} on ever fewer order: by now on average {points} less than the course before would say."),
        ("turn", False): _("From {begin} on ever more order: by now on average {points} more than the course before would say."),
        ("segment", True): _("Customers {who} order less than the others of their cohorts: {points} less."),
        ("segment", False): _("Customers {who} order more than the others of their cohorts: {points} more."),
    }
    return forms[one.shape, less].format(
        points=words.points(abs(one.size), *ends),
        period=_when(result, one.first, one.last),
        begin=_period(result, one.first),
        who=who_are(one.field, one.value) if one.field else "",
    )


def _period(result, label: str | None) -> str:
    return words.escape_markdown(words.the_period(label, result.period)) if label else ""


def _when(result, first: str | None, last: str | None) -> str:
    """ "in October 2024", or "from October 2024 to December 2024"."""
    form = _("in {first}") if first == last else _("from {first} to {last}")
    return form.format(first=_period(result, first), last=_period(result, last))


def break_evidence(result, one) -> str:
    """What the sentence rests on, what it looks like, and what else it could be (Markdown)."""
    parts = [_shares(result, one), _suspicion(result, one), _begin(result, one), _otherwise(result, one)]
    return " ".join(part for part in parts if part)


def _shares(result, one) -> str:
    digits = words.digits_for(one.low, one.high)
    share, expected = (words.share(value, digits=digits) for value in (one.share, one.expected))
    forms = {
        ("cohort", "month"): _("In an average month {share} of them ordered, in place of {expected}."),
        ("cohort", "quarter"): _("In an average quarter {share} of them ordered, in place of {expected}."),
        ("month", "month"): _("It was {share} in place of {expected}."),
        ("month", "quarter"): _("It was {share} in place of {expected}."),
        ("on", "month"): _("In an average month since then {share} ordered, in place of {expected}."),
        ("on", "quarter"): _("In an average quarter since then {share} ordered, in place of {expected}."),
    }
    shape = {"segment": "cohort", "step": "on", "turn": "on"}.get(one.shape, one.shape)
    said = forms[shape, result.period].format(share=share, expected=expected)
    return _("{said} n\u00a0=\u00a0{n}.").format(said=said, n=words.count(one.n))


def _suspicion(result, one) -> str:
    forms = {
        "cohort": _("It looks like a cohort effect: at the same time the others order as usual."),
        "month": _("It looks like a calendar effect: it shows whatever the cohort and the age."),
        "step": _("It looks like a calendar effect: it shows whatever the cohort and the age. Its cause may lie earlier: {late}."),
        "turn": _("It looks like a calendar effect: it grows whatever the cohort and the age. Its cause may lie earlier: {late}."),
        "segment": _("“{field}” is associated with it and need not be the cause."),
    }
    late = _("who stays away is missed only when the next order is due")
    said = forms[one.shape].format(field=field_name(one.field) if one.field else "", late=late)
    if one.may_be_season:
        said += " " + _("It may be a season: with less than two whole years nobody can tell.")
    return said


def _begin(result, one) -> str:
    if one.earliest == one.latest:
        return ""
    return _("It may have begun at any time from {first} to {last}.").format(
        first=_period(result, one.earliest), last=_period(result, one.latest)
    )


def _otherwise(result, one) -> str:
    if not one.instead:
        return ""
    return _("The same numbers could come from {others}: the data can’t tell which.").format(
        others=format_list([_other(result, other) for other in one.instead], "or", locale=LOCALE)
    )


def _other(result, other) -> str:
    forms = {
        ("cohort", True): _("customers who first bought {period} and order more"),
        ("cohort", False): _("customers who first bought {period} and order less"),
        ("month", True): _("a better {name}"),
        ("month", False): _("a worse {name}"),
        ("step", True): _("more orders from {begin} on"),
        ("step", False): _("fewer orders from {begin} on"),
        ("turn", True): _("a slow rise from {begin} on"),
        ("turn", False): _("a slow fall from {begin} on"),
    }
    name = words.escape_markdown(words.period_name(other.first, result.period))
    period = _when(result, other.first, other.last)
    return forms[other.shape, other.more].format(period=period, begin=_period(result, other.first), name=name)


def break_link(one) -> str:
    """Where a break leads."""
    forms = {"cohort": _("Its curve and its customers"), "segment": _("Compare them with the others")}
    return forms.get(one.kind, "")


def seasons_sentence(result) -> str:
    """What comes back every year (Markdown); "" where nothing is known of it."""
    if not result.seasons:
        return ""
    more = [_part(result, season) for season in result.seasons if season.size > 0]
    fewer = [_part(result, season) for season in result.seasons if season.size < 0]
    forms = {
        (True, True): _("Every year more order in {more}, and fewer in {fewer}: a season, no break."),
        (True, False): _("Every year more order in {more}: a season, no break."),
        (False, True): _("Every year fewer order in {fewer}: a season, no break."),
    }
    listed = (format_list(parts, locale=LOCALE) for parts in (more, fewer))
    said = forms[bool(more), bool(fewer)].format(**dict(zip(("more", "fewer"), listed, strict=True)))
    most = max(result.seasons, key=lambda season: abs(season.size))
    less = most.size < 0
    ends = (-most.high, -most.low) if less else (most.low, most.high)
    way = _("below") if less else _("above")
    return _("{said} {part} stands out most, {points} {way} the year’s mean; n\u00a0=\u00a0{n}.").format(
        said=said,
        part=words.capital(_part(result, most)),
        points=words.points(abs(most.size), *ends),
        way=way,
        n=words.count(most.n),
    )


def _part(result, season) -> str:
    return words.part_of_year(season.number, result.period)


def breaks_untold(result) -> str:
    """What can't be told apart here, whatever the data (Markdown)."""
    if result.view is None:
        return ""
    forms = {
        "month": _("A steady drift of the cohorts and a steady drift of the months look the same here: {drift}."),
        "quarter": _("A steady drift of the cohorts and a steady drift of the quarters look the same here: {drift}."),
    }
    return forms[result.period].format(drift=_drift(result))


def _drift(result) -> str:
    drift = result.drift
    if drift is None or not drift.beyond_chance:
        return _("none is seen beyond chance")
    less = drift.size < 0
    ends = (-drift.high, -drift.low) if less else (drift.low, drift.high)
    forms = {
        True: _("together they fall by {points} a year, and no data can say which of the two it is"),
        False: _("together they rise by {points} a year, and no data can say which of the two it is"),
    }
    return forms[less].format(points=words.points(abs(drift.size), *ends))


def breaks_caption(result) -> str:
    """In what it was looked for, and how often chance would show something (Markdown)."""
    if result.view is None:
        return ""
    forms = {
        "month": _("Looked at: who ordered in each month after that of the first order, {first} to {last}, n\u00a0=\u00a0{n}."),
        "quarter": _("Looked at: who ordered in each quarter after that of the first order, {first} to {last}, n\u00a0=\u00a0{n}."),
    }
    first, last = _period(result, result.first), _period(result, result.last)
    said = forms[result.period].format(first=first, last=last, n=words.count(result.customers))
    chance = ngettext(
        "Of a hundred companies in which nothing departs, {n} would show something all the same.",
        "Of a hundred companies in which nothing departs, {n} would show something all the same.",
        round(100 * result.q),
    ).format(n=words.count(round(100 * result.q)))
    return f"{said} {chance}"


def marks_caption(result, period: str) -> str:
    """What the letters and outlines in the triangle are; "" where there are none."""
    if result is None or result.period != period:
        return ""
    marked = [(letter, one) for letter, one in lettered(result) if one.kind != "segment"]
    outlined = [letter for letter, one in marked if one.shape in ("cohort", "month")]
    stepped = [letter for letter, one in marked if one.shape in ("step", "turn")]
    parts = []
    if outlined:
        parts.append(_("Outlined, {letters}: what departs from the rest.").format(letters=format_list(outlined, locale=LOCALE)))
    if stepped:
        parts.append(_("Stepped line, {letters}: where a lasting change begins.").format(letters=format_list(stepped, locale=LOCALE)))
    return " ".join(parts)


def view_caption(result) -> str:
    """How to read the three panels (Markdown)."""
    level = words.share(result.level)
    return _(
        "Ages as counted. Months and cohorts: points above or below the straight line through all of them, because a steady rise of "
        "the one could be the other’s; the season is in the months. Whiskers: {level} intervals, of customers, not of months; cut where "
        "they leave the picture."
    ).format(level=level)


def breaks_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """The breaks as a table: headers, and finished rows."""
    interval = _("{level} interval").format(level=words.share(result.level))
    headers = [_("Break"), _("What"), _("From"), _("To"), _("Difference, points"), interval, _("n"), _("p, adjusted")]
    kinds = {
        "cohort": _("cohort"),
        "month": _("one month") if result.period == "month" else _("one quarter"),
        "step": _("another level"),
        "turn": _("another slope"),
    }
    rows = []
    for letter, one in lettered(result):
        what = kinds.get(one.shape) or f"{field_name(one.field)}: {one.value or _('(none)')}"
        first, last = (words.period_short(label, result.period) if label else "" for label in (one.first, one.last))
        p = _("under 0.001") if one.adjusted_p < 0.001 else words.decimal(one.adjusted_p, 3)
        size, between = words.decimal(100 * one.size, 1), words.between(100 * one.low, 100 * one.high, 1)
        rows.append((letter, what, first, last, size, between, words.count(one.n), p))
    return headers, rows


def breaks_made(result) -> list[tuple[str, str]]:
    """How the breaks were looked for."""
    return [
        (
            _("Looked for"),
            _(
                "cohorts, alone or up to three months of them together; single months; from a month on another level, or another slope; "
                "customers with one value of a field known at the first order; each with 30 customers or more"
            ),
        ),
        (
            _("Model"),
            _(
                "logistic: every age, one drift, the season where there are two whole years, and a level of their own for the cohorts of "
                "the quarter in which the data begin; of segments, the others of the same cohorts"
            ),
        ),
        (
            _("Chance"),
            _(
                "the months of one customer are alike, and weighed so (generalised estimating equations); p-values adjusted by Benjamini "
                "and Hochberg over {n}; the surest first, the others again given that one"
            ).format(n=ngettext("{n} comparison", "{n} comparisons", result.looked_at).format(n=words.count(result.looked_at))),
        ),
        (
            _("Can’t be told apart"),
            _("what can stand in a break’s place so that nothing beyond chance is left of it; an age is the calendar less the cohort"),
        ),
        (_("Left out"), _("the unfinished period; ages that only one cohort has reached; cohorts older than the newest sixty")),
    ]
