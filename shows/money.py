"""What `rapport.py show` prints of what customers bring and will bring."""

from __future__ import annotations

from shows.view import COMMON, View


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
    from analysis.lifetime_value import lifetime_value
    from models.ingest.values import currency_digits

    found = view.company_with_orders()
    return lifetime_value(
        found,
        mask=found.mask(view.where),
        period=view.chosen.get("period", "month"),
        currency=view.chosen.get("currency"),
        digits=currency_digits,
        level=view.number("level", 0.95),
    )


#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {
    "money": (_show_money, COMMON | {"period", "currency", "level", "margin"}, True),
    "money-groups": (_show_money_groups, COMMON | {"by", "age", "period", "currency", "level"}, True),
    "lifetime-value": (_show_lifetime_value, COMMON | {"period", "level", "currency", "cycle_days"}, True),
}
