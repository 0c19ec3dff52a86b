"""What `rapport.py show` prints of what customers bring and will bring."""

from __future__ import annotations

from shows.view import COMMON, OF_STAGES, View


def _show_money(view: View):
    from analysis.money import brought
    from models.spending import spending

    found = view.company_with_orders()
    return brought(
        found,
        spending(view.store).spend,
        mask=found.mask(view.where),
        period=view.chosen.get("period", "month"),
        currency=view.chosen.get("currency"),
        margin=view.number("margin", None),
        level=view.number("level", 0.95),
    )


def _show_money_groups(view: View):
    from analysis.groups import chosen
    from analysis.money_groups import money_groups
    from analysis.takings import gather

    found = view.company_with_orders()
    field = view.compared_by(found)
    values, age = view.where.pop(field, []), view.number("age", None)
    return money_groups(
        gather(found, currency=view.chosen.get("currency"), period=view.chosen.get("period", "month")),
        chosen(found.attributes, field, values, among=found.mask(view.where)),
        field=field,
        age=None if age is None else int(age),
        level=view.number("level", 0.95),
    )


def _show_lifetime_value(view: View):
    from dataclasses import replace

    from analysis.lifetime_value import lifetime_value
    from models.ingest.values import currency_digits

    found = view.company_with_orders()
    told = lifetime_value(
        found,
        mask=found.mask(view.where),
        period=view.chosen.get("period", "month"),
        currency=view.chosen.get("currency"),
        digits=currency_digits,
        level=view.number("level", 0.95),
    )
    return replace(told, by_stage=_by_stage(view, found, told))


def _by_stage(view: View, found, told):
    """What a customer of each stage will bring; nothing where no stages are known, or the history is short."""
    from analysis.errors import Refused
    from analysis.ledger import of_company
    from analysis.relations import mask
    from analysis.whatif.baseline import stage_values

    relations = view.known_relations_of(found)
    if relations is None:
        return ()
    try:
        return stage_values(
            relations,
            of_company(found, told.currency, people=relations.occasions),
            months=told.horizon_months,
            mask=mask(relations, found, view.where),
            level=told.level,
        )
    except Refused:
        return ()


def _show_value(view: View):
    from analysis.ledger import of_company
    from analysis.whatif.options import Options
    from analysis.whatif.value import value
    from models.ingest.values import currency_digits
    from models.spending import spending

    relations, found = view.relations()
    usual = Options()
    return value(
        found,
        relations,
        of_company(found, view.chosen.get("currency"), people=relations.occasions),
        Options(
            months=int(view.number("months", usual.months)),
            discount_rate=view.number("discount", usual.discount_rate),
            margin=view.number("margin", usual.margin),
            level=view.number("level", usual.level),
            seed=view.seed,
        ),
        spend=spending(view.store).spend,
        field=view.chosen.get("by"),
        digits=currency_digits,
    )


#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {
    "money": (_show_money, COMMON | {"period", "currency", "level", "margin"}, True),
    "money-groups": (_show_money_groups, COMMON | {"by", "age", "period", "currency", "level"}, True),
    "lifetime-value": (_show_lifetime_value, COMMON | OF_STAGES | {"period", "level", "currency"}, True),
    "value": (_show_value, COMMON | OF_STAGES | {"by", "months", "discount", "margin", "currency", "level", "seed"}, False),
}
