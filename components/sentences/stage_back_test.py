"""Whether stages told who ordered again, in sentences."""

from collections.abc import Iterable, Sequence
from datetime import date

from analysis import evidence
from analysis.calendar import months_before
from analysis.stage_back_test import MONTHS, ORDER, Reading, Repurchase, StageBackTest, reading
from components import words
from components.exact import Said
from components.language import _
from components.sentences.stages import stage_name, stage_word, whom

#: From those who should order again most often down, as pictures and tables list them.
LISTED = ("loyalty", "maintenance", "capture", "recovered", "at_risk", "prospect", "abandoned")


def back_test_answer(rows: Sequence[Repurchase], *, level: float = 0.95) -> str:
    """Whether the stages of one day told who ordered again (Markdown).

    Parameters
    ----------
    rows : sequence of Repurchase
        Of that day.
    level : float
        Of their intervals.
    """
    if not rows:
        return _("**It can’t be told yet.** Too few had ordered twice by the day that would be tested; with a longer history it can be.")
    read = reading(rows, level=level)
    if len(read.compared) < 2:
        return _("**Too few to tell:** on {day} not even two stages had ten customers each.").format(day=words.day(rows[0].as_of))
    if read.upside_down:
        return _warning(rows, read)
    if not read.apart:
        return _("**It can’t be told yet:** no two stages differ beyond chance. {shares}").format(shares=_ends(rows, read))
    first = stage_word(read.compared[0])
    if not read.ties:
        return _("**Yes, in order from {first} down.** {shares}").format(first=first, shares=_ends(rows, read))
    form = (
        _("**Yes, in order from {first} down, with one tie:** {ties}. {shares}")
        if len(read.ties) == 1
        else _("**Roughly, from {first} down:** {ties}. {shares}")
    )
    return form.format(first=first, ties=_tied(read.ties), shares=_ends(rows, read))


def _warning(rows: Sequence[Repurchase], read: Reading) -> str:
    """The pair that is furthest upside down, and what follows from it."""
    found = {row.stage: row for row in rows}
    high, low = max(read.upside_down, key=lambda pair: found[pair[1]].rate - found[pair[0]].rate)
    form = _(
        "**Don’t rely on the stages here: they are upside down.** Of {low}, {low_share} ordered again, and of {high} only {high_share}. "
        "Try another usual cycle or other thresholds of the rule; until then look at the orders themselves."
    )
    return form.format(
        low=whom(low, found[low].n), low_share=_share(found[low]), high=whom(high, found[high].n), high_share=_share(found[high])
    )


def _ends(rows: Sequence[Repurchase], read: Reading) -> str:
    """The first and the last of those compared, with their shares."""
    first, last = ([row for row in rows if row.stage == stage][0] for stage in (read.compared[0], read.compared[-1]))
    return _("Of {first} on {day}, {first_share} ordered by {until}; of {last}, {last_share}.").format(
        first=whom(first.stage, first.n),
        last=whom(last.stage, last.n),
        first_share=_share(first),
        last_share=_share(last),
        day=words.day(first.as_of),
        until=words.day(first.until),
    )


def _share(row: Repurchase) -> str:
    few = _(" of few") if evidence.strength(row.n) == "few" else ""
    return words.share(row.rate, row.low, row.high) + few


def _tied(ties: Iterable[tuple[str, str]]) -> str:
    said = [_("{one} and {other}").format(one=stage_word(one), other=stage_word(other)) for one, other in ties]
    first = _("{pair} cannot be told apart").format(pair=said[0])
    return ", ".join([first, *(_("nor can {pair}").format(pair=pair) for pair in said[1:])])


def rests_on(said: str, n: int) -> str:
    """A number and on how many it rests, where there is little room.

    >>> rests_on("16 %", 12).replace(words.SPACE, " ")
    '16 %, n 12, few'
    """
    few = _(", few") if evidence.strength(n) == "few" else ""
    return _("{said}, n\u00a0{n}").format(said=said, n=words.count(n)) + few


def within(rows: Sequence[Repurchase]) -> str:
    """How long it was watched, such as "3 months"."""
    return watched(rows[0].as_of, rows[0].until)


def watched(day: date, until: date) -> str:
    """So many months of the calendar, or days.

    >>> until = date(2026, 9, 30)
    >>> [watched(day, until).replace(words.SPACE, " ") for day in (date(2026, 6, 30), date(2026, 9, 22))]
    ['3 months', '8 days']
    """
    months = next((months for months in MONTHS if months_before(until, months) == day), None)
    if months is not None:
        return words.periods(months, "month")
    days = (until - day).days
    return _("{n}\u00a0days").format(n=words.count(days))


def back_test_caption(rows: Sequence[Repurchase]) -> str:
    """What was tested, and which stages are not drawn (Markdown)."""
    if not rows:
        return ""
    n = {row.stage: row.n for row in rows}
    said = [
        _("Stages as they would have been shown on {day}, by the usual gap known by then. Of prospects it is the first order.").format(
            day=words.day(rows[0].as_of)
        )
    ]
    few = [stage_name(stage) for stage in LISTED if 0 < n.get(stage, 0) < evidence.NO_VALUE_BELOW]
    if few:
        said.append(_("Fewer than 5 customers, not shown: {stages}.").format(stages=", ".join(few)))
    none = [stage_name(stage) for stage in LISTED if stage in ORDER and stage not in n]
    if "capture" not in n:
        said.append(_("Capture is empty: by then there were no new customers."))
        none.remove(stage_name("capture"))
    if none:
        said.append(_("Nobody was in: {stages}.").format(stages=", ".join(none)))
    return " ".join(said)


def back_test_table(rows: Sequence[Repurchase]) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every stage, a column a day: headers, and finished rows."""
    days = sorted({row.as_of for row in rows}, reverse=True)
    found = {(row.stage, row.as_of): row for row in rows}
    listed = [stage for stage in LISTED if any((stage, day) in found for day in days)]
    return (
        [_("In the stage on"), *map(words.day, days)],
        [(stage_name(stage), *(_cell(found.get((stage, day))) for day in days)) for stage in listed],
    )


def _cell(row: Repurchase | None) -> str:
    if row is None:
        return _("nobody")
    if evidence.strength(row.n) == "none":
        return _("fewer than 5")
    share = words.share(row.rate, row.low, row.high)
    return Said(rests_on(share, row.n), share.exact)


def _listed(rows: Iterable[Repurchase]) -> list[Repurchase]:
    return sorted(rows, key=lambda row: (-row.as_of.toordinal(), LISTED.index(row.stage)))


def back_test_earlier(days: Sequence[Sequence[Repurchase]], *, level: float = 0.95) -> str:
    """Whether the order held on earlier days too (Markdown); each day's rows, the latest first."""
    told = [reading(rows, level=level) for rows in days]
    told = [read for read in told if len(read.compared) > 1]
    if not told:
        return ""
    bad = sum(bool(read.upside_down) for read in told)
    if not bad:
        return _("Each time as long. On none of the {n} days tested was a pair of stages surely upside down.").format(
            n=words.count(len(told))
        )
    return _("Each time as long. On {bad} of the {n} days tested a pair of stages was surely upside down.").format(
        bad=words.count(bad), n=words.count(len(told))
    )


def back_test_made(result: StageBackTest, *, level: float = 0.95) -> list[tuple[str, str]]:
    """How the test was made: terms and texts."""
    made = [
        (
            _("What was asked"),
            _(
                "Everybody’s stage on an earlier day, by what was known by then: orders, contacts and cancellations up to that day, and "
                "the usual gap of the gaps that had closed. Then, who ordered again by the end of the stretch."
            ),
        ),
        (
            _("How long"),
            _("The shortest of 1, 3, 6 and 12 months that the usual gap of {days} days fits into.").format(
                days=words.count(round(result.population_gap_days))
            ),
        ),
        (_("Interval"), _("Wilson’s, at {level}.").format(level=words.share(level))),
        (
            _("In order"),
            _(
                "Each two stages from loyalty over maintenance, capture and at risk to abandoned, of ten customers or more, are compared "
                "by Newcombe’s interval, all of them together by Benjamini and Hochberg. Neighbours that chance cannot tell apart are "
                "a tie. Recovered and prospects stand outside."
            ),
        ),
        (
            _("Why that day’s own gap"),
            _(
                "Long gaps close late, so the usual gap grows with the history. With today’s gap the past would know what nobody knew "
                "then; all else on this page shows both days by today’s."
            ),
        ),
        (_("Left out"), _("People who were not known yet on that day.")),
    ]
    return made


def back_test_data(rows: Sequence[Repurchase]) -> tuple[tuple[str, ...], list[tuple]]:
    """The numbers behind the picture."""
    headers = (_("Stage"), _("Stage on"), _("Ordered by"), _("Customers"), _("Ordered again"), _("Share"), _("low"), _("high"))
    return headers, [
        (stage_name(row.stage), row.as_of, row.until, row.n, row.repurchased, row.rate, row.low, row.high) for row in _listed(rows)
    ]
