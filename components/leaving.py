"""How long customers stay and where the company leaks, as the page shows it, and what is kept of it."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from analysis import presence
from analysis.absences import Absences, absences
from analysis.company import Company
from analysis.leak import Leak, leak
from analysis.presence import FLOWS
from analysis.rhythm import known
from analysis.staying import Staying, groups, staying
from analysis.staying import behind as people
from analysis.traits import LATER
from components import behind, frame, sentences, words, workspace
from components.charts import leak as leak_charts
from components.charts import survival as charts
from components.language import _
from components.selection import Chosen
from components.sentences import leak as leak_sentences
from components.sentences import survival as survival_sentences
from components.sentences.who import group_name
from models.contacts import contacts


def found(chosen: Chosen) -> Staying | None:
    """Return how long the chosen customers stay, None where there are none.

    Raises
    ------
    NotEnoughGaps
        Where the usual gap is not known.
    """
    company = workspace.current(free_orders=chosen.free_orders)
    if not len(company.occasions.customers):
        return None
    known(company.usual_gap.days)
    by = None if chosen.group in LATER else chosen.group
    return _staying(*chosen.view, by, chosen.values, chosen.period)


def say(head: frame.Head, chosen: Chosen, company: Company, result: Staying | None) -> None:
    """Say which customers are meant, and how long they stay."""
    n = 0 if result is None else result.all.curve.n
    quiet = sentences.customers_quiet(n, as_of=company.as_of, company=workspace.called(), filters=chosen.words())
    head.say(quiet=quiet, answer=survival_sentences.survival_answer(result) if result else _("Nobody here has a first order yet."))


def how_long(result: Staying, chosen: Chosen) -> None:
    """Show the curve, the groups that are compared, and whether customers decide faster."""
    clicked = frame.chart(
        partial(charts.survival, result),
        alt=charts.survival_alt(result),
        key="survival",
        data=partial(charts.survival_data, result),
        clickable=True,
    )
    frame.note(survival_sentences.survival_caption(result), key="survival")
    field = chosen.group
    if field:
        said = survival_sentences.survival_later() if field in LATER else survival_sentences.survival_groups(result, field)
        frame.meaning(said, key="stay-groups")
    if result.groups:
        frame.table(*survival_sentences.groups_table(result, field), name=_("How long each group stays"))
    _behind_curve(result, chosen, clicked)
    with st.expander(_("Do they decide faster?"), key="pace"):
        frame.meaning(survival_sentences.pace_answer(result), key="pace")
        frame.table(*survival_sentences.pace_table(result), name=_("From order to order"))
        frame.note(survival_sentences.pace_caption(result), key="pace")
    with frame.actions("stay"):
        frame.how_made(survival_sentences.survival_made(result))


def _behind_curve(result: Staying, chosen: Chosen, clicked: list | None) -> None:
    """List the customers of a curve: a click chooses its group, or a box does."""
    stays = result.groups or (result.all,)
    names = {str(place): group_name(chosen.group, stay.name) for place, stay in enumerate(stays)}
    if not result.groups:
        names = {"0": _("All customers")}
    if behind.news("survival", clicked) and str(clicked[0]) in names:
        st.session_state["line"] = str(clicked[0])
        st.session_state["became"] = st.session_state.get("became") or "lost"
    frame.note(_("Who is behind a line? Click it, or choose here."), key="line")
    with frame.controls("line"):
        line = frame.pick(_("Customers of"), names, key="line", placeholder=_("Choose a line"))
        became = frame.pick(
            _("Who"), survival_sentences.became_names(), key="became", placeholder=_("Choose who")
        )
    if line is None or became is None:
        return
    company, stay = workspace.current(free_orders=chosen.free_orders), stays[int(line)]
    who = np.ones(len(company.occasions.customers), dtype=bool)
    if result.groups:
        who = groups(company.attributes, chosen.group, chosen.values)[stay.name]
    mask = company.mask(chosen.where)
    found = people(company.occasions, away_of(*chosen.view[:3]), who if mask is None else who & mask, became=became)
    frame.meaning(survival_sentences.became_people(names[line], became, len(found)), key="line")
    behind.listing(found, name=f"{became}-{line}", key="line", free_orders=chosen.free_orders)


def where(chosen: Chosen) -> None:
    """Show, period by period, who came and who was lost."""
    result = _leak(*chosen.view, chosen.period)
    if not result.flows:
        return
    frame.section(leak_sentences.leak_title(result), key="leak")
    frame.meaning(leak_sentences.leak_answer(result), key="leak")
    clicked = frame.chart(
        partial(leak_charts.leak, result),
        alt=leak_charts.leak_alt(result),
        key="leak",
        data=partial(leak_charts.leak_data, result),
        clickable=True,
    )
    frame.note(leak_sentences.leak_caption(result), key="leak")
    _behind(result, chosen, clicked)
    with st.expander(_("The periods in numbers"), key="leak-numbers"):
        frame.table(*leak_sentences.leak_table(result), name=leak_sentences.leak_called(result))


def _behind(result: Leak, chosen: Chosen, clicked: list | None) -> None:
    """List the customers of a bar: a click chooses it, or two boxes do."""
    flows = {flow.period: flow for flow in reversed(leak_charts.drawn(result))}
    if behind.news("leak", clicked) and clicked[0] in flows:
        st.session_state["bar"] = clicked[0]
        if clicked[1] in FLOWS:
            st.session_state["flow"] = clicked[1]
    frame.note(_("Who is behind a bar? Click it, or choose here."), key="bar")
    with frame.controls("bar"):
        named = {label: words.period_name(label, result.period) for label in flows}
        label = frame.pick(_("Customers of"), named, key="bar", placeholder=_("Choose a period"))
        flow = frame.pick(_("Who"), leak_sentences.flow_names(), key="flow", placeholder=_("Choose who"))
    if label is None or flow is None:
        return
    company = workspace.current(free_orders=chosen.free_orders)
    away = away_of(*chosen.view[:3])
    mask = company.mask(chosen.where)
    found = presence.behind(company.occasions, away, period=result.period, label=label, flow=flow, mask=mask)
    frame.meaning(leak_sentences.flow_people(result, flows[label], flow), key="bar")
    behind.listing(found, name=f"{flow}-{label}", key="bar", free_orders=chosen.free_orders)


# What is kept names no customer: counts, shares and, of absences, places and days.


@st.cache_resource(max_entries=4, show_spinner=False)
def away_of(file: str, revision: int, free_orders: bool) -> Absences:
    """Return when customers were away; by plain values, as it is kept."""
    company = workspace.current(free_orders=free_orders)
    return absences(company.occasions, usual_gap_days=company.usual_gap.days)


@st.cache_resource(max_entries=16, show_spinner=False)
def _leak(file: str, revision: int, free_orders: bool, where: tuple, period: str) -> Leak:
    company = workspace.current(free_orders=free_orders)
    return leak(
        company.occasions,
        usual_gap_days=company.usual_gap.days,
        away=away_of(file, revision, free_orders),
        period=period,
        activity=workspace.activity(period, free_orders=free_orders),
        mask=company.mask(dict(where)),
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def _staying(file: str, revision: int, free_orders: bool, where: tuple, by: str | None, values: tuple, period: str) -> Staying:
    company = workspace.current(free_orders=free_orders)
    return staying(
        company.occasions,
        usual_gap_days=company.usual_gap.days,
        away=away_of(file, revision, free_orders),
        mask=company.mask(dict(where)),
        groups=groups(company.attributes, by, values) if by else None,
        contacts=contacts(workspace.store()).contacts,
        orders=company.orders,
        period=period,
    )
