"""Programmes, what they give and cost, and whether they keep anybody, as the page shows it, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from analysis import ledger
from analysis.memberships import ever
from analysis.programme_effect import ProgrammeEffect, programme_effect
from analysis.programmes import Programmes, programmes
from components import behind, frame, headline, progress, words, workspace
from components.charts import programmes as charts
from components.jobs import jobs
from components.language import _
from components.sentences import programme_effect as effect_sentences
from components.sentences import programmes as sentences
from components.sentences import quiet_line
from models.programmes import programmes as read

RESERVED = 220  # pixels, about what is drawn then: what is below should not jump
#: So many days with an order are worked through within a second; more of them go to the background.
AT_ONCE = 2_000
MEMBERS, OTHERS = "members", "others"


def anything() -> bool:
    """Whether any membership or reward is known."""
    held = workspace.held()
    return bool(held.get("memberships") or held.get("rewards"))


def found() -> Programmes:
    """Return what is known of programmes."""
    return _found(*workspace.now())


def choose(result: Programmes) -> str | None:
    """Let one of several programmes be chosen; None for all together."""
    names = {one.name: words.escape_markdown(one.name) for one in result.programmes}
    if len(names) < 2:
        return None
    with frame.controls():
        return frame.pick(_("Programme"), names, key="programme", placeholder=_("All programmes together"))


def effect(programme: str | None) -> ProgrammeEffect | None:
    """Return what joining does; None while it is worked out in the background, or where it can't be."""
    company = workspace.current()
    if company.usual_gap.days is None:
        return None
    now = workspace.now()
    if len(company.occasions.day) <= AT_ONCE:
        return _effect(*now, programme)
    job = jobs().get(_key(programme))
    if job is None or job.state == "cancelled":
        work = _work(*now, programme)
        job = jobs().start(_key(programme), "effect", lambda _job: work())
    return job.result if job.state == "done" else None


def effect_waited() -> ProgrammeEffect | None:
    """Return what joining any of them does, worked out at once; None where it can't be."""
    if workspace.current().usual_gap.days is None:
        return None
    job = jobs().get(_key(None))
    return job.result if job is not None and job.state == "done" else _effect(*workspace.now(), None)


def quiet(result: Programmes) -> str:
    """Return the quiet line (Markdown)."""
    parts = [
        _("complete through {day}").format(day=words.day(result.as_of)),
        _("n\u00a0=\u00a0{n}").format(n=words.count(result.customers)),
    ]
    return quiet_line(parts, company=workspace.called())


def picture(programme: str | None, result: ProgrammeEffect | None) -> None:
    """Show what joining seems to do and what it does, or why that can't be told."""
    if result is None:
        _why(programme)
        return
    if result.naive is None and result.timing is None:
        return
    frame.chart(
        partial(charts.effect, result),
        narrow=partial(charts.effect, result, narrow=True),
        alt=charts.effect_alt(result),
        key="effect",
        data=partial(charts.effect_data, result),
    )
    frame.note(effect_sentences.effect_caption(result), key="effect")


def _why(programme: str | None) -> None:
    company = workspace.current()
    if company.usual_gap.days is None:
        headline.cycle(company)
        return
    job = jobs().get(_key(programme))
    if job is not None and job.state in ("running", "done"):  # it may have ended since the page was begun: then the page runs again
        progress.wait(job, _("Those who joined are being compared with those who did not…"), key="effect-waits", height=RESERVED)
    else:  # begun anew it would fail anew, at every look
        frame.meaning(_("What joining does could not be worked out."), key="effect-failed")


def alike(result: Programmes, told: ProgrammeEffect | None) -> None:
    """Show how alike those were who were matched."""
    if told is None or not told.matched.balance:
        return
    with st.expander(_("Were they alike before?"), key="alike"):
        frame.meaning(effect_sentences.balance_sentence(told), key="alike")
        frame.table(*effect_sentences.balance_table(told, result.currency), name=_("Those who joined and others, before joining"))


def given(result: Programmes) -> None:
    """Show programmes side by side, what they give, and to whom."""
    frame.section(_("What do members buy for what they are given?"), key="given")
    frame.meaning(sentences.gives_sentences(result), key="given")
    frame.table(*sentences.programmes_table(result), name=_("Programmes"))
    with st.expander(_("Kinds of rewards, and levels"), key="kinds"):
        frame.table(*sentences.kinds_table(result), name=_("Rewards by kind"))
        frame.table(*sentences.levels_table(result), name=_("Members by level"), numbers_from=2)


def cost(result: Programmes, told: ProgrammeEffect | None) -> None:
    """Show what programmes cost, and for one retained member."""
    frame.section(_("What does it cost?"), key="cost")
    frame.meaning(sentences.cost_sentence(result, told), key="cost")
    if result.cost:
        frame.table(*sentences.costs_table(result), name=_("Cost of programmes by quarter"))


def people(programme: str | None) -> None:
    """List those who joined, or the other customers."""
    frame.section(_("Who are they?"), key="people")
    with frame.controls("people"):
        named = {MEMBERS: _("Customers who joined"), OTHERS: _("Customers who did not join")}
        chosen = frame.pick(_("Who"), named, key="who", placeholder=_("Choose whom to list"))
    if chosen is None:
        return
    everybody = workspace.current().occasions
    member = ever(read(workspace.store()).memberships, everybody, programme=programme)
    who = everybody.customers[member if chosen == MEMBERS else ~member]
    if len(who):
        behind.listing(who, name=chosen, key="people")
    else:
        frame.meaning(_("Nobody."), key="people")


def made(result: Programmes, told: ProgrammeEffect | None) -> None:
    """Say how all of it was made."""
    with frame.actions("programmes"):
        frame.how_made(sentences.programmes_made(result, told))


def _key(programme: str | None) -> str:
    file, revision = workspace.now()
    return f"{file}:{revision}:programme:{programme or ''}"


# What is kept counts, and names nobody but programmes; who is a member is read anew.


@st.cache_resource(max_entries=4, show_spinner=False)
def _found(file: str, revision: int) -> Programmes:
    kept, company = read(workspace.store()), workspace.current()
    return programmes(
        kept.memberships,
        kept.rewards,
        kept.birthdays,
        occasions=company.occasions,
        ledger=ledger.of_company(company),
        spend=workspace.spend(),
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def _effect(file: str, revision: int, programme: str | None) -> ProgrammeEffect:
    return _work(file, revision, programme)()


def _work(file: str, revision: int, programme: str | None) -> Callable[[], ProgrammeEffect]:
    """Take what is needed while the visitor is here; a job has none."""
    company, found = workspace.current(), _found(file, revision)
    return partial(
        programme_effect,
        read(workspace.store()).memberships,
        occasions=company.occasions,
        ledger=ledger.of_company(company),
        usual_gap_days=company.usual_gap.days,
        gaps=workspace.terms().rule.abandoned,
        programme=programme,
        cost_a_day=found.cost_a_day if programme is None else None,
    )
