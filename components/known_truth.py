"""Estimate and truth side by side, gathered: what each page says by itself, and what the company's lives come to.

The company is made again from its truth, so what is true of everybody in it can be reckoned; it takes seconds, so it is a job.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

import sample_data
from analysis import calendar, ledger
from analysis import truth_rows as beside
from analysis.activity import Activity
from analysis.behaviour import behaviour
from analysis.company import Company
from analysis.driver_model import prepare
from analysis.drivers import drivers
from analysis.employees import employees
from analysis.errors import Refused
from analysis.money import brought
from analysis.overview import overview
from analysis.programme_effect import programme_effect
from analysis.recovery import recovery
from analysis.relations import Relations
from analysis.respondents import respondents
from analysis.retention import retention
from analysis.side_by_side import PAGES, Row, SideBySide, side_by_side
from analysis.stage_back_test import stage_back_test
from analysis.staying import staying
from analysis.survey import gather
from analysis.whatif.options import Options
from analysis.whatif.value import by_field
from components import workspace
from models.answers import Answers, answers
from models.contacts import contacts
from models.programmes import programmes
from sample_data import facts as known

#: A company of more customers is not made again: whoever writes a truth may write anything into it.
AT_MOST = 50_000
#: Of so many months what a newcomer brings is held against the truth.
MONTHS = 12

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that is looked at, taken while the visitor is here: a job has none."""

    told: Mapping
    company: Company
    relations: Relations | None
    months: Activity
    said: Answers
    spend: pl.DataFrame
    memberships: pl.DataFrame
    contacts: pl.DataFrame
    gaps: float
    revision: int


def gathered(told: Mapping) -> Gathered:
    """Gather it from the workspace that is looked at; there must be a company."""
    opened = workspace.store()
    return Gathered(
        told=told,
        company=workspace.current(),
        relations=workspace.known_relations(),
        months=workspace.activity("month"),
        said=answers(opened),
        spend=workspace.spend(),
        memberships=programmes(opened).memberships,
        contacts=contacts(opened).contacts,
        gaps=workspace.terms().rule.abandoned,
        revision=opened.revision,
    )


def again(told: Mapping, company: Company) -> sample_data.Company | None:
    """Make the company of a truth again; None where that can't be, or where it is not the one that is here."""
    try:
        if not 1 <= told["parameters"]["customers"] <= AT_MOST:
            return None
        made = sample_data.again(told)
    except (KeyError, TypeError, ValueError):
        return None
    same = made.customers == len(company.occasions.customers) and made.trade.last_day.isoformat() == told["last_day"]
    return made if same and company.as_of == made.trade.last_day else None


def reckon(seen: Gathered, progress: Progress) -> SideBySide:
    """Lay every page's answer beside the truth; `progress` is told the page, and may raise to end it."""
    made = again(seen.told, seen.company)
    parts: dict[str, Callable[[], list[Row]]] = {
        "overview": lambda: _overview(seen),
        "retention": lambda: beside.retention_rows(seen.told, retention(seen.months, kind="active")),
        "satisfaction": lambda: _satisfaction(seen),
        "answers": lambda: _next_orders(seen),
        "complaints": lambda: beside.complaints_rows(seen.told, recovery(seen.said.complaints, seen.company.occasions)),
        "programmes": lambda: _programmes(seen),
    }
    if made is not None:
        progress("lives", 0, made.customers)
        facts = known.facts(made, progress=lambda done, total: progress("lives", done, total))
        own = _own(seen, facts)
        parts |= {
            "leaving": lambda: _leaving(seen, facts),
            "money": lambda: _money(seen, made),
            "answers": lambda: _answers(seen, facts) + _next_orders(seen),
            "employees": lambda: _employees(seen),
            "stages": lambda: _stages(seen, own, facts),
            "value": lambda: _value(seen, facts),
        }
    rows = {}
    for done, page in enumerate(PAGES):
        progress(page, done, len(PAGES))
        try:
            rows[page] = parts[page]() if page in parts else []
        except Refused:  # the page says itself what is missing
            rows[page] = []
    return side_by_side([row for page in PAGES for row in rows[page]])


def _overview(seen: Gathered) -> list[Row]:
    company = seen.company
    page = overview(
        company.orders, company.refunds, company.customers, company.occasions, period="month", as_of=company.as_of,
        relations=seen.relations, spend=seen.spend,
    )  # fmt: skip
    return beside.overview_rows(seen.told, page)


def _leaving(seen: Gathered, facts: known.Facts) -> list[Row]:
    found = staying(seen.company.occasions, usual_gap_days=seen.company.usual_gap.days)
    return beside.leaving_rows(found, facts.second_after)


def _money(seen: Gathered, made: sample_data.Company) -> list[Row]:
    expected = known.brought(made, MONTHS)
    truth = {} if expected is None else {MONTHS: expected * net_of_paid(seen.told)}
    return beside.money_rows(brought(seen.company, seen.spend), truth)


def _satisfaction(seen: Gathered) -> list[Row]:
    told = next(one for one in seen.told["planted"] if one["name"] == "driver")
    survey = gather(seen.said, as_of=seen.company.as_of)
    return beside.satisfaction_rows(seen.told, drivers(prepare(survey)), [told[name] for name in ("others", "group") if name in told])


def _answers(seen: Gathered, facts: known.Facts) -> list[Row]:
    company = seen.company
    found = respondents(
        gather(seen.said, as_of=company.as_of),
        company.occasions,
        ledger=ledger.of_company(company),
        complaints=seen.said.complaints if len(seen.said.complaints) else None,
        usual_gap_days=company.usual_gap.days,
    )
    return beside.answers_rows(found, facts.satisfaction)


def _next_orders(seen: Gathered) -> list[Row]:
    company = seen.company
    found = behaviour(gather(seen.said, as_of=company.as_of, every=True), company.occasions, usual_gap_days=company.usual_gap.days)
    return beside.difference_rows(seen.told, "satisfaction", found.comparison, page="answers", level=found.level)


def _employees(seen: Gathered) -> list[Row]:
    inside, outside = (gather(seen.said, audience=who, as_of=seen.company.as_of) for who in ("employee", "customer"))
    return beside.employees_rows(employees(inside, outside), known.employees())


def _own(seen: Gathered, facts: known.Facts) -> np.ndarray:
    """The place among the facts of everybody whom the company has dealt with; -1 of those who never ordered."""
    if seen.relations is None:
        return np.zeros(0, dtype=np.int64)
    places = pl.DataFrame({"email": facts.email}).with_row_index("place")
    people = pl.DataFrame({"customer": seen.relations.occasions.customers})
    named = people.join(seen.company.customers.select("customer", pl.col("email").str.to_lowercase()), on="customer", how="left")
    return named.join(places, on="email", how="left", maintain_order="left")["place"].cast(pl.Int64).fill_null(-1).to_numpy()


def _stages(seen: Gathered, own: np.ndarray, facts: known.Facts) -> list[Row]:
    relations = seen.relations
    if relations is None:
        return []
    there = own >= 0
    stage, place = relations.stages(relations.as_of).stage[there], own[there]
    test = stage_back_test(relations).back_test
    watched = calendar.day_number(test[0].until) - calendar.day_number(test[0].as_of) if test else 0
    return beside.stages_rows(stage, facts.left[place]) + beside.again_rows(test, stage, facts.next_after[place] <= watched)


def _programmes(seen: Gathered) -> list[Row]:
    company = seen.company
    if not len(seen.memberships) or company.usual_gap.days is None:
        return []
    found = programme_effect(
        seen.memberships,
        occasions=company.occasions,
        ledger=ledger.of_company(company),
        usual_gap_days=company.usual_gap.days,
        gaps=seen.gaps,
    )
    return beside.programme_rows(found)


def _value(seen: Gathered, facts: known.Facts) -> list[Row]:
    if seen.relations is None:
        return []
    book = ledger.of_company(seen.company, people=seen.relations.occasions)
    found = by_field(seen.company, seen.relations, book, Options(), spend=seen.spend)
    return beside.value_rows(found, facts.paid_ahead.sum(axis=0), net_of_paid=net_of_paid(seen.told))


def net_of_paid(told: Mapping) -> float:
    """What is left of what is paid once refunds are taken off."""
    counts, currency = told["counts"], told["currency"]
    return float(counts["net"][currency]) / float(counts["gross"][currency])
