"""What `rapport.py show` prints of how loyal customers are."""

from __future__ import annotations

import json

from shows.view import COMMON, OF_STAGES, View


def _gathered(view: View):
    """Return the company, who is related to it (None without a usual gap), what shows loyalty, and how the index is reckoned."""
    from analysis.errors import NotEnoughGaps
    from analysis.loyalty_signs import Records
    from analysis.relations import own
    from models.contacts import contacts
    from models.loyalty import shown

    try:
        relations, company = view.relations()
    except NotEnoughGaps:
        relations, company = None, view.company_with_orders()
    rule = _rule(view)
    there = shown(view.store, rule.columns)
    _is_there(view, there.columns)
    records = Records(
        contacts=own(contacts(view.store).contacts, terms=view.terms()),
        deeds=there.deeds,
        memberships=there.memberships,
        said=there.said,
        told=there.told,
    )
    return company, relations, records, rule


def _rule(view: View):
    """Return how the index is reckoned: as the workspace keeps it, with what was asked for."""
    from dataclasses import replace

    from analysis.loyalty_scores import Rule
    from analysis.loyalty_signs import SIGNS, TOLD
    from models.errors import Refused

    rule = Rule.of(json.loads(view.settings.loyalty_index))
    if "weights" in view.chosen:
        try:
            weights = tuple(float(weight) for weight in view.chosen["weights"].split(","))
        except ValueError:
            raise Refused(found=f"weights={view.chosen['weights']}", needed="six numbers", do="write them as 20,25,15,15,10,15") from None
        rule = replace(rule, weights=weights)
    if "off" in view.chosen:
        off = frozenset(filter(None, view.chosen["off"].split(",")))
        if off - SIGNS.keys():
            raise Refused(found=f"off={view.chosen['off']}", needed="some of " + ", ".join(SIGNS), do="write them as rewards,answers")
        rule = replace(rule, off=off)
    columns = {sign: view.chosen[sign] for sign in TOLD if sign in view.chosen}
    return replace(rule, columns={**rule.columns, **columns})


def _is_there(view: View, columns: tuple[str, ...]) -> None:
    """Refuse a column that the customers' file doesn't have."""
    from analysis.loyalty_signs import TOLD
    from models.errors import Refused

    missing = {view.chosen[sign] for sign in TOLD if sign in view.chosen} - set(columns)
    if missing:
        needed = "a column of the customers' file: " + (", ".join(columns) or "there is none")
        raise Refused(found=", ".join(sorted(missing)), needed=needed, do="name one that there is")


def _relative(view: View) -> bool:
    from analysis.errors import choose

    return choose("scale", view.chosen.get("scale", "fixed"), ("fixed", "standing")) == "standing"


def _show_loyalty_index(view: View):
    from analysis.loyalty_index import loyalty_index
    from analysis.loyalty_signs import here_and_now
    from analysis.segments import values
    from analysis.stages import ABANDONED

    company, relations, records, rule = _gathered(view)
    signs, stage = here_and_now(company, relations, records)
    by = view.chosen.get("by")
    return loyalty_index(
        signs,
        rule.anchored_by(signs, None if stage is None else stage != ABANDONED),
        stage=stage,
        mask=company.mask(view.where),
        by=by,
        value=values(company.attributes, by) if by else None,
        relative=_relative(view),
        level=view.number("level", 0.95),
    )


def _show_loyalty_prediction(view: View):
    from analysis import relations as people
    from analysis.loyalty_prediction import foretell, look_back
    from analysis.rhythm import known

    company, relations, records, rule = _gathered(view)
    if relations is None:
        known(None)
    days = view.number("days", None)
    then = look_back(company.orders, relations, records, days=None if days is None else max(int(days), 1))
    mask = people.mask(relations, company, view.where)
    return then and foretell(then, rule, relative=_relative(view), mask=mask, level=view.number("level", 0.95))


INDEX = COMMON | OF_STAGES | {"weights", "off", "potential", "exclusive", "scale", "level"}
#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {
    "loyalty-index": (_show_loyalty_index, INDEX | {"by"}, True),
    "loyalty-prediction": (_show_loyalty_prediction, INDEX | {"days"}, True),
}
