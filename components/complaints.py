"""Complaints, contacts and what came after them, as the page shows it, and what is kept of it."""

from __future__ import annotations

import json
from functools import partial

import numpy as np
import polars as pl
import streamlit as st

from analysis.complaints import Complaints, complaints
from analysis.recovery import Recovery, recovery
from analysis.survey import gather
from components import behind, frame, words, workspace
from components.charts import complaints as charts
from components.language import _
from components.sentences import complaints as sentences
from components.sentences import quiet_line
from models.answers import answers
from models.contacts import contacts
from models.settings import save_settings

LONGEST_STANDARD = 14 * 24 * 60.0  # minutes


def anything() -> bool:
    """Whether any complaint or contact is known."""
    held = workspace.held()
    return bool(held.get("complaints") or held.get("interactions"))


def found() -> Complaints:
    """Return what is known of complaints and contacts, measured by the standards that were set."""
    return _found(*workspace.now(), workspace.store().settings().standards)


def after() -> Recovery | None:
    """Return what customers did after a complaint; None without any."""
    return _after(*workspace.now()) if workspace.held().get("complaints") else None


def quiet(result: Complaints) -> str:
    """Return the quiet line (Markdown)."""
    parts = [_("complete through {day}").format(day=words.day(result.as_of)), _("n\u00a0=\u00a0{n}").format(n=words.count(result.all.n))]
    return quiet_line(parts, company=workspace.called())


def wrong(result: Complaints) -> None:
    """Show how soon complaints are settled, by cause; and who made them."""
    if not result.all.n:
        return
    if result.all.soon is not None:
        clicked = frame.chart(
            partial(charts.causes, result),
            narrow=partial(charts.causes, result, narrow=True),
            alt=charts.causes_alt(result),
            key="causes",
            data=partial(sentences.kinds_table, result.causes, _("Cause")),
            clickable=True,
        )
        _behind(result, clicked)
    with st.expander(_("By cause and channel"), key="kinds"):
        frame.table(*sentences.kinds_table(result.causes, _("Cause")), name=_("Complaints by cause"))
        frame.table(*sentences.kinds_table(result.channels, _("Channel")), name=_("Complaints by channel"))


def _behind(result: Complaints, clicked: list | None) -> None:
    """List who complained for a cause: a click chooses it, or a box does."""
    named = {kind.name: kind.name for kind in result.causes if kind.name}
    if behind.news("causes", clicked) and clicked[0] in named:
        st.session_state["cause"] = clicked[0]
    with frame.controls("cause"):
        cause = frame.pick(_("Who complained"), named, key="cause", placeholder=_("Who complained? Click a cause, or choose it here"))
    company = workspace.current()
    if cause is None or company is None:
        return
    who = answers(workspace.store()).complaints.filter(pl.col("cause") == cause)["customer"].drop_nulls().unique().sort().to_numpy()
    listed = np.intersect1d(who, company.occasions.customers)
    if len(listed):
        behind.listing(listed, name=cause, key="cause")
    else:
        frame.meaning(_("None of those who complained for it has an order."), key="cause")


def right(result: Recovery | None) -> None:
    """Show who ordered again after a complaint."""
    if result is None or not any(one.retained is not None for one in result.groups):
        return
    frame.section(_("Do those who complained come back?"), key="recovery")
    frame.meaning(sentences.content_answer(result), key="recovery")
    frame.chart(
        partial(charts.recovery, result),
        narrow=partial(charts.recovery, result, narrow=True),
        alt=charts.recovery_alt(result),
        key="recovery",
        data=partial(charts.recovery_data, result),
    )
    frame.note(sentences.recovery_caption(result), key="recovery")
    with st.expander(_("Each two compared"), key="pairs"):
        frame.table(*sentences.pairs_table(result), name=_("Who ordered again, two kinds at a time"), numbers_from=2)


def answered(result: Complaints) -> None:
    """Show how soon contacts are answered, against the standards, which can be set here."""
    frame.section(_("How soon do we answer?"), key="contacts")
    frame.meaning(sentences.contacts_answer(result), key="contacts")
    if not result.by_channel:
        return
    with st.expander(_("Set standards"), key="standards"):
        frame.note(
            _("Minutes to the first answer that you promise, such as 0.1 for two rings of a telephone; 0 takes it away."), key="standards"
        )
        _standards(result)
    frame.table(*sentences.contacts_table(result), name=_("Contacts by channel, and the time to the first answer"))


def _standards(result: Complaints) -> None:
    known = json.loads(workspace.store().settings().standards)
    said = {}
    with st.form("standards-form", border=False):
        for place, one in enumerate(result.by_channel):
            channel = (one.channel or "").casefold()
            said[channel] = st.number_input(
                words.escape_markdown(words.capital(one.channel) if one.channel else _("No channel")),
                min_value=0.0, max_value=LONGEST_STANDARD, value=float(known.get(channel, 0.0)), step=0.5, key=f"standard-{place}",
            )  # fmt: skip
        if st.form_submit_button(_("Use these standards")):
            kept = {name: minutes for name, minutes in said.items() if minutes > 0}
            save_settings(workspace.store(), standards=json.dumps(kept))
            st.rerun()


def made(result: Complaints, recovered: Recovery | None) -> None:
    """Say how all of it was made."""
    with frame.actions("complaints"):
        frame.how_made(sentences.complaints_made(result, recovered))


# What is kept names nobody: counts, shares, times, and names of causes and channels.


@st.cache_resource(max_entries=8, show_spinner=False)
def _found(file: str, revision: int, standards: str) -> Complaints:
    opened, company = workspace.store(), workspace.current()
    return complaints(answers(opened).complaints, contacts(opened).contacts, as_of=company.as_of, standards=json.loads(standards))


@st.cache_resource(max_entries=4, show_spinner=False)
def _after(file: str, revision: int) -> Recovery:
    company, said = workspace.current(), answers(workspace.store())
    survey = gather(said, as_of=company.as_of, every=True) if len(said.responses) else None
    return recovery(said.complaints, company.occasions, survey=survey)
