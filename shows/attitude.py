"""What `rapport.py show` prints of why customers stay, and of the company's own stage."""

from __future__ import annotations

from shows.view import COMMON, OF_STAGES, View


def _show_company_stage(view: View):
    from analysis.company_stage import company_stage
    from analysis.relations import mask

    relations, company = view.relations()
    meant = mask(relations, company, view.where)
    return company_stage(relations if meant is None else relations.part(meant), level=view.number("level", 0.95))


def _show_attitude(view: View):
    from analysis.attitude import attitude
    from analysis.relations import mask

    relations, company = view.relations()
    return attitude(
        relations,
        _declared(view, company),
        earlier=_earlier(view, relations),
        mask=mask(relations, company, view.where),
        level=view.number("level", 0.95),
    )


def _show_bond(view: View):
    from analysis.bond import SOON_DAYS, bond
    from analysis.relations import mask

    relations, company = view.relations()
    return bond(
        relations,
        _tie(view, relations, company),
        _declared(view, company),
        earlier=_earlier(view, relations),
        mask=mask(relations, company, view.where),
        soon_days=int(view.number("soon_days", SOON_DAYS)),
        level=view.number("level", 0.95),
    )


def _earlier(view: View, relations):
    """Return the stages of the earlier day whose sequel is told."""
    from analysis.attitude import stages_earlier

    months = view.number("months", None)
    return stages_earlier(
        relations,
        months=None if months is None else max(int(months), 1),
        cycle_days=view.number("cycle_days", view.settings.cycle_days),
    )


def _declared(view: View, company):
    """Return what everybody declares, a filter aside."""
    from analysis.declared import declared
    from analysis.survey import gather
    from models.answers import answers

    return declared(gather(answers(view.store), as_of=company.as_of, every=True), view.chosen.get("question"))


def _tie(view: View, relations, company):
    """Return what tells who is tied: the first of what the data say, or `tie=contract`, `dates:COLUMN`, `values:COLUMN:VALUE,VALUE`."""
    from analysis.bond import VALUES, by_values, ties
    from models.errors import Refused
    from models.traits import traits

    found = ties(relations, company, traits(view.store).memberships)
    asked = view.chosen.get("tie")
    if asked is None:
        return next(iter(found.values()), None)
    by, _, column = asked.partition(":")
    field, _, values = column.rpartition(":")
    if by == VALUES and field:
        return by_values(relations, company, field, values.split(","))
    if asked not in found:
        raise Refused(
            found=f"tie={asked}",
            needed="one of " + ", ".join((*found, "values:COLUMN:VALUE,VALUE")),
            do="name one of these, or leave it out",
        )
    return found[asked]


#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {
    "attitude": (_show_attitude, COMMON | OF_STAGES | {"question", "months", "level"}, True),
    "bond": (_show_bond, COMMON | OF_STAGES | {"question", "tie", "months", "soon_days", "level"}, True),
    "company-stage": (_show_company_stage, COMMON | OF_STAGES | {"level"}, True),
}
