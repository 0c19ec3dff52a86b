"""What `rapport.py show` prints of what customers and employees say."""

from __future__ import annotations

from shows.view import COMMON, View


def _show_satisfaction(view: View):
    from analysis.answered import labels
    from analysis.satisfaction import satisfaction

    (asked, known), by, population = view.survey(), view.chosen.get("by"), view.number("population", None)
    gathered = {"occasions": known.occasions, "attributes": known.attributes, "usual_gap_days": known.usual_gap.days} if known else {}
    return satisfaction(
        asked,
        field=by,
        segment=labels(asked, by, **gathered) if by else None,
        population=None if population is None else int(population),
        level=view.number("level", 0.95),
    )


def _show_trust(view: View):
    from analysis.answered import stage_names
    from analysis.trust import trust

    asked, known = view.survey()
    gap = known.usual_gap.days if known else None
    stage = None if gap is None else stage_names(asked, known.occasions, usual_gap_days=gap)
    return trust(asked, stage=stage, level=view.number("level", 0.95))


def _show_respondents(view: View):
    from analysis.respondents import respondents
    from analysis.segments import values
    from models.answers import answers

    known, by = view.company_with_orders(), view.chosen.get("by")
    asked, _ = view.survey()
    return respondents(
        asked,
        known.occasions,
        ledger=view.ledger(known),
        complaints=answers(view.store).complaints,
        usual_gap_days=known.usual_gap.days,
        field=by or "stage",
        cell=values(known.attributes, by) if by else None,
        level=view.number("level", 0.95),
    )


def _show_behaviour(view: View):
    from analysis.behaviour import behaviour

    known = view.company_with_orders()
    asked, _ = view.survey(every=True)
    days = int(view.number("days", 90))
    return behaviour(asked, known.occasions, usual_gap_days=known.usual_gap.days, days=days, level=view.number("level", 0.95))


def _show_drivers(view: View):
    from analysis.drivers import drivers

    asked, _ = view.survey()
    return drivers(*view.driver_model(asked), level=view.number("level", 0.95))


def _show_importance(view: View):
    from analysis.errors import choose
    from analysis.importance import DERIVED, STATED, derived, stated

    asked, _ = view.survey()
    level = view.number("level", 0.95)
    if choose("kind", view.chosen.get("kind", DERIVED), (DERIVED, STATED)) == STATED:
        return stated(asked, resamples=view.resamples, seed=view.seed, level=level)
    return derived(asked, *view.driver_model(asked), level=level)


def _show_penalty_reward(view: View):
    from analysis.penalty_reward import penalty_reward

    asked, _ = view.survey()
    return penalty_reward(view.driver_model(asked)[0], level=view.number("level", 0.90))


def _show_plan(view: View):
    from analysis.drivers import drivers
    from analysis.places import fields
    from analysis.plan import plan

    asked, found = view.survey()
    model, drawn = view.driver_model(asked)
    level = view.number("level", 0.95)
    places = fields(asked, found and found.occasions, found and found.attributes)
    return plan(asked, model, drivers(model, drawn, level=level), places=places, level=level)


def _show_complaints(view: View):
    from analysis.complaints import complaints
    from models.answers import answers
    from models.contacts import contacts

    _, known = view.company()
    return complaints(
        answers(view.store).complaints,
        contacts(view.store).contacts,
        as_of=known.as_of if known else view.as_of,
        standards=view.standards,
        level=view.number("level", 0.95),
    )


def _show_recovery(view: View):
    from analysis.recovery import recovery
    from models.answers import answers

    known = view.company_with_orders()
    asked, _ = view.survey(every=True)
    days = int(view.number("days", 90))
    return recovery(answers(view.store).complaints, known.occasions, survey=asked, days=days, level=view.number("level", 0.95))


def _show_employees(view: View):
    from analysis.employees import employees
    from analysis.survey import gather
    from models.answers import answers

    outside, known = view.survey()
    said = answers(view.store)
    as_of, wave = known.as_of if known else view.as_of, view.chosen.get("wave", "auto")
    inside = gather(said, audience="employee", as_of=as_of, wave=wave)
    return employees(inside, outside, level=view.number("level", 0.95))


SURVEY = COMMON | {"audience", "outcome", "attributes", "level", "seed", "resamples"}
#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {
    "satisfaction": (_show_satisfaction, COMMON | {"wave", "by", "population", "level", "cycle_days"}, True),
    "trust": (_show_trust, COMMON | {"wave", "level", "cycle_days"}, True),
    "respondents": (_show_respondents, COMMON | {"wave", "by", "currency", "level", "cycle_days"}, False),
    "behaviour": (_show_behaviour, COMMON | {"days", "level", "cycle_days"}, True),
    "drivers": (_show_drivers, SURVEY, True),
    "importance": (_show_importance, SURVEY | {"kind"}, True),
    "penalty-reward": (_show_penalty_reward, SURVEY, True),
    "plan": (_show_plan, SURVEY, True),
    "complaints": (_show_complaints, COMMON | {"standards", "level"}, False),
    "recovery": (_show_recovery, COMMON | {"days", "level"}, False),
    "employees": (_show_employees, COMMON | {"wave", "level"}, False),
}
