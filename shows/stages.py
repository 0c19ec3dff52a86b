"""What `rapport.py show` prints of the stages that customers are in."""

from __future__ import annotations

from shows.view import COMMON, OF_STAGES, View


def _show_stages(view: View):
    from analysis.relations import mask
    from analysis.stage_back_test import stage_back_test

    relations, found = view.relations()
    days = view.number("days", None)
    return stage_back_test(
        relations,
        days=None if days is None else int(days),
        dates=int(view.number("dates", 1)),
        then=_then(view, relations),
        mask=mask(relations, found, view.where),
        level=view.number("level", 0.95),
    )


def _show_stage(view: View):
    from analysis import ledger
    from analysis.calendar import months_before
    from analysis.one_stage import one_stage
    from analysis.relations import mask
    from analysis.stage_people import gather
    from analysis.survey import gather as gather_survey
    from models.answers import answers
    from models.traits import traits

    relations, found = view.relations()
    said = answers(view.store)
    people = gather(
        relations,
        ledger.of_company(found, view.chosen.get("currency"), people=relations.occasions),
        survey=gather_survey(said, as_of=found.as_of),
        complaints=said.complaints,
        memberships=traits(view.store).memberships,
        then=_then(view, relations),
    )
    stage = view.chosen.get("stage", "loyalty")
    before = relations.stages(months_before(relations.as_of, int(view.number("months", 1))))
    return one_stage(people, stage, before=before, mask=mask(relations, found, view.where), level=view.number("level", 0.95))


def _show_ways(view: View):
    from analysis.relations import mask
    from analysis.spells import spells
    from analysis.ways import ways

    relations, found = view.relations()
    return ways(relations, spells(relations), mask=mask(relations, found, view.where), level=view.number("level", 0.95))


def _show_funnel(view: View):
    from datetime import date

    from analysis.funnel import cohorts, funnel, parts
    from analysis.relations import mask
    from analysis.spells import spells
    from analysis.stages import STAGES
    from models.errors import Refused

    stage, since = view.chosen.get("stage", "capture"), view.chosen.get("since")
    if stage not in STAGES:
        raise Refused(found=f"stage={stage}", needed="one of " + ", ".join(STAGES), do="name a stage")
    try:
        since = date.fromisoformat(since) if since else None
    except ValueError:
        raise Refused(found=f"since={since}", needed="a day as 2026-01-31", do="write the day so") from None
    relations, found = view.relations()
    if "by" in view.chosen:
        sides = parts(relations, found, view.chosen["by"], view.where.pop(view.chosen["by"], ()))
    else:
        sides = cohorts(relations, view.chosen.get("period", "quarter"))
    return funnel(
        relations,
        spells(relations),
        mask=mask(relations, found, view.where),
        since=since,
        parts=sides,
        part_stage=stage,
        level=view.number("level", 0.95),
    )


def _show_moves(view: View):
    from analysis.calendar import months_before
    from analysis.moves import moves, pooled
    from analysis.relations import mask

    relations, found = view.relations()
    months, steps = (max(int(view.number(name, usual)), 1) for name, usual in (("months", 3), ("steps", 1)))
    days = [months_before(relations.as_of, months * back) for back in range(steps, -1, -1)]
    tables = list(relations.stages_at(days))
    how = {
        "usual_gap_days": relations.usual_gap_days,
        "rule": relations.rule,
        "contacts": bool(len(relations.contacts.day)),
        "cancellations": bool(len(relations.cancellations.day)),
        "mask": mask(relations, found, view.where),
        "level": view.number("level", 0.95),
    }
    return moves(*tables, **how) if steps == 1 else pooled(tables, **how)


def _then(view: View, relations):
    """Everybody's stage on a past day, with the cycle that was declared where there are few gaps."""
    from functools import partial

    from analysis.stage_back_test import stages_then

    return partial(stages_then, relations, cycle_days=view.number("cycle_days", view.settings.cycle_days))


def _show_stage_groups(view: View):
    from analysis import segments
    from analysis.stage_groups import stage_groups

    relations, found = view.relations()
    field = view.compared_by(found)
    asked = view.where.pop(field, []) or segments.fields(found.attributes).get(field, ())
    meant = found.mask(view.where)
    meant = slice(None) if meant is None else meant
    return stage_groups(
        relations.stages(relations.as_of),
        found.occasions.customers[meant],
        segments.values(found.attributes, field)[meant],
        field=field,
        asked=asked,
        level=view.number("level", 0.95),
    )


def _show_person(view: View):
    from analysis.one_person import one_person
    from models.errors import Refused
    from models.known import known_as

    relations, _found = view.relations()
    asked = view.chosen.get("customer", "")
    people = known_as(view.store, asked)
    if len(people) != 1:
        raise Refused(
            found=f"customer={asked}, by which {len(people)} people are known",
            needed="an e-mail, a customer number or a name of one",
            do="write it as in the files, as in --option customer=ann@example.org",
        )
    found = one_person(relations, people[0])
    if found is None:
        raise Refused(found=f"{asked}, without an order or a contact", needed="somebody with either", do="choose somebody else")
    return found


#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {
    "stages": (_show_stages, COMMON | OF_STAGES | {"days", "dates", "level"}, True),
    "ways": (_show_ways, COMMON | OF_STAGES | {"level"}, True),
    "funnel": (_show_funnel, COMMON | OF_STAGES | {"stage", "since", "by", "period", "level"}, True),
    "moves": (_show_moves, COMMON | OF_STAGES | {"months", "steps", "level"}, True),
    "stage-groups": (_show_stage_groups, COMMON | OF_STAGES | {"by", "level"}, True),
    "person": (_show_person, COMMON | OF_STAGES | {"customer"}, False),
    "stage": (_show_stage, COMMON | OF_STAGES | {"stage", "months", "currency", "level"}, True),
}
