"""How far answers speak for all customers, as the page shows it, and what is kept of it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis import ledger
from analysis.answered import STAGE, labels, stage_names
from analysis.behaviour import Behaviour, behaviour
from analysis.places import CHANNEL, TEAM
from analysis.respondents import Respondents, respondents
from analysis.satisfaction import Satisfaction, satisfaction
from analysis.survey import Survey, gather
from analysis.trust import Trust, trust
from components import frame, selection, words, workspace
from components.charts import answers as charts
from components.language import _
from components.satisfaction import whole
from components.sentences import answers as sentences
from components.sentences import quiet_line
from components.sentences.stages import stage_name
from components.sentences.who import field_name
from models.answers import answers


def who() -> Respondents:
    """Return who answered, against all customers."""
    return _who(*workspace.now())


def then() -> Behaviour:
    """Return what those who answered did next."""
    return _then(*workspace.now())


def kept() -> Trust:
    """Return what was expected against what was received, by attribute and stage."""
    return _trust(*workspace.now())


def wave_name(survey: Survey):
    """Return what says a wave's name."""
    named = {wave.label: selection.wave_name(wave, survey.wave_kind) for wave in survey.waves}
    return lambda label: named.get(label, label)


def quiet(found: Respondents) -> str:
    """Return the quiet line (Markdown)."""
    through = _("complete through {day}").format(day=words.day(found.as_of))
    return quiet_line([through, _("{n}\u00a0questionnaires").format(n=words.count(found.responses))], company=workspace.called())


def answered(found: Respondents) -> None:
    """Show the answers as they came beside the same weighted, and what those who answered are like."""
    if found.weighed and found.compared:
        frame.chart(
            partial(charts.weighed, found),
            narrow=partial(charts.weighed, found, narrow=True),
            alt=charts.weighed_alt(found),
            key="weighed",
            data=partial(sentences.weighed_table, found),
        )
        frame.note(sentences.respondents_caption(found), key="weighed")
    if found.balance:
        frame.table(*sentences.balance_table(found), name=_("Those who answered beside the others, before each wave"))
    if found.rates:
        with st.expander(_("How many answered, wave by wave"), key="rates"):
            frame.table(*sentences.rates_table(found, wave_name(_survey())), name=_("Response rate by wave"))


def next_orders(found: Behaviour) -> None:
    """Show what came after the answers."""
    frame.section(_("What did they do next?"), key="next")
    frame.meaning(sentences.behaviour_answer(found), key="next")
    if found.answers:
        frame.chart(
            partial(charts.again, found),
            narrow=partial(charts.again, found, narrow=True),
            alt=charts.again_alt(found),
            key="again",
            data=partial(sentences.again_table, found),
        )
        frame.note(sentences.behaviour_caption(found), key="again")
    if found.stages:
        with st.expander(_("Satisfaction by stage of loyalty"), key="by-stage"):
            frame.table(*sentences.stages_table(found), name=_("Satisfaction by stage"))


def changes() -> None:
    """Show satisfaction wave by wave, and the groups that differ."""
    survey = _survey()
    frame.section(_("Does it change, and for whom?"), key="changes")
    fields = _fields(survey)
    with frame.controls("changes"):
        field = frame.pick(_("Compare"), fields, key="segment", placeholder=_("Compare groups of those who answered by…"))
    found = _parts(*workspace.now(), field)
    called = partial(_value, field) if field else wave_name(survey)
    if field is None and len(charts.trend_points(found)) > 1:
        name = wave_name(survey)
        frame.chart(
            partial(charts.trend, found, name), alt=charts.trend_alt(found, name), key="trend", data=partial(charts.trend_data, found, name)
        )
    frame.meaning(sentences.contrasts_answer(found, called), key="changes")
    if found.contrasts:
        with st.expander(_("All comparisons"), key="contrasts"):
            frame.table(*sentences.contrasts_table(found, called), name=_("Differences of means, with all comparisons corrected together"))


def promised() -> None:
    """Show what was expected against what was received, by attribute and stage."""
    found = kept()
    frame.section(_("Was it as they expected?"), key="trust")
    frame.meaning(sentences.trust_answer(found), key="trust")
    if found.kept:
        with st.expander(_("By attribute and stage"), key="trust-numbers"):
            frame.table(*sentences.trust_table(found), name=_("Expected and received, by attribute and stage"), numbers_from=2)


def made(found: Respondents, after: Behaviour) -> None:
    """Say how all of it was made."""
    with frame.actions("answers"):
        frame.how_made(sentences.answers_made(found, after))


def _value(field: str, value: str) -> str:
    return stage_name(value) if field == STAGE else selection.value_name(value)


def _fields(survey: Survey) -> dict[str, str]:
    """By what those who answered can be compared: the answer's own channel and team, the stage, and the customers' fields."""
    own = {CHANNEL: (_("Channel of the answer"), survey.channel), TEAM: (_("Team"), survey.team)}
    found = {name: called for name, (called, values) in own.items() if len(set(values.tolist()) - {""}) > 1}
    company = workspace.current()
    if company is not None:
        if company.usual_gap.days is not None:
            found[STAGE] = _("Stage of loyalty")
        found |= {name: field_name(name) for name in workspace.fields()}
    return found


def _survey() -> Survey:
    return whole(*workspace.now(), "customer")


# What is kept names nobody: counts, means, and names of attributes and groups.


@st.cache_resource(max_entries=4, show_spinner=False)
def _who(file: str, revision: int) -> Respondents:
    company, said = workspace.current(), answers(workspace.store())
    return respondents(
        whole(file, revision, "customer"),
        company.occasions,
        ledger=ledger.of_company(company),
        complaints=said.complaints if len(said.complaints) else None,
        usual_gap_days=company.usual_gap.days,
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _then(file: str, revision: int) -> Behaviour:
    company = workspace.current()
    survey = gather(answers(workspace.store()), as_of=company.as_of, every=True)
    return behaviour(survey, company.occasions, usual_gap_days=company.usual_gap.days)


@st.cache_resource(max_entries=4, show_spinner=False)
def _trust(file: str, revision: int) -> Trust:
    company, survey = workspace.current(), whole(file, revision, "customer")
    gap = None if company is None else company.usual_gap.days
    return trust(survey, stage=None if gap is None else stage_names(survey, company.occasions, usual_gap_days=gap))


@st.cache_resource(max_entries=8, show_spinner=False)
def _parts(file: str, revision: int, field: str | None) -> Satisfaction:
    company, survey = workspace.current(), whole(file, revision, "customer")
    if field is None:
        return satisfaction(survey)
    known = {}
    if company is not None:
        known = {"occasions": company.occasions, "attributes": company.attributes, "usual_gap_days": company.usual_gap.days}
    return satisfaction(survey, field=field, segment=labels(survey, field, **known))
