"""Accounts: organisations as customers, each with the people who order for it.

An account's history is that of all its people together: it ordered on a day on which any of them did, and was in touch on a day on which
any of them was. Its stage follows from that by the rule that customers' stages follow from.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from analysis import calendar, ledger
from analysis.account_table import HERE, YEAR_DAYS, AccountTable, account_table
from analysis.calendar import months_before
from analysis.company import Company
from analysis.comparisons import Comparison, Group, compare, group
from analysis.dated import Dated, dated
from analysis.moves import Moves, moves
from analysis.occasions import Occasions, of_days
from analysis.relations import Relations, among, relate
from analysis.rhythm import usual_gap
from analysis.stages import ABANDONED, AT_RISK, PROSPECT, STAGES, StageTable
from analysis.units import NONE, Units

#: In the order in which they are shown: those who are still here, then those who are not.
BOUGHT = (*HERE, ABANDONED)
#: So many days with an order a year are alike when those who order alone are compared with those who don't; the last has no end.
STRATA = (1, 2, 3, 5, 8)
#: For so many people or more an account is counted together.
MOST_PEOPLE = 3


def by_account(relations: Relations, account_of: np.ndarray) -> Relations:
    """Put people together to their accounts.

    Parameters
    ----------
    relations : Relations
    account_of : int64 array of C
        The party id of each one's account; `units.NONE` for those who have none, who are left out.

    Returns
    -------
    Relations
        Of the accounts, under their own usual gap; where they have too few closed gaps for one, under that of all customers. All that is
        made of relations (stages, moves, paths) can be made of it.

    Examples
    --------
    >>> people = Occasions(customers=np.array([1, 2, 3]), start=np.array([0, 2, 3, 4]), day=np.array([0, 30, 30, 99]),
    ...     as_of=date(1970, 5, 1), free_orders=True)
    >>> nothing = dated(people.customers, np.array([]), np.array([]))
    >>> found = by_account(relate(people, nothing, nothing, usual_gap_days=30), np.array([9, 9, NONE]))
    >>> found.customers.tolist(), found.occasions.day.tolist(), found.usual_gap_days
    ([9], [0, 30], 30)
    """
    belongs = account_of != NONE
    people = relations.occasions
    everybody = np.unique(account_of[belongs])
    whose = np.repeat(account_of, np.diff(people.start))
    ordered = of_days(whose[whose != NONE], people.day[whose != NONE], as_of=people.as_of, free_orders=people.free_orders)
    own = usual_gap(ordered, rule=relations.rule).days

    def together(days: Dated) -> Dated:
        theirs = np.repeat(account_of, np.diff(days.start))
        return dated(everybody, theirs[theirs != NONE], days.day[theirs != NONE])

    return relate(
        among(ordered, everybody),
        together(relations.contacts),
        together(relations.cancellations),
        usual_gap_days=relations.usual_gap_days if own is None else own,
        rule=relations.rule,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class InStage:
    """How many are in a stage, of all who ever ordered."""

    stage: str
    now: Group


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPeople:
    """Accounts still here for which so many people ordered in the last year (`more`: or more); what they brought in it, in minor units."""

    people: int
    more: bool
    accounts: int
    brought: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """How accounts stand.

    Attributes
    ----------
    as_of : date
    level : float
    currency : str
    usual_gap_days : float
    own_gap : bool
        Whether that is the accounts' own; otherwise that of all customers.
    closed_gaps : int
        Between orders of one account.
    accounts, people : int
        Accounts that ever ordered, and the people who ordered for them.
    prospects : int
        Accounts in touch that never ordered.
    stages : tuple of InStage
        As in `BOUGHT`.
    moves : Moves
        Which way they went in the months before.
    by_people : tuple of ByPeople
        Accounts still here that ordered in the last year, each time by a person who is known: by how many of their people did.
    unnamed : int
        The others of those: some order names the organisation alone.
    alone : Group or None
        Of those in `by_people`, the ones for which a single person ordered. None: there are none.
    silent : Group or None
        Of the accounts still here for which two or more ever ordered: those whose main person fell silent while another orders.
    at_risk_brought, brought : int
        Net of the last year in minor units: of accounts at risk, and of all.
    several_against_one : Comparison or None
        Of accounts that ordered in the year before last, who ordered again in the year since: those with two or more people ordering
        against those with one, among accounts with about as many days with an order. None: too few.
    """

    as_of: date
    level: float
    currency: str
    usual_gap_days: float
    own_gap: bool
    closed_gaps: int
    accounts: int
    people: int
    prospects: int
    stages: tuple[InStage, ...]
    moves: Moves
    by_people: tuple[ByPeople, ...]
    unnamed: int
    alone: Group | None
    silent: Group | None
    at_risk_brought: int
    brought: int
    several_against_one: Comparison | None


def in_stages(table: StageTable, mask: np.ndarray | None = None, *, level: float = 0.95) -> tuple[InStage, ...]:
    """Count who is in each stage, of those who ever ordered; () where nobody did.

    Parameters
    ----------
    table : StageTable
    mask : bool array, optional
        Which of its people are meant.
    level : float
        Of the intervals.
    """
    stage = table.stage if mask is None else table.stage[mask]
    counts = np.array([int((stage == place).sum()) for place in BOUGHT])
    if not counts.sum():
        return ()
    return tuple(
        InStage(stage=STAGES[place], now=group(count, counts.sum(), level=level)) for place, count in zip(BOUGHT, counts, strict=True)
    )


def year_before(occasions: Occasions) -> date | None:
    """The same day a year before as_of; None where the orders don't reach back to it."""
    then = occasions.as_of - timedelta(days=YEAR_DAYS)
    return then if len(occasions.day) and occasions.day.min() <= calendar.day_number(then) else None


def accounts(
    company: Company, people: Relations, units: Units, *, months: int = 3, currency: str | None = None, level: float = 0.95
) -> tuple[Accounts, AccountTable, Relations]:
    """Look how a company's accounts stand.

    Parameters
    ----------
    company : Company
    people : Relations
        Of the same company.
    units : Units
        Partners and suppliers among them are no customers, and left out.
    months : int
        How far the moves go back.
    currency : str, optional
        Of the money; the one of most orders if not given.
    level : float
        Of the intervals.

    Returns
    -------
    (Accounts, AccountTable, Relations)
        The relations are those of the accounts.
    """
    place = units.of(people.customers)
    place = np.where((place != NONE) & np.append(units.customers, False)[place], place, NONE)
    account_of = np.append(units.unit, NONE)[place]
    grouped = by_account(people, account_of)
    book = ledger.of_company(company, currency)
    as_of = calendar.day_number(people.as_of)
    brought = np.zeros(len(people.customers), dtype=np.int64)
    brought[np.searchsorted(people.customers, company.occasions.customers)] = book.between(as_of - YEAR_DAYS + 1, as_of)
    table = account_table(people, grouped, account_of, brought)
    closed = len(grouped.occasions.day) - int(grouped.buyers.sum())
    before, now = (grouped.stages(day) for day in (months_before(people.as_of, months), people.as_of))
    bought, named = grouped.buyers, table.named
    several = table.here & (table.people > 1)
    result = Accounts(
        as_of=people.as_of,
        level=level,
        currency=book.currency,
        usual_gap_days=float(grouped.usual_gap_days),
        own_gap=closed >= people.rule.minimum_gaps,
        closed_gaps=closed,
        accounts=int(bought.sum()),
        people=int(table.people.sum()),
        prospects=int((table.stage == PROSPECT).sum()),
        stages=in_stages(now, level=level),
        moves=_moves(grouped, before, now, level),
        by_people=_by_people(table),
        unnamed=int((table.unnamed & table.here).sum()),
        alone=group(table.alone.sum(), named.sum(), level=level) if named.any() else None,
        silent=group((table.silent & several).sum(), several.sum(), level=level) if several.any() else None,
        at_risk_brought=int(table.brought[table.stage == AT_RISK].sum()),
        brought=int(table.brought.sum()),
        several_against_one=_several_against_one(people, grouped, account_of, level=level),
    )
    return result, table, grouped


def _moves(grouped: Relations, before: StageTable, now: StageTable, level: float) -> Moves:
    return moves(
        before,
        now,
        usual_gap_days=grouped.usual_gap_days,
        rule=grouped.rule,
        contacts=bool(len(grouped.contacts.day)),
        cancellations=bool(len(grouped.cancellations.day)),
        level=level,
    )


def _by_people(table: AccountTable) -> tuple[ByPeople, ...]:
    counted = np.where(table.named, np.minimum(table.active, MOST_PEOPLE), 0)
    return tuple(
        ByPeople(
            people=number,
            more=number == MOST_PEOPLE,
            accounts=int((counted == number).sum()),
            brought=int(table.brought[counted == number].sum()),
        )
        for number in range(1, MOST_PEOPLE + 1)
        if (counted == number).any()
    )


def _several_against_one(people: Relations, grouped: Relations, account_of: np.ndarray, *, level: float) -> Comparison | None:
    """Of accounts that ordered in the year before last on as many days: are those with several people ordering here more often?"""
    end = calendar.day_number(people.as_of) - YEAR_DAYS
    begin = end - YEAR_DAYS
    days = _ordering(grouped.occasions, begin, end)
    again = _ordering(grouped.occasions, end, end + YEAR_DAYS) > 0
    mine = np.flatnonzero((account_of != NONE) & (_ordering(people.occasions, begin, end) > 0))
    ordering = np.bincount(np.searchsorted(grouped.customers, account_of[mine]), minlength=len(grouped.customers))
    stratum = np.searchsorted(STRATA, days)

    def tally(mask: np.ndarray) -> np.ndarray:
        return np.bincount(stratum[mask], minlength=len(STRATA) + 1)

    several, one = ordering > 1, ordering == 1
    return compare(tally(several & again), tally(several), tally(one & again), tally(one), level=level)


def _ordering(occasions: Occasions, after: int, until: int) -> np.ndarray:
    """Each one's days with an order after one day, through another."""
    return occasions.count_through(until) - occasions.count_through(after)
