"""A workspace as somebody asks for it on the command line."""

from __future__ import annotations

import json
from datetime import date

#: Options that every result knows.
COMMON = frozenset({"closed", "free_orders"})
#: Options of those that look at stages.
OF_STAGES = frozenset({"at_risk", "abandoned", "loyalty_run", "k", "cycle_days"})


class Asked:
    """The options that somebody gives."""

    def __init__(self, option: list[tuple[str, str]]) -> None:
        self.chosen = dict(option)

    def number(self, key: str, otherwise: float | None) -> float | None:
        """Return an option as a number."""
        if key not in self.chosen:
            return otherwise
        try:
            return float(self.chosen[key])
        except ValueError:
            from models.errors import Refused

            raise Refused(found=f"{key}={self.chosen[key]}", needed="a number", do="write it as 0.95 or 30") from None


class View(Asked):
    """A workspace as somebody asks for it: on a day, with options, and for the customers that are meant."""

    def __init__(self, workspace: str, as_of: date | None, option: list[tuple[str, str]], where: list[tuple[str, str]]) -> None:
        from models.store import Store

        super().__init__(option)
        self.store = Store(workspace)
        self.settings = self.store.settings()
        self.as_of = as_of or (date.fromisoformat(self.settings.as_of) if self.settings.as_of else None)
        self.free_orders = self.chosen.get("free_orders", "yes") not in ("no", "false", "0")
        self.where: dict[str, list[str]] = {}
        for field, value in where:
            self.where.setdefault(field, []).append(value)

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

    def terms(self):
        """Return the stage rule: the one that the workspace keeps, with the thresholds that were asked for."""
        from dataclasses import replace

        from analysis.relations import THRESHOLDS, Terms

        kept = Terms.of(json.loads(self.settings.stage_rule))
        asked = {name: type(getattr(kept.rule, name))(self.number(name, 0)) for name in THRESHOLDS if name in self.chosen}
        return replace(kept, rule=replace(kept.rule, **asked))

    def relations(self):
        """Return everybody whom the company has dealt with, and the company."""
        found = self.company_with_orders()
        return self.relations_of(found), found

    def relations_of(self, company):
        """Return everybody whom a company has dealt with."""
        from analysis.relations import gather
        from models.contacts import contacts

        return gather(company, contacts(self.store).contacts, terms=self.terms())

    def known_relations_of(self, company):
        """The same; None where the population has no usual gap."""
        return None if company.usual_gap.days is None else self.relations_of(company)

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
        """The minutes within which contacts are to be answered, by channel: as the workspace has them, or as `phone:0.1,e-mail:60` says."""
        from models.errors import Refused

        found = dict(json.loads(self.settings.standards))
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

        return ledger.of_company(company, self.chosen.get("currency"))

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
