"""What the files that wait are taken for, said and shown before anything is stored; each part can be corrected."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from components import asking, attributes, frame, mapping, ruled, tofix, words, workspace
from components.charts import reconciliation as charts
from components.language import _, ngettext, translated
from components.seen import Brought, Seen, key
from components.sentences import importing
from models.attributes import Known
from models.errors import DateOrderUndecided
from models.ingest.reading import Asked, Told
from models.ingest.told import audience_of, over

SHOWN_ALIKE = 2  # warnings of one kind that are said in full


def page(found: list[Seen], waiting: Brought) -> str | None:
    """Show what the tables are taken for.

    Returns
    -------
    {"store", "away", None}
        What the person chose: to store those that are ready, to put everything away.
    """
    ruled.style()
    with frame.page(_("Is this what you meant to bring?"), name="data", whole=False) as head:
        head.say(quiet=_quiet(found, waiting))
        if len(found) == 1:
            return _alone(found[0], head)
        head.say(answer=importing.all_together(found))
        with frame.controls("store"):
            pressed = _store_button(found)
            pressed = _away_button(_("Not these files")) or pressed
        _open(found)
        seen = _choice(found)
        with st.container(key="answer-table"):
            if seen.checked is not None:
                st.markdown(importing.answer(seen))
            elif seen.table is not None or seen.refusal is not None:
                st.markdown(f"**{words.escape_markdown(seen.name)}**")
        _table(seen, several=True)
        return pressed


def _quiet(found: list[Seen], waiting: Brought) -> str:
    parts = [words.escape_markdown(workspace.called())] if workspace.called() else []
    if len(waiting.files) == 1:
        parts.append(words.escape_markdown(waiting.files[0].name))
    else:
        parts.append(ngettext("{n} file", "{n} files", len(waiting.files)).format(n=words.count(len(waiting.files))))
    rows = sum(seen.table.rows for seen in found if seen.table is not None)
    size = importing.size(waiting.size)
    parts.append(ngettext("{size}, {n} row", "{size}, {n} rows", rows).format(size=size, n=words.count(rows)) if rows else size)
    return " · ".join([*parts, _("nothing is stored yet")])


def _alone(seen: Seen, head: frame.Head) -> str | None:
    """One table: the whole page is about it."""
    if seen.checked is None:
        pressed = _table(seen, several=False)
        return pressed
    head.say(answer=importing.answer(seen))
    return _table(seen, several=False)


def _store_button(found: list[Seen]) -> str | None:
    ready = [seen for seen in found if seen.ready]
    anything = any(seen.compared.anything for seen in ready)
    name = importing.button(ready) if ready else _("Nothing can be imported yet")
    return "store" if st.button(name, type="primary", key="store", disabled=not anything) else None


def _away_button(label: str) -> str | None:
    return "away" if st.button(label, type="tertiary", key="not-this") else None


def _open(found: list[Seen]) -> None:
    """Say once, near the button, what is still open."""
    said = []
    for seen in found:
        name = f"**{words.escape_markdown(seen.name)}**: " if len(found) > 1 else ""
        said += [name + text for text in asking.open_questions(seen)]
    refused = [f"**{words.escape_markdown(seen.name)}**" for seen in found if importing.refused_now(seen)]
    if said:
        frame.note(_("Still open: {questions}.").format(questions="; ".join(said)), key="open")
    if refused and len(found) > 1:
        frame.note(_("Not imported, because it can’t be read: {names}. The others don’t wait for it.").format(names=", ".join(refused)),
                   key="refused")  # fmt: skip


def _choice(found: list[Seen]) -> Seen:
    """Let the person look at one of several tables."""
    by = {seen.place: seen for seen in found}
    if st.session_state.get("said-table") not in by:
        first = next((seen for seen in found if seen.asks), found[0])
        st.session_state["said-table"] = first.place
    chosen = st.pills(
        _("Look at"), list(by), format_func=lambda place: importing.title_of(by[place]), key="said-table", required=True,
        label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    return by.get(chosen, found[0])


def _table(seen: Seen, *, several: bool) -> str | None:
    """Show one table: why it is taken for that, where its money and rows go, how its columns are read, what is to be fixed."""
    pressed = None
    if seen.refusal is not None:
        asking.questions(seen)
        if not isinstance(seen.refusal, DateOrderUndecided):  # that is a question, not an error
            frame.problem(found=seen.refusal.found, needed=seen.refusal.needed, do=words.capital(translated(seen.refusal.do)))
        with frame.controls("table"):
            if not several and st.button(_("Choose another file"), key="another"):
                pressed = "away"
            if seen.table is not None:
                asking.options(seen)
            if several:
                _leave_out(seen)
        if seen.table is not None:
            mapping.section(seen)
        return pressed
    frame.note(importing.because(seen.reading, asking.said_kind(seen)), key="because")
    with frame.controls("table" if several else "store"):
        if not several:
            pressed = _store_button([seen])
        if seen.checked.bad:
            tofix.download(seen)
        asking.options(seen)
        if several:
            _leave_out(seen)
        else:
            pressed = _away_button(_("Not this file")) or pressed
    if not several:
        _open([seen])
    asking.questions(seen)
    _warnings(seen)
    _pictures(seen)
    mapping.section(seen)
    _asked(seen)
    if seen.checked.bad:
        tofix.section(seen)
    return pressed


def _asked(seen: Seen) -> None:
    """Let the person name and group what a survey asks about."""
    whom = audience_of(seen.kind)
    rated = [
        Known(asked=(whom, one.question), name=one.name, role=one.role, group=one.group)
        for one in seen.reading.questions
        if one.aspect == "performance"
    ]
    if not rated:
        return
    frame.section(
        _("What it asks about"),
        quiet=_("Groups are suggested from the words of each question; change what is wrong, and later files that ask it follow."),
        key="asked",
    )
    said = attributes.editor(rated, key=f"asked-{seen.place}")
    if said:
        _keep_said(seen, said)
        st.rerun()


def _keep_said(seen: Seen, said: dict[Asked, Told]) -> None:
    """Keep what was said of questions with the rest that was said of the file."""
    told = dict(st.session_state.get(key(seen.place, "told"), {}))
    read = dict(st.session_state.get(key(seen.place, "mapping"), {}))
    by = {one.question: one for one in seen.reading.questions if one.aspect == "performance"}
    for asked, now in said.items():
        if now.role:  # what a column tells is said of the column, in the other table too
            question = by[asked[1]]
            read[question.header] = {"attribute": "rating_reversed" if question.reversed else "rating"}.get(now.role, now.role)
        told[asked] = over(told.get(asked), replace(now, role=None))
    st.session_state[key(seen.place, "told")], st.session_state[key(seen.place, "mapping")] = told, read


def _leave_out(seen: Seen) -> None:
    label = _("Bring this one too") if seen.out else _("Leave this one out")
    if st.button(label, type="tertiary", key=f"out-{seen.place}"):
        st.session_state[key(seen.place, "out")] = not seen.out
        st.rerun()


def _warnings(seen: Seen) -> None:
    """Say what the person should know; of many alike, the first."""
    alike: dict[str, list[str]] = {}
    for warning in seen.checked.warnings:
        template = getattr(warning, "template", warning)
        if template not in asking.SAID_ELSEWHERE:
            alike.setdefault(template, []).append(warning)
    lines = []
    for several in alike.values():
        lines += [words.escape_markdown(words.capital(translated(warning))) for warning in several[:SHOWN_ALIKE]]
        more = len(several) - SHOWN_ALIKE
        if more > 0:
            lines[-1] += ngettext("; and {n} more like it", "; and {n} more like it", more).format(n=words.count(more))
    if lines:
        frame.note("\n".join(f"- {line}." for line in lines), key="warnings")
    for money in seen.reconciled.money:
        if money.unexplained:
            amount = words.escape_markdown(words.money(money.unexplained, money.currency))
            st.warning(
                _("{amount} of the money in the file is not explained: Rapport can’t say where it goes. Please tell its makers.").format(
                    amount=amount
                )
            )


def _pictures(seen: Seen) -> None:
    """Where the money goes, and where the rows go."""
    result = seen.reconciled
    if result.money:
        chosen = result.money[0]
        if len(result.money) > 1:
            codes = {money.currency: money for money in result.money}
            with frame.controls("currencies"):
                name = st.segmented_control(
                    _("Currency"), list(codes), key=key(seen.place, "shown-currency"), default=chosen.currency, required=True,
                    label_visibility="collapsed",
                )  # fmt: skip
            chosen = codes.get(name, chosen)
        frame.note(importing.money_caption(chosen, result, charts.cut(chosen), seen.kind), key="money")
        frame.chart(
            partial(charts.money, chosen, kind=seen.kind),
            alt=charts.money_alt(chosen, seen.kind),
            key="money",
            data=partial(charts.money_data, chosen, seen.kind),
        )
    if result.rows.rows:
        frame.note(_("**Where the rows go** — each bar is the whole of its step"), key="rows")
        frame.chart(
            partial(charts.rows, result.rows, kind=seen.kind),
            alt=charts.rows_alt(result.rows, seen.kind),
            key="rows",
            data=partial(charts.rows_data, result.rows, seen.kind),
        )
        frame.note(importing.ignored(seen.checked), key="ignored")
