"""A programme's business case and its goals, as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import streamlit as st

from analysis.calendar import months_before
from analysis.errors import Refused
from analysis.goals import MEASURES, Goal, Standing, follow, measured
from analysis.relations import Terms
from analysis.whatif.business_case import (
    KINDS,
    NO,
    PARTLY,
    PILLARS,
    YES,
    BusinessCase,
    Cost,
    business_case,
    expected,
    keeping,
    of_levers,
    readiness,
)
from analysis.whatif.measured import Basis
from analysis.whatif.options import Options
from analysis.whatif.scenario import Scenario, read
from components import frame, next_euro, whatif_levers, words, workspace
from components.basis import basis as whole_basis
from components.charts import goals as goal_charts
from components.charts import whatif as charts
from components.language import _
from components.sentences import amounts
from components.sentences import business_case as sentences
from components.stages import KEYED
from components.whatif_levers import number
from models.errors import Refused as NotKept
from models.goals import Set, drop, goals, put
from models.scenarios import scenarios

#: Of a thousand customers, how many more are kept in a month: at least, most likely, at most. A beginning, and said to be a belief.
USUAL_KEPT = (0.0, 5.0, 10.0)
#: What a person can act on, whoever says it.
REFUSED = (Refused, NotKept)
OPEN = "open"
BACK = ("0", "3", "6", "12")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person says: costs, the effect (a scenario, or how many are kept from which month on), the pillars' answers, the options."""

    costs: tuple[Cost, ...]
    scenario: Scenario | None
    kept: tuple[float, float, float]
    begins: int
    answers: tuple[tuple[str, str], ...]
    options: Options


def controls(currency: str) -> Asked:
    """Show what it costs, what it is to do, and the options, in one row."""
    unit = amounts.minor_units(currency)
    with frame.controls("business-case"):
        costs = _costs(currency, unit)
        scenario, kept, begins = _effect()
        options = whatif_levers.options(newcomers=False)
    return Asked(costs=costs, scenario=scenario, kept=kept, begins=begins, answers=_answered(), options=options)


def _costs(currency: str, unit: int) -> tuple[Cost, ...]:
    found = []
    with st.popover(_("What it costs"), icon=":material/payments:", key="case-costs"):
        for kind in KINDS[:-1]:
            st.markdown(f"**{sentences.kind_name(kind)}**")
            labels = _("{currency} once, today"), _("{currency} a month")
            once, monthly = (
                number(label.format(currency=currency), key=f"{kind}-{when}", usual=0.0, low=0.0, high=1e9, step=100.0)
                for label, when in zip(labels, ("once", "monthly"), strict=True)
            )
            found.append(Cost(kind=kind, once=round(once * unit), monthly=round(monthly * unit)))
    return tuple(cost for cost in found if cost.once or cost.monthly)


def _effect() -> tuple[Scenario | None, tuple[float, float, float], int]:
    kept = {str(one.id): one for one in scenarios(workspace.store())}
    with st.popover(_("What it is to do"), icon=":material/edit:", key="case-effect"):
        names = {place: one.name for place, one in kept.items()}
        chosen = None
        if names:
            chosen = frame.pick(_("A scenario that you saved"), names, key="effect", placeholder=_("Take a scenario that you saved…"))
        if chosen is not None:
            return read(kept[chosen].name, kept[chosen].said), (0.0, 0.0, 0.0), 0
        st.markdown(_("Of 1,000 customers, how many more stay in a month for it?"))
        labels = {"low": _("at least"), "likely": _("most likely"), "high": _("at most")}
        said = sorted(
            number(label, key=f"case-{name}", usual=usual, low=0.0, high=1000.0, step=1.0)
            for (name, label), usual in zip(labels.items(), USUAL_KEPT, strict=True)
        )
        begins = number(_("Months until it works"), key="case-begins", usual=3.0, low=0.0, high=36.0, step=1.0)
    low, likely, high = (round(part / 1000, 6) for part in said)
    return None, (low, likely, high), int(begins)


def _answered() -> tuple[tuple[str, str], ...]:
    """The answers as they stand: their controls come below the picture."""
    told = []
    for name in _statements():
        said = st.session_state.get(f"ready-{name}", st.query_params.get(f"ready-{name}", OPEN))
        if said in (YES, PARTLY, NO):
            told.append((name, said))
    return tuple(told)


def _statements() -> list[str]:
    return [f"{pillar}.{statement}" for pillar, statements in PILLARS.items() for statement in statements]


def answer(head: frame.Head, result: BusinessCase, asked: Asked) -> None:
    """Say whether it pays."""
    revenue = asked.options.margin == 1.0
    head.say(
        quiet=sentences.case_quiet(result, company=workspace.called(), revenue=revenue),
        answer=sentences.case_answer(result, revenue=revenue, believed=asked.scenario is None),
    )


def picture(result: BusinessCase) -> None:
    """Show the net value added up month by month, and what is spent on what."""
    frame.chart(partial(charts.fan, result), alt=charts.fan_alt(result), key="case", data=partial(charts.fan_data, result))
    frame.note(sentences.caption(result), key="case")
    if result.by_kind:
        with st.expander(_("What is spent on what"), key="case-kinds"):
            frame.table(*sentences.costs_table(result), name=_("What the programme costs"))


def pillars(result: BusinessCase) -> None:
    """Ask how ready the company is, and say what that costs."""
    frame.section(_("Are we ready for it?"), key="ready")
    frame.meaning(sentences.toll_sentence(result), key="ready")
    named = {OPEN: _("Not answered"), YES: _("Yes"), PARTLY: _("Partly"), NO: _("No")}
    with st.expander(_("Twelve statements on strategy, people, process and technology"), key="statements"):
        for name in _statements():
            pillar, _dot, _rest = name.partition(".")
            st.markdown(f"{sentences.pillar_name(pillar)}: {sentences.statement(name)}")
            frame.choice(sentences.statement(name), named, key=f"ready-{name}")
        frame.table(*sentences.pillars_table(result), name=_("What each pillar does to the effect"))
    frame.note(sentences.toll_note(), key="ready")


def made(result: BusinessCase) -> None:
    """Say how it was made."""
    with frame.actions("business-case"):
        frame.how_made(sentences.case_made(result))


def aims() -> None:
    """Show the goals, each with its way, and let one be set."""
    frame.section(_("Are we on course?"), key="goals")
    kept = goals(workspace.store())
    standings = [_followed(*workspace.now(), workspace.terms(), repr(one), _goal=_as_goal(one)) for one in kept]
    frame.meaning(sentences.goals_answer(standings), key="goals")
    frame.note(sentences.goals_note(standings), key="goals")
    for one, found in zip(kept, standings, strict=True):
        if any(then is not None for _day, then in found.came):
            frame.chart(
                partial(goal_charts.goal, found),
                alt=goal_charts.goal_alt(found),
                key=f"goal-{one.id}",
                data=partial(goal_charts.goal_data, found),
            )
        name = words.escape_markdown(one.name)
        if st.button(_("Delete the goal “{name}”").format(name=name), key=f"drop-{one.id}", type="tertiary", icon=":material/delete:"):
            drop(workspace.store(), one.id)
            st.rerun()
    _set()


def _set() -> None:
    as_of = workspace.current().as_of
    with st.popover(_("Set a goal"), icon=":material/flag:", key="set-goal"):
        name = st.text_input(_("What it is called"), key="goal-name", max_chars=80)
        measure = st.selectbox(_("What is measured"), MEASURES, format_func=sentences.measure_name, key="goal-measure")
        back = st.selectbox(_("Counted from"), BACK, format_func=sentences.back_name, key="goal-back")
        since = months_before(as_of, int(back))
        then = measured(workspace.relations(), measure, since)
        if then is None:
            frame.note(_("Fewer than 5 customers then: too few for a goal."), key="goal-few")
            return
        frame.note(sentences.baseline_sentence(then, since), key="goal-baseline")
        usual = float(round(100 * then.value))
        aim = st.number_input(_("To be, in per cent"), min_value=0.0, max_value=100.0, value=usual, step=1.0, key="goal-aim")
        by = st.date_input(_("By"), value=as_of + timedelta(days=365), min_value=as_of + timedelta(days=1), key="goal-by")
        if st.button(_("Set it"), type="primary", key="goal-set"):
            goal = Goal(name=name, measure=measure, since=since, baseline=then.value, target=round(aim / 100, 6), by=by)
            opened = workspace.store()
            put(
                opened, goal.name, measure=goal.measure, since=goal.since, baseline=goal.baseline, target=goal.target, by=goal.by,
                revision=opened.revision,
            )  # fmt: skip
            st.rerun()


def _as_goal(one: Set) -> Goal:
    return Goal(name=one.name, measure=one.measure, since=one.since, baseline=one.baseline, target=one.target, by=one.by)


def found(asked: Asked) -> BusinessCase:
    """Return the business case."""
    known = next_euro.basis() if asked.scenario is None else whole_basis(asked.scenario.field)
    return _found(*workspace.now(), workspace.terms(), repr(asked), _asked=asked, _known=known)


# What is kept names nobody: counts, sums and draws.


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=KEYED)
def _found(file: str, revision: int, terms: Terms, said: str, _asked: Asked, _known: Basis) -> BusinessCase:
    options, ready = _asked.options, readiness(dict(_asked.answers))
    if _asked.scenario is None:
        settings, effects = keeping(_known, _asked.kept, _asked.begins, options)
    else:
        settings, effects = list(_asked.scenario.settings), None
    late, planned = (expected(_known, settings, delay, options, effects=effects) for delay in (ready.delay, 0))
    costs = (*_asked.costs, *of_levers(settings))
    return business_case(late, planned, costs, ready, currency=_known.world.currency, customers=_known.world.customers, options=options)


@st.cache_resource(max_entries=24, show_spinner=False, hash_funcs=KEYED)
def _followed(file: str, revision: int, terms: Terms, said: str, _goal: Goal) -> Standing:
    return follow(workspace.relations(terms=terms), _goal, workspace.current().as_of)
