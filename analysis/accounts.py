"""Accounts: organisations as customers, each with the people who order for it.

An account's history is that of all its people together: it ordered on a day on which any of them did, and was in touch on a day on which
any of them was. Its stage follows from that by the rule that customers' stages follow from.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from analysis import calendar, ledger
from analysis.company import Company
from analysis.comparisons import Comparison, Group, compare, group
from analysis.dated import Dated, dated
from analysis.occasions import Occasions, of_days
from analysis.relations import Relations, among, relate
from analysis.rhythm import usual_gap
from analysis.stages import ABANDONED, AT_RISK, CAPTURE, LOYALTY, MAINTENANCE, PROSPECT, RECOVERED, STAGES, StageTable
from analysis.units import NONE, Units

#: In the order in which they are shown: those who ordered and are still here, then those who are not.
BOUGHT = (LOYALTY, MAINTENANCE, CAPTURE, RECOVERED, AT_RISK, ABANDONED)
HERE = (LOYALTY, MAINTENANCE, CAPTURE, RECOVERED, AT_RISK)
YEAR_DAYS = 365
#: So many days with an order a year are alike when those who order alone are compared with those who don't; the last has no end.
STRATA = (1, 2, 3, 5, 8)
#: For so many people or more an account is counted together.
MOST_PEOPLE = 3
#: A day long before any.
NEVER = -(10**6)


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
    """How many are in a stage at as_of, of all who ever ordered, and how many were a year before (None: nothing was known then)."""

    stage: str
    now: Group
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPeople:
    """Accounts still here for which so many people ordered in the last year (`more`: or more); what they brought in it, in minor units."""

    people: int
    more: bool
    accounts: int
    brought: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTable:
    """One row an account that ordered or was in touch.

    Attributes
    ----------
    account : int64 array of A
        Party ids, ascending.
    stage, before : int8 arrays of A
        Places in `STAGES` at as_of and a year before, or `NOT_YET`.
    people, active : int64 arrays of A
        How many of its people ever ordered; how many did in the last year.
    unnamed : bool array of A
        Whether orders of the last year name the organisation alone: then nobody knows who orders.
    main : int64 array of A
        Party id of the person who ordered on most days, of several the latest; `NONE` where no person is known.
    main_days, days : int64 arrays of A
        On how many days that one ordered, and all its people together, each with days of their own.
    silent : bool array of A
        Whether the account is still here and that one has abandoned, while another person ordered since.
    last : int64 array of A
        Day of the last order, in days since 1970-01-01; `NEVER` where there is none.
    brought : int64 array of A
        Net of the last year, in minor units.
    """

    account: np.ndarray
    stage: np.ndarray
    before: np.ndarray
    people: np.ndarray
    active: np.ndarray
    unnamed: np.ndarray
    main: np.ndarray
    main_days: np.ndarray
    days: np.ndarray
    silent: np.ndarray
    last: np.ndarray
    brought: np.ndarray

    @property
    def here(self) -> np.ndarray:
        """Who ordered and has not abandoned; bool array of A."""
        return np.isin(self.stage, HERE)

    @property
    def alone(self) -> np.ndarray:
        """Of those the ones for which a single person ordered in the last year; bool array of A."""
        return self.named & (self.active == 1)

    @property
    def named(self) -> np.ndarray:
        """Who is here and ordered in the last year, each time by a person who is known; bool array of A."""
        return self.here & (self.active > 0) & ~self.unnamed


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """How accounts stand.

    Attributes
    ----------
    as_of : date
    then : date or None
        A year before; None where the orders don't reach back to it.
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
        Of accounts that ordered in the year before `then`, who ordered again in the year since: those with two or more people ordering
        against those with one, among accounts with as many days with an order. None: too few.
    """

    as_of: date
    then: date | None
    level: float
    currency: str
    usual_gap_days: float
    own_gap: bool
    closed_gaps: int
    accounts: int
    people: int
    prospects: int
    stages: tuple[InStage, ...]
    by_people: tuple[ByPeople, ...]
    unnamed: int
    alone: Group | None
    silent: Group | None
    at_risk_brought: int
    brought: int
    several_against_one: Comparison | None


def in_stages(now: StageTable, before: StageTable | None, mask: np.ndarray | None = None, *, level: float = 0.95) -> tuple[InStage, ...]:
    """Count who is in each stage, of those who ever ordered; () where nobody did.

    Parameters
    ----------
    now, before : StageTable
        Of the same people.
    mask : bool array, optional
        Which of them are meant.
    level : float
        Of the intervals.
    """
    meant = np.ones(len(now.stage), dtype=bool) if mask is None else mask
    counts = np.array([int((now.stage[meant] == stage).sum()) for stage in BOUGHT])
    if not counts.sum():
        return ()
    return tuple(
        InStage(
            stage=STAGES[stage],
            now=group(count, counts.sum(), level=level),
            before=None if before is None else int((before.stage[meant] == stage).sum()),
        )
        for stage, count in zip(BOUGHT, counts, strict=True)
    )


def year_before(occasions: Occasions) -> date | None:
    """The same day a year before as_of; None where the orders don't reach back to it."""
    then = occasions.as_of - timedelta(days=YEAR_DAYS)
    return then if len(occasions.day) and occasions.day.min() <= calendar.day_number(then) else None


def accounts(
    company: Company, people: Relations, units: Units, *, currency: str | None = None, level: float = 0.95
) -> tuple[Accounts, AccountTable, Relations]:
    """Look how a company's accounts stand.

    Parameters
    ----------
    company : Company
    people : Relations
        Of the same company.
    units : Units
        Partners and suppliers among them are no customers, and left out.
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
    table = _table(people, grouped, account_of, brought)
    closed = len(grouped.occasions.day) - int(grouped.buyers.sum())
    then = year_before(company.occasions)
    now, before = grouped.stages(people.as_of), None if then is None else grouped.stages(then)
    bought, named = grouped.buyers, table.named
    several = table.here & (table.people > 1)
    result = Accounts(
        as_of=people.as_of,
        then=then,
        level=level,
        currency=book.currency,
        usual_gap_days=float(grouped.usual_gap_days),
        own_gap=closed >= people.rule.minimum_gaps,
        closed_gaps=closed,
        accounts=int(bought.sum()),
        people=int(table.people.sum()),
        prospects=int((table.stage == PROSPECT).sum()),
        stages=in_stages(now, before, level=level),
        by_people=_by_people(table),
        unnamed=int((table.unnamed & table.here).sum()),
        alone=group(table.alone.sum(), named.sum(), level=level) if named.any() else None,
        silent=group((table.silent & several).sum(), several.sum(), level=level) if several.any() else None,
        at_risk_brought=int(table.brought[table.stage == AT_RISK].sum()),
        brought=int(table.brought.sum()),
        several_against_one=None if then is None else _several_against_one(people, grouped, account_of, level=level),
    )
    return result, table, grouped


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


def _table(people: Relations, grouped: Relations, account_of: np.ndarray, brought: np.ndarray) -> AccountTable:
    size, this_year = len(grouped.customers), calendar.day_number(people.as_of) - YEAR_DAYS
    theirs = account_of != NONE
    at = np.searchsorted(grouped.customers, account_of)  # of those who have one
    mine = np.flatnonzero(theirs & people.buyers & (people.customers != account_of))
    account, days, last = at[mine], np.diff(people.occasions.start)[mine], last_days(people.occasions)[mine]
    # By account, then days, then the latest: the last of each account's stretch is its main person.
    order = np.lexsort((last, days, account))
    ends = order[np.flatnonzero(np.diff(np.append(account[order], size)))]
    who = account[ends]
    main, main_days, latest = np.full(size, NONE, dtype=np.int64), np.zeros(size, dtype=np.int64), np.full(size, NEVER, dtype=np.int64)
    main[who], main_days[who] = people.customers[mine[ends]], days[ends]
    np.maximum.at(latest, account, last)
    left = np.zeros(size, dtype=bool)
    left[who] = (people.stages(people.as_of).stage[mine[ends]] == ABANDONED) & (last[ends] < latest[who])
    itself = np.flatnonzero(theirs & (people.customers == account_of))
    unnamed = np.zeros(size, dtype=bool)
    unnamed[at[itself]] = last_days(people.occasions)[itself] > this_year
    money = np.zeros(size, dtype=np.int64)
    np.add.at(money, at[theirs], brought[theirs])
    stage = grouped.stages(people.as_of).stage
    return AccountTable(
        account=grouped.customers,
        stage=stage,
        before=grouped.stages(people.as_of - timedelta(days=YEAR_DAYS)).stage,
        people=np.bincount(account, minlength=size),
        active=np.bincount(account[last > this_year], minlength=size),
        unnamed=unnamed,
        main=main,
        main_days=main_days,
        days=np.bincount(account, weights=days, minlength=size).astype(np.int64),
        silent=left & np.isin(stage, HERE),
        last=last_days(grouped.occasions),
        brought=money,
    )


def last_days(occasions: Occasions) -> np.ndarray:
    """Each one's last day with an order; `NEVER` where there is none."""
    some = np.diff(occasions.start) > 0
    found = np.full(len(some), NEVER, dtype=np.int64)
    found[some] = occasions.day[occasions.start[1:][some] - 1]
    return found


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
