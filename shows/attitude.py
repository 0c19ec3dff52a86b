"""What `rapport.py show` prints of why customers stay, and of the company's own stage."""

from __future__ import annotations

from shows.view import COMMON, View

#: The stage rule's thresholds, and what stands in for the usual gap where it is not known.
RULE = frozenset({"at_risk", "abandoned", "loyalty_run", "k", "cycle_days"})


def _show_company_stage(view: View):
    from analysis.company_stage import company_stage

    return company_stage(_meant(view)[0], level=view.number("level", 0.95))


def _meant(view: View):
    """Return the people who are meant, and the company."""
    from analysis.relations import mask

    relations, company = view.relations()
    meant = mask(relations, company, view.where)
    return (relations if meant is None else relations.part(meant)), company


#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {
    "company-stage": (_show_company_stage, COMMON | RULE | {"level"}, True),
}
