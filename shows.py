"""What `rapport.py show NAME` prints: for each name, the result of analysis that it is, made from a workspace.

The command line needs the names at once and the libraries behind them only when one is asked for: each is imported where it is used.
"""

from __future__ import annotations

import json
from datetime import date


class View:
    """A workspace as somebody asks for it: on a day, with options, and for the customers that are meant."""

    def __init__(self, workspace: str, as_of: date | None, option: list[tuple[str, str]], where: list[tuple[str, str]]) -> None:
        from models.store import Store

        self.store = Store(workspace)
        self.settings = self.store.settings()
        self.chosen = dict(option)
        self.as_of = as_of or (date.fromisoformat(self.settings.as_of) if self.settings.as_of else None)
        self.free_orders = self.chosen.get("free_orders", "yes") not in ("no", "false", "0")
        self.where: dict[str, list[str]] = {}
        for field, value in where:
            self.where.setdefault(field, []).append(value)

    def number(self, key: str, otherwise: float | None) -> float | None:
        """Return an option as a number."""
        if key not in self.chosen:
            return otherwise
        try:
            return float(self.chosen[key])
        except ValueError:
            from models.errors import Refused

            raise Refused(found=f"{key}={self.chosen[key]}", needed="a number", do="write it as 0.95 or 30") from None

    def company(self):
        """Return the frames and the company, None where there is no order."""
        from analysis.company import company
        from models.frames import frames
        from models.traits import traits

        read, known = frames(self.store), traits(self.store)
        closed = set(json.loads(self.settings.closed_shops)) | {self.chosen[k] for k in ("closed",) if k in self.chosen}
        found = company(
            read.orders,
            read.refunds,
            read.customers,
            as_of=self.as_of,
            closed=closed,
            free_orders=self.free_orders,
            cycle_days=self.number("cycle_days", self.settings.cycle_days),
            digits=read.digits,
            memberships=known.memberships,
            overall=known.overall,
        )
        return read, found

    def company_with_orders(self):
        """Return the company, or say that there is none."""
        from models.errors import Refused

        _, found = self.company()
        if found is None:
            raise Refused(found="no orders in the workspace", needed="at least one", do="import a file of orders")
        return found

    def survey(self, *, every: bool = False):
        """Return what an audience answered through `as_of`, of the customers that are meant, and the company, None without orders."""
        import numpy as np

        from analysis.survey import gather
        from models.answers import answers
        from models.errors import Refused

        _, found = self.company()
        asked = gather(
            answers(self.store),
            audience=self.chosen.get("audience", "customer"),
            as_of=found.as_of if found is not None else self.as_of,
            wave=self.chosen.get("wave", "auto"),
            every=every,
        )
        if self.where:
            if found is None:
                raise Refused(
                    found="no orders to filter customers by", needed="at least one", do="import a file of orders, or leave --where out"
                )
            asked = asked.part(np.isin(asked.customer, found.occasions.customers[found.mask(self.where)]))
        return asked, found

    def driver_model(self, asked):
        """Return the complete answers of a survey, and the resamples that are wanted."""
        from analysis.driver_model import prepare, resample

        names = self.chosen.get("attributes")
        model = prepare(asked, outcome=self.chosen.get("outcome", "overall"), attributes=names.split("|") if names else None)
        return model, resample(model, range(self.resamples), seed=self.seed)

    @property
    def standards(self) -> dict[str, float]:
        """The minutes within which contacts are to be answered, by channel: `phone:0.1,e-mail:60`."""
        from models.errors import Refused

        found = {}
        for part in filter(None, self.chosen.get("standards", "").split(",")):
            channel, _, minutes = part.rpartition(":")
            try:
                found[channel.strip()] = float(minutes)
            except ValueError:
                raise Refused(found=f"standards={part}", needed="CHANNEL:MINUTES", do="write it as phone:0.1,e-mail:60") from None
        return found

    @property
    def resamples(self) -> int:
        """How often customers are drawn again."""
        return max(int(self.number("resamples", 500)), 0)

    @property
    def seed(self) -> int:
        """Of all that is drawn."""
        return max(int(self.number("seed", 0)), 0)

    def ledger(self, company):
        """Return what the company's customers brought, in the currency asked for or the commonest."""
        from analysis import ledger
        from analysis.occasions import counted
        from analysis.overview import main_currency

        kept = counted(company.orders, as_of=company.as_of, free_orders=self.free_orders)
        currency = main_currency(kept, self.chosen.get("currency"))
        return ledger.gather(company.orders, company.refunds, company.occasions, currency=currency)

    def compared_by(self, found) -> str:
        """Return the field whose values are compared, or say that there is none."""
        from models.errors import Refused

        if "by" not in self.chosen:
            raise Refused(
                found="no field to compare by",
                needed="one of " + ", ".join(found.fields()),
                do="add --option by=NAME; --where NAME=VALUE of the same field names the groups",
            )
        return self.chosen["by"]


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
        cycle_days=view.number("cycle_days", view.settings.cycle_days),
        level=view.number("level", 0.95),
        spend=spending(view.store).spend,
    )


def _show_findings(view: View):
    from analysis.findings import findings
    from models.answers import answers
    from models.spending import spending

    return findings(
        view.company_with_orders(),
        answers=answers(view.store),
        spend=spending(view.store).spend,
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


def _show_causes(view: View):
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
    from analysis.stages import known

    return known(company.usual_gap.days)


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


COMMON = {"closed", "free_orders"}
SURVEY = COMMON | {"audience", "outcome", "attributes", "level", "seed", "resamples"}
#: A result's name: how it is made, its options, and whether --where selects customers for it.
SHOWS = {
    "workspace": (_show_workspace, COMMON, False),
    "retention": (_show_retention, COMMON | {"period", "kind", "level", "cycle_days"}, True),
    "survival": (_show_survival, COMMON | {"period", "by", "level", "cycle_days"}, True),
    "leak": (_show_leak, COMMON | {"period", "level", "cycle_days"}, True),
    "money": (_show_money, COMMON | {"period", "currency", "level", "margin"}, True),
    "money-groups": (_show_money_groups, COMMON | {"by", "age", "period", "currency", "level"}, True),
    "retention-point": (_show_retention_point, COMMON | {"period", "level", "cycle_days", "currency"}, True),
    "causes": (_show_causes, COMMON | {"level", "q", "cycle_days", "currency"}, True),
    "groups": (_show_groups, COMMON | {"by", "age", "period", "kind", "level", "cycle_days"}, True),
    "breaks": (_show_breaks, COMMON | {"period", "level", "q"}, True),
    "overview": (_show_overview, COMMON | {"period", "level", "cycle_days", "currency"}, False),
    "health": (_show_health, COMMON | {"currency"}, False),
    "lifetime-value": (_show_lifetime_value, COMMON | {"period", "level", "currency", "cycle_days"}, True),
    "drivers": (_show_drivers, SURVEY, True),
    "importance": (_show_importance, SURVEY | {"kind"}, True),
    "penalty-reward": (_show_penalty_reward, SURVEY, True),
    "plan": (_show_plan, SURVEY, True),
    "satisfaction": (_show_satisfaction, COMMON | {"wave", "by", "population", "level", "cycle_days"}, True),
    "trust": (_show_trust, COMMON | {"wave", "level", "cycle_days"}, True),
    "respondents": (_show_respondents, COMMON | {"wave", "by", "currency", "level", "cycle_days"}, False),
    "behaviour": (_show_behaviour, COMMON | {"days", "level", "cycle_days"}, True),
    "complaints": (_show_complaints, COMMON | {"standards", "level"}, False),
    "recovery": (_show_recovery, COMMON | {"days", "level"}, False),
    "employees": (_show_employees, COMMON | {"wave", "level"}, False),
    "findings": (_show_findings, COMMON | {"level", "q", "cycle_days", "currency"}, False),
}
