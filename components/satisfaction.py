"""What customers think of each attribute and what to do about it, as the page shows it, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import streamlit as st

from analysis import drivers as weights_of
from analysis import importance, penalty_reward, places
from analysis import plan as plans
from analysis.company import Company
from analysis.driver_model import prepare, resample
from analysis.drivers import Drivers
from analysis.errors import Refused
from analysis.importance import ImportanceMap
from analysis.penalty_reward import PenaltyReward
from analysis.plan import CANNOT_TELL, ENTANGLED, FIX_FIRST, Line, Plan
from analysis.satisfaction import Satisfaction, satisfaction
from analysis.survey import NOBODY, Survey, gather
from components import behind, choices, frame, progress, record, words, workspace
from components.charts.attributes import Weight, breakdown_alt
from components.charts.importance import NARROWEST as NARROWEST_MAP
from components.charts.importance import importance_alt, importance_map
from components.charts.satisfaction import NARROWEST, breakdown, breakdown_narrow
from components.jobs import jobs
from components.language import _
from components.selection import Answering
from components.sentences import plan as plan_sentences
from components.sentences import satisfaction as sentences
from models.answers import answers

STYLE = Path(__file__).parent / "plan.css"
RESAMPLES = 500
#: Of so many questionnaires weights have their intervals in less than a second.
AT_ONCE = 10_000
SIDES = ("worst", "neither", "best")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that the page tells of the chosen answers; `problem` says why there are no weights, where there are none."""

    survey: Survey
    result: Satisfaction
    drivers: Drivers | None
    plan: Plan | None
    derived: ImportanceMap | None
    contrasts: PenaltyReward | None
    problem: Refused | None

    @property
    def weights(self) -> Mapping[str, Weight]:
        """The part of what is explained, by attribute; without ends while customers are still being drawn again."""
        if self.drivers is None:
            return {}
        if self.derived is None:
            whole = self.drivers.r_squared or 1.0
            return {one.name: Weight(value=one.share / whole, low=None, high=None) for one in self.drivers.attributes}
        return {
            place.name: Weight(value=place.importance, low=place.importance_low, high=place.importance_high)
            for place in self.derived.places
        }

    @property
    def ranks(self) -> Mapping[str, int]:
        """Which attributes are to be fixed first."""
        return {} if self.plan is None else {line.name: line.rank for line in self.plan.lines if line.rank is not None}


def anything() -> bool:
    """Whether any customer has answered anything."""
    survey = whole(*workspace.now(), "customer")
    return bool(len(survey.response)) and bool(survey.items or survey.overall_item is not None or survey.recommendation_item is not None)


def found(chosen: Answering) -> Found:
    """Return what the chosen answers say; of very many, without the intervals of weights until these are drawn in the background."""
    view = chosen.view
    if len(_asked(*view).response) <= AT_ONCE:
        return _found(*view, True)
    job = jobs().get(_key(view))
    return job.result if job is not None and job.state == "done" else _found(*view, False)


def wait(chosen: Answering) -> None:
    """Where intervals are still to be drawn, draw them in the background, say so, and look again when they are there."""
    view = chosen.view
    if len(_asked(*view).response) <= AT_ONCE or _found(*view, False).drivers is None:
        return
    job = jobs().get(_key(view))
    if job is None or job.state == "cancelled":
        survey, company = _asked(*view), workspace.current()
        job = jobs().start(_key(view), "weights", lambda _job: _made(survey, company, drawn=True))
    if job.running:
        progress.wait(job, _("The intervals of the weights are being drawn, and the map…"), key="weights")
    elif job.state != "done":
        frame.meaning(_("The intervals of the weights could not be drawn."), key="weights")


def answer(found: Found) -> str:
    """What to do better; where that can't be told, how satisfied they are and why not (Markdown)."""
    overall = sentences.overall_sentence(found.result)
    if found.plan is None:
        return " ".join(part for part in (overall, plan_sentences.no_plan(found.problem)) if part)
    return plan_sentences.plan_answer(found.result, found.plan, found.weights)


def picture(found: Found) -> None:
    """Show every attribute; a click lists who said so."""
    if not found.result.attributes:
        frame.meaning(_("No attribute was asked: only the answer on the whole is known."), key="attributes")
        return
    clicked = frame.chart(
        partial(breakdown, found.result, found.weights, found.ranks),
        alt=breakdown_alt(found.result, found.weights, found.ranks),
        key="attributes",
        data=partial(sentences.attributes_table, found.result, found.weights),
        narrowest=NARROWEST,
        narrow=partial(breakdown_narrow, found.result, found.weights, found.ranks),
        clickable=True,
    )
    frame.note(sentences.breakdown_caption(found.result), key="attributes")
    if found.plan is not None:
        frame.meaning(sentences.overall_sentence(found.result), key="overall")
    _behind(found, clicked)


def _behind(found: Found, clicked: list | None) -> None:
    """List who gave an attribute such an answer: a click chooses it, or two boxes do."""
    named = {rated.name: rated.name for rated in found.result.attributes if rated.n}
    if behind.news("attributes", clicked) and clicked[0] in named and clicked[1] in SIDES:
        st.session_state["said-of"], st.session_state["said"] = clicked[0], clicked[1]
    with frame.controls("said"):
        name = frame.pick(_("Answers about"), named, key="said-of", placeholder=_("Who said so? Click a bar, or choose here"))
        sides = {"worst": _("The two worst answers"), "neither": _("Those in between"), "best": _("The two best answers")}
        side = frame.pick(_("Who answered"), sides, key="said", placeholder=_("Which answers"))
    if name is None or side is None:
        return
    people(found.survey, name, side)


def people(survey: Survey, name: str, side: str) -> None:
    """List the customers who gave an attribute such an answer."""
    column = [item.name for item in survey.items].index(name)
    values, scale = survey.performance[:, column], survey.items[column].scale
    worst, best = scale.worst(values), scale.best(values)
    mask = {"worst": worst, "best": best, "neither": ~np.isnan(values) & ~worst & ~best}[side]
    who = np.unique(survey.customer[mask])
    listed = _with_order(who[who != NOBODY])
    frame.meaning(plan_sentences.who_said(name, side, len(listed), int(mask.sum())), key="said")
    if len(listed):
        behind.listing(listed, name=f"{side}-{name}", key="said")


def plan(found: Found) -> None:
    """Show what to fix first: what, where and for whom, what goes with it, how sure that is."""
    if found.plan is None:
        return
    shown = [line for line in found.plan.lines if line.verdict in (FIX_FIRST, ENTANGLED, CANNOT_TELL)]
    frame.section(_("The plan"), key="plan")
    if shown:
        st.html(STYLE)
        chosen = choices.opened("plan", [line.name for line in shown])
        with st.container(key="plan"):
            for place, line in enumerate(shown):
                _line(found, line, place, chosen)
    frame.meaning(plan_sentences.kept_up(found.plan), key="kept-up")


def _line(found: Found, line: Line, place: int, chosen: str | None) -> None:
    number, below = plan_sentences.effect(line, found.plan.outcome)
    record.keep(record.Words(kind="plain", text=f"{plan_sentences.mark(line)} **{words.escape_markdown(line.name)}** · {number}"))
    with st.container(key=f"plan-line-{place}"):
        rank, what, effect, sure, onward = st.columns([0.5, 3.6, 2.9, 3, 2])
        with rank, st.container(key=f"plan-rank-{place}"):
            st.markdown(plan_sentences.mark(line))
        with what, st.container(gap=None):
            st.markdown(f"**{words.escape_markdown(line.name)}**")
            frame.note(plan_sentences.where(line), key=f"plan-where-{place}")
        with effect, st.container(gap=None):
            st.markdown(number)
            frame.note(below, key=f"plan-effect-{place}")
        with sure, st.container(gap=None):
            frame.note(plan_sentences.sure(line, found.drivers.resamples), key=f"plan-sure-{place}")
        with onward:
            query = {"attribute": line.name, "better": f"{line.step:g}"}
            frame.links({"pages/whatif.py": _("Try in what-if")}, key=f"plan-{place}", query=query)
            who = _with_order(line.dissatisfied)
            if len(who):
                with st.container(key=f"links-who-{place}"):
                    choices.opener(plan_sentences.see_them(len(who)), line.name, key="plan", chosen=chosen, place=str(place))
        if line.name == chosen and len(who):
            frame.meaning(plan_sentences.dissatisfied(line, len(who)), key="plan-who")
            behind.listing(who, name=f"dissatisfied-{line.name}", key="plan-who")


def _with_order(customers: np.ndarray) -> np.ndarray:
    """Those of them who have an order, and so can be listed."""
    company = workspace.current()
    return np.intersect1d(customers, company.occasions.customers) if company is not None else customers[:0]


def sure(found: Found) -> None:
    """Show the map, its importance derived or as it is said; and what only hurts when it is poor."""
    if found.derived is None:
        return
    frame.section(_("How sure is the ranking?"), key="map")
    with frame.controls("map"):
        options = {importance.DERIVED: _("What moves satisfaction"), importance.STATED: _("What is said to be important")}
        asked = not np.isnan(found.survey.importance).all()
        kind = frame.choice(_("Importance"), options, key="importance") if asked else importance.DERIVED
    try:
        drawn = found.derived if kind == importance.DERIVED else importance.stated(found.survey, resamples=RESAMPLES)
    except Refused as problem:
        frame.problem(found=problem.found, needed=problem.needed, do=problem.do)
        return
    frame.meaning(plan_sentences.map_meaning(drawn, found.plan), key="map")
    frame.chart(
        partial(importance_map, drawn, found.ranks),
        alt=importance_alt(drawn),
        key="map",
        data=partial(plan_sentences.map_table, drawn),
        narrowest=NARROWEST_MAP,
    )
    frame.note(plan_sentences.map_caption(drawn), key="map")


def asymmetry(found: Found) -> None:
    """Show what only hurts when it is poor, and what delights."""
    if found.contrasts is None:
        return
    contrasts = found.contrasts
    frame.section(_("What is taken for granted, and what delights?"), key="asymmetry")
    frame.meaning(plan_sentences.asymmetry_answer(contrasts, found.plan), key="asymmetry")
    with st.expander(_("Penalties and rewards in numbers"), key="asymmetry-numbers"):
        frame.table(*plan_sentences.asymmetry_table(contrasts), name=_("Poor and good ratings, and the points that go with them"))


def groups(found: Found) -> None:
    """Show the index by group, and whether each group's questions measure one thing."""
    if not found.result.attributes:
        return
    frame.section(_("The index by group"), key="groups")
    frame.table(*sentences.groups_table(found.result), name=_("The additive index by group of attributes"))
    frame.note(sentences.index_caption(found.result), key="index")


def made(found: Found) -> None:
    """Say how all of it was made."""
    with frame.actions("satisfaction"):
        frame.how_made(plan_sentences.plan_made(found.result, found.drivers))


# What is kept names nobody: party ids, numbers, and names of attributes.


@st.cache_resource(max_entries=4, show_spinner=False)
def whole(file: str, revision: int, audience: str) -> Survey:
    """Return all that an audience answered; by plain values, as it is kept."""
    company = workspace.current()
    return gather(answers(workspace.store()), audience=audience, as_of=None if company is None else company.as_of)


@st.cache_resource(max_entries=16, show_spinner=False)
def _asked(file: str, revision: int, where: tuple, wave: str | None) -> Survey:
    survey, company = whole(file, revision, "customer"), workspace.current()
    mask = np.ones(len(survey.response), dtype=bool)
    if where and company is not None:
        mask &= np.isin(survey.customer, company.occasions.customers[company.mask(dict(where))])
    if wave is not None:
        mask &= survey.wave == [one.label for one in survey.waves].index(wave)
    return survey if mask.all() else survey.part(mask)


@st.cache_resource(max_entries=16, show_spinner=False)
def _found(file: str, revision: int, where: tuple, wave: str | None, drawn: bool) -> Found:
    return _made(_asked(file, revision, where, wave), workspace.current(), drawn=drawn)


def _made(survey: Survey, company: Company | None, *, drawn: bool) -> Found:
    """What the answers say; `drawn` with customers drawn again. No visitor is asked: a job may do it."""
    result = satisfaction(survey)
    try:
        model = prepare(survey)
        again = resample(model, range(RESAMPLES), seed=0) if drawn else None
        told = weights_of.drivers(model, again)
        where_worst = places.fields(survey, company and company.occasions, company and company.attributes)
        return Found(
            survey=survey,
            result=result,
            drivers=told,
            plan=plans.plan(survey, model, told, places=where_worst),
            derived=None if again is None else importance.derived(survey, model, again),
            contrasts=penalty_reward.penalty_reward(model),
            problem=None,
        )
    except Refused as problem:
        return Found(survey=survey, result=result, drivers=None, plan=None, derived=None, contrasts=None, problem=problem)


def _key(view: tuple) -> str:
    return repr(("weights", *view))
