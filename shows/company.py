"""What `rapport.py show` prints of the company as a whole, and who stays and who leaves."""

from __future__ import annotations

from shows.view import COMMON, OF_STAGES, View


def _show_workspace(view: View):
    from analysis.workspace import summary
    from models.answers import answers

    read, found = view.company()
    return summary(
        read.orders,
        read.refunds,
        read.customers,
        zone=view.settings.zone,
        as_of=found and found.as_of,
        revision=read.revision,
        batches=view.store.standing_batches(),
        digits=read.digits,
        free_orders=view.free_orders,
        answers=answers(view.store),
    )


def _show_overview(view: View):
    from analysis.overview import overview
    from models.spending import spending

    found = view.company_with_orders()
    return overview(
        found.orders,
        found.refunds,
        found.customers,
        found.occasions,
        period=view.chosen.get("period", "month"),
        as_of=found.as_of,
        currency=view.chosen.get("currency"),
        relations=view.known_relations_of(found),
        level=view.number("level", 0.95),
        spend=spending(view.store).spend,
    )


def _show_findings(view: View):
    from analysis.findings import findings
    from models.answers import answers
    from models.spending import spending

    found = view.company_with_orders()
    return findings(
        found,
        answers=answers(view.store),
        spend=spending(view.store).spend,
        relations=view.known_relations_of(found),
        currency=view.chosen.get("currency"),
        level=view.number("level", 0.95),
        q=view.number("q", 0.05),
    )


def _show_health(view: View):
    from analysis.health import health
    from models.answers import answers
    from models.reach import reach

    there = reach(view.store)
    return health(
        view.company_with_orders(),
        there.tables,
        answers(view.store).responses,
        left_out=there.left_out,
        currency=view.chosen.get("currency"),
    )


def _show_retention(view: View):
    from analysis.retention import retention

    found = view.company_with_orders()
    return retention(
        found.activity(view.chosen.get("period", "month")),
        kind=view.chosen.get("kind", "active"),
        mask=found.mask(view.where),
        usual_gap_days=found.usual_gap.days,
        level=view.number("level", 0.95),
    )


def _show_groups(view: View):
    from analysis.groups import chosen, groups

    found = view.company_with_orders()
    field = view.compared_by(found)
    values = view.where.pop(field, [])
    age = view.number("age", None)
    return groups(
        found.activity(view.chosen.get("period", "month")),
        chosen(found.attributes, field, values, among=found.mask(view.where)),
        field=field,
        kind=view.chosen.get("kind", "active"),
        age=None if age is None else int(age),
        usual_gap_days=found.usual_gap.days,
        level=view.number("level", 0.95),
    )


def _show_breaks(view: View):
    from analysis.breaks import breaks

    found = view.company_with_orders()
    return breaks(
        found.activity(view.chosen.get("period", "month")),
        found.attributes,
        mask=found.mask(view.where),
        level=view.number("level", 0.95),
        q=view.number("q", 0.05),
    )


def _show_survival(view: View):
    from analysis.staying import groups, staying
    from models.contacts import contacts
    from models.errors import Refused

    found = view.company_with_orders()
    by = view.chosen.get("by")
    result = staying(
        found.occasions,
        usual_gap_days=found.usual_gap.days,
        mask=found.mask(view.where),
        groups=groups(found.attributes, by) if by else None,
        contacts=contacts(view.store).contacts,
        orders=found.orders,
        period=view.chosen.get("period", "month"),
        level=view.number("level", 0.95),
    )
    if result is None:
        raise Refused(found="no customer with an order", needed="at least one", do="import orders that name their customers")
    return result


def _show_leak(view: View):
    from analysis.leak import leak

    found = view.company_with_orders()
    return leak(
        found.occasions,
        usual_gap_days=found.usual_gap.days,
        period=view.chosen.get("period", "month"),
        mask=found.mask(view.where),
        level=view.number("level", 0.95),
    )


def _show_retention_point(view: View):
    from analysis.absences import absences
    from analysis.retention_point import retention_point
    from models.errors import Refused

    found = view.company_with_orders()
    away = absences(found.occasions, usual_gap_days=_gap(found))
    result = retention_point(
        found.occasions,
        away,
        view.ledger(found),
        period=view.chosen.get("period", "month"),
        mask=found.mask(view.where),
        level=view.number("level", 0.95),
    )
    if result is None:
        raise Refused(
            found="too short or too small a company to tell what a point is worth",
            needed="a year in whose every period somebody could be lost, with 30 customers on average who bought in this currency",
            do="import longer orders, or ask for fewer filters",
        )
    return result


def show_causes(view: View):
    from analysis.absences import absences
    from analysis.causes import causes
    from analysis.last_words import complaints, contacts
    from models.answers import answers
    from models.contacts import contacts as read_contacts

    found = view.company_with_orders()
    return causes(
        found.occasions,
        absences(found.occasions, usual_gap_days=_gap(found)),
        view.ledger(found),
        usual_gap_days=found.usual_gap.days,
        complaints=complaints(answers(view.store).complaints, found.occasions),
        contacts=contacts(read_contacts(view.store).contacts, found.occasions),
        mask=found.mask(view.where),
        level=view.number("level", 0.95),
        q=view.number("q", 0.05),
    )


def _gap(company) -> float:
    from analysis.rhythm import known

    return known(company.usual_gap.days)


#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {
    "workspace": (_show_workspace, COMMON, False),
    "overview": (_show_overview, COMMON | OF_STAGES | {"period", "level", "currency"}, False),
    "findings": (_show_findings, COMMON | OF_STAGES | {"level", "q", "currency"}, False),
    "health": (_show_health, COMMON | {"currency"}, False),
    "retention": (_show_retention, COMMON | {"period", "kind", "level", "cycle_days"}, True),
    "groups": (_show_groups, COMMON | {"by", "age", "period", "kind", "level", "cycle_days"}, True),
    "breaks": (_show_breaks, COMMON | {"period", "level", "q"}, True),
    "survival": (_show_survival, COMMON | {"period", "by", "level", "cycle_days"}, True),
    "leak": (_show_leak, COMMON | {"period", "level", "cycle_days"}, True),
    "retention-point": (_show_retention_point, COMMON | {"period", "level", "cycle_days", "currency"}, True),
    "causes": (show_causes, COMMON | {"level", "q", "cycle_days", "currency"}, True),
}
