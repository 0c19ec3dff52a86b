"""The funnel in sentences: of those who entered a stage, which way the others left it, and after how long; and who comes to loyalty."""

from __future__ import annotations

from analysis import evidence
from analysis.spells import DIRECTIONS
from analysis.stages import AT_RISK, CAPTURE, LOYALTY
from components import words
from components.language import _, ngettext
from components.sentences.moves import within
from components.sentences.stages import stage_name
from components.sentences.ways import span
from components.sentences.who import group_name, who_are

ENTERED, NOW = "entered", "now"
COHORT = ""


def became_name(became: str, stage: str = "") -> str:
    """What became of those who entered a stage.

    >>> became_name("out"), became_name("out", "prospect"), became_name("now")
    ('Out: abandoned', 'Out: no longer in touch', 'Still there')
    """
    if (became, stage) == ("out", "prospect"):
        return _("Out: no longer in touch")
    known = {
        ENTERED: _("Ever entered"),
        NOW: _("Still there"),
        "up": _("Up: deeper"),
        "down": _("Down: to at risk"),
        "out": _("Out: abandoned"),
        "back": _("Back: active again"),
    }
    return known[became]


def time_words(time) -> str:
    """Days with their interval: "28 days (26 to 31)"; an end that nobody has reached yet is left open.

    >>> from analysis.survival import Time
    >>> [time_words(Time(days=28, low=26, high=high)).replace(words.SPACE, " ") for high in (31, None)]
    ['28 days (26 to 31)', '28 days (26 or more)']
    """
    if time.days is None:
        return _("not half yet")
    said = ngettext("{n}\u00a0day", "{n}\u00a0days", time.days).format(n=words.count(time.days))
    if time.low is None:
        return said
    if time.high is None:
        return _("{days} ({low}\u00a0or\u00a0more)").format(days=said, low=words.count(time.low))
    return _("{days} ({ends})").format(days=said, ends=words.between(time.low, time.high))


def told(stay) -> bool:
    """Whether something may be said of a stage."""
    return evidence.strength(stay.entered) in ("few", "enough")


def exit_named(stay, name: str):
    """One direction of a stage."""
    return stay.left[DIRECTIONS.index(name)]


def funnel_answer(result) -> str:
    """What became of those who ordered first, of those at risk, and of those in loyalty."""
    capture, at_risk, loyalty = (result.stages[place] for place in (CAPTURE, AT_RISK, LOYALTY))
    if not told(capture) and not told(at_risk):
        return _("Too few customers have entered a stage to say which way they left it: that takes ten, better thirty.")
    return " ".join(part for part in (_first(capture), _risk(at_risk), _loyal(loyalty)) if part)


def _few(stay) -> str:
    return _(" (few)") if evidence.strength(stay.entered) == "few" else ""


def _first(stay) -> str:
    up = exit_named(stay, "up")
    if not told(stay) or up.share is None:
        return ""
    said = _("**Of {n}{few} who ordered for the first time, {share} order again before they come to be at risk**").format(
        n=words.count(stay.entered), few=_few(stay), share=words.share(up.share, up.low, up.high)
    )
    return said + (_(", half of these within {time}.").format(time=time_words(up.after)) if up.ended >= evidence.THIN_BELOW else ".")


def _risk(stay) -> str:
    back, out = exit_named(stay, "back"), exit_named(stay, "out")
    if not told(stay) or back.share is None:
        return ""
    times = ngettext("the {n} time", "the {n} times", stay.entered).format(n=words.count(stay.entered))
    if not back.ended:
        none = _("Of {times}{few} that somebody came to be at risk, {now} go on, and none that is over ended with another order.")
        return none.format(times=times, few=_few(stay), now=words.count(stay.now))
    said = _("Of {times}{few} that somebody came to be at risk, {out} end in abandonment and {back} with another order").format(
        times=times, few=_few(stay), out=words.share(out.share, out.low, out.high), back=words.share(back.share, back.low, back.high)
    )
    return said + (_(", half of these within {time}.").format(time=time_words(back.after)) if back.ended >= evidence.THIN_BELOW else ".")


def _loyal(stay) -> str:
    if not told(stay):
        return ""
    if stay.median.days is None:
        return _("Of the {n}{few} times that somebody reached loyalty, more than half have held so far.").format(
            n=words.count(stay.entered), few=_few(stay)
        )
    return _("Of the {n}{few} times that somebody reached loyalty, half held for {time}.").format(
        n=words.count(stay.entered), few=_few(stay), time=time_words(stay.median)
    )


def funnel_caption(result) -> str:
    """What the bars are, what is incomplete, and which times are the rule's own."""
    said = [
        _("Hatched: still there, so that the end is not known; they count for as long as they have been there, never as “did not”."),
        _("Shares: of all who entered, within {span} of it, {level} intervals.").format(
            span=span(result.horizon_days), level=words.share(result.level)
        ),
    ]
    shorter = [stay for stay in result.stages if stay.entered and stay.horizon_days < result.horizon_days]
    if shorter:
        names = "; ".join(_("{stage}: within {span}").format(stage=within(stay.stage), span=span(stay.horizon_days)) for stay in shorter)
        said.append(_("Nobody could be watched for so long in: {names}.").format(names=names))
    said.append(
        _("Down and out come when the rule says so, after so many usual gaps of silence; up and back are the customers’ own doing.")
    )
    if result.since is not None:
        said.append(_("Only who entered since {day}.").format(day=words.day(result.since)))
    return " ".join(said)


def funnel_table(result) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every stage as a row a direction: how often, the share within the horizon, half after."""
    headers = [_("Stage"), _("What became of them"), _("Times"), _("Share within the time"), _("Half of these within")]
    rows = []
    for stay in result.stages:
        if not stay.entered:
            continue
        shown = evidence.strength(stay.entered) != "none"
        people = ngettext("{n} person", "{n} people", stay.customers).format(n=words.count(stay.customers))
        rows.append((stage_name(stay.stage), _("Entered, {people}").format(people=people), words.count(stay.entered), "", ""))
        rows.append((stage_name(stay.stage), became_name(NOW), words.count(stay.now), "", ""))
        for one in stay.left:
            if one.ended:
                known = shown and one.share is not None
                share = words.share(one.share, one.low, one.high) if known else _("not known yet") if shown else _("fewer than 5")
                after = time_words(one.after) if known and one.ended >= evidence.NO_VALUE_BELOW else ""
                rows.append((stage_name(stay.stage), became_name(one.name, stay.stage), words.count(one.ended), share, after))
        if shown:
            left = words.count(stay.entered - stay.now)
            rows.append((stage_name(stay.stage), _("Left, whichever way"), left, "", time_words(stay.median)))
    return headers, rows


def people_of_stage(n: int, stage: str, became: str, result) -> str:
    """Who is listed."""
    count = ngettext("**{n}** person", "**{n}** people", n).format(n=words.count(n))
    since = "" if result.since is None else " " + _("(since {day})").format(day=words.day(result.since))
    forms = {
        ENTERED: _("{people} ever entered “{stage}”{since}."),
        NOW: _("{people} entered “{stage}”{since} and are there on {day}."),
        "up": _("{people} ever left “{stage}” upwards{since}."),
        "down": _("{people} ever left “{stage}” and came to be at risk{since}."),
        "out": _("{people} ever left “{stage}” as abandoned{since}."),
        "back": _("{people} ever left “{stage}” and came back{since}."),
    }
    return forms[became].format(people=count, stage=stage_name(stage), since=since, day=words.day(result.as_of))


def part_name(part, field: str) -> str:
    """What a part is called; not escaped."""
    return words.period_short(part.value, "quarter") if field == COHORT else group_name(field, part.value)


def parts_answer(result, field: str) -> str:
    """Which part differs most from which in how many come to loyalty, and who can't be told of yet."""
    parts = result.parts
    known = [part for part in parts if not part.so_far and evidence.strength(part.counted) in ("few", "enough")]
    time = span(result.horizon_days)
    if not known:
        return _("Too few here have been followed for {span} since the first order: the shares are “so far”.").format(span=time)
    if not result.apart:
        alike = _("Among those followed for long enough, no two groups can be told apart in how many reach loyalty within {span}.")
        return alike.format(span=time) if len(known) > 1 else ""
    pair = result.apart[0]
    first, second = parts[pair.first], parts[pair.second]
    said = _("**Of {n} customers {first}, {share} reached loyalty within {span} of their first order; of {m} {second}, {other}.**").format(
        first=_who(first, field), second=_who(second, field), n=words.count(first.counted), m=words.count(second.counted), span=time,
        share=words.share(first.share, first.low, first.high), other=words.share(second.share, second.low, second.high),
    )  # fmt: skip
    points, more = words.points(pair.difference, pair.low, pair.high), len(result.apart)
    form = ngettext(
        "A difference of {points}, beyond chance.", "A difference of {points}, beyond chance, and the largest of {more} such.", more
    )  # fmt: skip
    return f"{said} {form.format(points=points, more=words.count(more))}"


def _who(part, field: str) -> str:
    """Which customers a part is, to stand after "customers"."""
    if field == COHORT:
        return _("who first ordered in {period}").format(period=words.the_period(part.value, "quarter"))
    return _("of all others") if part.value is None else who_are(field, part.value)


def parts_caption(result) -> str:
    """What is hollow, and why an older part has no more time."""
    said = [
        _("Everybody has the same time, {span} from the first order, so that an older group has no head start.").format(
            span=span(result.horizon_days)
        )
    ]
    if any(part.so_far for part in result.parts):
        said.append(_("Hollow: nobody there has been followed for so long; their share is “so far” and will rise."))
    if any(not part.so_far and not part.complete and part.customers for part in result.parts):
        said.append(_("Where only some have been followed for so long, only these are counted."))
    if any(evidence.strength(part.counted) == "none" for part in result.parts):
        said.append(_("Where nothing is drawn, fewer than five are counted."))
    if any(evidence.strength(part.counted) == "thin" for part in result.parts):
        said.append(_("Pale: 5 to 9 customers."))
    return " ".join(said)


def parts_table(result, field: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """Every part as a row: who came to loyalty, and what became of those who entered one stage."""
    stage = within(result.part_stage)
    headers = [
        _("Group"), _("Customers"), _("Counted"), _("Reached loyalty"), _("Entered {stage}").format(stage=stage), _("Up or back"),
        _("Half of these within"), _("Half left within"),
    ]  # fmt: skip
    rows = []
    for part in result.parts:
        share = _("fewer than 5")
        if evidence.strength(part.counted) != "none":
            share = words.share(part.share, part.low, part.high) + (" " + _("so far") if part.so_far else "")
        stay, better = part.stay, part.stay.better
        enough = evidence.strength(stay.entered) != "none"
        rows.append(
            (
                part_name(part, field), words.count(part.customers), words.count(part.counted), share, words.count(stay.entered),
                words.share(better.share, better.low, better.high) if enough and better.share is not None else "",
                time_words(better.after) if enough and better.ended >= evidence.NO_VALUE_BELOW and better.after.days is not None else "",
                time_words(stay.median) if enough else "",
            )
        )  # fmt: skip
    return headers, rows


def funnel_made(result) -> list[tuple[str, str]]:
    """How the funnel was made."""
    return [
        (
            _("A time in a stage"),
            _("from the day on which somebody entered it to the day before they left; whoever came back counts again"),
        ),
        (
            _("Up and down"),
            _(
                "up: deeper, from prospect over capture, recovered and maintenance to loyalty; down: to at risk; out: to abandoned, of "
                "prospects no longer in touch; back: an order or a contact after having been at risk or away"
            ),
        ),
        (
            _("Nobody is lost"),
            _("all who entered a stage are still there, or left it up, down, out or back; those there are those of the picture above"),
        ),
        (
            _("Share"),
            _(
                "by Aalen and Johansen: of all who entered, how many leave so within {span}; who is still there counts for as long as that"
            ).format(span=span(result.horizon_days)),
        ),
        (_("Half within"), _("of those who leave so, half have done it by then; Kaplan and Meier’s median for all ways together")),
        (
            _("Interval"),
            _(
                "{level}; Wilson’s, of as many as would give the share its variance; of days by Woodruff. Times of one and the same "
                "person are taken for independent"
            ).format(level=words.share(result.level)),
        ),
    ]
