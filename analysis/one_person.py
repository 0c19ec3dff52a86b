"""One person's stages from the first day on: the rule at work, for somebody who wants to see it."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from analysis import calendar
from analysis.relations import Relations
from analysis.rhythm import first_over
from analysis.spells import spells
from analysis.stages import AT_RISK, CAPTURE, LOYALTY, MAINTENANCE, NOT_YET, RECOVERED, STAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days in one stage, the first and the last of them included."""

    stage: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePerson:
    """What the rule says of somebody.

    Attributes
    ----------
    customer : int
        Party id.
    as_of : date
    stage : str or None
        Now; None outside the population.
    stretches : tuple of Stretch
        Ascending; days outside the population are in none.
    orders, contacts, cancellations : tuple of date
        Days with an order, with a contact that they began, and on which they cancelled.
    usual_gap_days : float
        Their own.
    silent_days : int or None
        Since the last order; None before the first.
    rho : float or None
        That, in usual gaps.
    at_risk_from, abandoned_from : date or None
        From which day on they will be that if nothing comes; None for what they are already, and before the first order.
    """

    customer: int
    as_of: date
    stage: str | None
    stretches: tuple[Stretch, ...]
    orders: tuple[date, ...]
    contacts: tuple[date, ...]
    cancellations: tuple[date, ...]
    usual_gap_days: float
    silent_days: int | None
    rho: float | None
    at_risk_from: date | None
    abandoned_from: date | None


def one_person(relations: Relations, customer: int) -> OnePerson | None:
    """Follow one of them; None for somebody who isn't among them.

    Parameters
    ----------
    relations : Relations
    customer : int
        Party id.

    Examples
    --------
    >>> from analysis.dated import dated
    >>> from analysis.occasions import Occasions
    >>> from analysis.relations import relate
    >>> people = Occasions(customers=np.array([7]), start=np.array([0, 2]), day=np.array([0, 30]), as_of=date(1970, 3, 1),
    ...     free_orders=True)
    >>> nobody = dated(people.customers, np.array([]), np.array([]))
    >>> found = one_person(relate(people, nobody, nobody, usual_gap_days=30), 7)
    >>> found.stage, found.silent_days, found.at_risk_from
    ('maintenance', 29, datetime.date(1970, 4, 2))
    """
    meant = relations.customers == customer
    if not meant.any():
        return None
    own = relations.part(meant)
    table, found, end = own.stages(own.as_of), spells(own), calendar.day_number(own.as_of)
    stage, days = int(table.stage[0]), own.occasions.day
    last = int(days[-1]) if len(days) else None
    coming = {}
    for name, times, before in (
        ("at_risk_from", own.rule.at_risk, (CAPTURE, MAINTENANCE, LOYALTY, RECOVERED)),
        ("abandoned_from", own.rule.abandoned, (CAPTURE, MAINTENANCE, LOYALTY, RECOVERED, AT_RISK)),
    ):
        when = None if last is None else last + int(first_over(times, table.usual_gap)[0])
        # Somebody who got in touch is at risk for longer than the silence alone allows.
        coming[name] = calendar.day_of(when) if when is not None and when > end and stage in before else None
    return OnePerson(
        customer=int(customer),
        as_of=own.as_of,
        stage=None if stage == NOT_YET else STAGES[stage],
        stretches=tuple(
            Stretch(stage=STAGES[stage], first=calendar.day_of(begin), last=calendar.day_of(begin + length - 1))
            for stage, begin, length in zip(found.stage, found.begin, found.days)
            if stage != NOT_YET
        ),
        orders=_dates(days),
        contacts=_dates(own.contacts.day[own.contacts.day <= end]),
        cancellations=_dates(own.cancellations.day[own.cancellations.day <= end]),
        usual_gap_days=float(table.usual_gap[0]),
        silent_days=None if last is None else end - last,
        rho=None if last is None else float(table.rho[0]),
        **coming,
    )


def _dates(days: np.ndarray) -> tuple[date, ...]:
    return tuple(calendar.day_of(day) for day in days)
