"""What a file can't decide by itself is asked, each time with a proposal; what is left open is said beside the button."""

from __future__ import annotations

from zoneinfo import available_timezones

import streamlit as st

from components import frame, words, workspace
from components.language import _, ngettext, translated
from components.seen import SCALES, Seen, key
from components.sentences import nouns, readings
from models.columns import SURVEY
from models.errors import DateOrderUndecided
from models.ingest import answers
from models.ingest.questions import unclear
from models.ingest.source import known_sources
from models.kinds import BY_KIND, KINDS

#: What a column's "how", the picture's caption or a question on the page says better.
SAID_ELSEWHERE = frozenset(
    {
        "the scale of “{}” is taken as {}",
        "the scale of “{}” is taken as {}: few answers, or none at its end",
        "the file names no currency: its amounts are kept as XXX until you name it",
        "several currencies: they are never added to one another",
    }
)


def questions(seen: Seen) -> None:
    """Ask what has to be, or had better be, answered of a table."""
    if isinstance(seen.refusal, DateOrderUndecided):
        _date_order(seen)
    if seen.twins is not None:
        _twins(seen)
    if seen.checked is not None and not seen.out:
        if _without_currency(seen) or seen.said.currency:
            _currency(seen)
        if _unclear_scales(seen) or seen.said.scale:
            _scale(seen)


def open_questions(seen: Seen) -> list[str]:
    """Say what a table leaves open, and what is taken for it meanwhile (Markdown)."""
    if seen.out:
        return []
    said = []
    if seen.asks:
        said.append(_("day or month first (it can’t be imported before that is said)"))
    if seen.checked is not None and _without_currency(seen):
        said.append(_("its currency (amounts are kept without one, as XXX, until you name it)"))
    number = len(_unclear_scales(seen))
    if number and seen.said.scale is None:
        said.append(
            ngettext(
                "the scale of {n} question (it is taken from its answers)",
                "the scale of {n} questions (they are taken from their answers)",
                number,
            ).format(n=words.count(number))
        )
    return said


def _date_order(seen: Seen) -> None:
    """Day or month first."""
    found = seen.refusal.found
    frame.meaning(_("Day or month first? There are {found}.").format(found=words.escape_markdown(translated(found))), key="ask")
    example = next(iter(getattr(found, "values", ())), "03/04/2026")
    with frame.controls("ask"):
        chosen = st.segmented_control(
            _("In {example}, the first number is").format(example=words.escape_markdown(example)),
            ["dmy", "mdy"],
            key="said-first",
            format_func={"dmy": _("the day"), "mdy": _("the month")}.__getitem__,
        )
    if chosen:
        # Kept under the other control's key: this one goes once it is answered, and its value with it.
        st.session_state[key(seen.place, "date-order")] = chosen
        st.session_state.pop("said-first", None)
        st.rerun()


def _twins(seen: Seen) -> None:
    """Two sheets of one kind: both, or the fuller one."""
    names = [
        _("{sheet} ({things})").format(sheet=words.escape_markdown(name), things=nouns.things(seen.kind, rows))
        for name, rows in zip(seen.twins.names, seen.twins.rows, strict=True)
    ]
    shared = seen.twins.shared
    proposal = (
        ngettext(
            "They share {n} of them, so the fuller sheet alone is proposed.",
            "They share {n} of them, so the fuller sheet alone is proposed.",
            shared,
        ).format(n=words.count(shared))
        if shared
        else _("They have none in common, so all of them are proposed.")
    )
    frame.meaning(
        _("These sheets of one workbook hold the same kind of table: {sheets}. {proposal} Leave out what you don’t mean.").format(
            sheets=nouns.together(names), proposal=proposal
        ),
        key="twins",
    )


def _without_currency(seen: Seen) -> bool:
    rows = seen.checked.frames[seen.checked.main]
    if "currency" not in rows.columns or not seen.reading.has("amount", "line_amount", "unit_price"):
        return False
    return bool((rows["currency"] == words.NO_CURRENCY).any())


def _currency(seen: Seen) -> None:
    with frame.controls("currency"):
        st.text_input(
            _("Which currency are its amounts in?"),
            key=key(seen.place, "currency"),
            max_chars=3,
            width=240,
            placeholder=_("such as EUR"),
            persist_state="session",
            help=_("The file names none. Until you do, amounts are kept as XXX, which is no currency: they are added to no others."),
        )


def _unclear_scales(seen: Seen) -> list[str]:
    if seen.checked is None:
        return []
    found = []
    for question in seen.reading.questions:
        value, _wrong = answers.values(seen.table.frame[question.header], question.low, question.high, reverse=question.reversed)
        if unclear(question, value):
            found.append(question.question)
    return found


def _scale(seen: Seen) -> None:
    """A scale that neither a header nor the answers make clear."""
    asked = _unclear_scales(seen)
    some = ", ".join(words.escape_markdown(f"“{text}”") for text in asked[:2])
    more = len(asked) - 2
    some += _(" and {n} more").format(n=words.count(more)) if more > 0 else ""
    if asked:
        frame.meaning(_("Nothing says on which scale {questions} was answered, and few answers tell.").format(questions=some), key="scale")
    with frame.controls("scale"):
        st.selectbox(
            _("Scale of questions that name none"),
            ["", *SCALES],
            key=key(seen.place, "scale"),
            format_func=lambda name: readings.scale_name(*SCALES[name]) if name else _("as their answers suggest"),
            persist_state="session",
            width=300,
        )


def options(seen: Seen) -> None:
    """Let the person say what the file doesn't: what it is, its shop, order of dates, time zone."""
    with st.popover(_("Read it differently"), icon=":material/tune:", key="differently"):
        kinds = {kind.name: nouns.table_title(kind.name) for kind in KINDS}
        sources = {source.name: translated(source.title) for source in known_sources()}
        titles = {"": _("as recognised"), **kinds, **sources}
        st.selectbox(_("What it is"), list(titles), key=key(seen.place, "source"), format_func=titles.__getitem__, persist_state="session")
        st.text_input(
            _("Shop that its numbers belong to"),
            key=key(seen.place, "shop"),
            persist_state="session",
            placeholder=seen.reading.shop if seen.reading else "",
            help=_("Name it where you have two shops of one kind: order 1001 of one never touches order 1001 of the other."),
        )
        if seen.kind == SURVEY and (seen.said.channel or not seen.reading.has("channel")):
            st.text_input(
                _("Channel that its answers came through"),
                key=key(seen.place, "channel"),
                persist_state="session",
                placeholder=_("such as point of sale, site, complaint box"),
                help=_("No column says it. Leave it empty where you don’t know."),
            )
        orders = {"": _("as the column says"), "dmy": _("day first"), "mdy": _("month first"), "ymd": _("year first")}
        st.selectbox(_("Dates"), list(orders), key=key(seen.place, "date-order"), format_func=orders.__getitem__, persist_state="session")
        if seen.checked is not None and not (_without_currency(seen) or seen.said.currency) and seen.reconciled.money:
            codes = {money.currency for money in seen.reconciled.money}
            frame.note(_("Currency: {codes}.").format(codes=", ".join(sorted(codes))), key="codes")
        zone = workspace.store().settings().zone
        if zone:
            frame.note(_("Times are in {zone}.").format(zone=words.escape_markdown(zone)), key="zone")
        elif workspace.current() is None:
            st.selectbox(
                _("Time zone of the workspace"),
                ["", *sorted(available_timezones())],
                key="said-zone",
                persist_state="session",
                format_func=lambda z: z or _("as the files’ clocks show"),
            )


def said_kind(seen: Seen) -> str | None:
    """Return what the person said that it is."""
    return seen.said.source if seen.said.source in BY_KIND else None
